/* A small issue made in memory, its book in a temporary file, and questions to the book's parts by
 * XPath; shared by the tests of epub/. */
#ifndef GALLEY_TESTS_EPUB_FIXTURE_H
#define GALLEY_TESTS_EPUB_FIXTURE_H

#include "base/archive.h"
#include "base/limits.h"
#include "epub/epub.h"
#include "model/issue.h"
#include "model/node.h"
#include "model/page_map.h"
#include "model/theme.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>
#include <unistd.h>

/* 2 x 1 pixels, with a tEXt chunk "Author: the harbour desk" (written by a hand-made encoder). */
static const unsigned char boat_png[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44,
    0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0xd1,
    0x49, 0x20, 0x56, 0x00, 0x00, 0x00, 0x17, 0x74, 0x45, 0x58, 0x74, 0x41, 0x75, 0x74, 0x68,
    0x6f, 0x72, 0x00, 0x74, 0x68, 0x65, 0x20, 0x68, 0x61, 0x72, 0x62, 0x6f, 0x75, 0x72, 0x20,
    0x64, 0x65, 0x73, 0x6b, 0x77, 0x05, 0xe0, 0x9f, 0x00, 0x00, 0x00, 0x0b, 0x49, 0x44, 0x41,
    0x54, 0x78, 0x9c, 0x63, 0x50, 0x78, 0x00, 0x00, 0x01, 0x23, 0x01, 0x01, 0xf0, 0xbb, 0xab,
    0x73, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static inline xmlNode *add_text_element(xmlNode *parent, Element element, const char *text) {
    xmlNode *node = node_new(parent->doc, element, 1, 1);
    node_append(node, node_new_text(parent->doc, text, strlen(text), 1, 1));
    node_append(parent, node);
    return node;
}

/* An article with a headline and one paragraph, under the section of that index. */
static inline Article *add_article(Issue *issue, guint section, const char *id, const char *title) {
    g_autofree char *path = g_strconcat(id, ".md", NULL);
    Article *article = article_new(path, path);
    article->id = g_strdup(id);
    article->title_text = g_strdup(title);
    article->fallback_title = g_strdup(title);
    article->lang = g_strdup(issue->lang);
    article->is_rtl = issue->is_rtl;
    article->tree = article->tree != NULL ? article->tree : tree_new();
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
    node_append(headline, node_new_text(article->tree, title, strlen(title), 1, 1));
    add_text_element(tree_body(article->tree), ELEMENT_P, "The tide comes in twice a day.");
    article->minutes = 1;
    g_ptr_array_add(issue->articles, article);
    g_ptr_array_add(((Section *)issue->sections->pdata[section])->articles, article);
    return article;
}

static inline void add_section(Issue *issue, const char *id, const char *name) {
    Section *section = section_new(name);
    section->id = g_strdup(id);
    section->lang = g_strdup(issue->lang);
    g_ptr_array_add(issue->sections, section);
}

static inline Asset *add_picture(Issue *issue, const char *name, PictureType type, const void *data,
                                 size_t length_bytes) {
    g_autofree char *path = g_strconcat("images/", name, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(data, length_bytes);
    Asset *asset = asset_new_bytes(path, path, bytes);
    asset->type = type;
    asset->name = g_strdup(name);
    asset->is_used = true;
    asset->width_px = 2;
    asset->height_px = 1;
    g_hash_table_insert(issue->assets, g_strdup(path), asset);
    g_ptr_array_add(issue->used_assets, asset);
    return asset;
}

static inline void add_figure(Article *article, const Asset *asset, const char *alt) {
    xmlNode *figure = node_new(article->tree, ELEMENT_FIGURE, 3, 1);
    xmlNode *image = node_new(article->tree, ELEMENT_IMG, 3, 1);
    node_set(image, ATTRIBUTE_SRC, asset->path);
    node_set(image, ATTRIBUTE_ALT, alt);
    node_append(figure, image);
    node_append(tree_body(article->tree), figure);
    article->pictures++;
}

/* Not sealed yet: one article of no section, one section with two. */
static inline Issue *issue_of_harbour(const char *lang) {
    Issue *issue = issue_new(NULL, "issues/118");
    static const Publication no_publication;
    issue->publication = &no_publication;
    issue->lang = g_strdup(lang);
    issue->language = language_find(lang);
    issue->is_rtl = language_tag_is_rtl(lang);
    issue->directory_name = g_strdup("118");
    issue->display_path = g_strdup("issues/118/issue.yaml");
    issue->publication_title = g_strdup("The Harbour Bell");
    issue->dc_title = g_strdup("The Harbour Bell, No. 118, 24 November 2026");
    issue->file_as = g_strdup("The Harbour Bell 2026-11-24");
    issue->identifier = g_strdup("urn:uuid:6f2f3c1e-6a57-5c0e-8a3e-0d5c1f0b7a11");
    issue->file_stem = g_strdup("118");
    issue->modified = 1795500000; /* 2026-11-24T06:00:00Z */
    date_parse("2026-11-24", &issue->settings.date);
    issue->theme = g_new0(Theme, 1);
    issue->theme->name = g_strdup("plain");
    issue->theme->book_css = g_bytes_new_static("p { margin: 0; }\n", 17);
    issue->theme->fonts = g_ptr_array_new_with_free_func((GDestroyNotify)theme_font_free);
    add_section(issue, NULL, NULL);
    add_section(issue, "letters", "Letters");
    add_article(issue, 0, "tides", "Tides");
    add_article(issue, 1, "reply", "A reply");
    add_article(issue, 1, "thanks", "Thanks & more");
    return issue;
}

/* Books */

typedef struct {
    char *path;
    ArchiveReader *archive;
} TestBook;

static inline char *temporary_path(void) {
    g_autoptr(GError) error = NULL;
    char *path = NULL;
    int descriptor = g_file_open_tmp("galley-epub-XXXXXX", &path, &error);
    g_assert_no_error(error);
    close(descriptor);
    return path;
}

static inline void book_open(TestBook *book) {
    g_autoptr(GError) error = NULL;
    book->archive = archive_reader_open(book->path, &error);
    g_assert_no_error(error);
}

static inline void write_to(const Issue *issue, const PageMap *page_map, const char *path,
                            Jobs *jobs) {
    g_autoptr(GError) error = NULL;
    int descriptor = g_open(path, O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    g_assert_cmpint(descriptor, >=, 0);
    g_assert_true(epub_write(issue, page_map, descriptor, jobs, &error));
    g_assert_no_error(error);
    close(descriptor);
}

/* Seals the issue if that is still to be done. */
static inline TestBook book_of(Issue *issue, const PageMap *page_map) {
    TestBook book = {.path = temporary_path()};
    if (!issue->is_sealed) {
        issue_seal(issue);
    }
    write_to(issue, page_map, book.path, NULL);
    book_open(&book);
    return book;
}

static inline void book_close(TestBook *book) {
    g_clear_pointer(&book->archive, archive_reader_free);
    if (book->path != NULL) {
        g_unlink(book->path);
    }
    g_clear_pointer(&book->path, g_free);
}

static inline GBytes *read_part(const TestBook *book, const char *name) {
    g_autoptr(GError) error = NULL;
    gssize index = archive_reader_find(book->archive, name);
    if (index < 0) {
        g_error("the book has no part %s", name);
    }
    GBytes *bytes =
        archive_reader_read(book->archive, (size_t)index, LIMIT_ARCHIVE_PART_BYTES, &error);
    g_assert_no_error(error);
    return bytes;
}

/* XPath, as a string. Prefixes: opf dc c (container) h (XHTML) epub ncx. Caller frees. */
static inline char *ask(const TestBook *book, const char *part, const char *expression) {
    static const char *const prefixes[][2] = {
        {"opf", "http://www.idpf.org/2007/opf"},
        {"dc", "http://purl.org/dc/elements/1.1/"},
        {"c", "urn:oasis:names:tc:opendocument:xmlns:container"},
        {"h", "http://www.w3.org/1999/xhtml"},
        {"epub", "http://www.idpf.org/2007/ops"},
        {"ncx", "http://www.daisy.org/z3986/2005/ncx/"},
    };
    g_autoptr(GBytes) bytes = read_part(book, part);
    xmlDoc *document = xmlReadMemory(g_bytes_get_data(bytes, NULL), (int)g_bytes_get_size(bytes),
                                     part, NULL, XML_PARSE_NONET);
    g_assert_nonnull(document);
    xmlXPathContext *context = xmlXPathNewContext(document);
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        xmlXPathRegisterNs(context, BAD_CAST prefixes[i][0], BAD_CAST prefixes[i][1]);
    }
    xmlXPathObject *object = xmlXPathEvalExpression(BAD_CAST expression, context);
    if (object == NULL) {
        g_error("no XPath: %s", expression);
    }
    xmlChar *text = xmlXPathCastToString(object);
    char *answer = g_strdup((const char *)text);
    xmlFree(text);
    xmlXPathFreeObject(object);
    xmlXPathFreeContext(context);
    xmlFreeDoc(document);
    return answer;
}

#define assert_says(book, part, expression, expected)                                              \
    do {                                                                                           \
        g_autofree char *says_ = ask(book, part, expression);                                      \
        g_assert_cmpstr(says_, ==, expected);                                                      \
    } while (0)

#define PACKAGE "EPUB/package.opf"
#define NAVIGATION "EPUB/navigation.xhtml"
#define NCX "EPUB/navigation.ncx"

#endif
