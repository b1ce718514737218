/* A page as text, for goldens and for people: what a change to the type does is seen as a
 * difference between lines. */
#include "print/display_list.h"

#include <string.h>

#define MOST_INDENT 16

static void add_points(GString *text, Mpt length_mpt) {
    int64_t length = length_mpt;
    g_string_append_printf(text, " %s%" G_GINT64_FORMAT ".%03d", length < 0 ? "-" : "",
                           ABS(length) / MPT_PER_POINT, (int)(ABS(length) % MPT_PER_POINT));
}

static void add_box(GString *text, const Box *box) {
    add_points(text, box->x_mpt);
    add_points(text, box->y_mpt);
    add_points(text, box->width_mpt);
    add_points(text, box->height_mpt);
}

/* In quotation marks, on one line. */
static void add_words(GString *text, const char *words, size_t length) {
    g_string_append(text, " \"");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)words[i];
        if (byte == '"' || byte == '\\') {
            g_string_append_c(text, '\\');
        }
        if (byte < ' ') {
            g_string_append_printf(text, "\\x%02x", byte);
        } else {
            g_string_append_c(text, (char)byte);
        }
    }
    g_string_append_c(text, '"');
}

static void add_string(GString *text, const char *words) {
    if (words != NULL) {
        add_words(text, words, strlen(words));
    }
}

static void add_ink(GString *text, const Ink *ink) {
    static const struct {
        const char *name;
        int parts;
    } kinds[] = {[INK_NONE] = {"no-ink", 0},
                 [INK_GREY] = {"grey", 1},
                 [INK_RGB] = {"rgb", 3},
                 [INK_CMYK] = {"cmyk", 4},
                 [INK_SPOT] = {"spot", 1}};
    g_string_append_printf(text, " %s", kinds[ink->kind].name);
    for (int i = 0; i < kinds[ink->kind].parts; i++) {
        g_string_append_printf(text, " %u", ink->parts[i]);
    }
    if (ink->kind == INK_SPOT) {
        add_string(text, ink->spot);
    }
}

static void add_text(GString *text, const DisplayList *list, const Operation *operation) {
    add_points(text, operation->box.x_mpt);
    add_points(text, operation->box.y_mpt);
    add_points(text, operation->box.width_mpt);
    g_string_append_printf(text, " %s", operation->of.text.face->name);
    add_points(text, operation->of.text.size_mpt);
    add_ink(text, &operation->of.text.ink);
    if (operation->of.text.scale_permille != 0) {
        g_string_append_printf(text, " scale %d", operation->of.text.scale_permille);
    }
    g_string_append(text, operation->of.text.is_rtl ? " rtl" : "");
    add_words(text, list->text->str + operation->of.text.text_start,
              operation->of.text.text_length);
    g_string_append(text, operation->of.text.ends_in_hyphen ? " hyphen" : "");
}

static void add_begin(GString *text, const Operation *operation) {
    static const char *const artifacts[] = {[ARTIFACT_NONE] = "",
                                            [ARTIFACT_PAGINATION] = " pagination",
                                            [ARTIFACT_LAYOUT] = " layout",
                                            [ARTIFACT_BACKGROUND] = " background"};
    const StructureElement *element = operation->of.begin.element;
    if (element == NULL) {
        g_string_append_printf(text, " artifact%s", artifacts[operation->of.begin.artifact]);
        return;
    }
    g_string_append_printf(text, " %s", structure_role_name(element->role));
    if (element->lang != NULL) {
        g_string_append_printf(text, " lang %s", element->lang);
    }
    add_string(text, element->alternative);
}

static void add_operation(GString *text, const DisplayList *list, const Operation *operation) {
    static const char *const names[] = {
        [OPERATION_TEXT] = "text", [OPERATION_FILL] = "fill",     [OPERATION_PICTURE] = "picture",
        [OPERATION_LINK] = "link", [OPERATION_TARGET] = "target", [OPERATION_BEGIN] = "begin",
        [OPERATION_END] = "end"};
    g_string_append(text, names[operation->kind]);
    switch (operation->kind) {
    case OPERATION_TEXT:
        add_text(text, list, operation);
        break;
    case OPERATION_FILL:
        add_box(text, &operation->box);
        add_ink(text, &operation->of.fill.ink);
        g_string_append(text, operation->of.fill.overprints ? " overprints" : "");
        break;
    case OPERATION_PICTURE:
        add_box(text, &operation->box);
        g_string_append(text, operation->of.picture.covers ? " covers" : "");
        add_string(text, operation->of.picture.asset->path);
        break;
    case OPERATION_LINK:
        add_box(text, &operation->box);
        add_string(text, operation->of.link.href != NULL ? operation->of.link.href
                                                         : operation->of.link.target_id);
        break;
    case OPERATION_TARGET:
        add_points(text, operation->box.x_mpt);
        add_points(text, operation->box.y_mpt);
        add_string(text, operation->of.target.id);
        break;
    case OPERATION_BEGIN:
        add_begin(text, operation);
        break;
    case OPERATION_END:
        break;
    }
    g_string_append_c(text, '\n');
}

char *display_page_to_text(const DisplayPage *page) {
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "page %" G_GSIZE_FORMAT " %s", page->position + 1,
                           page->side == PAGE_LEFT ? "left" : "right");
    add_points(text, page->style->width_mpt);
    add_points(text, page->style->height_mpt);
    if (page->folio != NULL) {
        g_string_append(text, " folio");
        add_string(text, page->folio);
    }
    g_string_append(text, page->is_empty ? " empty\n" : "\n");
    int depth = 1;
    for (guint i = 0; i < page->list->operations->len; i++) {
        const Operation *operation = &g_array_index(page->list->operations, Operation, i);
        depth -= operation->kind == OPERATION_END;
        g_string_append_printf(text, "%*s", 2 * CLAMP(depth, 0, MOST_INDENT), "");
        depth += operation->kind == OPERATION_BEGIN;
        add_operation(text, page->list, operation);
    }
    return g_string_free(text, FALSE);
}
