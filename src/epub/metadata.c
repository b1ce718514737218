/* Dublin Core and the series, each said in the forms of EPUB 3, EPUB 2 and Calibre where readers
 * differ. */
#include "epub/metadata.h"

#include "epub/markup.h"

#define DC_NAMESPACE "http://purl.org/dc/elements/1.1/"
#define TITLE_ID "title"
#define SERIES_ID "series"

xmlNode *metadata_add_property(xmlNode *metadata, const char *property, const char *value) {
    xmlNode *meta = markup_add(metadata, "meta", value);
    markup_set(meta, "property", property);
    return meta;
}

xmlNode *metadata_refine(xmlNode *metadata, const char *id, const char *property,
                         const char *value) {
    xmlNode *meta = markup_add(metadata, "meta", value);
    g_autofree char *target = g_strconcat("#", id, NULL);
    markup_set(meta, "refines", target);
    markup_set(meta, "property", property);
    return meta;
}

/* EPUB 2's form. Nook reads it only with the name before the content. */
static void add_named(xmlNode *metadata, const char *name, const char *content) {
    xmlNode *meta = markup_add(metadata, "meta", NULL);
    markup_set(meta, "name", name);
    markup_set(meta, "content", content);
}

const char *metadata_responsible(const Issue *issue) {
    const Settings *settings = &issue->settings;
    return settings->publisher != NULL ? settings->publisher
           : settings->editor != NULL  ? settings->editor
                                       : issue->publication_title;
}

static void add_titles(xmlNode *metadata, xmlNs *dc, const Issue *issue) {
    xmlNode *identifier = markup_add_in(metadata, dc, "identifier", issue->identifier);
    markup_set(identifier, "id", IDENTIFIER_ID);
    xmlNode *title = markup_add_in(metadata, dc, "title", issue->dc_title);
    markup_set(title, "id", TITLE_ID);
    metadata_refine(metadata, TITLE_ID, "file-as", issue->file_as);
}

/* The issue's language first, which is the one that most readers take; then those of articles in
 * other languages. */
static void add_languages(xmlNode *metadata, xmlNs *dc, const Issue *issue) {
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
    markup_add_in(metadata, dc, "language", issue->lang);
    g_hash_table_add(said, issue->lang);
    g_hash_table_add(said, (gpointer) "und");
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        if (g_hash_table_add(said, article->lang)) {
            markup_add_in(metadata, dc, "language", article->lang);
        }
    }
}

typedef struct {
    xmlNode *metadata;
    xmlNs *dc;
    const char *element; /* "creator" or "contributor" */
    const char *id_stem;
    const char *role; /* MARC relator */
} People;

static void add_person(const People *people, const Author *author, unsigned number) {
    g_autofree char *id = g_strdup_printf("%s-%u", people->id_stem, number);
    xmlNode *person = markup_add_in(people->metadata, people->dc, people->element, author->name);
    markup_set(person, "id", id);
    xmlNode *role = metadata_refine(people->metadata, id, "role", people->role);
    markup_set(role, "scheme", "marc:relators");
    metadata_refine(people->metadata, id, "file-as", author->file_as);
}

/* A periodical's creator is its editor; without one the paper itself is. */
static void add_creators(xmlNode *metadata, xmlNs *dc, const Issue *issue) {
    const GPtrArray *editors = issue->settings.editors;
    if (editors == NULL || editors->len == 0) {
        markup_add_in(metadata, dc, "creator", issue->publication_title);
        return;
    }
    People people = {metadata, dc, "creator", "editor", "edt"};
    for (guint i = 0; i < editors->len; i++) {
        add_person(&people, editors->pdata[i], i + 1);
    }
}

/* Everybody who wrote, once, in reading order. */
static void add_contributors(xmlNode *metadata, xmlNs *dc, const Issue *issue) {
    People people = {metadata, dc, "contributor", "author", "aut"};
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        for (guint k = 0; k < article->authors->len; k++) {
            const Author *author = article->authors->pdata[k];
            if (g_hash_table_add(said, author->name)) {
                add_person(&people, author, g_hash_table_size(said));
            }
        }
    }
}

static void add_optional(xmlNode *metadata, xmlNs *dc, const char *element, const char *text) {
    if (text != NULL) {
        markup_add_in(metadata, dc, element, text);
    }
}

static void add_description(xmlNode *metadata, xmlNs *dc, const Issue *issue) {
    const Settings *settings = &issue->settings;
    if (date_is_set(settings->date)) {
        g_autofree char *date = date_iso(settings->date);
        markup_add_in(metadata, dc, "date", date);
    }
    add_optional(metadata, dc, "publisher", settings->publisher);
    markup_add_in(metadata, dc, "type", "periodical");
    add_creators(metadata, dc, issue);
    add_contributors(metadata, dc, issue);
    add_optional(metadata, dc, "description", settings->subtitle);
    add_optional(metadata, dc, "rights", settings->licence);
    g_autofree char *modified = date_utc(issue->modified);
    metadata_add_property(metadata, "dcterms:modified", modified);
}

/* The ISSN names the series, never the issue. PocketBook and KOReader want the Calibre name before
 * its index. */
static void add_series(xmlNode *metadata, const Issue *issue) {
    xmlNode *series =
        metadata_add_property(metadata, "belongs-to-collection", issue->publication_title);
    markup_set(series, "id", SERIES_ID);
    metadata_refine(metadata, SERIES_ID, "collection-type", "series");
    if (issue->series_position != NULL) {
        metadata_refine(metadata, SERIES_ID, "group-position", issue->series_position);
    }
    if (issue->settings.issn != NULL) {
        g_autofree char *issn = g_strconcat("urn:issn:", issue->settings.issn, NULL);
        metadata_refine(metadata, SERIES_ID, "dcterms:identifier", issn);
    }
    add_named(metadata, "calibre:series", issue->publication_title);
    if (issue->series_position != NULL) {
        add_named(metadata, "calibre:series_index", issue->series_position);
    }
}

void metadata_add(xmlNode *package, const Book *book) {
    const Issue *issue = book->issue;
    xmlNode *metadata = markup_add(package, "metadata", NULL);
    xmlNs *dc = markup_declare(metadata, DC_NAMESPACE, "dc");
    add_titles(metadata, dc, issue);
    add_languages(metadata, dc, issue);
    add_description(metadata, dc, issue);
    add_series(metadata, issue);
    metadata_add_accessibility(metadata, book);
    if (book_has_page_breaks(book)) {
        metadata_add_property(metadata, "pageBreakSource", book->page_map->edition);
    }
    if (book_has_fonts(book)) {
        metadata_add_property(metadata, "ibooks:specified-fonts", "true");
    }
    if (issue->cover != NULL) {
        add_named(metadata, "cover", COVER_PICTURE_ID);
    }
}
