/* Two editions held against each other: articles, paragraphs and words, order, properties, parts;
 * and books of other making, and such as are none. */
#include "epub_spoil.h"

#include "base/file.h"
#include "epub/compare.h"
#include "model/vocabulary.h"

static GPtrArray *texts_of(const char *first, ...) {
    GPtrArray *texts = g_ptr_array_new();
    va_list more;
    va_start(more, first);
    for (const char *text = first; text != NULL; text = va_arg(more, const char *)) {
        g_ptr_array_add(texts, (gpointer)text);
    }
    va_end(more);
    return texts;
}

static void test_texts(void) {
    g_autoptr(GPtrArray) was = texts_of("a", "b", "a", "c", NULL);
    g_autoptr(GPtrArray) now = texts_of("c", "a", "d", NULL);
    g_autoptr(GPtrArray) none = texts_of(NULL);
    g_autofree bool *gone = compare_texts(was, now);
    g_assert_true(!gone[0] && gone[1] && gone[2] && !gone[3]); /* one "a" of two */
    g_autofree bool *new = compare_texts(now, was);
    g_assert_true(!new[0] && !new[1] && new[2]);
    g_autofree bool *all = compare_texts(now, none);
    g_assert_true(all[0] && all[1] && all[2]);
    g_autofree bool *nothing = compare_texts(none, now);
    g_assert_nonnull(nothing);
}

/* Words */

static void assert_words(const char *was, const char *now, size_t added, size_t removed) {
    g_autoptr(GPtrArray) was_texts = texts_of(was, NULL);
    g_autoptr(GPtrArray) now_texts = texts_of(now, NULL);
    EditionArticle was_article = {.paragraphs = was_texts};
    EditionArticle now_article = {.paragraphs = now_texts};
    ArticleChange change = {.was = &was_article,
                            .now = &now_article,
                            .paragraphs = g_array_new(FALSE, FALSE, sizeof(Difference))};
    compare_paragraphs(&change);
    g_assert_cmpuint(change.words_added, ==, added);
    g_assert_cmpuint(change.words_removed, ==, removed);
    g_array_unref(change.paragraphs);
}

static void test_words(void) {
    assert_words("The quay is 4 m long.", "The quay is 40 m long.", 1, 1);
    assert_words("One two.", "One, two!", 0, 0); /* signs are no words */
    assert_words("", "One two three", 3, 0);
    assert_words("a a a", "a", 0, 2);
    assert_words("l\u2019eau", "l\u2019air", 1, 1);
    assert_words("東京の港", "東京港", 0, 1);    /* a character a word */
    assert_words("كِتَاب", "كِتَابٌ", 1, 1);          /* its marks belong to it */
    assert_words("東京quay", "東京 quay", 0, 0); /* scripts meet without a space */
}

static void test_paragraphs(void) {
    g_autoptr(GPtrArray) was = texts_of("first", "old second", "third", "gone", NULL);
    g_autoptr(GPtrArray) now = texts_of("first", "new second", "third", "added", "more", NULL);
    EditionArticle was_article = {.paragraphs = was};
    EditionArticle now_article = {.paragraphs = now};
    ArticleChange change = {.was = &was_article,
                            .now = &now_article,
                            .paragraphs = g_array_new(FALSE, FALSE, sizeof(Difference))};
    compare_paragraphs(&change);
    static const char *const expected[][2] = {
        {"old second", "new second"}, {"gone", "added"}, {NULL, "more"}};
    g_assert_cmpuint(change.paragraphs->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const Difference *one = &g_array_index(change.paragraphs, Difference, i);
        g_assert_cmpstr(one->was, ==, expected[i][0]);
        g_assert_cmpstr(one->now, ==, expected[i][1]);
    }
    g_array_unref(change.paragraphs);
}

/* Order */

/* `places`: where the articles stood, in the order in which they stand now; 'x' in `moved` for each
 * that must be said to have moved. */
static void assert_moved(const char *places, const char *moved) {
    size_t count = strlen(places);
    g_autofree EditionArticle *was = g_new0(EditionArticle, count + 1);
    g_autofree ArticleChange *changes = g_new0(ArticleChange, count + 1);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (size_t i = 0; i < count; i++) {
        was[i].position = (size_t)(places[i] - '0');
        changes[i].was = &was[i];
        g_ptr_array_add(list, &changes[i]);
    }
    compare_order(list);
    for (size_t i = 0; i < count; i++) {
        g_assert_cmpint(changes[i].is_moved, ==, moved[i] == 'x');
    }
}

static void test_order(void) {
    assert_moved("", "");
    assert_moved("1", ".");
    assert_moved("1234", "....");
    assert_moved("1345", "...."); /* one is gone: nothing moved */
    assert_moved("4123", "x...");
    assert_moved("2341", "...x");
    assert_moved("51234", "x....");
    assert_moved("321", "xx."); /* one stays, and the last is as good as any */
}

/* Whole books */

static Article *article_of(const Issue *issue, const char *id) {
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        if (strcmp(article->id, id) == 0) {
            return article;
        }
    }
    g_assert_not_reached();
}

static EpubEdition *open_edition(const char *path) {
    g_autoptr(GError) error = NULL;
    EpubEdition *edition = edition_open(path, &error);
    g_assert_no_error(error);
    return edition;
}

static void test_reading(void) {
    Issue *issue = issue_of_harbour("en");
    Article *article = article_of(issue, "reply");
    g_ptr_array_add(article->authors, author_new("Mary Shelley", "Shelley, Mary"));
    date_parse("2026-11-20", &article->date);
    article->dateline_place = g_strdup("Geneva");
    TestBook book = book_of(issue, NULL);
    g_autoptr(EpubEdition) edition = open_edition(book.path);
    g_assert_cmpstr(edition->check->identifier, ==, issue->identifier);
    g_assert_cmpstr(edition->modified, ==, "2026-11-24T06:00:00Z");
    g_assert_cmpuint(edition->articles->len, ==, 3); /* no cover, contents, opener, imprint */
    const EditionArticle *reply = edition->articles->pdata[1];
    g_assert_cmpuint(reply->position, ==, 2);
    static const char *const expected[FIELD_COUNT] = {
        [FIELD_FILE] = "reply.xhtml", [FIELD_TITLE] = "A reply", [FIELD_BYLINE] = "By Mary Shelley",
        [FIELD_DATE] = "2026-11-20",  [FIELD_PLACE] = "Geneva",  [FIELD_SECTION] = "Letters",
        [FIELD_LANGUAGE] = "en",
    };
    for (int i = 0; i < FIELD_COUNT; i++) {
        g_assert_cmpstr(reply->fields[i], ==, expected[i]);
    }
    g_assert_cmpuint(reply->paragraphs->len, ==, 1);
    g_assert_cmpstr(reply->paragraphs->pdata[0], ==, "The tide comes in twice a day.");
    book_close(&book);
    issue_free(issue);
}

static void test_same_book(void) {
    Issue *issue = issue_of_harbour("ar");
    TestBook book = book_of(issue, NULL);
    g_autoptr(EpubEdition) was = open_edition(book.path);
    g_autoptr(EpubEdition) now = open_edition(book.path);
    g_autoptr(Comparison) comparison = comparison_new(was, now);
    g_assert_true(comparison->is_same_identity && comparison->is_same_bytes);
    g_assert_cmpuint(comparison->articles->len, ==, 0);
    g_assert_cmpuint(comparison->same_articles, ==, 3);
    g_assert_cmpuint(comparison->properties->len, ==, 0);
    book_close(&book);
    issue_free(issue);
}

static const ArticleChange *change_of_file(const Comparison *comparison, const char *file) {
    for (guint i = 0; i < comparison->articles->len; i++) {
        const ArticleChange *change = comparison->articles->pdata[i];
        if (strcmp(change->shown->fields[FIELD_FILE], file) == 0) {
            return change;
        }
    }
    return NULL;
}

static void add_correction(Article *article, const char *text) {
    Correction *correction = g_new0(Correction, 1);
    correction->text = g_strdup(text);
    g_ptr_array_add(article->corrections, correction);
}

/* One article corrected, one with a page of another name, one new in front of all, one that only
 * has another neighbour. */
static void test_changes(void) {
    Issue *was_issue = issue_of_harbour("en");
    add_picture(was_issue, "boat.png", PICTURE_PNG, boat_png, sizeof boat_png);
    TestBook was_book = book_of(was_issue, NULL);
    Issue *now_issue = issue_of_harbour("en");
    Article *tides = article_of(now_issue, "tides");
    add_text_element(tree_body(tides->tree), ELEMENT_P, "And goes out.");
    add_correction(tides, "It goes out, too.");
    Article *reply = article_of(now_issue, "reply");
    g_free(reply->id);
    reply->id = g_strdup("answer");
    add_article(now_issue, 0, "new", "New");
    now_issue->settings.publisher = g_strdup("The harbour desk");
    now_issue->modified += 60;
    TestBook now_book = book_of(now_issue, NULL);
    g_autoptr(EpubEdition) was = open_edition(was_book.path);
    g_autoptr(EpubEdition) now = open_edition(now_book.path);
    g_autoptr(Comparison) comparison = comparison_new(was, now);
    g_assert_true(comparison->is_same_identity && !comparison->is_same_bytes);
    g_assert_cmpuint(comparison->articles->len, ==, 3);
    g_assert_cmpuint(comparison->same_articles, ==, 1); /* thanks: its way back leads elsewhere */
    const ArticleChange *change = change_of_file(comparison, "tides.xhtml");
    g_assert_cmpuint(change->corrections->len, ==, 1);
    g_assert_cmpstr(change->corrections->pdata[0], ==, "It goes out, too.");
    g_assert_cmpuint(change->words_added, ==, 3);
    g_assert_cmpuint(change->words_removed, ==, 0);
    g_assert_false(change->is_moved);
    change = change_of_file(comparison, "answer.xhtml");
    g_assert_cmpstr(change->was->fields[FIELD_FILE], ==, "reply.xhtml");
    g_assert_cmpuint(change->fields->len, ==, 1);
    change = change_of_file(comparison, "new.xhtml");
    g_assert_null(change->was);
    g_assert_cmpuint(comparison->properties->len, ==, 1); /* the publisher */
    const Difference *property = &g_array_index(comparison->properties, Difference, 0);
    g_assert_cmpstr(property->name, ==, "publisher");
    g_assert_null(property->was);
    g_assert_cmpstr(property->now, ==, "The harbour desk");
    guint pictures = 0;
    for (guint i = 0; i < comparison->parts->len; i++) {
        const PartChange *part = &g_array_index(comparison->parts, PartChange, i);
        pictures += part->is_picture;
        g_assert_true(!part->is_picture || (part->is_in_was && !part->is_in_now));
    }
    g_assert_cmpuint(pictures, ==, 1);
    book_close(&was_book);
    book_close(&now_book);
    issue_free(was_issue);
    issue_free(now_issue);
}

/* Books of other making */

static EpubEdition *edition_with(const TestBook *good, const Change *changes, size_t count,
                                 GError **error) {
    g_autofree char *path = spoil(good, changes, count);
    EpubEdition *edition = edition_open(path, error);
    g_unlink(path);
    return edition;
}

static void test_foreign_page(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    Change change = {PAGE, NULL,
                     "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Only here</title>"
                     "</head><body><p>One<br/>two <b>three</b>.</p><div>four<p class=\"byline\">by "
                     "nobody</p>five</div><img src=\"x\" alt=\"A boat\"/></body></html>"};
    g_autoptr(GError) error = NULL;
    g_autoptr(EpubEdition) edition = edition_with(&good, &change, 1, &error);
    g_assert_no_error(error);
    const EditionArticle *article = edition->articles->pdata[0];
    g_assert_cmpstr(article->fields[FIELD_TITLE], ==, "Only here");
    g_assert_null(article->fields[FIELD_LANGUAGE]);
    static const char *const expected[] = {"One two three.", "four", "five", "[A boat]"};
    g_assert_cmpuint(article->paragraphs->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_cmpstr(article->paragraphs->pdata[i], ==, expected[i]);
    }
    book_close(&good);
    issue_free(issue);
}

/* A page that cannot be read is no article, and a book without a package no book. */
static void test_damaged(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    Change page = {PAGE, NULL, "<html><body><p>&nowhere;</body>"};
    g_autoptr(GError) error = NULL;
    g_autoptr(EpubEdition) edition = edition_with(&good, &page, 1, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(edition->articles->len, ==, 2);
    Change package = {PACKAGE, NULL, "<package"};
    g_assert_null(edition_with(&good, &package, 1, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED);
    g_clear_error(&error);
    g_assert_null(edition_open("/nowhere/old.epub", &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING);
    g_clear_error(&error);
    g_assert_null(edition_open("/", &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED);
    book_close(&good);
    issue_free(issue);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/epub/compare/texts", test_texts);
    g_test_add_func("/epub/compare/words", test_words);
    g_test_add_func("/epub/compare/paragraphs", test_paragraphs);
    g_test_add_func("/epub/compare/order", test_order);
    g_test_add_func("/epub/compare/reading", test_reading);
    g_test_add_func("/epub/compare/same-book", test_same_book);
    g_test_add_func("/epub/compare/changes", test_changes);
    g_test_add_func("/epub/compare/foreign-page", test_foreign_page);
    g_test_add_func("/epub/compare/damaged", test_damaged);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
