/* The issue's language: as given, else that in which most of its words are written, and one word to
 * the editor about what was not given. */
#include "enrich/issue_steps.h"
#include "enrich/language_names.h"
#include "enrich/script.h"

#include <string.h>

static const char unknown[] = "und";

typedef struct {
    const char *lang; /* of the first article that has it */
    size_t words;
    bool is_guessed; /* some article has it without having said so */
} Share;

static Share *share_of(GArray *shares, const char *lang) {
    for (guint i = 0; i < shares->len; i++) {
        Share *share = &g_array_index(shares, Share, i);
        if (strcmp(share->lang, lang) == 0) {
            return share;
        }
    }
    Share share = {.lang = lang};
    g_array_append_val(shares, share);
    return &g_array_index(shares, Share, shares->len - 1);
}

/* The languages of the articles, Share, in the order in which they first appear. There are as many
 * of them as editors tell apart, whatever the number of articles. */
static GArray *take_shares(const Issue *issue) {
    enum { MOST_SHARES = 64 };
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));
    for (guint i = 0; i < issue->articles->len && shares->len < MOST_SHARES; i++) {
        const Article *article = issue->articles->pdata[i];
        Share *share = share_of(shares, article->lang);
        share->words += article->count.words;
        share->is_guessed = share->is_guessed || !article->lang_is_given;
    }
    return shares;
}

/* The language in which most words are written. */
static const char *find_told(const Issue *issue) {
    g_autoptr(GArray) shares = take_shares(issue);
    const Share *largest = NULL;
    for (guint i = 0; i < shares->len; i++) {
        const Share *share = &g_array_index(shares, Share, i);
        bool is_known = strcmp(share->lang, unknown) != 0;
        if (is_known && (largest == NULL || share->words > largest->words)) {
            largest = share;
        }
    }
    return largest != NULL ? largest->lang : unknown;
}

/* "English, Spanish" with the tag of the first for the hint. */
static void report_guessed(PhaseTwo *phase, const GArray *shares, const char *lang) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < shares->len; i++) {
        const Share *share = &g_array_index(shares, Share, i);
        if (share->is_guessed && strcmp(share->lang, unknown) != 0) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   language_english_name(share->lang));
        }
    }
    if (names->len > 0) {
        g_autofree char *hint =
            g_strdup_printf("write `language: %s` into publication.yaml or issue.yaml", lang);
        report_add(phase->report, DIAGNOSTIC_LANGUAGE_GUESSED,
                   place_file(phase->issue->display_path), hint, names->str, NULL);
    }
}

/* Once: at the issue, if nothing in it tells, else at the first article that does not. */
static void report_unknown(PhaseTwo *phase, bool is_whole_issue) {
    const Issue *issue = phase->issue;
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        if (article->lang_is_given || strcmp(article->lang, unknown) != 0) {
            continue;
        }
        Place place = is_whole_issue ? place_file(issue->display_path) : article_place(article);
        report_add(phase->report, DIAGNOSTIC_LANGUAGE_UNKNOWN, place, NULL, NULL);
        return;
    }
}

/* That of the title's first letter; SCRIPT_OTHER: there is none. */
static Script script_of_title(const Article *article) {
    for (const char *p = article->title_text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p))) {
            return script_of(g_utf8_get_char(p));
        }
    }
    return SCRIPT_OTHER;
}

static Script script_of_language(const Issue *issue, const char *lang) {
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        if (strcmp(article->lang, lang) == 0 && script_of_title(article) != SCRIPT_OTHER) {
            return script_of_title(article);
        }
    }
    return SCRIPT_OTHER;
}

/* What is too short to tell (dates of meetings, who prints it) and in the issue's script is in its
 * language rather than in none. */
static void give_to_short_ones(const Issue *issue, const char *lang) {
    enum { SHORT_WORDS = 60 };
    Script script = script_of_language(issue, lang);
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        bool is_short = article->count.words < SHORT_WORDS;
        if (article->lang_is_given || !is_short || strcmp(article->lang, unknown) != 0) {
            continue;
        }
        Script own = script_of_title(article);
        if (own == SCRIPT_OTHER || own == script) {
            g_free(article->lang);
            article->lang = g_strdup(lang);
            article->is_rtl = article->dir_is_given ? article->is_rtl : language_tag_is_rtl(lang);
        }
    }
}

void find_issue_language(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    const char *said = issue->settings.lang;
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        if (article->lang == NULL) {
            article->lang = g_strdup(said != NULL ? said : unknown);
        }
    }
    issue->lang = g_strdup(said != NULL ? said : find_told(issue));
    give_to_short_ones(issue, issue->lang);
    issue->language = language_find(issue->lang);
    issue->is_rtl = language_tag_is_rtl(issue->lang);
    if (said == NULL) {
        g_autoptr(GArray) shares = take_shares(issue);
        report_guessed(phase, shares, issue->lang);
        report_unknown(phase, strcmp(issue->lang, unknown) == 0);
    }
}
