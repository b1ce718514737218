/* An article's language and direction: from its front matter, else its issue, else told from its
 * own text. */
#include "enrich/steps.h"
#include "enrich/tell_language.h"

#include <string.h>

enum { SAMPLE_BYTES = 3000 }; /* of the text; a newspaper's first paragraphs */

static bool is_no_sample(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_PRE || element == ELEMENT_CODE || element == ELEMENT_KBD ||
           element == ELEMENT_SAMP || (element >= 0 && node_get(node, ATTRIBUTE_LANG) != NULL);
}

/* The first words of the article, title and all, without code and what is marked as of another
 * language. */
static GString *take_sample(const Article *article) {
    GString *sample = g_string_sized_new(SAMPLE_BYTES + 256);
    const xmlNode *top = article->tree->children;
    bool skip = false;
    for (const xmlNode *at = top; at != NULL && sample->len < SAMPLE_BYTES;
         at = node_next(at, top, skip)) {
        skip = is_no_sample(at);
        if (at->type == XML_TEXT_NODE) {
            const char *text = node_text(at);
            size_t length = strnlen(text, SAMPLE_BYTES);
            while (length > 0 && (text[length] & 0xC0) == 0x80) {
                length--;
            }
            g_string_append_len(sample, text, (gssize)length);
        } else if (node_is_block(at)) {
            g_string_append_c(sample, '\n');
        }
    }
    return sample;
}

/* "pt-BR" is a region's form of "pt". */
static bool is_region_of(const char *tag, const char *told) {
    size_t length = strlen(told);
    return strncmp(tag, told, length) == 0 && (tag[length] == '-' || tag[length] == '\0');
}

void find_language(ArticleWork *work) {
    Article *article = work->article;
    const char *said = work->issue->settings.lang;
    bool is_rtl = false;
    if (article->lang == NULL && said != NULL) {
        article->lang = g_strdup(said);
        article->lang_is_given = true;
    }
    if (article->lang == NULL) {
        GString *sample = take_sample(article);
        const char *told = tell_language(sample->str, &is_rtl);
        const char *hint = article->lang_hint;
        bool takes_hint = hint != NULL && (told == NULL || is_region_of(hint, told));
        article->lang = g_strdup(takes_hint ? hint : told != NULL ? told : "und");
        g_string_free(sample, TRUE);
    }
    if (!article->dir_is_given) {
        article->is_rtl = is_rtl || language_tag_is_rtl(article->lang);
    }
}
