/* The command line: one table of options says what each is called, which commands know it and what
 * it does; parsing and every --help are made from it. */
#ifndef GALLEY_COMMANDS_OPTIONS_H
#define GALLEY_COMMANDS_OPTIONS_H

#include "base/report.h"
#include "model/date.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/* Which command is asked; a bit each, so that an option's row can name several. */
typedef enum {
    FOR_BUILD = 1 << 0,
    FOR_CHECK = 1 << 1,
    FOR_NEW = 1 << 2,
    FOR_SHOW = 1 << 3,
    FOR_IMPORT = 1 << 4,
    FOR_ISSUES = FOR_BUILD | FOR_CHECK | FOR_SHOW,
    FOR_ALL = FOR_ISSUES | FOR_NEW | FOR_IMPORT,
} CommandBit;

typedef enum { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER } ColourChoice;

typedef struct {
    bool help, json, strict, draft, quiet, verbose;
    bool again;        /* build what is up to date, too */
    bool changed;      /* show only which issues a build would work on */
    bool notes_inputs; /* set for `build`: what is asked of the disk is noted */
    unsigned jobs;     /* 0: one a core */
    unsigned readers;  /* bits of model/reading_systems.h; 0: not asked */
    ColourChoice colour;
    const char *theme;            /* NULL: what the issue says, else the default; for new: no
                                     theme is made */
    bool force, dry_run;          /* import: over what is there; only say */
    const char *into;             /* import: the issue's directory; NULL: not said */
    Date since, until;            /* import: the first and the last day; unset: not said */
    const char *category;         /* import: only of this one; NULL: of all */
    const char *uploads;          /* import: a copy of a site's pictures; NULL: none */
    const char *diff;             /* the edition to compare with; NULL: none */
    bool for_press;               /* check: preflight */
    const char *preset;           /* of print; NULL: what the issue says */
    const char *output_directory; /* NULL: output/ of the publication */
    GPtrArray *formats;           /* char *; NULL: what the publication says */
    GPtrArray *arguments;         /* const char *: what is not an option */
    int64_t source_date_epoch;    /* seconds, from the environment; -1: not set */
} Options;

typedef struct Command {
    const char *name;
    CommandBit bit;
    const char *arguments;              /* "[ISSUE…]" */
    const char *summary;                /* one line, for the list of commands */
    const char *description;            /* paragraphs for its own --help */
    int (*run)(const Options *options); /* returns the exit status */
} Command;

/* The exit status of the program. */
enum { EXIT_DONE = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

/* Parses what follows the command's name. False after saying on stderr what is wrong. The strings
 * of `arguments` are borrowed. */
bool options_parse(Options *options, const Command *command, int count, char **arguments);
void options_clear(Options *options);

void options_print_help(const Command *command, FILE *stream);

/* How to print reports on this stream. */
ReportStyle options_style(const Options *options, FILE *stream);
bool options_colour(const Options *options, FILE *stream);

#endif
