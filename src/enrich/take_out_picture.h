/* Taking a picture's call out of an article once it turns out that no book may hold the picture. */
#ifndef GALLEY_ENRICH_TAKE_OUT_PICTURE_H
#define GALLEY_ENRICH_TAKE_OUT_PICTURE_H

#include "model/article.h"

/* Removes `image` from the tree. Of its figure a cutline stays, as a paragraph; in running
 * text its description stays in its place. What is empty then goes too. The article's counts and
 * headings follow; image_nodes is the caller's. */
void take_out_picture(Article *article, xmlNode *image);

#endif
