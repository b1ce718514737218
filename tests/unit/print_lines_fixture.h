/* Paragraphs made by hand, without fonts: one unit is a point. Text is written as it would be read,
 * and each word is a box with a glyph a character; `=` is a place where a hyphen may go. */
#ifndef GALLEY_TESTS_PRINT_LINES_FIXTURE_H
#define GALLEY_TESTS_PRINT_LINES_FIXTURE_H

#include "print/lines.h"

#include <string.h>

enum { UNIT = MPT_PER_POINT, SPACE_GLYPH = 3, HYPHEN_GLYPH = 4 };

typedef struct {
    ParagraphText *paragraph;
    ShapedParagraph *shaped;
    FontFace face;
    hb_font_funcs_t *functions;
    TextStyle style;
    uint8_t level;      /* of what is added next */
    Mpt protrusion_mpt; /* of each box, at both ends */
    Mpt expansion_mpt;  /* of each box, either way */
    uint32_t stretch;
} Hand;

static inline hb_bool_t hand_glyph(hb_font_t *font, void *data, hb_codepoint_t letter,
                                   hb_codepoint_t *glyph, void *more) {
    (void)font;
    (void)data;
    (void)more;
    *glyph = letter == ' ' ? SPACE_GLYPH : 0;
    return letter == ' ';
}

static inline void hand_begin(Hand *hand, bool is_rtl) {
    *hand = (Hand){.style = {.size_mpt = 10 * UNIT}, .level = is_rtl ? 1 : 0};
    hand->functions = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(hand->functions, hand_glyph, NULL, NULL);
    hand->face.font = hb_font_create(hb_face_get_empty());
    hb_font_set_funcs(hand->face.font, hand->functions, NULL, NULL);
    hand->face.units_per_em = 1000;
    hand->face.underline_position = -100;
    hand->face.underline_thickness = 50;
    hand->face.x_height = 500;
    hand->paragraph = paragraph_text_new(NULL, NULL, is_rtl);
    TextStretch first = {.end_bytes = G_MAXSIZE, .style = &hand->style, .lang = "en"};
    g_array_append_val(hand->paragraph->stretches, first);
    hand->shaped = g_new0(ShapedParagraph, 1);
    hand->shaped->items = g_array_new(FALSE, FALSE, sizeof(Item));
    hand->shaped->glyphs = g_array_new(FALSE, FALSE, sizeof(ShapedGlyph));
    hand->shaped->paragraph = hand->paragraph;
}

static inline void hand_end(Hand *hand) {
    shaped_paragraph_free(hand->shaped);
    paragraph_text_free(hand->paragraph);
    hb_font_destroy(hand->face.font);
    hb_font_funcs_destroy(hand->functions);
}

static inline TextStretch *hand_stretch(Hand *hand, uint32_t index) {
    return &g_array_index(hand->paragraph->stretches, TextStretch, index);
}

/* What is added from here on is of another stretch, which is returned. */
static inline TextStretch *hand_next_stretch(Hand *hand) {
    TextStretch next = {.end_bytes = G_MAXSIZE, .style = &hand->style, .lang = "en"};
    hand_stretch(hand, hand->stretch)->end_bytes = hand->paragraph->text->len;
    g_array_append_val(hand->paragraph->stretches, next);
    hand->stretch++;
    return hand_stretch(hand, hand->stretch);
}

static inline Item *hand_add(Hand *hand, ItemKind kind, const char *text, Mpt width_mpt) {
    Item item = {.kind = kind,
                 .stretch = hand->stretch,
                 .text_start = (uint32_t)hand->paragraph->text->len,
                 .text_length = (uint32_t)strlen(text),
                 .width_mpt = width_mpt};
    g_string_append(hand->paragraph->text, text);
    g_array_append_val(hand->shaped->items, item);
    return &g_array_index(hand->shaped->items, Item, hand->shaped->items->len - 1);
}

static inline void hand_add_glyph(Hand *hand, uint16_t glyph, Mpt advance_mpt, uint32_t text_start,
                                  uint32_t text_length) {
    ShapedGlyph shaped = {.glyph = glyph,
                          .advance_mpt = advance_mpt,
                          .text_start = text_start,
                          .text_length = text_length};
    g_array_append_val(hand->shaped->glyphs, shaped);
}

/* A box; its glyphs are equally wide, numbered by their characters, from left to right. */
static inline Item *hand_box(Hand *hand, const char *text, Mpt width_mpt) {
    Item *box = hand_add(hand, ITEM_BOX, text, width_mpt);
    uint32_t count = (uint32_t)g_utf8_strlen(text, -1);
    box->of.box.face = &hand->face;
    box->of.box.size_mpt = hand->style.size_mpt;
    box->of.box.level = hand->level;
    box->of.box.first_glyph = hand->shaped->glyphs->len;
    box->of.box.glyph_count = count;
    box->of.box.stretch_mpt = box->of.box.shrink_mpt = hand->expansion_mpt;
    box->of.box.protrude_start_mpt = box->of.box.protrude_end_mpt = hand->protrusion_mpt;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = hand->level % 2 == 1 ? count - 1 - i : i;
        const char *from = g_utf8_offset_to_pointer(text, at);
        hand_add_glyph(hand, (uint16_t)g_utf8_get_char(from), width_mpt / (Mpt)count,
                       box->text_start + (uint32_t)(from - text),
                       (uint32_t)(g_utf8_next_char(from) - from));
    }
    return box;
}

static inline Item *hand_glue(Hand *hand, const char *text, Mpt width, Mpt stretch, Mpt shrink) {
    Item *glue = hand_add(hand, ITEM_GLUE, text, width * UNIT);
    glue->of.glue.stretch_mpt = stretch * UNIT;
    glue->of.glue.shrink_mpt = shrink * UNIT;
    glue->of.glue.level = hand->paragraph->is_rtl ? 1 : 0;
    return glue;
}

static inline Item *hand_penalty(Hand *hand, int32_t cost) {
    Item *penalty = hand_add(hand, ITEM_PENALTY, "", 0);
    penalty->of.penalty.cost = cost;
    return penalty;
}

static inline Item *hand_hyphen(Hand *hand, Mpt width_mpt) {
    Item *hyphen = hand_penalty(hand, 50);
    hyphen->width_mpt = width_mpt;
    hyphen->of.penalty.is_flagged = true;
    hyphen->of.penalty.face = &hand->face;
    hyphen->of.penalty.first_glyph = hand->shaped->glyphs->len;
    hyphen->of.penalty.glyph_count = 1;
    hand_add_glyph(hand, HYPHEN_GLYPH, width_mpt, 0, 0);
    return hyphen;
}

/* A word of letters of ten units, hyphens of five. */
static inline void hand_word(Hand *hand, const char *word) {
    g_auto(GStrv) parts = g_strsplit(word, "=", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (i > 0) {
            hand_hyphen(hand, 5 * UNIT);
        }
        hand_box(hand, parts[i], (Mpt)g_utf8_strlen(parts[i], -1) * 10 * UNIT);
    }
}

/* Words with spaces of 6, which stretch by 3 and shrink by 2; a line separator forces a break. */
static inline void hand_text(Hand *hand, const char *text) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], "|") == 0) {
            Item *forced = hand_add(hand, ITEM_PENALTY, "\u2028", 0);
            forced->of.penalty.cost = PENALTY_FORCED;
            continue;
        }
        if (i > 0 && strcmp(words[i - 1], "|") != 0) {
            hand_glue(hand, " ", 6, 3, 2);
        }
        if (*words[i] != '\0') {
            hand_word(hand, words[i]);
        }
    }
}

static inline Lines *hand_break(Hand *hand, Mpt width, LineWish wish) {
    Measure measure = {.width_mpt = width * UNIT};
    if (wish.measures == NULL) {
        wish.measures = &measure;
        wish.measure_count = 1;
    }
    hand_penalty(hand, PENALTY_FORCED);
    Lines *lines = lines_break(hand->shaped, &wish);
    g_array_set_size(hand->shaped->items, hand->shaped->items->len - 1);
    return lines;
}

static inline const Line *hand_line(const Lines *lines, guint index) {
    g_assert_cmpuint(index, <, lines->lines->len);
    return &g_array_index(lines->lines, Line, index);
}

/* The lines as they read, one a row, with a hyphen where one is set. Caller frees. */
static inline char *hand_read(const Hand *hand, const Lines *lines) {
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < lines->lines->len; i++) {
        const Line *line = hand_line(lines, i);
        for (uint32_t k = line->first_item; k < line->end_item; k++) {
            const Item *item = &g_array_index(hand->shaped->items, Item, k);
            g_string_append_len(all, hand->paragraph->text->str + item->text_start,
                                item->text_length);
        }
        const Item *end = &g_array_index(hand->shaped->items, Item, line->break_item);
        bool has_hyphen = line->break_item < hand->shaped->items->len &&
                          end->kind == ITEM_PENALTY && end->of.penalty.glyph_count > 0;
        g_string_append(all, has_hyphen ? "-\n" : "\n");
    }
    return g_string_free(all, FALSE);
}

static inline void hand_assert_lines(const Hand *hand, const Lines *lines, const char *expected) {
    g_autofree char *read = hand_read(hand, lines);
    g_assert_cmpstr(read, ==, expected);
}

#endif
