/* Comparing, counting and shortening UTF-8 text. */
#include "base/text.h"

#include "base/eight_bytes.h"

#include <stdint.h>
#include <string.h>

static size_t digits_at(const char *text) {
    return strspn(text, "0123456789");
}

/* Compares two runs of digits by value and moves both past them. */
static int compare_numbers(const char **left, const char **right) {
    const char *a = *left + strspn(*left, "0");
    const char *b = *right + strspn(*right, "0");
    size_t a_length = digits_at(a);
    size_t b_length = digits_at(b);
    *left = a + a_length;
    *right = b + b_length;
    if (a_length != b_length) {
        return a_length < b_length ? -1 : 1;
    }
    return strncmp(a, b, a_length);
}

int text_natural_compare(const char *left, const char *right) {
    const char *a = left;
    const char *b = right;
    while (*a != '\0' && *b != '\0') {
        if (g_ascii_isdigit(*a) && g_ascii_isdigit(*b)) {
            int by_value = compare_numbers(&a, &b);
            if (by_value != 0) {
                return by_value;
            }
            continue;
        }
        unsigned char low_a = (unsigned char)g_ascii_tolower(*a);
        unsigned char low_b = (unsigned char)g_ascii_tolower(*b);
        if (low_a != low_b) {
            return low_a < low_b ? -1 : 1;
        }
        a++;
        b++;
    }
    if (*a != *b) {
        return *a == '\0' ? -1 : 1;
    }
    return strcmp(left, right);
}

char *text_collapse(const char *text) {
    GString *out = g_string_sized_new(strlen(text));
    bool is_pending = false;
    for (const char *p = text; *p != '\0'; p++) {
        if (g_ascii_isspace(*p)) {
            is_pending = out->len > 0;
            continue;
        }
        if (is_pending) {
            g_string_append_c(out, ' ');
            is_pending = false;
        }
        g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

void text_append_collapsed(GString *out, const char *text) {
    static const char white[] = " \t\n\f\r";
    while (*text != '\0') {
        size_t blank = strspn(text, white);
        if (blank > 0 && out->len > 0 && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
        text += blank;
        size_t word = strcspn(text, white);
        g_string_append_len(out, text, (gssize)word);
        text += word;
    }
}

bool text_is_blank(const char *text) {
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (!g_unichar_isspace(g_utf8_get_char(p))) {
            return false;
        }
    }
    return true;
}

static bool is_plain(unsigned char byte) {
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
}

/* Eight bytes at a time, as most of most texts are plain. */
size_t text_plain_bytes(const char *text, size_t length_bytes) {
    size_t at = 0;
    for (; at + sizeof(uint64_t) <= length_bytes; at += sizeof(uint64_t)) {
        uint64_t word = eight_load(text + at);
        if ((eight_any_past_ascii(word) | eight_any_below(word, ' ') |
             eight_any_equal(word, 0x7F)) == 0) {
            continue;
        }
        for (size_t i = 0; i < sizeof word; i++) {
            if (!is_plain((unsigned char)text[at + i])) {
                return at + i;
            }
        }
    }
    while (at < length_bytes && is_plain((unsigned char)text[at])) {
        at++;
    }
    return at;
}

/* Han, Kana and their neighbours: read by characters, not by words. */
static bool is_cjk(gunichar c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3134F);
}

bool text_runs_on(gunichar c) {
    bool is_of_script = (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
                        (c >= 0x1780 && c <= 0x17FF);
    return is_of_script && g_unichar_isalpha(c);
}

bool text_is_small(gunichar c) {
    bool is_georgian = c >= 0x10D0 && c <= 0x10FF;
    return !is_georgian && g_unichar_islower(c);
}

enum { RUN_ON_LETTERS = 4 }; /* in a word */

/* One character; whether a word is open after it. */
static bool count_character(TextCount *count, gunichar c, bool in_word) {
    count->characters += !g_unichar_isspace(c);
    if (is_cjk(c)) {
        count->cjk++;
        count->words++;
        return false;
    }
    if (text_runs_on(c)) {
        count->words += count->run_on++ % RUN_ON_LETTERS == 0;
        return true; /* the marks that follow are its own */
    }
    bool is_letter = g_unichar_isalnum(c) || g_unichar_ismark(c);
    count->words += is_letter && !in_word;
    bool joins = c == '\'' || c == '-' || c == 0x2019 || c == 0x2011 || c == 0x00AD ||
                 c == 0x05F4 || c == 0x200C;
    return is_letter || (in_word && joins);
}

/* Counts eight ASCII bytes, the first lowest. `open`: is a word open before them, as 0x80; answers
 * the same for what follows. */
static uint64_t count_eight(TextCount *count, uint64_t bytes, uint64_t open) {
    uint64_t spaces = eight_equal(bytes, ' ') | eight_between(bytes, '\t', '\r');
    uint64_t letters =
        eight_between(bytes | 0x20 * eight_ones, 'a', 'z') | eight_between(bytes, '0', '9');
    uint64_t joins = eight_equal(bytes, '\'') | eight_equal(bytes, '-');
    uint64_t in_word = letters;
    for (uint64_t before = ~in_word; joins != 0 && before != in_word;) {
        before = in_word;
        in_word |= joins & (in_word << 8 | open);
    }
    count->characters += sizeof bytes - eight_count(spaces);
    count->words += eight_count(letters & ~(in_word << 8 | open));
    return in_word >> 56;
}

void text_count_add(TextCount *count, const char *text, size_t length_bytes) {
    const char *end = text + length_bytes;
    uint64_t open = 0;
    for (const char *p = text; p < end;) {
        uint64_t bytes = ' ' * eight_ones; /* which follow the end and count for nothing */
        if ((size_t)(end - p) >= sizeof bytes) {
            bytes = eight_load(p);
        } else {
            memcpy(&bytes, p, (size_t)(end - p));
        }
        if (eight_any_past_ascii(bytes) == 0) {
            open = count_eight(count, GUINT64_FROM_LE(bytes), open);
            p += sizeof bytes;
        } else {
            open = count_character(count, g_utf8_get_char(p), open != 0) ? 0x80 : 0;
            p = g_utf8_next_char(p);
        }
    }
}

unsigned text_count_minutes(TextCount count) {
    enum { WORDS_A_MINUTE = 230, CJK_A_MINUTE = 500 };
    size_t words = count.words - count.cjk;
    size_t parts = words * CJK_A_MINUTE + count.cjk * WORDS_A_MINUTE;
    size_t whole = (size_t)WORDS_A_MINUTE * CJK_A_MINUTE;
    return (unsigned)MAX(1, (parts + whole / 2) / whole);
}

unsigned text_distance(const char *left, const char *right, unsigned cap) {
    glong a_length = 0;
    glong b_length = 0;
    g_autofree gunichar *a = g_utf8_to_ucs4_fast(left, -1, &a_length);
    g_autofree gunichar *b = g_utf8_to_ucs4_fast(right, -1, &b_length);
    if (ABS(a_length - b_length) > (glong)cap) {
        return cap + 1;
    }
    size_t width = (size_t)b_length + 1;
    g_autofree unsigned *cells = g_new(unsigned, 3 * width);
    unsigned *before = cells;
    unsigned *last = cells + width;
    unsigned *now = cells + 2 * width;
    for (size_t k = 0; k < width; k++) {
        last[k] = (unsigned)k;
    }
    for (glong i = 1; i <= a_length; i++) {
        now[0] = (unsigned)i;
        unsigned least = now[0];
        for (glong k = 1; k <= b_length; k++) {
            unsigned cost = a[i - 1] != b[k - 1];
            unsigned best = MIN(MIN(last[k] + 1, now[k - 1] + 1), last[k - 1] + cost);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
                best = MIN(best, before[k - 2] + 1);
            }
            now[k] = best;
            least = MIN(least, best);
        }
        if (least > cap) {
            return cap + 1;
        }
        unsigned *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return MIN(last[b_length], cap + 1);
}

typedef struct {
    const char *text;
    unsigned distance;
    guint order;
} Candidate;

static gint compare_candidates(gconstpointer left, gconstpointer right) {
    const Candidate *a = left;
    const Candidate *b = right;
    if (a->distance != b->distance) {
        return a->distance < b->distance ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

GPtrArray *text_nearest(const char *wanted, const GPtrArray *candidates, size_t most) {
    enum { LONGEST = 200 }; /* past that nobody mistypes, and the distance is quadratic */
    GPtrArray *nearest = g_ptr_array_new();
    glong length = g_utf8_strlen(wanted, -1);
    if (length > LONGEST) {
        return nearest;
    }
    unsigned cap = (unsigned)MAX(1, length / 3);
    g_autofree char *folded = g_utf8_casefold(wanted, -1);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint i = 0; i < candidates->len; i++) {
        const char *text = candidates->pdata[i];
        g_autofree char *other = g_utf8_casefold(text, -1);
        unsigned distance = strcmp(folded, other) == 0 ? 0 : text_distance(folded, other, cap);
        if (distance <= cap) {
            Candidate candidate = {text, distance, i};
            g_array_append_val(found, candidate);
        }
    }
    g_array_sort(found, compare_candidates);
    for (guint i = 0; i < found->len && i < most; i++) {
        g_ptr_array_add(nearest, (gpointer)g_array_index(found, Candidate, i).text);
    }
    return nearest;
}

char *text_fill(const char *template, const char *const *arguments) {
    GString *out = g_string_new(NULL);
    const char *from = template;
    for (const char *hole = strstr(from, "{}"); hole != NULL; hole = strstr(from, "{}")) {
        g_string_append_len(out, from, hole - from);
        if (*arguments != NULL) {
            g_string_append(out, *arguments++);
        }
        from = hole + 2;
    }
    g_string_append(out, from);
    return g_string_free(out, FALSE);
}

/* Where text that is cut at `cut` ends: at a word's end, if that is not far back (scripts without
 * spaces), and never between a letter and its marks. */
static const char *find_end(const char *text, const char *cut) {
    const char *middle = text + (cut - text) / 2;
    const char *end = cut;
    while (end > middle && !g_ascii_isspace(*end)) {
        end--;
    }
    if (end == middle) {
        end = cut;
        while (end > text && g_unichar_ismark(g_utf8_get_char(end))) {
            end = g_utf8_prev_char(end);
        }
    }
    while (end > text && (g_ascii_isspace(end[-1]) || strchr(",;:", end[-1]) != NULL)) {
        end--;
    }
    return end;
}

char *text_shorten(const char *text, size_t characters) {
    if ((size_t)g_utf8_strlen(text, -1) <= characters) {
        return g_strdup(text);
    }
    const char *end = find_end(text, g_utf8_offset_to_pointer(text, (glong)characters));
    g_autofree char *head = g_strndup(text, (gsize)(end - text));
    return g_strconcat(head, "…", NULL);
}

char *text_harmless(const char *text, size_t most) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(strlen(valid));
    size_t count = 0;
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (count++ == most) {
            g_string_append(clean, "…");
            break;
        }
        bool is_override = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        g_string_append_unichar(clean, g_unichar_iscntrl(c) || is_override ? 0xFFFD : c);
    }
    return g_string_free(clean, FALSE);
}

size_t text_column(const char *line, size_t byte_offset) {
    size_t column = 1;
    for (size_t i = 0; i < byte_offset && line[i] != '\0'; i++) {
        column += (line[i] & 0xC0) != 0x80;
    }
    return column;
}

char *text_list_names(const GPtrArray *names, guint most) {
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (g_hash_table_add(seen, (gpointer)name) && g_hash_table_size(seen) <= most) {
            g_string_append_printf(out, "%s\"%s\"", out->len > 0 ? ", " : "", name);
        }
    }
    if (g_hash_table_size(seen) > most) {
        g_string_append_printf(out, " and %u more", g_hash_table_size(seen) - most);
    }
    return g_string_free(out, FALSE);
}
