/* A print.css as it was read: rules with their selectors and declarations, in order. The room's
 * own; others see print_style.h. */
#ifndef GALLEY_STYLE_PRINT_SHEET_H
#define GALLEY_STYLE_PRINT_SHEET_H

#include "style/css_tokens.h"
#include "style/print_style.h"

/* What stands between a step of a selector and the one to its right. */
typedef enum { COMBINE_NONE, COMBINE_DESCENDANT, COMBINE_CHILD, COMBINE_NEXT } Combinator;

typedef struct {
    const char *element; /* interned; NULL: any */
    GPtrArray *classes;  /* interned; NULL: none */
    const char *lang;    /* interned; NULL: any */
    bool is_first, is_last;
    Combinator before; /* how it hangs on the step to its left */
} SelectorStep;

typedef struct {
    GArray *steps;      /* SelectorStep, from left to right */
    const char *pseudo; /* interned; NULL: the element itself */
    unsigned specificity;
} Selector;

typedef struct Property Property;

/* One declaration, its value cut into tokens. */
typedef struct {
    const Property *property;
    GArray *values; /* CssToken without spaces and comments; into the sheet's text */
} Declaration;

typedef struct {
    GArray *selectors;    /* Selector */
    GArray *declarations; /* Declaration */
} StyleRule;

typedef struct {
    const char *name; /* interned; NULL: any page */
    bool is_left, is_right, is_first;
    GArray *declarations;             /* Declaration */
    GArray *margin[MARGIN_BOX_COUNT]; /* Declaration; NULL: nothing */
} PageRule;

typedef struct {
    GPtrArray *texts;              /* char *: what the tokens point into */
    GArray *rules;                 /* StyleRule */
    GArray *page_rules;            /* PageRule */
    const char *file;              /* while it is read */
    Report *report;                /* the same */
    GHashTable *said;              /* char *: what was warned of in it */
    guint selectors, declarations; /* in all rules */
} PrintSheet;

PrintSheet *print_sheet_new(void);
/* Adds the rules of a text after those that are there. */
void print_sheet_read(PrintSheet *sheet, const char *css, size_t length_bytes, const char *file,
                      Report *report);
void print_sheet_free(PrintSheet *sheet);

/* Does the selector mean this element, or the pseudo-element of it? */
bool selector_matches(const Selector *selector, const StyleSubject *subject, const char *pseudo);

/* A style while its declarations are applied. */
typedef struct {
    BoxStyle box;
    TextStyle text;
    const BoxStyle *around; /* or NULL */
    gpointer *families;     /* interned, NULL at the end; owned; NULL: as around */
    ContentPiece *pieces;   /* of `content`; owned; NULL where there are none */
    size_t piece_count;
    bool has_content; /* said, be it `none` */
    bool has_relative_leading;
    int64_t leading_permille; /* of the size, if it is relative */
} Computing;
void computing_clear(Computing *computing);

/* Applies a declaration of an element to `computing`. False: the value means nothing. */
bool property_apply(const Declaration *declaration, Computing *computing);
/* The same for a page. */
bool property_apply_page(const Declaration *declaration, PageStyle *page);
/* NULL: print does not know it. `on_page`: inside @page. */
const Property *property_find(const char *name, size_t length_bytes, bool on_page);
const char *property_name(const Property *property);
bool property_decides_size(const Property *property); /* font-size: applied before all others */

/* Values. Each reads one token (functions: from `at` on, moving it past what was read). */
bool value_length(const CssToken *token, Mpt em_mpt, Mpt whole_mpt, Mpt *length_mpt);
int64_t value_round(double value); /* to the nearest, a half away from naught */
bool value_ink(const GArray *values, guint *at, Ink *ink);
bool token_is_word(const CssToken *token, const char *word);
char *token_text(const CssToken *token); /* of a string or a word; caller frees */

#endif
