/* Properties of @page. */
#include "style/print_properties.h"

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
    Mpt lengths[SIDE_COUNT];
    (void)property;
    if (!read_four(values, 0, lengths) || lengths[SIDE_TOP] < 0 || lengths[SIDE_END] < 0 ||
        lengths[SIDE_BOTTOM] < 0 || lengths[SIDE_START] < 0) {
        return false;
    }
    page->margin_top_mpt = lengths[SIDE_TOP];
    page->margin_right_mpt = lengths[SIDE_END];
    page->margin_bottom_mpt = lengths[SIDE_BOTTOM];
    page->margin_left_mpt = lengths[SIDE_START];
    return true;
}

static bool page_length(const GArray *values, PageStyle *page, const Property *property) {
    Mpt length = 0;
    bool is_good =
        values->len == 1 && value_length(value_at(values, 0), 0, 0, &length) && length >= 0;
    *MEMBER(page, Mpt, property) = is_good ? length : *MEMBER(page, Mpt, property);
    return is_good;
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

/* border-top is the rule below the running head, border-bottom that above the foot. */
static const Property rows[] = {
    {"size", NULL, page_size, 0, false},
    {"margin", NULL, page_margins, 0, false},
    {"margin-top", NULL, page_length, OF_PAGE(margin_top_mpt), false},
    {"margin-bottom", NULL, page_length, OF_PAGE(margin_bottom_mpt), false},
    {"margin-left", NULL, page_length, OF_PAGE(margin_left_mpt), false},
    {"margin-right", NULL, page_length, OF_PAGE(margin_right_mpt), false},
    {"bleed", NULL, page_length, OF_PAGE(bleed_mpt), false},
    {"marks", NULL, page_marks, 0, false},
    {"columns", NULL, page_columns, 0, false},
    {"column-count", NULL, page_columns, 0, false},
    {"column-gap", NULL, page_length, OF_PAGE(column_gap_mpt), false},
    {"column-rule", NULL, page_rule, OF_PAGE(column_rule), false},
    {"border-top", NULL, page_rule, OF_PAGE(head_rule), false},
    {"border-bottom", NULL, page_rule, OF_PAGE(foot_rule), false},
};
const PropertyTable page_properties = {rows, G_N_ELEMENTS(rows)};
