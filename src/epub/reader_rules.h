/* What the readers' rules (model/reading_systems.def) share, whether an issue is looked at or a
 * book: the bounds that reading systems have, and the looks that both need. */
#ifndef GALLEY_EPUB_READER_RULES_H
#define GALLEY_EPUB_READER_RULES_H

#include "base/report.h"
#include "model/reading_systems.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    READER_TABLE_COLUMNS_KOBO = 4,
    READER_TABLE_COLUMNS_KINDLE = 10,
    READER_TABLE_ROWS_KINDLE = 100,
    READER_DRAWINGS_KINDLE = 25,
    READER_IMAGE_PIXELS_APPLE = 5600000,
    READER_COVER_SIDE_PX_ADOBE = 1600,
    READER_PAGE_BYTES_ADOBE = 260 * 1024,
    READER_PAGE_BYTES_KOBO = 3500000,
    READER_NOTE_LEAST_KOBO = 9, /* characters */
    READER_NOTE_MOST_KOBO = 5000,
    READER_HIDDEN_KINDLE = 10000, /* characters */
    READER_BOOK_BYTES_KINDLE = 50 * 1000 * 1000,
    READER_CONTENTS_DEPTH_KINDLE = 2,
};

/* The characters that some reading system does not draw, or stumbles over. */
enum { READER_CHARACTER_COUNT = 6 };

/* How often each was met, and where first. */
typedef struct {
    size_t count[READER_CHARACTER_COUNT];
    uint32_t line[READER_CHARACTER_COUNT], column[READER_CHARACTER_COUNT];
} CharacterCounts;

/* `line` and `column`: where the text begins, from 1. */
void reader_characters_count(CharacterCounts *counts, const char *text, size_t length_bytes,
                             uint32_t line, uint32_t column);
/* Which of `systems` the character concerns; 0: it was not met, or concerns none. */
unsigned reader_character_systems(const CharacterCounts *counts, size_t index, unsigned systems);
/* "U+00AD, a soft hyphen (3 times)"; caller frees. */
char *reader_character_say(const CharacterCounts *counts, size_t index);
const char *reader_character_hint(size_t index);

/* A table as it is walked: rows and columns so far. */
typedef struct {
    size_t rows, columns, columns_in_row;
} TableSize;
void table_size_row(TableSize *size);
void table_size_cell(TableSize *size, const char *colspan); /* NULL: 1 */
/* "12 columns", "240 rows"; NULL: Kindle shows it well. Caller frees. */
char *table_size_too_large(const TableSize *size);

#endif
