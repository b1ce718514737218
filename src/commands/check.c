/* galley check: everything that is wrong with issues and EPUBs, and nothing written. The answer
 * goes to the standard output. */
#include "commands/closing.h"
#include "commands/commands.h"
#include "commands/issue_list.h"
#include "commands/issue_work.h"
#include "commands/print_work.h"
#include "epub/epub.h"
#include "print/preflight.h"

#include <string.h>

/* Prints what was found in one path. Returns the exit status it asks for. */
static int print_findings(const char *path, Report *report, const GError *error,
                          const Options *options) {
    report_sort(report);
    ReportStyle style = options_style(options, stdout);
    if (options->json) {
        report_print_json(report, stdout, style);
    } else {
        report_print(report, stdout, style);
    }
    if (error != NULL) {
        fprintf(stderr, "galley: %s: %s\n", path, error->message);
        return EXIT_SYSTEM;
    }
    if (!options->json && !options->quiet) {
        g_autofree char *counts = closing_counts(report);
        printf("%s: %s\n", path, counts);
    }
    size_t wrong = report_count(report, LEVEL_ERROR) +
                   (options->strict ? report_count(report, LEVEL_WARNING) : 0);
    return wrong > 0 ? EXIT_CONTENT : EXIT_DONE;
}

static int check_epub(const char *path, const Options *options) {
    g_autoptr(Report) report = report_new();
    g_autoptr(GError) error = NULL;
    if (epub_check(path, report, &error) && options->readers != 0) {
        epub_check_book_for_readers(path, options->readers, report);
    }
    return print_findings(path, report, error, options);
}

static void take_page(DisplayPage *page_taken, void *context) {
    preflight_add_page(context, page_taken);
    display_page_free(page_taken);
}

/* Composes the issue as its press PDF would be, whether it has a print edition or not. */
static void check_for_press(IssueWork *work, const Options *options, Jobs *jobs) {
    if (work->print == NULL) {
        work->print = print_work_new(work->issue, options, work->report);
    }
    if (work->print->settings != NULL) {
        Preflight *preflight = preflight_new(work->issue, work->print->settings);
        print_work_compose(work->print, work->issue, take_page, preflight, jobs, work->report);
        preflight_finish(preflight, work->print->edition, work->report);
    }
}

static int check_issue(const char *path, const Options *options, PictureShelf *shelf, Jobs *jobs) {
    IssueWork *work = issue_work_new(path, options, shelf);
    issue_work_read(work, options, jobs);
    if (work->print != NULL && !work->is_refused && !options->for_press) {
        print_work_pages(work, jobs);
    }
    if (work->issue != NULL && work->issue->is_sealed && options->readers != 0) {
        epub_check_for_readers(work->issue, options->readers, jobs, work->report);
    }
    if (work->issue != NULL && work->issue->is_sealed && options->for_press) {
        check_for_press(work, options, jobs);
    }
    int status = print_findings(path, work->report, work->error, options);
    issue_work_free(work);
    return status;
}

static bool is_epub(const char *path) {
    size_t length = strlen(path);
    return length > 5 && g_ascii_strcasecmp(path + length - 5, ".epub") == 0 &&
           !g_file_test(path, G_FILE_TEST_IS_DIR);
}

int command_check(const Options *options) {
    if (options->arguments->len == 0) {
        fputs("galley check: name what to check: galley check issues/spring output/spring.epub\n",
              stderr);
        return EXIT_USAGE;
    }
    g_autoptr(Jobs) jobs = jobs_new(options->jobs);
    g_autoptr(PictureShelf) shelf = picture_shelf_new(false, options->jobs);
    int worst = EXIT_DONE;
    for (guint i = 0; i < options->arguments->len; i++) {
        const char *path = options->arguments->pdata[i];
        g_autoptr(GPtrArray) one = g_ptr_array_new();
        g_ptr_array_add(one, (gpointer)path);
        if (is_epub(path) && g_file_test(path, G_FILE_TEST_EXISTS)) {
            int found = check_epub(path, options);
            worst = MAX(worst, found);
            continue;
        }
        int status = EXIT_DONE;
        g_autoptr(GPtrArray) issues = issue_list(one, "check", &status);
        worst = MAX(worst, status);
        for (guint k = 0; issues != NULL && k < issues->len; k++) {
            status = check_issue(issues->pdata[k], options, shelf, jobs);
            worst = MAX(worst, status);
        }
    }
    return worst;
}
