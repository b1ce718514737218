/* Sums of widths, stretch and shrink up to each item, and the next and last box from each. */
#include "print/lines_sums.h"

typedef struct {
    int64_t width_mpt;
    int64_t letters_mpt, letters_stretch_mpt, letters_shrink_mpt;
    int64_t spaces_stretch_mpt, spaces_shrink_mpt;
    uint32_t next_box;     /* from here on; the count of items if there is none */
    uint32_t last_box_end; /* one past the last box before here; 0: there is none */
} Sum;

struct LineSums {
    uint32_t count;
    Sum sums[]; /* count + 1: before each item, and after all */
};

static void add_item(Sum *sum, const Item *item) {
    switch (item->kind) {
    case ITEM_BOX:
        sum->width_mpt += item->width_mpt;
        sum->letters_mpt += item->width_mpt;
        sum->letters_stretch_mpt += item->of.box.stretch_mpt;
        sum->letters_shrink_mpt += item->of.box.shrink_mpt;
        break;
    case ITEM_GLUE:
        sum->width_mpt += item->width_mpt;
        sum->spaces_stretch_mpt += item->of.glue.stretch_mpt;
        sum->spaces_shrink_mpt += item->of.glue.shrink_mpt;
        break;
    case ITEM_PENALTY:
        break;
    }
}

LineSums *line_sums_new(const ShapedParagraph *shaped) {
    uint32_t count = shaped->items->len;
    LineSums *sums = g_malloc0(sizeof(LineSums) + ((size_t)count + 1) * sizeof(Sum));
    sums->count = count;
    for (uint32_t i = 0; i < count; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        sums->sums[i + 1] = sums->sums[i];
        add_item(&sums->sums[i + 1], item);
        if (item->kind == ITEM_BOX) {
            sums->sums[i + 1].last_box_end = i + 1;
        }
    }
    sums->sums[count].next_box = count;
    for (uint32_t i = count; i > 0; i--) {
        bool is_box = g_array_index(shaped->items, Item, i - 1).kind == ITEM_BOX;
        sums->sums[i - 1].next_box = is_box ? i - 1 : sums->sums[i].next_box;
    }
    return sums;
}

void line_sums_free(LineSums *sums) {
    g_free(sums);
}

/* A hyphen, and how the letters beside a taken break change their widths. */
static void add_breaks(LineShape *shape, const ShapedParagraph *shaped, uint32_t from,
                       uint32_t to) {
    const Item *end = &g_array_index(shaped->items, Item, to);
    Mpt protrusion = 0;
    if (shape->end_item > shape->first_item) {
        const Item *last = &g_array_index(shaped->items, Item, shape->end_item - 1);
        const Item *first = &g_array_index(shaped->items, Item, shape->first_item);
        shape->natural_mpt -= first->of.box.protrude_start_mpt;
        protrusion = last->of.box.protrude_end_mpt;
    }
    if (end->kind == ITEM_PENALTY && end->of.penalty.cost > PENALTY_FORCED) {
        shape->natural_mpt += end->width_mpt + end->of.penalty.before_mpt;
        protrusion =
            end->of.penalty.glyph_count > 0 ? end->of.penalty.protrude_end_mpt : protrusion;
    }
    shape->natural_mpt -= protrusion;
    if (from != G_MAXUINT32) {
        const Item *start = &g_array_index(shaped->items, Item, from);
        shape->natural_mpt += start->kind == ITEM_PENALTY ? start->of.penalty.after_mpt : 0;
    }
}

LineShape line_shape(const ShapedParagraph *shaped, const LineSums *sums, uint32_t from,
                     uint32_t to) {
    uint32_t begin = from == G_MAXUINT32 ? 0 : from + 1;
    LineShape shape = {.first_item = MIN(sums->sums[MIN(begin, sums->count)].next_box, to)};
    shape.end_item = MAX(sums->sums[to].last_box_end, shape.first_item);
    const Sum *start = &sums->sums[shape.first_item];
    const Sum *end = &sums->sums[shape.end_item];
    shape.natural_mpt = end->width_mpt - start->width_mpt;
    shape.letters_mpt = end->letters_mpt - start->letters_mpt;
    shape.letters_stretch_mpt = end->letters_stretch_mpt - start->letters_stretch_mpt;
    shape.letters_shrink_mpt = end->letters_shrink_mpt - start->letters_shrink_mpt;
    shape.stretch_mpt =
        shape.letters_stretch_mpt + end->spaces_stretch_mpt - start->spaces_stretch_mpt;
    shape.shrink_mpt = shape.letters_shrink_mpt + end->spaces_shrink_mpt - start->spaces_shrink_mpt;
    add_breaks(&shape, shaped, from, to);
    return shape;
}
