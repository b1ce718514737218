/* Styles and numbering of Word documents. */
#include "read/word_styles.h"

#include "read/style_names.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BASES = 64, MOST_NUMBER = 100000, MOST_LINKS = 8 };

typedef struct {
    long start;
    const char *format; /* ST_NumberFormat: "decimal", "bullet" … */
    const char *text;   /* "%1.%2" */
    const char *style;  /* the paragraph style that this level belongs to */
    int left_twips;
    bool never_restarts;
} NumberLevel;

typedef struct {
    NumberLevel levels[WORD_LEVELS];
    long counts[WORD_LEVELS];
    bool is_started[WORD_LEVELS];
    unsigned long list; /* changes when the list begins anew */
    const char *style_link, *numbering_style;
} AbstractNumber;

typedef struct {
    AbstractNumber *abstract;
    long overrides[WORD_LEVELS]; /* UNSAID: none */
    bool is_overridden[WORD_LEVELS];
    bool is_followed; /* the abstract list is the one that a style of lists names */
} Number;

struct WordStyles {
    const XmlPart *part, *numbering;
    GHashTable *styles;       /* id -> WordStyle */
    GHashTable *abstracts;    /* id -> AbstractNumber */
    GPtrArray *own_abstracts; /* of numbers that change a level */
    GHashTable *numbers;      /* GINT -> Number */
    WordStyle *paragraph_default;
    WordStyle none;
    RunSetting defaults;
    unsigned long lists;
};

/* ST_OnOff: absent is on. */
static signed char is_on(const char *value) {
    return value == NULL || !(strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
                              strcmp(value, "off") == 0 || strcmp(value, "none") == 0);
}

static void read_lang(RunSetting *setting, const XmlPart *part, const XmlItem *item) {
    setting->lang = xml_get(part, item, NAME_W_VAL);
    setting->lang_east_asian = xml_get(part, item, NAME_W_EAST_ASIA);
    setting->lang_bidi = xml_get(part, item, NAME_W_BIDI);
}

static signed char read_position(const char *value) {
    return g_strcmp0(value, "superscript") == 0 ? 1 : g_strcmp0(value, "subscript") == 0 ? 2 : 0;
}

/* Properties that are on or off, and where they stand in a setting. */
static const struct {
    XmlName name;
    size_t offset;
} toggles[] = {
    {NAME_W_B, offsetof(RunSetting, bold)},
    {NAME_W_I, offsetof(RunSetting, italic)},
    {NAME_W_CAPS, offsetof(RunSetting, caps)},
    {NAME_W_SMALL_CAPS, offsetof(RunSetting, small_caps)},
    {NAME_W_STRIKE, offsetof(RunSetting, strike)},
    {NAME_W_DSTRIKE, offsetof(RunSetting, double_strike)},
    {NAME_W_VANISH, offsetof(RunSetting, vanish)},
    {NAME_W_SPEC_VANISH, offsetof(RunSetting, is_special_vanish)},
    {NAME_W_RTL, offsetof(RunSetting, is_rtl)},
};

static void read_toggle(RunSetting *setting, XmlName name, const char *value) {
    for (size_t i = 0; i < G_N_ELEMENTS(toggles); i++) {
        if (toggles[i].name == name) {
            *((signed char *)setting + toggles[i].offset) = is_on(value);
        }
    }
}

static void read_font(RunSetting *setting, const XmlPart *part, const XmlItem *item) {
    const char *font = xml_get(part, item, NAME_W_ASCII);
    setting->font = font != NULL ? font : xml_get(part, item, NAME_W_H_ANSI);
}

static void read_property(RunSetting *setting, const XmlPart *part, const XmlItem *item) {
    const char *value = xml_get(part, item, NAME_W_VAL);
    switch (item->name) {
    case NAME_W_U:
        setting->underline = value != NULL && is_on(value);
        break;
    case NAME_W_VERT_ALIGN:
        setting->position = read_position(value);
        break;
    case NAME_W_POSITION: /* as LibreOffice writes what a web page raises */
        if (value != NULL && setting->position == UNSAID) {
            long half_points = strtol(value, NULL, 10);
            setting->position = half_points > 0 ? 1 : half_points < 0 ? 2 : 0;
        }
        break;
    case NAME_W_LANG:
        read_lang(setting, part, item);
        break;
    case NAME_W_R_FONTS:
        read_font(setting, part, item);
        break;
    default:
        read_toggle(setting, item->name, value);
        break;
    }
}

RunSetting run_setting_read(const XmlPart *part, const XmlItem *properties) {
    RunSetting setting = run_setting_unsaid;
    bool has_size = false;
    for (const XmlItem *at = xml_first(part, properties); at != NULL; at = xml_next(part, at)) {
        has_size |= at->name == NAME_W_SZ;
        if (at->name != NAME_CHARACTERS) {
            read_property(&setting, part, at);
        }
    }
    const XmlItem *moved = has_size ? NULL : xml_child(part, properties, NAME_W_POSITION);
    if (moved != NULL && xml_child(part, properties, NAME_W_VERT_ALIGN) == NULL) {
        setting.position = UNSAID; /* moved, but not made smaller */
    }
    return setting;
}

/* Styles */

static int read_number(const char *value, int otherwise) {
    if (value == NULL) {
        return otherwise;
    }
    long number = strtol(value, NULL, 10);
    return (int)CLAMP(number, -1000000, 1000000);
}

static int child_number(const XmlPart *part, const XmlItem *item, XmlName name) {
    const XmlItem *child = xml_child(part, item, name);
    return child != NULL ? read_number(xml_get(part, child, NAME_W_VAL), UNSAID) : UNSAID;
}

static void read_paragraph_properties(WordStyle *style, const XmlPart *part, const XmlItem *item) {
    const XmlItem *list = xml_child(part, item, NAME_W_NUM_PR);
    const XmlItem *bidi = xml_child(part, item, NAME_W_BIDI);
    const XmlItem *border = xml_child(part, item, NAME_W_P_BDR);
    const XmlItem *indent = xml_child(part, item, NAME_W_IND);
    const char *left = xml_get(part, indent, NAME_W_LEFT);
    left = left ? left : xml_get(part, indent, NAME_W_START);
    style->outline = child_number(part, item, NAME_W_OUTLINE_LVL);
    style->list = child_number(part, list, NAME_W_NUM_ID);
    style->list_level = child_number(part, list, NAME_W_ILVL);
    style->indent_twips = read_number(left, UNSAID);
    style->align = xml_get(part, xml_child(part, item, NAME_W_JC), NAME_W_VAL);
    style->is_rtl = bidi != NULL ? is_on(xml_get(part, bidi, NAME_W_VAL)) : UNSAID;
    style->has_rule = border != NULL ? xml_child(part, border, NAME_W_TOP) != NULL ||
                                           xml_child(part, border, NAME_W_BOTTOM) != NULL
                                     : UNSAID;
}

static void add_style(WordStyles *styles, const XmlItem *item) {
    const XmlPart *part = styles->part;
    WordStyle *style = g_new0(WordStyle, 1);
    style->id = xml_get(part, item, NAME_W_STYLE_ID);
    style->name = xml_get(part, xml_child(part, item, NAME_W_NAME), NAME_W_VAL);
    style->based_on = xml_get(part, xml_child(part, item, NAME_W_BASED_ON), NAME_W_VAL);
    style->run = run_setting_read(part, xml_child(part, item, NAME_W_R_PR));
    style->run.is_code = style_is_code(style->name) ? 1 : UNSAID;
    style->role = style_role(style->name, &style->level);
    read_paragraph_properties(style, part, xml_child(part, item, NAME_W_P_PR));
    const char *type = xml_get(part, item, NAME_W_TYPE);
    const char *is_default = xml_get(part, item, NAME_W_DEFAULT);
    if (is_default != NULL && is_on(is_default) && g_strcmp0(type, "paragraph") == 0) {
        styles->paragraph_default = style;
    }
    if (style->id == NULL || !g_hash_table_insert(styles->styles, (gpointer)style->id, style)) {
        styles->paragraph_default =
            styles->paragraph_default == style ? NULL : styles->paragraph_default;
        if (style->id == NULL) {
            g_free(style);
        }
    }
}

/* What it leaves unsaid is said by the style that it is based on; a circle ends where it closes. */
static void resolve(WordStyles *styles, WordStyle *style, unsigned depth) {
    if (style->is_resolved || style->is_resolving || depth > MOST_BASES) {
        return;
    }
    style->is_resolving = true;
    WordStyle *base =
        style->based_on != NULL ? g_hash_table_lookup(styles->styles, style->based_on) : NULL;
    if (base != NULL && !base->is_resolving) {
        resolve(styles, base, depth + 1);
        run_setting_inherit(&style->run, &base->run);
        bool is_own = style->role != ROLE_TEXT;
        style->role = is_own ? style->role : base->role;
        style->level = is_own ? style->level : base->level;
        style->outline = style->outline == UNSAID ? base->outline : style->outline;
        style->list_level = style->list_level == UNSAID ? base->list_level : style->list_level;
        style->list = style->list == UNSAID ? base->list : style->list;
        style->indent_twips =
            style->indent_twips == UNSAID ? base->indent_twips : style->indent_twips;
        style->align = style->align ? style->align : base->align;
        style->is_rtl = style->is_rtl == UNSAID ? base->is_rtl : style->is_rtl;
        style->has_rule = style->has_rule == UNSAID ? base->has_rule : style->has_rule;
    }
    style->is_resolving = false;
    style->is_resolved = true;
}

const WordStyle *word_paragraph_style(WordStyles *styles, const char *id) {
    WordStyle *style = id != NULL ? g_hash_table_lookup(styles->styles, id) : NULL;
    style = style != NULL ? style : styles->paragraph_default;
    style = style != NULL ? style : &styles->none;
    resolve(styles, style, 0);
    return style;
}

const WordStyle *word_run_style(WordStyles *styles, const char *id) {
    WordStyle *style = id != NULL ? g_hash_table_lookup(styles->styles, id) : NULL;
    if (style != NULL) {
        resolve(styles, style, 0);
    }
    return style;
}

const RunSetting *word_default_run(const WordStyles *styles) {
    return &styles->defaults;
}

/* Numbering */

static void read_level(NumberLevel *level, const XmlPart *part, const XmlItem *item) {
    const XmlItem *indent = xml_child(part, xml_child(part, item, NAME_W_P_PR), NAME_W_IND);
    const char *left = xml_get(part, indent, NAME_W_LEFT);
    left = left ? left : xml_get(part, indent, NAME_W_START);
    long start = child_number(part, item, NAME_W_START);
    level->start = start >= 0 ? start : 0;
    level->start = xml_child(part, item, NAME_W_START) == NULL ? 1 : level->start;
    level->format = xml_get(part, xml_child(part, item, NAME_W_NUM_FMT), NAME_W_VAL);
    level->text = xml_get(part, xml_child(part, item, NAME_W_LVL_TEXT), NAME_W_VAL);
    level->style = xml_get(part, xml_child(part, item, NAME_W_P_STYLE), NAME_W_VAL);
    level->left_twips = read_number(left, 0);
    level->never_restarts = child_number(part, item, NAME_W_LVL_RESTART) == 0;
}

static int level_of(const XmlPart *part, const XmlItem *item) {
    int level = read_number(xml_get(part, item, NAME_W_ILVL), UNSAID);
    return level >= 0 && level < WORD_LEVELS ? level : UNSAID;
}

static void add_abstract(WordStyles *styles, const XmlItem *item) {
    const XmlPart *part = styles->numbering;
    const char *id = xml_get(part, item, NAME_W_ABSTRACT_NUM_ID);
    if (id == NULL || g_hash_table_contains(styles->abstracts, id)) {
        return;
    }
    AbstractNumber *abstract = g_new0(AbstractNumber, 1);
    for (int i = 0; i < WORD_LEVELS; i++) {
        abstract->levels[i].start = 1;
    }
    for (const XmlItem *at = xml_first(part, item); at != NULL; at = xml_next(part, at)) {
        int level = at->name == NAME_W_LVL ? level_of(part, at) : UNSAID;
        if (level != UNSAID) {
            read_level(&abstract->levels[level], part, at);
        }
    }
    abstract->list = ++styles->lists;
    abstract->numbering_style =
        xml_get(part, xml_child(part, item, NAME_W_NUM_STYLE_LINK), NAME_W_VAL);
    abstract->style_link = xml_get(part, xml_child(part, item, NAME_W_STYLE_LINK), NAME_W_VAL);
    g_hash_table_insert(styles->abstracts, (gpointer)id, abstract);
}

/* A level of its own makes a list of its own. */
static void override_level(WordStyles *styles, Number *number, const XmlItem *item) {
    const XmlPart *part = styles->numbering;
    int level = level_of(part, item);
    const XmlItem *whole = xml_child(part, item, NAME_W_LVL);
    if (level == UNSAID) {
        return;
    }
    number->overrides[level] = child_number(part, item, NAME_W_START_OVERRIDE);
    if (whole != NULL) {
        AbstractNumber *own = g_memdup2(number->abstract, sizeof *own);
        memset(own->is_started, 0, sizeof own->is_started);
        read_level(&own->levels[level], part, whole);
        own->list = ++styles->lists;
        g_ptr_array_add(styles->own_abstracts, own);
        number->abstract = own;
    }
}

static void add_number(WordStyles *styles, const XmlItem *item) {
    const XmlPart *part = styles->numbering;
    int id = read_number(xml_get(part, item, NAME_W_NUM_ID), UNSAID);
    const char *abstract_id =
        xml_get(part, xml_child(part, item, NAME_W_ABSTRACT_NUM_ID), NAME_W_VAL);
    AbstractNumber *abstract =
        abstract_id != NULL ? g_hash_table_lookup(styles->abstracts, abstract_id) : NULL;
    if (id <= 0 || abstract == NULL) {
        return;
    }
    Number *number = g_new0(Number, 1);
    number->abstract = abstract;
    for (int i = 0; i < WORD_LEVELS; i++) {
        number->overrides[i] = UNSAID;
    }
    for (const XmlItem *at = xml_first(part, item); at != NULL; at = xml_next(part, at)) {
        if (at->name == NAME_W_LVL_OVERRIDE) {
            override_level(styles, number, at);
        }
    }
    g_hash_table_insert(styles->numbers, GINT_TO_POINTER(id), number);
}

/* A list that is defined by a style of lists: the abstract list which that style names. */
static AbstractNumber *follow_style(WordStyles *styles, AbstractNumber *abstract) {
    for (int i = 0; i < MOST_LINKS && abstract->numbering_style != NULL; i++) {
        GHashTableIter each;
        gpointer value = NULL;
        AbstractNumber *found = NULL;
        g_hash_table_iter_init(&each, styles->abstracts);
        while (g_hash_table_iter_next(&each, NULL, &value)) {
            AbstractNumber *other = value;
            bool is_it = g_strcmp0(other->style_link, abstract->numbering_style) == 0;
            if (is_it && (found == NULL || other->list < found->list)) {
                found = other;
            }
        }
        if (found == NULL || found == abstract) {
            break;
        }
        abstract = found;
    }
    return abstract;
}

static const char *list_type(const char *format) {
    static const struct {
        const char *format, *type;
    } types[] = {
        {"lowerLetter", "a"}, {"upperLetter", "A"}, {"lowerRoman", "i"}, {"upperRoman", "I"}};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (strcmp(types[i].format, format) == 0) {
            return types[i].type;
        }
    }
    return "1";
}

static char *make_label(const AbstractNumber *abstract, int level, bool *is_plain) {
    const char *text = abstract->levels[level].text;
    GString *label = g_string_new(NULL);
    *is_plain = true;
    for (const char *p = text ? text : ""; *p != '\0'; p = g_utf8_next_char(p)) {
        if (*p == '%' && p[1] >= '1' && p[1] <= '9') {
            int of = p[1] - '1';
            const char *format = abstract->levels[of].format;
            long count =
                abstract->is_started[of] ? abstract->counts[of] : abstract->levels[of].start;
            g_autofree char *number =
                list_number_text(count, list_type(format ? format : "decimal"));
            g_string_append(label, number);
            p++;
        } else {
            *is_plain = *is_plain && !g_unichar_isalpha(g_utf8_get_char(p));
            g_string_append_unichar(label, g_utf8_get_char(p));
        }
    }
    return g_strstrip(g_string_free(label, FALSE));
}

static void count_item(WordStyles *styles, Number *number, AbstractNumber *abstract, int level) {
    bool restarts = number->overrides[level] != UNSAID && !number->is_overridden[level];
    if (restarts) {
        number->is_overridden[level] = true;
        abstract->counts[level] = number->overrides[level];
        abstract->list = level == 0 ? ++styles->lists : abstract->list;
    } else if (!abstract->is_started[level]) {
        abstract->counts[level] = abstract->levels[level].start;
    } else if (abstract->counts[level] < MOST_NUMBER) {
        abstract->counts[level]++;
    }
    abstract->is_started[level] = true;
    for (int i = level + 1; i < WORD_LEVELS; i++) {
        abstract->is_started[i] = abstract->is_started[i] && abstract->levels[i].never_restarts;
    }
}

static int find_level(const AbstractNumber *abstract, const char *style_id) {
    for (int i = 0; i < WORD_LEVELS && style_id != NULL; i++) {
        if (g_strcmp0(abstract->levels[i].style, style_id) == 0) {
            return i;
        }
    }
    return 0;
}

WordNumber word_number_next(WordStyles *styles, int list, int level, const char *style_id) {
    WordNumber next = {.kind = LIST_NONE};
    Number *number = list > 0 ? g_hash_table_lookup(styles->numbers, GINT_TO_POINTER(list)) : NULL;
    if (number == NULL) {
        return next;
    }
    if (!number->is_followed) {
        number->is_followed = true;
        number->abstract = follow_style(styles, number->abstract);
    }
    AbstractNumber *abstract = number->abstract;
    level = level >= 0 ? MIN(level, WORD_LEVELS - 1) : find_level(abstract, style_id);
    const NumberLevel *of = &abstract->levels[level];
    const char *format = of->format ? of->format : "decimal";
    bool is_bullet = strcmp(format, "bullet") == 0;
    count_item(styles, number, abstract, level);
    next.text_indent_twips = of->left_twips;
    next.item = (ListItem){.depth = (unsigned)level,
                           .list = abstract->list,
                           .number = abstract->counts[level],
                           .type = list_type(format)};
    if (strcmp(format, "none") == 0 && (of->text == NULL || *of->text == '\0')) {
        return next;
    }
    next.kind = is_bullet ? LIST_BULLETS : LIST_NUMBERS;
    next.item.kind = next.kind;
    next.label = is_bullet ? NULL : make_label(abstract, level, &next.is_plain);
    next.is_plain = is_bullet || next.is_plain;
    return next;
}

/* All */

WordStyles *word_styles_new(const XmlPart *part, const XmlPart *numbering) {
    WordStyles *styles = g_new0(WordStyles, 1);
    styles->part = part;
    styles->numbering = numbering;
    styles->styles = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    styles->abstracts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    styles->own_abstracts = g_ptr_array_new_with_free_func(g_free);
    styles->numbers = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    styles->defaults = run_setting_unsaid;
    styles->none = (WordStyle){.run = run_setting_unsaid,
                               .outline = UNSAID,
                               .list = UNSAID,
                               .list_level = UNSAID,
                               .indent_twips = UNSAID,
                               .is_rtl = UNSAID,
                               .has_rule = UNSAID};
    const XmlItem *root = part != NULL ? xml_root(part) : NULL;
    for (const XmlItem *at = part ? xml_first(part, root) : NULL; at; at = xml_next(part, at)) {
        if (at->name == NAME_W_STYLE) {
            add_style(styles, at);
        } else if (at->name == NAME_W_DOC_DEFAULTS) {
            const XmlItem *runs = xml_child(part, at, NAME_W_R_PR_DEFAULT);
            styles->defaults = run_setting_read(part, xml_child(part, runs, NAME_W_R_PR));
        }
    }
    root = numbering != NULL ? xml_root(numbering) : NULL;
    for (const XmlItem *at = xml_first(numbering, root); at; at = xml_next(numbering, at)) {
        if (at->name == NAME_W_ABSTRACT_NUM) {
            add_abstract(styles, at);
        } else if (at->name == NAME_W_NUM) {
            add_number(styles, at);
        }
    }
    return styles;
}

void word_styles_free(WordStyles *styles) {
    if (styles == NULL) {
        return;
    }
    g_hash_table_unref(styles->styles);
    g_hash_table_unref(styles->abstracts);
    g_hash_table_unref(styles->numbers);
    g_ptr_array_unref(styles->own_abstracts);
    g_free(styles);
}
