/* Selectors: names of elements and classes, and spaces and commas between. */
#include "style/book_css_check.h"
#include "style/book_css_list.h"

#include <string.h>

typedef struct {
    CssElement element; /* of the last step */
    unsigned steps;
    unsigned classes; /* of the last step */
    bool in_step;     /* the last step goes on */
    bool is_refused;  /* once is enough for a selector */
} SelectorState;

static void begin_step(SelectorState *state) {
    if (!state->in_step) {
        state->element = (CssElement){.name = ""};
        state->classes = 0;
        state->steps++;
        state->in_step = true;
    }
}

static void refuse(CssCheck *check, SelectorState *state, const CssToken *token) {
    if (!state->is_refused) {
        css_check_refuse(check, token, "the sign ", " in a selector",
                         book_css_selector_hint(token->start[0]));
    }
    state->is_refused = true;
    state->in_step = true;
}

static void read_element(CssCheck *check, SelectorState *state) {
    const CssToken *token = &check->token;
    if (state->in_step || token->has_escape) {
        refuse(check, state, token);
        return;
    }
    begin_step(state);
    if (token->length_bytes < sizeof state->element.name) {
        for (size_t i = 0; i < token->length_bytes; i++) {
            state->element.name[i] = g_ascii_tolower(token->start[i]);
        }
    }
}

/* ".name" and ":link"; the token is the sign. */
static void read_suffix(CssCheck *check, SelectorState *state) {
    CssToken sign = check->token;
    css_check_next(check);
    const CssToken *name = &check->token;
    bool is_class = sign.start[0] == '.';
    bool is_known =
        name->kind == CSS_IDENT && !name->has_escape &&
        (is_class || book_css_list_has("link visited", name->start, name->length_bytes));
    begin_step(state);
    state->classes += is_class;
    if (!is_known) {
        refuse(check, state, &sign);
    }
}

static void keep_bare(CssCheck *check, const CssElement *element) {
    for (guint i = 0; i < check->bare->len; i++) {
        if (strcmp(g_array_index(check->bare, CssElement, i).name, element->name) == 0) {
            return;
        }
    }
    if (book_css_has_subject(element->name)) {
        g_array_append_val(check->bare, *element);
    }
}

/* A selector has ended, at a comma or the block. */
static void end_selector(CssCheck *check, SelectorState *state) {
    if (state->steps == 0 && !state->is_refused) {
        css_check_refuse(check, &check->token, "", " where a selector should be",
                         "write element names and classes, with spaces or commas between");
    }
    check->has_steps = check->has_steps || state->steps > 1 || state->classes > 1;
    check->has_no_img = check->has_no_img || strcmp(state->element.name, "img") != 0;
    if (state->classes == 0) {
        keep_bare(check, &state->element);
    }
    *state = (SelectorState){.steps = 0};
}

void css_check_selectors(CssCheck *check) {
    g_array_set_size(check->bare, 0);
    check->has_steps = check->has_no_img = false;
    SelectorState state = {.steps = 0};
    while (check->token.kind != CSS_END && !css_token_is(&check->token, '{')) {
        const CssToken *token = &check->token;
        if (token->kind == CSS_IDENT) {
            read_element(check, &state);
        } else if (css_token_is(token, '.') || css_token_is(token, ':')) {
            read_suffix(check, &state);
            if (check->token.kind != CSS_IDENT) {
                continue; /* what followed the sign is looked at for itself */
            }
        } else if (token->kind == CSS_SPACE) {
            state.in_step = false;
        } else if (css_token_is(token, ',')) {
            end_selector(check, &state);
        } else {
            refuse(check, &state, token);
        }
        css_check_next(check);
    }
    end_selector(check, &state);
}
