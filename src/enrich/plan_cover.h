/* What a drawn cover says and shows. */
#ifndef GALLEY_ENRICH_PLAN_COVER_H
#define GALLEY_ENRICH_PLAN_COVER_H

#include "model/cover_plan.h"
#include "model/issue.h"

/* From an issue whose names and pictures are settled, and its theme (may be NULL: black on white).
 * Reads the lead picture. */
CoverPlan *plan_cover(const Issue *issue);

#endif
