/* Opening an edition: container and package as check reads them, then the package's properties and
 * the articles in the order of the spine. */
#include "epub/edition.h"

#include "base/file.h"
#include "base/paths.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Properties */

typedef struct {
    EpubEdition *edition;
    bool is_inside;  /* of <metadata> */
    char *name;      /* of the property whose element is open; NULL: none */
    bool is_refined; /* the element refines another */
} Metadata;

static void add_property(Metadata *metadata, const char *value) {
    EpubEdition *edition = metadata->edition;
    const char *name = metadata->name;
    if (name == NULL || text_is_blank(value)) {
        return;
    }
    if (strcmp(name, "dcterms:modified") == 0 && !metadata->is_refined) {
        g_free(edition->modified);
        edition->modified = g_strdup(value);
        return;
    }
    EditionProperty *property = g_new0(EditionProperty, 1);
    *property = (EditionProperty){g_strdup(name), text_collapse(value), metadata->is_refined};
    g_ptr_array_add(edition->properties, property);
}

/* EPUB 3's <meta property> and Dublin Core hold a text, EPUB 2's <meta name> a content. */
static void on_start(void *context, const XmlElement *element) {
    Metadata *metadata = context;
    bool is_meta = strcmp(element->name, "meta") == 0;
    g_clear_pointer(&metadata->name, g_free);
    if (strcmp(element->name, "metadata") == 0) {
        metadata->is_inside = true;
        return;
    }
    if (!metadata->is_inside || strcmp(element->name, "identifier") == 0) {
        return; /* the identifier is check's */
    }
    g_autofree char *refines = xml_element_get(element, NULL, "refines");
    g_autofree char *content = xml_element_get(element, NULL, "content");
    metadata->is_refined = refines != NULL;
    if (is_meta && content != NULL) {
        metadata->name = xml_element_get(element, NULL, "name");
        add_property(metadata, content);
        g_clear_pointer(&metadata->name, g_free);
        return;
    }
    metadata->name = is_meta ? xml_element_get(element, NULL, "property") : g_strdup(element->name);
}

static void on_end(void *context, const char *name, const char *text) {
    Metadata *metadata = context;
    add_property(metadata, text);
    g_clear_pointer(&metadata->name, g_free);
    metadata->is_inside = metadata->is_inside && strcmp(name, "metadata") != 0;
}

static void read_properties(EpubEdition *edition) {
    g_autoptr(GBytes) bytes = check_read_part(edition->check, edition->check->package_part);
    Metadata metadata = {.edition = edition};
    XmlHandler handler = {.start = on_start, .end = on_end};
    XmlProblem problem = {0};
    if (bytes != NULL) {
        xml_scan(bytes, &handler, &metadata, &problem); /* check_package has read it well */
    }
    xml_problem_clear(&problem);
    g_free(metadata.name);
}

/* Articles */

static bool is_page(const ManifestItem *item) {
    g_auto(GStrv) properties =
        g_strsplit_set(item->properties != NULL ? item->properties : "", " \t\r\n", -1);
    return item->part != NULL && g_strcmp0(item->media_type, "application/xhtml+xml") == 0 &&
           !g_strv_contains((const char *const *)properties, "nav");
}

static bool read_articles(EpubEdition *edition, GError **error) {
    Check *check = edition->check;
    size_t text_bytes = 0;
    for (guint i = 0; i < check->spine->len; i++) {
        const ManifestItem *item = check->spine->pdata[i];
        g_autoptr(GBytes) bytes = is_page(item) ? check_read_part(check, item->part) : NULL;
        EditionArticle *article = bytes != NULL ? edition_read_article(bytes, item) : NULL;
        if (article == NULL) {
            continue;
        }
        g_ptr_array_add(edition->articles, article);
        article->position = edition->articles->len;
        text_bytes += g_bytes_get_size(bytes);
        edition->paragraphs += article->paragraphs->len;
        if (text_bytes > LIMIT_BOOK_TEXT_BYTES || edition->paragraphs > LIMIT_BOOK_PARAGRAPHS) {
            g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE,
                                "it holds more text than any to be read");
            return false;
        }
    }
    return true;
}

/* The whole */

static void property_free(EditionProperty *property) {
    g_free(property->name);
    g_free(property->value);
    g_free(property);
}

static bool read_edition(EpubEdition *edition, GError **error) {
    Check *check = edition->check;
    if (check_is_too_large(check)) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE,
                            "it unfolds to more than 2 GB");
        return false;
    }
    check_container(check);
    check_package(check);
    if (!check->has_package) {
        g_set_error_literal(
            error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED,
            "this is no EPUB, or a damaged one: it has no package that can be read");
        return false;
    }
    read_properties(edition);
    return read_articles(edition, error);
}

static ArchiveReader *open_archive(const char *path, GError **error) {
    g_autoptr(GError) reason = NULL;
    ArchiveReader *archive = archive_reader_open(path, &reason);
    if (archive != NULL) {
        return archive;
    }
    if (access(path, R_OK) != 0) {
        int code = errno == ENOENT || errno == ENOTDIR ? FILE_ERROR_MISSING : FILE_ERROR_SYSTEM;
        g_set_error_literal(error, GALLEY_FILE_ERROR, code, g_strerror(errno));
    } else if (g_error_matches(reason, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE)) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE,
                            "it holds too many parts");
    } else {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED,
                            "this is not a zip archive, so it is no EPUB");
    }
    return NULL;
}

EpubEdition *edition_open(const char *path, GError **error) {
    ArchiveReader *archive = open_archive(path, error);
    if (archive == NULL) {
        return NULL;
    }
    g_autoptr(EpubEdition) edition = g_new0(EpubEdition, 1);
    edition->path = g_strdup(path);
    edition->report = report_new();
    edition->check = check_new(edition->path, archive, edition->report);
    edition->properties = g_ptr_array_new_with_free_func((GDestroyNotify)property_free);
    edition->articles = g_ptr_array_new_with_free_func((GDestroyNotify)edition_article_free);
    return read_edition(edition, error) ? g_steal_pointer(&edition) : NULL;
}

void epub_edition_free(EpubEdition *edition) {
    if (edition == NULL) {
        return;
    }
    g_ptr_array_unref(edition->articles);
    g_ptr_array_unref(edition->properties);
    check_free(edition->check);
    report_free(edition->report);
    g_free(edition->modified);
    g_free(edition->path);
    g_free(edition);
}
