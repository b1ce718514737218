/* Reads running text once and decides, at each mark that a typewriter has only one form of, which
 * form is meant. Nearly all bytes are passed over by a table. Quotes are quotes.c's. */
#include "enrich/typography.h"

#include "enrich/setter.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define EN_DASH "\xE2\x80\x93"
#define EM_DASH "\xE2\x80\x94"

/* Dashes, points */

static void set_dash_between(Setter *setter, size_t at, size_t end) {
    const char *dash = setter_language(setter)->typography.dash;
    setter_edit_text(setter, setter_skip_back(setter, at), setter_skip(setter, end), dash);
}

/* The dash itself, without the spaces that the language sets around it. */
static void set_bare_dash(Setter *setter, size_t at, size_t end) {
    const char *dash = setter_language(setter)->typography.dash;
    while (char_is_blank(g_utf8_get_char(dash))) {
        dash = g_utf8_next_char(dash);
    }
    size_t length = strcspn(dash, " ");
    setter_edit(setter, at, end, dash, length);
}

static bool is_arrow(gunichar c) {
    return c < 0x80 && c != 0 && strchr("<>|+=-~", (int)c) != NULL;
}

/* Two or three hyphens. An option such as --force is one only in code, but it is written in text as
 * well: hyphens after a blank and against a word stay. */
static size_t set_hyphens(Setter *setter, size_t at) {
    size_t run = strspn(setter->text + at, "-");
    size_t end = at + run;
    gunichar before = setter_before(setter, at);
    gunichar next = setter_at(setter, end);
    if (run < 2 || run > 3 || is_arrow(before) || is_arrow(next) || setter_is_in_url(setter, at)) {
        return end;
    }
    bool is_first = before == 0 || before == LINE_SEPARATOR;
    bool is_last = next == 0 || next == LINE_SEPARATOR;
    if (is_first && is_last) {
        return end;
    }
    if (char_is_digit(before) && char_is_digit(next)) {
        setter_edit_text(setter, at, end, run == 2 ? EN_DASH : EM_DASH);
    } else if (char_is_space(before) && !char_is_space(next)) {
        return end;
    } else if (char_is_blank(before) && char_is_blank(next) && setter_skip_back(setter, at) > 0 &&
               setter_skip(setter, end) < setter->length) {
        size_t after = setter_skip(setter, end);
        set_dash_between(setter, at, end);
        return after;
    } else if (run == 3 && !char_is_space(before) && !char_is_space(next)) {
        setter_edit_text(setter, at, end, EM_DASH);
    } else {
        set_bare_dash(setter, at, end);
    }
    return end;
}

static size_t set_points(Setter *setter, size_t at) {
    size_t run = strspn(setter->text + at, ".");
    size_t end = at + run;
    const Language *language = setter_language(setter);
    /* Chinese and Japanese fill two squares with six points; Korean writes three. */
    bool is_two =
        language->is_cjk && (run == 6 || (run == 3 && !g_str_has_prefix(language->tag, "ko")));
    bool is_path = setter_before(setter, at) == '/' || setter_at(setter, end) == '/';
    if ((run == 3 || is_two) && !is_path && !setter_is_in_url(setter, at)) {
        setter_edit_text(setter, at, end, is_two ? ELLIPSIS ELLIPSIS : ELLIPSIS);
    }
    return end;
}

/* French spaces */

static void set_space_before(Setter *setter, size_t at) {
    char mark = setter->text[at];
    gunichar next = setter_at(setter, at + 1);
    bool is_smiley = next == ')' || next == '-' || next == '(';
    if (mark == ':' ? !char_is_space(next) && next != '"' && next != 0xAB && next != 0x201C
                    : char_is_word(next) || (mark == ';' && is_smiley)) {
        return;
    }
    size_t start = setter_skip_back(setter, at);
    gunichar before = setter_before(setter, start);
    bool is_run = before < 0x80 && before != 0 && strchr(";:!?.", (int)before) != NULL;
    bool is_opened = start == setter->last_end && setter->last_meaning == MARK_OPENED;
    if (before == 0 || before == LINE_SEPARATOR || setter_is_in_url(setter, at) ||
        (start == at && (is_run || is_opened || before == 0x2026 ||
                         char_is_opening(&setter_language(setter)->typography, before)))) {
        return;
    }
    if (at - start != strlen(NARROW_SPACE) || setter_before(setter, at) != NARROW) {
        setter_edit_text(setter, start, at, NARROW_SPACE);
    }
}

/* « and » keep a narrow space inside. */
static size_t set_guillemet(Setter *setter, gunichar c, size_t at, size_t end) {
    if (c == 0xAB) {
        size_t after = setter_skip(setter, end);
        bool is_right = after - end == strlen(NARROW_SPACE) && setter_at(setter, end) == NARROW;
        if (!is_right && after < setter->length) {
            setter_edit_text(setter, at, after, "«" NARROW_SPACE);
        }
        return after;
    }
    size_t start = setter_skip_back(setter, at);
    bool is_right = at - start == strlen(NARROW_SPACE) && setter_before(setter, at) == NARROW;
    if (!is_right && start > 0) {
        setter_edit_text(setter, start, end, NARROW_SPACE "»");
    }
    return end;
}

static size_t read_high(Setter *setter, size_t at) {
    gunichar c = setter_at(setter, at);
    size_t end = at + (size_t)g_utf8_skip[(unsigned char)setter->text[at]];
    const Typography *typography = &setter_language(setter)->typography;
    setter_note_quote(setter, c, at, end);
    if (typography->narrow_space_before_punctuation && (c == 0xAB || c == 0xBB)) {
        end = set_guillemet(setter, c, at, end);
        setter->last_end = c == 0xAB ? end : setter->last_end;
    }
    return end;
}

/* The reading */

/* What a byte may begin. */
typedef enum {
    BYTE_PLAIN,
    BYTE_DOUBLE,
    BYTE_SINGLE,
    BYTE_HYPHEN,
    BYTE_POINT,
    BYTE_PUNCTUATION,
    BYTE_HIGH,
} ByteClass;

static const unsigned char byte_classes[256] = {
    ['"'] = BYTE_DOUBLE,      ['\''] = BYTE_SINGLE,     ['-'] = BYTE_HYPHEN,
    ['.'] = BYTE_POINT,       [';'] = BYTE_PUNCTUATION, [':'] = BYTE_PUNCTUATION,
    ['!'] = BYTE_PUNCTUATION, ['?'] = BYTE_PUNCTUATION, [0xC2] = BYTE_HIGH,
    [0xE2] = BYTE_HIGH,
};

static void set_forced_quote(Setter *setter, SpanKind kind, size_t at) {
    if (kind == SPAN_OPENS_QUOTE) {
        setter_open_quote(setter, QUOTE_DOUBLE, at);
    } else {
        setter_close_quote(setter, QUOTE_DOUBLE, at);
    }
}

/* Reads what begins at `at`; returns where to go on. */
static size_t read_mark(Setter *setter, ByteClass class, size_t at) {
    SpanKind kind = setter->spans[setter->span].kind;
    switch (class) {
    case BYTE_PLAIN:
        break;
    case BYTE_DOUBLE:
        if (kind != SPAN_TEXT) {
            set_forced_quote(setter, kind, at);
        } else if (!setter_is_in_url(setter, at)) {
            setter_set_double(setter, at);
        }
        break;
    case BYTE_SINGLE:
        if (!setter_is_in_url(setter, at)) {
            setter_set_single(setter, at);
        }
        break;
    case BYTE_HYPHEN:
        return set_hyphens(setter, at);
    case BYTE_POINT:
        return set_points(setter, at);
    case BYTE_PUNCTUATION:
        if (setter_language(setter)->typography.narrow_space_before_punctuation) {
            set_space_before(setter, at);
        }
        break;
    case BYTE_HIGH:
        return read_high(setter, at);
    }
    return at + 1;
}

static bool has_odd_doubles(const char *text, size_t length, const Language *language) {
    size_t count = 0;
    for (size_t i = 0; language->is_cjk && i < length; i++) {
        count += text[i] == '"';
    }
    return count % 2 == 1;
}

void typography_find_edits(const char *text, size_t length_bytes, const TextSpan *spans,
                           size_t span_count, GArray *edits) {
    if (span_count == 0) {
        return;
    }
    Setter setter = {.text = text,
                     .length = length_bytes,
                     .spans = spans,
                     .span_count = span_count,
                     .edits = edits,
                     .keeps_doubles = has_odd_doubles(text, length_bytes, spans[0].language)};
    for (size_t at = 0; at < length_bytes;) {
        ByteClass class = (ByteClass)byte_classes[(unsigned char)text[at]];
        if (class == BYTE_PLAIN) {
            at++;
            continue;
        }
        while (setter.span + 1 < span_count && spans[setter.span + 1].start_bytes <= at) {
            setter.span++;
        }
        at = setter_language(&setter)->has_typography ? read_mark(&setter, class, at) : at + 1;
    }
    setter_end_quotes(&setter);
}

char *typography_of_text(const char *text, const Language *language) {
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(TextEdit));
    TextSpan span = {.language = language};
    size_t length = strlen(text);
    typography_find_edits(text, length, &span, 1, edits);
    GString *out = g_string_sized_new(length + 16);
    size_t from = 0;
    for (guint i = 0; i < edits->len; i++) {
        const TextEdit *each = &g_array_index(edits, TextEdit, i);
        g_string_append_len(out, text + from, (gssize)(each->offset_bytes - from));
        g_string_append_len(out, each->with, (gssize)each->with_bytes);
        from = each->offset_bytes + each->length_bytes;
    }
    g_string_append(out, text + from);
    return g_string_free(out, FALSE);
}
