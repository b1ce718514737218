/* Looking up the names of svg_vocabulary.def. */
#include "images/svg_names.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    int meaning;
} NameRow;

static const NameRow elements[] = {
#define SVG_ELEMENT(name, role) {name, SVG_##role},
#include "images/svg_vocabulary.def"
};

static const NameRow attributes[] = {
#define SVG_ATTRIBUTE(name, use) {name, SVG_ATTRIBUTE_##use},
#include "images/svg_vocabulary.def"
};

static int compare_name(const void *name, const void *row) {
    return strcmp(name, ((const NameRow *)row)->name);
}

static int find(const NameRow *rows, size_t count, const char *name) {
    const NameRow *row = bsearch(name, rows, count, sizeof *rows, compare_name);
    return row != NULL ? row->meaning : 0;
}

SvgRole svg_element_role(const char *name) {
    return (SvgRole)find(elements, G_N_ELEMENTS(elements), name);
}

SvgUse svg_attribute_use(const char *name) {
    return (SvgUse)find(attributes, G_N_ELEMENTS(attributes), name);
}

bool svg_is_ours(const xmlNode *element) {
    return element->ns == NULL || strcmp((const char *)element->ns->href, SVG_NAMESPACE) == 0;
}
