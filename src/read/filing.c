/* Names filed by their surnames. Capitalised particles stay with the surname ("La Fontaine, Jean
 * de"), small ones go behind the given name ("Gogh, Vincent van"); Spanish surnames are two. */
#include "read/filing.h"

#include <string.h>

/* Latin letters with the marks of Vietnamese, and of no other language: "Nguyễn Du" is filed as it
 * is, whatever language it stands in. */
enum { VIETNAMESE_FIRST = 0x1EA0, VIETNAMESE_LAST = 0x1EF9 };

/* How a script treats names. */
typedef enum {
    SCRIPT_TURNS,        /* Latin, Greek, Cyrillic …: given name first, filed by surname */
    SCRIPT_KEEPS,        /* Arabic, Hebrew, Devanagari …: filed as it is */
    SCRIPT_FAMILY_FIRST, /* Han, Kana, Hangul: filed as it is, no space between */
} ScriptHabit;

static ScriptHabit script_habit(const char *name) {
    ScriptHabit habit = SCRIPT_TURNS;
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalpha(c)) {
            continue;
        }
        GUnicodeScript script = g_unichar_get_script(c);
        if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
            script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL) {
            return SCRIPT_FAMILY_FIRST;
        }
        bool is_vietnamese = c >= VIETNAMESE_FIRST && c <= VIETNAMESE_LAST;
        bool turns = script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK ||
                     script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_ARMENIAN ||
                     script == G_UNICODE_SCRIPT_GEORGIAN || script == G_UNICODE_SCRIPT_COMMON;
        habit = turns && !is_vietnamese ? habit : SCRIPT_KEEPS;
    }
    return habit;
}

bool filing_is_family_first(const char *name) {
    return script_habit(name) == SCRIPT_FAMILY_FIRST;
}

static bool is_one_of(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool filing_is_suffix(const char *word) {
    static const char *const suffixes[] = {"jr",  "jr.",  "sr",    "sr.", "ii",   "iii", "iv",
                                           "phd", "ph.d", "ph.d.", "md",  "m.d.", "esq", "esq."};
    return is_one_of(word, suffixes, G_N_ELEMENTS(suffixes));
}

typedef enum { PARTICLE_NONE, PARTICLE_GOES, PARTICLE_STAYS } Particle;

/* Small prepositions and articles go behind the given name; what is written with a capital, and the
 * contracted or patronymic ones, stay before the surname. */
static Particle particle_of(const char *word) {
    static const char *const stay[] = {"du",  "des",   "bin",   "ibn", "ben", "bint",
                                       "abu", "umm",   "al",    "el",  "st",  "st.",
                                       "san", "saint", "santa", "ap",  "mac", "ó"};
    static const char *const go[] = {"de",  "da",  "do",  "dos", "das", "di", "del", "della",
                                     "der", "den", "van", "von", "vom", "zu", "zum", "zur",
                                     "ten", "ter", "te",  "af",  "av",  "la", "le",  "les",
                                     "lo",  "los", "las", "'t",  "d"};
    if (is_one_of(word, stay, G_N_ELEMENTS(stay))) {
        return PARTICLE_STAYS;
    }
    if (is_one_of(word, go, G_N_ELEMENTS(go))) {
        return g_ascii_isupper(word[0]) ? PARTICLE_STAYS : PARTICLE_GOES;
    }
    return PARTICLE_NONE;
}

/* "The Editors", "La Redacción", "Le Corbusier": nobody's given name. */
static bool is_article(const char *word) {
    static const char *const articles[] = {"the", "der", "die", "das", "het", "el", "la",
                                           "los", "las", "le",  "les", "il",  "lo"};
    return is_one_of(word, articles, G_N_ELEMENTS(articles));
}

/* "Ortega y Gasset", "Puig i Cadafalch". */
static bool joins_surnames(const char *word) {
    return strcmp(word, "y") == 0 || strcmp(word, "i") == 0 || strcmp(word, "e") == 0;
}

/* Second given names, initials and small words, which a Spanish name of three words may have in its
 * middle: no surnames. */
static bool is_no_surname(const char *word) {
    static const char *const names[] = {
        "Alberto", "Alejandro", "Alfonso",   "Andrés",  "Ángel",     "Ángeles",    "Antonia",
        "Antonio", "Beatriz",   "Carlos",    "Carmen",  "Clara",     "Concepción", "Cristina",
        "Daniel",  "David",     "Dolores",   "Eduardo", "Elena",     "Enrique",    "Ernesto",
        "Esteban", "Fernando",  "Francisco", "Gabriel", "Guillermo", "Ignacio",    "Inés",
        "Isabel",  "Jaime",     "Javier",    "Jesús",   "Joaquín",   "Jorge",      "José",
        "Juan",    "Julio",     "Laura",     "Leonor",  "Luis",      "Luisa",      "Luz",
        "Manuel",  "Margarita", "María",     "Mario",   "Mercedes",  "Miguel",     "Pablo",
        "Pedro",   "Pilar",     "Rafael",    "Ramón",   "Raúl",      "Ricardo",    "Roberto",
        "Rosa",    "Rosario",   "Sofía",     "Teresa",  "Tomás",     "Victoria"};
    return is_one_of(word, names, G_N_ELEMENTS(names)) ||
           g_unichar_type(g_utf8_get_char(word)) != G_UNICODE_UPPERCASE_LETTER ||
           g_str_has_suffix(word, ".");
}

static char *join(char **words, size_t from, size_t to) {
    GString *text = g_string_new(NULL);
    for (size_t i = from; i < to; i++) {
        g_string_append_printf(text, "%s%s", i > from ? " " : "", words[i]);
    }
    return g_string_free(text, FALSE);
}

static size_t skip_particles_back(char **words, size_t at) {
    while (at > 1 && particle_of(words[at - 1]) != PARTICLE_NONE) {
        at--;
    }
    return at;
}

/* Where the surname begins among `count` words: behind a given name at least. */
static size_t find_surname(char **words, size_t count, bool is_double) {
    size_t at = count - 1;
    if (at > 2 && joins_surnames(words[at - 1])) {
        at -= 2;
    } else if (is_double) {
        size_t before = skip_particles_back(words, at); /* "Calderón de la Barca" */
        bool has_two = before > 1 && !is_no_surname(words[before - 1]);
        at = has_two ? before - 1 : at;
    }
    size_t surname = skip_particles_back(words, at);
    while (surname < at && particle_of(words[surname]) == PARTICLE_GOES) {
        surname++;
    }
    return surname;
}

/* One word, "the harbour desk", "The Editors", "Jane Austen, reader in Bath", "Smith & Sons", an
 * address.
 */
static bool is_no_persons_name(char **words, size_t count) {
    bool is_lower = g_unichar_islower(g_utf8_get_char(words[count - 1]));
    bool is_told = count < 2 || is_lower || is_article(words[0]);
    for (size_t i = 0; i < count && !is_told; i++) {
        is_told = strpbrk(words[i], ",@/&") != NULL;
    }
    return is_told;
}

/* "Ursula Le Guin" as "Le Guin, Ursula". */
static char *file_by_surname(const char *name, const Language *language) {
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    size_t count = g_strv_length(words);
    g_autofree char *suffix = NULL;
    if (count > 2 && filing_is_suffix(words[count - 1])) {
        suffix = g_strdup(words[--count]);
        g_auto(GStrv) bare = g_strsplit(words[count - 1], ",", 2);
        g_free(words[count - 1]);
        words[count - 1] = g_strdup(bare[0]);
    }
    if (count == 0 || is_no_persons_name(words, count)) {
        return g_strdup(name);
    }
    bool is_double = strcmp(language->tag, "es") == 0;
    size_t surname = find_surname(words, count, is_double);
    g_autofree char *family = join(words, surname, count);
    g_autofree char *given = join(words, 0, surname);
    return g_strconcat(family, ", ", given, suffix ? ", " : NULL, suffix, NULL);
}

char *filing_of_name(const char *name, const Language *language) {
    bool as_it_is = strcmp(language->tag, "hu") == 0 || script_habit(name) != SCRIPT_TURNS;
    return as_it_is ? g_strdup(name) : file_by_surname(name, language);
}
