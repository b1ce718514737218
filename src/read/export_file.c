/* Takes a WordPress export apart. */
#include "read/export_file.h"

#include "base/limits.h"
#include "base/text.h"
#include "html/page.h"

#include <string.h>

/* Elements that hold others. */
typedef enum {
    WITHIN_CHANNEL,
    WITHIN_ITEM,
    WITHIN_AUTHOR,
    WITHIN_META,
    WITHIN_OTHER, /* comments, terms, the channel's picture: passed over */
} Within;

typedef struct {
    const char *text, *end, *at;
    const char *counted; /* lines are known up to here */
    uint32_t line;
    ExportFile *file;
    ExportItem *item;     /* the open one */
    ExportAuthor *author; /* the open one */
    Within within, around_other;
    ExportValue meta_key;
    const char *ends[FIELD_COUNT][2]; /* the next end of a field, plain and literal, once found */
    GHashTable *prefixes; /* as written -> as WordPress writes it, both static or owned */
    GHashTable *fields;   /* "wp:post_id" -> ExportField + 1 */
} Scan;

static const struct {
    const char *name;
    ExportField field;
} field_names[] = {
    {"title", FIELD_TITLE},
    {"link", FIELD_LINK},
    {"guid", FIELD_GUID},
    {"pubDate", FIELD_PUBLISHED},
    {"dc:creator", FIELD_CREATOR},
    {"description", FIELD_DESCRIPTION},
    {"content:encoded", FIELD_CONTENT},
    {"excerpt:encoded", FIELD_EXCERPT},
    {"wp:post_id", FIELD_ID},
    {"wp:post_date", FIELD_DATE},
    {"wp:post_date_gmt", FIELD_DATE_GMT},
    {"wp:post_name", FIELD_NAME},
    {"wp:status", FIELD_STATUS},
    {"wp:post_parent", FIELD_PARENT},
    {"wp:post_type", FIELD_TYPE},
    {"wp:post_password", FIELD_PASSWORD},
    {"wp:attachment_url", FIELD_ATTACHMENT_URL},
    {"wp:menu_order", FIELD_MENU_ORDER},
    {"language", FIELD_LANGUAGE},
    {"wp:base_site_url", FIELD_SITE},
    {"wp:base_blog_url", FIELD_BLOG},
    {"wp:author_login", FIELD_LOGIN},
    {"wp:author_display_name", FIELD_DISPLAY_NAME},
    {"wp:author_first_name", FIELD_FIRST_NAME},
    {"wp:author_last_name", FIELD_LAST_NAME},
    {"wp:meta_key", FIELD_META_KEY},
    {"wp:meta_value", FIELD_META_VALUE},
    {"category", FIELD_CATEGORY},
};

/* Elements that hold others, and what is in them is read as. */
static const struct {
    const char *name;
    Within within;
} containers[] = {
    {"item", WITHIN_ITEM},        {"wp:author", WITHIN_AUTHOR},  {"wp:postmeta", WITHIN_META},
    {"wp:comment", WITHIN_OTHER}, {"wp:category", WITHIN_OTHER}, {"wp:tag", WITHIN_OTHER},
    {"wp:term", WITHIN_OTHER},    {"image", WITHIN_OTHER},       {"channel", WITHIN_CHANNEL},
};

/* What Galley asks for. */
static const char *const meta_keys[] = {"_wp_attachment_image_alt", "_thumbnail_id", "footnotes",
                                        "_wp_attached_file"};

/* Values */

static bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* References are those of HTML: exports are full of &nbsp; that no XML knows. */
static char *resolve_references(const char *text, size_t length_bytes) {
    if (memchr(text, '&', length_bytes) == NULL || memchr(text, '<', length_bytes) != NULL) {
        return g_strndup(text, length_bytes);
    }
    g_autoptr(Page) page = page_new(text, length_bytes, 1, true);
    GString *out = g_string_sized_new(length_bytes);
    for (uint32_t i = 0; i < page->count; i++) {
        if (page->nodes[i].tag == PAGE_TEXT) {
            g_string_append(out, page_text(&page->nodes[i]));
        }
    }
    return g_string_free(out, FALSE);
}

/* A "]]>" in the text is written by ending the section and beginning another. */
static char *join_sections(const char *text, size_t length_bytes) {
    static const char seam[] = "]]><![CDATA[";
    GString *out = g_string_sized_new(length_bytes);
    const char *end = text + length_bytes;
    for (;;) {
        const char *found = memmem(text, (size_t)(end - text), seam, strlen(seam));
        if (found == NULL) {
            break;
        }
        g_string_append_len(out, text, found - text);
        text = found + strlen(seam);
    }
    g_string_append_len(out, text, end - text);
    return g_string_free(out, FALSE);
}

char *export_value_text(ExportValue value) {
    if (value.text == NULL) {
        return NULL;
    }
    return value.is_literal ? join_sections(value.text, value.length_bytes)
                            : resolve_references(value.text, value.length_bytes);
}

char *export_value_word(ExportValue value) {
    char *text = export_value_text(value);
    if (text == NULL || text_is_blank(text)) {
        g_free(text);
        return NULL;
    }
    return g_strstrip(text);
}

/* Scanning */

static uint32_t line_at(Scan *scan, const char *at) {
    while (scan->counted < at) {
        const char *found = memchr(scan->counted, '\n', (size_t)(at - scan->counted));
        if (found == NULL) {
            break;
        }
        scan->line++;
        scan->counted = found + 1;
    }
    scan->counted = MAX(scan->counted, at);
    return scan->line;
}

static const char *find(const char *from, const char *end, const char *what) {
    return memmem(from, (size_t)(end - from), what, strlen(what));
}

/* "ns1:post_id" is "wp:post_id" where ns1 stands for WordPress's own. Caller frees. */
static char *usual_name(const Scan *scan, const char *name, size_t length) {
    const char *colon = memchr(name, ':', length);
    if (colon == NULL) {
        return g_strndup(name, length);
    }
    g_autofree char *prefix = g_strndup(name, (size_t)(colon - name));
    const char *usual = g_hash_table_lookup(scan->prefixes, prefix);
    g_autofree char *local = g_strndup(colon + 1, length - (size_t)(colon + 1 - name));
    return g_strconcat(usual != NULL ? usual : prefix, ":", local, NULL);
}

/* An attribute of the tag between `from` and `to`. Caller frees. */
static char *attribute(const char *from, const char *to, const char *name) {
    size_t length = strlen(name);
    for (const char *p = from; (size_t)(to - p) > length + 2; p++) {
        bool is_it = memcmp(p, name, length) == 0 && p[length] == '=' && is_white(p[-1]);
        char quote = is_it ? p[length + 1] : '\0';
        if (quote == '"' || quote == '\'') {
            const char *value = p + length + 2;
            const char *end = memchr(value, quote, (size_t)(to - value));
            return end != NULL ? resolve_references(value, (size_t)(end - value)) : NULL;
        }
    }
    return NULL;
}

static void note_prefix(Scan *scan, const char *name, size_t name_bytes, const char *uri,
                        size_t uri_bytes) {
    g_autofree char *address = g_strndup(uri, uri_bytes);
    bool is_export = strstr(address, "wordpress.org/export/") != NULL;
    const char *usual = is_export && strstr(address, "excerpt") != NULL   ? "excerpt"
                        : is_export                                       ? "wp"
                        : strstr(address, "modules/content") != NULL      ? "content"
                        : strstr(address, "purl.org/dc/elements") != NULL ? "dc"
                                                                          : NULL;
    if (usual != NULL && g_hash_table_size(scan->prefixes) < LIMIT_XML_DECLARATIONS) {
        g_hash_table_replace(scan->prefixes, g_strndup(name, name_bytes), (gpointer)usual);
    }
}

/* Whatever prefixes the root declares. */
static void note_prefixes(Scan *scan, const char *from, const char *to) {
    static const char declares[] = "xmlns:";
    for (const char *p = find(from, to, declares); p != NULL; p = find(p, to, declares)) {
        const char *name = p + strlen(declares);
        const char *equals = memchr(name, '=', (size_t)(to - name));
        const char *value = equals != NULL && equals + 2 < to ? equals + 2 : NULL;
        const char *end = value != NULL ? memchr(value, equals[1], (size_t)(to - value)) : NULL;
        if (end == NULL) {
            return;
        }
        note_prefix(scan, name, (size_t)(equals - name), value, (size_t)(end - value));
        p = end;
    }
}

/* Where "</name>" begins, spaces before it passed over; NULL: it does not stand here. */
static bool closes_here(const char *at, const char *end, const char *close) {
    while (at < end && is_white(*at)) {
        at++;
    }
    size_t length = strlen(close);
    return (size_t)(end - at) >= length && memcmp(at, close, length) == 0;
}

/* The end of a CDATA section is the "]]>" before the element's end: texts hold others. */
static const char *end_of_section(const char *from, const char *end, const char *close) {
    for (const char *p = from; p < end; p += 3) {
        p = find(p, end, "]]>");
        if (p == NULL || closes_here(p + 3, end, close)) {
            return p;
        }
    }
    return NULL;
}

/* The element never ends, or only with the next one of its name: what belongs to another item does
 * not belong to this one. */
static ExportValue take_damaged(Scan *scan, const char *from, const char *limit, uint32_t line) {
    const char *next = find(from, limit, "<item>");
    const char *next_here = find(from, limit, "</item>");
    const char *to = next_here != NULL ? next_here : next != NULL ? next : limit;
    if (to == scan->end) {
        scan->file->cut_line = line_at(scan, to);
    } else {
        g_array_append_val(scan->file->damages, line);
    }
    scan->at = to;
    return (ExportValue){.text = from, .length_bytes = (size_t)(to - from)};
}

/* The next end of a field's value. Where ends are missing many begin before the same one, which is
 * looked for once. NULL: there is none. */
static const char *next_end(Scan *scan, ExportField field, bool is_literal, const char *begin,
                            const char *close) {
    const char **known = &scan->ends[field][is_literal];
    if (*known == NULL || *known < begin) {
        const char *found =
            is_literal ? end_of_section(begin, scan->end, close) : find(begin, scan->end, close);
        *known = found != NULL ? found : scan->end;
    }
    return *known < scan->end ? *known : NULL;
}

/* What the element of this name holds, whose tag ends at `from`. Goes past its end. */
static ExportValue take_value(Scan *scan, ExportField field, const char *from, const char *name,
                              size_t name_bytes) {
    g_autofree char *own = g_strndup(name, name_bytes);
    g_autofree char *close = g_strconcat("</", own, ">", NULL);
    g_autofree char *again = g_strconcat("<", own, "><![CDATA[", NULL);
    uint32_t line = line_at(scan, from);
    static const char open[] = "<![CDATA[";
    const char *section = from;
    while (section < scan->end && is_white(*section)) {
        section++;
    }
    bool is_literal =
        (size_t)(scan->end - section) >= strlen(open) && memcmp(section, open, strlen(open)) == 0;
    const char *begin = is_literal ? section + strlen(open) : from;
    const char *end = next_end(scan, field, is_literal, begin, close);
    const char *bound = end != NULL ? end : scan->end;
    const char *limit = find(begin, bound, again);
    ExportValue value;
    if (end == NULL || limit != NULL) {
        value = take_damaged(scan, begin, limit != NULL ? limit : bound, line);
    } else {
        value = (ExportValue){.text = begin, .length_bytes = (size_t)(end - begin)};
        scan->at = find(end, scan->end, close) + strlen(close);
    }
    value.line = is_literal ? line_at(scan, begin) : line;
    value.is_literal = is_literal;
    return value;
}

/* Elements */

static void term_free(ExportTerm *term) {
    g_free(term->domain);
    g_free(term->nicename);
    g_free(term->name);
    g_free(term);
}

static void item_free(ExportItem *item) {
    g_ptr_array_unref(item->terms);
    g_hash_table_unref(item->metas);
    g_free(item);
}

static void author_free_all(ExportAuthor *author) {
    g_free(author->login);
    g_free(author->display_name);
    g_free(author->first_name);
    g_free(author->last_name);
    g_free(author);
}

static void begin_item(Scan *scan) {
    if (scan->file->items->len >= LIMIT_EXPORT_ITEMS) {
        scan->item = NULL;
        scan->file->is_too_long = true;
        return;
    }
    ExportItem *item = g_new0(ExportItem, 1);
    item->line = line_at(scan, scan->at);
    item->terms = g_ptr_array_new_with_free_func((GDestroyNotify)term_free);
    item->metas = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_ptr_array_add(scan->file->items, item);
    scan->item = item;
}

static void begin_author(Scan *scan) {
    scan->author = g_new0(ExportAuthor, 1);
    g_ptr_array_add(scan->file->authors, scan->author);
}

static void take_term(Scan *scan, const char *tag, const char *tag_end, ExportValue value) {
    g_autofree char *name = export_value_word(value);
    if (name == NULL || scan->item == NULL) {
        return;
    }
    ExportTerm *term = g_new0(ExportTerm, 1);
    term->domain = attribute(tag, tag_end, "domain");
    term->nicename = attribute(tag, tag_end, "nicename");
    term->name = value.is_literal ? resolve_references(name, strlen(name)) : g_strdup(name);
    g_ptr_array_add(scan->item->terms, term);
}

static void take_meta(Scan *scan, ExportValue value) {
    g_autofree char *key = export_value_word(scan->meta_key);
    for (size_t i = 0; key != NULL && scan->item != NULL && i < G_N_ELEMENTS(meta_keys); i++) {
        if (strcmp(meta_keys[i], key) == 0) {
            char *text = export_value_word(value);
            if (text != NULL) {
                g_hash_table_replace(scan->item->metas, g_steal_pointer(&key), text);
            }
            return;
        }
    }
}

static void take_author_field(ExportAuthor *author, ExportField field, ExportValue value) {
    char **place = field == FIELD_LOGIN          ? &author->login
                   : field == FIELD_DISPLAY_NAME ? &author->display_name
                   : field == FIELD_FIRST_NAME   ? &author->first_name
                   : field == FIELD_LAST_NAME    ? &author->last_name
                                                 : NULL;
    if (place != NULL && *place == NULL) {
        g_autofree char *text = export_value_word(value);
        *place = text != NULL ? resolve_references(text, strlen(text)) : NULL;
    }
}

static void take_field(Scan *scan, ExportField field, ExportValue value, const char *tag,
                       const char *tag_end) {
    if (scan->within == WITHIN_AUTHOR && scan->author != NULL) {
        take_author_field(scan->author, field, value);
    } else if (scan->within == WITHIN_META && field == FIELD_META_KEY) {
        scan->meta_key = value;
    } else if (scan->within == WITHIN_META && field == FIELD_META_VALUE) {
        take_meta(scan, value);
    } else if (scan->within == WITHIN_ITEM && field == FIELD_CATEGORY) {
        take_term(scan, tag, tag_end, value);
    } else if (scan->within == WITHIN_ITEM && scan->item != NULL) {
        ExportValue *place = &scan->item->fields[field];
        *place = place->text == NULL ? value : *place;
    } else if (scan->within == WITHIN_CHANNEL) {
        ExportValue *place = &scan->file->channel[field];
        *place = place->text == NULL ? value : *place;
    }
}

static int find_container(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(containers); i++) {
        if (strcmp(containers[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static void open_container(Scan *scan, Within within) {
    switch (within) {
    case WITHIN_ITEM:
        begin_item(scan);
        break;
    case WITHIN_AUTHOR:
        begin_author(scan);
        break;
    case WITHIN_META:
        scan->meta_key = (ExportValue){0};
        break;
    case WITHIN_OTHER:
        scan->around_other = scan->within == WITHIN_OTHER ? scan->around_other : scan->within;
        break;
    case WITHIN_CHANNEL:
        break;
    }
    scan->within = within;
}

static void close_container(Scan *scan, Within within) {
    if (within == WITHIN_ITEM) {
        scan->item = NULL;
    }
    scan->within = within == WITHIN_META                                    ? WITHIN_ITEM
                   : within == WITHIN_OTHER && scan->within == WITHIN_OTHER ? scan->around_other
                                                                            : WITHIN_CHANNEL;
}

/* A tag that begins at `from` and ends before `to`. */
static void take_tag(Scan *scan, const char *from, const char *to) {
    bool closes = from[1] == '/';
    const char *name = from + 1 + closes;
    size_t length = strcspn(name, " \t\r\n/>");
    if (length == 0 || name + length > to || length > LIMIT_PATH_BYTES) {
        return;
    }
    g_autofree char *usual = usual_name(scan, name, length);
    int container = find_container(usual);
    scan->file->is_wordpress |= g_str_has_prefix(usual, "wp:");
    if (container >= 0 && to[-1] != '/') {
        Within within = containers[container].within;
        (closes ? close_container : open_container)(scan, within);
        return;
    }
    if (strcmp(usual, "rss") == 0) {
        note_prefixes(scan, name, to);
    }
    gpointer field = g_hash_table_lookup(scan->fields, usual);
    if (field == NULL || closes || to[-1] == '/' || scan->within == WITHIN_OTHER) {
        return;
    }
    ExportValue value =
        take_value(scan, (ExportField)(GPOINTER_TO_UINT(field) - 1), to + 1, name, length);
    take_field(scan, (ExportField)(GPOINTER_TO_UINT(field) - 1), value, name, to);
}

/* Past a comment, a section or an instruction that stands for itself; NULL: it is a tag. */
static const char *skip_other(const char *p, const char *end) {
    static const struct {
        const char *open, *close;
    } kinds[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].open);
        if ((size_t)(end - p) >= length && memcmp(p, kinds[i].open, length) == 0) {
            const char *found = find(p + length, end, kinds[i].close);
            return found != NULL ? found + strlen(kinds[i].close) : end;
        }
    }
    return NULL;
}

static void scan_all(Scan *scan) {
    while (scan->at < scan->end) {
        const char *from = memchr(scan->at, '<', (size_t)(scan->end - scan->at));
        if (from == NULL) {
            break;
        }
        const char *past = skip_other(from, scan->end);
        if (past != NULL) {
            scan->at = past;
            continue;
        }
        const char *to = memchr(from, '>', (size_t)(scan->end - from));
        if (to == NULL) {
            break;
        }
        scan->at = to + 1;
        take_tag(scan, from, to);
    }
    bool is_open = scan->item != NULL || find(scan->text, scan->end, "</channel>") == NULL;
    if (is_open && scan->file->cut_line == 0) {
        scan->file->cut_line = line_at(scan, scan->end);
    }
}

ExportFile *export_file_new(const char *text, size_t length_bytes) {
    ExportFile *file = g_new0(ExportFile, 1);
    file->items = g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
    file->damages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    file->authors = g_ptr_array_new_with_free_func((GDestroyNotify)author_free_all);
    Scan scan = {.text = text,
                 .end = text + length_bytes,
                 .at = text,
                 .counted = text,
                 .line = 1,
                 .file = file,
                 .prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                 .fields = g_hash_table_new(g_str_hash, g_str_equal)};
    for (size_t i = 0; i < G_N_ELEMENTS(field_names); i++) {
        g_hash_table_insert(scan.fields, (gpointer)field_names[i].name,
                            GUINT_TO_POINTER(field_names[i].field + 1));
    }
    scan_all(&scan);
    g_hash_table_unref(scan.prefixes);
    g_hash_table_unref(scan.fields);
    return file;
}

void export_file_free(ExportFile *file) {
    if (file == NULL) {
        return;
    }
    g_ptr_array_unref(file->items);
    g_ptr_array_unref(file->authors);
    g_array_unref(file->damages);
    g_free(file);
}

const char *export_item_meta(const ExportItem *item, const char *key) {
    return g_hash_table_lookup(item->metas, key);
}
