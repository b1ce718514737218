/* An article's body as Markdown: a block at a time, each read back and compared with what it came
 * from. */
#include "markdown/write.h"

#include "base/text.h"
#include "markdown/markdown.h"
#include "markdown/write_nodes.h"

#include <string.h>

/* Reading back */

/* A note for each call in the block: without one cmark takes the call for text. */
static void append_notes(GString *text, const xmlNode *block) {
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
    for (const xmlNode *at = block; at != NULL; at = node_next(at, block, false)) {
        const char *href = node_kind(at) == NODE_NOTE_CALL ? node_get(at, ATTRIBUTE_HREF) : NULL;
        if (href != NULL && *href == '#' && g_hash_table_add(said, (gpointer)(href + 1))) {
            g_string_append_printf(text, "\n\n[^%s]: -\n", href + 1);
        }
    }
}

static bool is_note(const xmlNode *node) {
    return node_kind(node) == NODE_NOTE;
}

/* Does the Markdown say just this block? */
static bool reads_as(const char *markdown, const xmlNode *block) {
    g_autoptr(GString) text = g_string_new(markdown);
    if (!is_note(block)) {
        append_notes(text, block);
    }
    g_autoptr(Report) report = report_new();
    Article *article = article_new("", "");
    markdown_parse(article, text->str, text->len, 1, (MarkdownParts){0}, report);
    const xmlNode *read = tree_body(article->tree)->children;
    bool is_alone = read != NULL && (read->next == NULL || is_note(read->next));
    bool is_same = is_alone && node_says_the_same(read, block);
    article_free(article);
    return is_same;
}

/* Writing */

static char *as_markdown(const xmlNode *block) {
    cmark_node *document = cmark_node_new(CMARK_NODE_DOCUMENT);
    write_block(document, block);
    return write_render(document);
}

/* The note's text, its lines past the first under the label. */
static char *as_note(const xmlNode *note) {
    const char *label = node_get(note, ATTRIBUTE_ID);
    cmark_node *document = cmark_node_new(CMARK_NODE_DOCUMENT);
    for (const xmlNode *child = note->children; child != NULL; child = child->next) {
        write_block(document, child);
    }
    g_autofree char *text = g_strchomp(write_render(document));
    GString *out = g_string_new(NULL);
    bool is_text = note->children != NULL && element_of(note->children) == ELEMENT_P;
    g_string_append_printf(out, "[^%s]:%s", label != NULL ? label : "", is_text ? " " : "\n    ");
    for (const char *at = text; *at != '\0'; at++) {
        g_string_append_c(out, *at);
        if (*at == '\n' && at[1] != '\n') {
            g_string_append(out, "    ");
        }
    }
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

/* Would what is written run into the block after it? Two lists would be one. */
static bool runs_on(const xmlNode *block, const xmlNode *next) {
    return node_kind(block) == NODE_LIST && next != NULL && node_kind(next) == NODE_LIST;
}

static void append_block(GString *out, const xmlNode *block, MarkdownWritten *written) {
    g_autofree char *markdown = is_note(block) ? as_note(block) : as_markdown(block);
    written->blocks++;
    if (!reads_as(markdown, block)) {
        g_autofree char *html = write_html(block);
        g_autofree char *whole = g_strconcat(html, "\n", NULL);
        written->changed += !reads_as(whole, block);
        g_free(markdown);
        markdown = g_steal_pointer(&whole);
    }
    g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "", markdown);
    if (runs_on(block, block->next)) {
        g_string_append(out, "\n<!-- -->\n");
    }
}

char *markdown_write(const Article *article, MarkdownWritten *written) {
    GString *out = g_string_new(NULL);
    *written = (MarkdownWritten){0};
    for (const xmlNode *block = tree_body(article->tree)->children; block != NULL;
         block = block->next) {
        append_block(out, block, written);
    }
    return g_string_free(out, FALSE);
}
