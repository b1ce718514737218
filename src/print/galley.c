/* Galleys, and all that they own. */
#include "print/galley.h"

static void slug_clear(void *data) {
    Slug *slug = data;
    display_list_free(slug->list);
    packed_list_free(slug->packed);
    g_clear_pointer(&slug->notes, g_array_unref);
    g_clear_pointer(&slug->figures, g_array_unref);
}

GArray *slugs_new(void) {
    GArray *slugs = g_array_new(FALSE, TRUE, sizeof(Slug));
    g_array_set_clear_func(slugs, slug_clear);
    return slugs;
}

void slug_draw(const Slug *slug, DisplayList *list, Mpt x_mpt, Mpt y_mpt) {
    if (slug->packed != NULL) {
        display_list_add_packed(list, slug->packed, x_mpt, y_mpt);
    } else if (slug->list != NULL) {
        display_list_add(list, slug->list, x_mpt, y_mpt);
    }
}

void slug_draw_on(Slug *slug, DisplayList *list_taken, Mpt x_mpt, Mpt y_mpt) {
    slug_draw(slug, list_taken, x_mpt, y_mpt);
    g_clear_pointer(&slug->packed, packed_list_free);
    g_clear_pointer(&slug->list, display_list_free);
    slug->list = list_taken;
}

void slugs_put_away(GArray *slugs) {
    for (guint i = 0; slugs != NULL && i < slugs->len; i++) {
        Slug *slug = &g_array_index(slugs, Slug, i);
        if (slug->list != NULL) {
            slug->packed = display_list_pack(slug->list);
            g_clear_pointer(&slug->list, display_list_free);
        }
    }
}

static void group_free(void *data) {
    SlugGroup *group = data;
    for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
        g_clear_pointer(&group->slugs[i], g_array_unref);
    }
    g_clear_pointer(&group->repeats, g_array_unref);
    g_free(group);
}

GPtrArray *slug_groups_new(void) {
    return g_ptr_array_new_with_free_func(group_free);
}

SlugGroup *slug_groups_add(GPtrArray *groups) {
    SlugGroup *group = g_new0(SlugGroup, 1);
    group->slugs[1] = slugs_new();
    g_ptr_array_add(groups, group);
    return group;
}

static void band_free(void *data) {
    Band *band = data;
    g_ptr_array_unref(band->groups);
    g_free(band);
}

static void figure_clear(void *data) {
    FloatingFigure *figure = data;
    display_list_free(figure->list);
}

static void note_clear(void *data) {
    FootNote *note = data;
    g_clear_pointer(&note->slugs, g_array_unref);
}

Galley *galley_new(const Article *article) {
    Galley *galley = g_new0(Galley, 1);
    galley->article = article;
    galley->bands = g_ptr_array_new_with_free_func(band_free);
    galley->figures = g_array_new(FALSE, TRUE, sizeof(FloatingFigure));
    g_array_set_clear_func(galley->figures, figure_clear);
    galley->notes = g_array_new(FALSE, TRUE, sizeof(FootNote));
    g_array_set_clear_func(galley->notes, note_clear);
    galley->kept = g_ptr_array_new_with_free_func(g_free);
    galley->missing = g_array_new(FALSE, FALSE, sizeof(gunichar));
    return galley;
}

void galley_free(Galley *galley) {
    if (galley == NULL) {
        return;
    }
    g_ptr_array_unref(galley->bands);
    g_array_unref(galley->figures);
    g_array_unref(galley->notes);
    structure_free(galley->structure);
    g_ptr_array_unref(galley->kept);
    g_array_unref(galley->missing);
    g_free(galley);
}

Band *galley_add_band(Galley *galley, bool spans) {
    Band *band = g_new0(Band, 1);
    band->spans = spans;
    band->groups = slug_groups_new();
    g_ptr_array_add(galley->bands, band);
    return band;
}

SlugGroup *band_add_group(Band *band) {
    return slug_groups_add(band->groups);
}

char *galley_keep(Galley *galley, char *text_taken) {
    g_ptr_array_add(galley->kept, text_taken);
    return text_taken;
}
