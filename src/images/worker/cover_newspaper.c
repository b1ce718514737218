/* The front of a newspaper: nameplate over the whole measure, a line of number and date between
 * rules, the lead headline, the picture, and the other headlines in columns below. */
#include "images/worker/cover_canvas.h"

enum {
    MARGIN = 60,
    MEASURE = COVER_WIDTH_PX - 2 * MARGIN,
    TOP = 54,
    GUTTER = 44,
    MOST_COLUMNS = 3,
    BELOW_RULE = 34,
    FOLIO_LINE = 58, /* between the rules */
    FOLIO_TYPE = 44,
    FOLIO_SIDE = 290,
};

static const double UPRIGHT_RATIO = 1.25; /* width to height */

static const CoverStyle plate_style = {COVER_FACE_NAMEPLATE, 400, 40, 3, 0.98, 0, COVER_CENTRE};
static const CoverStyle folio_style = {COVER_FACE_TEXT, 31, 18, 1, 1.2, 0.02, COVER_START};
static const CoverStyle lead_style = {COVER_FACE_HEADLINE, 128, 52, 3, 1.04, 0, COVER_START};
static const CoverStyle poster_style = {COVER_FACE_HEADLINE, 230, 70, 6, 1.02, 0, COVER_START};
static const CoverStyle column_style = {COVER_FACE_HEADLINE, 54, 34, 5, 1.1, 0, COVER_START};

typedef struct {
    CoverCanvas *canvas;
    double y;      /* where the next thing may begin */
    double bottom; /* where the last must end */
} Front;

static void rule(Front *front, double height_px, CoverColour colour) {
    CoverBox box = {MARGIN, front->y, MEASURE, height_px};
    cover_fill(front->canvas, box, colour);
    front->y += height_px;
}

static void draw_plate(Front *front) {
    CoverCanvas *canvas = front->canvas;
    if (canvas->nameplate == NULL) {
        return;
    }
    g_autoptr(CoverText) plate = cover_nameplate_new(canvas, &plate_style, MEASURE, 240, 320, 110);
    CoverBox box = {MARGIN, front->y, MEASURE, cover_text_height(plate)};
    cover_text_show(canvas, plate, box, canvas->ink);
    front->y += cover_text_height(plate) + 30;
}

/* A word of the line below the nameplate. */
typedef struct {
    const char *words; /* or NULL */
    CoverAlign align;
    double left_px, width_px;
} FolioPart;

/* All on one baseline, their ink in the middle of the line. */
static void draw_folio_line(Front *front, const FolioPart *parts, size_t count) {
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func((GDestroyNotify)cover_text_free);
    double ascent_px = 0, descent_px = 0;
    for (size_t i = 0; i < count; i++) {
        CoverStyle style = folio_style;
        style.align = parts[i].align;
        CoverText *text =
            cover_text_new(front->canvas, parts[i].words, &style, parts[i].width_px, FOLIO_TYPE);
        g_ptr_array_add(texts, text);
        ascent_px = MAX(ascent_px, cover_text_ascent(text));
        descent_px = MAX(descent_px, cover_text_height(text) - cover_text_ascent(text));
    }
    double baseline = front->y + (FOLIO_LINE - ascent_px - descent_px) / 2 + ascent_px;
    for (size_t i = 0; i < count; i++) {
        const CoverText *text = texts->pdata[i];
        CoverBox box = {MARGIN + parts[i].left_px, baseline - cover_text_ascent(text),
                        parts[i].width_px, cover_text_height(text)};
        cover_text_show(front->canvas, text, box, front->canvas->ink);
    }
}

static void draw_folio(Front *front, bool shows_title) {
    const CoverCanvas *canvas = front->canvas;
    rule(front, 7, canvas->ink);
    const FolioPart all[] = {
        {canvas->number, COVER_START, 0, FOLIO_SIDE},
        {shows_title ? canvas->title : NULL, COVER_CENTRE, FOLIO_SIDE + 20,
         MEASURE - 2 * (FOLIO_SIDE + 20)},
        {canvas->date, COVER_END, MEASURE - FOLIO_SIDE, FOLIO_SIDE},
    };
    FolioPart said[G_N_ELEMENTS(all)];
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (all[i].words != NULL) {
            said[count++] = all[i];
        }
    }
    draw_folio_line(front, said, count);
    front->y += count > 0 ? FOLIO_LINE : 6;
    rule(front, 2, canvas->ink);
    front->y += 36;
}

/* Columns */

static double columns_height(const GPtrArray *texts) {
    double height_px = 0;
    for (guint i = 0; i < texts->len; i++) {
        height_px = MAX(height_px, cover_text_height(texts->pdata[i]));
    }
    return height_px;
}

static double column_width(guint count) {
    return (MEASURE - (count - 1) * GUTTER) / (double)count;
}

/* The headlines from `first` on, one a column, all of the size of the smallest. */
static GPtrArray *set_columns(Front *front, guint first, guint count, double most_px,
                              double height_px) {
    CoverStyle style = column_style;
    style.most_px = most_px;
    const GPtrArray *headlines = front->canvas->headlines;
    GPtrArray *texts = g_ptr_array_new_with_free_func((GDestroyNotify)cover_text_free);
    for (int pass = 0; pass < 2; pass++) {
        g_ptr_array_set_size(texts, 0);
        for (guint i = 0; i < count; i++) {
            CoverText *text = cover_text_new(front->canvas, headlines->pdata[first + i], &style,
                                             column_width(count), height_px);
            g_ptr_array_add(texts, text);
        }
        for (guint i = 0; i < count; i++) {
            style.most_px = MIN(style.most_px, cover_text_size(texts->pdata[i]));
        }
    }
    return texts;
}

static void show_columns(Front *front, GPtrArray *texts) {
    CoverCanvas *canvas = front->canvas;
    double width_px = column_width(texts->len);
    double height_px = columns_height(texts);
    for (guint i = 0; i < texts->len; i++) {
        double x = MARGIN + i * (width_px + GUTTER);
        cover_fill(canvas, (CoverBox){x, front->y, width_px, 2}, canvas->ink);
        cover_fill(canvas, (CoverBox){x, front->y, 96, 10}, canvas->accent);
        CoverBox box = {x, front->y + BELOW_RULE, width_px, cover_text_height(texts->pdata[i])};
        cover_text_show(canvas, texts->pdata[i], box, canvas->ink);
    }
    front->y += BELOW_RULE + height_px;
}

/* The three ways */

static const char *lead_of(const CoverCanvas *canvas) {
    return canvas->headlines->len > 0 ? canvas->headlines->pdata[0] : canvas->title;
}

static void draw_lead(Front *front, const CoverStyle *style, double height_px) {
    const char *lead = lead_of(front->canvas);
    if (lead == NULL) {
        return;
    }
    g_autoptr(CoverText) text = cover_text_new(front->canvas, lead, style, MEASURE, height_px);
    CoverBox box = {MARGIN, front->y, MEASURE, cover_text_height(text)};
    cover_text_show(front->canvas, text, box, front->canvas->ink);
    front->y += cover_text_height(text);
}

static guint count_columns(const CoverCanvas *canvas, guint first) {
    return canvas->headlines->len > first ? MIN(canvas->headlines->len - first, MOST_COLUMNS) : 0;
}

/* A picture that lies: across the measure, below the lead. */
static void draw_with_picture(Front *front) {
    CoverCanvas *canvas = front->canvas;
    guint count = count_columns(canvas, 1);
    g_autoptr(GPtrArray) columns =
        count > 0 ? set_columns(front, 1, count, count == MOST_COLUMNS ? 46 : 54, 250) : NULL;
    double below_px = count > 0 ? columns_height(columns) + BELOW_RULE + 40 : 0;
    double wanted_px = 0.75 * MEASURE / cover_picture_ratio(canvas); /* of the picture */
    draw_lead(front, &lead_style, CLAMP(front->bottom - below_px - front->y - wanted_px, 170, 330));
    front->y += lead_of(canvas) != NULL ? 36 : 0;
    CoverBox frame = {MARGIN, front->y, MEASURE, front->bottom - below_px - front->y};
    cover_show_picture(canvas, frame);
    front->y = front->bottom - below_px + 40;
    if (count > 0) {
        show_columns(front, columns);
    }
}

static void draw_beside(Front *front, double left_px) {
    CoverCanvas *canvas = front->canvas;
    guint count = count_columns(canvas, 1);
    CoverStyle style = column_style;
    style.most_px = 64;
    double width_px = MARGIN + MEASURE - left_px;
    double each_px = count > 0 ? (front->bottom - front->y) / count : 0;
    for (guint i = 0; i < count; i++) {
        double y = front->y + i * each_px;
        g_autoptr(CoverText) text =
            cover_text_new(canvas, canvas->headlines->pdata[1 + i], &style, width_px, each_px - 80);
        cover_fill(canvas, (CoverBox){left_px, y, width_px, 2}, canvas->ink);
        cover_fill(canvas, (CoverBox){left_px, y, 96, 10}, canvas->accent);
        CoverBox box = {left_px, y + 36, width_px, cover_text_height(text)};
        cover_text_show(canvas, text, box, canvas->ink);
    }
}

/* One that stands: beside the headlines. The lead takes what the picture does not need. */
static void draw_with_upright(Front *front) {
    enum { LEAST_LEAD = 250, LEAST_WIDTH = 560, MOST_WIDTH = 640, LEAST_HEIGHT = 560 };
    CoverCanvas *canvas = front->canvas;
    bool is_alone = count_columns(canvas, 1) == 0;
    double ratio = cover_picture_ratio(canvas);
    double room_px = front->bottom - front->y - LEAST_LEAD;
    double width_px = is_alone ? MEASURE : CLAMP(room_px * ratio, LEAST_WIDTH, MOST_WIDTH);
    double height_px = MAX(MIN(room_px, width_px / ratio), LEAST_HEIGHT);
    CoverStyle lead = lead_style;
    lead.most_px = 170;
    lead.most_lines = 4;
    draw_lead(front, &lead, front->bottom - front->y - height_px - 40);
    front->y += lead_of(canvas) != NULL ? 40 : 0;
    front->y = MAX(front->y, front->bottom - 1.15 * width_px / ratio); /* crops little */
    CoverBox frame = {MARGIN, front->y, width_px, front->bottom - front->y};
    cover_show_picture(canvas, frame);
    draw_beside(front, MARGIN + width_px + GUTTER);
}

/* Without a picture the lead is the picture; what it leaves is the columns'. */
static void draw_poster(Front *front) {
    enum { LEAST_COLUMNS = 230, ABOVE = 44 };
    CoverCanvas *canvas = front->canvas;
    guint count = count_columns(canvas, 1);
    cover_fill(canvas, (CoverBox){MARGIN, front->y, MEASURE, 26}, canvas->accent);
    front->y += 26 + 48;
    double below_px = count > 0 ? LEAST_COLUMNS + ABOVE : 0;
    draw_lead(front, &poster_style, front->bottom - below_px - front->y);
    if (count == 0) {
        return;
    }
    double room_px = front->bottom - front->y - ABOVE - BELOW_RULE;
    g_autoptr(GPtrArray) columns =
        set_columns(front, 1, count, count == MOST_COLUMNS ? 58 : 76, room_px);
    front->y = front->bottom - columns_height(columns) - BELOW_RULE;
    show_columns(front, columns);
}

void cover_draw_newspaper(CoverCanvas *canvas) {
    Front front = {canvas, TOP, canvas->bottom_px - MARGIN};
    cover_show_draft(canvas, canvas->accent, canvas->on_accent);
    draw_plate(&front);
    draw_folio(&front, canvas->headlines->len > 0);
    if (canvas->picture == NULL) {
        draw_poster(&front);
    } else if (cover_picture_ratio(canvas) < UPRIGHT_RATIO) {
        draw_with_upright(&front);
    } else {
        draw_with_picture(&front);
    }
}
