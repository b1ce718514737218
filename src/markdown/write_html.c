/* Vocabulary HTML within Markdown, by libxml2. An HTML block ends at an empty line (CommonMark
 * 0.29, 4.6), so none may be in it. */
#include "markdown/write_nodes.h"

#include <libxml/xmlsave.h>
#include <string.h>

/* Does an empty line follow this line feed? */
static bool ends_before_empty_line(const char *newline) {
    const char *next = newline + 1 + strspn(newline + 1, " \t");
    return *next == '\n' || *next == '\0';
}

char *write_html(const xmlNode *element) {
    xmlBuffer *buffer = xmlBufferCreate();
    xmlSaveCtxt *save = xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_XHTML | XML_SAVE_NO_DECL);
    xmlSaveTree(save, (xmlNode *)element);
    xmlSaveClose(save);
    const char *html = (const char *)xmlBufferContent(buffer);
    GString *out = g_string_new(NULL);
    for (const char *at = html; *at != '\0'; at++) {
        if (*at == '\n' && ends_before_empty_line(at)) {
            g_string_append(out, "&#10;");
        } else {
            g_string_append_c(out, *at);
        }
    }
    xmlBufferFree(buffer);
    return g_string_free(out, FALSE);
}
