/* HTML5 into the article's vocabulary: gumbo's home. Fragments for Markdown's raw HTML; whole pages
 * come with the web-page reader. Scripts, styles, handlers and comments never arrive; elements that
 * the vocabulary lacks are unwrapped or renamed (font, center, big, tt, strike, h1 …) and named to
 * the report once each. What a link or a picture may name is for enrich to judge: href and src come
 * as written. Depth and size are capped before gumbo sees the text (gumbo is quadratic in
 * depth). */
#ifndef GALLEY_HTML_HTML_H
#define GALLEY_HTML_HTML_H

#include "html/builder.h"
#include "model/article.h"

/* Parses `html` (valid UTF-8) as the content of a block of the body and appends what comes out to
 * `parent`, which may be inline: then blocks are unwrapped. Places count from line, column of its
 * start. `file` is the places' file. What the vocabulary refuses is reported; nothing fails. */
void html_append_fragment(xmlDoc *tree, xmlNode *parent, const char *html, size_t length_bytes,
                          const char *file, uint32_t line, uint32_t column, Report *report);

/* One tag by itself, as a Markdown parser finds it in running text: "<sup>", "</sup>", "<br/>",
 * "<a href='x'>", "<!-- … -->". */
typedef enum {
    HTML_TAG_OPENS,   /* what follows, up to the tag that closes the same name, is its content */
    HTML_TAG_CLOSES,  /* ends the nearest open tag of its name; a stray one means nothing */
    HTML_TAG_VOID,    /* br, img, wbr, hr …: whole by itself */
    HTML_TAG_NOTHING, /* a comment, a processing instruction, a declaration: to be passed over */
} HtmlTagForm;

typedef enum {
    HTML_KEPT,      /* `element` is of the vocabulary (renamed where need be: tt is code) */
    HTML_UNWRAPPED, /* the vocabulary has no such element: the tag goes, its content stays */
    HTML_DROPPED,   /* script, iframe, video …: the tag goes and all up to its closing tag */
} HtmlFate;

typedef struct {
    HtmlTagForm form;
    HtmlFate fate;
    Element element; /* ELEMENT_NONE unless kept. It may be one that cannot stand where the tag does
                        (a div in running text): ask element_may_hold, unwrap if not */
    char name[24];   /* as written, in lower case, cut if longer: pairs opening with closing */
    bool is_block;   /* stands apart from the text around it */
    bool is_silent;  /* fate is not worth a word (a <font> or <center> of old pages is) */
} HtmlTag;

/* A block of raw HTML taken apart: tags that it opens and does not close, or closes and did not
 * open (what they hold or end may be another block's), and the whole fragments between them. In
 * order; nothing is left out. An open element that cannot hold blocks (p, b) stays in its fragment.
 */
typedef struct {
    size_t start_byte, length_bytes;
    bool is_tag; /* else a fragment */
} HtmlPiece;
GArray *html_take_apart(const char *html, size_t length_bytes); /* of HtmlPiece; caller frees */

/* The same as html_append_fragment, in the place where a builder stands. */
void html_grow_fragment(Builder *builder, const char *html, size_t length_bytes, const char *file,
                        uint32_t line, uint32_t column, Report *report);

/* Reads one tag, from '<' to '>'. False if it is none. */
bool html_parse_tag(const char *tag, size_t length_bytes, HtmlTag *out);
/* A new element of a kept opening or void tag with those of its attributes that the vocabulary
 * accepts; not linked yet. */
xmlNode *html_tag_node(xmlDoc *tree, const HtmlTag *parsed, const char *tag, size_t length_bytes,
                       uint32_t line, uint32_t column);
/* Says html-dropped or html-unwrapped of an opening or void tag whose fate asks for it. */
void html_report_tag(const HtmlTag *tag, Place place, Report *report);

#endif
