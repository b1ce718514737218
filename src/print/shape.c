/* Items from characters: words become boxes, spaces glue, and the places between them penalties. */
#include "print/shape.h"

#include "print/font_scripts.h"
#include "print/shape_items.h"

#include <string.h>

enum {
    LONGEST_WORD = 400,      /* characters; shaping a letter takes the square of its marks */
    ENDLESS_WORD = 48,       /* the same in endless text, of letters that stand for themselves */
    ENDLESS_WORD_JOINED = 8, /* of others, which cannot be divided once they are shaped */
    COMBINING_VIRAMA = 9,    /* Unicode's class of signs that join consonants */
};

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

Shaper *shaper_new(FontShelf *shelf, Dictionaries *dictionaries) {
    Shaper *shaper = g_new0(Shaper, 1);
    shaper->shelf = shelf;
    shaper->words = word_cache_new();
    shaper->breaks = text_breaks_new();
    shaper->hyphenator = hyphenator_new(dictionaries);
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

Item *add_item(Shaping *shaping, Item item) {
    g_array_append_val(shaping->shaped->items, item);
    return &g_array_index(shaping->shaped->items, Item, shaping->shaped->items->len - 1);
}

Item *add_penalty(Shaping *shaping, size_t index, int32_t cost, bool is_flagged) {
    const Character *character = &shaping->characters[MIN(index, shaping->count)];
    Item item = {
        .kind = ITEM_PENALTY, .stretch = character->stretch, .text_start = character->byte};
    item.of.penalty.cost = cost;
    item.of.penalty.is_flagged = is_flagged;
    return add_item(shaping, item);
}

static bool is_same_run(const Character *one, const Character *other) {
    return one->stretch == other->stretch && one->face == other->face &&
           one->script == other->script && one->level == other->level;
}

static bool is_forced_break(gunichar letter) {
    return letter == '\n' || letter == 0x2028;
}

static bool is_special(gunichar letter) {
    return letter_is_space(letter) || is_forced_break(letter);
}

/* Chinese and Japanese are set character by character, marks with what they stand on. */
static bool divides_east_asian(const Character *before, const Character *after) {
    return (before->is_east_asian || after->is_east_asian) && !g_unichar_ismark(after->letter);
}

/* The sign between Ethiopic words, which takes the place of a space: room on both its sides grows.
 */
static bool is_ethiopic_space(gunichar letter) {
    return letter == 0x1361;
}

/* May endless text be parted here, or text that is too long for shaping? */
static bool parts_endless(const Shaping *shaping, size_t start, size_t end) {
    const Character *first = &shaping->characters[start];
    size_t most = script_has_case(first->script) ? ENDLESS_WORD : ENDLESS_WORD_JOINED;
    if (end - start >= LONGEST_WORD) {
        return true;
    }
    return first->is_endless && end - start >= most && !g_unichar_ismark(shaping->letters[end]) &&
           g_unichar_combining_class(shaping->letters[end - 1]) != COMBINING_VIRAMA &&
           shaping->letters[end - 1] != 0x200D;
}

static size_t word_end(const Shaping *shaping, size_t start) {
    const Character *first = &shaping->characters[start];
    bool divides_by_size = run_divides_by_size(shaping, first);
    size_t end = start + 1;
    while (end < shaping->count && is_same_run(first, &shaping->characters[end]) &&
           !is_special(shaping->letters[end]) && !shaping->characters[end - 1].may_break_after &&
           !is_ethiopic_space(shaping->letters[end]) && !parts_endless(shaping, start, end) &&
           !divides_east_asian(&shaping->characters[end - 1], &shaping->characters[end]) &&
           !(divides_by_size &&
             g_unichar_islower(shaping->letters[end]) != g_unichar_islower(first->letter))) {
        end++;
    }
    return end;
}

/* A space's own width, and what it and the letters beside it are kerned by. */
static int space_advance(const Shaping *shaping, const Run *run, size_t index) {
    const FontFace *face = run->setting.face;
    WordCache *words = shaping->shaper->words;
    const Character *before = index > 0 ? &shaping->characters[index - 1] : NULL;
    const Character *after = index + 1 < shaping->count ? &shaping->characters[index + 1] : NULL;
    hb_codepoint_t glyph = 0;
    int advance = 0;
    if (hb_font_get_nominal_glyph(face->font, ' ', &glyph)) {
        advance = hb_font_get_glyph_h_advance(face->font, glyph);
    }
    bool has_before = before != NULL && before->face == face && !is_special(before->letter);
    bool has_after = after != NULL && after->face == face && !is_special(after->letter);
    advance += has_before ? word_pair_kern(words, &run->setting, before->letter, ' ') : 0;
    advance += has_after ? word_pair_kern(words, &run->setting, ' ', after->letter) : 0;
    return advance;
}

/* Spaces of the text, those that do not break lines too, are as wide as the face's space; the
 * narrow one is a sixth of the size or what less the face has; others are as the face has them. */
static Mpt space_width(const Shaping *shaping, const Run *run, size_t index) {
    gunichar letter = shaping->letters[index];
    if (letter == ' ' || letter == '\t' || letter == 0xA0) {
        return run_mpt(run, space_advance(shaping, run, index)) + run->letter_space_mpt;
    }
    const FontFace *face = run->setting.face;
    hb_codepoint_t glyph = 0;
    bool is_narrow = letter == 0x202F || letter == 0x2009;
    Mpt width = letter == 0x3000 ? run->size_mpt : run->size_mpt / (is_narrow ? 6 : 4);
    if (hb_font_get_nominal_glyph(face->font, letter, &glyph)) {
        Mpt own = run_mpt(run, hb_font_get_glyph_h_advance(face->font, glyph));
        width = is_narrow ? MIN(own, width) : own;
    }
    return width + run->letter_space_mpt;
}

void add_glue(Shaping *shaping, size_t index, Mpt width_mpt, Mpt stretch_mpt, Mpt shrink_mpt) {
    const Character *character = &shaping->characters[index];
    Item item = {.kind = ITEM_GLUE,
                 .stretch = character->stretch,
                 .text_start = character->byte,
                 .width_mpt = width_mpt};
    item.of.glue.stretch_mpt = stretch_mpt;
    item.of.glue.shrink_mpt = shrink_mpt;
    item.of.glue.level = character->level;
    add_item(shaping, item);
}

/* A space that begins a line of preformatted text is set as a letter is: glue would fall away. */
static void add_indent(Shaping *shaping, size_t index, const Run *run, Mpt width_mpt) {
    const Character *character = &shaping->characters[index];
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(run->setting.face->font, ' ', &glyph);
    ShapedGlyph shaped = {.glyph = (uint16_t)glyph,
                          .advance_mpt = width_mpt,
                          .text_start = character->byte,
                          .text_length = character->end_byte - character->byte};
    Item item = {.kind = ITEM_BOX,
                 .stretch = character->stretch,
                 .text_start = shaped.text_start,
                 .text_length = shaped.text_length,
                 .width_mpt = width_mpt};
    item.of.box.face = run->setting.face;
    item.of.box.size_mpt = run->size_mpt;
    item.of.box.level = character->level;
    item.of.box.first_glyph = shaping->shaped->glyphs->len;
    item.of.box.glyph_count = 1;
    g_array_append_val(shaping->shaped->glyphs, shaped);
    add_item(shaping, item);
}

static bool begins_line(const Shaping *shaping, size_t index) {
    const GArray *items = shaping->shaped->items;
    return index == 0 || is_forced_break(shaping->letters[index - 1]) ||
           (letter_is_space(shaping->letters[index - 1]) && items->len > 0 &&
            g_array_index(items, Item, items->len - 1).kind == ITEM_BOX);
}

static void add_space(Shaping *shaping, size_t index) {
    const Character *character = &shaping->characters[index];
    gunichar letter = character->letter;
    Run run = run_of(shaping, index);
    bool is_kept =
        shaping->paragraph->style != NULL && shaping->paragraph->style->keeps_white_space;
    if (run.setting.face == NULL) {
        return;
    }
    Mpt width = space_width(shaping, &run, index);
    width = letter == '\t' && is_kept ? 4 * width : width;
    if (is_kept && begins_line(shaping, index)) {
        add_indent(shaping, index, &run, width);
        return;
    }
    bool next_is_space = index + 1 < shaping->count && letter_is_space(shaping->letters[index + 1]);
    bool is_unbreakable = space_is_unbreakable(letter) || !next_is_space;
    if (!character->may_break_after && is_unbreakable) {
        add_penalty(shaping, index, PENALTY_FORBIDDEN, false);
    }
    bool gives = !is_kept && (letter == ' ' || letter == 0xA0 || letter == '\t');
    add_glue(shaping, index, width, gives ? width / 2 : 0, gives ? width / 3 : 0);
    g_array_index(shaping->shaped->items, Item, shaping->shaped->items->len - 1).text_length =
        character->end_byte - character->byte;
}

/* Between two words that no space parts. */
static void add_between(Shaping *shaping, size_t end) {
    const Character *before = &shaping->characters[end - 1], *after = &shaping->characters[end];
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, before->stretch);
    bool is_east_asian = before->is_east_asian || after->is_east_asian;
    Mpt size = character_size_mpt(before, stretch->style);
    if (is_east_asian && !stretch->is_verbatim) {
        add_east_asian_glue(shaping, end);
    } else if (is_ethiopic_space(before->letter) || is_ethiopic_space(after->letter)) {
        if (!before->may_break_after) {
            add_penalty(shaping, end, PENALTY_FORBIDDEN, false);
        }
        add_glue(shaping, end, 0, size / 8, 0);
    } else if (before->may_break_after && script_is_spaceless(before->script)) {
        add_glue(shaping, end, 0, size / 12, 0);
    } else if (before->may_break_after) {
        bool is_hyphen = before->letter == '-' || before->letter == 0x2010;
        add_penalty(shaping, end, is_east_asian ? 0 : SIGN_COST, is_hyphen);
    } else if (before->is_endless && !g_unichar_ismark(after->letter)) {
        add_penalty(shaping, end, EMERGENCY_COST, false);
    }
}

static void add_special(Shaping *shaping, size_t index) {
    const Character *character = &shaping->characters[index];
    if (is_forced_break(character->letter)) {
        Item *item = add_penalty(shaping, index, PENALTY_FORCED, false);
        item->text_length = character->end_byte - character->byte;
    } else {
        add_space(shaping, index);
    }
}

static void add_items(Shaping *shaping) {
    for (size_t i = 0; i < shaping->count;) {
        if (is_special(shaping->letters[i])) {
            add_special(shaping, i);
            i++;
            continue;
        }
        size_t end = word_end(shaping, i);
        if (shaping->characters[i].face != NULL) {
            add_word(shaping, i, end);
        }
        if (end < shaping->count && !is_special(shaping->letters[end])) {
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
    size_t count = shaper->characters->len - 1;
    const Character *characters = (const Character *)(void *)shaper->characters->data;
    g_array_set_size(shaper->letters, (guint)count + 1);
    gunichar *letters = (gunichar *)(void *)shaper->letters->data;
    for (size_t i = 0; i <= count; i++) {
        letters[i] = characters[i].letter;
    }
    word_cache_trim(shaper->words);
    Shaping shaping = {.shaper = shaper,
                       .paragraph = paragraph,
                       .shaped = shaped,
                       .characters = characters,
                       .letters = letters,
                       .count = count};
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
