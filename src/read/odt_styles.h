/* What the styles (OpenDocument 1.3 part 3, 16) and list styles of a text document say: each style
 * with all that it takes from its parents. */
#ifndef GALLEY_READ_ODT_STYLES_H
#define GALLEY_READ_ODT_STYLES_H

#include "read/run_setting.h"
#include "read/xml_part.h"

enum { ODT_LEVELS = 10 };

typedef struct {
    const char *name, *parent, *list_style;
    RunSetting run;  /* with all that parents say */
    RunSetting base; /* of the nearest style that has a name of its own */
    Role role;
    unsigned level;
    int outline; /* from 1; UNSAID */
    const char *align;
    signed char is_rtl, has_rule, drops_capital;
    bool is_automatic, is_resolved, is_resolving;
} OdtStyle;

typedef struct {
    ListKind kind;
    const char *format; /* "1", "a", "A", "i", "I" */
    const char *prefix, *suffix;
    long start;
    unsigned shown; /* levels in the label */
    int text_indent_twips;
} OdtLevel;

typedef struct {
    OdtLevel levels[ODT_LEVELS];
} OdtListStyle;

typedef struct OdtStyles OdtStyles;
OdtStyles *odt_styles_new(void);
void odt_styles_free(OdtStyles *styles);
/* Takes in all styles below `parent` (office:styles, office:automatic-styles). What came first
 * holds. Borrows the part. */
void odt_styles_add(OdtStyles *styles, const XmlPart *part, const XmlItem *parent,
                    bool is_automatic);

/* NULL or unknown: the default of paragraphs. Never NULL. */
const OdtStyle *odt_paragraph_style(OdtStyles *styles, const char *name);
const OdtStyle *odt_text_style(OdtStyles *styles, const char *name); /* NULL: there is none */
const OdtListStyle *odt_list_style(const OdtStyles *styles, const char *name); /* NULL */
const OdtListStyle *odt_outline_style(const OdtStyles *styles);                /* NULL */
const RunSetting *odt_default_run(const OdtStyles *styles);
/* "2.1"; counts are of the levels from the outermost. Caller frees. */
char *odt_label(const OdtListStyle *style, const long *counts, unsigned level);

#endif
