/* A table's cells in a grid, and how wide its columns are: as their texts would be in one line if
 * there is room, else between that and their longest words. */
#include "print/lower_table.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_SCALE_PERMILLE = 700, /* of the type in a table that is too wide */
    FILL_PERCENT = 70,          /* of the measure: a table so wide is made to fill it */
    MOST_APART_MPT = 8000,      /* between columns, besides their padding */
    SMALL_LACK_MPT = 18000,     /* of a column that is given all it lacks */
    STYLED_PERCENT = 106,       /* marked text may be broader than it was measured */
};

/* The grid */

static unsigned span_of(const xmlNode *cell, Attribute attribute, unsigned most) {
    const char *value = node_get(cell, attribute);
    long span = value == NULL ? 1 : strtol(value, NULL, 10);
    return (unsigned)CLAMP(span, 1, (long)most);
}

static Alignment alignment_of(const xmlNode *cell) {
    return node_has_class(cell, "right")    ? ALIGN_END
           : node_has_class(cell, "center") ? ALIGN_CENTRE
                                            : ALIGN_START;
}

static bool is_in_head(const xmlNode *cell) {
    return element_of(cell->parent->parent) == ELEMENT_THEAD;
}

/* What a heading cell is for: its column if it stands in the table's head or first row, else its
 * row. */
static void settle_scope(TableCell *cell) {
    if (element_of(cell->node) != ELEMENT_TH) {
        return;
    }
    const char *scope = node_get(cell->node, ATTRIBUTE_SCOPE);
    cell->heads_column = scope != NULL
                             ? g_str_has_prefix(scope, "col")
                             : is_in_head(cell->node) || (cell->row == 0 && cell->column > 0);
    cell->heads_row = !cell->heads_column;
}

static void add_row(Table *table, const xmlNode *node, const xmlNode *part, TablePart kind,
                    unsigned *busy) {
    TableRow row = {.node = node, .part_node = part, .part = kind, .first_cell = table->cells->len};
    unsigned column = 0;
    unsigned row_index = table->rows->len;
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || node_kind(child) != NODE_TABLE_CELL) {
            continue;
        }
        while (column < LIMIT_TABLE_COLUMNS && busy[column] > row_index) {
            column++;
        }
        column = MIN(column, LIMIT_TABLE_COLUMNS - 1);
        TableCell cell = {.node = child, .column = column, .row = row_index};
        cell.column_span = span_of(child, ATTRIBUTE_COLSPAN, LIMIT_TABLE_COLUMNS - column);
        cell.row_span = span_of(child, ATTRIBUTE_ROWSPAN, LIMIT_TABLE_CELLS);
        cell.align = alignment_of(child);
        settle_scope(&cell);
        for (unsigned i = 0; i < cell.column_span; i++, column++) {
            busy[column] = MAX(busy[column], row_index + cell.row_span);
        }
        table->columns = MAX(table->columns, column);
        g_array_append_val(table->cells, cell);
    }
    row.cell_count = table->cells->len - row.first_cell;
    if (row.cell_count > 0) {
        g_array_append_val(table->rows, row);
    }
}

/* Markdown makes every table begin with a head. One that says nothing is none. */
static bool says_nothing(const xmlNode *part) {
    for (const xmlNode *node = part; node != NULL; node = node_next(node, part, false)) {
        bool is_empty = node->type == XML_ELEMENT_NODE ? node_kind(node) != NODE_IMAGE
                                                       : text_is_blank(node_text(node));
        if (!is_empty) {
            return false;
        }
    }
    return true;
}

static TablePart kind_of_part(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_THEAD ? PART_HEAD : element == ELEMENT_TFOOT ? PART_FOOT : PART_BODY;
}

static void collect_part(Table *table, const xmlNode *part, TablePart kind, unsigned *busy) {
    for (const xmlNode *row = part->children; row != NULL; row = row->next) {
        if (row->type == XML_ELEMENT_NODE && node_kind(row) == NODE_TABLE_ROW) {
            add_row(table, row, part, kind, busy);
        }
    }
    for (unsigned i = 0; i < LIMIT_TABLE_COLUMNS; i++) { /* no cell reaches out of its part */
        busy[i] = MIN(busy[i], table->rows->len);
    }
}

static void clip_row_spans(Table *table) {
    for (guint i = 0; i < table->cells->len; i++) {
        TableCell *cell = &g_array_index(table->cells, TableCell, i);
        TablePart part = g_array_index(table->rows, TableRow, cell->row).part;
        unsigned end = cell->row + 1;
        while (end < table->rows->len && end < cell->row + cell->row_span &&
               g_array_index(table->rows, TableRow, end).part == part) {
            end++;
        }
        cell->row_span = end - cell->row;
    }
}

void table_collect(Table *table, const xmlNode *node) {
    unsigned busy[LIMIT_TABLE_COLUMNS] = {0}; /* the first row in which the column is free */
    table->cells = g_array_new(FALSE, TRUE, sizeof(TableCell));
    table->rows = g_array_new(FALSE, TRUE, sizeof(TableRow));
    for (int kind = PART_HEAD; kind <= PART_FOOT; kind++) {
        for (const xmlNode *part = node->children; part != NULL; part = part->next) {
            if (part->type != XML_ELEMENT_NODE) {
                continue;
            }
            NodeKind node_is = node_kind(part);
            if (node_is == NODE_TABLE_ROW && kind == PART_BODY) {
                add_row(table, part, NULL, PART_BODY, busy);
            } else if (node_is == NODE_TABLE_PART && (int)kind_of_part(part) == kind &&
                       (kind != PART_HEAD || !says_nothing(part))) {
                collect_part(table, part, (TablePart)kind, busy);
            }
        }
    }
    clip_row_spans(table);
}

void table_clear(Table *table) {
    for (guint i = 0; i < table->cells->len; i++) {
        g_clear_pointer(&g_array_index(table->cells, TableCell, i).groups, g_ptr_array_unref);
    }
    g_array_unref(table->cells);
    g_array_unref(table->rows);
}

const Around *table_cell_around(const Lower *lower, const Table *table, const TableRow *row,
                                const TableCell *cell, Around chain[3]) {
    const Around *outer = table->around;
    if (row->part_node != NULL) {
        chain[0] = around_node(lower, outer, row->part_node, NULL);
        outer = &chain[0];
    }
    chain[1] = around_node(lower, outer, row->node, NULL);
    chain[2] = around_node(lower, &chain[1], cell->node, NULL);
    return &chain[2];
}

/* Widths */

static unsigned longest_letters(const xmlNode *cell) {
    g_autofree char *said = node_plain_text(cell);
    unsigned longest = 0;
    unsigned length = 0;
    for (const char *at = said; *at != '\0'; at = g_utf8_next_char(at)) {
        bool breaks = *at == ' ' || *at == '-' || g_unichar_iswide(g_utf8_get_char(at));
        length = breaks ? 0 : length + 1;
        longest = MAX(longest, length);
    }
    return longest;
}

unsigned table_least_letters(const xmlNode *table) {
    unsigned columns[LIMIT_TABLE_COLUMNS] = {0};
    for (const xmlNode *row = table; row != NULL; row = node_next(row, table, false)) {
        size_t column = 0;
        if (row->type != XML_ELEMENT_NODE || node_kind(row) != NODE_TABLE_ROW) {
            continue;
        }
        for (const xmlNode *cell = row->children; cell != NULL && column < LIMIT_TABLE_COLUMNS;
             cell = cell->next) {
            if (cell->type == XML_ELEMENT_NODE) {
                columns[column] = MAX(columns[column], longest_letters(cell) + 1);
                column++;
            }
        }
    }
    unsigned letters = 0;
    for (size_t column = 0; column < LIMIT_TABLE_COLUMNS; column++) {
        letters += columns[column];
    }
    return letters;
}

typedef struct {
    Mpt natural_mpt[LIMIT_TABLE_COLUMNS]; /* all of its text in one line */
    Mpt least_mpt[LIMIT_TABLE_COLUMNS];   /* its longest word */
} Wants;

static Mpt longest_word(const Lower *lower, const Around *around, const char *text) {
    Mpt longest = 0;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        longest = MAX(longest, shape_width(lower->shaper, *word, around->style->text, around->lang,
                                           around->is_rtl));
    }
    return longest;
}

static bool holds_elements(const xmlNode *node) {
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            return true;
        }
    }
    return false;
}

/* Adds to the columns of a cell what they lack of a width, each the same. */
static void widen(Mpt *columns, const TableCell *cell, gint64 width_mpt) {
    gint64 have = 0;
    for (unsigned i = 0; i < cell->column_span; i++) {
        have += columns[cell->column + i];
    }
    Mpt more = (Mpt)(MAX(width_mpt - have, 0) / MAX(cell->column_span, 1U));
    for (unsigned i = 0; i < cell->column_span; i++) {
        columns[cell->column + i] += more;
    }
}

static void measure_cell(const Table *table, const Lower *lower, const TableCell *cell,
                         Wants *wants) {
    Around chain[3];
    const TableRow *row = &g_array_index(table->rows, TableRow, cell->row);
    const Around *around = table_cell_around(lower, table, row, cell, chain);
    g_autofree char *text = node_plain_text(cell->node);
    gint64 sides = box_edge_mpt(around->style, SIDE_START) + box_edge_mpt(around->style, SIDE_END);
    gint64 natural =
        shape_width(lower->shaper, text, around->style->text, around->lang, around->is_rtl);
    gint64 least = longest_word(lower, around, text);
    if (holds_elements(cell->node)) {
        natural = natural * STYLED_PERCENT / 100;
        least = least * STYLED_PERCENT / 100;
    }
    enum { ROOM_MPT = 100 }; /* so that rounding breaks no line */
    widen(wants->natural_mpt, cell, MIN(natural, G_MAXINT32 / 256) + sides + ROOM_MPT);
    widen(wants->least_mpt, cell, MIN(least, G_MAXINT32 / 256) + sides + ROOM_MPT);
}

static gint64 sum(const Mpt *widths, unsigned columns) {
    gint64 total = 0;
    for (unsigned i = 0; i < columns; i++) {
        total += widths[i];
    }
    return total;
}

/* Widths in the proportion of `from`, so that they fill the measure. */
static void scale_widths(Table *table, const Mpt *from, Mpt measure_mpt) {
    gint64 total = MAX(sum(from, table->columns), 1);
    for (unsigned i = 0; i < table->columns; i++) {
        table->widths_mpt[i] = (Mpt)MAX((gint64)from[i] * measure_mpt / total, 1);
    }
}

/* Columns get what they lack of their natural widths: those that lack little all of it, so that no
 * short text is broken for the sake of a long one; what is left is divided among the others by what
 * they lack. */
static void share_widths(Table *table, const Wants *wants, Mpt measure_mpt) {
    bool is_settled[LIMIT_TABLE_COLUMNS] = {false};
    gint64 left = measure_mpt - sum(wants->least_mpt, table->columns);
    gint64 lacking =
        sum(wants->natural_mpt, table->columns) - sum(wants->least_mpt, table->columns);
    for (unsigned round = 0; round < table->columns; round++) {
        unsigned next = table->columns;
        Mpt least_lack = G_MAXINT32;
        for (unsigned i = 0; i < table->columns; i++) {
            Mpt lack = wants->natural_mpt[i] - wants->least_mpt[i];
            if (!is_settled[i] && lack < least_lack) {
                least_lack = lack;
                next = i;
            }
        }
        bool gets_all =
            least_lack <= MAX(left / (table->columns - round), MIN(left, SMALL_LACK_MPT));
        Mpt more = gets_all ? least_lack : (Mpt)(left * least_lack / MAX(lacking, 1));
        table->widths_mpt[next] = wants->least_mpt[next] + more;
        is_settled[next] = true;
        left -= more;
        lacking -= least_lack;
    }
}

/* Columns as broad as their texts, a little apart where there is room for that. */
static void set_apart(Table *table, const Wants *wants, Mpt room_mpt) {
    Mpt apart = MIN(room_mpt / (Mpt)MAX(table->columns, 1U), MOST_APART_MPT);
    for (unsigned i = 0; i < table->columns; i++) {
        table->widths_mpt[i] = wants->natural_mpt[i] + apart;
    }
}

void table_measure(Table *table, Lower *lower, Mpt measure_mpt) {
    Wants wants = {0};
    for (int spanning = 0; spanning <= 1; spanning++) { /* what spans goes by what does not */
        for (guint i = 0; i < table->cells->len; i++) {
            const TableCell *cell = &g_array_index(table->cells, TableCell, i);
            if ((cell->column_span > 1) == (spanning == 1)) {
                measure_cell(table, lower, cell, &wants);
            }
        }
    }
    gint64 natural = sum(wants.natural_mpt, table->columns);
    gint64 least = sum(wants.least_mpt, table->columns);
    if (natural <= measure_mpt) {
        bool fills = natural * 100 >= (gint64)measure_mpt * FILL_PERCENT ||
                     table->around->style->width_permille >= 1000;
        if (fills) {
            scale_widths(table, wants.natural_mpt, measure_mpt);
        } else {
            set_apart(table, &wants, measure_mpt - (Mpt)natural);
        }
    } else if (least <= measure_mpt) {
        share_widths(table, &wants, measure_mpt);
    } else {
        unsigned scale = (unsigned)((gint64)measure_mpt * 1000 / MAX(least, 1));
        lower->scale_permille = MAX(scale, LEAST_SCALE_PERMILLE);
        lower->breaks_words = scale < LEAST_SCALE_PERMILLE;
        scale_widths(table, wants.least_mpt, measure_mpt);
    }
}
