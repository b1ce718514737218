/* What an issue is known by: its identifier, its place in the series, the name of its files. They
 * come from what the editor wrote and never change with the text. */
#include "base/identifiers.h"
#include "enrich/enrich.h"
#include "enrich/issue_steps.h"

#include <string.h>

/* Which issue of the publication: "3/12" by volume and number, since numbers may begin anew with
 * every volume; else its directory's name. Caller frees. */
static char *name_within_publication(const Issue *issue) {
    const Settings *settings = &issue->settings;
    if (settings->number == NULL) {
        return g_strdup(issue->directory_name);
    }
    return g_strconcat(settings->volume != NULL ? settings->volume : "",
                       settings->volume != NULL ? "/" : "", settings->number, NULL);
}

static char *find_uuid(const Issue *issue) {
    static const char urn[] = "urn:uuid:";
    const char *id = issue->settings.id;
    if (id != NULL) {
        bool has_urn = g_ascii_strncasecmp(id, urn, strlen(urn)) == 0;
        const char *bare = has_urn ? id + strlen(urn) : id;
        return identifier_is_uuid(bare) ? g_ascii_strdown(bare, -1) : identifier_uuid(id);
    }
    const Settings *above = &issue->publication->settings;
    const char *series = above->id != NULL              ? above->id
                         : issue->settings.issn != NULL ? issue->settings.issn
                                                        : issue->publication_title;
    g_autofree char *which = name_within_publication(issue);
    g_autofree char *name = g_strconcat(series, "\n", which, NULL);
    return identifier_uuid(name);
}

/* Digits alone, without zeros before them; NULL: it is no such number. Caller frees. */
static char *whole_number(const char *text) {
    enum { MOST_DIGITS = 9 };
    GString *digits = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        int digit = g_unichar_digit_value(g_utf8_get_char(p)); /* of any script */
        if (digit < 0 || digits->len >= MOST_DIGITS) {
            g_string_free(digits, TRUE);
            return NULL;
        }
        if (digit > 0 || digits->len > 0) {
            g_string_append_c(digits, (char)('0' + digit));
        }
    }
    if (digits->len == 0 && *text != '\0') {
        g_string_append_c(digits, '0');
    }
    if (digits->len == 0) {
        g_string_free(digits, TRUE);
        return NULL;
    }
    return g_string_free(digits, FALSE);
}

/* "98.10" would stand before "98.2" on every shelf: only a whole number or the date will do. */
static char *find_position(const Settings *settings) {
    char *number = settings->number != NULL ? whole_number(settings->number) : NULL;
    if (number != NULL || !date_is_set(settings->date)) {
        return number;
    }
    Date date = settings->date;
    return g_strdup_printf("%04d%02u%02u", date.year, MAX(date.month, 1), MAX(date.day, 1));
}

/* A name that every file system takes, among them those of e-readers: no separators, nothing before
 * or behind that hides or loses it. Appended to `stem`. */
static void append_safe(GString *stem, const char *name) {
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    const char *from = valid;
    while (*from == '.' || *from == ' ') {
        from++;
    }
    for (const char *p = from; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_unsafe =
            g_unichar_iscntrl(c) || (c < 0x80 && strchr("/\\<>:\"|?*", (int)c) != NULL);
        g_string_append_unichar(stem, is_unsafe ? '-' : c);
    }
    while (stem->len > 0 && strchr(". ", stem->str[stem->len - 1]) != NULL) {
        g_string_truncate(stem, stem->len - 1);
    }
}

static void cut_to(GString *stem, size_t most_bytes) {
    if (stem->len > most_bytes) {
        const char *end = g_utf8_find_prev_char(stem->str, stem->str + most_bytes + 1);
        g_string_truncate(stem, (gsize)(end - stem->str));
    }
}

char *enrich_file_stem(const Issue *issue) {
    enum {
        MOST_BYTES = 200
    }; /* of the 255 that a file system has, for suffix and temporary name */
    const char *prefix = issue->publication->settings.slug;
    const char *own = issue->settings.slug;
    GString *stem = g_string_new(NULL);
    if (prefix != NULL) {
        append_safe(stem, prefix);
        g_string_append(stem, stem->len > 0 ? "-" : "");
    }
    append_safe(stem, own != NULL ? own : issue->directory_name);
    cut_to(stem, MOST_BYTES);
    if (stem->len == 0) {
        g_string_append(stem, "issue");
    }
    g_string_append(stem, issue->is_draft_build ? "-draft" : "");
    return g_string_free(stem, FALSE);
}

void identify_issue(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    g_autofree char *uuid = find_uuid(issue);
    issue->identifier = g_strconcat("urn:uuid:", uuid, NULL);
    issue->series_position = find_position(&issue->settings);
    g_free(issue->file_stem); /* what phase 1 found in a source may name another */
    issue->file_stem = enrich_file_stem(issue);
}
