/* galley show --changed: the issues that `galley build` would work on, a line each, for make,
 * parallel and the like. */
#include "commands/show.h"
#include "commands/state.h"

typedef struct {
    const GPtrArray *paths;
    const Options *options;
    bool *is_changed; /* by path */
} Looking;

static void look_at(size_t index, void *context) {
    Looking *looking = context;
    IssueWork *work = state_recall(looking->paths->pdata[index], looking->options, false);
    looking->is_changed[index] = work == NULL;
    if (work != NULL) {
        issue_work_free(work);
    }
}

static void print_path(const char *path, const Options *options) {
    if (!options->json) {
        puts(path);
        return;
    }
    g_autoptr(JsonText) json = json_text_new();
    json_text_begin_map(json, NULL);
    json_text_add(json, "kind", "changed");
    json_text_add(json, "issue", path);
    json_text_end(json);
    g_autofree char *line = json_text_finish(json, false);
    puts(line);
}

void show_changed(const GPtrArray *paths, const Options *options) {
    g_autofree bool *is_changed = g_new0(bool, paths->len);
    Looking looking = {paths, options, is_changed};
    g_autoptr(Jobs) jobs = jobs_new(options->jobs);
    jobs_parallel_for(jobs, paths->len, look_at, &looking);
    for (guint i = 0; i < paths->len; i++) {
        if (is_changed[i]) {
            print_path(paths->pdata[i], options);
        }
    }
}
