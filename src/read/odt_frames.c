/* Frames of OpenDocument texts (OpenDocument 1.3 part 3, 10.4): pictures, text boxes, formulas; and
 * shapes that hold text. */
#include "read/odt.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

enum { INLINE_MOST_POINTS = 40 };

/* "1.2cm" in points; unknown is much. */
static double points_of(const char *length) {
    if (length == NULL) {
        return 1000;
    }
    char *unit = NULL;
    double number = g_ascii_strtod(length, &unit);
    return g_str_has_prefix(unit, "cm")   ? number * 72 / 2.54
           : g_str_has_prefix(unit, "mm") ? number * 72 / 25.4
           : g_str_has_prefix(unit, "in") ? number * 72
                                          : number;
}

static char *alt_of(const OdtDocument *odt, const XmlItem *frame) {
    static const XmlName names[] = {NAME_SVG_TITLE, NAME_SVG_DESC};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const XmlItem *said = xml_child(odt->xml, frame, names[i]);
        g_autofree char *text = said != NULL ? xml_text_of(odt->xml, said) : NULL;
        char *alt = office_alt_text(text);
        if (alt != NULL) {
            return alt;
        }
    }
    return NULL;
}

/* A picture in the XML itself, as flat files have it. */
static const char *picture_in_text(OdtDocument *odt, const XmlItem *image) {
    const XmlItem *data = xml_child(odt->xml, image, NAME_OFFICE_BINARY_DATA);
    g_autofree char *text = data != NULL ? xml_text_of(odt->xml, data) : NULL;
    if (text == NULL) {
        return NULL;
    }
    gsize length = 0;
    guchar *decoded = g_base64_decode(text, &length);
    g_autoptr(GBytes) bytes = g_bytes_new_take(decoded, length);
    return office_picture_bytes(&odt->file, "picture", bytes);
}

/* "./ObjectReplacements/Object 1" is a part; "../boat.jpg" and "file:…" are not. */
static const char *picture_of(OdtDocument *odt, const XmlItem *image) {
    const char *address = xml_get(odt->xml, image, NAME_XLINK_HREF);
    if (address == NULL || *address == '\0') {
        return picture_in_text(odt, image);
    }
    if (g_ascii_strncasecmp(address, "http:", 5) == 0 ||
        g_ascii_strncasecmp(address, "https:", 6) == 0) {
        return manuscript_keep(odt->file.manuscript, address);
    }
    g_autofree char *unescaped = g_uri_unescape_string(address, NULL);
    g_autofree char *part = path_normalise(unescaped != NULL ? unescaped : address);
    if (part == NULL || !office_has(&odt->file, part)) {
        office_lose_picture(&odt->file, address);
        return NULL;
    }
    return office_picture(&odt->file, part);
}

static void put_picture(OdtDocument *odt, const XmlItem *frame, const XmlItem *image) {
    const char *anchor = xml_get(odt->xml, frame, NAME_TEXT_ANCHOR_TYPE);
    bool is_sign = g_strcmp0(anchor, "as-char") == 0 &&
                   points_of(xml_get(odt->xml, frame, NAME_SVG_HEIGHT)) <= INLINE_MOST_POINTS;
    g_autofree char *alt = alt_of(odt, frame);
    const char *src = picture_of(odt, image);
    if (src != NULL) {
        RunFormat format = {.href = is_sign ? odt->href : NULL};
        manuscript_picture(odt->file.manuscript, format, src, alt, !is_sign);
    }
}

/* Formulas */

static void put_formula(OdtDocument *odt, const XmlPart *xml, const XmlItem *math) {
    size_t count = 0;
    const XmlItem *items = xml_items(xml, &count);
    GString *text = g_string_new(NULL);
    const XmlItem *notes = xml_find(xml, math, NAME_MATH_ANNOTATION);
    const XmlItem *end = notes != NULL ? notes : items + count;
    for (const XmlItem *at = math + 1; at < end; at++) {
        if (at->name == NAME_CHARACTERS) {
            size_t length = 0;
            const char *part = xml_characters(xml, at, &length);
            g_string_append_len(text, part, (gssize)length);
        }
    }
    g_autofree char *line = text_collapse(text->str);
    g_string_free(text, TRUE);
    odt->file.equations++;
    manuscript_text(odt->file.manuscript, (RunFormat){0}, line, strlen(line));
}

/* An object that is a formula is set as text; of others there is a picture. */
static bool put_object(OdtDocument *odt, const XmlItem *object) {
    const XmlItem *inside = xml_child(odt->xml, object, NAME_MATH_MATH);
    if (inside != NULL) {
        put_formula(odt, odt->xml, inside);
        return true;
    }
    const char *address = xml_get(odt->xml, object, NAME_XLINK_HREF);
    g_autofree char *directory = address != NULL ? path_normalise(address) : NULL;
    g_autofree char *part = directory ? g_strconcat(directory, "/content.xml", NULL) : NULL;
    g_autoptr(XmlPart) xml = part != NULL ? office_read_xml(&odt->file, part) : NULL;
    const XmlItem *root = xml != NULL ? xml_root(xml) : NULL;
    bool is_formula = root != NULL && root->name == NAME_MATH_MATH;
    if (is_formula) {
        put_formula(odt, xml, root);
    }
    return is_formula;
}

/* Frames */

static void add_box(OdtDocument *odt, const XmlItem *box) {
    if (odt->boxes != NULL) {
        g_ptr_array_add(odt->boxes, (gpointer)box);
        return;
    }
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (gpointer)box);
    odt_walk_boxes(odt, one);
}

static void walk_frame(OdtDocument *odt, const XmlItem *frame) {
    const XmlPart *xml = odt->xml;
    const XmlItem *object = xml_child(xml, frame, NAME_DRAW_OBJECT);
    const XmlItem *image = xml_child(xml, frame, NAME_DRAW_IMAGE);
    const XmlItem *box = xml_child(xml, frame, NAME_DRAW_TEXT_BOX);
    if (box != NULL) {
        add_box(odt, box);
    } else if (object != NULL && put_object(odt, object)) {
        return;
    } else if (object != NULL &&
               (image == NULL || !office_shows(&odt->file, xml_get(xml, image, NAME_XLINK_HREF)))) {
        odt->file.drawings++;
    } else if (image != NULL) {
        put_picture(odt, frame, image);
    } else if (xml_child(xml, frame, NAME_TABLE_TABLE) != NULL) {
        add_box(odt, frame);
    }
}

static bool holds_paragraphs(const OdtDocument *odt, const XmlItem *item) {
    return xml_child(odt->xml, item, NAME_TEXT_P) != NULL ||
           xml_child(odt->xml, item, NAME_TEXT_LIST) != NULL;
}

bool odt_walk_frame(OdtDocument *odt, const XmlItem *item) {
    if (item->name == NAME_DRAW_FRAME) {
        walk_frame(odt, item);
        return true;
    }
    if (item->name == NAME_DRAW_A) {
        const char *before = odt->href;
        const char *address = xml_get(odt->xml, item, NAME_XLINK_HREF);
        bool is_web = address != NULL && address[0] != '#';
        odt->href = is_web ? office_link(&odt->file, address) : before;
        for (const XmlItem *at = xml_first(odt->xml, item); at; at = xml_next(odt->xml, at)) {
            odt_walk_frame(odt, at);
        }
        odt->href = before;
        return true;
    }
    if (item->name == NAME_OTHER && odt->boxes != NULL && holds_paragraphs(odt, item)) {
        add_box(odt, item); /* a shape with text in it */
        return true;
    }
    return item->name == NAME_DRAW_ENHANCED_GEOMETRY;
}

void odt_walk_boxes(OdtDocument *odt, GPtrArray *boxes) {
    OdtItem item = odt->item;
    const char *href = odt->href;
    GPtrArray *outer = odt->boxes;
    odt->item = (OdtItem){0};
    odt->href = NULL;
    odt->boxes = NULL;
    for (guint i = 0; i < boxes->len; i++) {
        manuscript_open_box(odt->file.manuscript);
        odt_walk_blocks(odt, boxes->pdata[i]);
        manuscript_close_box(odt->file.manuscript);
    }
    odt->item = item;
    odt->href = href;
    odt->boxes = outer;
}
