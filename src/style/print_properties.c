/* Finding and applying properties, and what reads the values of more than one. The list of all, for
 * people, is docs/print-css.md. */
#include "style/print_properties.h"

#include <string.h>

enum { HALF_POINT_MPT = 500 }; /* of a rule whose width is not said */

const CssToken *value_at(const GArray *values, guint index) {
    return index < values->len ? &g_array_index(values, CssToken, index) : NULL;
}

/* The value is one word of the list. */
bool read_word(const GArray *values, const Word *words, size_t count, int *value) {
    for (size_t i = 0; values->len == 1 && i < count; i++) {
        if (token_is_word(value_at(values, 0), words[i].word)) {
            *value = words[i].value;
            return true;
        }
    }
    return false;
}

bool read_count(const GArray *values, unsigned most, unsigned *count) {
    const CssToken *token = value_at(values, 0);
    bool is_good = values->len == 1 && token->kind == CSS_NUMBER && token->is_integer &&
                   token->number >= 0 && token->number <= most;
    *count = is_good ? (unsigned)token->number : *count;
    return is_good;
}

bool apply_count(const GArray *values, Computing *computing, const Property *property) {
    return read_count(values, 9, MEMBER(&computing->box, unsigned, property));
}

/* Lengths that may be negative or not are the same here: make-up bounds what it uses. */
bool apply_length(const GArray *values, Computing *computing, const Property *property) {
    return values->len == 1 && value_length(value_at(values, 0), computing->text.size_mpt, 0,
                                            MEMBER(&computing->box, Mpt, property));
}

bool read_rule(const GArray *values, Mpt em_mpt, Rule *rule) {
    Rule read;
    memset(&read, 0, sizeof read); /* styles are compared by their bytes */
    read.width_mpt = HALF_POINT_MPT;
    read.ink.kind = INK_GREY;
    read.ink.parts[0] = 1000;
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
    if (!has_style || read.width_mpt < 0) {
        return false;
    }
    memcpy(rule, &read, sizeof read);
    return true;
}

bool read_four(const GArray *values, Mpt em_mpt, Mpt lengths[SIDE_COUNT]) {
    static const unsigned from[4][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    Mpt read[4];
    if (values->len < 1 || values->len > 4) {
        return false;
    }
    for (guint i = 0; i < values->len; i++) {
        if (!value_length(value_at(values, i), em_mpt, 0, &read[i])) {
            return false;
        }
    }
    for (unsigned side = 0; side < SIDE_COUNT; side++) {
        lengths[side] = read[from[values->len - 1][side]];
    }
    return true;
}

void computing_clear(Computing *computing) {
    g_clear_pointer(&computing->families, g_free);
    g_clear_pointer(&computing->pieces, g_free);
}

static const Property *find_row(const PropertyTable *table, const char *name, size_t length_bytes) {
    for (size_t i = 0; i < table->count; i++) {
        const Property *row = &table->rows[i];
        if (strlen(row->name) == length_bytes &&
            g_ascii_strncasecmp(row->name, name, length_bytes) == 0) {
            return row;
        }
    }
    return NULL;
}

const Property *property_find(const char *name, size_t length_bytes, bool on_page) {
    if (on_page) {
        return find_row(&page_properties, name, length_bytes);
    }
    const Property *found = find_row(&text_properties, name, length_bytes);
    return found != NULL ? found : find_row(&box_properties, name, length_bytes);
}

const char *property_name(const Property *property) {
    return property->name;
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
