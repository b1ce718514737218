/* The imprint: who publishes, what may be done with it, and every correction of the issue. */
#include "xhtml/parts.h"

#include "model/licence.h"

#include <string.h>

static void add_row(const Page *page, xmlNode *to, Word word, const char *value) {
    if (value == NULL) {
        return;
    }
    xmlNode *row = page_add(to, "p", "row");
    page_add_word(page, row, "b", NULL, word, NULL);
    page_append_text(row, " ", 1);
    page_append_text(row, value, strlen(value));
}

/* Plain text whose paragraphs blank lines divide. */
static void add_paragraphs(xmlNode *to, const char *text) {
    if (text == NULL) {
        return;
    }
    g_autoptr(GString) paragraph = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0;; i++) {
        bool is_end = lines[i] == NULL || text_is_blank(lines[i]);
        if (!is_end) {
            g_string_append(paragraph, lines[i]);
            g_string_append_c(paragraph, '\n');
        } else if (paragraph->len > 0) {
            g_autofree char *collapsed = text_collapse(paragraph->str);
            page_add_text(to, "p", NULL, collapsed);
            g_string_truncate(paragraph, 0);
        }
        if (lines[i] == NULL) {
            return;
        }
    }
}

static bool has_corrections(const Issue *issue) {
    for (guint i = 0; i < issue->articles->len; i++) {
        if (((const Article *)issue->articles->pdata[i])->corrections->len > 0) {
            return true;
        }
    }
    return false;
}

static void add_corrections(const Page *page) {
    if (!has_corrections(page->issue)) {
        return;
    }
    xmlNode *block = page_add(page->body, "section", "corrections");
    page_add_word(page, block, "h2", NULL, WORD_CORRECTIONS, NULL);
    for (guint i = 0; i < page->issue->articles->len; i++) {
        const Article *article = page->issue->articles->pdata[i];
        if (article->corrections->len == 0) {
            continue;
        }
        xmlNode *corrected = page_add(block, "div", "corrected");
        page_set_article_language(page, corrected, article);
        g_autofree char *file = xhtml_article_file(article, page->dialect);
        xmlNode *link = page_add(page_add(corrected, "h3", "title"), "a", NULL);
        page_set(link, "href", file);
        xhtml_append_title(link, article);
        corrections_append(page, corrected, article);
    }
}

GBytes *xhtml_imprint_page(const Issue *issue, const Dialect *dialect) {
    const Settings *settings = &issue->settings;
    g_autofree char *title = language_say(issue->language, WORD_IMPRINT, NULL);
    Page page;
    page_begin(&page, issue, dialect, issue->lang, issue->is_rtl, "imprint", title);
    masthead_append(&page, title);
    if (settings->imprint != NULL) {
        add_paragraphs(page_add(page.body, "div", "text"), settings->imprint);
    }
    xmlNode *rows = page_add(page.body, "div", "rows");
    add_row(&page, rows, WORD_EDITOR, settings->editor);
    add_row(&page, rows, WORD_PUBLISHER, settings->publisher);
    if (settings->issn != NULL) {
        g_autofree char *issn = g_strconcat("ISSN ", settings->issn, NULL);
        page_add_text(rows, "p", "row", issn);
    }
    g_autofree char *licence =
        settings->licence == NULL ? NULL : licence_in_words(settings->licence);
    add_row(&page, rows, WORD_LICENCE, licence);
    if (rows->children == NULL) {
        xmlUnlinkNode(rows);
        xmlFreeNode(rows);
    }
    add_corrections(&page);
    return page_finish(&page);
}
