/* The parts of two archives, byte by byte. */
#include "epub/compare.h"

#include <string.h>

static bool is_picture(const EpubEdition *edition, const char *name) {
    const ManifestItem *item = g_hash_table_lookup(edition->check->items_by_part, name);
    return item != NULL && item->media_type != NULL && g_str_has_prefix(item->media_type, "image/");
}

/* A part that cannot be read is not the same as anything. */
static bool is_same_part(const EpubEdition *was, size_t was_index, const EpubEdition *now,
                         size_t now_index) {
    if (archive_reader_part(was->check->archive, was_index)->size_bytes !=
        archive_reader_part(now->check->archive, now_index)->size_bytes) {
        return false;
    }
    g_autoptr(GBytes) one =
        archive_reader_read(was->check->archive, was_index, LIMIT_ARCHIVE_PART_BYTES, NULL);
    g_autoptr(GBytes) other =
        archive_reader_read(now->check->archive, now_index, LIMIT_ARCHIVE_PART_BYTES, NULL);
    return one != NULL && other != NULL && g_bytes_equal(one, other);
}

/* The parts of `edition` that `other` has not, and, where both are asked about, those that differ.
 */
static void add_changes(GArray *changes, const EpubEdition *edition, const EpubEdition *other,
                        bool is_of_now) {
    size_t count = archive_reader_count(edition->check->archive);
    for (size_t i = 0; i < count; i++) {
        const ArchivePart *part = archive_reader_part(edition->check->archive, i);
        if (check_find_part(edition->check, part->name) != (gssize)i) {
            continue; /* a directory, or one whose name has come before */
        }
        gssize found = check_find_part(other->check, part->name);
        bool is_same = found >= 0 && (!is_of_now || is_same_part(other, (size_t)found, edition, i));
        if (is_same) {
            continue;
        }
        PartChange change = {.name = part->name,
                             .is_picture = is_picture(edition, part->name),
                             .is_in_was = !is_of_now || found >= 0,
                             .is_in_now = is_of_now};
        uint64_t other_bytes =
            found >= 0 ? archive_reader_part(other->check->archive, (size_t)found)->size_bytes : 0;
        change.now_bytes = is_of_now ? part->size_bytes : 0;
        change.was_bytes = is_of_now ? other_bytes : part->size_bytes;
        g_array_append_val(changes, change);
    }
}

GArray *compare_parts(const EpubEdition *was, const EpubEdition *now) {
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(PartChange));
    add_changes(changes, now, was, true);
    add_changes(changes, was, now, false);
    return changes;
}
