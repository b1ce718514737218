/* Print editions from the command's side: the theme's style sheets and the editor's wishes read,
 * the fonts opened only when pages are made. */
#include "commands/print_work.h"

#include <unistd.h>

bool print_work_has_edition(const Issue *issue) {
    const GPtrArray *outputs = issue->settings.outputs;
    for (guint i = 0; outputs != NULL && i < outputs->len; i++) {
        g_autofree char *unknown = NULL;
        g_autoptr(GPtrArray) names = formats_parse(outputs->pdata[i], &unknown);
        for (guint k = 0; names != NULL && k < names->len; k++) {
            if (format_find(names->pdata[k])->is_printed) {
                return true;
            }
        }
    }
    return false;
}

PrintWork *print_work_new(const Issue *issue, const Options *options, Report *report) {
    PrintWork *print = g_new0(PrintWork, 1);
    print->settings = print_settings_new(&issue->settings.print, options->preset, issue->root,
                                         issue->display_path, report);
    print->style = print_style_new();
    const GPtrArray *sheets = issue->theme != NULL ? issue->theme->print_css : NULL;
    for (guint i = 0; sheets != NULL && i < sheets->len; i++) {
        const ThemeSheet *sheet = sheets->pdata[i];
        gsize length = 0;
        const char *css = g_bytes_get_data(sheet->css, &length);
        print_style_add(print->style, css, length, sheet->display_path, report);
    }
    return print;
}

void print_work_free(PrintWork *print) {
    if (print == NULL) {
        return;
    }
    edition_free(print->edition);
    font_shelf_free(print->shelf);
    dictionaries_free(print->dictionaries);
    print_style_free(print->style);
    print_settings_free(print->settings);
    g_free(print);
}

bool print_work_compose(PrintWork *print, const Issue *issue, PrintPageTake take, void *context,
                        Jobs *jobs, Report *report) {
    if (print->settings == NULL) {
        return false;
    }
    if (print->shelf == NULL) {
        print->shelf = font_shelf_new(issue->theme != NULL ? issue->theme->print_fonts : NULL);
    }
    if (print->dictionaries == NULL) {
        print->dictionaries = dictionaries_new(NULL);
    }
    PrintMeans means = {.settings = print->settings,
                        .style = print->style,
                        .shelf = print->shelf,
                        .dictionaries = print->dictionaries,
                        .jobs = jobs};
    edition_free(print->edition);
    print->edition = print_compose(issue, &means, take, context, report);
    return print->edition != NULL;
}

static void note_file(const char *path, Inputs *inputs) {
    g_autofree char *directory = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(Root) root = root_open_noted(directory, inputs, NULL);
    if (root == NULL) { /* without the directory there is no file either */
        path_kind(path, inputs);
        return;
    }
    int descriptor = root_open_file(root, name, NULL, NULL);
    if (descriptor >= 0) {
        close(descriptor);
    }
}

void print_work_note_files(const PrintWork *print, Inputs *inputs) {
    if (inputs == NULL || print->shelf == NULL || print->dictionaries == NULL) {
        return;
    }
    g_autoptr(GPtrArray) fonts = font_shelf_files(print->shelf);
    g_autoptr(GPtrArray) dictionaries = dictionaries_files(print->dictionaries);
    for (guint i = 0; i < fonts->len; i++) {
        note_file(fonts->pdata[i], inputs);
    }
    for (guint i = 0; i < dictionaries->len; i++) {
        note_file(dictionaries->pdata[i], inputs);
    }
}

const PageMap *print_work_pages(const IssueWork *work, Jobs *jobs) {
    PrintWork *print = work->print;
    if (print == NULL || !print_work_has_edition(work->issue)) {
        return NULL;
    }
    if (print->edition == NULL) {
        print_work_compose(print, work->issue, NULL, NULL, jobs, work->report);
    }
    return print->edition != NULL ? print->edition->page_map : NULL;
}
