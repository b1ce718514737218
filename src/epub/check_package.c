/* The package document of EPUB 2 and 3: metadata that must be there, manifest, spine, guide
 * (EPUB 3.3, 5; OPF 2.0.1). */
#include "epub/check.h"

#include "model/language.h"

#include <string.h>

typedef struct {
    Check *check;
    bool is_package;
    char *identifier_id; /* unique-identifier */
    char *current_id;    /* of the element that is open */
    char *current_property;
    unsigned titles, languages, modified, navigations, covers, itemrefs;
    uint32_t spine_line;
    gssize part_index;
    GHashTable *ids;     /* of all elements */
    GPtrArray *refines;  /* char *: "#id" */
    GArray *idref_lines; /* uint32_t, beside idrefs */
    GPtrArray *idrefs;   /* char * or "" */
} Package;

static void say(const Package *package, uint32_t line, const char *hint, const char *message) {
    check_say(package->check, DIAGNOSTIC_EPUB_PACKAGE, package->check->package_part, line, hint,
              message, NULL);
}

static void say_of(const Package *package, uint32_t line, const char *format, const char *what) {
    g_autofree char *message = text_fill(format, (const char *const[]){what, NULL});
    say(package, line, NULL, message);
}

static bool has_word(const char *words, const char *word) {
    g_auto(GStrv) each = g_strsplit_set(words != NULL ? words : "", " \t\r\n", -1);
    return g_strv_contains((const char *const *)each, word);
}

/* Elements */

static void start_package(Package *package, const XmlElement *element) {
    g_autofree char *version = xml_element_get(element, NULL, "version");
    package->is_package = true;
    package->identifier_id = xml_element_get(element, NULL, "unique-identifier");
    package->check->version = version != NULL && version[0] == '2' ? 2 : 3;
    if (version == NULL || strchr("23", version[0]) == NULL || version[1] != '.') {
        say_of(package, element->line, "\"{}\" is no version of EPUB's package",
               version != NULL ? version : "");
    }
}

static void start_item(Package *package, const XmlElement *element) {
    Check *check = package->check;
    ManifestItem *item = g_new0(ManifestItem, 1);
    item->id = xml_element_get(element, NULL, "id");
    item->href = xml_element_get(element, NULL, "href");
    item->media_type = xml_element_get(element, NULL, "media-type");
    item->properties = xml_element_get(element, NULL, "properties");
    item->fallback = xml_element_get(element, NULL, "fallback");
    item->line = element->line;
    item->spine_index = -1;
    g_ptr_array_add(check->items, item);
    if (item->id == NULL || item->href == NULL || item->media_type == NULL) {
        say(package, element->line, NULL, "an item lacks its id, href or media-type");
        return;
    }
    if (!g_hash_table_insert(check->items_by_id, item->id, item)) {
        say_of(package, element->line, "two items have the id \"{}\"", item->id);
    }
    package->navigations += has_word(item->properties, "nav");
    package->covers += has_word(item->properties, "cover-image");
    bool is_on_the_web = check_has_scheme(item->href);
    item->part = is_on_the_web ? NULL : check_resolve(check->package_part, item->href);
    if (item->part != NULL && !g_hash_table_insert(check->items_by_part, item->part, item)) {
        say_of(package, element->line, "two items name \"{}\"", item->href);
    }
    if (!is_on_the_web && (item->part == NULL || check_find_part(check, item->part) < 0)) {
        check_say(check, DIAGNOSTIC_EPUB_MANIFEST_MISSING, check->package_part, element->line, NULL,
                  item->href, NULL);
    }
}

static void start_spine(Package *package, const XmlElement *element) {
    package->spine_line = element->line;
    g_free(package->check->ncx_id);
    package->check->ncx_id = xml_element_get(element, NULL, "toc");
}

static void start_itemref(Package *package, const XmlElement *element) {
    char *idref = xml_element_get(element, NULL, "idref");
    uint32_t line = element->line;
    g_ptr_array_add(package->idrefs, idref != NULL ? idref : g_strdup(""));
    g_array_append_val(package->idref_lines, line);
}

/* The guide of EPUB 2, and links of the metadata (a record, a certifier's report). */
static void start_link(Package *package, const XmlElement *element) {
    g_autofree char *href = xml_element_get(element, NULL, "href");
    if (href != NULL) {
        check_link(package->check, (size_t)package->part_index, element->line, href, LINK_TO_READ);
    }
}

static const struct {
    const char *name;
    void (*start)(Package *package, const XmlElement *element);
} rows[] = {
    {"package", start_package}, {"item", start_item}, {"spine", start_spine},
    {"itemref", start_itemref}, {"link", start_link}, {"reference", start_link},
};

static void on_start(void *context, const XmlElement *element) {
    Package *package = context;
    g_free(package->current_id);
    g_free(package->current_property);
    package->current_id = xml_element_get(element, NULL, "id");
    package->current_property = xml_element_get(element, NULL, "property");
    if (package->current_id != NULL) {
        g_hash_table_add(package->ids, g_strdup(package->current_id));
    }
    char *refines = xml_element_get(element, NULL, "refines");
    if (refines != NULL) {
        g_ptr_array_add(package->refines, refines);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].name, element->name) == 0) {
            rows[i].start(package, element);
        }
    }
}

static void on_end(void *context, const char *name, const char *text) {
    Package *package = context;
    bool is_said = text[0] != '\0';
    if (strcmp(name, "identifier") == 0 && is_said && package->current_id != NULL &&
        g_strcmp0(package->current_id, package->identifier_id) == 0) {
        g_free(package->check->identifier);
        package->check->identifier = g_strdup(text);
    }
    package->titles += strcmp(name, "title") == 0 && is_said;
    if (strcmp(name, "language") == 0 && is_said) {
        g_autofree char *tag = language_normalise_tag(text);
        package->languages++;
        if (tag == NULL) {
            say_of(package, NO_LINE, "\"{}\" is no tag of a language", text);
        }
    }
    package->modified += strcmp(name, "meta") == 0 && is_said &&
                         g_strcmp0(package->current_property, "dcterms:modified") == 0;
}

/* What can be said only at the end */

static void fill_spine(Package *package) {
    Check *check = package->check;
    for (guint i = 0; i < package->idrefs->len; i++) {
        const char *idref = package->idrefs->pdata[i];
        uint32_t line = g_array_index(package->idref_lines, uint32_t, i);
        ManifestItem *item = g_hash_table_lookup(check->items_by_id, idref);
        if (item == NULL) {
            say_of(package, line, "the spine names \"{}\", which is not in the manifest", idref);
        } else if (item->spine_index >= 0) {
            say_of(package, line, "the spine names \"{}\" twice", idref);
        } else {
            item->spine_index = (int)check->spine->len;
            g_ptr_array_add(check->spine, item);
        }
    }
    if (package->idrefs->len == 0) {
        say(package, package->spine_line, NULL, "the spine is empty");
    }
}

static void check_metadata(Package *package) {
    if (package->check->identifier == NULL) {
        say(package, NO_LINE, NULL, "there is no dc:identifier that unique-identifier names");
    }
    if (package->titles == 0) {
        say(package, NO_LINE, NULL, "the book has no dc:title");
    }
    if (package->languages == 0) {
        say(package, NO_LINE, NULL, "the book has no dc:language");
    }
    if (package->check->version == 3 && package->modified != 1) {
        say(package, NO_LINE, NULL, "dcterms:modified must be there once");
    }
    if (package->covers > 1) {
        say(package, NO_LINE, NULL, "more than one item is the cover-image");
    }
    for (guint i = 0; i < package->refines->len; i++) {
        const char *target = package->refines->pdata[i];
        if (target[0] == '#' && !g_hash_table_contains(package->ids, target + 1)) {
            say_of(package, NO_LINE, "refines=\"{}\" leads nowhere", target);
        }
    }
}

static void check_items(Package *package) {
    const Check *check = package->check;
    for (guint i = 0; i < check->items->len; i++) {
        const ManifestItem *item = check->items->pdata[i];
        if (item->fallback != NULL && !g_hash_table_contains(check->items_by_id, item->fallback)) {
            say_of(package, item->line, "the fallback \"{}\" is not in the manifest",
                   item->fallback);
        }
    }
    if (check->version == 3 && package->navigations != 1) {
        check_say(package->check, DIAGNOSTIC_EPUB_NAVIGATION, check->package_part, NO_LINE, NULL,
                  package->navigations == 0
                      ? "no item of the manifest is the navigation document (properties=\"nav\")"
                      : "more than one item of the manifest is the navigation document",
                  NULL);
    }
    const char *ncx_id = check->ncx_id;
    if (ncx_id != NULL ? !g_hash_table_contains(check->items_by_id, ncx_id) : check->version == 2) {
        check_say(package->check, DIAGNOSTIC_EPUB_NAVIGATION, check->package_part,
                  package->spine_line, NULL,
                  ncx_id == NULL ? "the spine names no NCX (toc=\"…\")"
                                 : "the NCX that the spine names is not in the manifest",
                  NULL);
    }
}

static void finish(Package *package) {
    if (!package->is_package) {
        say(package, NO_LINE, NULL, "this is no package document");
        return;
    }
    package->check->has_package = true;
    check_metadata(package);
    fill_spine(package);
    check_items(package);
}

void check_package(Check *check) {
    g_autoptr(GBytes) bytes =
        check->package_part == NULL ? NULL : check_read_part(check, check->package_part);
    if (bytes == NULL) {
        return;
    }
    Package package = {.check = check,
                       .part_index = check_find_part(check, check->package_part),
                       .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .refines = g_ptr_array_new_with_free_func(g_free),
                       .idrefs = g_ptr_array_new_with_free_func(g_free),
                       .idref_lines = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    XmlHandler handler = {.start = on_start, .end = on_end};
    XmlProblem problem = {0};
    if (!xml_scan(bytes, &handler, &package, &problem)) {
        check_say_xml(check, check->package_part, &problem);
    } else {
        finish(&package);
    }
    xml_problem_clear(&problem);
    g_array_unref(package.idref_lines);
    g_ptr_array_unref(package.idrefs);
    g_ptr_array_unref(package.refines);
    g_hash_table_unref(package.ids);
    g_free(package.current_property);
    g_free(package.current_id);
    g_free(package.identifier_id);
}
