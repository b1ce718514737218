/* One page of an edition as a stream of elements: which of its text is what is told by the table of
 * slots, in the markup that xhtml/ writes. A page of other making has a title and a text. */
#include "epub/edition.h"

#include "base/paths.h"

#include <string.h>

/* Where an element's text belongs; an element without a row is of its parent's slot. The fields
 * come first, with their own numbers. */
enum {
    SLOT_OUTSIDE = FIELD_COUNT, /* of the body */
    SLOT_PAGE_TITLE,
    SLOT_TEXT,
    SLOT_WAYS,
    SLOT_FACTS,
    SLOT_CORRECTIONS,
    SLOT_CORRECTION,
};

static const struct {
    int within;
    const char *element;
    const char *class_name; /* NULL: any */
    int slot;
} rows[] = {
    {SLOT_OUTSIDE, "title", NULL, SLOT_PAGE_TITLE},
    {SLOT_OUTSIDE, "body", NULL, SLOT_TEXT},
    {SLOT_TEXT, "nav", "ways", SLOT_WAYS},
    {SLOT_TEXT, "h1", NULL, FIELD_TITLE},
    {SLOT_TEXT, "p", "section", FIELD_SECTION},
    {SLOT_TEXT, "p", "kicker", FIELD_KICKER},
    {SLOT_TEXT, "p", "deck", FIELD_DECK},
    {SLOT_TEXT, "p", "byline", FIELD_BYLINE},
    {SLOT_TEXT, "p", "facts", SLOT_FACTS},
    {SLOT_FACTS, "span", "place", FIELD_PLACE},
    {SLOT_TEXT, "div", "corrections", SLOT_CORRECTIONS},
    {SLOT_CORRECTIONS, "p", "correction", SLOT_CORRECTION},
    {SLOT_TEXT, "p", "licence", FIELD_LICENCE},
};

/* Elements within a line; all others begin and end a paragraph. */
static const char *const inline_names[] = {
    "a",    "abbr",  "b",    "bdi",    "bdo", "br",   "cite", "code", "data", "del",  "dfn",
    "em",   "i",     "img",  "ins",    "kbd", "mark", "q",    "rp",   "rt",   "ruby", "s",
    "samp", "small", "span", "strong", "sub", "sup",  "time", "u",    "var",  "wbr",  NULL};

/* Pages that are no articles, by the class of their body. */
static const char *const other_kinds[] = {"cover", "contents", "opener", "imprint", NULL};

const char *edition_field_name(EditionField field) {
    static const char *const names[FIELD_COUNT] = {
        [FIELD_FILE] = "file",       [FIELD_TITLE] = "title",     [FIELD_KICKER] = "kicker",
        [FIELD_DECK] = "deck",       [FIELD_BYLINE] = "byline",   [FIELD_DATE] = "date",
        [FIELD_PLACE] = "place",     [FIELD_SECTION] = "section", [FIELD_LANGUAGE] = "language",
        [FIELD_LICENCE] = "licence",
    };
    return names[field];
}

typedef struct {
    EditionArticle *article;
    GArray *slots;    /* int: of the open elements */
    GString *text;    /* of the paragraph or field that is open */
    char *page_title; /* <title>, for a page without a headline */
    bool is_other;    /* the page is no article */
    GChecksum *digest;
} PageScan;

static int top_of(const PageScan *scan) {
    guint depth = scan->slots->len;
    return depth > 0 ? g_array_index(scan->slots, int, depth - 1) : SLOT_OUTSIDE;
}

static bool is_inline(const char *name) {
    return g_strv_contains(inline_names, name);
}

/* What has been gathered goes where it belongs. */
static void keep(PageScan *scan, int slot) {
    EditionArticle *article = scan->article;
    if (!text_is_blank(scan->text->str)) {
        g_autofree char *text = text_collapse(scan->text->str);
        if (slot < FIELD_COUNT && article->fields[slot] == NULL) {
            article->fields[slot] = g_steal_pointer(&text);
        } else if (slot == SLOT_PAGE_TITLE && scan->page_title == NULL) {
            scan->page_title = g_steal_pointer(&text);
        } else if (slot == SLOT_CORRECTION) {
            g_ptr_array_add(article->corrections, g_steal_pointer(&text));
        } else if (slot < FIELD_COUNT || slot == SLOT_TEXT) {
            g_ptr_array_add(article->paragraphs, g_steal_pointer(&text));
        }
    }
    g_string_truncate(scan->text, 0);
}

static bool has_class(const XmlElement *element, const char *wanted) {
    g_autofree char *classes = xml_element_get(element, NULL, "class");
    g_auto(GStrv) each = g_strsplit_set(classes != NULL ? classes : "", " \t\r\n", -1);
    return g_strv_contains((const char *const *)each, wanted);
}

static int slot_of(const PageScan *scan, const XmlElement *element) {
    int within = top_of(scan);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        int slot = rows[i].slot;
        if (rows[i].within != within || strcmp(rows[i].element, element->name) != 0 ||
            (slot < FIELD_COUNT && scan->article->fields[slot] != NULL)) {
            continue; /* a field is said once, at the head; what looks like it later is text */
        }
        if (rows[i].class_name == NULL || has_class(element, rows[i].class_name)) {
            return slot;
        }
    }
    return within;
}

/* What is said by attributes. */
static void read_attributes(PageScan *scan, const XmlElement *element, int slot) {
    char **fields = scan->article->fields;
    if (strcmp(element->name, "html") == 0 && fields[FIELD_LANGUAGE] == NULL) {
        fields[FIELD_LANGUAGE] = xml_element_get(element, NULL, "lang");
    } else if (strcmp(element->name, "body") == 0) {
        for (size_t i = 0; other_kinds[i] != NULL; i++) {
            scan->is_other = scan->is_other || has_class(element, other_kinds[i]);
        }
    } else if (strcmp(element->name, "time") == 0 && slot == SLOT_FACTS &&
               fields[FIELD_DATE] == NULL) {
        fields[FIELD_DATE] = xml_element_get(element, NULL, "datetime");
    } else if (strcmp(element->name, "br") == 0) {
        g_string_append_c(scan->text, ' ');
    } else if (strcmp(element->name, "img") == 0) {
        g_autofree char *alt = xml_element_get(element, NULL, "alt");
        g_string_append_printf(scan->text, "[%s]", alt != NULL ? alt : "");
    }
}

static void on_start(void *context, const XmlElement *element) {
    PageScan *scan = context;
    int within = top_of(scan);
    int slot = slot_of(scan, element);
    if (slot != within || !is_inline(element->name)) {
        keep(scan, within);
    }
    if (slot != SLOT_WAYS) {
        xml_element_digest(element, scan->digest);
    }
    g_array_append_val(scan->slots, slot);
    read_attributes(scan, element, slot);
}

static void on_end(void *context, const char *name, const char *text) {
    (void)text;
    PageScan *scan = context;
    int slot = top_of(scan);
    g_array_set_size(scan->slots, scan->slots->len - 1);
    if (slot != top_of(scan) || !is_inline(name)) {
        keep(scan, slot);
    }
    if (slot != SLOT_WAYS) {
        g_checksum_update(scan->digest, (const guchar *)"/", 1);
    }
}

static void on_text(void *context, const char *text, size_t length_bytes) {
    PageScan *scan = context;
    if (top_of(scan) != SLOT_WAYS) {
        g_string_append_len(scan->text, text, (gssize)length_bytes);
        g_checksum_update(scan->digest, (const guchar *)text, (gssize)length_bytes);
    }
}

static EditionArticle *article_new_of(const ManifestItem *item) {
    EditionArticle *article = g_new0(EditionArticle, 1);
    article->item = item;
    article->fields[FIELD_FILE] = g_strdup(path_name(item->part));
    article->paragraphs = g_ptr_array_new_with_free_func(g_free);
    article->corrections = g_ptr_array_new_with_free_func(g_free);
    return article;
}

EditionArticle *edition_read_article(GBytes *bytes, const ManifestItem *item) {
    EditionArticle *article = article_new_of(item);
    PageScan scan = {.article = article,
                     .slots = g_array_new(FALSE, FALSE, sizeof(int)),
                     .text = g_string_new(NULL),
                     .digest = g_checksum_new(G_CHECKSUM_SHA256)};
    XmlHandler handler = {.start = on_start, .end = on_end, .text = on_text};
    XmlProblem problem = {0};
    bool is_article = xml_scan(bytes, &handler, &scan, &problem) && !scan.is_other;
    xml_problem_clear(&problem);
    if (article->fields[FIELD_TITLE] == NULL) {
        article->fields[FIELD_TITLE] = g_steal_pointer(&scan.page_title);
    }
    article->digest = g_strdup(g_checksum_get_string(scan.digest));
    g_checksum_free(scan.digest);
    g_string_free(scan.text, TRUE);
    g_array_unref(scan.slots);
    g_free(scan.page_title);
    if (!is_article) {
        g_clear_pointer(&article, edition_article_free);
    }
    return article;
}

void edition_article_free(EditionArticle *article) {
    for (int i = 0; i < FIELD_COUNT; i++) {
        g_free(article->fields[i]);
    }
    g_ptr_array_unref(article->paragraphs);
    g_ptr_array_unref(article->corrections);
    g_free(article->digest);
    g_free(article);
}
