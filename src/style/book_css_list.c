/* The closed list as tables, and how a value is held against a row of it. */
#include "style/book_css_list.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

static const CssRow properties[] = {
#define PROPERTY(name, values, hint) {name, values, hint},
#include "style/book_css_list.def"
};

static const CssRow descriptors[] = {
#define DESCRIPTOR(name, values, hint) {name, values, hint},
#include "style/book_css_list.def"
};

static const struct {
    const char *name;
    const char *unit;
    double least, most;
} kinds[] = {
#define KIND(name, unit, least, most) {name, unit, least, most},
#include "style/book_css_list.def"
};

typedef struct {
    const char *name;
    const char *hint;
} HintRow;

static const HintRow refused[] = {
#define REFUSED(name, hint) {name, hint},
#include "style/book_css_list.def"
};

static const HintRow at_rules[] = {
#define AT_RULE(name, hint) {name, hint},
#include "style/book_css_list.def"
};

static const HintRow selectors[] = {
#define SELECTOR(sign, hint) {sign, hint},
#include "style/book_css_list.def"
};

static const struct {
    const char *elements;
    const char *properties;
    const char *hint;
} subjects[] = {
#define SUBJECT(elements, properties, hint) {elements, properties, hint},
#include "style/book_css_list.def"
};

static const CssRow *find_row(const CssRow *rows, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(rows[i].name, name) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

const CssRow *book_css_property(const char *name) {
    return find_row(properties, G_N_ELEMENTS(properties), name);
}

const CssRow *book_css_descriptor(const char *name) {
    return find_row(descriptors, G_N_ELEMENTS(descriptors), name);
}

static const char *find_hint(const HintRow *rows, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(rows[i].name, name) == 0) {
            return rows[i].hint;
        }
    }
    return NULL;
}

char *book_css_property_hint(const char *name) {
    const char *hint = find_hint(refused, G_N_ELEMENTS(refused), name);
    if (hint != NULL) {
        return g_strdup(hint);
    }
    if (name[0] == '-') {
        return g_strdup("leave it out: Kindle refuses a book with variables, and other readers "
                        "know no property that begins with -");
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
        g_ptr_array_add(names, (gpointer)properties[i].name);
    }
    g_autoptr(GPtrArray) near = text_nearest(name, names, 1);
    return near->len > 0
               ? g_strdup_printf("did you mean %s?", (const char *)near->pdata[0])
               : g_strdup(
                     "leave it out: it is none of the CSS 2.1 properties that all of them know");
}

const char *book_css_at_rule_hint(const char *name) {
    const char *hint = find_hint(at_rules, G_N_ELEMENTS(at_rules), name);
    return hint != NULL ? hint : "leave it out: only @font-face is known to all";
}

const char *book_css_selector_hint(char sign) {
    const char text[] = {sign, '\0'};
    const char *hint = find_hint(selectors, G_N_ELEMENTS(selectors), text);
    return hint != NULL ? hint : "write element names and classes, with spaces or commas between";
}

bool book_css_list_has(const char *list, const char *word, size_t length_bytes) {
    for (const char *at = list; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length == length_bytes && g_ascii_strncasecmp(at, word, length) == 0) {
            return true;
        }
        at += length;
        at += strspn(at, " ");
    }
    return false;
}

const char *book_css_subject_hint(const char *element, const char *property) {
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        bool is_meant = strcmp(subjects[i].properties, "*") == 0 ||
                        book_css_list_has(subjects[i].properties, property, strlen(property));
        if (is_meant && book_css_list_has(subjects[i].elements, element, strlen(element))) {
            return subjects[i].hint;
        }
    }
    return NULL;
}

bool book_css_has_subject(const char *element) {
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        if (book_css_list_has(subjects[i].elements, element, strlen(element))) {
            return true;
        }
    }
    return false;
}

/* WCAG 2.2: relative luminance of an sRGB colour; false: no #rgb or #rrggbb. */
static bool colour_luminance(const CssToken *token, double *luminance) {
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    size_t digits = token->length_bytes - 1;
    if (token->kind != CSS_HASH || token->has_escape || (digits != 3 && digits != 6)) {
        return false;
    }
    *luminance = 0;
    for (size_t channel = 0; channel < 3; channel++) {
        const char *at = token->start + 1 + channel * (digits / 3);
        int high = g_ascii_xdigit_value(at[0]);
        int low = g_ascii_xdigit_value(digits == 3 ? at[0] : at[1]);
        if (high < 0 || low < 0) {
            return false;
        }
        double value = (high * 16 + low) / 255.0;
        /* sRGB's curve as a polynomial, off by less than 0.004 anywhere */
        double linear = value * (value * (value * 0.305306011 + 0.682171111) + 0.012522878);
        *luminance += weights[channel] * linear;
    }
    return true;
}

/* WCAG contrast ratios that a colour keeps to a white and to a black page. Text by day has to keep
 * 4.5 (AA), by night, where readers take most colours away, 3; a line has only to be there. */
static bool colour_fits(const CssToken *token, double on_white, double on_black) {
    double luminance;
    return colour_luminance(token, &luminance) && 1.05 / (luminance + 0.05) >= on_white &&
           (luminance + 0.05) / 0.05 >= on_black;
}

static bool has_unit(const CssToken *token, const char *unit) {
    switch (token->kind) {
    case CSS_NUMBER:
        return unit[0] == '\0' || (unit[0] == '1' && token->is_integer);
    case CSS_PERCENTAGE:
        return unit[0] == '%';
    case CSS_DIMENSION: {
        size_t length = token->length_bytes - token->unit_offset_bytes;
        return strlen(unit) == length &&
               g_ascii_strncasecmp(token->start + token->unit_offset_bytes, unit, length) == 0;
    }
    case CSS_END:
    case CSS_SPACE:
    case CSS_COMMENT:
    case CSS_IDENT:
    case CSS_FUNCTION:
    case CSS_AT:
    case CSS_HASH:
    case CSS_STRING:
    case CSS_URL:
    case CSS_OPEN_COMMENT:
    case CSS_CLOSE_COMMENT:
    case CSS_BROKEN:
    case CSS_SIGN:
        return false;
    }
    return false;
}

static bool is_kind(const char *kind, size_t length, const char *name) {
    return strlen(name) == length && memcmp(kind, name, length) == 0;
}

static bool kind_fits(const char *kind, size_t length, const CssToken *token) {
    if (is_kind(kind, length, "<colour>")) {
        return colour_fits(token, 4.5, 3);
    }
    if (is_kind(kind, length, "<line-colour>")) {
        return colour_fits(token, 1.2, 1.2);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (is_kind(kind, length, kinds[i].name) && has_unit(token, kinds[i].unit) &&
            token->number >= kinds[i].least && token->number <= kinds[i].most) {
            return true;
        }
    }
    return false;
}

enum { MOST_GROUPS = 8 };

/* Does the token fit into a group of `values` that is not yet `used`? Marks the group. */
static bool token_fits(const char *values, const CssToken *token, bool used[MOST_GROUPS]) {
    size_t group = 0;
    for (const char *at = values; *at != '\0' && group < MOST_GROUPS;) {
        size_t length = strcspn(at, " ");
        bool is_word = token->kind == CSS_IDENT || token->kind == CSS_PERCENTAGE;
        bool fits = at[0] == '<' ? kind_fits(at, length, token)
                                 : is_word && token->length_bytes == length &&
                                       g_ascii_strncasecmp(at, token->start, length) == 0;
        if (at[0] == '/') {
            group++;
        } else if (fits && !used[group]) {
            used[group] = true;
            return true;
        }
        at += length;
        at += strspn(at, " ");
    }
    return false;
}

/* A font's name: one string, or words. Answers how many tokens it takes, 0 for none. */
static size_t font_name_length(const CssToken *tokens, size_t count) {
    if (count > 0 && tokens[0].kind == CSS_STRING) {
        return 1;
    }
    size_t words = 0;
    while (words < count && tokens[words].kind == CSS_IDENT) {
        words++;
    }
    return words;
}

static size_t families_fit(const CssToken *tokens, size_t count) {
    for (size_t at = 0;;) {
        size_t length = font_name_length(tokens + at, count - at);
        at += length;
        if (length == 0 || at == count || !css_token_is(&tokens[at], ',')) {
            return at;
        }
        at++;
        if (at == count) {
            return at - 1; /* a comma, then nothing */
        }
    }
}

/* A file name in fonts/ between quotes, or without. */
static bool is_font_path(const char *path, size_t length) {
    static const char directory[] = "fonts/";
    size_t prefix = sizeof directory - 1;
    if (length <= prefix || memcmp(path, directory, prefix) != 0 || path[prefix] == '.') {
        return false;
    }
    for (size_t i = prefix; i < length; i++) {
        if (!g_ascii_isalnum(path[i]) && strchr("-_.", path[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static size_t font_file_fits(const CssToken *tokens, size_t count) {
    const CssToken *first = tokens;
    if (first->kind == CSS_URL && !first->is_unfinished) {
        return is_font_path(first->start + 4, first->length_bytes - 5) ? 1 : 0;
    }
    bool is_quoted = count >= 3 && first->kind == CSS_FUNCTION && first->length_bytes == 4 &&
                     g_ascii_strncasecmp(first->start, "url(", 4) == 0 &&
                     tokens[1].kind == CSS_STRING && tokens[1].length_bytes > 2 &&
                     css_token_is(&tokens[2], ')');
    return is_quoted && is_font_path(tokens[1].start + 1, tokens[1].length_bytes - 2) ? 3 : 0;
}

size_t book_css_value_fits(const CssRow *row, const CssToken *tokens, size_t count) {
    if (strcmp(row->values, "<family>") == 0) {
        return families_fit(tokens, count);
    }
    if (strcmp(row->values, "<name>") == 0) {
        return font_name_length(tokens, count);
    }
    if (strcmp(row->values, "<font-file>") == 0) {
        return font_file_fits(tokens, count);
    }
    bool used[MOST_GROUPS] = {false};
    for (size_t i = 0; i < count; i++) {
        if (!token_fits(row->values, &tokens[i], used)) {
            return i;
        }
    }
    return count;
}
