/* An issue made in memory from a few Markdown texts, taken through both phases of enriching; shared
 * by the tests of enrich_issue. */
#ifndef GALLEY_TESTS_ENRICH_ISSUE_FIXTURE_H
#define GALLEY_TESTS_ENRICH_ISSUE_FIXTURE_H

#include "base/paths.h"
#include "enrich/enrich.h"
#include "markdown/markdown.h"
#include "model/vocabulary.h"

#include <string.h>

enum { NO_EPOCH = -1 };

typedef struct {
    Publication *publication;
    Issue *issue;
    Report *report;
} Fixture;

/* An issue "118-winter" of no publication, in English, without articles. */
static inline Fixture fixture_new(void) {
    Fixture fixture = {.publication = publication_new(NULL, NULL), .report = report_new()};
    g_autoptr(Root) root = root_open(g_get_tmp_dir(), NULL);
    fixture.issue = issue_new(root, "in");
    fixture.issue->publication = fixture.publication;
    fixture.issue->directory_name = g_strdup("118-winter");
    fixture.issue->display_path = g_strdup("in/issue.yaml");
    fixture.issue->publication_title = g_strdup("The Bell");
    fixture.issue->settings.lang = g_strdup("en");
    fixture.issue->settings.date = (Date){.year = 2026, .month = 3, .day = 1, .unix_time = 0};
    return fixture;
}

/* The next article of the natural order. Borrowed: its members may be set before fixture_enrich. */
static inline Article *fixture_add(Fixture *fixture, const char *path, const char *text) {
    g_autofree char *display_path = g_strconcat("in/", path, NULL);
    Article *article = article_new(path, display_path);
    article->fallback_title = path_stem(path);
    article->source_index = fixture->issue->articles->len;
    markdown_parse(article, text, strlen(text), 1, (MarkdownParts){0}, fixture->report);
    g_ptr_array_add(fixture->issue->articles, article);
    return article;
}

static inline Asset *fixture_add_picture(Fixture *fixture, const char *path, const void *bytes,
                                         size_t size_bytes) {
    g_autofree char *display_path = g_strconcat("in/", path, NULL);
    g_autoptr(GBytes) copy = g_bytes_new(bytes, size_bytes);
    Asset *asset = asset_new_bytes(path, display_path, copy);
    g_hash_table_replace(fixture->issue->assets, g_strdup(path), asset);
    return asset;
}

static inline void fixture_enrich_at(Fixture *fixture, int64_t epoch, Jobs *jobs) {
    Issue *issue = fixture->issue;
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        if (!article->is_draft || issue->is_draft_build) {
            enrich_article(article, issue, fixture->report);
        }
    }
    enrich_issue(issue, epoch, NULL, jobs, fixture->report);
    report_sort(fixture->report);
}

static inline void fixture_enrich(Fixture *fixture) {
    fixture_enrich_at(fixture, NO_EPOCH, NULL);
}

static inline void fixture_free(Fixture *fixture) {
    issue_free(fixture->issue);
    publication_free(fixture->publication);
    report_free(fixture->report);
}

/* What is said, one "code@file:line" a diagnostic, with blanks between. Caller frees. */
static inline char *fixture_said(const Fixture *fixture) {
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < report_length(fixture->report); i++) {
        const Diagnostic *each = report_get(fixture->report, i);
        g_string_append_printf(out, "%s%s@%s:%u", i > 0 ? " " : "", diagnostic_name(each->code),
                               each->place.file, each->place.line);
    }
    return g_string_free(out, FALSE);
}

static inline void check_said(const Fixture *fixture, const char *expected) {
    g_autofree char *said = fixture_said(fixture);
    g_assert_cmpstr(said, ==, expected);
}

/* The first diagnostic of a code; fails if there is none. */
static inline const Diagnostic *fixture_find(const Fixture *fixture, DiagnosticCode code) {
    for (size_t i = 0; i < report_length(fixture->report); i++) {
        if (report_get(fixture->report, i)->code == code) {
            return report_get(fixture->report, i);
        }
    }
    g_test_message("not said: %s", diagnostic_name(code));
    g_assert_not_reached();
}

/* The article at a path; fails if it is not in the issue. */
static inline const Article *fixture_article(const Fixture *fixture, const char *path) {
    for (guint i = 0; i < fixture->issue->articles->len; i++) {
        const Article *article = fixture->issue->articles->pdata[i];
        if (strcmp(article->path, path) == 0) {
            return article;
        }
    }
    g_assert_not_reached();
}

/* "Section: id id | Section: id", "-" for no section. */
static inline void check_order(const Fixture *fixture, const char *expected) {
    g_autoptr(GString) out = g_string_new(NULL);
    guint at = 0;
    for (guint i = 0; i < fixture->issue->sections->len; i++) {
        const Section *section = fixture->issue->sections->pdata[i];
        g_string_append_printf(out, "%s%s:", i > 0 ? " | " : "",
                               section->name != NULL ? section->name : "-");
        for (guint k = 0; k < section->articles->len; k++) {
            const Article *article = section->articles->pdata[k];
            g_string_append_printf(out, " %s", article->id);
            g_assert_true(fixture->issue->articles->pdata[at++] == article);
        }
    }
    g_assert_cmpuint(at, ==, fixture->issue->articles->len);
    g_assert_cmpstr(out->str, ==, expected);
}

static inline int fixture_main(int argc, char **argv, void (*add)(void)) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    add();
    int status = g_test_run();
    vocabulary_end();
    return status;
}

#endif
