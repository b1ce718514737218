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

struct WordCache {
    GHashTable *words; /* WordKey -> Word, both owned */
    hb_buffer_t *buffer;
    GPtrArray *loose;      /* Word: not cached, since the last trim */
    GHashTable *abilities; /* FontFace -> GArray of hb_tag_t */
    GPtrArray *kerns;      /* PairKerns */
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

static void free_tags(void *data) {
    g_array_unref(data);
}

WordCache *word_cache_new(void) {
    WordCache *cache = g_new0(WordCache, 1);
    cache->words = g_hash_table_new_full(hash_key, equal_keys, g_free, g_free);
    cache->buffer = hb_buffer_create();
    cache->abilities = g_hash_table_new_full(NULL, NULL, NULL, free_tags);
    cache->kerns = g_ptr_array_new_with_free_func(g_free);
    cache->loose = g_ptr_array_new_with_free_func(g_free);
    return cache;
}

void word_cache_free(WordCache *cache) {
    if (cache != NULL) {
        g_hash_table_unref(cache->words);
        hb_buffer_destroy(cache->buffer);
        g_ptr_array_unref(cache->loose);
        g_hash_table_unref(cache->abilities);
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

/* A letter as a capital of its language: one sharp s becomes two letters, Greek loses its accents,
 * the Turkish i keeps its dot. */
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

static void fill_buffer(WordCache *cache, const WordSetting *setting, const gunichar *text,
                        size_t text_count, size_t start, size_t count) {
    hb_buffer_t *buffer = cache->buffer;
    hb_buffer_clear_contents(buffer);
    if ((setting->features & SHAPE_CAPITALS) != 0) {
        for (size_t i = 0; i < count; i++) {
            add_capital(buffer, text[start + i], setting->lang, (unsigned)i);
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

static Word *shape_now(WordCache *cache, const WordSetting *setting, const gunichar *text,
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
    size_t offset = (setting->features & SHAPE_CAPITALS) != 0 ? 0 : start;
    Word *word = g_malloc(sizeof(Word) + length * sizeof(WordGlyph));
    *word = (Word){.count = length};
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

Word *word_shape(WordCache *cache, const WordSetting *setting, const gunichar *text,
                 size_t text_count, size_t start, size_t count, bool has_context) {
    if (has_context || count > MOST_CACHED_LETTERS) {
        Word *loose = shape_now(cache, setting, text, text_count, start, count);
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
    Word *word = g_hash_table_lookup(cache->words, &probe.key);
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

bool word_cache_has_feature(WordCache *cache, const FontFace *face, hb_tag_t feature) {
    GArray *tags = g_hash_table_lookup(cache->abilities, face);
    if (tags == NULL) {
        hb_tag_t found[256];
        unsigned count = G_N_ELEMENTS(found);
        hb_ot_layout_table_get_feature_tags(face->face, HB_OT_TAG_GSUB, 0, &count, found);
        tags = g_array_new(FALSE, FALSE, sizeof(hb_tag_t));
        g_array_append_vals(tags, found, count);
        g_hash_table_insert(cache->abilities, (gpointer)face, tags);
    }
    for (guint i = 0; i < tags->len; i++) {
        if (g_array_index(tags, hb_tag_t, i) == feature) {
            return true;
        }
    }
    return false;
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
