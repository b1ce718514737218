/* Words as HarfBuzz sets them, each once: a cache by text, face, features, language, script and
 * direction. Sizes are font units, so that one word serves every size. */
#ifndef GALLEY_PRINT_SHAPE_WORDS_H
#define GALLEY_PRINT_SHAPE_WORDS_H

#include "print/font.h"

/* What of a style decides the glyphs, besides the face. */
typedef enum {
    SHAPE_OLD_STYLE = 1 << 0,
    SHAPE_LINING = 1 << 1,
    SHAPE_TABULAR = 1 << 2,
    SHAPE_SMALL_CAPS = 1 << 3,
    SHAPE_ALL_SMALL = 1 << 4,
    SHAPE_SUPERIORS = 1 << 5,
    SHAPE_INFERIORS = 1 << 6,
    SHAPE_NO_LIGATURES = 1 << 7,
    SHAPE_CAPITALS = 1 << 8, /* letters are made large before they are shaped */
} ShapeFeature;

typedef struct {
    uint16_t glyph;
    bool is_unsafe;                  /* HB_GLYPH_FLAG_UNSAFE_TO_BREAK before its cluster */
    uint32_t cluster;                /* characters from the word's start */
    int advance, offset_x, offset_y; /* font units */
} WordGlyph;

typedef struct {
    uint32_t count;
    int advance; /* of all */
    WordGlyph glyphs[];
} Word;

typedef struct {
    const FontFace *face;
    unsigned features; /* ShapeFeature */
    hb_script_t script;
    const char *lang;
    bool is_rtl;
} WordSetting;

typedef struct WordCache WordCache;
WordCache *word_cache_new(void);
void word_cache_free(WordCache *cache); /* NULL is fine */

/* The word at [start, start + count) of a text; what stands around it decides how Arabic letters
 * join, if `has_context`: then it is shaped anew. The cache's, until the next call. */
const Word *word_shape(WordCache *cache, const WordSetting *setting, const gunichar *text,
                       size_t text_count, size_t start, size_t count, bool has_context);
/* Does the face have a feature ('smcp')? */
bool word_cache_has_feature(WordCache *cache, const FontFace *face, hb_tag_t feature);
/* How much nearer (negative: farther, as an addition to the space) a letter and a space stand to
 * each other than their widths say; font units. */
int word_space_kern(WordCache *cache, const WordSetting *setting, gunichar letter,
                    bool space_is_first);

#endif
