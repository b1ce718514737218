/* Properties of letters and lines. */
#include "style/print_properties.h"

enum { MOST_LEADING = 100 }; /* of the size, as a number */

static bool apply_size(const GArray *values, Computing *computing, const Property *property) {
    Mpt around = computing->around != NULL ? computing->around->text->size_mpt : 10 * MPT_PER_POINT;
    (void)property;
    return values->len == 1 &&
           value_length(value_at(values, 0), around, around, &computing->text.size_mpt) &&
           computing->text.size_mpt >= MPT_PER_POINT;
}

static bool apply_leading(const GArray *values, Computing *computing, const Property *property) {
    const CssToken *token = value_at(values, 0);
    Mpt size = computing->text.size_mpt;
    (void)property;
    if (values->len != 1) {
        return false;
    }
    computing->has_relative_leading =
        token->kind == CSS_NUMBER && token->number > 0 && token->number <= MOST_LEADING;
    if (computing->has_relative_leading) {
        computing->leading_permille = value_round(token->number * 1000);
        return true;
    }
    return value_length(token, size, size, &computing->box.leading_mpt) &&
           computing->box.leading_mpt > 0;
}

static bool apply_families(const GArray *values, Computing *computing, const Property *property) {
    g_autoptr(GPtrArray) families = g_ptr_array_new();
    g_autoptr(GString) name = g_string_new(NULL);
    (void)property;
    for (guint i = 0; i <= values->len; i++) {
        const CssToken *token = value_at(values, i);
        if (token == NULL || css_token_is(token, ',')) {
            if (name->len > 0) {
                g_ptr_array_add(families, (gpointer)g_intern_string(name->str));
            }
            g_string_truncate(name, 0);
        } else if (token->kind == CSS_STRING || token->kind == CSS_IDENT) {
            g_autofree char *text = token_text(token);
            g_string_append(name, name->len > 0 ? " " : "");
            g_string_append(name, text);
        } else {
            return false;
        }
    }
    if (families->len == 0) {
        return false;
    }
    g_ptr_array_add(families, NULL);
    g_free(computing->families);
    computing->families = g_ptr_array_free(g_steal_pointer(&families), FALSE);
    return true;
}

static bool apply_weight(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"normal", 400}, {"bold", 700}};
    const CssToken *token = value_at(values, 0);
    int weight = 0;
    (void)property;
    if (values->len == 1 && token->kind == CSS_NUMBER && token->number >= 1 &&
        token->number <= 1000) {
        weight = (int)token->number;
    } else if (!READ_WORD(values, words, &weight)) {
        return false;
    }
    computing->text.weight = (uint16_t)weight;
    return true;
}

static bool apply_slope(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"normal", false}, {"italic", true}, {"oblique", true}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->text.is_italic = is_good ? value : computing->text.is_italic;
    return is_good;
}

static bool apply_caps(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"normal", CAPS_NORMAL},
                                 {"none", CAPS_NORMAL},
                                 {"small-caps", CAPS_SMALL},
                                 {"all-small-caps", CAPS_ALL_SMALL},
                                 {"uppercase", CAPS_UPPERCASE}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->text.caps = is_good ? (CapsStyle)value : computing->text.caps;
    return is_good;
}

static bool apply_figures(const GArray *values, Computing *computing, const Property *property) {
    (void)property;
    computing->text.figures = FIGURES_NORMAL;
    computing->text.figures_are_tabular = false;
    for (guint i = 0; i < values->len; i++) {
        const CssToken *token = value_at(values, i);
        if (token_is_word(token, "oldstyle-nums")) {
            computing->text.figures = FIGURES_OLD_STYLE;
        } else if (token_is_word(token, "lining-nums")) {
            computing->text.figures = FIGURES_LINING;
        } else if (token_is_word(token, "tabular-nums")) {
            computing->text.figures_are_tabular = true;
        } else if (!token_is_word(token, "normal") && !token_is_word(token, "proportional-nums")) {
            return false;
        }
    }
    return values->len > 0;
}

static bool apply_position(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"normal", POSITION_BASELINE},
                                 {"baseline", POSITION_BASELINE},
                                 {"super", POSITION_SUPERIOR},
                                 {"sub", POSITION_INFERIOR}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->text.position = is_good ? (GlyphPosition)value : computing->text.position;
    return is_good;
}

static bool apply_ligatures(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"normal", true}, {"common-ligatures", true}, {"none", false}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->text.has_ligatures = is_good ? value : computing->text.has_ligatures;
    return is_good;
}

static bool apply_letter_space(const GArray *values, Computing *computing,
                               const Property *property) {
    (void)property;
    if (values->len == 1 && token_is_word(value_at(values, 0), "normal")) {
        computing->text.letter_space_mpt = 0;
        return true;
    }
    return values->len == 1 && value_length(value_at(values, 0), computing->text.size_mpt, 0,
                                            &computing->text.letter_space_mpt);
}

static bool apply_ink(const GArray *values, Computing *computing, const Property *property) {
    guint at = 0;
    (void)property;
    return value_ink(values, &at, &computing->text.ink) && at == values->len;
}

static bool apply_lines_drawn(const GArray *values, Computing *computing,
                              const Property *property) {
    static const Word words[] = {{"none", 0}, {"underline", 1}, {"line-through", 2}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    if (is_good) {
        computing->text.is_underlined = value == 1;
        computing->text.is_struck = value == 2;
    }
    return is_good;
}

static bool apply_align(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"justify", ALIGN_JUSTIFY}, {"start", ALIGN_START},
                                 {"left", ALIGN_START},      {"end", ALIGN_END},
                                 {"right", ALIGN_END},       {"center", ALIGN_CENTRE}};
    int value = 0;
    bool is_good = READ_WORD(values, words, &value);
    if (is_good) {
        *MEMBER(&computing->box, Alignment, property) = (Alignment)value;
        if (property->offset == offsetof(BoxStyle, align)) {
            computing->box.last_line = value == ALIGN_JUSTIFY ? ALIGN_START : (Alignment)value;
        }
    }
    return is_good;
}

/* Lengths that may be negative or not are the same here: make-up bounds what it uses. */
static bool apply_hyphens(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"auto", true}, {"manual", false}, {"none", false}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->box.hyphenates = is_good ? value : computing->box.hyphenates;
    return is_good;
}

static bool apply_white_space(const GArray *values, Computing *computing,
                              const Property *property) {
    static const Word words[] = {{"normal", false}, {"pre", true}, {"pre-wrap", true}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->box.keeps_white_space = is_good ? value : computing->box.keeps_white_space;
    return is_good;
}

static const Property rows[] = {
    {"font-size", apply_size, NULL, 0, true},
    {"line-height", apply_leading, NULL, 0, false},
    {"font-family", apply_families, NULL, 0, false},
    {"font-weight", apply_weight, NULL, 0, false},
    {"font-style", apply_slope, NULL, 0, false},
    {"font-variant-caps", apply_caps, NULL, 0, false},
    {"text-transform", apply_caps, NULL, 0, false},
    {"font-variant-numeric", apply_figures, NULL, 0, false},
    {"font-variant-position", apply_position, NULL, 0, false},
    {"vertical-align", apply_position, NULL, 0, false},
    {"font-variant-ligatures", apply_ligatures, NULL, 0, false},
    {"letter-spacing", apply_letter_space, NULL, 0, false},
    {"color", apply_ink, NULL, 0, false},
    {"text-decoration", apply_lines_drawn, NULL, 0, false},
    {"text-align", apply_align, NULL, OF_BOX(align), false},
    {"text-align-last", apply_align, NULL, OF_BOX(last_line), false},
    {"text-indent", apply_length, NULL, OF_BOX(indent_mpt), false},
    {"hyphens", apply_hyphens, NULL, 0, false},
    {"white-space", apply_white_space, NULL, 0, false},
    {"orphans", apply_count, NULL, OF_BOX(orphans), false},
    {"widows", apply_count, NULL, OF_BOX(widows), false},
};
const PropertyTable text_properties = {rows, G_N_ELEMENTS(rows)};
