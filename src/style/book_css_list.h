/* Questions to the closed list (book_css_list.def). Names and values are compared without regard to
 * case, as CSS does. */
#ifndef GALLEY_STYLE_BOOK_CSS_LIST_H
#define GALLEY_STYLE_BOOK_CSS_LIST_H

#include "style/css_tokens.h"

/* A property or @font-face descriptor that may be written. */
typedef struct {
    const char *name;
    const char *values;
    const char *hint;
} CssRow;

const CssRow *book_css_property(const char *name);
const CssRow *book_css_descriptor(const char *name);

/* Why a property that has no row is refused and what to write instead. Caller frees. */
char *book_css_property_hint(const char *name);
const char *book_css_at_rule_hint(const char *name);
const char *book_css_selector_hint(char sign);

/* Why `property` may not stand in a rule for `element` without a class; NULL if it may. */
const char *book_css_subject_hint(const char *element, const char *property);

bool book_css_has_subject(const char *element);

/* Holds a value (its tokens without spaces and comments) against a row: the index of the first
 * token that does not fit; `count` if all do. */
size_t book_css_value_fits(const CssRow *row, const CssToken *tokens, size_t count);

/* Is `word` one of the words of `list`, which spaces divide? */
bool book_css_list_has(const char *list, const char *word, size_t length_bytes);

#endif
