/* The frame of a page: what stands in every XHTML file whatever is in it, and the steps by which
 * its tree grows. libxml2's own functions for adding nodes look for text to merge with; these link
 * by hand. */
#include "xhtml/page_frame.h"

#include "xhtml/serialise.h"

#include <string.h>

enum { LONG_WORD = 13, LONGEST_WORD = 19 }; /* characters */

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"
#define OPS_NAMESPACE "http://www.idpf.org/2007/ops"

static void *not_null(void *made) {
    if (made == NULL) {
        g_error("out of memory");
    }
    return made;
}

/* Growing */

xmlNode *page_add(xmlNode *parent, const char *name, const char *class_name) {
    xmlNode *node = not_null(xmlNewDocNode(parent->doc, parent->ns, BAD_CAST name, NULL));
    node_append(parent, node);
    if (class_name != NULL) {
        page_set(node, "class", class_name);
    }
    return node;
}

void page_append_text(xmlNode *parent, const char *text, size_t length_bytes) {
    if (length_bytes > 0) {
        node_append(parent,
                    not_null(xmlNewDocTextLen(parent->doc, BAD_CAST text, (int)length_bytes)));
    }
}

xmlNode *page_add_text(xmlNode *parent, const char *name, const char *class_name,
                       const char *text) {
    xmlNode *node = page_add(parent, name, class_name);
    if (text != NULL) {
        page_append_text(node, text, strlen(text));
    }
    return node;
}

void page_set(xmlNode *node, const char *name, const char *value) {
    not_null(xmlNewProp(node, BAD_CAST name, BAD_CAST value));
}

void page_set_number(xmlNode *node, const char *name, size_t number) {
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GSIZE_FORMAT, number);
    page_set(node, name, digits);
}

void page_set_type(const Page *page, xmlNode *node, const char *epub_type, const char *role) {
    if (page->dialect->epub_types) {
        not_null(xmlNewNsProp(node, page->ops, BAD_CAST "type", BAD_CAST epub_type));
    }
    if (role != NULL) {
        page_set(node, "role", role);
    }
}

void page_set_lang(xmlNode *node, const char *lang) {
    xmlNs *xml = not_null(xmlSearchNsByHref(node->doc, node, XML_XML_NAMESPACE));
    page_set(node, "lang", lang);
    not_null(xmlNewNsProp(node, xml, BAD_CAST "lang", BAD_CAST lang));
}

static void set_language(const Page *page, xmlNode *node, const char *lang, bool is_rtl) {
    if (strcmp(lang, page->lang) != 0) {
        page_set_lang(node, lang);
    }
    if (is_rtl != page->is_rtl) {
        page_set(node, "dir", is_rtl ? "rtl" : "ltr");
    }
}

void page_set_article_language(const Page *page, xmlNode *node, const Article *article) {
    set_language(page, node, article->lang, article->is_rtl);
}

void page_set_section_language(const Page *page, xmlNode *node, const Section *section) {
    if (section->lang != NULL && strcmp(section->lang, page->lang) != 0) {
        set_language(page, node, section->lang, language_tag_is_rtl(section->lang));
    }
}

/* A script has capitals or none; any word of a language shows which. */
static bool has_capitals(const Language *language) {
    const char *at = language->words[WORD_CONTENTS];
    while (at != NULL && *at != '\0') {
        gunichar character = g_utf8_get_char(at);
        if (g_unichar_isupper(character) || g_unichar_islower(character)) {
            return true;
        }
        at = g_utf8_next_char(at);
    }
    return false;
}

bool page_leans_but_article_stands(const Page *page, const Article *article) {
    return has_capitals(language_find(page->lang)) && !has_capitals(language_find(article->lang));
}

/* Galley's words */

static void set_spoken_lang(const Page *page, xmlNode *node) {
    if (page->spoken_lang != NULL) {
        page_set_lang(node, page->spoken_lang);
    }
}

xmlNode *page_add_word(const Page *page, xmlNode *parent, const char *name, const char *class_name,
                       Word word, const char *value) {
    g_autofree char *text = language_say(page->language, word, value);
    xmlNode *node = page_add_text(parent, name, class_name, text);
    set_spoken_lang(page, node);
    return node;
}

void page_add_date(const Page *page, xmlNode *parent, Date date) {
    g_autofree char *words = date_in_words(date, page->language);
    g_autofree char *iso = date_iso(date);
    xmlNode *node = page_add_text(parent, "time", NULL, words);
    page_set(node, "datetime", iso);
    set_spoken_lang(page, node);
}

void page_add_dot(xmlNode *parent) {
    static const char dot[] = " · ";
    page_append_text(parent, dot, strlen(dot));
}

const char *page_class_of_large(const char *text) {
    size_t longest = 0; /* characters */
    size_t word = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar character = g_utf8_get_char(text);
        word = g_unichar_isalnum(character) && !g_unichar_iswide(character) ? word + 1 : 0;
        longest = MAX(longest, word);
    }
    return longest >= LONGEST_WORD ? "longest" : longest >= LONG_WORD ? "long" : NULL;
}

/* Names in another script than the page's are set apart, with their own direction: beside Arabic
 * names the number that follows them would change its place. */
static void add_names(const Page *page, xmlNode *line, const Article *article) {
    g_autoptr(GPtrArray) names = g_ptr_array_sized_new(article->authors->len);
    for (guint i = 0; i < article->authors->len; i++) {
        g_ptr_array_add(names, ((const Author *)article->authors->pdata[i])->name);
    }
    g_autofree char *joined = language_join_names(page->language, names);
    if (strcmp(article->lang, page->lang) != 0) {
        page_set_article_language(page, page_add_text(line, "span", NULL, joined), article);
    } else {
        page_append_text(line, joined, strlen(joined));
    }
}

bool page_add_byline(const Page *page, xmlNode *parent, const char *name, const Article *article) {
    if (article->authors->len == 0) {
        return false;
    }
    static const char slot[] = "{}";
    g_autofree char *words = language_say(page->language, WORD_BY, slot);
    const char *at = strstr(words, slot);
    size_t before_bytes = at != NULL ? (size_t)(at - words) : strlen(words);
    xmlNode *line = page_add(parent, name, "byline");
    set_spoken_lang(page, line);
    page_append_text(line, words, before_bytes);
    add_names(page, line, article);
    if (at != NULL) {
        page_append_text(line, at + strlen(slot), strlen(at + strlen(slot)));
    }
    return true;
}

void page_add_minutes(const Page *page, xmlNode *parent, const Article *article) {
    g_autofree char *number = g_strdup_printf("%u", article->minutes);
    Word word = article->minutes == 1 ? WORD_MINUTE : WORD_MINUTES;
    page_add_word(page, parent, "span", "minutes", word, number);
}

/* The frame */

/* The language whose words the page uses; in a language that Galley does not know, the issue's. */
static void choose_language(Page *page) {
    page->language = language_find(page->lang);
    page->spoken_lang = NULL;
    if (!language_is_known(page->lang) && language_is_known(page->issue->lang)) {
        page->language = page->issue->language;
        page->spoken_lang = page->issue->lang;
    }
}

static void set_body_class(Page *page, const char *kind) {
    const Language *own = language_find(page->lang);
    g_autofree char *subtag = g_strndup(page->lang, strcspn(page->lang, "-"));
    g_autofree char *classes =
        g_strconcat(kind, page->is_rtl ? " rtl" : "", has_capitals(own) ? " caps" : "",
                    own->is_cjk ? " cjk " : "", own->is_cjk ? subtag : "", NULL);
    page_set(page->body, "class", classes);
}

void page_begin(Page *page, const Issue *issue, const Dialect *dialect, const char *lang,
                bool is_rtl, const char *kind, const char *title) {
    *page = (Page){.issue = issue, .dialect = dialect, .lang = lang, .is_rtl = is_rtl};
    choose_language(page);
    page->document = not_null(xmlNewDoc(BAD_CAST "1.0"));
    xmlNode *html = not_null(xmlNewDocNode(page->document, NULL, BAD_CAST "html", NULL));
    xmlDocSetRootElement(page->document, html);
    page->xhtml = not_null(xmlNewNs(html, BAD_CAST XHTML_NAMESPACE, NULL));
    html->ns = page->xhtml;
    if (dialect->epub_types) {
        page->ops = not_null(xmlNewNs(html, BAD_CAST OPS_NAMESPACE, BAD_CAST "epub"));
    }
    page_set_lang(html, lang);
    if (is_rtl) {
        page_set(html, "dir", "rtl");
    }
    xmlNode *head = page_add(html, "head", NULL);
    page_add_text(head, "title", NULL, text_is_blank(title) ? issue->dc_title : title);
    xmlNode *stylesheet = page_add(head, "link", NULL);
    page_set(stylesheet, "rel", "stylesheet");
    page_set(stylesheet, "type", "text/css");
    page_set(stylesheet, "href", dialect->stylesheet);
    page->body = page_add(html, "body", NULL);
    set_body_class(page, kind);
}

GBytes *page_finish(Page *page) {
    SerialiseFlags flags = SERIALISE_HTML5_DOCTYPE | SERIALISE_INDENT;
    if (!page->dialect->narrow_space) {
        flags |= SERIALISE_PLAIN_NARROW_SPACE;
    }
    GBytes *bytes = xhtml_serialise(page->document, flags);
    xmlFreeDoc(page->document);
    page->document = NULL;
    return bytes;
}
