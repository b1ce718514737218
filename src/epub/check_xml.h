/* XML from strangers, read as a stream of elements: nothing is built, nothing loaded, no entity
 * expanded (one that the document declares itself stands for a space), and every run that libxml2
 * would take quadratic time for is bounded first. */
#ifndef GALLEY_EPUB_CHECK_XML_H
#define GALLEY_EPUB_CHECK_XML_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *name; /* without prefix */
    uint32_t line;
    const void *attributes; /* libxml2's five pointers an attribute */
    int attribute_count;
} XmlElement;

/* The value of an attribute; namespace_uri NULL: of one in no namespace. Caller frees; NULL:
 * absent. */
char *xml_element_get(const XmlElement *element, const char *namespace_uri, const char *name);
/* Adds its name and its attributes as they stand. */
void xml_element_digest(const XmlElement *element, GChecksum *digest);

typedef struct {
    void (*start)(void *context, const XmlElement *element);
    /* `text`: what stands in the element after its last child element, trimmed, at most 4 KB. */
    void (*end)(void *context, const char *name, const char *text);
    /* Text as it comes, in pieces of any length; NULL: nobody asks. */
    void (*text)(void *context, const char *text, size_t length_bytes);
} XmlHandler;

typedef struct {
    char *message;
    uint32_t line, column;
} XmlProblem;
void xml_problem_clear(XmlProblem *problem);

/* Elements in document order, up to the first fault. False: not well-formed, not UTF-8 or UTF-16,
 * or beyond a bound; `problem` then says what and where, and is the caller's to clear. */
bool xml_scan(GBytes *bytes, const XmlHandler *handler, void *context, XmlProblem *problem);

#endif
