/* What an editor says of print: an issue's word over its publication's, key by key. */
#include "model/print_wish.h"

void print_wish_clear(PrintWish *wish) {
    g_free(wish->preset);
    g_free(wish->output_intent);
    if (wish->output_intent_root != NULL) {
        root_free(wish->output_intent_root);
    }
    *wish = (PrintWish){0};
}

void print_wish_inherit(PrintWish *wish, const PrintWish *above) {
    if (wish->preset == NULL) {
        wish->preset = g_strdup(above->preset);
    }
    if (wish->trim_width_mm == 0) {
        wish->trim_width_mm = above->trim_width_mm;
        wish->trim_height_mm = above->trim_height_mm;
    }
    if (!wish->has_bleed) {
        wish->has_bleed = above->has_bleed;
        wish->bleed_mm = above->bleed_mm;
    }
    if (!wish->has_marks) {
        wish->has_marks = above->has_marks;
        wish->marks = above->marks;
    }
    if (wish->output_intent == NULL && above->output_intent != NULL) {
        wish->output_intent = g_strdup(above->output_intent);
        wish->output_intent_root =
            above->output_intent_root != NULL ? root_ref(above->output_intent_root) : NULL;
    }
    wish->paper_mm = wish->paper_mm != 0 ? wish->paper_mm : above->paper_mm;
    wish->pages = wish->pages != 0 ? wish->pages : above->pages;
}
