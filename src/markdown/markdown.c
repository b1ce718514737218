/* An article's text into its tree. The parser is fed, before the text, a paragraph for each part
 * that stands outside it (headline, kicker, deck), so that its references and notes are the text's,
 * and one for each label of a note, so that none is lost. Each begins with a character that no text
 * can have: so it is a paragraph whatever comes in it. */
#include "markdown/markdown.h"

#include "markdown/memory.h"
#include "markdown/parse.h"
#include "markdown/plain.h"
#include "markdown/site_marks.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>

static const char fed_sign[] = "\x01 "; /* the space: `_` marks nothing within a word */

void markdown_begin(void) {
    cmark_gfm_core_extensions_ensure_registered();
}

static cmark_parser *parser_new(void) {
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, parse_memory());
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    return parser;
}

static void feed(cmark_parser *parser, const char *text) {
    cmark_parser_feed(parser, text, strlen(text));
}

/* Parts */

enum { PART_COUNT = 3 };

typedef struct {
    Element element;
    const char *text;
} Part;

/* Those that are given, in the frame's order. Returns how many. */
static size_t list_parts(MarkdownParts parts, Part out[PART_COUNT]) {
    const Part all[PART_COUNT] = {{ELEMENT_HEADLINE, parts.headline},
                                  {ELEMENT_KICKER, parts.kicker},
                                  {ELEMENT_DECK, parts.deck}};
    size_t count = 0;
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (all[i].text != NULL && !text_is_blank(all[i].text)) {
            out[count++] = all[i];
        }
    }
    return count;
}

/* Everything that comes before the text; returns its lines. */
static uint32_t feed_before(cmark_parser *parser, const Part *parts, size_t part_count,
                            const GArray *labels) {
    for (size_t i = 0; i < part_count; i++) {
        g_autofree char *line = text_collapse(parts[i].text);
        feed(parser, fed_sign);
        feed(parser, line);
        feed(parser, "\n\n");
    }
    for (guint i = 0; i < labels->len; i++) {
        const NoteLabel *label = &g_array_index(labels, NoteLabel, i);
        feed(parser, fed_sign);
        feed(parser, "[^");
        cmark_parser_feed(parser, label->label, label->length_bytes);
        feed(parser, "]\n\n");
    }
    return (uint32_t)(2 * (part_count + labels->len));
}

static void feed_edit(cmark_parser *parser, const Edit *edit, guint index) {
    if (edit->kind != EDIT_VERSE_INDENT) {
        char marker[32];
        g_snprintf(marker, sizeof marker, MARKER "%u-->", index);
        feed(parser, marker);
        return;
    }
    for (size_t i = 0; i < edit->fed_bytes; i += strlen(VERSE_SPACE)) {
        feed(parser, VERSE_SPACE);
    }
}

static void feed_text(cmark_parser *parser, const char *text, size_t length_bytes,
                      const GArray *edits) {
    size_t done = 0;
    for (guint i = 0; i < edits->len; i++) {
        const Edit *edit = &g_array_index(edits, Edit, i);
        cmark_parser_feed(parser, text + done, edit->start_byte - done);
        feed_edit(parser, edit, i);
        done = edit->start_byte + edit->length_bytes;
    }
    cmark_parser_feed(parser, text + done, length_bytes - done);
}

/* The walk over all of it */

static void walk_part(Walk *walk, cmark_node *paragraph, xmlNode *part) {
    builder_move(&walk->builder, part);
    walk->skip_bytes = strlen(fed_sign);
    for (cmark_node *node = cmark_node_first_child(paragraph); node != NULL;
         node = cmark_node_next(node)) {
        walk_tree(walk, node);
    }
    close_open_in(walk, paragraph);
}

static void walk_document(Walk *walk, cmark_node *document, const Part *parts, size_t part_count) {
    list_notes(walk, document);
    xmlDoc *tree = walk->builder.tree;
    cmark_node *node = cmark_node_first_child(document);
    for (size_t i = 0; i < part_count; i++, node = cmark_node_next(node)) {
        walk_part(walk, node, tree_part(tree, parts[i].element, true));
    }
    for (guint i = 0; i < walk->prepared->labels->len; i++) {
        node = cmark_node_next(node);
    }
    walk->skip_bytes = 0;
    builder_move(&walk->builder, tree_body(tree));
    size_t note = 0;
    for (; node != NULL; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) {
            close_open_in(walk, document);
            take_note(walk, node, note++);
        } else {
            walk_tree(walk, node);
        }
    }
    close_open_in(walk, document);
    if (walk->has_calls_in_html) {
        builder_flush(&walk->builder);
        take_calls_in_html(walk);
    }
}

/* Returns false, and the tree is not to be used, if it would be too deep. */
static bool parse(Article *article, const Prepared *prepared, const char *text, size_t length_bytes,
                  uint32_t first_line, const Part *parts, size_t part_count, Report *report) {
    cmark_parser *parser = parser_new();
    Walk walk = {.report = report, .prepared = prepared};
    places_begin(&walk.places, article->display_path, text, length_bytes, first_line, prepared);
    walk.places.fed_before = feed_before(parser, parts, part_count, prepared->labels);
    feed_text(parser, text, length_bytes, prepared->edits);
    cmark_node *document = cmark_parser_finish(parser);
    walk_begin(&walk, article->tree, tree_body(article->tree));
    walk_document(&walk, document, parts, part_count);
    bool is_too_deep = walk.builder.is_too_deep;
    walk_end(&walk);
    parse_memory_reset();
    return !is_too_deep;
}

static void empty(xmlNode *node) {
    while (node->last != NULL) {
        node_remove(node->last);
    }
}

static void set_all_plain(Article *article, const char *text, size_t length_bytes,
                          uint32_t first_line, const Part *parts, size_t part_count) {
    xmlDoc *tree = article->tree;
    for (size_t i = 0; i < part_count; i++) {
        g_autofree char *line = text_collapse(parts[i].text);
        xmlNode *part = tree_part(tree, parts[i].element, true);
        empty(part);
        node_append(part, node_new_text(tree, line, strlen(line), 0, 0));
    }
    empty(tree_body(tree));
    set_plain(tree, tree_body(tree), text, length_bytes, first_line);
}

void markdown_parse(Article *article, const char *text, size_t length_bytes, uint32_t first_line,
                    MarkdownParts parts, Report *report) {
    Part given[PART_COUNT];
    size_t part_count = list_parts(parts, given);
    g_autofree char *resolved = resolve_site_marks(text, length_bytes, article->display_path,
                                                   first_line, report, &length_bytes);
    text = resolved != NULL ? resolved : text;
    Prepared prepared = prepare_text(text, length_bytes);
    Report *found = report_new();
    const char *too_dense = prepared.too_dense;
    if (too_dense == NULL &&
        !parse(article, &prepared, text, length_bytes, first_line, given, part_count, found)) {
        too_dense = "lists or quotations nested more than 256 deep";
        report_free(found);
        found = report_new();
    }
    if (too_dense != NULL) {
        set_all_plain(article, text, length_bytes, first_line, given, part_count);
        report_add(found, DIAGNOSTIC_MARKDOWN_TOO_DENSE,
                   place_at(article->display_path, first_line + MAX(prepared.dense_line, 1) - 1, 1),
                   NULL, too_dense, NULL);
    }
    report_merge_take(report, found);
    prepared_clear(&prepared);
}

/* A line by itself */

void parse_inline(xmlDoc *tree, xmlNode *parent, const char *text, Position place, const char *file,
                  Report *report) {
    g_autofree char *line = text_collapse(text);
    if (strpbrk(line, "*_`[<&\\!") == NULL) {
        if (line[0] != '\0') {
            node_append(parent, node_new_text(tree, line, strlen(line), place.line, place.column));
        }
        return;
    }
    cmark_parser *parser = parser_new();
    feed(parser, fed_sign);
    feed(parser, line);
    cmark_node *document = cmark_parser_finish(parser);
    Prepared nothing = prepare_text("", 0);
    Walk walk = {.report = report, .prepared = &nothing};
    places_begin(&walk.places, file, "", 0, 0, &nothing);
    walk.places.is_fixed = true;
    walk.places.fixed = place;
    walk_begin(&walk, tree, parent);
    walk_part(&walk, cmark_node_first_child(document), parent);
    walk_end(&walk);
    prepared_clear(&nothing);
}

void markdown_append_line(xmlDoc *tree, xmlNode *parent, const char *text, Place place,
                          Report *report) {
    Position position = {place.line, place.column};
    parse_inline(tree, parent, text, position, place.file, report);
    parse_memory_reset();
}
