/* What reading systems stumble over, element by element. */
#include "epub/reader_page.h"

#include <string.h>

#define OPS_NAMESPACE "http://www.idpf.org/2007/ops"

static bool is_child_of(const Page *page, PageTag tag) {
    return page->stack->len > 0 &&
           g_array_index(page->stack, OpenElement, page->stack->len - 1).tag == tag;
}

static void check_img(Page *page, const XmlElement *element) {
    g_autofree char *source = xml_element_get(element, NULL, "src");
    if (source == NULL || source[0] == '\0') {
        page_say_once(page, DIAGNOSTIC_READER_IMAGE_SOURCE_KINDLE, element->line, NULL, NULL);
    } else if (strchr(source, '&') != NULL) {
        page_say_once(page, DIAGNOSTIC_READER_IMAGE_ADDRESS_ADOBE, element->line, source, NULL);
    }
}

static void check_table_parts(Page *page, const XmlElement *element, PageTag tag) {
    if (tag == TAG_TABLE && page->open[TAG_TABLE] > 0) {
        reader_say(page->book, DIAGNOSTIC_READER_TABLE_NESTED_KINDLE, page->item->part,
                   element->line, NULL, NULL);
    } else if (tag == TAG_TR && page->open[TAG_TABLE] == 1) {
        table_size_row(&page->table);
    } else if (tag == TAG_CELL && page->open[TAG_TABLE] == 1) {
        g_autofree char *colspan = xml_element_get(element, NULL, "colspan");
        table_size_cell(&page->table, colspan);
    } else if (tag == TAG_CELL && page->open[TAG_TABLE] == 0) {
        page_say_once(page, DIAGNOSTIC_READER_CELL_ADOBE, element->line, element->name, NULL);
    }
}

/* A viewBox of whole numbers that begins with 0 0; NULL is none. */
static bool view_is_plain(const char *view) {
    g_auto(GStrv) numbers = g_strsplit_set(view != NULL ? view : "", " ,", -1);
    bool is_plain =
        g_strv_length(numbers) == 4 && strcmp(numbers[0], "0") == 0 && strcmp(numbers[1], "0") == 0;
    for (size_t i = 2; is_plain && i < 4; i++) {
        is_plain = numbers[i][0] != '\0' && strspn(numbers[i], "0123456789") == strlen(numbers[i]);
    }
    return is_plain;
}

static void check_svg(Page *page, const XmlElement *element) {
    if (page->open[TAG_SVG] > 0) {
        return;
    }
    page->book->drawings++;
    g_autofree char *view = xml_element_get(element, NULL, "viewBox");
    if (!view_is_plain(view)) {
        reader_say(page->book, DIAGNOSTIC_READER_DRAWING_VIEW_KINDLE, page->item->part,
                   element->line, NULL, NULL);
    }
}

static void check_drawing_parts(Page *page, const XmlElement *element, PageTag tag) {
    if (tag == TAG_SVG) {
        check_svg(page, element);
    } else if (tag == TAG_TEXT && page->open[TAG_SVG] > 0) {
        const char *slash = strrchr(page->item->part, '/');
        page_say_once(page, DIAGNOSTIC_READER_DRAWING_TEXT_KINDLE, element->line,
                      slash != NULL ? slash + 1 : page->item->part, NULL);
    } else if (tag == TAG_IMAGE && page->open[TAG_SVG] > 0 && !page->is_drawing) {
        page_say_once(page, DIAGNOSTIC_READER_SVG_IMAGE_APPLE, element->line, NULL, NULL);
    }
}

/* An entry of the contents, of XHTML or NCX. */
static void check_entry(Page *page, const XmlElement *element, const char *attribute) {
    g_autofree char *href = xml_element_get(element, NULL, attribute);
    const char *fragment = href == NULL ? NULL : strchr(href, '#');
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:.";
    if (fragment != NULL && fragment[1 + strspn(fragment + 1, safe)] != '\0') {
        page_say_once(page, DIAGNOSTIC_READER_CONTENTS_FRAGMENT_ADOBE, element->line, href, NULL);
    }
}

static void check_contents_parts(Page *page, const XmlElement *element, PageTag tag) {
    if (tag == TAG_OL && page->open[TAG_OL] >= READER_CONTENTS_DEPTH_KINDLE) {
        page_say_once(page, DIAGNOSTIC_READER_CONTENTS_DEPTH_KINDLE, element->line, NULL, NULL);
    } else if (tag == TAG_A || tag == TAG_CONTENT) {
        check_entry(page, element, tag == TAG_A ? "href" : "src");
    }
}

static void check_landmark(Page *page, const XmlElement *element) {
    g_autofree char *type = xml_element_get(element, OPS_NAMESPACE, "type");
    g_auto(GStrv) words = g_strsplit(type != NULL ? g_strstrip(type) : "", " ", -1);
    bool is_start = g_strv_contains((const char *const *)words, "bodymatter");
    page->has_bodymatter = page->has_bodymatter || is_start;
    if (g_strv_length(words) > 1) {
        page_say_once(page, DIAGNOSTIC_READER_LANDMARKS_APPLE, element->line,
                      "this landmark has more than one epub:type", NULL);
    }
}

static void check_lists(Page *page, const XmlElement *element, PageTag tag) {
    if (page->is_ncx || page_is_in(page, MARK_CONTENTS)) {
        check_contents_parts(page, element, tag);
    }
    if (tag == TAG_SPAN && page->is_navigation && page->open[TAG_NAV] > 0) {
        page_say_once(page, DIAGNOSTIC_READER_CONTENTS_SPAN_APPLE, element->line, element->name,
                      NULL);
    }
    if (tag == TAG_A && page_is_in(page, MARK_LANDMARKS)) {
        check_landmark(page, element);
    }
}

static void check_text_parts(Page *page, const XmlElement *element, PageTag tag) {
    if (tag == TAG_BODY) {
        g_autofree char *id = xml_element_get(element, NULL, "id");
        if (id != NULL) {
            page_say_once(page, DIAGNOSTIC_READER_BODY_ID_KINDLE, element->line, id, NULL);
        }
    } else if (tag == TAG_STYLE && page->open[TAG_SVG] == 0) {
        page_say_once(page, DIAGNOSTIC_READER_STYLE_KINDLE, element->line, NULL, NULL);
    } else if (tag == TAG_IMG) {
        check_img(page, element);
    } else if (tag == TAG_BR && is_child_of(page, TAG_BODY)) {
        page_say_once(page, DIAGNOSTIC_READER_BREAK_ADOBE, element->line, NULL, NULL);
    } else if (tag == TAG_P && page->open[TAG_P] > 0) {
        page_say_once(page, DIAGNOSTIC_READER_PARAGRAPH_KINDLE, element->line, NULL, NULL);
    }
}

void page_check_element(Page *page, const XmlElement *element, PageTag tag) {
    if (page_is_in(page, MARK_CALL)) {
        page_say_once(page, DIAGNOSTIC_READER_CALL_APPLE, element->line, element->name, NULL);
    }
    check_drawing_parts(page, element, tag);
    if (page->is_drawing || tag == TAG_OTHER) {
        return;
    }
    check_lists(page, element, tag);
    if (!page->is_ncx) {
        check_text_parts(page, element, tag);
        check_table_parts(page, element, tag);
    }
}

void page_check_marked(Page *page, const XmlElement *element, unsigned marks) {
    g_autofree char *href =
        (marks & MARK_CALL) == 0 ? NULL : xml_element_get(element, NULL, "href");
    if (href == NULL || check_has_scheme(href)) {
        return;
    }
    g_autofree char *part = check_resolve(page->item->part, href);
    if (g_strcmp0(part, page->item->part) != 0) {
        page_say_once(page, DIAGNOSTIC_READER_NOTE_ELSEWHERE_APPLE, element->line, href, NULL);
    }
}

void page_check_folio(Page *page, const char *text) {
    size_t length = strlen(text);
    bool is_number =
        length > 0 && (strspn(text, "0123456789") == length || strspn(text, "ivxlcdm") == length ||
                       strspn(text, "IVXLCDM") == length);
    bool is_new = g_hash_table_add(page->folios, g_strdup(text));
    if (!is_number || !is_new) {
        page_say_once(page, DIAGNOSTIC_READER_FOLIO_KINDLE, page->line, text,
                      is_number ? "stands twice" : "is no Arabic or Roman number");
    }
}
