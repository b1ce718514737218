/* The PDF writer's parts by themselves: objects and cross-references, inks, images, page labels. */
#include "print/pdf/image_object.h"
#include "print/pdf/inks.h"
#include "print/pdf/metadata.h"
#include "print/pdf/outline.h"
#include "print/pdf/page_boxes.h"
#include "print/pdf/page_tree.h"
#include "print_pdf_fixture.h"

#include <fcntl.h>

/* A file of one page around objects that a test makes. */
typedef struct {
    TemporaryPdf temporary;
    Pool *compressors;
    PdfFile *file;
} Work;

static Work work_new(void) {
    Work work = {.temporary = temporary_pdf(), .compressors = pdf_compressors_new()};
    work.file = pdf_file_new(work.temporary.descriptor, "1.6", work.compressors);
    return work;
}

static char *work_finish(Work *work, const char *page_entries, const char *catalog_entries) {
    PdfPageTree *tree = pdf_page_tree_new(work->file);
    g_autofree char *entries = g_strconcat("/MediaBox[0 0 100 100]", page_entries, NULL);
    pdf_page_tree_add(tree, 0, pdf_file_reserve(work->file), entries, NULL);
    g_autofree char *catalog = g_strdup_printf("<</Type/Catalog/Pages %u 0 R%s>>",
                                               pdf_page_tree_write(tree), catalog_entries);
    uint32_t root = pdf_file_reserve(work->file), info = pdf_file_reserve(work->file);
    pdf_file_add(work->file, root, catalog, strlen(catalog));
    pdf_file_add(work->file, info, "<</Title(x)>>", 13);
    g_autoptr(GError) error = NULL;
    g_assert_true(pdf_file_finish(work->file, root, info, "urn:uuid:1", &error));
    pdf_page_tree_free(tree);
    char *clear = pdf_in_clear(&work->temporary);
    pdf_file_free(work->file);
    pool_free(work->compressors);
    temporary_pdf_clear(&work->temporary);
    return clear;
}

/* More objects than one object stream holds, a large one, and one that is never written. */
static void test_objects(void) {
    Work work = work_new();
    g_autoptr(GString) kids = g_string_new("/Odd[");
    for (int i = 0; i < 1000; i++) {
        uint32_t number = pdf_file_reserve(work.file);
        g_autofree char *object = g_strdup_printf("<</Number %d>>", i);
        pdf_file_add(work.file, number, object, strlen(object));
        g_string_append_printf(kids, "%u 0 R ", number);
    }
    pdf_file_reserve(work.file);
    g_autofree char *large = g_strnfill(100000, ' ');
    uint32_t stream = pdf_file_reserve(work.file);
    pdf_file_add_deflated(work.file, stream, "", large, 100000);
    g_string_append_printf(kids, "%u 0 R]", stream);
    g_autofree char *clear = work_finish(&work, "", kids->str);
    g_assert_nonnull(strstr(clear, "/Number 0\n"));
    g_assert_nonnull(strstr(clear, "/Number 999\n"));
}

static void test_disk_full(void) {
    Pool *compressors = pdf_compressors_new();
    int descriptor = g_open("/dev/full", O_WRONLY | O_CLOEXEC, 0);
    g_assert_cmpint(descriptor, >=, 0);
    PdfFile *file = pdf_file_new(descriptor, "1.6", compressors);
    g_autoptr(GError) error = NULL;
    g_assert_false(pdf_file_finish(file, 1, 2, "urn:uuid:1", &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
    pdf_file_free(file);
    pool_free(compressors);
    g_close(descriptor, NULL);
}

static void test_inks(void) {
    static const struct {
        PressColour colour;
        Ink ink;
        const char *content;
        bool is_black;
    } cases[] = {
        {PRESS_CMYK, {.kind = INK_GREY, .parts = {1000}}, "0 0 0 1 k\n", true},
        {PRESS_CMYK, {.kind = INK_GREY, .parts = {0}}, "0 0 0 0 k\n", false},
        {PRESS_CMYK, {.kind = INK_RGB, .parts = {0, 0, 0}}, "0 0 0 1 k\n", true},
        {PRESS_CMYK, {.kind = INK_RGB, .parts = {200, 205, 200}}, "0 0 0 .799 k\n", false},
        {PRESS_CMYK, {.kind = INK_RGB, .parts = {1000, 500, 0}}, "0 .5 1 0 k\n", false},
        /* four inks for black are black ink alone */
        {PRESS_CMYK, {.kind = INK_CMYK, .parts = {700, 600, 600, 1000}}, "0 0 0 1 k\n", true},
        /* 240 % of ink: 1000 of black leave 1400 for 2000 of cyan and magenta */
        {PRESS_CMYK, {.kind = INK_CMYK, .parts = {1000, 1000, 0, 1000}}, ".7 .7 0 1 k\n", false},
        {PRESS_GREY, {.kind = INK_RGB, .parts = {1000, 0, 0}}, "0 0 0 .7 k\n", false},
        {PRESS_GREY,
         {.kind = INK_SPOT, .parts = {1000}, .spot = "Red", .alternate = {0, 1000, 1000, 0}},
         "0 0 0 .7 k\n",
         false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        PrintPreset preset = {.colour = cases[i].colour, .most_ink_percent = 240};
        PrintSettings settings = {.preset = &preset};
        g_autoptr(PdfInks) inks = pdf_inks_new(NULL, PDF_PRESS, &settings);
        g_autoptr(GString) content = g_string_new(NULL);
        pdf_inks_fill(inks, content, &cases[i].ink);
        g_assert_cmpstr(content->str, ==, cases[i].content);
        g_assert_cmpint(pdf_inks_is_black(inks, &cases[i].ink), ==, cases[i].is_black);
    }
}

static void test_inks_of_light(void) {
    g_autoptr(PdfInks) inks = pdf_inks_new(NULL, PDF_SCREEN, NULL);
    g_autoptr(GString) content = g_string_new(NULL);
    pdf_inks_fill(inks, content, &(Ink){.kind = INK_GREY, .parts = {250}});
    pdf_inks_fill(inks, content, &(Ink){.kind = INK_CMYK, .parts = {0, 1000, 500, 0}});
    pdf_inks_fill(
        inks, content,
        &(Ink){.kind = INK_SPOT, .parts = {500}, .spot = "Red", .alternate = {0, 1000, 1000, 0}});
    g_assert_cmpstr(content->str, ==, ".75 g\n1 0 .5 rg\n1 .5 .5 rg\n");
}

/* Two pixels side by side, inverted CMYK beside a mask: rows with a predictor's byte before them.
 */
static void test_image(void) {
    Work work = work_new();
    static const uint8_t row[] = {0, 255, 255, 255, 0, 0, 0, 0, 255}, mask[] = {0, 255, 128};
    PrintPicture picture = {.width_px = 2,
                            .height_px = 1,
                            .components = 4,
                            .is_inverted = true,
                            .bytes = pdf_deflate(work.compressors, row, sizeof row),
                            .alpha = pdf_deflate(work.compressors, mask, sizeof mask)};
    uint32_t image = pdf_image_write(work.file, &picture, PRINT_COLOUR_SCREEN, true);
    g_autofree char *page = g_strdup_printf("/Resources<</XObject<</Im %u 0 R>>>>", image);
    g_autofree char *clear = work_finish(&work, page, "");
    g_bytes_unref(picture.bytes);
    g_bytes_unref(picture.alpha);
    g_assert_nonnull(strstr(clear, "/ColorSpace /DeviceCMYK"));
    g_assert_nonnull(strstr(clear, "/Decode [\n    1\n    0\n"));
    g_assert_nonnull(strstr(clear, "/ColorSpace /DeviceGray"));
    g_assert_nonnull(strstr(clear, "/SMask "));
}

/* A cover, an empty page, "1" and "3" with an empty page between, then one in Roman numbers. */
static void test_labels(void) {
    Work work = work_new();
    g_autoptr(GPtrArray) folios = g_ptr_array_new();
    static const char *const shown[] = {NULL, "1", NULL, "3", NULL, "iv", "v", "A-1"};
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++) {
        g_ptr_array_add(folios, (gpointer)shown[i]);
    }
    g_autofree char *catalog =
        g_strdup_printf("/PageLabels %u 0 R", pdf_write_page_labels(work.file, folios));
    g_autofree char *clear = work_finish(&work, "", catalog);
    g_autoptr(GString) packed = g_string_new(NULL);
    for (const char *c = strstr(clear, "/Nums"); *c != ']'; c++) {
        if (*c != ' ' && *c != '\n') {
            g_string_append_c(packed, *c);
        }
    }
    g_assert_cmpstr(packed->str, ==, "/Nums[0<<>>1<</S/D/St1>>5<</S/r/St4>>7<</P(A-1)>>");
}

static void test_clean_words(void) {
    g_autofree char *clean = pdf_clean_words(" A\x01line\nand \xFF more ");
    g_assert_cmpstr(clean, ==, "A line and \xEF\xBF\xBD more");
}

/* KDP's 9 pt of bleed stand at the top, the bottom and outside, which is right on a right page. */
static void test_boxes_without_bleed_at_the_spine(void) {
    PrintSettings settings = {.preset = print_preset_find("kdp"), .bleed_mpt = 9000};
    PageStyle style = {.width_mpt = 432000, .height_mpt = 648000};
    PageBoxes right = page_boxes_of(PDF_PRESS, &style, PAGE_RIGHT, &settings);
    PageBoxes left = page_boxes_of(PDF_PRESS, &style, PAGE_LEFT, &settings);
    static const int64_t media[] = {0, 0, 441000, 666000}, right_trim[] = {0, 9000, 432000, 657000},
                         left_trim[] = {9000, 9000, 441000, 657000};
    g_assert_cmpmem(right.media, sizeof right.media, media, sizeof media);
    g_assert_cmpmem(right.bleed, sizeof right.bleed, media, sizeof media);
    g_assert_cmpmem(right.trim, sizeof right.trim, right_trim, sizeof right_trim);
    g_assert_cmpmem(left.media, sizeof left.media, media, sizeof media);
    g_assert_cmpmem(left.trim, sizeof left.trim, left_trim, sizeof left_trim);
    settings.preset = print_preset_find("generic");
    PageBoxes sheet = page_boxes_of(PDF_PRESS, &style, PAGE_LEFT, &settings);
    g_assert_cmpint(sheet.media[2], ==, 450000);
    g_assert_cmpint(sheet.trim[0], ==, 9000);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pdf/boxes-without-bleed-at-the-spine", test_boxes_without_bleed_at_the_spine);
    g_test_add_func("/print/pdf/parts/objects", test_objects);
    g_test_add_func("/print/pdf/parts/disk-full", test_disk_full);
    g_test_add_func("/print/pdf/parts/inks", test_inks);
    g_test_add_func("/print/pdf/parts/inks-of-light", test_inks_of_light);
    g_test_add_func("/print/pdf/parts/image", test_image);
    g_test_add_func("/print/pdf/parts/labels", test_labels);
    g_test_add_func("/print/pdf/parts/clean-words", test_clean_words);
    return g_test_run();
}
