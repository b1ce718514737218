/* Selectors against an element and those around it, from right to left. */
#include "style/print_sheet.h"

#include <string.h>

static bool has_class(const char *classes, const char *wanted) {
    size_t length = strlen(wanted);
    for (const char *at = classes; at != NULL && (at = strstr(at, wanted)) != NULL; at++) {
        bool begins = at == classes || at[-1] == ' ';
        if (begins && (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* ":lang(zh)" means zh and zh-Hant (Selectors Level 3, 6.6.3). */
static bool is_in_language(const StyleSubject *subject, const char *wanted) {
    while (subject != NULL && subject->lang == NULL) {
        subject = subject->parent;
    }
    size_t length = strlen(wanted);
    return subject != NULL && g_ascii_strncasecmp(subject->lang, wanted, length) == 0 &&
           (subject->lang[length] == '\0' || subject->lang[length] == '-');
}

static bool step_matches(const SelectorStep *step, const StyleSubject *subject) {
    bool matches = (step->element == NULL || strcmp(step->element, subject->element) == 0) &&
                   (!step->is_first || subject->is_first_child) &&
                   (!step->is_last || subject->is_last_child) &&
                   (step->lang == NULL || is_in_language(subject, step->lang));
    for (guint i = 0; matches && step->classes != NULL && i < step->classes->len; i++) {
        matches = has_class(subject->classes, step->classes->pdata[i]);
    }
    return matches;
}

/* What comes before in a list is known by its name alone. */
static bool matches_previous(const SelectorStep *step, const StyleSubject *subject) {
    return subject->previous != NULL && step->classes == NULL &&
           (step->element == NULL || strcmp(step->element, subject->previous) == 0);
}

/* Steps [0, count) against those around `subject`, which the step after them has matched. */
static bool matches_around(const Selector *selector, guint count, const StyleSubject *subject) {
    if (count == 0) {
        return true;
    }
    const SelectorStep *right = &g_array_index(selector->steps, SelectorStep, count);
    const SelectorStep *step = &g_array_index(selector->steps, SelectorStep, count - 1);
    switch (right->before) {
    case COMBINE_NEXT:
        return count == 1 ? matches_previous(step, subject)
                          : matches_previous(step, subject) &&
                                matches_around(selector, count - 1, subject);
    case COMBINE_CHILD:
        return subject->parent != NULL && step_matches(step, subject->parent) &&
               matches_around(selector, count - 1, subject->parent);
    case COMBINE_DESCENDANT:
        for (subject = subject->parent; subject != NULL; subject = subject->parent) {
            if (step_matches(step, subject) && matches_around(selector, count - 1, subject)) {
                return true;
            }
        }
        return false;
    case COMBINE_NONE:
        return true;
    }
    return false;
}

bool selector_matches(const Selector *selector, const StyleSubject *subject, const char *pseudo) {
    bool is_same = pseudo == NULL
                       ? selector->pseudo == NULL
                       : selector->pseudo != NULL && strcmp(selector->pseudo, pseudo) == 0;
    guint last = selector->steps->len - 1;
    return is_same && step_matches(&g_array_index(selector->steps, SelectorStep, last), subject) &&
           matches_around(selector, last, subject);
}
