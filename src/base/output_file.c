/* Files written whole: a temporary file beside the place, synced, renamed. The lock on it says that
 * its maker lives; the next run removes what a killed one left. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct OutputFile {
    int descriptor;
    int directory;
    char *final_path;
    char *final_name;
    char *temporary_name;
    bool is_committed;
};

enum { SUFFIX_LENGTH = 6 };

static void set_error(GError **error, const char *path, int number) {
    g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s: %s", path, g_strerror(number));
}

static bool is_temporary_of(const char *name, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 && strlen(name) == length + SUFFIX_LENGTH &&
           strspn(name + length, "0123456789abcdef") == SUFFIX_LENGTH;
}

/* Removes `name` if nobody holds its lock. */
static void remove_if_dead(int directory, const char *name) {
    int descriptor = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    if (descriptor < 0) {
        return;
    }
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
        flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        unlinkat(directory, name, 0);
    }
    close(descriptor);
}

static void remove_leftovers(int directory, const char *prefix) {
    int copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *listing = copy < 0 ? NULL : fdopendir(copy);
    if (listing == NULL) {
        if (copy >= 0) {
            close(copy);
        }
        return;
    }
    for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
        if (is_temporary_of(entry->d_name, prefix)) {
            remove_if_dead(directory, entry->d_name);
        }
    }
    closedir(listing);
}

/* True if the file is ours: locked, or on a file system that knows no locks, where nothing is taken
 * for dead either. Another run may have taken it for dead before it was locked: then it is no
 * longer linked, or that run holds its lock to remove it. */
static bool is_held(int descriptor) {
    struct stat status;
    bool is_refused = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    return !is_refused && fstat(descriptor, &status) == 0 && status.st_nlink > 0;
}

static bool make_temporary(OutputFile *file, const char *prefix) {
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        g_autofree char *name = g_strdup_printf("%s%06x", prefix, g_random_int() & 0xFFFFFF);
        int descriptor =
            openat(file->directory, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (descriptor < 0 && errno == EEXIST) {
            continue;
        }
        if (descriptor < 0) {
            return false;
        }
        if (is_held(descriptor)) {
            file->descriptor = descriptor;
            file->temporary_name = g_steal_pointer(&name);
            return true;
        }
        close(descriptor);
    }
    errno = EBUSY;
    return false;
}

OutputFile *output_file_new(const char *final_path, GError **error) {
    g_autofree char *directory = g_path_get_dirname(final_path);
    if (g_mkdir_with_parents(directory, 0777) != 0) {
        set_error(error, directory, errno);
        return NULL;
    }
    if (g_file_test(final_path, G_FILE_TEST_IS_DIR)) {
        set_error(error, final_path, EISDIR);
        return NULL;
    }
    g_autoptr(OutputFile) file = g_new0(OutputFile, 1);
    file->descriptor = -1;
    file->final_path = g_strdup(final_path);
    file->final_name = g_path_get_basename(final_path);
    file->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file->directory < 0) {
        set_error(error, directory, errno);
        return NULL;
    }
    g_autofree char *prefix = g_strdup_printf(".%s.galley-", file->final_name);
    remove_leftovers(file->directory, prefix);
    if (!make_temporary(file, prefix)) {
        set_error(error, directory, errno);
        return NULL;
    }
    return g_steal_pointer(&file);
}

int output_file_descriptor(const OutputFile *file) {
    return file->descriptor;
}

bool output_file_write(OutputFile *file, GBytes *bytes, GError **error) {
    gsize left = 0;
    const char *at = g_bytes_get_data(bytes, &left);
    while (left > 0) {
        ssize_t written = write(file->descriptor, at, left);
        if (written < 0 && errno != EINTR) {
            set_error(error, file->final_path, errno);
            return false;
        }
        at += MAX(written, 0);
        left -= (gsize)MAX(written, 0);
    }
    return true;
}

bool output_file_commit_unsynced(OutputFile *file, GError **error) {
    if (renameat(file->directory, file->temporary_name, file->directory, file->final_name) != 0) {
        set_error(error, file->final_path, errno);
        return false;
    }
    file->is_committed = true;
    return true;
}

bool output_file_commit(OutputFile *file, GError **error) {
    if (fsync(file->descriptor) != 0) {
        set_error(error, file->final_path, errno);
        return false;
    }
    if (!output_file_commit_unsynced(file, error)) {
        return false;
    }
    if (fsync(file->directory) != 0 &&
        errno != EINVAL) { /* some file systems sync no directories */
        set_error(error, file->final_path, errno);
        return false;
    }
    return true;
}

void output_file_free(OutputFile *file) {
    if (file == NULL) {
        return;
    }
    if (!file->is_committed && file->temporary_name != NULL) {
        unlinkat(file->directory, file->temporary_name, 0);
    }
    if (file->descriptor >= 0) {
        close(file->descriptor);
    }
    if (file->directory >= 0) {
        close(file->directory);
    }
    g_free(file->final_path);
    g_free(file->final_name);
    g_free(file->temporary_name);
    g_free(file);
}
