/* Parses options by the table below. getopt_long does the splitting; the table does the rest. */
#include "commands/options.h"

#include "base/limits.h"
#include "base/text.h"
#include "commands/formats.h"
#include "model/reading_systems.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef bool (*OptionSetter)(Options *options, const char *value);

typedef struct {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: takes none */
    int commands;
    OptionSetter set;
    const char *help;
} OptionRow;

static bool set_help(Options *options, const char *value) {
    (void)value;
    options->help = true;
    return true;
}

static bool set_json(Options *options, const char *value) {
    (void)value;
    options->json = true;
    return true;
}

static bool set_strict(Options *options, const char *value) {
    (void)value;
    options->strict = true;
    return true;
}

static bool set_draft(Options *options, const char *value) {
    (void)value;
    options->draft = true;
    return true;
}

static bool set_quiet(Options *options, const char *value) {
    (void)value;
    options->quiet = true;
    return true;
}

static bool set_verbose(Options *options, const char *value) {
    (void)value;
    options->verbose = true;
    return true;
}

static bool set_again(Options *options, const char *value) {
    (void)value;
    options->again = true;
    return true;
}

static bool set_changed(Options *options, const char *value) {
    (void)value;
    options->changed = true;
    return true;
}

static bool set_output(Options *options, const char *value) {
    options->output_directory = value;
    return *value != '\0';
}

static bool set_theme(Options *options, const char *value) {
    options->theme = value;
    return *value != '\0';
}

static bool set_diff(Options *options, const char *value) {
    options->diff = value;
    return *value != '\0';
}

static bool set_into(Options *options, const char *value) {
    options->into = value;
    return *value != '\0';
}

static bool set_date(Date *date, const char *name, const char *value) {
    if (!date_parse(value, date) && !date_parse_words(value, date)) {
        fprintf(stderr, "galley: --%s takes a date such as 2026-06-01, not \"%s\"\n", name, value);
        return false;
    }
    return true;
}

static bool set_since(Options *options, const char *value) {
    return set_date(&options->since, "since", value);
}

static bool set_until(Options *options, const char *value) {
    return set_date(&options->until, "until", value);
}

static bool set_category(Options *options, const char *value) {
    options->category = value;
    return *value != '\0';
}

static bool set_uploads(Options *options, const char *value) {
    options->uploads = value;
    return *value != '\0';
}

static bool set_force(Options *options, const char *value) {
    (void)value;
    options->force = true;
    return true;
}

static bool set_dry_run(Options *options, const char *value) {
    (void)value;
    options->dry_run = true;
    return true;
}

static bool set_preset(Options *options, const char *value) {
    options->preset = value;
    return *value != '\0';
}

static bool set_jobs(Options *options, const char *value) {
    char *end = NULL;
    errno = 0;
    unsigned long count = strtoul(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || count < 1 || count > LIMIT_JOBS) {
        fprintf(stderr, "galley: --jobs takes a number from 1 to %d, not \"%s\"\n", LIMIT_JOBS,
                value);
        return false;
    }
    options->jobs = (unsigned)count;
    return true;
}

static bool set_colour(Options *options, const char *value) {
    static const char *const names[] = {"auto", "always", "never"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(value, names[i]) == 0) {
            options->colour = (ColourChoice)i;
            return true;
        }
    }
    fprintf(stderr, "galley: --color takes auto, always or never, not \"%s\"\n", value);
    return false;
}

static bool set_formats(Options *options, const char *value) {
    g_clear_pointer(&options->formats, g_ptr_array_unref);
    g_autofree char *unknown = NULL;
    options->formats = formats_parse(value, &unknown);
    if (options->formats == NULL) {
        g_autofree char *names = formats_names();
        fprintf(stderr, "galley: there is no format \"%s\"; there is %s\n", unknown, names);
        return false;
    }
    return true;
}

/* "press", "press=kdp": no reading system, but what else an issue is made for. */
static bool take_press(Options *options, const char *word) {
    static const char press[] = "press";
    size_t length = strlen(press);
    if (strncmp(word, press, length) != 0 || (word[length] != '\0' && word[length] != '=')) {
        return false;
    }
    options->for_press = true;
    if (word[length] == '=' && word[length + 1] != '\0') {
        options->preset = g_intern_string(word + length + 1);
    }
    return true;
}

static bool set_readers(Options *options, const char *value) {
    g_autofree char *unknown = NULL;
    g_autoptr(GString) readers = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit_set(value, ", ", -1);
    for (size_t i = 0; words[i] != NULL; i++) {
        if (!take_press(options, words[i])) {
            g_string_append_printf(readers, "%s%s", readers->len > 0 ? "," : "", words[i]);
        }
    }
    if (options->for_press && readers->len == 0) {
        return true;
    }
    options->readers = reading_systems_parse(readers->str, &unknown);
    if (options->readers == 0) {
        g_autofree char *names = reading_systems_names();
        fprintf(stderr, "galley: there is no reading system \"%s\"; there is %s, and press\n",
                unknown, names);
    }
    return options->readers != 0;
}

static const OptionRow option_rows[] = {
    {"format", 't', "FORMATS", FOR_BUILD, set_formats,
     "what to make, divided by commas, or `all`; default: the\npublication's `outputs:`, else "
     "epub"},
    {"output", 'o', "DIR", FOR_BUILD, set_output,
     "where to put the books; default: output/ of the\npublication, else of the current directory"},
    {"again", 0, NULL, FOR_BUILD, set_again,
     "build what is up to date as well; else an issue is left alone\nof which nothing changed"},
    {"changed", 0, NULL, FOR_SHOW, set_changed,
     "name only the issues that `galley build` would work on, one\na line"},
    {"format", 't', "FORMATS", FOR_SHOW, set_formats, "with --changed: as build has it"},
    {"output", 'o', "DIR", FOR_SHOW, set_output, "with --changed: as build has it"},
    {"into", 0, "ISSUE", FOR_IMPORT, set_into, "the directory to put the articles in"},
    {"since", 0, "DATE", FOR_IMPORT, set_since, "only articles of this day and later"},
    {"until", 0, "DATE", FOR_IMPORT, set_until, "only articles of this day and earlier"},
    {"category", 0, "NAME", FOR_IMPORT, set_category, "only articles of this category or section"},
    {"uploads", 0, "DIR", FOR_IMPORT, set_uploads,
     "where a copy of the blog's wp-content/uploads is, for its\npictures"},
    {"force", 0, NULL, FOR_IMPORT, set_force, "write over files that are there already"},
    {"dry-run", 0, NULL, FOR_IMPORT, set_dry_run, "say what would be written, and write nothing"},
    {"for", 0, "READERS", FOR_CHECK, set_readers,
     "say besides what these stumble over, divided by commas:\nkindle, kobo, apple, adobe, or "
     "`all`; press, or press=PRESET:\nwhat a print shop would send back"},
    {"theme", 0, "NAME", FOR_ISSUES, set_theme,
     "the theme to set the issue in, whatever its files say"},
    {"theme", 0, "NAME", FOR_NEW, set_theme,
     "make a theme to edit instead, which stands on NAME and\nchanges what you write; DIR is "
     "paper/styles/mine"},
    {"preset", 0, "NAME", FOR_ISSUES, set_preset,
     "what the print shop is, whatever the issue's `print:` says:\ngeneric, newspaper or kdp"},
    {"diff", 0, "OLD.epub", FOR_SHOW, set_diff,
     "say what changed since this edition, which somebody has"},
    {"draft", 0, NULL, FOR_ISSUES, set_draft,
     "a proof: drafts included, what is missing shown as a box,\nDRAFT on the cover, -draft in the "
     "file's name"},
    {"strict", 0, NULL, FOR_ISSUES | FOR_IMPORT, set_strict, "warnings count as errors"},
    {"json", 0, NULL, FOR_ALL, set_json, "answer in JSON on the standard output"},
    {"quiet", 'q', NULL, FOR_ALL, set_quiet, "say only warnings and errors"},
    {"verbose", 'v', NULL, FOR_ISSUES, set_verbose, "say what takes how long"},
    {"jobs", 0, "N", FOR_ISSUES, set_jobs,
     "work on N articles or issues at a time; default: one a core"},
    {"color", 0, "WHEN", FOR_ALL, set_colour, "auto, always or never"},
    {"help", 'h', NULL, FOR_ALL, set_help, "say this"},
};

static const OptionRow *find_row(const Command *command, int letter_or_index) {
    for (size_t i = 0; i < G_N_ELEMENTS(option_rows); i++) {
        bool is_this = letter_or_index >= 256 ? (size_t)(letter_or_index - 256) == i
                                              : letter_or_index == option_rows[i].letter;
        if (is_this && option_rows[i].commands & (int)command->bit) {
            return &option_rows[i];
        }
    }
    return NULL;
}

static void say_unknown(const Command *command, const char *given) {
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(option_rows); i++) {
        if (option_rows[i].commands & (int)command->bit) {
            g_ptr_array_add(names, g_strdup_printf("--%s", option_rows[i].name));
        }
    }
    g_autoptr(GPtrArray) near = text_nearest(given, names, 1);
    fprintf(stderr, "galley %s: there is no option \"%s\"", command->name, given);
    if (near->len > 0) {
        fprintf(stderr, "; did you mean %s?", (const char *)near->pdata[0]);
    }
    fprintf(stderr, "\n`galley %s --help` lists the options\n", command->name);
}

/* getopt_long's two descriptions of the table, for one command. */
static void describe(const Command *command, GString *letters, GArray *longs) {
    g_string_append_c(letters, ':');
    for (size_t i = 0; i < G_N_ELEMENTS(option_rows); i++) {
        const OptionRow *row = &option_rows[i];
        if (!(row->commands & (int)command->bit)) {
            continue;
        }
        struct option entry = {.name = row->name,
                               .has_arg = row->argument ? required_argument : no_argument,
                               .val = (int)(256 + i)};
        g_array_append_val(longs, entry);
        if (row->letter) {
            g_string_append_c(letters, row->letter);
            g_string_append(letters, row->argument ? ":" : "");
        }
    }
}

static int64_t read_source_date_epoch(void) {
    const char *text = g_getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = -1;
    if (text != NULL && !g_ascii_string_to_signed(text, 10, 0, 253402300799, &seconds, NULL)) {
        seconds = -1;
    }
    return seconds;
}

bool options_parse(Options *options, const Command *command, int count, char **arguments) {
    *options = (Options){.arguments = g_ptr_array_new(),
                         .source_date_epoch = read_source_date_epoch(),
                         .notes_inputs = command->bit == FOR_BUILD};
    g_autoptr(GString) letters = g_string_new(NULL);
    g_autoptr(GArray) longs = g_array_new(TRUE, TRUE, sizeof(struct option));
    describe(command, letters, longs);
    opterr = 0;
    optind = 1;
    for (;;) {
        int at = optind;
        int found =
            getopt_long(count, arguments, letters->str, (const struct option *)longs->data, NULL);
        if (found == -1) {
            break;
        }
        if (found == ':') {
            fprintf(stderr, "galley %s: %s needs a value after it\n", command->name,
                    arguments[optind - 1]);
            return false;
        }
        const OptionRow *row = found == '?' ? NULL : find_row(command, found);
        if (row == NULL) {
            say_unknown(command, arguments[at]);
            return false;
        }
        if (!row->set(options, optarg)) {
            return false;
        }
    }
    for (int i = optind; i < count; i++) {
        g_ptr_array_add(options->arguments, arguments[i]);
    }
    return true;
}

void options_clear(Options *options) {
    g_clear_pointer(&options->formats, g_ptr_array_unref);
    g_clear_pointer(&options->arguments, g_ptr_array_unref);
}

enum { HELP_COLUMN = 24 };

static void print_option(const OptionRow *row, FILE *stream) {
    g_autoptr(GString) left = g_string_new("  ");
    if (row->letter) {
        g_string_append_printf(left, "-%c, ", row->letter);
    } else {
        g_string_append(left, "    ");
    }
    g_string_append_printf(left, "--%s", row->name);
    if (row->argument) {
        g_string_append_printf(left, " %s", row->argument);
    }
    g_auto(GStrv) lines = g_strsplit(row->help, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        fprintf(stream, "%-*s%s\n", HELP_COLUMN, i == 0 ? left->str : "", lines[i]);
    }
}

void options_print_help(const Command *command, FILE *stream) {
    fprintf(stream, "galley %s [options] %s\n\n%s\n\nOptions:\n", command->name, command->arguments,
            command->description);
    for (size_t i = 0; i < G_N_ELEMENTS(option_rows); i++) {
        if (option_rows[i].commands & (int)command->bit) {
            print_option(&option_rows[i], stream);
        }
    }
    fputs("\nExit status: 0 done (warnings allowed), 1 errors in the content, 2 the command line,\n"
          "3 the system (disk, permission).\n",
          stream);
}

bool options_colour(const Options *options, FILE *stream) {
    if (options->colour != COLOUR_AUTO) {
        return options->colour == COLOUR_ALWAYS;
    }
    return isatty(fileno(stream)) && g_getenv("NO_COLOR") == NULL;
}

ReportStyle options_style(const Options *options, FILE *stream) {
    return (ReportStyle){.colour = options_colour(options, stream),
                         .least = options->quiet ? LEVEL_WARNING : LEVEL_NOTE,
                         .strict = options->strict};
}
