/* Finding the openings of a text. */
#include "read/split_evidence.h"

#include "read/byline.h"

#include <string.h>

enum {
    LINES_OF_TITLE = 4, /* of a block of lines that may be one headline */
    LINES_OF_SURE_TITLE = 2,
    LEAST_REPEATED = 3,  /* times that a line is said if it is a page's header */
    MOST_LOOKED_UP = 10, /* blocks above a text */
    MOST_HEADS = 4,
    SHORT_BYTES = 800,
    SENTENCE_BYTES = 120, /* a text of that many and a point is no headline */
};

/* "BC-PERU-STRIKE", "AP-Peru-Strike, 1st Ld": what wires call a story among themselves. */
static bool is_slug(const SplitBlock *block) {
    size_t word = strcspn(block->text, " ,");
    size_t hyphens = 0;
    bool has_small = false;
    for (size_t i = 0; i < word; i++) {
        hyphens += block->text[i] == '-' && i > 0 && i + 1 < word;
        has_small |= g_ascii_islower(block->text[i]);
    }
    return word > 5 && (hyphens > 1 || (hyphens == 1 && !has_small && word == block->length_bytes));
}

/* Capitals and numbers say more than where a line stands. */
static void set_centred(HeadlineLook *look, const SplitBlock *block) {
    bool is_plain = look->style == HEADLINE_SENTENCE || look->style == HEADLINE_TITLE;
    if (block->is_centred && look->likeness > 1 && is_plain) {
        look->style = HEADLINE_CENTRED;
    }
}

static BlockMark mark_text(const SplitBlock *block) {
    BlockMark mark = {0};
    const char *text = block->text;
    size_t length = block->length_bytes;
    Dateline dateline = dateline_find(text, length);
    mark.dateline = dateline.strength;
    mark.dateline_is_line = dateline.is_line && dateline.strength != DATELINE_NONE;
    bool is_short = length <= SHORT_BYTES;
    bool is_text = length > SENTENCE_BYTES && text[length - 1] == '.';
    if (is_short &&
        !(is_text && mark.dateline == DATELINE_NONE && !line_is_caption(text, length))) {
        mark.is_end_mark = line_is_end_mark(text, length);
        mark.is_furniture = !mark.is_end_mark && line_is_furniture(text, length);
        mark.is_byline = byline_find(text, length) > 0;
        mark.is_caption = line_is_caption(text, length);
        mark.is_signature = line_is_signature(text, length);
        bool is_other = mark.is_end_mark || mark.is_furniture || mark.is_byline ||
                        mark.is_signature || mark.is_caption || mark.dateline >= DATELINE_DAY ||
                        mark.dateline_is_line;
        if (!is_other) {
            mark.look = headline_look(text, length);
            set_centred(&mark.look, block);
        }
        if (is_slug(block)) { /* it heads a story, though it is never its title */
            mark.is_furniture = false;
            mark.look = (HeadlineLook){.likeness = 1};
        }
        bool is_inline = mark.dateline >= DATELINE_DAY && !mark.dateline_is_line;
        mark.is_body = is_inline || (!is_other && mark.look.likeness == 0);
    } else {
        mark.is_body = true;
    }
    return mark;
}

static BlockMark mark_block(const SplitBlock *block) {
    BlockMark mark = {0};
    switch (block->kind) {
    case SPLIT_BLOCK_TEXT:
        return mark_text(block);
    case SPLIT_BLOCK_HEADING:
        mark.look = headline_look(block->text, block->length_bytes);
        mark.look.style = HEADLINE_MARKED;
        mark.look.likeness = 3;
        return mark;
    case SPLIT_BLOCK_LINES:
        if (block->lines <= LINES_OF_TITLE) {
            mark.look = headline_look(block->text, block->length_bytes);
            set_centred(&mark.look, block);
            bool is_set = mark.look.style == HEADLINE_CAPITALS || block->is_centred ||
                          block->lines <= LINES_OF_SURE_TITLE;
            mark.look.likeness = is_set ? mark.look.likeness : MIN(mark.look.likeness, 1);
        }
        mark.is_body = mark.look.likeness == 0;
        return mark;
    case SPLIT_BLOCK_RULE:
        mark.is_divider = true;
        mark.is_end_mark = block->rule == '#' || block->rule == '3';
        return mark;
    case SPLIT_BLOCK_PAGE:
        mark.is_divider = true;
        return mark;
    case SPLIT_BLOCK_OTHER:
        mark.is_body = true;
        return mark;
    }
    return mark;
}

/* A line's letters: what stays the same in "Page 3   The Gazette" from page to page. */
static char *letters_of(const SplitBlock *block) {
    GString *letters = g_string_sized_new(block->length_bytes);
    const char *end = block->text + block->length_bytes;
    for (const char *at = block->text; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalpha(c) || g_unichar_ismark(c)) {
            g_string_append_unichar(letters, c);
        }
    }
    return g_string_free(letters, FALSE);
}

static bool may_be_repeated(const BlockMark *mark, const SplitBlock *block) {
    return block->kind == SPLIT_BLOCK_TEXT && mark->look.likeness > 0;
}

/* Headers and footers of pages: the same short line again and again. Above a byline or a dateline
 * it is a headline all the same. */
static void mark_repeated(BlockMark *marks, const SplitBlock *blocks, size_t count) {
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree guint **tallies = g_new0(guint *, MAX(count, 1));
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < count; i++) {
        if (!may_be_repeated(&marks[i], &blocks[i])) {
            continue;
        }
        char *letters = letters_of(&blocks[i]);
        guint *tally = g_hash_table_lookup(seen, letters);
        if (tally == NULL) {
            tally = g_new0(guint, 1);
            g_ptr_array_add(owned, tally);
            g_hash_table_insert(seen, letters, tally);
        } else {
            g_free(letters);
        }
        ++*tally;
        tallies[i] = tally;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_headed =
            i + 1 < count && (marks[i + 1].is_byline || marks[i + 1].dateline >= DATELINE_DAY);
        if (tallies[i] != NULL && *tallies[i] >= LEAST_REPEATED && !is_headed) {
            marks[i].look = (HeadlineLook){0};
            marks[i].is_furniture = true;
        }
    }
}

BlockMark *split_mark_blocks(const SplitBlock *blocks, size_t count) {
    BlockMark *marks = g_new0(BlockMark, MAX(count, 1));
    for (size_t i = 0; i < count; i++) {
        marks[i] = mark_block(&blocks[i]);
    }
    mark_repeated(marks, blocks, count);
    return marks;
}

static bool is_set(const BlockMark *mark) {
    return mark->look.style >= HEADLINE_NUMBERED;
}

/* Which of the lines is the headline: one that is set as such, else the first. */
static uint32_t choose_headline(const SplitBlock *blocks, const BlockMark *marks,
                                const Opening *opening) {
    uint32_t count = opening->head_count;
    const uint32_t *heads = opening->heads;
    if (count == 0) {
        return NO_BLOCK;
    }
    uint32_t from = is_slug(&blocks[heads[0]]) ? 1 : 0;
    for (uint32_t i = from; i < count; i++) {
        if (is_set(&marks[heads[i]])) {
            return heads[i];
        }
    }
    return from < count ? heads[from] : NO_BLOCK;
}

static void push_head(Opening *opening, uint32_t block) {
    memmove(opening->heads + 1, opening->heads, sizeof *opening->heads * (MOST_HEADS - 1));
    opening->heads[0] = block;
    opening->head_count++;
    opening->top = block;
}

/* Takes the line above `top` into the opening if it belongs there. */
static bool take_above(const SplitBlock *blocks, const BlockMark *marks, Opening *opening,
                       uint32_t at) {
    const BlockMark *mark = &marks[at];
    bool is_below_byline = at > 0 && marks[at - 1].is_byline && blocks[at].blank_before == 0;
    if (mark->is_byline && !opening->has_byline && opening->head_count == 0) {
        opening->has_byline = true;
    } else if (mark->dateline_is_line && opening->head_count == 0) {
        opening->dateline = MAX(opening->dateline, DATELINE_DAY);
    } else if (is_below_byline && mark->look.likeness > 0 && opening->head_count == 0) {
        opening->top = at; /* "Staff Writer" */
        return true;
    } else if (mark->look.likeness > 0 && opening->head_count < MOST_HEADS) {
        push_head(opening, at);
        return true;
    } else if (!mark->is_caption || opening->head_count > 0) {
        return false;
    }
    opening->top = at;
    return true;
}

/* All the lines between a rule and `body`, read from above. */
static Opening look_down(const BlockMark *marks, uint32_t first, uint32_t body) {
    Opening opening = {.top = first, .headline = NO_BLOCK, .body = body};
    for (uint32_t at = first; at < body; at++) {
        opening.has_byline |= marks[at].is_byline;
        if (marks[at].dateline_is_line) {
            opening.dateline = MAX(opening.dateline, DATELINE_DAY);
        }
        bool is_room = opening.head_count < MOST_HEADS && !opening.has_byline;
        if (marks[at].look.likeness > 0 && is_room) {
            opening.heads[opening.head_count++] = at;
        }
    }
    return opening;
}

/* The lines above `body`, no further than `least`, up to a gap that is wider than those below. */
static Opening look_up(const SplitBlock *blocks, const BlockMark *marks, uint32_t body,
                       uint32_t least) {
    Opening opening = {.top = body, .headline = NO_BLOCK, .body = body};
    bool is_below_rule = least > 0 && marks[least - 1].is_divider && body - least < MOST_LOOKED_UP;
    if (is_below_rule) {
        opening = look_down(marks, least, body);
    }
    if (!marks[body].dateline_is_line) {
        opening.dateline = MAX(opening.dateline, marks[body].dateline);
    }
    uint32_t widest = MAX(blocks[body].blank_before, 1);
    for (uint32_t at = body; !is_below_rule && at > least && body - at < MOST_LOOKED_UP; at--) {
        if (blocks[at].blank_before > widest || !take_above(blocks, marks, &opening, at - 1)) {
            break;
        }
    }
    opening.headline = choose_headline(blocks, marks, &opening);
    opening.look = opening.headline != NO_BLOCK ? marks[opening.headline].look : (HeadlineLook){0};
    opening.gap = blocks[opening.top].blank_before;
    return opening;
}

/* Rules, form feeds and end marks directly above the opening. */
static void look_above_top(const BlockMark *marks, Opening *opening) {
    for (uint32_t at = opening->top; at > 0; at--) {
        const BlockMark *mark = &marks[at - 1];
        if (mark->is_end_mark) {
            opening->has_end_mark = true;
        } else if (mark->is_divider) {
            opening->has_rule = true;
        } else if (mark->is_signature || mark->is_byline) {
            opening->has_signature =
                mark->is_signature || (at > 1 && marks[at - 2].look.likeness == 0);
            break;
        } else if (!mark->is_furniture) {
            break;
        }
    }
}

GArray *split_find_openings(const SplitBlock *blocks, const BlockMark *marks, size_t count) {
    GArray *openings = g_array_new(FALSE, TRUE, sizeof(Opening));
    uint32_t least = 0; /* after the last text */
    bool is_begun = false;
    for (uint32_t i = 0; i < count; i++) {
        if (marks[i].is_divider || marks[i].is_end_mark) {
            least = i + 1;
            continue;
        }
        if (!marks[i].is_body) {
            continue;
        }
        Opening opening = look_up(blocks, marks, i, least);
        look_above_top(marks, &opening);
        opening.is_first = !is_begun;
        is_begun = true;
        bool is_plain = opening.headline == NO_BLOCK && opening.dateline < DATELINE_DAY &&
                        !opening.has_rule && !opening.has_end_mark && !opening.has_byline;
        if (!is_plain || opening.is_first) {
            g_array_append_val(openings, opening);
        }
        least = i + 1;
    }
    return openings;
}
