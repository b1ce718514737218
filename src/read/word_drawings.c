/* What is drawn in a Word document: pictures of DrawingML and of VML, text boxes, rules; charts and
 * diagrams, which only Word can draw, are counted. */
#include "read/word.h"

#include <stdlib.h>
#include <string.h>

enum { INLINE_MOST_EMU = 508000, INLINE_MOST_POINTS = 40 }; /* what is higher stands apart */

typedef struct {
    RunFormat format;
    const char *alt; /* of the drawing around */
    bool is_block;
    bool has_picture; /* something was found that can be shown */
} Drawing;

static bool is_tall(const char *height_emu) {
    return height_emu == NULL || strtol(height_emu, NULL, 10) > INLINE_MOST_EMU;
}

/* "width:451pt;height:11.5pt" */
static bool is_tall_shape(const char *style) {
    const char *height = style != NULL ? strstr(style, "height:") : NULL;
    if (height == NULL) {
        return true;
    }
    char *unit = NULL;
    double number = g_ascii_strtod(height + strlen("height:"), &unit);
    double points = g_str_has_prefix(unit, "in")   ? number * 72
                    : g_str_has_prefix(unit, "cm") ? number * 72 / 2.54
                    : g_str_has_prefix(unit, "mm") ? number * 72 / 25.4
                                                   : number;
    return points > INLINE_MOST_POINTS;
}

/* A picture that the part calls by an id. */
static void put_picture(WordDocument *word, Drawing *drawing, const char *id) {
    OfficeFile *file = &word->file;
    const WordTarget *target = word_target(word, id);
    if (target == NULL) {
        return;
    }
    drawing->has_picture = true;
    g_autofree char *alt = office_alt_text(drawing->alt);
    const char *src = NULL;
    bool is_web = g_ascii_strncasecmp(target->target, "http:", 5) == 0 ||
                  g_ascii_strncasecmp(target->target, "https:", 6) == 0;
    if (target->is_external && is_web) {
        src = target->target; /* told of as any picture on the web is */
    } else if (target->is_external) {
        office_lose_picture(file, target->target);
    } else {
        src = office_picture(file, target->target);
    }
    if (src != NULL) {
        manuscript_picture(file->manuscript, drawing->format, src, alt, drawing->is_block);
    }
}

static void walk(WordDocument *word, const XmlItem *parent, Drawing *drawing);

static void walk_picture(WordDocument *word, const XmlItem *blip, Drawing *drawing) {
    const XmlPart *xml = word->part->xml;
    const char *id = xml_get(xml, blip, NAME_R_EMBED);
    bool is_embedded = id != NULL && *id != '\0';
    put_picture(word, drawing, is_embedded ? id : xml_get(xml, blip, NAME_R_LINK));
}

static void walk_frame(WordDocument *word, const XmlItem *item, Drawing drawing,
                       bool *has_picture) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *about = xml_child(xml, item, NAME_WP_DOC_PR);
    const XmlItem *extent = xml_child(xml, item, NAME_WP_EXTENT);
    drawing.alt = xml_get(xml, about, NAME_DESCR);
    drawing.is_block = item->name == NAME_WP_ANCHOR || is_tall(xml_get(xml, extent, NAME_CY));
    walk(word, item, &drawing);
    *has_picture |= drawing.has_picture;
}

static void walk_shape_picture(WordDocument *word, const XmlItem *item, Drawing *drawing) {
    const XmlPart *xml = word->part->xml;
    const char *id = xml_get(xml, item, NAME_R_ID);
    put_picture(word, drawing, id != NULL ? id : xml_get(xml, item, NAME_O_RELID));
}

/* Letters drawn along a path are text. */
static void put_path_text(WordDocument *word, const XmlItem *item) {
    const char *text = xml_get(word->part->xml, item, NAME_STRING);
    if (text != NULL) {
        word_put_text(word, &run_setting_unsaid, text, strlen(text));
    }
}

static void walk_child(WordDocument *word, const XmlItem *item, Drawing *drawing) {
    const XmlPart *xml = word->part->xml;
    switch (item->name) {
    case NAME_WP_INLINE:
    case NAME_WP_ANCHOR:
        walk_frame(word, item, *drawing, &drawing->has_picture);
        break;
    case NAME_A_BLIP:
        walk_picture(word, item, drawing);
        break;
    case NAME_V_IMAGEDATA:
        walk_shape_picture(word, item, drawing);
        break;
    case NAME_V_TEXTPATH:
        put_path_text(word, item);
        break;
    case NAME_W_TXBX_CONTENT:
        g_ptr_array_add(word->boxes, (gpointer)item);
        drawing->has_picture = true;
        break;
    case NAME_C_CHART:
    case NAME_DGM_REL_IDS:
        word->file.drawings++;
        break;
    case NAME_MC_ALTERNATE_CONTENT:
        walk(word, word_choose(word, item), drawing);
        break;
    case NAME_V_SHAPETYPE: /* how shapes of a kind are drawn */
    case NAME_CHARACTERS:
        break;
    default: {
        Drawing inner = *drawing;
        const char *alt = xml_get(xml, item, NAME_ALT);
        const char *style = xml_get(xml, item, NAME_STYLE);
        inner.alt = alt != NULL ? alt : drawing->alt;
        inner.is_block = style != NULL ? is_tall_shape(style) : drawing->is_block;
        if (g_strcmp0(xml_get(xml, item, NAME_O_HR), "t") == 0) {
            manuscript_set_rule(word->file.manuscript);
        }
        walk(word, item, &inner);
        drawing->has_picture |= inner.has_picture;
        break;
    }
    }
}

static void walk(WordDocument *word, const XmlItem *parent, Drawing *drawing) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        walk_child(word, at, drawing);
    }
}

void word_walk_drawing(WordDocument *word, const XmlItem *item, RunFormat format) {
    Drawing drawing = {.format = format, .is_block = true};
    walk(word, item, &drawing);
}
