/* One paragraph shaped, and its items as text. Every shaped paragraph is held to what the line
 * breaker and drawing rely on. */
#ifndef GALLEY_TESTS_PRINT_SHAPE_FIXTURE_H
#define GALLEY_TESTS_PRINT_SHAPE_FIXTURE_H

#include "print/shape.h"

#include <string.h>

static const char *const body_families[] = {"Vollkorn", NULL};

typedef struct {
    FontShelf *shelf;
    PrintStyle *sheet;
    Dictionaries *dictionaries;
    Shaper *shaper;
    TextStyle text;
    BoxStyle box;
    ParagraphText *paragraph;
    ShapedParagraph *shaped;
    GArray *missing;
} Fixture;

static inline Fixture fixture_new(void) {
    Fixture fixture = {.shelf = font_shelf_new(NULL), .sheet = print_style_new(), .missing = NULL};
    fixture.dictionaries = dictionaries_new(NULL);
    fixture.shaper = shaper_new(fixture.shelf, fixture.dictionaries);
    fixture.text = (TextStyle){
        .families = body_families, .weight = 400, .size_mpt = 10000, .has_ligatures = true};
    fixture.box = (BoxStyle){.hyphenates = true};
    fixture.missing = g_array_new(FALSE, FALSE, sizeof(gunichar));
    return fixture;
}

static inline void fixture_free(Fixture *fixture) {
    shaped_paragraph_free(fixture->shaped);
    paragraph_text_free(fixture->paragraph);
    shaper_free(fixture->shaper);
    dictionaries_free(fixture->dictionaries);
    font_shelf_free(fixture->shelf);
    print_style_free(fixture->sheet);
    g_array_unref(fixture->missing);
}

/* What holds for every shaped paragraph: it ends in a forced break; boxes are as wide as their
 * glyphs; texts are in order and inside the paragraph's, and no two glyphs have the same. */
static inline void check_items(const ShapedParagraph *shaped) {
    size_t length = shaped->paragraph->text->len;
    g_assert_cmpuint(shaped->items->len, >, 0);
    const Item *last = &g_array_index(shaped->items, Item, shaped->items->len - 1);
    g_assert_cmpint(last->kind, ==, ITEM_PENALTY);
    g_assert_cmpint(last->of.penalty.cost, ==, PENALTY_FORCED);
    uint32_t before = 0;
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        g_assert_cmpuint(item->text_start, >=, before);
        g_assert_cmpuint(item->text_start + item->text_length, <=, length);
        before = item->text_start;
        if (item->kind != ITEM_BOX) {
            continue;
        }
        Mpt width = 0;
        g_assert_nonnull(item->of.box.face);
        for (uint32_t k = 0; k < item->of.box.glyph_count; k++) {
            const ShapedGlyph *glyph =
                &g_array_index(shaped->glyphs, ShapedGlyph, item->of.box.first_glyph + k);
            width += glyph->advance_mpt;
            g_assert_cmpuint(glyph->text_start, >=, item->text_start);
            g_assert_cmpuint(glyph->text_start + glyph->text_length, <=, length);
        }
        g_assert_cmpint(width, ==, item->width_mpt);
    }
}

static inline void fixture_begin(Fixture *fixture, bool is_rtl) {
    g_clear_pointer(&fixture->shaped, shaped_paragraph_free);
    g_clear_pointer(&fixture->paragraph, paragraph_text_free);
    fixture->paragraph = paragraph_text_new(&fixture->box, NULL, is_rtl);
    g_array_set_size(fixture->missing, 0);
}

static inline const ShapedParagraph *fixture_end(Fixture *fixture) {
    fixture->shaped = shape_paragraph(fixture->shaper, fixture->paragraph, fixture->missing);
    check_items(fixture->shaped);
    return fixture->shaped;
}

static inline const ShapedParagraph *fixture_shape(Fixture *fixture, const char *text,
                                                   const char *lang, bool is_rtl) {
    fixture_begin(fixture, is_rtl);
    paragraph_text_add(fixture->paragraph, text, strlen(text),
                       (TextStretch){.style = &fixture->text, .lang = lang});
    return fixture_end(fixture);
}

static inline const Item *item_of(const ShapedParagraph *shaped, guint index) {
    g_assert_cmpuint(index, <, shaped->items->len);
    return &g_array_index(shaped->items, Item, index);
}

static inline const ShapedGlyph *glyph_of(const ShapedParagraph *shaped, uint32_t index) {
    return &g_array_index(shaped->glyphs, ShapedGlyph, index);
}

/* The paragraph as it may be broken: "-" a hyphen, "|" another break, "_" a space, "~" one that
 * holds, "^" glue without a text, "#" a forced break, "=" a place where no break may be. */
static inline char *items_text(const ShapedParagraph *shaped) {
    GString *out = g_string_new(NULL);
    bool is_held = false;
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind == ITEM_BOX) {
            g_string_append(out, is_held ? "=" : "");
            g_string_append_len(out, shaped->paragraph->text->str + item->text_start,
                                item->text_length);
        } else if (item->kind == ITEM_GLUE) {
            g_string_append(out, is_held && item->text_length > 0 ? "~"
                                 : is_held                        ? "="
                                 : item->text_length > 0          ? "_"
                                                                  : "^");
        }
        is_held = item->kind == ITEM_PENALTY && item->of.penalty.cost >= PENALTY_FORBIDDEN;
        if (item->kind == ITEM_PENALTY && !is_held) {
            g_string_append(out, item->of.penalty.cost <= PENALTY_FORCED ? "#"
                                 : item->of.penalty.glyph_count > 0      ? "-"
                                                                         : "|");
        }
    }
    return g_string_free(out, FALSE);
}

static inline void expect(const ShapedParagraph *shaped, const char *expected) {
    g_autofree char *text = items_text(shaped);
    g_assert_cmpstr(text, ==, expected);
}

#endif
