/* Lines into blocks. A run of lines without an empty one among them is taken apart from its top:
 * rules, underlined headings, the lines that head an article, lists, quotations; what is left is a
 * paragraph, several that are told by their indents, or lines that were meant as lines. */
#include "read/text_blocks.h"

#include "base/limits.h"
#include "base/text.h"
#include "read/byline.h"
#include "read/dateline.h"
#include "read/split_lines.h"

#include <string.h>

enum {
    LONGEST_ITEM_LINES = 40, /* until the next one of a list */
    MOST_BLANK_LINES = 3,    /* between the items of a list */
    MOST_HEAD_LINES = 4,     /* above a byline or dateline, without an empty line */
    HEAD_COLUMNS = 110,
    VERSE_COLUMNS = 78,
    MOST_VERSE_LINES = 4000, /* in one run */
    QUOTED_INDENT = 3,       /* columns further in than the text */
    WRAPPED_PERCENT = 50,
    SHORT_PERCENT = 75, /* of the measure: a line that might have held more */
};

typedef struct {
    TextBlocks *into;
    const TextLines *lines;
    GString *words;
    uint32_t base_indent; /* of most lines */
    uint32_t blank_before;
} Grouping;

static const TextLine *line_at(const Grouping *grouping, size_t index) {
    return &grouping->lines->lines[index];
}

static const char *words_at(const Grouping *grouping, size_t index) {
    return text_line_words(grouping->lines, index);
}

static TextBlock *add_block(Grouping *grouping, TextBlockKind kind, size_t first, size_t end) {
    GArray *blocks = grouping->into->blocks;
    TextBlock block = {.kind = kind,
                       .first_line = (uint32_t)first,
                       .end_line = (uint32_t)end,
                       .blank_before = grouping->blank_before};
    g_string_truncate(grouping->words, 0);
    bool has_words = kind != TEXT_RULE && kind != TEXT_PAGE;
    if (has_words) {
        text_join(grouping->words, grouping->lines, first, end, 0);
    }
    block.text = g_string_chunk_insert_len(grouping->into->words, grouping->words->str,
                                           (gssize)grouping->words->len);
    block.length_bytes = (uint32_t)grouping->words->len;
    grouping->blank_before = 0;
    g_array_append_val(blocks, block);
    return &g_array_index(blocks, TextBlock, blocks->len - 1);
}

/* Rules */

static char rule_of(const Grouping *grouping, size_t index) {
    return text_rule_mark(words_at(grouping, index), line_at(grouping, index)->length_bytes);
}

static bool is_rule(const Grouping *grouping, size_t index) {
    return rule_of(grouping, index) != '\0';
}

/* Is the line below these words drawn under them? */
static bool is_underline(const Grouping *grouping, size_t index, uint32_t width) {
    char rule = rule_of(grouping, index);
    uint32_t drawn = line_at(grouping, index)->width;
    bool is_kind =
        rule == '=' || rule == '-' || rule == '~' || rule == '*' || rule == '_' || rule == '+';
    return is_kind && drawn * 2 >= width && (rule == '=' || drawn <= width * 3 / 2 + 2) &&
           memchr(words_at(grouping, index), ' ', line_at(grouping, index)->length_bytes) == NULL;
}

/* The end of an underlined heading of one or two lines that begins here; `first`: none does. */
static size_t underlined_end(const Grouping *grouping, size_t first, size_t end) {
    for (size_t lines = 1; lines <= 2 && first + lines < end; lines++) {
        if (is_rule(grouping, first + lines - 1)) {
            break;
        }
        uint32_t width = line_at(grouping, first + lines - 1)->width;
        if (width <= HEAD_COLUMNS && is_underline(grouping, first + lines, width)) {
            return first + lines;
        }
    }
    return first;
}

/* Lines that head an article */

static bool is_head_like(const Grouping *grouping, size_t index) {
    const TextLine *line = line_at(grouping, index);
    return line->width <= HEAD_COLUMNS &&
           headline_look(words_at(grouping, index), line->length_bytes).likeness > 0;
}

static bool is_byline(const Grouping *grouping, size_t index) {
    return byline_find(words_at(grouping, index), line_at(grouping, index)->length_bytes) > 0;
}

static Dateline dateline_at(const Grouping *grouping, size_t index) {
    return dateline_find(words_at(grouping, index), line_at(grouping, index)->length_bytes);
}

/* The second line of a title, "for People on the Islands", below a line that may be its first. */
static bool goes_on_from_title(const Grouping *grouping, size_t index) {
    const TextLine *line = line_at(grouping, index);
    return line->width <= HEAD_COLUMNS &&
           text_is_small(g_utf8_get_char(words_at(grouping, index))) &&
           is_head_like(grouping, index - 1) &&
           !line_ends_sentence(words_at(grouping, index), line->length_bytes);
}

/* A line of its own, set less far in than the text right below it. */
static bool hangs_over(const Grouping *grouping, size_t index) {
    const TextLine *line = line_at(grouping, index);
    const TextLine *next = line + 1;
    uint32_t least = MIN(grouping->base_indent, 1);
    bool is_wrapped = text_line_is_wrapped(grouping->lines, index);
    return line->indent + 2 <= next->indent && line->indent <= least &&
           (!is_wrapped || headline_look(words_at(grouping, index), line->length_bytes).style ==
                               HEADLINE_CAPITALS);
}

/* A line that ended though the next word had room, right above lines that were wrapped. */
static bool stands_over_text(const Grouping *grouping, size_t index, size_t end) {
    enum { LOOKED_AT_LINES = 6 };
    const TextLines *lines = grouping->lines;
    gunichar next = g_utf8_get_char(words_at(grouping, index + 1));
    HeadlineLook look =
        headline_look(words_at(grouping, index), line_at(grouping, index)->length_bytes);
    bool is_title = look.style == HEADLINE_TITLE || look.style >= HEADLINE_CAPITALS;
    bool is_short = line_at(grouping, index)->width * 100 < lines->measure * SHORT_PERCENT;
    if (lines->measure == 0 || look.likeness < 2 || !(is_title || is_short) ||
        text_line_is_wrapped(lines, index) || text_is_small(next)) {
        return false;
    }
    size_t stop = MIN(end, index + LOOKED_AT_LINES);
    size_t wrapped = 0;
    size_t breaks = 0;
    for (size_t i = index + 1; i + 1 < stop; i++, breaks++) {
        wrapped += text_line_is_wrapped(lines, i);
    }
    return breaks > 0 && wrapped * 3 >= breaks * 2;
}

/* How many of the run's first lines head what follows in it. */
static size_t count_head_lines(const Grouping *grouping, size_t first, size_t end) {
    size_t likely = 0;
    for (size_t i = first; i < end && i - first <= MOST_HEAD_LINES; i++) {
        bool goes_on = i + 1 < end && text_line_is_wrapped(grouping->lines, i);
        if (!goes_on && is_byline(grouping, i)) {
            return i + 1 - first;
        }
        Dateline dateline = dateline_at(grouping, i);
        if (dateline.is_line && dateline.strength != DATELINE_NONE) {
            return i + 1 - first;
        }
        if (dateline.strength >= DATELINE_DAY) {
            return i - first;
        }
        if (i > first && goes_on_from_title(grouping, i)) {
            continue;
        }
        if (!is_head_like(grouping, i)) {
            return likely;
        }
        bool is_last = i + 1 >= end;
        if (!is_last && hangs_over(grouping, i)) {
            return i + 1 - first;
        }
        if (!is_last && stands_over_text(grouping, i, end)) {
            return i + 1 - first;
        }
        bool is_far_shorter = !is_last && grouping->lines->measure == 0 &&
                              line_at(grouping, i)->width <= HEAD_COLUMNS &&
                              line_at(grouping, i + 1)->width > HEAD_COLUMNS;
        likely = is_far_shorter ? i + 1 - first : likely;
    }
    return likely;
}

static bool goes_on_as_head(const Grouping *grouping, size_t index) {
    bool is_wrapped = text_line_is_wrapped(grouping->lines, index - 1) &&
                      is_head_like(grouping, index) && is_head_like(grouping, index - 1);
    return !is_byline(grouping, index) && (is_wrapped || goes_on_from_title(grouping, index));
}

/* A headline in several lines is one, where each but its last was wrapped or the next goes on in
 * small letters. */
static void add_head_lines(Grouping *grouping, size_t first, size_t end) {
    for (size_t i = first; i < end;) {
        size_t next = i + 1;
        while (next < end && goes_on_as_head(grouping, next)) {
            next++;
        }
        add_block(grouping, TEXT_PARAGRAPH, i, next);
        i = next;
    }
}

/* Lists, quotations, notes */

static char mark_at(const Grouping *grouping, size_t index, unsigned *number) {
    size_t length = 0;
    *number = 0;
    if (index >= grouping->lines->count) {
        return '\0';
    }
    return text_item_mark(words_at(grouping, index), line_at(grouping, index)->length_bytes,
                          &length, number);
}

/* The next line that says something after `end`. */
static size_t next_words(const Grouping *grouping, size_t end) {
    size_t most = end + MOST_BLANK_LINES;
    while (end < most && end < grouping->lines->count && text_line_is_blank(grouping->lines, end)) {
        end++;
    }
    return end;
}

static bool follows(char mark, unsigned number, char next_mark, unsigned next_number) {
    return mark == next_mark && (mark == '-' || next_number == number + 1);
}

/* Do two items or more begin here, counted without a gap, or is one the next of the list above? */
static bool is_list(const Grouping *grouping, size_t first, size_t end) {
    unsigned number = 0;
    char mark = mark_at(grouping, first, &number);
    if (mark == '\0') {
        return false;
    }
    for (size_t i = first + 1; i < MIN(end, first + LONGEST_ITEM_LINES); i++) {
        unsigned next_number = 0;
        char next = mark_at(grouping, i, &next_number);
        if (next != '\0' && follows(mark, number, next, next_number)) {
            return true;
        }
    }
    const GArray *blocks = grouping->into->blocks;
    const TextBlock *above =
        blocks->len > 0 ? &g_array_index(blocks, TextBlock, blocks->len - 1) : NULL;
    if (above != NULL && above->kind == TEXT_LIST && above->mark == mark) {
        return true;
    }
    unsigned next_number = 0;
    char next = mark_at(grouping, next_words(grouping, end), &next_number);
    return next != '\0' && follows(mark, number, next, next_number);
}

static bool is_quoted(const Grouping *grouping, size_t index) {
    return words_at(grouping, index)[0] == '>';
}

static bool is_note(const Grouping *grouping, size_t index) {
    size_t label = 0;
    return text_note_mark(words_at(grouping, index), line_at(grouping, index)->length_bytes,
                          &label) > 0;
}

/* Paragraphs */

static uint32_t least_indent(const Grouping *grouping, size_t first, size_t end) {
    uint32_t least = UINT32_MAX;
    for (size_t i = first; i < end; i++) {
        least = MIN(least, line_at(grouping, i)->indent);
    }
    return least;
}

/* Lines that another may go on from: one that is set in further begins a paragraph. */
static size_t count_breaks(const Grouping *grouping, size_t first, size_t end) {
    size_t breaks = 0;
    for (size_t i = first; i + 1 < end; i++) {
        breaks += line_at(grouping, i + 1)->indent <= line_at(grouping, i)->indent;
    }
    return breaks;
}

/* "The harbour ........ 7" */
static bool has_leaders(const Grouping *grouping, size_t index) {
    const char *words = words_at(grouping, index);
    size_t length = line_at(grouping, index)->length_bytes;
    return memmem(words, length, "....", 4) != NULL || memmem(words, length, ". . .", 5) != NULL;
}

static size_t count_wrapped(const Grouping *grouping, size_t first, size_t end) {
    size_t wrapped = 0;
    for (size_t i = first; i + 1 < end; i++) {
        wrapped += line_at(grouping, i + 1)->indent <= line_at(grouping, i)->indent &&
                   text_line_is_wrapped(grouping->lines, i);
    }
    return wrapped;
}

static uint32_t widest(const Grouping *grouping, size_t first, size_t end) {
    uint32_t most = 0;
    for (size_t i = first; i < end; i++) {
        most = MAX(most, line_at(grouping, i)->indent + line_at(grouping, i)->width);
    }
    return most;
}

/* Prose that somebody wrapped by hand: its lines are nearly of one length, and most go on in small
 * letters or are longer than verse has them. */
static bool is_prose(const Grouping *grouping, size_t first, size_t end) {
    enum { LEAST_COLUMNS = 45, WIDER_THAN_VERSE_COLUMNS = 62 };
    bool is_wide = true;
    uint32_t most = widest(grouping, first, end);
    size_t going_on = 0;
    for (size_t i = first; i + 1 < end; i++) {
        const TextLine *line = line_at(grouping, i);
        if ((line->indent + line->width) * 100 < most * SHORT_PERCENT) {
            return false;
        }
        is_wide &= line->width >= WIDER_THAN_VERSE_COLUMNS;
        gunichar c = g_utf8_get_char(words_at(grouping, i + 1));
        going_on += !g_unichar_isupper(c);
    }
    return most >= LEAST_COLUMNS && (is_wide || going_on * 2 >= end - first - 1);
}

/* A line that ends early and with a sentence, above one that begins with a capital. */
static bool ends_paragraph(const Grouping *grouping, size_t index, uint32_t most) {
    const TextLine *line = line_at(grouping, index);
    bool is_short = (line->indent + line->width) * 100 < most * SHORT_PERCENT;
    return is_short && line_ends_sentence(words_at(grouping, index), line->length_bytes) &&
           !text_is_small(g_utf8_get_char(words_at(grouping, index + 1)));
}

/* Paragraphs in a run of wrapped lines: one begins at each line that is set in further than the
 * rest, or after one that ends early. */
static void add_wrapped(Grouping *grouping, size_t first, size_t end) {
    uint32_t base = least_indent(grouping, first, end);
    uint32_t most = MAX(widest(grouping, first, end), grouping->lines->measure);
    size_t start = first;
    for (size_t i = first + 1; i < end; i++) {
        bool is_set_in =
            line_at(grouping, i)->indent > base && line_at(grouping, i - 1)->indent == base;
        if (is_set_in || ends_paragraph(grouping, i - 1, most)) {
            add_block(grouping, TEXT_PARAGRAPH, start, i);
            start = i;
        }
    }
    bool is_further_in = base >= grouping->base_indent + QUOTED_INDENT && end - first > 1;
    add_block(grouping, is_further_in ? TEXT_QUOTATION : TEXT_PARAGRAPH, start, end);
}

static void add_each(Grouping *grouping, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        add_block(grouping, TEXT_PARAGRAPH, i, i + 1);
    }
}

/* Are these lines short ones, each by itself? */
static bool are_lines(const Grouping *grouping, size_t first, size_t end) {
    uint32_t most = grouping->lines->measure > 0 ? grouping->lines->measure : VERSE_COLUMNS;
    for (size_t i = first; i < end; i++) {
        if (line_at(grouping, i)->width > most) {
            return false;
        }
    }
    return end - first <= MOST_VERSE_LINES;
}

/* Does running text stand below the run that ends here? */
static bool text_follows(const Grouping *grouping, size_t end) {
    size_t next = next_words(grouping, end);
    if (next >= grouping->lines->count) {
        return false;
    }
    bool is_long = line_at(grouping, next)->width > HEAD_COLUMNS;
    bool is_wrapped =
        next + 1 < grouping->lines->count && text_line_is_wrapped(grouping->lines, next);
    return is_long || is_wrapped || is_byline(grouping, next) ||
           dateline_at(grouping, next).strength >= DATELINE_DAY;
}

static HeadlineLook look_at(const Grouping *grouping, size_t index) {
    return headline_look(words_at(grouping, index), line_at(grouping, index)->length_bytes);
}

/* A headline and the deck below it, neither of them wrapped: set in another way, or each long
 * enough to stand alone. */
static bool are_headline_and_deck(const Grouping *grouping, size_t first, size_t end) {
    enum { MOST_LINES = 3, LEAST_COLUMNS = 14 };
    bool is_apart = end - first <= MOST_LINES && text_follows(grouping, end);
    HeadlineLook top = look_at(grouping, first);
    for (size_t i = first; is_apart && i < end; i++) {
        HeadlineLook look = look_at(grouping, i);
        bool is_long = line_at(grouping, i)->width >= LEAST_COLUMNS;
        bool differs = (look.style == HEADLINE_CAPITALS) != (top.style == HEADLINE_CAPITALS);
        is_apart = look.likeness > 0 && is_long &&
                   (i == first || differs || look.style != HEADLINE_CAPITALS);
    }
    return is_apart;
}

static void add_text(Grouping *grouping, size_t first, size_t end) {
    if (end - first == 1) {
        add_block(grouping, TEXT_PARAGRAPH, first, end);
        return;
    }
    bool is_contents = has_leaders(grouping, first) || has_leaders(grouping, first + 1);
    if (is_contents && end - first <= MOST_VERSE_LINES) {
        add_block(grouping, TEXT_LINES, first, end);
        return;
    }
    size_t breaks = count_breaks(grouping, first, end);
    bool is_wrapped = (grouping->lines->measure > 0 &&
                       count_wrapped(grouping, first, end) * 100 >= breaks * WRAPPED_PERCENT) ||
                      is_prose(grouping, first, end);
    if (are_headline_and_deck(grouping, first, end)) {
        add_head_lines(grouping, first, end);
    } else if (is_wrapped) {
        add_wrapped(grouping, first, end);
    } else if (grouping->into->blocks->len == 0 && end - first <= MOST_HEAD_LINES) {
        add_head_lines(grouping, first, end); /* a masthead, no verse */
    } else if (are_lines(grouping, first, end)) {
        if (dateline_at(grouping, first).strength >= DATELINE_DAY) {
            add_wrapped(grouping, first, end); /* no poem begins so */
        } else {
            add_block(grouping, TEXT_LINES, first, end);
        }
    } else if (grouping->lines->measure == 0) {
        add_each(grouping, first, end);
    } else {
        add_wrapped(grouping, first, end);
    }
}

/* Runs */

/* The end of what stands alike from `first` on. */
static size_t end_of(const Grouping *grouping, size_t first, size_t end,
                     bool (*is_alike)(const Grouping *, size_t)) {
    size_t i = first + 1;
    while (i < end && is_alike(grouping, i)) {
        i++;
    }
    return i;
}

/* The wire's mark right below a story: "REUTER". */
static bool is_last_mark(const Grouping *grouping, size_t index, size_t end) {
    return index + 1 == end && !text_line_is_wrapped(grouping->lines, index - 1) &&
           line_is_end_mark(words_at(grouping, index), line_at(grouping, index)->length_bytes);
}

static bool begins_other(const Grouping *grouping, size_t first, size_t index, size_t end) {
    unsigned number = 0;
    return is_rule(grouping, index) || is_quoted(grouping, index) || is_note(grouping, index) ||
           is_last_mark(grouping, index, end) ||
           (mark_at(grouping, index, &number) != '\0' && index > first &&
            !text_line_is_wrapped(grouping->lines, index - 1) && is_list(grouping, index, end)) ||
           line_at(grouping, index)->begins_page;
}

static size_t add_rule(Grouping *grouping, size_t index) {
    TextBlock *block = add_block(grouping, TEXT_RULE, index, index + 1);
    block->rule = rule_of(grouping, index);
    return index + 1;
}

static size_t add_list(Grouping *grouping, size_t first, size_t end) {
    size_t stop = first + 1;
    while (stop < end && !is_rule(grouping, stop)) {
        stop++;
    }
    unsigned number = 0;
    TextBlock *block = add_block(grouping, TEXT_LIST, first, stop);
    block->mark = mark_at(grouping, first, &number);
    return stop;
}

/* Adds what begins at `first`; returns where it ends. */
static size_t add_next(Grouping *grouping, size_t first, size_t end) {
    size_t underlined = underlined_end(grouping, first, end);
    if (underlined > first) {
        TextBlock *block = add_block(grouping, TEXT_HEADING, first, underlined);
        block->rule = rule_of(grouping, underlined);
        return underlined + 1;
    }
    if (is_rule(grouping, first)) {
        return add_rule(grouping, first);
    }
    if (is_quoted(grouping, first)) {
        size_t stop = end_of(grouping, first, end, is_quoted);
        add_block(grouping, TEXT_QUOTATION, first, stop);
        return stop;
    }
    if (is_note(grouping, first)) {
        add_block(grouping, TEXT_NOTES, first, end);
        return end;
    }
    if (is_list(grouping, first, end)) {
        return add_list(grouping, first, end);
    }
    size_t heads = count_head_lines(grouping, first, end);
    if (heads > 0) {
        add_head_lines(grouping, first, first + heads);
        return first + heads;
    }
    size_t stop = first + 1;
    while (stop < end && !begins_other(grouping, first, stop, end)) {
        stop++;
    }
    add_text(grouping, first, stop);
    return stop;
}

/* The indent that most lines have. */
static uint32_t find_base_indent(const TextLines *lines) {
    enum { MOST_INDENT = 32 };
    size_t counts[MOST_INDENT] = {0};
    uint32_t base = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (!text_line_is_blank(lines, i)) {
            counts[MIN(lines->lines[i].indent, (uint32_t)MOST_INDENT - 1)]++;
        }
    }
    for (uint32_t i = 0; i < MOST_INDENT; i++) {
        base = counts[i] > counts[base] ? i : base;
    }
    return base;
}

/* Past LIMIT_TEXT_BLOCKS everything that is left is one paragraph to a hundred lines. */
static void add_rest(Grouping *grouping, size_t first) {
    enum { LINES_OF_REST = 100 };
    grouping->into->is_too_dense = true;
    for (size_t i = first; i < grouping->lines->count; i += LINES_OF_REST) {
        add_block(grouping, TEXT_PARAGRAPH, i, MIN(i + LINES_OF_REST, grouping->lines->count));
    }
}

static size_t run_end(const Grouping *grouping, size_t first) {
    size_t end = first + 1;
    while (end < grouping->lines->count && !text_line_is_blank(grouping->lines, end) &&
           !line_at(grouping, end)->begins_page) {
        end++;
    }
    return end;
}

TextBlocks *text_blocks_new(const TextLines *lines) {
    TextBlocks *blocks = g_new0(TextBlocks, 1);
    enum { CHUNK_BYTES = 64 * 1024 };
    blocks->lines = lines;
    blocks->blocks = g_array_new(FALSE, TRUE, sizeof(TextBlock));
    blocks->words = g_string_chunk_new(CHUNK_BYTES);
    Grouping grouping = {.into = blocks, .lines = lines, .words = g_string_new(NULL)};
    grouping.base_indent = find_base_indent(lines);
    for (size_t i = 0; i < lines->count;) {
        if (blocks->blocks->len >= LIMIT_TEXT_BLOCKS) {
            add_rest(&grouping, i);
            break;
        }
        if (line_at(&grouping, i)->begins_page) {
            add_block(&grouping, TEXT_PAGE, i, i);
        }
        if (text_line_is_blank(lines, i)) {
            grouping.blank_before++;
            i++;
            continue;
        }
        size_t end = run_end(&grouping, i);
        while (i < end) {
            i = add_next(&grouping, i, end);
        }
    }
    g_string_free(grouping.words, TRUE);
    return blocks;
}

void text_blocks_free(TextBlocks *blocks) {
    g_array_unref(blocks->blocks);
    g_string_chunk_free(blocks->words);
    g_free(blocks);
}
