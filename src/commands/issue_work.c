/* Drives an issue through its phases. Relies on read/, enrich/ and the format table; no content is
 * looked at here. */
#include "commands/issue_work.h"

#include "base/program.h"
#include "commands/closing.h"
#include "commands/fit_book.h"
#include "commands/print_files.h"
#include "commands/print_work.h"
#include "enrich/enrich.h"
#include "epub/epub.h"
#include "epub/reader_rules.h"
#include "read/settings.h"

#include <string.h>
#include <sys/stat.h>

static const char default_theme[] = "gazette";

Product *product_new(const Format *format, const char *path) {
    Product *product = g_new0(Product, 1);
    product->format = format;
    product->path = g_strdup(path);
    return product;
}

void product_free(Product *product) {
    if (product == NULL) {
        return;
    }
    g_free(product->path);
    g_free(product);
}

static char *find_output_directory(const Options *options, const char *publication_path) {
    if (options->output_directory != NULL) {
        return g_strdup(options->output_directory);
    }
    bool is_here = publication_path == NULL || strcmp(publication_path, ".") == 0;
    return is_here ? g_strdup("output") : g_build_filename(publication_path, "output", NULL);
}

char *state_directory(const Options *options, const char *publication_path) {
    static const Options unmoved = {0};
    bool is_moved = publication_path == NULL; /* -o moves a publication's books only */
    g_autofree char *output =
        find_output_directory(is_moved ? options : &unmoved, publication_path);
    return g_build_filename(output, ".galley", NULL);
}

/* The formats asked for on the command line, else by `outputs:`, else the EPUB. */
static void choose_formats(IssueWork *work, const Options *options) {
    GPtrArray *names = options->formats;
    bool is_said = names == NULL && work->issue != NULL && work->issue->settings.outputs != NULL;
    if (is_said) {
        names = work->issue->settings.outputs;
    }
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *unknown = NULL;
        g_autoptr(GPtrArray) known = formats_parse(name, &unknown);
        if (known == NULL) {
            g_autofree char *all = formats_names();
            g_autofree char *hint = g_strdup_printf("there is %s", all);
            Place place = {.file = work->issue->display_path, .detail = "outputs"};
            report_add(work->report, DIAGNOSTIC_VALUE_INVALID, place, hint, name, "outputs", NULL);
        }
        for (guint k = 0; known != NULL && k < known->len; k++) {
            const Format *format = format_find(known->pdata[k]);
            if (!g_ptr_array_find(work->formats, format, NULL)) {
                g_ptr_array_add(work->formats, (gpointer)format);
            }
        }
    }
    if (work->formats->len == 0) {
        g_ptr_array_add(work->formats, (gpointer)format_find("epub"));
    }
    for (guint i = work->formats->len; i > 0; i--) {
        const Format *companion = format_companion(work->formats->pdata[i - 1]);
        if (companion != NULL) {
            g_ptr_array_add(work->formats, (gpointer)companion);
        }
    }
}

static void read_theme(IssueWork *work, const Options *options) {
    Issue *issue = work->issue;
    const char *name = options->theme ? options->theme : issue->settings.theme;
    Place asked_at = {.file = options->theme ? NULL : issue->display_path,
                      .detail = options->theme ? "--theme" : "theme"};
    g_auto(GStrv) places = program_places("styles", "styles");
    issue->theme = theme_read(name ? name : default_theme, work->publication,
                              (const char *const *)places, asked_at, work->report);
}

IssueWork *issue_work_new_known(const char *path, const Options *options) {
    IssueWork *work = g_new0(IssueWork, 1);
    work->path = g_strdup(path);
    work->report = report_new();
    work->is_strict = options->strict;
    work->products = g_ptr_array_new_with_free_func((GDestroyNotify)product_free);
    work->formats = g_ptr_array_new();
    return work;
}

IssueWork *issue_work_new(const char *path, const Options *options, PictureShelf *shelf) {
    IssueWork *work = issue_work_new_known(path, options);
    work->inputs = options->notes_inputs ? inputs_new() : NULL;
    work->publication = publication_of_issue(path, work->inputs, work->report, &work->error);
    if (work->error == NULL) {
        work->directory = issue_directory_read(path, work->publication, work->report, &work->error);
    }
    if (work->directory != NULL) {
        work->issue = work->directory->issue;
        work->issue->is_draft_build = options->draft;
        work->issue->file_stem = enrich_file_stem(work->issue);
        choose_formats(work, options);
        read_theme(work, options);
    }
    const char *publication_path = work->publication ? work->publication->path : NULL;
    work->output_directory = find_output_directory(options, publication_path);
    work->state_directory = state_directory(options, publication_path);
    work->renditions = picture_shelf_get(shelf, work->state_directory);
    return work;
}

void issue_work_free(IssueWork *work) {
    print_work_free(work->print);
    g_clear_pointer(&work->directory, issue_directory_free);
    g_clear_pointer(&work->publication, publication_free);
    g_ptr_array_unref(work->products);
    g_ptr_array_unref(work->formats);
    report_free(work->report);
    g_clear_pointer(&work->readers, report_free);
    g_clear_pointer(&work->inputs, inputs_free);
    g_clear_error(&work->error);
    g_free(work->output_directory);
    g_free(work->state_directory);
    g_free(work->path);
    g_free(work);
}

/* Phase 1's shared state: each job writes only its own slot. */
typedef struct {
    const IssueDirectory *directory;
    Reading **readings;
    Report **reports;
} ReadPhase;

static void read_one(size_t index, void *context) {
    ReadPhase *phase = context;
    const SourceFile *file = phase->directory->sources->pdata[index];
    Report *report = report_new();
    Reading *reading = issue_directory_read_source(phase->directory, file, report);
    const Issue *issue = phase->directory->issue;
    bool is_wanted = reading == NULL || reading->articles->len == 0; /* could not be read */
    for (guint i = 0; reading != NULL && i < reading->articles->len; i++) {
        Article *article = reading->articles->pdata[i];
        article->source_index = index;
        article->part_index = i;
        if (!article->is_draft || issue->is_draft_build) {
            enrich_article(article, issue, report);
            is_wanted = true;
        }
    }
    if (!is_wanted) { /* drafts may be as wrong as they like until they are wanted */
        report_free(report);
        report = report_new();
    }
    phase->readings[index] = reading;
    phase->reports[index] = report;
}

/* Moves what phase 1 yielded into the issue, in the order of the files. */
static void collect(IssueWork *work, const ReadPhase *phase, size_t count) {
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    for (size_t i = 0; i < count; i++) {
        Reading *reading = phase->readings[i];
        report_merge_take(work->report, phase->reports[i]);
        if (reading == NULL) {
            continue;
        }
        for (guint k = 0; k < reading->articles->len; k++) {
            g_ptr_array_add(work->issue->articles, reading->articles->pdata[k]);
            reading->articles->pdata[k] = NULL;
        }
        for (guint k = 0; k < reading->assets->len; k++) {
            Asset *asset = reading->assets->pdata[k];
            g_hash_table_replace(work->issue->assets, g_strdup(asset->path), asset);
            reading->assets->pdata[k] = NULL;
        }
        settings_take_facts(&work->issue->settings, reading->facts);
        if (reading->order->len > 0) {
            g_ptr_array_unref(order);
            order = g_ptr_array_ref(reading->order);
        }
        reading_free(reading);
    }
    if (order->len > 0) {
        reading_order_apply(work->issue->articles, order);
    }
    if (work->issue->issue_title == NULL) {
        work->issue->issue_title = g_strdup(work->issue->settings.title);
        if (work->issue->issue_title != NULL && work->publication->settings.title == NULL) {
            g_free(work->issue->publication_title);
            work->issue->publication_title = g_strdup(work->issue->issue_title);
        }
    }
}

void issue_work_wish_for_cover(IssueWork *work) {
    for (guint i = 0; work->issue != NULL && i < work->formats->len; i++) {
        const Format *format = work->formats->pdata[i];
        work->issue->draws_cover =
            work->issue->draws_cover || format->is_made == epub_has_cover_file;
    }
}

void issue_work_read(IssueWork *work, const Options *options, Jobs *jobs) {
    if (work->issue == NULL) {
        work->is_refused = true;
        return;
    }
    int64_t start_us = g_get_monotonic_time();
    size_t count = work->directory->sources->len;
    ReadPhase phase = {.directory = work->directory,
                       .readings = g_new0(Reading *, count),
                       .reports = g_new0(Report *, count)};
    jobs_parallel_for(jobs, count, read_one, &phase);
    collect(work, &phase, count);
    g_free(phase.readings);
    g_free(phase.reports);
    enrich_issue(work->issue, options->source_date_epoch, work->renditions, jobs, work->report);
    if (print_work_has_edition(work->issue) || print_files_are_wanted(work)) {
        work->print = print_work_new(work->issue, options, work->report);
    }
    report_sort(work->report);
    issue_seal(work->issue);
    work->count = (BookCount){work->issue->articles->len, work->issue->count.words,
                              work->issue->count.pictures};
    work->is_refused = report_count(work->report, LEVEL_ERROR) > 0 ||
                       (options->strict && report_count(work->report, LEVEL_WARNING) > 0);
    work->read_us = g_get_monotonic_time() - start_us;
}

char *issue_work_output_path(const IssueWork *work, const Format *format) {
    g_autofree char *name = g_strconcat(work->issue->file_stem, format->suffix, NULL);
    return g_build_filename(work->output_directory, name, NULL);
}

/* A word may have come after phase 2: of the print edition, or one that --strict refuses the book
 * for. */
static bool is_refused_late(IssueWork *work) {
    report_sort(work->report);
    work->is_refused = report_count(work->report, LEVEL_ERROR) > 0 ||
                       (work->is_strict && report_count(work->report, LEVEL_WARNING) > 0);
    return work->is_refused;
}

Delivery delivery_begin(IssueWork *work, const Format *format) {
    g_autofree char *path = issue_work_output_path(work, format);
    return (Delivery){.file = output_file_new(path, &work->error),
                      .product = product_new(format, path)};
}

void delivery_clear(Delivery *delivery) {
    output_file_free(delivery->file);
    product_free(delivery->product);
    g_clear_error(&delivery->error);
}

static void clear_delivery(void *data) {
    delivery_clear(data);
}

/* Of each file two things that do not wait for each other: the disk takes it, and it is digested.
 * All by the descriptor, so that it is this file, whatever another run puts there. */
static void deliver(size_t half, void *context) {
    Delivery *delivery = &g_array_index((GArray *)context, Delivery, half / 2);
    if (half % 2 == 0) {
        delivery->is_in_place = output_file_commit(delivery->file, &delivery->error);
    } else if (!digest_of_descriptor(output_file_descriptor(delivery->file),
                                     &delivery->product->digest)) {
        delivery->product->digest = (Digest){0};
    }
}

/* Notes what has come to its place, and what it is known by. */
static void take_delivery(IssueWork *work, Delivery *delivery) {
    struct stat status;
    if (!delivery->is_in_place) {
        g_clear_error(&work->error);
        work->error = g_steal_pointer(&delivery->error);
        return;
    }
    if (fstat(output_file_descriptor(delivery->file), &status) == 0) {
        delivery->product->stamp = file_stamp(&status);
    }
    g_ptr_array_add(work->products, g_steal_pointer(&delivery->product));
}

static bool write_one(IssueWork *work, const Format *format, GArray *deliveries, Jobs *jobs) {
    const PageMap *page_map = print_work_pages(work, jobs);
    Delivery delivery = delivery_begin(work, format);
    bool is_made = delivery.file != NULL &&
                   fit_book_write(work->issue, page_map, work->renditions, format,
                                  output_file_descriptor(delivery.file), jobs, work->report,
                                  &delivery.product->size_bytes, &work->error) &&
                   !is_refused_late(work);
    if (is_made) {
        g_array_append_val(deliveries, delivery);
    } else {
        delivery_clear(&delivery);
    }
    return is_made;
}

/* The print edition comes first: the others take its page numbers. */
static void write_all(IssueWork *work, GArray *deliveries, Jobs *jobs) {
    if (work->is_refused || work->error != NULL) {
        return;
    }
    if (work->print != NULL) {
        bool is_made = print_files_write(work, deliveries, jobs);
        if (is_refused_late(work) || !is_made) {
            g_array_set_size(deliveries, 0);
            return;
        }
        print_work_note_files(work->print, work->inputs);
    }
    for (guint i = 0; i < work->formats->len; i++) {
        const Format *format = work->formats->pdata[i];
        bool is_made =
            !format->is_printed && (format->is_made == NULL || format->is_made(work->issue));
        if (is_made && !write_one(work, format, deliveries, jobs)) {
            return;
        }
    }
}

void issue_work_write(IssueWork *work, Jobs *jobs) {
    int64_t start_us = g_get_monotonic_time();
    g_autoptr(GArray) deliveries = g_array_new(FALSE, FALSE, sizeof(Delivery));
    g_array_set_clear_func(deliveries, clear_delivery);
    write_all(work, deliveries, jobs);
    jobs_parallel_for(jobs, 2 * (size_t)deliveries->len, deliver, deliveries);
    for (guint i = 0; i < deliveries->len; i++) {
        take_delivery(work, &g_array_index(deliveries, Delivery, i));
    }
    work->write_us = g_get_monotonic_time() - start_us;
}

void issue_work_judge(IssueWork *work, Jobs *jobs) {
    if (work->products->len == 0) {
        return;
    }
    work->readers = report_new();
    report_share_paragraphs(work->readers, work->report);
    epub_check_for_readers(work->issue, READING_SYSTEMS_ALL, jobs, work->readers);
    for (guint i = 0; i < work->products->len; i++) {
        const Product *product = work->products->pdata[i];
        if (product->size_bytes > READER_BOOK_BYTES_KINDLE) {
            g_autofree char *size = closing_size(product->size_bytes);
            report_add(work->readers, DIAGNOSTIC_READER_WEIGHT_KINDLE, place_file(product->path),
                       NULL, size, NULL);
        }
    }
}

static void drop_tree(size_t index, void *context) {
    Article *article = ((GPtrArray *)context)->pdata[index];
    tree_free(article->tree);
    article->tree = NULL;
}

void issue_work_drop_trees(IssueWork *work, Jobs *jobs) {
    if (work->issue != NULL) {
        jobs_parallel_for(jobs, work->issue->articles->len, drop_tree, work->issue->articles);
    }
}
