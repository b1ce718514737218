/* CSS cut into tokens after CSS Syntax Level 3, with each token's place. Comments are tokens too:
 * Kindle reads into them. Nothing is copied: a token is a stretch of the text it came from. */
#ifndef GALLEY_STYLE_CSS_TOKENS_H
#define GALLEY_STYLE_CSS_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    CSS_END,
    CSS_SPACE,
    CSS_COMMENT, /* with its marks */
    CSS_IDENT,
    CSS_FUNCTION, /* name and "(" */
    CSS_AT,       /* "@" and name */
    CSS_HASH,
    CSS_STRING,
    CSS_URL, /* unquoted url(...), all of it */
    CSS_NUMBER,
    CSS_PERCENTAGE,
    CSS_DIMENSION,
    CSS_OPEN_COMMENT,  /* <!-- */
    CSS_CLOSE_COMMENT, /* --> */
    CSS_BROKEN,        /* a string that runs into a line's end, a url that holds what it may not */
    CSS_SIGN,          /* one character: { } ( ) [ ] : ; , and every other */
} CssTokenKind;

typedef struct {
    CssTokenKind kind;
    const char *start; /* in the text */
    size_t length_bytes;
    double number;            /* NUMBER, PERCENTAGE, DIMENSION */
    size_t unit_offset_bytes; /* DIMENSION: where its unit begins in it */
    bool is_integer;
    bool has_escape;    /* a backslash in it */
    bool is_unfinished; /* the text ended before the token did */
    uint32_t line, column;
} CssToken;

typedef struct {
    const char *cursor;
    const char *end;
    uint32_t line, column; /* of the cursor, in characters, from 1 */
} CssTokens;

/* `css` is UTF-8 and outlives the tokens. */
CssTokens css_tokens_begin(const char *css, size_t length_bytes);
/* The next token; CSS_END for ever after the last. */
CssToken css_tokens_next(CssTokens *tokens);

/* Is the token this one character? */
bool css_token_is(const CssToken *token, char sign);

#endif
