/* Lines and columns. */
#include "markdown/places.h"

#include <string.h>

void places_begin(Places *places, const char *file, const char *text, size_t length_bytes,
                  uint32_t first_line, const Prepared *prepared) {
    *places = (Places){.file = file,
                       .text = text,
                       .length_bytes = length_bytes,
                       .first_line = first_line,
                       .prepared = prepared};
}

void places_clear(Places *places) {
    if (places->line_starts != NULL) {
        g_array_free(places->line_starts, TRUE);
    }
}

static void list_lines(Places *places) {
    if (places->line_starts != NULL) {
        return;
    }
    places->line_starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t at = 0;
    for (;;) {
        g_array_append_val(places->line_starts, at);
        const char *newline = memchr(places->text + at, '\n', places->length_bytes - at);
        if (newline == NULL) {
            break;
        }
        at = (size_t)(newline - places->text) + 1;
    }
}

/* `line` of the text, from 1. */
static size_t line_start(Places *places, uint32_t line) {
    list_lines(places);
    guint index = MIN(line, places->line_starts->len) - 1;
    return g_array_index(places->line_starts, size_t, index);
}

/* Characters before `byte` of a line: from the last answer on, if that is in the same line before
 * it (nodes come in the order of the text). */
static size_t characters_before(Places *places, uint32_t line, size_t byte) {
    size_t start = line_start(places, line);
    if (line != places->last_line || byte < places->last_byte) {
        places->last_line = line;
        places->last_byte = places->last_character = 0;
    }
    const char *text = places->text + start;
    size_t end = MIN(byte, places->length_bytes - start);
    for (; places->last_byte < end; places->last_byte++) {
        unsigned char c = (unsigned char)text[places->last_byte];
        places->last_character += (c & 0xC0) != 0x80;
    }
    return places->last_character;
}

/* A verse's no-break spaces have more bytes than the spaces of the text. */
static size_t byte_as_written(const Places *places, uint32_t line, size_t byte) {
    const GArray *edits = places->prepared->edits;
    size_t low = 0;
    size_t high = edits->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (g_array_index(edits, Edit, middle).line < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == edits->len) {
        return byte;
    }
    const Edit *edit = &g_array_index(edits, Edit, low);
    if (edit->line != line || edit->kind != EDIT_VERSE_INDENT) {
        return byte;
    }
    return byte >= edit->fed_bytes ? byte - edit->fed_bytes + edit->length_bytes : 0;
}

void places_enter_block(Places *places, const cmark_node *block) {
    int column = cmark_node_get_start_column((cmark_node *)block);
    places->block_offset_bytes = (size_t)MAX(column, 1) - 1;
    places->inline_line = places->uncounted_lines = 0;
    places->uncounted_bytes = 0;
}

void places_pass_break(Places *places, bool is_hard) {
    if (!is_hard || places->inline_line == 0) {
        places->uncounted_bytes = 0;
        return;
    }
    size_t start = line_start(places, places->inline_line);
    const char *line = places->text + start;
    const char *end = memchr(line, '\n', places->length_bytes - start);
    size_t length = end != NULL ? (size_t)(end - line) : 0;
    bool is_backslash = length > 0 && line[length - 1] == '\\';
    places->uncounted_lines += is_backslash;
    places->uncounted_bytes = is_backslash ? places->uncounted_bytes + length + 1 -
                                                 MIN(places->block_offset_bytes, length)
                                           : 0;
}

Position places_of(Places *places, const cmark_node *node) {
    if (places->is_fixed) {
        return places->fixed;
    }
    /* cmark's getters do not change the node; they only lack the const. */
    int fed_line = cmark_node_get_start_line((cmark_node *)node);
    int fed_column = cmark_node_get_start_column((cmark_node *)node);
    if (fed_line <= 0 || (uint32_t)fed_line <= places->fed_before) {
        return (Position){0, 0};
    }
    uint32_t line = (uint32_t)fed_line - places->fed_before + places->uncounted_lines;
    places->inline_line = line;
    uint32_t column = (uint32_t)MAX(fed_column, 1);
    column = column > places->uncounted_bytes ? column - (uint32_t)places->uncounted_bytes : 1;
    Position position = {places->first_line + line - 1, column};
    if (places->prepared->edits->len > 0) {
        position.column = (uint32_t)byte_as_written(places, line, position.column - 1) + 1;
    }
    if (!places->prepared->is_ascii) {
        position.column = (uint32_t)characters_before(places, line, position.column - 1) + 1;
    }
    return position;
}

Position places_of_byte(Places *places, size_t byte) {
    list_lines(places);
    guint low = 0;
    guint high = places->line_starts->len;
    while (high - low > 1) {
        guint middle = (low + high) / 2;
        if (g_array_index(places->line_starts, size_t, middle) <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    size_t start = g_array_index(places->line_starts, size_t, low);
    size_t column = characters_before(places, low + 1, byte - start);
    return (Position){places->first_line + low, (uint32_t)column + 1};
}

bool places_line_start(Places *places, const cmark_node *node, size_t *byte) {
    int fed_line = cmark_node_get_start_line((cmark_node *)node);
    if (places->is_fixed || fed_line <= 0 || (uint32_t)fed_line <= places->fed_before) {
        return false;
    }
    *byte = line_start(places, (uint32_t)fed_line - places->fed_before);
    return true;
}

Place places_place(const Places *places, Position position) {
    return place_at(places->file, position.line, position.column);
}
