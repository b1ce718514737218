/* galley show: the issue as Galley understands it, as a table for people or as one JSON object. */
#include "commands/show.h"
#include "commands/closing.h"
#include "commands/commands.h"
#include "commands/issue_list.h"
#include "commands/issue_work.h"
#include "commands/show_pages.h"
#include "commands/show_weights.h"
#include "commands/table.h"

static void add_date(JsonText *json, const char *key, Date date) {
    g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;
    json_text_add(json, key, iso);
}

static void add_texts(JsonText *json, const char *key, const GPtrArray *texts) {
    json_text_begin_list(json, key);
    for (guint i = 0; texts != NULL && i < texts->len; i++) {
        json_text_add(json, NULL, texts->pdata[i]);
    }
    json_text_end(json);
}

static void add_authors(JsonText *json, const char *key, const GPtrArray *authors) {
    json_text_begin_list(json, key);
    for (guint i = 0; authors != NULL && i < authors->len; i++) {
        const Author *author = authors->pdata[i];
        json_text_begin_map(json, NULL);
        json_text_add(json, "name", author->name);
        json_text_add(json, "file_as", author->file_as);
        json_text_end(json);
    }
    json_text_end(json);
}

static const char *title_source_name(TitleSource source) {
    switch (source) {
    case TITLE_GIVEN:
        return "given";
    case TITLE_HEADING:
        return "heading";
    case TITLE_OPENING:
        return "opening";
    case TITLE_FILE_NAME:
        return "file";
    }
    return NULL;
}

static void add_corrections(JsonText *json, const Article *article) {
    json_text_begin_list(json, "corrections");
    for (guint i = 0; i < article->corrections->len; i++) {
        const Correction *correction = article->corrections->pdata[i];
        json_text_begin_map(json, NULL);
        add_date(json, "date", correction->date);
        json_text_add(json, "text", correction->text);
        json_text_end(json);
    }
    json_text_end(json);
}

static void add_article(JsonText *json, const IssueWork *work, const Article *article,
                        const Weights *weights) {
    json_text_begin_map(json, NULL);
    json_text_add(json, "id", article->id);
    json_text_add(json, "path", article->path);
    json_text_add(json, "title", article->title_text);
    json_text_add(json, "title_from", title_source_name(article->title_source));
    json_text_add(json, "kicker", article->kicker_text);
    json_text_add(json, "deck", article->deck_text);
    add_authors(json, "authors", article->authors);
    add_date(json, "date", article->date);
    json_text_add(json, "place", article->dateline_place);
    json_text_add(json, "dateline", article->dateline);
    json_text_add(json, "language", article->lang);
    json_text_add(json, "direction", article->is_rtl ? "rtl" : "ltr");
    add_texts(json, "tags", article->tags);
    json_text_add(json, "licence", article->licence);
    json_text_add_boolean(json, "draft", article->is_draft);
    json_text_add_integer(json, "words", (int64_t)article->count.words);
    json_text_add_integer(json, "minutes", article->minutes);
    if (weights != NULL) {
        json_text_add_integer(json, "bytes", (int64_t)weights_of(weights, article));
    }
    json_text_add_integer(json, "notes", (int64_t)article->notes);
    json_text_add_integer(json, "tables", (int64_t)article->tables);
    json_text_add_integer(json, "pictures", (int64_t)article->pictures);
    json_text_add_integer(json, "pictures_without_description",
                          (int64_t)article->pictures_without_alt);
    add_corrections(json, article);
    show_pages_add_article_json(json, work->print, article);
    json_text_end(json);
}

static void add_sections(JsonText *json, const IssueWork *work, const Weights *weights) {
    const Issue *issue = work->issue;
    json_text_begin_list(json, "sections");
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        json_text_begin_map(json, NULL);
        json_text_add(json, "id", section->id);
        json_text_add(json, "name", section->name);
        json_text_begin_list(json, "articles");
        for (guint k = 0; k < section->articles->len; k++) {
            add_article(json, work, section->articles->pdata[k], weights);
        }
        json_text_end(json);
        json_text_end(json);
    }
    json_text_end(json);
}

/* As the book has it. */
static void add_shown(JsonText *json, const Asset *asset, const Weights *weights) {
    ShownPicture shown = asset_shown(asset);
    json_text_begin_map(json, "in_book");
    json_text_add_boolean(json, "made_anew", asset->rendition != NULL);
    json_text_add(json, "type", picture_media_type(shown.type));
    json_text_add_integer(json, "width", shown.width_px);
    json_text_add_integer(json, "height", shown.height_px);
    if (weights != NULL) {
        json_text_add_integer(json, "bytes", (int64_t)weights_of(weights, asset));
    }
    json_text_end(json);
}

static void add_pictures(JsonText *json, const Issue *issue, const Weights *weights) {
    json_text_begin_list(json, "pictures");
    for (guint i = 0; i < issue->used_assets->len; i++) {
        const Asset *asset = issue->used_assets->pdata[i];
        json_text_begin_map(json, NULL);
        json_text_add(json, "path", asset->path);
        json_text_add(json, "name", asset->name);
        json_text_add(json, "type", picture_media_type(asset->type));
        if (asset->width_px > 0) { /* not told by the header of a TIFF, HEIC or AVIF */
            json_text_add_integer(json, "width", asset->width_px);
            json_text_add_integer(json, "height", asset->height_px);
        }
        json_text_add_integer(json, "bytes", (int64_t)asset->size_bytes);
        add_shown(json, asset, weights);
        json_text_end(json);
    }
    json_text_end(json);
}

static void add_issue(JsonText *json, const IssueWork *work, const Weights *weights) {
    const Issue *issue = work->issue;
    json_text_add(json, "path", work->path);
    json_text_add(json, "publication", issue->publication_title);
    json_text_add(json, "title", issue->dc_title);
    json_text_add(json, "issue_title", issue->issue_title);
    json_text_add(json, "subtitle", issue->settings.subtitle);
    json_text_add(json, "number", issue->settings.number);
    json_text_add(json, "volume", issue->settings.volume);
    add_date(json, "date", issue->settings.date);
    json_text_add(json, "issn", issue->settings.issn);
    json_text_add(json, "language", issue->lang);
    json_text_add(json, "direction", issue->is_rtl ? "rtl" : "ltr");
    add_authors(json, "editors", issue->settings.editors);
    json_text_add(json, "publisher", issue->settings.publisher);
    json_text_add(json, "imprint", issue->settings.imprint);
    json_text_add(json, "licence", issue->settings.licence);
    json_text_add(json, "cover", issue->cover ? issue->cover->path : NULL);
    json_text_add(json, "theme", issue->theme ? issue->theme->name : NULL);
    json_text_add(json, "identifier", issue->identifier);
    g_autofree char *modified = date_utc(issue->modified);
    json_text_add(json, "modified", modified);
    json_text_add(json, "file", issue->file_stem);
    json_text_begin_list(json, "outputs");
    for (guint i = 0; i < work->formats->len; i++) {
        json_text_add(json, NULL, ((const Format *)work->formats->pdata[i])->name);
    }
    json_text_end(json);
    json_text_add_integer(json, "words", (int64_t)issue->count.words);
    show_pages_add_json(json, work->print);
    add_sections(json, work, weights);
    add_pictures(json, issue, weights);
    if (weights != NULL) {
        weights_add_json(weights, json);
    }
}

void show_add_diagnostics(JsonText *json, const Report *report) {
    json_text_begin_list(json, "diagnostics");
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        report_add_json(diagnostic, diagnostic->level, json);
    }
    json_text_end(json);
}

static void print_json(const IssueWork *work, const Weights *weights) {
    g_autoptr(JsonText) json = json_text_new();
    json_text_begin_map(json, NULL);
    json_text_add(json, "kind", "issue");
    if (work->issue != NULL) {
        add_issue(json, work, weights);
    } else {
        json_text_add(json, "path", work->path);
    }
    show_add_diagnostics(json, work->report);
    json_text_end(json);
    g_autofree char *text = json_text_finish(json, false);
    puts(text);
}

static char *article_authors(const Article *article, const Language *language) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < article->authors->len; i++) {
        g_ptr_array_add(names, ((const Author *)article->authors->pdata[i])->name);
    }
    return names->len > 0 ? language_join_names(language, names) : g_strdup("");
}

static void add_row(Table *table, const IssueWork *work, const Article *article, size_t number) {
    const Language *language = work->issue->language;
    g_autofree char *authors = article_authors(article, language);
    g_autofree char *place = g_strdup_printf("%zu", number);
    g_autofree char *words = g_strdup_printf("%zu", article->count.words);
    g_autofree char *minutes = g_strdup_printf("%u", article->minutes);
    g_autofree char *pictures =
        article->pictures ? g_strdup_printf("%zu", article->pictures) : g_strdup("");
    g_autofree char *title =
        g_strconcat(article->title_text, article->is_draft ? " (draft)" : "", NULL);
    g_autofree char *pages = show_pages_of(work->print, article);
    if (work->print == NULL) {
        table_add_row(table, place, title, authors, words, minutes, pictures, article->path, NULL);
    } else {
        table_add_row(table, place, title, authors, words, minutes, pictures, pages, article->path,
                      NULL);
    }
}

static void print_articles(const IssueWork *work, bool colour) {
    const Issue *issue = work->issue;
    g_autoptr(Table) table =
        work->print == NULL
            ? table_new("#>", "article", "by", "words>", "min>", "pictures>", "file", NULL)
            : table_new("#>", "article", "by", "words>", "min>", "pictures>", "page>", "file",
                        NULL);
    size_t number = 0;
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        if (section->name != NULL) {
            table_add_heading(table, section->name);
        }
        for (guint k = 0; k < section->articles->len; k++) {
            add_row(table, work, section->articles->pdata[k], ++number);
        }
    }
    table_print(table, stdout, colour);
}

static void print_summary(const Issue *issue) {
    g_autofree char *articles = closing_plural(issue->articles->len, "article", "articles");
    TextCount all = {.words = 0};
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        all.words += article->count.words;
        all.cjk += article->count.cjk;
        all.characters += article->count.characters;
    }
    g_autofree char *minutes = closing_plural(text_count_minutes(all), "minute", "minutes");
    printf("%s\n%s, %zu words, about %s; language %s; %s\n\n", issue->dc_title, articles, all.words,
           minutes, issue->lang, issue->identifier);
}

static int show_one(const char *path, const Options *options, PictureShelf *shelf, Jobs *jobs) {
    IssueWork *work = issue_work_new(path, options, shelf);
    issue_work_wish_for_cover(work);
    issue_work_read(work, options, jobs);
    bool may_compose = work->print != NULL && work->issue->articles->len > 0 && !work->is_refused;
    if (may_compose) {
        print_work_pages(work, jobs);
        report_sort(work->report);
    }
    bool may_weigh = work->issue != NULL && work->issue->articles->len > 0 && !work->is_refused;
    g_autoptr(Weights) weights = may_weigh ? weights_new(work, jobs) : NULL;
    if (options->json) {
        print_json(work, weights);
    } else {
        if (work->issue != NULL && work->issue->articles->len > 0) {
            bool colour = options_colour(options, stdout);
            print_summary(work->issue);
            print_articles(work, colour);
            show_pages_print(work->print, colour);
            if (weights != NULL) {
                weights_print(weights, colour);
            }
        }
        report_print(work->report, stderr, options_style(options, stderr));
    }
    int status = work->is_refused ? EXIT_CONTENT : EXIT_DONE;
    if (work->error != NULL) {
        fprintf(stderr, "galley: %s: %s\n", path, work->error->message);
        status = EXIT_SYSTEM;
    }
    issue_work_free(work);
    return status;
}

int command_show(const Options *options) {
    int status = EXIT_DONE;
    g_autoptr(GPtrArray) paths = issue_list(options->arguments, "show", &status);
    if (options->changed && options->diff == NULL && paths != NULL) {
        show_changed(paths, options);
        return status;
    }
    if (options->diff != NULL && paths != NULL) {
        if (paths->len == 1) {
            return show_diff(paths->pdata[0], options);
        }
        fputs("galley show: --diff takes one issue: galley show --diff old.epub issues/spring\n",
              stderr);
        return EXIT_USAGE;
    }
    g_autoptr(Jobs) jobs = jobs_new(options->jobs);
    g_autoptr(PictureShelf) shelf = picture_shelf_new(false, options->jobs);
    for (guint i = 0; paths != NULL && i < paths->len; i++) {
        int one = show_one(paths->pdata[i], options, shelf, jobs);
        status = MAX(status, one);
    }
    return status;
}
