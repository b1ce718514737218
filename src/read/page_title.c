/* An article's title: what its page calls it and shows as its heading. */
#include "base/limits.h"
#include "base/text.h"
#include "read/page_head.h"

#include <string.h>

enum {
    LONGEST_TITLE_CHARACTERS = 300,
    MOST_HEADINGS = 400,
    TAIL_WORDS = 5, /* of a site's name that nothing confirms */
    HEAD_WORDS = 3, /* that must stay before it */
};

/* Comparing */

/* Letters and digits, folded, single spaces. */
static char *comparable(const char *text) {
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    g_autofree char *folded = g_utf8_casefold(normal != NULL ? normal : "", -1);
    GString *out = g_string_new(NULL);
    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c)) {
            g_string_append_unichar(out, c);
        } else if (out->len > 0 && out->str[out->len - 1] != ' ' && !g_unichar_ismark(c) &&
                   c != '\'' && c != 0x2019) {
            g_string_append_c(out, ' ');
        }
    }
    return g_strchomp(g_string_free(out, FALSE));
}

static size_t count_words(const char *text) {
    TextCount count = {0};
    text_count_add(&count, text, strlen(text));
    return count.words;
}

/* Titles taken apart */

static const char *const strokes[] = {" | ", " :: ", " » ", " « ", " · ", " • ",
                                      " › ", " ‹ ",  " – ", " — ", " - ", " ― ",
                                      "｜",  " / ",  " > ", " ~ ", "_",   "|"};
enum { FIRM_STROKES = 8 }; /* those that never stand in a title itself */

typedef struct {
    size_t start, end; /* of the stroke */
    bool is_firm;
} Stroke;

/* "_" and "|" between words stand only where no spaces are: "标题_频道". */
static bool is_between_wide(const char *title, size_t start, const char *stroke) {
    bool is_bare = strcmp(stroke, "_") == 0 || strcmp(stroke, "|") == 0;
    size_t after = start + strlen(stroke);
    return !is_bare || (start > 0 && ((unsigned char)title[start - 1] >= 0x80 ||
                                      (unsigned char)title[after] >= 0x80));
}

static bool find_stroke(const char *title, bool is_last, Stroke *found) {
    size_t best = is_last ? 0 : strlen(title);
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(strokes); i++) {
        const char *at = is_last ? g_strrstr(title, strokes[i]) : strstr(title, strokes[i]);
        size_t start = at != NULL ? (size_t)(at - title) : 0;
        if (at != NULL && start > 0 && is_between_wide(title, start, strokes[i]) &&
            (is_last ? start >= best : start < best)) {
            best = start;
            *found = (Stroke){start, start + strlen(strokes[i]),
                              i < FIRM_STROKES || i >= G_N_ELEMENTS(strokes) - 2};
            any = true;
        }
    }
    return any && title[found->end] != '\0';
}

static bool cut_site(char **title, const PageFacts *facts) {
    Stroke stroke;
    if (find_stroke(*title, true, &stroke) && page_facts_is_site(facts, *title + stroke.end)) {
        (*title)[stroke.start] = '\0';
        return true;
    }
    if (find_stroke(*title, false, &stroke)) {
        g_autofree char *head = g_strndup(*title, stroke.start);
        if (page_facts_is_site(facts, head)) {
            memmove(*title, *title + stroke.end, strlen(*title + stroke.end) + 1);
            return true;
        }
    }
    const char *colon = strstr(*title, ": ");
    if (colon != NULL && colon > *title && colon[2] != '\0') {
        g_autofree char *head = g_strndup(*title, (gsize)(colon - *title));
        if (page_facts_is_site(facts, head)) {
            memmove(*title, colon + 2, strlen(colon + 2) + 1);
            return true;
        }
    }
    return false;
}

char *page_title_without_site(const char *title, const PageFacts *facts, bool is_page_title) {
    enum { MOST_CUTS = 4 };
    char *out = text_collapse(title);
    bool was_cut = false;
    for (unsigned i = 0; i < MOST_CUTS && cut_site(&out, facts); i++) {
        was_cut = true;
        g_strstrip(out);
    }
    Stroke stroke;
    if (is_page_title && !was_cut && find_stroke(out, false, &stroke) && stroke.is_firm) {
        g_autofree char *head = g_strndup(out, stroke.start);
        size_t head_words = count_words(head);
        size_t rest_words = count_words(out + stroke.end);
        if (head_words <= TAIL_WORDS && rest_words > head_words && rest_words > HEAD_WORDS) {
            memmove(out, out + stroke.end, strlen(out + stroke.end) + 1);
        }
    }
    if (is_page_title && !was_cut && find_stroke(out, true, &stroke)) {
        g_autofree char *head = g_strndup(out, stroke.start);
        size_t tail_words = count_words(out + stroke.end);
        if (tail_words <= TAIL_WORDS && (stroke.is_firm || count_words(head) >= HEAD_WORDS) &&
            count_words(head) >= tail_words) {
            out[stroke.start] = '\0';
        }
    }
    return g_strstrip(out);
}

/* Headings */

typedef struct {
    uint32_t node;
    char *text, *key;
    bool is_first_level;
} Heading;

static void heading_clear(Heading *heading) {
    g_free(heading->text);
    g_free(heading->key);
}

static bool is_titled(const PageNode *node) {
    static const char *const classes[] = {"entry-title",    "post-title",   "article-title",
                                          "headline",       "articletitle", "article-headline",
                                          "story-title",    "title",        "p-name",
                                          "article__title", "pagetitle",    "titre"};
    const char *property = page_attribute(node, "itemprop");
    if (property != NULL && strcmp(property, "headline") == 0) {
        return true;
    }
    const char *names = page_attribute(node, "class");
    names = names != NULL ? names : page_attribute(node, "id");
    for (size_t i = 0; names != NULL && i < G_N_ELEMENTS(classes); i++) {
        const char *found = strstr(names, classes[i]);
        size_t length = strlen(classes[i]);
        if (found != NULL && (found == names || found[-1] == ' ') &&
            (found[length] == '\0' || found[length] == ' ')) {
            return true;
        }
    }
    return false;
}

static bool is_in_hidden(const Page *page, uint32_t index) {
    for (uint32_t up = index; up > page->body; up = page->nodes[up].parent) {
        const PageNode *node = &page->nodes[up];
        const char *style = page_attribute(node, "style");
        if (node->tag == PAGE_NAV || node->tag == PAGE_ASIDE ||
            page_attribute(node, "hidden") != NULL ||
            (style != NULL && strstr(style, "display:none") != NULL)) {
            return true;
        }
    }
    return false;
}

static GArray *list_headings(const Page *page) {
    GArray *headings = g_array_new(FALSE, FALSE, sizeof(Heading));
    g_array_set_clear_func(headings, (GDestroyNotify)heading_clear);
    for (uint32_t i = page->body; i < page->nodes[page->body].end; i++) {
        const PageNode *node = &page->nodes[i];
        bool is_heading = node->tag >= PAGE_H1 && node->tag <= PAGE_H4;
        bool is_named =
            node->tag != PAGE_TEXT && node->is_block && !node->holds_blocks && is_titled(node);
        if ((!is_heading && !is_named) || is_in_hidden(page, i)) {
            continue;
        }
        g_autofree char *text = page_plain_text(page, i);
        if (text_is_blank(text) || g_utf8_strlen(text, -1) > LONGEST_TITLE_CHARACTERS) {
            continue;
        }
        Heading heading = {i, g_strdup(text), comparable(text), node->tag == PAGE_H1 || is_named};
        g_array_append_val(headings, heading);
        if (headings->len >= MOST_HEADINGS) {
            break;
        }
    }
    return headings;
}

static const Heading *find_equal(const GArray *headings, const char *title) {
    if (title == NULL) {
        return NULL;
    }
    g_autofree char *key = comparable(title);
    for (guint i = 0; *key != '\0' && i < headings->len; i++) {
        const Heading *heading = &g_array_index(headings, Heading, i);
        if (strcmp(heading->key, key) == 0) {
            return heading;
        }
    }
    return NULL;
}

/* Does a title that was not taken apart begin or end with the heading, as a part of its own? */
static const Heading *find_part(const GArray *headings, const char *title, const PageFacts *facts) {
    g_autofree char *key = comparable(title != NULL ? title : "");
    for (guint i = 0; i < headings->len; i++) {
        const Heading *heading = &g_array_index(headings, Heading, i);
        size_t length = strlen(heading->key);
        size_t whole = strlen(key);
        if (length == 0 || length >= whole || count_words(heading->text) < 2 ||
            page_facts_is_site(facts, heading->text)) {
            continue;
        }
        bool begins = strncmp(key, heading->key, length) == 0 && key[length] == ' ';
        bool ends =
            strcmp(key + whole - length, heading->key) == 0 && key[whole - length - 1] == ' ';
        if ((begins || ends) && length * 2 >= whole) {
            return heading;
        }
    }
    return NULL;
}

/* The heading that is all that stands before or behind a stroke, or after a colon, of <title>. */
static const Heading *find_segment(const GArray *headings, const char *title,
                                   const PageFacts *facts) {
    Stroke first;
    Stroke last;
    if (title == NULL || !find_stroke(title, false, &first) || !find_stroke(title, true, &last)) {
        return NULL;
    }
    g_autofree char *before_last = g_strndup(title, last.start);
    g_autofree char *before_first = g_strndup(title, first.start);
    const char *segments[] = {before_last, before_first, title + first.end, title + last.end};
    const Heading *best = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(segments); i++) {
        const Heading *heading = find_equal(headings, segments[i]);
        if (heading != NULL && !page_facts_is_site(facts, heading->text) &&
            (best == NULL || count_words(heading->text) > count_words(best->text))) {
            best = heading;
        }
    }
    return best;
}

/* The words of the shorter one that are in the other, of 100. */
static unsigned shared_percent(const char *left, const char *right) {
    g_autofree char *a = comparable(left);
    g_autofree char *b = comparable(right);
    g_auto(GStrv) words = g_strsplit(strlen(a) < strlen(b) ? a : b, " ", -1);
    g_autofree char *other = g_strdup_printf(" %s ", strlen(a) < strlen(b) ? b : a);
    unsigned all = 0;
    unsigned shared = 0;
    for (char **word = words; *word != NULL && all < 100; word++) {
        g_autofree char *spaced = g_strdup_printf(" %s ", *word);
        all++;
        shared += strstr(other, spaced) != NULL;
    }
    return all > 0 ? shared * 100 / all : 0;
}

static const Heading *only_first_level(const GArray *headings, const PageFacts *facts) {
    const Heading *found = NULL;
    for (guint i = 0; i < headings->len; i++) {
        const Heading *heading = &g_array_index(headings, Heading, i);
        if (heading->is_first_level && !page_facts_is_site(facts, heading->text)) {
            if (found != NULL && strcmp(found->key, heading->key) != 0) {
                return NULL;
            }
            found = found != NULL ? found : heading;
        }
    }
    return found;
}

/* What programs call a page that nobody named. */
static bool is_no_title(const char *title) {
    static const char *const none[] = {"untitled",
                                       "untitled document",
                                       "index",
                                       "home",
                                       "new page 1",
                                       "no title",
                                       "unbenanntes dokument",
                                       "sin título",
                                       "document sans nom",
                                       "sans titre",
                                       "document",
                                       "page title"};
    g_autofree char *folded = g_utf8_casefold(title, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        if (strcmp(folded, none[i]) == 0) {
            return true;
        }
    }
    return g_str_has_prefix(folded, "microsoft word - ") || text_is_blank(title);
}

static char *clean(const char *title, const PageFacts *facts, bool is_page_title) {
    if (title == NULL || is_no_title(title)) {
        return NULL;
    }
    char *out = page_title_without_site(title, facts, is_page_title);
    if (is_no_title(out)) {
        g_clear_pointer(&out, g_free);
    }
    return out;
}

static void choose_title(const GArray *headings, const PageFacts *facts, PageHead *head) {
    g_autofree char *said = clean(facts->title, facts, false);
    g_autofree char *shown = clean(facts->page_title, facts, true);
    const Heading *match = find_equal(headings, said);
    match = match != NULL ? match : find_equal(headings, shown);
    match = match != NULL ? match : find_segment(headings, facts->title, facts);
    match = match != NULL ? match : find_segment(headings, facts->page_title, facts);
    match = match != NULL ? match : find_part(headings, facts->title, facts);
    match = match != NULL ? match : find_part(headings, facts->page_title, facts);
    const Heading *first = only_first_level(headings, facts);
    const char *given = said != NULL ? said : shown;
    enum { ALIKE_PERCENT = 50 };
    if (match == NULL && first != NULL &&
        (given == NULL || said == NULL || shared_percent(first->text, given) >= ALIKE_PERCENT)) {
        match = first;
    }
    head->title = g_strdup(match != NULL ? match->text : given);
    head->title_node = match != NULL ? match->node : first != NULL ? first->node : 0;
}

/* A line of old pages that says the title, or a part of <title>, without being a heading. */
static void find_line(const Page *page, const PageFacts *facts, PageHead *head) {
    enum { LINES_LOOKED_AT = 100 };
    g_autofree char *key = comparable(head->title);
    unsigned lines = 0;
    for (uint32_t i = page->body + 1; i < page->nodes[page->body].end; i++) {
        const PageNode *node = &page->nodes[i];
        bool is_block = node->tag != PAGE_TEXT && !node->holds_blocks && node->end > i + 1 &&
                        (node->is_block || node->tag == PAGE_B || node->tag == PAGE_STRONG);
        bool is_words = node->tag == PAGE_TEXT && !text_is_blank(page_text(node)) &&
                        page->nodes[node->parent].tag != PAGE_A;
        if (!is_block && !is_words) {
            continue;
        }
        if (lines++ >= LINES_LOOKED_AT) {
            return;
        }
        g_autofree char *text =
            is_block ? page_plain_text(page, i) : text_collapse(page_text(node));
        g_autofree char *own = strlen(text) <= strlen(head->title) * 2 ? comparable(text) : NULL;
        size_t length = own != NULL ? strlen(own) : 0;
        size_t whole = strlen(key);
        bool is_all = own != NULL && strcmp(own, key) == 0;
        bool ends = length > 0 && length < whole && length * 2 >= whole &&
                    strcmp(key + whole - length, own) == 0 && key[whole - length - 1] == ' ';
        if (is_all || (ends && count_words(text) > 1 && !page_facts_is_site(facts, text))) {
            head->title_node = i;
            if (ends) {
                g_free(head->title);
                head->title = g_steal_pointer(&text);
            }
            return;
        }
    }
}

/* What <title> says before or behind the title. */
static void name_site(PageFacts *facts, const char *title) {
    const char *whole = facts->page_title;
    const char *found = whole != NULL && title != NULL ? strstr(whole, title) : NULL;
    if (found == NULL || strlen(title) == strlen(whole)) {
        return;
    }
    static const char around[] = " |:-\t";
    g_autofree char *before = g_strndup(whole, (gsize)(found - whole));
    g_autofree char *behind = g_strdup(found + strlen(title));
    char *parts[] = {before, behind};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        GString *plain = g_string_new(parts[i]);
        for (size_t k = 0; k < G_N_ELEMENTS(strokes); k++) {
            g_string_replace(plain, strokes[k], "\n", 0);
        }
        g_auto(GStrv) names = g_strsplit(plain->str, "\n", -1);
        for (char **name = names; *name != NULL; name++) {
            g_strdelimit(*name, around, ' ');
            if (!text_is_blank(*name)) {
                g_ptr_array_add(facts->sites, text_collapse(*name));
            }
        }
        g_string_free(plain, TRUE);
    }
}

void page_find_title(const Page *page, PageFacts *facts, PageHead *head) {
    GArray *headings = list_headings(page);
    choose_title(headings, facts, head);
    if (head->title_node == 0 && head->title != NULL) {
        find_line(page, facts, head);
    }
    name_site(facts, head->title);
    g_array_free(headings, TRUE);
}
