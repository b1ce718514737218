/* How much there is to read. The text of the body and its notes counts, headline and deck do not.
 */
#include "base/text.h"
#include "enrich/steps.h"

#include <string.h>

static bool is_letter_at(const char *text) {
    gunichar c = g_utf8_get_char(text);
    return c < 0x2E80 && g_unichar_isalnum(c) && !text_runs_on(c);
}

static bool is_letter_before(const char *text, size_t length_bytes) {
    return length_bytes > 0 && is_letter_at(g_utf8_prev_char(text + length_bytes));
}

/* Is this text not read: a note's number, a reading beside its word? */
static bool is_passed_over(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_RT || element == ELEMENT_RP ||
           (element == ELEMENT_A && node_kind(node) == NODE_NOTE_CALL);
}

void count_text(ArticleWork *work) {
    Article *article = work->article;
    xmlNode *body = tree_body(article->tree);
    bool in_word = false; /* the text before ended within a word: H<sub>2</sub>O is one */
    bool skip = false;
    for (const xmlNode *at = body; at != NULL; at = node_next(at, body, skip)) {
        skip = is_passed_over(at);
        Element element = element_of(at);
        if (at->type == XML_TEXT_NODE) {
            const char *text = node_text(at);
            size_t length = strlen(text);
            article->count.words -= in_word && is_letter_at(text);
            text_count_add(&article->count, text, length);
            in_word = is_letter_before(text, length);
        } else if (element == ELEMENT_BR || element_group(element) != GROUP_INLINE) {
            in_word = false;
        }
        article->tables += element == ELEMENT_TABLE;
    }
    article->minutes = text_count_minutes(article->count);
}
