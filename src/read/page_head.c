/* People, dates and decks that a page shows. */
#include "read/page_head.h"

#include "base/text.h"

#include <string.h>

enum {
    LINE_CHARACTERS = 160, /* of a line that may name who wrote it */
    NAME_CHARACTERS = 80,
    DECK_CHARACTERS = 400,
    LINES_LOOKED_AT = 80, /* of the article's first, for a byline by its words */
    DATE_WORDS = 5,
    TRIES_MOST = 100, /* elements that are called bylines, or dates */
};

static const char *const by_words[] = {
#define BY(words) words,
#include "read/page_bylines.def"
#undef BY
};

/* Names */

/* "apr": what is left of a date whose figures were cut off. */
static bool is_month(const char *folded) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                         "aug", "sep", "oct", "nov", "dec", "sept"};
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        if (strcmp(folded, months[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What stands where a name would. */
static const char *const nobodies[] = {
    "admin",
    "administrator",
    "webmaster",
    "editor",
    "editors",
    "staff",
    "guest",
    "redaktion",
    "redacción",
    "redacao",
    "redação",
    "rédaction",
    "la rédaction",
    "redazione",
    "unknown",
    "anonymous",
    "none",
    "user",
    "author",
    "wpadmin",
    "root",
    "super user",
    "superuser",
    "redakcja",
    "redactie",
    "site admin",
    "website",
    "undefined",
    "null",
    "administrador",
    "редакция",
    "администратор",
    "authors",
    "by",
    "posted",
    "published",
    "ap",
    "afp",
    "reuters",
    "dpa",
    "efe",
    "ansa",
    "agencies",
    "agencias",
    "agenturen",
    "associated press",
    "the associated press",
};
/* What somebody is, and not who. */
static const char *const trades[] = {
    " editor",    " writer",  " reporter", " correspondent", " contributor",
    " columnist", " editors", " producer", " manager",
};

static bool is_nobody(const char *name) {
    g_autofree char *folded = g_utf8_casefold(name, -1);
    if (is_month(folded)) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(trades); i++) {
        if (g_str_has_suffix(folded, trades[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(nobodies); i++) {
        if (strcmp(folded, nobodies[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_letter(const char *text) {
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p))) {
            return true;
        }
    }
    return false;
}

/* Past the words that announce a name; the text itself if there are none. */
static const char *skip_by(const char *text, bool *announced) {
    g_autofree char *folded = g_utf8_casefold(text, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(by_words); i++) {
        size_t length = strlen(by_words[i]);
        if (strncmp(folded, by_words[i], length) != 0 || strlen(text) <= length ||
            !g_utf8_validate(text, (gssize)length, NULL)) {
            continue;
        }
        bool is_ascii_word = g_ascii_isalpha(by_words[i][length - 1]);
        if (is_ascii_word && text[length] != ' ' && text[length] != ':') {
            continue;
        }
        *announced = true;
        return text + length + strspn(text + length, " :");
    }
    *announced = false;
    return text;
}

/* A name ends where a date, an address or another remark begins. */
static char *cut_name(const char *text) {
    static const char *const ends[] = {
        " | ",  "|",    " • ",        "•",        " · ",     " – ",     " — ",  " - ",
        " on ", " in ", " Published", " Updated", " Posted", " for ",   " at ", "(",
        " am ", " le ", " el ",       " @",       ", staff", ", Staff", " / "};
    size_t length = strcspn(text, "0123456789");
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        const char *end = g_strstr_len(text, (gssize)length, ends[i]);
        length = end != NULL && end > text ? (size_t)(end - text) : length;
    }
    char *name = g_strstrip(g_strndup(text, length));
    size_t bytes = strlen(name);
    while (bytes > 0 && strchr(",;:-|.", name[bytes - 1]) != NULL &&
           !(name[bytes - 1] == '.' && bytes > 2 && name[bytes - 3] == ' ')) {
        bool is_suffix = g_str_has_suffix(name, "Jr.") || g_str_has_suffix(name, "Sr.");
        if (is_suffix) {
            break;
        }
        name[--bytes] = '\0';
    }
    return g_strstrip(name);
}

static bool is_name(const char *name, const PageFacts *facts) {
    return has_letter(name) && strchr("([{", name[0]) == NULL &&
           g_utf8_strlen(name, -1) <= NAME_CHARACTERS &&
           strpbrk(name, "@<>{}=0123456789") == NULL && strstr(name, "://") == NULL &&
           strstr(name, "www.") == NULL && !is_nobody(name) && !page_facts_is_site(facts, name) &&
           g_utf8_strlen(name, -1) > 1;
}

/* "Ada Lovelace, Mary Shelley and Jane Austen": commas between whole names part them. */
static void add_names(GPtrArray *authors, const char *text, const PageFacts *facts) {
    g_auto(GStrv) parts = g_strsplit(text, ", ", -1);
    bool are_whole = true;
    for (char **part = parts; *part != NULL; part++) {
        are_whole &= strchr(g_strstrip(*part), ' ') != NULL;
    }
    for (char **part = parts; are_whole && *part != NULL; part++) {
        const char *name = g_str_has_prefix(*part, "and ") ? *part + strlen("and ") : *part;
        if (is_name(name, facts)) {
            g_ptr_array_add(authors, g_strdup(name));
        }
    }
    if (!are_whole && is_name(text, facts)) {
        g_ptr_array_add(authors, g_strdup(text));
    }
}

static bool take_name(PageHead *head, const PageFacts *facts, const char *text) {
    bool announced = false;
    g_autofree char *collapsed = text_collapse(text);
    if (g_ascii_strncasecmp(collapsed, "powered by ", strlen("powered by ")) == 0) {
        return false; /* a program, not a person */
    }
    const char *from = skip_by(collapsed, &announced);
    g_autofree char *name = cut_name(from);
    guint before = head->authors->len;
    add_names(head->authors, name, facts);
    return head->authors->len > before;
}

/* Dates */

/* The first date in a short text. */
static bool find_date(const char *text, Date *date) {
    g_autofree char *collapsed = text_collapse(text);
    if (g_utf8_strlen(collapsed, -1) > LINE_CHARACTERS ||
        strpbrk(collapsed, "0123456789") == NULL) {
        return page_date_parse(collapsed, date) && strpbrk(collapsed, "0123456789") != NULL;
    }
    g_auto(GStrv) words = g_strsplit(collapsed, " ", -1);
    size_t count = g_strv_length(words);
    for (size_t from = 0; from < count; from++) {
        for (size_t most = MIN(DATE_WORDS, count - from); most > 0; most--) {
            g_autoptr(GString) part = g_string_new(NULL);
            for (size_t i = from; i < from + most; i++) {
                g_string_append_printf(part, "%s%s", part->len > 0 ? " " : "", words[i]);
            }
            while (part->len > 0 && strchr(",;.|)(", part->str[part->len - 1]) != NULL) {
                g_string_truncate(part, part->len - 1);
            }
            bool is_year = strspn(part->str, G_CSET_DIGITS) == part->len;
            if (!is_year && page_date_parse(part->str, date)) {
                return true;
            }
        }
    }
    return false;
}

/* What elements are called */

static bool has_word(const PageNode *node, const char *const *words) {
    const char *attributes[] = {page_attribute(node, "class"), page_attribute(node, "id"),
                                page_attribute(node, "itemprop"), page_attribute(node, "rel"),
                                page_attribute(node, "data-testid")};
    for (size_t k = 0; k < G_N_ELEMENTS(attributes); k++) {
        for (size_t i = 0; attributes[k] != NULL && words[i] != NULL; i++) {
            size_t length = strlen(words[i]);
            for (const char *at = attributes[k]; (at = strstr(at, words[i])) != NULL; at++) {
                bool begins = at == attributes[k] || strchr(" -_", at[-1]) != NULL;
                bool ends = strchr(" -_", at[length]) != NULL; /* the end of the text as well */
                if (begins && ends) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool is_byline(const PageNode *node) {
    static const char *const words[] = {
        "byline", "author",  "Author", "autor",     "auteur",      "autore",    "authors", "firma",
        "writer", "creator", "by",     "signature", "contributor", "verfasser", NULL};
    static const char *const not [] = {"bio",    "avatar",  "image",     "photo", "box",   "about",
                                       "social", "comment", "link-list", "more",  "title", NULL};
    return has_word(node, words) && !has_word(node, not );
}

static bool is_date(const PageNode *node) {
    static const char *const words[] = {"datePublished", "pubdate",   "published", "date",
                                        "dateline",      "timestamp", "time",      "posted",
                                        "fecha",         "datum",     NULL};
    return node->tag == PAGE_TIME || has_word(node, words);
}

static bool is_deck(const PageNode *node) {
    static const char *const words[] = {
        "deck",        "dek",         "standfirst", "subtitle",
        "subheadline", "subhead",     "subheading", "strapline",
        "chapo",       "chapeau",     "bajada",     "copete",
        "entradilla",  "sottotitolo", "untertitel", "alternativeHeadline",
        NULL};
    return has_word(node, words);
}

static bool is_kicker(const PageNode *node) {
    static const char *const words[] = {"kicker",    "surtitre",  "overline",   "eyebrow",
                                        "dachzeile", "occhiello", "antetitulo", "pretitle",
                                        "suptitle",  NULL};
    return has_word(node, words);
}

static bool is_comment(const Page *page, uint32_t index) {
    static const char *const words[] = {"comment", "comments", "commentlist", "reply",
                                        "related", "sidebar",  "teaser",      NULL};
    for (uint32_t up = index; up > page->body; up = page->nodes[up].parent) {
        const PageNode *node = &page->nodes[up];
        if (node->tag == PAGE_ASIDE || node->tag == PAGE_NAV || has_word(node, words)) {
            return true;
        }
    }
    return false;
}

/* Looking through the page */

typedef struct {
    const Page *page;
    const PageFacts *facts;
    PageHead *head;
    uint32_t top;
} Look;

/* The line that a mark stands in, if it says little besides. */
static uint32_t line_of(const Look *look, uint32_t index) {
    enum { SAYS_LITTLE = 110 };
    const Page *page = look->page;
    uint32_t line = index;
    while (line > look->top && !page->nodes[line].is_block) {
        line = page->nodes[line].parent;
    }
    g_autofree char *text = page_plain_text(page, line);
    return g_utf8_strlen(text, -1) <= SAYS_LITTLE ? line : 0;
}

/* Names within a byline that are marked each. */
static bool take_marked_names(const Look *look, uint32_t index) {
    static const char *const words[] = {"name", "fn", "author", NULL};
    const Page *page = look->page;
    bool any = false;
    for (uint32_t i = index + 1; i < page->nodes[index].end;) {
        const PageNode *node = &page->nodes[i];
        const char *relation = page_attribute(node, "rel");
        bool is_marked =
            node->tag != PAGE_TEXT &&
            (has_word(node, words) || (relation != NULL && strstr(relation, "author") != NULL));
        if (is_marked) {
            g_autofree char *text = page_plain_text(page, i);
            any |= take_name(look->head, look->facts, text);
        }
        i = is_marked ? node->end : i + 1;
    }
    return any;
}

/* A line's text with a stroke where two marks stand against each other: what a page shows as two
 * lines, such as a name and a trade. */
static char *line_text(const Page *page, uint32_t index) {
    g_autoptr(GString) out = g_string_new(NULL);
    for (uint32_t i = index; i < page->nodes[index].end; i++) {
        const char *text = page_text(&page->nodes[i]);
        if (*text == '\0') {
            continue;
        }
        gunichar first = g_utf8_get_char(text);
        gunichar last = out->len > 0 ? g_utf8_get_char(g_utf8_prev_char(out->str + out->len)) : ' ';
        if (g_unichar_isalnum(last) && g_unichar_isupper(first)) {
            g_string_append(out, " | ");
        }
        g_string_append(out, text);
    }
    return text_collapse(out->str);
}

static void try_byline(const Look *look, uint32_t index) {
    const Page *page = look->page;
    g_autofree char *text = line_text(page, index);
    if (text_is_blank(text) || g_utf8_strlen(text, -1) > LINE_CHARACTERS ||
        is_comment(page, index)) {
        return;
    }
    if (take_marked_names(look, index) || take_name(look->head, look->facts, text)) {
        look->head->byline_node = line_of(look, index);
    }
}

static void try_date(const Look *look, uint32_t index) {
    const PageNode *node = &look->page->nodes[index];
    const char *values[] = {page_attribute(node, "datetime"), page_attribute(node, "content"),
                            page_attribute(node, "title")};
    Date date = {0};
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(values) && !found; i++) {
        found = values[i] != NULL && page_date_parse(values[i], &date);
    }
    if (!found) {
        g_autofree char *text = page_plain_text(look->page, index);
        found = find_date(text, &date);
    }
    if (found && !is_comment(look->page, index)) {
        if (!date_is_set(look->head->date)) {
            look->head->date = date;
        }
        look->head->date_node = line_of(look, index);
    }
}

/* The line that begins at a node: a block's, or a text that stands by itself. NULL: none does. */
static char *line_at(const Page *page, uint32_t index) {
    const PageNode *node = &page->nodes[index];
    if (node->tag != PAGE_TEXT) {
        bool is_line = node->is_block && !node->holds_blocks && node->end > index + 1;
        return is_line ? line_text(page, index) : NULL;
    }
    g_autofree char *text = text_collapse(page_text(node));
    bool announced = false;
    const char *name = skip_by(text, &announced);
    uint32_t next = node->end;
    bool is_alone = announced && *name == '\0' && next < page->nodes[node->parent].end &&
                    page->nodes[next].tag != PAGE_TEXT && !page->nodes[next].is_block;
    g_autofree char *after = is_alone ? page_plain_text(page, next) : NULL;
    return after != NULL ? g_strdup_printf("%s %s", text, after) : g_steal_pointer(&text);
}

/* "Posted on Monday, May 5 by Mary Shelley": the name at the end of a line that tells the date.
 * NULL: there is none. */
static const char *name_after_date(const char *text) {
    static const char *const words[] = {" by ", " por ", " par ", " von ", " door ", " av "};
    size_t digits = strcspn(text, "0123456789");
    for (size_t i = 0; text[digits] != '\0' && i < G_N_ELEMENTS(words); i++) {
        const char *found = g_strrstr(text, words[i]);
        const char *name = found != NULL ? found + strlen(words[i]) : NULL;
        if (name != NULL && found > text + digits && !g_unichar_islower(g_utf8_get_char(name))) {
            return name;
        }
    }
    return NULL;
}

/* By the words of the first lines: "By …". */
static void read_lines(const Look *look) {
    const Page *page = look->page;
    uint32_t from = look->head->title_node != 0 ? look->head->title_node : look->top;
    unsigned lines = 0;
    for (uint32_t i = from + 1; i < page->count && lines < LINES_LOOKED_AT; i++) {
        g_autofree char *text = line_at(page, i);
        if (text == NULL || text_is_blank(text)) {
            continue;
        }
        lines++;
        bool announced = false;
        const char *name = skip_by(text, &announced);
        bool is_capital = !g_unichar_islower(g_utf8_get_char(name));
        bool is_short = g_utf8_strlen(text, -1) <= LINE_CHARACTERS;
        const char *after_date = is_short && !announced ? name_after_date(text) : NULL;
        const char *from_here = after_date != NULL ? after_date : text;
        bool may_name = (announced && is_capital) || after_date != NULL;
        if (may_name && is_short && !is_comment(page, i) &&
            take_name(look->head, look->facts, from_here)) {
            look->head->byline_node = page->nodes[i].tag == PAGE_TEXT ? i : line_of(look, i);
            if (!date_is_set(look->head->date)) {
                find_date(text, &look->head->date);
            }
            return;
        }
    }
}

static void take_said_authors(PageHead *head, const PageFacts *facts) {
    for (guint i = 0; i < facts->authors->len; i++) {
        take_name(head, facts, facts->authors->pdata[i]);
    }
}

static bool is_in_head(const Look *look, uint32_t index) {
    enum { NODES_OF_A_HEAD = 400 };
    uint32_t start = look->head->title_node != 0 ? look->head->title_node : look->top;
    return index + NODES_OF_A_HEAD / 4 > start && index < start + NODES_OF_A_HEAD;
}

void page_find_head(const Page *page, const PageFacts *facts, uint32_t top, PageHead *head) {
    head->authors = g_ptr_array_new_with_free_func(g_free);
    head->date = facts->date;
    Look look = {page, facts, head, top};
    uint32_t end = page->nodes[page->body].end;
    unsigned bylines = 0;
    unsigned dates = 0;
    for (uint32_t i = page->body; i < end; i++) {
        const PageNode *node = &page->nodes[i];
        if (node->tag == PAGE_TEXT || i == head->title_node) {
            continue;
        }
        if (head->authors->len == 0 && bylines < TRIES_MOST && is_byline(node)) {
            bylines++;
            try_byline(&look, i);
        }
        if (head->date_node == 0 && dates < TRIES_MOST && is_in_head(&look, i) && is_date(node)) {
            dates++;
            try_date(&look, i);
        }
        if (head->kicker_node == 0 && i < head->title_node && is_in_head(&look, i) &&
            !node->holds_blocks && is_kicker(node)) {
            enum { KICKER_CHARACTERS = 80 };
            g_autofree char *text = page_plain_text(page, i);
            bool is_short = g_utf8_strlen(text, -1) <= KICKER_CHARACTERS && !text_is_blank(text);
            head->kicker_node = is_short ? i : 0;
        }
        if (head->deck_node == 0 && is_in_head(&look, i) && i > head->title_node &&
            node->is_block && is_deck(node) && !is_comment(page, i)) {
            g_autofree char *text = page_plain_text(page, i);
            bool is_short = g_utf8_strlen(text, -1) <= DECK_CHARACTERS && !text_is_blank(text);
            head->deck_node = is_short && !node->holds_blocks ? i : 0;
        }
    }
    if (head->authors->len == 0) {
        read_lines(&look);
    }
    if (facts->authors->len > 0) {
        g_autoptr(GPtrArray) shown = g_steal_pointer(&head->authors);
        head->authors = g_ptr_array_new_with_free_func(g_free);
        take_said_authors(head, facts);
        if (head->authors->len == 0) {
            g_ptr_array_unref(head->authors);
            head->authors = g_steal_pointer(&shown);
        }
    }
}

void page_head_clear(PageHead *head) {
    g_free(head->title);
    g_clear_pointer(&head->authors, g_ptr_array_unref);
}
