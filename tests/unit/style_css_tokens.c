/* CSS cut into tokens: CSS Syntax Level 3, section 4, with places. */
#include "style/css_tokens.h"

#include <glib.h>
#include <string.h>

/* Every token as "kind:text", with spaces between. */
static char *cut(const char *css) {
    static const char *const kinds[] = {
        [CSS_SPACE] = "space",
        [CSS_COMMENT] = "comment",
        [CSS_IDENT] = "ident",
        [CSS_FUNCTION] = "function",
        [CSS_AT] = "at",
        [CSS_HASH] = "hash",
        [CSS_STRING] = "string",
        [CSS_URL] = "url",
        [CSS_NUMBER] = "number",
        [CSS_PERCENTAGE] = "percentage",
        [CSS_DIMENSION] = "dimension",
        [CSS_OPEN_COMMENT] = "open",
        [CSS_CLOSE_COMMENT] = "close",
        [CSS_BROKEN] = "broken",
        [CSS_SIGN] = "sign",
    };
    GString *all = g_string_new(NULL);
    CssTokens tokens = css_tokens_begin(css, strlen(css));
    for (;;) {
        CssToken token = css_tokens_next(&tokens);
        if (token.kind == CSS_END) {
            return g_string_free(all, FALSE);
        }
        g_string_append_printf(all, "%s%s", all->len > 0 ? " " : "", kinds[token.kind]);
        if (token.kind != CSS_SPACE) {
            g_string_append_printf(all, ":%.*s", (int)token.length_bytes, token.start);
        }
    }
}

static void test_kinds(void) {
    static const struct {
        const char *css;
        const char *tokens;
    } rows[] = {
        {"", ""},
        {"p{color:red}", "ident:p sign:{ ident:color sign:: ident:red sign:}"},
        {"a /* b */c", "ident:a space comment:/* b */ ident:c"},
        {"/**/ /*/ x", "comment:/**/ space comment:/*/ x"},
        {"1 +1.5 -.5em 50% 1e3 1e 1.x", "number:1 space number:+1.5 space dimension:-.5em space "
                                        "percentage:50% space number:1e3 space dimension:1e space "
                                        "number:1 sign:. ident:x"},
        {"+ - . -a --b -1a",
         "sign:+ space sign:- space sign:. space ident:-a space ident:--b space "
         "dimension:-1a"},
        {"@media @1 @", "at:@media space sign:@ number:1 space sign:@"},
        {"#a #1 #", "hash:#a space hash:#1 space sign:#"},
        {"\"a'b\" 'a\"b'", "string:\"a'b\" space string:'a\"b'"},
        {"'a\\'b' 'a\\\nb'", "string:'a\\'b' space string:'a\\\nb'"},
        {"'a\nb", "broken:'a space ident:b"},
        {"url(a.png) url( a ) URL()", "url:url(a.png) space url:url( a ) space url:URL()"},
        {"url('a') url( \"a\")", "function:url( string:'a' sign:) space function:url( space "
                                 "string:\"a\" sign:)"},
        {"url(a b)c url(a'b)d", "broken:url(a b) ident:c space broken:url(a'b) ident:d"},
        {"calc(1em)", "function:calc( dimension:1em sign:)"},
        {"<!--a-->", "open:<!-- ident:a-- sign:>"},
        {"<!-- -->", "open:<!-- space close:-->"},
        {"u\\72l(x)", "function:u\\72l( ident:x sign:)"},
        {"\\66 oo \\", "ident:\\66 oo space ident:\\"},
        {"\\\na", "sign:\\ space ident:a"},
        {"عنوان.标题", "ident:عنوان sign:. ident:标题"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *tokens = cut(rows[i].css);
        g_assert_cmpstr(tokens, ==, rows[i].tokens);
    }
}

static void test_values(void) {
    CssTokens tokens = css_tokens_begin("-1.25em 30% 7", 13);
    CssToken token = css_tokens_next(&tokens);
    g_assert_cmpfloat(token.number, ==, -1.25);
    g_assert_cmpuint(token.unit_offset_bytes, ==, 5);
    g_assert_false(token.is_integer);
    css_tokens_next(&tokens);
    token = css_tokens_next(&tokens);
    g_assert_cmpfloat(token.number, ==, 30);
    css_tokens_next(&tokens);
    token = css_tokens_next(&tokens);
    g_assert_cmpfloat(token.number, ==, 7);
    g_assert_true(token.is_integer);
}

/* Columns count characters, lines begin at 1. */
static void test_places(void) {
    static const char css[] = "/* خط */ x\n  é y";
    static const guint32 places[][2] = {{1, 1}, {1, 9}, {1, 10}, {1, 11}, {2, 3}, {2, 4}, {2, 5}};
    CssTokens tokens = css_tokens_begin(css, sizeof css - 1);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        CssToken token = css_tokens_next(&tokens);
        g_assert_cmpuint(token.line, ==, places[i][0]);
        g_assert_cmpuint(token.column, ==, places[i][1]);
    }
    g_assert_cmpint(css_tokens_next(&tokens).kind, ==, CSS_END);
    g_assert_cmpint(css_tokens_next(&tokens).kind, ==, CSS_END);
}

static void test_unfinished(void) {
    static const char *const rows[] = {"/* a", "'a", "url(a", "/*", "\"a\\"};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        CssTokens tokens = css_tokens_begin(rows[i], strlen(rows[i]));
        CssToken token = css_tokens_next(&tokens);
        g_assert_true(token.is_unfinished);
        g_assert_cmpuint(token.length_bytes, ==, strlen(rows[i]));
    }
}

/* Whatever the bytes, the tokens are all of the text, one after the other. */
static void test_whole(void) {
    g_autoptr(GRand) random = g_rand_new_with_seed(118);
    static const char alphabet[] = "a1.-+#@\"'\\/*(){}:;<!> \nu\xC3\xA9%eE\0";
    for (unsigned round = 0; round < 20000; round++) {
        size_t length = (size_t)g_rand_int_range(random, 0, 24);
        g_autofree char *css = g_malloc(length + 1);
        for (size_t i = 0; i < length; i++) {
            css[i] = alphabet[g_rand_int_range(random, 0, sizeof alphabet)];
        }
        g_autofree char *exact = g_memdup2(css, length);
        CssTokens tokens = css_tokens_begin(exact, length);
        const char *at = exact;
        for (;;) {
            CssToken token = css_tokens_next(&tokens);
            g_assert_true(token.start == at);
            if (token.kind == CSS_END) {
                break;
            }
            g_assert_cmpuint(token.length_bytes, >, 0);
            at += token.length_bytes;
        }
        g_assert_true(at == (exact != NULL ? exact + length : NULL));
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/css-tokens/kinds", test_kinds);
    g_test_add_func("/style/css-tokens/values", test_values);
    g_test_add_func("/style/css-tokens/places", test_places);
    g_test_add_func("/style/css-tokens/unfinished", test_unfinished);
    g_test_add_func("/style/css-tokens/whole", test_whole);
    return g_test_run();
}
