/* Holds a stylesheet against the closed list: rules, declarations, @font-face. Goes on after every
 * mistake as CSS says (Syntax 3, section 5), so that one run shows them all. */
#include "style/book_css.h"

#include "style/book_css_check.h"
#include "style/book_css_list.h"

#include <string.h>

void css_check_refuse_text(CssCheck *check, const CssToken *from, const char *until,
                           const char *before, const char *after, const char *hint) {
    g_autofree char *text = g_strndup(from->start, (size_t)(until - from->start));
    g_strchomp(text);
    g_autofree char *what = g_strdup_printf("%s\"%s\"%s", before, text, after);
    report_add(check->report, DIAGNOSTIC_CSS_UNSAFE,
               place_at(check->file, from->line, from->column), hint, what, NULL);
}

void css_check_refuse(CssCheck *check, const CssToken *token, const char *before, const char *after,
                      const char *hint) {
    css_check_refuse_text(check, token, token->start + token->length_bytes, before, after, hint);
}

static void refuse_comment(CssCheck *check, const CssToken *comment) {
    Place place = place_at(check->file, comment->line, comment->column);
    const char *inside = comment->start + 2;
    if (comment->is_unfinished) {
        report_add(check->report, DIAGNOSTIC_CSS_UNSAFE, place, "write */ where the comment ends",
                   "a comment that is never closed", NULL);
    } else if (g_strstr_len(inside, (gssize)comment->length_bytes - 4, "--") != NULL) {
        report_add(check->report, DIAGNOSTIC_CSS_UNSAFE, place,
                   "draw the line with = signs: Kindle refuses the book", "-- in a comment", NULL);
    }
}

void css_check_next(CssCheck *check) {
    for (;;) {
        check->token = css_tokens_next(&check->tokens);
        if (check->token.kind != CSS_COMMENT) {
            return;
        }
        refuse_comment(check, &check->token);
    }
}

static void skip_space(CssCheck *check) {
    while (check->token.kind == CSS_SPACE) {
        css_check_next(check);
    }
}

/* Past a block whose "{" is under the eye, with the blocks in it. */
static void skip_block(CssCheck *check) {
    CssToken open = check->token;
    size_t depth = 0;
    do {
        depth += css_token_is(&check->token, '{');
        depth -= css_token_is(&check->token, '}');
        css_check_next(check);
    } while (depth > 0 && check->token.kind != CSS_END);
    if (depth > 0) {
        css_check_refuse(check, &open, "the block ", " that is never closed", "write } at its end");
    }
}

/* Gathers a declaration's tokens, or those of what should have been one, up to the ";" or "}" that
 * ends it, which stays under the eye. */
static void gather(CssCheck *check) {
    g_array_set_size(check->value, 0);
    while (check->token.kind != CSS_END && !css_token_is(&check->token, ';') &&
           !css_token_is(&check->token, '}')) {
        if (check->token.kind != CSS_SPACE) {
            g_array_append_val(check->value, check->token);
        }
        if (css_token_is(&check->token, '{')) {
            skip_block(check);
            return; /* rules within rules: what follows is the next */
        }
        css_check_next(check);
    }
}

static const CssToken *value_token(const CssCheck *check, guint index) {
    return &g_array_index(check->value, CssToken, index);
}

/* Where what begins with this token ends: a function at its closing parenthesis. */
static const char *end_of(const CssCheck *check, guint index) {
    size_t depth = 0;
    for (guint i = index; i < check->value->len; i++) {
        const CssToken *token = value_token(check, i);
        depth += token->kind == CSS_FUNCTION || css_token_is(token, '(');
        depth -= css_token_is(token, ')') && depth > 0;
        if (depth == 0) {
            return token->start + token->length_bytes;
        }
    }
    const CssToken *last = value_token(check, check->value->len - 1);
    return last->start + last->length_bytes;
}

static bool refuse_value(CssCheck *check, const char *name, const CssRow *row) {
    g_autofree char *after = g_strdup_printf(" of %s", name);
    for (guint i = 0; i < check->value->len; i++) {
        const CssToken *token = value_token(check, i);
        if (css_token_is(token, '!')) {
            css_check_refuse_text(check, token, end_of(check, check->value->len - 1), "the mark ",
                                  after, "leave it out: what the reader has chosen goes first");
            return true;
        }
        if (token->has_escape) {
            css_check_refuse(check, token, "the escape ", after,
                             "write the character itself; the stylesheet is UTF-8");
            return true;
        }
    }
    size_t fitting =
        book_css_value_fits(row, &g_array_index(check->value, CssToken, 0), check->value->len);
    if (fitting < check->value->len) {
        css_check_refuse_text(check, value_token(check, (guint)fitting),
                              end_of(check, (guint)fitting), "the value ", after, row->hint);
        return true;
    }
    return false;
}

/* What hangs on the selectors: `name` is lower case. */
static void check_subjects(CssCheck *check, const CssToken *token, const char *name) {
    if (check->has_steps && g_str_has_prefix(name, "page-break-")) {
        css_check_refuse(check, token, "the property ", " after several names",
                         "give the element a class and write the rule for that class alone: Kindle "
                         "knows page breaks only there");
    }
    if (check->has_no_img && strcmp(name, "max-width") == 0) {
        css_check_refuse(check, token, "the property ", " on anything but img",
                         book_css_property(name)->hint);
    }
    for (guint i = 0; i < check->bare->len; i++) {
        const char *element = g_array_index(check->bare, CssElement, i).name;
        const char *hint = book_css_subject_hint(element, name);
        if (hint != NULL) {
            g_autofree char *after = g_strdup_printf(" in a rule for %s", element);
            css_check_refuse(check, token, "the property ", after, hint);
            return;
        }
    }
}

/* A declaration; its name is under the eye. */
static void check_declaration(CssCheck *check, bool in_font_face) {
    CssToken first = check->token;
    g_autofree char *name = g_ascii_strdown(first.start, (gssize)first.length_bytes);
    css_check_next(check);
    skip_space(check);
    bool has_colon = css_token_is(&check->token, ':');
    if (has_colon) {
        css_check_next(check);
    }
    gather(check);
    const CssRow *row = in_font_face ? book_css_descriptor(name) : book_css_property(name);
    if (first.kind != CSS_IDENT || !has_colon || check->value->len == 0) {
        const char *until = check->value->len > 0 ? end_of(check, check->value->len - 1)
                                                  : first.start + first.length_bytes;
        css_check_refuse_text(check, &first, until, "the text ", " where a declaration should be",
                              "write `property: value;`");
    } else if (row == NULL) {
        g_autofree char *hint = in_font_face
                                    ? g_strdup("only font-family, font-style, font-weight and src")
                                    : book_css_property_hint(name);
        css_check_refuse(check, &first, "the property ", in_font_face ? " in @font-face" : "",
                         hint);
    } else if (!refuse_value(check, name, row) && !in_font_face) {
        check_subjects(check, &first, name);
    }
}

/* A block of declarations; its "{" is under the eye. */
static void check_block(CssCheck *check, bool in_font_face) {
    CssToken open = check->token;
    css_check_next(check);
    while (check->token.kind != CSS_END && !css_token_is(&check->token, '}')) {
        if (check->token.kind == CSS_SPACE || css_token_is(&check->token, ';')) {
            css_check_next(check);
        } else {
            check_declaration(check, in_font_face);
        }
    }
    if (check->token.kind == CSS_END) {
        css_check_refuse(check, &open, "the block ", " that is never closed", "write } at its end");
    }
    css_check_next(check);
}

static void check_at_rule(CssCheck *check) {
    CssToken at = check->token;
    g_autofree char *name = g_ascii_strdown(at.start + 1, (gssize)at.length_bytes - 1);
    css_check_next(check);
    skip_space(check);
    bool is_font_face = strcmp(name, "font-face") == 0 && css_token_is(&check->token, '{');
    if (is_font_face) {
        check_block(check, true);
        return;
    }
    css_check_refuse(check, &at, "the rule ", "", book_css_at_rule_hint(name));
    while (check->token.kind != CSS_END && !css_token_is(&check->token, ';') &&
           !css_token_is(&check->token, '{')) {
        css_check_next(check);
    }
    if (css_token_is(&check->token, '{')) {
        skip_block(check);
    } else {
        css_check_next(check);
    }
}

void book_css_check(const char *css, size_t length_bytes, const char *file, Report *report) {
    CssCheck check = {.tokens = css_tokens_begin(css, length_bytes),
                      .file = file,
                      .report = report,
                      .bare = g_array_new(FALSE, FALSE, sizeof(CssElement)),
                      .value = g_array_new(FALSE, FALSE, sizeof(CssToken))};
    css_check_next(&check);
    while (check.token.kind != CSS_END) {
        if (check.token.kind == CSS_SPACE) {
            css_check_next(&check);
        } else if (check.token.kind == CSS_AT) {
            check_at_rule(&check);
        } else {
            css_check_selectors(&check);
            if (check.token.kind != CSS_END) {
                check_block(&check, false);
            }
        }
    }
    g_array_unref(check.bare);
    g_array_unref(check.value);
}
