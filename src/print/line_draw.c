/* A broken line as drawing operations: its pieces stand in visual order, and are drawn in the order
 * of the text, so that what is copied or read aloud comes as it was written. Neighbours in one
 * setting are one run of glyphs, spaces among them. */
#include "print/line_pieces.h"

enum { USUAL_GLYPHS = 128 }; /* of a line */

typedef struct {
    const ShapedParagraph *shaped;
    const Line *line;
    Mpt baseline_mpt;
    DisplayList *list;
    GArray *pieces;             /* Piece, in the order of the text */
    GArray *glyphs;             /* DisplayGlyph of the run that is made */
    GString *text;              /* of the same */
    const FontFace *space_face; /* whose space was looked up last */
    uint16_t space_glyph;
    uint32_t link; /* the operation of the link that was drawn last; G_MAXUINT32: none */
} Drawing;

/* Pieces [first, end) in the order of the text, drawn as one. */
typedef struct {
    guint first, end;
    bool is_rtl;
    Mpt left_mpt, right_mpt;
    uint32_t text_start; /* in the paragraph's text */
} Run;

static const Item *item_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->items, Item, index);
}

static const TextStretch *stretch_at(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->paragraph->stretches, TextStretch, index);
}

static const Piece *piece_at(const Drawing *drawing, guint index) {
    return &g_array_index(drawing->pieces, Piece, index);
}

static bool touches(const Piece *last, const Piece *piece) {
    return last->level % 2 == 1 ? piece->x_mpt + piece->width_mpt == last->x_mpt
                                : last->x_mpt + last->width_mpt == piece->x_mpt;
}

static Run run_from(const Drawing *drawing, guint first) {
    const Piece *head = piece_at(drawing, first);
    guint end = first + 1;
    for (; end < drawing->pieces->len; end++) {
        const Piece *piece = piece_at(drawing, end);
        if (piece->level != head->level || piece->stretch != head->stretch ||
            piece->face != head->face || piece->size_mpt != head->size_mpt ||
            piece->raise_mpt != head->raise_mpt || !touches(piece_at(drawing, end - 1), piece)) {
            break;
        }
    }
    const Piece *tail = piece_at(drawing, end - 1);
    bool is_rtl = head->level % 2 == 1;
    const Piece *leftmost = is_rtl ? tail : head, *rightmost = is_rtl ? head : tail;
    return (Run){.first = first,
                 .end = end,
                 .is_rtl = is_rtl,
                 .left_mpt = leftmost->x_mpt,
                 .right_mpt = rightmost->x_mpt + rightmost->width_mpt,
                 .text_start = head->item->text_start};
}

/* A run's glyphs get advances such that, scaled, each begins where it should: what rounding leaves
 * is not added up. */
typedef struct {
    int64_t drawn_mpt, unscaled_mpt;
    int16_t scale_permille;
} Pen;

static Mpt pen_move(Pen *pen, Mpt drawn_advance_mpt) {
    pen->drawn_mpt += drawn_advance_mpt;
    int64_t unscaled = pen->drawn_mpt * 1000 / (1000 + pen->scale_permille);
    Mpt advance = (Mpt)(unscaled - pen->unscaled_mpt);
    pen->unscaled_mpt = unscaled;
    return advance;
}

static void add_shaped(Drawing *drawing, Pen *pen, const Piece *piece, uint32_t first,
                       uint32_t count, const Run *run, bool has_text) {
    int64_t natural = 0;
    Mpt drawn = 0;
    for (uint32_t i = 0; i < count; i++) {
        const ShapedGlyph *from = &g_array_index(drawing->shaped->glyphs, ShapedGlyph, first + i);
        natural += from->advance_mpt;
        Mpt to = i + 1 == count ? piece->width_mpt : line_scaled(drawing->line, natural);
        DisplayGlyph glyph = {.glyph = from->glyph,
                              .advance_mpt = pen_move(pen, to - drawn),
                              .offset_x_mpt = from->offset_x_mpt,
                              .offset_y_mpt = from->offset_y_mpt};
        if (has_text) {
            glyph.text_start = from->text_start - run->text_start;
            glyph.text_length = from->text_length;
        }
        drawn = to;
        g_array_append_val(drawing->glyphs, glyph);
    }
}

static uint16_t space_glyph(Drawing *drawing, const FontFace *face) {
    if (drawing->space_face != face) {
        hb_codepoint_t glyph = 0;
        hb_font_get_nominal_glyph(face->font, ' ', &glyph);
        drawing->space_face = face;
        drawing->space_glyph = (uint16_t)glyph;
    }
    return drawing->space_glyph;
}

/* Glue that has no text, as between Han characters, only moves what comes after it. */
static void add_space(Drawing *drawing, Pen *pen, const Piece *piece, const Run *run) {
    Mpt advance = pen_move(pen, piece->width_mpt);
    uint16_t space = space_glyph(drawing, piece->face);
    if ((piece->item->text_length == 0 || space == 0) && drawing->glyphs->len > 0) {
        g_array_index(drawing->glyphs, DisplayGlyph, drawing->glyphs->len - 1).advance_mpt +=
            advance;
        return;
    }
    DisplayGlyph glyph = {.glyph = space,
                          .advance_mpt = advance,
                          .text_start = piece->item->text_start - run->text_start,
                          .text_length = piece->item->text_length};
    g_array_append_val(drawing->glyphs, glyph);
}

/* A taken break may change the glyphs of the box before it and of the one after it. */
static void add_box(Drawing *drawing, Pen *pen, const Piece *piece, const Run *run) {
    const ShapedParagraph *shaped = drawing->shaped;
    const Line *line = drawing->line;
    uint32_t first = piece->item->of.box.first_glyph, count = piece->item->of.box.glyph_count;
    const Item *end = item_at(shaped, line->break_item);
    const Item *start = line->first_item > 0 ? item_at(shaped, line->first_item - 1) : NULL;
    bool is_first = piece->item == item_at(shaped, line->first_item);
    bool is_last = piece->item == item_at(shaped, line->end_item - 1);
    if (is_first && start != NULL && start->kind == ITEM_PENALTY &&
        start->of.penalty.after_glyph_count > 0) {
        first = start->of.penalty.after_first_glyph;
        count = start->of.penalty.after_glyph_count;
    } else if (is_last && line_ends_in_glyphs(shaped, line) &&
               end->of.penalty.replacement_glyph_count > 0) {
        first = end->of.penalty.replacement_first_glyph;
        count = end->of.penalty.replacement_glyph_count;
    }
    add_shaped(drawing, pen, piece, first, count, run, true);
}

static void add_piece(Drawing *drawing, Pen *pen, const Piece *piece, const Run *run) {
    switch (piece->item->kind) {
    case ITEM_BOX:
        add_box(drawing, pen, piece, run);
        break;
    case ITEM_GLUE:
        add_space(drawing, pen, piece, run);
        break;
    case ITEM_PENALTY:
        add_shaped(drawing, pen, piece, piece->item->of.penalty.first_glyph,
                   piece->item->of.penalty.glyph_count, run, false);
        break;
    }
}

/* The space that was left out at the line's end: where it ends in the paragraph's text. 0: none. */
static uint32_t end_of_last_space(const Drawing *drawing) {
    const Line *line = drawing->line;
    for (uint32_t i = line->end_item; i <= line->break_item; i++) {
        const Item *item = item_at(drawing->shaped, i);
        if (item->kind == ITEM_GLUE && item->text_length > 0) {
            return item->text_start + item->text_length;
        }
    }
    return 0;
}

/* A line that ends between words ends in a space, though nothing is seen of it: the one that was
 * there, or one for a forced break. The paragraph's last line has none. Lines of code end as they
 * were written. */
static void end_text(Drawing *drawing, const Run *run, const Piece *tail) {
    const Line *line = drawing->line;
    uint32_t start = (uint32_t)drawing->text->len;
    if (tail->item != item_at(drawing->shaped, line->end_item - 1)) {
        return;
    }
    uint32_t end = end_of_last_space(drawing);
    if (end > run->text_start + start) {
        g_string_append_len(drawing->text,
                            drawing->shaped->paragraph->text->str + run->text_start + start,
                            (gssize)(end - run->text_start - start));
    } else if (line->is_last && line->break_item + 1 < drawing->shaped->items->len) {
        g_string_append_c(drawing->text, ' ');
    }
    if (drawing->text->len > start && line->is_last &&
        stretch_at(drawing->shaped, tail->stretch)->is_verbatim) {
        g_string_truncate(drawing->text, start);
        g_string_append_c(drawing->text, '\n');
    }
    if (drawing->text->len > start) {
        DisplayGlyph space = {.glyph = space_glyph(drawing, tail->face),
                              .text_start = start,
                              .text_length = (uint32_t)drawing->text->len - start};
        g_array_insert_val(drawing->glyphs, run->is_rtl ? 0 : drawing->glyphs->len, space);
    }
}

static void gather_text(Drawing *drawing, const Run *run) {
    const Item *last = piece_at(drawing, run->end - 1)->item;
    if (last->kind == ITEM_PENALTY && run->end - run->first > 1) { /* a hyphen has no text */
        last = piece_at(drawing, run->end - 2)->item;
    }
    uint32_t end = MAX(last->text_start + last->text_length, run->text_start);
    g_string_truncate(drawing->text, 0);
    g_string_append_len(drawing->text, drawing->shaped->paragraph->text->str + run->text_start,
                        (gssize)(end - run->text_start));
}

/* Spaces of other settings that a run took over at its ends are not underlined with it, and are no
 * part of its link. */
static Box marked_box(const Drawing *drawing, const Run *run) {
    guint first = run->first, end = run->end;
    while (first < end &&
           piece_at(drawing, first)->item->stretch != piece_at(drawing, first)->stretch) {
        first++;
    }
    while (end > first &&
           piece_at(drawing, end - 1)->item->stretch != piece_at(drawing, end - 1)->stretch) {
        end--;
    }
    if (first == end) {
        return (Box){0};
    }
    const Piece *head = piece_at(drawing, first), *tail = piece_at(drawing, end - 1);
    const Piece *leftmost = run->is_rtl ? tail : head, *rightmost = run->is_rtl ? head : tail;
    return (Box){.x_mpt = leftmost->x_mpt,
                 .y_mpt = drawing->baseline_mpt,
                 .width_mpt = rightmost->x_mpt + rightmost->width_mpt - leftmost->x_mpt};
}

static Mpt of_face(int units, const FontFace *face, Mpt size_mpt) {
    return (Mpt)((int64_t)units * size_mpt / (int64_t)MAX(face->units_per_em, 1));
}

static void decorate(Drawing *drawing, const TextStyle *style, const FontFace *face, Box box) {
    Mpt baseline = box.y_mpt;
    box.height_mpt =
        MAX(of_face(face->underline_thickness, face, style->size_mpt), style->size_mpt / 24);
    if (style->is_underlined) {
        box.y_mpt = baseline - of_face(face->underline_position, face, style->size_mpt);
        display_list_fill(drawing->list, box, style->ink);
    }
    if (style->is_struck) {
        box.y_mpt = baseline - of_face(face->x_height, face, style->size_mpt) / 2;
        display_list_fill(drawing->list, box, style->ink);
    }
}

/* A link's area; what goes on from the run before is one area with it. */
static void link_to(Drawing *drawing, const TextStretch *stretch, Mpt size_mpt, Box box) {
    box.y_mpt -= size_mpt * 4 / 5;
    box.height_mpt = size_mpt;
    if (drawing->link != G_MAXUINT32) {
        Operation *before = &g_array_index(drawing->list->operations, Operation, drawing->link);
        bool is_same = g_strcmp0(before->of.link.href, stretch->href) == 0 &&
                       g_strcmp0(before->of.link.target_id, stretch->target_id) == 0 &&
                       before->of.link.element == stretch->element;
        Mpt left = MIN(before->box.x_mpt, box.x_mpt);
        Mpt right = MAX(before->box.x_mpt + before->box.width_mpt, box.x_mpt + box.width_mpt);
        if (is_same && right - left == before->box.width_mpt + box.width_mpt) {
            before->box.x_mpt = left;
            before->box.width_mpt = right - left;
            return;
        }
    }
    drawing->link = drawing->list->operations->len;
    display_list_link(drawing->list, box, stretch->href, stretch->target_id, stretch->element);
}

static void draw_run(Drawing *drawing, const Run *run) {
    const Piece *head = piece_at(drawing, run->first), *tail = piece_at(drawing, run->end - 1);
    const TextStretch *stretch = stretch_at(drawing->shaped, head->stretch);
    const TextStyle *style = stretch->style;
    Pen pen = {.scale_permille = drawing->line->scale_permille};
    g_array_set_size(drawing->glyphs, 0);
    for (guint i = 0; i < run->end - run->first; i++) {
        add_piece(drawing, &pen, piece_at(drawing, run->is_rtl ? run->end - 1 - i : run->first + i),
                  run);
    }
    gather_text(drawing, run);
    end_text(drawing, run, tail);
    Operation *operation = display_list_text(
        drawing->list, head->face, head->size_mpt, style->ink, run->left_mpt,
        drawing->baseline_mpt - head->raise_mpt, (const DisplayGlyph *)drawing->glyphs->data,
        drawing->glyphs->len, drawing->text->str, drawing->text->len);
    operation->box.width_mpt = run->right_mpt - run->left_mpt;
    operation->of.text.scale_permille = drawing->line->scale_permille;
    operation->of.text.is_rtl = run->is_rtl;
    operation->of.text.ends_in_hyphen = tail->item->kind == ITEM_PENALTY;
    Box marked = marked_box(drawing, run);
    if (marked.width_mpt > 0 && (style->is_underlined || style->is_struck)) {
        decorate(drawing, style, head->face, marked);
    }
    if (marked.width_mpt > 0 && (stretch->href != NULL || stretch->target_id != NULL)) {
        link_to(drawing, stretch, style->size_mpt, marked);
    }
}

/* Begins what a stretch is of, its own element or an artifact, unless it is open. */
static void enter(Drawing *drawing, const TextStretch *stretch, const TextStretch **open) {
    bool is_same = *open != NULL && (*open)->element == stretch->element &&
                   (*open)->is_ornament == stretch->is_ornament;
    bool is_own = stretch->element != NULL || stretch->is_ornament;
    if (*open != NULL && !is_same) {
        display_list_end(drawing->list);
        *open = NULL;
    }
    if (is_own && !is_same) {
        display_list_begin(drawing->list, stretch->is_ornament ? NULL : stretch->element,
                           stretch->is_ornament ? ARTIFACT_LAYOUT : ARTIFACT_NONE);
        *open = stretch;
    }
}

static void draw_runs(Drawing *drawing) {
    const TextStretch *open = NULL;
    for (guint i = 0; i < drawing->pieces->len;) {
        Run run = run_from(drawing, i);
        const Piece *head = piece_at(drawing, i);
        i = run.end;
        if (head->face == NULL) { /* a line of nothing but spaces */
            continue;
        }
        enter(drawing, stretch_at(drawing->shaped, head->stretch), &open);
        draw_run(drawing, &run);
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
                       .pieces = line_pieces(shaped, line, left_mpt, column_mpt),
                       .glyphs =
                           g_array_sized_new(FALSE, FALSE, sizeof(DisplayGlyph), USUAL_GLYPHS),
                       .text = g_string_sized_new(USUAL_GLYPHS),
                       .link = G_MAXUINT32};
    draw_runs(&drawing);
    g_array_unref(drawing.pieces);
    g_array_unref(drawing.glyphs);
    g_string_free(drawing.text, TRUE);
}
