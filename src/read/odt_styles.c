/* Styles of OpenDocument texts. */
#include "read/odt_styles.h"

#include "read/style_names.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PARENTS = 64, MOST_NUMBER = 100000 };

struct OdtStyles {
    GHashTable *paragraphs, *texts; /* name -> OdtStyle */
    GHashTable *lists;              /* name -> OdtListStyle */
    OdtListStyle *outline;
    OdtStyle none;
    RunSetting defaults;
    GHashTable *kept; /* texts that are made here */
};

static const char *keep_taken(OdtStyles *styles, char *text) {
    const char *kept = g_hash_table_lookup(styles->kept, text);
    if (kept != NULL) {
        g_free(text);
        return kept;
    }
    g_hash_table_add(styles->kept, text);
    return text;
}

OdtStyles *odt_styles_new(void) {
    OdtStyles *styles = g_new0(OdtStyles, 1);
    styles->paragraphs = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    styles->texts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    styles->lists = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    styles->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    styles->defaults = run_setting_unsaid;
    styles->none = (OdtStyle){.run = run_setting_unsaid,
                              .base = run_setting_unsaid,
                              .outline = UNSAID,
                              .is_rtl = UNSAID,
                              .has_rule = UNSAID,
                              .drops_capital = UNSAID,
                              .is_resolved = true};
    return styles;
}

void odt_styles_free(OdtStyles *styles) {
    if (styles == NULL) {
        return;
    }
    g_hash_table_unref(styles->paragraphs);
    g_hash_table_unref(styles->texts);
    g_hash_table_unref(styles->lists);
    g_hash_table_unref(styles->kept);
    g_free(styles->outline);
    g_free(styles);
}

/* Reading */

static signed char is_not(const char *value, const char *none) {
    return value == NULL ? UNSAID : strcmp(value, none) != 0;
}

static signed char read_weight(const char *value) {
    return value == NULL ? UNSAID : strcmp(value, "bold") == 0 ? 1 : strtol(value, NULL, 10) >= 600;
}

/* "super 58%", "sub 58%", "-33% 58%" */
static signed char read_position(const char *value) {
    if (value == NULL) {
        return UNSAID;
    }
    long percent = strtol(value, NULL, 10);
    return g_str_has_prefix(value, "super") || percent > 0 ? 1
           : g_str_has_prefix(value, "sub") || percent < 0 ? 2
                                                           : 0;
}

/* "es" and "PE" are "es-PE"; "none" and "zxx" say nothing. */
static const char *read_lang(OdtStyles *styles, const XmlPart *part, const XmlItem *item,
                             XmlName language, XmlName country) {
    const char *tag = xml_get(part, item, language);
    const char *region = xml_get(part, item, country);
    if (tag == NULL || *tag == '\0' || strcmp(tag, "none") == 0 || strcmp(tag, "zxx") == 0) {
        return NULL;
    }
    bool has_region = region != NULL && *region != '\0' && strcmp(region, "none") != 0;
    return has_region ? keep_taken(styles, g_strdup_printf("%s-%s", tag, region)) : tag;
}

static RunSetting read_run(OdtStyles *styles, const XmlPart *part, const XmlItem *item) {
    RunSetting run = run_setting_unsaid;
    const char *transform = xml_get(part, item, NAME_FO_TEXT_TRANSFORM);
    const char *slant = xml_get(part, item, NAME_FO_FONT_STYLE);
    const char *display = xml_get(part, item, NAME_TEXT_DISPLAY);
    run.bold = read_weight(xml_get(part, item, NAME_FO_FONT_WEIGHT));
    run.italic = is_not(slant, "normal");
    run.small_caps = is_not(xml_get(part, item, NAME_FO_FONT_VARIANT), "normal");
    run.caps = transform != NULL ? strcmp(transform, "uppercase") == 0 : UNSAID;
    run.underline = is_not(xml_get(part, item, NAME_STYLE_TEXT_UNDERLINE_STYLE), "none");
    run.strike = is_not(xml_get(part, item, NAME_STYLE_TEXT_LINE_THROUGH_STYLE), "none");
    run.position = read_position(xml_get(part, item, NAME_STYLE_TEXT_POSITION));
    run.vanish = display != NULL ? strcmp(display, "none") == 0 : UNSAID;
    run.lang = read_lang(styles, part, item, NAME_FO_LANGUAGE, NAME_FO_COUNTRY);
    run.lang_east_asian =
        read_lang(styles, part, item, NAME_STYLE_LANGUAGE_ASIAN, NAME_STYLE_COUNTRY_ASIAN);
    run.lang_bidi =
        read_lang(styles, part, item, NAME_STYLE_LANGUAGE_COMPLEX, NAME_STYLE_COUNTRY_COMPLEX);
    run.font = xml_get(part, item, NAME_STYLE_FONT_NAME);
    if (run.font == NULL) {
        run.font = xml_get(part, item, NAME_FO_FONT_FAMILY);
    }
    return run;
}

static bool is_border(const char *value) {
    return value != NULL && strcmp(value, "none") != 0 && *value != '\0';
}

static void read_paragraph(OdtStyle *style, const XmlPart *part, const XmlItem *item) {
    const char *writing = xml_get(part, item, NAME_STYLE_WRITING_MODE);
    const char *top = xml_get(part, item, NAME_FO_BORDER_TOP);
    const char *bottom = xml_get(part, item, NAME_FO_BORDER_BOTTOM);
    const char *border = xml_get(part, item, NAME_FO_BORDER);
    style->align = xml_get(part, item, NAME_FO_TEXT_ALIGN);
    style->is_rtl = writing == NULL ? UNSAID : g_str_has_prefix(writing, "rl") ? 1 : 0;
    bool says_border = top != NULL || bottom != NULL || border != NULL;
    style->has_rule =
        says_border ? is_border(top) || is_border(bottom) || is_border(border) : UNSAID;
    style->drops_capital = xml_child(part, item, NAME_STYLE_DROP_CAP) != NULL ? 1 : UNSAID;
}

/* "Heading_20_1" is written for "Heading 1". Caller frees. */
static char *decode_name(const char *name) {
    GString *out = g_string_new(NULL);
    for (const char *p = name; *p != '\0'; p++) {
        if (p[0] == '_' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]) && p[3] == '_') {
            g_string_append_c(out,
                              (char)(g_ascii_xdigit_value(p[1]) * 16 + g_ascii_xdigit_value(p[2])));
            p += 3;
        } else {
            g_string_append_c(out, *p);
        }
    }
    return g_string_free(out, FALSE);
}

static void set_meaning(OdtStyle *style, const XmlPart *part, const XmlItem *item) {
    const char *shown = xml_get(part, item, NAME_STYLE_DISPLAY_NAME);
    g_autofree char *decoded = decode_name(style->name);
    const char *name = shown != NULL ? shown : decoded;
    bool is_valid = g_utf8_validate(name, -1, NULL);
    style->role = is_valid ? style_role(name, &style->level) : ROLE_TEXT;
    style->run.is_code = is_valid && style_is_code(name) ? 1 : UNSAID;
}

static void add_style(OdtStyles *styles, const XmlPart *part, const XmlItem *item,
                      bool is_automatic) {
    const char *family = xml_get(part, item, NAME_STYLE_FAMILY);
    const char *name = xml_get(part, item, NAME_STYLE_NAME);
    bool is_text = g_strcmp0(family, "text") == 0;
    GHashTable *table = is_text ? styles->texts : styles->paragraphs;
    if (name == NULL || (!is_text && g_strcmp0(family, "paragraph") != 0) ||
        g_hash_table_contains(table, name)) {
        return;
    }
    const char *outline = xml_get(part, item, NAME_STYLE_DEFAULT_OUTLINE_LEVEL);
    OdtStyle *style = g_new0(OdtStyle, 1);
    style->name = name;
    style->parent = xml_get(part, item, NAME_STYLE_PARENT_STYLE_NAME);
    style->list_style = xml_get(part, item, NAME_STYLE_LIST_STYLE_NAME);
    style->run = read_run(styles, part, xml_child(part, item, NAME_STYLE_TEXT_PROPERTIES));
    style->outline = outline != NULL && *outline != '\0'
                         ? (int)CLAMP(strtol(outline, NULL, 10), 0, ODT_LEVELS)
                         : UNSAID;
    style->is_automatic = is_automatic;
    read_paragraph(style, part, xml_child(part, item, NAME_STYLE_PARAGRAPH_PROPERTIES));
    if (!is_automatic) {
        set_meaning(style, part, item);
    } else {
        style->run.is_code = UNSAID;
    }
    g_hash_table_insert(table, (gpointer)name, style);
}

static int to_twips(const char *length) {
    char *unit = NULL;
    double number = length != NULL ? g_ascii_strtod(length, &unit) : 0;
    double inches = length == NULL                 ? 0
                    : g_str_has_prefix(unit, "cm") ? number / 2.54
                    : g_str_has_prefix(unit, "mm") ? number / 25.4
                    : g_str_has_prefix(unit, "pt") ? number / 72
                                                   : number;
    return (int)CLAMP(inches * 1440, 0, 100000);
}

static void read_level(OdtListStyle *style, const XmlPart *part, const XmlItem *item) {
    const char *level = xml_get(part, item, NAME_TEXT_LEVEL);
    long number = level != NULL ? strtol(level, NULL, 10) : 0;
    if (number < 1 || number > ODT_LEVELS) {
        return;
    }
    OdtLevel *into = &style->levels[number - 1];
    const char *start = xml_get(part, item, NAME_TEXT_START_VALUE);
    const char *shown = xml_get(part, item, NAME_TEXT_DISPLAY_LEVELS);
    bool is_numbered = item->name == NAME_TEXT_LIST_LEVEL_STYLE_NUMBER ||
                       item->name == NAME_TEXT_OUTLINE_LEVEL_STYLE;
    into->format = xml_get(part, item, NAME_STYLE_NUM_FORMAT);
    into->prefix = xml_get(part, item, NAME_STYLE_NUM_PREFIX);
    into->suffix = xml_get(part, item, NAME_STYLE_NUM_SUFFIX);
    into->start = start != NULL ? CLAMP(strtol(start, NULL, 10), 0, MOST_NUMBER) : 1;
    into->shown = shown != NULL ? (unsigned)CLAMP(strtol(shown, NULL, 10), 1, ODT_LEVELS) : 1;
    bool has_number = into->format != NULL && *into->format != '\0';
    into->kind = !is_numbered ? LIST_BULLETS : has_number ? LIST_NUMBERS : LIST_NONE;
    const XmlItem *indent = xml_find(part, item, NAME_STYLE_LIST_LEVEL_LABEL_ALIGNMENT);
    into->text_indent_twips = to_twips(xml_get(part, indent, NAME_FO_MARGIN_LEFT));
}

static OdtListStyle *read_list_style(const XmlPart *part, const XmlItem *item) {
    OdtListStyle *style = g_new0(OdtListStyle, 1);
    for (int i = 0; i < ODT_LEVELS; i++) {
        style->levels[i].start = 1;
        style->levels[i].shown = 1;
    }
    for (const XmlItem *at = xml_first(part, item); at != NULL; at = xml_next(part, at)) {
        if (at->name != NAME_CHARACTERS) {
            read_level(style, part, at);
        }
    }
    return style;
}

void odt_styles_add(OdtStyles *styles, const XmlPart *part, const XmlItem *parent,
                    bool is_automatic) {
    for (const XmlItem *at = xml_first(part, parent); at != NULL; at = xml_next(part, at)) {
        const char *name = xml_get(part, at, NAME_STYLE_NAME);
        const char *family = xml_get(part, at, NAME_STYLE_FAMILY);
        if (at->name == NAME_STYLE_STYLE) {
            add_style(styles, part, at, is_automatic);
        } else if (at->name == NAME_TEXT_LIST_STYLE && name != NULL &&
                   !g_hash_table_contains(styles->lists, name)) {
            g_hash_table_insert(styles->lists, (gpointer)name, read_list_style(part, at));
        } else if (at->name == NAME_TEXT_OUTLINE_STYLE && styles->outline == NULL) {
            styles->outline = read_list_style(part, at);
        } else if (at->name == NAME_STYLE_DEFAULT_STYLE && g_strcmp0(family, "paragraph") == 0) {
            styles->defaults =
                read_run(styles, part, xml_child(part, at, NAME_STYLE_TEXT_PROPERTIES));
        }
    }
}

/* Asking */

static void resolve(GHashTable *table, OdtStyle *style, unsigned depth) {
    if (style->is_resolved || style->is_resolving || depth > MOST_PARENTS) {
        return;
    }
    style->is_resolving = true;
    OdtStyle *parent = style->parent != NULL ? g_hash_table_lookup(table, style->parent) : NULL;
    if (parent != NULL && !parent->is_resolving) {
        resolve(table, parent, depth + 1);
        bool is_own = style->role != ROLE_TEXT;
        run_setting_inherit(&style->run, &parent->run);
        style->role = is_own ? style->role : parent->role;
        style->level = is_own ? style->level : parent->level;
        style->outline = style->outline == UNSAID ? parent->outline : style->outline;
        style->align = style->align ? style->align : parent->align;
        style->list_style = style->list_style ? style->list_style : parent->list_style;
        style->is_rtl = style->is_rtl == UNSAID ? parent->is_rtl : style->is_rtl;
        style->has_rule = style->has_rule == UNSAID ? parent->has_rule : style->has_rule;
        style->base = style->is_automatic ? parent->base : style->run;
    } else {
        style->base = style->is_automatic ? run_setting_unsaid : style->run;
    }
    style->is_resolving = false;
    style->is_resolved = true;
}

const OdtStyle *odt_paragraph_style(OdtStyles *styles, const char *name) {
    OdtStyle *style = name != NULL ? g_hash_table_lookup(styles->paragraphs, name) : NULL;
    style = style != NULL ? style : g_hash_table_lookup(styles->paragraphs, "Standard");
    style = style != NULL ? style : &styles->none;
    resolve(styles->paragraphs, style, 0);
    return style;
}

const OdtStyle *odt_text_style(OdtStyles *styles, const char *name) {
    OdtStyle *style = name != NULL ? g_hash_table_lookup(styles->texts, name) : NULL;
    if (style != NULL) {
        resolve(styles->texts, style, 0);
    }
    return style;
}

const OdtListStyle *odt_list_style(const OdtStyles *styles, const char *name) {
    return name != NULL ? g_hash_table_lookup(styles->lists, name) : NULL;
}

const OdtListStyle *odt_outline_style(const OdtStyles *styles) {
    return styles->outline;
}

const RunSetting *odt_default_run(const OdtStyles *styles) {
    return &styles->defaults;
}

char *odt_label(const OdtListStyle *style, const long *counts, unsigned level) {
    const OdtLevel *of = &style->levels[level];
    GString *label = g_string_new(of->prefix);
    unsigned first = of->shown > level + 1 ? 0 : level + 1 - of->shown;
    bool is_after = false;
    for (unsigned i = first; i <= level; i++) {
        const char *format = style->levels[i].format;
        if (format != NULL && *format != '\0') {
            g_autofree char *number = list_number_text(counts[i], format);
            g_string_append_printf(label, "%s%s", is_after ? "." : "", number);
            is_after = true;
        }
    }
    g_string_append(label, of->suffix ? of->suffix : "");
    return g_strstrip(g_string_free(label, FALSE));
}
