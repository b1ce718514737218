/* The text of a Word document: blocks, paragraphs, runs (ECMA-376 part 1, 17.2 … 17.3). Tracked
 * changes (17.13.5) are taken as accepted. */
#include "read/word.h"

#include "html/html.h"
#include "model/language.h"
#include "read/office_symbols.h"

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

/* Runs */

/* A toggle (17.7.3): what the run says itself holds; else the styles of paragraph and run are taken
 * one against the other. `beside`: what the paragraph is anyway, which marks nothing. */
static bool is_toggled(signed char direct, signed char by_paragraph, signed char by_run,
                       bool beside) {
    bool is_on = direct != UNSAID ? direct == 1 : (by_paragraph == 1) != (by_run == 1);
    return is_on && !beside;
}

static unsigned marks_of(const WordDocument *word, const RunSetting *direct,
                         const RunSetting *by_run) {
    const WordStyle *style = word->style;
    const RunSetting *paragraph = &style->run;
    bool is_plain = style->role != ROLE_TEXT || style->outline < 9;
    is_plain = is_plain && (style->role != ROLE_TEXT || style->outline >= 0);
    const RunSetting *beside =
        is_plain ? paragraph
                 : &word_paragraph_style(word->styles, NULL)->run; /* what all the text is */
    bool is_heading = style->role == ROLE_HEADING || style->role == ROLE_TITLE;
    unsigned marks = 0;
    bool is_bold = is_toggled(direct->bold, paragraph->bold, by_run->bold, beside->bold == 1);
    marks |= is_bold && !is_heading ? MARK_STRONG : 0;
    marks |= is_toggled(direct->italic, paragraph->italic, by_run->italic, beside->italic == 1)
                 ? MARK_EMPHASIS
                 : 0;
    bool is_small = is_toggled(direct->small_caps, paragraph->small_caps, by_run->small_caps,
                               beside->small_caps == 1) ||
                    is_toggled(direct->caps, paragraph->caps, by_run->caps, beside->caps == 1);
    marks |= is_small && !is_heading ? MARK_SMALL_CAPITALS : 0;
    bool is_struck =
        is_toggled(direct->strike, paragraph->strike, by_run->strike, beside->strike == 1) ||
        is_toggled(direct->double_strike, paragraph->double_strike, by_run->double_strike,
                   beside->double_strike == 1);
    marks |= is_struck ? MARK_STRIKE : 0;
    signed char underline = direct->underline != UNSAID ? direct->underline : by_run->underline;
    marks |= underline == 1 && word->href == NULL && !is_heading ? MARK_UNDERLINE : 0;
    signed char position = direct->position != UNSAID ? direct->position : by_run->position;
    marks |= position == 1 ? MARK_SUPERSCRIPT : position == 2 ? MARK_SUBSCRIPT : 0;
    marks |= by_run->is_code == 1 ? MARK_CODE : 0;
    return marks;
}

/* What a run is set as: its own, then that of its style. */
typedef struct {
    RunSetting direct, all;
    unsigned marks;
    bool is_hidden;
} Run;

static Run read_run(WordDocument *word, const XmlItem *properties, const RunSetting *around) {
    const XmlPart *xml = word->part->xml;
    Run run = {.direct = run_setting_read(xml, properties)};
    if (around != NULL) {
        run_setting_inherit(&run.direct, around);
    }
    const XmlItem *named = xml_child(xml, properties, NAME_W_R_STYLE);
    const WordStyle *style = word_run_style(word->styles, xml_get(xml, named, NAME_W_VAL));
    const RunSetting *by_run = style != NULL ? &style->run : &run_setting_unsaid;
    run.marks = marks_of(word, &run.direct, by_run);
    run.all = run.direct;
    run_setting_inherit(&run.all, by_run);
    run_setting_inherit(&run.all, &word->style->run);
    run_setting_inherit(&run.all, word_default_run(word->styles));
    run.is_hidden = run.all.vanish == 1 && run.all.is_special_vanish != 1;
    return run;
}

static bool is_suppressed(const WordDocument *word) {
    return word->has_paired_fields && (word->instructions > 0 || word->contents > 0);
}

static void put_marked(WordDocument *word, const Run *run, const char *text, size_t length_bytes) {
    if (is_suppressed(word)) {
        return;
    }
    if (run->is_hidden) {
        TextCount count = {0};
        text_count_add(&count, text, length_bytes);
        word->file.hidden_words += count.words;
        return;
    }
    RunFormat format = {.marks = run->marks,
                        .lang = run_setting_foreign_lang(word->file.manuscript, &run->all,
                                                         word->main_lang, text, length_bytes),
                        .href = word->href};
    g_autofree char *signs = office_symbols_replace(run->all.font, text, length_bytes);
    const char *shown = signs != NULL ? signs : text;
    manuscript_text(word->file.manuscript, format, shown,
                    signs != NULL ? strlen(signs) : length_bytes);
}

void word_put_text(WordDocument *word, const RunSetting *setting, const char *text,
                   size_t length_bytes) {
    Run run = {.direct = *setting, .all = *setting};
    run.marks = marks_of(word, setting, &run_setting_unsaid);
    put_marked(word, &run, text, length_bytes);
}

static void put_characters(WordDocument *word, const Run *run, const XmlItem *item) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, item); at != NULL; at = xml_next(xml, at)) {
        if (at->name == NAME_CHARACTERS) {
            size_t length = 0;
            const char *text = xml_characters(xml, at, &length);
            put_marked(word, run, text, length);
        }
    }
}

static void put_symbol(WordDocument *word, const Run *run, const XmlItem *item) {
    const XmlPart *xml = word->part->xml;
    const char *code = xml_get(xml, item, NAME_W_CHAR);
    char text[8] = "";
    gunichar c = code != NULL ? (gunichar)strtoul(code, NULL, 16) : 0;
    if (c == 0 || !g_unichar_validate(c)) {
        return;
    }
    text[g_unichar_to_utf8(c, text)] = '\0';
    Run with_font = *run;
    with_font.all.font = xml_get(xml, item, NAME_W_FONT);
    put_marked(word, &with_font, text, strlen(text));
}

static void put_break(WordDocument *word, const Run *run, const XmlItem *item) {
    const char *type = xml_get(word->part->xml, item, NAME_W_TYPE);
    bool is_page = type != NULL && strcmp(type, "textWrapping") != 0;
    if (is_suppressed(word)) {
        return;
    }
    if (is_page) { /* the words on both sides stay apart */
        put_marked(word, run, " ", 1);
    } else {
        manuscript_line_break(word->file.manuscript);
    }
}

/* The label of a note that is there, which is to be read after the text; NULL: there is none. */
static const char *call_note(WordDocument *word, const WordPart *part, const char *id, char kind) {
    const XmlItem *item =
        part->notes != NULL && id != NULL ? g_hash_table_lookup(part->notes, id) : NULL;
    if (item == NULL) {
        return NULL;
    }
    g_autofree char *label = g_strdup_printf("%c%s", kind, id);
    const char *kept = manuscript_keep(word->file.manuscript, label);
    if (g_hash_table_add(word->called, (gpointer)kept)) {
        WordNote note = {.part = part, .item = item, .label = kept};
        g_array_append_val(word->notes, note);
    }
    return kept;
}

static void put_note_call(WordDocument *word, const Run *run, const XmlItem *item) {
    bool is_footnote = item->name == NAME_W_FOOTNOTE_REFERENCE;
    const WordPart *part = is_footnote ? &word->footnotes : &word->endnotes;
    const char *id = xml_get(word->part->xml, item, NAME_W_ID);
    const char *label =
        is_suppressed(word) ? NULL : call_note(word, part, id, is_footnote ? 'f' : 'e');
    if (label != NULL) {
        manuscript_note_call(word->file.manuscript, (RunFormat){.marks = run->marks}, label);
    }
}

static void put_ruby(WordDocument *word, const Run *run, const XmlItem *item) {
    const XmlPart *xml = word->part->xml;
    g_autofree char *base = xml_text_of(xml, xml_child(xml, item, NAME_W_RUBY_BASE));
    g_autofree char *over = xml_text_of(xml, xml_child(xml, item, NAME_W_RT));
    if (is_suppressed(word) || *base == '\0') {
        return;
    }
    RunFormat format = {.marks = run->marks, .href = word->href};
    if (*over == '\0') {
        manuscript_text(word->file.manuscript, format, base, strlen(base));
    } else {
        manuscript_ruby(word->file.manuscript, format, base, over);
    }
}

static void walk_run_children(WordDocument *word, const XmlItem *parent, const Run *run);

static void walk_run_child(WordDocument *word, const XmlItem *item, const Run *run) {
    switch (item->name) {
    case NAME_W_T:
        put_characters(word, run, item);
        break;
    case NAME_W_TAB:
    case NAME_W_PTAB:
        put_marked(word, run, "\t", 1);
        break;
    case NAME_W_BR:
    case NAME_W_CR:
        put_break(word, run, item);
        break;
    case NAME_W_SYM:
        put_symbol(word, run, item);
        break;
    case NAME_W_NO_BREAK_HYPHEN:
        put_marked(word, run, "\xE2\x80\x91", 3);
        break;
    case NAME_W_SOFT_HYPHEN:
        put_marked(word, run, "\xC2\xAD", 2);
        break;
    case NAME_W_FLD_CHAR:
        word_field_mark(word, item);
        break;
    case NAME_W_INSTR_TEXT:
        word_field_instruction(word, item);
        break;
    case NAME_W_FOOTNOTE_REFERENCE:
    case NAME_W_ENDNOTE_REFERENCE:
        put_note_call(word, run, item);
        break;
    case NAME_W_COMMENT_REFERENCE:
        word->file.comments++;
        break;
    case NAME_W_RUBY:
        put_ruby(word, run, item);
        break;
    case NAME_W_DRAWING:
    case NAME_W_PICT:
    case NAME_W_OBJECT:
        if (!is_suppressed(word) && !run->is_hidden) {
            word_walk_drawing(word, item, (RunFormat){.href = word->href});
        }
        break;
    case NAME_MC_ALTERNATE_CONTENT:
        walk_run_children(word, word_choose(word, item), run);
        break;
    default:
        break; /* properties, marks of pages, and what was deleted */
    }
}

static void walk_run_children(WordDocument *word, const XmlItem *parent, const Run *run) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        walk_run_child(word, at, run);
        bool has_own_mark =
            at->name == NAME_W_FOOTNOTE_REFERENCE || at->name == NAME_W_ENDNOTE_REFERENCE;
        const char *follows = has_own_mark ? xml_get(xml, at, NAME_W_CUSTOM_MARK_FOLLOWS) : NULL;
        if (follows != NULL && strcmp(follows, "0") != 0) {
            break; /* the mark that stands in the number's stead */
        }
    }
}

static void walk_run(WordDocument *word, const XmlItem *item, const RunSetting *around) {
    Run run = read_run(word, xml_child(word->part->xml, item, NAME_W_R_PR), around);
    walk_run_children(word, item, &run);
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
        walk_run(word, item, around);
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

/* A file within the file; web pages can be read. */
static void walk_insert(WordDocument *word, const XmlItem *item) {
    enum { MOST_INSERT_BYTES = 4 * 1024 * 1024 };
    OfficeFile *file = &word->file;
    const WordTarget *target = word_target(word, xml_get(word->part->xml, item, NAME_R_ID));
    g_autoptr(GBytes) bytes = target != NULL && !target->is_external
                                  ? office_read(file, target->target, MOST_INSERT_BYTES, NULL)
                                  : NULL;
    gsize length = 0;
    const char *text = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
    bool is_page = text != NULL && g_utf8_validate_len(text, length, NULL) && length > 0 &&
                   memchr(text, '<', length) != NULL && !g_str_has_suffix(target->target, ".mht") &&
                   !g_str_has_suffix(target->target, ".xml");
    if (!is_page) {
        file->inserts++;
        return;
    }
    Place place = manuscript_place(file->manuscript);
    xmlNode *parent = manuscript_block_parent(file->manuscript);
    html_append_fragment(file->article->tree, parent, text, length, place.file, place.line, 0,
                         file->report);
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
        walk_insert(word, item);
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
