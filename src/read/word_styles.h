/* What a Word document's styles (ECMA-376 part 1, 17.7) and numbering (17.9) say: each style with
 * all that it takes from those it is based on, and the number of each item of a list. */
#ifndef GALLEY_READ_WORD_STYLES_H
#define GALLEY_READ_WORD_STYLES_H

#include "read/manuscript.h"
#include "read/run_setting.h"
#include "read/xml_part.h"

enum { WORD_LEVELS = 9 };

/* Of a run's properties. */
RunSetting run_setting_read(const XmlPart *part, const XmlItem *properties);
typedef struct {
    const char *id, *name, *based_on;
    RunSetting run;
    int outline; /* 0 … 9, or unsaid */
    int list, list_level;
    int indent_twips; /* unsaid: UNSAID */
    signed char is_rtl;
    signed char has_rule;
    const char *align;
    Role role;
    unsigned level;
    bool is_resolved, is_resolving;
} WordStyle;

typedef struct WordStyles WordStyles;
/* Either part may be NULL. Borrows them. */
WordStyles *word_styles_new(const XmlPart *styles, const XmlPart *numbering);
void word_styles_free(WordStyles *styles);
/* NULL or unknown: the default of paragraphs. Never NULL. */
const WordStyle *word_paragraph_style(WordStyles *styles, const char *id);
const WordStyle *word_run_style(WordStyles *styles, const char *id); /* NULL: there is none */
const RunSetting *word_default_run(const WordStyles *styles);

typedef struct {
    ListKind kind; /* LIST_NONE: no mark at all */
    ListItem item;
    char *label; /* as Word shows it: "2.1", "Article 3:"; NULL. Owned by the caller */
    bool
        is_plain; /* the label is a number with a point, a bracket or nothing: a list can have it */
    int text_indent_twips;
} WordNumber;
/* Counts the next item of a list; the level that the style names is found where `level` is unsaid.
 */
WordNumber word_number_next(WordStyles *styles, int list, int level, const char *style_id);

#endif
