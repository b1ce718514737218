/* Type on the cover: a text is tried at smaller and smaller sizes until it fits its box, its lines
 * are made even, and only what fits at no size is cut. Pango shapes and breaks the lines; where
 * they stand is decided here, by their ink, so that faces with tall or short boxes look alike. */
#include "images/worker/cover_canvas.h"

#include <math.h>
#include <string.h>

struct CoverText {
    PangoLayout *layout;
    CoverAlign align;
    double size_px, leading_px;
    double ascent_px, height_px; /* of the first line's ink; of all ink */
    double width_px;             /* of the widest line's ink */
    unsigned lines;
    bool is_cut;
};

static const double size_step = 0.95;
static const double between_ink = 0.1; /* least distance of two lines' ink, in type sizes */
enum { BALANCE_STEPS = 7 };

/* Everything is shaped once, at COVER_SHAPED_PX, and measured and drawn larger or smaller from
 * there: nothing is hinted, so that letters and distances only grow. It spares fontconfig a
 * question a size. */
static PangoLayout *layout_new(const CoverCanvas *canvas, const char *text,
                               const CoverStyle *style) {
    PangoLayout *layout = pango_layout_new(canvas->context);
    PangoFontDescription *font = cover_font(canvas, style->face, text);
    pango_font_description_set_absolute_size(font, COVER_SHAPED_PX * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text, -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    if (style->tracking != 0 && cover_text_may_be_spaced(text)) {
        PangoAttrList *attributes = pango_attr_list_new();
        int spacing = (int)(style->tracking * COVER_SHAPED_PX * PANGO_SCALE);
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing));
        pango_layout_set_attributes(layout, attributes);
        pango_attr_list_unref(attributes);
    }
    return layout;
}

static double scale_of(const CoverText *text) {
    return text->size_px / COVER_SHAPED_PX;
}

/* What the layout measures, at the text's size. */
static double px(const CoverText *text, int units) {
    return (double)units / PANGO_SCALE * scale_of(text);
}

static void set_width(CoverText *text, double width_px) {
    double units = width_px / scale_of(text) * PANGO_SCALE;
    pango_layout_set_width(text->layout, (int)MIN(units, G_MAXINT / 2));
}

/* Measures the layout as it is broken now. */
static void measure(CoverText *text, const CoverStyle *style) {
    text->lines = (unsigned)pango_layout_get_line_count(text->layout);
    text->leading_px = style->leading * text->size_px;
    text->width_px = 0;
    double below = 0;
    unsigned i = 0;
    for (GSList *at = pango_layout_get_lines_readonly(text->layout); at != NULL; at = at->next) {
        PangoRectangle ink;
        PangoRectangle logical;
        pango_layout_line_get_extents(at->data, &ink, &logical);
        double above = -px(text, ink.y);
        if (i == 0) {
            text->ascent_px = above;
        } else {
            text->leading_px = MAX(text->leading_px, below + above + between_ink * text->size_px);
        }
        below = px(text, ink.y + ink.height);
        text->width_px = MAX(text->width_px, MAX(px(text, ink.width), px(text, logical.width)));
        i++;
    }
    text->height_px = text->ascent_px + (text->lines - 1) * text->leading_px + MAX(below, 0);
}

static bool fits(const CoverText *text, const CoverStyle *style, double width_px,
                 double height_px) {
    return text->lines <= style->most_lines && text->width_px <= width_px + 0.5 &&
           text->height_px <= height_px + 0.5;
}

static bool try_size(CoverText *text, const CoverStyle *style, double size_px, double width_px,
                     double height_px) {
    text->size_px = size_px;
    set_width(text, width_px);
    measure(text, style);
    return fits(text, style, width_px, height_px);
}

/* Lines of even length: the narrowest measure that breaks the text into as many lines. */
static void balance(CoverText *text, const CoverStyle *style, double width_px) {
    if (text->lines < 2) {
        return;
    }
    unsigned lines = text->lines;
    double least = width_px * 0.4;
    double most = width_px;
    for (int i = 0; i < BALANCE_STEPS; i++) {
        double middle = (least + most) / 2;
        set_width(text, middle);
        measure(text, style);
        bool is_good = text->lines == lines && text->width_px <= middle + 0.5;
        *(is_good ? &most : &least) = middle;
    }
    set_width(text, most);
    measure(text, style);
}

/* The text's first `bytes` bytes and an ellipsis. */
static void set_beginning(CoverText *text, const char *all, size_t bytes) {
    g_autoptr(GString) part = g_string_new_len(all, (gssize)bytes);
    while (part->len > 0) {
        const char *last = g_utf8_find_prev_char(part->str, part->str + part->len);
        gunichar letter = last ? g_utf8_get_char(last) : 0;
        if (last == NULL || (!g_unichar_isspace(letter) && letter != ',' && letter != ':' &&
                             letter != ';' && letter != 0x060C && letter != 0x3001)) {
            break;
        }
        g_string_truncate(part, (gsize)(last - part->str));
    }
    g_string_append(part, "\u2026");
    pango_layout_set_text(text->layout, part->str, -1);
}

/* Where a text may be cut, in bytes, ascending: where a line may be broken, or, with `anywhere`,
 * between any two letters. Offsets are guint. */
static GArray *list_cuts(PangoLayout *layout, const char *all, bool anywhere) {
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(guint));
    int count = 0;
    const PangoLogAttr *marks = pango_layout_get_log_attrs_readonly(layout, &count);
    const char *at = all;
    for (int i = 0; i < count && *at != '\0'; i++, at = g_utf8_next_char(at)) {
        if (i > 0 && (anywhere ? marks[i].is_cursor_position : marks[i].is_line_break)) {
            guint offset = (guint)(at - all);
            g_array_append_val(cuts, offset);
        }
    }
    return cuts;
}

/* The longest beginning that fits at the least size, cut at one of the places. */
static bool cut_at(CoverText *text, const CoverStyle *style, const char *all, bool anywhere,
                   double width_px, double height_px) {
    pango_layout_set_text(text->layout, all, -1);
    g_autoptr(GArray) cuts = list_cuts(text->layout, all, anywhere);
    guint low = 0;
    guint high = cuts->len;
    while (low < high) { /* `low` cuts are known to fit */
        guint middle = (low + high + 1) / 2;
        set_beginning(text, all, g_array_index(cuts, guint, middle - 1));
        bool is_good = try_size(text, style, style->least_px, width_px, height_px);
        *(is_good ? &low : &high) = is_good ? middle : middle - 1;
    }
    if (low == 0) {
        return false;
    }
    set_beginning(text, all, g_array_index(cuts, guint, low - 1));
    return try_size(text, style, style->least_px, width_px, height_px);
}

static void cut(CoverText *text, const CoverStyle *style, double width_px, double height_px) {
    g_autofree char *all = g_strdup(pango_layout_get_text(text->layout));
    text->is_cut = true;
    if (!cut_at(text, style, all, false, width_px, height_px) &&
        !cut_at(text, style, all, true, width_px, height_px)) {
        pango_layout_set_text(text->layout, "", -1);
        try_size(text, style, style->least_px, width_px, height_px);
    }
}

/* The largest size that fits, as words may be broken now. */
static bool fit(CoverText *text, const CoverStyle *style, double width_px, double height_px) {
    const char *words = pango_layout_get_text(text->layout);
    double scale = style->face == COVER_FACE_TEXT ? cover_small_scale(words) : 1;
    double size_px = style->most_px * scale;
    while (!try_size(text, style, size_px, width_px, height_px)) {
        if (size_px <= style->least_px) {
            return false;
        }
        size_px = MAX(size_px * size_step, style->least_px);
    }
    return true;
}

CoverText *cover_text_new(const CoverCanvas *canvas, const char *words, const CoverStyle *style,
                          double width_px, double height_px) {
    CoverText *text = g_new0(CoverText, 1);
    text->align = style->align;
    text->layout = layout_new(canvas, words, style);
    if (!fit(text, style, width_px, height_px)) {
        pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
        if (!fit(text, style, width_px, height_px)) {
            cut(text, style, width_px, height_px);
        }
    }
    balance(text, style, width_px);
    return text;
}

CoverText *cover_nameplate_new(const CoverCanvas *canvas, const CoverStyle *style, double width_px,
                               double one_height_px, double more_height_px,
                               double least_of_one_px) {
    CoverStyle of_one = *style;
    of_one.most_lines = 1;
    CoverText *one = cover_text_new(canvas, canvas->nameplate, &of_one, width_px, one_height_px);
    CoverText *more = cover_text_new(canvas, canvas->nameplate, style, width_px, more_height_px);
    bool is_one = !one->is_cut && (one->size_px > least_of_one_px || one->size_px >= more->size_px);
    cover_text_free(is_one ? more : one);
    return is_one ? one : more;
}

void cover_text_free(CoverText *text) {
    if (text != NULL) {
        g_object_unref(text->layout);
        g_free(text);
    }
}

double cover_text_height(const CoverText *text) {
    return text->height_px;
}

double cover_text_ascent(const CoverText *text) {
    return text->ascent_px;
}

double cover_text_size(const CoverText *text) {
    return text->size_px;
}

bool cover_text_is_cut(const CoverText *text) {
    return text->is_cut;
}

static void grow(CoverBox *box, CoverBox by, bool is_first) {
    if (is_first) {
        *box = by;
        return;
    }
    double right = MAX(box->x + box->width, by.x + by.width);
    double bottom = MAX(box->y + box->height, by.y + by.height);
    box->x = MIN(box->x, by.x);
    box->y = MIN(box->y, by.y);
    box->width = right - box->x;
    box->height = bottom - box->y;
}

/* How much of the room beside a line stands left of it. */
static double share_left(const CoverCanvas *canvas, CoverAlign align) {
    static const double shares[] = {[COVER_START] = 0, [COVER_CENTRE] = 0.5, [COVER_END] = 1};
    return canvas->plan->is_rtl ? 1 - shares[align] : shares[align];
}

void cover_text_show(CoverCanvas *canvas, const CoverText *text, CoverBox box, CoverColour colour) {
    box = cover_mirror(canvas, box);
    CoverPlaced placed = {
        .box = box, .size_px = text->size_px, .lines = text->lines, .is_cut = text->is_cut};
    cairo_set_source_rgb(canvas->cairo, colour.red, colour.green, colour.blue);
    double baseline = box.y + text->ascent_px;
    bool is_first = true;
    for (GSList *at = pango_layout_get_lines_readonly(text->layout); at != NULL; at = at->next) {
        PangoRectangle ink;
        pango_layout_line_get_extents(at->data, &ink, NULL);
        double room = box.width - px(text, ink.width);
        double x = box.x + room * share_left(canvas, text->align) - px(text, ink.x);
        cairo_save(canvas->cairo);
        cairo_translate(canvas->cairo, x, baseline);
        cairo_scale(canvas->cairo, scale_of(text), scale_of(text));
        cairo_move_to(canvas->cairo, 0, 0);
        pango_cairo_show_layout_line(canvas->cairo, at->data);
        cairo_restore(canvas->cairo);
        CoverBox line = {x + px(text, ink.x), baseline + px(text, ink.y), px(text, ink.width),
                         px(text, ink.height)};
        if (ink.width > 0) {
            grow(&placed.ink, line, is_first);
            is_first = false;
        }
        baseline += text->leading_px;
    }
    g_array_append_val(canvas->placed, placed);
}
