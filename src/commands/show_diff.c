/* galley show --diff: the issue is built as `galley build` would build it, into a file without a
 * name, and that edition is held against the one that somebody has. */
#include "base/file.h"
#include "commands/fit_book.h"
#include "commands/issue_work.h"
#include "commands/print_work.h"
#include "commands/show.h"

#include <errno.h>
#include <stdio.h>

static int say_error(const char *path, const GError *error) {
    fprintf(stderr, "galley: %s: %s\n", path, error->message);
    return g_error_matches(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM) ? EXIT_SYSTEM
                                                                        : EXIT_CONTENT;
}

static void print_json(const IssueWork *work, const Comparison *comparison) {
    g_autoptr(JsonText) json = json_text_new();
    json_text_begin_map(json, NULL);
    json_text_add(json, "kind", "comparison");
    json_text_add(json, "issue", work->path);
    if (comparison != NULL) {
        json_text_add(json, "old", comparison->was->path);
        show_diff_add_json(json, comparison);
    }
    show_add_diagnostics(json, work->report);
    json_text_end(json);
    g_autofree char *text = json_text_finish(json, false);
    puts(text);
}

/* The edition that the issue would be now. */
static EpubEdition *edition_of_issue(IssueWork *work, FILE *file, Jobs *jobs, GError **error) {
    const Format *format = format_find("epub");
    int descriptor = fileno(file);
    uint64_t size_bytes = 0;
    if (!fit_book_write(work->issue, print_work_pages(work, jobs), work->renditions, format,
                        descriptor, jobs, work->report, &size_bytes, error)) {
        return NULL;
    }
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", descriptor);
    return edition_open(path, error);
}

static int compare_issue(IssueWork *work, const EpubEdition *was, const Options *options,
                         Jobs *jobs) {
    FILE *file = tmpfile();
    if (file == NULL) {
        fprintf(stderr, "galley: no temporary file: %s\n", g_strerror(errno));
        return EXIT_SYSTEM;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(EpubEdition) now = edition_of_issue(work, file, jobs, &error);
    int status = now != NULL ? EXIT_DONE : say_error(work->path, error);
    if (now != NULL) {
        g_autoptr(Comparison) comparison = comparison_new(was, now);
        if (options->json) {
            print_json(work, comparison);
        } else {
            show_diff_print(comparison, options_colour(options, stdout));
        }
    }
    fclose(file);
    return status;
}

int show_diff(const char *issue_path, const Options *options) {
    g_autoptr(GError) error = NULL;
    g_autoptr(EpubEdition) was = edition_open(options->diff, &error);
    if (was == NULL) {
        return say_error(options->diff, error);
    }
    g_autoptr(Jobs) jobs = jobs_new(options->jobs);
    g_autoptr(PictureShelf) shelf = picture_shelf_new(false, options->jobs);
    IssueWork *work = issue_work_new(issue_path, options, shelf);
    issue_work_wish_for_cover(work);
    issue_work_read(work, options, jobs);
    int status = work->is_refused ? EXIT_CONTENT : EXIT_DONE;
    if (work->error != NULL) {
        fprintf(stderr, "galley: %s: %s\n", issue_path, work->error->message);
        status = EXIT_SYSTEM;
    }
    if (status == EXIT_DONE) {
        status = compare_issue(work, was, options, jobs);
    } else if (options->json) {
        print_json(work, NULL);
    }
    if (!options->json) {
        report_print(work->report, stderr, options_style(options, stderr));
    }
    issue_work_free(work);
    return status;
}
