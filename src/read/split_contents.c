/* Tables of contents: what a file's top lists and the rest of it bears as headlines. */
#include "read/split_evidence.h"

#include <string.h>

enum {
    LEAST_LINES = 4, /* short ones at the top that make a list without a name */
    LEAST_MATCHES = 3,
    LONGEST_ENTRY_TEXT = 240,
    MOST_REGION_BYTES = 32 * 1024,
    MOST_REGION_BLOCKS = 600,
    LEAST_TITLE_BYTES = 5,
    MOST_TITLES = 4000,
};

/* Letters and numbers alone, without case, words parted by one space and spaces around. */
static void append_words(GString *out, const char *text, size_t length) {
    if (out->len == 0 || out->str[out->len - 1] != ' ') {
        g_string_append_c(out, ' ');
    }
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c) || g_unichar_ismark(c)) {
            g_string_append_unichar(out, g_unichar_tolower(c));
        } else if (c != '\'' && c != 0x2019 && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
    }
    if (out->str[out->len - 1] != ' ') {
        g_string_append_c(out, ' ');
    }
}

/* A line of the list: short, set as lines, or with dots that lead to a page. */
static bool is_entry(const SplitBlock *block, const BlockMark *mark) {
    bool is_listed = block->kind == SPLIT_BLOCK_OTHER || block->kind == SPLIT_BLOCK_LINES;
    bool is_short = block->length_bytes < LONGEST_ENTRY_TEXT &&
                    !line_ends_sentence(block->text, block->length_bytes);
    return !mark->is_body || is_listed || is_short || strstr(block->text, "....") != NULL ||
           strstr(block->text, ". . .") != NULL;
}

/* Where the list ends, at the first real paragraph after its name; where it has no name, it is all
 * that stands above the file's first paragraph. 0: there is none. */
static size_t find_region(const SplitBlock *blocks, const BlockMark *marks, size_t count,
                          GString *words) {
    size_t lines = 0;
    bool is_named = false;
    bool is_top = true;
    for (size_t i = 0; i < MIN(count, (size_t)MOST_REGION_BLOCKS); i++) {
        const SplitBlock *block = &blocks[i];
        if (!is_named && line_is_contents(block->text, block->length_bytes)) {
            is_named = is_top = true;
            g_string_truncate(words, 0);
        } else if (!is_entry(block, &marks[i])) {
            if (is_named || (is_top && lines >= LEAST_LINES)) {
                return i;
            }
            is_top = false;
        } else if (is_top && words->len < MOST_REGION_BYTES) {
            lines += block->kind == SPLIT_BLOCK_TEXT ? 1 : block->lines;
            append_words(words, block->text, MIN(block->length_bytes, (size_t)MOST_REGION_BYTES));
        }
    }
    return 0;
}

/* A headline that stands in the list more often than in it: before the region's end it is the list
 * itself. */
void split_match_contents(const SplitBlock *blocks, const BlockMark *marks, size_t count,
                          GArray *openings) {
    g_autoptr(GString) region = g_string_new(NULL);
    size_t end = find_region(blocks, marks, count, region);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) matched = g_ptr_array_new();
    g_autoptr(GString) title = g_string_new(NULL);
    for (guint i = 0; i < openings->len && end > 0 && i < MOST_TITLES; i++) {
        Opening *opening = &g_array_index(openings, Opening, i);
        if (opening->headline == NO_BLOCK) {
            continue;
        }
        const SplitBlock *block = &blocks[opening->headline];
        g_string_truncate(title, 0);
        append_words(title, block->text, block->length_bytes);
        const char *found = strstr(region->str, title->str);
        bool is_again =
            found != NULL && opening->headline < end && strstr(found + 1, title->str) != NULL;
        bool is_named = found != NULL && (opening->headline >= end || is_again);
        if (is_named && title->len >= LEAST_TITLE_BYTES + 2 &&
            g_hash_table_add(seen, g_strdup(title->str))) {
            g_ptr_array_add(matched, opening);
        }
    }
    for (guint i = 0; matched->len >= LEAST_MATCHES && i < matched->len; i++) {
        ((Opening *)matched->pdata[i])->in_contents = true;
    }
}
