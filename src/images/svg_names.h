/* The closed vocabulary of drawings (svg_vocabulary.def), and the check of what is styled. */
#ifndef GALLEY_IMAGES_SVG_NAMES_H
#define GALLEY_IMAGES_SVG_NAMES_H

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

typedef enum {
    SVG_UNKNOWN,
    SVG_KEEP,
    SVG_TEXT,
    SVG_STYLE,
    SVG_IMAGE,
    SVG_UNWRAP,
    SVG_ACTIVE,
} SvgRole;

typedef enum { SVG_ATTRIBUTE_UNKNOWN, SVG_ATTRIBUTE_PLAIN, SVG_ATTRIBUTE_PROPERTY } SvgUse;

/* Is the element SVG's? Old drawings name no namespace at all. */
bool svg_is_ours(const xmlNode *element);
SvgRole svg_element_role(const char *name);
SvgUse svg_attribute_use(const char *name);

/* May this stand as an attribute's or property's value? It calls no function but the harmless ones,
 * and url() only with a fragment of the file itself. */
bool svg_value_is_safe(const char *value);

/* "fill:red;behavior:url(x)" without what is unknown or unsafe: "fill:red". Unsafe declarations are
 * added to `removed`. Caller frees; empty if nothing is left. */
char *svg_clean_style(const char *style, unsigned *removed);
/* The same for a stylesheet: rules whose selectors are plain, no at-rules. */
char *svg_clean_stylesheet(const char *css, unsigned *removed);

#endif
