/* The plan of a drawn cover, made and freed. */
#include "model/cover_plan.h"

CoverPlan *cover_plan_new(void) {
    CoverPlan *plan = g_new0(CoverPlan, 1);
    plan->headlines = g_ptr_array_new_with_free_func(g_free);
    return plan;
}

void cover_plan_free(CoverPlan *plan) {
    if (plan == NULL) {
        return;
    }
    char *texts[] = {plan->lang,   plan->nameplate,      plan->title,         plan->number,
                     plan->date,   plan->draft,          plan->paper,         plan->ink,
                     plan->accent, plan->nameplate_face, plan->headline_face, plan->text_face,
                     plan->layout};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    g_ptr_array_unref(plan->headlines);
    g_clear_pointer(&plan->picture, g_bytes_unref);
    g_free(plan);
}

const char *cover_layout_name(size_t index) {
#define NAME(name) #name,
    static const char *const names[] = {COVER_LAYOUTS(NAME)};
#undef NAME
    return index < G_N_ELEMENTS(names) ? names[index] : NULL;
}
