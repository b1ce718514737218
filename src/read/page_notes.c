/* Notes of web pages: a short link in the text to a place further down that holds a note. Both ends
 * are found first; only then is anything changed. */
#include "base/text.h"
#include "read/page_content.h"

#include <string.h>

enum {
    CALL_CHARACTERS = 6,
    NOTES_MOST = 5000,
};

typedef struct {
    Page *page;
    uint32_t top;
    GHashTable *places; /* id -> index of its node */
    GHashTable *notes;  /* index of a note's block -> its id (borrowed) */
    GHashTable *calls;  /* ids and names of calls, for the ways back */
} Notes;

static const char *id_of(const PageNode *node) {
    const char *id = page_attribute(node, "id");
    return id != NULL ? id : node->tag == PAGE_A ? page_attribute(node, "name") : NULL;
}

static void list_places(Notes *notes) {
    const Page *page = notes->page;
    for (uint32_t i = notes->top + 1; i < page->nodes[notes->top].end; i++) {
        const PageNode *node = &page->nodes[i];
        const char *id = node->tag == PAGE_TEXT ? NULL : id_of(node);
        if (node->fate == PAGE_DROPPED) {
            i = node->end - 1;
        } else if (id != NULL && !g_hash_table_contains(notes->places, id)) {
            g_hash_table_insert(notes->places, (gpointer)id, GUINT_TO_POINTER(i));
        }
    }
}

/* Where a link within the page leads; also one that is written with the page's whole address. */
static const char *fragment_of(const PageNode *node) {
    const char *href = node->tag == PAGE_A ? page_attribute(node, "href") : NULL;
    const char *hash = href != NULL ? strchr(href, '#') : NULL;
    return hash != NULL && hash[1] != '\0' ? hash + 1 : NULL;
}

static bool is_raised(const Page *page, uint32_t index) {
    const PageNode *node = &page->nodes[index];
    for (uint32_t i = index + 1; i < node->end; i++) {
        if (page->nodes[i].tag == PAGE_SUP) {
            return true;
        }
    }
    uint32_t up = node->parent;
    return page->nodes[up].tag == PAGE_SUP || page->nodes[page->nodes[up].parent].tag == PAGE_SUP;
}

/* "1", "[2]", "*", "†", "iv". */
static bool is_mark(const char *text) {
    glong length = g_utf8_strlen(text, -1);
    if (length == 0 || length > CALL_CHARACTERS) {
        return false;
    }
    size_t digits = strcspn(text, "0123456789");
    return text[digits] != '\0' || length <= 2;
}

static bool says_note(const char *id) {
    static const char *const words[] = {"fn",  "note", "ftn",   "cite",
                                        "ref", "foot", "sdend", "easy"};
    g_autofree char *lower = g_ascii_strdown(id, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(lower, words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* The block that a note's place stands in. 0: it is no note. */
static uint32_t block_of_note(const Notes *notes, uint32_t place) {
    const Page *page = notes->page;
    uint32_t block = place;
    while (block > notes->top && !page->nodes[block].is_block) {
        block = page->nodes[block].parent;
    }
    switch ((int)page->nodes[block].tag) {
    case PAGE_LI:
    case PAGE_P:
    case PAGE_DD:
    case PAGE_DIV:
        return block > notes->top ? block : 0;
    default:
        return 0;
    }
}

static bool has_words(const Page *page, uint32_t block) {
    g_autofree char *text = page_plain_text(page, block);
    enum { LEAST = 8, MOST = 20000 };
    size_t length = strlen(text);
    return length >= LEAST && length <= MOST;
}

static void look_at_link(Notes *notes, uint32_t index) {
    const Page *page = notes->page;
    const char *target = fragment_of(&page->nodes[index]);
    gpointer found = target != NULL ? g_hash_table_lookup(notes->places, target) : NULL;
    uint32_t place = GPOINTER_TO_UINT(found);
    if (place <= index || g_hash_table_size(notes->notes) >= NOTES_MOST) {
        return;
    }
    g_autofree char *text = page_plain_text(page, index);
    uint32_t block = block_of_note(notes, place);
    bool is_call = is_mark(text) && (is_raised(page, index) || text[0] == '[' || says_note(target));
    if (!is_call || block == 0 || block <= index) {
        return;
    }
    bool is_known = g_hash_table_contains(notes->notes, GUINT_TO_POINTER(block));
    if (!is_known && !has_words(page, block)) {
        return;
    }
    if (!is_known) {
        g_hash_table_insert(notes->notes, GUINT_TO_POINTER(block), (gpointer)target);
    }
    g_hash_table_add(notes->calls, GUINT_TO_POINTER(index));
}

/* A raised mark that holds nothing but the call and its brackets is the call. */
static void settle_call(const Notes *notes, uint32_t index) {
    Page *page = notes->page;
    PageNode *node = &page->nodes[index];
    const char *target = fragment_of(node);
    uint32_t place = GPOINTER_TO_UINT(g_hash_table_lookup(notes->places, target));
    uint32_t block = block_of_note(notes, place);
    const char *label = g_hash_table_lookup(notes->notes, GUINT_TO_POINTER(block));
    node->fate = PAGE_AS;
    node->element = ELEMENT_A;
    node->class_name = "noteref";
    page_change(node)->href = g_strconcat("#", label, NULL);
    uint32_t up = node->parent;
    if (page->nodes[up].tag == PAGE_SPAN) {
        up = page->nodes[up].parent;
    }
    if (page->nodes[up].tag != PAGE_SUP) {
        return;
    }
    page->nodes[up].fate = PAGE_UNWRAPPED;
    for (uint32_t i = up + 1; i < page->nodes[up].end; i++) {
        PageNode *inside = &page->nodes[i];
        const char *text = page_text(inside);
        bool is_beside = inside->tag == PAGE_TEXT && (i < index || i >= node->end);
        if (is_beside && strspn(text, "[](), \t\n") == strlen(text)) {
            inside->fate = PAGE_DROPPED;
        }
    }
}

/* "^" and "↑" before a note's ways back. */
static bool is_arrow(const char *text) {
    bool any = false;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_sign = c == '^' || c == 0x2191 || c == 0x21B5 || c == 0x21A9;
        any |= is_sign;
        if (!is_sign && !g_unichar_isspace(c)) {
            return false;
        }
    }
    return any;
}

/* The way back, whatever it is called. */
static void drop_ways_back(const Notes *notes, uint32_t block) {
    Page *page = notes->page;
    for (uint32_t i = block + 1; i < page->nodes[block].end; i++) {
        PageNode *node = &page->nodes[i];
        const char *target = fragment_of(node);
        if (node->tag == PAGE_TEXT && is_arrow(page_text(node))) {
            node->fate = PAGE_DROPPED;
        }
        if (target == NULL) {
            continue;
        }
        uint32_t place = GPOINTER_TO_UINT(g_hash_table_lookup(notes->places, target));
        g_autofree char *text = page_plain_text(page, i);
        bool is_sign = g_utf8_strlen(text, -1) <= CALL_CHARACTERS;
        if (is_sign && place != 0 && place < block) {
            node->fate = PAGE_DROPPED;
        }
    }
}

/* "1." or "[1]" and the like that stand before a note's words. */
static void settle_note(const Notes *notes, uint32_t block, const char *label) {
    Page *page = notes->page;
    PageNode *node = &page->nodes[block];
    drop_ways_back(notes, block);
    node->fate = PAGE_AS;
    node->element = ELEMENT_ASIDE;
    node->class_name = "note";
    page_change(node)->id = g_strdup(label);
    uint32_t up = node->parent;
    if (page->nodes[up].tag == PAGE_OL || page->nodes[up].tag == PAGE_UL ||
        page->nodes[up].tag == PAGE_DL) {
        page->nodes[up].fate = PAGE_UNWRAPPED;
    }
}

static bool is_alone(const Page *page, uint32_t index) {
    uint32_t above = page->nodes[index].parent;
    for (uint32_t i = above + 1; i < page->nodes[above].end; i = page->nodes[i].end) {
        const PageNode *node = &page->nodes[i];
        bool is_blank = node->tag == PAGE_TEXT && text_is_blank(page_text(node));
        if (i != index && !is_blank && node->fate != PAGE_DROPPED) {
            return false;
        }
    }
    return true;
}

/* The heading over notes that all go where they are called has nothing left to head. */
static void drop_heading_over(const Notes *notes, uint32_t note) {
    Page *page = notes->page;
    uint32_t list = page->nodes[note].parent;
    if (page->nodes[list].fate != PAGE_UNWRAPPED || list <= notes->top) {
        return;
    }
    for (uint32_t i = list + 1; i < page->nodes[list].end; i = page->nodes[i].end) {
        bool is_note = g_hash_table_contains(notes->notes, GUINT_TO_POINTER(i));
        if (page->nodes[i].tag != PAGE_TEXT && !is_note) {
            return;
        }
    }
    while (page->nodes[list].parent > notes->top && is_alone(page, list)) {
        list = page->nodes[list].parent; /* a box around the list */
    }
    uint32_t above = page->nodes[list].parent;
    uint32_t before = 0;
    for (uint32_t i = above + 1; i < list; i = page->nodes[i].end) {
        bool is_blank =
            page->nodes[i].tag == PAGE_TEXT && text_is_blank(page_text(&page->nodes[i]));
        before = is_blank || page->nodes[i].tag == PAGE_HR ? before : i;
    }
    PageNode *heading = &page->nodes[before];
    if (before != 0 && heading->tag >= PAGE_H2 && heading->tag <= PAGE_H6) {
        heading->fate = PAGE_DROPPED;
    }
}

/* A line across before the first note parts it from the text, where it does not stay. */
static void drop_rule_over(const Notes *notes, uint32_t note) {
    Page *page = notes->page;
    uint32_t i = note;
    while (--i > notes->top) {
        PageNode *node = &page->nodes[i];
        bool is_around = node->end > note;
        bool is_blank = node->tag == PAGE_TEXT && text_is_blank(page_text(node));
        if (node->tag == PAGE_HR) {
            node->fate = PAGE_DROPPED;
        }
        if (!is_around && !is_blank) {
            return;
        }
    }
}

void page_settle_notes(Page *page, uint32_t top) {
    Notes notes = {.page = page,
                   .top = top,
                   .places = g_hash_table_new(g_str_hash, g_str_equal),
                   .notes = g_hash_table_new(NULL, NULL),
                   .calls = g_hash_table_new(NULL, NULL)};
    list_places(&notes);
    for (uint32_t i = top + 1; i < page->nodes[top].end; i++) {
        if (page->nodes[i].fate == PAGE_DROPPED) {
            i = page->nodes[i].end - 1;
        } else {
            look_at_link(&notes, i);
        }
    }
    uint32_t first_note = 0;
    for (uint32_t i = top + 1; i < page->nodes[top].end; i++) {
        const char *label = g_hash_table_lookup(notes.notes, GUINT_TO_POINTER(i));
        if (g_hash_table_contains(notes.calls, GUINT_TO_POINTER(i))) {
            settle_call(&notes, i);
        } else if (label != NULL) {
            settle_note(&notes, i, label);
            first_note = first_note != 0 ? first_note : i;
        }
    }
    if (first_note != 0) {
        drop_heading_over(&notes, first_note);
        drop_rule_over(&notes, first_note);
    }
    g_hash_table_unref(notes.places);
    g_hash_table_unref(notes.notes);
    g_hash_table_unref(notes.calls);
}
