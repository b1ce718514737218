/* What a drawn cover says and shows, decided from the sealed facts of an issue and its theme,
 * before anybody draws. The same plan is the same picture, with the same fonts and libraries. */
#ifndef GALLEY_MODEL_COVER_PLAN_H
#define GALLEY_MODEL_COVER_PLAN_H

#include <glib.h>
#include <stdbool.h>

/* All texts are plain, typography applied; NULL: not shown. Owned. */
typedef struct {
    char *lang; /* BCP 47: what the letters are shaped and broken by */
    bool is_rtl;
    char *nameplate;      /* the publication's name; never NULL */
    char *title;          /* the issue's own title */
    char *number;         /* "No. 118" in the language */
    char *date;           /* as the language writes it */
    char *draft;          /* a proof's word, "DRAFT" */
    GPtrArray *headlines; /* char *, in order of weight; as many as may be shown */
    GBytes *picture;      /* the lead picture as it came; NULL: none */
    /* From theme.yaml: "#rrggbb", and families of fonts in order of preference. */
    char *paper, *ink, *accent;
    char *nameplate_face, *headline_face, *text_face;
    char *layout; /* the theme's way to arrange them: a row of the worker's table of layouts */
} CoverPlan;
CoverPlan *cover_plan_new(void);
void cover_plan_free(CoverPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverPlan, cover_plan_free)

/* The layouts: a row is drawn by cover_draw_NAME in images/worker/cover_NAME.c. */
#define COVER_LAYOUTS(ROW)                                                                         \
    ROW(newspaper)                                                                                 \
    ROW(magazine)
/* "newspaper"; NULL past the last one. */
const char *cover_layout_name(size_t index);

/* A drawn cover's size. */
enum { COVER_WIDTH_PX = 1200, COVER_HEIGHT_PX = 1600 };

#endif
