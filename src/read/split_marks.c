/* Datelines in trees, and facts. */
#include "read/split_marks.h"

#include "read/dateline.h"

#include <string.h>

/* The dateline is in the paragraph's first piece of text, unless somebody set marks in it. */
static void mark(xmlDoc *tree, xmlNode *paragraph, const Dateline *dateline) {
    xmlNode *first = paragraph->children;
    const char *text = first != NULL && first->type == XML_TEXT_NODE ? node_text(first) : "";
    if (strlen(text) < dateline->length_bytes || (text[0] == ' ')) {
        return;
    }
    uint32_t line = node_line(first);
    uint32_t column = node_column(first);
    xmlNode *span = node_new(tree, ELEMENT_SPAN, line, column);
    node_set(span, ATTRIBUTE_CLASS, "dateline");
    node_append(span, node_new_text(tree, text, dateline->length_bytes, line, column));
    node_insert_before(first, span);
    const char *rest = text + dateline->length_bytes;
    if (*rest == '\0') {
        node_remove(first);
        return;
    }
    g_autofree char *kept = g_strdup(rest);
    column += (uint32_t)g_utf8_strlen(text, (gssize)dateline->length_bytes);
    node_replace_text(first, kept, strlen(kept));
    node_set_place(first, line, column);
}

void split_take_dateline(Article *article, xmlNode *paragraph, const Issue *issue) {
    g_autofree char *text = node_plain_text(paragraph);
    Dateline dateline = dateline_find(text, strlen(text));
    if (dateline.strength == DATELINE_NONE) {
        return;
    }
    if (!date_is_set(article->date)) {
        article->date = dateline_date(&dateline, issue->settings.date);
    }
    if (dateline.is_line) {
        node_set(paragraph, ATTRIBUTE_CLASS, "dateline");
    } else {
        mark(article->tree, paragraph, &dateline);
    }
}

void split_add_fact(Reading *into, const char *key, const char *value, Place place) {
    IssueFact *fact = g_new0(IssueFact, 1);
    fact->key = g_strdup(key);
    fact->value = g_strdup(value);
    fact->place = place;
    g_ptr_array_add(into->facts, fact);
}
