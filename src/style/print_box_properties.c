/* Properties of what stands around letters and lines: space, borders, breaks, floats, content. */
#include "style/print_properties.h"

static bool apply_background(const GArray *values, Computing *computing, const Property *property) {
    guint at = 0;
    (void)property;
    return value_ink(values, &at, &computing->box.background) && at == values->len;
}

static bool apply_initial(const GArray *values, Computing *computing, const Property *property) {
    if (values->len == 1 && token_is_word(value_at(values, 0), "normal")) {
        computing->box.initial_lines = 0;
        return true;
    }
    return apply_count(values, computing, property);
}

static bool apply_most_lines(const GArray *values, Computing *computing, const Property *property) {
    if (values->len == 1 && token_is_word(value_at(values, 0), "none")) {
        computing->box.most_lines = 0;
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

/* Top, right, bottom, left, of which left and right are start and end. */
static bool apply_four(const GArray *values, Computing *computing, const Property *property) {
    return read_four(values, computing->text.size_mpt, MEMBER(&computing->box, Mpt, property));
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
        computing->box.width_permille = (unsigned)value_round(token->number * 10);
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

/* What marks an item: strings, one after another, or a word: "decimal". */
static bool apply_marker(const GArray *values, Computing *computing, const Property *property) {
    g_autoptr(GString) text = g_string_new(NULL);
    (void)property;
    for (guint i = 0; i < values->len; i++) {
        const CssToken *token = value_at(values, i);
        if (token->kind != CSS_STRING && (token->kind != CSS_IDENT || values->len > 1)) {
            return false;
        }
        g_autofree char *piece = token_text(token);
        g_string_append(text, piece);
    }
    computing->box.list_marker = g_intern_string(text->str);
    return values->len > 0;
}

/* counter(page) or string(NAME), whose first token is at `at`. False: it is neither. */
static bool read_piece_function(const GArray *values, guint at, ContentPiece *piece) {
    static const char *const strings[] = {"publication", "issue",   "date",
                                          "section",     "article", "authors"};
    const CssToken *argument = value_at(values, at + 1), *close = value_at(values, at + 2);
    if (argument == NULL || close == NULL || !css_token_is(close, ')')) {
        return false;
    }
    if (token_is_word(value_at(values, at), "counter(")) {
        piece->kind = PIECE_FOLIO;
        return token_is_word(argument, "page");
    }
    piece->kind = PIECE_STRING;
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) {
        piece->text = token_is_word(argument, strings[i]) ? strings[i] : piece->text;
    }
    return piece->text != NULL && token_is_word(value_at(values, at), "string(");
}

/* False: there is something else than strings and functions that are known. */
static bool read_pieces(const GArray *values, GArray *pieces) {
    for (guint i = 0; i < values->len; i++) {
        const CssToken *token = value_at(values, i);
        ContentPiece piece = {.kind = PIECE_TEXT};
        if (token->kind == CSS_STRING) {
            g_autofree char *text = token_text(token);
            piece.text = g_intern_string(text);
        } else if (token->kind == CSS_FUNCTION && read_piece_function(values, i, &piece)) {
            i += 2;
        } else {
            return false;
        }
        g_array_append_val(pieces, piece);
    }
    return values->len > 0;
}

/* Of ::before and ::after: their strings as one, NULL where a piece is known to pages alone. */
static const char *join_pieces(const GArray *pieces) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < pieces->len; i++) {
        const ContentPiece *piece = &g_array_index(pieces, ContentPiece, i);
        if (piece->kind != PIECE_TEXT) {
            return NULL;
        }
        g_string_append(text, piece->text);
    }
    return pieces->len == 0 ? NULL : g_intern_string(text->str);
}

/* "Page " counter(page), string(article); or nothing. */
static bool apply_content(const GArray *values, Computing *computing, const Property *property) {
    static const Word words[] = {{"none", 0}, {"normal", 0}};
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(ContentPiece));
    int value = 0;
    (void)property;
    if (!READ_WORD(values, words, &value) && !read_pieces(values, pieces)) {
        return false;
    }
    computing->box.content = join_pieces(pieces);
    computing->has_content = true;
    computing->piece_count = pieces->len;
    g_free(computing->pieces);
    computing->pieces = (ContentPiece *)(void *)g_array_free(g_steal_pointer(&pieces), FALSE);
    return true;
}

#define SIDE(member, side) (offsetof(BoxStyle, member) + (side) * sizeof(Mpt))

static const Property rows[] = {
    {"background-color", apply_background, NULL, 0, false},
    {"initial-letter", apply_initial, NULL, OF_BOX(initial_lines), false},
    {"max-lines", apply_most_lines, NULL, OF_BOX(most_lines), false},
    {"display", apply_display, NULL, 0, false},
    {"margin", apply_four, NULL, OF_BOX(margin_mpt), false},
    {"margin-top", apply_length, NULL, SIDE(margin_mpt, SIDE_TOP), false},
    {"margin-bottom", apply_length, NULL, SIDE(margin_mpt, SIDE_BOTTOM), false},
    {"margin-left", apply_length, NULL, SIDE(margin_mpt, SIDE_START), false},
    {"margin-right", apply_length, NULL, SIDE(margin_mpt, SIDE_END), false},
    {"padding", apply_four, NULL, OF_BOX(padding_mpt), false},
    {"padding-top", apply_length, NULL, SIDE(padding_mpt, SIDE_TOP), false},
    {"padding-bottom", apply_length, NULL, SIDE(padding_mpt, SIDE_BOTTOM), false},
    {"padding-left", apply_length, NULL, SIDE(padding_mpt, SIDE_START), false},
    {"padding-right", apply_length, NULL, SIDE(padding_mpt, SIDE_END), false},
    {"border", apply_all_borders, NULL, 0, false},
    {"border-top", apply_border, NULL, SIDE_TOP, false},
    {"border-bottom", apply_border, NULL, SIDE_BOTTOM, false},
    {"border-left", apply_border, NULL, SIDE_START, false},
    {"border-right", apply_border, NULL, SIDE_END, false},
    {"break-before", apply_break, NULL, OF_BOX(break_before), false},
    {"break-after", apply_break, NULL, OF_BOX(break_after), false},
    {"break-inside", apply_break, NULL, OF_BOX(break_inside), false},
    {"float", apply_float, NULL, 0, false},
    {"column-span", apply_span, NULL, 0, false},
    {"width", apply_width, NULL, OF_BOX(width_mpt), false},
    {"page", apply_page_name, NULL, 0, false},
    {"content", apply_content, NULL, 0, false},
    {"list-style-type", apply_marker, NULL, 0, false},
};
const PropertyTable box_properties = {rows, G_N_ELEMENTS(rows)};
