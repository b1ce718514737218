/* What the parts of the check share: the token under the eye, where to report, and what the
 * selectors of a rule end in. */
#ifndef GALLEY_STYLE_BOOK_CSS_CHECK_H
#define GALLEY_STYLE_BOOK_CSS_CHECK_H

#include "base/report.h"
#include "style/css_tokens.h"

#include <glib.h>

/* An element's name in lower case; "" for none, or one too long to be an element of a book. */
typedef struct {
    char name[16];
} CssElement;

typedef struct {
    CssTokens tokens;
    CssToken token; /* under the eye; never a comment */
    const char *file;
    Report *report;
    GArray *value; /* CssToken, of the declaration at hand, without spaces */
    /* What the selectors of the rule at hand end in ("p.lead" in "aside p.lead") */
    GArray *bare;    /* CssElement: those without a class that the list has a row for, once each */
    bool has_steps;  /* a selector has several steps, or several classes */
    bool has_no_img; /* a selector ends in something else than img */
} CssCheck;

/* Goes to the next token that is no comment. Comments that Kindle refuses are reported. */
void css_check_next(CssCheck *check);

/* Reports `before`, then the text from the token `from` up to `until` (not in it) between quotes,
 * then `after`. */
void css_check_refuse_text(CssCheck *check, const CssToken *from, const char *until,
                           const char *before, const char *after, const char *hint);
/* Reports one token. */
void css_check_refuse(CssCheck *check, const CssToken *token, const char *before, const char *after,
                      const char *hint);

/* Reads selectors up to "{" or the text's end, reports what is refused in them and fills
 * in what they end in. */
void css_check_selectors(CssCheck *check);

#endif
