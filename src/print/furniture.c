/* Running heads and folios from the margin boxes of a page, and lines of type of their own. */
#include "print/furniture.h"

#include "print/lines.h"

#include <string.h>

enum {
    LEAST_LEADERS = 3,
    MOST_LEADERS = 400,
    BOXES_IN_ROW = 3,    /* left, centre, right */
    LEAST_SIDE_PART = 5, /* of the measure */
    ROUNDING_MPT = 100,  /* so that what fits is not cut */
};

static const char ellipsis[] = "\xE2\x80\xA6"; /* U+2026 */

static ShapedParagraph *shape(Shaper *shaper, const FurnitureLine *line, const char *text,
                              ParagraphText **paragraph) {
    *paragraph = paragraph_text_new(line->box, NULL, line->is_rtl);
    TextStretch stretch = {.style = line->style, .lang = line->lang};
    paragraph_text_add(*paragraph, text, strlen(text), stretch);
    return shape_paragraph(shaper, *paragraph, NULL);
}

/* Back to the end of a word, and without the sign behind it, if the half is left. */
static void end_at_word(char *start) {
    static const char weak[] = " ,;:.-(";
    char *space = strrchr(start, ' ');
    if (space != NULL && (size_t)(space - start) * 2 >= strlen(start)) {
        *space = '\0';
    }
    for (size_t length = strlen(start); length > 1 && strchr(weak, start[length - 1]) != NULL;) {
        start[--length] = '\0';
    }
}

/* The text so far as it fits, in whole words. Caller frees. */
static char *fit(Shaper *shaper, const FurnitureLine *line, const char *text) {
    Mpt width = shape_width(shaper, text, line->style, line->lang, line->is_rtl);
    if (width <= line->width_mpt) {
        return g_strdup(text);
    }
    glong length = g_utf8_strlen(text, -1);
    glong keep = (glong)((gint64)length * line->width_mpt / MAX(width, 1));
    for (;;) {
        g_autofree char *start = g_utf8_substring(text, 0, MAX(keep, 0));
        end_at_word(start);
        char *cut = g_strconcat(start, ellipsis, NULL);
        if (keep <= 0 ||
            shape_width(shaper, cut, line->style, line->lang, line->is_rtl) <= line->width_mpt) {
            return cut;
        }
        g_free(cut);
        keep -= MAX(keep / 16, 1);
    }
}

/* As the breaker has it, which goes by the paragraph's direction. */
static Alignment logical(Alignment align, bool is_rtl) {
    if (!is_rtl || align == ALIGN_CENTRE) {
        return align;
    }
    return align == ALIGN_END ? ALIGN_START : ALIGN_END;
}

Mpt furniture_line(DisplayList *list, Shaper *shaper, const FurnitureLine *line, const char *text) {
    if (text == NULL || *text == '\0' || line->width_mpt <= 0) {
        return 0;
    }
    g_autofree char *fitting = fit(shaper, line, text);
    g_autoptr(ParagraphText) paragraph = NULL;
    g_autoptr(ShapedParagraph) shaped = shape(shaper, line, fitting, &paragraph);
    Measure measure = {.width_mpt = line->width_mpt};
    Alignment align = logical(line->align, line->is_rtl);
    LineWish wish = {.measures = &measure, .measure_count = 1, .align = align, .last_line = align};
    g_autoptr(Lines) lines = lines_break(shaped, &wish);
    if (lines->lines->len == 0) {
        return 0;
    }
    const Line *first = &g_array_index(lines->lines, Line, 0);
    line_draw(shaped, first, line->left_mpt, line->width_mpt, line->baseline_mpt, list);
    return first->natural_mpt;
}

void furniture_leaders(DisplayList *list, Shaper *shaper, const FurnitureLine *line) {
    Mpt pitch = MAX(line->style->size_mpt / 2, 1);
    Mpt count = MIN(line->width_mpt / pitch, MOST_LEADERS);
    g_autoptr(ParagraphText) paragraph = NULL;
    g_autoptr(ShapedParagraph) shaped = shape(shaper, line, ".", &paragraph);
    if (count < LEAST_LEADERS || shaped->items->len == 0 || shaped->glyphs->len == 0) {
        return;
    }
    const Item *box = &g_array_index(shaped->items, Item, 0);
    if (box->kind != ITEM_BOX || box->of.box.face == NULL) {
        return;
    }
    const ShapedGlyph *dot = &g_array_index(shaped->glyphs, ShapedGlyph, box->of.box.first_glyph);
    g_autofree DisplayGlyph *glyphs = g_new0(DisplayGlyph, (gsize)count);
    for (Mpt i = 0; i < count; i++) {
        glyphs[i] = (DisplayGlyph){.glyph = dot->glyph, .advance_mpt = pitch};
    }
    Mpt left = line->is_rtl ? line->left_mpt : line->left_mpt + line->width_mpt - count * pitch;
    display_list_begin(list, NULL, ARTIFACT_LAYOUT);
    display_list_text(list, box->of.box.face, line->style->size_mpt, line->style->ink, left,
                      line->baseline_mpt, glyphs, (size_t)count, "", 0);
    display_list_end(list);
}

/* Margin boxes */

static const char *string_of(const HeadStrings *strings, const char *name) {
    const struct {
        const char *name, *text;
    } rows[] = {
        {"publication", strings->publication},
        {"issue", strings->issue},
        {"date", strings->date},
        {"section", strings->section},
        {"article", strings->article},
        {"authors", strings->authors},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (g_strcmp0(rows[i].name, name) == 0) {
            return rows[i].text;
        }
    }
    return NULL;
}

/* The pieces in a row. A text that only parts one string from another goes with it where that says
 * nothing. Caller frees. */
static char *say(const MarginContent *content, const HeadStrings *strings) {
    GString *said = g_string_new(NULL);
    const char *pending = NULL;
    bool is_missing = false;
    for (size_t i = 0; i < content->count; i++) {
        const ContentPiece *piece = &content->pieces[i];
        const char *text = piece->kind == PIECE_TEXT    ? piece->text
                           : piece->kind == PIECE_FOLIO ? strings->folio
                                                        : string_of(strings, piece->text);
        if (piece->kind == PIECE_TEXT) {
            pending = is_missing ? NULL : text;
            continue;
        }
        is_missing = text == NULL || *text == '\0';
        if (!is_missing) {
            g_string_append(said, pending != NULL ? pending : "");
            g_string_append(said, text);
        }
        pending = NULL;
    }
    if (pending != NULL) {
        g_string_append(said, pending);
    }
    return g_string_free(said, FALSE);
}

static bool is_at_top(MarginBox box) {
    return box <= MARGIN_TOP_RIGHT;
}

static Alignment align_of(MarginBox box) {
    static const Alignment rows[] = {ALIGN_START, ALIGN_CENTRE, ALIGN_END};
    return rows[box % 3];
}

/* Heads stand a line and a half above the text, or on their rule a line above it; feet two lines
 * below it. */
typedef struct {
    Mpt left_mpt, width_mpt, top_mpt, bottom_mpt, grid_mpt;
} TextArea;

static TextArea area_of(const PageFrame *frame) {
    return (TextArea){
        .left_mpt = frame->left_mpt,
        .width_mpt =
            frame->column_mpt * (Mpt)frame->columns + frame->gap_mpt * (Mpt)(frame->columns - 1),
        .top_mpt = frame->top_mpt,
        .bottom_mpt = frame->top_mpt + (Mpt)frame->steps * frame->grid_mpt,
        .grid_mpt = frame->grid_mpt,
    };
}

static Mpt head_rule_mpt(const TextArea *area) {
    return area->top_mpt - area->grid_mpt;
}

static Mpt foot_rule_mpt(const TextArea *area) {
    return area->bottom_mpt + area->grid_mpt;
}

static Mpt baseline_of(const TextArea *area, const PageStyle *style, MarginBox box, Mpt size_mpt) {
    if (is_at_top(box)) {
        return style->head_rule.width_mpt > 0 ? head_rule_mpt(area) - size_mpt * 45 / 100
                                              : area->top_mpt - area->grid_mpt * 3 / 2;
    }
    return style->foot_rule.width_mpt > 0
               ? foot_rule_mpt(area) + style->foot_rule.width_mpt + size_mpt
               : area->bottom_mpt + area->grid_mpt * 2;
}

/* What stands in a row of three boxes, and how broad each may be. */
typedef struct {
    char *texts[BOXES_IN_ROW];
    Mpt widths_mpt[BOXES_IN_ROW];
} BoxRow;

/* What is broader than the measure is cut: the text in the middle has what those at its sides leave
 * it, which have a fifth each at least; without one in the middle they share the measure. */
static void share_measure(BoxRow *row, Mpt measure_mpt, Mpt gap_mpt) {
    Mpt *left = &row->widths_mpt[0];
    Mpt *middle = &row->widths_mpt[1];
    Mpt *right = &row->widths_mpt[2];
    if (*middle == 0) {
        Mpt half = measure_mpt / 2 - gap_mpt;
        *left = MIN(*left, MAX(half, measure_mpt - *right - gap_mpt));
        *right = MIN(*right, MAX(half, measure_mpt - *left - gap_mpt));
        return;
    }
    Mpt side = MAX((measure_mpt - *middle) / 2 - gap_mpt, measure_mpt / LEAST_SIDE_PART);
    *left = MIN(*left, side);
    *right = MIN(*right, side);
    Mpt broader = MAX(*left, *right);
    *middle = MIN(*middle, measure_mpt - (broader > 0 ? 2 * (broader + gap_mpt) : 0));
}

static BoxRow box_row(Shaper *shaper, const TextArea *area, const PageStyle *style, MarginBox first,
                      const HeadStrings *strings) {
    BoxRow row = {0};
    for (int i = 0; i < BOXES_IN_ROW; i++) {
        const MarginContent *content = &style->margin[first + i];
        if (content->count > 0 && content->style != NULL) {
            row.texts[i] = say(content, strings);
            gint64 width = (gint64)shape_width(shaper, row.texts[i], content->style->text,
                                               strings->lang, strings->is_rtl) +
                           ROUNDING_MPT;
            row.widths_mpt[i] = *row.texts[i] == '\0' ? 0 : (Mpt)MIN(width, G_MAXINT32 / 4);
        }
    }
    share_measure(&row, area->width_mpt, area->grid_mpt);
    return row;
}

static void draw_box(DisplayList *list, Shaper *shaper, const TextArea *area,
                     const PageStyle *style, MarginBox box, const HeadStrings *strings,
                     const char *text, Mpt width_mpt) {
    const BoxStyle *of_box = style->margin[box].style;
    Alignment align = align_of(box);
    Mpt free = area->width_mpt - width_mpt;
    FurnitureLine line = {
        .style = of_box->text,
        .box = of_box,
        .lang = strings->lang,
        .is_rtl = strings->is_rtl,
        .left_mpt = area->left_mpt + (align == ALIGN_CENTRE ? free / 2
                                      : align == ALIGN_END  ? free
                                                            : 0),
        .width_mpt = width_mpt,
        .baseline_mpt = baseline_of(area, style, box, of_box->text->size_mpt),
        .align = align,
    };
    display_list_begin(list, NULL, ARTIFACT_PAGINATION);
    furniture_line(list, shaper, &line, text);
    display_list_end(list);
}

static void draw_row(DisplayList *list, Shaper *shaper, const TextArea *area,
                     const PageStyle *style, MarginBox first, const HeadStrings *strings) {
    BoxRow row = box_row(shaper, area, style, first, strings);
    for (int i = 0; i < BOXES_IN_ROW; i++) {
        if (row.texts[i] != NULL) {
            draw_box(list, shaper, area, style, (MarginBox)(first + i), strings, row.texts[i],
                     row.widths_mpt[i]);
        }
        g_free(row.texts[i]);
    }
}

static void draw_rule(DisplayList *list, const TextArea *area, const Rule *rule, Mpt y_mpt) {
    if (rule->width_mpt > 0 && rule->ink.kind != INK_NONE) {
        display_list_begin(list, NULL, ARTIFACT_PAGINATION);
        display_list_fill(list, (Box){area->left_mpt, y_mpt, area->width_mpt, rule->width_mpt},
                          rule->ink);
        display_list_end(list);
    }
}

void furniture_draw(DisplayList *list, Shaper *shaper, const PageFrame *frame,
                    const HeadStrings *strings) {
    TextArea area = area_of(frame);
    const PageStyle *style = frame->style;
    draw_row(list, shaper, &area, style, MARGIN_TOP_LEFT, strings);
    draw_row(list, shaper, &area, style, MARGIN_BOTTOM_LEFT, strings);
    draw_rule(list, &area, &style->head_rule, head_rule_mpt(&area));
    draw_rule(list, &area, &style->foot_rule, foot_rule_mpt(&area));
}
