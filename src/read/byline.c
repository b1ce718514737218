/* Bylines, told by their first word and by what follows it. */
#include "read/byline.h"

#include "base/text.h"
#include "read/authors.h"

#include <string.h>

enum {
    LONGEST_CHARACTERS = 110,
    LONGEST_BYTES = 440,
    MOST_NAME_WORDS = 14, /* three people with their titles */
    MOST_CASELESS_WORDS = 7,
};

typedef struct {
    const char *words;
    unsigned least_names; /* so many words of a name must follow, lest it be a headline's "Von" */
} Beginning;

/* In small letters; longer ones stand before those that begin them. A sign at the end stands for
 * itself, else a space or a colon follows. */
static const Beginning beginnings[] = {
    {"written by", 1},
    {"words by", 1},
    {"story by", 1},
    {"text by", 1},
    {"report by", 1},
    {"reported by", 1},
    {"author:", 1},
    {"by", 1},
    {"escrito por", 1},
    {"texto de", 1},
    {"texto:", 1},
    {"texto por", 1},
    {"por", 1},
    {"autor:", 1},
    {"autora:", 1},
    {"von", 2},
    {"text:", 1},
    {"text von", 1},
    {"ein bericht von", 1},
    {"propos recueillis par", 1},
    {"texte de", 1},
    {"texte :", 1},
    {"par", 2},
    {"auteur:", 1},
    {"auteur :", 1},
    {"door", 2},
    {"tekst:", 1},
    {"di", 2},
    {"a cura di", 1},
    {"testo di", 1},
    {"per", 2},
    {"de", 2},
    {"av", 2},
    {"af", 2},
    {"kirjoittanut", 1},
    {"teksti:", 1},
    {"napsal", 1},
    {"napsala", 1},
    {"írta:", 1},
    {"szerző:", 1},
    {"yazan:", 1},
    {"oleh", 1},
    {"bởi", 1},
    {"tác giả:", 1},
    {"ni", 2},
    {"от", 2},
    {"автор:", 1},
    {"автор", 2},
    {"текст:", 1},
    {"від", 2},
    {"του", 2},
    {"της", 2},
    {"από τον", 1},
    {"από την", 1},
    {"κείμενο:", 1},
    {"מאת", 1},
    {"بقلم", 1},
    {"بقلم:", 1},
    {"كتب", 2},
    {"كتبت", 2},
    {"كتب:", 1},
    {"نوشته", 1},
    {"نویسنده:", 1},
    {"از", 3},
    {"تحریر:", 1},
    {"लेखक:", 1},
    {"द्वारा", 1},
    {"ავტორი:", 1},
    {"โดย", 1},
    {"文/", 1},
    {"文／", 1},
    {"文｜", 1},
    {"文|", 1},
    {"文：", 1},
    {"文:", 1},
    {"文・", 1},
    {"文＝", 1},
    {"作者：", 1},
    {"作者:", 1},
    {"撰文：", 1},
    {"撰文/", 1},
    {"本报记者", 1},
    {"本報記者", 1},
    {"记者：", 1},
    {"记者 ", 1},
    {"記者：", 1},
    {"著者：", 1},
    {"著者:", 1},
    {"執筆：", 1},
    {"글:", 1},
    {"글 ", 1},
    {"글=", 1},
    {"글·사진", 1},
    {"글쓴이:", 1},
};

/* Small words that stand in names, and between them. */
static bool is_particle(const char *word, size_t length) {
    static const char *const words[] = {
        "de",  "del", "la",  "las", "los", "da",   "do",   "dos", "das", "di",   "du",
        "des", "van", "von", "der", "den", "ter",  "zu",   "zur", "zum", "al",   "el",
        "bin", "ibn", "ben", "abu", "y",   "e",    "i",    "et",  "und", "and",  "en",
        "og",  "och", "ja",  "a",   "и",   "та",   "with", "con", "mit", "avec", "com",
        "the", "of",  "for", "и",   "και", "oraz", "ve",   "at",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strlen(words[i]) == length && strncmp(word, words[i], length) == 0) {
            return true;
        }
    }
    return false;
}

static size_t match_beginning(const char *line, size_t length, const char *words) {
    const char *at = line;
    const char *end = line + length;
    for (; *words != '\0'; words = g_utf8_next_char(words), at = g_utf8_next_char(at)) {
        if (at >= end || g_unichar_tolower(g_utf8_get_char(at)) != g_utf8_get_char(words)) {
            return 0;
        }
    }
    return (size_t)(at - line);
}

/* Past a colon and spaces; 0 if the beginning ends within a word. */
static size_t skip_after(const char *line, size_t length, size_t at, const char *words) {
    gunichar last = g_utf8_get_char(g_utf8_prev_char(words + strlen(words)));
    size_t start = at;
    while (at < length && (line[at] == ' ' || line[at] == ':' || line[at] == '\t')) {
        at++;
    }
    return at > start || !g_unichar_isalpha(last) ? at : 0;
}

/* Counts the words of names; MOST_NAME_WORDS + 1 if something stands there that is no name. */
static unsigned count_names(const char *names, size_t length) {
    unsigned count = 0;
    unsigned caseless = 0; /* whether they are names, only their number tells */
    for (size_t at = 0; at < length && count <= MOST_NAME_WORDS;) {
        size_t word = 0;
        while (at + word < length && strchr(" \t,;&/", names[at + word]) == NULL) {
            word++;
        }
        if (word > 0) {
            gunichar first = g_utf8_get_char(names + at);
            bool is_small = text_is_small(first) || g_unichar_isdigit(first);
            if (is_small && !is_particle(names + at, word)) {
                /* what a name has after its comma may be small: ", staff writer" */
                bool is_title = count > 0 && memchr(names, ',', at) != NULL;
                return is_title ? count : MOST_NAME_WORDS + 1;
            }
            caseless += !is_small && !g_unichar_isupper(first);
            if (caseless > MOST_CASELESS_WORDS) {
                return MOST_NAME_WORDS + 1;
            }
            count += !is_small;
        }
        at += MAX(word, 1);
    }
    return count;
}

/* A name ends in a letter, an initial's point or a closing bracket. */
static bool ends_as_name(const char *line, size_t length) {
    const char *last = g_utf8_prev_char(line + length);
    gunichar c = g_utf8_get_char(last);
    if (c == '.') {
        const char *before = g_utf8_find_prev_char(line, last);
        const char *space = before ? g_utf8_find_prev_char(line, before) : NULL;
        bool is_short = space != NULL && (!g_unichar_isalpha(g_utf8_get_char(space)) ||
                                          g_unichar_isupper(g_utf8_get_char(space)));
        return is_short || memchr(line, ' ', length) != NULL;
    }
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == ')' || c == 0xFF09 || c == '"' ||
           c == 0x201D;
}

size_t byline_find(const char *line, size_t length_bytes) {
    if (length_bytes == 0 || length_bytes > LONGEST_BYTES || !ends_as_name(line, length_bytes)) {
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        const Beginning *row = &beginnings[i];
        size_t at = match_beginning(line, length_bytes, row->words);
        at = at > 0 ? skip_after(line, length_bytes, at, row->words) : 0;
        if (at == 0 || at >= length_bytes) {
            continue;
        }
        unsigned names = count_names(line + at, length_bytes - at);
        bool is_byline = names >= row->least_names && names <= MOST_NAME_WORDS &&
                         g_utf8_strlen(line, (gssize)length_bytes) <= LONGEST_CHARACTERS;
        return is_byline ? at : 0;
    }
    return 0;
}

void byline_take(const char *line, size_t length_bytes, const char *lang, GPtrArray *authors) {
    size_t at = byline_find(line, length_bytes);
    g_autofree char *names = g_strndup(line + at, length_bytes - at);
    YamlValue value = {.kind = YAML_VALUE_TEXT, .text = names, .is_quoted = true};
    g_autoptr(Report) unsaid = report_new();
    Said said = {.value = &value, .key = "author", .report = unsaid};
    authors_read(&said, language_find(lang != NULL ? lang : "und"), authors);
}
