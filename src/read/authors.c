/* Bylines divided into people. */
#include "read/authors.h"

#include "base/text.h"
#include "read/filing.h"

#include <string.h>

enum { MOST_AUTHORS = 200 };

/* The one comma of "Surname, Given": ASCII or Arabic. NULL if there is none or more than one, or if
 * what follows is no given name ("Jr.", "staff writer"). */
static const char *find_turning_comma(const char *name, const char **given) {
    static const char *const commas[] = {",", "،"};
    const char *found = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(commas); i++) {
        for (const char *at = strstr(name, commas[i]); at != NULL; at = strstr(at + 1, commas[i])) {
            if (found != NULL) {
                return NULL;
            }
            found = at;
            *given = at + strlen(commas[i]);
        }
    }
    if (found == NULL) {
        return NULL;
    }
    *given += strspn(*given, " ");
    bool is_given = **given != '\0' && !g_unichar_islower(g_utf8_get_char(*given));
    return is_given && !filing_is_suffix(*given) && found > name ? found : NULL;
}

static Author *author_from_parts(const char *family, const char *given) {
    bool is_family_first = filing_is_family_first(family);
    g_autofree char *shown =
        is_family_first ? g_strconcat(family, given, NULL) : g_strconcat(given, " ", family, NULL);
    g_autofree char *filed = g_strconcat(family, ", ", given, NULL);
    return author_new(shown, is_family_first ? shown : filed);
}

Author *author_from_name(const char *name, const Language *language) {
    g_autofree char *collapsed = text_collapse(name);
    const char *given = NULL;
    const char *comma = find_turning_comma(collapsed, &given);
    if (comma != NULL) {
        g_autofree char *family = g_strchomp(g_strndup(collapsed, (gsize)(comma - collapsed)));
        return author_from_parts(family, given);
    }
    g_autofree char *filed = filing_of_name(collapsed, language);
    return author_new(collapsed, filed);
}

/* Is the word at `at` this one, but for spaces around it? `word` may be NULL. */
static bool is_word(const char *at, size_t length_bytes, const char *word) {
    if (word == NULL) {
        return false;
    }
    word += strspn(word, " ");
    return strcspn(word, " ") == length_bytes && strncmp(at, word, length_bytes) == 0;
}

static bool is_its_and(const char *at, size_t length_bytes, const Language *language) {
    return is_word(at, length_bytes, language->words[WORD_AND_DIVIDES]) ||
           is_word(at, length_bytes, language->and_before_i);
}

/* Is the word at `at` an 'and' that divides names? */
static bool divides(const char *at, size_t length_bytes, const Language *language) {
    bool is_unknown = strcmp(language->tag, "und") == 0;
    enum { LEAST_BYTES = 2 }; /* in an unknown language a single letter may be an initial */
    if (length_bytes == 0 || (is_unknown && length_bytes < LEAST_BYTES)) {
        return false;
    }
    if (!is_unknown) {
        return is_its_and(at, length_bytes, language);
    }
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        if (is_its_and(at, length_bytes, row)) {
            return true;
        }
    }
    return false;
}

static void add_part(GPtrArray *parts, GString *part) {
    if (!text_is_blank(part->str) && parts->len < MOST_AUTHORS) {
        g_ptr_array_add(parts, text_collapse(part->str));
    }
    g_string_truncate(part, 0);
}

static bool has_words(const char *text, size_t length_bytes, size_t wanted) {
    size_t words = 0;
    for (size_t i = 0; i < length_bytes && words < wanted; i++) {
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    }
    return words == wanted;
}

/* Is the one letter that means 'and' within a surname, as in "José Ortega y Gasset"? A full name
 * stands before it and a single word behind. */
static bool is_within_surname(const GString *before, const char *word, size_t length_bytes) {
    enum { FULL_NAME = 2 };
    const char *after = word + length_bytes;
    size_t rest = strcspn(after, ";&");
    return length_bytes == 1 && has_words(before->str, before->len, FULL_NAME) &&
           has_words(after, rest, 1) && !has_words(after, rest, 2);
}

/* What divides names in other scripts becomes a semicolon. An ideographic or full-width comma is
 * among them: no surname stands before one. */
static char *with_plain_dividers(const char *byline) {
    static const char *const dividers[] = {"、", "，", "；", "＆", "؛"};
    GString *out = g_string_new(byline);
    for (size_t i = 0; i < G_N_ELEMENTS(dividers); i++) {
        g_string_replace(out, dividers[i], ";", 0);
    }
    return g_string_free(out, FALSE);
}

/* A byline's people, of char *. White space in it is single spaces. */
static GPtrArray *divide(const char *byline, const Language *language) {
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) part = g_string_new(NULL);
    g_autofree char *plain = with_plain_dividers(byline);
    for (const char *p = plain; *p != '\0';) {
        size_t word = strcspn(p, " ;&");
        if (divides(p, word, language) && part->len > 0 && !is_within_surname(part, p, word)) {
            add_part(parts, part);
        } else {
            g_string_append_len(part, p, (gssize)word);
        }
        p += word;
        if (*p == ';' || *p == '&') {
            add_part(parts, part);
            p++;
        } else if (*p != '\0') {
            g_string_append_c(part, ' ');
            p++;
        }
    }
    add_part(parts, part);
    return parts;
}

/* Past "By " as `language` writes it before a name. */
static const char *skip_by(const char *byline, const Language *language) {
    const char *template = language->words[WORD_BY];
    const char *hole = template ? strstr(template, "{}") : NULL;
    size_t length = hole ? (size_t)(hole - template) : 0;
    if (length == 0 || strlen(byline) <= length) {
        return byline;
    }
    g_autofree char *expected = g_strndup(template, length);
    g_autofree char *written = g_strndup(byline, length);
    g_autofree char *expected_folded = g_utf8_casefold(expected, -1);
    g_autofree char *written_folded =
        g_utf8_validate(written, -1, NULL) ? g_utf8_casefold(written, -1) : g_strdup("");
    return strcmp(expected_folded, written_folded) == 0 ? byline + length : byline;
}

static bool has_comma(const char *part) {
    const char *given = NULL;
    return find_turning_comma(part, &given) != NULL;
}

/* "Ada Lovelace, Mary Shelley and Jane Austen" names people with commas between them, not surnames
 * before commas: where only some of several parts hold one, none is turned round. */
static void add_byline(const char *text, bool is_byline, const Language *language,
                       GPtrArray *authors) {
    g_autofree char *collapsed = text_collapse(text);
    const char *names = collapsed;
    if (is_byline) {
        names = skip_by(names, strcmp(language->tag, "und") == 0 ? language_find("en") : language);
    }
    g_autoptr(GPtrArray) parts = divide(names, language);
    guint with_comma = 0;
    for (guint i = 0; i < parts->len; i++) {
        with_comma += has_comma(parts->pdata[i]);
    }
    bool is_list_with_commas = with_comma > 0 && with_comma < parts->len;
    for (guint i = 0; i < parts->len; i++) {
        const char *part = parts->pdata[i];
        bool as_it_is = is_list_with_commas && has_comma(part);
        g_ptr_array_add(authors,
                        as_it_is ? author_new(part, part) : author_from_name(part, language));
    }
}

static const char *find_text(const YamlValue *map, const char *keys) {
    const char *written = NULL;
    const YamlValue *value = value_find(map, keys, &written);
    return value != NULL && value->kind == YAML_VALUE_TEXT ? value->text : NULL;
}

static bool add_map(const YamlValue *map, const Language *language, GPtrArray *authors) {
    const char *name = find_text(map, "name display_name");
    const char *given = find_text(map, "given first given_name first_name firstname");
    const char *family = find_text(map, "family last surname family_name last_name lastname");
    const char *filed = find_text(map, "file_as file-as sort");
    if (name == NULL && (given == NULL || family == NULL)) {
        name = family ? family : given;
    }
    if (name == NULL && family == NULL) {
        return false;
    }
    Author *author = NULL;
    if (name != NULL && filed != NULL) { /* shown as it is: how it is turned is said */
        g_autofree char *shown = text_collapse(name);
        author = author_new(shown, filed);
    } else if (name != NULL) {
        author = author_from_name(name, language);
    } else {
        g_autofree char *family_name = text_collapse(family);
        g_autofree char *given_name = text_collapse(given);
        author = author_from_parts(family_name, given_name);
    }
    if (filed != NULL) {
        g_free(author->file_as);
        author->file_as = text_collapse(filed);
    }
    g_ptr_array_add(authors, author);
    return true;
}

static bool add_person(const Said *said, const Language *language, GPtrArray *authors) {
    if (said->value->kind == YAML_VALUE_MAP && add_map(said->value, language, authors)) {
        return true;
    }
    if (said->value->kind == YAML_VALUE_TEXT && !text_is_blank(said->value->text)) {
        g_ptr_array_add(authors, author_from_name(said->value->text, language));
        return true;
    }
    return said_wrong(said, "write a name, or a map with `name:`");
}

bool authors_read(const Said *said, const Language *language, GPtrArray *authors) {
    guint before = authors->len;
    if (said->value->kind == YAML_VALUE_TEXT) {
        bool is_byline = g_ascii_strcasecmp(said->key, "byline") == 0;
        add_byline(said->value->text, is_byline, language, authors);
    } else if (said->value->kind == YAML_VALUE_MAP) {
        add_person(said, language, authors);
    } else {
        for (guint i = 0; i < said->value->values->len && i < MOST_AUTHORS; i++) {
            Said one = *said;
            one.value = said->value->values->pdata[i];
            add_person(&one, language, authors);
        }
    }
    return authors->len > before;
}
