/* The writer: pages become content streams when they are added, a few are deflated at a time by all
 * processors, and are in the file before the next come. */
#include "print/pdf/pdf.h"

#include "print/pdf/content.h"
#include "print/pdf/metadata.h"
#include "print/pdf/outline.h"
#include "print/pdf/page_boxes.h"
#include "print/pdf/page_tree.h"
#include "print/pdf/syntax.h"

#include <string.h>

#define PAGES_TOGETHER 16

/* A page's content that waits to be deflated. */
typedef struct {
    uint32_t object;
    GString *stream;
    GBytes *deflated;
} Waiting;

struct PdfWriter {
    PdfSetting setting;
    GStringChunk *words; /* those of the setting */
    Jobs *jobs;
    Pool *compressors;
    PdfFile *file;
    PdfParts parts;
    PdfPageTree *tree;
    GArray *waiting;                 /* Waiting */
    uint32_t fonts, colours, states; /* resources that all pages share */
};

/* The words are needed again at the end. */
static void keep_words(PdfWriter *writer) {
    PdfSetting *setting = &writer->setting;
    const char **words[] = {&setting->title, &setting->author, &setting->subject, &setting->lang,
                            &setting->identifier};
    writer->words = g_string_chunk_new(512);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (*words[i] != NULL) {
            *words[i] = g_string_chunk_insert(writer->words, *words[i]);
        }
    }
}

PdfWriter *pdf_writer_new(int descriptor, const PdfSetting *setting, Jobs *jobs, Report *report) {
    PdfWriter *writer = g_new0(PdfWriter, 1);
    writer->setting = *setting;
    keep_words(writer);
    writer->jobs = jobs;
    writer->compressors = pdf_compressors_new();
    /* PDF/X-4 is PDF 1.6, PDF/UA-1 is PDF 1.7. */
    writer->file =
        pdf_file_new(descriptor, setting->kind == PDF_PRESS ? "1.6" : "1.7", writer->compressors);
    writer->parts =
        (PdfParts){.kind = setting->kind,
                   .fonts = pdf_fonts_new(writer->file),
                   .inks = pdf_inks_new(writer->file, setting->kind, setting->settings),
                   .pictures = pdf_pictures_new(writer->file, &writer->setting, jobs, report)};
    if (setting->kind == PDF_SCREEN) {
        writer->parts.structure = pdf_structure_new(writer->file);
        writer->parts.places = pdf_places_new(writer->file);
    }
    writer->tree = pdf_page_tree_new(writer->file);
    writer->waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
    writer->fonts = pdf_file_reserve(writer->file);
    writer->colours = pdf_file_reserve(writer->file);
    writer->states = pdf_file_reserve(writer->file);
    return writer;
}

static void drop_waiting(PdfWriter *writer) {
    for (guint i = 0; i < writer->waiting->len; i++) {
        Waiting *waiting = &g_array_index(writer->waiting, Waiting, i);
        g_string_free(waiting->stream, TRUE);
        g_clear_pointer(&waiting->deflated, g_bytes_unref);
    }
    g_array_set_size(writer->waiting, 0);
}

void pdf_writer_free(PdfWriter *writer) {
    if (writer == NULL) {
        return;
    }
    drop_waiting(writer);
    g_array_unref(writer->waiting);
    pdf_page_tree_free(writer->tree);
    pdf_places_free(writer->parts.places);
    pdf_structure_free(writer->parts.structure);
    pdf_pictures_free(writer->parts.pictures);
    pdf_inks_free(writer->parts.inks);
    pdf_fonts_free(writer->parts.fonts);
    pdf_file_free(writer->file);
    pool_free(writer->compressors);
    g_string_chunk_free(writer->words);
    g_free(writer);
}

static void deflate_one(size_t index, void *data) {
    PdfWriter *writer = data;
    Waiting *waiting = &g_array_index(writer->waiting, Waiting, index);
    waiting->deflated =
        pdf_deflate(writer->compressors, waiting->stream->str, waiting->stream->len);
}

static void write_waiting(PdfWriter *writer) {
    if (writer->waiting->len == 0) {
        return;
    }
    jobs_parallel_for(writer->jobs, writer->waiting->len, deflate_one, writer);
    for (guint i = 0; i < writer->waiting->len; i++) {
        const Waiting *waiting = &g_array_index(writer->waiting, Waiting, i);
        gsize length = 0;
        const void *bytes = g_bytes_get_data(waiting->deflated, &length);
        pdf_file_add_stream(writer->file, waiting->object, "/Filter/FlateDecode", bytes, length);
    }
    drop_waiting(writer);
}

static void add_resources(const PdfWriter *writer, const PdfContent *content, GString *text) {
    g_string_append_printf(text, "/Resources<</Font %u 0 R/ColorSpace %u 0 R/ExtGState %u 0 R",
                           writer->fonts, writer->colours, writer->states);
    bool is_transparent = false;
    g_autoptr(GHashTable) named = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < content->pictures->len; i++) {
        const PdfPicture *picture = content->pictures->pdata[i];
        g_string_append(text, i == 0 ? "/XObject<<" : "");
        if (g_hash_table_add(named, (gpointer)picture)) {
            g_string_append_printf(text, "/Im%u %u 0 R", picture->object, picture->object);
        }
        is_transparent = is_transparent || picture->is_transparent;
    }
    g_string_append(text, content->pictures->len > 0 ? ">>>>" : ">>");
    if (is_transparent) {
        g_string_append_printf(text, "/Group<</S/Transparency/CS/%s>>",
                               writer->setting.kind == PDF_PRESS ? "DeviceCMYK" : "DeviceRGB");
    }
}

/* Tabs go by the structure (PDF/UA-1, 7.18.3). */
static void add_annotations(const PdfContent *content, GString *text) {
    for (guint i = 0; i < content->annotations->len; i++) {
        g_string_append(text, i == 0 ? "/Annots[" : " ");
        pdf_add_reference(text, g_array_index(content->annotations, uint32_t, i));
    }
    if (content->annotations->len > 0) {
        g_string_append(text, "]/Tabs/S");
    }
}

void pdf_writer_add_page(PdfWriter *writer, const DisplayPage *page) {
    PageBoxes boxes =
        page_boxes_of(writer->setting.kind, page->style, page->side, writer->setting.settings);
    uint32_t number = pdf_file_reserve(writer->file);
    Waiting waiting = {.object = pdf_file_reserve(writer->file)};
    g_autoptr(GString) text = g_string_new(NULL);
    page_boxes_add(&boxes, text);
    if (writer->parts.structure != NULL) {
        g_string_append_printf(
            text, "/StructParents %u",
            pdf_structure_begin_page(writer->parts.structure, number, page->position));
    }
    pdf_pictures_prepare(writer->parts.pictures, page->list);
    PdfContent *content = pdf_content_new(&writer->parts, number, boxes.trim[0], boxes.trim[3]);
    pdf_content_add(content, page->list);
    page_marks_add(&boxes, writer->parts.inks, content->stream);
    g_string_append_printf(text, "/Contents %u 0 R", waiting.object);
    add_resources(writer, content, text);
    add_annotations(content, text);
    pdf_page_tree_add(writer->tree, page->position, number, text->str, page->folio);
    waiting.stream = g_steal_pointer(&content->stream);
    pdf_content_free(content);
    g_array_append_val(writer->waiting, waiting);
    if (writer->waiting->len == PAGES_TOGETHER) {
        write_waiting(writer);
    }
}

static void write_resources(PdfWriter *writer) {
    g_autofree char *fonts = pdf_fonts_resources(writer->parts.fonts);
    g_autofree char *colours = pdf_inks_resources(writer->parts.inks);
    const struct {
        uint32_t number;
        const char *entries;
    } resources[] = {{writer->fonts, fonts},
                     {writer->colours, colours},
                     {writer->states, writer->setting.kind == PDF_PRESS
                                          ? "/Over<</Type/ExtGState/op true/OP true/OPM 1>>"
                                            "/Knock<</Type/ExtGState/op false/OP false/OPM 1>>"
                                          : ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(resources); i++) {
        g_autofree char *text = g_strconcat("<<", resources[i].entries, ">>", NULL);
        pdf_file_add(writer->file, resources[i].number, text, strlen(text));
    }
    pdf_inks_write(writer->parts.inks);
}

/* What only a reader on a screen wants: the structure, links, names of places, bookmarks. */
static void add_reading_entries(PdfWriter *writer, const Edition *edition, GString *catalog) {
    pdf_places_write_links(writer->parts.places);
    uint32_t names = pdf_places_write_names(writer->parts.places);
    uint32_t structure = pdf_structure_write(writer->parts.structure, edition->structure);
    uint32_t outline = pdf_write_outline(writer->file, writer->parts.places, edition->outline,
                                         pdf_page_tree_pages(writer->tree));
    g_string_append_printf(catalog, "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R", structure);
    if (names != 0) {
        g_string_append_printf(catalog, "/Names<</Dests %u 0 R>>", names);
    }
    if (outline != 0) {
        g_string_append_printf(catalog, "/Outlines %u 0 R/PageMode/UseOutlines", outline);
    }
}

static uint32_t write_catalog(PdfWriter *writer, const Edition *edition, uint32_t pages) {
    const PdfSetting *setting = &writer->setting;
    g_autoptr(GString) text = g_string_new("<</Type/Catalog/Pages ");
    pdf_add_reference(text, pages);
    g_string_append_printf(text, "/PageLabels %u 0 R",
                           pdf_write_page_labels(writer->file, pdf_page_tree_folios(writer->tree)));
    if (setting->lang != NULL) {
        g_string_append(text, "/Lang");
        pdf_add_words(text, setting->lang, strlen(setting->lang));
    }
    g_string_append_printf(text, "/ViewerPreferences<</DisplayDocTitle true%s>>",
                           setting->is_rtl ? "/Direction/R2L" : "");
    if (setting->kind == PDF_SCREEN) {
        add_reading_entries(writer, edition, text);
    } else if (setting->settings != NULL && setting->settings->output_intent != NULL) {
        g_string_append_printf(text, "/OutputIntents[%u 0 R]",
                               pdf_write_output_intent(writer->file, setting->settings));
    }
    g_string_append_printf(text, "/Metadata %u 0 R>>", pdf_write_xmp(writer->file, setting));
    uint32_t number = pdf_file_reserve(writer->file);
    pdf_file_add(writer->file, number, text->str, text->len);
    return number;
}

bool pdf_writer_finish(PdfWriter *writer, const Edition *edition, GError **error) {
    write_waiting(writer);
    if (!pdf_fonts_write(writer->parts.fonts, writer->jobs, error)) {
        return false;
    }
    write_resources(writer);
    uint32_t pages = pdf_page_tree_write(writer->tree);
    if (pages == 0) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED, "there are no pages to print");
        return false;
    }
    uint32_t info = pdf_write_info(writer->file, &writer->setting);
    uint32_t catalog = write_catalog(writer, edition, pages);
    return pdf_file_finish(writer->file, catalog, info, writer->setting.identifier, error);
}
