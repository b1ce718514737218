/* Front matter and sidecars: the keys that Jekyll and Hugo users know. */
#include "read/article_keys.h"

#include "base/limits.h"
#include "base/text.h"
#include "read/authors.h"
#include "read/names.h"
#include "read/settings.h"
#include "read/values.h"

#include <string.h>

typedef struct {
    Article *article;
    const Issue *issue;
    ArticleParts *parts;
    bool is_sidecar;
} Target;

typedef struct {
    const char *keys; /* the key and its synonyms; the first that is given holds */
    void (*set)(const Said *said, const Target *target); /* NULL: another part reads it, or it is
                                                            let be */
} ArticleKey;

void article_parts_clear(ArticleParts *parts) {
    char *const texts[] = {parts->headline,      parts->kicker,      parts->deck,
                           parts->picture_path,  parts->picture_alt, parts->picture_caption,
                           parts->picture_credit};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    *parts = (ArticleParts){0};
}

static bool set_part(const Said *said, char **part) {
    char *text = NULL;
    if (!said_text(said, &text)) {
        return false;
    }
    if (g_utf8_strlen(text, -1) > LIMIT_TITLE_CHARACTERS) {
        g_free(text);
        return said_wrong(said, "this is longer than 1000 characters; put it into the text");
    }
    *part = text;
    return true;
}

static void set_title(const Said *said, const Target *target) {
    Article *article = target->article;
    if (!set_part(said, &target->parts->headline)) {
        return;
    }
    article->title_source = TITLE_GIVEN;
    article->title_file = g_strdup(said->file);
    article->title_place = (Place){.file = article->title_file,
                                   .line = said->value->line,
                                   .column = said->value->column,
                                   .detail = "title"};
}

static void set_kicker(const Said *said, const Target *target) {
    set_part(said, &target->parts->kicker);
}

static void set_deck(const Said *said, const Target *target) {
    set_part(said, &target->parts->deck);
}

static void set_authors(const Said *said, const Target *target) {
    const Article *article = target->article;
    const char *lang = article->lang ? article->lang : target->issue->settings.lang;
    authors_read(said, language_find(lang ? lang : "und"), article->authors);
}

static void set_date(const Said *said, const Target *target) {
    said_date(said, &target->article->date);
}

/* Jekyll's switch, or the day on which it was published. `date`, read before, holds. */
static void set_published(const Said *said, const Target *target) {
    Article *article = target->article;
    YamlValue unquoted = *said->value;
    unquoted.is_quoted = false;
    bool is_published = true;
    Date date = {0};
    if (yaml_as_boolean(&unquoted, &is_published)) {
        article->is_draft = article->is_draft || !is_published;
    } else if (said_date(said, &date) && !date_is_set(article->date)) {
        article->date = date;
    }
}

static void set_draft(const Said *said, const Target *target) {
    said_boolean(said, &target->article->is_draft);
}

static void set_modified(const Said *said, const Target *target) {
    said_date(said, &target->article->modified);
}

static void set_place(const Said *said, const Target *target) {
    said_text(said, &target->article->dateline_place);
}

static void name_section(const Target *target, const char *text) {
    Article *article = target->article;
    const char *shown = settings_section_name(&target->issue->settings, text);
    g_free(article->section_name);
    article->section_name = shown                ? g_strdup(shown)
                            : name_is_slug(text) ? name_from_slug(text)
                                                 : g_strdup(text);
}

/* A text, or the first of a list. */
static void set_section(const Said *said, const Target *target) {
    Said first = *said;
    if (said->value->kind == YAML_VALUE_LIST) {
        if (said->value->values->len == 0) {
            return;
        }
        first.value = said->value->values->pdata[0];
    }
    g_autofree char *text = NULL;
    if (said_text(&first, &text)) {
        name_section(target, text);
    }
}

/* The first of `categories`, where `section` says nothing. */
static void set_categories(const Said *said, const Target *target) {
    g_autoptr(GPtrArray) categories = NULL;
    if (said_words(said, false, &categories) && categories->len > 0) {
        name_section(target, categories->pdata[0]);
    }
}

static void set_order(const Said *said, const Target *target) {
    target->article->has_order = said_number(said, &target->article->order);
}

static void set_lang(const Said *said, const Target *target) {
    target->article->lang_is_given = said_language(said, &target->article->lang);
}

static void set_dir(const Said *said, const Target *target) {
    g_autofree char *text = NULL;
    if (!said_text(said, &text)) {
        return;
    }
    bool is_rtl = g_ascii_strcasecmp(text, "rtl") == 0;
    if (!is_rtl && g_ascii_strcasecmp(text, "ltr") != 0) {
        said_wrong(said, "write rtl for right to left, or ltr for left to right");
        return;
    }
    target->article->dir_is_given = true;
    target->article->is_rtl = is_rtl;
}

static void set_tags(const Said *said, const Target *target) {
    GPtrArray *tags = NULL;
    if (said_words(said, false, &tags)) {
        g_ptr_array_unref(target->article->tags);
        target->article->tags = tags;
    }
}

static void set_slug(const Said *said, const Target *target) {
    said_text(said, &target->article->slug);
}

static void set_licence(const Said *said, const Target *target) {
    said_text(said, &target->article->licence);
}

static void set_captions(const Said *said, const Target *target) {
    target->article->has_captions_key = said_captions(said, &target->article->captions_from_alt);
}

/* The reader asked mojibake_is_kept before there was an article. */
static void set_mojibake(const Said *said, const Target *target) {
    said_mojibake(said, &target->article->keeps_mojibake);
}

static void set_split(const Said *said, const Target *target) {
    said_split(said, &target->parts->split);
}

/* A text below a key that is a map. */
static void set_member(const Said *said, const char *keys, char **text) {
    Said member = *said;
    member.value = value_find(said->value, keys, &member.key);
    if (member.value != NULL) {
        said_text(&member, text);
    }
}

static void set_picture(const Said *said, const Target *target) {
    ArticleParts *parts = target->parts;
    if (said->value->kind == YAML_VALUE_MAP) {
        set_member(said, "path src url file", &parts->picture_path);
        set_member(said, "caption cutline", &parts->picture_caption);
        set_member(said, "credit", &parts->picture_credit);
        const YamlValue *alt = yaml_get(said->value, "alt"); /* alt: "" says: nothing to describe */
        bool is_said = alt != NULL && alt->kind == YAML_VALUE_TEXT && !alt->is_null;
        parts->picture_alt = is_said ? text_collapse(alt->text) : NULL;
    } else {
        said_text(said, &parts->picture_path);
    }
    if (parts->picture_path == NULL && said->value->kind != YAML_VALUE_TEXT) {
        said_wrong(said, "name the picture's file: `image: boat.jpg`, or a map with `path:`");
    }
    parts->picture_line = target->is_sidecar ? 0 : said->value->line;
    parts->picture_column = target->is_sidecar ? 0 : said->value->column;
}

static void add_correction(const Said *said, GPtrArray *corrections) {
    Correction *correction = g_new0(Correction, 1);
    Said member = *said;
    if (said->value->kind == YAML_VALUE_MAP) {
        set_member(said, "text", &correction->text);
        member.value = value_find(said->value, "date", &member.key);
        if (member.value != NULL) {
            said_date(&member, &correction->date);
        }
    } else {
        said_text(said, &correction->text);
    }
    if (correction->text == NULL) {
        if (said->value->kind == YAML_VALUE_MAP) {
            said_wrong(said, "write what was corrected: `- {date: 2005-05-31, text: \"…\"}`");
        }
        correction_free(correction);
        return;
    }
    guint at = corrections->len;
    while (at > 0 &&
           date_compare(((Correction *)corrections->pdata[at - 1])->date, correction->date) > 0) {
        at--;
    }
    g_ptr_array_insert(corrections, (gint)at, correction);
}

static void set_corrections(const Said *said, const Target *target) {
    if (said->value->kind != YAML_VALUE_LIST) {
        add_correction(said, target->article->corrections);
        return;
    }
    for (guint i = 0; i < said->value->values->len; i++) {
        Said one = *said;
        one.value = said->value->values->pdata[i];
        add_correction(&one, target->article->corrections);
    }
}

/* In the order in which they are read: a language divides the byline, `date` goes before
 * `published`, `section` after `categories`. */
static const ArticleKey article_keys[] = {
    {"lang language", set_lang},
    {"title headline título titulo titre titolo titel tytuł заголовок", set_title},
    {"kicker", set_kicker},
    {"subtitle deck description", set_deck},
    {"author authors byline autor autores auteur auteurs autore autori автор", set_authors},
    {"date fecha", set_date},
    {"draft", set_draft},
    {"published", set_published},
    {"modified lastmod last_modified_at", set_modified},
    {"place dateline", set_place},
    {"categories", set_categories},
    {"section category", set_section},
    {"order weight", set_order},
    {"dir", set_dir},
    {"image cover", set_picture},
    {"tags", set_tags},
    {"slug", set_slug},
    {"licence license", set_licence},
    {"captions", set_captions},
    {"corrections correction", set_corrections},
    {"encoding", NULL},
    {"split", set_split},
    {"mojibake", set_mojibake},
    {"mojibake", NULL},
};

static const char *known_keys(size_t index) {
    return index < G_N_ELEMENTS(article_keys) ? article_keys[index].keys : NULL;
}

static void apply_key(const ArticleKey *row, const KeyFile *files, Target target, Report *report) {
    for (size_t i = 0; i < 2; i++) {
        Said said = {.file = files[i].file, .report = report};
        said.value = value_find(files[i].map, row->keys, &said.key);
        if (said.value != NULL) {
            target.is_sidecar = i == 0;
            row->set(&said, &target);
            return;
        }
    }
}

void article_keys_apply(Article *article, const Issue *issue, KeyFile sidecar, KeyFile front,
                        ArticleParts *parts, Report *report) {
    const KeyFile files[] = {sidecar, front};
    Target target = {.article = article, .issue = issue, .parts = parts};
    parts->split = issue->settings.split;
    for (size_t i = 0; i < G_N_ELEMENTS(article_keys); i++) {
        if (article_keys[i].set != NULL) {
            apply_key(&article_keys[i], files, target, report);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        keys_check(files[i].map, known_keys, files[i].file, report);
    }
}
