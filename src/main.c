/* The program's door: the table of commands, and the exit status. */
#include "commands/commands.h"
#include "markdown/markdown.h"
#include "model/vocabulary.h"

#include "base/text.h"

#include <malloc.h>
#include <signal.h>
#include <string.h>

static const Command commands[] = {
    {"build", FOR_BUILD, "[ISSUE…]", "make the books of an issue",
     "Makes the books of each ISSUE: a directory of articles, or one file that Galley reads. A "
     "publication\n"
     "(a directory with a publication.yaml) stands for all of its issues; without ISSUE, the "
     "current\n"
     "directory is taken. A book is written whole or not at all; warnings never stop one. An issue "
     "of\n"
     "which nothing changed since its books were made is left alone.",
     command_build},
    {"check", FOR_CHECK, "PATH…", "say everything that is wrong with issues and EPUBs",
     "Says everything that is wrong with issues (directories, article files) and with EPUBs "
     "(container,\n"
     "checksums, manifest, links, navigation), on the standard output. Writes nothing.",
     command_check},
    {"import", FOR_IMPORT, "SOURCE… --into ISSUE", "make Markdown articles of files of any kind",
     "Reads each SOURCE, a file or directory of any kind that Galley reads (Word, LibreOffice, web "
     "pages,\n"
     "text, also text that holds several articles), and writes it into the directory ISSUE as "
     "Markdown\n"
     "articles with their front matter, and the pictures that they call into its images/. What was "
     "mended\n"
     "or left out is said. A file that is there already is never written over without --force.",
     command_import},
    {"new", FOR_NEW, "DIR", "make a publication with a first issue to edit",
     "Makes DIR: a publication.yaml and a first issue, whose articles tell how to write one. It "
     "builds at\n"
     "once. With --theme NAME it makes a theme to edit: DIR is its directory, in styles/ of a\n"
     "publication. A directory that holds anything is left alone.",
     command_new},
    {"show", FOR_SHOW, "[ISSUE…]", "show an issue as Galley understands it",
     "Shows each ISSUE as Galley understands it: sections, articles, authors, words, minutes, "
     "pictures and\n"
     "what they weigh. With --diff OLD.epub it says instead what changed since that edition: "
     "identity,\n"
     "articles, corrections, pictures, metadata. With --json one complete object an issue, with "
     "its\n"
     "diagnostics. With --changed it only names the issues that `galley build` would work on. "
     "Writes\n"
     "nothing.",
     command_show},
};

static void print_help(FILE *stream) {
    fputs("galley turns a directory of articles into books: galley build "
          "issues/spring\n\nCommands:\n",
          stream);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        fprintf(stream, "  galley %-6s %-10s %s\n", commands[i].name, commands[i].arguments,
                commands[i].summary);
    }
    fputs("\n`galley COMMAND --help` says more; `galley --version` says which Galley this is.\n",
          stream);
}

static const Command *find_command(const char *name) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
        g_ptr_array_add(names, (gpointer)commands[i].name);
    }
    g_autoptr(GPtrArray) near = text_nearest(name, names, 1);
    fprintf(stderr, "galley: there is no command \"%s\"", name);
    fprintf(stderr, near->len > 0 ? "; did you mean %s?\n" : "; `galley --help` lists them%s\n",
            near->len > 0 ? (const char *)near->pdata[0] : "");
    return NULL;
}

static int run(const Command *command, int count, char **arguments) {
    Options options;
    int status = EXIT_USAGE;
    if (options_parse(&options, command, count, arguments)) {
        if (options.help) {
            options_print_help(command, stdout);
            status = EXIT_DONE;
        } else {
            vocabulary_begin();
            markdown_begin();
            status = command->run(&options);
            vocabulary_end();
        }
    }
    options_clear(&options);
    return status;
}

static int answer(int count, char **arguments) {
    const char *first = count > 1 ? arguments[1] : NULL;
    if (first == NULL || strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 ||
        strcmp(first, "help") == 0) {
        print_help(first == NULL ? stderr : stdout);
        return first == NULL ? EXIT_USAGE : EXIT_DONE;
    }
    if (strcmp(first, "--version") == 0) {
        puts("galley " GALLEY_VERSION);
        return EXIT_DONE;
    }
    const Command *command = find_command(first);
    return command ? run(command, count - 1, arguments + 1) : EXIT_USAGE;
}

/* By so much the heap grows: a build needs some megabytes, and each step is a call. */
enum { HEAP_STEP_BYTES = 1024 * 1024 };

int main(int count, char **arguments) {
    mallopt(M_TOP_PAD, HEAP_STEP_BYTES);
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is a full disk: the write says so */
    /* A zip counts in local time: one zone for all, not one look at the machine's for each part. */
    g_setenv("TZ", "UTC0", TRUE);
    int status = answer(count, arguments);
    if ((fflush(stdout) != 0 || ferror(stdout) != 0) && status < EXIT_SYSTEM) {
        fputs("galley: the answer could not be written to the standard output\n", stderr);
        status = EXIT_SYSTEM;
    }
    return status;
}
