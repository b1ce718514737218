/* The cover: the picture that was given or drawn, or the paper's own front set in type. No link is
 * on it and nothing stands before it: Kobo gives the first page no margins. */
#include "xhtml/parts.h"

enum { HEADLINES = 4 };

static bool append_picture(const Page *page) {
    const Asset *cover = page->issue->cover;
    if (!picture_is_in_book(cover)) {
        return false;
    }
    const char *drawn = page->issue->cover_alt;
    picture_append(page, page_add(page->body, "div", "picture"), cover,
                   drawn != NULL ? drawn : page->issue->dc_title);
    return true;
}

/* What the issue says of itself and the publication does not. */
static void append_issue_title(const Page *page) {
    const Issue *issue = page->issue;
    const char *motto = issue->publication->settings.subtitle;
    if (issue->issue_title != NULL &&
        g_strcmp0(issue->issue_title, issue->publication_title) != 0) {
        page_add_text(page->body, "p", "theme", issue->issue_title);
    }
    if (issue->settings.subtitle != NULL && g_strcmp0(issue->settings.subtitle, motto) != 0) {
        page_add_text(page->body, "p", "deck", issue->settings.subtitle);
    }
}

static void append_headline(const Page *page, xmlNode *list, const Article *article) {
    const Section *section = issue_section_of(page->issue, article);
    xmlNode *item = page_add(list, "li", NULL);
    if (section != NULL) {
        page_set_section_language(page, page_add_text(item, "p", "from", section->name), section);
    }
    xmlNode *title = page_add(item, "p", "title");
    page_set_article_language(page, title, article);
    xhtml_append_title(title, article);
}

/* Of the first articles that have one: half a sentence is no headline. */
static void append_headlines(const Page *page) {
    const GPtrArray *articles = page->issue->articles;
    xmlNode *list = NULL;
    guint shown = 0;
    for (guint i = 0; i < articles->len && shown < HEADLINES; i++) {
        const Article *article = articles->pdata[i];
        if (article->title_source == TITLE_OPENING) {
            continue;
        }
        if (list == NULL) {
            list = page_add(page->body, "ul", "headlines");
        }
        append_headline(page, list, article);
        shown++;
    }
}

static void append_front(const Page *page) {
    const Issue *issue = page->issue;
    const char *size = page_class_of_large(issue->publication_title);
    xmlNode *plate = page_add(page->body, "div", "nameplate");
    page_add_text(plate, "h1", size, issue->publication_title);
    if (issue->publication->settings.subtitle != NULL) {
        page_add_text(page->body, "p", "motto", issue->publication->settings.subtitle);
    }
    issue_line_append(page, page->body);
    append_issue_title(page);
    append_headlines(page);
}

GBytes *xhtml_cover_page(const Issue *issue, const Dialect *dialect) {
    Page page;
    page_begin(&page, issue, dialect, issue->lang, issue->is_rtl, "cover", issue->dc_title);
    if (!append_picture(&page)) {
        append_front(&page);
    }
    if (issue->is_draft_build) {
        page_add_word(&page, page.body, "p", "draft", WORD_DRAFT, NULL);
    }
    return page_finish(&page);
}
