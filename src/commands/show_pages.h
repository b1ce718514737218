/* The print edition in `galley show`: where each article stands, and how the issue fits the pages
 * that its editor wishes for (`print: pages:`). */
#ifndef GALLEY_COMMANDS_SHOW_PAGES_H
#define GALLEY_COMMANDS_SHOW_PAGES_H

#include "base/json.h"
#include "commands/print_work.h"

/* All of it lines of one column, on the grid. */
typedef struct {
    unsigned wished;      /* pages; 0: none are wished for */
    long spare_lines;     /* empty on them; negative: so many too many */
    size_t pages_of_text; /* with type of articles on them */
} CopyFit;
CopyFit copy_fit(const PrintWork *print);

/* Nothing if the edition was not composed. */
void show_pages_add_json(JsonText *json, const PrintWork *print);
void show_pages_print(const PrintWork *print, bool colour);
/* "7", "7–9"; "" where it has none. Caller frees. */
char *show_pages_of(const PrintWork *print, const Article *article);
void show_pages_add_article_json(JsonText *json, const PrintWork *print, const Article *article);

#endif
