/* Looks at each page as it is drawn: pictures, rules, inks, type. */
#include "print/preflight_findings.h"

#include "base/text.h"
#include "print/picture.h"
#include "print/plates.h"

enum {
    DARK_PERMILLE = 500,    /* of black in type that is meant to be dark */
    SMALL_TYPE_MPT = 20000, /* below it inks that do not meet are seen */
    MOST_WORDS_CHARACTERS = 40,
    EDGE_MPT = 2835, /* 1 mm: what is nearer is meant to reach it */
    NEAR_MPT = 100,
    SPECK_MPT = 8504 /* 3 mm: nobody sees whether it is sharp */
};

static void set_picture_free(void *data) {
    SetPicture *picture = data;
    g_free(picture->folio);
    g_free(picture);
}

Preflight *preflight_new(const Issue *issue, const PrintSettings *settings) {
    Preflight *preflight = g_new0(Preflight, 1);
    preflight->issue = issue;
    preflight->settings = settings;
    preflight->pictures = g_hash_table_new_full(NULL, NULL, NULL, set_picture_free);
    return preflight;
}

static void finding_clear(Finding *finding) {
    g_free(finding->folio);
    g_free(finding->article);
    g_free(finding->words);
}

static void preflight_free(Preflight *preflight) {
    Finding *const findings[] = {&preflight->hairlines,  &preflight->ink,
                                 &preflight->mixed_type, &preflight->edges,
                                 &preflight->shapeless,  &preflight->at_edge};
    for (size_t i = 0; i < G_N_ELEMENTS(findings); i++) {
        finding_clear(findings[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(preflight->spine); i++) {
        finding_clear(&preflight->spine[i]);
    }
    g_hash_table_unref(preflight->pictures);
    g_free(preflight);
}

/* Pages may come in any order: the first is the one that stands first. */
static void note(Finding *finding, const DisplayPage *page, gint64 value, bool most_is_worst) {
    bool is_first = finding->count++ == 0;
    bool is_worse = most_is_worst ? value > finding->worst : value < finding->worst;
    if (is_first || is_worse) {
        finding->worst = value;
    }
    if (is_first || page->position < finding->position) {
        finding_clear(finding);
        finding->position = page->position;
        finding->folio = g_strdup(page->folio);
        finding->article = g_strdup(page->article);
        finding->words = NULL;
    }
}

/* The words of a run, for the first finding only. A letter alone begins a paragraph: what follows
 * tells which. */
static void note_words(Finding *finding, const DisplayPage *page, const Operation *operation) {
    if (finding->position == page->position && finding->words == NULL) {
        const GString *all = page->list->text;
        const char *start = all->str + operation->of.text.text_start;
        gsize length = operation->of.text.text_length;
        bool is_letter = length > 0 && g_unichar_isalpha(g_utf8_get_char(start)) &&
                         g_utf8_next_char(start) == start + length;
        g_autofree char *text =
            g_strndup(start, is_letter ? all->len - operation->of.text.text_start : length);
        g_autofree char *collapsed = text_collapse(text);
        finding->words = text_shorten(collapsed, MOST_WORDS_CHARACTERS);
    }
}

/* Pictures */

static void look_at_picture(Preflight *preflight, const DisplayPage *page,
                            const Operation *operation) {
    const Asset *asset = operation->of.picture.asset;
    unsigned ppi = print_picture_ppi(asset, operation->box.width_mpt, operation->box.height_mpt);
    SetPicture *known = g_hash_table_lookup(preflight->pictures, asset);
    bool is_speck = MAX(operation->box.width_mpt, operation->box.height_mpt) < SPECK_MPT;
    if (is_speck || ppi == 0 || ppi >= preflight->settings->preset->note_ppi ||
        (known != NULL &&
         (known->ppi < ppi || (known->ppi == ppi && known->position <= page->position)))) {
        return;
    }
    SetPicture *picture = g_new0(SetPicture, 1);
    *picture = (SetPicture){.asset = asset,
                            .ppi = ppi,
                            .width_mpt = operation->box.width_mpt,
                            .position = page->position,
                            .folio = g_strdup(page->folio)};
    g_hash_table_replace(preflight->pictures, (gpointer)asset, picture);
}

/* Pictures at the edge: the knife is not exact, so that they run past it or keep away from it. At
 * the spine nothing is cut. */
static bool falls_short(const Preflight *preflight, const DisplayPage *page, const Box *box) {
    const PrintSettings *settings = preflight->settings;
    Mpt bleed = settings->bleed_mpt >= 0 ? settings->bleed_mpt : page->style->bleed_mpt;
    bool is_right = page->side == PAGE_RIGHT;
    Mpt left = box->x_mpt, right = page->style->width_mpt - box->x_mpt - box->width_mpt;
    Mpt inside[] = {is_right ? right : left, box->y_mpt,
                    page->style->height_mpt - box->y_mpt - box->height_mpt};
    for (size_t i = 0; i < G_N_ELEMENTS(inside); i++) {
        if (inside[i] < EDGE_MPT && (bleed == 0 || inside[i] > NEAR_MPT - bleed)) {
            return true;
        }
    }
    return false;
}

static void look_at_bleed(Preflight *preflight, const DisplayPage *page,
                          const Operation *operation) {
    if (falls_short(preflight, page, &operation->box)) {
        Finding *finding = &preflight->at_edge;
        note(finding, page, 0, false);
        if (finding->position == page->position && finding->words == NULL) {
            preflight->picture_at_edge = operation->of.picture.asset;
            finding->words = g_strdup(preflight->picture_at_edge->display_path);
        }
    }
}

/* Inks */

static void look_at_ink(Preflight *preflight, const DisplayPage *page, const Ink *ink) {
    Plates plates = plates_of(ink);
    unsigned most = preflight->settings->preset->most_ink_percent;
    unsigned percent = plates_percent(&plates);
    if (most > 0 && percent > most) {
        note(&preflight->ink, page, percent, true);
        if (preflight->ink.worst == percent) {
            preflight->worst_ink = *ink;
        }
    }
}

/* Dark type that other inks print into: where they do not meet, it has coloured rims. */
static bool is_mixed(const Ink *ink, Mpt size_mpt) {
    Plates plates = plates_of(ink);
    const int *part = plates.parts;
    return ink->kind != INK_SPOT && size_mpt < SMALL_TYPE_MPT && part[3] >= DARK_PERMILLE &&
           part[0] + part[1] + part[2] > 0 && !plates_read_as_black(&plates);
}

/* Rules */

static void look_at_fill(Preflight *preflight, const DisplayPage *page,
                         const Operation *operation) {
    Mpt thin_mpt = MIN(operation->box.width_mpt, operation->box.height_mpt);
    if (operation->of.fill.ink.kind == INK_NONE) {
        return;
    }
    if (thin_mpt > 0 && thin_mpt < preflight->settings->preset->hairline_mpt) {
        note(&preflight->hairlines, page, thin_mpt, false);
    }
    look_at_ink(preflight, page, &operation->of.fill.ink);
}

/* Type */

static Mpt scaled(int font_units, const FontFace *face, Mpt size_mpt) {
    return (Mpt)((gint64)font_units * size_mpt / MAX((gint64)face->units_per_em, 1));
}

/* How far the run's letters stay from the edges of the trim. */
typedef struct {
    Mpt spine, others; /* others: the nearest */
} Distances;

static Distances distances_of(const DisplayPage *page, const Operation *operation) {
    const FontFace *face = operation->of.text.face;
    Mpt top = operation->box.y_mpt - scaled(face->cap_height, face, operation->of.text.size_mpt);
    Mpt left = operation->box.x_mpt;
    Mpt right = page->style->width_mpt - operation->box.x_mpt - operation->box.width_mpt;
    bool is_right = page->side == PAGE_RIGHT;
    Mpt outside = is_right ? right : left;
    return (Distances){is_right ? left : right,
                       MIN(outside, MIN(top, page->style->height_mpt - operation->box.y_mpt))};
}

static void note_type(Finding *finding, const DisplayPage *page, const Operation *operation,
                      gint64 value) {
    note(finding, page, value, false);
    note_words(finding, page, operation);
}

/* How much the spine takes is known when all pages are: each row of the preset has its own finding.
 */
static void look_at_spine(Preflight *preflight, const DisplayPage *page, const Operation *operation,
                          Mpt distance) {
    const InsideMargin *rows = preflight->settings->preset->inside;
    for (int i = 0; i < PRESET_INSIDE_MARGINS && rows[i].most_pages > 0; i++) {
        if (distance < rows[i].least_mpt) {
            note_type(&preflight->spine[i], page, operation, distance);
        }
    }
}

static void look_at_place(Preflight *preflight, const DisplayPage *page,
                          const Operation *operation) {
    Distances distances = distances_of(page, operation);
    bool has_own_inside = preflight->settings->preset->inside[0].most_pages > 0;
    Mpt nearest = has_own_inside ? distances.others : MIN(distances.others, distances.spine);
    if (nearest < print_settings_safety(preflight->settings)) {
        note_type(&preflight->edges, page, operation, nearest);
    }
    look_at_spine(preflight, page, operation, distances.spine);
}

static void look_at_glyphs(Preflight *preflight, const DisplayPage *page,
                           const Operation *operation) {
    for (uint32_t i = 0; i < operation->of.text.glyph_count; i++) {
        const DisplayGlyph *glyph =
            &g_array_index(page->list->glyphs, DisplayGlyph, operation->of.text.first_glyph + i);
        if (glyph->glyph == 0) {
            note_type(&preflight->shapeless, page, operation, 0);
        }
    }
}

static void look_at_text(Preflight *preflight, const DisplayPage *page,
                         const Operation *operation) {
    look_at_place(preflight, page, operation);
    if (is_mixed(&operation->of.text.ink, operation->of.text.size_mpt)) {
        note_type(&preflight->mixed_type, page, operation, 0);
    }
    look_at_ink(preflight, page, &operation->of.text.ink);
    look_at_glyphs(preflight, page, operation);
}

void preflight_add_page(Preflight *preflight, const DisplayPage *page) {
    const GArray *operations = page->list->operations;
    preflight->width_mpt = MAX(preflight->width_mpt, page->style->width_mpt);
    preflight->height_mpt = MAX(preflight->height_mpt, page->style->height_mpt);
    if (!page->is_empty) {
        preflight->filled_pages = MAX(preflight->filled_pages, page->position + 1);
    }
    for (guint i = 0; i < operations->len; i++) {
        const Operation *operation = &g_array_index(operations, Operation, i);
        switch (operation->kind) {
        case OPERATION_TEXT:
            look_at_text(preflight, page, operation);
            break;
        case OPERATION_FILL:
            look_at_fill(preflight, page, operation);
            break;
        case OPERATION_PICTURE:
            look_at_picture(preflight, page, operation);
            look_at_bleed(preflight, page, operation);
            break;
        case OPERATION_LINK:
        case OPERATION_TARGET:
        case OPERATION_BEGIN:
        case OPERATION_END:
            break;
        }
    }
}

void preflight_finish(Preflight *preflight_taken, const Edition *edition, Report *report) {
    preflight_say(preflight_taken, edition != NULL, report);
    preflight_free(preflight_taken);
}
