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

/* The label stands before the place where cmark says that the note's text begins. */
static Note read_note(Walk *walk, cmark_node *definition) {
    size_t start = 0;
    Note note = {NULL, places_of(&walk->places, definition)};
    if (places_line_start(&walk->places, definition, &start)) {
        const char *line = walk->places.text + start;
        size_t rest = walk->places.length_bytes - start;
        size_t before = MIN(rest, (size_t)MAX(cmark_node_get_start_column(definition) - 1, 0));
        const char *close = find_backwards(line, before, "]:");
        const char *open =
            close != NULL ? find_backwards(line, (size_t)(close - line), "[^") : NULL;
        if (open != NULL) {
            note.label = g_strndup(open + 2, (gsize)(close - open) - 2);
            note.place = places_of_byte(&walk->places, (size_t)(open - walk->places.text));
        }
    }
    note.label = note.label != NULL ? note.label : g_strdup("");
    return note;
}

void list_notes(Walk *walk, cmark_node *document) {
    for (cmark_node *node = cmark_node_first_child(document); node != NULL;
         node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) {
            Note note = read_note(walk, node);
            g_array_append_val(walk->notes, note);
        }
    }
}

void take_note(Walk *walk, cmark_node *definition, size_t index) {
    const Note *note = &g_array_index(walk->notes, Note, index);
    xmlNode *aside =
        node_new(walk->builder.tree, ELEMENT_ASIDE, note->place.line, note->place.column);
    node_set(aside, ATTRIBUTE_CLASS, "note");
    node_set(aside, ATTRIBUTE_ID, note->label);
    aside = builder_open(&walk->builder, aside);
    walk_tree(walk, definition);
    builder_close(&walk->builder, aside);
}

/* The call's text is its label, until notes have numbers. */
static void put_call(Walk *walk, const char *label, Position place) {
    g_autofree char *href = g_strconcat("#", label, NULL);
    xmlDoc *tree = walk->builder.tree;
    xmlNode *call = node_new(tree, ELEMENT_A, place.line, place.column);
    node_set(call, ATTRIBUTE_CLASS, "noteref");
    node_set(call, ATTRIBUTE_HREF, href);
    node_append(call, node_new_text(tree, label, strlen(label), place.line, place.column));
    builder_put(&walk->builder, call); /* in a link as well: enrich moves it behind */
}

void take_note_call(Walk *walk, cmark_node *reference) {
    unsigned long number = strtoul(cmark_node_get_literal(reference), NULL, 10);
    if (number > 0 && number <= walk->notes->len) {
        put_call(walk, g_array_index(walk->notes, Note, number - 1).label,
                 places_of(&walk->places, reference));
    }
}

/* A call stands at the end of a word: no space is left before one that will go. */
static size_t length_before(const char *text, const char *call) {
    while (call > text && call[-1] == ' ') {
        call--;
    }
    return (size_t)(call - text);
}

/* Calls in raw HTML, which cmark does not look into: those of notes that are there */

static bool is_label(const Walk *walk, const char *label, size_t length) {
    for (guint i = 0; i < walk->notes->len; i++) {
        const char *known = g_array_index(walk->notes, Note, i).label;
        if (strlen(known) == length && memcmp(known, label, length) == 0) {
            return true;
        }
    }
    return false;
}

/* The text before the call stays in the node; the call and the text behind it follow. Returns the
 * last of them, NULL if there is no call. */
static xmlNode *cut_call(Walk *walk, xmlNode *text) {
    const char *content = node_text(text);
    for (const char *call = strstr(content, "[^"); call != NULL; call = strstr(call + 2, "[^")) {
        size_t length = strcspn(call + 2, "[] \t\n");
        if (length == 0 || call[2 + length] != ']' || !is_label(walk, call + 2, length)) {
            continue;
        }
        xmlDoc *tree = walk->builder.tree;
        uint32_t line = node_line(text);
        uint32_t column = node_column(text);
        g_autofree char *label = g_strndup(call + 2, length);
        g_autofree char *href = g_strconcat("#", label, NULL);
        xmlNode *made = node_new(tree, ELEMENT_A, line, column);
        node_set(made, ATTRIBUTE_CLASS, "noteref");
        node_set(made, ATTRIBUTE_HREF, href);
        node_append(made, node_new_text(tree, label, length, line, column));
        const char *behind = call + 2 + length + 1;
        xmlNode *rest = made;
        node_insert_after(text, made);
        if (*behind != '\0') {
            rest = node_new_text(tree, behind, strlen(behind), line, column);
            node_insert_after(made, rest);
        }
        g_autofree char *before = g_strndup(content, (gsize)(call - content));
        node_replace_text(text, before, strlen(before));
        return rest;
    }
    return NULL;
}

void take_calls_in_html(Walk *walk) {
    xmlNode *top = tree_body(walk->builder.tree);
    for (xmlNode *at = top; at != NULL;) {
        Element element = element_of(at);
        bool is_code = element == ELEMENT_PRE || element == ELEMENT_CODE;
        xmlNode *rest = at->type == XML_TEXT_NODE ? cut_call(walk, at) : NULL;
        at = rest != NULL ? rest : node_next(at, top, is_code);
    }
}

/* Calls that cmark found no note for and left as text */

typedef struct {
    const char *at; /* the rest of the text as it is written, to its end */
    const char *end;
    bool is_known; /* it stands in the article's text */
    unsigned lost; /* calls that were looked for in vain */
} Written;

enum { LOST_MOST = 16 }; /* each costs a search to the end */

static Written find_written(Walk *walk, const cmark_node *text, const char *literal) {
    size_t start = 0;
    if (!places_line_start(&walk->places, text, &start)) {
        return (Written){NULL, NULL, false, 0};
    }
    size_t column = (size_t)MAX(cmark_node_get_start_column((cmark_node *)text) - 1, 0);
    start = MIN(start + column, walk->places.length_bytes);
    /* References and escapes are longer than they read, but no text goes past its line. */
    const char *from = walk->places.text + start;
    size_t window = MIN(strlen(literal) * 6 + 16, walk->places.length_bytes - start);
    const char *newline = memchr(from, '\n', window);
    return (Written){from, newline != NULL ? newline : from + window, true, 0};
}

/* Is this text, which reads like a call, one? `\[^1]` is none, and what is written with character
 * references. */
static bool is_call(Walk *walk, Written *written, const char *call, size_t length,
                    Position *place) {
    if (!written->is_known) {
        return true;
    }
    const char *found =
        written->lost < LOST_MOST
            ? memmem(written->at, (size_t)(written->end - written->at), call, length)
            : NULL;
    written->lost += found == NULL;
    written->at = found != NULL ? found + length : written->at;
    if (found == NULL || (found > walk->places.text && found[-1] == '\\')) {
        return false;
    }
    *place = places_of_byte(&walk->places, (size_t)(found - walk->places.text));
    return true;
}

void report_missing_notes(Walk *walk) {
    enum { MOST_NAMED = 12 };
    if (walk->missing->len == 0) {
        return;
    }
    g_autofree char *names = text_list_names(walk->missing, MOST_NAMED);
    report_add(walk->report, DIAGNOSTIC_NOTE_MISSING,
               places_place(&walk->places, walk->missing_place), NULL, names, NULL);
}

void take_text_with_calls(Walk *walk, const cmark_node *text, const char *literal) {
    Written written = find_written(walk, text, literal);
    Position place = places_of(&walk->places, text);
    Position text_place = place;
    for (const char *call = strstr(literal, "[^"); call != NULL; call = strstr(call + 2, "[^")) {
        size_t length = 2 + strcspn(call + 2, "[] \t\n") + 1;
        if (call[length - 1] != ']' || length <= 3 ||
            !is_call(walk, &written, call, length, &place)) {
            continue;
        }
        g_autofree char *label = g_strndup(call + 2, length - 3);
        if (strspn(label, "0123456789") < length - 3) { /* it may be text all the same */
            walk->missing_place = walk->missing->len == 0 ? place : walk->missing_place;
            g_ptr_array_add(walk->missing, g_steal_pointer(&label));
            continue;
        }
        append_text(walk, literal, length_before(literal, call), text_place);
        put_call(walk, label, place);
        literal = call + length;
        text_place = place;
    }
    append_text(walk, literal, strlen(literal), text_place);
}
