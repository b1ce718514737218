/* Composing an issue: articles are lowered in parallel, a few ahead of make-up, which goes through
 * them alone and in order; finished pages leave at once. */
#include "print/print.h"

#include "base/limits.h"
#include "print/edition.h"

#include <string.h>

enum {
    ARTICLES_AHEAD = 24,  /* lowered before they are made up: */
    WORDS_AHEAD = 120000, /* not more than so long all together, but one for each thread */
};

/* Editions */

static void outline_entry_clear(void *data) {
    OutlineEntry *entry = data;
    g_free(entry->text);
    g_free(entry->target_id);
}

static PrintedExtent *extent_new(void) {
    PrintedExtent *extent = g_new0(PrintedExtent, 1);
    extent->articles = g_array_new(FALSE, FALSE, sizeof(PrintedArticle));
    extent->folios = g_ptr_array_new_with_free_func(g_free);
    return extent;
}

void printed_extent_free(PrintedExtent *extent) {
    if (extent != NULL) {
        g_array_unref(extent->articles);
        g_ptr_array_unref(extent->folios);
        g_free(extent);
    }
}

/* What the page numbers are those of: the same in every language, and another trim is another
 * edition. Caller frees. */
static char *edition_name(const Issue *issue, const PageStyle *page) {
    gint64 width = ((gint64)page->width_mpt * 254 + 360000) / 720000;
    gint64 height = ((gint64)page->height_mpt * 254 + 360000) / 720000;
    return g_strdup_printf("%s (PDF, %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT " mm)",
                           issue->dc_title, width, height);
}

static Edition *edition_new(const Issue *issue, const PageStyle *page) {
    Edition *edition = g_new0(Edition, 1);
    edition->extent = extent_new();
    edition->structure = structure_new(ROLE_DOCUMENT);
    edition->outline = g_array_new(FALSE, TRUE, sizeof(OutlineEntry));
    g_array_set_clear_func(edition->outline, outline_entry_clear);
    g_autofree char *name = edition_name(issue, page);
    edition->page_map = page_map_new(name);
    return edition;
}

void edition_free(Edition *edition) {
    if (edition != NULL) {
        printed_extent_free(edition->extent);
        structure_free(edition->structure);
        g_array_unref(edition->outline);
        page_map_free(edition->page_map);
        g_free(edition);
    }
}

/* Lowering ahead */

typedef struct {
    Shaper *shaper; /* NULL: not made yet */
} Setter;

static void *setter_new(void) {
    return g_new0(Setter, 1);
}

static void setter_free(void *data) {
    Setter *setter = data;
    shaper_free(setter->shaper);
    g_free(setter);
}

typedef struct Lowering Lowering;

/* An article on its way. */
typedef struct {
    const Lowering *lowering;
    const Article *article;
    Galley *galley;
    Report *report;
    Event *is_done;
} Slot;

struct Lowering {
    const Composition *composition;
    Pool *setters;
    Slot slots[ARTICLES_AHEAD];
    guint next;   /* article to be begun */
    guint ahead;  /* so many are begun and not taken yet */
    size_t words; /* and so long */
};

static void lower_slot(void *data) {
    Slot *slot = data;
    const Composition *composition = slot->lowering->composition;
    Setter *setter = pool_take(slot->lowering->setters);
    if (setter->shaper == NULL) {
        setter->shaper = shaper_new(composition->means->shelf, composition->means->dictionaries);
    }
    slot->galley = lower_article(composition->issue, slot->article, &composition->setting,
                                 setter->shaper, slot->report);
    pool_give(slot->lowering->setters, setter);
    event_set(slot->is_done);
}

static void begin_next(Lowering *lowering) {
    const GPtrArray *articles = lowering->composition->issue->articles;
    Slot *slot = &lowering->slots[lowering->next % ARTICLES_AHEAD];
    *slot = (Slot){.lowering = lowering,
                   .article = articles->pdata[lowering->next],
                   .report = report_new(),
                   .is_done = event_new()};
    lowering->next++;
    lowering->ahead++;
    lowering->words += slot->article->count.words;
    Jobs *jobs = lowering->composition->means->jobs;
    if (jobs != NULL) {
        jobs_submit(jobs, lower_slot, slot);
    } else {
        lower_slot(slot);
    }
}

static bool may_begin(const Lowering *lowering) {
    const GPtrArray *articles = lowering->composition->issue->articles;
    const Jobs *jobs = lowering->composition->means->jobs;
    if (lowering->next >= articles->len || lowering->ahead >= ARTICLES_AHEAD) {
        return false;
    }
    const Article *next = articles->pdata[lowering->next];
    return lowering->ahead < (jobs == NULL ? 1 : jobs_count(jobs)) ||
           (jobs != NULL && lowering->words + next->count.words <= WORDS_AHEAD);
}

static void begin_ahead(Lowering *lowering) {
    while (may_begin(lowering)) {
        begin_next(lowering);
    }
}

static Galley *take_galley(Lowering *lowering, guint index, Report *report) {
    const Article *article = lowering->composition->issue->articles->pdata[index];
    Slot *slot = &lowering->slots[index % ARTICLES_AHEAD];
    event_wait(slot->is_done);
    event_free(slot->is_done);
    report_merge_take(report, slot->report);
    lowering->ahead--;
    lowering->words -= article->count.words;
    return g_steal_pointer(&slot->galley);
}

/* Make-up */

/* The part of the structure that an article stands in: its section's, as long as that goes on. */
static StructureElement *part_of(Composition *composition, const Article *article,
                                 const Section **last, StructureElement *part) {
    const Section *section = issue_section_of(composition->issue, article);
    StructureElement *document = composition->edition->structure;
    if (section == NULL || section->name == NULL) {
        *last = NULL;
        return document;
    }
    if (section != *last) {
        *last = section;
        part = structure_add(document, ROLE_PART);
        part->lang = section->lang != NULL && strcmp(section->lang, composition->issue->lang) != 0
                         ? g_strdup(section->lang)
                         : NULL;
    }
    return part;
}

static void add_outline(Composition *composition, unsigned level, const char *text,
                        const char *target_id, size_t position) {
    OutlineEntry entry = {level, g_strdup(text), g_strdup(target_id), position};
    g_array_append_val(composition->edition->outline, entry);
}

static void note_article(Composition *composition, const ArticleExtent *made) {
    size_t first = composition->text_position + made->first_page;
    PrintedArticle printed = {.article = made->article,
                              .first_page = first,
                              .last_page = composition->text_position + made->last_page,
                              .lines = made->steps};
    g_array_append_val(composition->edition->extent->articles, printed);
    g_hash_table_insert(composition->folios, (gpointer)made->article, edition_folio(first));
}

static void hold(Composition *composition, Galley *galley, const ArticleExtent *made) {
    HeldGalley held = {galley, made->first_page, made->last_page};
    g_array_append_val(composition->held, held);
}

/* Briefs that follow one another are made up together, the imprint of a newspaper behind them. */
static void make_up_waiting(Composition *composition, MakeUp *makeup, GPtrArray *waiting) {
    g_autofree ArticleExtent *extents = g_new0(ArticleExtent, waiting->len);
    makeup_add_together(makeup, waiting, extents, composition->report);
    for (guint i = 0; i < waiting->len; i++) {
        if (waiting->pdata[i] == composition->imprint) {
            composition->imprint_position = composition->text_position + extents[i].first_page;
        } else {
            note_article(composition, &extents[i]);
            hold(composition, waiting->pdata[i], &extents[i]);
        }
    }
    g_ptr_array_set_size(waiting, 0);
}

static void make_up(Composition *composition, MakeUp *makeup, GPtrArray *waiting, Galley *galley) {
    bool joins = waiting->len > 0 && waiting->len < LIMIT_PRINT_BRIEFS_TOGETHER &&
                 makeup_joins(makeup, waiting->pdata[waiting->len - 1], galley);
    if (waiting->len > 0 && !joins) {
        make_up_waiting(composition, makeup, waiting);
    }
    g_ptr_array_add(waiting, galley);
}

static void make_up_articles(Composition *composition, MakeUp *makeup, GPtrArray *waiting) {
    const GPtrArray *articles = composition->issue->articles;
    Lowering *lowering = g_new0(Lowering, 1);
    lowering->composition = composition;
    lowering->setters = pool_new(setter_new, setter_free);
    const Section *section = NULL;
    StructureElement *part = NULL;
    begin_ahead(lowering);
    for (guint i = 0; i < articles->len; i++) {
        Galley *galley = take_galley(lowering, i, composition->report);
        begin_ahead(lowering);
        part = part_of(composition, galley->article, &section, part);
        structure_append_take(part, g_steal_pointer(&galley->structure));
        make_up(composition, makeup, waiting, galley);
    }
    pool_free(lowering->setters);
    g_free(lowering);
}

static void free_all_held(Composition *composition) {
    for (guint i = 0; i < composition->held->len; i++) {
        galley_free(g_array_index(composition->held, HeldGalley, i).galley);
    }
    g_array_set_size(composition->held, 0);
}

static void make_up_text(Composition *composition) {
    MakeUp *makeup =
        makeup_new(edition_frame_of, edition_take_page, edition_take_break, composition);
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    make_up_articles(composition, makeup, waiting);
    if (composition->has_nameplate) { /* a newspaper's imprint follows its last article */
        composition->imprint = edition_imprint(composition)->galley;
        make_up(composition, makeup, waiting, composition->imprint);
    }
    make_up_waiting(composition, makeup, waiting);
    makeup_finish(makeup, &composition->edition->extent->free_lines);
    makeup_free(makeup);
}

/* The whole */

/* How many sheets the press wants is said by the preset: blanks at the end. */
static void pad(Composition *composition) {
    const PrintSettings *settings = composition->means->settings;
    unsigned multiple =
        settings != NULL && settings->preset != NULL ? settings->preset->page_multiple : 0;
    PrintedExtent *extent = composition->edition->extent;
    while (multiple > 1 && extent->pages % multiple != 0) {
        edition_emit_blank(composition, extent->pages);
    }
}

static void outline(Composition *composition) {
    const Issue *issue = composition->issue;
    g_autofree char *contents = language_say(issue->language, WORD_CONTENTS, NULL);
    g_autofree char *imprint = language_say(issue->language, WORD_IMPRINT, NULL);
    const Section *last = NULL;
    const GArray *articles = composition->edition->extent->articles;
    if (!composition->has_nameplate) {
        add_outline(composition, 1, imprint, "imprint-page", composition->imprint_position);
    }
    add_outline(composition, 1, contents, "contents", composition->contents_position);
    for (guint i = 0; i < articles->len; i++) {
        const PrintedArticle *printed = &g_array_index(articles, PrintedArticle, i);
        const Article *article = printed->article;
        const Section *section = issue_section_of(issue, article);
        bool is_named = section != NULL && section->name != NULL;
        if (is_named && section != last) {
            add_outline(composition, 1, section->name, article->id, printed->first_page);
        }
        last = section;
        add_outline(composition, is_named ? 2 : 1, article->title_text, article->id,
                    printed->first_page);
    }
    if (composition->has_nameplate) {
        add_outline(composition, 1, imprint, "imprint-page", composition->imprint_position);
    }
}

static const char *page_name_of_articles(const PrintMeans *means, const Issue *issue) {
    StyleSubject body = {.element = "body", .lang = issue->lang};
    StyleSubject article = {.parent = &body, .element = "article", .lang = issue->lang};
    const BoxStyle *around = print_style_of(means->style, NULL, &body, NULL);
    return print_style_of(means->style, around, &article, NULL)->page_name;
}

static void compose(Composition *composition) {
    edition_begin(composition);
    make_up_text(composition);
    edition_end(composition);
    free_all_held(composition);
    pad(composition);
    outline(composition);
    PageFrame frame = edition_frame_of(1, composition);
    composition->edition->extent->lines_per_page = (size_t)frame.steps * frame.columns;
}

/* The first family that the theme names is what it was made for: with another the lines would fall
 * elsewhere than on the next machine. */
static bool has_face(const PrintMeans *means, const Issue *issue, const char *element,
                     Report *report) {
    StyleSubject body = {.element = "body", .lang = issue->lang};
    StyleSubject subject = {
        .parent = &body, .element = element, .classes = element, .lang = issue->lang};
    const BoxStyle *style = print_style_of(means->style, NULL, &body, NULL);
    if (element != NULL) {
        style = print_style_of(means->style, style, &subject, NULL);
    }
    const char *const *families = style->text->families;
    if (families == NULL || families[0] == NULL) {
        return true;
    }
    if (font_shelf_has_family(means->shelf, style->text, families[0])) {
        return true;
    }
    const char *package = font_package_of_family(families[0]);
    g_autofree char *hint = package == NULL
                                ? g_strdup("install the font, or name another in print.css")
                                : g_strdup_printf("install the package %s", package);
    const char *file = issue->theme != NULL ? issue->theme->display_path : issue->display_path;
    report_add(report, DIAGNOSTIC_PRINT_FONT_MISSING, place_file(file), hint, families[0], NULL);
    return false;
}

static bool has_faces(const PrintMeans *means, const Issue *issue, Report *report) {
    static const char *const elements[] = {NULL, "headline", "byline", "figcaption"};
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (!has_face(means, issue, elements[i], report)) {
            return false;
        }
    }
    return true;
}

/* Languages whose words stay whole for want of a dictionary. */
static void say_undivided(const Composition *composition) {
    g_autoptr(GArray) missing = dictionaries_missing(composition->means->dictionaries);
    for (guint i = 0; i < missing->len; i++) {
        const MissingDictionary *one = &g_array_index(missing, MissingDictionary, i);
        g_autofree char *hint = g_strdup_printf("install the package %s", one->package);
        report_add(composition->report, DIAGNOSTIC_DICTIONARY_MISSING,
                   place_file(composition->issue->display_path), hint, one->lang, NULL);
    }
}

Edition *print_compose(const Issue *issue, const PrintMeans *means, PrintPageTake take,
                       void *context, Report *report) {
    if (!has_faces(means, issue, report)) {
        return NULL;
    }
    g_autoptr(Frames) frames = frames_new(means->style, means->settings, issue->is_rtl);
    const char *page_name = page_name_of_articles(means, issue);
    Composition composition = {
        .issue = issue,
        .means = means,
        .take = take,
        .take_context = context,
        .report = report,
        .edition = edition_new(issue, frames_page(frames, page_name, PAGE_RIGHT, false)),
        .frames = frames,
        .shaper = shaper_new(means->shelf, means->dictionaries),
        .page_name = page_name,
        .kept = g_ptr_array_new_with_free_func((GDestroyNotify)front_text_free),
        .held = g_array_new(FALSE, FALSE, sizeof(HeldGalley)),
        .folios = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .issue_line = front_issue_line(issue),
        .date = date_is_set(issue->settings.date)
                    ? date_in_words(issue->settings.date, issue->language)
                    : NULL,
    };
    compose(&composition);
    say_undivided(&composition);
    g_ptr_array_unref(composition.kept);
    g_array_unref(composition.held);
    g_hash_table_unref(composition.folios);
    g_free(composition.issue_line);
    g_free(composition.date);
    shaper_free(composition.shaper);
    return composition.edition;
}
