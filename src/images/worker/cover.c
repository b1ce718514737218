/* A cover, drawn from its plan: the sheet is prepared, a layout draws on it, and it is saved. Type
 * is never hinted and its metrics never rounded, so that the machine's display settings change
 * nothing. */
#include "images/worker/cover_canvas.h"

#include "images/worker/cover_paint.h"
#include "images/worker/draw_cover.h"
#include "images/worker/picture.h"

#include <string.h>

enum { JPEG_QUALITY = 88, STRIPE_PX = 84, MOST_HEADLINES = 12, MOST_NAME_BYTES = 200 };

static const struct {
    const char *name;
    void (*draw)(CoverCanvas *canvas);
} layouts[] = {
#define LAYOUT(name) {#name, cover_draw_##name},
    COVER_LAYOUTS(LAYOUT)
#undef LAYOUT
};

CoverBox cover_mirror(const CoverCanvas *canvas, CoverBox box) {
    if (canvas->plan->is_rtl) {
        box.x = COVER_WIDTH_PX - box.x - box.width;
    }
    return box;
}

void cover_fill(CoverCanvas *canvas, CoverBox box, CoverColour colour) {
    box = cover_mirror(canvas, box);
    cairo_set_source_rgb(canvas->cairo, colour.red, colour.green, colour.blue);
    cairo_rectangle(canvas->cairo, box.x, box.y, box.width, box.height);
    cairo_fill(canvas->cairo);
}

/* Fonts and colours */

static PangoContext *context_new(const CoverPlan *plan) {
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    PangoContext *context = pango_font_map_create_context(map);
    g_object_unref(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_base_dir(context, plan->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    bool has_lang = plan->lang != NULL && *plan->lang != '\0' &&
                    strlen(plan->lang) <= MOST_NAME_BYTES && strcmp(plan->lang, "und") != 0;
    pango_context_set_language(context, pango_language_from_string(has_lang ? plan->lang : "en"));
    return context;
}

/* "Vollkorn, Noto Serif Display, Black": families, then how they are set, as Pango reads it. */
static PangoFontDescription *face_new(const char *said, const char *otherwise) {
    bool is_said = said != NULL && *said != '\0' && strlen(said) <= MOST_NAME_BYTES;
    PangoFontDescription *face = pango_font_description_from_string(is_said ? said : otherwise);
    pango_font_description_unset_fields(face, PANGO_FONT_MASK_SIZE | PANGO_FONT_MASK_GRAVITY |
                                                  PANGO_FONT_MASK_VARIATIONS);
    if (pango_font_description_get_family(face) == NULL) {
        pango_font_description_set_family(face, "");
    }
    return face;
}

static void choose_colours(CoverCanvas *canvas) {
    const CoverPlan *plan = canvas->plan;
    canvas->paper = cover_colour(plan->paper, (CoverColour){1, 1, 1});
    canvas->ink = cover_legible(canvas->paper, cover_colour(plan->ink, (CoverColour){0, 0, 0}),
                                cover_colour(plan->ink, (CoverColour){0, 0, 0}));
    canvas->accent = cover_colour(plan->accent, canvas->ink);
    canvas->on_accent = cover_legible(canvas->accent, canvas->paper, canvas->ink);
}

/* Words */

/* A nameplate must be readable; of the headlines those that can be set are. */
static bool take_words(CoverCanvas *canvas, char **why) {
    const CoverPlan *plan = canvas->plan;
    const struct {
        char **into;
        const char *from;
        CoverFace face;
    } texts[] = {
        {&canvas->nameplate, plan->nameplate, COVER_FACE_NAMEPLATE},
        {&canvas->title, plan->title, COVER_FACE_HEADLINE},
        {&canvas->number, plan->number, COVER_FACE_TEXT},
        {&canvas->date, plan->date, COVER_FACE_TEXT},
        {&canvas->draft, plan->draft, COVER_FACE_TEXT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        *texts[i].into = cover_words(canvas, texts[i].face, texts[i].from, why);
        if (*why != NULL) {
            return false;
        }
        if (*texts[i].into != NULL && **texts[i].into == '\0') {
            g_clear_pointer(texts[i].into, g_free);
        }
    }
    g_autofree char *missing = NULL;
    for (guint i = 0; i < plan->headlines->len && canvas->headlines->len < MOST_HEADLINES; i++) {
        g_autofree char *one = NULL;
        char *words = cover_words(canvas, COVER_FACE_HEADLINE, plan->headlines->pdata[i], &one);
        if (words != NULL && *words != '\0' &&
            !g_ptr_array_find_with_equal_func(canvas->headlines, words, g_str_equal, NULL)) {
            g_ptr_array_add(canvas->headlines, words);
        } else {
            g_free(words);
        }
        if (missing == NULL) {
            missing = g_steal_pointer(&one);
        }
    }
    if (canvas->headlines->len == 0) {
        *why = g_steal_pointer(&missing);
    } else if (canvas->title == NULL && canvas->nameplate == NULL) {
        canvas->nameplate = g_strdup(canvas->headlines->pdata[0]);
    }
    return *why == NULL;
}

/* The sheet */

static CoverCanvas *canvas_new(const CoverPlan *plan, cairo_surface_t *surface) {
    CoverCanvas *canvas = g_new0(CoverCanvas, 1);
    canvas->plan = plan;
    canvas->cairo = cairo_create(surface);
    canvas->context = context_new(plan);
    canvas->faces[COVER_FACE_NAMEPLATE] = face_new(plan->nameplate_face, "Serif, Bold");
    canvas->faces[COVER_FACE_HEADLINE] = face_new(plan->headline_face, "Serif, Bold");
    canvas->faces[COVER_FACE_TEXT] = face_new(plan->text_face, "Sans");
    canvas->headlines = g_ptr_array_new_with_free_func(g_free);
    canvas->placed = g_array_new(FALSE, TRUE, sizeof(CoverPlaced));
    choose_colours(canvas);
    return canvas;
}

static void canvas_free(CoverCanvas *canvas) {
    char *texts[] = {canvas->nameplate, canvas->title, canvas->number, canvas->date, canvas->draft};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(canvas->faces); i++) {
        pango_font_description_free(canvas->faces[i]);
    }
    g_ptr_array_unref(canvas->headlines);
    g_array_unref(canvas->placed);
    g_clear_object(&canvas->picture);
    g_object_unref(canvas->context);
    cairo_destroy(canvas->cairo);
    g_free(canvas);
}

void cover_show_draft(CoverCanvas *canvas, CoverColour ground, CoverColour type) {
    if (canvas->draft == NULL) {
        return;
    }
    static const CoverStyle style = {COVER_FACE_TEXT, 46, 20, 1, 1.2, 0.3, COVER_CENTRE};
    CoverBox stripe = {0, COVER_HEIGHT_PX - STRIPE_PX, COVER_WIDTH_PX, STRIPE_PX};
    cover_fill(canvas, stripe, ground);
    double width_px = COVER_WIDTH_PX - 2.0 * STRIPE_PX;
    g_autoptr(CoverText) text = cover_text_new(canvas, canvas->draft, &style, width_px, 60);
    double height_px = cover_text_height(text);
    CoverBox box = {STRIPE_PX, stripe.y + (STRIPE_PX - height_px) / 2, width_px, height_px};
    cover_text_show(canvas, text, box, type);
}

static void draw(CoverCanvas *canvas) {
    const char *wanted = canvas->plan->layout;
    size_t row = 0;
    for (size_t i = 0; wanted != NULL && i < G_N_ELEMENTS(layouts); i++) {
        row = strcmp(layouts[i].name, wanted) == 0 ? i : row;
    }
    canvas->bottom_px = COVER_HEIGHT_PX - (canvas->draft != NULL ? STRIPE_PX : 0);
    cover_fill(canvas, (CoverBox){0, 0, COVER_WIDTH_PX, COVER_HEIGHT_PX}, canvas->paper);
    layouts[row].draw(canvas);
}

cairo_surface_t *cover_paint(const CoverPlan *plan, GArray **placed, char **why) {
    *why = NULL;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, COVER_WIDTH_PX, COVER_HEIGHT_PX);
    CoverCanvas *canvas = canvas_new(plan, surface);
    bool is_drawn = take_words(canvas, why);
    if (is_drawn) {
        g_autofree char *unopened = NULL;
        canvas->picture =
            plan->picture ? picture_open(plan->picture, recipe_for_book(), &unopened) : NULL;
        draw(canvas);
        cairo_surface_flush(surface);
    }
    if (placed != NULL) {
        *placed = g_array_ref(canvas->placed);
    }
    canvas_free(canvas);
    if (is_drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        return surface;
    }
    if (*why == NULL) {
        *why = g_strdup("there was no memory for it");
    }
    cairo_surface_destroy(surface);
    return NULL;
}

static uint8_t *pixels_of(cairo_surface_t *surface) {
    const uint8_t *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    uint8_t *pixels = g_malloc((gsize)COVER_WIDTH_PX * COVER_HEIGHT_PX * 3);
    uint8_t *to = pixels;
    for (size_t y = 0; y < COVER_HEIGHT_PX; y++) {
        for (size_t x = 0; x < COVER_WIDTH_PX; x++) {
            uint32_t pixel;
            memcpy(&pixel, rows + y * stride + 4 * x, 4);
            *to++ = (uint8_t)(pixel >> 16);
            *to++ = (uint8_t)(pixel >> 8);
            *to++ = (uint8_t)pixel;
        }
    }
    return pixels;
}

GBytes *cover_draw(const CoverPlan *plan, char **why) {
    cairo_surface_t *surface = cover_paint(plan, NULL, why);
    if (surface == NULL) {
        return NULL;
    }
    g_autofree uint8_t *pixels = pixels_of(surface);
    cairo_surface_destroy(surface);
    size_t size_bytes = (size_t)COVER_WIDTH_PX * COVER_HEIGHT_PX * 3;
    VipsImage *raw = vips_image_new_from_memory(pixels, size_bytes, COVER_WIDTH_PX, COVER_HEIGHT_PX,
                                                3, VIPS_FORMAT_UCHAR);
    VipsImage *image = NULL;
    GBytes *jpeg = NULL;
    if (raw != NULL &&
        vips_copy(raw, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) == 0) {
        jpeg = picture_save_jpeg(image, JPEG_QUALITY, why);
    } else {
        vips_error_clear();
        *why = g_strdup("there was no memory for it");
    }
    g_clear_object(&image);
    g_clear_object(&raw);
    return jpeg;
}
