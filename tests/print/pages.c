/* Prints an issue's print edition as text: what it says of itself, where each page begins in the
 * text, its outline and structure, and every page's display list:
 *     print-pages [--draft] [--jobs N] [--preset NAME] [--theme NAME] ISSUE
 * Relies on the build's own phases 1 and 2. */
#include "commands/print_work.h"
#include "markdown/markdown.h"
#include "model/vocabulary.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void take_page(DisplayPage *page, void *context) {
    GPtrArray *pages = context;
    if (pages->len <= page->position) {
        g_ptr_array_set_size(pages, (gint)page->position + 1);
    }
    pages->pdata[page->position] = display_page_to_text(page);
    display_page_free(page);
}

static void print_breaks(const Issue *issue, const PageMap *map) {
    printf("edition %s\n", map->edition);
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        const GArray *breaks = page_map_article(map, article->id);
        for (guint k = 0; breaks != NULL && k < breaks->len; k++) {
            const PageBreak *at = &g_array_index(breaks, PageBreak, k);
            const char *text = at->node->type == XML_TEXT_NODE ? node_text(at->node) : NULL;
            size_t offset = text != NULL ? MIN(at->offset_bytes, strlen(text)) : 0;
            printf("break %s %s \"%.24s\"\n", article->id, at->folio,
                   text != NULL ? text + offset : (const char *)at->node->name);
        }
    }
}

static void print_edition(const Edition *edition) {
    const PrintedExtent *extent = edition->extent;
    printf("pages %zu, %zu lines a page, %zu free\n", extent->pages, extent->lines_per_page,
           extent->free_lines);
    for (guint i = 0; i < extent->articles->len; i++) {
        const PrintedArticle *printed = &g_array_index(extent->articles, PrintedArticle, i);
        printf("article %s pages %zu to %zu, %zu lines\n", printed->article->id,
               printed->first_page, printed->last_page, printed->lines);
    }
    for (guint i = 0; i < edition->outline->len; i++) {
        const OutlineEntry *entry = &g_array_index(edition->outline, OutlineEntry, i);
        printf("outline %u %zu %s \"%s\"\n", entry->level, entry->position, entry->target_id,
               entry->text);
    }
}

static void print_structure(const StructureElement *element, unsigned depth) {
    printf("%*s%s%s%s\n", (int)(2 * depth), "", structure_role_name(element->role),
           element->lang != NULL ? " " : "", element->lang != NULL ? element->lang : "");
    for (guint i = 0; element->children != NULL && i < element->children->len; i++) {
        print_structure(element->children->pdata[i], depth + 1);
    }
}

static void print_issue(IssueWork *work, Jobs *jobs) {
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(g_free);
    Report *report = work->report;
    if (work->print == NULL ||
        !print_work_compose(work->print, work->issue, take_page, pages, jobs, report)) {
        report_print(report, stdout, (ReportStyle){0});
        return;
    }
    report_sort(report);
    report_print(report, stdout, (ReportStyle){0});
    print_edition(work->print->edition);
    print_breaks(work->issue, work->print->edition->page_map);
    print_structure(work->print->edition->structure, 0);
    for (guint i = 0; i < pages->len; i++) {
        fputs(pages->pdata[i] != NULL ? pages->pdata[i] : "page missing\n", stdout);
    }
}

int main(int count, char **arguments) {
    setlocale(LC_CTYPE, "C.UTF-8");
    vocabulary_begin();
    markdown_begin();
    Options options = {.jobs = 1, .source_date_epoch = -1};
    for (int i = 1; i + 1 < count; i++) {
        options.draft = options.draft || strcmp(arguments[i], "--draft") == 0;
        if (strcmp(arguments[i], "--jobs") == 0) {
            options.jobs = (unsigned)atoi(arguments[i + 1]);
        } else if (strcmp(arguments[i], "--preset") == 0) {
            options.preset = arguments[i + 1];
        } else if (strcmp(arguments[i], "--theme") == 0) {
            options.theme = arguments[i + 1];
        }
    }
    PictureShelf *shelf = picture_shelf_new(false, 1);
    Jobs *jobs = jobs_new(options.jobs);
    IssueWork *work = issue_work_new(arguments[count - 1], &options, shelf);
    issue_work_read(work, &options, NULL);
    if (work->issue != NULL && work->print == NULL) {
        work->print = print_work_new(work->issue, &options, work->report);
    }
    print_issue(work, jobs);
    issue_work_free(work);
    jobs_free(jobs);
    picture_shelf_free(shelf);
    vocabulary_end();
    return 0;
}
