/* Footnotes. cmark numbers them, drops those that nothing calls and forgets their labels; so the
 * parser is fed a call of each (see parse.c), and a label is read from the text again. Enrich gives
 * notes their numbers and says which are not called. */
#include "markdown/walk.h"

#include <stdlib.h>
#include <string.h>

static const char *find_backwards(const char *text, size_t length, const char *pair) {
    for (size_t i = length; i >= 2; i--) {
        if (text[i - 2] == pair[0] && text[i - 1] == pair[1]) {
            return text + i - 2;
        }
    }
    return NULL;
}

/* The label before the place where cmark says that the note's text begins. Caller frees. */
static char *label_of(Walk *walk, cmark_node *definition) {
    size_t start = 0;
    if (!places_line_start(&walk->places, definition, &start)) {
        return g_strdup("");
    }
    const char *line = walk->places.text + start;
    size_t rest = walk->places.length_bytes - start;
    size_t before = MIN(rest, (size_t)MAX(cmark_node_get_start_column(definition) - 1, 0));
    const char *close = find_backwards(line, before, "]:");
    const char *open = close != NULL ? find_backwards(line, (size_t)(close - line), "[^") : NULL;
    return open != NULL ? g_strndup(open + 2, (gsize)(close - open) - 2) : g_strdup("");
}

void list_notes(Walk *walk, cmark_node *document) {
    for (cmark_node *node = cmark_node_first_child(document); node != NULL;
         node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) {
            g_ptr_array_add(walk->labels, label_of(walk, node));
        }
    }
}

void take_note(Walk *walk, cmark_node *definition, size_t index) {
    Position place = places_of(&walk->places, definition);
    xmlNode *aside = node_new(walk->builder.tree, ELEMENT_ASIDE, place.line, place.column);
    node_set(aside, ATTRIBUTE_CLASS, "note");
    node_set(aside, ATTRIBUTE_ID, walk->labels->pdata[index]);
    aside = builder_open(&walk->builder, aside);
    walk_tree(walk, definition);
    builder_close(&walk->builder, aside);
}

/* The call's text is its label, until notes have numbers. */
void take_note_call(Walk *walk, cmark_node *reference) {
    unsigned long number = strtoul(cmark_node_get_literal(reference), NULL, 10);
    if (number == 0 || number > walk->labels->len) {
        return;
    }
    const char *label = walk->labels->pdata[number - 1];
    g_autofree char *href = g_strconcat("#", label, NULL);
    Position place = places_of(&walk->places, reference);
    xmlDoc *tree = walk->builder.tree;
    xmlNode *call = node_new(tree, ELEMENT_A, place.line, place.column);
    node_set(call, ATTRIBUTE_CLASS, "noteref");
    node_set(call, ATTRIBUTE_HREF, href);
    node_append(call, node_new_text(tree, label, strlen(label), place.line, place.column));
    builder_put(&walk->builder, call); /* in a link as well: enrich moves it behind */
}

void report_missing_notes(Walk *walk, const cmark_node *text, const char *literal) {
    size_t start = 0;
    if (!places_line_start(&walk->places, text, &start)) {
        return;
    }
    size_t column = (size_t)MAX(cmark_node_get_start_column((cmark_node *)text) - 1, 0);
    start = MIN(start + column, walk->places.length_bytes);
    const char *from = walk->places.text + start;
    size_t window = strlen(literal) * 6 + 16; /* references and escapes are longer than they read */
    const char *end = from + MIN(window, walk->places.length_bytes - start);
    for (const char *call = strstr(literal, "[^"); call != NULL; call = strstr(call + 2, "[^")) {
        size_t length = 2 + strcspn(call + 2, "[] \t\n") + 1;
        if (call[length - 1] != ']' || length <= 3) {
            continue;
        }
        const char *found = memmem(from, (size_t)(end - from), call, length);
        if (found == NULL) {
            break; /* it was written otherwise, so that it is no call */
        }
        from = found + length;
        if (found > walk->places.text && found[-1] == '\\') {
            continue;
        }
        g_autofree char *label = g_strndup(call + 2, length - 3);
        Position place = places_of_byte(&walk->places, (size_t)(found - walk->places.text));
        report_add(walk->report, DIAGNOSTIC_NOTE_MISSING, places_place(&walk->places, place), NULL,
                   label, NULL);
    }
}
