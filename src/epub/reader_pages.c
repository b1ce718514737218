/* Pages, drawings and the NCX by their elements: a stack of what is open, with a mark where an
 * element means more than its name (a note, a table of contents, text that is not displayed). */
#include "epub/reader_book.h"
#include "epub/reader_page.h"

#include <string.h>

#define OPS_NAMESPACE "http://www.idpf.org/2007/ops"

static const struct {
    const char *name;
    PageTag tag;
} tags[] = {
    {"body", TAG_BODY}, {"style", TAG_STYLE}, {"img", TAG_IMG},         {"br", TAG_BR},
    {"p", TAG_P},       {"table", TAG_TABLE}, {"tr", TAG_TR},           {"td", TAG_CELL},
    {"th", TAG_CELL},   {"svg", TAG_SVG},     {"text", TAG_TEXT},       {"image", TAG_IMAGE},
    {"span", TAG_SPAN}, {"abbr", TAG_SPAN},   {"nav", TAG_NAV},         {"a", TAG_A},
    {"ol", TAG_OL},     {"navPoint", TAG_OL}, {"content", TAG_CONTENT},
};

static PageTag tag_of(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        if (strcmp(tags[i].name, name) == 0) {
            return tags[i].tag;
        }
    }
    return TAG_OTHER;
}

/* What an element means besides */

static const struct {
    const char *type; /* a word of epub:type */
    PageMark mark;
} marks[] = {
    {"toc", MARK_CONTENTS},  {"landmarks", MARK_LANDMARKS}, {"page-list", MARK_PAGES},
    {"footnote", MARK_NOTE}, {"endnote", MARK_NOTE},        {"rearnote", MARK_NOTE},
    {"noteref", MARK_CALL},
};

static bool is_hidden(const XmlElement *element) {
    g_autofree char *style = xml_element_get(element, NULL, "style");
    if (style == NULL) {
        return false;
    }
    g_autofree char *plain = g_ascii_strdown(style, -1);
    g_auto(GStrv) words = g_strsplit_set(plain, " \t\r\n", -1);
    g_autofree char *joined = g_strjoinv("", words);
    return strstr(joined, "display:none") != NULL;
}

/* Lists of contents are nav elements only; a note is anything but its call. */
static unsigned marks_of(const XmlElement *element, PageTag tag) {
    unsigned found = is_hidden(element) ? MARK_HIDDEN : 0;
    g_autofree char *role = xml_element_get(element, NULL, "role");
    found |= g_strcmp0(role, "doc-backlink") == 0 ? MARK_BACK : 0;
    g_autofree char *type = xml_element_get(element, OPS_NAMESPACE, "type");
    g_auto(GStrv) words = g_strsplit_set(type != NULL ? type : "", " \t\r\n", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        bool is_list = (marks[i].mark & (MARK_CONTENTS | MARK_LANDMARKS | MARK_PAGES)) != 0;
        if (is_list == (tag == TAG_NAV) && (marks[i].mark != MARK_CALL || tag == TAG_A) &&
            g_strv_contains((const char *const *)words, marks[i].type)) {
            found |= marks[i].mark;
        }
    }
    return found;
}

static void count_marks(Page *page, unsigned found, int step) {
    for (unsigned bit = 0; bit < MARK_BITS; bit++) {
        if ((found & 1u << bit) != 0) {
            page->marked[bit] += (unsigned)step;
        }
    }
}

bool page_is_in(const Page *page, PageMark mark) {
    return page->marked[g_bit_nth_lsf(mark, -1)] > 0;
}

void page_say_once(Page *page, DiagnosticCode code, uint32_t line, const char *first,
                   const char *second) {
    if (!page->is_said[code]) {
        page->is_said[code] = true;
        reader_say(page->book, code, page->item->part, line, first, second);
    }
}

/* Elements open and close */

static void on_start(void *context, const XmlElement *element) {
    Page *page = context;
    OpenElement open = {.tag = tag_of(element->name)};
    page->line = element->line;
    page_check_element(page, element, open.tag);
    if (element->attribute_count > 0) {
        open.marks = marks_of(element, open.tag);
    }
    if (open.tag == TAG_TABLE && page->open[TAG_TABLE] == 0) {
        page->table = (TableSize){0};
        page->table_line = element->line;
    }
    if ((open.marks & MARK_NOTE) != 0 && !page_is_in(page, MARK_NOTE)) {
        page->note_characters = 0;
        page->note_line = element->line;
    }
    page->open[open.tag]++;
    count_marks(page, open.marks, 1);
    g_array_append_val(page->stack, open);
    if (open.marks != 0) {
        page_check_marked(page, element, open.marks);
    }
}

static void end_table(Page *page) {
    if (page->table.columns > READER_TABLE_COLUMNS_KOBO) {
        reader_say_number(page->book, DIAGNOSTIC_READER_TABLE_WIDE_KOBO, page->item->part,
                          page->table_line, page->table.columns);
    }
    g_autofree char *too_large = table_size_too_large(&page->table);
    if (too_large != NULL) {
        reader_say(page->book, DIAGNOSTIC_READER_TABLE_LARGE_KINDLE, page->item->part,
                   page->table_line, too_large, NULL);
    }
}

static void end_note(Page *page) {
    size_t length = page->note_characters;
    if (length < READER_NOTE_LEAST_KOBO || length > READER_NOTE_MOST_KOBO) {
        reader_say_number(page->book, DIAGNOSTIC_READER_NOTE_LENGTH_KOBO, page->item->part,
                          page->note_line, length);
    }
}

static void on_end(void *context, const char *name, const char *text) {
    (void)name;
    Page *page = context;
    OpenElement closed = g_array_index(page->stack, OpenElement, page->stack->len - 1);
    if (closed.tag == TAG_A && page_is_in(page, MARK_PAGES)) {
        page_check_folio(page, text);
    }
    g_array_set_size(page->stack, page->stack->len - 1);
    page->open[closed.tag]--;
    count_marks(page, closed.marks, -1);
    if (closed.tag == TAG_TABLE && page->open[TAG_TABLE] == 0) {
        end_table(page);
    }
    if ((closed.marks & MARK_NOTE) != 0 && !page_is_in(page, MARK_NOTE)) {
        end_note(page);
    }
}

/* Characters, a run of white space as one. */
static size_t count_characters(Page *page, const char *text, size_t length_bytes) {
    size_t count = 0;
    for (size_t i = 0; i < length_bytes; i++) {
        bool is_space = g_ascii_isspace(text[i]);
        bool begins = ((unsigned char)text[i] & 0xC0) != 0x80;
        count += begins && !(is_space && page->after_space);
        page->after_space = is_space;
    }
    return count;
}

static void on_text(void *context, const char *text, size_t length_bytes) {
    Page *page = context;
    reader_characters_count(&page->characters, text, length_bytes, page->line, 0);
    bool is_of_note = page_is_in(page, MARK_NOTE) && !page_is_in(page, MARK_BACK);
    bool hides = page_is_in(page, MARK_HIDDEN);
    if (is_of_note || hides) {
        size_t count = count_characters(page, text, length_bytes);
        page->note_characters += is_of_note ? count : 0;
        page->book->hidden_characters += hides ? count : 0;
    }
}

/* The whole */

static void tell_characters(const Page *page) {
    for (size_t i = 0; i < READER_CHARACTER_COUNT; i++) {
        unsigned systems = reader_character_systems(&page->characters, i, page->book->systems);
        if (systems != 0) {
            g_autofree char *character = reader_character_say(&page->characters, i);
            g_autofree char *whom = reading_systems_say(systems);
            check_say(page->book->check, DIAGNOSTIC_READER_CHARACTER, page->item->part,
                      page->characters.line[i], reader_character_hint(i), character, whom);
        }
    }
}

static void tell(Page *page) {
    tell_characters(page);
    if (page->is_navigation && page->book->check->version == 3 && !page->has_bodymatter) {
        page_say_once(page, DIAGNOSTIC_READER_LANDMARKS_APPLE, NO_LINE,
                      "no landmark is the bodymatter, where reading begins", NULL);
    }
}

static bool is_navigation(const ManifestItem *item) {
    g_auto(GStrv) words =
        g_strsplit_set(item->properties != NULL ? item->properties : "", " \t\r\n", -1);
    return g_strv_contains((const char *const *)words, "nav");
}

void reader_check_page(ReaderBook *book, const ManifestItem *item, GBytes *bytes) {
    Page page = {.book = book,
                 .item = item,
                 .is_navigation = is_navigation(item),
                 .is_ncx = strcmp(item->media_type, "application/x-dtbncx+xml") == 0,
                 .is_drawing = strcmp(item->media_type, "image/svg+xml") == 0,
                 .stack = g_array_new(FALSE, FALSE, sizeof(OpenElement)),
                 .folios = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    XmlHandler handler = {.start = on_start, .end = on_end, .text = on_text};
    XmlProblem problem = {0};
    if (xml_scan(bytes, &handler, &page, &problem)) {
        tell(&page);
    }
    xml_problem_clear(&problem);
    g_hash_table_unref(page.folios);
    g_array_unref(page.stack);
}
