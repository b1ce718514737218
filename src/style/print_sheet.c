/* Reading a print.css: what is not understood is passed over to the next `;` or `}` and said. */
#include "style/print_sheet.h"

#include "base/limits.h"

#include <string.h>

enum { MOST_VALUES = 64, QUOTED_BYTES = 60 };

typedef struct {
    PrintSheet *sheet;
    CssTokens tokens;
    CssToken token;
} Reading;

/* To the next token that is no comment; spaces stay where `keeps_space`. */
static void next(Reading *reading, bool keeps_space) {
    do {
        reading->token = css_tokens_next(&reading->tokens);
    } while (reading->token.kind == CSS_COMMENT ||
             (!keeps_space && reading->token.kind == CSS_SPACE));
}

static bool is_sign(const Reading *reading, char sign) {
    return css_token_is(&reading->token, sign);
}

static bool is_end(const Reading *reading) {
    return reading->token.kind == CSS_END;
}

/* What a warning shows of the text: not all of it where it is long, and no half character. */
static char *quote(const char *start, size_t length_bytes) {
    size_t length = length_bytes;
    if (length > QUOTED_BYTES) {
        length = QUOTED_BYTES;
        while (length > 0 && ((unsigned char)start[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    char *text = g_strndup(start, length);
    g_strchomp(text);
    return text;
}

/* `text` from `token` on is not known; said once a file. `of`: the property whose value it is, or
 * NULL. */
static void warn(Reading *reading, const char *what, const CssToken *token, size_t length_bytes,
                 const char *of, const char *hint) {
    PrintSheet *sheet = reading->sheet;
    g_autofree char *text = quote(token->start, length_bytes);
    g_autofree char *said = of == NULL ? g_strdup_printf("%s \"%s\"", what, text)
                                       : g_strdup_printf("%s \"%s\" of %s", what, text, of);
    if (!g_hash_table_contains(sheet->said, said)) {
        report_add(sheet->report, DIAGNOSTIC_PRINT_CSS_UNKNOWN,
                   place_at(sheet->file, token->line, token->column), hint, said, NULL);
        g_hash_table_add(sheet->said, g_steal_pointer(&said));
    }
}

static void warn_token(Reading *reading, const char *what, const CssToken *token) {
    warn(reading, what, token, token->length_bytes, NULL, NULL);
}

/* Past a block `{ ... }` or a statement up to its `;`. */
static void skip_statement(Reading *reading) {
    unsigned depth = 0;
    while (!is_end(reading)) {
        bool opens = is_sign(reading, '{'), closes = is_sign(reading, '}');
        if (depth == 0 && closes) {
            return;
        }
        bool is_over = (depth == 0 && is_sign(reading, ';')) || (depth == 1 && closes);
        depth = opens ? depth + 1 : closes ? depth - 1 : depth;
        next(reading, false);
        if (is_over) {
            return;
        }
    }
}

static void clear_declaration(void *data) {
    g_array_unref(((Declaration *)data)->values);
}

static GArray *declarations_new(void) {
    GArray *declarations = g_array_new(FALSE, FALSE, sizeof(Declaration));
    g_array_set_clear_func(declarations, clear_declaration);
    return declarations;
}

/* The value up to `;` or the block's end, which stays. */
static GArray *read_value(Reading *reading) {
    GArray *values = g_array_new(FALSE, FALSE, sizeof(CssToken));
    while (!is_end(reading) && !is_sign(reading, ';') && !is_sign(reading, '}')) {
        if (values->len < MOST_VALUES) {
            g_array_append_val(values, reading->token);
        }
        next(reading, false);
    }
    return values;
}

/* A value that no style can be computed from is said where it stands. */
static bool means_something(const Declaration *declaration, bool on_page) {
    Computing computing = {.box.text = &computing.text, .text.size_mpt = 10 * MPT_PER_POINT};
    PageStyle page = {.columns = 1};
    bool is_good =
        on_page ? property_apply_page(declaration, &page) : property_apply(declaration, &computing);
    computing_clear(&computing);
    return is_good;
}

/* The last of a property holds, and so only that is kept. */
static void keep_declaration(Reading *reading, GArray *declarations, Declaration *taken) {
    for (guint i = 0; i < declarations->len; i++) {
        if (g_array_index(declarations, Declaration, i).property == taken->property) {
            g_array_remove_index(declarations, i);
            break;
        }
    }
    g_array_append_val(declarations, *taken);
    reading->sheet->declarations++;
}

static void warn_property(Reading *reading, const CssToken *name, bool on_page) {
    bool is_of_other = property_find(name->start, name->length_bytes, !on_page) != NULL;
    warn(reading, "the property", name, name->length_bytes, NULL,
         !is_of_other ? NULL
         : on_page    ? "write it of body or of another element, not inside @page"
                      : "write it inside @page { }");
}

static void warn_value(Reading *reading, const Declaration *declaration, const CssToken *name) {
    guint count = declaration->values->len;
    const CssToken *first = name, *last = name;
    if (count > 0) {
        first = &g_array_index(declaration->values, CssToken, 0);
        last = &g_array_index(declaration->values, CssToken, count - 1);
    }
    warn(reading, "the value", first,
         count > 0 ? (size_t)(last->start + last->length_bytes - first->start) : 0,
         property_name(declaration->property), NULL);
}

static void read_declaration(Reading *reading, GArray *declarations, bool on_page) {
    CssToken name = reading->token;
    next(reading, false);
    if (name.kind != CSS_IDENT || !is_sign(reading, ':')) {
        warn_token(reading, "the declaration", &name);
        skip_statement(reading);
        return;
    }
    next(reading, false);
    Declaration declaration = {.property = property_find(name.start, name.length_bytes, on_page),
                               .values = read_value(reading)};
    if (is_sign(reading, ';')) {
        next(reading, false);
    }
    if (declaration.property == NULL) {
        warn_property(reading, &name, on_page);
        clear_declaration(&declaration);
    } else if (!means_something(&declaration, on_page)) {
        warn_value(reading, &declaration, &name);
        clear_declaration(&declaration);
    } else {
        keep_declaration(reading, declarations, &declaration);
    }
}

static const struct {
    const char *name;
    MarginBox box;
} margin_names[] = {
    {"@top-left", MARGIN_TOP_LEFT},           {"@top-center", MARGIN_TOP_CENTRE},
    {"@top-right", MARGIN_TOP_RIGHT},         {"@bottom-left", MARGIN_BOTTOM_LEFT},
    {"@bottom-center", MARGIN_BOTTOM_CENTRE}, {"@bottom-right", MARGIN_BOTTOM_RIGHT},
};

static void read_declarations(Reading *reading, GArray *declarations, PageRule *page);

/* "@top-left { ... }" inside @page. */
static void read_margin_box(Reading *reading, PageRule *page) {
    CssToken name = reading->token;
    for (size_t i = 0; page != NULL && i < G_N_ELEMENTS(margin_names); i++) {
        if (token_is_word(&name, margin_names[i].name)) {
            next(reading, false);
            if (!is_sign(reading, '{')) {
                break;
            }
            next(reading, false);
            GArray **declarations = &page->margin[margin_names[i].box];
            if (*declarations == NULL) {
                *declarations = declarations_new();
            }
            read_declarations(reading, *declarations, NULL);
            return;
        }
    }
    warn_token(reading, "the rule", &name);
    skip_statement(reading);
}

/* Up to the block's end, which is passed. `page`: @page's own. */
static void read_declarations(Reading *reading, GArray *declarations, PageRule *page) {
    while (!is_end(reading) && !is_sign(reading, '}')) {
        if (is_sign(reading, ';')) {
            next(reading, false);
        } else if (reading->token.kind == CSS_AT) {
            read_margin_box(reading, page);
        } else {
            read_declaration(reading, declarations, page != NULL);
        }
    }
    next(reading, false);
}

static void clear_selector(void *data) {
    Selector *selector = data;
    for (guint i = 0; i < selector->steps->len; i++) {
        GPtrArray *classes = g_array_index(selector->steps, SelectorStep, i).classes;
        if (classes != NULL) {
            g_ptr_array_unref(classes);
        }
    }
    g_array_unref(selector->steps);
}

static const char *interned(const CssToken *token) {
    g_autofree char *text = token_text(token);
    return g_intern_string(text);
}

/* ":first-child", "::before", ":lang(fr)"; the token is the first colon. */
static bool read_pseudo(Reading *reading, Selector *selector, SelectorStep *step) {
    static const char *const elements[] = {"before", "after", "first-letter", "first-line",
                                           "marker"};
    bool is_element = false;
    next(reading, true);
    if (is_sign(reading, ':')) {
        is_element = true;
        next(reading, true);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (is_element && token_is_word(&reading->token, elements[i])) {
            selector->pseudo = g_intern_static_string(elements[i]);
            selector->specificity += 1;
            next(reading, true);
            return true;
        }
    }
    if (token_is_word(&reading->token, "first-child")) {
        step->is_first = true;
    } else if (token_is_word(&reading->token, "last-child")) {
        step->is_last = true;
    } else if (token_is_word(&reading->token, "lang(")) {
        next(reading, false);
        step->lang = interned(&reading->token);
        next(reading, false);
        if (!is_sign(reading, ')')) {
            return false;
        }
    } else {
        return false;
    }
    selector->specificity += 100;
    next(reading, true);
    return true;
}

/* One compound: name, classes, pseudos. False: something is not understood. */
static bool read_step(Reading *reading, Selector *selector, Combinator before) {
    SelectorStep step = {.before = before};
    bool has_any = false, is_good = true;
    if (reading->token.kind == CSS_IDENT) {
        step.element = interned(&reading->token);
        selector->specificity += 1;
        has_any = true;
        next(reading, true);
    } else if (is_sign(reading, '*')) {
        has_any = true;
        next(reading, true);
    }
    while (is_good && (is_sign(reading, '.') || is_sign(reading, ':'))) {
        has_any = true;
        if (is_sign(reading, ':')) {
            is_good = read_pseudo(reading, selector, &step);
            continue;
        }
        next(reading, true);
        is_good = reading->token.kind == CSS_IDENT;
        if (is_good) {
            step.classes = step.classes != NULL ? step.classes : g_ptr_array_new();
            g_ptr_array_add(step.classes, (gpointer)interned(&reading->token));
            selector->specificity += 100;
            next(reading, true);
        }
    }
    g_array_append_val(selector->steps, step);
    return has_any && is_good && selector->steps->len <= LIMIT_PRINT_SELECTOR_STEPS;
}

/* What stands before the next step. NONE: the selector is over. */
static Combinator read_combinator(Reading *reading) {
    Combinator found = COMBINE_NONE;
    if (reading->token.kind == CSS_SPACE) {
        next(reading, false);
        found = COMBINE_DESCENDANT;
    }
    if (is_sign(reading, '>') || is_sign(reading, '+')) {
        found = is_sign(reading, '>') ? COMBINE_CHILD : COMBINE_NEXT;
        next(reading, false);
    }
    bool is_over = is_end(reading) || is_sign(reading, ',') || is_sign(reading, '{');
    return is_over ? COMBINE_NONE : found;
}

/* `+` is known after a plain name alone: the element before is seen by its name. */
static bool looks_at_what_is_seen(const Selector *selector) {
    for (guint i = 1; i < selector->steps->len; i++) {
        const SelectorStep *left = &g_array_index(selector->steps, SelectorStep, i - 1);
        bool is_plain = left->classes == NULL && left->lang == NULL && !left->is_first &&
                        !left->is_last && left->before != COMBINE_NEXT;
        if (g_array_index(selector->steps, SelectorStep, i).before == COMBINE_NEXT && !is_plain) {
            return false;
        }
    }
    return true;
}

/* The selectors up to `{`. False: one of them is not understood, and the rule goes. */
static bool read_selectors(Reading *reading, GArray *selectors) {
    bool is_good = true;
    while (is_good && !is_end(reading) && !is_sign(reading, '{') &&
           reading->sheet->selectors <= LIMIT_PRINT_SELECTORS) {
        Selector selector = {.steps = g_array_new(FALSE, FALSE, sizeof(SelectorStep))};
        Combinator combinator = COMBINE_NONE;
        do {
            is_good = read_step(reading, &selector, combinator);
            combinator = is_good ? read_combinator(reading) : COMBINE_NONE;
        } while (is_good && combinator != COMBINE_NONE);
        g_array_append_val(selectors, selector);
        reading->sheet->selectors++;
        is_good = is_good && looks_at_what_is_seen(&selector) &&
                  (is_sign(reading, ',') || is_sign(reading, '{'));
        if (is_good && is_sign(reading, ',')) {
            next(reading, false);
        }
    }
    return is_good && selectors->len > 0;
}

static void clear_rule(void *data) {
    StyleRule *rule = data;
    g_array_unref(rule->selectors);
    g_array_unref(rule->declarations);
}

/* From its first token to its `{`, or as far as is shown. */
static size_t rule_head_length(const Reading *reading, const CssToken *first) {
    size_t most = MIN((size_t)(reading->tokens.end - first->start), (size_t)QUOTED_BYTES + 1);
    const char *brace = memchr(first->start, '{', most);
    return brace != NULL ? (size_t)(brace - first->start) : most;
}

static void read_rule(Reading *reading) {
    StyleRule rule = {.selectors = g_array_new(FALSE, FALSE, sizeof(Selector)),
                      .declarations = declarations_new()};
    CssToken first = reading->token;
    g_array_set_clear_func(rule.selectors, clear_selector);
    if (!read_selectors(reading, rule.selectors) || !is_sign(reading, '{')) {
        warn(reading, "the selector", &first, rule_head_length(reading, &first), NULL, NULL);
        skip_statement(reading);
        clear_rule(&rule);
        return;
    }
    next(reading, false);
    read_declarations(reading, rule.declarations, NULL);
    g_array_append_val(reading->sheet->rules, rule);
}

static void clear_page_rule(void *data) {
    PageRule *rule = data;
    g_array_unref(rule->declarations);
    for (int i = 0; i < MARGIN_BOX_COUNT; i++) {
        g_clear_pointer(&rule->margin[i], g_array_unref);
    }
}

/* "@page cover:first { ... }" */
static void read_page_rule(Reading *reading) {
    PageRule rule = {.declarations = declarations_new()};
    CssToken first = reading->token;
    bool is_good = true;
    next(reading, false);
    if (reading->token.kind == CSS_IDENT) {
        rule.name = interned(&reading->token);
        next(reading, false);
    }
    while (is_good && is_sign(reading, ':')) {
        next(reading, false);
        rule.is_left = rule.is_left || token_is_word(&reading->token, "left");
        rule.is_right = rule.is_right || token_is_word(&reading->token, "right");
        rule.is_first = rule.is_first || token_is_word(&reading->token, "first");
        is_good = rule.is_left || rule.is_right || rule.is_first;
        next(reading, false);
    }
    if (!is_good || !is_sign(reading, '{')) {
        warn(reading, "the rule", &first, rule_head_length(reading, &first), NULL, NULL);
        skip_statement(reading);
        clear_page_rule(&rule);
        return;
    }
    next(reading, false);
    read_declarations(reading, rule.declarations, &rule);
    g_array_append_val(reading->sheet->page_rules, rule);
}

static void read_sheet(Reading *reading) {
    PrintSheet *sheet = reading->sheet;
    next(reading, false);
    while (!is_end(reading) && sheet->selectors + sheet->page_rules->len < LIMIT_PRINT_SELECTORS &&
           sheet->declarations < LIMIT_PRINT_DECLARATIONS) {
        if (token_is_word(&reading->token, "@page")) {
            read_page_rule(reading);
        } else if (reading->token.kind == CSS_AT) {
            warn_token(reading, "the rule", &reading->token);
            skip_statement(reading);
        } else if (is_sign(reading, '}') || is_sign(reading, ';') ||
                   reading->token.kind == CSS_OPEN_COMMENT ||
                   reading->token.kind == CSS_CLOSE_COMMENT) {
            next(reading, false);
        } else {
            read_rule(reading);
        }
    }
    if (!is_end(reading)) {
        warn_token(reading, "so many rules; they end before", &reading->token);
    }
}

PrintSheet *print_sheet_new(void) {
    PrintSheet *sheet = g_new0(PrintSheet, 1);
    sheet->texts = g_ptr_array_new_with_free_func(g_free);
    sheet->rules = g_array_new(FALSE, FALSE, sizeof(StyleRule));
    sheet->page_rules = g_array_new(FALSE, FALSE, sizeof(PageRule));
    g_array_set_clear_func(sheet->rules, clear_rule);
    g_array_set_clear_func(sheet->page_rules, clear_page_rule);
    sheet->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return sheet;
}

void print_sheet_read(PrintSheet *sheet, const char *css, size_t length_bytes, const char *file,
                      Report *report) {
    char *text = g_strndup(length_bytes > 0 ? css : "", length_bytes);
    g_ptr_array_add(sheet->texts, text);
    sheet->file = file;
    sheet->report = report;
    g_hash_table_remove_all(sheet->said);
    Reading reading = {.sheet = sheet, .tokens = css_tokens_begin(text, strlen(text))};
    read_sheet(&reading);
    sheet->file = NULL;
    sheet->report = NULL;
}

void print_sheet_free(PrintSheet *sheet) {
    g_array_unref(sheet->rules);
    g_array_unref(sheet->page_rules);
    g_hash_table_unref(sheet->said);
    g_ptr_array_unref(sheet->texts);
    g_free(sheet);
}
