/* Notes and corrections: what stands under the text. The markup of a note is the one that every
 * reading system takes for a popup: in the same file as its call, the back link first. */
#include "xhtml/parts.h"

#include <string.h>

/* The number that leads back, before the note's first words. */
static void add_back_link(const Text *text, xmlNode *paragraph, const xmlNode *note) {
    const char *note_id = node_get(note, ATTRIBUTE_ID);
    const xmlNode *call = note_id == NULL ? NULL : g_hash_table_lookup(text->first_calls, note_id);
    const char *call_id = call == NULL ? NULL : node_get(call, ATTRIBUTE_ID);
    if (call_id == NULL) {
        return;
    }
    g_autofree char *href = g_strconcat("#", call_id, NULL);
    g_autofree char *number = node_plain_text(call->children);
    xmlNode *link = page_add_text(paragraph, "a", NULL, number);
    page_set(link, "href", href);
    page_set(link, "role", "doc-backlink");
    page_append_text(paragraph, " ", 1);
}

static void append_note(Text *text, xmlNode *to, const xmlNode *note, bool is_first) {
    xmlNode *aside = text_add_like(to, note, is_first ? "note first-note" : "note");
    page_set_type(text->page, aside, "footnote", "doc-footnote");
    const xmlNode *first = note->children;
    xmlNode *paragraph = page_add(aside, "p", NULL);
    add_back_link(text, paragraph, note);
    if (first != NULL && node_kind(first) == NODE_PARAGRAPH) {
        text_append_children(text, paragraph, first);
        first = first->next;
    }
    text_append_siblings(text, aside, first);
}

void notes_append(Text *text, xmlNode *to) {
    bool is_first = true;
    if (text->first_calls == NULL) {
        return;
    }
    const xmlNode *body = tree_body(text->article->tree);
    for (const xmlNode *node = body->children; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_NOTE) {
            append_note(text, to, node, is_first);
            is_first = false;
        }
    }
}

void corrections_append(const Page *page, xmlNode *to, const Article *article) {
    for (guint i = 0; i < article->corrections->len; i++) {
        const Correction *correction = article->corrections->pdata[i];
        xmlNode *paragraph = page_add(to, "p", "correction");
        if (date_is_set(correction->date)) {
            page_add_date(page, page_add(paragraph, "b", NULL), correction->date);
            page_append_text(paragraph, " ", 1);
        }
        page_append_text(paragraph, correction->text, strlen(correction->text));
    }
}
