/* A drawing made anew from what the closed vocabulary knows of it. Nothing of the old tree reaches
 * the new one but by being copied name by name, so what nobody thought of is left out. */
#include "images/svg_cleaning.h"
#include "images/svg_names.h"
#include "model/node.h"

#include <string.h>

static xmlNode *new_element(SvgCleaning *cleaning, xmlNode *parent, const char *name) {
    xmlNode *element = xmlNewDocNode(cleaning->clean, cleaning->svg, (const xmlChar *)name, NULL);
    node_append(parent, element);
    return element;
}

static void append_text(SvgCleaning *cleaning, xmlNode *parent, const char *text) {
    node_append(parent, xmlNewDocText(cleaning->clean, (const xmlChar *)text));
}

static bool is_blank(const char *text) {
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Text outside text elements is not shown; the blanks of its layout may stay. */
static void copy_text(SvgCleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    const char *text = (const char *)from->content;
    if (text != NULL && *text != '\0' &&
        (svg_element_role(svg_name(parent)) == SVG_TEXT || is_blank(text))) {
        append_text(cleaning, parent, text);
    }
}

static void copy_stylesheet(SvgCleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    xmlChar *css = xmlNodeGetContent(from);
    g_autofree char *clean = svg_clean_stylesheet((const char *)css, &cleaning->removed);
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

static void copy_image(SvgCleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    xmlChar *address = find_address(from);
    const char *start = address != NULL ? (const char *)address : "";
    g_autofree char *data = clean_data(start + strspn(start, " \t\r\n"));
    xmlFree(address);
    if (data == NULL) {
        cleaning->removed++;
        return;
    }
    xmlNode *image = new_element(cleaning, parent, "image");
    svg_set_xlink(cleaning, image, data);
    svg_copy_attributes(cleaning, from, image);
}

/* One element. Answers where its contents go; NULL if they go with it. */
static xmlNode *copy_element(SvgCleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    bool is_in_title =
        strcmp(svg_name(parent), "title") == 0 || strcmp(svg_name(parent), "desc") == 0;
    SvgRole role = svg_is_ours(from) ? svg_element_role(svg_name(from)) : SVG_UNKNOWN;
    switch (is_in_title && role != SVG_ACTIVE ? SVG_UNKNOWN : role) {
    case SVG_KEEP:
    case SVG_TEXT: {
        xmlNode *element = new_element(cleaning, parent, svg_name(from));
        svg_copy_attributes(cleaning, from, element);
        return element;
    }
    case SVG_STYLE:
        copy_stylesheet(cleaning, from, parent);
        return NULL;
    case SVG_IMAGE:
        copy_image(cleaning, from, parent);
        return NULL;
    case SVG_UNWRAP:
        cleaning->removed++;
        return parent;
    case SVG_ACTIVE:
        cleaning->removed++;
        return NULL;
    case SVG_UNKNOWN:
        return NULL;
    }
    return NULL;
}

/* One node under `parent`. A title names the drawing only as the root's own child, so it stays that
 * where the contents go into a group. */
static xmlNode *copy_child(SvgCleaning *cleaning, const xmlNode *from, xmlNode *parent) {
    bool names_all = parent == cleaning->top && from->type == XML_ELEMENT_NODE &&
                     (strcmp(svg_name(from), "title") == 0 || strcmp(svg_name(from), "desc") == 0);
    if (from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
        copy_text(cleaning, from, parent);
    } else if (from->type == XML_ELEMENT_NODE) {
        return copy_element(cleaning, from, names_all ? cleaning->root : parent);
    } else if (from->type == XML_PI_NODE && strcmp(svg_name(from), "xml-stylesheet") == 0) {
        cleaning->removed++;
    }
    return NULL;
}

/* Goes over the old tree without recursion: down, along, and up again. */
static void copy_contents(SvgCleaning *cleaning, const xmlNode *root) {
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
            bool was_unwrapped = svg_element_role(svg_name(at)) == SVG_UNWRAP;
            if (at != root && !was_unwrapped) {
                parent = parent->parent == cleaning->root ? cleaning->top : parent->parent;
            }
        }
        at = at != root ? at->next : root;
    }
}

static xmlDoc *clean_drawing(const xmlNode *old_root, unsigned *removed) {
    SvgSize size;
    svg_size(old_root, &size);
    SvgCleaning cleaning = {.clean = xmlNewDoc((const xmlChar *)"1.0")};
    cleaning.root = xmlNewDocNode(cleaning.clean, NULL, (const xmlChar *)"svg", NULL);
    cleaning.svg = xmlNewNs(cleaning.root, (const xmlChar *)SVG_NAMESPACE, NULL);
    xmlSetNs(cleaning.root, cleaning.svg);
    xmlDocSetRootElement(cleaning.clean, cleaning.root);
    cleaning.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cleaning.references = g_ptr_array_new();
    cleaning.top = cleaning.root;
    svg_copy_attributes(&cleaning, old_root, cleaning.root);
    svg_set_view(&cleaning, &size);
    for (const xmlNode *before = old_root->prev; before != NULL; before = before->prev) {
        copy_child(&cleaning, before, cleaning.root);
    }
    copy_contents(&cleaning, old_root);
    if (cleaning.top != cleaning.root) {
        node_append(cleaning.root, cleaning.top); /* behind the title */
    }
    svg_cut_dangling(&cleaning);
    g_hash_table_unref(cleaning.ids);
    g_ptr_array_unref(cleaning.references);
    *removed = cleaning.removed;
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
