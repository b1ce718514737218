/* An article's language and direction: from its front matter, else its issue, else told from its
 * own text. The script decides where one language of the table has it to itself; among the others,
 * letters and frequent words do. Where they do not, the language is "und": no guess is better than
 * a wrong voice and wrong quotes. */
#include "enrich/steps.h"

#include <string.h>

enum {
    SAMPLE_BYTES = 3000, /* of the text; a newspaper's first paragraphs */
    LETTERS_LEAST = 12,
    WORD_SLOTS = 2048,
    WORD_BYTES = 24,
};

/* Scripts */

typedef enum {
    SCRIPT_LATIN,
    SCRIPT_ARABIC,
    SCRIPT_HEBREW,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
    SCRIPT_COUNT
} Script;

static const struct {
    gunichar first, last;
    Script script;
} ranges[] = {
    {0x0041, 0x005A, SCRIPT_LATIN},      {0x0061, 0x007A, SCRIPT_LATIN},
    {0x00C0, 0x024F, SCRIPT_LATIN},      {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC},   {0x0590, 0x05FF, SCRIPT_HEBREW},
    {0x0600, 0x06FF, SCRIPT_ARABIC},     {0x0750, 0x077F, SCRIPT_ARABIC},
    {0x0900, 0x097F, SCRIPT_DEVANAGARI}, {0x1100, 0x11FF, SCRIPT_HANGUL},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},      {0x1F00, 0x1FFF, SCRIPT_GREEK},
    {0x3041, 0x30FF, SCRIPT_KANA},       {0x3400, 0x4DBF, SCRIPT_HAN},
    {0x4E00, 0x9FFF, SCRIPT_HAN},        {0xAC00, 0xD7AF, SCRIPT_HANGUL},
    {0xF900, 0xFAFF, SCRIPT_HAN},        {0xFB1D, 0xFB4F, SCRIPT_HEBREW},
    {0xFB50, 0xFDFF, SCRIPT_ARABIC},     {0xFE70, 0xFEFC, SCRIPT_ARABIC},
    {0x20000, 0x3134F, SCRIPT_HAN},
};

static Script script_of(gunichar c) {
    for (size_t i = 0; i < G_N_ELEMENTS(ranges) && ranges[i].first <= c; i++) {
        if (c <= ranges[i].last) {
            return ranges[i].script;
        }
    }
    return SCRIPT_OTHER;
}

/* How many of the characters of `text` are among `letters`. */
static size_t count_of(const char *text, const char *letters) {
    size_t count = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p >= 0x80) {
            count += g_utf8_strchr(letters, -1, g_utf8_get_char(p)) != NULL;
        }
    }
    return count;
}

/* Two languages of one script: the one whose own letters are there, if hardly any of another's. */
static const char *by_letters(const char *text, const char *first, const char *first_letters,
                              const char *second, const char *second_letters, const char *neither) {
    size_t a = count_of(text, first_letters);
    size_t b = count_of(text, second_letters);
    size_t other = count_of(text, neither);
    if (a == b || other * 4 > MAX(a, b)) {
        return NULL;
    }
    return a > b ? first : second;
}

/* Modern standard Arabic and Persian differ in yeh and kaf; Urdu, Kurdish and others have more. */
static const char *tell_arabic(const char *text) {
    return by_letters(text, "fa", "پچژگکی", "ar", "يكةىأإؤئ", "ٹڈڑںےھہێۆڕڵەڭۇۈۋېټډړښڼ");
}

static const char *tell_cyrillic(const char *text) {
    return by_letters(text, "ru", "ыэёъ", "uk", "іїєґ", "ўјљњћђџѓќѕәғқңөұүһ");
}

/* The commonest characters that were simplified, in both forms. */
static const char *tell_chinese(const char *text) {
    static const char simplified[] =
        "这国们来说时对会学为发经过还个样没点开问关见长东动现话车门书无从进几头"
        "机电两给让谁吗边钱爱写听气实当条应业产义务员";
    static const char traditional[] =
        "這國們來說時對會學為發經過還個樣沒點開問關見長東動現話車門書無從進幾頭"
        "機電兩給讓誰嗎邊錢愛寫聽氣實當條應業產義務員";
    return count_of(text, traditional) > count_of(text, simplified) ? "zh-Hant" : "zh";
}

/* Latin letters: frequent words */

typedef struct {
    const char *tag;
    const char *words;
    const char *letters;
} LatinLanguage;

static const LatinLanguage latin_languages[] = {
#define LATIN(tag, words, letters) {tag, words, letters},
#include "enrich/common_words.def"
#undef LATIN
};

typedef struct {
    char word[WORD_BYTES]; /* "": an empty slot */
    uint32_t languages;    /* one bit a row of latin_languages */
} CommonWord;

static CommonWord *find_slot(CommonWord *table, const char *word, size_t length_bytes) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < length_bytes; i++) {
        hash = (hash ^ (unsigned char)word[i]) * 16777619u;
    }
    CommonWord *slot = &table[(hash ^ hash >> 15) % WORD_SLOTS];
    while (slot->word[0] != '\0' &&
           (strncmp(slot->word, word, length_bytes) != 0 || slot->word[length_bytes] != '\0')) {
        slot = slot + 1 == table + WORD_SLOTS ? table : slot + 1;
    }
    return slot;
}

/* Made at first use, read-only from then on. */
static CommonWord *common_words(void) {
    static CommonWord table[WORD_SLOTS];
    static gsize made;
    if (g_once_init_enter(&made)) {
        for (size_t i = 0; i < G_N_ELEMENTS(latin_languages); i++) {
            const char *word = latin_languages[i].words;
            while (*word != '\0') {
                size_t length = strcspn(word, " ");
                CommonWord *slot = find_slot(table, word, length);
                memcpy(slot->word, word, length);
                slot->languages |= UINT32_C(1) << i;
                word += length + (word[length] == ' ');
            }
        }
        g_once_init_leave(&made, 1);
    }
    return table;
}

typedef struct {
    unsigned hits[G_N_ELEMENTS(latin_languages)];
    unsigned words;
} Tally;

static void tally_word(Tally *tally, const char *word, size_t length_bytes) {
    tally->words++;
    uint32_t languages =
        length_bytes < WORD_BYTES ? find_slot(common_words(), word, length_bytes)->languages : 0;
    for (size_t i = 0; languages != 0; i++, languages >>= 1) {
        tally->hits[i] += languages & 1;
    }
}

static void tally_letters(Tally *tally, const char *text) {
    for (size_t i = 0; i < G_N_ELEMENTS(latin_languages); i++) {
        tally->hits[i] += (unsigned)count_of(text, latin_languages[i].letters) / 2;
    }
}

static void tally_text(Tally *tally, const char *lower_text) {
    const char *p = lower_text;
    while (*p != '\0') {
        const char *start = p;
        while (*p != '\0' && g_unichar_isalpha(g_utf8_get_char(p))) {
            p = g_utf8_next_char(p);
        }
        if (p > start) {
            tally_word(tally, start, (size_t)(p - start));
        } else {
            p = g_utf8_next_char(p);
        }
    }
}

/* The language with the most hits, if they are enough and clearly more than any other's. */
static const char *tell_latin(const char *text) {
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autofree char *lower = g_utf8_strdown(composed != NULL ? composed : text, -1);
    Tally tally = {0};
    tally_text(&tally, lower);
    tally_letters(&tally, lower);
    size_t best = 0;
    unsigned second = 0;
    for (size_t i = 1; i < G_N_ELEMENTS(latin_languages); i++) {
        if (tally.hits[i] > tally.hits[best]) {
            second = tally.hits[best];
            best = i;
        } else {
            second = MAX(second, tally.hits[i]);
        }
    }
    unsigned most = tally.hits[best];
    bool is_enough = most >= 4 && most * 10 >= tally.words;
    bool is_clear = most >= second + 2 + most / 20;
    return is_enough && is_clear ? latin_languages[best].tag : NULL;
}

/* The sample */

static bool is_no_sample(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_PRE || element == ELEMENT_CODE || element == ELEMENT_KBD ||
           element == ELEMENT_SAMP || (element >= 0 && node_get(node, ATTRIBUTE_LANG) != NULL);
}

/* The first words of the article, title and all, without code and what is marked as of another
 * language. */
static GString *take_sample(const Article *article) {
    GString *sample = g_string_sized_new(SAMPLE_BYTES + 256);
    const xmlNode *top = article->tree->children;
    bool skip = false;
    for (const xmlNode *at = top; at != NULL && sample->len < SAMPLE_BYTES;
         at = node_next(at, top, skip)) {
        skip = is_no_sample(at);
        if (at->type == XML_TEXT_NODE) {
            const char *text = node_text(at);
            size_t length = strnlen(text, SAMPLE_BYTES);
            while (length > 0 && (text[length] & 0xC0) == 0x80) {
                length--;
            }
            g_string_append_len(sample, text, (gssize)length);
        } else if (node_is_block(at)) {
            g_string_append_c(sample, '\n');
        }
    }
    return sample;
}

static void count_scripts(const char *text, size_t counts[SCRIPT_COUNT]) {
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c)) {
            counts[script_of(c)]++;
        }
    }
}

/* NULL: unsure. `is_rtl`: whether most of the text runs from the right, whatever it is. */
static const char *tell_language(const char *text, bool *is_rtl) {
    size_t counts[SCRIPT_COUNT] = {0};
    count_scripts(text, counts);
    size_t letters = 0;
    Script most = SCRIPT_LATIN;
    for (int i = 0; i < SCRIPT_COUNT; i++) {
        letters += counts[i];
        most = counts[i] > counts[most] ? (Script)i : most;
    }
    size_t japanese = counts[SCRIPT_HAN] + counts[SCRIPT_KANA];
    *is_rtl = (counts[SCRIPT_ARABIC] + counts[SCRIPT_HEBREW]) * 2 > letters;
    if (letters < LETTERS_LEAST) {
        return NULL;
    }
    if (counts[SCRIPT_KANA] * 10 > japanese && japanese * 2 > letters) {
        return "ja";
    }
    if (counts[most] * 5 < letters * 3) {
        return NULL;
    }
    switch (most) {
    case SCRIPT_LATIN:
        return tell_latin(text);
    case SCRIPT_ARABIC:
        return tell_arabic(text);
    case SCRIPT_HEBREW:
        return "he";
    case SCRIPT_GREEK:
        return "el";
    case SCRIPT_CYRILLIC:
        return tell_cyrillic(text);
    case SCRIPT_DEVANAGARI:
        return "hi";
    case SCRIPT_HAN:
        return tell_chinese(text);
    case SCRIPT_HANGUL:
        return "ko";
    case SCRIPT_KANA:
    case SCRIPT_OTHER:
    case SCRIPT_COUNT:
        return NULL;
    }
    return NULL;
}

void find_language(ArticleWork *work) {
    Article *article = work->article;
    const char *said = work->issue->settings.lang;
    bool is_rtl = false;
    if (article->lang == NULL && said != NULL) {
        article->lang = g_strdup(said);
        article->lang_is_given = true;
    }
    if (article->lang == NULL) {
        GString *sample = take_sample(article);
        const char *told = tell_language(sample->str, &is_rtl);
        article->lang = g_strdup(told != NULL ? told : "und");
        g_string_free(sample, TRUE);
    }
    if (!article->dir_is_given) {
        article->is_rtl = is_rtl || language_tag_is_rtl(article->lang);
    }
}
