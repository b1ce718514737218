/* Tables: a box round each, for a theme to hold on to, with a class that says how hard it is to set
 * on a small screen. Stylesheets for e-readers cannot ask how wide a page is, so the table is
 * measured here instead. */
#include "xhtml/parts.h"

#include "base/limits.h"

#include <string.h>

/* Characters side by side that no line break can make fewer: what fits on a telephone in letters
 * of twice the usual size, and what fits there if the letters are smaller. */
enum { NARROW_CHARACTERS = 20, WIDE_CHARACTERS = 28 };

static unsigned longest_word(const xmlNode *cell) {
    g_autofree char *said = node_plain_text(cell);
    unsigned longest = 0;
    unsigned length = 0;
    for (const char *at = said; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        bool breaks = *at == ' ' || *at == '-' || g_unichar_iswide(character);
        length = breaks ? 0 : length + 1;
        longest = MAX(longest, length);
    }
    return longest;
}

/* The longest words of the columns, side by side. Cells that span columns are left to the others.
 */
static unsigned least_characters(const xmlNode *table) {
    unsigned columns[LIMIT_TABLE_COLUMNS] = {0};
    for (const xmlNode *row = table; row != NULL; row = node_next(row, table, false)) {
        if (element_of(row) != ELEMENT_TR) {
            continue;
        }
        size_t column = 0;
        for (const xmlNode *cell = row->children; cell != NULL && column < LIMIT_TABLE_COLUMNS;
             cell = cell->next) {
            columns[column] = MAX(columns[column], longest_word(cell) + 1);
            column++;
        }
    }
    unsigned sum = 0;
    for (size_t column = 0; column < LIMIT_TABLE_COLUMNS; column++) {
        sum += columns[column];
    }
    return sum;
}

void tables_append(Text *text, xmlNode *to, const xmlNode *node) {
    unsigned characters = least_characters(node);
    xmlNode *box = page_add(to, "div",
                            characters <= NARROW_CHARACTERS ? "table"
                            : characters <= WIDE_CHARACTERS ? "table wide-table"
                                                            : "table widest-table");
    text_append_children(text, text_add_copy(box, node), node);
}

/* Markdown makes every table begin with a head. One that says nothing is none. */
static bool is_blank_head(const xmlNode *part) {
    if (element_of(part) != ELEMENT_THEAD) {
        return false;
    }
    for (const xmlNode *node = part; node != NULL; node = node_next(node, part, false)) {
        bool says_nothing = node->type == XML_ELEMENT_NODE ? node_kind(node) != NODE_IMAGE
                                                           : text_is_blank(node_text(node));
        if (!says_nothing) {
            return false;
        }
    }
    return true;
}

void tables_append_part(Text *text, xmlNode *to, const xmlNode *node) {
    if (!is_blank_head(node)) {
        text_append_children(text, text_add_copy(to, node), node);
    }
}

static bool is_in_head(const xmlNode *cell) {
    return element_of(cell->parent->parent) == ELEMENT_THEAD;
}

static bool is_in_first_row(const xmlNode *cell) {
    const xmlNode *row = cell->parent;
    return row->prev == NULL && (row->parent->prev == NULL || is_in_head(cell));
}

/* What a heading cell is for: its column if it stands in the table's head, else its row. */
void tables_append_cell(Text *text, xmlNode *to, const xmlNode *node) {
    xmlNode *cell = text_add_copy(to, node);
    if (element_of(node) == ELEMENT_TH && node_get(node, ATTRIBUTE_SCOPE) == NULL) {
        bool heads_column = is_in_head(node) || (is_in_first_row(node) && node->prev != NULL);
        page_set(cell, "scope", heads_column ? "col" : "row");
    }
    text_append_children(text, cell, node);
}
