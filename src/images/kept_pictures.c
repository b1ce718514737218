/* A kept file is one GVariant: what the picture is, a checksum, the bytes. GLib reads such a value
 * safely whatever stands in it. */
#include "images/kept_pictures.h"

#include "base/archive.h"
#include "base/inputs.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>

#define FORM "(uuuu@ay)" /* type, width, height, checksum, bytes */

enum {
    DAY_SECONDS = 24 * 60 * 60,
    UNASKED_DAYS = 30,
    KEY_LENGTH = 64, /* SHA-256 in hexadecimal digits */
};

struct KeptPictures {
    char *directory; /* NULL: nothing is kept */
    bool may_keep;
    atomic_bool has_kept;
};

KeptPictures *kept_pictures_new(const char *directory, bool may_keep) {
    KeptPictures *kept = g_new0(KeptPictures, 1);
    kept->directory = g_strdup(directory);
    kept->may_keep = may_keep && directory != NULL;
    return kept;
}

static char *path_of(const KeptPictures *kept, const char *key) {
    return g_build_filename(kept->directory, key, NULL);
}

/* With the key in it, so that a file under another's name is found out. */
static uint32_t checksum_of(const char *key, const Rendition *rendition) {
    gsize length = 0;
    const void *bytes = g_bytes_get_data(rendition->bytes, &length);
    const uint32_t shape[] = {rendition->type, rendition->width_px, rendition->height_px};
    uint32_t checksum = archive_checksum(0, key, strlen(key));
    checksum = archive_checksum(checksum, shape, sizeof shape);
    return archive_checksum(checksum, bytes, length);
}

static int64_t now_seconds(void) {
    static const int64_t nanoseconds = 1000000000;
    return file_clock_ns() / nanoseconds;
}

/* A file's time says when it was last asked for, to the day. */
static void note_use(const KeptPictures *kept, const char *path) {
    struct stat status;
    if (kept->may_keep && stat(path, &status) == 0 &&
        status.st_mtime + DAY_SECONDS < now_seconds()) {
        utimensat(AT_FDCWD, path, NULL, 0);
    }
}

static Rendition *unpack(const char *key, GMappedFile *file) {
    g_autoptr(GBytes) whole = g_mapped_file_get_bytes(file);
    g_autoptr(GVariant) value =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE("(uuuuay)"), whole, FALSE));
    uint32_t type = 0, width_px = 0, height_px = 0, checksum = 0;
    g_autoptr(GVariant) content = NULL;
    g_variant_get(value, FORM, &type, &width_px, &height_px, &checksum, &content);
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(content);
    Rendition *rendition = rendition_new(bytes, (PictureType)type, width_px, height_px);
    if (checksum_of(key, rendition) != checksum || type > PICTURE_AVIF) {
        g_clear_pointer(&rendition, rendition_free);
    }
    return rendition;
}

Rendition *kept_pictures_find(KeptPictures *kept, const char *key) {
    if (kept->directory == NULL) {
        return NULL;
    }
    g_autofree char *path = path_of(kept, key);
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    if (file == NULL) {
        return NULL;
    }
    Rendition *rendition = unpack(key, file);
    g_mapped_file_unref(file);
    if (rendition != NULL) {
        note_use(kept, path);
    }
    return rendition;
}

void kept_pictures_keep(KeptPictures *kept, const char *key, const Rendition *rendition) {
    if (!kept->may_keep || g_mkdir_with_parents(kept->directory, 0777) != 0) {
        return;
    }
    g_autoptr(GVariant) content =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE("ay"), rendition->bytes, TRUE));
    g_autoptr(GVariant) value = g_variant_ref_sink(
        g_variant_new(FORM, (uint32_t)rendition->type, rendition->width_px, rendition->height_px,
                      checksum_of(key, rendition), content));
    g_autofree char *path = path_of(kept, key);
    if (g_file_set_contents(path, g_variant_get_data(value), (gssize)g_variant_get_size(value),
                            NULL)) {
        atomic_store(&kept->has_kept, true);
    }
}

/* Ours are keys, and what a killed run left of one: a key, a dot, six characters. */
static bool is_ours(const char *name) {
    size_t length = strspn(name, "0123456789abcdef");
    return length == KEY_LENGTH && (name[length] == '\0' || name[length] == '.');
}

static void sweep(const KeptPictures *kept) {
    GDir *listing = g_dir_open(kept->directory, 0, NULL);
    int64_t now = now_seconds();
    for (const char *name; listing != NULL && (name = g_dir_read_name(listing)) != NULL;) {
        g_autofree char *path = path_of(kept, name);
        struct stat status;
        if (is_ours(name) && stat(path, &status) == 0 &&
            status.st_mtime + (int64_t)UNASKED_DAYS * DAY_SECONDS < now) {
            g_unlink(path);
        }
    }
    if (listing != NULL) {
        g_dir_close(listing);
    }
}

void kept_pictures_free(KeptPictures *kept) {
    if (kept == NULL) {
        return;
    }
    if (atomic_load(&kept->has_kept)) {
        sweep(kept);
    }
    g_free(kept->directory);
    g_free(kept);
}
