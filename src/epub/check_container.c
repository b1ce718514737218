/* META-INF/container.xml and encryption.xml (OCF 3.3, 4.2.6). */
#include "epub/check.h"

#include <string.h>

#define CONTAINER_PART "META-INF/container.xml"
#define ENCRYPTION_PART "META-INF/encryption.xml"
#define PACKAGE_TYPE "application/oebps-package+xml"

static void on_container_element(void *context, const XmlElement *element) {
    Check *check = context;
    if (strcmp(element->name, "rootfile") != 0 || check->package_part != NULL) {
        return;
    }
    g_autofree char *type = xml_element_get(element, NULL, "media-type");
    if (g_strcmp0(type, PACKAGE_TYPE) == 0) {
        check->package_part = xml_element_get(element, NULL, "full-path");
    }
}

/* Without a container that can be read, the one package there is: what else is wrong is worth
 * knowing too. */
static void find_package_by_suffix(Check *check) {
    const char *found = NULL;
    size_t count = archive_reader_count(check->archive);
    for (size_t i = 0; i < count; i++) {
        const char *name = archive_reader_part(check->archive, i)->name;
        if (g_str_has_suffix(name, ".opf")) {
            if (found != NULL) {
                return;
            }
            found = name;
        }
    }
    check->package_part = g_strdup(found);
}

static void on_encryption_element(void *context, const XmlElement *element) {
    Check *check = context;
    if (strcmp(element->name, "CipherReference") != 0) {
        return;
    }
    g_autofree char *uri = xml_element_get(element, NULL, "URI");
    char *part = uri == NULL ? NULL : check_resolve("", uri);
    if (part != NULL) {
        g_hash_table_add(check->encrypted, part);
    }
}

static void read_encryption(Check *check) {
    g_autoptr(GBytes) bytes = check_read_part(check, ENCRYPTION_PART);
    XmlProblem problem = {0};
    XmlHandler handler = {.start = on_encryption_element};
    if (bytes != NULL && !xml_scan(bytes, &handler, check, &problem)) {
        check_say_xml(check, ENCRYPTION_PART, &problem);
    }
    xml_problem_clear(&problem);
}

void check_container(Check *check) {
    read_encryption(check);
    g_autoptr(GBytes) bytes = check_read_part(check, CONTAINER_PART);
    XmlProblem problem = {0};
    XmlHandler handler = {.start = on_container_element};
    if (check_find_part(check, CONTAINER_PART) < 0) {
        check_say(check, DIAGNOSTIC_EPUB_CONTAINER, NULL, NO_LINE, NULL,
                  "the book has no META-INF/container.xml", NULL);
    } else if (bytes != NULL && !xml_scan(bytes, &handler, check, &problem)) {
        check_say_xml(check, CONTAINER_PART, &problem);
    } else if (bytes != NULL && check->package_part == NULL) {
        check_say(check, DIAGNOSTIC_EPUB_CONTAINER, CONTAINER_PART, NO_LINE, NULL,
                  "it names no package document", NULL);
    }
    xml_problem_clear(&problem);
    if (check->package_part == NULL) {
        find_package_by_suffix(check);
    } else if (check_find_part(check, check->package_part) < 0) {
        g_autofree char *message = g_strdup_printf(
            "it names the package \"%s\", which is not in the book", check->package_part);
        check_say(check, DIAGNOSTIC_EPUB_CONTAINER, CONTAINER_PART, NO_LINE, NULL, message, NULL);
    }
}
