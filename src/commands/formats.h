/* The formats that Galley makes: one row each. Adding one is adding a row and its write function.
 */
#ifndef GALLEY_COMMANDS_FORMATS_H
#define GALLEY_COMMANDS_FORMATS_H

#include "base/jobs.h"
#include "model/issue.h"
#include "model/page_map.h"
#include "print/pdf/pdf.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *name;   /* for -t and `outputs:` */
    const char *suffix; /* after the issue's file stem: ".epub" */
    const char *what;   /* for people: "e-book" */
    bool is_printed;    /* of composed pages (commands/print_files.h): its write is NULL */
    PdfKind pdf_kind;
    const char *beside; /* the format that it comes with, unasked; NULL: people ask for it */
    bool (*is_made)(const Issue *issue); /* of a sealed issue; NULL: always */
    bool (*write)(const Issue *issue, const PageMap *page_map, int descriptor, Jobs *jobs,
                  GError **error);
} Format;

const Format *format_find(const char *name);
/* What comes beside it; NULL: nothing. */
const Format *format_companion(const Format *format);
/* "epub,kepub" or "all" to an array of names (char *, owned), in the table's order, each once. NULL
 * and the first unknown name (caller frees) if there is one. */
GPtrArray *formats_parse(const char *names, char **unknown);
/* "epub, kepub and all", for messages. Caller frees. */
char *formats_names(void);

#endif
