/* One composing, several PDFs: a page is shown to each writer and freed. */
#include "commands/print_files.h"

#include "commands/print_work.h"

bool print_files_are_wanted(const IssueWork *work) {
    for (guint i = 0; i < work->formats->len; i++) {
        if (((const Format *)work->formats->pdata[i])->is_printed) {
            return true;
        }
    }
    return false;
}

bool print_files_write(IssueWork *work, GArray *deliveries, Jobs *jobs) {
    (void)deliveries;
    return print_work_compose(work->print, work->issue, NULL, NULL, jobs, work->report);
}
