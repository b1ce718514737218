/* What an editor says of print: an issue's word over its publication's, key by key. */
#include "model/print_wish.h"

void print_wish_clear(PrintWish *wish) {
    g_free(wish->preset);
    g_free(wish->output_intent);
    if (wish->output_intent_root != NULL) {
        root_free(wish->output_intent_root);
    }
    for (int i = 0; i < PRINT_KEY_COUNT; i++) {
        g_free(wish->places[i].file);
    }
    *wish = (PrintWish){0};
}

static void inherit_place(PrintWish *wish, const PrintWish *above, PrintKey key) {
    const PrintKeyPlace *place = &above->places[key];
    g_free(wish->places[key].file);
    wish->places[key] = (PrintKeyPlace){g_strdup(place->file), place->line, place->column};
}

static void inherit_output_intent(PrintWish *wish, const PrintWish *above) {
    wish->output_intent = g_strdup(above->output_intent);
    wish->output_intent_root =
        above->output_intent_root != NULL ? root_ref(above->output_intent_root) : NULL;
    inherit_place(wish, above, PRINT_KEY_OUTPUT_INTENT);
}

void print_wish_inherit(PrintWish *wish, const PrintWish *above) {
    if (wish->preset == NULL) {
        wish->preset = g_strdup(above->preset);
        inherit_place(wish, above, PRINT_KEY_PRESET);
    }
    if (wish->trim_width_mm == 0) {
        wish->trim_width_mm = above->trim_width_mm;
        wish->trim_height_mm = above->trim_height_mm;
        inherit_place(wish, above, PRINT_KEY_TRIM);
    }
    if (!wish->has_bleed) {
        wish->has_bleed = above->has_bleed;
        wish->bleed_mm = above->bleed_mm;
        inherit_place(wish, above, PRINT_KEY_BLEED);
    }
    if (!wish->has_marks) {
        wish->has_marks = above->has_marks;
        wish->marks = above->marks;
        inherit_place(wish, above, PRINT_KEY_MARKS);
    }
    if (wish->output_intent == NULL && above->output_intent != NULL) {
        inherit_output_intent(wish, above);
    }
    if (wish->paper_mm == 0) {
        wish->paper_mm = above->paper_mm;
        inherit_place(wish, above, PRINT_KEY_PAPER);
    }
    if (wish->pages == 0) {
        wish->pages = above->pages;
        inherit_place(wish, above, PRINT_KEY_PAGES);
    }
}
