/* Telling articles apart, on blocks made by hand. */
#include "read/split_blocks.h"
#include "read/split_lines.h"

#include <string.h>

enum { MOST = 64 };

typedef struct {
    SplitBlock blocks[MOST];
    size_t count;
} Made;

static const char prose[] =
    "The decision came late on Tuesday, after two days of talks that nobody had "
    "expected to last so long, and everybody went home.";

static void add(Made *made, SplitBlockKind kind, const char *text, uint32_t blank_before) {
    made->blocks[made->count++] = (SplitBlock){.kind = kind,
                                               .text = text,
                                               .length_bytes = (uint32_t)strlen(text),
                                               .lines = 1,
                                               .blank_before = blank_before,
                                               .rule = kind == SPLIT_BLOCK_RULE ? '-' : '\0'};
}

static void add_text(Made *made, const char *text) {
    add(made, SPLIT_BLOCK_TEXT, text, 1);
}

static const SplitArticle *article(const Split *split, guint index) {
    g_assert_cmpuint(index, <, split->articles->len);
    return &g_array_index(split->articles, SplitArticle, index);
}

static void test_dateline_below_headline(void) {
    Made made = {0};
    add_text(&made, "The Evening Wire");                                      /* 0 */
    add_text(&made, "Harbour Wall Gives Way");                                /* 1 */
    add_text(&made, "LIMA, June 23 — The wall gave way on Tuesday night.");   /* 2 */
    add_text(&made, "What the Council Says");                                 /* 3 */
    add_text(&made, prose);                                                   /* 4 */
    add_text(&made, "A Second Strike at the Mill");                           /* 5 */
    add_text(&made, "CALLAO, June 24 — The weavers walked out again today."); /* 6 */
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 2);
    g_assert_cmpuint(article(split, 1)->first, ==, 5);
    g_assert_cmpint(article(split, 1)->reason, ==, SPLIT_BY_HEADLINE_AND_DATELINE);
    g_assert_cmpint(split->roles[0], ==, SPLIT_ROLE_PAGE_TITLE);
    g_assert_cmpint(split->roles[1], ==, SPLIT_ROLE_HEADLINE);
    g_assert_cmpint(split->roles[2], ==, SPLIT_ROLE_OPENING);
    g_assert_cmpint(split->roles[3], ==, SPLIT_ROLE_SUBHEADING);
    g_assert_cmpint(split->roles[4], ==, SPLIT_ROLE_BODY);
}

/* One plausible heading, however it looks, cuts nothing. */
static void test_lone_heading(void) {
    Made made = {0};
    add_text(&made, "Harbour Wall Gives Way");
    add_text(&made, prose);
    add(&made, SPLIT_BLOCK_TEXT, "WHAT THE COUNCIL SAYS", 3);
    add_text(&made, prose);
    add_text(&made, prose);
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 1);
    g_assert_cmpint(split->roles[0], ==, SPLIT_ROLE_HEADLINE);
    g_assert_cmpint(split->roles[2], ==, SPLIT_ROLE_SUBHEADING);
}

/* Sections of one signed text are no articles, nor are those that are called Introduction. */
static void test_one_text(void) {
    static const char *const heads[] = {"INTRODUCTION", "THE HARBOUR", "THE MILL", "CONCLUSION"};
    for (size_t with_byline = 0; with_byline < 2; with_byline++) {
        Made made = {0};
        add_text(&made, "An Essay on Walls");
        if (with_byline == 1) {
            add_text(&made, "By Mary Shelley");
        }
        add_text(&made, prose);
        for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
            add(&made, SPLIT_BLOCK_TEXT, heads[i], 2);
            add_text(&made, prose);
        }
        g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
        g_assert_cmpuint(split->articles->len, ==, 1);
    }
}

static void test_capitals_that_recur(void) {
    static const char *const heads[] = {"THE HARBOUR WALL", "THE SECOND STRIKE",
                                        "A BRIDGE TOO NARROW"};
    Made made = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        add_text(&made, heads[i]);
        add_text(&made, prose);
        add_text(&made, prose);
    }
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 3);
    g_assert_cmpint(article(split, 1)->reason, ==, SPLIT_BY_PATTERN);
}

static void test_rules(void) {
    static const char *const headlines[] = {"The wall gave way", "Bakers ask for an earlier market",
                                            "Night trains return"};
    Made made = {0};
    for (int i = 0; i < 3; i++) {
        add_text(&made, headlines[i]);
        add_text(&made, prose);
        add(&made, SPLIT_BLOCK_RULE, "", 1);
    }
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 3);
    g_assert_cmpint(split->roles[2], ==, SPLIT_ROLE_DIVIDER);
    Made breaks = {0};
    add_text(&breaks, "The wall gave way");
    for (int i = 0; i < 3; i++) { /* rules between paragraphs are breaks in one story */
        add_text(&breaks, prose);
        add(&breaks, SPLIT_BLOCK_RULE, "", 1);
    }
    add_text(&breaks, prose);
    g_autoptr(Split) one = split_blocks(breaks.blocks, breaks.count, SPLIT_AUTO);
    g_assert_cmpuint(one->articles->len, ==, 1);
    g_assert_cmpint(one->roles[2], ==, SPLIT_ROLE_BODY);
}

/* The names below two stories part them from what follows, and stay where they are. */
static void test_signatures(void) {
    Made made = {0};
    add_text(&made, "The wall gave way");                /* 0 */
    add_text(&made, prose);                              /* 1 */
    add_text(&made, "— The harbour desk");               /* 2 */
    add_text(&made, "Bakers ask for an earlier market"); /* 3 */
    add_text(&made, prose);                              /* 4 */
    add_text(&made, "By Mary Shelley");                  /* 5 */
    add_text(&made, "Night trains return");              /* 6 */
    add_text(&made, prose);                              /* 7 */
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 3);
    g_assert_cmpuint(article(split, 1)->first, ==, 3);
    g_assert_cmpint(article(split, 1)->reason, ==, SPLIT_BY_SIGNATURE);
    g_assert_cmpuint(article(split, 2)->first, ==, 6);
    g_assert_cmpint(split->roles[2], ==, SPLIT_ROLE_SIGNATURE);
    g_assert_cmpint(split->roles[5], ==, SPLIT_ROLE_SIGNATURE);
}

/* A line that comes again on every page is no headline; those that stand wide are. */
static void test_page_headers(void) {
    static const char *const headlines[] = {"The wall gave way", "Bakers ask for an earlier market",
                                            "Night trains return", "A bridge too narrow"};
    static const char *const headers[] = {"Mill Lane Gazette, page 2", "Mill Lane Gazette, page 3",
                                          "Mill Lane Gazette, page 4", "Mill Lane Gazette, page 5"};
    Made made = {0};
    for (int i = 0; i < 4; i++) {
        add(&made, SPLIT_BLOCK_TEXT, headlines[i], 3);
        add_text(&made, prose);
        add(&made, SPLIT_BLOCK_TEXT, headers[i], 3);
        add(&made, SPLIT_BLOCK_TEXT, prose, 3);
    }
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 4);
    for (guint i = 1; i < 4; i++) {
        g_assert_cmpuint(article(split, i)->first, ==, i * 4);
    }
}

/* Nothing but their place in the middle tells these headlines from other lines. */
static void test_centred(void) {
    static const char *const headlines[] = {"The wall gave way", "Bakers ask for an earlier market",
                                            "Night trains return"};
    Made made = {0};
    for (int i = 0; i < 3; i++) {
        add_text(&made, headlines[i]);
        made.blocks[made.count - 1].is_centred = true;
        add_text(&made, prose);
        add_text(&made, "A question of money");
        add_text(&made, prose);
    }
    made.blocks[2].text = "What the council says"; /* the same line thrice would be a page's */
    made.blocks[2].length_bytes = (uint32_t)strlen(made.blocks[2].text);
    g_autoptr(Split) split = split_blocks(made.blocks, made.count, SPLIT_AUTO);
    g_assert_cmpuint(split->articles->len, ==, 3);
    g_assert_cmpuint(article(split, 1)->first, ==, 4);
    g_assert_cmpuint(article(split, 2)->first, ==, 8);
}

static void check_words(const char *line, const char *wanted) {
    size_t length = strlen(line);
    size_t start = headline_words(line, &length);
    g_autofree char *words = g_strndup(line + start, length);
    g_assert_cmpstr(words, ==, wanted);
}

static void test_signs(void) {
    check_words("*** Letters ***", "Letters");
    check_words("|=--=[ The Long Way ]=--=|", "The Long Way");
    check_words("| LETTERS       |", "LETTERS");
    check_words("Letters", "Letters");
    check_words("*Letters*", "*Letters*"); /* emphasis */
    check_words("-- Letters", "-- Letters");
    check_words("******", "******");
    check_words("", "");
    g_assert_true(line_is_signature("— The harbour desk", strlen("— The harbour desk")));
    g_assert_true(line_is_signature("-- V. Hugo", strlen("-- V. Hugo")));
    g_assert_false(line_is_signature("--- Letters ---", strlen("--- Letters ---")));
    g_assert_false(line_is_signature("- Milk", strlen("- Milk")));
    g_assert_false(line_is_signature("— Who comes?", strlen("— Who comes?")));
    g_assert_false(line_is_signature("—", strlen("—")));
    g_assert_true(line_is_furniture("(Continued on page 3)", strlen("(Continued on page 3)")));
    g_assert_false(line_is_furniture("Continued unrest", strlen("Continued unrest")));
    static const char georgian[] = "ძველი წისქვილი მდინარის პირას";
    g_assert_cmpuint(headline_look(georgian, strlen(georgian)).likeness, ==, 2);
}

static void test_wishes(void) {
    Made made = {0};
    add_text(&made, "Harbour Wall Gives Way");
    add_text(&made, "LIMA, June 23 — The wall gave way on Tuesday night.");
    add_text(&made, "A Second Strike at the Mill");
    add_text(&made, "CALLAO, June 24 — The weavers walked out again today.");
    add_text(&made, "What the Council Says");
    add_text(&made, prose);
    g_autoptr(Split) no = split_blocks(made.blocks, made.count, SPLIT_NO);
    g_assert_cmpuint(no->articles->len, ==, 1);
    g_autoptr(Split) headings = split_blocks(made.blocks, made.count, SPLIT_HEADINGS);
    g_assert_cmpuint(headings->articles->len, ==, 3);
    g_autoptr(Split) none = split_blocks(NULL, 0, SPLIT_AUTO);
    g_assert_cmpuint(none->articles->len, ==, 0);
}

static void test_lines(void) {
    g_assert_cmpint(headline_look("MINERS STRIKE IN LIMA", 21).style, ==, HEADLINE_CAPITALS);
    g_assert_cmpint(headline_look("3. The Harbour", 14).style, ==, HEADLINE_NUMBERED);
    g_assert_cmpuint(headline_look("and so it went on", 17).likeness, ==, 0);
    g_assert_cmpuint(headline_look("It is late. Will you come?", 26).likeness, ==, 0);
    g_assert_cmpuint(headline_look("The wall gave way.", 18).likeness, ==, 0);
    g_assert_true(line_is_caption("Lima, Peru, 2020—Miners on strike",
                                  strlen("Lima, Peru, 2020—Miners on strike")));
    g_assert_false(line_is_caption("In 2020 the wall gave way.", 26));
    g_assert_true(line_is_end_mark("-30-", 4));
    g_assert_true(line_is_end_mark("(完)", strlen("(完)")));
    g_assert_false(line_is_end_mark("The end of the harbour", 22));
    g_assert_true(line_ends_sentence("“So we waited.”", strlen("“So we waited.”")));
    g_assert_true(line_ends_sentence("है।", strlen("है।")));
    g_assert_false(line_ends_sentence("the big studios", 15));
    g_assert_true(line_is_furniture("Page 3", 6));
    g_assert_false(line_is_furniture("Three pages", 11));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/split/dateline", test_dateline_below_headline);
    g_test_add_func("/read/split/signatures", test_signatures);
    g_test_add_func("/read/split/page-headers", test_page_headers);
    g_test_add_func("/read/split/centred", test_centred);
    g_test_add_func("/read/split/signs", test_signs);
    g_test_add_func("/read/split/lone-heading", test_lone_heading);
    g_test_add_func("/read/split/one-text", test_one_text);
    g_test_add_func("/read/split/capitals", test_capitals_that_recur);
    g_test_add_func("/read/split/rules", test_rules);
    g_test_add_func("/read/split/wishes", test_wishes);
    g_test_add_func("/read/split/lines", test_lines);
    return g_test_run();
}
