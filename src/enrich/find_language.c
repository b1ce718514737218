/* An article's language and direction: from its front matter, else its issue, unless its letters
 * are not that language's; else told from its own text. */
#include "enrich/language_names.h"
#include "enrich/steps.h"
#include "enrich/tell_language.h"

#include <string.h>

enum {
    SAMPLE_BYTES = 3000, /* of the text; a newspaper's first paragraphs */
    LETTERS_BYTES = 400, /* enough to see its letters */
};

static bool is_no_sample(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_PRE || element == ELEMENT_CODE || element == ELEMENT_KBD ||
           element == ELEMENT_SAMP || (element >= 0 && node_get(node, ATTRIBUTE_LANG) != NULL);
}

/* The first words of the article, title and all, without code and what is marked as of another
 * language. */
static GString *take_sample(const Article *article, size_t most_bytes) {
    GString *sample = g_string_sized_new(most_bytes + 256);
    const xmlNode *top = article->tree->children;
    bool skip = false;
    for (const xmlNode *at = top; at != NULL && sample->len < most_bytes;
         at = node_next(at, top, skip)) {
        skip = is_no_sample(at);
        if (at->type == XML_TEXT_NODE) {
            const char *text = node_text(at);
            size_t length = strnlen(text, most_bytes);
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

/* Told from its text, or what the file's own marks say if the text does not deny it; "und": neither
 * tells. */
static void tell(Article *article, bool *is_rtl) {
    GString *sample = take_sample(article, SAMPLE_BYTES);
    const char *told = tell_language(sample->str, is_rtl);
    const char *hint = article->lang_hint;
    bool takes_hint = hint != NULL && (told == NULL || language_tag_is_of(hint, told));
    article->lang = g_strdup(takes_hint ? hint : told != NULL ? told : "und");
    g_string_free(sample, TRUE);
}

static bool denies(const Article *article, const char *lang) {
    GString *start = take_sample(article, LETTERS_BYTES);
    bool is_denied = text_denies_language(start->str, lang);
    g_string_free(start, TRUE);
    return is_denied;
}

static void report_foreign(const ArticleWork *work, const char *said) {
    const Article *article = work->article;
    bool is_told = strcmp(article->lang, "und") != 0;
    g_autofree char *hint = g_strdup_printf("write `lang: %s` at its top%s", article->lang,
                                            is_told ? "" : ", with its language for `und`");
    report_add(work->report, DIAGNOSTIC_LANGUAGE_FOREIGN, article_place(article), hint,
               language_english_name(said),
               is_told ? language_english_name(article->lang) : "an unknown language", NULL);
}

void find_language(ArticleWork *work) {
    Article *article = work->article;
    const char *said = work->issue->settings.lang;
    bool is_rtl = false;
    bool is_foreign = article->lang == NULL && said != NULL && denies(article, said);
    if (article->lang == NULL && said != NULL && !is_foreign) {
        article->lang = g_strdup(said);
        article->lang_is_given = true;
    }
    if (article->lang == NULL) {
        tell(article, &is_rtl);
    }
    if (is_foreign) {
        report_foreign(work, said);
    }
    if (!article->dir_is_given) {
        article->is_rtl = is_rtl || language_tag_is_rtl(article->lang);
    }
}
