/* Where the printed pages begin: markers at the places that the page map names. The text is walked
 * in reading order, and so is the map. */
#include "xhtml/parts.h"

#include <string.h>

char *xhtml_page_id(const char *folio) {
    return g_strconcat("page-", folio, NULL);
}

static void add_marker(const Text *text, xmlNode *to, const char *name, const char *folio) {
    g_autofree char *id = xhtml_page_id(folio);
    xmlNode *marker = page_add(to, name, NULL);
    page_set(marker, "id", id);
    page_set_type(text->page, marker, "pagebreak", "doc-pagebreak");
    page_set(marker, "aria-label", folio);
}

static const PageBreak *next_break(const Text *text) {
    return text->breaks == NULL || text->next_break == text->breaks->len
               ? NULL
               : &g_array_index(text->breaks, PageBreak, text->next_break);
}

static void append_markers(Text *text, xmlNode *to, const char *name) {
    for (; text->next_marker < text->next_break; text->next_marker++) {
        add_marker(text, to, name, g_array_index(text->breaks, PageBreak, text->next_marker).folio);
    }
}

void page_breaks_append_last(Text *text, xmlNode *to) {
    text->next_break = text->breaks == NULL ? 0 : text->breaks->len;
    append_markers(text, to, "div");
}

void page_breaks_meet(Text *text, xmlNode *to, const xmlNode *node) {
    const PageBreak *page_break = next_break(text);
    while (page_break != NULL && page_break->node == node) {
        text->next_break++;
        page_break = next_break(text);
    }
    if (text->next_marker < text->next_break && node_is_block(node)) {
        append_markers(text, to, "div");
    }
}

void page_breaks_append_text(Text *text, xmlNode *to, const xmlNode *node) {
    const char *content = node_text(node);
    append_markers(text, to, "span");
    size_t written = 0;
    for (const PageBreak *page_break = next_break(text);
         page_break != NULL && page_break->node == node; page_break = next_break(text)) {
        size_t offset = MIN(page_break->offset_bytes, strlen(content));
        offset = MAX(offset, written);
        page_append_text(to, content + written, offset - written);
        written = offset;
        text->next_break++;
        append_markers(text, to, "span");
    }
    page_append_text(to, content + written, strlen(content + written));
}
