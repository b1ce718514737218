/* The state of one reading of running text, and what the two files that read it ask of it. */
#ifndef GALLEY_ENRICH_SETTER_H
#define GALLEY_ENRICH_SETTER_H

#include "enrich/bare_urls.h"
#include "enrich/typography.h"

enum {
    OPEN_MOST = 16, /* quotes within quotes; past that they stay as they are */
    OBJECT = 0xFFFC,
    LINE_SEPARATOR = 0x2028,
    NARROW = 0x202F,
};

#define NARROW_SPACE "\xE2\x80\xAF"

typedef enum { QUOTE_DOUBLE, QUOTE_SINGLE } QuoteKind;

typedef struct {
    QuoteKind kind;
    const Typography *typography;
    bool is_inner;
    guint edit; /* index + 1 of the edit that set it; 0: it was set by the author */
    bool begins_text;
} OpenQuote;

/* What the mark before the one in hand turned out to be. */
typedef enum { MARK_NONE, MARK_OPENED, MARK_CLOSED, MARK_APOSTROPHE } MarkMeaning;

typedef struct {
    const char *text;
    size_t length;
    const TextSpan *spans;
    size_t span_count, span;
    GArray *edits;
    OpenQuote open[OPEN_MOST];
    size_t open_count;
    MarkMeaning last_meaning;
    size_t last_end;      /* where that mark ended */
    UrlSearch url_search; /* begun when it is first asked for */
    UrlRange url;         /* the next one, once it was asked for */
    bool keeps_doubles;   /* CJK text with an odd number of straight quotes */
} Setter;

bool char_is_space(gunichar c); /* the text's ends are spaces: 0 */
/* A space that may be replaced: not the end of a line that the author set. */
bool char_is_blank(gunichar c);
bool char_is_word(gunichar c);
bool char_is_digit(gunichar c);
bool char_is_dash(gunichar c);
bool char_is_hebrew(gunichar c);
/* Of a script whose words may stand against a quote mark: Arabic and Hebrew with a preposition, CJK
 * without spaces. */
bool char_joins_quotes(gunichar c);
bool char_is_opening(const Typography *typography, gunichar c);
bool char_is_closing(gunichar c);
gunichar quote_mark(const char *quote); /* without the spaces that are set with it */

gunichar setter_before(const Setter *setter, size_t at); /* 0 at the ends */
gunichar setter_at(const Setter *setter, size_t at);
const Language *setter_language(const Setter *setter); /* of the span in hand */
/* Does a quote or a word that begins here stand at the beginning of something? */
bool setter_is_start(const Setter *setter, size_t at);
size_t setter_skip_back(const Setter *setter, size_t at); /* over blanks */
size_t setter_skip(const Setter *setter, size_t at);
/* Asked in the text's order. */
bool setter_is_in_url(Setter *setter, size_t at);

/* Edits are made in the text's order; one that would reach into the last begins after it. */
void setter_edit(Setter *setter, size_t from, size_t to, const char *with, size_t with_bytes);
void setter_edit_text(Setter *setter, size_t from, size_t to, const char *with);

/* quotes.c */
void setter_set_double(Setter *setter, size_t at);
void setter_set_single(Setter *setter, size_t at);
void setter_open_quote(Setter *setter, QuoteKind kind, size_t at);
void setter_close_quote(Setter *setter, QuoteKind kind, size_t at);
/* A quote that the author set, from `at` to `end`, keeps its form, and counts. */
void setter_note_quote(Setter *setter, gunichar c, size_t at, size_t end);
/* The end of the text, where nothing more can be closed. */
void setter_end_quotes(Setter *setter);

#endif
