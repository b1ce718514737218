/* Ids of elements within one article: each is taken once. The table maps an id to the number that
 * the next one of its name would get. */
#ifndef GALLEY_ENRICH_ELEMENT_IDS_H
#define GALLEY_ENRICH_ELEMENT_IDS_H

#include <glib.h>
#include <stdbool.h>

GHashTable *element_ids_new(void);
bool element_id_is_taken(GHashTable *ids, const char *id);
/* `wanted`, or "wanted-2", "wanted-3" … if it is taken; taken from now on. The table owns it. */
const char *element_id_take(GHashTable *ids, const char *wanted);

#endif
