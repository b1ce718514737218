/* What is kept of pictures from one run to the next: files in one directory, each named by a key
 * that says all that its content depends on. They are written by rename, so runs share them, and
 * checked when they are read, so a damaged one is as good as none. Nobody needs them: what cannot
 * be kept is made again. */
#ifndef GALLEY_IMAGES_KEPT_PICTURES_H
#define GALLEY_IMAGES_KEPT_PICTURES_H

#include "model/asset.h"

typedef struct KeptPictures KeptPictures;
/* `directory` is made when first needed; NULL: nothing is kept. Without `may_keep` nothing is
 * written. */
KeptPictures *kept_pictures_new(const char *directory, bool may_keep);
/* After a run that kept something, takes away what no run has asked for in a long time. */
void kept_pictures_free(KeptPictures *kept);

/* Thread-safe, both. A plain text (a reason, a hash) is kept as a Rendition of PICTURE_UNKNOWN.
 * Caller frees; NULL: there is none, or it is damaged. The bytes of a long one stay in the file
 * until they are read. */
Rendition *kept_pictures_find(KeptPictures *kept, const char *key);
void kept_pictures_keep(KeptPictures *kept, const char *key, const Rendition *rendition);

#endif
