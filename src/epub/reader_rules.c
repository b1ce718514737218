/* The looks that issues and books share. */
#include "epub/reader_rules.h"

#include "base/limits.h"

#include <string.h>

enum {
    KINDLE = READING_SYSTEM_KINDLE,
    KOBO = READING_SYSTEM_KOBO,
    APPLE = READING_SYSTEM_APPLE,
    ADOBE = READING_SYSTEM_ADOBE,
};

/* In UTF-8 each begins with C2 or E2, which is what the search below relies on. */
static const struct {
    const char *bytes;  /* UTF-8 */
    unsigned char last; /* the last byte may be anything up to this; 0: it is as it stands */
    const char *but_before;
    unsigned systems;
    const char *said, *hint;
} characters[READER_CHARACTER_COUNT] = {
    {"\xC2\xAD", 0, NULL, KOBO | ADOBE, "U+00AD, a soft hyphen",
     "delete it: readers hyphenate by themselves, and the word is not found in dictionaries"},
    {"\xE2\x80\x82", 0x8A, NULL, KINDLE, "U+2002 to U+200A, a space of its own width",
     "write a plain space, or &nbsp; where the line must not break"},
    {"\xE2\x80\x8B", 0, NULL, ADOBE, "U+200B, a space of no width", "delete it, or write <wbr>"},
    {"\xE2\x80\x91", 0, NULL, KOBO | ADOBE, "U+2011, a hyphen that does not break",
     "write a plain hyphen"},
    {"\xE2\x81\xA0", 0, NULL, KOBO | ADOBE, "U+2060, a word joiner", "delete it"},
    {"\xE2\x86\xA9", 0, "\xEF\xB8\x8E", KOBO | APPLE, "U+21A9, an arrow that turns back",
     "write a word, or another arrow such as U+2191"},
};

static void meet(CharacterCounts *counts, size_t index, const char *text, const char *p,
                 uint32_t line, uint32_t column) {
    if (counts->count[index]++ > 0) {
        return;
    }
    const char *line_start = text;
    for (const char *q = text; q < p; q++) {
        if (*q == '\n') {
            line++;
            line_start = q + 1;
        }
    }
    counts->line[index] = line;
    uint32_t before = (uint32_t)g_utf8_strlen(line_start, p - line_start);
    counts->column[index] = line_start == text ? column + before : 1 + before;
}

static bool begins(const char *p, const char *end, const char *bytes) {
    size_t length = strlen(bytes);
    return (size_t)(end - p) >= length && memcmp(p, bytes, length) == 0;
}

static bool is_character(const char *p, const char *end, size_t index) {
    const char *bytes = characters[index].bytes;
    const char *harmless = characters[index].but_before;
    size_t before = strlen(bytes) - 1;
    if ((size_t)(end - p) <= before || memcmp(p, bytes, before) != 0) {
        return false;
    }
    unsigned char first = (unsigned char)bytes[before];
    unsigned char found = (unsigned char)p[before];
    return found >= first && found <= MAX(first, characters[index].last) &&
           (harmless == NULL || !begins(p + before + 1, end, harmless));
}

void reader_characters_count(CharacterCounts *counts, const char *text, size_t length_bytes,
                             uint32_t line, uint32_t column) {
    const char *end = text + length_bytes;
    for (const char *p = text; p < end; p++) {
        if (*p != '\xC2' && *p != '\xE2') {
            continue;
        }
        for (size_t i = 0; i < READER_CHARACTER_COUNT; i++) {
            if (is_character(p, end, i)) {
                meet(counts, i, text, p, line, column);
            }
        }
    }
}

unsigned reader_character_systems(const CharacterCounts *counts, size_t index, unsigned systems) {
    return counts->count[index] > 0 ? characters[index].systems & systems : 0;
}

char *reader_character_say(const CharacterCounts *counts, size_t index) {
    size_t count = counts->count[index];
    return count == 1
               ? g_strdup(characters[index].said)
               : g_strdup_printf("%s (%" G_GSIZE_FORMAT " times)", characters[index].said, count);
}

const char *reader_character_hint(size_t index) {
    return characters[index].hint;
}

void table_size_row(TableSize *size) {
    size->rows++;
    size->columns_in_row = 0;
}

void table_size_cell(TableSize *size, const char *colspan) {
    guint64 span = colspan == NULL ? 1 : g_ascii_strtoull(colspan, NULL, 10);
    size->columns_in_row += (size_t)CLAMP(span, 1, LIMIT_TABLE_COLUMNS);
    size->columns = MAX(size->columns, size->columns_in_row);
}

char *table_size_too_large(const TableSize *size) {
    if (size->columns > READER_TABLE_COLUMNS_KINDLE) {
        return g_strdup_printf("%" G_GSIZE_FORMAT " columns", size->columns);
    }
    return size->rows >= READER_TABLE_ROWS_KINDLE
               ? g_strdup_printf("%" G_GSIZE_FORMAT " rows", size->rows)
               : NULL;
}
