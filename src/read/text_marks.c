/* Marks at the beginning of lines, and the joining of lines. */
#include "read/text_blocks.h"

#include "base/text.h"

#include <string.h>

enum { LEAST_RULE = 3 }; /* signs */

char text_rule_mark(const char *line, size_t length_bytes) {
    static const char *const signs[] = {"⁂", "—", "–", "─", "━", "═", "•",
                                        "·", "☆", "★", "◇", "◆", "＊"};
    const char *at = line;
    const char *end = at + length_bytes;
    bool is_thirty = end - at >= 4 && memmem(at, (size_t)(end - at), "30", 2) != NULL;
    size_t count = 0;
    char first = *at;
    if (is_thirty && (size_t)(end - at) == 4 && memcmp(at, "-30-", 4) == 0) {
        return '3';
    }
    if (memmem(at, (size_t)(end - at), "--- ", 4) != NULL) {
        return '\0'; /* a table's head is ruled so, column by column */
    }
    while (at < end) {
        size_t length = strchr("-=_*~#+ ", *at) != NULL ? 1 : 0;
        count += length > 0 && *at != ' ';
        for (size_t i = 0; length == 0 && i < G_N_ELEMENTS(signs); i++) {
            if ((size_t)(end - at) >= strlen(signs[i]) &&
                memcmp(at, signs[i], strlen(signs[i])) == 0) {
                length = strlen(signs[i]);
                count += i == 0 ? LEAST_RULE : 1;
                first = '*';
            }
        }
        if (length == 0) {
            return '\0';
        }
        at += length;
    }
    return count >= LEAST_RULE ? first : '\0';
}

static const char *const bullets[] = {"-", "*", "•", "·", "▪", "‣", "◦", "+", "●", "○", "■"};

char text_item_mark(const char *line, size_t length_bytes, size_t *mark_bytes, unsigned *number) {
    for (size_t i = 0; i < G_N_ELEMENTS(bullets); i++) {
        size_t length = strlen(bullets[i]);
        if (length_bytes > length + 1 && memcmp(line, bullets[i], length) == 0 &&
            (line[length] == ' ' || line[length] == '\t')) {
            *mark_bytes = length + 1;
            return '-';
        }
    }
    size_t open = length_bytes > 0 && line[0] == '(';
    size_t digits = 0;
    while (open + digits < length_bytes && g_ascii_isdigit(line[open + digits])) {
        digits++;
    }
    bool is_letter = digits == 0 && open < length_bytes && g_ascii_islower(line[open]);
    size_t end = open + (is_letter ? 1 : digits);
    bool is_closed = end > open && digits <= 3 && end + 2 < length_bytes &&
                     (line[end] == ')' || (line[end] == '.' && !is_letter && !open)) &&
                     (line[end + 1] == ' ' || line[end + 1] == '\t');
    if (!is_closed) {
        return '\0';
    }
    *mark_bytes = end + 2;
    *number = is_letter ? (unsigned)(line[open] - 'a' + 1)
                        : (unsigned)g_ascii_strtoull(line + open, NULL, 10);
    return is_letter ? 'a' : '1';
}

size_t text_note_mark(const char *line, size_t length_bytes, size_t *label_bytes) {
    enum { LONGEST_LABEL = 4 };
    if (length_bytes < 4 || line[0] != '[') {
        return 0;
    }
    size_t at = 1;
    while (at < length_bytes && at <= LONGEST_LABEL && g_ascii_isdigit(line[at])) {
        at++;
    }
    if (at == 1 || at >= length_bytes || line[at] != ']') {
        return 0;
    }
    *label_bytes = at - 1;
    at++;
    at += at < length_bytes && line[at] == ':';
    size_t end = at;
    while (end < length_bytes && (line[end] == ' ' || line[end] == '\t')) {
        end++;
    }
    return end > at && end < length_bytes ? end : 0;
}

/* Ideographs and kana, and scripts whose words run on: their lines are joined without a space. */
static bool joins_without_space(gunichar before, gunichar next) {
    bool is_hangul = g_unichar_get_script(next) == G_UNICODE_SCRIPT_HANGUL ||
                     g_unichar_get_script(before) == G_UNICODE_SCRIPT_HANGUL;
    bool is_wide = g_unichar_iswide(before) && g_unichar_iswide(next) && !is_hangul;
    return is_wide || (text_runs_on(before) && text_runs_on(next));
}

static void append_joint(GString *out, const char *next) {
    static const char soft_hyphen[] = "\xC2\xAD";
    size_t soft = strlen(soft_hyphen);
    if (out->len >= soft && memcmp(out->str + out->len - soft, soft_hyphen, soft) == 0) {
        g_string_truncate(out, out->len - soft);
        return;
    }
    const char *last = g_utf8_find_prev_char(out->str, out->str + out->len);
    const char *before = last != NULL ? g_utf8_find_prev_char(out->str, last) : NULL;
    bool is_hyphen = last != NULL && *last == '-' && before != NULL &&
                     g_unichar_isalpha(g_utf8_get_char(before)) &&
                     g_unichar_isalpha(g_utf8_get_char(next));
    bool is_ascii = last != NULL && (unsigned char)*last < 0x80;
    if (!is_hyphen && (is_ascii || last == NULL ||
                       !joins_without_space(g_utf8_get_char(last), g_utf8_get_char(next)))) {
        g_string_append_c(out, ' ');
    }
}

void text_join(GString *out, const TextLines *lines, size_t first, size_t end, size_t skip) {
    bool is_begun = false;
    for (size_t i = first; i < end; i++) {
        const char *words = text_line_words(lines, i);
        size_t length = lines->lines[i].length_bytes;
        size_t passed = i == first ? MIN(skip, length) : 0;
        if (length == passed) {
            continue;
        }
        if (is_begun) {
            append_joint(out, words);
        }
        g_string_append_len(out, words + passed, (gssize)(length - passed));
        is_begun = true;
    }
}
