/* galley build: makes the books of one or several issues. With several the issue is the job, with
 * one the article is; either way the reports come out in the order in which the issues were named.
 */
#include "base/json.h"
#include "commands/closing.h"
#include "commands/commands.h"
#include "commands/issue_list.h"
#include "commands/issue_work.h"

typedef struct {
    const Options *options;
    GPtrArray *works; /* IssueWork * */
} BuildRun;

static void build_one(size_t index, void *context) {
    BuildRun *run = context;
    IssueWork *work = run->works->pdata[index];
    issue_work_read(work, run->options, NULL);
    issue_work_write(work, NULL);
    if (closing_is_shown(run->options)) {
        issue_work_judge(work, NULL);
    }
    issue_work_drop_trees(work, NULL);
}

/* Two issues must not overwrite each other's books: the later one is refused. */
static void refuse_clashes(GPtrArray *works) {
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < works->len; i++) {
        IssueWork *work = works->pdata[i];
        for (guint k = 0; work->issue != NULL && k < work->formats->len; k++) {
            char *path = issue_work_output_path(work, work->formats->pdata[k]);
            if (g_hash_table_contains(taken, path)) {
                report_add(work->report, DIAGNOSTIC_DUPLICATE_OUTPUT, place_file(work->path), NULL,
                           path, NULL);
            }
            g_hash_table_add(taken, path);
        }
    }
}

static void print_products_json(const IssueWork *work) {
    for (guint i = 0; i < work->products->len; i++) {
        const Product *product = work->products->pdata[i];
        g_autoptr(JsonText) json = json_text_new();
        json_text_begin_map(json, NULL);
        json_text_add(json, "kind", "book");
        json_text_add(json, "issue", work->path);
        json_text_add(json, "format", product->format->name);
        json_text_add(json, "path", product->path);
        json_text_add_integer(json, "bytes", (int64_t)product->size_bytes);
        json_text_add_integer(json, "articles", work->issue->articles->len);
        json_text_add_integer(json, "words", (int64_t)work->issue->count.words);
        json_text_add_integer(json, "pictures", (int64_t)work->issue->count.pictures);
        json_text_end(json);
        g_autofree char *line = json_text_finish(json, false);
        puts(line);
    }
}

static int print_result(const IssueWork *work, const Options *options) {
    if (options->json) {
        report_print_json(work->report, stdout, options_style(options, stdout));
        print_products_json(work);
    } else {
        report_print(work->report, stderr, options_style(options, stderr));
    }
    closing_print_build(work, options);
    if (work->error != NULL) {
        return EXIT_SYSTEM;
    }
    return work->is_refused ? EXIT_CONTENT : EXIT_DONE;
}

/* A build is the last thing that the process does, and the kernel takes its memory back faster than
 * free() would hand it over node by node; only a leak checker wants to see it freed. */
static void leave_memory(GPtrArray **works) {
#if !defined(__SANITIZE_ADDRESS__)
    *works = NULL;
#else
    (void)works;
#endif
}

int command_build(const Options *options) {
    int status = EXIT_DONE;
    g_autoptr(GPtrArray) paths = issue_list(options->arguments, "build", &status);
    if (paths == NULL) {
        return status;
    }
    g_autoptr(PictureShelf) shelf = picture_shelf_new(true, options->jobs);
    g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func((GDestroyNotify)issue_work_free);
    for (guint i = 0; i < paths->len; i++) {
        g_ptr_array_add(works, issue_work_new(paths->pdata[i], options, shelf));
    }
    refuse_clashes(works);
    g_autoptr(Jobs) jobs = jobs_new(options->jobs);
    if (works->len == 1) {
        issue_work_read(works->pdata[0], options, jobs);
        issue_work_write(works->pdata[0], jobs);
        if (closing_is_shown(options)) {
            issue_work_judge(works->pdata[0], jobs);
        }
    } else {
        BuildRun run = {.options = options, .works = works};
        jobs_parallel_for(jobs, works->len, build_one, &run);
    }
    for (guint i = 0; i < works->len; i++) {
        int one = print_result(works->pdata[i], options);
        status = MAX(status, one);
    }
    leave_memory(&works);
    return status;
}
