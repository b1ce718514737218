/* The cover of a literary magazine: the accent is the ground, the nameplate stands large and quiet
 * on it, a picture in its frame, and the headlines below one another. */
#include "images/worker/cover_canvas.h"

enum {
    MARGIN = 84,
    MEASURE = COVER_WIDTH_PX - 2 * MARGIN,
    TOP = 76,
    FOOT = 76,
    MOST_WITH_PICTURE = 3,
    MOST_WITHOUT = 5,
    LEAST_LARGE = 76, /* headlines too long for it stay smaller than the others */
};

static const CoverStyle plate_style = {COVER_FACE_NAMEPLATE, 400, 40, 3, 1.0, -0.01, COVER_START};
static const CoverStyle folio_style = {COVER_FACE_TEXT, 30, 18, 1, 1.2, 0.03, COVER_START};
static const CoverStyle first_style = {COVER_FACE_HEADLINE, 84, 40, 2, 1.1, 0, COVER_START};
static const CoverStyle other_style = {COVER_FACE_HEADLINE, 46, 30, 2, 1.15, 0, COVER_START};
static const CoverStyle large_style = {COVER_FACE_HEADLINE, 150, 42, 3, 1.08, 0, COVER_START};

typedef struct {
    CoverCanvas *canvas;
    CoverColour type;
    double y, bottom;
} Sheet;

static void show(Sheet *sheet, const CoverText *text) {
    CoverBox box = {MARGIN, sheet->y, MEASURE, cover_text_height(text)};
    cover_text_show(sheet->canvas, text, box, sheet->type);
    sheet->y += box.height;
}

static void rule(Sheet *sheet) {
    cover_fill(sheet->canvas, (CoverBox){MARGIN, sheet->y, MEASURE, 2}, sheet->type);
    sheet->y += 2;
}

static void draw_plate(Sheet *sheet) {
    CoverCanvas *canvas = sheet->canvas;
    if (canvas->nameplate == NULL) {
        return;
    }
    g_autoptr(CoverText) plate = cover_nameplate_new(canvas, &plate_style, MEASURE, 250, 330, 120);
    show(sheet, plate);
    sheet->y += 40;
}

static void draw_folio_text(Sheet *sheet, const char *words, CoverAlign align) {
    if (words == NULL) {
        return;
    }
    CoverStyle style = folio_style;
    style.align = align;
    double width_px = MEASURE * 0.48;
    double x = align == COVER_END ? MARGIN + MEASURE - width_px : MARGIN;
    g_autoptr(CoverText) text = cover_text_new(sheet->canvas, words, &style, width_px, 44);
    CoverBox box = {x, sheet->y, width_px, cover_text_height(text)};
    cover_text_show(sheet->canvas, text, box, sheet->type);
}

static void draw_folio(Sheet *sheet) {
    const CoverCanvas *canvas = sheet->canvas;
    rule(sheet);
    sheet->y += 22;
    draw_folio_text(sheet, canvas->number, COVER_START);
    draw_folio_text(sheet, canvas->date, COVER_END);
    sheet->y += canvas->number != NULL || canvas->date != NULL ? 62 : 20;
}

/* The texts from the top of the list, their heights with `gap_px` after each. */
static void set_list(Sheet *sheet, GPtrArray *texts, guint most, double gap_px) {
    for (guint i = 0; i < texts->len && i < most; i++) {
        if (i > 0) {
            sheet->y += gap_px / 2;
            rule(sheet);
            sheet->y += gap_px / 2;
        }
        show(sheet, texts->pdata[i]);
    }
}

static double list_height(const GPtrArray *texts, double gap_px) {
    double height_px = texts->len > 1 ? (texts->len - 1) * (gap_px + 2) : 0;
    for (guint i = 0; i < texts->len; i++) {
        height_px += cover_text_height(texts->pdata[i]);
    }
    return height_px;
}

static GPtrArray *fit_list(const Sheet *sheet, const CoverStyle *first, const CoverStyle *other,
                           guint most, double height_px) {
    const CoverCanvas *canvas = sheet->canvas;
    GPtrArray *texts = g_ptr_array_new_with_free_func((GDestroyNotify)cover_text_free);
    if (canvas->headlines->len == 0 && canvas->title != NULL) {
        g_ptr_array_add(texts, cover_text_new(canvas, canvas->title, first, MEASURE, height_px));
    }
    for (guint i = 0; i < canvas->headlines->len && i < most; i++) {
        g_ptr_array_add(texts, cover_text_new(canvas, canvas->headlines->pdata[i],
                                              i == 0 ? first : other, MEASURE, height_px));
    }
    return texts;
}

static void draw_with_picture(Sheet *sheet) {
    CoverCanvas *canvas = sheet->canvas;
    double gap_px = 44;
    g_autoptr(GPtrArray) texts =
        fit_list(sheet, &first_style, &other_style, MOST_WITH_PICTURE, 190);
    double below_px = texts->len > 0 ? list_height(texts, gap_px) + 52 : 0;
    double ratio = cover_picture_ratio(canvas);
    double height_px = sheet->bottom - below_px - sheet->y;
    CoverBox frame = {0, sheet->y, COVER_WIDTH_PX, height_px};
    if (height_px * ratio < MEASURE) {
        frame.x = MARGIN;
        frame.width = MAX(height_px * ratio, MEASURE / 2.0);
    }
    cover_show_picture(canvas, frame);
    sheet->y += height_px + 52;
    set_list(sheet, texts, MOST_WITH_PICTURE, gap_px);
}

static double smallest_size(const GPtrArray *texts) {
    double size_px = cover_text_size(texts->pdata[0]);
    for (guint i = 1; i < texts->len; i++) {
        size_px = MIN(size_px, cover_text_size(texts->pdata[i]));
    }
    return size_px;
}

/* All of one size; it stands on the foot. */
static void draw_without(Sheet *sheet) {
    double gap_px = 72;
    double height_px = sheet->bottom - sheet->y;
    CoverStyle style = large_style;
    g_autoptr(GPtrArray) texts = fit_list(sheet, &style, &style, MOST_WITHOUT, height_px / 2);
    if (texts->len == 0) {
        return;
    }
    style.most_px = MAX(smallest_size(texts), LEAST_LARGE);
    do {
        g_ptr_array_unref(texts);
        texts = fit_list(sheet, &style, &style, MOST_WITHOUT, height_px / 2);
        style.most_px *= 0.93;
    } while (list_height(texts, gap_px) > height_px && style.most_px > style.least_px);
    while (texts->len > 1 && list_height(texts, gap_px) > height_px) {
        g_ptr_array_set_size(texts, (gint)texts->len - 1);
    }
    sheet->y = sheet->bottom - list_height(texts, gap_px);
    set_list(sheet, texts, MOST_WITHOUT, gap_px);
}

void cover_draw_magazine(CoverCanvas *canvas) {
    Sheet sheet = {canvas, canvas->on_accent, TOP, canvas->bottom_px - FOOT};
    cover_fill(canvas, (CoverBox){0, 0, COVER_WIDTH_PX, COVER_HEIGHT_PX}, canvas->accent);
    cover_show_draft(canvas, canvas->on_accent, canvas->accent);
    draw_plate(&sheet);
    draw_folio(&sheet);
    if (canvas->picture != NULL) {
        draw_with_picture(&sheet);
    } else {
        draw_without(&sheet);
    }
}
