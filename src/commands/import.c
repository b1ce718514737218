/* galley import: sources of any kind that Galley reads, as Markdown articles and pictures in an
 * issue's directory. All of it is decided before anything is written, and nothing that is there is
 * written over unless that is asked for. */
#include "commands/closing.h"
#include "commands/commands.h"
#include "commands/import_choice.h"
#include "commands/import_pictures.h"
#include "commands/import_plan.h"
#include "commands/import_space.h"
#include "enrich/enrich.h"

#include <string.h>

/* Reading */

static void take_reading(ImportSource *source, Reading *reading, GPtrArray *missing,
                         Report *report) {
    const Issue *issue = source->directory->issue;
    for (guint i = 0; i < reading->articles->len; i++) {
        Article *article = reading->articles->pdata[i];
        article->part_index = i;
        import_enrich(article, issue, missing, report);
        import_tidy_space(article->tree);
    }
    g_ptr_array_extend_and_steal(source->articles, g_steal_pointer(&reading->articles));
    g_ptr_array_extend_and_steal(source->assets, g_steal_pointer(&reading->assets));
    g_ptr_array_extend_and_steal(source->facts, g_steal_pointer(&reading->facts));
    g_ptr_array_extend_and_steal(source->order, g_steal_pointer(&reading->order));
    g_free(reading);
}

/* Addresses of pictures that are not there are added to `missing`. */
static ImportSource *read_source(const char *path, const Options *options, GPtrArray *missing,
                                 Report *report, GError **error) {
    ImportSource *source = g_new0(ImportSource, 1);
    source->articles = g_ptr_array_new_with_free_func((GDestroyNotify)article_free);
    source->assets = g_ptr_array_new_with_free_func((GDestroyNotify)asset_free);
    source->facts = g_ptr_array_new_with_free_func((GDestroyNotify)issue_fact_free);
    source->order = g_ptr_array_new_with_free_func((GDestroyNotify)ordered_file_free);
    source->publication = publication_of_issue(path, NULL, report, error);
    if (source->publication != NULL) {
        source->directory = issue_directory_read(path, source->publication, report, error);
    }
    if (source->directory == NULL || !import_add_uploads(source->directory, options, error)) {
        import_source_free(source);
        return NULL;
    }
    for (guint i = 0; i < source->directory->sources->len; i++) {
        const SourceFile *file = source->directory->sources->pdata[i];
        Reading *reading = issue_directory_read_source(source->directory, file, report);
        if (reading != NULL) {
            import_choose(reading, options, file->display_path, report);
            take_reading(source, reading, missing, report);
        }
    }
    if (source->order->len > 0) {
        reading_order_apply(source->articles, source->order);
    }
    return source;
}

static GPtrArray *read_sources(const Options *options, GPtrArray *missing, Report *report,
                               GError **error) {
    g_autoptr(GPtrArray) sources =
        g_ptr_array_new_with_free_func((GDestroyNotify)import_source_free);
    for (guint i = 0; i < options->arguments->len; i++) {
        ImportSource *source =
            read_source(options->arguments->pdata[i], options, missing, report, error);
        if (source == NULL) {
            return NULL;
        }
        g_ptr_array_add(sources, source);
    }
    return g_steal_pointer(&sources);
}

/* What is there already */

static void judge_existing(GPtrArray *files, const Options *options, Report *report) {
    for (guint i = files->len; i > 0 && !options->force; i--) {
        const ImportFile *file = files->pdata[i - 1];
        g_autofree char *path = g_build_filename(options->into, file->name, NULL);
        if (!g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)) {
            continue;
        }
        bool is_issue_file = strcmp(file->name, "issue.yaml") == 0;
        report_add(report, is_issue_file ? DIAGNOSTIC_IMPORT_ISSUE_KEPT : DIAGNOSTIC_IMPORT_EXISTS,
                   place_file(path), NULL, NULL);
        if (is_issue_file) {
            g_ptr_array_remove_index(files, i - 1);
        }
    }
}

/* Writing */

static OutputFile *write_file(const ImportFile *file, const char *into, GError **error) {
    g_autofree char *path = g_build_filename(into, file->name, NULL);
    g_autoptr(GBytes) bytes =
        file->bytes != NULL ? g_bytes_ref(file->bytes) : asset_read(file->asset, error);
    g_autoptr(OutputFile) output = bytes != NULL ? output_file_new(path, error) : NULL;
    if (output == NULL || !output_file_write(output, bytes, error)) {
        return NULL;
    }
    return g_steal_pointer(&output);
}

/* All are written before the first gets its name. */
static bool write_files(const GPtrArray *files, const Options *options, GError **error) {
    g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func((GDestroyNotify)output_file_free);
    for (guint i = 0; i < files->len; i++) {
        OutputFile *output = write_file(files->pdata[i], options->into, error);
        if (output == NULL) {
            return false;
        }
        g_ptr_array_add(outputs, output);
    }
    for (guint i = 0; i < outputs->len; i++) {
        if (!output_file_commit(outputs->pdata[i], error)) {
            return false;
        }
    }
    return true;
}

/* Saying */

static void print_files(const GPtrArray *files, const Options *options) {
    for (guint i = 0; i < files->len; i++) {
        const ImportFile *file = files->pdata[i];
        g_autofree char *path = g_build_filename(options->into, file->name, NULL);
        closing_print_file(path, options);
    }
}

static void print_report(Report *report, const Options *options) {
    report_sort(report);
    if (options->json) {
        report_print_json(report, stdout, options_style(options, stdout));
    } else {
        report_print(report, stderr, options_style(options, stderr));
    }
}

static int finish(const GPtrArray *files, Report *report, const Options *options) {
    g_autoptr(GError) error = NULL;
    bool is_refused = report_count(report, LEVEL_ERROR) > 0 ||
                      (options->strict && report_count(report, LEVEL_WARNING) > 0);
    print_report(report, options);
    if (is_refused) {
        fputs("galley import: nothing was written\n", stderr);
        return EXIT_CONTENT;
    }
    if (!options->dry_run && !write_files(files, options, &error)) {
        fprintf(stderr, "galley import: %s\n", error != NULL ? error->message : "not written");
        return EXIT_SYSTEM;
    }
    print_files(files, options);
    if (options->dry_run && !options->json && !options->quiet) {
        puts("\nNothing was written: this is what would be.");
    } else if (!options->json && !options->quiet) {
        printf("\nNow: galley build %s\n", options->into);
    }
    return EXIT_DONE;
}

int command_import(const Options *options) {
    if (options->arguments->len == 0 || options->into == NULL) {
        fputs("galley import: name what to read and where to put it: "
              "galley import minutes.docx --into issues/june\n",
              stderr);
        return EXIT_USAGE;
    }
    g_autoptr(Report) report = report_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) sources = read_sources(options, missing, report, &error);
    if (sources == NULL) {
        print_report(report, options);
        fprintf(stderr, "galley import: %s\n", error->message);
        return EXIT_SYSTEM;
    }
    size_t changed = 0;
    g_autoptr(GPtrArray) files = import_plan(sources, &changed);
    if (changed > 0) {
        g_autofree char *count = g_strdup_printf("%zu", changed);
        report_add(report, DIAGNOSTIC_IMPORT_CHANGED, place_file(options->into), NULL, count, NULL);
    }
    import_list_missing(files, missing, options, report);
    judge_existing(files, options, report);
    return finish(files, report, options);
}
