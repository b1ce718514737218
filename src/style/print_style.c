/* Styles computed from a print.css. Equal ones are one; what was computed for an element is kept by
 * the names around it, so that an article's hundredth paragraph costs a look-up. */
#include "style/print_style.h"

#include "base/jobs.h"
#include "style/print_sheet.h"

#include <string.h>

struct PrintStyle {
    PrintSheet *sheet;
    Lock *lock;
    GHashTable *by_subject; /* a signature -> BoxStyle *, borrowed */
    GHashTable *boxes;      /* BoxStyle, owned, by their bytes */
    GHashTable *texts;      /* TextStyle, owned, by their bytes */
    GHashTable *families;   /* joined names -> const char **, owned */
    GHashTable *pages;      /* "NAME SIDE FIRST" -> PageStyle *, owned */
    GPtrArray *pieces;      /* ContentPiece arrays of pages, owned */
    GString *signature;
};

static guint hash_bytes(gconstpointer data, size_t size) {
    const uint8_t *bytes = data;
    guint hash = 5381;
    for (size_t i = 0; i < size; i++) {
        hash = hash * 33 + bytes[i];
    }
    return hash;
}

static guint hash_box(gconstpointer box) {
    return hash_bytes(box, sizeof(BoxStyle));
}

static gboolean equal_boxes(gconstpointer one, gconstpointer other) {
    return memcmp(one, other, sizeof(BoxStyle)) == 0;
}

static guint hash_text(gconstpointer text) {
    return hash_bytes(text, sizeof(TextStyle));
}

static gboolean equal_texts(gconstpointer one, gconstpointer other) {
    return memcmp(one, other, sizeof(TextStyle)) == 0;
}

static void page_free(void *data) {
    g_free(data);
}

PrintStyle *print_style_new(void) {
    PrintStyle *style = g_new0(PrintStyle, 1);
    style->sheet = print_sheet_new();
    style->lock = lock_new();
    style->by_subject = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    style->boxes = g_hash_table_new_full(hash_box, equal_boxes, g_free, NULL);
    style->texts = g_hash_table_new_full(hash_text, equal_texts, g_free, NULL);
    style->families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    style->pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, page_free);
    style->pieces = g_ptr_array_new_with_free_func(g_free);
    style->signature = g_string_new(NULL);
    return style;
}

void print_style_add(PrintStyle *style, const char *css, size_t length_bytes, const char *file,
                     Report *report) {
    print_sheet_read(style->sheet, css, length_bytes, file, report);
}

void print_style_free(PrintStyle *style) {
    if (style != NULL) {
        g_hash_table_unref(style->by_subject);
        g_hash_table_unref(style->pages);
        g_hash_table_unref(style->boxes);
        g_hash_table_unref(style->texts);
        g_hash_table_unref(style->families);
        g_ptr_array_unref(style->pieces);
        g_string_free(style->signature, TRUE);
        print_sheet_free(style->sheet);
        lock_free(style->lock);
        g_free(style);
    }
}

/* Equal lists of families are one list. */
static const char *const *intern_families(PrintStyle *style, gpointer *families) {
    g_autoptr(GString) joined = g_string_new(NULL);
    size_t count = 0;
    for (; families[count] != NULL; count++) {
        g_string_append(joined, families[count]);
        g_string_append_c(joined, ',');
    }
    const char **known = g_hash_table_lookup(style->families, joined->str);
    if (known == NULL) {
        known = g_new0(const char *, count + 1);
        for (size_t i = 0; i < count; i++) {
            known[i] = families[i];
        }
        g_hash_table_insert(style->families, g_strdup(joined->str), known);
    }
    return known;
}

/* The one among equals: a copy of it, if there is none yet. */
static const void *intern(GHashTable *known, const void *value, size_t size_bytes) {
    gpointer one = g_hash_table_lookup(known, value);
    if (one == NULL) {
        one = g_memdup2(value, size_bytes);
        g_hash_table_add(known, one);
    }
    return one;
}

static const TextStyle *intern_text(PrintStyle *style, const TextStyle *text) {
    return intern(style->texts, text, sizeof *text);
}

static const BoxStyle *intern_box(PrintStyle *style, const BoxStyle *box) {
    return intern(style->boxes, box, sizeof *box);
}

/* What holds where nothing is said, and what is inherited. */
static void begin(Computing *computing, const BoxStyle *around) {
    memset(computing, 0, sizeof *computing);
    BoxStyle *box = &computing->box;
    computing->around = around;
    if (around != NULL) {
        memcpy(&computing->text, around->text, sizeof computing->text);
        box->leading_mpt = around->leading_mpt;
        box->align = around->align;
        box->last_line = around->last_line;
        box->indent_mpt = around->indent_mpt;
        box->hyphenates = around->hyphenates;
        box->keeps_white_space = around->keeps_white_space;
        box->orphans = around->orphans;
        box->widows = around->widows;
        box->list_marker = around->list_marker;
        return;
    }
    computing->text.size_mpt = 10 * MPT_PER_POINT;
    computing->text.weight = 400;
    computing->text.has_ligatures = true;
    computing->text.ink.kind = INK_GREY;
    computing->text.ink.parts[0] = 1000;
    box->leading_mpt = 12 * MPT_PER_POINT;
    box->align = ALIGN_START;
    box->last_line = ALIGN_START;
    box->orphans = 2;
    box->widows = 2;
}

/* A declaration that holds, and how strongly. */
typedef struct {
    const Declaration *declaration;
    unsigned specificity, order;
} Holding;

static int compare_holdings(gconstpointer left, gconstpointer right) {
    const Holding *one = left, *other = right;
    bool one_size = property_decides_size(one->declaration->property);
    bool other_size = property_decides_size(other->declaration->property);
    if (one_size != other_size) { /* the others may be measured in it */
        return one_size ? -1 : 1;
    }
    if (one->specificity != other->specificity) {
        return one->specificity < other->specificity ? -1 : 1;
    }
    return one->order < other->order ? -1 : 1;
}

static GArray *find_holdings(const PrintSheet *sheet, const StyleSubject *subject,
                             const char *pseudo) {
    GArray *holdings = g_array_new(FALSE, FALSE, sizeof(Holding));
    unsigned order = 0;
    for (guint i = 0; i < sheet->rules->len; i++) {
        const StyleRule *rule = &g_array_index(sheet->rules, StyleRule, i);
        unsigned specificity = 0;
        bool holds = false;
        for (guint k = 0; k < rule->selectors->len; k++) {
            const Selector *selector = &g_array_index(rule->selectors, Selector, k);
            if (selector_matches(selector, subject, pseudo)) {
                holds = true;
                specificity = MAX(specificity, selector->specificity);
            }
        }
        for (guint k = 0; holds && k < rule->declarations->len; k++) {
            Holding holding = {&g_array_index(rule->declarations, Declaration, k), specificity,
                               order++};
            g_array_append_val(holdings, holding);
        }
    }
    g_array_sort(holdings, compare_holdings);
    return holdings;
}

static const BoxStyle *finish(PrintStyle *style, Computing *computing) {
    if (computing->families != NULL) {
        computing->text.families = intern_families(style, computing->families);
    }
    if (computing->has_relative_leading) {
        computing->box.leading_mpt =
            (Mpt)(computing->leading_permille * computing->text.size_mpt / 1000);
    }
    computing->box.text = intern_text(style, &computing->text);
    const BoxStyle *box = intern_box(style, &computing->box);
    computing_clear(computing);
    return box;
}

static void apply_default(Computing *computing, const StyleSubject *subject, const char *pseudo) {
    static const char *const inline_names[] = {
        "a",     "abbr", "b",      "bdi", "bdo",  "cite", "code", "dfn", "del",
        "em",    "i",    "ins",    "kbd", "mark", "q",    "ruby", "s",   "samp",
        "small", "span", "strong", "sub", "sup",  "u",    "var",  "img"};
    bool is_inline = pseudo != NULL;
    for (size_t i = 0; !is_inline && i < G_N_ELEMENTS(inline_names); i++) {
        is_inline = strcmp(inline_names[i], subject->element) == 0;
    }
    computing->box.display = is_inline ? DISPLAY_AS_INLINE : DISPLAY_AS_BLOCK;
}

static const BoxStyle *compute(PrintStyle *style, const BoxStyle *around,
                               const StyleSubject *subject, const char *pseudo) {
    Computing computing;
    begin(&computing, around);
    apply_default(&computing, subject, pseudo);
    g_autoptr(GArray) holdings = find_holdings(style->sheet, subject, pseudo);
    for (guint i = 0; i < holdings->len; i++) {
        (void)property_apply(g_array_index(holdings, Holding, i).declaration, &computing);
    }
    return finish(style, &computing);
}

/* All that selectors can look at, and what is inherited. */
static void sign(GString *signature, const BoxStyle *around, const StyleSubject *subject,
                 const char *pseudo) {
    g_string_printf(signature, "%p %s", (const void *)around, pseudo != NULL ? pseudo : "");
    for (; subject != NULL; subject = subject->parent) {
        g_string_append_c(signature, '<');
        g_string_append(signature, subject->element);
        if (subject->classes != NULL) {
            g_string_append_c(signature, '.');
            g_string_append(signature, subject->classes);
        }
        if (subject->lang != NULL) {
            g_string_append_c(signature, ':');
            g_string_append(signature, subject->lang);
        }
        if (subject->previous != NULL) {
            g_string_append_c(signature, '+');
            g_string_append(signature, subject->previous);
        }
        g_string_append_c(signature, (char)('0' + (subject->is_first_child ? 1 : 0) +
                                            (subject->is_last_child ? 2 : 0)));
    }
}

const BoxStyle *print_style_of(PrintStyle *style, const BoxStyle *around,
                               const StyleSubject *subject, const char *pseudo) {
    lock_take(style->lock);
    sign(style->signature, around, subject, pseudo);
    const BoxStyle *box = g_hash_table_lookup(style->by_subject, style->signature->str);
    if (box == NULL) {
        box = compute(style, around, subject, pseudo);
        g_hash_table_insert(style->by_subject, g_strdup(style->signature->str), (gpointer)box);
    }
    lock_give(style->lock);
    return box;
}

const TextStyle *print_style_text(PrintStyle *style, const TextStyle *wanted) {
    lock_take(style->lock);
    const TextStyle *text = intern_text(style, wanted);
    lock_give(style->lock);
    return text;
}

Mpt print_style_grid_mpt(PrintStyle *style) {
    const StyleSubject body = {.element = "body"};
    return print_style_of(style, NULL, &body, NULL)->leading_mpt;
}

/* Pages */

static bool page_rule_holds(const PageRule *rule, const char *name, PageSide side, bool is_first) {
    bool is_named = rule->name == NULL || (name != NULL && strcmp(rule->name, name) == 0);
    return is_named && (!rule->is_left || side == PAGE_LEFT) &&
           (!rule->is_right || side == PAGE_RIGHT) && (!rule->is_first || is_first);
}

/* CSS Paged Media 3, 4.3: a name before `first`, that before a side. */
static unsigned page_specificity(const PageRule *rule) {
    return (rule->name != NULL ? 4U : 0) + (rule->is_first ? 2U : 0) +
           (rule->is_left || rule->is_right ? 1U : 0);
}

static void set_margin_box(PrintStyle *style, MarginContent *margin, const GArray *declarations,
                           MarginBox which) {
    static const Alignment aligns[] = {ALIGN_START, ALIGN_CENTRE, ALIGN_END};
    const StyleSubject body = {.element = "body"};
    const StyleSubject page_subject = {.element = "page", .parent = &body};
    const BoxStyle *root = compute(style, NULL, &body, NULL);
    const BoxStyle *around =
        margin->style != NULL ? margin->style : compute(style, root, &page_subject, NULL);
    Computing computing;
    begin(&computing, around);
    computing.box.align = aligns[which % 3];
    computing.box.last_line = aligns[which % 3];
    computing.box.display = DISPLAY_AS_BLOCK;
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < declarations->len; i++) {
            const Declaration *declaration = &g_array_index(declarations, Declaration, i);
            if (property_decides_size(declaration->property) == (pass == 0)) {
                (void)property_apply(declaration, &computing);
            }
        }
    }
    if (computing.has_content) {
        margin->pieces = computing.pieces;
        margin->count = computing.piece_count;
        g_ptr_array_add(style->pieces, g_steal_pointer(&computing.pieces));
    }
    margin->style = finish(style, &computing);
}

static void apply_page_rule(PrintStyle *style, PageStyle *page, const PageRule *rule) {
    for (guint i = 0; i < rule->declarations->len; i++) {
        (void)property_apply_page(&g_array_index(rule->declarations, Declaration, i), page);
    }
    for (int i = 0; i < MARGIN_BOX_COUNT; i++) {
        if (rule->margin[i] != NULL) {
            set_margin_box(style, &page->margin[i], rule->margin[i], (MarginBox)i);
        }
    }
}

static PageStyle *compute_page(PrintStyle *style, const char *name, PageSide side, bool is_first) {
    PageStyle *page = g_new0(PageStyle, 1);
    page->width_mpt = mpt_from_mm(148);
    page->height_mpt = mpt_from_mm(210);
    page->margin_top_mpt = page->margin_bottom_mpt = mpt_from_mm(18);
    page->margin_left_mpt = page->margin_right_mpt = mpt_from_mm(16);
    page->bleed_mpt = mpt_from_mm(3);
    page->columns = 1;
    page->column_gap_mpt = mpt_from_mm(5);
    for (unsigned specificity = 0; specificity < 8; specificity++) {
        for (guint i = 0; i < style->sheet->page_rules->len; i++) {
            const PageRule *rule = &g_array_index(style->sheet->page_rules, PageRule, i);
            if (page_specificity(rule) == specificity &&
                page_rule_holds(rule, name, side, is_first)) {
                apply_page_rule(style, page, rule);
            }
        }
    }
    return page;
}

const PageStyle *print_style_page(PrintStyle *style, const char *name, PageSide side,
                                  bool is_first) {
    lock_take(style->lock);
    g_autofree char *key = g_strdup_printf("%s %d %d", name != NULL ? name : "", side, is_first);
    PageStyle *page = g_hash_table_lookup(style->pages, key);
    if (page == NULL) {
        page = compute_page(style, name, side, is_first);
        g_hash_table_insert(style->pages, g_steal_pointer(&key), page);
    }
    lock_give(style->lock);
    return page;
}
