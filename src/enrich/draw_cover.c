/* A cover for an issue that has none: it is planned, drawn or found among what was drawn before,
 * and put into the book as if it had been given. */
#include "enrich/issue_names.h"
#include "enrich/issue_steps.h"
#include "enrich/plan_cover.h"

static const char asset_path[] = "cover:/cover.jpg"; /* no file's: it has a colon and a slash */

static bool is_taken(const Issue *issue, const char *name) {
    for (guint i = 0; i < issue->used_assets->len; i++) {
        if (g_strcmp0(((const Asset *)issue->used_assets->pdata[i])->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whatever the articles' pictures are called. Caller frees. */
static char *free_name(const Issue *issue) {
    char *name = g_strdup("cover.jpg");
    for (unsigned i = 2; is_taken(issue, name); i++) {
        g_free(name);
        name = g_strdup_printf("cover-%u.jpg", i);
    }
    return name;
}

static void take_cover(Issue *issue, const Rendition *drawn) {
    Asset *cover = asset_new_bytes(asset_path, issue->display_path, drawn->bytes);
    cover->is_used = true;
    cover->type = drawn->type;
    cover->width_px = drawn->width_px;
    cover->height_px = drawn->height_px;
    cover->name = free_name(issue);
    g_hash_table_insert(issue->assets, g_strdup(asset_path), cover);
    g_ptr_array_insert(issue->used_assets, 0, cover);
    issue->cover = cover;
    issue->cover_alt = issue_say_cover(issue);
}

void draw_cover(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    if (!issue->draws_cover || issue->cover != NULL || issue->settings.cover != NULL ||
        issue->settings.wants_no_cover || issue->articles->len == 0 || phase->renditions == NULL ||
        report_count(phase->report, LEVEL_ERROR) > 0) {
        return;
    }
    g_autoptr(CoverPlan) plan = plan_cover(issue);
    g_autofree char *why = NULL;
    g_autoptr(Rendition) drawn = renditions_get_cover(phase->renditions, plan, &why);
    if (drawn != NULL) {
        take_cover(issue, drawn);
    } else {
        report_add(phase->report, DIAGNOSTIC_COVER_NOT_DRAWN, place_file(issue->display_path), NULL,
                   why, NULL);
    }
}
