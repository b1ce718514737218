/* The runs of a Word document's paragraphs (ECMA-376 part 1, 17.3.2 … 17.3.3): how each is set, and
 * what stands in it. */
#include "read/word.h"

#include "read/office_symbols.h"

#include <stdlib.h>
#include <string.h>

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

void word_walk_run(WordDocument *word, const XmlItem *item, const RunSetting *around) {
    Run run = read_run(word, xml_child(word->part->xml, item, NAME_W_R_PR), around);
    walk_run_children(word, item, &run);
}
