/* Straight quotes: which form each is of, by what stands before and after it and by the quotes that
 * are open around it. */
#include "enrich/setter.h"

#include <string.h>

#define PRIME "\xE2\x80\xB2"
#define DOUBLE_PRIME "\xE2\x80\xB3"
#define GERESH "\xD7\xB3"
#define GERSHAYIM "\xD7\xB4"

static void remember(Setter *setter, MarkMeaning meaning, size_t end) {
    setter->last_meaning = meaning;
    setter->last_end = end;
}

static bool has_open(const Setter *setter, QuoteKind kind) {
    for (size_t i = setter->open_count; i > 0; i--) {
        if (setter->open[i - 1].kind == kind) {
            return true;
        }
    }
    return false;
}

static bool is_innermost(const Setter *setter, QuoteKind kind) {
    return setter->open_count > 0 && setter->open[setter->open_count - 1].kind == kind;
}

/* A single quote that nothing closed was an apostrophe: 'cause. But a paragraph may begin a speech
 * that ends in a later one. */
static void give_up(Setter *setter, const OpenQuote *quote) {
    if (quote->kind == QUOTE_SINGLE && quote->edit > 0 && !quote->begins_text) {
        TextEdit *made = &g_array_index(setter->edits, TextEdit, quote->edit - 1);
        made->with = quote->typography->apostrophe;
        made->with_bytes = strlen(made->with);
    }
}

static void push(Setter *setter, QuoteKind kind, bool is_inner, guint edit_number, size_t at) {
    if (setter->open_count < OPEN_MOST) {
        setter->open[setter->open_count++] =
            (OpenQuote){.kind = kind,
                        .typography = &setter_language(setter)->typography,
                        .is_inner = is_inner,
                        .edit = edit_number,
                        .begins_text = at == 0};
    }
}

/* Takes the innermost open quote of this kind off, and what was opened in it and never closed.
 * NULL: none is open. What it points to lasts until the next push. */
static const OpenQuote *pop(Setter *setter, QuoteKind kind) {
    if (!has_open(setter, kind)) {
        return NULL;
    }
    while (setter->open[setter->open_count - 1].kind != kind) {
        give_up(setter, &setter->open[--setter->open_count]);
    }
    return &setter->open[--setter->open_count];
}

static bool keeps_space_inside(const char *quote) {
    return strstr(quote, NARROW_SPACE) != NULL;
}

void setter_open_quote(Setter *setter, QuoteKind kind, size_t at) {
    if (setter->open_count == OPEN_MOST) {
        return;
    }
    const Typography *typography = &setter_language(setter)->typography;
    bool is_inner =
        kind == QUOTE_SINGLE || (has_open(setter, QUOTE_DOUBLE) && setter->open_count % 2 == 1);
    const char *with = is_inner ? typography->inner_open : typography->open;
    size_t end = keeps_space_inside(with) ? setter_skip(setter, at + 1) : at + 1;
    setter_edit_text(setter, at, end, with);
    push(setter, kind, is_inner, setter->edits->len, at);
    remember(setter, MARK_OPENED, at + 1);
}

void setter_close_quote(Setter *setter, QuoteKind kind, size_t at) {
    const OpenQuote *open = pop(setter, kind);
    const Typography *typography =
        open != NULL ? open->typography : &setter_language(setter)->typography;
    bool is_inner = open != NULL ? open->is_inner : kind == QUOTE_SINGLE;
    const char *with = is_inner ? typography->inner_close : typography->close;
    size_t start = keeps_space_inside(with) ? setter_skip_back(setter, at) : at;
    setter_edit_text(setter, start, at + 1, with);
    remember(setter, MARK_CLOSED, at + 1);
}

static void set_apostrophe(Setter *setter, size_t at, gunichar before) {
    const Typography *typography = &setter_language(setter)->typography;
    bool is_latin = before < 0x0250;
    const char *with = strcmp(typography->apostrophe, GERESH) == 0 && is_latin
                           ? "\xE2\x80\x99"
                           : typography->apostrophe;
    setter_edit_text(setter, at, at + 1, with);
    remember(setter, MARK_APOSTROPHE, at + 1);
}

/* In צה"ל the mark stands before the last letter of a word. */
static bool is_gershayim(const Setter *setter, size_t at) {
    size_t next = (size_t)(g_utf8_next_char(setter->text + at + 1) - setter->text);
    return char_is_hebrew(setter_before(setter, at)) && char_is_hebrew(setter_at(setter, at + 1)) &&
           !g_unichar_isalnum(setter_at(setter, next));
}

/* A double quote after a blank or a bracket. */
static void set_double_at_start(Setter *setter, size_t at) {
    gunichar next = setter_at(setter, at + 1);
    bool is_open = has_open(setter, QUOTE_DOUBLE);
    bool is_after_blank = char_is_blank(setter_before(setter, at));
    bool ends_here =
        char_is_space(next) || (is_after_blank && next < 0x80 && strchr(",;)", (int)next));
    if (!ends_here) {
        setter_open_quote(setter, QUOTE_DOUBLE, at);
    } else if (is_open) {
        setter_close_quote(setter, QUOTE_DOUBLE, at);
    } else if (setter_language(setter)->typography.narrow_space_before_punctuation &&
               char_is_word(setter_at(setter, setter_skip(setter, at + 1)))) {
        setter_open_quote(setter, QUOTE_DOUBLE, at); /* « with its space typed » */
    }
}

void setter_set_double(Setter *setter, size_t at) {
    gunichar before = setter_before(setter, at);
    gunichar next = setter_at(setter, at + 1);
    bool is_open = has_open(setter, QUOTE_DOUBLE);
    bool is_after_apostrophe =
        before == 0x2019 || (at == setter->last_end && setter->last_meaning == MARK_APOSTROPHE);
    if (is_gershayim(setter, at)) {
        setter_edit_text(setter, at, at + 1, GERSHAYIM);
    } else if (setter->keeps_doubles) {
        return;
    } else if (setter_is_start(setter, at)) {
        set_double_at_start(setter, at);
    } else if (char_is_digit(before) && !is_open) {
        setter_edit_text(setter, at, at + 1, DOUBLE_PRIME); /* 6'2", 12" */
    } else if (is_after_apostrophe && char_is_word(next)) {
        setter_open_quote(setter, QUOTE_DOUBLE, at); /* l'"Aurora" */
    } else if (is_open) {
        setter_close_quote(setter, QUOTE_DOUBLE, at);
    } else if (char_is_dash(before) && !char_is_space(next) && !char_is_closing(next)) {
        setter_open_quote(setter, QUOTE_DOUBLE, at);
    } else if (char_is_word(next)) {
        if (!char_is_word(before) || char_joins_quotes(before) || char_joins_quotes(next)) {
            setter_open_quote(setter, QUOTE_DOUBLE, at);
        }
    } else {
        setter_close_quote(setter, QUOTE_DOUBLE, at);
    }
}

/* The words that begin with an apostrophe, by language. */
static const struct {
    const char *tag;
    const char *words; /* a blank around each */
} elisions[] = {
    {"en", " tis twas twere twill twould em til till cause bout neath n round ere "},
    {"en-US", " tis twas twere twill twould em til till cause bout neath n round ere "},
    {"nl", " t s n k m r ns tis twas "},
    {"de", " s n ne nen nem ner "},
    {"it", " sto sta ste sti ndrangheta "},
};

static bool is_elision(const Setter *setter, size_t at) {
    const char *word = setter->text + at + 1;
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (length == 0 || length > 12 || char_is_word(setter_at(setter, at + 1 + length))) {
        return false;
    }
    char key[16];
    g_snprintf(key, sizeof key, " %.*s ", (int)length, word);
    for (char *c = key; *c != '\0'; c++) {
        *c = g_ascii_tolower(*c);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(elisions); i++) {
        if (strcmp(elisions[i].tag, setter_language(setter)->tag) == 0) {
            return strstr(elisions[i].words, key) != NULL;
        }
    }
    return false;
}

/* The '90s, the class of '05. */
static bool is_year(const Setter *setter, size_t at) {
    const char *digits = setter->text + at + 1;
    return g_ascii_isdigit(digits[0]) && g_ascii_isdigit(digits[1]) &&
           !g_ascii_isdigit(digits[2]) && digits[2] != '\'';
}

static void set_single_at_start(Setter *setter, size_t at, gunichar before) {
    gunichar next = setter_at(setter, at + 1);
    if (is_year(setter, at) || is_elision(setter, at)) {
        set_apostrophe(setter, at, 0);
    } else if (!char_is_space(next)) {
        setter_open_quote(setter, QUOTE_SINGLE, at);
    } else if (is_innermost(setter, QUOTE_SINGLE) && before != 0) {
        setter_close_quote(setter, QUOTE_SINGLE, at);
    }
}

void setter_set_single(Setter *setter, size_t at) {
    gunichar before = setter_before(setter, at);
    gunichar next = setter_at(setter, at + 1);
    bool is_open = is_innermost(setter, QUOTE_SINGLE);
    if (setter_is_start(setter, at)) {
        set_single_at_start(setter, at, before);
    } else if (char_is_digit(before) &&
               (char_is_digit(next) || (!is_open && !char_is_word(next)))) {
        setter_edit_text(setter, at, at + 1, PRIME); /* 6'2", 6' */
    } else if (char_is_word(before) && char_is_word(next)) {
        if (setter_language(setter)->is_cjk && char_joins_quotes(before)) {
            (is_open ? setter_close_quote : setter_open_quote)(setter, QUOTE_SINGLE, at);
        } else {
            set_apostrophe(setter, at, before);
        }
    } else if (is_open) {
        setter_close_quote(setter, QUOTE_SINGLE, at);
    } else if (char_is_dash(before) && char_is_word(next)) {
        setter_open_quote(setter, QUOTE_SINGLE, at);
    } else if (char_is_word(before) || char_is_word(next)) {
        set_apostrophe(setter, at, before);
    } else {
        setter_close_quote(setter, QUOTE_SINGLE, at);
    }
}

/* A quote that the author set keeps its form, and counts. */
void setter_note_quote(Setter *setter, gunichar c, size_t at, size_t end) {
    const Typography *typography = &setter_language(setter)->typography;
    QuoteKind kind = QUOTE_DOUBLE;
    gunichar open = quote_mark(typography->open);
    gunichar close = quote_mark(typography->close);
    if (c != open && c != close) {
        kind = QUOTE_SINGLE;
        open = quote_mark(typography->inner_open);
        close = quote_mark(typography->inner_close);
    }
    if (c == close && (c != open || is_innermost(setter, kind))) {
        if (is_innermost(setter, kind)) {
            setter->open_count--;
        }
        remember(setter, MARK_CLOSED, end);
    } else if (c == open && (c != close || setter_is_start(setter, at))) {
        push(setter, kind, kind == QUOTE_SINGLE, 0, at);
        remember(setter, MARK_OPENED, end);
    }
}

void setter_end_quotes(Setter *setter) {
    while (setter->open_count > 0) {
        give_up(setter, &setter->open[--setter->open_count]);
    }
}
