/* galley check for an EPUB that somebody made: every part is unfolded once, in the archive's order,
 * and looked into if the manifest calls it XML or CSS. What is damaged is said and passed over. */
#include "epub/check.h"

#include "base/file.h"
#include "epub/epub.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Findings */

/* Past the bound they are counted, and check_leftovers says how many. */
static bool may_say(Check *check) {
    bool may = check->findings < LIMIT_BOOK_FINDINGS;
    check->findings += may;
    check->unlisted_findings += !may;
    return may;
}

static char *place_of_part(const Check *check, const char *part) {
    return part == NULL ? g_strdup(check->path) : g_strconcat(check->path, "/", part, NULL);
}

void check_say(Check *check, DiagnosticCode code, const char *part, uint32_t line, const char *hint,
               const char *first, const char *second) {
    if (may_say(check)) {
        g_autofree char *file = place_of_part(check, part);
        report_add(check->report, code, place_at(file, line, 0), hint, first, second, NULL);
    }
}

void check_say_xml(Check *check, const char *part, const XmlProblem *problem) {
    if (may_say(check)) {
        g_autofree char *file = place_of_part(check, part);
        report_add(check->report, DIAGNOSTIC_EPUB_XML,
                   place_at(file, problem->line, problem->column), NULL, problem->message, NULL);
    }
}

/* Parts */

gssize check_find_part(const Check *check, const char *name) {
    return GPOINTER_TO_SIZE(g_hash_table_lookup(check->part_indices, name)) - 1;
}

GBytes *check_read_part(Check *check, const char *name) {
    gssize index = check_find_part(check, name);
    return index < 0
               ? NULL
               : archive_reader_read(check->archive, (size_t)index, LIMIT_BOOK_XML_BYTES, NULL);
}

bool check_is_encrypted(const Check *check, const char *name) {
    return g_hash_table_contains(check->encrypted, name);
}

/* Names (OCF 3.3, 4.2.3), and what readers stumble over though it is allowed. NULL: safe. */
static const char *find_fault_of_name(const char *name) {
    g_autofree char *plain = path_normalise(name);
    if (plain == NULL || strcmp(plain, name) != 0) {
        return "it leads outside the book: make the book again with a tool that knows EPUB";
    }
    if (!g_utf8_validate(name, -1, NULL) || !g_str_is_ascii(name)) {
        return "use letters without accents, a to z, and digits";
    }
    for (const char *p = name; *p != '\0'; p++) {
        if (g_ascii_isspace(*p) || g_ascii_iscntrl(*p)) {
            return "put a hyphen for each space";
        }
        if (strchr("\"*:<>?|%#", *p) != NULL) {
            return "use letters, digits, hyphens and underscores";
        }
    }
    return NULL;
}

static void check_names(Check *check) {
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t count = archive_reader_count(check->archive);
    for (size_t i = 0; i < count; i++) {
        const char *name = archive_reader_part(check->archive, i)->name;
        size_t length = strlen(name);
        if (length > 0 && name[length - 1] == '/') {
            continue; /* a directory's own entry */
        }
        const char *fault = find_fault_of_name(name);
        g_autofree char *valid = g_utf8_make_valid(name, -1);
        if (!g_hash_table_add(folded, g_utf8_casefold(valid, -1))) {
            fault = "another part has the same name, but for capitals: rename one of them";
        }
        if (fault != NULL) {
            check_say(check, DIAGNOSTIC_EPUB_NAME, NULL, NO_LINE, fault, name, NULL);
        }
    }
}

static void look_into(Check *check, size_t index, GBytes *bytes) {
    const char *name = archive_reader_part(check->archive, index)->name;
    const ManifestItem *item = g_hash_table_lookup(check->items_by_part, name);
    if (item == NULL || item->media_type == NULL) {
        return;
    }
    if (check_is_encrypted(check, name)) {
        bool is_text =
            strstr(item->media_type, "xml") != NULL || strcmp(item->media_type, "text/css") == 0;
        check->encrypted_unread += is_text;
        return;
    }
    check_content(check, index, bytes, item);
}

bool check_is_too_large(const Check *check) {
    uint64_t unfolded_bytes = 0;
    size_t count = archive_reader_count(check->archive);
    for (size_t i = 0; i < count && unfolded_bytes >> 20 < LIMIT_BOOK_MEGABYTES; i++) {
        unfolded_bytes += archive_reader_part(check->archive, i)->size_bytes;
    }
    return unfolded_bytes >> 20 >= LIMIT_BOOK_MEGABYTES;
}

static void check_parts(Check *check) {
    if (check_is_too_large(check)) {
        check_say(check, DIAGNOSTIC_EPUB_TOO_LARGE, NULL, NO_LINE, NULL,
                  "the book unfolds to more than 2 GB", NULL);
        return;
    }
    size_t count = archive_reader_count(check->archive);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes =
            archive_reader_read(check->archive, i, LIMIT_ARCHIVE_PART_BYTES, &error);
        const char *name = archive_reader_part(check->archive, i)->name;
        if (bytes == NULL) {
            check_say(check, DIAGNOSTIC_EPUB_DAMAGED, name, NO_LINE, NULL, name, error->message);
        } else {
            look_into(check, i, bytes);
        }
    }
}

/* Parts that no manifest names: readers need not carry them, and some refuse the book. */
static void check_unlisted(Check *check) {
    size_t count = check->has_package ? archive_reader_count(check->archive) : 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = archive_reader_part(check->archive, i)->name;
        bool is_known = g_hash_table_contains(check->items_by_part, name) ||
                        g_str_has_prefix(name, "META-INF/") || g_str_has_suffix(name, "/") ||
                        strcmp(name, "mimetype") == 0 || strcmp(name, check->package_part) == 0;
        if (!is_known) {
            check_say(check, DIAGNOSTIC_EPUB_UNLISTED, name, NO_LINE, NULL, name, NULL);
        }
    }
}

void check_leftovers(Check *check) {
    Place book = place_file(check->path);
    if (check->encrypted_unread > 0) {
        g_autofree char *number = g_strdup_printf("%" G_GSIZE_FORMAT, check->encrypted_unread);
        report_add(check->report, DIAGNOSTIC_EPUB_ENCRYPTED, book, NULL, number, NULL);
    }
    if (check->is_full) {
        report_add(check->report, DIAGNOSTIC_EPUB_TOO_LARGE, book, NULL,
                   "the book holds more text, or more links, than any to be read", NULL);
    }
    if (check->unlisted_findings > 0) {
        g_autofree char *number = g_strdup_printf("%" G_GSIZE_FORMAT, check->unlisted_findings);
        report_add(check->report, DIAGNOSTIC_EPUB_MANY, book, NULL, number, NULL);
    }
}

/* The whole */

static void item_free(ManifestItem *item) {
    g_free(item->id);
    g_free(item->href);
    g_free(item->part);
    g_free(item->media_type);
    g_free(item->properties);
    g_free(item->fallback);
    g_free(item);
}

/* Directories' own entries are no parts; the first of a name is the one. */
static void list_parts(Check *check) {
    size_t count = archive_reader_count(check->archive);
    for (size_t i = 0; i < count; i++) {
        const char *name = archive_reader_part(check->archive, i)->name;
        if (!g_str_has_suffix(name, "/") && check_find_part(check, name) < 0) {
            g_hash_table_insert(check->part_indices, (gpointer)name, GSIZE_TO_POINTER(i + 1));
        }
    }
}

Check *check_new(const char *path, ArchiveReader *archive_taken, Report *report) {
    Check *check = g_new0(Check, 1);
    check->path = path;
    check->archive = archive_taken;
    check->report = report;
    check->part_indices = g_hash_table_new(g_str_hash, g_str_equal);
    check->encrypted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check->items = g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
    check->items_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    check->items_by_part = g_hash_table_new(g_str_hash, g_str_equal);
    check->spine = g_ptr_array_new();
    check->is_scanned = g_new0(bool, archive_reader_count(archive_taken));
    check->ids = g_hash_table_new(g_str_hash, g_str_equal);
    check->fragment_links = g_array_new(FALSE, FALSE, sizeof(FragmentLink));
    check->strings = g_string_chunk_new(4096);
    list_parts(check);
    return check;
}

void check_free(Check *check) {
    g_array_unref(check->fragment_links);
    g_hash_table_unref(check->ids);
    g_string_chunk_free(check->strings);
    g_free(check->is_scanned);
    g_ptr_array_unref(check->spine);
    g_hash_table_unref(check->items_by_part);
    g_hash_table_unref(check->items_by_id);
    g_ptr_array_unref(check->items);
    g_free(check->ncx_id);
    g_free(check->identifier);
    g_free(check->package_part);
    g_hash_table_unref(check->encrypted);
    g_hash_table_unref(check->part_indices);
    archive_reader_free(check->archive);
    g_free(check);
}

/* What the system refuses is told apart from what is in the file before libzip sees it. */
static bool can_be_opened(const char *path, GError **error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, g_strerror(errno));
        return false;
    }
    close(descriptor);
    return true;
}

bool epub_check(const char *path, Report *report, GError **error) {
    if (!can_be_opened(path, error)) {
        return false;
    }
    ArchiveReader *archive = archive_reader_open(path, NULL);
    if (archive == NULL) {
        report_add(report, DIAGNOSTIC_EPUB_NOT_ZIP, place_file(path), NULL, NULL);
        return true;
    }
    Check *check = check_new(path, archive, report);
    if (!archive_reader_begins_with_mimetype(archive, "application/epub+zip")) {
        check_say(check, DIAGNOSTIC_EPUB_MIMETYPE, NULL, NO_LINE, NULL, NULL, NULL);
    }
    check_names(check);
    check_container(check);
    check_package(check);
    check_parts(check);
    check_unlisted(check);
    check_fragments(check);
    check_leftovers(check);
    check_free(check);
    return true;
}
