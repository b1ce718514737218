/* One look over the whole of a Word document before it is read: what language and direction most of
 * it has, which places are led to, and whether its fields are whole. */
#include "read/word.h"

#include "model/language.h"

#include <string.h>

typedef struct {
    WordDocument *word;
    GHashTable *letters; /* language tag -> GSIZE: bytes of text */
    const char *default_lang, *lang;
    size_t paragraphs, rtl_paragraphs;
    size_t begun, ended; /* fields */
} Look;

static void count_text(Look *look, size_t length_bytes) {
    const char *lang = look->lang != NULL ? look->lang : ""; /* not said: a language of its own */
    size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(look->letters, lang));
    g_hash_table_insert(look->letters, (gpointer)lang, GSIZE_TO_POINTER(before + length_bytes));
}

static void want(Look *look, const char *place) {
    if (place != NULL && *place != '\0') {
        g_hash_table_add(look->word->wanted_places, g_strdup(place));
    }
}

static void want_of_instruction(Look *look, const char *instruction) {
    g_autofree char *place = instruction != NULL ? word_field_place(instruction) : NULL;
    want(look, place);
}

/* A run's language for its text: of the script that it is in, where that is known without looking
 * at it: East Asian text is told by its first byte. */
static bool is_cjk_text(const char *text, size_t length_bytes) {
    return length_bytes > 0 && (unsigned char)text[0] >= 0xE3 && (unsigned char)text[0] <= 0xED;
}

static void look_at_characters(Look *look, const XmlPart *xml, const XmlItem *item, XmlName of) {
    enum { MOST_INSTRUCTION_BYTES = 4096 };
    size_t length = 0;
    const char *text = xml_characters(xml, item, &length);
    if (of == NAME_W_T && !is_cjk_text(text, length)) {
        count_text(look, length);
    } else if (of == NAME_W_INSTR_TEXT) {
        g_autofree char *instruction = g_strndup(text, MIN(length, MOST_INSTRUCTION_BYTES));
        want_of_instruction(look, instruction);
    }
}

static void look_at_lang(Look *look, const XmlPart *xml, const XmlItem *item) {
    const char *lang = xml_get(xml, item, NAME_W_VAL);
    const char *bidi = xml_get(xml, item, NAME_W_BIDI);
    look->lang = lang ? lang : bidi ? bidi : look->lang;
}

static void look_at_field(Look *look, const XmlPart *xml, const XmlItem *item) {
    const char *type = xml_get(xml, item, NAME_W_FLD_CHAR_TYPE);
    look->begun += g_strcmp0(type, "begin") == 0;
    look->ended += g_strcmp0(type, "end") == 0;
}

static void look_at_place(Look *look, const XmlPart *xml, const XmlItem *item) {
    const char *name = xml_get(xml, item, NAME_W_NAME);
    if (name != NULL) {
        g_hash_table_add(look->word->places, (gpointer)name);
    }
}

static void look_at(Look *look, const XmlPart *xml, const XmlItem *item, const XmlItem *before) {
    switch (item->name) {
    case NAME_W_P:
        look->paragraphs++;
        break;
    case NAME_W_BIDI:
        look->rtl_paragraphs += word_is_on(xml, item);
        break;
    case NAME_W_R:
        look->lang = look->default_lang;
        break;
    case NAME_W_LANG:
        look_at_lang(look, xml, item);
        break;
    case NAME_CHARACTERS:
        look_at_characters(look, xml, item, before->name);
        break;
    case NAME_W_FLD_SIMPLE:
        want_of_instruction(look, xml_get(xml, item, NAME_W_INSTR));
        break;
    case NAME_W_HYPERLINK:
        if (xml_get(xml, item, NAME_R_ID) == NULL) {
            want(look, xml_get(xml, item, NAME_W_ANCHOR));
        }
        break;
    case NAME_W_BOOKMARK_START:
        look_at_place(look, xml, item);
        break;
    case NAME_W_FLD_CHAR:
        look_at_field(look, xml, item);
        break;
    default:
        break;
    }
}

static void look_over_part(Look *look, const XmlPart *xml) {
    size_t count = 0;
    const XmlItem *items = xml != NULL ? xml_items(xml, &count) : NULL;
    for (size_t i = 1; i < count; i++) {
        look_at(look, xml, &items[i], &items[i - 1]);
    }
}

void word_look_over(WordDocument *word) {
    const WordStyle *common = word_paragraph_style(word->styles, NULL);
    const RunSetting *defaults = word_default_run(word->styles);
    Look look = {.word = word, .letters = g_hash_table_new(g_str_hash, g_str_equal)};
    look.default_lang = common->run.lang ? common->run.lang : defaults->lang;
    look_over_part(&look, word->document.xml);
    look_over_part(&look, word->footnotes.xml);
    look_over_part(&look, word->endnotes.xml);
    word->main_lang = run_setting_main_lang(look.letters);
    word->is_rtl = common->is_rtl == 1 || look.rtl_paragraphs * 2 > look.paragraphs;
    word->has_paired_fields = look.begun == look.ended;
    g_hash_table_unref(look.letters);
}
