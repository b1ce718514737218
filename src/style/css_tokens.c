/* The tokenizer of CSS Syntax Level 3, section 4. It goes over the text once, from the left. */
#include "style/css_tokens.h"

#include <glib.h>
#include <string.h>

CssTokens css_tokens_begin(const char *css, size_t length_bytes) {
    return (CssTokens){.cursor = css, .end = css + length_bytes, .line = 1, .column = 1};
}

/* The byte `ahead` of the cursor, NUL past the end. A NUL in the text is no name's part either. */
static char peek(const CssTokens *tokens, size_t ahead) {
    return ahead < (size_t)(tokens->end - tokens->cursor) ? tokens->cursor[ahead] : '\0';
}

static void advance(CssTokens *tokens, size_t bytes) {
    const char *stop = tokens->cursor + MIN(bytes, (size_t)(tokens->end - tokens->cursor));
    for (; tokens->cursor < stop; tokens->cursor++) {
        unsigned char c = (unsigned char)*tokens->cursor;
        if (c == '\n') {
            tokens->line++;
            tokens->column = 1;
        } else if ((c & 0xC0) != 0x80) {
            tokens->column++;
        }
    }
}

static bool is_at_end(const CssTokens *tokens) {
    return tokens->cursor >= tokens->end;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r' || c == '\f';
}

static bool is_name_start(char c) {
    return g_ascii_isalpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c) {
    return is_name_start(c) || g_ascii_isdigit(c) || c == '-';
}

static bool is_escape(const CssTokens *tokens, size_t ahead) {
    return peek(tokens, ahead) == '\\' && !is_line_end(peek(tokens, ahead + 1));
}

static bool begins_name(const CssTokens *tokens, size_t ahead) {
    char c = peek(tokens, ahead);
    if (c == '-') {
        char next = peek(tokens, ahead + 1);
        return is_name_start(next) || next == '-' || is_escape(tokens, ahead + 1);
    }
    return is_name_start(c) || is_escape(tokens, ahead);
}

static bool begins_number(const CssTokens *tokens) {
    size_t at = peek(tokens, 0) == '+' || peek(tokens, 0) == '-' ? 1 : 0;
    at += peek(tokens, at) == '.' ? 1 : 0;
    return g_ascii_isdigit(peek(tokens, at));
}

/* One escape: a backslash and up to six hexadecimal digits with a space, or any character. */
static void skip_escape(CssTokens *tokens, CssToken *token) {
    token->has_escape = true;
    advance(tokens, 1);
    unsigned digits = 0;
    while (digits < 6 && g_ascii_isxdigit(peek(tokens, 0))) {
        advance(tokens, 1);
        digits++;
    }
    if (digits > 0) {
        advance(tokens, is_space(peek(tokens, 0)) ? 1 : 0);
    } else {
        advance(tokens, 1);
    }
}

static void skip_name(CssTokens *tokens, CssToken *token) {
    for (;;) {
        if (is_name(peek(tokens, 0))) {
            advance(tokens, 1);
        } else if (is_escape(tokens, 0) && !is_at_end(tokens)) {
            skip_escape(tokens, token);
        } else {
            return;
        }
    }
}

static void skip_digits(CssTokens *tokens) {
    while (g_ascii_isdigit(peek(tokens, 0))) {
        advance(tokens, 1);
    }
}

/* The longest number a value needs is short; of a longer one only its first digits count. */
static double number_value(const char *start, size_t length_bytes) {
    char text[32];
    size_t length = MIN(length_bytes, sizeof text - 1);
    memcpy(text, start, length);
    text[length] = '\0';
    return g_ascii_strtod(text, NULL);
}

static CssTokenKind read_number(CssTokens *tokens, CssToken *token) {
    token->is_integer = true;
    advance(tokens, peek(tokens, 0) == '+' || peek(tokens, 0) == '-' ? 1 : 0);
    skip_digits(tokens);
    if (peek(tokens, 0) == '.' && g_ascii_isdigit(peek(tokens, 1))) {
        token->is_integer = false;
        advance(tokens, 1);
        skip_digits(tokens);
    }
    size_t sign = peek(tokens, 1) == '+' || peek(tokens, 1) == '-' ? 1 : 0;
    if (g_ascii_tolower(peek(tokens, 0)) == 'e' && g_ascii_isdigit(peek(tokens, 1 + sign))) {
        token->is_integer = false;
        token->has_escape = true; /* 1e3 is newer than CSS 2.1, as suspect as an escape */
        advance(tokens, 1 + sign);
        skip_digits(tokens);
    }
    token->number = number_value(token->start, (size_t)(tokens->cursor - token->start));
    if (peek(tokens, 0) == '%') {
        advance(tokens, 1);
        return CSS_PERCENTAGE;
    }
    if (begins_name(tokens, 0)) {
        token->unit_offset_bytes = (size_t)(tokens->cursor - token->start);
        skip_name(tokens, token);
        return CSS_DIMENSION;
    }
    return CSS_NUMBER;
}

static CssTokenKind read_string(CssTokens *tokens, CssToken *token) {
    char quote = peek(tokens, 0);
    advance(tokens, 1);
    while (!is_at_end(tokens)) {
        char c = peek(tokens, 0);
        if (c == quote) {
            advance(tokens, 1);
            return CSS_STRING;
        }
        if (is_line_end(c)) {
            return CSS_BROKEN;
        }
        if (c == '\\') {
            token->has_escape = true;
            advance(tokens, peek(tokens, 1) == '\r' && peek(tokens, 2) == '\n' ? 3 : 2);
        } else {
            advance(tokens, 1);
        }
    }
    token->is_unfinished = true;
    return CSS_STRING;
}

static void read_comment(CssTokens *tokens, CssToken *token) {
    advance(tokens, 2);
    const char *close = g_strstr_len(tokens->cursor, tokens->end - tokens->cursor, "*/");
    token->is_unfinished = close == NULL;
    advance(tokens, close != NULL ? (size_t)(close + 2 - tokens->cursor)
                                  : (size_t)(tokens->end - tokens->cursor));
}

/* The rest of url( without quotes. A broken one ends at its parenthesis, too. */
static CssTokenKind read_url(CssTokens *tokens, CssToken *token) {
    bool is_broken = false;
    bool had_space = false;
    bool has_text = false;
    while (!is_at_end(tokens)) {
        char c = peek(tokens, 0);
        if (c == ')') {
            advance(tokens, 1);
            return is_broken ? CSS_BROKEN : CSS_URL;
        }
        if (is_space(c)) {
            had_space = has_text;
        } else {
            is_broken = is_broken || had_space || strchr("\"'(", c) != NULL ||
                        (unsigned char)c < 0x20 || c == 0x7F;
            has_text = true;
        }
        if (is_escape(tokens, 0)) {
            skip_escape(tokens, token);
        } else {
            is_broken = is_broken || c == '\\';
            advance(tokens, 1);
        }
    }
    token->is_unfinished = true;
    return CSS_URL;
}

/* A quoted url is a function that holds a string (4.3.4). */
static bool holds_quote(const CssTokens *tokens) {
    const char *at = tokens->cursor;
    while (at < tokens->end && is_space(*at)) {
        at++;
    }
    return at < tokens->end && (*at == '"' || *at == '\'');
}

static CssTokenKind read_name(CssTokens *tokens, CssToken *token) {
    skip_name(tokens, token);
    if (peek(tokens, 0) != '(') {
        return CSS_IDENT;
    }
    bool is_url =
        tokens->cursor - token->start == 3 && g_ascii_strncasecmp(token->start, "url", 3) == 0;
    advance(tokens, 1);
    return is_url && !holds_quote(tokens) ? read_url(tokens, token) : CSS_FUNCTION;
}

static bool starts(const CssTokens *tokens, const char *text) {
    size_t length = strlen(text);
    return (size_t)(tokens->end - tokens->cursor) >= length &&
           memcmp(tokens->cursor, text, length) == 0;
}

static void skip_spaces(CssTokens *tokens) {
    while (!is_at_end(tokens) && is_space(*tokens->cursor)) {
        advance(tokens, 1);
    }
}

static CssTokenKind read_sign(CssTokens *tokens, CssToken *token) {
    char c = peek(tokens, 0);
    if ((c == '@' && begins_name(tokens, 1)) ||
        (c == '#' && (is_name(peek(tokens, 1)) || is_escape(tokens, 1)))) {
        advance(tokens, 1);
        skip_name(tokens, token);
        return c == '@' ? CSS_AT : CSS_HASH;
    }
    token->has_escape = c == '\\';
    advance(tokens, 1);
    return CSS_SIGN;
}

static CssTokenKind read_token(CssTokens *tokens, CssToken *token) {
    char c = peek(tokens, 0);
    if (is_space(c)) {
        skip_spaces(tokens);
        return CSS_SPACE;
    }
    if (starts(tokens, "/*")) {
        read_comment(tokens, token);
        return CSS_COMMENT;
    }
    if (starts(tokens, "<!--")) {
        advance(tokens, 4);
        return CSS_OPEN_COMMENT;
    }
    if (starts(tokens, "-->")) {
        advance(tokens, 3);
        return CSS_CLOSE_COMMENT;
    }
    if (c == '"' || c == '\'') {
        return read_string(tokens, token);
    }
    if (begins_number(tokens)) {
        return read_number(tokens, token);
    }
    if (begins_name(tokens, 0)) {
        return read_name(tokens, token);
    }
    return read_sign(tokens, token);
}

CssToken css_tokens_next(CssTokens *tokens) {
    CssToken token = {
        .kind = CSS_END, .start = tokens->cursor, .line = tokens->line, .column = tokens->column};
    if (!is_at_end(tokens)) {
        token.kind = read_token(tokens, &token);
        token.length_bytes = (size_t)(tokens->cursor - token.start);
    }
    return token;
}

bool css_token_is(const CssToken *token, char sign) {
    return token->kind == CSS_SIGN && token->start[0] == sign;
}
