/* galley build: makes the books of one or several issues. With several the issue is the job, with
 * one the article is; either way the reports come out in the order in which the issues were named.
 */
#include "base/json.h"
#include "commands/closing.h"
#include "commands/commands.h"
#include "commands/issue_list.h"
#include "commands/issue_work.h"
#include "commands/state.h"

typedef struct {
    const Options *options;
    PictureShelf *shelf;
    const GPtrArray *paths;
    GPtrArray *works; /* IssueWork *, by path */
} BuildRun;

static void recall_one(size_t index, void *context) {
    BuildRun *run = context;
    run->works->pdata[index] = state_recall(run->paths->pdata[index], run->options, true);
}

/* Recalls what is up to date, opens what is not. */
static void begin(BuildRun *run, Jobs *jobs) {
    g_ptr_array_set_size(run->works, (gint)run->paths->len);
    if (!run->options->again) {
        jobs_parallel_for(run->paths->len > 1 ? jobs : NULL, run->paths->len, recall_one, run);
    }
    for (guint i = 0; i < run->works->len; i++) {
        if (run->works->pdata[i] == NULL) {
            run->works->pdata[i] = issue_work_new(run->paths->pdata[i], run->options, run->shelf);
        }
    }
}

static void build(IssueWork *work, const Options *options, Jobs *jobs) {
    issue_work_wish_for_cover(work);
    issue_work_read(work, options, jobs);
    issue_work_write(work, jobs);
    state_keep(work, options);
    if (closing_is_shown(options)) {
        issue_work_judge(work, jobs);
    }
}

static void build_one(size_t index, void *context) {
    BuildRun *run = context;
    IssueWork *work = run->works->pdata[index];
    if (!work->is_up_to_date) {
        build(work, run->options, NULL);
        issue_work_drop_trees(work, NULL);
    }
}

/* char *, owned: the files that the work makes, or has made. */
static GPtrArray *paths_of(const IssueWork *work) {
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; work->is_up_to_date && i < work->products->len; i++) {
        g_ptr_array_add(paths, g_strdup(((const Product *)work->products->pdata[i])->path));
    }
    for (guint i = 0; work->issue != NULL && i < work->formats->len; i++) {
        g_ptr_array_add(paths, issue_work_output_path(work, work->formats->pdata[i]));
    }
    return paths;
}

/* Two issues must not overwrite each other's books: the later one is refused. */
static void refuse_clashes(BuildRun *run) {
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < run->works->len; i++) {
        g_autoptr(GPtrArray) paths = paths_of(run->works->pdata[i]);
        for (guint k = 0; k < paths->len; k++) {
            const char *path = paths->pdata[k];
            IssueWork *work = run->works->pdata[i];
            if (!g_hash_table_add(taken, g_strdup(path))) {
                if (work->is_up_to_date) {
                    issue_work_free(work);
                    work = issue_work_new(run->paths->pdata[i], run->options, run->shelf);
                    run->works->pdata[i] = work;
                }
                report_add(work->report, DIAGNOSTIC_DUPLICATE_OUTPUT, place_file(work->path), NULL,
                           path, NULL);
                break;
            }
        }
    }
}

static void print_products_json(const IssueWork *work) {
    for (guint i = 0; i < work->products->len; i++) {
        const Product *product = work->products->pdata[i];
        g_autoptr(JsonText) json = json_text_new();
        json_text_begin_map(json, NULL);
        json_text_add(json, "kind", product->format->beside != NULL ? "cover" : "book");
        json_text_add(json, "issue", work->path);
        json_text_add(json, "format", product->format->name);
        json_text_add(json, "path", product->path);
        json_text_add_integer(json, "bytes", (int64_t)product->size_bytes);
        json_text_add_integer(json, "articles", (int64_t)work->count.articles);
        json_text_add_integer(json, "words", (int64_t)work->count.words);
        json_text_add_integer(json, "pictures", (int64_t)work->count.pictures);
        json_text_add_boolean(json, "up_to_date", work->is_up_to_date);
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

/* A build is the last thing that the process does, and the kernel takes its memory and its idle
 * threads back faster than they could be handed over one by one; only checkers want to see it. */
static void leave_to_kernel(GPtrArray **works, Jobs **jobs) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    *works = NULL;
    *jobs = NULL;
#else
    (void)works;
    (void)jobs;
#endif
}

/* The one issue that there is something to do for; NULL if there are others, or none. */
static IssueWork *only_changed(const GPtrArray *works) {
    IssueWork *only = NULL;
    guint changed = 0;
    for (guint i = 0; i < works->len; i++) {
        IssueWork *work = works->pdata[i];
        only = work->is_up_to_date ? only : work;
        changed += !work->is_up_to_date;
    }
    return changed == 1 ? only : NULL;
}

int command_build(const Options *options) {
    int status = EXIT_DONE;
    g_autoptr(GPtrArray) paths = issue_list(options->arguments, "build", &status);
    if (paths == NULL) {
        return status;
    }
    g_autoptr(PictureShelf) shelf = picture_shelf_new(true, options->jobs);
    g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func((GDestroyNotify)issue_work_free);
    g_autoptr(Jobs) jobs = jobs_new(options->jobs);
    BuildRun run = {.options = options, .shelf = shelf, .paths = paths, .works = works};
    begin(&run, jobs);
    refuse_clashes(&run);
    IssueWork *only = only_changed(works);
    if (only != NULL) {
        build(only, options, jobs);
    } else {
        jobs_parallel_for(jobs, works->len, build_one, &run);
    }
    for (guint i = 0; i < works->len; i++) {
        int one = print_result(works->pdata[i], options);
        status = MAX(status, one);
    }
    leave_to_kernel(&works, &jobs);
    return status;
}
