/* The pages around the articles: contents and section openers. */
#include "xhtml/parts.h"

#include <string.h>

void issue_line_append(const Page *page, xmlNode *to) {
    const Settings *settings = &page->issue->settings;
    const struct {
        Word word;
        const char *value;
    } numbers[] = {{WORD_VOLUME, settings->volume}, {WORD_ISSUE, settings->number}};
    if (settings->volume == NULL && settings->number == NULL && !date_is_set(settings->date)) {
        return;
    }
    xmlNode *line = page_add(to, "p", "issue");
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (numbers[i].value == NULL) {
            continue;
        }
        if (line->children != NULL) {
            page_add_dot(line);
        }
        page_add_word(page, line, "span", NULL, numbers[i].word, numbers[i].value);
    }
    if (date_is_set(settings->date)) {
        if (line->children != NULL) {
            page_add_dot(line);
        }
        page_add_date(page, line, settings->date);
    }
}

void masthead_append(const Page *page, const char *title) {
    const char *name = page->issue->publication_title;
    xmlNode *head = page_add(page->body, "header", "masthead");
    xmlNode *plate = page_add(head, "div", "nameplate");
    page_add_text(plate, "p", page_class_of_large(name), name);
    issue_line_append(page, head);
    page_add_text(head, "h1", "label", title);
}

static void add_own_words(const Page *page, xmlNode *to, const Article *article,
                          const char *class_name, const char *text) {
    if (text == NULL) {
        return;
    }
    bool stands = page_leans_but_article_stands(page, article);
    g_autofree char *classes = g_strconcat(class_name, stands ? " upright" : NULL, NULL);
    page_set_article_language(page, page_add_text(to, "p", classes, text), article);
}

void entry_append(const Page *page, xmlNode *to, const Article *article, const char *heading) {
    bool leads = article == page->issue->articles->pdata[0];
    xmlNode *entry = page_add(to, "div", leads ? "entry leading" : "entry");
    add_own_words(page, entry, article, "kicker", article->kicker_text);
    xmlNode *title = page_add(entry, heading, "title");
    page_set_article_language(page, title, article);
    g_autofree char *file = xhtml_article_file(article, page->dialect);
    xmlNode *link = page_add(title, "a", NULL);
    page_set(link, "href", file);
    xhtml_append_title(link, article);
    add_own_words(page, entry, article, "deck", article->deck_text);
    xmlNode *facts = page_add(entry, "p", "facts");
    if (page_add_byline(page, facts, "span", article)) {
        page_add_dot(facts);
    }
    page_add_minutes(page, facts, article);
}

static void append_section(const Page *page, const Section *section) {
    xmlNode *block = page_add(page->body, "section", "part");
    const char *heading = "h2";
    if (section->name != NULL) {
        xmlNode *name = page_add_text(block, "h2", "section", section->name);
        page_set_section_language(page, name, section);
        heading = "h3";
    }
    for (guint i = 0; i < section->articles->len; i++) {
        entry_append(page, block, section->articles->pdata[i], heading);
    }
}

GBytes *xhtml_contents_page(const Issue *issue, const Dialect *dialect) {
    g_autofree char *title = language_say(issue->language, WORD_CONTENTS, NULL);
    Page page;
    page_begin(&page, issue, dialect, issue->lang, issue->is_rtl, "contents", title);
    masthead_append(&page, title);
    for (guint i = 0; i < issue->sections->len; i++) {
        append_section(&page, issue->sections->pdata[i]);
    }
    return page_finish(&page);
}

GBytes *xhtml_section_page(const Issue *issue, const Section *section, const Dialect *dialect) {
    const char *lang = section->lang != NULL ? section->lang : issue->lang;
    bool is_rtl = strcmp(lang, issue->lang) == 0 ? issue->is_rtl : language_tag_is_rtl(lang);
    Page page;
    page_begin(&page, issue, dialect, lang, is_rtl, "opener", section->name);
    xmlNode *part = page_add(page.body, "section", NULL);
    page_set_type(&page, part, "part", "doc-part");
    page_add_text(part, "h1", NULL, section->name);
    for (guint i = 0; i < section->articles->len; i++) {
        entry_append(&page, part, section->articles->pdata[i], "h2");
    }
    return page_finish(&page);
}
