/* What preflight found, in the words of somebody who has to mend it: the page, the article's line,
 * the size that would do. */
#include "print/preflight_findings.h"

#include "model/node.h"

#include <string.h>

enum { LISTED_PICTURES = 10, MICROMETRES_PER_INCH = 25400 };

/* Where the text calls a picture. */
typedef struct {
    const Article *article;
    const xmlNode *node;
} Call;

typedef struct {
    const Preflight *preflight;
    Report *report;
} Saying;

static char *say_page(size_t position, const char *folio) {
    if (folio != NULL) {
        return g_strdup_printf("page %s", folio);
    }
    return position == 0 ? g_strdup("the front page")
                         : g_strdup_printf("page %" G_GSIZE_FORMAT " of the PDF", position + 1);
}

/* "0.25", "1": thousandths without needless zeros, the same in every locale. */
static char *say_thousandths(gint64 value, gint64 unit, const char *form) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(number, sizeof number, form, (double)value / (double)unit));
}

static char *say_points(gint64 length_mpt) {
    return say_thousandths(length_mpt, MPT_PER_POINT, "%.4g");
}

static char *say_mm(gint64 length_mpt) {
    return say_thousandths(length_mpt * MICROMETRES_PER_INCH / MPT_PER_INCH, 1000, "%.3g");
}

static char *say_count(gint64 pages) {
    return g_strdup_printf("%" G_GINT64_FORMAT " page%s", pages, pages == 1 ? "" : "s");
}

static Place place_of_issue(const Saying *saying) {
    return (Place){.file = saying->preflight->issue->display_path};
}

static Place place_of(const Saying *saying, const Finding *finding) {
    return finding->article != NULL ? (Place){.file = finding->article} : place_of_issue(saying);
}

/* Pictures */

static bool find_call(const Issue *issue, const Asset *asset, Call *call) {
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        for (guint k = 0; article->image_nodes != NULL && k < article->image_nodes->len; k++) {
            const xmlNode *node = article->image_nodes->pdata[k];
            const char *path = node_get(node, ATTRIBUTE_SRC);
            if (path != NULL && strcmp(path, asset->path) == 0) {
                *call = (Call){article, node};
                return true;
            }
        }
    }
    return false;
}

static Place place_of_picture(const Saying *saying, const Asset *asset) {
    Call call;
    if (find_call(saying->preflight->issue, asset, &call)) {
        return node_place(call.node, call.article->display_path);
    }
    Place place = place_of_issue(saying);
    place.detail = asset == saying->preflight->issue->cover ? "cover" : NULL;
    return place;
}

static guint64 mm_at(unsigned width_px, unsigned ppi) {
    return (guint64)width_px * MICROMETRES_PER_INCH / ppi / 1000;
}

static void say_coarse(const Saying *saying, const SetPicture *picture) {
    const PrintPreset *preset = saying->preflight->settings->preset;
    g_autofree char *ppi = g_strdup_printf("%u", picture->ppi);
    g_autofree char *width = say_mm(picture->width_mpt);
    g_autofree char *page = say_page(picture->position, picture->folio);
    guint64 wanted_px =
        ((guint64)picture->width_mpt * preset->note_ppi + MPT_PER_INCH - 1) / MPT_PER_INCH;
    g_autofree char *hint = g_strdup_printf(
        "ask for the original, %" G_GUINT64_FORMAT " px wide or more; as it is it bears a width of "
        "%" G_GUINT64_FORMAT " mm",
        wanted_px, mm_at(picture->asset->width_px, preset->warn_ppi));
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_PICTURE_COARSE,
               place_of_picture(saying, picture->asset), hint, picture->asset->display_path, ppi,
               width, page, NULL);
}

static gint first_page_first(gconstpointer left, gconstpointer right) {
    const SetPicture *one = *(SetPicture *const *)left, *other = *(SetPicture *const *)right;
    return one->position != other->position ? (one->position < other->position ? -1 : 1)
                                            : strcmp(one->asset->path, other->asset->path);
}

/* All that are neither blurred nor sharp in one note: an editor may leave them. */
static void say_soft(const Saying *saying, const GPtrArray *soft) {
    const PrintPreset *preset = saying->preflight->settings->preset;
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < MIN(soft->len, LISTED_PICTURES); i++) {
        const SetPicture *picture = soft->pdata[i];
        g_autofree char *page = say_page(picture->position, picture->folio);
        g_string_append_printf(list, "%s%s (%s) %" G_GUINT64_FORMAT " mm", i > 0 ? ", " : "",
                               picture->asset->display_path, page,
                               mm_at(picture->asset->width_px, preset->note_ppi));
    }
    if (soft->len > LISTED_PICTURES) {
        g_string_append_printf(list, ", and %u more", soft->len - LISTED_PICTURES);
    }
    g_autofree char *count = g_strdup_printf("%u", soft->len);
    g_autofree char *ppi = g_strdup_printf("%u", preset->note_ppi);
    g_autofree char *hint =
        g_strdup_printf("the widest that each bears without a loss: %s", list->str);
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_PICTURES_SOFT, place_of_issue(saying), hint,
               count, ppi, NULL);
}

static void say_pictures(const Saying *saying) {
    const PrintPreset *preset = saying->preflight->settings->preset;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autoptr(GPtrArray) soft = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, saying->preflight->pictures);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        g_ptr_array_add(all, value);
    }
    g_ptr_array_sort(all, first_page_first);
    for (guint i = 0; i < all->len; i++) {
        const SetPicture *picture = all->pdata[i];
        if (picture->ppi < preset->warn_ppi) {
            say_coarse(saying, picture);
        } else {
            g_ptr_array_add(soft, all->pdata[i]);
        }
    }
    if (soft->len > 0) {
        say_soft(saying, soft);
    }
}

/* The rest */

static void say_hairlines(const Saying *saying) {
    const Finding *finding = &saying->preflight->hairlines;
    const PrintPreset *preset = saying->preflight->settings->preset;
    g_autofree char *least = say_points(preset->hairline_mpt);
    g_autofree char *thinnest = say_points(finding->worst);
    g_autofree char *page = say_page(finding->position, finding->folio);
    g_autofree char *count = g_strdup_printf("%" G_GSIZE_FORMAT, finding->count);
    g_autofree char *hint =
        g_strdup_printf("make them %s pt or more in the theme's print.css", least);
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_HAIRLINE, place_of_issue(saying), hint, least,
               count, thinnest, page, NULL);
}

/* As print.css has it. */
static char *say_colour(const Ink *ink) {
    const uint16_t *part = ink->parts;
    if (ink->kind == INK_RGB) {
        return g_strdup_printf("#%02x%02x%02x", (part[0] * 255U + 500) / 1000,
                               (part[1] * 255U + 500) / 1000, (part[2] * 255U + 500) / 1000);
    }
    if (ink->kind == INK_SPOT) {
        return g_strdup_printf("spot(\"%s\")", ink->spot);
    }
    return g_strdup_printf("cmyk(%u%% %u%% %u%% %u%%)", part[0] / 10U, part[1] / 10U, part[2] / 10U,
                           part[3] / 10U);
}

static void say_ink(const Saying *saying) {
    const Finding *finding = &saying->preflight->ink;
    const PrintPreset *preset = saying->preflight->settings->preset;
    g_autofree char *colour = say_colour(&saying->preflight->worst_ink);
    g_autofree char *worst = g_strdup_printf("%" G_GINT64_FORMAT, finding->worst);
    g_autofree char *most = g_strdup_printf("%u", preset->most_ink_percent);
    g_autofree char *page = say_page(finding->position, finding->folio);
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_INK, place_of_issue(saying), NULL, colour,
               worst, most, page, NULL);
}

static void say_at_edge(const Saying *saying) {
    const Preflight *preflight = saying->preflight;
    const Finding *finding = &preflight->at_edge;
    g_autofree char *page = say_page(finding->position, finding->folio);
    bool has_bleed = preflight->settings->bleed_mpt != 0;
    const char *wrong =
        has_bleed ? "and not past it into the bleed" : "where nothing is printed past it";
    const char *hint =
        has_bleed ? "let the theme's print.css keep it a few millimetres away from the edge"
                  : "a print shop that prints to the edge takes a bleed (`preset: generic`); for "
                    "one that does not, take the picture off the edge: a cover's by leaving "
                    "`cover:` out";
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_PICTURE_AT_EDGE,
               place_of_picture(saying, preflight->picture_at_edge), hint, finding->words, page,
               wrong, NULL);
}

static void say_mixed_type(const Saying *saying) {
    const Finding *finding = &saying->preflight->mixed_type;
    g_autofree char *page = say_page(finding->position, finding->folio);
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_TYPE_MIXED, place_of(saying, finding), NULL,
               finding->words, page, NULL);
}

static void say_near(const Saying *saying, const Finding *finding, DiagnosticCode code,
                     Mpt least_mpt, const char *hint) {
    const PrintPreset *preset = saying->preflight->settings->preset;
    g_autofree char *distance = say_mm(MAX(finding->worst, 0));
    g_autofree char *least = say_mm(least_mpt);
    g_autofree char *page = say_page(finding->position, finding->folio);
    g_autofree char *pages = say_count((gint64)saying->preflight->filled_pages);
    report_add(saying->report, code, place_of(saying, finding), hint, distance, finding->words,
               page, preset->name, least, pages, NULL);
}

static void say_edges(const Saying *saying) {
    say_near(saying, &saying->preflight->edges, DIAGNOSTIC_PREFLIGHT_TYPE_NEAR_EDGE,
             print_settings_safety(saying->preflight->settings), NULL);
}

/* By how thick the book is; what has more pages than any row is told so elsewhere. */
static void say_spine(const Saying *saying) {
    const PrintPreset *preset = saying->preflight->settings->preset;
    size_t pages = saying->preflight->filled_pages;
    int row = 0;
    while (row + 1 < PRESET_INSIDE_MARGINS && preset->inside[row + 1].most_pages > 0 &&
           pages > preset->inside[row].most_pages) {
        row++;
    }
    const Finding *finding = &saying->preflight->spine[row];
    if (finding->count > 0) {
        g_autofree char *least = say_mm(preset->inside[row].least_mpt);
        g_autofree char *hint = g_strdup_printf(
            "the spine takes more the thicker the book is: make the inner margins %s mm or more in "
            "the theme's print.css (`@page :left { margin-right }`, `@page :right { margin-left "
            "}`)",
            least);
        say_near(saying, finding, DIAGNOSTIC_PREFLIGHT_TYPE_NEAR_SPINE,
                 preset->inside[row].least_mpt, hint);
    }
}

static void say_shapeless(const Saying *saying) {
    const Finding *finding = &saying->preflight->shapeless;
    g_autofree char *page = say_page(finding->position, finding->folio);
    g_autofree char *where = g_strdup_printf("of \"%s\"", finding->words);
    report_add(saying->report, DIAGNOSTIC_CHARACTER_UNSET, place_of(saying, finding), NULL, where,
               page, NULL);
}

/* Pages */

static void say_wrong_pages(const Saying *saying, const char *wanted, const char *hint) {
    g_autofree char *pages = say_count((gint64)saying->preflight->filled_pages);
    report_add(saying->report, DIAGNOSTIC_PREFLIGHT_PAGES, place_of_issue(saying), hint, pages,
               saying->preflight->settings->preset->name, wanted, NULL);
}

static void say_pages(const Saying *saying) {
    const PrintPreset *preset = saying->preflight->settings->preset;
    gint64 pages = (gint64)saying->preflight->filled_pages;
    unsigned over = preset->page_multiple > 1 ? (unsigned)(pages % preset->page_multiple) : 0;
    g_autofree char *wanted = NULL;
    g_autofree char *hint = NULL;
    if (preset->least_pages > 0 && pages < preset->least_pages) {
        g_autofree char *missing = say_count(preset->least_pages - pages);
        wanted = g_strdup_printf("%u or more", preset->least_pages);
        hint = g_strdup_printf("add %s", missing);
    } else if (preset->most_pages > 0 && pages > preset->most_pages) {
        g_autofree char *many = say_count(pages - preset->most_pages);
        wanted = g_strdup_printf("%u at most", preset->most_pages);
        hint = g_strdup_printf("take away %s", many);
    } else if (over > 0) {
        g_autofree char *missing = say_count(preset->page_multiple - over);
        wanted = g_strdup_printf("a number that %u divides", preset->page_multiple);
        hint = pages > over
                   ? g_strdup_printf("add %s or take away %u; else blank ones come at the end",
                                     missing, over)
                   : g_strdup_printf("add %s; else blank ones come at the end", missing);
    }
    if (wanted != NULL) {
        say_wrong_pages(saying, wanted, hint);
    }
}

static void say_trim(const Saying *saying) {
    const Preflight *preflight = saying->preflight;
    const PrintPreset *preset = preflight->settings->preset;
    g_autofree char *others =
        print_preset_other_trims(preset, preflight->width_mpt, preflight->height_mpt);
    if (others != NULL) {
        g_autofree char *width = say_mm(preflight->width_mpt);
        g_autofree char *height = say_mm(preflight->height_mpt);
        report_add(saying->report, DIAGNOSTIC_PREFLIGHT_TRIM, place_of_issue(saying), NULL, width,
                   height, preset->name, others, NULL);
    }
}

void preflight_say(const Preflight *preflight, bool is_whole, Report *report) {
    const struct {
        const Finding *finding;
        void (*say)(const Saying *saying);
    } sayings[] = {
        {&preflight->hairlines, say_hairlines},   {&preflight->ink, say_ink},
        {&preflight->mixed_type, say_mixed_type}, {&preflight->edges, say_edges},
        {&preflight->shapeless, say_shapeless},   {&preflight->at_edge, say_at_edge},
    };
    Saying saying = {preflight, report};
    say_pictures(&saying);
    for (size_t i = 0; i < G_N_ELEMENTS(sayings); i++) {
        bool is_said = sayings[i].finding == &preflight->shapeless &&
                       report_has(report, DIAGNOSTIC_CHARACTER_UNSET);
        if (sayings[i].finding->count > 0 && !is_said) {
            sayings[i].say(&saying);
        }
    }
    if (is_whole) {
        say_spine(&saying);
        say_trim(&saying);
        say_pages(&saying);
    }
}
