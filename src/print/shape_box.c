/* Words as boxes. Where a word may be divided it is two boxes and a penalty, set so that together,
 * undivided, they are the word as HarfBuzz shaped it whole; what a break changes (kerning, a
 * ligature that it parts, a spelling) is in the penalty. */
#include "print/font_scripts.h"
#include "print/shape_items.h"

#define EXPANSION_PERMILLE 20
#define LONGEST_UNBROKEN 30 /* letters */
#define SPREAD_DIVISOR 24   /* of the size: how far clusters of a word without spaces may part */

/* A word in hand. */
typedef struct {
    Shaping *shaping;
    const Run *run;
    const ShapedWord *word;
    size_t start, count; /* characters of the paragraph */
} WordBoxes;

/* A run of glyphs of a shaped word. Its characters are [start, stop) of the paragraph; cluster 0 of
 * the word is the paragraph's character `origin`, and `limit` is where the word ends. A ligature
 * may reach past `stop`. */
typedef struct {
    const ShapedWord *word;
    uint32_t first, end;
    size_t origin, start, stop, limit;
} Piece;

static ShapedGlyph *append_glyphs(Shaping *shaping, uint32_t count) {
    GArray *glyphs = shaping->shaped->glyphs;
    guint before = glyphs->len;
    g_array_set_size(glyphs, before + count);
    return &g_array_index(glyphs, ShapedGlyph, before);
}

/* Appends the glyphs; returns their width. They are gone through against the text's order, so that
 * each knows where the next cluster begins. The first glyph of a cluster has its text. */
static Mpt add_glyphs(Shaping *shaping, const Run *run, const Piece *piece) {
    uint32_t count = piece->end - piece->first;
    ShapedGlyph *to = append_glyphs(shaping, count);
    bool is_rtl = run->setting.is_rtl;
    size_t next = piece->limit;
    if (!is_rtl && piece->end < piece->word->count) {
        next = MIN(next, piece->origin + piece->word->glyphs[piece->end].cluster);
    }
    Mpt width = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = is_rtl ? i : count - 1 - i;
        const WordGlyph *from = &piece->word->glyphs[piece->first + at];
        size_t character = MIN(piece->origin + from->cluster, piece->stop - 1);
        bool heads = i + 1 == count || from[is_rtl ? 1 : -1].cluster != from->cluster;
        uint32_t byte = shaping->characters[character].byte;
        to[at] = (ShapedGlyph){.glyph = from->glyph,
                               .advance_mpt = run_mpt(run, from->advance),
                               .offset_x_mpt = run_mpt(run, from->offset_x),
                               .offset_y_mpt = run_mpt(run, from->offset_y),
                               .text_start = byte};
        if (heads) {
            size_t last = MAX(next, character + 1) - 1;
            to[at].text_length = shaping->characters[last].end_byte - byte;
            to[at].advance_mpt += run->letter_space_mpt;
            next = character;
        }
        width += to[at].advance_mpt;
    }
    return width;
}

static void add_box(Shaping *shaping, const Run *run, const Piece *piece) {
    const Character *head = &shaping->characters[piece->start];
    const Character *tail = &shaping->characters[piece->stop - 1];
    Item item = {.kind = ITEM_BOX,
                 .stretch = head->stretch,
                 .text_start = head->byte,
                 .text_length = tail->end_byte - head->byte};
    item.of.box.face = run->setting.face;
    item.of.box.size_mpt = run->size_mpt;
    item.of.box.raise_mpt = run->raise_mpt;
    item.of.box.level = head->level;
    item.of.box.first_glyph = shaping->shaped->glyphs->len;
    item.of.box.glyph_count = piece->end - piece->first;
    item.width_mpt = add_glyphs(shaping, run, piece);
    if (!head->is_east_asian && !run->setting.face->is_fixed_pitch) {
        item.of.box.stretch_mpt = item.width_mpt * EXPANSION_PERMILLE / 1000;
        item.of.box.shrink_mpt = item.of.box.stretch_mpt;
    }
    if (head->is_east_asian && !run->stretch->is_verbatim) {
        item.of.box.protrude_start_mpt =
            east_asian_protrusion_mpt(shaping, head, run->size_mpt, true);
        item.of.box.protrude_end_mpt =
            east_asian_protrusion_mpt(shaping, tail, run->size_mpt, false);
    } else if (piece->end > piece->first && !run->stretch->is_verbatim) {
        bool is_rtl = run->setting.is_rtl;
        int first = piece->word->glyphs[is_rtl ? piece->end - 1 : piece->first].advance;
        int last = piece->word->glyphs[is_rtl ? piece->first : piece->end - 1].advance;
        item.of.box.protrude_start_mpt =
            letter_protrusion_mpt(head->letter, run_mpt(run, first), true);
        item.of.box.protrude_end_mpt =
            letter_protrusion_mpt(tail->letter, run_mpt(run, last), false);
    }
    add_item(shaping, item);
}

/* The face of a hyphen: the word's, or the style's own where that has none. */
static const FontFace *hyphen_face(const Shaping *shaping, const Run *run) {
    const FontFace *face = run->setting.face;
    const FontFace *own = font_face_has(face, 0x2010) || font_face_has(face, '-')
                              ? NULL
                              : font_shelf_face(shaping->shaper->shelf, run->style);
    return own != NULL ? own : face;
}

/* The hyphen of a run, shaped once for words of one setting that follow one another. */
static void set_hyphen(Shaping *shaping, Item *penalty, const Run *word_run) {
    Run hyphen_run = *word_run;
    const Run *run = &hyphen_run;
    const FontFace *face = hyphen_run.setting.face = hyphen_face(shaping, word_run);
    if (shaping->hyphen_face != face || shaping->hyphen_size_mpt != run->size_mpt ||
        shaping->hyphen_features != run->setting.features) {
        hb_codepoint_t glyph = 0;
        shaping->hyphen = hb_font_get_nominal_glyph(face->font, 0x2010, &glyph) ? 0x2010 : '-';
        const ShapedWord *word =
            word_shape(shaping->shaper->words, &run->setting, &shaping->hyphen, 1, 0, 1, false);
        ShapedGlyph *hyphen = append_glyphs(shaping, 1);
        *hyphen = (ShapedGlyph){.glyph = word->count > 0 ? word->glyphs[0].glyph : 0,
                                .advance_mpt = run_mpt(run, word->advance)};
        shaping->hyphen_face = face;
        shaping->hyphen_size_mpt = run->size_mpt;
        shaping->hyphen_features = run->setting.features;
        shaping->hyphen_glyph = shaping->shaped->glyphs->len - 1;
        shaping->hyphen_mpt = hyphen->advance_mpt;
    }
    penalty->width_mpt = shaping->hyphen_mpt;
    penalty->of.penalty.first_glyph = shaping->hyphen_glyph;
    penalty->of.penalty.glyph_count = 1;
    penalty->of.penalty.face = face;
    penalty->of.penalty.protrude_end_mpt = letter_protrusion_mpt('-', shaping->hyphen_mpt, false);
}

/* The part of a word that hyphenation is asked about: its letters without the signs around them,
 * and of "l'enfant" or "worker's" the longer side of the apostrophe. False: it is no word. */
static bool find_core(const gunichar *letters, size_t count, size_t *first, size_t *end) {
    size_t from = 0, to = count, small = 0, large = 0;
    while (from < to && !g_unichar_isalpha(letters[from])) {
        from++;
    }
    while (to > from && !g_unichar_isalpha(letters[to - 1])) {
        to--;
    }
    for (size_t i = from; i < to; i++) {
        bool is_apostrophe = letters[i] == 0x2019 || letters[i] == '\'';
        if (is_apostrophe && i - from <= 2) {
            from = i + 1;
            small = large = 0;
        } else if (is_apostrophe) {
            to = i;
        } else if (!g_unichar_isalpha(letters[i]) && !g_unichar_ismark(letters[i])) {
            return false;
        } else {
            small += g_unichar_islower(letters[i]) ? 1 : 0;
            large += g_unichar_isupper(letters[i]) ? 1 : 0;
        }
    }
    *first = from;
    *end = to;
    return (small > 0 || large == 0) && to > from; /* all in capitals it is an abbreviation */
}

static size_t ask_hyphenator(const WordBoxes *boxes, const gunichar *letters, Division *divisions) {
    size_t first = 0, end = 0;
    if (!find_core(letters, boxes->count, &first, &end)) {
        return 0;
    }
    size_t found = hyphenate(boxes->shaping->shaper->hyphenator, boxes->run->setting.lang,
                             letters + first, end - first, divisions);
    for (size_t i = 0; i < found; i++) {
        divisions[i].letters_before = (uint8_t)(divisions[i].letters_before + first);
        divisions[i].change_start = (uint8_t)(divisions[i].change_start + first);
        divisions[i].change_end = (uint8_t)(divisions[i].change_end + first);
    }
    return found;
}

/* As the word's own mask remembers, where no spelling changes. */
static size_t known_divisions(const ShapedWord *word, Division *divisions) {
    size_t found = 0;
    for (uint64_t rest = word->divisions; rest != 0; rest &= rest - 1) {
        int bit = __builtin_ctzll(rest);
        divisions[found++] = (Division){.letters_before = (uint8_t)(bit + 1)};
    }
    return found;
}

static size_t automatic_divisions(const WordBoxes *boxes, ShapedWord *word, Division *divisions) {
    if (word->divisions_known && !word->divisions_change) {
        return word->divisions != 0 ? known_divisions(word, divisions) : 0;
    }
    const gunichar *letters = boxes->shaping->letters + boxes->start;
    size_t found = ask_hyphenator(boxes, letters, divisions);
    word->divisions_known = true;
    for (size_t i = 0; i < found; i++) {
        word->divisions |= (uint64_t)1 << (divisions[i].letters_before - 1);
        word->divisions_change = word->divisions_change || divisions[i].changes;
    }
    return found;
}

/* Where the text itself says so (U+00AD), else where the language's patterns do. */
static size_t find_divisions(const WordBoxes *boxes, ShapedWord *word, Division *divisions) {
    const Shaping *shaping = boxes->shaping;
    const BoxStyle *style = shaping->paragraph->style;
    size_t found = 0;
    if (boxes->run->setting.is_rtl || boxes->count > HYPHENATE_MOST_LETTERS) {
        return 0;
    }
    for (size_t i = 0; i + 1 < boxes->count; i++) {
        if (shaping->characters[boxes->start + i].has_soft_hyphen_after) {
            divisions[found++] = (Division){.letters_before = (uint8_t)(i + 1)};
        }
    }
    bool is_wanted = style != NULL && style->hyphenates && !boxes->run->stretch->is_verbatim &&
                     !shaping->characters[boxes->start].is_in_address;
    return found == 0 && is_wanted ? automatic_divisions(boxes, word, divisions) : found;
}

/* The first glyph from `from` on whose cluster begins at a character of the word or past it. */
static uint32_t glyph_from(const ShapedWord *word, uint32_t from, size_t character) {
    uint32_t at = from;
    while (at < word->count && word->glyphs[at].cluster < character) {
        at++;
    }
    return at;
}

static int advance_of(const ShapedWord *word, uint32_t first, uint32_t end) {
    int advance = 0;
    for (uint32_t i = first; i < end; i++) {
        advance += word->glyphs[i].advance;
    }
    return advance;
}

static bool has_same_glyphs(const ShapedWord *one, uint32_t first, uint32_t end,
                            const ShapedWord *other) {
    bool is_same = other->count == end - first;
    for (uint32_t i = 0; is_same && i < other->count; i++) {
        is_same = one->glyphs[first + i].glyph == other->glyphs[i].glyph;
    }
    return is_same;
}

/* One side of a division by itself: letters of the word, and what stands for some of them where the
 * spelling changes. */
static const ShapedWord *shape_side(const WordBoxes *boxes, size_t from, size_t to,
                                    const gunichar *before, size_t before_count,
                                    const gunichar *after, size_t after_count) {
    gunichar letters[HYPHENATE_MOST_LETTERS + 2 * HYPHENATE_MOST_CHANGED];
    size_t count = 0;
    const gunichar *word = boxes->shaping->letters + boxes->start;
    for (size_t i = 0; i < before_count; i++) {
        letters[count++] = before[i];
    }
    for (size_t i = from; i < to; i++) {
        letters[count++] = word[i];
    }
    for (size_t i = 0; i < after_count; i++) {
        letters[count++] = after[i];
    }
    return word_shape(boxes->shaping->shaper->words, &boxes->run->setting, letters, count, 0, count,
                      false);
}

/* A division in hand: glyphs of the whole word [first, at) make the box before it, [at, next) the
 * one after it; in characters [from, here) and [here, stop). */
typedef struct {
    const Division *division;
    uint32_t first, at, next;
    size_t from, here, stop;
} Cut;

/* Sets all of a changed side's text to its box, since letters and glyphs no longer match. */
static void give_text(Shaping *shaping, uint32_t first, uint32_t count, size_t start, size_t stop) {
    for (uint32_t i = 0; i < count; i++) {
        ShapedGlyph *glyph = &g_array_index(shaping->shaped->glyphs, ShapedGlyph, first + i);
        uint32_t byte = shaping->characters[start].byte;
        glyph->text_start = byte;
        glyph->text_length = i == 0 ? shaping->characters[stop - 1].end_byte - byte : 0;
    }
}

static void set_before(const WordBoxes *boxes, const Cut *cut, Item *penalty) {
    Shaping *shaping = boxes->shaping;
    const Division *division = cut->division;
    size_t until = division->changes ? division->change_start : cut->here;
    const ShapedWord *side = shape_side(boxes, cut->from, MAX(until, cut->from), NULL, 0,
                                        division->before, division->before_count);
    int kept = advance_of(boxes->word, cut->first, cut->at);
    penalty->of.penalty.before_mpt += run_mpt(boxes->run, side->advance - kept);
    if (division->changes || !has_same_glyphs(boxes->word, cut->first, cut->at, side)) {
        Piece piece = {.word = side,
                       .end = side->count,
                       .origin = boxes->start + cut->from,
                       .start = boxes->start + cut->from,
                       .stop = boxes->start + cut->here,
                       .limit = boxes->start + cut->here};
        penalty->of.penalty.replacement_first_glyph = shaping->shaped->glyphs->len;
        penalty->of.penalty.replacement_glyph_count = side->count;
        add_glyphs(shaping, boxes->run, &piece);
        if (division->changes) {
            give_text(shaping, penalty->of.penalty.replacement_first_glyph, side->count,
                      piece.start, piece.stop);
        }
    }
}

static void set_after(const WordBoxes *boxes, const Cut *cut, Item *penalty) {
    Shaping *shaping = boxes->shaping;
    const Division *division = cut->division;
    size_t since = division->changes ? division->change_end : cut->here;
    const ShapedWord *side =
        shape_side(boxes, since, boxes->count, division->after, division->after_count, NULL, 0);
    size_t changed = division->after_count;
    uint32_t end = glyph_from(side, 0, MAX(cut->stop, since) - since + changed);
    int kept = advance_of(boxes->word, cut->at, cut->next);
    penalty->of.penalty.after_mpt = run_mpt(boxes->run, advance_of(side, 0, end) - kept);
    ShapedWord *start = g_memdup2(side, sizeof(ShapedWord) + end * sizeof(WordGlyph));
    start->count = end;
    if (division->changes || !has_same_glyphs(boxes->word, cut->at, cut->next, start)) {
        Piece piece = {.word = side,
                       .end = end,
                       .origin = boxes->start + since,
                       .start = boxes->start + cut->here,
                       .stop = boxes->start + cut->stop,
                       .limit = boxes->start + boxes->count};
        penalty->of.penalty.after_first_glyph = shaping->shaped->glyphs->len;
        penalty->of.penalty.after_glyph_count = end;
        add_glyphs(shaping, boxes->run, &piece);
        if (division->changes) {
            give_text(shaping, penalty->of.penalty.after_first_glyph, end, piece.start, piece.stop);
        }
    }
    g_free(start);
}

/* Divisions that cannot be made are taken out: before a mark, or where a changed spelling reaches
 * into the next division. */
static size_t keep_possible(const WordBoxes *boxes, Division *divisions, size_t count) {
    const gunichar *letters = boxes->shaping->letters + boxes->start;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const Division *division = &divisions[i];
        size_t before = kept > 0 ? divisions[kept - 1].letters_before : 0;
        size_t after = i + 1 < count ? divisions[i + 1].letters_before : boxes->count;
        bool reaches =
            division->changes && (division->change_start < before || division->change_end > after);
        if (!reaches && !g_unichar_ismark(letters[division->letters_before])) {
            divisions[kept++] = *division;
        }
    }
    return kept;
}

static void add_side(const WordBoxes *boxes, uint32_t first, uint32_t end, size_t from,
                     size_t stop) {
    Piece piece = {.word = boxes->word,
                   .first = first,
                   .end = end,
                   .origin = boxes->start,
                   .start = boxes->start + from,
                   .stop = boxes->start + stop,
                   .limit = boxes->start + boxes->count};
    add_box(boxes->shaping, boxes->run, &piece);
}

static void add_division(const WordBoxes *boxes, const Cut *cut) {
    Shaping *shaping = boxes->shaping;
    const ShapedWord *word = boxes->word;
    size_t here = boxes->start + cut->here;
    Item *penalty = add_penalty(shaping, here, HYPHEN_COST, true);
    penalty->stretch = shaping->characters[boxes->start].stretch;
    set_hyphen(shaping, penalty, boxes->run);
    gunichar last = shaping->letters[here - 1];
    int kern = word_pair_kern(shaping->shaper->words, &boxes->run->setting, last, shaping->hyphen);
    penalty->of.penalty.before_mpt = run_mpt(boxes->run, kern);
    bool is_whole = cut->at < word->count && word->glyphs[cut->at].cluster == cut->here &&
                    !word->glyphs[cut->at].is_unsafe;
    if (!is_whole || cut->division->changes) {
        set_before(boxes, cut, penalty);
        set_after(boxes, cut, penalty);
    }
}

static void add_divided(const WordBoxes *boxes, const Division *divisions, size_t count) {
    Cut cut = {.from = 0};
    for (size_t i = 0; i < count; i++) {
        cut.division = &divisions[i];
        cut.here = divisions[i].letters_before;
        cut.stop = i + 1 < count ? divisions[i + 1].letters_before : boxes->count;
        cut.at = glyph_from(boxes->word, cut.first, cut.here);
        cut.next = glyph_from(boxes->word, cut.at, cut.stop);
        add_side(boxes, cut.first, cut.at, cut.from, cut.here);
        add_division(boxes, &cut);
        cut.first = cut.at;
        cut.from = cut.here;
    }
    add_side(boxes, cut.first, boxes->word->count, cut.from, boxes->count);
}

/* Where words are written without spaces, a justified line's room is spread over all of it: gaps
 * between words alone would be read as ends of phrases. */
static void add_spread(const WordBoxes *boxes) {
    const ShapedWord *word = boxes->word;
    Mpt stretch = boxes->run->size_mpt / SPREAD_DIVISOR;
    uint32_t first = 0;
    for (uint32_t i = 1; i < word->count; i++) {
        const WordGlyph *glyph = &word->glyphs[i];
        if (glyph->cluster != word->glyphs[i - 1].cluster && !glyph->is_unsafe) {
            size_t from = word->glyphs[first].cluster, here = boxes->start + glyph->cluster;
            add_side(boxes, first, i, from, glyph->cluster);
            add_penalty(boxes->shaping, here, PENALTY_FORBIDDEN, false);
            add_glue(boxes->shaping, here, 0, stretch, 0);
            first = i;
        }
    }
    add_side(boxes, first, word->count, first > 0 ? word->glyphs[first].cluster : 0, boxes->count);
}

static bool is_spread(const WordBoxes *boxes) {
    const BoxStyle *style = boxes->shaping->paragraph->style;
    return script_is_spaceless(boxes->run->setting.script) && style != NULL &&
           style->align == ALIGN_JUSTIFY && !boxes->run->stretch->is_verbatim;
}

/* What is no word and longer than many lines may break anywhere, without a hyphen, before it runs
 * out of its column. */
static void add_long(const WordBoxes *boxes) {
    const ShapedWord *word = boxes->word;
    uint32_t first = 0;
    for (uint32_t i = 1; i < word->count; i++) {
        const WordGlyph *glyph = &word->glyphs[i];
        size_t from = word->glyphs[first].cluster;
        bool is_whole = glyph->cluster != word->glyphs[i - 1].cluster && !glyph->is_unsafe &&
                        glyph->cluster + 2 < boxes->count;
        if (is_whole && glyph->cluster >= from + 3) {
            add_side(boxes, first, i, from, glyph->cluster);
            Item *penalty =
                add_penalty(boxes->shaping, boxes->start + glyph->cluster, EMERGENCY_COST, false);
            penalty->stretch = boxes->shaping->characters[boxes->start].stretch;
            first = i;
        }
    }
    add_side(boxes, first, word->count, first > 0 ? word->glyphs[first].cluster : 0, boxes->count);
}

void add_word(Shaping *shaping, size_t start, size_t end) {
    Shaper *shaper = shaping->shaper;
    size_t count = end - start;
    Run run = run_of(shaping, start);
    run_set_position(shaper, &run, shaping->letters + start, count);
    bool has_neighbour = (start > 0 && !letter_is_space(shaping->letters[start - 1])) ||
                         (end < shaping->count && !letter_is_space(shaping->letters[end]));
    bool is_joined = has_neighbour && letters_join(run.setting.script);
    ShapedWord *word = word_shape(shaper->words, &run.setting, shaping->letters, shaping->count,
                                  start, count, is_joined);
    WordBoxes boxes = {
        .shaping = shaping, .run = &run, .word = word, .start = start, .count = count};
    Division divisions[HYPHENATE_MOST_LETTERS];
    size_t found = keep_possible(&boxes, divisions, find_divisions(&boxes, word, divisions));
    if (found == 0 && count > LONGEST_UNBROKEN && !run.setting.is_rtl) {
        add_long(&boxes);
    } else if (found == 0 && is_spread(&boxes)) {
        add_spread(&boxes);
    } else {
        add_divided(&boxes, divisions, found);
    }
}
