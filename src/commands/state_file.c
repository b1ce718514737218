/* The value is GLib's own serialised form, which is read where it lies and safe whatever stands in
 * it; the digest tells what a crash has torn. */
#include "commands/state_file.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* As long as keeps the value where its numbers want to lie. */
typedef struct {
    char name[16];
    Digest digest;
} Head;
G_STATIC_ASSERT(sizeof(Head) % 8 == 0);

static const char head_name[16] = "galley state 1\n";

GVariant *state_file_read(const char *path, const GVariantType *type) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    g_autoptr(GBytes) whole =
        descriptor >= 0 ? file_read_descriptor(descriptor, LIMIT_STATE_BYTES, NULL) : NULL;
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (whole == NULL || g_bytes_get_size(whole) <= sizeof(Head)) {
        return NULL;
    }
    size_t length = g_bytes_get_size(whole) - sizeof(Head);
    Head head;
    const char *start = g_bytes_get_data(whole, NULL);
    memcpy(&head, start, sizeof head);
    Digest digest = digest_of(start + sizeof head, length);
    if (memcmp(head.name, head_name, sizeof head_name) != 0 ||
        !digest_equal(&digest, &head.digest)) {
        return NULL;
    }
    g_autoptr(GBytes) value = g_bytes_new_from_bytes(whole, sizeof(Head), length);
    return g_variant_ref_sink(g_variant_new_from_bytes(type, value, FALSE));
}

static bool write_all(int descriptor, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t count = write(descriptor, at, length);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        at += MAX(count, 0);
        length -= (size_t)MAX(count, 0);
    }
    return true;
}

bool state_file_write(const char *path, GVariant *value) {
    size_t length = g_variant_get_size(value);
    const void *bytes = g_variant_get_data(value);
    Head head = {.digest = digest_of(bytes, length)};
    memcpy(head.name, head_name, sizeof head_name);
    g_autoptr(OutputFile) file = output_file_new(path, NULL);
    return file != NULL && write_all(output_file_descriptor(file), &head, sizeof head) &&
           write_all(output_file_descriptor(file), bytes, length) &&
           output_file_commit_unsynced(file, NULL);
}
