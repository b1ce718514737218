/* The cache of words, and the one call of HarfBuzz. */
#include "print/shape_words.h"

#include <hb-ot.h>
#include <string.h>
#include <unicode/ustring.h>

#define MOST_CACHED_LETTERS 40
#define MOST_CACHED_WORDS 60000 /* some 20 MB; then it begins anew */
#define KERNED_LETTERS 0x460    /* of Latin, Greek and Cyrillic; then come signs, from */
#define FIRST_KERNED_SIGN 0x2010
#define KERNED_SIGNS 0x30

typedef struct {
    WordSetting setting;
    uint32_t hash;
    uint32_t count;
    gunichar letters[];
} WordKey;

/* Kerning of one setting against one other character, which stands before or after. */
typedef struct {
    WordSetting setting;
    gunichar other;
    bool is_first;
    int16_t kerns[KERNED_LETTERS + KERNED_SIGNS]; /* G_MININT16: not asked yet */
} PairKerns;

/* What a face can do for a script. */
typedef struct {
    const FontFace *face;
    hb_script_t script;
    bool has_small_capitals;
} Ability;

/* Which halves of a sign are blank. */
typedef struct {
    const FontFace *face;
    gunichar letter;
    unsigned halves;
} Blanks;

struct WordCache {
    GHashTable *words; /* WordKey -> ShapedWord, both owned */
    hb_buffer_t *buffer;
    GPtrArray *loose;  /* ShapedWord: not cached, since the last trim */
    GArray *abilities; /* Ability */
    GArray *blanks;    /* Blanks */
    GPtrArray *kerns;  /* PairKerns */
};

static guint hash_key(gconstpointer data) {
    return ((const WordKey *)data)->hash;
}

static bool is_same_setting(const WordSetting *one, const WordSetting *other) {
    return one->face == other->face && one->features == other->features &&
           one->script == other->script && one->is_rtl == other->is_rtl &&
           (one->lang == other->lang || strcmp(one->lang, other->lang) == 0);
}

static gboolean equal_keys(gconstpointer left, gconstpointer right) {
    const WordKey *one = left, *other = right;
    return one->hash == other->hash && one->count == other->count &&
           memcmp(one->letters, other->letters, one->count * sizeof(gunichar)) == 0 &&
           is_same_setting(&one->setting, &other->setting);
}

WordCache *word_cache_new(void) {
    WordCache *cache = g_new0(WordCache, 1);
    cache->words = g_hash_table_new_full(hash_key, equal_keys, g_free, g_free);
    cache->buffer = hb_buffer_create();
    cache->abilities = g_array_new(FALSE, FALSE, sizeof(Ability));
    cache->blanks = g_array_new(FALSE, FALSE, sizeof(Blanks));
    cache->kerns = g_ptr_array_new_with_free_func(g_free);
    cache->loose = g_ptr_array_new_with_free_func(g_free);
    return cache;
}

void word_cache_free(WordCache *cache) {
    if (cache != NULL) {
        g_hash_table_unref(cache->words);
        hb_buffer_destroy(cache->buffer);
        g_ptr_array_unref(cache->loose);
        g_array_unref(cache->abilities);
        g_array_unref(cache->blanks);
        g_ptr_array_unref(cache->kerns);
        g_free(cache);
    }
}

static const struct {
    unsigned feature;
    hb_tag_t tag;
    uint32_t value;
} feature_rows[] = {
    {SHAPE_OLD_STYLE, HB_TAG('o', 'n', 'u', 'm'), 1},
    {SHAPE_LINING, HB_TAG('l', 'n', 'u', 'm'), 1},
    {SHAPE_TABULAR, HB_TAG('t', 'n', 'u', 'm'), 1},
    {SHAPE_SMALL_CAPS, HB_TAG('s', 'm', 'c', 'p'), 1},
    {SHAPE_ALL_SMALL, HB_TAG('s', 'm', 'c', 'p'), 1},
    {SHAPE_ALL_SMALL, HB_TAG('c', '2', 's', 'c'), 1},
    {SHAPE_SUPERIORS, HB_TAG('s', 'u', 'p', 's'), 1},
    {SHAPE_INFERIORS, HB_TAG('s', 'u', 'b', 's'), 1},
    {SHAPE_NO_LIGATURES, HB_TAG('l', 'i', 'g', 'a'), 0},
    {SHAPE_NO_LIGATURES, HB_TAG('c', 'l', 'i', 'g'), 0},
};

enum { MOST_CASED_LETTERS = 128 };

/* The letters as capitals of their language, as many as there were: else false. As a word, since a
 * Greek letter's dots may depend on the accent that the one before it loses. */
static bool make_capitals(const gunichar *letters, size_t count, const char *lang, gunichar *to) {
    UChar from[2 * MOST_CASED_LETTERS], capitals[2 * MOST_CASED_LETTERS];
    int32_t length = 0, next = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (count > MOST_CASED_LETTERS) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        U16_APPEND_UNSAFE(from, length, letters[i]);
    }
    length = u_strToUpper(capitals, G_N_ELEMENTS(capitals), from, length, lang, &status);
    if (U_FAILURE(status) || length > (int32_t)G_N_ELEMENTS(capitals)) {
        return false;
    }
    size_t made = 0;
    while (next < length) {
        UChar32 capital = 0;
        U16_NEXT(capitals, next, length, capital);
        if (made < count) {
            to[made] = (gunichar)capital;
        }
        made++;
    }
    return made == count;
}

/* A letter as a capital by itself: one sharp s becomes two letters, the Turkish i keeps its dot. */
static void add_capital(hb_buffer_t *buffer, gunichar letter, const char *lang, unsigned cluster) {
    UChar from[2], to[8];
    int32_t length = 0, next = 0;
    UErrorCode status = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(from, length, letter);
    length = u_strToUpper(to, G_N_ELEMENTS(to), from, length, lang, &status);
    if (U_FAILURE(status) || length > (int32_t)G_N_ELEMENTS(to)) {
        hb_buffer_add(buffer, letter, cluster);
        return;
    }
    while (next < length) {
        UChar32 capital = 0;
        U16_NEXT(to, next, length, capital);
        hb_buffer_add(buffer, (hb_codepoint_t)capital, cluster);
    }
}

static void add_capitals(hb_buffer_t *buffer, const WordSetting *setting, const gunichar *letters,
                         size_t count) {
    gunichar capitals[MOST_CASED_LETTERS];
    const char *lang = setting->script == HB_SCRIPT_GREEK ? "el" : setting->lang;
    bool is_whole = make_capitals(letters, count, lang, capitals);
    for (size_t i = 0; i < count; i++) {
        if (is_whole) {
            hb_buffer_add(buffer, capitals[i], (unsigned)i);
        } else {
            add_capital(buffer, letters[i], lang, (unsigned)i);
        }
    }
}

/* Greek small capitals have no accents either: the letters lose them on the way to capitals and
 * back. */
static void add_greek(hb_buffer_t *buffer, const gunichar *letters, size_t count) {
    gunichar capitals[MOST_CASED_LETTERS];
    bool is_whole = make_capitals(letters, count, "el", capitals);
    for (size_t i = 0; i < count; i++) {
        gunichar plain = !is_whole                       ? letters[i]
                         : g_unichar_islower(letters[i]) ? g_unichar_tolower(capitals[i])
                                                         : capitals[i];
        hb_buffer_add(buffer, plain, (unsigned)i);
    }
}

static bool makes_letters(const WordSetting *setting) {
    bool is_small = (setting->features & (SHAPE_SMALL_CAPS | SHAPE_ALL_SMALL)) != 0;
    return (setting->features & SHAPE_CAPITALS) != 0 ||
           (is_small && setting->script == HB_SCRIPT_GREEK);
}

static void fill_buffer(WordCache *cache, const WordSetting *setting, const gunichar *text,
                        size_t text_count, size_t start, size_t count) {
    hb_buffer_t *buffer = cache->buffer;
    hb_buffer_clear_contents(buffer);
    if (makes_letters(setting)) {
        if ((setting->features & SHAPE_CAPITALS) != 0) {
            add_capitals(buffer, setting, text + start, count);
        } else {
            add_greek(buffer, text + start, count);
        }
        hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    } else {
        hb_buffer_add_codepoints(buffer, text, (int)text_count, (unsigned)start, (int)count);
    }
    hb_buffer_set_direction(buffer, setting->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, setting->script);
    hb_buffer_set_language(buffer, hb_language_from_string(setting->lang, -1));
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
}

static ShapedWord *shape_now(WordCache *cache, const WordSetting *setting, const gunichar *text,
                             size_t text_count, size_t start, size_t count) {
    static const char *const shapers[] = {"ot", NULL};
    hb_feature_t features[G_N_ELEMENTS(feature_rows)];
    unsigned wanted = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(feature_rows); i++) {
        if ((setting->features & feature_rows[i].feature) != 0) {
            features[wanted++] = (hb_feature_t){feature_rows[i].tag, feature_rows[i].value,
                                                HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
        }
    }
    fill_buffer(cache, setting, text, text_count, start, count);
    hb_shape_full(setting->face->font, cache->buffer, features, wanted, shapers);
    unsigned length = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(cache->buffer, &length);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(cache->buffer, &length);
    size_t offset = makes_letters(setting) ? 0 : start;
    ShapedWord *word = g_malloc(sizeof(ShapedWord) + length * sizeof(WordGlyph));
    *word = (ShapedWord){.count = length};
    for (unsigned i = 0; i < length; i++) {
        word->glyphs[i] = (WordGlyph){.glyph = (uint16_t)infos[i].codepoint,
                                      .is_unsafe = (hb_glyph_info_get_glyph_flags(&infos[i]) &
                                                    HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0,
                                      .cluster = (uint32_t)(infos[i].cluster - offset),
                                      .advance = places[i].x_advance,
                                      .offset_x = places[i].x_offset,
                                      .offset_y = places[i].y_offset};
        word->advance += places[i].x_advance;
    }
    return word;
}

static uint32_t hash_of(const WordSetting *setting, const gunichar *letters, size_t count) {
    uint32_t hash = 2166136261U ^ setting->features ^ (uint32_t)setting->script;
    hash = (hash ^ (uint32_t)((uintptr_t)setting->face >> 4)) * 16777619U;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ letters[i]) * 16777619U;
    }
    return hash;
}

ShapedWord *word_shape(WordCache *cache, const WordSetting *setting, const gunichar *text,
                       size_t text_count, size_t start, size_t count, bool has_context) {
    if (has_context || count > MOST_CACHED_LETTERS) {
        ShapedWord *loose = shape_now(cache, setting, text, text_count, start, count);
        g_ptr_array_add(cache->loose, loose);
        return loose;
    }
    union {
        WordKey key;
        uint8_t space[sizeof(WordKey) + MOST_CACHED_LETTERS * sizeof(gunichar)];
    } probe;
    probe.key.setting = *setting;
    probe.key.hash = hash_of(setting, text + start, count);
    probe.key.count = (uint32_t)count;
    memcpy(probe.space + offsetof(WordKey, letters), text + start, count * sizeof(gunichar));
    ShapedWord *word = g_hash_table_lookup(cache->words, &probe.key);
    if (word == NULL) {
        word = shape_now(cache, setting, text + start, count, 0, count);
        size_t size = offsetof(WordKey, letters) + count * sizeof(gunichar);
        WordKey *key = g_malloc(MAX(size, sizeof(WordKey)));
        memcpy(key, &probe, size);
        key->setting.lang = g_intern_string(setting->lang);
        g_hash_table_insert(cache->words, key, word);
    }
    return word;
}

/* A letter by which a script's small capitals are told. */
static gunichar sample_of(hb_script_t script) {
    switch ((int)script) {
    case HB_SCRIPT_GREEK:
        return 0x3B1;
    case HB_SCRIPT_CYRILLIC:
        return 0x436;
    case HB_SCRIPT_ARMENIAN:
        return 0x561;
    default:
        return 'a';
    }
}

static bool changes_sample(WordCache *cache, const WordSetting *setting) {
    const gunichar sample = sample_of(setting->script);
    WordSetting plain = *setting, small = *setting;
    plain.features = 0;
    small.features = SHAPE_SMALL_CAPS;
    const ShapedWord *one = word_shape(cache, &plain, &sample, 1, 0, 1, false);
    const ShapedWord *other = word_shape(cache, &small, &sample, 1, 0, 1, false);
    return one->count == 1 && other->count == 1 && one->glyphs[0].glyph != other->glyphs[0].glyph;
}

bool word_cache_has_small_capitals(WordCache *cache, const WordSetting *setting) {
    for (guint i = 0; i < cache->abilities->len; i++) {
        const Ability *known = &g_array_index(cache->abilities, Ability, i);
        if (known->face == setting->face && known->script == setting->script) {
            return known->has_small_capitals;
        }
    }
    Ability ability = {setting->face, setting->script, changes_sample(cache, setting)};
    g_array_append_val(cache->abilities, ability);
    return ability.has_small_capitals;
}

#define HALF_PERMILLE 450 /* of the width: with no ink in it, a half is blank */

static unsigned measure_blanks(const FontFace *face, gunichar letter) {
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t ink;
    if (!hb_font_get_nominal_glyph(face->font, letter, &glyph) ||
        !hb_font_get_glyph_extents(face->font, glyph, &ink)) {
        return 0;
    }
    int width = hb_font_get_glyph_h_advance(face->font, glyph);
    int half = (int)((int64_t)width * HALF_PERMILLE / 1000);
    return (ink.x_bearing >= half ? BLANK_BEFORE : 0) |
           (width - ink.x_bearing - ink.width >= half ? BLANK_AFTER : 0);
}

unsigned word_sign_blanks(WordCache *cache, const FontFace *face, gunichar letter) {
    for (guint i = 0; i < cache->blanks->len; i++) {
        const Blanks *known = &g_array_index(cache->blanks, Blanks, i);
        if (known->face == face && known->letter == letter) {
            return known->halves;
        }
    }
    Blanks blanks = {face, letter, measure_blanks(face, letter)};
    g_array_append_val(cache->blanks, blanks);
    return blanks.halves;
}

static int kern_now(WordCache *cache, const WordSetting *setting, const gunichar *pair) {
    int together = word_shape(cache, setting, pair, 2, 0, 2, false)->advance;
    int first = word_shape(cache, setting, pair, 1, 0, 1, false)->advance;
    int second = word_shape(cache, setting, pair + 1, 1, 0, 1, false)->advance;
    return together - first - second;
}

static PairKerns *kerns_of(WordCache *cache, const WordSetting *setting, gunichar other,
                           bool is_first) {
    for (guint i = 0; i < cache->kerns->len; i++) {
        PairKerns *known = cache->kerns->pdata[i];
        if (known->other == other && known->is_first == is_first &&
            is_same_setting(&known->setting, setting)) {
            return known;
        }
    }
    PairKerns *kerns = g_new(PairKerns, 1);
    kerns->setting = *setting;
    kerns->setting.lang = g_intern_string(setting->lang);
    kerns->other = other;
    kerns->is_first = is_first;
    for (size_t i = 0; i < G_N_ELEMENTS(kerns->kerns); i++) {
        kerns->kerns[i] = G_MININT16;
    }
    g_ptr_array_add(cache->kerns, kerns);
    return kerns;
}

int word_pair_kern(WordCache *cache, const WordSetting *setting, gunichar first, gunichar second) {
    bool is_first = first == ' '; /* a hyphen only follows */
    gunichar letter = is_first ? second : first, other = is_first ? first : second;
    bool is_sign = letter >= FIRST_KERNED_SIGN && letter < FIRST_KERNED_SIGN + KERNED_SIGNS;
    if (letter >= KERNED_LETTERS && !is_sign) {
        return 0;
    }
    PairKerns *kerns = kerns_of(cache, setting, other, is_first);
    int16_t *kern = &kerns->kerns[is_sign ? KERNED_LETTERS + letter - FIRST_KERNED_SIGN : letter];
    if (*kern == G_MININT16) {
        const gunichar pair[] = {first, second};
        int now = kern_now(cache, setting, pair);
        *kern = (int16_t)CLAMP(now, -G_MAXINT16, G_MAXINT16);
    }
    return *kern;
}

void word_cache_trim(WordCache *cache) {
    g_ptr_array_set_size(cache->loose, 0);
    if (g_hash_table_size(cache->words) >= MOST_CACHED_WORDS) {
        g_hash_table_remove_all(cache->words);
    }
}
