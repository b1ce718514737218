/* A table on a terminal: columns as wide as what stands in them, East Asian width counted, headings
 * between the rows. */
#ifndef GALLEY_COMMANDS_TABLE_H
#define GALLEY_COMMANDS_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct Table Table;
/* Column names up to NULL; one that ends in '>' is set to the right. */
Table *table_new(const char *first, ...) G_GNUC_NULL_TERMINATED;
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)
/* As many cells as columns, then NULL. Copied. */
void table_add_row(Table *table, const char *first, ...) G_GNUC_NULL_TERMINATED;
void table_add_heading(Table *table, const char *text);
void table_print(const Table *table, FILE *stream, bool colour);

#endif
