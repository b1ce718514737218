/* The text of a Word document: blocks and paragraphs (ECMA-376 part 1, 17.2 … 17.3.1). Tracked
 * changes (17.13.5) are taken as accepted. */
#include "read/word.h"

#include <stdlib.h>
#include <string.h>

bool word_is_on(const XmlPart *part, const XmlItem *property) {
    const char *value = xml_get(part, property, NAME_W_VAL);
    static const char *const off[] = {"0", "false", "off", NULL};
    return property != NULL && (value == NULL || !g_strv_contains(off, value));
}

/* Extensions of the format that say nothing Galley could not read. */
const XmlItem *word_choose(const WordDocument *word, const XmlItem *alternatives) {
    static const char *const known[] = {"wps", "wpg", "wpc", "w14", "w15", "w16", "w16se", "wp14",
                                        "a14", "v",   "m",   "o",   "pic", "cx",  NULL};
    const XmlPart *xml = word->part->xml;
    const XmlItem *at = xml_first(xml, alternatives);
    for (; at != NULL; at = xml_next(xml, at)) {
        const char *requires = xml_get(xml, at, NAME_REQUIRES);
        if (at->name == NAME_MC_FALLBACK) {
            return at;
        }
        if (at->name != NAME_MC_CHOICE || requires == NULL) {
            continue;
        }
        g_auto(GStrv) words = g_strsplit_set(requires, " \t\n", -1);
        bool is_known = true;
        for (size_t i = 0; words[i] != NULL; i++) {
            is_known = is_known && (*words[i] == '\0' || g_strv_contains(known, words[i]));
        }
        if (is_known) {
            return at;
        }
    }
    return NULL;
}

/* What stands in a paragraph */

static void walk_link(WordDocument *word, const XmlItem *item, const RunSetting *around) {
    const char *before = word->href;
    const char *href = word_hyperlink(word, item);
    word->href = href != NULL ? href : before;
    word_walk_inline(word, item, around);
    word->href = before;
}

static void put_bookmark(WordDocument *word, const XmlItem *item) {
    const char *name = xml_get(word->part->xml, item, NAME_W_NAME);
    if (name != NULL && g_hash_table_remove(word->wanted_places, name)) {
        manuscript_id(word->file.manuscript, office_place_id(&word->file, name));
    }
}

static const XmlItem *content_of(WordDocument *word, const XmlItem *sdt) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *properties = xml_child(xml, sdt, NAME_W_SDT_PR);
    const XmlItem *placeholder = xml_child(xml, properties, NAME_W_SHOWING_PLC_HDR);
    if (placeholder != NULL && word_is_on(xml, placeholder)) {
        return NULL; /* "Click here to enter text" */
    }
    return xml_child(xml, sdt, NAME_W_SDT_CONTENT);
}

static void walk_inline_child(WordDocument *word, const XmlItem *item, const RunSetting *around) {
    switch (item->name) {
    case NAME_W_R:
        word_walk_run(word, item, around);
        break;
    case NAME_W_HYPERLINK:
        walk_link(word, item, around);
        break;
    case NAME_W_FLD_SIMPLE:
        word_field_enter_simple(word, xml_get(word->part->xml, item, NAME_W_INSTR));
        word_walk_inline(word, item, around);
        word_field_leave(word);
        break;
    case NAME_W_DEL:
    case NAME_W_MOVE_FROM:
        word->file.deletions++;
        break;
    case NAME_W_INS:
    case NAME_W_MOVE_TO:
        word->file.insertions++;
        word_walk_inline(word, item, around);
        break;
    case NAME_W_SDT:
        word_walk_inline(word, content_of(word, item), around);
        break;
    case NAME_MC_ALTERNATE_CONTENT:
        word_walk_inline(word, word_choose(word, item), around);
        break;
    case NAME_W_BOOKMARK_START:
        put_bookmark(word, item);
        break;
    case NAME_M_O_MATH:
    case NAME_M_O_MATH_PARA:
        word_walk_equation(word, item);
        break;
    case NAME_W_P_PR:
    case NAME_W_R_PR:
    case NAME_W_SDT_PR:
    case NAME_W_SDT_END_PR:
    case NAME_W_CUSTOM_XML_PR:
    case NAME_W_SMART_TAG_PR:
    case NAME_CHARACTERS:
        break;
    case NAME_W_P: /* where no paragraph may stand: its text is kept */
    default:
        word_walk_inline(word, item, around);
        break;
    }
}

void word_walk_inline(WordDocument *word, const XmlItem *parent, const RunSetting *around) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        walk_inline_child(word, at, around);
    }
}

/* Paragraphs */

static int number_of(const char *value, int otherwise) {
    return value != NULL ? (int)CLAMP(strtol(value, NULL, 10), -100000, 100000) : otherwise;
}

static void set_list(WordDocument *word, const XmlItem *properties, ParagraphSetting *setting) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *own = xml_child(xml, properties, NAME_W_NUM_PR);
    const WordStyle *style = word->style;
    int list = number_of(xml_get(xml, xml_child(xml, own, NAME_W_NUM_ID), NAME_W_VAL),
                         own != NULL && style->list == UNSAID ? UNSAID : style->list);
    int level =
        number_of(xml_get(xml, xml_child(xml, own, NAME_W_ILVL), NAME_W_VAL), style->list_level);
    if (list <= 0) {
        return;
    }
    WordNumber number = word_number_next(word->styles, list, level, style->id);
    g_autofree char *label = number.label;
    bool is_item = setting->role == ROLE_TEXT && number.is_plain;
    if (number.kind == LIST_NONE) {
        return;
    }
    if (is_item) {
        setting->item = number.item;
        setting->text_indent_twips = number.text_indent_twips;
    } else if (label != NULL && *label != '\0') {
        setting->label = manuscript_keep(word->file.manuscript, label);
    }
}

static const char *paragraph_align(const char *said) {
    return g_strcmp0(said, "center") == 0                                 ? "center"
           : g_strcmp0(said, "right") == 0 || g_strcmp0(said, "end") == 0 ? "right"
                                                                          : NULL;
}

static void set_role(WordDocument *word, const XmlItem *properties, ParagraphSetting *setting) {
    const XmlPart *xml = word->part->xml;
    const WordStyle *style = word->style;
    const XmlItem *outline = xml_child(xml, properties, NAME_W_OUTLINE_LVL);
    int level = number_of(xml_get(xml, outline, NAME_W_VAL), style->outline);
    setting->role = style->role;
    setting->level = style->level;
    bool is_free = style->role == ROLE_TEXT || (style->role == ROLE_HEADING && outline != NULL);
    if (is_free && level >= 0 && level < WORD_LEVELS) {
        setting->role = ROLE_HEADING;
        setting->level = (unsigned)level + 1;
    } else if (style->role == ROLE_HEADING && outline != NULL) {
        setting->role = ROLE_TEXT;
    }
    if (word->contents > 0 && word->has_paired_fields) {
        setting->role = ROLE_CONTENTS;
    }
}

static bool has_border(const WordDocument *word, const XmlItem *properties) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *borders = xml_child(xml, properties, NAME_W_P_BDR);
    if (borders == NULL) {
        return word->style->has_rule == 1;
    }
    const XmlItem *top = xml_child(xml, borders, NAME_W_TOP);
    const XmlItem *bottom = xml_child(xml, borders, NAME_W_BOTTOM);
    return (top != NULL && g_strcmp0(xml_get(xml, top, NAME_W_VAL), "nil") != 0 &&
            g_strcmp0(xml_get(xml, top, NAME_W_VAL), "none") != 0) ||
           (bottom != NULL && g_strcmp0(xml_get(xml, bottom, NAME_W_VAL), "nil") != 0 &&
            g_strcmp0(xml_get(xml, bottom, NAME_W_VAL), "none") != 0);
}

static ParagraphSetting read_setting(WordDocument *word, const XmlItem *properties) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *named = xml_child(xml, properties, NAME_W_P_STYLE);
    const XmlItem *indent = xml_child(xml, properties, NAME_W_IND);
    const XmlItem *bidi = xml_child(xml, properties, NAME_W_BIDI);
    const XmlItem *frame = xml_child(xml, properties, NAME_W_FRAME_PR);
    const char *left = xml_get(xml, indent, NAME_W_LEFT);
    const char *align = xml_get(xml, xml_child(xml, properties, NAME_W_JC), NAME_W_VAL);
    const char *drop = xml_get(xml, frame, NAME_W_DROP_CAP);
    word->style = word_paragraph_style(word->styles, xml_get(xml, named, NAME_W_VAL));
    ParagraphSetting setting = {0};
    set_role(word, properties, &setting);
    set_list(word, properties, &setting);
    left = left ? left : xml_get(xml, indent, NAME_W_START);
    setting.indent_twips = number_of(left, MAX(word->style->indent_twips, 0));
    bool is_rtl = bidi != NULL ? word_is_on(xml, bidi) : word->style->is_rtl == 1;
    setting.dir = is_rtl == word->is_rtl ? NULL : is_rtl ? "rtl" : "ltr";
    setting.align = paragraph_align(align ? align : word->style->align);
    setting.has_rule = has_border(word, properties);
    setting.joins_next = drop != NULL && strcmp(drop, "none") != 0;
    return setting;
}

/* The text boxes of a paragraph come after it. */
static void walk_boxes(WordDocument *word, GPtrArray *boxes) {
    const char *href = word->href;
    word->href = NULL;
    for (guint i = 0; i < boxes->len; i++) {
        manuscript_open_box(word->file.manuscript);
        word_walk_blocks(word, boxes->pdata[i]);
        manuscript_close_box(word->file.manuscript);
    }
    word->href = href;
}

static void walk_paragraph(WordDocument *word, const XmlItem *item) {
    const XmlPart *xml = word->part->xml;
    Manuscript *manuscript = word->file.manuscript;
    const XmlItem *properties = xml_child(xml, item, NAME_W_P_PR);
    const XmlItem *mark = xml_child(xml, properties, NAME_W_R_PR);
    bool goes_on = word->keeps_paragraph && manuscript_has_content(manuscript);
    if (!goes_on) {
        ParagraphSetting setting = read_setting(word, properties);
        manuscript_begin_paragraph(manuscript, &setting);
    }
    GPtrArray *outer_boxes = word->boxes;
    g_autoptr(GPtrArray) boxes = g_ptr_array_new();
    word->boxes = boxes;
    word->keeps_paragraph = false;
    word->has_sequence = false;
    bool was_contents = word->contents > 0;
    word_walk_inline(word, item, NULL);
    if (word->has_paired_fields && (was_contents || word->contents > 0)) {
        word->contents_lines++;
    }
    if (word->has_sequence) {
        manuscript_set_caption(manuscript);
    }
    bool is_open =
        xml_child(xml, mark, NAME_W_DEL) != NULL || xml_child(xml, mark, NAME_W_MOVE_FROM) != NULL;
    word->keeps_paragraph = is_open && boxes->len == 0;
    if (!word->keeps_paragraph) {
        manuscript_end_paragraph(manuscript);
    }
    walk_boxes(word, boxes);
    word->boxes = outer_boxes;
}

/* Blocks */

static bool is_contents(const WordDocument *word, const XmlItem *sdt) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *properties = xml_child(xml, sdt, NAME_W_SDT_PR);
    const XmlItem *object = xml_child(xml, properties, NAME_W_DOC_PART_OBJ);
    const XmlItem *gallery = xml_child(xml, object, NAME_W_DOC_PART_GALLERY);
    return g_strcmp0(xml_get(xml, gallery, NAME_W_VAL), "Table of Contents") == 0;
}

static void walk_content_control(WordDocument *word, const XmlItem *sdt) {
    if (!is_contents(word, sdt)) {
        word_walk_blocks(word, content_of(word, sdt));
        return;
    }
    const XmlPart *xml = word->part->xml;
    const XmlItem *content = xml_child(xml, sdt, NAME_W_SDT_CONTENT);
    for (const XmlItem *at = xml_first(xml, content); at != NULL; at = xml_next(xml, at)) {
        word->contents_lines += at->name == NAME_W_P;
    }
}

static void walk_block(WordDocument *word, const XmlItem *item) {
    switch (item->name) {
    case NAME_W_P:
        walk_paragraph(word, item);
        break;
    case NAME_W_TBL:
        word_walk_table(word, item);
        break;
    case NAME_W_SDT:
        walk_content_control(word, item);
        break;
    case NAME_W_DEL:
    case NAME_W_MOVE_FROM:
        word->file.deletions++;
        break;
    case NAME_W_INS:
    case NAME_W_MOVE_TO:
        word->file.insertions++;
        word_walk_blocks(word, item);
        break;
    case NAME_MC_ALTERNATE_CONTENT:
        word_walk_blocks(word, word_choose(word, item));
        break;
    case NAME_W_ALT_CHUNK:
        word_walk_insert(word, item);
        break;
    case NAME_W_BOOKMARK_START:
        put_bookmark(word, item);
        break;
    case NAME_W_R: /* without a paragraph around it */
    case NAME_W_HYPERLINK:
    case NAME_W_FLD_SIMPLE:
    case NAME_M_O_MATH:
    case NAME_M_O_MATH_PARA:
        word->style = word_paragraph_style(word->styles, NULL);
        walk_inline_child(word, item, NULL);
        break;
    case NAME_W_SECT_PR:
    case NAME_W_P_PR:
    case NAME_W_R_PR:
    case NAME_W_SDT_PR:
    case NAME_W_SDT_END_PR:
    case NAME_W_CUSTOM_XML_PR:
    case NAME_CHARACTERS:
        break;
    default:
        word_walk_blocks(word, item);
        break;
    }
}

void word_walk_blocks(WordDocument *word, const XmlItem *parent) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        walk_block(word, at);
    }
    word->keeps_paragraph = false;
    manuscript_end_paragraph(word->file.manuscript);
}
