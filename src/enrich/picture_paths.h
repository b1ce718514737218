/* From what an author wrote as a picture's path to an asset of the issue. */
#ifndef GALLEY_ENRICH_PICTURE_PATHS_H
#define GALLEY_ENRICH_PICTURE_PATHS_H

#include "model/issue.h"

typedef enum {
    PICTURE_FOUND,
    PICTURE_REMOTE,
    PICTURE_OUTSIDE, /* counts as missing; never opened */
    PICTURE_MISSING,
} PictureFate;

/* `src` as written in the file at `article_path`: relative to it, or from "/" in the publication's
 * media, else the issue. Percent signs, a query, a fragment and backslashes are understood where
 * the path as it stands names nothing. The asset is the issue's. */
PictureFate picture_find(const Issue *issue, const char *article_path, const char *src,
                         const Asset **asset);

/* The same, but for names that differ in how their accents are stored: no search, for the many. */
PictureFate picture_find_exact(const Issue *issue, const char *article_path, const char *src,
                               const Asset **asset);

/* What to do about a picture that is not there, with the nearest file that is. Caller frees. */
char *picture_hint(const Issue *issue, const char *article_path, const char *src);

#endif
