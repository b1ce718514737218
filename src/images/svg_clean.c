/* A drawing made anew from what the closed vocabulary knows of it. Nothing of the old tree reaches
 * the new one but by being copied name by name, so what nobody thought of is left out. Its view
 * becomes whole numbers from 0 0, as Kindle wants it; where that moves the contents, they stand in
 * a group that moves them back. */
#include "images/picture_walk.h"

#include "images/svg_names.h"
#include "model/node.h"

#include <math.h>
#include <string.h>

typedef struct {
    xmlDoc *clean;
    xmlNs *svg;
    xmlNs *xlink; /* NULL until it is needed */
    xmlNode *root;
    xmlNode *top;          /* what the contents go into: the root, or the group that moves them */
    GHashTable *ids;       /* char * owned, of the new tree */
    GPtrArray *references; /* xmlNode *: elements that may name an id */
    unsigned *removed;
} Cleaning;

static const char *name_of(const xmlNode *node) {
    return (const char *)node->name;
}

/* Attributes */

static void set(xmlNode *element, const char *name, const char *value) {
    xmlNewProp(element, (const xmlChar *)name, (const xmlChar *)value);
}

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

static void set_xlink(Cleaning *cleaning, xmlNode *element, const char *value) {
    if (cleaning->xlink == NULL) {
        cleaning->xlink =
            xmlNewNs(cleaning->root, (const xmlChar *)XLINK_NAMESPACE, (const xmlChar *)"xlink");
    }
    if (xmlHasNsProp(element, (const xmlChar *)"href", (const xmlChar *)XLINK_NAMESPACE) == NULL) {
        xmlNewNsProp(element, cleaning->xlink, (const xmlChar *)"href", (const xmlChar *)value);
    }
}

/* Both forms of a reference become xlink:href, which old readers know, too. */
static void copy_reference(Cleaning *cleaning, xmlNode *element, const char *value) {
    g_autofree char *trimmed = g_strstrip(g_strdup(value));
    bool is_own = trimmed[0] == '#' && xmlValidateNCName((const xmlChar *)trimmed + 1, 0) == 0;
    if (!is_own) {
        (*cleaning->removed)++;
    } else if (may_refer(name_of(element))) {
        set_xlink(cleaning, element, trimmed);
    }
}

static void copy_id(Cleaning *cleaning, xmlNode *element, const char *value) {
    if (xmlValidateNCName((const xmlChar *)value, 0) == 0 &&
        g_hash_table_add(cleaning->ids, g_strdup(value))) {
        set(element, "id", value);
    }
}

static void copy_plain(Cleaning *cleaning, xmlNode *element, const char *name, const char *value) {
    if (strcmp(name, "id") == 0) {
        copy_id(cleaning, element, value);
    } else if (strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0) {
        copy_reference(cleaning, element, value);
    } else if (strcmp(name, "style") == 0) {
        g_autofree char *style = svg_clean_style(value, cleaning->removed);
        if (*style != '\0') {
            set(element, "style", style);
        }
    } else if (g_ascii_strncasecmp(name, "on", 2) == 0 || strcmp(name, "xml:base") == 0) {
        (*cleaning->removed)++;
    } else if (svg_attribute_use(name) == SVG_ATTRIBUTE_PLAIN || svg_value_is_safe(value)) {
        if (svg_attribute_use(name) != SVG_ATTRIBUTE_UNKNOWN) {
            set(element, name, value);
        }
    } else {
        (*cleaning->removed)++;
    }
}

static void copy_xml(Cleaning *cleaning, xmlNode *element, const char *name, const char *value) {
    if (strcmp(name, "lang") == 0 || strcmp(name, "space") == 0) {
        xmlNs *xml = xmlSearchNsByHref(cleaning->clean, element, XML_XML_NAMESPACE);
        xmlNewNsProp(element, xml, (const xmlChar *)name, (const xmlChar *)value);
    } else if (strcmp(name, "base") == 0) {
        (*cleaning->removed)++;
    }
}

static bool is_in(const xmlAttr *attribute, const char *uri) {
    return attribute->ns != NULL && strcmp((const char *)attribute->ns->href, uri) == 0;
}

/* Some are written for themselves: the root's size and view, an image's picture. */
static bool is_written(const Cleaning *cleaning, const xmlNode *element, const char *name) {
    static const char *const of_root[] = {"width", "height", "viewBox", "x", "y"};
    for (size_t i = 0; element == cleaning->root && i < G_N_ELEMENTS(of_root); i++) {
        if (strcmp(name, of_root[i]) == 0) {
            return true;
        }
    }
    return strcmp(name_of(element), "image") == 0 &&
           (strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0);
}

static void copy_attributes(Cleaning *cleaning, const xmlNode *from, xmlNode *to) {
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

/* Elements */

static xmlNode *new_element(Cleaning *cleaning, xmlNode *parent, const char *name) {
    xmlNode *element = xmlNewDocNode(cleaning->clean, cleaning->svg, (const xmlChar *)name, NULL);
    node_append(parent, element);
    return element;
}

static void append_text(Cleaning *cleaning, xmlNode *parent, const char *text) {
    node_append(parent, xmlNewDocText(cleaning->clean, (const xmlChar *)text));
}

static bool is_blank(const char *text) {
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Text outside text elements is not shown; the blanks of its layout may stay. */
static void copy_text(Cleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    const char *text = (const char *)from->content;
    if (text != NULL && *text != '\0' &&
        (svg_element_role(name_of(parent)) == SVG_TEXT || is_blank(text))) {
        append_text(cleaning, parent, text);
    }
}

static void copy_stylesheet(Cleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    xmlChar *css = xmlNodeGetContent(from);
    g_autofree char *clean = svg_clean_stylesheet((const char *)css, cleaning->removed);
    xmlFree(css);
    if (*clean != '\0') {
        append_text(cleaning, new_element(cleaning, parent, "style"), clean);
    }
}

/* The picture in a data: address, without what it says about people; NULL if it is none that may
 * stand in a drawing. */
static char *clean_data(const char *address) {
    static const struct {
        const char *prefix;
        PictureType type;
    } kinds[] = {{"data:image/png;base64,", PICTURE_PNG},
                 {"data:image/jpeg;base64,", PICTURE_JPEG},
                 {"data:image/jpg;base64,", PICTURE_JPEG}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].prefix);
        if (g_ascii_strncasecmp(address, kinds[i].prefix, length) != 0) {
            continue;
        }
        gsize size = 0;
        guchar *data = g_base64_decode(address + length, &size);
        g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
        PictureHeader header;
        const char *why = NULL;
        bool is_good =
            picture_read_header_bytes(bytes, &header, &why) && header.type == kinds[i].type;
        g_autoptr(GBytes) clean = is_good ? picture_strip_metadata(header.type, bytes) : NULL;
        if (clean == NULL) {
            return NULL;
        }
        g_autofree char *base64 =
            g_base64_encode(g_bytes_get_data(clean, NULL), g_bytes_get_size(clean));
        return g_strconcat("data:", picture_media_type(header.type), ";base64,", base64, NULL);
    }
    return NULL;
}

/* Where an image is, by any of the names that it goes by. Free with xmlFree. */
static xmlChar *find_address(const xmlNode *image) {
    xmlChar *address = xmlGetNoNsProp(image, (const xmlChar *)"href");
    if (address == NULL) {
        address = xmlGetNsProp(image, (const xmlChar *)"href", (const xmlChar *)XLINK_NAMESPACE);
    }
    if (address == NULL) {
        address = xmlGetNoNsProp(image, (const xmlChar *)"xlink:href"); /* nobody declared xlink */
    }
    return address;
}

static void copy_image(Cleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    xmlChar *address = find_address(from);
    const char *start = address != NULL ? (const char *)address : "";
    g_autofree char *data = clean_data(start + strspn(start, " \t\r\n"));
    xmlFree(address);
    if (data == NULL) {
        (*cleaning->removed)++;
        return;
    }
    xmlNode *image = new_element(cleaning, parent, "image");
    set_xlink(cleaning, image, data);
    copy_attributes(cleaning, from, image);
}

/* One element. Answers where its contents go; NULL if they go with it. */
static xmlNode *copy_element(Cleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    bool is_in_title =
        strcmp(name_of(parent), "title") == 0 || strcmp(name_of(parent), "desc") == 0;
    SvgRole role = svg_is_ours(from) ? svg_element_role(name_of(from)) : SVG_UNKNOWN;
    switch (is_in_title && role != SVG_ACTIVE ? SVG_UNKNOWN : role) {
    case SVG_KEEP:
    case SVG_TEXT: {
        xmlNode *element = new_element(cleaning, parent, name_of(from));
        copy_attributes(cleaning, from, element);
        return element;
    }
    case SVG_STYLE:
        copy_stylesheet(cleaning, from, parent);
        return NULL;
    case SVG_IMAGE:
        copy_image(cleaning, from, parent);
        return NULL;
    case SVG_UNWRAP:
        (*cleaning->removed)++;
        return parent;
    case SVG_ACTIVE:
        (*cleaning->removed)++;
        return NULL;
    case SVG_UNKNOWN:
        return NULL;
    }
    return NULL;
}

/* One node under `parent`. A title names the drawing only as the root's own child, so it stays that
 * where the contents go into a group. */
static xmlNode *copy_child(Cleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    bool names_all = parent == cleaning->top && from->type == XML_ELEMENT_NODE &&
                     (strcmp(name_of(from), "title") == 0 || strcmp(name_of(from), "desc") == 0);
    if (from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
        copy_text(cleaning, from, parent);
    } else if (from->type == XML_ELEMENT_NODE) {
        return copy_element(cleaning, from, names_all ? cleaning->root : parent);
    } else if (from->type == XML_PI_NODE && strcmp(name_of(from), "xml-stylesheet") == 0) {
        (*cleaning->removed)++;
    }
    return NULL;
}

/* Goes over the old tree without recursion: down, along, and up again. */
static void copy_contents(Cleaning *cleaning, const xmlNode *root) {
    xmlNode *parent = cleaning->top;
    const xmlNode *at = root->children;
    while (at != NULL && at != root) {
        xmlNode *inside = copy_child(cleaning, at, parent);
        if (inside != NULL && at->children != NULL) {
            parent = inside;
            at = at->children;
            continue;
        }
        while (at != root && at->next == NULL) {
            at = at->parent;
            bool was_unwrapped = svg_element_role(name_of(at)) == SVG_UNWRAP;
            if (at != root && !was_unwrapped) {
                parent = parent->parent == cleaning->root ? cleaning->top : parent->parent;
            }
        }
        at = at != root ? at->next : root;
    }
}

/* References to ids that are not there: validators refuse the book for one. */
static bool is_dangling(const Cleaning *cleaning, const xmlAttr *attribute) {
    const char *value = (const char *)attribute->children->content;
    const char *address = attribute->ns != NULL ? value : strstr(value, "url(");
    const char *hash = address != NULL ? strchr(address, '#') : NULL;
    if (hash == NULL) {
        return false;
    }
    g_autofree char *id = g_strndup(hash + 1, strcspn(hash + 1, ")\"' \t\r\n"));
    return !g_hash_table_contains(cleaning->ids, id);
}

static bool may_dangle(const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    return attribute->children != NULL && attribute->children->content != NULL &&
           (attribute->ns != NULL || svg_attribute_use(name) == SVG_ATTRIBUTE_PROPERTY);
}

static void cut_dangling(Cleaning *cleaning) {
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
        if (strcmp(name_of(element), "use") == 0 &&
            xmlHasNsProp(element, (const xmlChar *)"href", (const xmlChar *)XLINK_NAMESPACE) ==
                NULL) {
            xmlUnlinkNode(element);
            xmlFreeNode(element);
        }
    }
}

/* The view */

static void set_number(xmlNode *element, const char *name, double number) {
    g_autofree char *text = g_strdup_printf("%.0f", number);
    set(element, name, text);
}

/* By what to multiply a view so that rounding its sides up changes none by more than a hundredth.
 */
static double whole_scale(const SvgSize *size) {
    double scale = 1;
    for (unsigned i = 0; i < 6; i++) {
        double width = size->width * scale;
        double height = size->height * scale;
        if (ceil(width) <= width * 1.01 && ceil(height) <= height * 1.01) {
            break;
        }
        scale *= 10;
    }
    return scale;
}

static void set_view(Cleaning *cleaning, const SvgSize *size) {
    double scale = whole_scale(size);
    if (size->has_width) {
        set_number(cleaning->root, "width", MAX(round(size->width_px), 1));
    }
    if (size->has_height) {
        set_number(cleaning->root, "height", MAX(round(size->height_px), 1));
    }
    g_autofree char *view =
        g_strdup_printf("0 0 %.0f %.0f", ceil(size->width * scale), ceil(size->height * scale));
    set(cleaning->root, "viewBox", view);
    if (scale != 1 || size->left != 0 || size->top != 0) {
        char left[G_ASCII_DTOSTR_BUF_SIZE];
        char top[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(left, sizeof left, "%.10g", 0 - size->left);
        g_ascii_formatd(top, sizeof top, "%.10g", 0 - size->top);
        g_autofree char *move = g_strdup_printf("scale(%.0f) translate(%s %s)", scale, left, top);
        cleaning->top = xmlNewDocNode(cleaning->clean, cleaning->svg, (const xmlChar *)"g", NULL);
        set(cleaning->top, "transform", move);
    }
}

static xmlDoc *clean_drawing(const xmlNode *old_root, unsigned *removed) {
    SvgSize size;
    svg_size(old_root, &size);
    Cleaning cleaning = {.clean = xmlNewDoc((const xmlChar *)"1.0"), .removed = removed};
    cleaning.root = xmlNewDocNode(cleaning.clean, NULL, (const xmlChar *)"svg", NULL);
    cleaning.svg = xmlNewNs(cleaning.root, (const xmlChar *)SVG_NAMESPACE, NULL);
    xmlSetNs(cleaning.root, cleaning.svg);
    xmlDocSetRootElement(cleaning.clean, cleaning.root);
    cleaning.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cleaning.references = g_ptr_array_new();
    cleaning.top = cleaning.root;
    copy_attributes(&cleaning, old_root, cleaning.root);
    set_view(&cleaning, &size);
    for (const xmlNode *before = old_root->prev; before != NULL; before = before->prev) {
        copy_child(&cleaning, before, cleaning.root);
    }
    copy_contents(&cleaning, old_root);
    if (cleaning.top != cleaning.root) {
        node_append(cleaning.root, cleaning.top); /* behind the title */
    }
    cut_dangling(&cleaning);
    g_hash_table_unref(cleaning.ids);
    g_ptr_array_unref(cleaning.references);
    return cleaning.clean;
}

xmlDoc *picture_clean_svg(GBytes *bytes, unsigned *removed, const char **why) {
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);
    *removed = 0;
    if (length == 0) {
        *why = "it is empty";
        return NULL;
    }
    xmlDoc *drawing = svg_load(text, length, why);
    if (drawing == NULL) {
        return NULL;
    }
    xmlDoc *clean = clean_drawing(xmlDocGetRootElement(drawing), removed);
    xmlFreeDoc(drawing);
    return clean;
}
