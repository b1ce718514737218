/* Pages made by hand for the PDF writer's tests, and what qpdf says of the files. */
#ifndef PRINT_PDF_FIXTURE_H
#define PRINT_PDF_FIXTURE_H

#include "print/pdf/pdf.h"

#include <glib/gstdio.h>
#include <hb.h>
#include <string.h>

static const Ink black = {.kind = INK_GREY, .parts = {1000}};

static const TextStyle body = {.families = (const char *const[]){"Vollkorn", NULL}, .weight = 400};
static const TextStyle arabic = {.families = (const char *const[]){"Amiri", NULL}, .weight = 400};

static const PageStyle a_page = {
    .width_mpt = 300000, .height_mpt = 400000, .bleed_mpt = 8504, .has_marks = true, .columns = 1};

/* Shapes a text as one run, its first baseline at y. `hyphen`: draws one that it has not. */
static inline Operation *set_text(DisplayList *list, const FontFace *face, Mpt size_mpt, Mpt x_mpt,
                                  Mpt y_mpt, const char *text, bool hyphen) {
    hb_buffer_t *buffer = hb_buffer_create();
    g_autofree char *drawn = g_strconcat(text, hyphen ? "-" : "", NULL);
    hb_buffer_add_utf8(buffer, drawn, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(face->font, buffer, NULL, 0);
    bool is_rtl = hb_buffer_get_direction(buffer) == HB_DIRECTION_RTL;
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    g_autofree DisplayGlyph *glyphs = g_new0(DisplayGlyph, count + 1);
    for (unsigned i = 0; i < count; i++) {
        unsigned last = is_rtl ? 0 : count - 1;
        glyphs[i] = (DisplayGlyph){.glyph = (uint16_t)infos[i].codepoint,
                                   .advance_mpt = (Mpt)((int64_t)places[i].x_advance * size_mpt /
                                                        (int64_t)face->units_per_em),
                                   .offset_y_mpt = (Mpt)((int64_t)places[i].y_offset * size_mpt /
                                                         (int64_t)face->units_per_em)};
        if (hyphen && i == last) {
            continue;
        }
        uint32_t end = (uint32_t)strlen(text);
        for (unsigned j = 0; j < count; j++) {
            bool is_next = infos[j].cluster > infos[i].cluster && infos[j].cluster < end;
            end = is_next ? infos[j].cluster : end;
        }
        unsigned beside = is_rtl ? i + 1 : i - 1; /* past either end: a number that is not there */
        bool is_first = beside >= count || infos[beside].cluster != infos[i].cluster;
        glyphs[i].text_start = infos[i].cluster;
        glyphs[i].text_length = is_first ? end - infos[i].cluster : 0;
    }
    Operation *operation = display_list_text(list, face, size_mpt, black, x_mpt, y_mpt, glyphs,
                                             count, text, strlen(text));
    operation->of.text.is_rtl = is_rtl;
    operation->of.text.ends_in_hyphen = hyphen;
    hb_buffer_destroy(buffer);
    return operation;
}

/* Runs a program; returns what it prints. Fails if it does. */
static inline char *say(const char *const *words) {
    g_autoptr(GError) error = NULL;
    char *out = NULL;
    g_autofree char *errors = NULL;
    gint status = 0;
    g_spawn_sync(NULL, (gchar **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &errors,
                 &status, &error);
    g_assert_no_error(error);
    if (status != 0) {
        g_test_message("%s %s: %s%s", words[0], words[1], out, errors);
        g_test_fail();
    }
    return out;
}

typedef struct {
    char *path;
    int descriptor;
} TemporaryPdf;

static inline TemporaryPdf temporary_pdf(void) {
    TemporaryPdf file = {0};
    file.descriptor = g_file_open_tmp("galley-XXXXXX.pdf", &file.path, NULL);
    g_assert_cmpint(file.descriptor, >=, 0);
    return file;
}

/* The file in clear text, after qpdf found nothing to say against it. Zero bytes are shown as '?'.
 */
static inline char *pdf_in_clear(const TemporaryPdf *file) {
    g_autofree char *checked = say((const char *const[]){"qpdf", "--check", file->path, NULL});
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors"));
    g_autofree char *clear_path = g_strconcat(file->path, ".clear", NULL);
    g_free(say((const char *const[]){"qpdf", "--qdf", "--object-streams=disable",
                                     "--normalize-content=n", "--no-original-object-ids",
                                     file->path, clear_path, NULL}));
    char *clear = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(clear_path, &clear, &length, NULL));
    g_unlink(clear_path);
    for (gsize i = 0; i < length; i++) {
        clear[i] = clear[i] == '\0' ? '?' : clear[i];
    }
    return clear;
}

static inline void temporary_pdf_clear(TemporaryPdf *file) {
    g_close(file->descriptor, NULL);
    g_unlink(file->path);
    g_free(file->path);
}

#endif
