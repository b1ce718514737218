/* Paragraphs of OpenDocument texts and what runs in them (OpenDocument 1.3 part 3, 5.1, 6, 7). */
#include "read/odt.h"

#include "read/office_symbols.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SPACES = 1000, MOST_LEVEL = 10 };

static void walk(OdtDocument *odt, const XmlItem *parent, const RunSetting *run, bool is_code);

/* Runs */

static unsigned marks_of(const OdtDocument *odt, const RunSetting *run, bool is_code) {
    const OdtStyle *style = odt->style;
    bool is_plain = style->role != ROLE_TEXT;
    const RunSetting *beside =
        is_plain ? &style->base : &odt_paragraph_style(odt->styles, NULL)->base;
    bool is_heading = style->role == ROLE_HEADING || style->role == ROLE_TITLE;
    unsigned marks = is_code ? MARK_CODE : 0;
    marks |= run->bold == 1 && beside->bold != 1 && !is_heading ? MARK_STRONG : 0;
    marks |= run->italic == 1 && beside->italic != 1 ? MARK_EMPHASIS : 0;
    bool is_small =
        (run->small_caps == 1 && beside->small_caps != 1) || (run->caps == 1 && beside->caps != 1);
    marks |= is_small && !is_heading ? MARK_SMALL_CAPITALS : 0;
    marks |= run->strike == 1 && beside->strike != 1 ? MARK_STRIKE : 0;
    bool is_underlined = run->underline == 1 && beside->underline != 1;
    marks |= is_underlined && odt->href == NULL && !is_heading ? MARK_UNDERLINE : 0;
    marks |= run->position == 1 ? MARK_SUPERSCRIPT : run->position == 2 ? MARK_SUBSCRIPT : 0;
    return marks;
}

static void put_text(OdtDocument *odt, const RunSetting *run, bool is_code, const char *text,
                     size_t length_bytes) {
    Manuscript *manuscript = odt->file.manuscript;
    if (run->vanish == 1) {
        TextCount count = {0};
        text_count_add(&count, text, length_bytes);
        odt->file.hidden_words += count.words;
        return;
    }
    g_autofree char *signs = office_symbols_replace(run->font, text, length_bytes);
    RunFormat format = {
        .marks = marks_of(odt, run, is_code),
        .lang = run_setting_foreign_lang(manuscript, run, odt->main_lang, text, length_bytes),
        .href = odt->href};
    manuscript_text(manuscript, format, signs != NULL ? signs : text,
                    signs != NULL ? strlen(signs) : length_bytes);
}

/* White space of the file is one space (6.1.2). */
static void put_characters(OdtDocument *odt, const XmlItem *item, const RunSetting *run,
                           bool is_code) {
    size_t length = 0;
    const char *text = xml_characters(odt->xml, item, &length);
    g_autofree char *copy = NULL;
    bool has_breaks = memchr(text, '\n', length) != NULL || memchr(text, '\t', length) != NULL;
    if (has_breaks || memmem(text, length, "  ", 2) != NULL) {
        copy = g_malloc(length + 1);
        size_t kept = 0;
        for (size_t i = 0; i < length; i++) {
            bool is_space = strchr(" \t\r\n", text[i]) != NULL && text[i] != '\0';
            if (!is_space) {
                copy[kept++] = text[i];
            } else if (kept == 0 || copy[kept - 1] != ' ') {
                copy[kept++] = ' ';
            }
        }
        text = copy;
        length = kept;
    }
    put_text(odt, run, is_code, text, length);
}

static void put_spaces(OdtDocument *odt, const XmlItem *item, const RunSetting *run, bool is_code) {
    const char *said = xml_get(odt->xml, item, NAME_TEXT_C);
    long count = said != NULL ? CLAMP(strtol(said, NULL, 10), 1, MOST_SPACES) : 1;
    g_autofree char *spaces = g_strnfill((gsize)count, ' ');
    put_text(odt, run, is_code, spaces, (size_t)count);
}

static void put_note(OdtDocument *odt, const XmlItem *item) {
    const XmlItem *body = xml_child(odt->xml, item, NAME_TEXT_NOTE_BODY);
    if (body == NULL) {
        return;
    }
    g_autofree char *label = g_strdup_printf("n%u", odt->notes->len + 1);
    OdtNote note = {.body = body, .label = manuscript_keep(odt->file.manuscript, label)};
    g_array_append_val(odt->notes, note);
    manuscript_note_call(odt->file.manuscript, (RunFormat){0}, note.label);
}

static void put_ruby(OdtDocument *odt, const XmlItem *item, const RunSetting *run, bool is_code) {
    g_autofree char *base = xml_text_of(odt->xml, xml_child(odt->xml, item, NAME_TEXT_RUBY_BASE));
    g_autofree char *over = xml_text_of(odt->xml, xml_child(odt->xml, item, NAME_TEXT_RUBY_TEXT));
    if (*over == '\0') {
        put_text(odt, run, is_code, base, strlen(base));
    } else if (*base != '\0') {
        RunFormat format = {.marks = marks_of(odt, run, is_code), .href = odt->href};
        manuscript_ruby(odt->file.manuscript, format, base, over);
    }
}

/* Links and places */

/* "#Name" of a place in this text, "#Name|outline" of a heading, else an address. */
static const char *link_of(OdtDocument *odt, const char *address) {
    if (address == NULL || address[0] != '#') {
        return address != NULL ? office_link(&odt->file, address) : NULL;
    }
    g_autofree char *name = g_uri_unescape_string(address + 1, NULL);
    if (name == NULL || !g_hash_table_contains(odt->places, name)) {
        return NULL;
    }
    g_autofree char *href = g_strconcat("#", office_place_id(&odt->file, name), NULL);
    return manuscript_keep(odt->file.manuscript, href);
}

void odt_put_place(OdtDocument *odt, const char *name) {
    if (name != NULL && g_hash_table_remove(odt->wanted_places, name)) {
        manuscript_id(odt->file.manuscript, office_place_id(&odt->file, name));
    }
}

static void walk_link(OdtDocument *odt, const XmlItem *item, const RunSetting *run, bool is_code,
                      const char *address) {
    const char *before = odt->href;
    const char *href = link_of(odt, address);
    odt->href = href != NULL ? href : before;
    walk(odt, item, run, is_code);
    odt->href = before;
}

static void walk_reference(OdtDocument *odt, const XmlItem *item, const RunSetting *run,
                           bool is_code) {
    const char *name = xml_get(odt->xml, item, NAME_TEXT_REF_NAME);
    g_autofree char *address = name != NULL ? g_strconcat("#", name, NULL) : NULL;
    bool is_known = name != NULL && g_hash_table_contains(odt->places, name);
    walk_link(odt, item, run, is_code, is_known ? address : NULL);
}

/* Elements */

static void walk_span(OdtDocument *odt, const XmlItem *item, const RunSetting *around,
                      bool is_code) {
    const OdtStyle *style =
        odt_text_style(odt->styles, xml_get(odt->xml, item, NAME_TEXT_STYLE_NAME));
    if (style == NULL) {
        walk(odt, item, around, is_code);
        return;
    }
    RunSetting run = style->run;
    bool is_code_here = is_code || run.is_code == 1;
    run_setting_inherit(&run, around);
    walk(odt, item, &run, is_code_here);
}

/* What stands for text, or says where it is. True: it was one of those. */
static bool put_sign(OdtDocument *odt, const XmlItem *item, const RunSetting *run, bool is_code) {
    switch (item->name) {
    case NAME_CHARACTERS:
        put_characters(odt, item, run, is_code);
        return true;
    case NAME_TEXT_S:
        put_spaces(odt, item, run, is_code);
        return true;
    case NAME_TEXT_TAB:
        put_text(odt, run, is_code, "\t", 1);
        return true;
    case NAME_TEXT_LINE_BREAK:
        manuscript_line_break(odt->file.manuscript);
        return true;
    case NAME_TEXT_NOTE:
        put_note(odt, item);
        return true;
    case NAME_TEXT_RUBY:
        put_ruby(odt, item, run, is_code);
        return true;
    case NAME_TEXT_BOOKMARK:
    case NAME_TEXT_BOOKMARK_START:
    case NAME_TEXT_REFERENCE_MARK:
    case NAME_TEXT_REFERENCE_MARK_START:
        odt_put_place(odt, xml_get(odt->xml, item, NAME_TEXT_NAME));
        return true;
    default:
        return false;
    }
}

static void walk_child(OdtDocument *odt, const XmlItem *item, const RunSetting *run, bool is_code) {
    switch (item->name) {
    case NAME_TEXT_SPAN:
        walk_span(odt, item, run, is_code);
        break;
    case NAME_TEXT_A:
        walk_link(odt, item, run, is_code, xml_get(odt->xml, item, NAME_XLINK_HREF));
        break;
    case NAME_TEXT_BOOKMARK_REF:
    case NAME_TEXT_REFERENCE_REF:
        walk_reference(odt, item, run, is_code);
        break;
    case NAME_TEXT_SEQUENCE:
        odt->has_sequence = true;
        walk(odt, item, run, is_code);
        break;
    case NAME_OFFICE_ANNOTATION:
        odt->file.comments++;
        break;
    case NAME_TEXT_HIDDEN_TEXT:
    case NAME_TEXT_SCRIPT:
    case NAME_TEXT_NUMBER: /* made anew */
    case NAME_OFFICE_EVENT_LISTENERS:
        break;
    default:
        if (!put_sign(odt, item, run, is_code) && !odt_walk_frame(odt, item)) {
            walk(odt, item, run, is_code);
        }
        break;
    }
}

static void walk(OdtDocument *odt, const XmlItem *parent, const RunSetting *run, bool is_code) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        walk_child(odt, at, run, is_code);
    }
}

/* Paragraphs */

static const char *align_of(const char *said) {
    return g_strcmp0(said, "center") == 0                                 ? "center"
           : g_strcmp0(said, "end") == 0 || g_strcmp0(said, "right") == 0 ? "right"
                                                                          : NULL;
}

/* The number of a heading, as the outline's style has it. */
static void number_heading(OdtDocument *odt, const XmlItem *item, ParagraphSetting *setting) {
    const OdtListStyle *outline = odt_outline_style(odt->styles);
    unsigned level = setting->level - 1;
    if (outline == NULL || level >= ODT_LEVELS || outline->levels[level].kind != LIST_NUMBERS ||
        g_strcmp0(xml_get(odt->xml, item, NAME_TEXT_IS_LIST_HEADER), "true") == 0) {
        return;
    }
    long *counts = odt->outline;
    counts[level] = counts[level] == 0 ? outline->levels[level].start : counts[level] + 1;
    for (unsigned i = level + 1; i < ODT_LEVELS; i++) {
        counts[i] = 0;
    }
    g_autofree char *label = odt_label(outline, counts, level);
    setting->label = *label != '\0' ? manuscript_keep(odt->file.manuscript, label) : NULL;
}

/* The paragraph's place in the open list. */
static void set_item(OdtDocument *odt, ParagraphSetting *setting) {
    OdtItem *item = &odt->item;
    const OdtListStyle *style = odt_list_style(odt->styles, item->list->style);
    unsigned level = MIN(item->depth, ODT_LEVELS) - 1;
    static const OdtLevel bullet = {.kind = LIST_BULLETS, .start = 1, .shown = 1};
    const OdtLevel *of = style != NULL && style->levels[level].kind != LIST_NONE
                             ? &style->levels[level]
                         : style != NULL ? NULL
                                         : &bullet;
    bool is_first = !item->is_counted && !item->is_header;
    if (of == NULL) {
        return; /* a list without marks is text that is set in */
    }
    if (is_first) {
        item->list->counts[level]++;
        item->is_counted = true;
    }
    setting->item = (ListItem){.kind = of->kind,
                               .depth = level,
                               .list = item->list->list,
                               .number = item->list->counts[level],
                               .type = of->format != NULL && *of->format != '\0' ? of->format : "1",
                               .is_continuation = !is_first};
    setting->text_indent_twips = of->text_indent_twips;
    if (setting->role == ROLE_HEADING && is_first && of->kind == LIST_NUMBERS && style != NULL) {
        g_autofree char *label = odt_label(style, item->list->counts, level);
        setting->label = manuscript_keep(odt->file.manuscript, label);
    }
}

static ParagraphSetting read_setting(OdtDocument *odt, const XmlItem *item) {
    const char *name = xml_get(odt->xml, item, NAME_TEXT_STYLE_NAME);
    odt->style = odt_paragraph_style(odt->styles, name);
    const OdtStyle *style = odt->style;
    ParagraphSetting setting = {.role = style->role, .level = style->level};
    const char *outline = xml_get(odt->xml, item, NAME_TEXT_OUTLINE_LEVEL);
    if (item->name == NAME_TEXT_H && style->role != ROLE_TITLE) {
        setting.role = ROLE_HEADING;
        long level = outline != NULL ? strtol(outline, NULL, 10) : 1;
        setting.level = (unsigned)CLAMP(level, 1, MOST_LEVEL);
    } else if (style->role == ROLE_HEADING || (style->role == ROLE_TEXT && style->outline > 0)) {
        setting.role = ROLE_HEADING;
        setting.level = style->outline > 0 ? (unsigned)style->outline : setting.level;
    }
    if (odt->item.list != NULL) {
        set_item(odt, &setting);
    } else if (item->name == NAME_TEXT_H && setting.role == ROLE_HEADING) {
        number_heading(odt, item, &setting);
    }
    setting.dir = style->is_rtl == UNSAID || (style->is_rtl == 1) == odt->is_rtl ? NULL
                  : style->is_rtl == 1                                           ? "rtl"
                                                                                 : "ltr";
    setting.align = align_of(style->align);
    setting.has_rule = style->has_rule == 1;
    return setting;
}

void odt_walk_paragraph(OdtDocument *odt, const XmlItem *item) {
    ParagraphSetting setting = read_setting(odt, item);
    const OdtStyle *style = odt->style;
    GPtrArray *outer = odt->boxes;
    g_autoptr(GPtrArray) boxes = g_ptr_array_new();
    odt->boxes = boxes;
    odt->has_sequence = false;
    manuscript_begin_paragraph(odt->file.manuscript, &setting);
    RunSetting run = style->run;
    run.is_code = UNSAID;
    run_setting_inherit(&run, odt_default_run(odt->styles));
    walk(odt, item, &run, false);
    if (odt->has_sequence) {
        manuscript_set_caption(odt->file.manuscript);
    }
    manuscript_end_paragraph(odt->file.manuscript);
    odt->boxes = outer;
    odt_walk_boxes(odt, boxes);
}

/* Looking over */

typedef struct {
    GHashTable *letters;
    const char *paragraph_lang, *lang;
    size_t paragraphs, rtl;
} Look;

static void want(OdtDocument *odt, const char *address) {
    g_autofree char *name =
        address != NULL ? g_uri_unescape_string(address + (address[0] == '#'), NULL) : NULL;
    if (name != NULL && *name != '\0') {
        g_hash_table_add(odt->wanted_places, g_steal_pointer(&name));
    }
}

static void look_at(OdtDocument *odt, Look *look, const XmlItem *item) {
    const XmlPart *xml = odt->xml;
    switch (item->name) {
    case NAME_TEXT_P:
    case NAME_TEXT_H: {
        const OdtStyle *style =
            odt_paragraph_style(odt->styles, xml_get(xml, item, NAME_TEXT_STYLE_NAME));
        look->paragraph_lang =
            style->run.lang ? style->run.lang : odt_default_run(odt->styles)->lang;
        look->lang = look->paragraph_lang;
        look->paragraphs++;
        look->rtl += style->is_rtl == 1;
        break;
    }
    case NAME_TEXT_SPAN: {
        const OdtStyle *style =
            odt_text_style(odt->styles, xml_get(xml, item, NAME_TEXT_STYLE_NAME));
        look->lang = style != NULL && style->run.lang ? style->run.lang : look->paragraph_lang;
        break;
    }
    case NAME_CHARACTERS: {
        const char *lang = look->lang != NULL ? look->lang : ""; /* not said */
        size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(look->letters, lang));
        g_hash_table_insert(look->letters, (gpointer)lang, GSIZE_TO_POINTER(before + item->extra));
        break;
    }
    case NAME_TEXT_A: {
        const char *address = xml_get(xml, item, NAME_XLINK_HREF);
        want(odt, address != NULL && address[0] == '#' ? address : NULL);
        break;
    }
    case NAME_TEXT_BOOKMARK_REF:
    case NAME_TEXT_REFERENCE_REF:
        want(odt, xml_get(xml, item, NAME_TEXT_REF_NAME));
        break;
    case NAME_TEXT_BOOKMARK:
    case NAME_TEXT_BOOKMARK_START:
    case NAME_TEXT_REFERENCE_MARK:
    case NAME_TEXT_REFERENCE_MARK_START: {
        const char *name = xml_get(xml, item, NAME_TEXT_NAME);
        if (name != NULL) {
            g_hash_table_add(odt->places, (gpointer)name);
        }
        break;
    }
    default:
        break;
    }
}

void odt_look_over(OdtDocument *odt) {
    Look look = {.letters = g_hash_table_new(g_str_hash, g_str_equal)};
    size_t count = 0;
    const XmlItem *items = xml_items(odt->xml, &count);
    for (size_t i = 1; i < count; i++) {
        look_at(odt, &look, &items[i]);
    }
    odt->main_lang = run_setting_main_lang(look.letters);
    odt->is_rtl = look.rtl * 2 > look.paragraphs;
    g_hash_table_unref(look.letters);
}
