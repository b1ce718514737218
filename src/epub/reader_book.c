/* A book against the readers' rules: its weight, its parts in the manifest's order, its pictures
 * and style sheets. Pages are reader_pages.c's. What is damaged the check before has said. */
#include "epub/reader_book.h"

#include "base/file.h"
#include "epub/epub.h"
#include "images/picture.h"
#include "images/transparency.h"
#include "style/book_css.h"

#include <string.h>
#include <sys/stat.h>

bool reader_asks(const ReaderBook *book, DiagnosticCode code) {
    return (reading_systems_of(code) & book->systems) != 0;
}

void reader_say(const ReaderBook *book, DiagnosticCode code, const char *part, uint32_t line,
                const char *first, const char *second) {
    if (reader_asks(book, code)) {
        check_say(book->check, code, part, line, NULL, first, second);
    }
}

void reader_say_number(const ReaderBook *book, DiagnosticCode code, const char *part, uint32_t line,
                       size_t number) {
    g_autofree char *text = g_strdup_printf("%" G_GSIZE_FORMAT, number);
    reader_say(book, code, part, line, text, NULL);
}

/* Pictures */

static void check_picture(const ReaderBook *book, const ManifestItem *item, GBytes *bytes) {
    gsize length_bytes = 0;
    const uint8_t *start = g_bytes_get_data(bytes, &length_bytes);
    const char *name = strrchr(item->part, '/') != NULL ? strrchr(item->part, '/') + 1 : item->part;
    if (picture_may_be_transparent(start, MIN(length_bytes, TRANSPARENCY_BYTES))) {
        g_autofree char *whom =
            reading_systems_say(reading_systems_of(DIAGNOSTIC_READER_TRANSPARENCY) & book->systems);
        reader_say(book, DIAGNOSTIC_READER_TRANSPARENCY, item->part, NO_LINE, name, whom);
    }
    PictureHeader header = {0};
    const char *why = NULL;
    if (!picture_read_header_bytes(bytes, &header, &why) || header.type == PICTURE_SVG) {
        return;
    }
    g_autofree char *size = g_strdup_printf("%u x %u px", header.width_px, header.height_px);
    if ((uint64_t)header.width_px * header.height_px > READER_IMAGE_PIXELS_APPLE) {
        reader_say(book, DIAGNOSTIC_READER_IMAGE_LARGE_APPLE, item->part, NO_LINE, name, size);
    }
    bool is_cover = item->properties != NULL && strstr(item->properties, "cover-image") != NULL;
    if (is_cover && MAX(header.width_px, header.height_px) > READER_COVER_SIDE_PX_ADOBE) {
        reader_say(book, DIAGNOSTIC_READER_COVER_LARGE_ADOBE, item->part, NO_LINE, name, size);
    }
}

/* Style sheets: the list that Galley's own themes are held to. */

static void check_style(const ReaderBook *book, const char *part, GBytes *bytes) {
    gsize length_bytes = 0;
    const char *css = g_bytes_get_data(bytes, &length_bytes);
    if (!reader_asks(book, DIAGNOSTIC_READER_CSS) || length_bytes > LIMIT_STYLESHEET_BYTES ||
        !g_utf8_validate_len(css, length_bytes, NULL)) {
        return;
    }
    g_autoptr(Report) refused = report_new();
    book_css_check(css, length_bytes, part, refused);
    for (size_t i = 0; i < report_length(refused); i++) {
        const Diagnostic *one = report_get(refused, i);
        check_say(book->check, DIAGNOSTIC_READER_CSS, part, one->place.line, one->hint,
                  one->message, NULL);
    }
}

/* Parts */

static void check_part(ReaderBook *book, const ManifestItem *item, GBytes *bytes) {
    const char *type = item->media_type;
    bool is_raster = g_str_has_prefix(type, "image/") && strcmp(type, "image/svg+xml") != 0;
    book->check->text_bytes += is_raster ? 0 : g_bytes_get_size(bytes);
    if (book->check->text_bytes > LIMIT_BOOK_TEXT_BYTES) {
        book->check->is_full = true;
    } else if (strcmp(type, "application/xhtml+xml") == 0) {
        reader_check_source(book, item->part, bytes);
        reader_check_page(book, item, bytes);
    } else if (strcmp(type, "image/svg+xml") == 0 ||
               strcmp(type, "application/x-dtbncx+xml") == 0) {
        reader_check_page(book, item, bytes);
    } else if (strcmp(type, "text/css") == 0) {
        check_style(book, item->part, bytes);
    } else if (is_raster) {
        check_picture(book, item, bytes);
    }
}

static void check_parts(ReaderBook *book) {
    Check *check = book->check;
    for (guint i = 0; i < check->items->len; i++) {
        const ManifestItem *item = check->items->pdata[i];
        gssize index = item->part == NULL ? -1 : check_find_part(check, item->part);
        if (index < 0 || item->media_type == NULL || check_is_encrypted(check, item->part) ||
            g_hash_table_lookup(check->items_by_part, item->part) != item) {
            continue;
        }
        g_autoptr(GBytes) bytes =
            archive_reader_read(check->archive, (size_t)index, LIMIT_ARCHIVE_PART_BYTES, NULL);
        if (bytes != NULL) {
            check_part(book, item, bytes);
        }
    }
}

static void check_whole(const ReaderBook *book) {
    struct stat status;
    if (stat(book->check->path, &status) == 0 && status.st_size > READER_BOOK_BYTES_KINDLE) {
        g_autofree char *size = g_strdup_printf("%.1f MB", (double)status.st_size / 1e6);
        reader_say(book, DIAGNOSTIC_READER_WEIGHT_KINDLE, NULL, NO_LINE, size, NULL);
    }
    if (book->drawings > READER_DRAWINGS_KINDLE) {
        reader_say_number(book, DIAGNOSTIC_READER_DRAWINGS_KINDLE, NULL, NO_LINE, book->drawings);
    }
    if (book->hidden_characters > READER_HIDDEN_KINDLE) {
        reader_say_number(book, DIAGNOSTIC_READER_HIDDEN_KINDLE, NULL, NO_LINE,
                          book->hidden_characters);
    }
}

void epub_check_book_for_readers(const char *path, unsigned systems, Report *report) {
    ArchiveReader *archive = archive_reader_open(path, NULL);
    if (archive == NULL) {
        return;
    }
    g_autoptr(Report) said_before = report_new();
    Check *check = check_new(path, archive, said_before);
    check_container(check);
    check_package(check);
    if (check->has_package && !check_is_too_large(check)) {
        ReaderBook book = {.check = check, .systems = systems};
        check->report = report;
        check->findings = 0;
        check->unlisted_findings = 0;
        reader_check_package(&book);
        check_parts(&book);
        check_whole(&book);
        check_leftovers(check);
    }
    check_free(check);
}
