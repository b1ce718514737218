/* May a picture be seen through? Told from its first bytes. */
#ifndef GALLEY_IMAGES_TRANSPARENCY_H
#define GALLEY_IMAGES_TRANSPARENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRANSPARENCY_BYTES = 64 * 1024 };

/* A PNG with an alpha channel, or with a transparent colour, by at most TRANSPARENCY_BYTES from its
 * start. */
bool picture_may_be_transparent(const uint8_t *start, size_t length_bytes);

#endif
