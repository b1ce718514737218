/* What the markers stand for: boxes, tables that are too wide, and lines that mean nothing here. */
#include "markdown/walk.h"

#include "base/limits.h"

/* A box in a box is a quotation or a group: the vocabulary has them one deep. */
static const struct {
    Element element, within_box;
    const char *class_name;
} boxes[] = {
    [FENCE_UNKNOWN] = {ELEMENT_NONE, ELEMENT_NONE, NULL},
    [FENCE_PULLQUOTE] = {ELEMENT_ASIDE, ELEMENT_BLOCKQUOTE, "pullquote"},
    [FENCE_SIDEBAR] = {ELEMENT_ASIDE, ELEMENT_DIV, "sidebar"},
    [FENCE_VERSE] = {ELEMENT_DIV, ELEMENT_DIV, "verse"},
};

static xmlNode *open_box(Walk *walk, FenceKind kind, Position place) {
    xmlDoc *tree = walk->builder.tree;
    xmlNode *box = node_new(tree, boxes[kind].element, place.line, place.column);
    node_set(box, ATTRIBUTE_CLASS, boxes[kind].class_name);
    xmlNode *opened = builder_try(&walk->builder, box);
    if (opened == NULL) {
        box = node_new(tree, boxes[kind].within_box, place.line, place.column);
        opened = builder_try(&walk->builder, box);
    }
    return opened;
}

/* What stands behind the name is a line of the box. */
static void set_rest(Walk *walk, const FenceLine *line, Position place) {
    if (line->rest_length == 0) {
        return;
    }
    xmlNode *paragraph = node_new(walk->builder.tree, ELEMENT_P, place.line, place.column);
    paragraph = builder_open(&walk->builder, paragraph);
    append_text(walk, line->rest, line->rest_length, place);
    builder_close(&walk->builder, paragraph);
}

static void open_fence(Walk *walk, const cmark_node *owner, const Edit *edit, Position place) {
    FenceLine line;
    fence_parse(walk->places.text + edit->start_byte, edit->length_bytes, &line);
    Open open = {.kind = OPEN_FENCE, .owner = owner, .fence = line.kind, .place = place};
    if (line.kind == FENCE_UNKNOWN) {
        g_autofree char *name = g_strndup(line.name, line.name_length);
        if (g_hash_table_add(walk->said, g_strconcat(":::", name, NULL))) {
            report_add(walk->report, DIAGNOSTIC_FENCE_UNKNOWN, places_place(&walk->places, place),
                       NULL, name, NULL);
        }
    } else {
        builder_settle(&walk->builder);
        open.node = open_box(walk, line.kind, place);
        walk->verses += line.kind == FENCE_VERSE;
    }
    if (walk->open->len < OPEN_MOST) {
        g_array_append_val(walk->open, open);
    } else {
        builder_close(&walk->builder, open.node);
        walk->verses -= line.kind == FENCE_VERSE;
    }
    set_rest(walk, &line, place);
}

static void close_fence(Walk *walk, const cmark_node *owner, Position place) {
    for (guint i = walk->open->len; i > 0; i--) {
        const Open *open = &g_array_index(walk->open, Open, i - 1);
        if (open->owner != owner) {
            break;
        }
        if (open->kind == OPEN_FENCE) {
            while (walk->open->len > i) {
                close_last(walk, false);
            }
            close_last(walk, true);
            return;
        }
    }
    report_add(walk->report, DIAGNOSTIC_FENCE_STRAY, places_place(&walk->places, place), NULL,
               NULL);
}

void take_marker(Walk *walk, cmark_node *node, const Edit *edit) {
    Position place = places_of_byte(&walk->places, edit->start_byte);
    const cmark_node *owner = cmark_node_parent(node);
    char limit[16];
    switch (edit->kind) {
    case EDIT_FENCE_OPENS:
        open_fence(walk, owner, edit, place);
        break;
    case EDIT_FENCE_CLOSES:
        close_fence(walk, owner, place);
        break;
    case EDIT_WIDE_TABLE:
        g_snprintf(limit, sizeof limit, "%d", LIMIT_TABLE_COLUMNS);
        place.line -= place.line > walk->places.first_line; /* the table begins a line before */
        report_add(walk->report, DIAGNOSTIC_TABLE_TOO_WIDE, places_place(&walk->places, place),
                   NULL, limit, NULL);
        walk->is_broken_table = true;
        break;
    case EDIT_ATTRIBUTES:
    case EDIT_VERSE_INDENT:
        break;
    }
}
