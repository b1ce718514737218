/* Tables of contents: what a file's top lists and the rest of it bears as headlines. */
#include "read/split_evidence.h"

#include <string.h>

enum {
    LEAST_LINES = 4, /* short ones at the top that make a list without a name */
    LEAST_MATCHES = 3,
    LONGEST_ENTRY_TEXT = 400, /* bytes of a block that may be a list's entry */
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

/* Where the list ends: at the first real paragraph. */
static size_t find_region(const SplitBlock *blocks, const BlockMark *marks, size_t count,
                          GString *words) {
    size_t lines = 0;
    bool is_named = false;
    size_t end = 0;
    for (size_t i = 0; i < MIN(count, (size_t)MOST_REGION_BLOCKS); i++) {
        const SplitBlock *block = &blocks[i];
        bool is_name = line_is_contents(block->text, block->length_bytes);
        bool is_listed = block->kind == SPLIT_BLOCK_OTHER || block->kind == SPLIT_BLOCK_LINES;
        bool is_entry = !marks[i].is_body || is_listed || block->length_bytes < LONGEST_ENTRY_TEXT;
        if (!is_entry && (is_named || lines >= LEAST_LINES)) {
            break;
        }
        is_named |= is_name;
        lines += is_listed ? block->lines : !marks[i].is_body;
        if (words->len < MOST_REGION_BYTES && is_entry) {
            append_words(words, block->text, MIN(block->length_bytes, (size_t)MOST_REGION_BYTES));
            end = i + 1;
        }
    }
    return is_named || lines >= LEAST_LINES ? end : 0;
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
