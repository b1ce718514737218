/* Raw HTML among Markdown. A block that closes what it opens goes through the HTML parser; tags
 * whose other half is in another block, and tags in running text, are paired here, and what stands
 * between them is Markdown. */
#include "markdown/walk.h"

#include <string.h>

/* Start tags that end an open element, up to the one that holds both (HTML5, 13.1.2.4). */
static const struct {
    const char *name;
    const char *ends[4];
    const char *within[2];
} optional_ends[] = {
    {"li", {"li"}, {"ul", "ol"}},
    {"dt", {"dt", "dd"}, {"dl"}},
    {"dd", {"dt", "dd"}, {"dl"}},
    {"td", {"td", "th"}, {"table"}},
    {"th", {"td", "th"}, {"table"}},
    {"tr", {"tr"}, {"table"}},
    {"thead", {"thead", "tbody", "tfoot", "tr"}, {"table"}},
    {"tbody", {"thead", "tbody", "tfoot", "tr"}, {"table"}},
    {"tfoot", {"thead", "tbody", "tfoot", "tr"}, {"table"}},
};

static bool is_among(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count && names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Ends the open element at `index` and what is open in it. */
static void close_from(Walk *walk, guint index) {
    while (walk->open->len > index + 1) {
        close_last(walk, false);
    }
    close_last(walk, true);
}

/* The nearest open element of one of those names in the same parent, not past a fence or an element
 * of `within`; -1. */
static int find_open(const Walk *walk, const cmark_node *owner, const char *const *names,
                     size_t name_count, const char *const *within, size_t within_count) {
    for (guint i = walk->open->len; i > 0; i--) {
        const Open *open = &g_array_index(walk->open, Open, i - 1);
        if (open->owner != owner || open->kind == OPEN_FENCE ||
            is_among(open->name, within, within_count)) {
            return -1;
        }
        if (is_among(open->name, names, name_count)) {
            return (int)i - 1;
        }
    }
    return -1;
}

static void close_implied(Walk *walk, const cmark_node *owner, const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(optional_ends); i++) {
        if (strcmp(optional_ends[i].name, name) != 0) {
            continue;
        }
        int index = find_open(walk, owner, optional_ends[i].ends, 4, optional_ends[i].within, 2);
        if (index >= 0) {
            close_from(walk, (guint)index);
        }
    }
}

static void report_tag(Walk *walk, const HtmlTag *tag, Position place) {
    bool is_new = tag->fate == HTML_DROPPED || g_hash_table_add(walk->said, g_strdup(tag->name));
    if (is_new) {
        html_report_tag(tag, places_place(&walk->places, place), walk->report);
    }
}

/* A kept element; NULL if it would mean nothing or may not stand here. */
static xmlNode *open_kept(Walk *walk, const HtmlTag *tag, const char *text, size_t length_bytes,
                          Position place) {
    xmlNode *node =
        html_tag_node(walk->builder.tree, tag, text, length_bytes, place.line, place.column);
    bool needs_attributes =
        tag->element == ELEMENT_SPAN || tag->element == ELEMENT_A || tag->element == ELEMENT_IMG;
    bool is_nothing = needs_attributes && node->properties == NULL;
    if (tag->element == ELEMENT_IMG && node_get(node, ATTRIBUTE_SRC) == NULL) {
        const char *alt = node_get(node, ATTRIBUTE_ALT);
        append_text(walk, alt != NULL ? alt : "", alt != NULL ? strlen(alt) : 0, place);
        is_nothing = true;
    }
    if (is_nothing) {
        node_remove(node);
        return NULL;
    }
    return builder_try(&walk->builder, node);
}

static void open_tag(Walk *walk, const cmark_node *owner, const HtmlTag *tag, const char *text,
                     size_t length_bytes, Position place) {
    Open open = {.kind = tag->fate == HTML_DROPPED ? OPEN_DROPPED : OPEN_HTML,
                 .owner = owner,
                 .is_block = tag->is_block,
                 .place = place};
    memcpy(open.name, tag->name, sizeof open.name);
    report_tag(walk, tag, place);
    if (walk->open->len >= OPEN_MOST) {
        return;
    }
    if (tag->fate == HTML_KEPT) {
        open.node = open_kept(walk, tag, text, length_bytes, place);
    } else if (tag->fate == HTML_DROPPED) { /* holds what is dropped until its closing tag comes */
        bool is_inline = element_may_hold(element_of(walk->builder.at), ELEMENT_SPAN);
        Element holder = is_inline ? ELEMENT_SPAN : ELEMENT_DIV;
        open.node = builder_try(&walk->builder,
                                node_new(walk->builder.tree, holder, place.line, place.column));
    }
    if (open.node == NULL && tag->is_block) {
        builder_break(&walk->builder);
    }
    g_array_append_val(walk->open, open);
}

static void take_tag(Walk *walk, const cmark_node *owner, const char *text, size_t length_bytes,
                     Position place) {
    HtmlTag tag;
    if (!html_parse_tag(text, length_bytes, &tag)) {
        return;
    }
    const char *name = tag.name;
    int index;
    switch (tag.form) {
    case HTML_TAG_OPENS:
        close_implied(walk, owner, name);
        open_tag(walk, owner, &tag, text, length_bytes, place);
        break;
    case HTML_TAG_CLOSES:
        index = find_open(walk, owner, &name, 1, NULL, 0);
        if (index >= 0) {
            close_from(walk, (guint)index);
        }
        break;
    case HTML_TAG_VOID:
        report_tag(walk, &tag, place);
        if (tag.fate == HTML_KEPT && open_kept(walk, &tag, text, length_bytes, place) == NULL &&
            tag.is_block) {
            builder_break(&walk->builder);
        }
        break;
    case HTML_TAG_NOTHING:
        break;
    }
}

void take_html_inline(Walk *walk, cmark_node *node) {
    const char *literal = cmark_node_get_literal(node);
    Position place = places_of(&walk->places, node);
    g_autofree char *restored = restore_markers(walk, literal);
    if (restored != NULL) {
        append_text(walk, restored, strlen(restored), place);
        return;
    }
    take_tag(walk, cmark_node_parent(node), literal, strlen(literal), place);
}

/* Moves a place past some text. */
static Position past(Position place, const char *text, size_t length_bytes) {
    for (size_t i = 0; i < length_bytes; i++) {
        if (text[i] == '\n') {
            place.line++;
            place.column = 1;
        } else {
            place.column += ((unsigned char)text[i] & 0xC0) != 0x80;
        }
    }
    return place;
}

static void take_pieces(Walk *walk, const cmark_node *owner, const char *html, Position place) {
    GArray *pieces = html_take_apart(html, strlen(html));
    for (guint i = 0; i < pieces->len; i++) {
        const HtmlPiece *piece = &g_array_index(pieces, HtmlPiece, i);
        const char *text = html + piece->start_byte;
        if (piece->is_tag) {
            take_tag(walk, owner, text, piece->length_bytes, place);
        } else {
            html_grow_fragment(&walk->builder, text, piece->length_bytes, walk->places.file,
                               place.line, place.column, walk->report);
        }
        place = past(place, text, piece->length_bytes);
    }
    g_array_free(pieces, TRUE);
}

void take_html_block(Walk *walk, cmark_node *node) {
    const char *literal = cmark_node_get_literal(node);
    size_t marker_length = 0;
    const Edit *edit =
        edit_of_marker(walk->prepared, literal + strspn(literal, " \t"), &marker_length);
    if (edit != NULL) {
        take_marker(walk, node, edit);
        return;
    }
    g_autofree char *restored = restore_markers(walk, literal);
    walk->has_calls_in_html = walk->has_calls_in_html || strstr(literal, "[^") != NULL;
    builder_settle(&walk->builder);
    builder_break(&walk->builder);
    take_pieces(walk, cmark_node_parent(node), restored != NULL ? restored : literal,
                places_of(&walk->places, node));
}

char *restore_markers(const Walk *walk, const char *literal) {
    const char *marker = strstr(literal, MARKER);
    if (marker == NULL) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    while (marker != NULL) {
        size_t length = strlen(MARKER);
        const Edit *edit = edit_of_marker(walk->prepared, marker, &length);
        g_string_append_len(out, literal, marker - literal);
        if (edit != NULL) {
            g_string_append_len(out, walk->places.text + edit->start_byte,
                                (gssize)edit->length_bytes);
        }
        literal = marker + length;
        marker = strstr(literal, MARKER);
    }
    g_string_append(out, literal);
    return g_string_free(out, FALSE);
}
