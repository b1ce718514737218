/* The language of a text. The script decides where one language has it to itself; among the others,
 * letters and frequent words do. Where they do not, it is unsure: no guess is better than a wrong
 * voice and wrong quotes. */
#include "enrich/tell_language.h"

#include "enrich/script.h"
#include "model/language.h"

#include <string.h>

enum {
    LETTERS_LEAST = 12,
    MARK_BYTES = 48,
};

size_t text_count_letters(const char *text, const char *letters) {
    size_t count = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p >= 0x80) {
            count += g_utf8_strchr(letters, -1, g_utf8_get_char(p)) != NULL;
        }
    }
    return count;
}

/* The commonest characters that were simplified, in both forms. */
static const char *tell_chinese(const char *text) {
    static const char simplified[] =
        "这国们来说时对会学为发经过还个样没点开问关见长东动现话车门书无从进几头"
        "机电两给让谁吗边钱爱写听气实当条应业产义务员";
    static const char traditional[] =
        "這國們來說時對會學為發經過還個樣沒點開問關見長東動現話車門書無從進幾頭"
        "機電兩給讓誰嗎邊錢愛寫聽氣實當條應業產義務員";
    return text_count_letters(text, traditional) > text_count_letters(text, simplified) ? "zh-Hant"
                                                                                        : "zh";
}

/* Marks: see script_marks.def. */

static const struct {
    Script script;
    const char *tag;
    const char *marks;
} mark_rows[] = {
#define MARKS(script, tag, marks) {SCRIPT_##script, tag, marks},
#include "enrich/script_marks.def"
#undef MARKS
};

/* The text in lower case, its words parted by one space each, one before the first and one after
 * the last. */
static char *take_words(const char *text) {
    GString *words = g_string_new(" ");
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) || g_unichar_ismark(c) || c == 0x0F0B) { /* Tibetan tsheg */
            g_string_append_unichar(words, g_unichar_tolower(c));
        } else if (words->str[words->len - 1] != ' ') {
            g_string_append_c(words, ' ');
        }
    }
    if (words->str[words->len - 1] != ' ') {
        g_string_append_c(words, ' ');
    }
    return g_string_free(words, FALSE);
}

static size_t count_mark(const char *words, const char *mark, size_t length_bytes) {
    char sought[MARK_BYTES];
    g_strlcpy(sought, mark, MIN(length_bytes + 1, sizeof sought));
    g_strdelimit(sought, "_", ' ');
    size_t count = 0;
    for (const char *at = words; (at = strstr(at, sought)) != NULL; at++) {
        count++;
    }
    return count;
}

static const char *next_mark(const char *mark, size_t length_bytes) {
    return mark + length_bytes + (mark[length_bytes] == ' ');
}

/* Is this mark one of `marks`? */
static bool has_mark(const char *marks, const char *mark, size_t length_bytes) {
    while (*marks != '\0') {
        size_t length = strcspn(marks, " ");
        if (length == length_bytes && memcmp(marks, mark, length) == 0) {
            return true;
        }
        marks = next_mark(marks, length);
    }
    return false;
}

/* How often each mark of the script stands in the text: mark -> count, each mark once. */
typedef struct {
    const char *mark;
    size_t length_bytes;
    size_t count;
} Mark;

static GArray *count_marks(Script script, const char *text) {
    g_autofree char *words = take_words(text);
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(Mark));
    for (size_t i = 0; i < G_N_ELEMENTS(mark_rows); i++) {
        const char *mark = mark_rows[i].script == script ? mark_rows[i].marks : "";
        while (*mark != '\0') {
            size_t length = strcspn(mark, " ");
            bool is_new = true;
            for (size_t k = 0; k < i && is_new; k++) {
                is_new =
                    mark_rows[k].script != script || !has_mark(mark_rows[k].marks, mark, length);
            }
            Mark entry = {mark, length, is_new ? count_mark(words, mark, length) : 0};
            if (entry.count > 0) {
                g_array_append_val(counts, entry);
            }
            mark = next_mark(mark, length);
        }
    }
    return counts;
}

static size_t number_of(const char *marks) {
    size_t number = 0;
    for (; *marks != '\0'; marks = next_mark(marks, strcspn(marks, " "))) {
        number++;
    }
    return number;
}

/* The language to which nearly all the marks of the text belong; of several, the one that has least
 * marks that the text does not show. */
static const char *tell_by_marks(Script script, const char *text) {
    g_autoptr(GArray) counts = count_marks(script, text);
    size_t total = 0;
    for (guint i = 0; i < counts->len; i++) {
        total += g_array_index(counts, Mark, i).count;
    }
    if (total == 0) {
        return script_language(script);
    }
    const char *told = NULL;
    size_t least = G_MAXSIZE;
    for (size_t i = 0; i < G_N_ELEMENTS(mark_rows); i++) {
        size_t own = 0;
        size_t shown = 0;
        for (guint k = 0; k < counts->len && mark_rows[i].script == script; k++) {
            const Mark *mark = &g_array_index(counts, Mark, k);
            if (has_mark(mark_rows[i].marks, mark->mark, mark->length_bytes)) {
                own += mark->count;
                shown++;
            }
        }
        size_t unseen = number_of(mark_rows[i].marks) - shown;
        if (own * 20 >= total * 17 && unseen <= least) {
            told = unseen < least ? mark_rows[i].tag : NULL;
            least = unseen;
        }
    }
    return told;
}

/* How many letters of each script the text has. */
static void count_scripts(const char *text, size_t counts[SCRIPT_COUNT]) {
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p < 0x80) {
            counts[SCRIPT_LATIN] += g_ascii_isalpha(*p) ? 1 : 0;
            continue;
        }
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c)) {
            counts[script_of(c)]++;
        }
    }
}

const char *tell_language(const char *text, bool *is_rtl) {
    size_t counts[SCRIPT_COUNT] = {0};
    count_scripts(text, counts);
    size_t letters = 0;
    size_t from_right = 0;
    Script most = SCRIPT_OTHER;
    for (Script script = SCRIPT_OTHER; script < SCRIPT_COUNT; script++) {
        letters += counts[script];
        from_right += script_is_rtl(script) ? counts[script] : 0;
        most = counts[script] > counts[most] ? script : most;
    }
    *is_rtl = from_right * 2 > letters;
    if (letters < LETTERS_LEAST) {
        return NULL;
    }
    size_t japanese = counts[SCRIPT_HAN] + counts[SCRIPT_KANA];
    if (counts[SCRIPT_KANA] * 10 > japanese && japanese * 2 > letters) {
        return "ja";
    }
    if (counts[most] * 5 < letters * 3) {
        return NULL;
    }
    if (most == SCRIPT_LATIN) {
        return tell_latin(text);
    }
    return most == SCRIPT_HAN ? tell_chinese(text) : tell_by_marks(most, text);
}

/* What a language is written in */

/* Those that are written in two scripts, or were within memory. */
static bool has_two_scripts(const char *tag) {
    static const char *const tags[] = {"az", "bs", "ha", "kk", "ku", "ky", "mn", "ms", "pa",
                                       "ro", "sd", "sr", "tg", "tk", "tt", "ug", "uz"};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        if (language_tag_is_of(tag, tags[i])) {
            return true;
        }
    }
    return false;
}

static bool is_east_asian(const char *tag, Script script) {
    static const struct {
        const char *tag;
        Script script;
    } rows[] = {{"zh", SCRIPT_HAN},
                {"ja", SCRIPT_HAN},
                {"ja", SCRIPT_KANA},
                {"ko", SCRIPT_HANGUL},
                {"ko", SCRIPT_HAN}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].script == script && language_tag_is_of(tag, rows[i].tag)) {
            return true;
        }
    }
    return false;
}

static bool is_written_in(const char *tag, Script script) {
    const char *own = script_language(script);
    if ((own != NULL && language_tag_is_of(tag, own)) || is_east_asian(tag, script)) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(mark_rows); i++) {
        const char *row = mark_rows[i].tag;
        if (mark_rows[i].script == script && row != NULL && language_tag_is_of(tag, row)) {
            return true;
        }
    }
    return script == SCRIPT_LATIN && tell_latin_knows(tag);
}

bool text_denies_language(const char *text, const char *tag) {
    size_t counts[SCRIPT_COUNT] = {0};
    size_t letters = 0;
    size_t own = 0;
    bool is_known = false;
    count_scripts(text, counts);
    for (Script script = SCRIPT_OTHER; script < SCRIPT_COUNT; script++) {
        bool is_its = is_written_in(tag, script);
        is_known = is_known || is_its;
        letters += counts[script];
        own += is_its ? counts[script] : 0;
    }
    return is_known && !has_two_scripts(tag) && letters >= LETTERS_LEAST && own * 5 < letters;
}
