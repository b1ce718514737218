/* Tables of Word documents (ECMA-376 part 1, 17.4). A cell that goes on from the row above is no
 * cell here but a span of the one where it began. */
#include "read/word.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const XmlItem *item;
    unsigned column, columns, rows;
    bool goes_on; /* from the row above */
} Cell;

typedef struct {
    const XmlItem *item;
    GArray *cells; /* Cell */
    bool is_head;
} Row;

typedef struct {
    WordDocument *word;
    GPtrArray *rows; /* Row * */
    unsigned columns;
} Table;

static void row_free(Row *row) {
    g_array_unref(row->cells);
    g_free(row);
}

static unsigned count_of(const WordDocument *word, const XmlItem *item, unsigned otherwise) {
    const char *value = xml_get(word->part->xml, item, NAME_W_VAL);
    long number = value != NULL ? strtol(value, NULL, 10) : otherwise;
    return (unsigned)CLAMP(number, 0, LIMIT_TABLE_COLUMNS + 1);
}

static void add_cell(Table *table, Row *row, const XmlItem *item, unsigned *column) {
    const XmlPart *xml = table->word->part->xml;
    const XmlItem *properties = xml_child(xml, item, NAME_W_TC_PR);
    const XmlItem *down = xml_child(xml, properties, NAME_W_V_MERGE);
    const XmlItem *across = xml_child(xml, properties, NAME_W_H_MERGE);
    if (xml_child(xml, properties, NAME_W_CELL_DEL) != NULL) {
        return;
    }
    Cell cell = {.item = item, .column = *column, .rows = 1};
    cell.columns = MAX(count_of(table->word, xml_child(xml, properties, NAME_W_GRID_SPAN), 1), 1);
    cell.goes_on = down != NULL && g_strcmp0(xml_get(xml, down, NAME_W_VAL), "restart") != 0;
    *column += cell.columns;
    bool joins = across != NULL && g_strcmp0(xml_get(xml, across, NAME_W_VAL), "restart") != 0;
    if (joins && row->cells->len > 0) { /* the old way to say gridSpan */
        g_array_index(row->cells, Cell, row->cells->len - 1).columns += cell.columns;
        return;
    }
    g_array_append_val(row->cells, cell);
}

/* Cells may stand in content controls and in what was inserted. */
static void find_cells(Table *table, Row *row, const XmlItem *parent, unsigned *column) {
    const XmlPart *xml = table->word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        if (at->name == NAME_W_TC) {
            add_cell(table, row, at, column);
        } else if (at->name != NAME_W_TR_PR && at->name != NAME_W_TBL_PR_EX &&
                   at->name != NAME_W_DEL && at->name != NAME_W_SDT_PR &&
                   at->name != NAME_CHARACTERS) {
            find_cells(table, row, at, column);
        }
    }
}

static void add_row(Table *table, const XmlItem *item) {
    const XmlPart *xml = table->word->part->xml;
    const XmlItem *properties = xml_child(xml, item, NAME_W_TR_PR);
    if (xml_child(xml, properties, NAME_W_DEL) != NULL) {
        table->word->file.deletions++;
        return;
    }
    table->word->file.insertions += xml_child(xml, properties, NAME_W_INS) != NULL;
    Row *row = g_new0(Row, 1);
    row->item = item;
    row->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    row->is_head = word_is_on(xml, xml_child(xml, properties, NAME_W_TBL_HEADER));
    unsigned column = count_of(table->word, xml_child(xml, properties, NAME_W_GRID_BEFORE), 0);
    if (column > 0) { /* the row begins further in */
        Cell gap = {.columns = column, .rows = 1};
        g_array_append_val(row->cells, gap);
    }
    find_cells(table, row, item, &column);
    table->columns = MAX(table->columns, column);
    g_ptr_array_add(table->rows, row);
}

static void find_rows(Table *table, const XmlItem *parent) {
    const XmlPart *xml = table->word->part->xml;
    for (const XmlItem *at = xml_first(xml, parent); at != NULL; at = xml_next(xml, at)) {
        if (at->name == NAME_W_TR) {
            add_row(table, at);
        } else if (at->name != NAME_W_TBL_PR && at->name != NAME_W_TBL_GRID &&
                   at->name != NAME_W_DEL && at->name != NAME_W_SDT_PR &&
                   at->name != NAME_CHARACTERS) {
            find_rows(table, at);
        }
    }
}

/* From the last row up: a cell that goes on hands its height to the one above it. */
static void join_cells(const Table *table) {
    unsigned open[LIMIT_TABLE_COLUMNS + 1] = {0};
    for (guint i = table->rows->len; i > 0; i--) {
        Row *row = table->rows->pdata[i - 1];
        unsigned next[LIMIT_TABLE_COLUMNS + 1] = {0};
        for (guint k = 0; k < row->cells->len; k++) {
            Cell *cell = &g_array_index(row->cells, Cell, k);
            if (cell->column > LIMIT_TABLE_COLUMNS) {
                continue;
            }
            cell->rows = open[cell->column] + 1;
            if (cell->goes_on && i > 1) {
                next[cell->column] = cell->rows;
            } else {
                cell->goes_on = false;
            }
        }
        memcpy(open, next, sizeof open);
    }
}

/* A cell goes on only from one that begins in its column. */
static bool has_cell_above(const Table *table, guint row, unsigned column) {
    if (row == 0) {
        return false;
    }
    const Row *above = table->rows->pdata[row - 1];
    for (guint k = 0; k < above->cells->len; k++) {
        if (g_array_index(above->cells, Cell, k).column == column) {
            return true;
        }
    }
    return false;
}

static void check_joins(const Table *table) {
    for (guint i = 0; i < table->rows->len; i++) {
        Row *row = table->rows->pdata[i];
        for (guint k = 0; k < row->cells->len; k++) {
            Cell *cell = &g_array_index(row->cells, Cell, k);
            cell->goes_on = cell->goes_on && has_cell_above(table, i, cell->column);
        }
    }
}

/* What is written in a cell that goes on is hidden in Word, and lost; it is not here. */
static void walk_hidden(WordDocument *word, const Table *table, guint row, const Cell *cell) {
    for (guint i = row + 1; i < row + cell->rows && i < table->rows->len; i++) {
        const Row *below = table->rows->pdata[i];
        for (guint k = 0; k < below->cells->len; k++) {
            const Cell *each = &g_array_index(below->cells, Cell, k);
            if (each->goes_on && each->column == cell->column && each->item != NULL) {
                word_walk_blocks(word, each->item);
            }
        }
    }
}

static void walk_row(const Table *table, guint index, bool is_head) {
    WordDocument *word = table->word;
    Manuscript *manuscript = word->file.manuscript;
    const Row *row = table->rows->pdata[index];
    manuscript_open_row(manuscript, is_head);
    for (guint k = 0; k < row->cells->len; k++) {
        const Cell *cell = &g_array_index(row->cells, Cell, k);
        if (cell->goes_on) {
            continue;
        }
        manuscript_open_cell(manuscript, cell->columns, cell->rows);
        if (cell->item != NULL) {
            word_walk_blocks(word, cell->item);
        }
        walk_hidden(word, table, index, cell);
        manuscript_close_cell(manuscript);
    }
    manuscript_close_row(manuscript);
}

/* A table past what a book can show: its cells one after the other. */
static void walk_as_text(const Table *table) {
    OfficeFile *file = &table->word->file;
    g_autofree char *most = g_strdup_printf("%d", LIMIT_TABLE_COLUMNS);
    manuscript_end_paragraph(file->manuscript);
    report_add(file->report, DIAGNOSTIC_TABLE_TOO_WIDE, manuscript_place(file->manuscript), NULL,
               most, NULL);
    for (guint i = 0; i < table->rows->len; i++) {
        const Row *row = table->rows->pdata[i];
        for (guint k = 0; k < row->cells->len; k++) {
            const Cell *cell = &g_array_index(row->cells, Cell, k);
            if (cell->item != NULL) {
                word_walk_blocks(table->word, cell->item);
            }
        }
    }
}

void word_walk_table(WordDocument *word, const XmlItem *item) {
    Table table = {.word = word, .rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free)};
    find_rows(&table, item);
    for (guint i = 0; i < table.rows->len; i++) {
        word->cells += ((const Row *)table.rows->pdata[i])->cells->len;
    }
    if (table.columns > LIMIT_TABLE_COLUMNS || word->cells > LIMIT_TABLE_CELLS) {
        walk_as_text(&table);
    } else {
        check_joins(&table);
        join_cells(&table);
        bool is_head = true;
        manuscript_open_table(word->file.manuscript);
        for (guint i = 0; i < table.rows->len; i++) {
            is_head =
                is_head && ((const Row *)table.rows->pdata[i])->is_head && i + 1 < table.rows->len;
            walk_row(&table, i, is_head);
        }
        manuscript_close_table(word->file.manuscript);
    }
    g_ptr_array_unref(table.rows);
}
