/* Lines that are no headlines, told by their words and signs. */
#include "base/text.h"
#include "read/split_lines.h"

#include <string.h>

enum { CAPTION_CHARACTERS = 170 };

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
           g_utf8_strlen(text, (gssize)length_bytes) <= CAPTION_CHARACTERS;
}

static const char *const end_marks[] = {
    "ends",
    "end",
    "(end)",
    "(ends)",
    "[end]",
    "[ends]",
    "30",
    "ende",
    "(ende)",
    "fin",
    "(fin)",
    "fine",
    "fim",
    "конец",
    "(конец)",
    "reuter",
    "reuters",
    "(reuters)",
    "(ap)",
    "(afp)",
    "(完)",
    "完",
    "（完）",
    "終",
    "（終）",
    "(終)",
    "(끝)",
    "끝",
    "انتهى",
    "(انتهى)",
    "समाप्त",
    "end of story",
    "end of article",
    "the end",
    "###",
    "# # #",
    "##",
    "xxx",
    "endit",
    "enditem",
    "■",
    "□",
    "◆",
    "●",
    "∎",
    "eof",
    "يتبع",
    "to be continued",
    "fortsetzung folgt",
    "continuará",
    "à suivre",
    "продолжение следует",
    "待续",
    "未完待续",
    "つづく",
    "続く",
    "계속",
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
    size_t letters = 0;
    size_t digits = 0;
    for (const char *at = text; at < text + length_bytes; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        letters += g_unichar_isalpha(c) || g_unichar_ismark(c);
        digits += g_unichar_isdigit(c);
    }
    return digits > 0 && digits * 2 >= letters;
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

/* "EMBARGOED UNTIL 1800 GMT", "(more)", "(c) Agency 2023": what wires say to editors. */
static bool is_wire_note(const char *text, size_t length_bytes) {
    static const char *const beginnings[] = {
        "embargo",
        "not for release",
        "hold for release",
        "for immediate release",
        "for release",
        "attention editors",
        "eds:",
        "editors:",
        "sperrfrist",
        "achtung redaktionen",
        "(c) ",
        "© ",
        "(more)",
        "more to follow",
        "(mehr)",
        "(sigue)",
        "(à suivre)",
        "(suite)",
    };
    enum { LONGEST_BYTES = 90 };
    for (size_t i = 0; length_bytes < LONGEST_BYTES && i < G_N_ELEMENTS(beginnings); i++) {
        size_t length = strlen(beginnings[i]);
        if (length_bytes >= length && g_ascii_strncasecmp(text, beginnings[i], length) == 0) {
            return true;
        }
    }
    return length_bytes == 4 && memcmp(text, "MORE", 4) == 0;
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
    size_t words = length_bytes; /* "--- Letters ---" is a heading */
    is_dash = is_dash && headline_words(text, &words) == 0;
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
    if (is_continuation(text, length_bytes) || is_wire_note(text, length_bytes)) {
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
