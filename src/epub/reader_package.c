/* What reading systems want of the package document: the language, the guide, the cover said in
 * both ways, the NCX, and what goes with fonts. */
#include "epub/reader_book.h"

#include <string.h>

#define NCX_TYPE "application/x-dtbncx+xml"
#define APPLE_OPTIONS "META-INF/com.apple.ibooks.display-options.xml"

typedef struct {
    const ReaderBook *book;
    bool has_text_reference, has_cover_meta, is_cover_meta_reversed;
    uint32_t cover_meta_line;
} Package;

/* The attribute of that name stands before all others. */
static bool comes_first(const XmlElement *element, const char *name) {
    XmlElement first = *element;
    first.attribute_count = MIN(element->attribute_count, 1);
    g_autofree char *value = xml_element_get(&first, NULL, name);
    return value != NULL;
}

static void on_start(void *context, const XmlElement *element) {
    Package *package = context;
    if (strcmp(element->name, "reference") == 0) {
        g_autofree char *type = xml_element_get(element, NULL, "type");
        package->has_text_reference = package->has_text_reference || g_strcmp0(type, "text") == 0;
    } else if (strcmp(element->name, "meta") == 0) {
        g_autofree char *name = xml_element_get(element, NULL, "name");
        if (g_strcmp0(name, "cover") == 0) {
            package->has_cover_meta = true;
            package->is_cover_meta_reversed = !comes_first(element, "name");
            package->cover_meta_line = element->line;
        }
    }
}

static void on_end(void *context, const char *name, const char *text) {
    const Package *package = context;
    if (strcmp(name, "language") == 0 && text[0] != '\0' && !kindle_knows_language(text)) {
        reader_say(package->book, DIAGNOSTIC_READER_LANGUAGE_KINDLE,
                   package->book->check->package_part, NO_LINE, text, NULL);
    }
}

static bool is_font(const ManifestItem *item) {
    static const char *const beginnings[] = {"font/", "application/font", "application/x-font",
                                             "application/vnd.ms-opentype"};
    for (size_t i = 0; item->media_type != NULL && i < G_N_ELEMENTS(beginnings); i++) {
        if (g_str_has_prefix(item->media_type, beginnings[i])) {
            return true;
        }
    }
    return false;
}

typedef struct {
    bool has_cover, has_ncx, has_fonts, has_obfuscated_fonts;
} Items;

static Items look_at_items(const Check *check) {
    Items items = {0};
    for (guint i = 0; i < check->items->len; i++) {
        const ManifestItem *item = check->items->pdata[i];
        items.has_cover = items.has_cover || (item->properties != NULL &&
                                              strstr(item->properties, "cover-image") != NULL);
        items.has_ncx = items.has_ncx || g_strcmp0(item->media_type, NCX_TYPE) == 0;
        if (is_font(item)) {
            items.has_fonts = true;
            items.has_obfuscated_fonts =
                items.has_obfuscated_fonts ||
                (item->part != NULL && check_is_encrypted(check, item->part));
        }
    }
    return items;
}

static void tell_cover(const Package *package, const Items *items) {
    const char *part = package->book->check->package_part;
    bool is_version_3 = package->book->check->version == 3;
    if (is_version_3 && !items->has_cover) {
        reader_say(package->book, DIAGNOSTIC_READER_COVER_KOBO, part, NO_LINE, NULL, NULL);
    }
    if (!package->has_cover_meta && (items->has_cover || !is_version_3)) {
        reader_say(package->book, DIAGNOSTIC_READER_COVER_META_ADOBE, part, NO_LINE,
                   "<meta name=\"cover\" …> is not there", NULL);
    } else if (package->is_cover_meta_reversed) {
        reader_say(package->book, DIAGNOSTIC_READER_COVER_META_ADOBE, part,
                   package->cover_meta_line, "<meta name=\"cover\" …> does not begin with its name",
                   NULL);
    }
}

static void tell(const Package *package) {
    const ReaderBook *book = package->book;
    const Check *check = book->check;
    Items items = look_at_items(check);
    tell_cover(package, &items);
    if (!package->has_text_reference) {
        reader_say(book, DIAGNOSTIC_READER_GUIDE_KINDLE, check->package_part, NO_LINE, NULL, NULL);
    }
    if (check->version == 3 && (check->ncx_id == NULL || !items.has_ncx)) {
        reader_say(book, DIAGNOSTIC_READER_NCX_ADOBE, check->package_part, NO_LINE, NULL, NULL);
    }
    if (items.has_fonts && check_find_part(check, APPLE_OPTIONS) < 0) {
        reader_say(book, DIAGNOSTIC_READER_FONTS_APPLE, NULL, NO_LINE, APPLE_OPTIONS, NULL);
    }
    if (items.has_obfuscated_fonts && check->identifier != NULL &&
        !g_str_has_prefix(check->identifier, "urn:uuid:")) {
        reader_say(book, DIAGNOSTIC_READER_FONT_IDENTIFIER_ADOBE, check->package_part, NO_LINE,
                   check->identifier, NULL);
    }
}

void reader_check_package(ReaderBook *book) {
    g_autoptr(GBytes) bytes = check_read_part(book->check, book->check->package_part);
    Package package = {.book = book};
    XmlHandler handler = {.start = on_start, .end = on_end};
    XmlProblem problem = {0};
    if (bytes != NULL && xml_scan(bytes, &handler, &package, &problem)) {
        tell(&package);
    }
    xml_problem_clear(&problem);
}
