/* The package document: EPUB 3.3, 5, with what EPUB 2 readers look for besides. Manifest and spine;
 * the metadata are metadata.c's. */
#include "epub/markup.h"
#include "epub/metadata.h"
#include "xhtml/serialise.h"

#define OPF_NAMESPACE "http://www.idpf.org/2007/opf"
#define IBOOKS_PREFIX                                                                              \
    "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
#define XHTML_TYPE "application/xhtml+xml"

static void add_item(xmlNode *manifest, const char *id, const char *directory, const char *file,
                     const char *media_type, const char *properties) {
    xmlNode *item = markup_add(manifest, "item", NULL);
    g_autofree char *href = g_strconcat(directory, file, NULL);
    markup_set(item, "id", id);
    markup_set(item, "href", href);
    markup_set(item, "media-type", media_type);
    if (properties != NULL) {
        markup_set(item, "properties", properties);
    }
}

static void add_pictures(xmlNode *manifest, const Issue *issue) {
    for (guint i = 0; i < issue->used_assets->len; i++) {
        const Asset *asset = issue->used_assets->pdata[i];
        bool is_cover = asset == issue->cover;
        g_autofree char *id =
            is_cover ? g_strdup(COVER_PICTURE_ID) : g_strconcat("picture-", asset->name, NULL);
        add_item(manifest, id, BOOK_PICTURES, asset->name,
                 picture_media_type(asset_shown(asset).type), is_cover ? "cover-image" : NULL);
    }
}

static void add_manifest(xmlNode *package, const Book *book) {
    xmlNode *manifest = markup_add(package, "manifest", NULL);
    add_item(manifest, "navigation", "", BOOK_NAVIGATION, XHTML_TYPE, "nav");
    add_item(manifest, "ncx", "", BOOK_NCX, "application/x-dtbncx+xml", NULL);
    add_item(manifest, "stylesheet", "", BOOK_STYLESHEET, "text/css", NULL);
    for (guint i = 0; i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        add_item(manifest, page->item_id, "", page->file, XHTML_TYPE, NULL);
    }
    add_pictures(manifest, book->issue);
    for (guint i = 0; book_has_fonts(book) && i < book->issue->theme->fonts->len; i++) {
        const ThemeFont *font = book->issue->theme->fonts->pdata[i];
        g_autofree char *id = g_strconcat("font-", font->name, NULL);
        add_item(manifest, id, BOOK_FONTS, font->name, font->media_type, NULL);
    }
}

static void add_spine(xmlNode *package, const Book *book) {
    xmlNode *spine = markup_add(package, "spine", NULL);
    markup_set(spine, "toc", "ncx");
    if (book->issue->is_rtl) {
        markup_set(spine, "page-progression-direction", "rtl");
    }
    for (guint i = 0; i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        markup_set(markup_add(spine, "itemref", NULL), "idref", page->item_id);
    }
}

static void add_reference(xmlNode *guide, const char *type, const BookPage *page) {
    xmlNode *reference = markup_add(guide, "reference", NULL);
    g_autofree char *title = book_page_name(page);
    markup_set(reference, "type", type);
    markup_set(reference, "title", title);
    markup_set(reference, "href", page->file);
}

/* EPUB 2; Kindle's chapter display stops working without a reference to the text. */
static void add_guide(xmlNode *package, const Book *book) {
    xmlNode *guide = markup_add(package, "guide", NULL);
    add_reference(guide, "cover", book_find_page(book, PAGE_COVER));
    add_reference(guide, "toc", book_find_page(book, PAGE_CONTENTS));
    add_reference(guide, "text", book_first_text(book));
}

GBytes *book_package(void *book_pointer, GError **error) {
    (void)error;
    const Book *book = book_pointer;
    xmlDoc *document = markup_new("package", OPF_NAMESPACE);
    xmlNode *package = markup_root(document);
    markup_set(package, "version", "3.0");
    markup_set(package, "unique-identifier", IDENTIFIER_ID);
    markup_set_xml_lang(package, book->issue->lang);
    if (book->issue->is_rtl) {
        markup_set(package, "dir", "rtl");
    }
    if (book_has_fonts(book)) {
        markup_set(package, "prefix", IBOOKS_PREFIX);
    }
    metadata_add(package, book);
    add_manifest(package, book);
    add_spine(package, book);
    add_guide(package, book);
    GBytes *bytes = xhtml_serialise(document, BOOK_SERIALISE_XML);
    xmlFreeDoc(document);
    return bytes;
}
