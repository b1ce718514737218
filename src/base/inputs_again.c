/* Asks the disk again what inputs.c noted. The stored value is taken for what it is worth: every
 * number is held against what is there. */
#include "base/inputs.h"

#include "base/file.h"
#include "base/limits.h"

#include <string.h>

typedef struct {
    int64_t taken_ns;
    GPtrArray *roots;     /* Root *, or NULL for one that is not there */
    GVariant *roots_kept; /* aay, with `paths` */
    GVariant *paths;
    const InputAnswer *answers;
    gsize count;
    InputAnswer *fresh; /* as many */
    bool is_read;       /* a file was */
} Asking;

static void free_root(void *root) {
    if (root != NULL) {
        root_free(root);
    }
}

static bool begin(Asking *asking, GVariant *inputs) {
    g_autoptr(GVariant) answers = g_variant_get_child_value(inputs, 3);
    g_variant_get_child(inputs, 0, "x", &asking->taken_ns);
    asking->roots_kept = g_variant_get_child_value(inputs, 1);
    asking->paths = g_variant_get_child_value(inputs, 2);
    asking->answers = g_variant_get_fixed_array(answers, &asking->count, sizeof(InputAnswer));
    asking->roots = g_ptr_array_new_with_free_func(free_root);
    for (gsize i = 0; i < g_variant_n_children(asking->roots_kept); i++) {
        g_autoptr(GVariant) path = g_variant_get_child_value(asking->roots_kept, i);
        g_ptr_array_add(asking->roots, root_open(g_variant_get_bytestring(path), NULL));
    }
    asking->fresh = g_memdup2(asking->answers, asking->count * sizeof(InputAnswer));
    return asking->count > 0 && g_variant_n_children(asking->paths) == asking->count;
}

static void end(Asking *asking) {
    g_ptr_array_unref(asking->roots);
    g_variant_unref(asking->roots_kept);
    g_variant_unref(asking->paths);
    g_free(asking->fresh);
}

/* Has the file the contents that it had? Reads it. */
static bool has_same_contents(const Root *root, const char *path, InputAnswer *fresh) {
    if (!digest_is_known(&fresh->digest)) {
        return false;
    }
    int descriptor = root_open_file(root, path, NULL, NULL);
    struct stat status;
    bool is_had = descriptor >= 0 && fstat(descriptor, &status) == 0;
    g_autoptr(GBytes) bytes =
        is_had ? file_read_descriptor(descriptor, LIMIT_DIGEST_BYTES, NULL) : NULL;
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (bytes == NULL) {
        return false;
    }
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    Digest digest = digest_of(data, length);
    fresh->stamp = file_stamp(&status);
    return digest_equal(&digest, &fresh->digest);
}

static bool ask_file(Asking *asking, const Root *root, const char *path, InputAnswer *fresh) {
    FileStamp stamp;
    PathKind kind = root_kind(root, path, &stamp);
    if (kind != (PathKind)fresh->kind || kind != PATH_FILE) {
        return kind == PATH_NOTHING && fresh->kind == PATH_NOTHING;
    }
    if (file_stamp_equal(&stamp, &fresh->stamp) &&
        file_stamp_is_trusted(&stamp, asking->taken_ns)) {
        return true;
    }
    asking->is_read = true;
    return has_same_contents(root, path, fresh);
}

static bool ask_listing(Asking *asking, const Root *root, const char *path, InputAnswer *fresh) {
    FileStamp stamp;
    const char *place = *path ? path : ".";
    PathKind kind = root_kind(root, place, &stamp);
    if (kind != PATH_DIRECTORY || fresh->kind != PATH_DIRECTORY) {
        return false;
    }
    if (file_stamp_equal(&stamp, &fresh->stamp) &&
        file_stamp_is_trusted(&stamp, asking->taken_ns)) {
        return true;
    }
    asking->is_read = true;
    Digest digest;
    return root_listing(root, place, &fresh->stamp, &digest) &&
           digest_equal(&digest, &fresh->digest);
}

static bool ask(Asking *asking, gsize index) {
    InputAnswer *fresh = &asking->fresh[index];
    g_autoptr(GVariant) kept = g_variant_get_child_value(asking->paths, index);
    const char *path = g_variant_get_bytestring(kept);
    if (fresh->question == INPUT_PLAIN) {
        return path_kind(path, NULL) == (PathKind)fresh->kind;
    }
    const Root *root = fresh->root < asking->roots->len ? asking->roots->pdata[fresh->root] : NULL;
    if (root == NULL) {
        return false;
    }
    FileStamp stamp;
    switch (fresh->question) {
    case INPUT_FILE:
        return ask_file(asking, root, path, fresh);
    case INPUT_LISTING:
        return ask_listing(asking, root, path, fresh);
    case INPUT_KIND:
        return root_kind(root, path, &stamp) == (PathKind)fresh->kind;
    default:
        return false;
    }
}

static GVariant *as_of(const Asking *asking, int64_t taken_ns) {
    GVariant *parts[] = {g_variant_new_int64(taken_ns), asking->roots_kept, asking->paths,
                         g_variant_new_fixed_array(G_VARIANT_TYPE(INPUT_ANSWER_TYPE), asking->fresh,
                                                   asking->count, sizeof(InputAnswer))};
    return g_variant_ref_sink(g_variant_new_tuple(parts, G_N_ELEMENTS(parts)));
}

GVariant *inputs_ask_again(GVariant *inputs, bool wants_fresh, int64_t now_ns) {
    Asking asking = {0};
    bool is_same = begin(&asking, inputs);
    for (gsize i = 0; is_same && i < asking.count; i++) {
        is_same = ask(&asking, i);
    }
    GVariant *answer = !is_same                        ? NULL
                       : wants_fresh || asking.is_read ? as_of(&asking, now_ns)
                                                       : g_variant_ref(inputs);
    end(&asking);
    return answer;
}
