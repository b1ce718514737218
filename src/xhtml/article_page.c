/* An article's page: the ways out, its head, its text, and what belongs under it. */
#include "xhtml/parts.h"

#include "model/licence.h"

#include <string.h>

static void append_corrections(const Page *page, xmlNode *story, const Article *article) {
    if (article->corrections->len == 0) {
        return;
    }
    Word word = article->corrections->len == 1 ? WORD_CORRECTION : WORD_CORRECTIONS;
    xmlNode *block = page_add(story, "div", "corrections");
    page_add_word(page, block, "h2", NULL, word, NULL);
    corrections_append(page, block, article);
}

static void append_licence(const Page *page, xmlNode *story, const Article *article) {
    if (article->licence == NULL) {
        return;
    }
    xmlNode *line = page_add(story, "p", "licence");
    page_add_word(page, line, "b", NULL, WORD_LICENCE, NULL);
    page_append_text(line, " ", 1);
    g_autofree char *licence = licence_in_words(article->licence);
    page_append_text(line, licence, strlen(licence));
}

GBytes *xhtml_article_page(const Issue *issue, const Article *article, const Dialect *dialect) {
    Page page;
    Text text;
    page_begin(&page, issue, dialect, article->lang, article->is_rtl, "article",
               article->title_text);
    text_begin(&text, &page, article);
    header_append_ways(&page, article);
    xmlNode *story = page_add(page.body, "section", NULL);
    page_set_type(&page, story, "chapter", "doc-chapter");
    if (article->title_source == TITLE_OPENING) {
        page_set(story, "aria-label", article->title_text);
    }
    header_append(&text, story);
    xmlNode *block = page_add(story, "div", "text");
    text_append_children(&text, block, tree_body(article->tree));
    page_breaks_append_last(&text, block);
    append_corrections(&page, story, article);
    append_licence(&page, story, article);
    notes_append(&text, story);
    text_end(&text);
    return page_finish(&page);
}
