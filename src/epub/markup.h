/* Small steps for growing the trees of the package, the navigation and their kin. Text and values
 * are taken as they are; escaping is the serialiser's. Running out of memory ends the program, as
 * in GLib. */
#ifndef GALLEY_EPUB_MARKUP_H
#define GALLEY_EPUB_MARKUP_H

#include <libxml/tree.h>

/* A document with this root in this default namespace (NULL: in none). The caller frees it. */
xmlDoc *markup_new(const char *root, const char *namespace_uri);
xmlNode *markup_root(const xmlDoc *document);
/* Declares a prefix on a node. */
xmlNs *markup_declare(xmlNode *node, const char *namespace_uri, const char *prefix);

/* A new last child in the parent's namespace; `text` may be NULL. */
xmlNode *markup_add(xmlNode *parent, const char *name, const char *text);
xmlNode *markup_add_in(xmlNode *parent, xmlNs *namespace, const char *name, const char *text);
void markup_set(xmlNode *node, const char *name, const char *value);
void markup_set_in(xmlNode *node, xmlNs *namespace, const char *name, const char *value);
void markup_set_number(xmlNode *node, const char *name, size_t number);
/* xml:lang */
void markup_set_xml_lang(xmlNode *node, const char *lang);

#endif
