/* The parts of an EPUB in the order in which they are stored (OCF 3.3, 4.3: mimetype first). All of
 * them are made by the archive's jobs when their turn comes, so memory stays flat. */
#include "base/archive.h"
#include "epub/book.h"
#include "epub/epub.h"

#include <string.h>

static const char mimetype[] = "application/epub+zip";

/* Guesses, for the bound on what is held ahead: what a page costs besides its text, what a page of
 * the book adds to package and navigation, and how much markup and wide letters swell a text. */
enum { PAGE_BYTES = 4096, ENTRY_BYTES = 512, BYTES_PER_CHARACTER = 2 };

static void add_described(ArchiveWriter *writer, const char *name, PartProducer produce,
                          Book *book) {
    archive_writer_add(writer, name, PART_DEFLATED, produce, book, NULL,
                       PAGE_BYTES + (size_t)book->pages->len * ENTRY_BYTES);
}

static void add_container(ArchiveWriter *writer, Book *book) {
    g_autoptr(GBytes) type = g_bytes_new_static(mimetype, strlen(mimetype));
    archive_writer_add_bytes(writer, "mimetype", PART_STORED, type);
    add_described(writer, "META-INF/container.xml", book_container, book);
    if (book_has_fonts(book)) {
        add_described(writer, "META-INF/com.apple.ibooks.display-options.xml", book_display_options,
                      book);
    }
}

static void add_pages(ArchiveWriter *writer, const Book *book) {
    for (guint i = 0; i < book->pages->len; i++) {
        BookPage *page = book->pages->pdata[i];
        g_autofree char *name = g_strconcat(BOOK_DIRECTORY, page->file, NULL);
        size_t text_bytes =
            page->article == NULL ? 0 : page->article->count.characters * BYTES_PER_CHARACTER;
        archive_writer_add(writer, name, PART_DEFLATED, book_page, page, NULL,
                           PAGE_BYTES + text_bytes);
    }
}

/* Pictures are packed already; a drawing is text. */
static void add_pictures(ArchiveWriter *writer, const Issue *issue) {
    for (guint i = 0; i < issue->used_assets->len; i++) {
        Asset *asset = issue->used_assets->pdata[i];
        g_autofree char *name = g_strconcat(BOOK_DIRECTORY BOOK_PICTURES, asset->name, NULL);
        if (asset->rendition != NULL) {
            archive_writer_add_bytes(writer, name, PART_STORED, asset->rendition->bytes);
            continue;
        }
        PartMethod method = asset->type == PICTURE_SVG ? PART_DEFLATED : PART_STORED;
        archive_writer_add(writer, name, method, book_picture, asset, NULL, asset->size_bytes);
    }
}

static void add_fonts(ArchiveWriter *writer, const Book *book) {
    for (guint i = 0; book_has_fonts(book) && i < book->issue->theme->fonts->len; i++) {
        const ThemeFont *font = book->issue->theme->fonts->pdata[i];
        g_autofree char *name = g_strconcat(BOOK_DIRECTORY BOOK_FONTS, font->name, NULL);
        archive_writer_add_bytes(writer, name, PART_DEFLATED, font->bytes);
    }
}

bool epub_write(const Issue *issue, const PageMap *page_map, int descriptor, Jobs *jobs,
                GError **error) {
    g_autoptr(Book) book = book_new(issue, page_map);
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_container(writer, book);
    add_described(writer, BOOK_DIRECTORY BOOK_PACKAGE, book_package, book);
    add_described(writer, BOOK_DIRECTORY BOOK_NAVIGATION, book_navigation, book);
    add_described(writer, BOOK_DIRECTORY BOOK_NCX, book_ncx, book);
    archive_writer_add_bytes(writer, BOOK_DIRECTORY BOOK_STYLESHEET, PART_DEFLATED,
                             issue->theme->book_css);
    add_pages(writer, book);
    add_pictures(writer, issue);
    add_fonts(writer, book);
    return archive_writer_finish(writer, descriptor, jobs, error);
}
