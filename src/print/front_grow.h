/* Front matter's own: a text of no article that grows paragraph by paragraph. */
#ifndef GALLEY_PRINT_FRONT_GROW_H
#define GALLEY_PRINT_FRONT_GROW_H

#include "print/front.h"
#include "print/lower.h"

typedef struct {
    FrontText *text;
    Lower lower;
    Column *column;
    Around body, frame;
    Flow flow;
} Growing;

extern const char growing_dot[]; /* " · ", between facts */

/* In `section.CLASSES`, which is the text's id as well. */
void growing_begin(Growing *growing, const FrontWish *wish, const char *classes);
FrontText *growing_finish(Growing *growing);
/* A paragraph `p.CLASS_NAME`; nothing if the text is NULL or blank. `lang` NULL: the issue's. */
void growing_say(Growing *growing, const char *class_name, StructureRole role, const char *text,
                 const char *lang);
/* Authors in a row, as the article's language does it; NULL: nobody is named. Caller frees. */
char *growing_names(const Article *article);

#endif
