/* Reading the text line by line before it is parsed. */
#include "markdown/prepare.h"

#include "base/limits.h"
#include "markdown/fence.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text;
    size_t length;
    Prepared *out;
    uint32_t line;
    size_t paragraph_start; /* of the lines since the last blank one */
    size_t reference_start; /* of a reference definition among them; SIZE_MAX: none */
    size_t reference_bytes; /* the longest */
    uint32_t reference_line, longest_line; /* where this one and the longest begin */
    size_t table_columns;                  /* of the widest row of dashes among them */
    size_t table_cells, table_work_bytes;
    bool is_in_verse;
} Preparation;

/* One line without its end. */
typedef struct {
    size_t start, end;
    size_t first; /* past the spaces and the quotation signs that it begins with */
    bool is_indented_code;
    bool is_quoted;
} Line;

static void add_edit(Preparation *preparation, EditKind kind, size_t start, size_t end) {
    Edit edit = {kind, start, end - start, preparation->line, 0};
    g_array_append_val(preparation->out->edits, edit);
}

static void refuse(Preparation *preparation, const char *reason) {
    if (preparation->out->too_dense == NULL) {
        preparation->out->too_dense = reason;
        preparation->out->dense_line = preparation->line;
    }
}

static size_t count_characters(const char *text, size_t length, char wanted) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += text[i] == wanted;
    }
    return count;
}

/* A table's second line, `|---|:-:|`: gives its number of columns, 0 if it is none. */
static size_t count_columns(const char *row, size_t length) {
    size_t pipes = 0;
    bool has_dash = false;
    for (size_t i = 0; i < length; i++) {
        if (strchr("|-: \t", row[i]) == NULL || row[i] == '\0') {
            return 0;
        }
        pipes += row[i] == '|';
        has_dash |= row[i] == '-';
    }
    return has_dash && pipes > 0 ? pipes + 1 : 0;
}

/* Each row of dashes makes cmark look over the paragraph before it. */
static void read_table_row(Preparation *preparation, const Line *line) {
    size_t columns = count_columns(preparation->text + line->first, line->end - line->first);
    if (columns == 0) {
        return;
    }
    preparation->table_work_bytes += line->end - preparation->paragraph_start;
    if (preparation->table_work_bytes > LIMIT_MARKDOWN_SCAN_BYTES) {
        refuse(preparation, "more rows of dashes than tables have");
    }
    if (columns > LIMIT_TABLE_COLUMNS + 2) { /* a stroke at either end */
        add_edit(preparation, EDIT_WIDE_TABLE, line->first, line->end);
    } else {
        preparation->table_columns = MAX(preparation->table_columns, columns);
    }
}

/* `{: .class #id}` alone on its line. */
static void read_attributes(Preparation *preparation, const Line *line) {
    const char *text = preparation->text + line->first;
    size_t length = line->end - line->first;
    while (length > 0 && strchr(" \t", text[length - 1]) != NULL) {
        length--;
    }
    if (!line->is_quoted && length > 3 && text[1] == ':' && text[length - 1] == '}' &&
        memchr(text, '}', length) == text + length - 1) {
        add_edit(preparation, EDIT_ATTRIBUTES, line->first, line->first + length);
    }
}

/* The first place of two characters that stand together; NULL: none. (memmem is slower by far.) */
static const char *find_pair(const char *text, const char *end, const char *pair) {
    while (text < end && (text = memchr(text, pair[0], (size_t)(end - text))) != NULL) {
        if (text + 1 < end && text[1] == pair[1]) {
            return text;
        }
        text++;
    }
    return NULL;
}

/* The labels of the notes that a line begins, in a list or another note as well: `- [^a]: [^b]: …`.
 */
static void read_labels(Preparation *preparation, const Line *line) {
    const char *end = preparation->text + line->end;
    const char *at = preparation->text + line->first;
    const char *open;
    while ((open = find_pair(at, end, "[^")) != NULL) {
        for (; at < open; at++) {
            if (strchr(" \t>-*+.)0123456789", *at) == NULL) {
                return;
            }
        }
        const char *close = memchr(open, ']', (size_t)(end - open));
        if (close == NULL || close <= open + 2 || close + 1 == end || close[1] != ':') {
            return;
        }
        NoteLabel label = {open + 2, (size_t)(close - open) - 2};
        g_array_append_val(preparation->out->labels, label);
        at = close + 2;
    }
}

/* May the definition of a link begin here? */
static void read_reference(Preparation *preparation, const Line *line) {
    const char *text = preparation->text + line->first;
    const char *end = preparation->text + line->end;
    const char *found = find_pair(text, end, "]:");
    if (found != NULL && text[0] == '[' && text[1] == '^') { /* a note, but it may hold one */
        found = find_pair(found + 2, end, "]:");
    }
    if (found != NULL && preparation->reference_start == SIZE_MAX) {
        preparation->reference_start = line->start;
        preparation->reference_line = preparation->line;
    }
}

static void read_fence(Preparation *preparation, const Line *line) {
    FenceLine fence;
    if (line->is_quoted ||
        !fence_parse(preparation->text + line->first, line->end - line->first, &fence)) {
        return;
    }
    preparation->is_in_verse = fence.opens && fence.kind == FENCE_VERSE;
    add_edit(preparation, fence.opens ? EDIT_FENCE_OPENS : EDIT_FENCE_CLOSES, line->first,
             line->end);
}

size_t verse_space_bytes(char space) {
    return strlen(VERSE_SPACE) * (space == '\t' ? 4 : 1);
}

static void read_verse_line(Preparation *preparation, const Line *line) {
    const GArray *edits = preparation->out->edits;
    if (edits->len > 0 && g_array_index(edits, Edit, edits->len - 1).line == preparation->line) {
        return;
    }
    size_t end = line->start;
    size_t fed_bytes = 0;
    for (; end < line->end && strchr(" \t", preparation->text[end]) != NULL; end++) {
        fed_bytes += verse_space_bytes(preparation->text[end]);
    }
    if (end > line->start) {
        add_edit(preparation, EDIT_VERSE_INDENT, line->start, end);
        g_array_index(edits, Edit, edits->len - 1).fed_bytes = fed_bytes;
    }
}

static void end_paragraph(Preparation *preparation, size_t at) {
    if (preparation->reference_start < at &&
        at - preparation->reference_start > preparation->reference_bytes) {
        preparation->reference_bytes = at - preparation->reference_start;
        preparation->longest_line = preparation->reference_line;
    }
    preparation->reference_start = SIZE_MAX;
    preparation->table_columns = 0;
    preparation->paragraph_start = at;
}

/* Cells, as cmark makes them: it fills rows up. */
static void count_cells(Preparation *preparation, const Line *line) {
    preparation->table_cells += preparation->table_columns;
    if (preparation->table_cells > LIMIT_TABLE_CELLS) {
        refuse(preparation, "tables of more than 20000 cells in one article");
    }
    if (line->end - line->start <= LIMIT_MARKDOWN_STROKES) {
        return;
    }
    size_t strokes =
        count_characters(preparation->text + line->start, line->end - line->start, '|');
    if (strokes > LIMIT_MARKDOWN_STROKES) {
        refuse(preparation, "more than 1000 \"|\" in one line");
    }
}

static Line find_line(const char *text, size_t start, size_t end) {
    Line line = {start, end, start, false, false};
    while (line.first < end && strchr(" \t>", text[line.first]) != NULL &&
           text[line.first] != '\0') {
        line.is_quoted |= text[line.first] == '>';
        line.first++;
    }
    line.is_indented_code = !line.is_quoted && line.first - start > 3;
    return line;
}

static void read_line(Preparation *preparation, const Line *line) {
    if (line->first == line->end) {
        end_paragraph(preparation, line->end);
        return;
    }
    count_cells(preparation, line);
    read_reference(preparation, line);
    read_labels(preparation, line);
    bool may_be_code = line->is_indented_code && !preparation->is_in_verse;
    switch (preparation->text[line->first]) {
    case ':':
        if (!may_be_code) {
            read_fence(preparation, line);
        }
        read_table_row(preparation, line);
        break;
    case '|':
    case '-':
        read_table_row(preparation, line); /* in a list it may be one, however deep */
        break;
    case '{':
        if (!may_be_code) {
            read_attributes(preparation, line);
        }
        break;
    default:
        break;
    }
    if (preparation->is_in_verse) {
        read_verse_line(preparation, line);
    }
}

/* The characters `first` that one of `next` follows; where the first of them stands. */
static size_t count_openers(const char *text, size_t length, char first, const char *next,
                            const char **found) {
    size_t count = 0;
    const char *end = text + length;
    for (const char *at = text; (at = memchr(at, first, (size_t)(end - at))) != NULL; at++) {
        bool is_comment = end - at > 3 && memcmp(at, "<!--", 4) == 0;
        if (end - at > 1 && strchr(next, at[1]) != NULL && !is_comment) {
            *found = count == 0 ? at : *found;
            count++;
        }
    }
    return count;
}

/* What cmark reads again from each of its openers on, or copies for each of its uses. */
static void weigh(Preparation *preparation) {
    const char *text = preparation->text;
    size_t length = preparation->length;
    const char *found = text;
    const char *reason = NULL;
    if (count_openers(text, length, '!', "[", &found) > LIMIT_MARKDOWN_OPENERS) {
        reason = "more than 2000 \"![\" in one article";
    } else {
        size_t openers = count_openers(text, length, '<', "?!", &found);
        if (openers > LIMIT_MARKDOWN_OPENERS || openers * length > LIMIT_MARKDOWN_SCAN_BYTES) {
            reason = "too many \"<?\" or \"<!\" in one article";
        }
    }
    if (reason != NULL) {
        preparation->line = 1 + (uint32_t)count_characters(text, (size_t)(found - text), '\n');
        refuse(preparation, reason);
    }
    if (preparation->reference_bytes > LIMIT_MARKDOWN_STROKES &&
        preparation->reference_bytes * count_characters(text, length, ']') >
            LIMIT_MARKDOWN_SCAN_BYTES) {
        preparation->line = preparation->longest_line;
        refuse(preparation, "a link definition is too long for the links there are");
    }
}

static_assert(LIMIT_MARKDOWN_OPENERS == 2000 && LIMIT_MARKDOWN_STROKES == 1000 &&
                  LIMIT_TABLE_CELLS == 20000 && LIMIT_MARKDOWN_LINE_BYTES == 1024 * 1024,
              "what is said of the limits");

static bool is_all_ascii(const char *text, size_t length) {
    unsigned char bits = 0;
    for (size_t i = 0; i < length; i++) {
        bits |= (unsigned char)text[i];
    }
    return bits < 0x80;
}

Prepared prepare_text(const char *text, size_t length_bytes) {
    Prepared out = {.edits = g_array_new(FALSE, FALSE, sizeof(Edit)),
                    .labels = g_array_new(FALSE, FALSE, sizeof(NoteLabel)),
                    .is_ascii = is_all_ascii(text, length_bytes)};
    Preparation preparation = {
        .text = text, .length = length_bytes, .out = &out, .reference_start = SIZE_MAX};
    for (size_t at = 0; at < length_bytes && out.too_dense == NULL;) {
        const char *newline = memchr(text + at, '\n', length_bytes - at);
        size_t end = newline != NULL ? (size_t)(newline - text) : length_bytes;
        preparation.line++;
        if (end - at > LIMIT_MARKDOWN_LINE_BYTES) {
            refuse(&preparation, "a line longer than a megabyte");
        }
        Line line = find_line(text, at, end);
        read_line(&preparation, &line);
        at = end + 1;
    }
    end_paragraph(&preparation, length_bytes);
    weigh(&preparation);
    return out;
}

void prepared_clear(Prepared *prepared) {
    g_array_free(prepared->edits, TRUE);
    g_array_free(prepared->labels, TRUE);
}

const Edit *edit_of_marker(const Prepared *prepared, const char *literal, size_t *length_bytes) {
    if (strncmp(literal, MARKER, strlen(MARKER)) != 0) {
        return NULL;
    }
    char *end;
    unsigned long index = strtoul(literal + strlen(MARKER), &end, 10);
    if (strncmp(end, "-->", 3) != 0 || index >= prepared->edits->len) {
        return NULL;
    }
    *length_bytes = (size_t)(end - literal) + 3;
    return &g_array_index(prepared->edits, Edit, index);
}
