/* Bounded reading below a root, on openat2(2) where the kernel has it, and the walk of a directory.
 */
#include "base/file.h"

#include "base/limits.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

G_DEFINE_QUARK(galley_file_error, galley_file_error)

struct Root {
    gatomicrefcount references;
    int descriptor;
    char *path;
    Inputs *inputs;  /* borrowed; NULL: nothing is noted */
    uint64_t number; /* among their roots */
};

static bool fail(GError **error, const char *path, int number) {
    GalleyFileError code = FILE_ERROR_SYSTEM;
    if (number == ENOENT || number == ENOTDIR || number == EXDEV || number == ELOOP ||
        number == ENAMETOOLONG) {
        code = FILE_ERROR_MISSING;
        number = number == EXDEV || number == ELOOP ? ENOENT : number;
    }
    g_set_error(error, GALLEY_FILE_ERROR, code, "%s: %s", path, g_strerror(number));
    return false;
}

Root *root_open(const char *path, GError **error) {
    return root_open_noted(path, NULL, error);
}

Root *root_open_noted(const char *path, Inputs *inputs, GError **error) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        fail(error, path, errno);
        path_kind(path, inputs);
        return NULL;
    }
    Root *root = g_new0(Root, 1);
    g_atomic_ref_count_init(&root->references);
    root->descriptor = descriptor;
    root->path = g_strdup(path);
    root->inputs = inputs;
    root->number = inputs != NULL ? inputs_add_root(inputs, path) : 0;
    return root;
}

Root *root_ref(Root *root) {
    g_atomic_ref_count_inc(&root->references);
    return root;
}

void root_free(Root *root) {
    if (root != NULL && g_atomic_ref_count_dec(&root->references)) {
        close(root->descriptor);
        g_free(root->path);
        g_free(root);
    }
}

const char *root_path(const Root *root) {
    return root->path;
}

Inputs *root_inputs(const Root *root) {
    return root->inputs;
}

static void note(const Root *root, const char *path, InputAnswer answer) {
    answer.root = root->number;
    inputs_note(root->inputs, path, &answer);
}

/* Without openat2 no link at all is followed: a component at a time, O_NOFOLLOW. */
static int open_by_components(int directory, const char *path, int flags) {
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    int at = openat(directory, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; at >= 0 && parts[i] != NULL; i++) {
        bool is_last = parts[i + 1] == NULL;
        bool climbs = strcmp(parts[i], "..") == 0 || (path[0] == '/' && i == 0);
        int how = (is_last ? flags : O_PATH | O_DIRECTORY) | O_NOFOLLOW | O_CLOEXEC;
        int next = climbs ? -1 : openat(at, parts[i][0] == '\0' ? "." : parts[i], how);
        int number = climbs ? EXDEV : errno;
        close(at);
        errno = number;
        at = next;
    }
    return at;
}

/* A rename anywhere on the machine can make the kernel unsure of a ".." in a link: it says EAGAIN.
 */
static int open_beneath(int directory, const char *path, int flags) {
    enum { ATTEMPTS = 1000 };
    struct open_how how = {.flags = (guint64)(flags | O_CLOEXEC),
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    long descriptor = -1;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        descriptor = syscall(SYS_openat2, directory, path, &how, sizeof how);
        if (descriptor >= 0 || errno != EAGAIN) {
            break;
        }
    }
    if (descriptor < 0 && (errno == ENOSYS || errno == EPERM)) {
        return open_by_components(directory, path, flags);
    }
    return (int)descriptor;
}

/* O_NONBLOCK, so that a FIFO in the issue cannot hold the build. The answer is not noted yet. */
static int open_file(const Root *root, const char *relative_path, InputAnswer *answer,
                     GError **error) {
    *answer = (InputAnswer){.question = INPUT_FILE, .kind = PATH_OTHER};
    int descriptor =
        open_beneath(root->descriptor, relative_path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        g_autoptr(GError) why = NULL;
        fail(&why, relative_path, errno);
        answer->kind = why->code == FILE_ERROR_MISSING ? PATH_NOTHING : PATH_OTHER;
        g_propagate_error(error, g_steal_pointer(&why));
        if (descriptor >= 0) {
            close(descriptor);
        }
        return -1;
    }
    if (!S_ISREG(status.st_mode)) {
        close(descriptor);
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_NOT_A_FILE, "%s: is not a file",
                    relative_path);
        return -1;
    }
    answer->kind = PATH_FILE;
    answer->stamp = file_stamp(&status);
    return descriptor;
}

int root_open_file(const Root *root, const char *relative_path, uint64_t *size_bytes,
                   GError **error) {
    InputAnswer answer;
    int descriptor = open_file(root, relative_path, &answer, error);
    note(root, relative_path, answer);
    if (descriptor >= 0 && size_bytes != NULL) {
        *size_bytes = answer.stamp.size_bytes;
    }
    return descriptor;
}

PathKind root_kind(const Root *root, const char *relative_path, FileStamp *stamp) {
    struct stat status;
    int descriptor = open_beneath(root->descriptor, relative_path, O_PATH);
    bool is_there = descriptor >= 0 && fstat(descriptor, &status) == 0;
    if (descriptor >= 0) {
        close(descriptor);
    }
    *stamp = is_there ? file_stamp(&status) : (FileStamp){0};
    return is_there ? kind_of_status(&status) : PATH_NOTHING;
}

static bool too_large(GError **error, size_t limit_bytes) {
    bool is_small = limit_bytes < 1 << 20;
    g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE, "it is larger than %zu %s",
                limit_bytes >> (is_small ? 10 : 20), is_small ? "KB" : "MB");
    return false;
}

/* st_size is a hint: the file may grow or shrink while it is read. */
GBytes *file_read_descriptor(int descriptor, size_t limit_bytes, GError **error) {
    struct stat status;
    size_t size_bytes = fstat(descriptor, &status) == 0 ? (size_t)MAX(status.st_size, 0) : 0;
    if (size_bytes > limit_bytes) {
        too_large(error, limit_bytes);
        return NULL;
    }
    size_t capacity = MAX(size_bytes, 4096);
    capacity += 1; /* room for one byte more than was foretold: then it grows */
    size_t length = 0;
    char *bytes = g_malloc(capacity);
    for (;;) {
        ssize_t count = read(descriptor, bytes + length, capacity - length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s", g_strerror(errno));
            g_free(bytes);
            return NULL;
        }
        length += (size_t)count;
        if (count == 0 || length == size_bytes) { /* its end need not be read to be known */
            return g_bytes_new_take(bytes, length);
        }
        if (length > limit_bytes) {
            too_large(error, limit_bytes);
            g_free(bytes);
            return NULL;
        }
        if (length == capacity) {
            capacity *= 2;
            bytes = g_realloc(bytes, capacity);
        }
    }
}

GBytes *root_read(const Root *root, const char *relative_path, size_t limit_bytes, GError **error) {
    InputAnswer answer;
    int descriptor = open_file(root, relative_path, &answer, error);
    GBytes *bytes = descriptor < 0 ? NULL : file_read_descriptor(descriptor, limit_bytes, error);
    if (descriptor >= 0) {
        close(descriptor);
    }
    gsize length = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    if (root->inputs != NULL && bytes != NULL && length <= LIMIT_DIGEST_BYTES) {
        answer.digest = digest_of(data, length);
    }
    note(root, relative_path, answer);
    return bytes;
}

void file_entry_free(FileEntry *entry) {
    g_free(entry->path);
    g_free(entry);
}

typedef struct {
    const Root *root;
    RootEnter enter;
    void *context;
    GPtrArray *entries;
    GError **error;
} Walk;

/* A name in a directory, behind a letter for what kind of thing it is. */
static gint compare_names(gconstpointer left, gconstpointer right) {
    return text_natural_compare(*(const char *const *)left + 1, *(const char *const *)right + 1);
}

static char kind_letter(unsigned char type) {
    switch (type) {
    case DT_REG:
        return 'f';
    case DT_DIR:
        return 'd';
    case DT_LNK:
        return 'l';
    case DT_UNKNOWN:
        return '?';
    default:
        return 'o';
    }
}

static GPtrArray *read_names(int descriptor) {
    DIR *directory = fdopendir(descriptor);
    if (directory == NULL) {
        close(descriptor);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (struct dirent *entry = readdir(directory);
         entry != NULL && names->len <= LIMIT_DIRECTORY_FILES; entry = readdir(directory)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            size_t length = strlen(entry->d_name);
            char *name = g_malloc(length + 2);
            name[0] = kind_letter(entry->d_type);
            memcpy(name + 1, entry->d_name, length + 1);
            g_ptr_array_add(names, name);
        }
    }
    closedir(directory);
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Opens a directory and reads its names. NULL with errno. */
static GPtrArray *list(const Root *root, const char *path, int *descriptor, FileStamp *stamp) {
    *descriptor =
        open_beneath(root->descriptor, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    struct stat status;
    if (*descriptor < 0 || fstat(*descriptor, &status) != 0) {
        return NULL;
    }
    *stamp = file_stamp(&status);
    int listing = fcntl(*descriptor, F_DUPFD_CLOEXEC, 0);
    return listing < 0 ? NULL : read_names(listing);
}

static Digest digest_names(const GPtrArray *names) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (name[1] != '.' && strcmp(name, "doutput") != 0) {
            g_string_append_len(text, name, (gssize)strlen(name) + 1);
        }
    }
    return digest_of(text->str, text->len);
}

bool root_listing(const Root *root, const char *relative_path, FileStamp *stamp, Digest *digest) {
    int descriptor = -1;
    g_autoptr(GPtrArray) names = list(root, relative_path, &descriptor, stamp);
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (names != NULL) {
        *digest = digest_names(names);
    }
    return names != NULL;
}

/* A link to a file is an entry if its target lies beneath the root; a link to a directory never is,
 * so that no walk can go in a circle. */
static bool look_at(const Walk *walk, int directory, const char *name, const char *path,
                    struct stat *status) {
    if (fstatat(directory, name, status, AT_SYMLINK_NOFOLLOW) != 0) {
        return false;
    }
    if (!S_ISLNK(status->st_mode)) {
        return S_ISREG(status->st_mode) || S_ISDIR(status->st_mode);
    }
    int target = open_beneath(walk->root->descriptor, path, O_PATH);
    bool is_there = target >= 0 && fstat(target, status) == 0;
    if (target >= 0) {
        close(target);
    }
    PathKind kind = is_there ? kind_of_status(status) : PATH_NOTHING;
    note(walk->root, path, (InputAnswer){.question = INPUT_KIND, .kind = kind});
    return kind == PATH_FILE;
}

static bool walk_directory(const Walk *walk, const char *path, unsigned depth);

static bool fail_for_size(const Walk *walk) {
    g_set_error(walk->error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE,
                "%s: too many files or directories too deep for one issue", walk->root->path);
    return false;
}

/* Adds one name of a directory, and what is below it. */
static bool walk_entry(const Walk *walk, int directory, const char *name, const char *path,
                       unsigned depth) {
    struct stat status;
    if (!look_at(walk, directory, name, path, &status)) {
        return true;
    }
    if (walk->entries->len >= LIMIT_DIRECTORY_FILES || depth >= LIMIT_DIRECTORY_DEPTH) {
        return fail_for_size(walk);
    }
    bool is_directory = S_ISDIR(status.st_mode);
    g_autofree char *shown = g_utf8_make_valid(path, -1);
    if (is_directory && walk->enter != NULL && !walk->enter(shown, walk->context)) {
        return true;
    }
    FileEntry *entry = g_new0(FileEntry, 1);
    *entry = (FileEntry){.path = g_steal_pointer(&shown),
                         .is_directory = is_directory,
                         .size_bytes = (uint64_t)status.st_size};
    g_ptr_array_add(walk->entries, entry);
    return !is_directory || walk_directory(walk, path, depth + 1);
}

/* The directory was just added. */
static bool pass_by(const Walk *walk, const char *path) {
    FileEntry *entry = walk->entries->pdata[walk->entries->len - 1];
    entry->is_shut = true;
    note(walk->root, path, (InputAnswer){.question = INPUT_LISTING, .kind = PATH_NOTHING});
    return true;
}

static bool walk_directory(const Walk *walk, const char *path, unsigned depth) {
    int descriptor = -1;
    InputAnswer answer = {.question = INPUT_LISTING};
    g_autoptr(GPtrArray) names = list(walk->root, path, &descriptor, &answer.stamp);
    if (names == NULL && *path && errno == EACCES) {
        return pass_by(walk, path);
    }
    if (names == NULL) {
        fail(walk->error, *path ? path : walk->root->path, errno);
    } else if (walk->root->inputs != NULL) {
        answer.kind = PATH_DIRECTORY;
        answer.digest = digest_names(names);
        note(walk->root, path, answer);
    }
    bool is_good = names != NULL && (names->len <= LIMIT_DIRECTORY_FILES || fail_for_size(walk));
    for (guint i = 0; is_good && i < names->len; i++) {
        const char *name = (const char *)names->pdata[i] + 1;
        g_autofree char *child = *path ? g_strconcat(path, "/", name, NULL) : g_strdup(name);
        is_good = walk_entry(walk, descriptor, name, child, depth);
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
    return is_good;
}

GPtrArray *root_walk(const Root *root, RootEnter enter, void *context, GError **error) {
    Walk walk = {.root = root, .enter = enter, .context = context, .error = error};
    walk.entries = g_ptr_array_new_with_free_func((GDestroyNotify)file_entry_free);
    if (!walk_directory(&walk, "", 0)) {
        g_ptr_array_unref(walk.entries);
        return NULL;
    }
    return walk.entries;
}

char *path_normalise(const char *path) {
    if (path[0] == '/' || strchr(path, '\\') != NULL || strlen(path) > LIMIT_PATH_BYTES) {
        return NULL;
    }
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] == '\0' || strcmp(parts[i], ".") == 0) {
            continue;
        }
        if (strcmp(parts[i], "..") != 0) {
            g_ptr_array_add(kept, parts[i]);
        } else if (kept->len > 0) {
            g_ptr_array_set_size(kept, (gint)kept->len - 1);
        } else {
            return NULL;
        }
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

char *path_resolve(const char *directory, const char *path) {
    if (path[0] == '/') {
        return NULL;
    }
    g_autofree char *joined = *directory ? g_strconcat(directory, "/", path, NULL) : g_strdup(path);
    return path_normalise(joined);
}
