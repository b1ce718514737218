/* Runs' settings, and their languages. */
#include "read/run_setting.h"

#include "model/language.h"

#include <string.h>

const RunSetting run_setting_unsaid = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID,
                                       UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID,
                                       NULL,   NULL,   NULL,   NULL};

static void inherit(signed char *own, signed char from) {
    *own = *own == UNSAID ? from : *own;
}

void run_setting_inherit(RunSetting *setting, const RunSetting *from) {
    inherit(&setting->bold, from->bold);
    inherit(&setting->italic, from->italic);
    inherit(&setting->caps, from->caps);
    inherit(&setting->small_caps, from->small_caps);
    inherit(&setting->strike, from->strike);
    inherit(&setting->double_strike, from->double_strike);
    inherit(&setting->vanish, from->vanish);
    inherit(&setting->is_special_vanish, from->is_special_vanish);
    inherit(&setting->underline, from->underline);
    inherit(&setting->position, from->position);
    inherit(&setting->is_rtl, from->is_rtl);
    inherit(&setting->is_code, from->is_code);
    setting->lang = setting->lang ? setting->lang : from->lang;
    setting->lang_east_asian =
        setting->lang_east_asian ? setting->lang_east_asian : from->lang_east_asian;
    setting->lang_bidi = setting->lang_bidi ? setting->lang_bidi : from->lang_bidi;
    setting->font = setting->font ? setting->font : from->font;
}

static bool is_cjk(gunichar c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_complex(gunichar c) {
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0x0900 && c <= 0x0EFF);
}

/* Word marks a run with three languages; the text says which of them counts. NULL: no letter. */
static const char *run_lang(const RunSetting *run, const char *text, size_t length_bytes) {
    for (const char *p = text; p < text + length_bytes; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c)) {
            return is_cjk(c) ? run->lang_east_asian : is_complex(c) ? run->lang_bidi : run->lang;
        }
    }
    return NULL;
}

static size_t primary_length(const char *tag) {
    return strcspn(tag, "-_");
}

static bool is_same_language(const char *left, const char *right) {
    size_t length = primary_length(left);
    return length == primary_length(right) && g_ascii_strncasecmp(left, right, length) == 0;
}

const char *run_setting_foreign_lang(Manuscript *manuscript, const RunSetting *run,
                                     const char *main_lang, const char *text, size_t length_bytes) {
    const char *lang = run_lang(run, text, length_bytes);
    if (lang == NULL || main_lang == NULL || is_same_language(lang, main_lang)) {
        return NULL;
    }
    g_autofree char *tag = language_normalise_tag(lang);
    return tag != NULL && g_ascii_strncasecmp(tag, "x-", 2) != 0 ? manuscript_keep(manuscript, tag)
                                                                 : NULL;
}

char *list_number_text(long number, const char *type) {
    static const struct {
        int value;
        const char *text;
    } romans[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                  {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                  {5, "v"},    {4, "iv"},   {1, "i"}};
    enum { MOST_ROMAN = 3999, MOST_REPEATS = 26 };
    bool is_roman = (*type == 'i' || *type == 'I') && number > 0 && number <= MOST_ROMAN;
    bool is_letter = (*type == 'a' || *type == 'A') && number > 0 && number <= 26L * MOST_REPEATS;
    GString *out = g_string_new(NULL);
    for (size_t i = 0; is_roman && i < G_N_ELEMENTS(romans); i++) {
        for (; number >= romans[i].value; number -= romans[i].value) {
            g_string_append(out, romans[i].text);
        }
    }
    for (long i = 0; is_letter && i <= (number - 1) / 26; i++) {
        g_string_append_c(out, (char)('a' + (number - 1) % 26));
    }
    if (!is_roman && !is_letter) {
        g_string_append_printf(out, "%ld", number);
    } else if (g_ascii_isupper(*type)) {
        g_string_ascii_up(out);
    }
    return g_string_free(out, FALSE);
}

const char *run_setting_main_lang(GHashTable *letters) {
    GHashTableIter each;
    gpointer lang = NULL;
    gpointer count = NULL;
    const char *most = NULL;
    size_t most_count = 0;
    g_hash_table_iter_init(&each, letters);
    while (g_hash_table_iter_next(&each, &lang, &count)) {
        size_t found = GPOINTER_TO_SIZE(count);
        if (found > most_count || (found == most_count && most != NULL && strcmp(lang, most) < 0)) {
            most = lang;
            most_count = found;
        }
    }
    return most;
}
