/* An issue's print edition, as far as commands have to do with it. An issue whose `outputs:` name a
 * PDF has one: its e-book carries the page numbers, whatever is asked for. */
#ifndef GALLEY_COMMANDS_PRINT_WORK_H
#define GALLEY_COMMANDS_PRINT_WORK_H

#include "commands/issue_work.h"
#include "print/print.h"

struct PrintWork {
    PrintSettings *settings; /* NULL: they are wrong, and the report says so */
    PrintStyle *style;
    FontShelf *shelf;           /* opened with the first composing */
    Dictionaries *dictionaries; /* the same */
    Edition *edition;           /* NULL: not composed yet */
};

/* Do the issue's `outputs:` name a PDF? */
bool print_work_has_edition(const Issue *issue);
/* What the issue says to a print shop, and what its theme says of pages: problems go into the
 * report before anything is written. */
PrintWork *print_work_new(const Issue *issue, const Options *options, Report *report);
void print_work_free(PrintWork *print); /* NULL is fine */

/* Composes, and keeps what the edition says in print->edition. False: it cannot be, and the report
 * says why. */
bool print_work_compose(PrintWork *print, const Issue *issue, PrintPageTake take, void *context,
                        Jobs *jobs, Report *report);
/* Notes the fonts and the dictionaries that pages were made with, and the dictionaries that were
 * looked for in vain, so that the next build knows whether they are still the same. `inputs` NULL:
 * nothing. */
void print_work_note_files(const PrintWork *print, Inputs *inputs);
/* The page numbers that the issue's e-book carries; composed if they are not known yet. NULL: it
 * has no print edition, or one that cannot be made. */
const PageMap *print_work_pages(const IssueWork *work, Jobs *jobs);

#endif
