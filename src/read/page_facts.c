/* Reading a page's metadata, each kind by a table of names in the order of their worth. */
#include "read/page_facts.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum {
    MOST_AUTHORS = 40,
    MOST_ITEMS = 500, /* of one list in JSON-LD */
    MOST_DEPTH = 4,
    LONGEST_TEXT_BYTES = 4000,
};

typedef enum {
    FACT_TITLE,
    FACT_AUTHOR,
    FACT_DATE,
    FACT_MODIFIED,
    FACT_SITE,
    FACT_DESCRIPTION,
    FACT_PICTURE,
    FACT_LANG,
    FACT_GENERATOR,
    FACT_COUNT
} Fact;

/* A worth is higher for what is likelier right. */
static const struct {
    const char *name;
    Fact fact;
    int worth;
} rows[] = {
    {"og:title", FACT_TITLE, 9},
    {"citation_title", FACT_TITLE, 8},
    {"hdl", FACT_TITLE, 8},
    {"parsely-title", FACT_TITLE, 8},
    {"sailthru.title", FACT_TITLE, 7},
    {"dc.title", FACT_TITLE, 7},
    {"dcterms.title", FACT_TITLE, 7},
    {"twitter:title", FACT_TITLE, 6},
    {"title", FACT_TITLE, 5},
    {"citation_author", FACT_AUTHOR, 9},
    {"parsely-author", FACT_AUTHOR, 8},
    {"byl", FACT_AUTHOR, 8},
    {"author", FACT_AUTHOR, 7},
    {"sailthru.author", FACT_AUTHOR, 7},
    {"dc.creator", FACT_AUTHOR, 6},
    {"dcterms.creator", FACT_AUTHOR, 6},
    {"dc.contributor", FACT_AUTHOR, 3},
    {"article:author", FACT_AUTHOR, 5},
    {"article:author_name", FACT_AUTHOR, 5},
    {"og:article:author", FACT_AUTHOR, 5},
    {"article:published_time", FACT_DATE, 9},
    {"og:article:published_time", FACT_DATE, 9},
    {"citation_publication_date", FACT_DATE, 8},
    {"citation_date", FACT_DATE, 8},
    {"citation_online_date", FACT_DATE, 7},
    {"parsely-pub-date", FACT_DATE, 8},
    {"sailthru.date", FACT_DATE, 7},
    {"dc.date.issued", FACT_DATE, 7},
    {"dcterms.created", FACT_DATE, 6},
    {"dc.date.created", FACT_DATE, 6},
    {"dcterms.date", FACT_DATE, 6},
    {"dcterms.issued", FACT_DATE, 7},
    {"dc.date", FACT_DATE, 6},
    {"pubdate", FACT_DATE, 6},
    {"publish-date", FACT_DATE, 6},
    {"publication_date", FACT_DATE, 6},
    {"publishdate", FACT_DATE, 6},
    {"date.created", FACT_DATE, 5},
    {"date", FACT_DATE, 4},
    {"article:modified_time", FACT_MODIFIED, 9},
    {"og:updated_time", FACT_MODIFIED, 5},
    {"og:site_name", FACT_SITE, 9},
    {"application-name", FACT_SITE, 8},
    {"apple-mobile-web-app-title", FACT_SITE, 7},
    {"publisher", FACT_SITE, 7},
    {"dc.publisher", FACT_SITE, 7},
    {"citation_journal_title", FACT_SITE, 6},
    {"al:android:app_name", FACT_SITE, 5},
    {"cre", FACT_SITE, 5},
    {"og:description", FACT_DESCRIPTION, 9},
    {"description", FACT_DESCRIPTION, 8},
    {"dc.description", FACT_DESCRIPTION, 6},
    {"twitter:description", FACT_DESCRIPTION, 5},
    {"og:image", FACT_PICTURE, 9},
    {"twitter:image", FACT_PICTURE, 6},
    {"thumbnail", FACT_PICTURE, 3},
    {"og:locale", FACT_LANG, 5},
    {"content-language", FACT_LANG, 6},
    {"dc.language", FACT_LANG, 6},
    {"generator", FACT_GENERATOR, 9},
};

enum { WORTH_OF_LINKED_DATA = 20 };

typedef struct {
    PageFacts *facts;
    int worth[FACT_COUNT]; /* of what is held */
} Facts;

char *page_decode(const char *text) {
    if (strpbrk(text, "&<") == NULL) {
        return text_collapse(text);
    }
    g_autoptr(Page) page = page_new(text, strlen(text), 1, true);
    g_autofree char *plain = page_plain_text(page, 0);
    return text_collapse(plain);
}

/* Dates */

bool page_date_parse(const char *text, Date *date) {
    g_autofree char *clean = text_collapse(text);
    if (date_parse(clean, date)) {
        return true;
    }
    enum { COMPACT = 8 }; /* 20200501 */
    size_t digits = strspn(clean, G_CSET_DIGITS);
    if (digits >= COMPACT) {
        g_autofree char *dashed = g_strdup_printf("%.4s-%.2s-%.2s", clean, clean + 4, clean + 6);
        return date_parse(dashed, date);
    }
    if (digits > 0 && strlen(clean) > strlen("2020-05-01")) {
        g_autofree char *day = g_strndup(clean, strlen("2020-05-01"));
        if (g_utf8_validate(day, -1, NULL) && date_parse(day, date)) {
            return true;
        }
    }
    return date_parse_words(clean, date);
}

/* Taking one */

static void add_site(PageFacts *facts, const char *name) {
    if (!text_is_blank(name)) {
        g_ptr_array_add(facts->sites, page_decode(name));
    }
}

static void add_author(Facts *all, const char *name, int worth) {
    GPtrArray *authors = all->facts->authors;
    if (worth > all->worth[FACT_AUTHOR]) {
        g_ptr_array_set_size(authors, 0);
    }
    all->worth[FACT_AUTHOR] = worth;
    g_autofree char *plain = page_decode(name);
    for (guint i = 0; i < authors->len; i++) {
        if (strcmp(authors->pdata[i], plain) == 0) {
            return;
        }
    }
    if (authors->len < MOST_AUTHORS) {
        g_ptr_array_add(authors, g_steal_pointer(&plain));
    }
}

static void replace(char **held, const char *with) {
    g_free(*held);
    *held = page_decode(with);
}

static void take(Facts *all, Fact fact, const char *value, int worth) {
    PageFacts *facts = all->facts;
    bool is_many = fact == FACT_SITE || fact == FACT_AUTHOR;
    if (value == NULL || text_is_blank(value) || strlen(value) > LONGEST_TEXT_BYTES) {
        return;
    }
    if (fact == FACT_SITE) {
        add_site(facts, value);
    }
    if (is_many ? worth < all->worth[fact] : worth <= all->worth[fact]) {
        return;
    }
    Date date = {0};
    switch (fact) {
    case FACT_TITLE:
        replace(&facts->title, value);
        break;
    case FACT_AUTHOR:
        add_author(all, value, worth);
        break;
    case FACT_DATE:
    case FACT_MODIFIED:
        if (!page_date_parse(value, &date)) {
            return;
        }
        *(fact == FACT_DATE ? &facts->date : &facts->modified) = date;
        break;
    case FACT_DESCRIPTION:
        replace(&facts->description, value);
        break;
    case FACT_PICTURE:
        replace(&facts->picture, value);
        break;
    case FACT_LANG:
        replace(&facts->lang, value);
        break;
    case FACT_GENERATOR:
        replace(&facts->generator, value);
        break;
    case FACT_SITE:
    case FACT_COUNT:
        break;
    }
    all->worth[fact] = worth;
}

/* <meta>, <title>, <link> */

static void take_meta(Facts *all, const PageNode *node) {
    const char *content = page_attribute(node, "content");
    const char *names[] = {page_attribute(node, "property"), page_attribute(node, "name"),
                           page_attribute(node, "http-equiv"), page_attribute(node, "itemprop")};
    for (size_t k = 0; content != NULL && k < G_N_ELEMENTS(names); k++) {
        for (size_t i = 0; names[k] != NULL && i < G_N_ELEMENTS(rows); i++) {
            if (g_ascii_strcasecmp(names[k], rows[i].name) == 0) {
                take(all, rows[i].fact, content, rows[i].worth);
            }
        }
    }
}

/* "https://www.harbour-news.example/…": "harbour-news" and "harbour-news.example". */
static void take_host(PageFacts *facts, const char *address) {
    const char *start = address != NULL ? strstr(address, "://") : NULL;
    if (start == NULL) {
        return;
    }
    start += strlen("://");
    start += g_str_has_prefix(start, "www.") ? strlen("www.") : 0;
    g_autofree char *host = g_strndup(start, strcspn(start, "/:?#"));
    add_site(facts, host);
    char *dot = strrchr(host, '.');
    if (dot != NULL) {
        *dot = '\0';
        add_site(facts, host);
        char *second = strrchr(host, '.');
        if (second != NULL) {
            add_site(facts, second + 1);
            *second = '\0';
            add_site(facts, host);
        }
    }
}

/* Where the page was: <base> first, for its links are read against it. */
static void take_address(PageFacts *facts, const char *address, bool is_base) {
    bool is_whole = address != NULL &&
                    (g_str_has_prefix(address, "http://") || g_str_has_prefix(address, "https://"));
    if (is_whole && (is_base || facts->address == NULL)) {
        g_free(facts->address);
        facts->address = g_strstrip(g_strdup(address));
    }
}

static void take_head(Facts *all, const Page *page) {
    PageFacts *facts = all->facts;
    for (uint32_t i = 1; i < page->count; i++) {
        const PageNode *node = &page->nodes[i];
        if (node->tag == PAGE_META) {
            take_meta(all, node);
            const char *property = page_attribute(node, "property");
            if (property != NULL && strcmp(property, "og:url") == 0) {
                take_host(facts, page_attribute(node, "content"));
                take_address(facts, page_attribute(node, "content"), false);
            }
        } else if (node->tag == PAGE_TITLE && facts->page_title == NULL) {
            facts->page_title = page_plain_text(page, i);
        } else if (node->tag == PAGE_LINK) {
            const char *relation = page_attribute(node, "rel");
            if (relation != NULL && g_ascii_strcasecmp(relation, "canonical") == 0) {
                take_host(facts, page_attribute(node, "href"));
                take_address(facts, page_attribute(node, "href"), false);
            }
        } else if (node->tag == PAGE_BASE) {
            take_address(facts, page_attribute(node, "href"), true);
        }
    }
}

/* JSON-LD */

static bool has_type(const JsonValue *item, const char *const *types) {
    const JsonValue *type = json_value_member(item, "@type");
    if (json_value_text(type) != NULL) {
        return g_strv_contains(types, json_value_text(type));
    }
    for (size_t i = 0; i < json_value_count(type) && i < MOST_ITEMS; i++) {
        const char *name = json_value_text(json_value_item(type, i));
        if (name != NULL && g_strv_contains(types, name)) {
            return true;
        }
    }
    return false;
}

/* The item of the graph that bears this id, where one only points to it. */
static const JsonValue *follow(const JsonValue *graph, const JsonValue *item) {
    const char *id = json_value_text(json_value_member(item, "@id"));
    if (id == NULL || json_value_member(item, "name") != NULL) {
        return item;
    }
    for (size_t i = 0; i < json_value_count(graph) && i < MOST_ITEMS; i++) {
        const JsonValue *other = json_value_item(graph, i);
        if (g_strcmp0(json_value_text(json_value_member(other, "@id")), id) == 0 &&
            json_value_member(other, "name") != NULL) {
            return other;
        }
    }
    return item;
}

static const char *name_of(const JsonValue *item) {
    const char *text = json_value_text(item);
    return text != NULL ? text : json_value_text(json_value_member(item, "name"));
}

/* A desk or an agency is no person; its name is mostly the site's. */
static void take_author(Facts *all, const JsonValue *graph, const JsonValue *author) {
    static const char *const organisations[] = {"Organization", "NewsMediaOrganization",
                                                "Corporation", NULL};
    const JsonValue *person = follow(graph, author);
    const char *name = name_of(person);
    if (name != NULL && !has_type(person, organisations)) {
        take(all, FACT_AUTHOR, name, WORTH_OF_LINKED_DATA);
    } else if (name == NULL) {
        const JsonValue *names = json_value_member(person, "name");
        for (size_t i = 0; i < json_value_count(names) && i < MOST_ITEMS; i++) {
            take(all, FACT_AUTHOR, json_value_text(json_value_item(names, i)),
                 WORTH_OF_LINKED_DATA);
        }
    }
}

static const char *address_of(const JsonValue *image) {
    if (json_value_count(image) > 0) {
        image = json_value_item(image, 0);
    }
    const char *text = json_value_text(image);
    return text != NULL ? text : json_value_text(json_value_member(image, "url"));
}

static void take_story(Facts *all, const JsonValue *graph, const JsonValue *item) {
    const char *headline = json_value_text(json_value_member(item, "headline"));
    const JsonValue *authors = json_value_member(item, "author");
    authors = authors != NULL ? authors : json_value_member(item, "creator");
    take(all, FACT_TITLE, headline != NULL ? headline : name_of(item), WORTH_OF_LINKED_DATA);
    if (json_value_count(authors) == 0) {
        take_author(all, graph, authors);
    }
    for (size_t i = 0; i < json_value_count(authors) && i < MOST_AUTHORS; i++) {
        take_author(all, graph, json_value_item(authors, i));
    }
    take(all, FACT_DATE, json_value_text(json_value_member(item, "datePublished")),
         WORTH_OF_LINKED_DATA);
    take(all, FACT_MODIFIED, json_value_text(json_value_member(item, "dateModified")),
         WORTH_OF_LINKED_DATA);
    take(all, FACT_LANG, json_value_text(json_value_member(item, "inLanguage")), 4);
    take(all, FACT_DESCRIPTION, json_value_text(json_value_member(item, "description")), 4);
    take(all, FACT_PICTURE, address_of(json_value_member(item, "image")), 5);
    take(all, FACT_SITE, name_of(follow(graph, json_value_member(item, "publisher"))),
         WORTH_OF_LINKED_DATA);
}

static void take_item(Facts *all, const JsonValue *graph, const JsonValue *item, unsigned depth) {
    static const char *const stories[] = {"Article",
                                          "NewsArticle",
                                          "BlogPosting",
                                          "ReportageNewsArticle",
                                          "OpinionNewsArticle",
                                          "AnalysisNewsArticle",
                                          "BackgroundNewsArticle",
                                          "ReviewNewsArticle",
                                          "AskPublicNewsArticle",
                                          "TechArticle",
                                          "ScholarlyArticle",
                                          "MedicalScholarlyArticle",
                                          "SocialMediaPosting",
                                          "AdvertiserContentArticle",
                                          "SatiricalArticle",
                                          "Report",
                                          "Review",
                                          "APIReference",
                                          "LiveBlogPosting",
                                          NULL};
    static const char *const sites[] = {"WebSite", "Organization", "NewsMediaOrganization", NULL};
    if (json_value_count(item) > 0 && depth < MOST_DEPTH) {
        for (size_t i = 0; i < json_value_count(item) && i < MOST_ITEMS; i++) {
            take_item(all, item, json_value_item(item, i), depth + 1);
        }
        return;
    }
    if (has_type(item, stories)) {
        take_story(all, graph, item);
    } else if (has_type(item, sites)) {
        take(all, FACT_SITE, name_of(item), WORTH_OF_LINKED_DATA);
    }
    const JsonValue *nested[] = {json_value_member(item, "@graph"),
                                 json_value_member(item, "mainEntity")};
    for (size_t i = 0; i < G_N_ELEMENTS(nested) && depth < MOST_DEPTH; i++) {
        if (nested[i] != NULL) {
            take_item(all, nested[i], nested[i], depth + 1);
        }
    }
}

/* Line ends within texts are no JSON, but frequent. */
static char *without_controls(const char *text) {
    char *plain = g_strdup(text);
    for (char *p = plain; *p != '\0'; p++) {
        *p = g_ascii_iscntrl(*p) ? ' ' : *p;
    }
    return plain;
}

static void take_linked_data(Facts *all, const Page *page) {
    for (guint i = 0; i < page->linked_data->len; i++) {
        g_autofree char *text = without_controls(page->linked_data->pdata[i]);
        size_t start = strspn(text, " \t\n\r");
        size_t length = strlen(text);
        bool is_cdata = g_str_has_prefix(text + start, "//<![CDATA[") ||
                        g_str_has_prefix(text + start, "<![CDATA[");
        if (is_cdata) { /* kept from old XML parsers */
            const char *open = strpbrk(text, "{[");
            open = open != NULL && *open == '[' ? strchr(open + 1, '{') : open;
            const char *close = strrchr(text, '}');
            start = open != NULL && close > open ? (size_t)(open - text) : length;
            length = start < length ? (size_t)(close - text) + 1 : length;
        }
        g_autoptr(JsonValue) value = json_value_parse(text + start, length - start);
        take_item(all, value, value, 0);
    }
}

void page_facts_read(const Page *page, PageFacts *facts) {
    *facts = (PageFacts){.sites = g_ptr_array_new_with_free_func(g_free),
                         .authors = g_ptr_array_new_with_free_func(g_free)};
    Facts all = {.facts = facts};
    take_linked_data(&all, page);
    take_head(&all, page);
    const char *lang = page_attribute(&page->nodes[0], "lang");
    lang = lang != NULL ? lang : page_attribute(&page->nodes[0], "xml:lang");
    take(&all, FACT_LANG, lang, 9);
}

void page_facts_clear(PageFacts *facts) {
    g_free(facts->title);
    g_free(facts->page_title);
    g_free(facts->lang);
    g_free(facts->description);
    g_free(facts->picture);
    g_free(facts->generator);
    g_free(facts->address);
    g_ptr_array_unref(facts->sites);
    g_ptr_array_unref(facts->authors);
    *facts = (PageFacts){0};
}

/* Letters and digits alone, folded. */
static char *comparable(const char *name) {
    g_autofree char *folded = g_utf8_casefold(name, -1);
    GString *out = g_string_new(NULL);
    const char *p = g_str_has_prefix(folded, "the ") ? folded + strlen("the ") : folded;
    for (; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c)) {
            g_string_append_unichar(out, c);
        }
    }
    return g_string_free(out, FALSE);
}

bool page_facts_is_site(const PageFacts *facts, const char *name) {
    static const char *const ends[] = {".com", ".org", ".net", ".info", ".de", ".fr", ".co.uk"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (g_str_has_suffix(name, ends[i])) {
            return true;
        }
    }
    g_autofree char *own = comparable(name);
    for (guint i = 0; i < facts->sites->len; i++) {
        g_autofree char *site = comparable(facts->sites->pdata[i]);
        if (*site != '\0' && strcmp(site, own) == 0) {
            return true;
        }
    }
    return *own == '\0';
}
