/* What a print shop asks for, and what the editor says of it: `print:` in publication.yaml or
 * issue.yaml over a row of presets.def (each with its source and date). */
#ifndef GALLEY_PRINT_PRESET_H
#define GALLEY_PRINT_PRESET_H

#include "base/file.h"
#include "base/report.h"
#include "model/print_wish.h"
#include "style/print_style.h"

typedef enum { PRESS_CMYK, PRESS_GREY, PRESS_RGB } PressColour;

/* Type stays so far from the spine in a book of so many pages at most. */
typedef struct {
    unsigned most_pages; /* 0: no row */
    Mpt least_mpt;
} InsideMargin;

enum { PRESET_INSIDE_MARGINS = 5 };

typedef struct {
    const char *name; /* "generic", "newspaper", "kdp" */
    const char *what; /* for people */
    const char *source, *date;
    Mpt bleed_mpt; /* -1: the theme's */
    bool may_go_without_bleed;
    bool has_bleed_at_spine; /* else on three sides only */
    bool may_have_marks;
    PressColour colour; /* of pictures */
    unsigned most_ink_percent;
    Mpt safety_mpt,
        unbled_safety_mpt; /* type stays so far inside the trim, with and without bleed */
    InsideMargin
        inside[PRESET_INSIDE_MARGINS]; /* at the spine, thin books first; none: as outside */
    Mpt hairline_mpt;                  /* thinnest rule */
    unsigned warn_ppi, note_ppi; /* pictures: a warning below the first, a note below the second */
    unsigned least_pages, most_pages, page_multiple; /* 0: any */
    Mpt least_trim_mpt[2], most_trim_mpt[2];         /* width and height; 0: any */
} PrintPreset;
const PrintPreset *print_preset_find(const char *name); /* NULL: none of that name */
const PrintPreset *print_preset_at(size_t index);       /* NULL past the last */
char *print_preset_names(void); /* "generic, newspaper and kdp". Caller frees. */

/* As it holds for one issue. */
typedef struct {
    const PrintPreset *preset;
    Mpt trim_width_mpt, trim_height_mpt; /* 0: the theme's */
    Mpt bleed_mpt; /* what the preset wants, else the editor; -1: the theme's */
    bool has_marks_key, has_marks;
    GBytes *output_intent;        /* an ICC profile of class prtr: the editor's, else FOGRA39 */
    char *output_condition;       /* its name, UTF-8: "FOGRA39" */
    bool is_registered_condition; /* ICC's registry (color.org) knows that name */
    Mpt paper_mpt;                /* a sheet's thickness; 0: not said */
    unsigned pages;               /* wished for; 0: not said */
} PrintSettings;
/* The preset asked for by name (`--preset`, else `print: preset:`, else generic) with the editor's
 * keys over it; a key that contradicts it is an error naming both. NULL after an error. `file` is
 * for places; `root` is where an output intent is looked for whose wish does not know where it was
 * said. */
PrintSettings *print_settings_new(const PrintWish *wish, const char *preset_asked, Root *root,
                                  const char *file, Report *report);
/* How far type stays inside the trim, but for the spine. */
Mpt print_settings_safety(const PrintSettings *settings);
/* Does it print pages of this size? The widths and heights that it prints are for a message, if it
 * does not: "101.6 × 152.4 mm to 215.9 × 296.9 mm". Caller frees; NULL: it does. */
char *print_preset_other_trims(const PrintPreset *preset, Mpt width_mpt, Mpt height_mpt);
void print_settings_free(PrintSettings *settings); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintSettings, print_settings_free)

#endif
