/* One composing, several PDFs: a page is shown to each writer and freed. */
#include "commands/print_files.h"

#include "commands/print_work.h"
#include "print/pdf/pdf.h"

#include <sys/stat.h>

/* A PDF that is being written. */
typedef struct {
    Delivery delivery;
    PdfWriter *writer;
} PrintFile;

bool print_files_are_wanted(const IssueWork *work) {
    for (guint i = 0; i < work->formats->len; i++) {
        if (((const Format *)work->formats->pdata[i])->is_printed) {
            return true;
        }
    }
    return false;
}

static void take_page(DisplayPage *page, void *context) {
    const GArray *files = context;
    for (guint i = 0; i < files->len; i++) {
        pdf_writer_add_page(g_array_index(files, PrintFile, i).writer, page);
    }
    display_page_free(page);
}

static char *author_of(const Issue *issue) {
    const Settings *settings = &issue->settings;
    return g_strdup(settings->publisher != NULL ? settings->publisher : settings->editor);
}

static bool open_file(IssueWork *work, const Format *format, GArray *files, Jobs *jobs) {
    const Issue *issue = work->issue;
    PrintFile file = {.delivery = delivery_begin(work, format)};
    if (file.delivery.file == NULL) {
        delivery_clear(&file.delivery);
        return false;
    }
    g_autofree char *author = author_of(issue);
    PdfSetting setting = {
        .kind = format->pdf_kind,
        .title = issue->dc_title,
        .author = author,
        .subject = issue->settings.subtitle,
        .lang = issue->lang,
        .identifier = issue->identifier,
        .modified = issue->modified,
        .is_rtl = issue->is_rtl,
        .settings = work->print->settings,
        .renditions = work->renditions,
    };
    file.writer =
        pdf_writer_new(output_file_descriptor(file.delivery.file), &setting, jobs, work->report);
    g_array_append_val(files, file);
    return true;
}

static bool open_files(IssueWork *work, GArray *files, Jobs *jobs) {
    for (guint i = 0; i < work->formats->len; i++) {
        const Format *format = work->formats->pdata[i];
        if (format->is_printed && !open_file(work, format, files, jobs)) {
            return false;
        }
    }
    return true;
}

static bool finish_file(IssueWork *work, PrintFile *file) {
    if (!pdf_writer_finish(file->writer, work->print->edition, &work->error)) {
        return false;
    }
    struct stat status;
    if (fstat(output_file_descriptor(file->delivery.file), &status) == 0) {
        file->delivery.product->size_bytes = (uint64_t)status.st_size;
    }
    return true;
}

static void close_files(GArray *files) {
    for (guint i = 0; i < files->len; i++) {
        PrintFile *file = &g_array_index(files, PrintFile, i);
        pdf_writer_free(file->writer);
        delivery_clear(&file->delivery);
    }
}

bool print_files_write(IssueWork *work, GArray *deliveries, Jobs *jobs) {
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(PrintFile));
    bool is_good =
        open_files(work, files, jobs) &&
        print_work_compose(work->print, work->issue, take_page, files, jobs, work->report);
    for (guint i = 0; is_good && i < files->len; i++) {
        is_good = finish_file(work, &g_array_index(files, PrintFile, i));
    }
    for (guint i = 0; is_good && i < files->len; i++) {
        PrintFile *file = &g_array_index(files, PrintFile, i);
        g_array_append_val(deliveries, file->delivery);
        file->delivery = (Delivery){0};
    }
    close_files(files);
    return is_good;
}
