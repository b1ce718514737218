/* The attributes of a drawing made anew: by name, by value, and what they refer to. */
#include "images/svg_cleaning.h"
#include "images/svg_names.h"

#include <libxml/tree.h>
#include <string.h>

static bool may_refer(const char *element) {
    static const char *const names[] = {"use",     "linearGradient", "radialGradient",
                                        "pattern", "filter",         "textPath"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], element) == 0) {
            return true;
        }
    }
    return false;
}

void svg_set_xlink(SvgCleaning *cleaning, xmlNode *element, const char *value) {
    if (cleaning->xlink == NULL) {
        cleaning->xlink =
            xmlNewNs(cleaning->root, (const xmlChar *)XLINK_NAMESPACE, (const xmlChar *)"xlink");
    }
    if (xmlHasNsProp(element, (const xmlChar *)"href", (const xmlChar *)XLINK_NAMESPACE) == NULL) {
        xmlNewNsProp(element, cleaning->xlink, (const xmlChar *)"href", (const xmlChar *)value);
    }
}

/* Both forms of a reference become xlink:href, which old readers know, too. */
static void copy_reference(SvgCleaning *cleaning, xmlNode *element, const char *value) {
    g_autofree char *trimmed = g_strstrip(g_strdup(value));
    bool is_own = trimmed[0] == '#' && xmlValidateNCName((const xmlChar *)trimmed + 1, 0) == 0;
    if (!is_own) {
        cleaning->removed++;
    } else if (may_refer(svg_name(element))) {
        svg_set_xlink(cleaning, element, trimmed);
    }
}

static void copy_id(SvgCleaning *cleaning, xmlNode *element, const char *value) {
    if (xmlValidateNCName((const xmlChar *)value, 0) == 0 &&
        !g_hash_table_contains(cleaning->ids, value)) {
        g_hash_table_insert(cleaning->ids, g_strdup(value), element);
        svg_set(element, "id", value);
    }
}

static void copy_plain(SvgCleaning *cleaning, xmlNode *element, const char *name,
                       const char *value) {
    if (strcmp(name, "id") == 0) {
        copy_id(cleaning, element, value);
    } else if (strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0) {
        copy_reference(cleaning, element, value);
    } else if (strcmp(name, "style") == 0) {
        g_autofree char *style = svg_clean_style(value, &cleaning->removed);
        if (*style != '\0') {
            svg_set(element, "style", style);
        }
    } else if (g_ascii_strncasecmp(name, "on", 2) == 0 || strcmp(name, "xml:base") == 0) {
        cleaning->removed++;
    } else if (svg_attribute_use(name) == SVG_ATTRIBUTE_PLAIN || svg_value_is_safe(value)) {
        if (svg_attribute_use(name) != SVG_ATTRIBUTE_UNKNOWN) {
            svg_set(element, name, value);
        }
    } else {
        cleaning->removed++;
    }
}

static void copy_xml(SvgCleaning *cleaning, xmlNode *element, const char *name, const char *value) {
    if (strcmp(name, "lang") == 0 || strcmp(name, "space") == 0) {
        xmlNs *xml = xmlSearchNsByHref(cleaning->clean, element, XML_XML_NAMESPACE);
        xmlNewNsProp(element, xml, (const xmlChar *)name, (const xmlChar *)value);
    } else if (strcmp(name, "base") == 0) {
        cleaning->removed++;
    }
}

static bool is_in(const xmlAttr *attribute, const char *uri) {
    return attribute->ns != NULL && strcmp((const char *)attribute->ns->href, uri) == 0;
}

/* Some are written for themselves: the root's size and view, an image's picture. */
static bool is_written(const SvgCleaning *cleaning, const xmlNode *element, const char *name) {
    static const char *const of_root[] = {"width", "height", "viewBox", "x", "y"};
    for (size_t i = 0; element == cleaning->root && i < G_N_ELEMENTS(of_root); i++) {
        if (strcmp(name, of_root[i]) == 0) {
            return true;
        }
    }
    return strcmp(svg_name(element), "image") == 0 &&
           (strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0);
}

void svg_copy_attributes(SvgCleaning *cleaning, const xmlNode *from, xmlNode *to) {
    for (const xmlAttr *attribute = from->properties; attribute != NULL;
         attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        xmlChar *text = xmlNodeListGetString(from->doc, attribute->children, 1);
        const char *value = text != NULL ? (const char *)text : "";
        if (is_written(cleaning, to, name)) {
            /* nothing to copy */
        } else if (attribute->ns == NULL) {
            copy_plain(cleaning, to, name, value);
        } else if (is_in(attribute, XLINK_NAMESPACE) && strcmp(name, "href") == 0) {
            copy_reference(cleaning, to, value);
        } else if (is_in(attribute, (const char *)XML_XML_NAMESPACE)) {
            copy_xml(cleaning, to, name, value);
        }
        xmlFree(text);
    }
    g_ptr_array_add(cleaning->references, to);
}

/* What paints, clips, masks and filters is not drawn by itself, and nothing else does their work.
 */
static const char *work_of(const char *element) {
    static const struct {
        const char *element, *work;
    } rows[] = {
        {"linearGradient", "paint"},
        {"radialGradient", "paint"},
        {"pattern", "paint"},
        {"clipPath", "clip-path"},
        {"mask", "mask"},
        {"filter", "filter"},
        {"marker", "marker"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].element, element) == 0) {
            return rows[i].work;
        }
    }
    return "draw";
}

/* What an attribute wants of the element that it names. */
static const char *work_wanted(const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    if (strcmp(name, "fill") == 0 || strcmp(name, "stroke") == 0) {
        return "paint";
    }
    return attribute->ns != NULL              ? work_of(svg_name(attribute->parent))
           : g_str_has_prefix(name, "marker") ? "marker"
                                              : name;
}

/* References to ids that are not there, or that name what cannot do the work: validators refuse the
 * book for one. */
static bool is_dangling(const SvgCleaning *cleaning, const xmlAttr *attribute) {
    const char *value = (const char *)attribute->children->content;
    const char *address = attribute->ns != NULL ? value : strstr(value, "url(");
    const char *hash = address != NULL ? strchr(address, '#') : NULL;
    if (hash == NULL) {
        return false;
    }
    g_autofree char *id = g_strndup(hash + 1, strcspn(hash + 1, ")\"' \t\r\n"));
    const xmlNode *target = g_hash_table_lookup(cleaning->ids, id);
    return target == NULL || strcmp(work_of(svg_name(target)), work_wanted(attribute)) != 0;
}

static bool may_dangle(const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    return attribute->children != NULL && attribute->children->content != NULL &&
           (attribute->ns != NULL || svg_attribute_use(name) == SVG_ATTRIBUTE_PROPERTY);
}

void svg_cut_dangling(SvgCleaning *cleaning) {
    for (guint i = 0; i < cleaning->references->len; i++) {
        xmlNode *element = cleaning->references->pdata[i];
        for (xmlAttr *attribute = element->properties; attribute != NULL;) {
            xmlAttr *next = attribute->next;
            if (may_dangle(attribute) && is_dangling(cleaning, attribute)) {
                xmlRemoveProp(attribute);
            }
            attribute = next;
        }
    }
    for (guint i = cleaning->references->len; i > 0; i--) { /* what is inside comes first */
        xmlNode *element = cleaning->references->pdata[i - 1];
        if (strcmp(svg_name(element), "use") == 0 &&
            xmlHasNsProp(element, (const xmlChar *)"href", (const xmlChar *)XLINK_NAMESPACE) ==
                NULL) {
            xmlUnlinkNode(element);
            xmlFreeNode(element);
        }
    }
}
