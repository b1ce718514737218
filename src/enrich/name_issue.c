/* The book's names, as shelves show and sort them, and the typography of what settings say. */
#include "enrich/issue_names.h"
#include "enrich/issue_steps.h"
#include "enrich/typography.h"

#include <string.h>

/* What stands between publication, number and date, and before the issue's own title. */
typedef struct {
    const char *tag;
    const char *between, *before_title;
} TitleMarks;

static const TitleMarks *marks_of(const Language *language) {
    static const TitleMarks rows[] = {
        {"ar", "، ", ": "}, {"fa", "، ", ": "},      {"fr", ", ", "\u202F: "},
        {"ja", " ", "："},  {"zh-Hant", "，", "："}, {"zh", "，", "："},
    };
    static const TitleMarks others = {"", ", ", ": "};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].tag, language->tag) == 0) {
            return &rows[i];
        }
    }
    return &others;
}

static bool has_digit(const char *text) {
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_unichar_isdigit(g_utf8_get_char(p))) {
            return true;
        }
    }
    return false;
}

char *issue_say_number(const Issue *issue) {
    const char *number = issue->settings.number;
    if (number == NULL) {
        return NULL;
    }
    return has_digit(number) ? language_say(issue->language, WORD_ISSUE, number) : g_strdup(number);
}

static bool is_same(const char *left, const char *right) {
    g_autofree char *a = g_utf8_casefold(left, -1);
    g_autofree char *b = g_utf8_casefold(right, -1);
    return strcmp(a, b) == 0;
}

const char *issue_own_title(const Issue *issue) {
    const Settings *settings = &issue->settings;
    const char *title = issue->issue_title;
    bool is_nameless = title == NULL && settings->number == NULL && !date_is_set(settings->date) &&
                       issue->publication->settings.title != NULL;
    if (is_nameless) {
        title = issue->directory_name;
    }
    return title != NULL && !is_same(title, issue->publication_title) ? title : NULL;
}

static char *make_title(const Issue *issue) {
    const Settings *settings = &issue->settings;
    const TitleMarks *marks = marks_of(issue->language);
    GString *title = g_string_new(issue->publication_title);
    if (settings->number != NULL) {
        g_autofree char *number = issue_say_number(issue);
        g_string_append_printf(title, "%s%s", marks->between, number);
    }
    if (date_is_set(settings->date)) {
        g_autofree char *date = date_in_words(settings->date, issue->language);
        g_string_append_printf(title, "%s%s", marks->between, date);
    }
    const char *own = issue_own_title(issue);
    if (own != NULL) {
        g_string_append_printf(title, "%s%s", marks->before_title, own);
    }
    return g_string_free(title, FALSE);
}

char *issue_say_cover(const Issue *issue) {
    const char *word = issue->language->words[WORD_COVER];
    bool is_word = word != NULL && g_unichar_isalpha(g_utf8_get_char(word));
    return is_word
               ? g_strconcat(word, marks_of(issue->language)->before_title, issue->dc_title, NULL)
               : g_strdup(issue->dc_title);
}

/* By date, else by number, else by what it is called: whatever sorts. */
static char *make_file_as(const Issue *issue) {
    const Settings *settings = &issue->settings;
    g_autofree char *date = date_is_set(settings->date) ? date_iso(settings->date) : NULL;
    const char *which = date != NULL               ? date
                        : settings->number != NULL ? settings->number
                                                   : issue_own_title(issue);
    return g_strconcat(issue->publication_title, which != NULL ? " " : NULL, which, NULL);
}

/* One article by itself, of no publication, is a book of its own name, if it has one. */
static void take_title_of_single(Issue *issue) {
    bool is_named = issue->publication->settings.title != NULL || issue->issue_title != NULL;
    if (is_named || issue->articles->len != 1) {
        return;
    }
    const Article *article = issue->articles->pdata[0];
    if (article->title_source == TITLE_GIVEN || article->title_source == TITLE_HEADING) {
        g_free(issue->publication_title);
        issue->publication_title = g_strdup(article->title_text);
    }
}

void name_issue(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    take_title_of_single(issue);
    issue->dc_title = make_title(issue);
    issue->file_as = make_file_as(issue);
}

static void set_text(char **text, const Language *language) {
    if (*text != NULL) {
        char *set = typography_of_text(*text, language);
        g_free(*text);
        *text = set;
    }
}

void set_issue_typography(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    char **const texts[] = {&issue->publication_title, &issue->issue_title, &issue->settings.title,
                            &issue->settings.subtitle, &issue->settings.imprint};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        set_text(texts[i], issue->language);
    }
    for (guint i = 0; i < issue->sections->len; i++) {
        Section *section = issue->sections->pdata[i];
        set_text(&section->name, language_find(section->lang));
    }
}
