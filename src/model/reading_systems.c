/* The table of reading systems and the look-up of their rules. */
#include "model/reading_systems.h"

#include <string.h>

static const struct {
    ReadingSystem system;
    const char *name, *said;
} systems_known[READING_SYSTEM_COUNT] = {
    {READING_SYSTEM_KINDLE, "kindle", "Kindle"},
    {READING_SYSTEM_KOBO, "kobo", "Kobo"},
    {READING_SYSTEM_APPLE, "apple", "Apple Books"},
    {READING_SYSTEM_ADOBE, "adobe", "Adobe readers"},
};

enum {
    KINDLE = READING_SYSTEM_KINDLE,
    KOBO = READING_SYSTEM_KOBO,
    APPLE = READING_SYSTEM_APPLE,
    ADOBE = READING_SYSTEM_ADOBE,
    NONE = DIAGNOSTIC_COUNT,
};

static const struct {
    int diagnostic;
    unsigned systems;
} rules[] = {
#define RULE(name, systems, how, diagnostic, source, note) {diagnostic, systems},
#include "model/reading_systems.def"
#undef RULE
};

unsigned reading_systems_parse(const char *names, char **unknown) {
    unsigned systems = 0;
    g_auto(GStrv) parts = g_strsplit_set(names, ", ", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        unsigned found = strcmp(parts[i], "all") == 0 ? READING_SYSTEMS_ALL : 0;
        for (size_t k = 0; k < READING_SYSTEM_COUNT; k++) {
            found |= strcmp(parts[i], systems_known[k].name) == 0 ? systems_known[k].system : 0;
        }
        if (found == 0 && parts[i][0] != '\0') {
            *unknown = g_strdup(parts[i]);
            return 0;
        }
        systems |= found;
    }
    if (systems == 0) {
        *unknown = g_strdup(names);
    }
    return systems;
}

char *reading_systems_names(void) {
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < READING_SYSTEM_COUNT; i++) {
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", systems_known[i].name);
    }
    g_string_append(names, " and all");
    return g_string_free(names, FALSE);
}

char *reading_systems_say(unsigned systems) {
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < READING_SYSTEM_COUNT; i++) {
        unsigned system = systems_known[i].system;
        if ((systems & system) == 0) {
            continue;
        }
        bool is_last = (systems & READING_SYSTEMS_ALL) < system << 1;
        const char *between = said->len == 0 ? "" : is_last ? " and " : ", ";
        g_string_append_printf(said, "%s%s", between, systems_known[i].said);
    }
    return g_string_free(said, FALSE);
}

unsigned reading_systems_of(DiagnosticCode code) {
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (rules[i].diagnostic == (int)code) {
            return rules[i].systems;
        }
    }
    return 0;
}

bool kindle_knows_language(const char *tag) {
    static const char *const known[] = {
        "af",  "afr", "ar",  "ara", "baq", "br",  "bre", "ca",  "cat", "chi", "co",  "cor", "cos",
        "cy",  "cym", "da",  "dan", "de",  "deu", "dut", "en",  "eng", "es",  "eu",  "eus", "fi",
        "fin", "fr",  "fra", "fre", "frr", "fry", "fy",  "ga",  "gd",  "ger", "gl",  "gla", "gle",
        "glg", "glv", "gsw", "gu",  "guj", "gv",  "hi",  "hin", "ice", "is",  "isl", "it",  "ita",
        "ja",  "jpn", "kw",  "lb",  "ltz", "mal", "mar", "ml",  "mr",  "nb",  "nl",  "nld", "nn",
        "nno", "nob", "nor", "oc",  "oci", "pl",  "por", "pt",  "rm",  "roh", "sco", "spa", "stq",
        "sv",  "swe", "ta",  "tam", "wel", "zh",  "zho", NULL};
    g_autofree char *primary = g_ascii_strdown(tag, (gssize)strcspn(tag, "-_"));
    return g_strv_contains(known, primary);
}
