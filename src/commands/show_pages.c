/* Pages an article, and copyfitting: what is over is asked of the longest articles, each in
 * proportion to its length, so that none is told to lose more than a part of itself. */
#include "commands/show_pages.h"

#include "commands/closing.h"
#include "commands/table.h"

enum {
    MOST_CUTS = 8,             /* articles that are named */
    LEAST_LINES_TO_CUT = 12,   /* shorter ones are let be */
    MOST_PERMILLE_TO_CUT = 250 /* of one article */
};

static const PrintedArticle *find(const PrintWork *print, const Article *article) {
    const GArray *articles = print->edition->extent->articles;
    for (guint i = 0; i < articles->len; i++) {
        const PrintedArticle *printed = &g_array_index(articles, PrintedArticle, i);
        if (printed->article == article) {
            return printed;
        }
    }
    return NULL;
}

static const char *folio_at(const PrintWork *print, size_t position) {
    const GPtrArray *folios = print->edition->extent->folios;
    return position < folios->len ? folios->pdata[position] : NULL;
}

static bool is_composed(const PrintWork *print) {
    return print != NULL && print->edition != NULL;
}

char *show_pages_of(const PrintWork *print, const Article *article) {
    const PrintedArticle *printed = is_composed(print) ? find(print, article) : NULL;
    const char *first = printed != NULL ? folio_at(print, printed->first_page) : NULL;
    const char *last = printed != NULL ? folio_at(print, printed->last_page) : NULL;
    if (first == NULL) {
        return g_strdup("");
    }
    return last == NULL || g_str_equal(first, last) ? g_strdup(first)
                                                    : g_strconcat(first, "–", last, NULL);
}

/* Copyfitting */

/* Blanks at the end hold no text, but would. */
static size_t blanks_at_end(const PrintedExtent *extent) {
    size_t blanks = 0;
    while (blanks < extent->folios->len &&
           extent->folios->pdata[extent->folios->len - 1 - blanks] == NULL) {
        blanks++;
    }
    return blanks;
}

CopyFit copy_fit(const PrintWork *print) {
    CopyFit fit = {0};
    if (!is_composed(print) || print->settings->pages == 0) {
        return fit;
    }
    const PrintedExtent *extent = print->edition->extent;
    long filled = (long)(extent->pages - blanks_at_end(extent));
    fit.wished = print->settings->pages;
    fit.pages_of_text = (size_t)filled;
    fit.spare_lines =
        ((long)fit.wished - filled) * (long)extent->lines_per_page + (long)extent->free_lines;
    return fit;
}

static gint longest_first(gconstpointer left, gconstpointer right) {
    const PrintedArticle *a = left;
    const PrintedArticle *b = right;
    return a->lines == b->lines ? 0 : a->lines > b->lines ? -1 : 1;
}

typedef struct {
    const Article *article;
    size_t lines;
} Cut;

/* Which articles are to lose how many lines: Cut. Empty if nothing is over. */
static GArray *cuts_of(const PrintWork *print, const CopyFit *fit) {
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));
    if (fit->wished == 0 || fit->spare_lines >= 0) {
        return cuts;
    }
    const GArray *all = print->edition->extent->articles;
    g_autoptr(GArray) articles = g_array_copy((GArray *)all);
    g_array_sort(articles, longest_first);
    size_t over = (size_t)-fit->spare_lines;
    size_t length = 0;
    guint count = MIN(articles->len, MOST_CUTS);
    for (guint i = 0; i < count; i++) {
        length += g_array_index(articles, PrintedArticle, i).lines;
    }
    for (guint i = 0; i < count && over > 0 && length > 0; i++) {
        const PrintedArticle *printed = &g_array_index(articles, PrintedArticle, i);
        size_t share = (over * printed->lines + length - 1) / length;
        share = MIN(share, printed->lines * MOST_PERMILLE_TO_CUT / 1000);
        length -= MIN(length, printed->lines);
        if (printed->lines >= LEAST_LINES_TO_CUT && share > 0) {
            Cut cut = {printed->article, share};
            g_array_append_val(cuts, cut);
            over -= MIN(over, share);
        }
    }
    return cuts;
}

/* JSON */

void show_pages_add_article_json(JsonText *json, const PrintWork *print, const Article *article) {
    const PrintedArticle *printed = is_composed(print) ? find(print, article) : NULL;
    if (printed == NULL) {
        return;
    }
    json_text_begin_map(json, "print");
    json_text_add(json, "first_page", folio_at(print, printed->first_page));
    json_text_add(json, "last_page", folio_at(print, printed->last_page));
    json_text_add_integer(json, "lines", (int64_t)printed->lines);
    json_text_end(json);
}

static void add_cuts(JsonText *json, const PrintWork *print, const CopyFit *fit) {
    g_autoptr(GArray) cuts = cuts_of(print, fit);
    json_text_begin_list(json, "cut");
    for (guint i = 0; i < cuts->len; i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        json_text_begin_map(json, NULL);
        json_text_add(json, "id", cut->article->id);
        json_text_add_integer(json, "lines", (int64_t)cut->lines);
        json_text_end(json);
    }
    json_text_end(json);
}

static const PageStyle *any_page(const PrintWork *print) {
    return print_style_page(print->style, NULL, PAGE_RIGHT, false);
}

static int64_t micrometres(Mpt length_mpt) {
    return ((int64_t)length_mpt * 25400 + MPT_PER_INCH / 2) / MPT_PER_INCH;
}

/* Of the pages laid on one another, without a cover: two are a sheet's two sides. 0: not known. */
static int64_t thickness_mpt(const PrintWork *print) {
    int64_t sheets = ((int64_t)print->edition->extent->pages + 1) / 2;
    return sheets * print->settings->paper_mpt;
}

typedef struct {
    Mpt width_mpt, height_mpt;
} Trim;

static Trim trim_of(const PrintWork *print) {
    const PageStyle *page = any_page(print);
    const PrintSettings *settings = print->settings;
    bool is_said = settings->trim_width_mpt > 0 && settings->trim_height_mpt > 0;
    return is_said ? (Trim){settings->trim_width_mpt, settings->trim_height_mpt}
                   : (Trim){page->width_mpt, page->height_mpt};
}

void show_pages_add_json(JsonText *json, const PrintWork *print) {
    if (!is_composed(print)) {
        return;
    }
    const PrintedExtent *extent = print->edition->extent;
    Trim trim = trim_of(print);
    CopyFit fit = copy_fit(print);
    json_text_begin_map(json, "print");
    json_text_add(json, "edition", print->edition->page_map->edition);
    json_text_add(json, "preset", print->settings->preset->name);
    json_text_add_integer(json, "trim_width_um", micrometres(trim.width_mpt));
    json_text_add_integer(json, "trim_height_um", micrometres(trim.height_mpt));
    json_text_add_integer(json, "pages", (int64_t)extent->pages);
    json_text_add_integer(json, "lines_per_page", (int64_t)extent->lines_per_page);
    json_text_add_integer(json, "free_lines", (int64_t)extent->free_lines);
    if (thickness_mpt(print) > 0) {
        json_text_add_integer(json, "thickness_um", micrometres((Mpt)thickness_mpt(print)));
    }
    if (fit.wished > 0) {
        json_text_add_integer(json, "pages_wished", fit.wished);
        json_text_add_integer(json, "lines_to_spare", fit.spare_lines);
        add_cuts(json, print, &fit);
    }
    json_text_end(json);
}

/* For people */

static char *say_mm(Mpt length_mpt) {
    int64_t tenths = (micrometres(length_mpt) + 50) / 100;
    return tenths % 10 == 0 ? g_strdup_printf("%ld", (long)(tenths / 10))
                            : g_strdup_printf("%ld.%ld", (long)(tenths / 10), (long)(tenths % 10));
}

/* No article is asked for more than it can bear. */
static void print_rest(size_t over, const GArray *cuts) {
    size_t rest = over;
    for (guint i = 0; i < cuts->len; i++) {
        rest -= MIN(rest, g_array_index(cuts, Cut, i).lines);
    }
    if (rest > 0) {
        g_autofree char *lines = closing_plural(rest, "line", "lines");
        printf("%s%s more would have to go: leave an article out, or print more pages.\n",
               cuts->len > 0 ? "Besides these cuts " : "", lines);
    }
}

static void print_cuts(const PrintWork *print, const CopyFit *fit, bool colour) {
    g_autoptr(GArray) cuts = cuts_of(print, fit);
    if (cuts->len == 0) {
        print_rest((size_t)-fit->spare_lines, cuts);
        return;
    }
    g_autoptr(Table) table = table_new("cut lines>", "article", "file", NULL);
    for (guint i = 0; i < cuts->len; i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        g_autofree char *lines = g_strdup_printf("%zu", cut->lines);
        table_add_row(table, lines, cut->article->title_text, cut->article->path, NULL);
    }
    table_print(table, stdout, colour);
    print_rest((size_t)-fit->spare_lines, cuts);
}

static void print_fit(const PrintWork *print, bool colour) {
    CopyFit fit = copy_fit(print);
    if (fit.wished == 0) {
        return;
    }
    g_autofree char *pages = closing_plural(fit.wished, "page", "pages");
    if (fit.spare_lines < 0) {
        g_autofree char *lines = closing_plural((size_t)-fit.spare_lines, "line", "lines");
        printf("For %s it is %s of a column too long.\n", pages, lines);
        print_cuts(print, &fit, colour);
    } else {
        g_autofree char *lines = closing_plural((size_t)fit.spare_lines, "line", "lines");
        printf("For %s there is room for %s of a column more.\n", pages, lines);
    }
}

void show_pages_print(const PrintWork *print, bool colour) {
    if (!is_composed(print)) {
        return;
    }
    const PrintedExtent *extent = print->edition->extent;
    Trim trim = trim_of(print);
    g_autofree char *width = say_mm(trim.width_mpt);
    g_autofree char *height = say_mm(trim.height_mpt);
    g_autofree char *pages = closing_plural(extent->pages, "page", "pages");
    printf("\nIn print: %s of %s by %s mm, %zu lines a page.\n", pages, width, height,
           extent->lines_per_page);
    if (thickness_mpt(print) > 0) {
        g_autofree char *thickness = say_mm((Mpt)thickness_mpt(print));
        printf("Its sheets are %s mm thick.\n", thickness);
    }
    print_fit(print, colour);
}
