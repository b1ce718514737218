/* Lines by themselves. */
#include "read/split_lines.h"

#include "base/text.h"

#include <string.h>

enum {
    HEADLINE_BYTES = 600,
    HEADLINE_CHARACTERS = 170,
    HEADLINE_CJK = 60,
    SURE_CHARACTERS = 90,
};

static bool is_listed(const char *text, size_t length, const char *const *words, size_t count) {
    while (length > 0 && strchr(".:!*_-= ", text[length - 1]) != NULL) {
        length--;
    }
    while (length > 0 && strchr("*_-= ", text[0]) != NULL) {
        text++;
        length--;
    }
    for (size_t i = 0; i < count; i++) {
        const char *at = text;
        const char *word = words[i];
        const char *end = text + length;
        while (at < end && *word != '\0' &&
               g_unichar_tolower(g_utf8_get_char(at)) == g_utf8_get_char(word)) {
            at = g_utf8_next_char(at);
            word = g_utf8_next_char(word);
        }
        if (at == end && *word == '\0' && length > 0) {
            return true;
        }
    }
    return false;
}

/* The last character that is no closing quote or bracket. */
static gunichar last_character(const char *text, size_t length) {
    const char *at = text + length;
    while (at > text) {
        at = g_utf8_prev_char(at);
        gunichar c = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(c);
        bool is_closing = type == G_UNICODE_CLOSE_PUNCTUATION ||
                          type == G_UNICODE_FINAL_PUNCTUATION || c == '"' || c == '\'' ||
                          c == 0x201C || c == '*' || c == '_' || g_unichar_isspace(c);
        if (!is_closing) {
            return c;
        }
    }
    return 0;
}

bool line_ends_sentence(const char *text, size_t length_bytes) {
    static const char marks[] = ".!?…。！？．।॥؟۔։።᙮॥⸮‽";
    gunichar last = last_character(text, length_bytes);
    return last != 0 && g_utf8_strchr(marks, -1, last) != NULL;
}

/* What a headline does not end with, but for the point after capitals. */
static bool ends_open(gunichar last) {
    return last != 0 && g_utf8_strchr(",;:、，；：،؛…-–—", -1, last) != NULL;
}

typedef struct {
    unsigned characters, letters, large, small, cjk, words, capitals;
    unsigned long_words; /* of four letters or more */
    unsigned digits;
} LineCount;

static bool is_cjk(gunichar c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

static void end_word(LineCount *count, unsigned letters, bool is_large) {
    bool is_long = letters > 3;
    count->words += letters > 0;
    count->long_words += is_long;
    count->capitals += is_long && is_large;
}

static LineCount count_line(const char *text, size_t length) {
    LineCount count = {0};
    unsigned letters = 0;
    bool is_large = false;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool is_letter = g_unichar_isalpha(c) || g_unichar_ismark(c);
        count.characters++;
        count.digits += g_unichar_isdigit(c);
        if (is_letter) {
            bool is_upper = g_unichar_isupper(c);
            is_large = letters == 0 ? is_upper : is_large;
            letters++;
            count.letters++;
            count.large += is_upper;
            count.small += text_is_small(c);
            count.cjk += is_cjk(c);
        } else if (c != '\'' && c != 0x2019) {
            end_word(&count, letters, is_large);
            letters = 0;
        }
    }
    end_word(&count, letters, is_large);
    return count;
}

/* "3. ", "IV. ", "No. 7: ", "Article 3 — "; the length of what stands before the words, 0: none. */
static size_t number_length(const char *text, size_t length, unsigned *number) {
    static const char roman[] = "IVXLC";
    size_t at = strspn(text, "#");
    size_t digits = MIN(strspn(text + at, G_CSET_DIGITS), length - MIN(at, length));
    size_t letters = digits == 0 ? strspn(text + at, roman) : 0;
    size_t end = at + digits + letters;
    if (digits > 3 || letters > 7 || digits + letters == 0 || end >= length ||
        strchr(".):", text[end]) == NULL) {
        return 0;
    }
    *number = digits > 0 ? (unsigned)g_ascii_strtoull(text + at, NULL, 10) : 0;
    end++;
    size_t spaces = strspn(text + end, " ");
    return spaces > 0 && end + spaces < length ? end + spaces : 0;
}

/* May a headline begin so? */
static bool begins_well(const char *text) {
    gunichar c = g_utf8_get_char(text);
    if (text_is_small(c)) {
        return false;
    }
    return g_unichar_isalnum(c) || g_utf8_strchr("\"'“‘«„¿¡#$€£([<「『《【*‹", -1, c) != NULL;
}

static unsigned likeness_of(const LineCount *count, HeadlineStyle style, bool ends_point) {
    bool is_short = count->characters <= SURE_CHARACTERS;
    if (ends_point) {
        return style == HEADLINE_CAPITALS && is_short ? 2 : 0;
    }
    switch (style) {
    case HEADLINE_CAPITALS:
    case HEADLINE_CENTRED:
    case HEADLINE_MARKED:
        return is_short ? 3 : 2;
    case HEADLINE_TITLE:
    case HEADLINE_NUMBERED:
        return 2;
    case HEADLINE_SENTENCE:
        return (count->words > 1 || count->cjk > 3) && is_short ? 2 : 1;
    }
    return 1;
}

/* Has a text that ends with a point small letters near its start? Then it is a sentence. */
static bool is_sentence(const char *text, size_t length) {
    enum { LOOKED_AT_BYTES = 24 };
    const char *end = text + MIN(length, (size_t)LOOKED_AT_BYTES);
    if (text[length - 1] != '.') {
        return false;
    }
    for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
        if (text_is_small(g_utf8_get_char(at))) {
            return true;
        }
    }
    return false;
}

/* A sentence that ends before the last one does: "It is late. Will you come?" */
static bool holds_sentence_end(const char *text, size_t length) {
    for (size_t i = 1; i + 2 < length; i++) {
        bool is_end =
            strchr(".!?", text[i]) != NULL && text[i + 1] == ' ' && g_ascii_islower(text[i - 1]);
        if (is_end && g_unichar_isupper(g_utf8_get_char(text + i + 2))) {
            return true;
        }
    }
    return false;
}

size_t headline_words(const char *text, size_t *length_bytes) {
    static const char signs[] = "*=-~_#|+<>[]:/\\ ";
    enum { LEAST_SIGNS = 2, LONGEST_BYTES = 400 };
    size_t length = *length_bytes;
    size_t before = MIN(strspn(text, signs), length);
    size_t end = length;
    while (end > before && strchr(signs, text[end - 1]) != NULL) {
        end--;
    }
    size_t after = length - end;
    bool is_drawn = before >= LEAST_SIGNS && after >= LEAST_SIGNS && end > before + 1;
    if (!is_drawn || length > LONGEST_BYTES || (text[0] == '-' && text[1] == ' ')) {
        return 0;
    }
    *length_bytes = end - before;
    return before;
}

/* Thai, Lao: no point ends a sentence, so that only its length tells it from a headline. */
static bool is_long_without_points(const char *text, const LineCount *count) {
    enum { MOST_CHARACTERS = 60 };
    gunichar first = g_utf8_get_char(text);
    return first >= 0x0E00 && first <= 0x0EFF && count->characters > MOST_CHARACTERS;
}

HeadlineLook headline_look(const char *text, size_t length_bytes) {
    HeadlineLook look = {0};
    size_t drawn = headline_words(text, &length_bytes);
    text += drawn;
    if (length_bytes < 2 || length_bytes > HEADLINE_BYTES || !begins_well(text) ||
        is_sentence(text, length_bytes) || ends_open(last_character(text, length_bytes))) {
        return look;
    }
    size_t numbered = number_length(text, length_bytes, &look.number);
    LineCount count = count_line(text + numbered, length_bytes - numbered);
    bool is_long = count.characters > HEADLINE_CHARACTERS || count.cjk > HEADLINE_CJK;
    if (count.letters < 2 || is_long || count.digits > count.letters ||
        is_long_without_points(text, &count)) {
        return look;
    }
    bool is_large = count.large > 2 && count.small * 6 < count.large;
    bool is_title =
        count.large > 0 && count.long_words > 1 && count.capitals * 3 >= count.long_words * 2;
    look.style = numbered > 0 ? HEADLINE_NUMBERED
                 : is_large   ? HEADLINE_CAPITALS
                 : is_title   ? HEADLINE_TITLE
                              : HEADLINE_SENTENCE;
    gunichar last = last_character(text, length_bytes);
    bool ends_point = line_ends_sentence(text, length_bytes) && last != '?' && last != '!' &&
                      last != 0xFF1F && last != 0xFF01 && last != 0x61F;
    if (line_ends_sentence(text, length_bytes) && holds_sentence_end(text, length_bytes)) {
        return look;
    }
    look.style = drawn > 0 ? HEADLINE_MARKED : look.style;
    look.likeness = likeness_of(&count, is_large ? HEADLINE_CAPITALS : look.style, ends_point);
    return look;
}

/* Past a place and a year, a dash, and a few words: "Lima, Peru, 2020—Miners on strike". */
static bool is_place_and_year(const char *text, size_t length) {
    enum { LONGEST_PLACE = 60 };
    size_t at = 0;
    for (; at + 4 < length && at < LONGEST_PLACE; at++) {
        bool is_year = (text[at] == '1' || text[at] == '2') &&
                       strspn(text + at, G_CSET_DIGITS) == 4 && at > 2 && text[at - 1] == ' ';
        if (is_year) {
            const char *rest = text + at + 4;
            rest += strspn(rest, " .");
            gunichar c = g_utf8_get_char(rest);
            bool is_dash = c == 0x2014 || c == 0x2013 || c == ':' || (c == '-' && rest[1] != '-');
            return is_dash && memchr(text, ',', at) != NULL;
        }
        if (strchr(".;!?", text[at]) != NULL) {
            return false;
        }
    }
    return false;
}

static const char *const caption_signs[] = {
    "photo:",   "photo :",    "photograph:", "picture:",    "caption:",     "photo by ",
    "photos:",  "foto:",      "fotos:",      "fotografía:", "pie de foto:", "imagen:",
    "bild:",    "im bild:",   "légende :",   "légende:",    "didascalia:",  "nella foto:",
    "na foto:", "na imagem:", "фото:",       "на фото:",    "на снимке:",   "подпись:",
    "الصورة:",  "صورة:",      "تصوير:",      "चित्र:",       "फोटो:",        "图：",
    "图片：",   "圖：",       "写真：",      "写真:",       "图为",         "사진:",
    "사진=",    "[photo",     "[foto",       "(photo",      "(foto",        "in the picture:",
};

bool line_is_caption(const char *text, size_t length_bytes) {
    enum { LONGEST_BYTES = 700 };
    if (length_bytes > LONGEST_BYTES) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(caption_signs); i++) {
        const char *at = text;
        const char *sign = caption_signs[i];
        while (*sign != '\0' && at < text + length_bytes &&
               g_unichar_tolower(g_utf8_get_char(at)) == g_utf8_get_char(sign)) {
            at = g_utf8_next_char(at);
            sign = g_utf8_next_char(sign);
        }
        if (*sign == '\0') {
            return true;
        }
    }
    return is_place_and_year(text, length_bytes) &&
           g_utf8_strlen(text, (gssize)length_bytes) <= HEADLINE_CHARACTERS;
}

static const char *const end_marks[] = {
    "ends",    "end",     "(end)",   "(ends)",       "[end]",          "[ends]",  "30",
    "ende",    "(ende)",  "fin",     "(fin)",        "fine",           "fim",     "конец",
    "(конец)", "reuter",  "reuters", "(reuters)",    "(ap)",           "(afp)",   "(完)",
    "完",      "（完）",  "終",      "（終）",       "(終)",           "(끝)",    "끝",
    "انتهى",   "(انتهى)", "समाप्त",   "end of story", "end of article", "the end", "###",
    "# # #",   "##",      "xxx",     "endit",        "enditem",        "■",       "□",
    "◆",       "●",       "∎",       "eof",
};

bool line_is_end_mark(const char *text, size_t length_bytes) {
    enum { LONGEST_BYTES = 40 };
    return length_bytes <= LONGEST_BYTES &&
           is_listed(text, length_bytes, end_marks, G_N_ELEMENTS(end_marks));
}

static const char *const contents_words[] = {
    "contents",
    "table of contents",
    "in this issue",
    "inside this issue",
    "inside",
    "index",
    "inhalt",
    "inhaltsverzeichnis",
    "in diesem heft",
    "sumario",
    "índice",
    "contenido",
    "contenidos",
    "en este número",
    "sommaire",
    "table des matières",
    "dans ce numéro",
    "sommario",
    "indice",
    "in questo numero",
    "sumário",
    "conteúdo",
    "nesta edição",
    "inhoud",
    "spis treści",
    "содержание",
    "оглавление",
    "в номере",
    "зміст",
    "περιεχόμενα",
    "المحتويات",
    "في هذا العدد",
    "فهرست",
    "विषय सूची",
    "अनुक्रम",
    "目录",
    "目錄",
    "目次",
    "本期目录",
    "차례",
    "목차",
    "içindekiler",
    "daftar isi",
    "innehåll",
    "indhold",
    "innhold",
    "obsah",
    "tartalom",
    "contents of this number",
    "contents.",
};

bool line_is_contents(const char *text, size_t length_bytes) {
    return is_listed(text, length_bytes, contents_words, G_N_ELEMENTS(contents_words));
}

static const char *const part_words[] = {
    "introduction",
    "conclusion",
    "conclusions",
    "notes",
    "references",
    "bibliography",
    "abstract",
    "summary",
    "background",
    "methods",
    "results",
    "discussion",
    "acknowledgements",
    "acknowledgments",
    "appendix",
    "preface",
    "prologue",
    "epilogue",
    "footnotes",
    "sources",
    "further reading",
    "einleitung",
    "fazit",
    "schluss",
    "anmerkungen",
    "literatur",
    "quellen",
    "zusammenfassung",
    "introducción",
    "conclusión",
    "conclusiones",
    "notas",
    "referencias",
    "bibliografía",
    "resumen",
    "fuentes",
    "résumé",
    "références",
    "bibliographie",
    "introduzione",
    "conclusione",
    "note",
    "bibliografia",
    "introdução",
    "conclusão",
    "введение",
    "заключение",
    "выводы",
    "примечания",
    "литература",
    "источники",
    "مقدمة",
    "خاتمة",
    "المراجع",
    "هوامش",
    "引言",
    "结论",
    "结语",
    "参考文献",
    "注释",
    "はじめに",
    "おわりに",
    "まとめ",
    "注",
    "प्रस्तावना",
    "निष्कर्ष",
    "संदर्भ",
};

bool line_is_part_of_one(const char *text, size_t length_bytes) {
    size_t at = strspn(text, "0123456789IVX.) ");
    return at < length_bytes &&
           is_listed(text + at, length_bytes - at, part_words, G_N_ELEMENTS(part_words));
}

/* "No. 118, June 2023", "Vol. 3, 25 cents": a third of it figures. */
static bool is_figures(const char *text, size_t length_bytes) {
    enum { LONGEST_BYTES = 70 };
    if (length_bytes > LONGEST_BYTES) {
        return false;
    }
    LineCount count = count_line(text, length_bytes);
    return count.digits > 0 && count.digits * 2 >= count.letters;
}

/* "(Continued on page 3)", "Fortsetzung auf Seite 3". */
static bool is_continuation(const char *text, size_t length_bytes) {
    static const char *const words[] = {
        "continued ", "cont'd ",      "cont. ",     "fortsetzung ",  "continúa en",
        "viene de",   "sigue en",     "suite page", "suite en page", "suite de la",
        "continua a", "продолжение ", "окончание ", "начало на"};
    enum { LONGEST_BYTES = 90 };
    size_t signs = strspn(text, "([*-<> ");
    for (size_t i = 0; length_bytes < LONGEST_BYTES && i < G_N_ELEMENTS(words); i++) {
        const char *at = text + signs;
        const char *word = words[i];
        while (*word != '\0' && at < text + length_bytes &&
               g_unichar_tolower(g_utf8_get_char(at)) == g_utf8_get_char(word)) {
            at = g_utf8_next_char(at);
            word = g_utf8_next_char(word);
        }
        bool has_number = strcspn(text, G_CSET_DIGITS) < length_bytes;
        if (*word == '\0' && (has_number || signs > 0)) {
            return true;
        }
    }
    return false;
}

bool line_is_signature(const char *text, size_t length_bytes) {
    enum { LONGEST_CHARACTERS = 60 };
    gunichar first = g_utf8_get_char(text);
    bool is_dash = first == 0x2014 || first == 0x2013 || first == 0x2015 || first == '-';
    const char *at = text;
    while (is_dash && at < text + length_bytes && strchr("- ", *at) == NULL &&
           g_utf8_get_char(at) == first) {
        at = g_utf8_next_char(at);
    }
    at += strspn(at, "- ");
    size_t signs = (size_t)(at - text);
    bool is_written = first != '-' || signs > 2; /* "- Milk" is an item of a list */
    return is_dash && is_written && signs < length_bytes &&
           g_utf8_strlen(at, (gssize)(length_bytes - signs)) <= LONGEST_CHARACTERS &&
           !text_is_small(g_utf8_get_char(at)) && memchr(at, '?', length_bytes - signs) == NULL &&
           !line_ends_sentence(text, length_bytes);
}

bool line_is_furniture(const char *text, size_t length_bytes) {
    static const char *const words[] = {"page", "pg",       "p",    "seite", "página", "pagina",
                                        "стр",  "страница", "صفحة", "पृष्ठ",   "página"};
    enum { LONGEST_BYTES = 40 };
    if (is_continuation(text, length_bytes)) {
        return true;
    }
    if (length_bytes > LONGEST_BYTES) {
        return is_figures(text, length_bytes);
    }
    size_t at = 0;
    while (at < length_bytes && strchr(" -.[]()|0123456789", text[at]) != NULL) {
        at++;
    }
    size_t end = length_bytes;
    while (end > at && strchr(" -.[]()|0123456789", text[end - 1]) != NULL) {
        end--;
    }
    bool has_number = strcspn(text, G_CSET_DIGITS) < length_bytes;
    return (at == end && has_number) || is_figures(text, length_bytes) ||
           (has_number && is_listed(text + at, end - at, words, G_N_ELEMENTS(words))) ||
           (text[0] == '[' && strncmp(text, "[Illustration", strlen("[Illustration")) == 0);
}
