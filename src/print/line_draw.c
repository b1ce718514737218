/* A broken line as drawing operations: its pieces are laid from left to right in visual order (UAX
 * 9, rule L2), then drawn in the order of the text, so that what is copied or read aloud comes as
 * it was written. Neighbours in one setting are one run of glyphs, spaces among them. */
#include "print/lines.h"

#include <string.h>

/* A box, a space or a hyphen of the line. */
typedef struct {
    const Item *item; /* box or glue; of a hyphen the penalty */
    uint32_t stretch;
    uint8_t level;
    Mpt x_mpt, width_mpt; /* as drawn */
} Piece;

typedef struct {
    const ShapedParagraph *shaped;
    const Line *line;
    Mpt baseline_mpt;
    DisplayList *list;
    GArray *pieces; /* Piece, in the order of the text */
    GArray *glyphs; /* DisplayGlyph of the run that is made */
} Drawing;

static const Item *item_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->items, Item, index);
}

static const TextStretch *stretch_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->paragraph->stretches, TextStretch, index);
}

static Piece *piece_at(const Drawing *drawing, guint index) {
    return &g_array_index(drawing->pieces, Piece, index);
}

static Mpt scaled(int64_t length_mpt, int16_t scale_permille) {
    return (Mpt)(length_mpt * (1000 + scale_permille) / 1000);
}

static bool is_hyphen_taken(const ShapedParagraph *shaped, const Line *line) {
    const Item *end = item_at(shaped, line->break_item);
    return end->kind == ITEM_PENALTY && end->of.penalty.cost > PENALTY_FORCED &&
           end->of.penalty.glyph_count > 0;
}

/* The kerning between the last letter and a hyphen, and what a break takes off the first letter,
 * are part of the boxes' widths. */
static Mpt break_correction(const Drawing *drawing, uint32_t item) {
    const Line *line = drawing->line;
    Mpt correction = 0;
    const Item *end = item_at(drawing->shaped, line->break_item);
    if (item + 1 == line->end_item && end->kind == ITEM_PENALTY &&
        end->of.penalty.cost > PENALTY_FORCED) {
        correction += end->of.penalty.before_mpt;
    }
    if (item == line->first_item && item > 0) {
        const Item *start = item_at(drawing->shaped, item - 1);
        correction += start->kind == ITEM_PENALTY ? start->of.penalty.after_mpt : 0;
    }
    return correction;
}

static void collect(Drawing *drawing) {
    const Line *line = drawing->line;
    int64_t widths = 0, asked = 0, given = 0;
    for (uint32_t i = line->first_item; i < line->end_item; i++) {
        const Item *item = item_at(drawing->shaped, i);
        Piece piece = {.item = item, .stretch = item->stretch};
        if (item->kind == ITEM_BOX) {
            widths += item->width_mpt + break_correction(drawing, i);
            piece.level = item->of.box.level;
        } else if (item->kind == ITEM_GLUE) {
            int64_t ratio = line->ratio_permille;
            asked +=
                ratio >= 0 ? ratio * item->of.glue.stretch_mpt : ratio * item->of.glue.shrink_mpt;
            piece.width_mpt = item->width_mpt + (Mpt)(asked / 1000 - given);
            given = asked / 1000;
            piece.level = item->of.glue.level;
        } else {
            continue;
        }
        if (item->kind == ITEM_BOX) {
            piece.width_mpt = scaled(widths, line->scale_permille) -
                              scaled(widths - item->width_mpt - break_correction(drawing, i),
                                     line->scale_permille);
        }
        g_array_append_val(drawing->pieces, piece);
    }
    if (is_hyphen_taken(drawing->shaped, line)) {
        const Item *end = item_at(drawing->shaped, line->break_item);
        guint count = drawing->pieces->len;
        Piece hyphen = {.item = end,
                        .stretch = end->stretch,
                        .level = count > 0 ? piece_at(drawing, count - 1)->level : 0,
                        .width_mpt = scaled(end->width_mpt, line->scale_permille)};
        g_array_append_val(drawing->pieces, hyphen);
    }
}

/* What is left over by rounding goes to the spaces, so that a justified line ends where it should.
 */
static void true_up(Drawing *drawing, Mpt wanted_mpt) {
    Mpt width = 0;
    guint spaces = 0;
    for (guint i = 0; i < drawing->pieces->len; i++) {
        width += piece_at(drawing, i)->width_mpt;
        spaces += piece_at(drawing, i)->item->kind == ITEM_GLUE;
    }
    Mpt rest = wanted_mpt - width;
    for (guint i = 0; i < drawing->pieces->len && spaces > 0; i++) {
        Piece *piece = piece_at(drawing, i);
        if (piece->item->kind == ITEM_GLUE) {
            Mpt share = rest / (Mpt)spaces;
            piece->width_mpt += share;
            rest -= share;
            spaces--;
        }
    }
}

/* UAX 9, L2: from the highest level down to the lowest odd one, turn round every stretch of pieces
 * at that level or above. `order` is indices into the pieces. */
static void reorder(const Drawing *drawing, guint *order) {
    guint count = drawing->pieces->len;
    uint8_t highest = 0;
    for (guint i = 0; i < count; i++) {
        order[i] = i;
        highest = MAX(highest, piece_at(drawing, i)->level);
    }
    for (uint8_t level = highest; level > 0; level--) {
        for (guint i = 0; i < count;) {
            guint end = i;
            while (end < count && piece_at(drawing, order[end])->level >= level) {
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

static Mpt protrusion_of(const Drawing *drawing, bool is_start) {
    const ShapedParagraph *shaped = drawing->shaped;
    const Line *line = drawing->line;
    if (line->end_item == line->first_item) {
        return 0;
    }
    if (is_start) {
        return item_at(shaped, line->first_item)->of.box.protrude_start_mpt;
    }
    return is_hyphen_taken(shaped, line)
               ? item_at(shaped, line->break_item)->of.penalty.protrude_end_mpt
               : item_at(shaped, line->end_item - 1)->of.box.protrude_end_mpt;
}

/* The left edge of the first piece, and where each piece stands. */
static void place(Drawing *drawing, Mpt left_mpt, Mpt column_mpt) {
    const Line *line = drawing->line;
    bool is_rtl = drawing->shaped->paragraph->is_rtl;
    Mpt start = protrusion_of(drawing, true), end = protrusion_of(drawing, false);
    if (line->align == ALIGN_JUSTIFY && line->quality != LINE_OVERFULL &&
        (line->ratio_permille != 0 || line->scale_permille != 0) &&
        line->ratio_permille < G_MAXINT32) {
        true_up(drawing, line->width_mpt + start + end);
    }
    Mpt width = 0;
    for (guint i = 0; i < drawing->pieces->len; i++) {
        width += piece_at(drawing, i)->width_mpt;
    }
    Mpt free = line->width_mpt - (width - start - end);
    Mpt before = line->align == ALIGN_END ? free : line->align == ALIGN_CENTRE ? free / 2 : 0;
    Mpt x = is_rtl ? left_mpt + column_mpt - line->start_mpt - before - width + start
                   : left_mpt + line->start_mpt + before - start;
    g_autofree guint *order = g_new(guint, drawing->pieces->len + 1);
    reorder(drawing, order);
    for (guint i = 0; i < drawing->pieces->len; i++) {
        Piece *piece = piece_at(drawing, order[i]);
        piece->x_mpt = x;
        x += piece->width_mpt;
    }
}

static const FontFace *face_of(const Piece *piece) {
    switch (piece->item->kind) {
    case ITEM_BOX:
        return piece->item->of.box.face;
    case ITEM_PENALTY:
        return piece->item->of.penalty.face;
    case ITEM_GLUE:
        return NULL;
    }
    return NULL;
}

/* May the piece stand in the run that `first` begins? Spaces go with what is before them. */
static bool goes_with(const Piece *first, const Piece *last, const Piece *piece) {
    bool is_rtl = first->level % 2 == 1;
    bool touches = is_rtl ? piece->x_mpt + piece->width_mpt == last->x_mpt
                          : last->x_mpt + last->width_mpt == piece->x_mpt;
    if (piece->level != first->level || !touches || piece->stretch != first->stretch) {
        return false;
    }
    const Item *one = first->item, *other = piece->item;
    if (other->kind == ITEM_GLUE) {
        return true;
    }
    if (face_of(first) != face_of(piece)) {
        return false;
    }
    return other->kind == ITEM_PENALTY || (one->of.box.size_mpt == other->of.box.size_mpt &&
                                           one->of.box.raise_mpt == other->of.box.raise_mpt);
}

/* A run's glyphs get advances such that, scaled, each begins where it should: what rounding leaves
 * is not added up. */
typedef struct {
    Mpt drawn_mpt, unscaled_mpt;
    int16_t scale_permille;
} Pen;

static Mpt pen_move(Pen *pen, Mpt drawn_advance_mpt) {
    pen->drawn_mpt += drawn_advance_mpt;
    Mpt unscaled = (Mpt)((int64_t)pen->drawn_mpt * 1000 / (1000 + pen->scale_permille));
    Mpt advance = unscaled - pen->unscaled_mpt;
    pen->unscaled_mpt = unscaled;
    return advance;
}

static void add_shaped(Drawing *drawing, Pen *pen, const Piece *piece, uint32_t first,
                       uint32_t count, uint32_t text_start, bool has_text) {
    int64_t natural = 0;
    Mpt drawn = 0;
    int64_t whole = 0;
    for (uint32_t i = 0; i < count; i++) {
        whole += g_array_index(drawing->shaped->glyphs, ShapedGlyph, first + i).advance_mpt;
    }
    for (uint32_t i = 0; i < count; i++) {
        const ShapedGlyph *from = &g_array_index(drawing->shaped->glyphs, ShapedGlyph, first + i);
        natural += from->advance_mpt;
        Mpt to = i + 1 == count ? piece->width_mpt : scaled(natural, pen->scale_permille);
        DisplayGlyph glyph = {.glyph = from->glyph,
                              .advance_mpt = pen_move(pen, to - drawn),
                              .offset_x_mpt = from->offset_x_mpt,
                              .offset_y_mpt = from->offset_y_mpt};
        if (has_text) {
            glyph.text_start = from->text_start - text_start;
            glyph.text_length = from->text_length;
        }
        drawn = to;
        g_array_append_val(drawing->glyphs, glyph);
    }
}

static uint16_t space_glyph(const FontFace *face) {
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->font, ' ', &glyph);
    return (uint16_t)glyph;
}

/* Glue that has no text, as between Han characters, only moves what comes after it. */
static void add_space(Drawing *drawing, Pen *pen, const Piece *piece, const FontFace *face,
                      uint32_t text_start) {
    Mpt advance = pen_move(pen, piece->width_mpt);
    uint16_t space = space_glyph(face);
    if ((piece->item->text_length == 0 || space == 0) && drawing->glyphs->len > 0) {
        g_array_index(drawing->glyphs, DisplayGlyph, drawing->glyphs->len - 1).advance_mpt +=
            advance;
        return;
    }
    DisplayGlyph glyph = {.glyph = space,
                          .advance_mpt = advance,
                          .text_start = piece->item->text_start - text_start,
                          .text_length = piece->item->text_length};
    g_array_append_val(drawing->glyphs, glyph);
}

/* The box before a taken break that changes its spelling is drawn with other glyphs. */
static void add_box(Drawing *drawing, Pen *pen, const Piece *piece, uint32_t text_start) {
    const ShapedParagraph *shaped = drawing->shaped;
    const Line *line = drawing->line;
    uint32_t first = piece->item->of.box.first_glyph, count = piece->item->of.box.glyph_count;
    const Item *end = item_at(shaped, line->break_item);
    bool is_last = piece->item == item_at(shaped, line->end_item - 1);
    bool is_replaced =
        is_last && is_hyphen_taken(shaped, line) && end->of.penalty.replacement_glyph_count > 0;
    if (is_replaced) {
        first = end->of.penalty.replacement_first_glyph;
        count = end->of.penalty.replacement_glyph_count;
    }
    add_shaped(drawing, pen, piece, first, count, text_start, !is_replaced);
    if (is_replaced && drawing->glyphs->len >= count) { /* all its text is its first glyph's */
        DisplayGlyph *glyph =
            &g_array_index(drawing->glyphs, DisplayGlyph, drawing->glyphs->len - count);
        glyph->text_start = piece->item->text_start - text_start;
        glyph->text_length = piece->item->text_length;
    }
}

/* The space on which the line was broken belongs to its text, and so does one before a forced
 * break. */
static uint32_t text_end_of_line(const Drawing *drawing, const Piece *last) {
    const Line *line = drawing->line;
    if (last->item != item_at(drawing->shaped, line->end_item - 1)) {
        return 0;
    }
    for (uint32_t i = line->end_item; i <= line->break_item; i++) {
        const Item *end = item_at(drawing->shaped, i);
        if (end->kind == ITEM_GLUE && end->text_length > 0) {
            return end->text_start + end->text_length;
        }
    }
    return 0;
}

static void decorate(Drawing *drawing, const TextStyle *style, const FontFace *face, Mpt left_mpt,
                     Mpt width_mpt) {
    Mpt thickness =
        (Mpt)((int64_t)face->underline_thickness * style->size_mpt / (int64_t)face->units_per_em);
    thickness = MAX(thickness, style->size_mpt / 24);
    if (style->is_underlined) {
        Mpt below = (Mpt)((int64_t)-face->underline_position * style->size_mpt /
                          (int64_t)face->units_per_em);
        display_list_fill(drawing->list,
                          (Box){left_mpt, drawing->baseline_mpt + below, width_mpt, thickness},
                          style->ink);
    }
    if (style->is_struck) {
        Mpt above =
            (Mpt)((int64_t)face->x_height * style->size_mpt / (2 * (int64_t)face->units_per_em));
        display_list_fill(drawing->list,
                          (Box){left_mpt, drawing->baseline_mpt - above, width_mpt, thickness},
                          style->ink);
    }
}

/* One run: pieces [first, end) in the order of the text. */
static void draw_run(Drawing *drawing, guint first, guint end) {
    const Piece *head = piece_at(drawing, first), *tail = piece_at(drawing, end - 1);
    bool is_rtl = head->level % 2 == 1;
    const FontFace *face = face_of(head);
    const TextStyle *style = stretch_at(drawing->shaped, head->stretch)->style;
    Mpt size = head->item->kind == ITEM_BOX ? head->item->of.box.size_mpt : style->size_mpt;
    Mpt raise = head->item->kind == ITEM_BOX ? head->item->of.box.raise_mpt : 0;
    uint32_t text_start = head->item->text_start;
    uint32_t text_end = tail->item->kind == ITEM_PENALTY && end - first > 1
                            ? piece_at(drawing, end - 2)->item->text_start +
                                  piece_at(drawing, end - 2)->item->text_length
                            : tail->item->text_start + tail->item->text_length;
    uint32_t with_space = end == drawing->pieces->len ? text_end_of_line(drawing, tail) : 0;
    Pen pen = {.scale_permille = drawing->line->scale_permille};
    g_array_set_size(drawing->glyphs, 0);
    for (guint i = 0; i < end - first; i++) {
        const Piece *piece = piece_at(drawing, is_rtl ? end - 1 - i : first + i);
        switch (piece->item->kind) {
        case ITEM_BOX:
            add_box(drawing, &pen, piece, text_start);
            break;
        case ITEM_GLUE:
            add_space(drawing, &pen, piece, face, text_start);
            break;
        case ITEM_PENALTY:
            add_shaped(drawing, &pen, piece, piece->item->of.penalty.first_glyph,
                       piece->item->of.penalty.glyph_count, text_start, false);
            break;
        }
    }
    if (with_space > 0 && !is_rtl) {
        DisplayGlyph space = {.glyph = space_glyph(face),
                              .text_start = text_end - text_start,
                              .text_length = with_space - text_end};
        g_array_append_val(drawing->glyphs, space);
    }
    text_end = MAX(text_end, with_space);
    Mpt left = is_rtl ? tail->x_mpt : head->x_mpt;
    Mpt right = is_rtl ? head->x_mpt + head->width_mpt : tail->x_mpt + tail->width_mpt;
    Operation *operation = display_list_text(
        drawing->list, face, size, style->ink, left, drawing->baseline_mpt - raise,
        (const DisplayGlyph *)drawing->glyphs->data, drawing->glyphs->len,
        drawing->shaped->paragraph->text->str + text_start, text_end - text_start);
    operation->box.width_mpt = right - left;
    operation->of.text.scale_permille = drawing->line->scale_permille;
    operation->of.text.is_rtl = is_rtl;
    operation->of.text.ends_in_hyphen = tail->item->kind == ITEM_PENALTY;
    if (style->is_underlined || style->is_struck) {
        decorate(drawing, style, face, left, right - left);
    }
    const TextStretch *stretch = stretch_at(drawing->shaped, head->stretch);
    if (stretch->href != NULL || stretch->target_id != NULL) {
        Mpt height = style->size_mpt;
        Box box = {left, drawing->baseline_mpt - height * 4 / 5, right - left, height};
        display_list_link(drawing->list, box, stretch->href, stretch->target_id, stretch->element);
    }
}

/* Spaces at a stretch's beginning have no face of their own: they take that of the letters beside
 * them. Returns the end of the run that begins at `first`. */
static guint run_end(const Drawing *drawing, guint first) {
    guint end = first + 1;
    while (
        end < drawing->pieces->len &&
        goes_with(piece_at(drawing, first), piece_at(drawing, end - 1), piece_at(drawing, end))) {
        end++;
    }
    return end;
}

/* A space that opens a run of its own stretch is drawn with the run before it: only its text is
 * needed there. */
static void adopt_spaces(Drawing *drawing) {
    for (guint i = 1; i < drawing->pieces->len; i++) {
        Piece *piece = piece_at(drawing, i);
        const Piece *before = piece_at(drawing, i - 1);
        if (piece->item->kind == ITEM_GLUE) {
            piece->stretch = before->stretch;
            if (piece->level != before->level) {
                const Piece *after =
                    i + 1 < drawing->pieces->len ? piece_at(drawing, i + 1) : before;
                piece->level = piece->level == after->level ? piece->level : before->level;
            }
        }
    }
}

static void draw_runs(Drawing *drawing) {
    const StructureElement *open = NULL;
    for (guint i = 0; i < drawing->pieces->len;) {
        if (face_of(piece_at(drawing, i)) == NULL) { /* a space between directions */
            i++;
            continue;
        }
        guint end = run_end(drawing, i);
        StructureElement *element =
            stretch_at(drawing->shaped, piece_at(drawing, i)->stretch)->element;
        if (element != open) {
            if (open != NULL) {
                display_list_end(drawing->list);
            }
            if (element != NULL) {
                display_list_begin(drawing->list, element, ARTIFACT_NONE);
            }
            open = element;
        }
        draw_run(drawing, i, end);
        i = end;
    }
    if (open != NULL) {
        display_list_end(drawing->list);
    }
}

void line_draw(const ShapedParagraph *shaped, const Line *line, Mpt left_mpt, Mpt column_mpt,
               Mpt baseline_mpt, DisplayList *list) {
    Drawing drawing = {.shaped = shaped,
                       .line = line,
                       .baseline_mpt = baseline_mpt,
                       .list = list,
                       .pieces = g_array_new(FALSE, FALSE, sizeof(Piece)),
                       .glyphs = g_array_new(FALSE, FALSE, sizeof(DisplayGlyph))};
    collect(&drawing);
    adopt_spaces(&drawing);
    place(&drawing, left_mpt, column_mpt);
    draw_runs(&drawing);
    g_array_unref(drawing.pieces);
    g_array_unref(drawing.glyphs);
}
