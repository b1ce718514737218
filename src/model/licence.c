/* Creative Commons' keys and addresses, and the one of GNU's that blogs use. */
#include "model/licence.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* What follows one of these is the licence's parts. */
static const char *const places[] = {"creativecommons.org/licenses/",
                                     "creativecommons.org/licences/"};
static const char zero_place[] = "creativecommons.org/publicdomain/zero/";

/* The parts of an address, up to the page in some language. Caller frees. */
static char *key_of_place(const char *start, const char *rest) {
    const char *deed = strstr(rest, "deed");
    size_t length = deed != NULL ? (size_t)(deed - rest) : strlen(rest);
    while (length > 0 && rest[length - 1] == '/') {
        length--;
    }
    return g_strdup_printf("%s%.*s", start, (int)MIN(length, G_MAXINT), rest);
}

/* The key as "cc-by-sa-4.0". Caller frees. */
static char *as_key(const char *written) {
    g_autofree char *lower = g_ascii_strdown(written, -1);
    g_strstrip(lower);
    const char *zero = strstr(lower, zero_place);
    if (zero != NULL) {
        return key_of_place("cc0-", zero + strlen(zero_place));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        const char *at = strstr(lower, places[i]);
        if (at != NULL) {
            return key_of_place("cc-", at + strlen(places[i]));
        }
    }
    return g_steal_pointer(&lower);
}

static bool is_condition(const char *part) {
    static const char *const conditions[] = {"by", "sa", "nc", "nd", NULL};
    return g_strv_contains(conditions, part);
}

static bool is_version(const char *part) {
    return g_ascii_isdigit(part[0]) && part[1] == '.' && g_ascii_isdigit(part[2]) &&
           part[3] == '\0';
}

/* "BY-SA 4.0" of "by", "sa", "4.0"; NULL: they say something else. Caller frees. */
static char *conditions_in_words(char *const *parts, bool is_zero) {
    g_autoptr(GString) words = g_string_new(NULL);
    size_t at = 0;
    for (; parts[at] != NULL && (*parts[at] == '\0' || is_condition(parts[at])); at++) {
        g_autofree char *upper = g_ascii_strup(parts[at], -1);
        g_string_append_printf(words, "%s%s", words->len > 0 && *upper != '\0' ? "-" : "", upper);
    }
    if (is_zero != (words->len == 0)) {
        return NULL;
    }
    if (parts[at] != NULL && is_version(parts[at])) {
        g_string_append_printf(words, "%s%s", words->len > 0 ? " " : "", parts[at++]);
    } else if (parts[at] != NULL) {
        return NULL;
    }
    return g_string_free(g_steal_pointer(&words), FALSE);
}

char *licence_in_words(const char *written) {
    g_autofree char *key = as_key(written);
    g_auto(GStrv) parts = g_strsplit_set(key, "-_ /", -1);
    bool is_zero = g_strcmp0(parts[0], "cc0") == 0;
    if (is_zero || g_strcmp0(parts[0], "cc") == 0) {
        g_autofree char *rest = conditions_in_words(parts + 1, is_zero);
        if (rest != NULL) {
            return g_strconcat(is_zero ? "CC0" : "CC", *rest != '\0' ? " " : "", rest, NULL);
        }
    }
    return g_strdup(strcmp(key, "gfdl") == 0 ? "GFDL" : written);
}
