/* Sums of widths, stretch and shrink up to each item, and the next and last box from each. */
#include "print/lines_sums.h"

typedef struct {
    int64_t width_mpt;
    int64_t letters_mpt, letters_stretch_mpt, letters_shrink_mpt;
    int64_t spaces_stretch_mpt, spaces_shrink_mpt;
    Mpt hang_start_mpt, hang_end_mpt; /* of the next box, and of the last before here */
    uint32_t next_box;                /* from here on; the count of items if there is none */
    uint32_t last_box_end;            /* one past the last box before here; 0: there is none */
} Sum;

struct LineSums {
    uint32_t count;
    Alignment align;
    Sum sums[]; /* count + 1: before each item, and after all */
};

static const Item *item_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->items, Item, index);
}

static bool is_break_taken(const Item *end) {
    return end->kind == ITEM_PENALTY && end->of.penalty.cost > PENALTY_FORCED;
}

static bool may_hang(const ShapedParagraph *shaped, const Item *box) {
    const ParagraphText *paragraph = shaped->paragraph;
    const TextStretch *stretch = &g_array_index(paragraph->stretches, TextStretch, box->stretch);
    return box->kind == ITEM_BOX && (box->of.box.level % 2 == 1) == paragraph->is_rtl &&
           !stretch->is_verbatim;
}

/* How far the sign hangs, whichever end of a line it stands at. */
static LineHang hangs_of(const ShapedParagraph *shaped, const Item *box, Alignment align) {
    if (align == ALIGN_END || !may_hang(shaped, box)) {
        return (LineHang){0, 0};
    }
    return (LineHang){box->of.box.protrude_start_mpt, box->of.box.protrude_end_mpt};
}

static bool has_hyphen(const Item *end) {
    return is_break_taken(end) && end->of.penalty.glyph_count > 0;
}

LineHang line_hang(const ShapedParagraph *shaped, uint32_t first_item, uint32_t end_item,
                   uint32_t break_item, Alignment align) {
    if (end_item <= first_item) {
        return (LineHang){0, 0};
    }
    const Item *last = item_at(shaped, end_item - 1), *end = item_at(shaped, break_item);
    LineHang hang = {hangs_of(shaped, item_at(shaped, first_item), align).start_mpt,
                     hangs_of(shaped, last, align).end_mpt};
    if (has_hyphen(end) && align != ALIGN_END && may_hang(shaped, last)) {
        hang.end_mpt = end->of.penalty.protrude_end_mpt;
    }
    return hang;
}

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

LineSums *line_sums_new(const ShapedParagraph *shaped, Alignment align) {
    uint32_t count = shaped->items->len;
    LineSums *sums = g_malloc0(sizeof(LineSums) + ((size_t)count + 1) * sizeof(Sum));
    sums->count = count;
    sums->align = align;
    for (uint32_t i = 0; i < count; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        sums->sums[i + 1] = sums->sums[i];
        add_item(&sums->sums[i + 1], item);
        if (item->kind == ITEM_BOX) {
            sums->sums[i + 1].last_box_end = i + 1;
            sums->sums[i + 1].hang_end_mpt = hangs_of(shaped, item, align).end_mpt;
        }
    }
    sums->sums[count].next_box = count;
    for (uint32_t i = count; i > 0; i--) {
        bool is_box = item_at(shaped, i - 1)->kind == ITEM_BOX;
        sums->sums[i - 1].next_box = is_box ? i - 1 : sums->sums[i].next_box;
        sums->sums[i - 1].hang_start_mpt =
            is_box ? hangs_of(shaped, item_at(shaped, i - 1), align).start_mpt
                   : sums->sums[i].hang_start_mpt;
    }
    return sums;
}

void line_sums_free(LineSums *sums) {
    g_free(sums);
}

/* A hyphen, signs in the margins, and how the letters beside a taken break change their widths. */
static void add_breaks(LineShape *shape, const ShapedParagraph *shaped, const LineSums *sums,
                       uint32_t from, uint32_t to) {
    const Item *end = item_at(shaped, to);
    if (has_hyphen(end)) {
        LineHang hang = line_hang(shaped, shape->first_item, shape->end_item, to, sums->align);
        shape->natural_mpt -= (int64_t)hang.start_mpt + hang.end_mpt;
    } else if (shape->end_item > shape->first_item) {
        const Sum *first = &sums->sums[shape->first_item];
        bool is_box = first->next_box == shape->first_item;
        shape->natural_mpt -= is_box ? first->hang_start_mpt : 0;
        shape->natural_mpt -= sums->sums[shape->end_item].hang_end_mpt;
    }
    if (is_break_taken(end)) {
        shape->natural_mpt += (int64_t)end->width_mpt + end->of.penalty.before_mpt;
    }
    if (from != G_MAXUINT32 && is_break_taken(item_at(shaped, from))) {
        shape->natural_mpt += item_at(shaped, from)->of.penalty.after_mpt;
    }
}

/* Preformatted text keeps the white space that its lines begin with. */
static bool keeps_start(const ShapedParagraph *shaped, uint32_t from) {
    const BoxStyle *style = shaped->paragraph->style;
    if (style == NULL || !style->keeps_white_space) {
        return false;
    }
    const Item *start = from == G_MAXUINT32 ? NULL : item_at(shaped, from);
    return start == NULL ||
           (start->kind == ITEM_PENALTY && start->of.penalty.cost <= PENALTY_FORCED);
}

LineShape line_shape(const ShapedParagraph *shaped, const LineSums *sums, uint32_t from,
                     uint32_t to) {
    uint32_t begin = from == G_MAXUINT32 ? 0 : from + 1;
    uint32_t first_box = MIN(sums->sums[MIN(begin, sums->count)].next_box, to);
    LineShape shape = {.first_item = keeps_start(shaped, from) ? MIN(begin, first_box) : first_box};
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
    add_breaks(&shape, shaped, sums, from, to);
    return shape;
}
