/* The one serialiser: every XML file that Galley writes is a libxml2 tree that passes through here.
 * UTF-8 with its declaration; non-void elements are never self-closed in the XHTML namespace
 * (readers that parse as HTML would blank the rest of the page); characters that XML 1.0 forbids
 * cannot occur. No indentation is invented: text is written as it stands. */
#ifndef GALLEY_XHTML_SERIALISE_H
#define GALLEY_XHTML_SERIALISE_H

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

typedef enum {
    SERIALISE_PLAIN = 0,
    SERIALISE_HTML5_DOCTYPE = 1 << 0, /* <!DOCTYPE html> */
    SERIALISE_INDENT = 1 << 1, /* element-only content on lines of its own (OPF, NCX, nav): only
                                  where no text is beside elements */
    SERIALISE_PLAIN_NARROW_SPACE = 1
                                   << 2, /* U+202F is written as U+00A0: e-readers lack the glyph */
} SerialiseFlags;

GBytes *xhtml_serialise(const xmlDoc *document, SerialiseFlags flags);

#endif
