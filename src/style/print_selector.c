/* Selectors against an element and those around it, from right to left. */
#include "style/print_sheet.h"

#include "model/language.h"

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
    return subject != NULL && language_tag_is_of(subject->lang, wanted);
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

/* What comes before among siblings is known by its name alone; the reader lets no more through. */
static bool matches_previous(const SelectorStep *step, const StyleSubject *subject) {
    return subject->previous != NULL &&
           (step->element == NULL || strcmp(step->element, subject->previous) == 0);
}

/* NOT_HERE: an element farther out may do. NOWHERE: none can, since nearer ones were tried for the
 * steps to the left; without it a deep nest would be searched once for each way to choose from it.
 */
typedef enum { MATCH, NOT_HERE, NOWHERE } Matching;

/* Steps [0, count) against those around `subject`, which the step after them has matched. */
static Matching match_around(const Selector *selector, guint count, const StyleSubject *subject) {
    if (count == 0) {
        return MATCH;
    }
    const SelectorStep *step = &g_array_index(selector->steps, SelectorStep, count - 1);
    Combinator combinator = g_array_index(selector->steps, SelectorStep, count).before;
    if (combinator == COMBINE_NEXT) {
        return matches_previous(step, subject) ? match_around(selector, count - 1, subject)
                                               : NOT_HERE;
    }
    subject = subject->parent;
    if (combinator == COMBINE_CHILD) {
        return subject != NULL && step_matches(step, subject)
                   ? match_around(selector, count - 1, subject)
                   : NOT_HERE;
    }
    for (; subject != NULL; subject = subject->parent) {
        Matching matching =
            step_matches(step, subject) ? match_around(selector, count - 1, subject) : NOT_HERE;
        if (matching != NOT_HERE) {
            return matching;
        }
    }
    return NOWHERE;
}

bool selector_matches(const Selector *selector, const StyleSubject *subject, const char *pseudo) {
    bool is_same = pseudo == NULL
                       ? selector->pseudo == NULL
                       : selector->pseudo != NULL && strcmp(selector->pseudo, pseudo) == 0;
    guint last = selector->steps->len - 1;
    return is_same && step_matches(&g_array_index(selector->steps, SelectorStep, last), subject) &&
           match_around(selector, last, subject) == MATCH;
}
