/* What stands in the parts: ids, links, and the tables of contents (XHTML's nav, the NCX), whose
 * order is held against the spine's while they are read. */
#include "epub/check.h"

#include <string.h>

#define OPS_NAMESPACE "http://www.idpf.org/2007/ops"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"
#define NCX_TYPE "application/x-dtbncx+xml"

typedef struct {
    Check *check;
    size_t part_index;
    bool is_navigation; /* the package says so */
    bool is_ncx;
    bool has_list;       /* a table of contents was opened */
    unsigned list_depth; /* elements open within it, itself counted; 0: outside */
    int last_spine_index;
    char *last_href; /* the entry before, in this list */
    uint32_t list_line;
    size_t entries;
} Content;

static const struct {
    const char *element, *attribute;
    const char *namespace_uri; /* of the attribute */
    LinkKind kind;
} links[] = {
    {"a", "href", NULL, LINK_TO_READ},
    {"a", "href", XLINK_NAMESPACE, LINK_TO_READ},
    {"area", "href", NULL, LINK_TO_READ},
    {"img", "src", NULL, LINK_TO_SHOW},
    {"image", "href", XLINK_NAMESPACE, LINK_TO_SHOW},
    {"image", "href", NULL, LINK_TO_SHOW},
    {"use", "href", XLINK_NAMESPACE, LINK_TO_SHOW},
    {"use", "href", NULL, LINK_TO_SHOW},
    {"object", "data", NULL, LINK_TO_SHOW},
    {"iframe", "src", NULL, LINK_TO_SHOW},
    {"embed", "src", NULL, LINK_TO_SHOW},
    {"script", "src", NULL, LINK_TO_SHOW},
    {"input", "src", NULL, LINK_TO_SHOW},
    {"video", "src", NULL, LINK_TO_PLAY},
    {"video", "poster", NULL, LINK_TO_SHOW},
    {"audio", "src", NULL, LINK_TO_PLAY},
    {"source", "src", NULL, LINK_TO_PLAY},
    {"track", "src", NULL, LINK_TO_PLAY},
    {"content", "src", NULL, LINK_TO_READ}, /* NCX */
    {"text", "src", NULL, LINK_TO_READ},    /* media overlays */
};

static const char *part_name(const Content *content) {
    return archive_reader_part(content->check->archive, content->part_index)->name;
}

/* Tables of contents */

static bool opens_list(const Content *content, const XmlElement *element) {
    if (content->is_ncx) {
        return strcmp(element->name, "navMap") == 0;
    }
    if (!content->is_navigation || strcmp(element->name, "nav") != 0) {
        return false;
    }
    g_autofree char *type = xml_element_get(element, OPS_NAMESPACE, "type");
    g_auto(GStrv) types = g_strsplit_set(type != NULL ? type : "", " \t\r\n", -1);
    return g_strv_contains((const char *const *)types, "toc");
}

static void track_list(Content *content, const XmlElement *element) {
    if (content->list_depth > 0) {
        content->list_depth++;
    } else if (opens_list(content, element)) {
        content->has_list = true;
        content->list_depth = 1;
        content->list_line = element->line;
        content->last_spine_index = -1;
        g_clear_pointer(&content->last_href, g_free);
    }
}

/* An entry of the list: some readers take the order of the contents for that of the pages. */
static void note_entry(Content *content, const ManifestItem *target, const char *href,
                       uint32_t line) {
    content->entries++;
    if (target == NULL || !content->check->has_package) {
        return;
    }
    if (target->spine_index < 0) {
        g_autofree char *message =
            g_strdup_printf("the contents name \"%s\", which is not in the spine", href);
        check_say(content->check, DIAGNOSTIC_EPUB_NAVIGATION, part_name(content), line, NULL,
                  message, NULL);
        return;
    }
    if (target->spine_index < content->last_spine_index) {
        check_say(content->check, DIAGNOSTIC_EPUB_ORDER, part_name(content), line, NULL, href,
                  content->last_href);
    }
    content->last_spine_index = target->spine_index;
    g_free(content->last_href);
    content->last_href = g_strdup(href);
}

static void finish_lists(Content *content) {
    const char *missing = content->is_ncx ? "there is no table of contents (navMap)"
                                          : "there is no table of contents (nav epub:type=\"toc\")";
    if (!content->has_list) {
        check_say(content->check, DIAGNOSTIC_EPUB_NAVIGATION, part_name(content), NO_LINE, NULL,
                  missing, NULL);
    } else if (content->entries == 0) {
        check_say(content->check, DIAGNOSTIC_EPUB_NAVIGATION, part_name(content),
                  content->list_line, NULL, "the table of contents is empty", NULL);
    }
}

/* NCX: its dtb:uid is the package's identifier (OPF 2.0.1, 2.4.1). */
static void check_uid(const Content *content, const XmlElement *element) {
    g_autofree char *name = xml_element_get(element, NULL, "name");
    if (!content->is_ncx || g_strcmp0(name, "dtb:uid") != 0) {
        return;
    }
    g_autofree char *uid = xml_element_get(element, NULL, "content");
    const char *identifier = content->check->identifier;
    if (identifier != NULL && (uid == NULL || strcmp(g_strstrip(uid), identifier) != 0)) {
        check_say(content->check, DIAGNOSTIC_EPUB_NAVIGATION, part_name(content), element->line,
                  NULL, "dtb:uid is not the package's identifier", NULL);
    }
}

/* Elements */

static void follow(Content *content, const XmlElement *element, const char *href, LinkKind kind) {
    const ManifestItem *target =
        check_link(content->check, content->part_index, element->line, href, kind);
    if (content->list_depth > 0 && kind == LINK_TO_READ) {
        note_entry(content, target, href, element->line);
    }
}

/* <link> shows a style sheet or an icon, or only names something. */
static void follow_link_element(Content *content, const XmlElement *element) {
    g_autofree char *href = xml_element_get(element, NULL, "href");
    g_autofree char *rel = xml_element_get(element, NULL, "rel");
    if (href != NULL) {
        bool is_shown = rel != NULL && strstr(rel, "stylesheet") != NULL;
        follow(content, element, href, is_shown ? LINK_TO_SHOW : LINK_TO_READ);
    }
}

static void add_ids(Content *content, const XmlElement *element) {
    g_autofree char *id = xml_element_get(element, NULL, "id");
    if (id != NULL) {
        check_add_id(content->check, content->part_index, id);
    }
    if (strcmp(element->name, "a") == 0) { /* EPUB 2's anchors */
        g_autofree char *name = xml_element_get(element, NULL, "name");
        if (name != NULL) {
            check_add_id(content->check, content->part_index, name);
        }
    }
}

static void on_start(void *context, const XmlElement *element) {
    Content *content = context;
    track_list(content, element);
    if (element->attribute_count == 0) {
        return;
    }
    add_ids(content, element);
    for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
        if (strcmp(links[i].element, element->name) == 0) {
            g_autofree char *href =
                xml_element_get(element, links[i].namespace_uri, links[i].attribute);
            if (href != NULL) {
                follow(content, element, g_strstrip(href), links[i].kind);
            }
        }
    }
    if (strcmp(element->name, "link") == 0) {
        follow_link_element(content, element);
    } else if (strcmp(element->name, "meta") == 0) {
        check_uid(content, element);
    }
}

static void on_end(void *context, const char *name, const char *text) {
    (void)name;
    (void)text;
    Content *content = context;
    content->list_depth -= content->list_depth > 0;
}

static void scan(Content *content, GBytes *bytes) {
    XmlHandler handler = {.start = on_start, .end = on_end};
    XmlProblem problem = {0};
    Check *check = content->check;
    if (!xml_scan(bytes, &handler, content, &problem)) {
        check_say_xml(check, part_name(content), &problem);
    } else {
        check->is_scanned[content->part_index] = true;
        if (content->is_navigation || content->is_ncx) {
            finish_lists(content);
        }
    }
    g_free(content->last_href);
    xml_problem_clear(&problem);
}

static bool is_xml(const char *media_type) {
    static const char *const types[] = {"application/xhtml+xml", "image/svg+xml", NCX_TYPE,
                                        "application/smil+xml", "application/x-dtbook+xml"};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (strcmp(types[i], media_type) == 0) {
            return true;
        }
    }
    return false;
}

static void check_xml_part(Check *check, size_t part_index, GBytes *bytes,
                           const ManifestItem *item) {
    g_auto(GStrv) properties =
        g_strsplit_set(item->properties != NULL ? item->properties : "", " \t\r\n", -1);
    Content content = {.check = check,
                       .part_index = part_index,
                       .is_navigation = g_strv_contains((const char *const *)properties, "nav"),
                       .is_ncx = strcmp(item->media_type, NCX_TYPE) == 0};
    scan(&content, bytes);
}

void check_content(Check *check, size_t part_index, GBytes *bytes, const ManifestItem *item) {
    bool is_css = strcmp(item->media_type, "text/css") == 0;
    if (!is_css && !is_xml(item->media_type)) {
        return;
    }
    check->text_bytes += g_bytes_get_size(bytes);
    if (check->text_bytes > LIMIT_BOOK_TEXT_BYTES) {
        check->is_full = true;
    } else if (is_css) {
        check_css(check, part_index, bytes);
    } else {
        check_xml_part(check, part_index, bytes, item);
    }
}
