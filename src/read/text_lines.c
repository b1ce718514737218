/* Measuring lines. */
#include "read/text_lines.h"

#include "base/text.h"

#include <string.h>

enum {
    TAB_COLUMNS = 8,
    WIDEST_MEASURE = 140, /* columns that a machine wraps at */
    LEAST_FOLLOWED = 4,   /* lines that tell the measure */
    RAGGED_COLUMNS = 10,  /* that a line may be longer than the measure */
    WRAPPED_PERCENT = 55, /* of lines that have one after them, in a text that is wrapped */
    LEAST_WRAPPED_PERCENT = 33,
    MEASURE_PERCENT = 97, /* of lines are no wider than the measure */
};

uint32_t text_columns(const char *text, size_t length_bytes) {
    uint32_t columns = 0;
    const char *end = text + length_bytes;
    while (text < end) {
        if ((unsigned char)*text < 0x80) {
            columns++;
            text++;
            continue;
        }
        gunichar c = g_utf8_get_char(text);
        columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        text = g_utf8_next_char(text);
    }
    return columns;
}

/* Up to the first space; an ideograph is a word by itself. */
static uint32_t first_word_columns(const char *text, size_t length_bytes) {
    if (length_bytes == 0) {
        return 0;
    }
    if ((unsigned char)*text >= 0x80 && g_unichar_iswide(g_utf8_get_char(text))) {
        return 2;
    }
    const char *space = memchr(text, ' ', length_bytes);
    size_t word = space != NULL ? (size_t)(space - text) : length_bytes;
    return text_columns(text, word);
}

static bool is_white(const char *text, const char *end, size_t *length) {
    static const char *const wide[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};
    if (strchr(" \t", *text) != NULL) {
        *length = 1;
        return *text != '\0';
    }
    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++) {
        size_t bytes = strlen(wide[i]);
        if ((size_t)(end - text) >= bytes && memcmp(text, wide[i], bytes) == 0) {
            *length = bytes;
            return true;
        }
    }
    return false;
}

static TextLine measure_line(const char *text, size_t start, size_t end) {
    TextLine line = {0};
    const char *at = text + start;
    const char *stop = text + end;
    size_t length = 0;
    while (at < stop && is_white(at, stop, &length)) {
        bool is_wide = length == strlen("\xE3\x80\x80");
        line.indent = *at == '\t' ? (line.indent / TAB_COLUMNS + 1) * TAB_COLUMNS
                                  : line.indent + (*at == '\f' ? 0
                                                   : is_wide   ? 2
                                                               : 1);
        at += length;
    }
    while (stop > at && strchr(" \t", stop[-1]) != NULL) {
        stop--;
    }
    line.start_byte = (uint32_t)(at - text);
    line.length_bytes = (uint32_t)(stop - at);
    line.width = text_columns(at, line.length_bytes);
    line.first_word = first_word_columns(at, line.length_bytes);
    return line;
}

static uint32_t full_width(const TextLine *line) {
    return line->indent + line->width;
}

bool text_line_is_wrapped(const TextLines *lines, size_t index) {
    const TextLine *line = &lines->lines[index];
    const TextLine *next = line + 1;
    bool is_within = full_width(line) <= lines->measure + RAGGED_COLUMNS &&
                     full_width(next) <= lines->measure + RAGGED_COLUMNS;
    return lines->measure > 0 && is_within &&
           full_width(line) + 1 + next->first_word > lines->measure;
}

/* Has it a line below that could go on from it? One that is set in further begins a paragraph. */
static bool is_followed(const TextLines *lines, size_t index) {
    return index + 1 < lines->count && !text_line_is_blank(lines, index) &&
           !text_line_is_blank(lines, index + 1) &&
           lines->lines[index + 1].indent <= lines->lines[index].indent;
}

/* Did most lines end for want of room? Where headings, signatures and lists stand among them fewer
 * did; then those below must go on in small letters, as verse does not. */
static bool are_wrapped(const TextLines *lines, size_t followed) {
    size_t wrapped = 0;
    size_t going_on = 0;
    for (size_t i = 0; i < lines->count; i++) {
        bool is_wrapped = is_followed(lines, i) && text_line_is_wrapped(lines, i);
        wrapped += is_wrapped;
        going_on += is_wrapped && text_is_small(g_utf8_get_char(text_line_words(lines, i + 1)));
    }
    return wrapped * 100 >= followed * WRAPPED_PERCENT ||
           (wrapped * 100 >= followed * LEAST_WRAPPED_PERCENT && going_on * 2 >= wrapped);
}

/* The width that nearly all lines keep that have another right below them; then most of those must
 * have ended there for want of room. */
static uint32_t find_measure(TextLines *lines) {
    size_t widths[WIDEST_MEASURE + 2] = {0};
    size_t followed = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (is_followed(lines, i)) {
            widths[MIN(full_width(&lines->lines[i]), (uint32_t)WIDEST_MEASURE + 1)]++;
            followed++;
        }
    }
    if (followed < LEAST_FOLLOWED) {
        return 0;
    }
    size_t below = 0;
    uint32_t measure = 0;
    while (measure <= WIDEST_MEASURE &&
           (below += widths[measure]) * 100 < followed * MEASURE_PERCENT) {
        measure++;
    }
    if (measure > WIDEST_MEASURE) {
        return 0;
    }
    lines->measure = measure;
    return are_wrapped(lines, followed) ? measure : 0;
}

TextLines text_lines_new(const char *text, size_t length_bytes) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(TextLine));
    for (size_t at = 0; at < length_bytes;) {
        const char *newline = memchr(text + at, '\n', length_bytes - at);
        size_t end = newline != NULL ? (size_t)(newline - text) : length_bytes;
        TextLine line = measure_line(text, at, end);
        g_array_append_val(lines, line);
        at = end + 1;
    }
    TextLines made = {.text = text, .count = lines->len};
    made.lines = (TextLine *)(void *)g_array_free(lines, FALSE);
    made.measure = find_measure(&made);
    return made;
}

void text_lines_clear(TextLines *lines) {
    g_free(lines->lines);
    *lines = (TextLines){0};
}
