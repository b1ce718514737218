/* Equations (Office Math, ECMA-376 part 1, 22.1) as a line of text: what stands above and below is
 * raised and lowered, fractions and roots have their signs. */
#include "read/word.h"

#include <string.h>

static void walk(WordDocument *word, const XmlItem *parent, RunSetting run);

static void put(WordDocument *word, const RunSetting *run, const char *text) {
    word_put_text(word, run, text, strlen(text));
}

/* Is it more than one sign, so that it needs brackets? */
static bool is_compound(const WordDocument *word, const XmlItem *item) {
    g_autofree char *text = xml_text_of(word->part->xml, item);
    return g_utf8_strlen(text, -1) > 1;
}

static void put_group(WordDocument *word, const XmlItem *item, RunSetting run) {
    bool is_bracketed = item != NULL && is_compound(word, item);
    put(word, &run, is_bracketed ? "(" : "");
    walk(word, item, run);
    put(word, &run, is_bracketed ? ")" : "");
}

static void put_fraction(WordDocument *word, const XmlItem *item, RunSetting run) {
    const XmlPart *xml = word->part->xml;
    put_group(word, xml_child(xml, item, NAME_M_NUM), run);
    put(word, &run, "/");
    put_group(word, xml_child(xml, item, NAME_M_DEN), run);
}

static void put_root(WordDocument *word, const XmlItem *item, RunSetting run) {
    const XmlPart *xml = word->part->xml;
    RunSetting raised = run;
    raised.position = 1;
    walk(word, xml_child(xml, item, NAME_M_DEG), raised);
    put(word, &run, "√");
    put_group(word, xml_child(xml, item, NAME_M_E), run);
}

static const char *sign_of(const WordDocument *word, const XmlItem *properties, XmlName name,
                           const char *otherwise) {
    const XmlItem *sign = xml_child(word->part->xml, properties, name);
    const char *value = xml_get(word->part->xml, sign, NAME_M_VAL);
    return value != NULL ? value : sign != NULL ? "" : otherwise;
}

static void put_brackets(WordDocument *word, const XmlItem *item, RunSetting run) {
    const XmlPart *xml = word->part->xml;
    const XmlItem *properties = xml_child(xml, item, NAME_M_D_PR);
    const char *between = NULL;
    put(word, &run, sign_of(word, properties, NAME_M_BEG_CHR, "("));
    for (const XmlItem *at = xml_first(xml, item); at != NULL; at = xml_next(xml, at)) {
        if (at->name == NAME_M_E) {
            put(word, &run, between != NULL ? between : "");
            walk(word, at, run);
            between = sign_of(word, properties, NAME_M_SEP_CHR, "|");
        }
    }
    put(word, &run, sign_of(word, properties, NAME_M_END_CHR, ")"));
}

static void put_sum(WordDocument *word, const XmlItem *item, RunSetting run) {
    const XmlItem *properties = xml_child(word->part->xml, item, NAME_M_NARY_PR);
    put(word, &run, sign_of(word, properties, NAME_M_CHR, "∫"));
    walk(word, item, run);
}

/* A row of a matrix. */
static void put_row(WordDocument *word, const XmlItem *item, RunSetting run) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, item); at != NULL; at = xml_next(xml, at)) {
        walk(word, at, run);
        put(word, &run, at->next != 0 ? " " : item->next != 0 ? "; " : "");
    }
}

static void walk_child(WordDocument *word, const XmlItem *item, RunSetting run) {
    const XmlPart *xml = word->part->xml;
    RunSetting moved = run;
    switch (item->name) {
    case NAME_M_T: {
        g_autofree char *text = xml_text_of(xml, item);
        put(word, &run, text);
        break;
    }
    case NAME_M_F:
        put_fraction(word, item, run);
        break;
    case NAME_M_RAD:
        put_root(word, item, run);
        break;
    case NAME_M_D:
        put_brackets(word, item, run);
        break;
    case NAME_M_NARY:
        put_sum(word, item, run);
        break;
    case NAME_M_SUP:
        moved.position = 1;
        walk(word, item, moved);
        break;
    case NAME_M_SUB:
    case NAME_M_LIM:
        moved.position = 2;
        walk(word, item, moved);
        break;
    case NAME_M_MR:
        put_row(word, item, run);
        break;
    case NAME_W_INS:
        walk(word, item, run);
        break;
    case NAME_W_R_PR:
    case NAME_W_DEL:
    case NAME_CHARACTERS:
        break;
    default:
        walk(word, item, run);
        break;
    }
}

static void walk(WordDocument *word, const XmlItem *parent, RunSetting run) {
    const XmlPart *xml = word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        walk_child(word, at, run);
    }
}

void word_walk_equation(WordDocument *word, const XmlItem *equation) {
    word->file.equations++;
    walk(word, equation, run_setting_unsaid);
}
