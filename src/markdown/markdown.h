/* Markdown into the tree: cmark-gfm's AST walked straight into it, with Galley's fences. Tables and
 * footnotes are the only extensions (the others are not thread-safe). */
#ifndef GALLEY_MARKDOWN_MARKDOWN_H
#define GALLEY_MARKDOWN_MARKDOWN_H

#include "model/article.h"

/* Inline Markdown that stands outside the text but belongs to it: a title, kicker or deck from the
 * front matter. Parsed in the text's own context, so that its notes and references resolve. */
typedef struct {
    const char *headline, *kicker, *deck; /* NULL: not given */
} MarkdownParts;

/* Parses the text of an article (valid UTF-8, \n line ends, first line of the file it came from at
 * `first_line`) into article->tree: body, and headline, kicker, deck where `parts` gives them.
 *   a paragraph with only an image: figure, the image's title `cutline | credit`;
 *   footnotes: a.noteref[href="#LABEL"] in place, aside.note[id="LABEL"] at the end of body, labels
 *     as written; uncalled ones too, and calls by number of a note that is not there (enrich makes
 *     ids and numbers, and says what is missing or not called);
 *   ---: hr; `::: pullquote`, `::: sidebar`, `::: verse`: aside, aside, div; unclosed is an error;
 *   raw HTML: through html/; an inline pair such as <sup>…</sup> keeps what stands between;
 *   headings: h2 … h6 as written, an h1 becomes an h2 with node level noted by `class="title"` for
 *     enrich/headings to settle.
 * Input past the limits is reported (markdown-too-dense) and set as plain paragraphs. Thread-safe.
 */
void markdown_parse(Article *article, const char *text, size_t length_bytes, uint32_t first_line,
                    MarkdownParts parts, Report *report);

/* One line of running text, such as a cutline, to the end of `parent`; all of it stands at that
 * place. Notes and references of the text do not reach it. Thread-safe. */
void markdown_append_line(xmlDoc *tree, xmlNode *parent, const char *text, Place place,
                          Report *report);

/* Registers the extensions; once, before any thread. */
void markdown_begin(void);

#endif
