/* Characters of running text as a typesetter sees them, their neighbours, and the edits made. */
#include "enrich/setter.h"

#include <string.h>

gunichar setter_before(const Setter *setter, size_t at) {
    return at > 0 ? g_utf8_get_char(g_utf8_prev_char(setter->text + at)) : 0;
}

gunichar setter_at(const Setter *setter, size_t at) {
    return at < setter->length ? g_utf8_get_char(setter->text + at) : 0;
}

bool char_is_space(gunichar c) {
    return c == 0 || g_unichar_isspace(c);
}

/* A space that may be replaced: not the end of a line that the author set. */
bool char_is_blank(gunichar c) {
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == NARROW || c == 0x2009;
}

bool char_is_word(gunichar c) {
    return c == OBJECT || g_unichar_isalnum(c) || g_unichar_ismark(c);
}

bool char_is_digit(gunichar c) {
    return c < 0x80 && g_ascii_isdigit((char)c);
}

bool char_is_dash(gunichar c) {
    return c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == '=';
}

bool char_is_hebrew(gunichar c) {
    return c >= 0x05D0 && c <= 0x05EA;
}

/* Scripts whose words may stand against a quote mark: Arabic and Hebrew with a preposition, CJK
 * without spaces. */
bool char_joins_quotes(gunichar c) {
    return c >= 0x0590 && g_unichar_isalpha(c);
}

gunichar quote_mark(const char *quote) {
    while (char_is_blank(g_utf8_get_char(quote))) {
        quote = g_utf8_next_char(quote);
    }
    return g_utf8_get_char(quote);
}

bool char_is_opening(const Typography *typography, gunichar c) {
    static const gunichar brackets[] = {'(', '[', '{', 0x00BF, 0x00A1, 0x201E, 0x201A};
    for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++) {
        if (brackets[i] == c) {
            return true;
        }
    }
    return c >= 0x80 &&
           (g_unichar_type(c) == G_UNICODE_OPEN_PUNCTUATION ||
            (quote_mark(typography->open) == c && quote_mark(typography->close) != c) ||
            (quote_mark(typography->inner_open) == c && quote_mark(typography->close) != c &&
             quote_mark(typography->inner_close) != c));
}

bool char_is_closing(gunichar c) {
    return c == 0 || (c < 0x80 ? strchr(".,;:!?)]}", (int)c) != NULL
                               : g_unichar_type(c) == G_UNICODE_CLOSE_PUNCTUATION ||
                                     g_unichar_type(c) == G_UNICODE_FINAL_PUNCTUATION ||
                                     g_unichar_type(c) == G_UNICODE_OTHER_PUNCTUATION);
}

const Language *setter_language(const Setter *setter) {
    return setter->spans[setter->span].language;
}

/* Does a quote or a word that begins here stand at the beginning of something? */
bool setter_is_start(const Setter *setter, size_t at) {
    gunichar before = setter_before(setter, at);
    if (at == setter->last_end && setter->last_meaning != MARK_NONE) {
        return setter->last_meaning == MARK_OPENED;
    }
    return char_is_space(before) || char_is_opening(&setter_language(setter)->typography, before);
}

size_t setter_skip_back(const Setter *setter, size_t at) {
    while (at > 0 && char_is_blank(setter_before(setter, at))) {
        at = (size_t)(g_utf8_prev_char(setter->text + at) - setter->text);
    }
    return at;
}

size_t setter_skip(const Setter *setter, size_t at) {
    while (at < setter->length && char_is_blank(setter_at(setter, at))) {
        at = (size_t)(g_utf8_next_char(setter->text + at) - setter->text);
    }
    return at;
}

bool setter_is_in_url(Setter *setter, size_t at) {
    if (setter->url_search.text == NULL) {
        setter->url_search = url_search_new(setter->text);
    }
    while (setter->url.end_bytes <= at) {
        if (!url_search_next(&setter->url_search, setter->url.end_bytes, &setter->url)) {
            setter->url = (UrlRange){G_MAXSIZE, G_MAXSIZE};
        }
    }
    return at >= setter->url.start_bytes;
}

/* Edits */

void setter_edit(Setter *setter, size_t from, size_t to, const char *with, size_t with_bytes) {
    if (setter->edits->len > 0) {
        const TextEdit *last = &g_array_index(setter->edits, TextEdit, setter->edits->len - 1);
        from = MAX(from, last->offset_bytes + last->length_bytes);
    }
    TextEdit made = {from, MAX(to, from) - from, with, with_bytes};
    g_array_append_val(setter->edits, made);
}

void setter_edit_text(Setter *setter, size_t from, size_t to, const char *with) {
    setter_edit(setter, from, to, with, strlen(with));
}
