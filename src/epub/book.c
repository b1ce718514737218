/* The list of a book's pages, and the pages and pictures themselves as parts. */
#include "epub/book.h"

#include "epub/markup.h"
#include "images/picture.h"
#include "xhtml/serialise.h"

static void page_free(BookPage *page) {
    g_free(page->file);
    g_free(page->item_id);
    g_free(page);
}

static BookPage *add_page(Book *book, PageKind kind, const char *item_id, char *file_taken) {
    BookPage *page = g_new0(BookPage, 1);
    page->book = book;
    page->kind = kind;
    page->item_id = g_strdup(item_id);
    page->file = file_taken;
    g_ptr_array_add(book->pages, page);
    return page;
}

/* A section's opener, unless it is the one without a name, and its articles. */
static void add_section(Book *book, const Section *section) {
    bool has_name = section->name != NULL;
    if (has_name) {
        g_autofree char *item_id = g_strconcat("section-", section->id, NULL);
        char *file = xhtml_section_file(section, &book->dialect);
        add_page(book, PAGE_SECTION, item_id, file)->section = section;
    }
    for (guint i = 0; i < section->articles->len; i++) {
        const Article *article = section->articles->pdata[i];
        g_autofree char *item_id = g_strconcat("article-", article->id, NULL);
        char *file = xhtml_article_file(article, &book->dialect);
        BookPage *page = add_page(book, PAGE_ARTICLE, item_id, file);
        page->article = article;
        page->section = has_name ? section : NULL;
    }
}

Book *book_new(const Issue *issue, const PageMap *page_map) {
    Book *book = g_new0(Book, 1);
    book->issue = issue;
    book->page_map = page_map;
    book->dialect = (Dialect){.suffix = ".xhtml",
                              .stylesheet = BOOK_STYLESHEET,
                              .pictures = BOOK_PICTURES,
                              .contents = "contents.xhtml",
                              .epub_types = true,
                              .narrow_space = false,
                              .page_map = page_map};
    book->pages = g_ptr_array_new_with_free_func((GDestroyNotify)page_free);
    add_page(book, PAGE_COVER, "cover", g_strdup("cover.xhtml"));
    add_page(book, PAGE_CONTENTS, "contents", g_strdup(book->dialect.contents));
    for (guint i = 0; i < issue->sections->len; i++) {
        add_section(book, issue->sections->pdata[i]);
    }
    add_page(book, PAGE_IMPRINT, "imprint", g_strdup("imprint.xhtml"));
    return book;
}

void book_free(Book *book) {
    if (book == NULL) {
        return;
    }
    g_ptr_array_unref(book->pages);
    g_free(book);
}

static char *say(const Book *book, Word word) {
    return language_say(book->issue->language, word, NULL);
}

char *book_page_name(const BookPage *page) {
    switch (page->kind) {
    case PAGE_COVER:
        return say(page->book, WORD_COVER);
    case PAGE_CONTENTS:
        return say(page->book, WORD_CONTENTS);
    case PAGE_SECTION:
        return g_strdup(page->section->name);
    case PAGE_ARTICLE:
        return g_strdup(page->article->title_text);
    case PAGE_IMPRINT:
        break;
    }
    return say(page->book, WORD_IMPRINT);
}

const char *book_page_lang(const BookPage *page) {
    const char *lang = page->kind == PAGE_ARTICLE   ? page->article->lang
                       : page->kind == PAGE_SECTION ? page->section->lang
                                                    : NULL;
    return lang != NULL ? lang : page->book->issue->lang;
}

bool book_page_is_listed(const BookPage *page) {
    return page->kind != PAGE_COVER && page->kind != PAGE_CONTENTS;
}

const BookPage *book_find_page(const Book *book, PageKind kind) {
    for (guint i = 0; i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        if (page->kind == kind) {
            return page;
        }
    }
    return NULL;
}

const BookPage *book_first_text(const Book *book) {
    guint index = 0;
    while (!book_page_is_listed(book->pages->pdata[index])) {
        index++;
    }
    return book->pages->pdata[index];
}

const GArray *book_page_breaks(const BookPage *page) {
    return page->kind == PAGE_ARTICLE && page->book->page_map != NULL
               ? page_map_article(page->book->page_map, page->article->id)
               : NULL;
}

bool book_has_page_breaks(const Book *book) {
    for (guint i = 0; book->page_map != NULL && i < book->pages->len; i++) {
        const GArray *breaks = book_page_breaks(book->pages->pdata[i]);
        if (breaks != NULL && breaks->len > 0) {
            return true;
        }
    }
    return false;
}

bool book_has_fonts(const Book *book) {
    const Theme *theme = book->issue->theme;
    return theme->fonts != NULL && theme->fonts->len > 0;
}

GBytes *book_page(void *page_pointer, GError **error) {
    (void)error;
    const BookPage *page = page_pointer;
    const Book *book = page->book;
    switch (page->kind) {
    case PAGE_COVER:
        return xhtml_cover_page(book->issue, &book->dialect);
    case PAGE_CONTENTS:
        return xhtml_contents_page(book->issue, &book->dialect);
    case PAGE_SECTION:
        return xhtml_section_page(book->issue, page->section, &book->dialect);
    case PAGE_ARTICLE:
        return xhtml_article_page(book->issue, page->article, &book->dialect);
    case PAGE_IMPRINT:
        break;
    }
    return xhtml_imprint_page(book->issue, &book->dialect);
}

static GBytes *clean_svg(GBytes *bytes) {
    const char *why = NULL;
    unsigned removed = 0;
    xmlDoc *drawing = picture_clean_svg(bytes, &removed, &why);
    if (drawing == NULL) {
        return NULL;
    }
    GBytes *clean = xhtml_serialise(drawing, SERIALISE_PLAIN);
    xmlFreeDoc(drawing);
    return clean;
}

GBytes *book_picture(void *asset_pointer, GError **error) {
    const Asset *asset = asset_pointer;
    g_autoptr(GBytes) bytes = asset_read(asset, error);
    if (bytes == NULL) {
        return NULL;
    }
    GBytes *clean =
        asset->type == PICTURE_SVG ? clean_svg(bytes) : picture_strip_metadata(asset->type, bytes);
    if (clean == NULL) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s is damaged beyond its header",
                    asset->display_path);
    }
    return clean;
}
