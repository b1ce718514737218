/* States of books. The value on disk is, in this order: its question, the directory where the build
 * ran, its inputs, articles, words and pictures, the files it wrote, its diagnostics. */
#include "commands/state.h"

#include "commands/state_file.h"
#include "commands/state_question.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PRODUCTS_TYPE "a(say" INPUT_ANSWER_TYPE ")"
#define DIAGNOSTICS_TYPE "a(smayuumaybaymayt)"
#define STATE_TYPE "(say" INPUTS_TYPE "(ttt)" PRODUCTS_TYPE DIAGNOSTICS_TYPE ")"

enum {
    PART_QUESTION,
    PART_HERE,
    PART_INPUTS,
    PART_COUNTS,
    PART_PRODUCTS,
    PART_DIAGNOSTICS,
    PART_COUNT
};

static char *find_directory(const char *path, const Options *options) {
    g_autofree char *publication = publication_path_of_issue(path, NULL);
    g_autofree char *state = state_directory(options, publication);
    return g_build_filename(state, "books", NULL);
}

/* Packing */

static GVariant *pack_answer(const Product *product) {
    InputAnswer answer = {.question = INPUT_PLAIN,
                          .kind = PATH_FILE,
                          .stamp = product->stamp,
                          .digest = product->digest};
    g_autoptr(GVariant) all = g_variant_ref_sink(
        g_variant_new_fixed_array(G_VARIANT_TYPE(INPUT_ANSWER_TYPE), &answer, 1, sizeof answer));
    return g_variant_get_child_value(all, 0);
}

static GVariant *pack_products(const GPtrArray *products) {
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(PRODUCTS_TYPE));
    for (guint i = 0; i < products->len; i++) {
        const Product *product = products->pdata[i];
        g_autoptr(GVariant) answer = pack_answer(product);
        g_variant_builder_add(&builder, "(s^ay@" INPUT_ANSWER_TYPE ")", product->format->name,
                              product->path, answer);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *pack_diagnostics(const Report *report) {
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(DIAGNOSTICS_TYPE));
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_variant_builder_add(&builder, "(sm^ayuum^ayb^aym^ayt)", diagnostic_name(each->code),
                              each->place.file, each->place.line, each->place.column,
                              each->place.detail, each->place.is_paragraph, each->message,
                              each->hint, (guint64)each->stands_for);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *pack(const IssueWork *work, const char *question, GVariant *inputs) {
    g_autofree char *here = g_get_current_dir();
    const BookCount *count = &work->count;
    GVariant *parts[PART_COUNT] = {g_variant_new_string(question),
                                   g_variant_new_bytestring(here),
                                   inputs,
                                   g_variant_new("(ttt)", (guint64)count->articles,
                                                 (guint64)count->words, (guint64)count->pictures),
                                   pack_products(work->products),
                                   pack_diagnostics(work->report)};
    return g_variant_ref_sink(g_variant_new_tuple(parts, PART_COUNT));
}

/* Unpacking */

static bool find_code(const char *name, DiagnosticCode *code) {
    for (int i = 0; i < DIAGNOSTIC_COUNT; i++) {
        if (strcmp(diagnostic_name((DiagnosticCode)i), name) == 0) {
            *code = (DiagnosticCode)i;
            return true;
        }
    }
    return false;
}

static bool unpack_diagnostics(GVariant *packed, Report *report) {
    GVariantIter each;
    g_variant_iter_init(&each, packed);
    const char *name = NULL;
    Diagnostic diagnostic = {0};
    gboolean is_paragraph = FALSE;
    guint64 stands_for = 0;
    while (g_variant_iter_next(&each, "(&sm^&ayuum^&ayb^&aym^&ayt)", &name, &diagnostic.place.file,
                               &diagnostic.place.line, &diagnostic.place.column,
                               &diagnostic.place.detail, &is_paragraph, &diagnostic.message,
                               &diagnostic.hint, &stands_for)) {
        if (!find_code(name, &diagnostic.code)) {
            return false;
        }
        diagnostic.place.is_paragraph = is_paragraph;
        diagnostic.stands_for = stands_for;
        report_add_again(report, &diagnostic);
    }
    return true;
}

static InputAnswer unpack_answer(GVariant *packed) {
    InputAnswer answer = {0};
    if (g_variant_get_size(packed) == sizeof answer) {
        memcpy(&answer, g_variant_get_data(packed), sizeof answer);
    }
    return answer;
}

static bool unpack_products(GVariant *packed, GPtrArray *products) {
    GVariantIter each;
    g_variant_iter_init(&each, packed);
    const char *format = NULL;
    const char *path = NULL;
    GVariant *answer = NULL;
    bool is_good = true;
    while (is_good &&
           g_variant_iter_next(&each, "(&s^&ay@" INPUT_ANSWER_TYPE ")", &format, &path, &answer)) {
        InputAnswer kept = unpack_answer(answer);
        g_variant_unref(answer);
        is_good = format_find(format) != NULL;
        Product *product = product_new(format_find(format), path);
        product->stamp = kept.stamp;
        product->digest = kept.digest;
        product->size_bytes = kept.stamp.size_bytes;
        g_ptr_array_add(products, product);
    }
    return is_good && products->len > 0;
}

static void unpack_counts(GVariant *packed, BookCount *count) {
    guint64 articles = 0;
    guint64 words = 0;
    guint64 pictures = 0;
    g_variant_get(packed, "(ttt)", &articles, &words, &pictures);
    *count = (BookCount){articles, words, pictures};
}

/* Are the bytes that were written still there? */
static bool product_stands(Product *product, int64_t taken_ns, bool *is_read) {
    int descriptor = open(product->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
        (uint64_t)status.st_size != product->size_bytes) {
        if (descriptor >= 0) {
            close(descriptor);
        }
        return false;
    }
    FileStamp stamp = file_stamp(&status);
    bool stands =
        file_stamp_equal(&stamp, &product->stamp) && file_stamp_is_trusted(&stamp, taken_ns);
    if (!stands) {
        Digest digest;
        *is_read = true;
        stands =
            digest_of_descriptor(descriptor, &digest) && digest_equal(&digest, &product->digest);
        product->stamp = stamp;
    }
    close(descriptor);
    return stands;
}

static bool products_stand(GPtrArray *products, int64_t taken_ns, bool *is_read) {
    for (guint i = 0; i < products->len; i++) {
        if (!product_stands(products->pdata[i], taken_ns, is_read)) {
            return false;
        }
    }
    return true;
}

/* Sets `inputs`, a reference, to the stamps of today if anything had to be read. */
static bool is_current(IssueWork *work, GVariant **inputs) {
    int64_t taken_ns = 0;
    g_variant_get_child(*inputs, 0, "x", &taken_ns);
    int64_t now_ns = file_clock_ns();
    bool is_read = false;
    if (!products_stand(work->products, taken_ns, &is_read)) {
        return false;
    }
    GVariant *fresh = inputs_ask_again(*inputs, is_read, now_ns);
    if (fresh == NULL) {
        return false;
    }
    g_variant_unref(*inputs);
    *inputs = fresh;
    return true;
}

/* A state may have come under another's name. */
static bool is_asked(GVariant *state, const char *question) {
    const char *kept = NULL;
    g_variant_get_child(state, PART_QUESTION, "&s", &kept);
    return strcmp(kept, question) == 0;
}

IssueWork *state_recall(const char *path, const Options *options, bool may_keep) {
    int64_t start_us = g_get_monotonic_time();
    g_autofree char *directory = find_directory(path, options);
    g_autofree char *question = state_question(path, options);
    g_autofree char *file = g_build_filename(directory, question, NULL);
    g_autoptr(GVariant) state = state_file_read(file, G_VARIANT_TYPE(STATE_TYPE));
    if (state == NULL || !is_asked(state, question)) {
        return NULL;
    }
    g_autoptr(GVariant) was = g_variant_get_child_value(state, PART_INPUTS);
    g_autoptr(GVariant) inputs = g_variant_ref(was);
    g_autoptr(GVariant) counts = g_variant_get_child_value(state, PART_COUNTS);
    g_autoptr(GVariant) products = g_variant_get_child_value(state, PART_PRODUCTS);
    g_autoptr(GVariant) diagnostics = g_variant_get_child_value(state, PART_DIAGNOSTICS);
    IssueWork *work = issue_work_new_known(path, options);
    work->is_up_to_date = true;
    unpack_counts(counts, &work->count);
    if (!unpack_products(products, work->products) ||
        !unpack_diagnostics(diagnostics, work->report) || !is_current(work, &inputs)) {
        issue_work_free(work);
        return NULL;
    }
    if (may_keep && inputs != was) {
        g_autoptr(GVariant) fresh = pack(work, question, inputs);
        state_file_write(file, fresh);
    }
    work->read_us = g_get_monotonic_time() - start_us;
    return work;
}

/* Keeping */

/* Does a state still speak of a book that stands as it was written? */
static bool is_alive(GVariant *state) {
    g_autoptr(GVariant) here = g_variant_get_child_value(state, PART_HERE);
    g_autoptr(GVariant) packed = g_variant_get_child_value(state, PART_PRODUCTS);
    g_autoptr(GPtrArray) products = g_ptr_array_new_with_free_func((GDestroyNotify)product_free);
    bool is_alive = unpack_products(packed, products);
    for (guint i = 0; is_alive && i < products->len; i++) {
        const Product *product = products->pdata[i];
        g_autofree char *path =
            g_canonicalize_filename(product->path, g_variant_get_bytestring(here));
        struct stat status;
        FileStamp stamp = {0};
        if (stat(path, &status) == 0) {
            stamp = file_stamp(&status);
        }
        is_alive = file_stamp_equal(&stamp, &product->stamp);
    }
    return is_alive;
}

/* Removes the states of this issue whose books were overwritten or deleted: other options, another
 * Galley, a directory of long ago. */
static void sweep(const char *directory, const char *question) {
    g_autoptr(GDir) listing = g_dir_open(directory, 0, NULL);
    const char *name = listing != NULL ? g_dir_read_name(listing) : NULL;
    for (; name != NULL; name = g_dir_read_name(listing)) {
        if (strncmp(name, question, STATE_ISSUE_DIGITS + 1) != 0 || strcmp(name, question) == 0) {
            continue;
        }
        g_autofree char *path = g_build_filename(directory, name, NULL);
        g_autoptr(GVariant) state = state_file_read(path, G_VARIANT_TYPE(STATE_TYPE));
        if (state == NULL || !is_alive(state)) {
            g_unlink(path);
        }
    }
}

void state_keep(const IssueWork *work, const Options *options) {
    bool is_whole = work->inputs != NULL && !work->is_refused && work->error == NULL &&
                    work->products->len > 0 && !renditions_had_accident(work->renditions);
    for (guint i = 0; is_whole && i < work->products->len; i++) {
        is_whole = digest_is_known(&((const Product *)work->products->pdata[i])->digest);
    }
    if (!is_whole) {
        return;
    }
    GVariant *inputs = inputs_to_variant(work->inputs);
    if (inputs == NULL) {
        return;
    }
    g_autofree char *directory = g_build_filename(work->state_directory, "books", NULL);
    g_autofree char *question = state_question(work->path, options);
    g_autofree char *file = g_build_filename(directory, question, NULL);
    bool is_new = access(file, F_OK) != 0;
    g_autoptr(GVariant) state = pack(work, question, inputs);
    state_file_write(file, state);
    if (is_new) {
        sweep(directory, question);
    }
}
