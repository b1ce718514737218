/* Cover of type, nameplate and imprint. */
#include "print/front_grow.h"

#include "base/text.h"
#include "model/licence.h"

#include <string.h>

enum { MOST_COVER_LINES = 7 };

/* Cover and nameplate */

char *front_issue_line(const Issue *issue) {
    const Settings *settings = &issue->settings;
    const struct {
        Word word;
        const char *value;
    } numbers[] = {{WORD_VOLUME, settings->volume}, {WORD_ISSUE, settings->number}};
    g_autoptr(GString) line = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (numbers[i].value != NULL) {
            g_autofree char *said =
                language_say(issue->language, numbers[i].word, numbers[i].value);
            g_string_append_printf(line, "%s%s", line->len > 0 ? growing_dot : "", said);
        }
    }
    if (date_is_set(settings->date)) {
        g_autofree char *date = date_in_words(settings->date, issue->language);
        g_string_append_printf(line, "%s%s", line->len > 0 ? growing_dot : "", date);
    }
    return line->len > 0 ? g_strdup(line->str) : NULL;
}

bool front_has_nameplate(const Issue *issue, const Setting *setting) {
    StyleSubject body = {.element = "body", .lang = issue->lang};
    StyleSubject section = {
        .parent = &body, .element = "section", .classes = "front", .lang = issue->lang};
    StyleSubject plate = {
        .parent = &section, .element = "p", .classes = "nameplate", .lang = issue->lang};
    const BoxStyle *around = print_style_of(setting->style, NULL, &body, NULL);
    around = print_style_of(setting->style, around, &section, NULL);
    return print_style_of(setting->style, around, &plate, NULL)->spans_columns;
}

static void say_draft(Growing *growing) {
    if (growing->lower.issue->is_draft_build) {
        g_autofree char *word = language_say(growing->lower.language, WORD_DRAFT, NULL);
        growing_say(growing, "draft", ROLE_PARAGRAPH, word, NULL);
    }
}

static bool is_own_title(const Issue *issue) {
    return issue->issue_title != NULL && strcmp(issue->issue_title, issue->publication_title) != 0;
}

static void say_name(Growing *growing) {
    const Issue *issue = growing->lower.issue;
    say_draft(growing);
    growing_say(growing, "nameplate", ROLE_PARAGRAPH, issue->publication_title, NULL);
    if (is_own_title(issue)) {
        growing_say(growing, "cover-subtitle", ROLE_PARAGRAPH, issue->issue_title, NULL);
    } else {
        growing_say(growing, "cover-subtitle", ROLE_PARAGRAPH, issue->settings.subtitle, NULL);
    }
    g_autofree char *line = front_issue_line(issue);
    growing_say(growing, "cover-facts", ROLE_PARAGRAPH, line, NULL);
}

static void say_cover_line(Growing *growing, const Article *article) {
    growing_say(growing, "cover-line", ROLE_PARAGRAPH, article->title_text, article->lang);
    g_autofree char *names = growing_names(article);
    growing_say(growing, "cover-authors", ROLE_PARAGRAPH, names, article->lang);
}

static unsigned column_steps(const Growing *growing) {
    return front_steps(growing->column->groups);
}

/* The first of each section, so far as they fit the page. */
static void say_cover_lines(Growing *growing) {
    const Issue *issue = growing->lower.issue;
    GPtrArray *groups = growing->column->groups;
    bool has_sections = issue->sections->len > 1;
    size_t said = 0;
    for (guint i = 0; i < issue->articles->len && said < MOST_COVER_LINES; i++) {
        const Article *article = issue->articles->pdata[i];
        const Section *section = issue_section_of(issue, article);
        bool leads = !has_sections || section == NULL || section->articles->pdata[0] == article;
        if (!leads || article->title_source == TITLE_FILE_NAME) {
            continue;
        }
        guint before = groups->len;
        say_cover_line(growing, article);
        said++;
        if (column_steps(growing) > growing->text->setting.page_steps) {
            g_ptr_array_set_size(groups, (gint)before);
            return;
        }
    }
}

FrontText *front_cover(const FrontWish *wish) {
    Growing growing;
    growing_begin(&growing, wish, "cover");
    say_name(&growing);
    say_cover_lines(&growing);
    return growing_finish(&growing);
}

FrontText *front_nameplate(const FrontWish *wish) {
    Growing growing;
    growing_begin(&growing, wish, "front");
    say_name(&growing);
    return growing_finish(&growing);
}

/* Imprint */

static void say_row(Growing *growing, Word word, const char *value) {
    if (value == NULL) {
        return;
    }
    Around around = around_frame(&growing->lower, &growing->frame, "p", "imprint");
    Around strong = around_frame(&growing->lower, &around, "b", NULL);
    g_autofree char *label = language_say(growing->lower.language, word, NULL);
    Paragraph paragraph = paragraph_begin(
        &growing->lower, &around, structure_for(growing->flow.element, ROLE_PARAGRAPH, &around));
    text_say(&paragraph, &strong, label, NULL);
    text_say(&paragraph, &around, " ", NULL);
    text_say(&paragraph, &around, value, NULL);
    paragraph.is_flush = true;
    put_paragraph(&growing->flow, &growing->frame, &paragraph);
}

/* Plain text whose paragraphs blank lines divide. */
static void say_paragraphs(Growing *growing, const char *text) {
    g_autoptr(GString) paragraph = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0;; i++) {
        if (lines[i] != NULL && !text_is_blank(lines[i])) {
            g_string_append_printf(paragraph, "%s\n", lines[i]);
            continue;
        }
        if (paragraph->len > 0) {
            growing_say(growing, "imprint", ROLE_PARAGRAPH, paragraph->str, NULL);
            g_string_truncate(paragraph, 0);
        }
        if (lines[i] == NULL) {
            return;
        }
    }
}

static void say_corrections(Growing *growing) {
    const Issue *issue = growing->lower.issue;
    bool has_said = false;
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        if (article->corrections->len == 0) {
            continue;
        }
        if (!has_said) {
            g_autofree char *word = language_say(issue->language, WORD_CORRECTIONS, NULL);
            growing_say(growing, "imprint-title", ROLE_HEADING_2, word, NULL);
            has_said = true;
        }
        growing_say(growing, "imprint", ROLE_HEADING_3, article->title_text, article->lang);
        for (guint k = 0; k < article->corrections->len; k++) {
            const Correction *correction = article->corrections->pdata[k];
            g_autofree char *date = date_is_set(correction->date)
                                        ? date_in_words(correction->date, issue->language)
                                        : NULL;
            g_autofree char *said = date == NULL
                                        ? g_strdup(correction->text)
                                        : g_strconcat(date, growing_dot, correction->text, NULL);
            growing_say(growing, "imprint", ROLE_PARAGRAPH, said, article->lang);
        }
    }
}

FrontText *front_imprint(const FrontWish *wish) {
    const Issue *issue = wish->issue;
    const Settings *settings = &issue->settings;
    Growing growing;
    growing_begin(&growing, wish, "imprint-page");
    g_autofree char *line = front_issue_line(issue);
    g_autofree char *title = line == NULL
                                 ? g_strdup(issue->publication_title)
                                 : g_strconcat(issue->publication_title, growing_dot, line, NULL);
    growing_say(&growing, "imprint-title", ROLE_HEADING_1, title, NULL);
    g_ptr_array_add(growing.column->targets, (gpointer)growing.text->article->id);
    if (settings->imprint != NULL) {
        say_paragraphs(&growing, settings->imprint);
    }
    say_row(&growing, WORD_EDITOR, settings->editor);
    say_row(&growing, WORD_PUBLISHER, settings->publisher);
    if (settings->issn != NULL) {
        g_autofree char *issn = g_strconcat("ISSN ", settings->issn, NULL);
        growing_say(&growing, "imprint", ROLE_PARAGRAPH, issn, NULL);
    }
    g_autofree char *licence =
        settings->licence == NULL ? NULL : licence_in_words(settings->licence);
    say_row(&growing, WORD_LICENCE, licence);
    say_corrections(&growing);
    return growing_finish(&growing);
}
