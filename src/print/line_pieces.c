/* A line's pieces: widths by the line's ratio and scale, rounded so that they add up; order from
 * left to right by UAX 9, rule L2. */
#include "print/line_pieces.h"

#include "print/lines_sums.h"

typedef struct {
    const ShapedParagraph *shaped;
    const Line *line;
    GArray *pieces; /* Piece */
} Placing;

static const Item *item_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->items, Item, index);
}

static Piece *piece_at(const Placing *placing, guint index) {
    return &g_array_index(placing->pieces, Piece, index);
}

static Mpt clamped(int64_t length_mpt) {
    return (Mpt)CLAMP(length_mpt, G_MININT32 / 2, G_MAXINT32 / 2);
}

Mpt line_scaled(const Line *line, int64_t length_mpt) {
    return clamped(length_mpt * (1000 + line->scale_permille) / 1000);
}

static bool is_break_taken(const Item *end) {
    return end->kind == ITEM_PENALTY && end->of.penalty.cost > PENALTY_FORCED;
}

bool line_ends_in_glyphs(const ShapedParagraph *shaped, const Line *line) {
    const Item *end = item_at(shaped, line->break_item);
    return is_break_taken(end) && end->of.penalty.glyph_count > 0;
}

/* The kerning between the last letter and a hyphen, and what a break takes off the first letter,
 * are part of the boxes' widths. */
static Mpt break_correction(const Placing *placing, uint32_t item) {
    const Line *line = placing->line;
    const Item *end = item_at(placing->shaped, line->break_item);
    Mpt correction = 0;
    if (item + 1 == line->end_item && is_break_taken(end)) {
        correction += end->of.penalty.before_mpt;
    }
    if (item == line->first_item && item > 0) {
        const Item *start = item_at(placing->shaped, item - 1);
        correction += is_break_taken(start) ? start->of.penalty.after_mpt : 0;
    }
    return correction;
}

static void add_hyphen(Placing *placing) {
    const Item *end = item_at(placing->shaped, placing->line->break_item);
    guint count = placing->pieces->len;
    Piece hyphen = count > 0 ? *piece_at(placing, count - 1) : (Piece){0};
    hyphen.item = end;
    hyphen.stretch = end->stretch;
    hyphen.face = end->of.penalty.face != NULL ? end->of.penalty.face : hyphen.face;
    hyphen.width_mpt = line_scaled(placing->line, end->width_mpt);
    g_array_append_val(placing->pieces, hyphen);
}

static void collect(Placing *placing) {
    const Line *line = placing->line;
    int64_t widths = 0, asked = 0, given = 0;
    for (uint32_t i = line->first_item; i < line->end_item; i++) {
        const Item *item = item_at(placing->shaped, i);
        Piece piece = {.item = item, .stretch = item->stretch};
        if (item->kind == ITEM_BOX) {
            int64_t width = (int64_t)item->width_mpt + break_correction(placing, i);
            piece.width_mpt = line_scaled(line, widths + width) - line_scaled(line, widths);
            widths += width;
            piece.level = item->of.box.level;
            piece.face = item->of.box.face;
            piece.size_mpt = item->of.box.size_mpt;
            piece.raise_mpt = item->of.box.raise_mpt;
        } else if (item->kind == ITEM_GLUE) {
            int64_t ratio = line->ratio_permille;
            asked +=
                ratio >= 0 ? ratio * item->of.glue.stretch_mpt : ratio * item->of.glue.shrink_mpt;
            piece.width_mpt = clamped(item->width_mpt + asked / 1000 - given);
            given = asked / 1000;
            piece.level = item->of.glue.level;
        } else {
            continue;
        }
        g_array_append_val(placing->pieces, piece);
    }
    if (line_ends_in_glyphs(placing->shaped, line)) {
        add_hyphen(placing);
    }
}

static void lend_setting(Piece *space, const Piece *box) {
    space->stretch = box->stretch;
    space->face = box->face;
    space->size_mpt = box->size_mpt;
    space->raise_mpt = box->raise_mpt;
}

/* Spaces go with the box before them; where that runs another way, or there is none, with the box
 * after. */
static void set_spaces(Placing *placing) {
    guint count = placing->pieces->len;
    for (guint i = count; i > 0; i--) {
        Piece *piece = piece_at(placing, i - 1);
        const Piece *after = i < count ? piece_at(placing, i) : NULL;
        if (piece->item->kind == ITEM_GLUE && after != NULL) {
            lend_setting(piece, after);
        }
    }
    for (guint i = 1; i < count; i++) {
        Piece *piece = piece_at(placing, i);
        const Piece *before = piece_at(placing, i - 1);
        if (piece->item->kind == ITEM_GLUE && piece->level == before->level) {
            lend_setting(piece, before);
        }
    }
}

/* What is left over by rounding goes to the spaces, so that a justified line ends where it should.
 */
static void true_up(Placing *placing, int64_t wanted_mpt) {
    int64_t rest = wanted_mpt;
    int64_t spaces = 0;
    for (guint i = 0; i < placing->pieces->len; i++) {
        rest -= piece_at(placing, i)->width_mpt;
        spaces += piece_at(placing, i)->item->kind == ITEM_GLUE;
    }
    for (guint i = 0; i < placing->pieces->len && spaces > 0; i++) {
        Piece *piece = piece_at(placing, i);
        if (piece->item->kind == ITEM_GLUE) {
            int64_t share = rest / spaces;
            piece->width_mpt = clamped(piece->width_mpt + share);
            rest -= share;
            spaces--;
        }
    }
}

/* UAX 9, L2: from the highest level down to the lowest odd one, turn round every stretch of pieces
 * at that level or above. `order` is indices into the pieces. */
static void reorder(const Placing *placing, guint *order) {
    guint count = placing->pieces->len;
    uint8_t highest = 0;
    for (guint i = 0; i < count; i++) {
        order[i] = i;
        highest = MAX(highest, piece_at(placing, i)->level);
    }
    for (uint8_t level = highest; level > 0; level--) {
        for (guint i = 0; i < count;) {
            guint end = i;
            while (end < count && piece_at(placing, order[end])->level >= level) {
                end++;
            }
            for (guint left = i, right = end; left + 1 < right; left++) {
                right--;
                guint kept = order[left];
                order[left] = order[right];
                order[right] = kept;
            }
            i = MAX(end, i + 1);
        }
    }
}

/* Where the first piece from the left stands: the line is `width_mpt` wide, signs in the margins
 * included. */
static int64_t left_edge(const Placing *placing, Mpt left_mpt, Mpt column_mpt, int64_t width_mpt) {
    const Line *line = placing->line;
    const LineHang hang =
        line_hang(placing->shaped, line->first_item, line->end_item, line->break_item, line->align);
    int64_t free = line->width_mpt - (width_mpt - hang.start_mpt - hang.end_mpt);
    int64_t before = line->align == ALIGN_END ? free : line->align == ALIGN_CENTRE ? free / 2 : 0;
    int64_t from_start = (int64_t)line->start_mpt + before - hang.start_mpt;
    return placing->shaped->paragraph->is_rtl
               ? (int64_t)left_mpt + column_mpt - from_start - width_mpt
               : left_mpt + from_start;
}

static void place(Placing *placing, Mpt left_mpt, Mpt column_mpt) {
    const Line *line = placing->line;
    bool is_set = line->ratio_permille != 0 || line->scale_permille != 0;
    bool is_full = line->align == ALIGN_JUSTIFY || line->ratio_permille < 0;
    if (is_set && is_full && line->quality != LINE_OVERFULL) {
        const LineHang hang = line_hang(placing->shaped, line->first_item, line->end_item,
                                        line->break_item, line->align);
        true_up(placing, (int64_t)line->width_mpt + hang.start_mpt + hang.end_mpt);
    }
    int64_t width = 0;
    for (guint i = 0; i < placing->pieces->len; i++) {
        width += piece_at(placing, i)->width_mpt;
    }
    int64_t x = left_edge(placing, left_mpt, column_mpt, width);
    g_autofree guint *order = g_new(guint, placing->pieces->len + 1);
    reorder(placing, order);
    for (guint i = 0; i < placing->pieces->len; i++) {
        Piece *piece = piece_at(placing, order[i]);
        piece->x_mpt = clamped(x);
        x += piece->width_mpt;
    }
}

GArray *line_pieces(const ShapedParagraph *shaped, const Line *line, Mpt left_mpt, Mpt column_mpt) {
    guint most = line->end_item - line->first_item + 1; /* and a hyphen */
    Placing placing = {.shaped = shaped,
                       .line = line,
                       .pieces = g_array_sized_new(FALSE, FALSE, sizeof(Piece), most)};
    collect(&placing);
    set_spaces(&placing);
    place(&placing, left_mpt, column_mpt);
    return placing.pieces;
}
