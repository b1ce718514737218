/* What a line says: where its text begins in the article, which notes it calls, its first words. */
#include "print/lines.h"

#include <string.h>

#define FIRST_WORDS_BYTES 40

static const Item *item_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->items, Item, index);
}

static const TextStretch *stretch_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->paragraph->stretches, TextStretch, index);
}

bool line_text_place(const ShapedParagraph *shaped, const Line *line, const xmlNode **node,
                     size_t *offset_bytes) {
    for (uint32_t i = line->first_item; i < line->end_item; i++) {
        const Item *item = item_at(shaped, i);
        const TextStretch *stretch = stretch_at(shaped, item->stretch);
        if (item->kind != ITEM_BOX || stretch->node == NULL) {
            continue;
        }
        size_t start = item->stretch == 0 ? 0 : stretch_at(shaped, item->stretch - 1)->end_bytes;
        *node = stretch->node;
        *offset_bytes =
            stretch->node_offset_bytes + (item->text_start > start ? item->text_start - start : 0);
        return true;
    }
    return false;
}

void line_notes(const ShapedParagraph *shaped, const Line *line, GArray *notes) {
    uint32_t last = G_MAXUINT32;
    for (uint32_t i = line->first_item; i < line->end_item; i++) {
        const Item *item = item_at(shaped, i);
        const TextStretch *stretch = stretch_at(shaped, item->stretch);
        if (item->kind == ITEM_BOX && stretch->note > 0 && item->stretch != last) {
            g_array_append_val(notes, stretch->note);
            last = item->stretch;
        }
    }
}

char *line_first_words(const ShapedParagraph *shaped, const Line *line) {
    if (line->end_item <= line->first_item) {
        return g_strdup("");
    }
    const Item *first = item_at(shaped, line->first_item);
    const Item *last = item_at(shaped, line->end_item - 1);
    const char *text = shaped->paragraph->text->str;
    size_t start = first->text_start, end = last->text_start + last->text_length;
    size_t cut = MIN(end, start + FIRST_WORDS_BYTES);
    while (cut < end && cut > start && text[cut] != ' ') {
        cut--;
    }
    cut = cut == start ? MIN(end, start + FIRST_WORDS_BYTES) : cut;
    while (cut < end && ((unsigned char)text[cut] & 0xC0) == 0x80) {
        cut++;
    }
    return g_strndup(text + start, cut - start);
}
