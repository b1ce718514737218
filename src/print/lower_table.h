/* Tables, from the tree to rows of slugs: cells in a grid, columns as wide as their words ask for,
 * rows as high as their fullest cell. */
#ifndef GALLEY_PRINT_LOWER_TABLE_H
#define GALLEY_PRINT_LOWER_TABLE_H

#include "base/limits.h"
#include "print/lower.h"

typedef enum { PART_HEAD, PART_BODY, PART_FOOT } TablePart;

typedef struct {
    const xmlNode *node;
    unsigned column, column_span; /* span at least 1 */
    unsigned row, row_span;
    Alignment align;
    bool heads_row, heads_column;
    /* When it is set: */
    GPtrArray *groups;                    /* SlugGroup, in its own measure */
    Mpt left_mpt;                         /* of its content */
    Mpt top_mpt, content_mpt, bottom_mpt; /* padding and border above it, itself, below it */
    Mpt giving_mpt; /* of the first and the last, what may go so that a row fits its steps */
    const BoxStyle *style;
} TableCell;

typedef struct {
    const xmlNode *node;
    const xmlNode *part_node; /* or NULL */
    TablePart part;
    guint first_cell, cell_count; /* in `cells` */
    unsigned steps;
    Mpt shift_mpt; /* of all content down, so that the row fills its steps */
    StructureElement *element;
} TableRow;

typedef struct {
    const Around *around;
    GArray *cells; /* TableCell */
    GArray *rows;  /* TableRow: heads, bodies, feet */
    unsigned columns;
    Mpt left_mpt;
    Mpt widths_mpt[LIMIT_TABLE_COLUMNS];
} Table;

/* The rows and cells of the tree. */
void table_collect(Table *table, const xmlNode *node);
void table_clear(Table *table);
/* Gives the columns their widths in a measure; may ask for smaller type. */
void table_measure(Table *table, Lower *lower, Mpt measure_mpt);
/* Sets all cells and makes slugs of the rows. */
void table_set(Table *table, Flow *flow, BlockMargins margins);

/* The element around a cell: its part's and its row's. `chain` has room for three. */
const Around *table_cell_around(const Lower *lower, const Table *table, const TableRow *row,
                                const TableCell *cell, Around chain[3]);

#endif
