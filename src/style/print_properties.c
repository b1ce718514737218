/* The properties that print knows: one row each. The same list, for people, is docs/print-css.md.
 */
#include "style/print_sheet.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

struct Property {
    const char *name;
    bool (*apply)(const GArray *values, Computing *computing, const Property *property);
    bool (*apply_page)(const GArray *values, PageStyle *page, const Property *property);
    size_t offset; /* of the member that it sets, or a side's number */
    bool decides_size;
};

typedef struct {
    const char *word;
    int value;
} Word;

static const CssToken *value_at(const GArray *values, guint index) {
    return index < values->len ? &g_array_index(values, CssToken, index) : NULL;
}

/* The value is one word of the list. */
static bool read_word(const GArray *values, const Word *words, size_t count, int *value) {
    for (size_t i = 0; values->len == 1 && i < count; i++) {
        if (token_is_word(value_at(values, 0), words[i].word)) {
            *value = words[i].value;
            return true;
        }
    }
    return false;
}

#define READ_WORD(values, words, value) read_word(values, words, G_N_ELEMENTS(words), value)
#define MEMBER(structure, type, property)                                                          \
    ((type *)(void *)((char *)(structure) + (property)->offset))

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
    computing->has_relative_leading = token->kind == CSS_NUMBER && token->number > 0;
    if (computing->has_relative_leading) {
        computing->leading_permille = (int64_t)lround(token->number * 1000);
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

static bool apply_background(const GArray *values, Computing *computing, const Property *property) {
    guint at = 0;
    (void)property;
    return value_ink(values, &at, &computing->box.background) && at == values->len;
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
static bool apply_length(const GArray *values, Computing *computing, const Property *property) {
    return values->len == 1 && value_length(value_at(values, 0), computing->text.size_mpt, 0,
                                            MEMBER(&computing->box, Mpt, property));
}

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

static bool read_count(const GArray *values, unsigned most, unsigned *count) {
    const CssToken *token = value_at(values, 0);
    bool is_good = values->len == 1 && token->kind == CSS_NUMBER && token->is_integer &&
                   token->number >= 0 && token->number <= most;
    *count = is_good ? (unsigned)token->number : *count;
    return is_good;
}

static bool apply_count(const GArray *values, Computing *computing, const Property *property) {
    return read_count(values, 9, MEMBER(&computing->box, unsigned, property));
}

static bool apply_initial(const GArray *values, Computing *computing, const Property *property) {
    if (values->len == 1 && token_is_word(value_at(values, 0), "normal")) {
        computing->box.initial_lines = 0;
        return true;
    }
    return apply_count(values, computing, property);
}

static bool apply_display(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"block", DISPLAY_AS_BLOCK},
                                 {"list-item", DISPLAY_AS_BLOCK},
                                 {"inline", DISPLAY_AS_INLINE},
                                 {"none", DISPLAY_AS_NOTHING}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->box.display = is_good ? (DisplayAs)value : computing->box.display;
    return is_good;
}

/* One to four lengths: top, right, bottom, left, of which left and right are start and end. */
static bool apply_four(const GArray *values, Computing *computing, const Property *property) {
    static const unsigned from[4][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    Mpt lengths[4];
    if (values->len < 1 || values->len > 4) {
        return false;
    }
    for (guint i = 0; i < values->len; i++) {
        if (!value_length(value_at(values, i), computing->text.size_mpt, 0, &lengths[i])) {
            return false;
        }
    }
    for (unsigned side = 0; side < SIDE_COUNT; side++) {
        MEMBER(&computing->box, Mpt, property)[side] = lengths[from[values->len - 1][side]];
    }
    return true;
}

static bool read_rule(const GArray *values, Mpt em_mpt, Rule *rule) {
    Rule read = {.width_mpt = 500, .ink = {.kind = INK_GREY, .parts = {1000}}};
    bool has_style = false;
    for (guint at = 0; at < values->len;) {
        const CssToken *token = value_at(values, at);
        if (token_is_word(token, "none")) {
            read.width_mpt = 0;
            has_style = true;
            at++;
        } else if (token_is_word(token, "solid") || token_is_word(token, "double")) {
            read.is_double = token_is_word(token, "double");
            has_style = true;
            at++;
        } else if (value_length(token, em_mpt, 0, &read.width_mpt)) {
            at++;
        } else if (!value_ink(values, &at, &read.ink)) {
            return false;
        }
    }
    *rule = has_style && read.width_mpt >= 0 ? read : *rule;
    return has_style;
}

/* "0.5pt solid black" */
static bool apply_border(const GArray *values, Computing *computing, const Property *property) {
    return read_rule(values, computing->text.size_mpt, &computing->box.border[property->offset]);
}

static bool apply_all_borders(const GArray *values, Computing *computing,
                              const Property *property) {
    (void)property;
    bool is_good = read_rule(values, computing->text.size_mpt, &computing->box.border[SIDE_TOP]);
    for (int side = SIDE_TOP + 1; is_good && side < SIDE_COUNT; side++) {
        computing->box.border[side] = computing->box.border[SIDE_TOP];
    }
    return is_good;
}

static bool apply_break(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"auto", BREAK_AUTO},     {"avoid", BREAK_AVOID},
                                 {"column", BREAK_COLUMN}, {"page", BREAK_PAGE},
                                 {"right", BREAK_RIGHT},   {"left", BREAK_LEFT},
                                 {"recto", BREAK_RIGHT},   {"verso", BREAK_LEFT}};
    int value = 0;
    bool is_good = READ_WORD(values, words, &value);
    if (is_good) {
        *MEMBER(&computing->box, BreakWish, property) = (BreakWish)value;
    }
    return is_good;
}

static bool apply_float(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"none", FLOAT_NONE},
                                 {"top", FLOAT_TOP},
                                 {"bottom", FLOAT_BOTTOM},
                                 {"top-bottom", FLOAT_NEAR}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->box.page_float = is_good ? (PageFloat)value : computing->box.page_float;
    return is_good;
}

static bool apply_span(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"all", true}, {"none", false}};
    int value = 0;
    (void)property;
    bool is_good = READ_WORD(values, words, &value);
    computing->box.spans_columns = is_good ? value : computing->box.spans_columns;
    return is_good;
}

static bool apply_width(const GArray *values, Computing *computing, const Property *property) {
    const CssToken *token = value_at(values, 0);
    if (values->len == 1 && token->kind == CSS_PERCENTAGE && token->number > 0 &&
        token->number <= 100) {
        computing->box.width_permille = (unsigned)lround(token->number * 10);
        return true;
    }
    if (values->len == 1 && token_is_word(token, "auto")) {
        computing->box.width_permille = 0;
        computing->box.width_mpt = 0;
        return true;
    }
    return apply_length(values, computing, property);
}

static bool apply_page_name(const GArray *values, Computing *computing, const Property *property) {
    (void)property;
    if (values->len != 1 || value_at(values, 0)->kind != CSS_IDENT) {
        return false;
    }
    g_autofree char *name = token_text(value_at(values, 0));
    computing->box.page_name = g_intern_string(name);
    return true;
}

/* Text of an element's own: strings, one after another. */
static bool apply_text(const GArray *values, Computing *computing, const Property *property) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < values->len; i++) {
        const CssToken *token = value_at(values, i);
        if (token->kind != CSS_STRING && token->kind != CSS_IDENT) {
            return false;
        }
        g_autofree char *piece = token_text(token);
        g_string_append(text, piece);
    }
    bool is_none = values->len == 1 && token_is_word(value_at(values, 0), "none") &&
                   property->offset == offsetof(BoxStyle, content);
    *MEMBER(&computing->box, const char *, property) = is_none ? NULL : g_intern_string(text->str);
    return values->len > 0;
}

/* Pieces of a margin box: "Page " counter(page), string(article). Kept for the page. */
static bool apply_content(const GArray *values, Computing *computing, const Property *property) {
    static const char *const strings[] = {"publication", "issue",   "date",
                                          "section",     "article", "authors"};
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(ContentPiece));
    for (guint i = 0; i < values->len; i++) {
        const CssToken *token = value_at(values, i);
        ContentPiece piece = {.kind = PIECE_TEXT};
        if (token->kind == CSS_FUNCTION) {
            const CssToken *argument = value_at(values, i + 1), *close = value_at(values, i + 2);
            bool is_folio = token_is_word(token, "counter(");
            if (argument == NULL || close == NULL || !css_token_is(close, ')') ||
                (!is_folio && !token_is_word(token, "string("))) {
                return false;
            }
            piece.kind = is_folio ? PIECE_FOLIO : PIECE_STRING;
            for (size_t k = 0; k < G_N_ELEMENTS(strings); k++) {
                piece.text = token_is_word(argument, strings[k]) ? strings[k] : piece.text;
            }
            if (is_folio != token_is_word(argument, "page") || (!is_folio && piece.text == NULL)) {
                return false;
            }
            i += 2;
        } else if (token->kind == CSS_STRING) {
            g_autofree char *text = token_text(token);
            piece.text = g_intern_string(text);
        } else {
            return values->len == 1 &&
                   (token_is_word(token, "none") || token_is_word(token, "normal"));
        }
        g_array_append_val(pieces, piece);
    }
    bool is_text = pieces->len == 1 && g_array_index(pieces, ContentPiece, 0).kind == PIECE_TEXT;
    if (is_text) {
        (void)apply_text(values, computing, property);
    }
    computing->piece_count = pieces->len;
    g_free(computing->pieces);
    computing->pieces = (ContentPiece *)(void *)g_array_free(g_steal_pointer(&pieces), FALSE);
    return values->len > 0;
}

/* Pages */

static const struct {
    const char *name;
    double width_mm, height_mm;
} page_sizes[] = {
    {"a3", 297, 420},
    {"a4", 210, 297},
    {"a5", 148, 210},
    {"a6", 105, 148},
    {"letter", 215.9, 279.4},
    {"legal", 215.9, 355.6},
    {"half-letter", 139.7, 215.9},
    {"tabloid", 280, 400},
    {"ledger", 279.4, 431.8},
    {"broadsheet", 350, 500},
};

static bool page_size(const GArray *values, PageStyle *page, const Property *property) {
    Mpt width = 0, height = 0;
    (void)property;
    if (values->len == 2 && value_length(value_at(values, 0), 0, 0, &width) &&
        value_length(value_at(values, 1), 0, 0, &height) && width > 0 && height > 0) {
        page->width_mpt = width;
        page->height_mpt = height;
        return true;
    }
    bool is_turned = values->len == 2 && token_is_word(value_at(values, 1), "landscape");
    for (size_t i = 0; values->len >= 1 && i < G_N_ELEMENTS(page_sizes); i++) {
        if (token_is_word(value_at(values, 0), page_sizes[i].name)) {
            width = mpt_from_mm(page_sizes[i].width_mm);
            height = mpt_from_mm(page_sizes[i].height_mm);
            page->width_mpt = is_turned ? height : width;
            page->height_mpt = is_turned ? width : height;
            return values->len == 1 || is_turned;
        }
    }
    return false;
}

static bool page_margins(const GArray *values, PageStyle *page, const Property *property) {
    static const unsigned from[4][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    Mpt lengths[4];
    (void)property;
    for (guint i = 0; i < values->len && i < 4; i++) {
        if (!value_length(value_at(values, i), 0, 0, &lengths[i])) {
            return false;
        }
    }
    if (values->len < 1 || values->len > 4) {
        return false;
    }
    const unsigned *side = from[values->len - 1];
    page->margin_top_mpt = lengths[side[0]];
    page->margin_right_mpt = lengths[side[1]];
    page->margin_bottom_mpt = lengths[side[2]];
    page->margin_left_mpt = lengths[side[3]];
    return true;
}

static bool page_length(const GArray *values, PageStyle *page, const Property *property) {
    return values->len == 1 &&
           value_length(value_at(values, 0), 0, 0, MEMBER(page, Mpt, property)) &&
           *MEMBER(page, Mpt, property) >= 0;
}

static bool page_marks(const GArray *values, PageStyle *page, const Property *property) {
    (void)property;
    for (guint i = 0; i < values->len; i++) {
        const CssToken *token = value_at(values, i);
        if (!token_is_word(token, "crop") && !token_is_word(token, "cross") &&
            !token_is_word(token, "none")) {
            return false;
        }
        page->has_marks = !token_is_word(token, "none");
    }
    return values->len > 0;
}

static bool page_columns(const GArray *values, PageStyle *page, const Property *property) {
    unsigned count = 0;
    (void)property;
    bool is_good = read_count(values, 4, &count) && count > 0;
    page->columns = is_good ? count : page->columns;
    return is_good;
}

static bool page_rule(const GArray *values, PageStyle *page, const Property *property) {
    return read_rule(values, 0, MEMBER(page, Rule, property));
}

#define BOX(member) offsetof(BoxStyle, member)
#define SIDE(member, side) (offsetof(BoxStyle, member) + (side) * sizeof(Mpt))
#define PAGE(member) offsetof(PageStyle, member)

static const Property properties[] = {
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
    {"background-color", apply_background, NULL, 0, false},
    {"text-decoration", apply_lines_drawn, NULL, 0, false},
    {"text-align", apply_align, NULL, BOX(align), false},
    {"text-align-last", apply_align, NULL, BOX(last_line), false},
    {"text-indent", apply_length, NULL, BOX(indent_mpt), false},
    {"hyphens", apply_hyphens, NULL, 0, false},
    {"white-space", apply_white_space, NULL, 0, false},
    {"orphans", apply_count, NULL, BOX(orphans), false},
    {"widows", apply_count, NULL, BOX(widows), false},
    {"initial-letter", apply_initial, NULL, BOX(initial_lines), false},
    {"display", apply_display, NULL, 0, false},
    {"margin", apply_four, NULL, BOX(margin_mpt), false},
    {"margin-top", apply_length, NULL, SIDE(margin_mpt, SIDE_TOP), false},
    {"margin-bottom", apply_length, NULL, SIDE(margin_mpt, SIDE_BOTTOM), false},
    {"margin-left", apply_length, NULL, SIDE(margin_mpt, SIDE_START), false},
    {"margin-right", apply_length, NULL, SIDE(margin_mpt, SIDE_END), false},
    {"padding", apply_four, NULL, BOX(padding_mpt), false},
    {"padding-top", apply_length, NULL, SIDE(padding_mpt, SIDE_TOP), false},
    {"padding-bottom", apply_length, NULL, SIDE(padding_mpt, SIDE_BOTTOM), false},
    {"padding-left", apply_length, NULL, SIDE(padding_mpt, SIDE_START), false},
    {"padding-right", apply_length, NULL, SIDE(padding_mpt, SIDE_END), false},
    {"border", apply_all_borders, NULL, 0, false},
    {"border-top", apply_border, NULL, SIDE_TOP, false},
    {"border-bottom", apply_border, NULL, SIDE_BOTTOM, false},
    {"border-left", apply_border, NULL, SIDE_START, false},
    {"border-right", apply_border, NULL, SIDE_END, false},
    {"break-before", apply_break, NULL, BOX(break_before), false},
    {"break-after", apply_break, NULL, BOX(break_after), false},
    {"break-inside", apply_break, NULL, BOX(break_inside), false},
    {"float", apply_float, NULL, 0, false},
    {"column-span", apply_span, NULL, 0, false},
    {"width", apply_width, NULL, BOX(width_mpt), false},
    {"page", apply_page_name, NULL, 0, false},
    {"content", apply_content, NULL, BOX(content), false},
    {"list-style-type", apply_text, NULL, BOX(list_marker), false},
};

/* Those of @page. Its border-top is the rule below the running head, border-bottom that above the
 * foot. */
static const Property page_properties[] = {
    {"size", NULL, page_size, 0, false},
    {"margin", NULL, page_margins, 0, false},
    {"margin-top", NULL, page_length, PAGE(margin_top_mpt), false},
    {"margin-bottom", NULL, page_length, PAGE(margin_bottom_mpt), false},
    {"margin-left", NULL, page_length, PAGE(margin_left_mpt), false},
    {"margin-right", NULL, page_length, PAGE(margin_right_mpt), false},
    {"bleed", NULL, page_length, PAGE(bleed_mpt), false},
    {"marks", NULL, page_marks, 0, false},
    {"columns", NULL, page_columns, 0, false},
    {"column-count", NULL, page_columns, 0, false},
    {"column-gap", NULL, page_length, PAGE(column_gap_mpt), false},
    {"column-rule", NULL, page_rule, PAGE(column_rule), false},
    {"border-top", NULL, page_rule, PAGE(head_rule), false},
    {"border-bottom", NULL, page_rule, PAGE(foot_rule), false},
};

void computing_clear(Computing *computing) {
    g_clear_pointer(&computing->families, g_free);
    g_clear_pointer(&computing->pieces, g_free);
}

const Property *property_find(const char *name, size_t length_bytes, bool on_page) {
    const Property *rows = on_page ? page_properties : properties;
    size_t count = on_page ? G_N_ELEMENTS(page_properties) : G_N_ELEMENTS(properties);
    for (size_t i = 0; i < count; i++) {
        if (strlen(rows[i].name) == length_bytes &&
            g_ascii_strncasecmp(rows[i].name, name, length_bytes) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

bool property_decides_size(const Property *property) {
    return property->decides_size;
}

bool property_apply(const Declaration *declaration, Computing *computing) {
    return declaration->property->apply != NULL &&
           declaration->property->apply(declaration->values, computing, declaration->property);
}

bool property_apply_page(const Declaration *declaration, PageStyle *page) {
    return declaration->property->apply_page != NULL &&
           declaration->property->apply_page(declaration->values, page, declaration->property);
}
