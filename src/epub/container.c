/* What stands in META-INF: where the package is (OCF 3.3, 4.2.6), and for Apple that the book's own
 * fonts are meant. */
#include "epub/book.h"
#include "epub/markup.h"
#include "xhtml/serialise.h"

#define CONTAINER_NAMESPACE "urn:oasis:names:tc:opendocument:xmlns:container"

static GBytes *serialise_and_free(xmlDoc *document) {
    GBytes *bytes = xhtml_serialise(document, BOOK_SERIALISE_XML);
    xmlFreeDoc(document);
    return bytes;
}

GBytes *book_container(void *book, GError **error) {
    (void)book;
    (void)error;
    xmlDoc *document = markup_new("container", CONTAINER_NAMESPACE);
    xmlNode *container = markup_root(document);
    markup_set(container, "version", "1.0");
    xmlNode *file = markup_add(markup_add(container, "rootfiles", NULL), "rootfile", NULL);
    markup_set(file, "full-path", BOOK_DIRECTORY BOOK_PACKAGE);
    markup_set(file, "media-type", "application/oebps-package+xml");
    return serialise_and_free(document);
}

GBytes *book_display_options(void *book, GError **error) {
    (void)book;
    (void)error;
    xmlDoc *document = markup_new("display_options", NULL);
    xmlNode *platform = markup_add(markup_root(document), "platform", NULL);
    markup_set(platform, "name", "*");
    xmlNode *option = markup_add(platform, "option", "true");
    markup_set(option, "name", "specified-fonts");
    return serialise_and_free(document);
}
