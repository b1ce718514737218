/* Prints an issue as it stands when its three phases are two thirds done: every article in reading
 * order with what is known of it and its tree, one node a line, indented, with places:
 *     goldens-tree [--draft] ISSUE
 * Relies on the build's own phases 1 and 2. What cannot be seen in a text (no-break spaces, marks
 * of direction, line ends) is written as \u{A0}. */
#include "commands/issue_work.h"
#include "markdown/markdown.h"
#include "model/vocabulary.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static bool is_invisible(gunichar c) {
    return c != ' ' &&
           (g_unichar_isspace(c) || g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT);
}

static void print_quoted(const char *text) {
    putchar('"');
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n') {
            fputs("\\n", stdout);
        } else if (is_invisible(c)) {
            printf("\\u{%X}", c);
        } else {
            printf("%.*s", (int)(g_utf8_next_char(p) - p), p);
        }
    }
    putchar('"');
}

static void print_fact(const char *name, const char *text) {
    if (text != NULL) {
        printf("  %s ", name);
        print_quoted(text);
        putchar('\n');
    }
}

static void print_node(const xmlNode *node, unsigned depth) {
    printf("%*s", (int)(2 * depth), "");
    if (node->type == XML_TEXT_NODE) {
        print_quoted(node_text(node));
    } else {
        fputs((const char *)node->name, stdout);
        for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
            const char *value = node_get(node, (Attribute)i);
            if (value != NULL) {
                printf(" %s=", attribute_name((Attribute)i));
                print_quoted(value);
            }
        }
    }
    printf("  @%u:%u\n", node_line(node), node_column(node));
}

static void print_tree(const xmlNode *top) {
    for (const xmlNode *node = top; node != NULL; node = node_next(node, top, false)) {
        unsigned depth = 1;
        for (const xmlNode *up = node; up != top; up = up->parent) {
            depth++;
        }
        print_node(node, depth);
    }
}

static const char *title_source_name(TitleSource source) {
    static const char *const names[] = {[TITLE_GIVEN] = "given",
                                        [TITLE_HEADING] = "heading",
                                        [TITLE_OPENING] = "opening",
                                        [TITLE_FILE_NAME] = "file name"};
    return names[source];
}

static void print_date(const char *name, Date date) {
    g_autofree char *text = date_is_set(date) ? date_iso(date) : NULL;
    print_fact(name, text);
}

static void print_article(const Article *article) {
    printf("article %s  %s\n", article->id, article->path);
    print_fact(title_source_name(article->title_source), article->title_text);
    print_fact("kicker", article->kicker_text);
    print_fact("deck", article->deck_text);
    for (guint i = 0; i < article->authors->len; i++) {
        const Author *author = article->authors->pdata[i];
        g_autofree char *text = g_strdup_printf("%s / %s", author->name, author->file_as);
        print_fact("author", text);
    }
    print_date("date", article->date);
    print_date("modified", article->modified);
    print_fact("place", article->dateline_place);
    print_fact("licence", article->licence);
    for (guint i = 0; i < article->tags->len; i++) {
        print_fact("tag", article->tags->pdata[i]);
    }
    for (guint i = 0; i < article->corrections->len; i++) {
        const Correction *correction = article->corrections->pdata[i];
        print_date("corrected", correction->date);
        print_fact("correction", correction->text);
    }
    printf(
        "  %s %s%s, words %zu, minutes %u, notes %zu, tables %zu, pictures %zu (%zu without alt)\n",
        article->lang, article->is_rtl ? "rtl" : "ltr", article->is_draft ? ", draft" : "",
        article->count.words, article->minutes, article->notes, article->tables, article->pictures,
        article->pictures_without_alt);
    print_tree(xmlDocGetRootElement(article->tree));
}

static void print_issue(const Issue *issue) {
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        printf("section %s ", section->id ? section->id : "-");
        print_quoted(section->name ? section->name : "");
        putchar('\n');
        for (guint k = 0; k < section->articles->len; k++) {
            print_article(section->articles->pdata[k]);
        }
    }
}

int main(int count, char **arguments) {
    setlocale(LC_CTYPE, "C.UTF-8");
    vocabulary_begin();
    markdown_begin();
    Options options = {.jobs = 1,
                       .source_date_epoch = -1,
                       .draft = count > 2 && strcmp(arguments[1], "--draft") == 0};
    PictureShelf *shelf = picture_shelf_new(false, 1);
    IssueWork *work = issue_work_new(arguments[count - 1], &options, shelf);
    issue_work_read(work, &options, NULL);
    if (work->issue != NULL) {
        print_issue(work->issue);
    }
    issue_work_free(work);
    picture_shelf_free(shelf);
    vocabulary_end();
    return 0;
}
