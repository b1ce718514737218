/* Display lists: adding operations, and joining one list to another. */
#include "print/display_list.h"

DisplayList *display_list_new(void) {
    DisplayList *list = g_new0(DisplayList, 1);
    list->operations = g_array_new(FALSE, FALSE, sizeof(Operation));
    list->glyphs = g_array_new(FALSE, FALSE, sizeof(DisplayGlyph));
    list->text = g_string_new(NULL);
    return list;
}

void display_list_free(DisplayList *list) {
    if (list == NULL) {
        return;
    }
    g_array_unref(list->operations);
    g_array_unref(list->glyphs);
    g_string_free(list->text, TRUE);
    g_free(list);
}

static Operation *add(DisplayList *list, Operation operation) {
    g_array_append_val(list->operations, operation);
    return &g_array_index(list->operations, Operation, list->operations->len - 1);
}

void display_list_add_operations(DisplayList *list, const Operation *operations, guint count,
                                 Mpt x_mpt, Mpt y_mpt) {
    guint first_operation = list->operations->len;
    if (count == 0) {
        return;
    }
    g_array_append_vals(list->operations, operations, count);
    for (guint i = first_operation; i < list->operations->len; i++) {
        Operation *operation = &g_array_index(list->operations, Operation, i);
        operation->box.x_mpt += x_mpt;
        operation->box.y_mpt += y_mpt;
        if (operation->kind == OPERATION_TEXT) {
            operation->of.text.first_glyph += list->glyphs->len;
            operation->of.text.text_start += (uint32_t)list->text->len;
        }
    }
}

void display_list_add(DisplayList *list, const DisplayList *piece, Mpt x_mpt, Mpt y_mpt) {
    display_list_add_operations(list, (const Operation *)(void *)piece->operations->data,
                                piece->operations->len, x_mpt, y_mpt);
    if (piece->glyphs->len > 0) {
        g_array_append_vals(list->glyphs, piece->glyphs->data, piece->glyphs->len);
    }
    g_string_append_len(list->text, piece->text->str, (gssize)piece->text->len);
}

void display_list_fill(DisplayList *list, Box box, Ink ink) {
    if (ink.kind != INK_NONE) {
        Operation operation = {.kind = OPERATION_FILL, .box = box};
        operation.of.fill.ink = ink;
        operation.of.fill.overprints = ink.kind == INK_GREY && ink.parts[0] == 1000;
        add(list, operation);
    }
}

void display_list_picture(DisplayList *list, Box box, const Asset *asset, bool covers) {
    Operation operation = {.kind = OPERATION_PICTURE, .box = box};
    operation.of.picture.asset = asset;
    operation.of.picture.covers = covers;
    add(list, operation);
}

void display_list_begin(DisplayList *list, StructureElement *element, Artifact artifact) {
    Operation operation = {.kind = OPERATION_BEGIN};
    operation.of.begin.element = element;
    operation.of.begin.artifact = artifact;
    add(list, operation);
}

void display_list_end(DisplayList *list) {
    add(list, (Operation){.kind = OPERATION_END});
}

void display_list_target(DisplayList *list, const char *id, Mpt x_mpt, Mpt y_mpt) {
    Operation operation = {.kind = OPERATION_TARGET, .box = {x_mpt, y_mpt, 0, 0}};
    operation.of.target.id = id;
    add(list, operation);
}

void display_list_link(DisplayList *list, Box box, const char *href, const char *target_id,
                       StructureElement *element) {
    Operation operation = {.kind = OPERATION_LINK, .box = box};
    operation.of.link.href = href;
    operation.of.link.target_id = target_id;
    operation.of.link.element = element;
    add(list, operation);
}

Operation *display_list_text(DisplayList *list, const FontFace *face, Mpt size_mpt, Ink ink,
                             Mpt x_mpt, Mpt baseline_mpt, const DisplayGlyph *glyphs,
                             size_t glyph_count, const char *text, size_t text_length) {
    Operation operation = {.kind = OPERATION_TEXT, .box = {x_mpt, baseline_mpt, 0, 0}};
    operation.of.text.face = face;
    operation.of.text.size_mpt = size_mpt;
    operation.of.text.ink = ink;
    operation.of.text.first_glyph = list->glyphs->len;
    operation.of.text.glyph_count = (uint32_t)glyph_count;
    operation.of.text.text_start = (uint32_t)list->text->len;
    operation.of.text.text_length = (uint32_t)text_length;
    for (size_t i = 0; i < glyph_count; i++) {
        operation.box.width_mpt += glyphs[i].advance_mpt;
    }
    if (glyph_count > 0) {
        g_array_append_vals(list->glyphs, glyphs, (guint)glyph_count);
    }
    g_string_append_len(list->text, text, (gssize)text_length);
    return add(list, operation);
}

static Operation *operation_at(const DisplayList *list, guint index) {
    return &g_array_index(list->operations, Operation, index);
}

static DisplayGlyph *glyphs_of(const DisplayList *list, const Operation *operation) {
    return &g_array_index(list->glyphs, DisplayGlyph, operation->of.text.first_glyph);
}

/* Takes the text of the runs and leaves them none. Caller frees. */
static GString *take_text(DisplayList *list, guint from, guint to) {
    GString *taken = g_string_new(NULL);
    for (guint i = from; i < to; i++) {
        Operation *operation = operation_at(list, i);
        if (operation->kind != OPERATION_TEXT) {
            continue;
        }
        g_string_append_len(taken, list->text->str + operation->of.text.text_start,
                            operation->of.text.text_length);
        operation->of.text.text_length = 0;
        for (uint32_t at = 0; at < operation->of.text.glyph_count; at++) {
            glyphs_of(list, operation)[at].text_start = 0;
            glyphs_of(list, operation)[at].text_length = 0;
        }
    }
    return taken;
}

/* The run's first cluster stands for what is put before its text. */
static void lengthen(DisplayList *list, Operation *operation, uint32_t bytes) {
    operation->of.text.text_length += bytes;
    for (uint32_t at = 0; at < operation->of.text.glyph_count; at++) {
        DisplayGlyph *glyph = &glyphs_of(list, operation)[at];
        if (glyph->text_start == 0 && glyph->text_length > 0) {
            glyph->text_length += bytes;
        } else {
            glyph->text_start += bytes;
        }
    }
}

void display_list_hand_on(DisplayList *list, guint from, guint to, const char *between,
                          size_t between_length) {
    guint heir = to;
    while (heir < list->operations->len && operation_at(list, heir)->kind != OPERATION_TEXT) {
        heir++;
    }
    if (heir == list->operations->len) {
        return;
    }
    GString *taken = take_text(list, from, to);
    g_string_append_len(taken, between, (gssize)between_length);
    g_string_insert_len(list->text, operation_at(list, heir)->of.text.text_start, taken->str,
                        (gssize)taken->len);
    lengthen(list, operation_at(list, heir), (uint32_t)taken->len);
    for (guint i = heir + 1; i < list->operations->len; i++) {
        if (operation_at(list, i)->kind == OPERATION_TEXT) {
            operation_at(list, i)->of.text.text_start += (uint32_t)taken->len;
        }
    }
    g_string_free(taken, TRUE);
}

DisplayPage *display_page_new(const PageStyle *style, PageSide side, size_t position) {
    DisplayPage *page = g_new0(DisplayPage, 1);
    page->style = style;
    page->side = side;
    page->position = position;
    page->list = display_list_new();
    return page;
}

void display_page_free(DisplayPage *page) {
    if (page == NULL) {
        return;
    }
    display_list_free(page->list);
    g_free(page->folio);
    g_free(page);
}
