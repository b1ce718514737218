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
    uint64_t
        divisions; /* bit i: a hyphen may stand after i + 1 characters; for who divides words */
    bool divisions_known, divisions_change;
    uint32_t count;
    int advance; /* of all */
    WordGlyph glyphs[];
} ShapedWord;

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
 * join, if `has_context`: then it is shaped anew. The cache's, until word_cache_trim. */
ShapedWord *word_shape(WordCache *cache, const WordSetting *setting, const gunichar *text,
                       size_t text_count, size_t start, size_t count, bool has_context);
/* Lets go of what was shaped without being kept, and of all if it is much: between paragraphs. */
void word_cache_trim(WordCache *cache);
/* Does the face have small capitals of its own for the script of the setting? */
bool word_cache_has_small_capitals(WordCache *cache, const WordSetting *setting);
/* In which halves of its width a sign has no ink: BLANK_BEFORE, BLANK_AFTER. */
#define BLANK_BEFORE 1U
#define BLANK_AFTER 2U
unsigned word_sign_blanks(WordCache *cache, const FontFace *face, gunichar letter);
/* How much nearer (negative) or farther two characters stand than their widths say, one of which is
 * a space or a hyphen and so is met again and again; font units. */
int word_pair_kern(WordCache *cache, const WordSetting *setting, gunichar first, gunichar second);

#endif
