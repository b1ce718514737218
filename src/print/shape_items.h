/* What making a paragraph's items is divided into: how a run of characters is set, boxes with the
 * divisions of their words, and the rest. */
#ifndef GALLEY_PRINT_SHAPE_ITEMS_H
#define GALLEY_PRINT_SHAPE_ITEMS_H

#include "print/hyphenate.h"
#include "print/shape_text.h"

struct Shaper {
    FontShelf *shelf;
    WordCache *words;
    TextBreaks *breaks;
    Hyphenator *hyphenator;
    GArray *characters; /* Character, of the paragraph in hand */
    GArray *letters;    /* gunichar, the same */
};

/* The paragraph in hand. */
typedef struct {
    Shaper *shaper;
    const ParagraphText *paragraph;
    ShapedParagraph *shaped;
    const Character *characters; /* count, and one that ends them */
    const gunichar *letters;
    size_t count;
    const FontFace *hyphen_face; /* of the hyphen that was shaped last */
    Mpt hyphen_size_mpt;
    unsigned hyphen_features;
    gunichar hyphen;
    uint32_t hyphen_glyph; /* in the shaped glyphs */
    Mpt hyphen_mpt;
} Shaping;

/* How a run of characters is set. */
typedef struct {
    const TextStretch *stretch;
    const TextStyle *style;
    WordSetting setting;
    Mpt size_mpt, raise_mpt;
    Mpt letter_space_mpt; /* none where letters join */
} Run;

/* The run of a character, but for its position on the line. `setting.face` is NULL if there is no
 * font at all. */
Run run_of(const Shaping *shaping, size_t index);
/* The size of a character: its face may be made to go with the style's own. */
Mpt character_size_mpt(const Character *character, const TextStyle *style);
/* Superiors and inferiors: the face's own for all of a word, or common letters, smaller. */
void run_set_position(Shaper *shaper, Run *run, const gunichar *letters, size_t count);
Mpt run_mpt(const Run *run, int units);
/* Is it set from capitals of another size than its neighbours? */
bool run_divides_by_size(const Shaping *shaping, const Character *character);
bool letters_join(hb_script_t script); /* to each other, as Arabic's do */
/* How far a sign hangs into the margin. */
Mpt letter_protrusion_mpt(gunichar letter, Mpt width_mpt, bool at_start);

/* Items are added to the shaped paragraph; what is returned holds until the next is. */
Item *add_item(Shaping *shaping, Item item);
Item *add_penalty(Shaping *shaping, size_t index, int32_t cost, bool is_flagged);
void add_glue(Shaping *shaping, size_t index, Mpt width_mpt, Mpt stretch_mpt, Mpt shrink_mpt);
/* Before the character at `end`, if it or the one before is East Asian. */
void add_east_asian_glue(Shaping *shaping, size_t end);
/* How far the blank half of an East Asian sign hangs into the margin. */
Mpt east_asian_protrusion_mpt(const Shaping *shaping, const Character *character, Mpt size_mpt,
                              bool at_start);
/* A word, as boxes with penalties where it may be divided. */
void add_word(Shaping *shaping, size_t start, size_t end);

#define HYPHEN_COST 50
#define SIGN_COST 50        /* after a hyphen or dash that the text itself has */
#define EMERGENCY_COST 3000 /* in what is no word and too long for any line */

#endif
