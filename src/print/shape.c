/* Items from characters: words become boxes, spaces glue, and the places between them penalties. */
#include "print/shape.h"

#include "print/hyphenate.h"
#include "print/shape_text.h"

#include <string.h>

#define HYPHEN_COST 50
#define SIGN_COST 50 /* after a hyphen or dash that the text itself has */
#define EXPANSION_PERMILLE 20
#define SUPERIOR_SIZE_PERMILLE 620 /* of common figures that stand in for superiors */
#define SUPERIOR_RAISE_PERMILLE 340
#define INFERIOR_RAISE_PERMILLE (-120)
#define SMALL_CAPITAL_SIZE_PERMILLE 790
#define LONGEST_HYPHENATED 64 /* letters */

struct Shaper {
    FontShelf *shelf;
    PrintStyle *style;
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
    size_t count; /* characters */
    uint32_t hyphen_stretch,
        hyphen_glyph; /* the hyphen that was shaped last, and for which stretch */
    Mpt hyphen_mpt;
} Shaping;

/* How a run of characters is set. */
typedef struct {
    const TextStretch *stretch;
    const TextStyle *style;
    WordSetting setting;
    Mpt size_mpt, raise_mpt;
} Run;

static const Character *character_at(const Shaping *shaping, size_t index) {
    return &g_array_index(shaping->shaper->characters, Character, index);
}

ParagraphText *paragraph_text_new(const BoxStyle *style, StructureElement *element, bool is_rtl) {
    ParagraphText *paragraph = g_new0(ParagraphText, 1);
    paragraph->text = g_string_new(NULL);
    paragraph->stretches = g_array_new(FALSE, FALSE, sizeof(TextStretch));
    paragraph->style = style;
    paragraph->element = element;
    paragraph->is_rtl = is_rtl;
    return paragraph;
}

void paragraph_text_free(ParagraphText *paragraph) {
    if (paragraph != NULL) {
        g_string_free(paragraph->text, TRUE);
        g_array_unref(paragraph->stretches);
        g_free(paragraph);
    }
}

void paragraph_text_add(ParagraphText *paragraph, const char *text, size_t length_bytes,
                        TextStretch stretch) {
    if (length_bytes > 0) {
        g_string_append_len(paragraph->text, text, (gssize)length_bytes);
        stretch.end_bytes = paragraph->text->len;
        g_array_append_val(paragraph->stretches, stretch);
    }
}

void shaped_paragraph_free(ShapedParagraph *shaped) {
    if (shaped != NULL) {
        g_array_unref(shaped->items);
        g_array_unref(shaped->glyphs);
        g_free(shaped);
    }
}

Shaper *shaper_new(FontShelf *shelf, PrintStyle *style) {
    Shaper *shaper = g_new0(Shaper, 1);
    shaper->shelf = shelf;
    shaper->style = style;
    shaper->words = word_cache_new();
    shaper->breaks = text_breaks_new();
    shaper->hyphenator = hyphenator_new();
    shaper->characters = g_array_new(FALSE, FALSE, sizeof(Character));
    shaper->letters = g_array_new(FALSE, FALSE, sizeof(gunichar));
    return shaper;
}

void shaper_free(Shaper *shaper) {
    if (shaper != NULL) {
        word_cache_free(shaper->words);
        text_breaks_free(shaper->breaks);
        hyphenator_free(shaper->hyphenator);
        g_array_unref(shaper->characters);
        g_array_unref(shaper->letters);
        g_free(shaper);
    }
}

/* Margins: how far a sign hangs, in thousandths of its width. */
static Mpt protrusion_of(gunichar letter, Mpt width_mpt, bool at_start) {
    static const struct {
        gunichar letter;
        uint16_t start, end;
    } rows[] = {
#define MARGIN(letter, start, end) {letter, start, end},
#include "print/microtype.def"
#undef MARGIN
    };
    size_t low = 0, high = G_N_ELEMENTS(rows);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle].letter < letter) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == G_N_ELEMENTS(rows) || rows[low].letter != letter) {
        return 0;
    }
    return (Mpt)((int64_t)width_mpt * (at_start ? rows[low].start : rows[low].end) / 1000);
}

static Mpt to_mpt(int units, const Run *run) {
    int64_t scaled = (int64_t)units * run->size_mpt * 2 / (int64_t)run->setting.face->units_per_em;
    return (Mpt)((scaled + (scaled >= 0 ? 1 : -1)) / 2);
}

static bool is_small_letter(gunichar letter) {
    return g_unichar_islower(letter);
}

static unsigned feature_of_figures(const TextStyle *style) {
    unsigned features = style->figures == FIGURES_OLD_STYLE ? SHAPE_OLD_STYLE
                        : style->figures == FIGURES_LINING  ? SHAPE_LINING
                                                            : 0;
    return features | (style->figures_are_tabular ? SHAPE_TABULAR : 0);
}

/* Small capitals by the face's own, else capitals set smaller. */
static void set_capitals(Shaper *shaper, Run *run, gunichar first) {
    WordCache *words = shaper->words;
    const FontFace *face = run->setting.face;
    bool is_all = run->style->caps == CAPS_ALL_SMALL;
    if (run->style->caps == CAPS_UPPERCASE) {
        run->setting.features |= SHAPE_CAPITALS;
    } else if (run->style->caps != CAPS_NORMAL) {
        if (word_cache_has_feature(words, face, HB_TAG('s', 'm', 'c', 'p'))) {
            run->setting.features |= is_all ? SHAPE_ALL_SMALL : SHAPE_SMALL_CAPS;
        } else if (is_all || is_small_letter(first)) {
            run->setting.features |= SHAPE_CAPITALS;
            run->size_mpt = (Mpt)((int64_t)run->size_mpt * SMALL_CAPITAL_SIZE_PERMILLE / 1000);
        }
    }
}

/* Has the face superiors of its own for this word? */
static bool has_own_position(Shaper *shaper, const Run *run, unsigned feature, size_t start,
                             size_t count) {
    const gunichar *letters = (const gunichar *)shaper->letters->data;
    WordSetting common = run->setting, raised = run->setting;
    raised.features |= feature;
    const Word *word = word_shape(shaper->words, &common, letters + start, count, 0, count, false);
    g_autofree uint16_t *glyphs = g_new0(uint16_t, word->count + 1);
    uint32_t length = word->count;
    for (uint32_t i = 0; i < length; i++) {
        glyphs[i] = word->glyphs[i].glyph;
    }
    word = word_shape(shaper->words, &raised, letters + start, count, 0, count, false);
    bool has_all = word->count == length;
    for (uint32_t i = 0; has_all && i < length; i++) {
        has_all = word->glyphs[i].glyph != glyphs[i];
    }
    return has_all;
}

static void set_position(Shaper *shaper, Run *run, size_t start, size_t count) {
    if (run->style->position == POSITION_BASELINE) {
        return;
    }
    bool is_superior = run->style->position == POSITION_SUPERIOR;
    unsigned feature = is_superior ? SHAPE_SUPERIORS : SHAPE_INFERIORS;
    if (has_own_position(shaper, run, feature, start, count)) {
        run->setting.features |= feature;
        return;
    }
    int raise = is_superior ? SUPERIOR_RAISE_PERMILLE : INFERIOR_RAISE_PERMILLE;
    run->raise_mpt = (Mpt)((int64_t)run->size_mpt * raise / 1000);
    run->size_mpt = (Mpt)((int64_t)run->size_mpt * SUPERIOR_SIZE_PERMILLE / 1000);
    run->setting.features &= ~(unsigned)SHAPE_OLD_STYLE;
}

static Run run_of(const Shaping *shaping, size_t index) {
    const Character *character = character_at(shaping, index);
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, character->stretch);
    Run run = {.stretch = stretch,
               .style = stretch->style,
               .size_mpt = stretch->style->size_mpt,
               .setting = {.face = character->face,
                           .script = character->script,
                           .lang = stretch->lang != NULL ? stretch->lang : "und",
                           .is_rtl = character->level % 2 == 1}};
    run.setting.features = feature_of_figures(run.style);
    if (stretch->is_verbatim || !run.style->has_ligatures || run.style->letter_space_mpt != 0) {
        run.setting.features |= SHAPE_NO_LIGATURES;
    }
    if (run.setting.face != NULL) {
        set_capitals(shaping->shaper, &run, character->letter);
    }
    return run;
}

static Item *add_item(Shaping *shaping, Item item) {
    g_array_append_val(shaping->shaped->items, item);
    return &g_array_index(shaping->shaped->items, Item, shaping->shaped->items->len - 1);
}

static Item *add_penalty(Shaping *shaping, size_t index, int32_t cost, bool is_flagged) {
    const Character *character = character_at(shaping, MIN(index, shaping->count));
    Item item = {
        .kind = ITEM_PENALTY, .stretch = character->stretch, .text_start = character->byte};
    item.of.penalty.cost = cost;
    item.of.penalty.is_flagged = is_flagged;
    return add_item(shaping, item);
}

/* The hyphen of a run, shaped once for all the words of a stretch. */
static void set_hyphen(Shaping *shaping, Item *penalty, const Run *run, uint32_t stretch) {
    gunichar hyphen = 0x2010;
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(run->setting.face->font, hyphen, &glyph)) {
        hyphen = '-';
    }
    if (shaping->hyphen_stretch != stretch + 1) {
        const Word *word =
            word_shape(shaping->shaper->words, &run->setting, &hyphen, 1, 0, 1, false);
        ShapedGlyph shaped = {.glyph = word->count > 0 ? word->glyphs[0].glyph : 0,
                              .advance_mpt = to_mpt(word->advance, run)};
        shaping->hyphen_stretch = stretch + 1;
        shaping->hyphen_glyph = shaping->shaped->glyphs->len;
        shaping->hyphen_mpt = shaped.advance_mpt;
        g_array_append_val(shaping->shaped->glyphs, shaped);
    }
    penalty->width_mpt = shaping->hyphen_mpt;
    penalty->of.penalty.first_glyph = shaping->hyphen_glyph;
    penalty->of.penalty.glyph_count = 1;
    penalty->of.penalty.face = run->setting.face;
    penalty->of.penalty.protrude_end_mpt = protrusion_of('-', shaping->hyphen_mpt, false);
}

/* The glyphs of a word from `first` to `end` as one box. Its text is the characters from `start` to
 * `stop` of the paragraph; `word_start` is the word's first. */
static void add_box(Shaping *shaping, const Run *run, const Word *word, uint32_t first,
                    uint32_t end, size_t word_start, size_t start, size_t stop) {
    GArray *glyphs = shaping->shaped->glyphs;
    Item item = {.kind = ITEM_BOX,
                 .stretch = character_at(shaping, start)->stretch,
                 .text_start = character_at(shaping, start)->byte,
                 .text_length =
                     character_at(shaping, stop)->byte - character_at(shaping, start)->byte};
    item.of.box.face = run->setting.face;
    item.of.box.size_mpt = run->size_mpt;
    item.of.box.raise_mpt = run->raise_mpt;
    item.of.box.level = character_at(shaping, start)->level;
    item.of.box.first_glyph = glyphs->len;
    item.of.box.glyph_count = end - first;
    bool is_rtl = run->setting.is_rtl;
    for (uint32_t i = first; i < end; i++) {
        const WordGlyph *from = &word->glyphs[i];
        bool heads = is_rtl ? i + 1 == end || word->glyphs[i + 1].cluster != from->cluster
                            : i == first || word->glyphs[i - 1].cluster != from->cluster;
        size_t next = stop;
        if (is_rtl) { /* clusters fall from left to right: the next one is to the left */
            for (uint32_t k = i; k > first && next == stop; k--) {
                next = word->glyphs[k - 1].cluster != from->cluster
                           ? word_start + word->glyphs[k - 1].cluster
                           : stop;
            }
        } else {
            for (uint32_t k = i + 1; k < end && next == stop; k++) {
                next = word->glyphs[k].cluster != from->cluster
                           ? word_start + word->glyphs[k].cluster
                           : stop;
            }
        }
        uint32_t byte = character_at(shaping, word_start + from->cluster)->byte;
        ShapedGlyph shaped = {.glyph = from->glyph,
                              .advance_mpt = to_mpt(from->advance, run),
                              .offset_x_mpt = to_mpt(from->offset_x, run),
                              .offset_y_mpt = to_mpt(from->offset_y, run),
                              .text_start = byte};
        if (heads) {
            shaped.text_length = character_at(shaping, next)->byte - byte;
            shaped.advance_mpt += run->style->letter_space_mpt;
        }
        item.width_mpt += shaped.advance_mpt;
        g_array_append_val(glyphs, shaped);
    }
    if (!letter_is_east_asian(character_at(shaping, start)->letter) &&
        !run->setting.face->is_fixed_pitch) {
        item.of.box.stretch_mpt = item.width_mpt * EXPANSION_PERMILLE / 1000;
        item.of.box.shrink_mpt = item.of.box.stretch_mpt;
    }
    if (end > first) {
        const WordGlyph *head = &word->glyphs[is_rtl ? end - 1 : first];
        const WordGlyph *tail = &word->glyphs[is_rtl ? first : end - 1];
        item.of.box.protrude_start_mpt =
            protrusion_of(character_at(shaping, start)->letter, to_mpt(head->advance, run), true);
        item.of.box.protrude_end_mpt = protrusion_of(character_at(shaping, stop - 1)->letter,
                                                     to_mpt(tail->advance, run), false);
    }
    add_item(shaping, item);
}

/* Where a left-to-right word may be divided: after which of its characters. */
static bool find_hyphens(const Shaping *shaping, const Run *run, size_t start, size_t count,
                         bool *may_break) {
    const BoxStyle *style = shaping->paragraph->style;
    if (style == NULL || !style->hyphenates || run->stretch->is_verbatim || run->setting.is_rtl ||
        count > LONGEST_HYPHENATED) {
        return false;
    }
    const gunichar *letters = (const gunichar *)shaping->shaper->letters->data + start;
    size_t first = 0, end = count;
    while (first < end && !g_unichar_isalpha(letters[first])) {
        first++;
    }
    while (end > first && !g_unichar_isalpha(letters[end - 1])) {
        end--;
    }
    memset(may_break, 0, count * sizeof(bool));
    size_t small = 0;
    for (size_t i = first; i < end; i++) {
        bool is_apostrophe = letters[i] == 0x2019 || letters[i] == '\'';
        if (is_apostrophe && i - first <= 2) { /* l'enfant: what comes after it is the word */
            first = i + 1;
            small = 0;
            continue;
        }
        if (is_apostrophe) { /* worker's: what comes before it */
            end = i;
            break;
        }
        if (!g_unichar_isalpha(letters[i]) && !g_unichar_ismark(letters[i])) {
            return false;
        }
        small += g_unichar_islower(letters[i]);
    }
    if (small == 0 || end <= first) { /* all in capitals: an abbreviation */
        return false;
    }
    hyphenate(shaping->shaper->hyphenator, run->setting.lang, letters + first, end - first,
              may_break + first);
    return true;
}

/* The glyph at which the character begins, if a cluster does; else G_MAXUINT32. */
static uint32_t glyph_at_character(const Word *word, uint32_t from, size_t character) {
    for (uint32_t i = from; i < word->count && word->glyphs[i].cluster <= character; i++) {
        if (word->glyphs[i].cluster == character) {
            return i;
        }
    }
    return G_MAXUINT32;
}

/* A break takes away the kerning that is in the last letter's advance. */
static Mpt kern_taken(const Run *run, const WordGlyph *last, bool is_unsafe) {
    if (!is_unsafe) {
        return 0;
    }
    int plain = hb_font_get_glyph_h_advance(run->setting.face->font, last->glyph);
    return to_mpt(plain - last->advance, run);
}

static void add_word(Shaping *shaping, Run *run, size_t start, size_t end) {
    Shaper *shaper = shaping->shaper;
    size_t count = end - start;
    bool joins = (start > 0 && !letter_is_space(character_at(shaping, start - 1)->letter)) ||
                 (end < shaping->count && !letter_is_space(character_at(shaping, end)->letter));
    bool is_joined = joins && run->setting.script == HB_SCRIPT_ARABIC;
    set_position(shaper, run, start, count);
    bool may_break[LONGEST_HYPHENATED];
    bool has_hyphens = find_hyphens(shaping, run, start, count, may_break);
    const Word *word = word_shape(shaper->words, &run->setting, (gunichar *)shaper->letters->data,
                                  shaping->count, start, count, is_joined);
    uint32_t first = 0;
    size_t from = start;
    uint32_t stretch = character_at(shaping, start)->stretch;
    for (size_t i = 0; has_hyphens && i + 1 < count; i++) {
        uint32_t at = may_break[i] ? glyph_at_character(word, first, i + 1) : G_MAXUINT32;
        if (at == G_MAXUINT32 || at == first) {
            continue;
        }
        add_box(shaping, run, word, first, at, start, from, start + i + 1);
        Item *penalty = add_penalty(shaping, start + i + 1, HYPHEN_COST, true);
        penalty->of.penalty.before_mpt =
            kern_taken(run, &word->glyphs[at - 1], word->glyphs[at].is_unsafe);
        penalty->stretch = stretch;
        set_hyphen(shaping, penalty, run, stretch);
        /* the hyphen may have been shaped just now: the word is found again */
        word = word_shape(shaper->words, &run->setting, (gunichar *)shaper->letters->data,
                          shaping->count, start, count, is_joined);
        first = at;
        from = start + i + 1;
    }
    add_box(shaping, run, word, first, word->count, start, from, end);
}

static bool is_same_run(const Character *one, const Character *other) {
    return one->stretch == other->stretch && one->face == other->face &&
           one->script == other->script && one->level == other->level;
}

static bool is_special(gunichar letter) {
    return letter_is_space(letter) || letter == '\n' || letter == 0x2028 || letter == 0xAD ||
           letter == 0x200B || letter == 0x2060 || letter == 0xFEFF ||
           (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) ||
           letter == 0x200E || letter == 0x200F;
}

static size_t word_end(const Shaping *shaping, size_t start) {
    const Character *first = character_at(shaping, start);
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, first->stretch);
    bool divides_by_size = stretch->style->caps == CAPS_SMALL;
    size_t end = start + 1;
    while (end < shaping->count && is_same_run(first, character_at(shaping, end)) &&
           !is_special(character_at(shaping, end)->letter) &&
           !character_at(shaping, end - 1)->may_break_after) {
        bool changes = divides_by_size && is_small_letter(character_at(shaping, end)->letter) !=
                                              is_small_letter(first->letter);
        if (changes && !word_cache_has_feature(shaping->shaper->words, first->face,
                                               HB_TAG('s', 'm', 'c', 'p'))) {
            break;
        }
        end++;
    }
    return end;
}

static Mpt space_width(const Shaping *shaping, const Run *run, size_t index) {
    const Character *character = character_at(shaping, index);
    gunichar letter =
        character->letter == '\t' || character->letter == 0xA0 ? ' ' : character->letter;
    hb_codepoint_t glyph = 0;
    int advance = 0;
    const FontFace *face = run->setting.face;
    if (letter == 0x202F && !hb_font_get_nominal_glyph(face->font, letter, &glyph)) {
        return run->size_mpt / 6;
    }
    if (hb_font_get_nominal_glyph(face->font, letter, &glyph) ||
        hb_font_get_nominal_glyph(face->font, ' ', &glyph)) {
        advance = hb_font_get_glyph_h_advance(face->font, glyph);
    }
    if (letter == ' ' && index > 0 && index + 1 < shaping->count &&
        run->setting.script == HB_SCRIPT_LATIN) {
        const Character *before = character_at(shaping, index - 1);
        const Character *after = character_at(shaping, index + 1);
        WordCache *words = shaping->shaper->words;
        advance +=
            before->face == face ? word_space_kern(words, &run->setting, before->letter, false) : 0;
        advance +=
            after->face == face ? word_space_kern(words, &run->setting, after->letter, true) : 0;
    }
    return to_mpt(advance, run) + run->style->letter_space_mpt;
}

static void add_glue(Shaping *shaping, size_t index, Mpt width_mpt, Mpt stretch_mpt, Mpt shrink_mpt,
                     size_t text_count) {
    const Character *character = character_at(shaping, index);
    Item item = {.kind = ITEM_GLUE,
                 .stretch = character->stretch,
                 .text_start = character->byte,
                 .width_mpt = width_mpt};
    item.text_length = character_at(shaping, index + text_count)->byte - character->byte;
    item.of.glue.stretch_mpt = stretch_mpt;
    item.of.glue.shrink_mpt = shrink_mpt;
    item.of.glue.level = character->level;
    add_item(shaping, item);
}

static void add_space(Shaping *shaping, size_t index) {
    const Character *character = character_at(shaping, index);
    Run run = run_of(shaping, index);
    bool is_kept =
        shaping->paragraph->style != NULL && shaping->paragraph->style->keeps_white_space;
    if (run.setting.face == NULL) {
        return;
    }
    bool next_is_space =
        index + 1 < shaping->count && letter_is_space(character_at(shaping, index + 1)->letter);
    if (space_is_unbreakable(character->letter) ||
        (!character->may_break_after && !next_is_space)) {
        add_penalty(shaping, index, PENALTY_FORBIDDEN, false);
    }
    Mpt width = space_width(shaping, &run, index);
    width = character->letter == '\t' && is_kept ? 4 * width : width;
    bool gives = !is_kept && (character->letter == ' ' || character->letter == 0xA0 ||
                              character->letter == '\t');
    add_glue(shaping, index, width, gives ? width / 2 : 0, gives ? width / 3 : 0, 1);
}

static bool is_latin_like(gunichar letter) {
    return letter < 0x2000 && g_unichar_isalnum(letter);
}

static bool is_ideograph(gunichar letter) {
    return letter_is_east_asian(letter) && g_unichar_isalnum(letter);
}

/* Between two words that no space parts. */
static void add_between(Shaping *shaping, size_t end) {
    const Character *before = character_at(shaping, end - 1), *after = character_at(shaping, end);
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, before->stretch);
    Mpt size = stretch->style->size_mpt;
    bool one = letter_is_east_asian(before->letter), other = letter_is_east_asian(after->letter);
    bool is_kept = stretch->is_verbatim;
    if ((one || other) && !is_kept) {
        bool meets_latin = (is_ideograph(before->letter) && is_latin_like(after->letter)) ||
                           (is_latin_like(before->letter) && is_ideograph(after->letter));
        if (!before->may_break_after) {
            add_penalty(shaping, end, PENALTY_FORBIDDEN, false);
        }
        if ((one && other) || meets_latin) {
            add_glue(shaping, end, meets_latin ? size / 5 : 0, size / 10,
                     meets_latin ? size / 12 : 0, 0);
            return;
        }
    }
    if (before->may_break_after) {
        bool is_hyphen = before->letter == '-' || before->letter == 0x2010;
        add_penalty(shaping, end, one || other ? 0 : SIGN_COST, is_hyphen);
    }
}

static void add_special(Shaping *shaping, size_t index) {
    gunichar letter = character_at(shaping, index)->letter;
    if (letter_is_space(letter)) {
        add_space(shaping, index);
    } else if (letter == '\n' || letter == 0x2028) {
        Item *item = add_penalty(shaping, index, PENALTY_FORCED, false);
        item->text_length = character_at(shaping, index + 1)->byte - item->text_start;
    } else if (letter == 0xAD) {
        Run run = run_of(shaping, index);
        if (run.setting.face != NULL) {
            Item *item = add_penalty(shaping, index, HYPHEN_COST, true);
            set_hyphen(shaping, item, &run, item->stretch);
        }
    } else if (letter == 0x200B) {
        add_penalty(shaping, index, 0, false);
    }
}

static void add_items(Shaping *shaping) {
    for (size_t i = 0; i < shaping->count;) {
        const Character *character = character_at(shaping, i);
        if (is_special(character->letter)) {
            add_special(shaping, i);
            i++;
            continue;
        }
        size_t end = word_end(shaping, i);
        Run run = run_of(shaping, i);
        if (run.setting.face != NULL) {
            add_word(shaping, &run, i, end);
        }
        if (end < shaping->count && !is_special(character_at(shaping, end)->letter)) {
            add_between(shaping, end);
        }
        i = end;
    }
    guint count = shaping->shaped->items->len;
    const Item *last = count > 0 ? &g_array_index(shaping->shaped->items, Item, count - 1) : NULL;
    bool is_ended =
        last != NULL && last->kind == ITEM_PENALTY && last->of.penalty.cost <= PENALTY_FORCED;
    if (!is_ended) {
        add_penalty(shaping, shaping->count, PENALTY_FORCED, false);
    }
}

ShapedParagraph *shape_paragraph(Shaper *shaper, const ParagraphText *paragraph, GArray *missing) {
    ShapedParagraph *shaped = g_new0(ShapedParagraph, 1);
    shaped->paragraph = paragraph;
    shaped->items = g_array_new(FALSE, FALSE, sizeof(Item));
    shaped->glyphs = g_array_new(FALSE, FALSE, sizeof(ShapedGlyph));
    text_characters(paragraph, shaper->shelf, shaper->breaks, shaper->characters, missing);
    Shaping shaping = {.shaper = shaper,
                       .paragraph = paragraph,
                       .shaped = shaped,
                       .count = shaper->characters->len - 1};
    g_array_set_size(shaper->letters, 0);
    for (size_t i = 0; i < shaping.count; i++) {
        g_array_append_val(shaper->letters, character_at(&shaping, i)->letter);
    }
    add_items(&shaping);
    return shaped;
}

Mpt shape_width(Shaper *shaper, const char *text, const TextStyle *style, const char *lang,
                bool is_rtl) {
    g_autoptr(ParagraphText) paragraph = paragraph_text_new(NULL, NULL, is_rtl);
    paragraph_text_add(paragraph, text, strlen(text), (TextStretch){.style = style, .lang = lang});
    g_autoptr(ShapedParagraph) shaped = shape_paragraph(shaper, paragraph, NULL);
    Mpt width = 0;
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        width += item->kind != ITEM_PENALTY ? item->width_mpt : 0;
    }
    return width;
}
