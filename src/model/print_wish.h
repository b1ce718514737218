/* `print:` of publication.yaml and issue.yaml as it was written, unjudged: print/preset.h makes
 * sense of it. NULL or 0: not said. */
#ifndef GALLEY_MODEL_PRINT_WISH_H
#define GALLEY_MODEL_PRINT_WISH_H

#include "base/file.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    PRINT_KEY_PRESET,
    PRINT_KEY_TRIM,
    PRINT_KEY_BLEED,
    PRINT_KEY_MARKS,
    PRINT_KEY_OUTPUT_INTENT,
    PRINT_KEY_PAPER,
    PRINT_KEY_PAGES,
    PRINT_KEY_COUNT
} PrintKey;

/* Where a key is written. */
typedef struct {
    char *file; /* display path; NULL: it is not said */
    uint32_t line, column;
} PrintKeyPlace;

typedef struct {
    char *preset;
    double trim_width_mm, trim_height_mm; /* `trim: A5`, `trim: 148x210`, `trim: 5.5x8.5in` */
    bool has_bleed, has_marks, marks;
    double bleed_mm;
    char *output_intent;      /* a file's name, inside the publication or the issue */
    Root *output_intent_root; /* where that name was said, and so where the file is; owned */
    double paper_mm;
    unsigned pages;
    PrintKeyPlace places[PRINT_KEY_COUNT];
} PrintWish;
void print_wish_clear(PrintWish *wish); /* frees what is said; all is unsaid again */
/* Fills what `wish` does not say from `above`. */
void print_wish_inherit(PrintWish *wish, const PrintWish *above);

#endif
