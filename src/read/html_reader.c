/* The reader of web pages. */
#include "read/html_reader.h"

#include "base/paths.h"
#include "base/text.h"
#include "html/page_encoding.h"
#include "markdown/markdown.h"
#include "read/article_source.h"
#include "read/authors.h"
#include "read/index_page.h"
#include "read/page_article.h"
#include "read/page_content.h"
#include "read/page_embedded.h"
#include "read/page_head.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    const Source *source;
    Article *article;
    Page *page;
    PageFacts facts;
    PageHead head;
    ArticleParts parts;
    FurnitureTally tally;
    Reading *into;
    Report *report;
} PageReading;

/* Did a text processor write it? Then there is no site around it. */
static bool is_document(const PageFacts *facts, const Page *page, bool has_front_matter) {
    static const char *const programs[] = {"microsoft word", "libreoffice", "openoffice",
                                           "staroffice",     "pandoc",      "abiword",
                                           "pages",          "calibre",     "aspose"};
    g_autofree char *lower = g_ascii_strdown(facts->generator != NULL ? facts->generator : "", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(programs); i++) {
        if (g_str_has_prefix(lower, programs[i])) {
            return true;
        }
    }
    const char *names = page_attribute(&page->nodes[page->body], "class");
    return has_front_matter || (names != NULL && strstr(names, "doc-content") != NULL);
}

/* Head */

static void put_line(PageReading *reading, Element part, const char *text) {
    if (text != NULL) {
        markdown_append_line(reading->article->tree, tree_part(reading->article->tree, part, true),
                             text, article_place(reading->article), reading->report);
    }
}

/* A node's content, as running text with its marks, in a part of the frame. */
static void grow_part(PageReading *reading, Element part, uint32_t node) {
    Builder builder;
    xmlDoc *tree = reading->article->tree;
    xmlNode *frame = tree_part(tree, part, true);
    const PageNode *from = &reading->page->nodes[node];
    node_set_place(frame, from->line, from->column);
    builder_begin(&builder, tree, frame);
    page_grow(reading->page, node, false, &builder);
    builder_end(&builder);
}

static bool is_part_blank(const Article *article, Element part) {
    const xmlNode *frame = tree_part(article->tree, part, false);
    g_autofree char *text = frame != NULL ? node_plain_text(frame) : NULL;
    return text == NULL || text_is_blank(text);
}

/* A heading that links to its own page, as blogs have it, is no link on paper; a note's call stays.
 */
static void unlink_part(Article *article, Element part) {
    xmlNode *frame = tree_part(article->tree, part, false);
    for (xmlNode *at = frame; at != NULL;) {
        bool is_link = at != frame && node_kind(at) == NODE_LINK;
        at = is_link ? node_unwrap(at) : node_next(at, frame, false);
    }
}

static void put_headline(PageReading *reading) {
    Article *article = reading->article;
    const PageHead *head = &reading->head;
    if (reading->parts.headline != NULL) {
        put_line(reading, ELEMENT_HEADLINE, reading->parts.headline);
        return;
    }
    if (head->title == NULL) {
        return;
    }
    uint32_t node = head->title_node;
    g_autofree char *shown = node != 0 ? page_plain_text(reading->page, node) : NULL;
    if (g_strcmp0(shown, head->title) == 0) {
        grow_part(reading, ELEMENT_HEADLINE, node);
        unlink_part(article, ELEMENT_HEADLINE);
    }
    if (is_part_blank(article, ELEMENT_HEADLINE)) {
        xmlNode *frame = tree_part(article->tree, ELEMENT_HEADLINE, true);
        node_append(frame, node_new_text(article->tree, head->title, strlen(head->title), 0, 0));
    }
    if (node != 0) {
        const PageNode *from = &reading->page->nodes[node];
        article->title_place = place_at(article->display_path, from->line, from->column);
        reading->page->nodes[node].fate = PAGE_DROPPED;
    }
}

static void put_deck(PageReading *reading) {
    uint32_t node = reading->head.deck_node;
    put_line(reading, ELEMENT_KICKER, reading->parts.kicker);
    put_line(reading, ELEMENT_DECK, reading->parts.deck);
    if (node != 0 && reading->parts.deck == NULL) {
        grow_part(reading, ELEMENT_DECK, node);
        reading->page->nodes[node].fate = PAGE_DROPPED;
    }
    uint32_t kicker = reading->head.kicker_node;
    if (kicker != 0 && reading->parts.kicker == NULL) {
        grow_part(reading, ELEMENT_KICKER, kicker);
        reading->page->nodes[kicker].fate = PAGE_DROPPED;
    }
}

static void put_people(PageReading *reading) {
    Article *article = reading->article;
    const char *lang = article->lang != NULL ? article->lang : reading->facts.lang;
    const Language *language = language_find(lang != NULL ? lang : "und");
    if (article->authors->len > 0) {
        return;
    }
    for (guint i = 0; i < reading->head.authors->len; i++) {
        YamlValue value = {
            .kind = YAML_VALUE_TEXT, .text = reading->head.authors->pdata[i], .is_quoted = true};
        Said said = {.value = &value,
                     .key = "byline",
                     .file = article->display_path,
                     .report = reading->report};
        authors_read(&said, language, article->authors);
    }
}

/* "en" is what programs write where nobody chose: the text tells better. */
static void put_language(PageReading *reading) {
    Article *article = reading->article;
    const char *said = reading->facts.lang;
    g_autofree char *tag = said != NULL ? language_normalise_tag(said) : NULL;
    bool is_chosen = tag != NULL && !g_str_has_prefix(tag, "en") && language_is_known(tag);
    if (article->lang == NULL && is_chosen) {
        article->lang = g_steal_pointer(&tag);
        article->lang_is_given = true;
    }
}

/* Lines that say only who and when say it in the article's head. */
static void drop_said_lines(PageReading *reading, uint32_t top) {
    const uint32_t lines[] = {reading->head.byline_node, reading->head.date_node};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        bool is_in = lines[i] > top && lines[i] < reading->page->nodes[top].end;
        PageNode *node = &reading->page->nodes[lines[i]];
        if (is_in && !(node->tag >= PAGE_H1 && node->tag <= PAGE_H2)) {
            node->fate = PAGE_DROPPED;
        }
    }
}

/* Lead picture */

/* The name of the file that an address ends with, without what sizes add ("-300x200"). */
static char *file_name_of(const char *address) {
    g_autofree char *plain = g_strndup(address, strcspn(address, "?#"));
    g_autofree char *name = g_path_get_basename(plain);
    char *decoded = g_uri_unescape_string(name, NULL);
    return decoded != NULL ? decoded : g_steal_pointer(&name);
}

static bool shows_picture(const Article *article, const char *name) {
    const xmlNode *body = tree_body(article->tree);
    for (const xmlNode *at = body; at != NULL; at = node_next(at, body, false)) {
        const char *src = element_of(at) == ELEMENT_IMG ? node_get(at, ATTRIBUTE_SRC) : NULL;
        g_autofree char *own = src != NULL ? file_name_of(src) : NULL;
        if (g_strcmp0(own, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The picture that the page gives to others to show, if its file came along and the text does not
 * show it. */
static void find_lead(PageReading *reading) {
    const char *address = reading->facts.picture;
    if (address == NULL || reading->parts.picture_path != NULL) {
        return;
    }
    g_autofree char *name = file_name_of(address);
    if (shows_picture(reading->article, name)) {
        return;
    }
    g_autofree char *directory = g_path_get_dirname(reading->source->path);
    g_autofree char *stem = path_stem(reading->source->path);
    const char *const ends[] = {"_files", "_file", "-Dateien", "_archivos", "_fichiers", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *own = *ends[i] != '\0' ? g_strconcat(stem, ends[i], NULL) : g_strdup(".");
        g_autofree char *joined = g_build_filename(directory, own, name, NULL);
        g_autofree char *path = path_normalise(joined);
        if (path != NULL && issue_asset(reading->source->issue, path) != NULL) {
            reading->parts.picture_path = g_strconcat("/", path, NULL);
            return;
        }
    }
}

/* Links */

static bool is_in_issue(const PageReading *reading, const char *href) {
    const Source *source = reading->source;
    g_autofree char *plain = g_strndup(href, strcspn(href, "?#"));
    g_autofree char *decoded = g_uri_unescape_string(plain, NULL);
    g_autofree char *directory = g_path_get_dirname(source->path);
    const char *written = decoded != NULL ? decoded : plain;
    g_autofree char *path =
        strcmp(directory, ".") == 0 ? path_normalise(written) : path_resolve(directory, written);
    uint64_t size_bytes = 0;
    int descriptor =
        path != NULL ? root_open_file(source->issue->root, path, &size_bytes, NULL) : -1;
    if (descriptor >= 0) {
        close(descriptor);
    }
    return descriptor >= 0;
}

/* A link that leads to another page of the site that this one was on leads there still, if the page
 * says where it was and no file of the issue is meant. */
static void resolve_links(PageReading *reading, uint32_t top) {
    enum { LINKS_LOOKED_UP = 2000 };
    Page *page = reading->page;
    unsigned looked_up = 0;
    for (uint32_t i = top + 1; reading->facts.address != NULL && i < page->nodes[top].end; i++) {
        PageNode *node = &page->nodes[i];
        const char *href = node->tag == PAGE_A ? page_attribute(node, "href") : NULL;
        g_autofree char *scheme = href != NULL ? g_uri_parse_scheme(href) : NULL;
        if (href == NULL || scheme != NULL || href[0] == '#' || href[0] == '\0' ||
            node->fate != PAGE_BY_RULE || looked_up++ >= LINKS_LOOKED_UP ||
            is_in_issue(reading, href)) {
            continue;
        }
        char *whole =
            g_uri_resolve_relative(reading->facts.address, href, G_URI_FLAGS_PARSE_RELAXED, NULL);
        if (whole != NULL) {
            page_change(node)->href = whole;
        }
    }
}

/* All of it */

static char *part_text(const Article *article, Element part) {
    const xmlNode *node = tree_part(article->tree, part, false);
    return node != NULL ? node_plain_text(node) : NULL;
}

static void say_what_went(PageReading *reading) {
    const Page *page = reading->page;
    const char *file = reading->article->display_path;
    g_autofree char *said = furniture_say(&reading->tally, page);
    if (said != NULL) {
        report_add(reading->report, DIAGNOSTIC_PAGE_FURNITURE, place_file(file), NULL, said, NULL);
    }
    if (page->tags_left_out > 0) {
        g_autofree char *count = g_strdup_printf("%zu", page->tags_left_out);
        report_add(reading->report, DIAGNOSTIC_PAGE_TOO_DEEP,
                   place_at(file, page->left_out_line, 0), NULL, count, NULL);
    }
}

static void read_article(PageReading *reading, bool has_front_matter) {
    Page *page = reading->page;
    Article *article = reading->article;
    page_drop_permalinks(page);
    page_facts_read(page, &reading->facts);
    page_find_title(page, &reading->facts, &reading->head);
    PageArticle part =
        page_find_article(page, reading->head.title_node,
                          is_document(&reading->facts, page, has_front_matter), &reading->tally);
    page_find_head(page, &reading->facts, part.top, &reading->head);
    put_language(reading);
    put_headline(reading);
    put_deck(reading);
    put_people(reading);
    if (!date_is_set(article->date)) {
        article->date = reading->head.date;
    }
    if (reading->head.authors->len > 0 || date_is_set(reading->head.date)) {
        drop_said_lines(reading, part.top);
    }
    page_settle_content(page, part.top, &reading->tally);
    page_take_embedded(page, part.top, article, reading->into, &reading->tally);
    resolve_links(reading, part.top);
    page_grow_body(page, part.top, article);
    find_lead(reading);
    article_put_lead_picture(article, &reading->parts, reading->report);
    article->title_text = part_text(article, ELEMENT_HEADLINE);
    article->kicker_text = part_text(article, ELEMENT_KICKER);
    article->deck_text = part_text(article, ELEMENT_DECK);
    article->pictures_may_be_missing = true;
    say_what_went(reading);
    page_head_clear(&reading->head);
    page_facts_clear(&reading->facts);
}

void html_read(const Source *source, Reading *into, Report *report) {
    SourceText text;
    gsize length = 0;
    const char *bytes = g_bytes_get_data(source->bytes, &length);
    g_autofree char *declared = page_declared_encoding(bytes, length);
    source_text_open_declared(&text, source, declared, report);
    g_autoptr(Page) page =
        page_new(text.front.text, text.front.text_bytes, text.front.text_line, false);
    if (!index_page_take(page, source, into, report)) {
        PageReading reading = {.source = source, .page = page, .into = into, .report = report};
        reading.article = article_begin(source, text.sidecar, text.map, &reading.parts, report);
        read_article(&reading, text.map != NULL);
        article_parts_clear(&reading.parts);
        g_ptr_array_add(into->articles, reading.article);
    }
    source_text_clear(&text);
}
