/* Issues: what writers ask of them, before the seal and after it, with the same answers. */
#include "model/issue.h"

#include "model/page_map.h"
#include "model/vocabulary.h"

#include <glib/gstdio.h>
#include <string.h>

static Article *add_article(Issue *issue, Section *section, const char *id) {
    g_autofree char *path = g_strconcat(id, ".md", NULL);
    g_autofree char *display_path = g_strconcat("in/", path, NULL);
    Article *article = article_new(path, display_path);
    article->id = g_strdup(id);
    g_ptr_array_add(issue->articles, article);
    g_ptr_array_add(section->articles, article);
    return article;
}

static void assert_answers(const Issue *issue, Article *const articles[3], const Section *letters) {
    g_assert_true(issue_article_by_id(issue, "b") == articles[1]);
    g_assert_null(issue_article_by_id(issue, "d"));
    g_assert_null(issue_previous_article(issue, articles[0]));
    g_assert_true(issue_next_article(issue, articles[0]) == articles[1]);
    g_assert_true(issue_previous_article(issue, articles[2]) == articles[1]);
    g_assert_null(issue_next_article(issue, articles[2]));
    g_assert_null(issue_section_of(issue, articles[0])); /* in none that has a name */
    g_assert_true(issue_section_of(issue, articles[1]) == letters);
    g_assert_true(issue_section_of(issue, articles[2]) == letters);
}

static void test_order(void) {
    g_autoptr(Issue) issue = issue_new(NULL, "in");
    Section *none = section_new(NULL);
    Section *letters = section_new("Letters");
    g_ptr_array_add(issue->sections, none);
    g_ptr_array_add(issue->sections, letters);
    Article *const articles[3] = {add_article(issue, none, "a"), add_article(issue, letters, "b"),
                                  add_article(issue, letters, "c")};
    assert_answers(issue, articles, letters);
    Article *stranger = article_new("x.md", "in/x.md");
    g_assert_null(issue_next_article(issue, stranger));
    g_assert_null(issue_previous_article(issue, stranger));
    g_assert_null(issue_section_of(issue, stranger));
    article_free(stranger);
    issue_seal(issue);
    g_assert_true(issue->is_sealed);
    assert_answers(issue, articles, letters);
    g_assert_cmpstr(article_place(articles[1]).file, ==, "in/b.md");
    g_assert_cmpuint(article_place(articles[1]).line, ==, 0);
}

static void test_empty(void) {
    g_autoptr(Issue) issue = issue_new(NULL, "in");
    issue_seal(issue);
    g_assert_null(issue_article_by_id(issue, "a"));
    g_assert_null(issue_asset(issue, "a.jpg"));
    issue_free(NULL);
    article_free(NULL);
    asset_free(NULL);
    publication_free(NULL);
    section_free(NULL);
}

static void test_settings(void) {
    Settings settings = {.title = g_strdup("The Bell"),
                         .date = {.year = 2026},
                         .outputs = g_ptr_array_new_with_free_func(g_free)};
    g_ptr_array_add(settings.outputs, g_strdup("epub"));
    settings_clear(&settings);
    g_assert_null(settings.title);
    g_assert_null(settings.outputs);
    g_assert_false(date_is_set(settings.date));
    settings_clear(&settings);
}

static void test_assets(void) {
    g_autofree char *directory = g_dir_make_tmp("galley-issue-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(directory, "boat.jpg", NULL);
    g_assert_true(g_file_set_contents(file, "JPEG", 4, NULL));
    Root *root = root_open(directory, NULL);
    g_autoptr(Issue) issue = issue_new(root, directory);
    Asset *boat = asset_new("boat.jpg", "in/boat.jpg", root, "boat.jpg", 4);
    root_free(root); /* issue and asset have their own references */
    g_hash_table_insert(issue->assets, g_strdup("boat.jpg"), boat);
    g_assert_true(issue_asset(issue, "boat.jpg") == boat);
    g_assert_null(issue_asset(issue, "Boat.jpg"));
    g_assert_cmpuint(boat->orientation, ==, 1);
    g_autoptr(GBytes) read = asset_read(boat, NULL);
    g_assert_cmpmem(g_bytes_get_data(read, NULL), (int)g_bytes_get_size(read), "JPEG", 4);
    g_unlink(file);
    g_autoptr(GError) error = NULL;
    g_assert_null(asset_read(boat, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING);
    g_rmdir(directory);

    g_autoptr(GBytes) bytes = g_bytes_new_static("PNG", 3);
    Asset *held = asset_new_bytes("a.docx/1.png", "in/a.docx", bytes);
    g_assert_cmpuint(held->size_bytes, ==, 3);
    g_autoptr(GBytes) same = asset_read(held, NULL);
    g_assert_true(same == bytes);
    asset_free(held);
}

/* EPUB 3.3, 3.2: core media types. */
static void test_picture_types(void) {
    g_assert_cmpstr(picture_media_type(PICTURE_JPEG), ==, "image/jpeg");
    g_assert_cmpstr(picture_media_type(PICTURE_SVG), ==, "image/svg+xml");
    g_assert_cmpstr(picture_suffix(PICTURE_WEBP), ==, ".webp");
    static const PictureType core[] = {PICTURE_JPEG, PICTURE_PNG, PICTURE_GIF, PICTURE_SVG,
                                       PICTURE_WEBP};
    static const PictureType foreign[] = {PICTURE_UNKNOWN, PICTURE_TIFF, PICTURE_HEIC,
                                          PICTURE_AVIF};
    for (size_t i = 0; i < G_N_ELEMENTS(core); i++) {
        g_assert_true(picture_type_is_core(core[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++) {
        g_assert_false(picture_type_is_core(foreign[i]));
    }
}

static void test_people(void) {
    Author *plain = author_new("Rosa Luxemburg", NULL);
    g_assert_cmpstr(plain->file_as, ==, "Rosa Luxemburg");
    Author *filed = author_new("Ida B. Wells", "Wells, Ida B.");
    g_assert_cmpstr(filed->file_as, ==, "Wells, Ida B.");
    author_free(plain);
    author_free(filed);
    author_free(NULL);
}

static void test_page_map(void) {
    g_autoptr(PageMap) map = page_map_new("The Bell, print edition");
    xmlDoc *tree = tree_new();
    const xmlNode *body = tree_body(tree);
    g_assert_null(page_map_article(map, "a"));
    page_map_add(map, "a", body, 0, "i");
    page_map_add(map, "b", body, 0, "3");
    page_map_add(map, "a", body, 17, "ii");
    const GArray *breaks = page_map_article(map, "a");
    g_assert_cmpuint(breaks->len, ==, 2);
    const PageBreak *second = &g_array_index(breaks, PageBreak, 1);
    g_assert_cmpstr(second->folio, ==, "ii");
    g_assert_cmpuint(second->offset_bytes, ==, 17);
    g_assert_true(second->node == body);
    g_assert_cmpstr(map->edition, ==, "The Bell, print edition");
    tree_free(tree);
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    vocabulary_begin();
    g_test_add_func("/model/issue/order", test_order);
    g_test_add_func("/model/issue/empty", test_empty);
    g_test_add_func("/model/issue/settings", test_settings);
    g_test_add_func("/model/issue/assets", test_assets);
    g_test_add_func("/model/issue/picture-types", test_picture_types);
    g_test_add_func("/model/issue/people", test_people);
    g_test_add_func("/model/issue/page-map", test_page_map);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
