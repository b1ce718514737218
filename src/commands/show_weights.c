/* The book is written into a file without a name, as build would write it, and its list of parts is
 * asked. */
#include "commands/show_weights.h"

#include "base/archive.h"
#include "commands/closing.h"
#include "commands/fit_book.h"
#include "commands/print_work.h"
#include "commands/table.h"
#include "epub/book.h"

#include <stdio.h>

enum { HEAVIEST = 10 };

static void weight_free(void *data) {
    Weight *weight = data;
    g_free(weight->name);
    g_free(weight);
}

void weights_free(Weights *weights) {
    if (weights == NULL) {
        return;
    }
    g_hash_table_unref(weights->by_source);
    g_ptr_array_unref(weights->parts);
    g_free(weights);
}

/* Which asset or article a part is of: name -> Asset * or Article *. */
static GHashTable *list_names(const Issue *issue, bool of_articles) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Book) book = book_new(issue, NULL);
    for (guint i = 0; of_articles && i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        if (page->article != NULL) {
            g_hash_table_insert(names, g_strconcat(BOOK_DIRECTORY, page->file, NULL),
                                (gpointer)page->article);
        }
    }
    for (guint i = 0; !of_articles && i < issue->used_assets->len; i++) {
        Asset *asset = issue->used_assets->pdata[i];
        g_hash_table_insert(names, g_strconcat(BOOK_DIRECTORY BOOK_PICTURES, asset->name, NULL),
                            asset);
    }
    return names;
}

static void add_parts(Weights *weights, const Issue *issue, const ArchiveReader *reader) {
    g_autoptr(GHashTable) assets = list_names(issue, false);
    g_autoptr(GHashTable) articles = list_names(issue, true);
    for (size_t i = 0; i < archive_reader_count(reader); i++) {
        const ArchivePart *part = archive_reader_part(reader, i);
        Weight *weight = g_new0(Weight, 1);
        *weight = (Weight){g_strdup(part->name), g_hash_table_lookup(assets, part->name),
                           g_hash_table_lookup(articles, part->name), part->stored_bytes};
        g_ptr_array_add(weights->parts, weight);
        const void *source = weight->asset != NULL ? (const void *)weight->asset : weight->article;
        if (source != NULL) {
            g_hash_table_insert(weights->by_source, (gpointer)source, weight);
        }
    }
}

static Weights *weigh(const IssueWork *work, FILE *file, Jobs *jobs) {
    g_autoptr(Report) unsaid = report_new(); /* build says it */
    uint64_t size_bytes = 0;
    int descriptor = fileno(file);
    if (!fit_book_write(work->issue, print_work_pages(work, jobs), work->renditions,
                        format_find("epub"), descriptor, jobs, unsaid, &size_bytes, NULL)) {
        return NULL;
    }
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", descriptor);
    g_autoptr(ArchiveReader) reader = archive_reader_open(path, NULL);
    if (reader == NULL) {
        return NULL;
    }
    Weights *weights = g_new0(Weights, 1);
    weights->book_bytes = size_bytes;
    weights->parts = g_ptr_array_new_with_free_func(weight_free);
    weights->by_source = g_hash_table_new(NULL, NULL);
    add_parts(weights, work->issue, reader);
    return weights;
}

Weights *weights_new(const IssueWork *work, Jobs *jobs) {
    FILE *file = tmpfile();
    if (file == NULL) {
        return NULL;
    }
    Weights *weights = weigh(work, file, jobs);
    fclose(file);
    return weights;
}

uint64_t weights_of(const Weights *weights, const void *asset_or_article) {
    const Weight *weight = g_hash_table_lookup(weights->by_source, asset_or_article);
    return weight != NULL ? weight->bytes : 0;
}

static gint compare_weight(gconstpointer left, gconstpointer right) {
    const Weight *a = *(const Weight *const *)left;
    const Weight *b = *(const Weight *const *)right;
    if (a->bytes != b->bytes) {
        return a->bytes > b->bytes ? -1 : 1;
    }
    return text_natural_compare(a->name, b->name);
}

static void add_row(Table *table, const Weight *weight) {
    g_autofree char *size = closing_size(weight->bytes);
    if (weight->asset == NULL) {
        const char *what = weight->article != NULL ? weight->article->path : weight->name;
        table_add_row(table, size, what, "", "", NULL);
        return;
    }
    ShownPicture shown = asset_shown(weight->asset);
    g_autofree char *pixels = g_strdup_printf("%u x %u", shown.width_px, shown.height_px);
    g_autofree char *source = closing_size(weight->asset->size_bytes);
    table_add_row(table, size, weight->asset->path, pixels, source, NULL);
}

static void print_sums(const Weights *weights) {
    uint64_t pictures_bytes = 0, text_bytes = 0;
    size_t pictures = 0;
    for (guint i = 0; i < weights->parts->len; i++) {
        const Weight *weight = weights->parts->pdata[i];
        pictures += weight->asset != NULL;
        pictures_bytes += weight->asset != NULL ? weight->bytes : 0;
        text_bytes += weight->article != NULL ? weight->bytes : 0;
    }
    g_autofree char *book = closing_size(weights->book_bytes);
    g_autofree char *count = closing_plural(pictures, "picture", "pictures");
    g_autofree char *picture_size = closing_size(pictures_bytes);
    g_autofree char *text_size = closing_size(text_bytes);
    printf("the e-book: %s; %s, %s; articles, %s\n", book, count, picture_size, text_size);
}

void weights_print(const Weights *weights, bool colour) {
    g_autoptr(GPtrArray) parts = g_ptr_array_copy(weights->parts, NULL, NULL);
    g_ptr_array_set_free_func(parts, NULL); /* they stay the weights' */
    g_ptr_array_sort(parts, compare_weight);
    g_autoptr(Table) table = table_new("weight>", "what", "pixels>", "came as>", NULL);
    for (guint i = 0; i < parts->len && i < HEAVIEST; i++) {
        add_row(table, parts->pdata[i]);
    }
    putchar('\n');
    table_print(table, stdout, colour);
    print_sums(weights);
}

void weights_add_json(const Weights *weights, JsonText *json) {
    json_text_add_integer(json, "bytes", (int64_t)weights->book_bytes);
    json_text_begin_list(json, "parts");
    for (guint i = 0; i < weights->parts->len; i++) {
        const Weight *weight = weights->parts->pdata[i];
        json_text_begin_map(json, NULL);
        json_text_add(json, "name", weight->name);
        json_text_add(json, "source",
                      weight->asset != NULL     ? weight->asset->path
                      : weight->article != NULL ? weight->article->path
                                                : NULL);
        json_text_add_integer(json, "bytes", (int64_t)weight->bytes);
        json_text_end(json);
    }
    json_text_end(json);
}
