/* Notes answers of the disk: any thread pushes onto one list, and the end of the way, when only one
 * thread is left, sorts it. */
#include "base/inputs.h"

#include <string.h>
#include <time.h>

static const int64_t slowest_tick_ns = 2000000000; /* FAT's */

typedef struct Note Note;
struct Note {
    Note *before;
    InputAnswer answer;
    char path[];
};

struct Inputs {
    int64_t taken_ns;
    GPtrArray *roots; /* char * */
    Note *newest;     /* touched by atomic operations only until all jobs are done */
};

int64_t file_clock_ns(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

FileStamp file_stamp(const struct stat *status) {
    return (FileStamp){
        .size_bytes = (uint64_t)status->st_size,
        .inode = status->st_ino,
        .device = status->st_dev,
        .changed_ns = (int64_t)status->st_ctim.tv_sec * 1000000000 + status->st_ctim.tv_nsec,
        .modified_ns = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec};
}

bool file_stamp_equal(const FileStamp *left, const FileStamp *right) {
    return left->size_bytes == right->size_bytes && left->inode == right->inode &&
           left->device == right->device && left->changed_ns == right->changed_ns &&
           left->modified_ns == right->modified_ns;
}

bool file_stamp_is_trusted(const FileStamp *stamp, int64_t taken_ns) {
    int64_t last_ns = MAX(stamp->changed_ns, stamp->modified_ns);
    return taken_ns > slowest_tick_ns && last_ns < taken_ns - slowest_tick_ns;
}

Inputs *inputs_new(void) {
    Inputs *inputs = g_new0(Inputs, 1);
    inputs->taken_ns = file_clock_ns();
    inputs->roots = g_ptr_array_new_with_free_func(g_free);
    return inputs;
}

void inputs_free(Inputs *inputs) {
    if (inputs == NULL) {
        return;
    }
    for (Note *note = inputs->newest; note != NULL;) {
        Note *before = note->before;
        g_free(note);
        note = before;
    }
    g_ptr_array_unref(inputs->roots);
    g_free(inputs);
}

uint64_t inputs_add_root(Inputs *inputs, const char *path) {
    for (guint i = 0; i < inputs->roots->len; i++) {
        if (strcmp(inputs->roots->pdata[i], path) == 0) {
            return i;
        }
    }
    g_ptr_array_add(inputs->roots, g_strdup(path));
    return inputs->roots->len - 1;
}

void inputs_note(Inputs *inputs, const char *path, const InputAnswer *answer) {
    if (inputs == NULL) {
        return;
    }
    size_t size_bytes = strlen(path) + 1;
    Note *note = g_malloc(sizeof *note + size_bytes);
    note->answer = *answer;
    memcpy(note->path, path, size_bytes);
    do {
        note->before = g_atomic_pointer_get(&inputs->newest);
    } while (!g_atomic_pointer_compare_and_exchange(&inputs->newest, note->before, note));
}

PathKind kind_of_status(const struct stat *status) {
    return S_ISREG(status->st_mode)   ? PATH_FILE
           : S_ISDIR(status->st_mode) ? PATH_DIRECTORY
                                      : PATH_OTHER;
}

PathKind path_kind(const char *path, Inputs *inputs) {
    struct stat status;
    PathKind kind = stat(path, &status) == 0 ? kind_of_status(&status) : PATH_NOTHING;
    inputs_note(inputs, path, &(InputAnswer){.question = INPUT_PLAIN, .kind = kind});
    return kind;
}

/* By question; of one question's answers first the one that knows most. */
static gint compare_notes(gconstpointer left, gconstpointer right) {
    const Note *a = *(const Note *const *)left;
    const Note *b = *(const Note *const *)right;
    if (a->answer.root != b->answer.root) {
        return a->answer.root < b->answer.root ? -1 : 1;
    }
    if (a->answer.question != b->answer.question) {
        return a->answer.question < b->answer.question ? -1 : 1;
    }
    int by_path = strcmp(a->path, b->path);
    return by_path != 0 ? by_path
                        : digest_is_known(&b->answer.digest) - digest_is_known(&a->answer.digest);
}

static bool is_same_question(const Note *left, const Note *right) {
    return left->answer.root == right->answer.root &&
           left->answer.question == right->answer.question && strcmp(left->path, right->path) == 0;
}

static bool is_same_answer(const InputAnswer *left, const InputAnswer *right) {
    return left->kind == right->kind && file_stamp_equal(&left->stamp, &right->stamp) &&
           (!digest_is_known(&right->digest) || digest_equal(&left->digest, &right->digest));
}

/* The notes, each question once, in order. NULL if two answers to one are not the same. */
static GPtrArray *settle(const Inputs *inputs) {
    g_autoptr(GPtrArray) notes = g_ptr_array_new();
    for (Note *note = inputs->newest; note != NULL; note = note->before) {
        g_ptr_array_add(notes, note);
    }
    g_ptr_array_sort(notes, compare_notes);
    guint kept = 0;
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        const Note *last = kept > 0 ? notes->pdata[kept - 1] : NULL;
        if (last == NULL || !is_same_question(last, note)) {
            notes->pdata[kept++] = notes->pdata[i];
        } else if (!is_same_answer(&last->answer, &note->answer)) {
            return NULL;
        }
    }
    g_ptr_array_set_size(notes, (gint)kept);
    return g_steal_pointer(&notes);
}

GVariant *inputs_to_variant(const Inputs *inputs) {
    g_autoptr(GPtrArray) notes = settle(inputs);
    if (notes == NULL) {
        return NULL;
    }
    g_autofree const char **paths = g_new(const char *, notes->len);
    g_autofree InputAnswer *answers = g_new(InputAnswer, notes->len);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        paths[i] = note->path;
        answers[i] = note->answer;
    }
    GVariant *parts[] = {g_variant_new_int64(inputs->taken_ns),
                         g_variant_new_bytestring_array((const gchar *const *)inputs->roots->pdata,
                                                        (gssize)inputs->roots->len),
                         g_variant_new_bytestring_array(paths, (gssize)notes->len),
                         g_variant_new_fixed_array(G_VARIANT_TYPE(INPUT_ANSWER_TYPE), answers,
                                                   notes->len, sizeof(InputAnswer))};
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}
