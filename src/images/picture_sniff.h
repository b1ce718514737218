/* What a file is by its first bytes. */
#ifndef GALLEY_IMAGES_PICTURE_SNIFF_H
#define GALLEY_IMAGES_PICTURE_SNIFF_H

#include "model/asset.h"

enum { SNIFF_BYTES = 4096 };

/* `length`: at most SNIFF_BYTES from the file's start. PICTURE_UNKNOWN: `why` says what it is
 * instead. */
PictureType picture_sniff(const uint8_t *bytes, size_t length, const char **why);

#endif
