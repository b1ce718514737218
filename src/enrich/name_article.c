/* What the article is called in contents and running heads, read off the finished tree; and a name
 * for one that was given none and has no heading. */
#include "base/limits.h"
#include "enrich/steps.h"
#include "enrich/typography.h"

#include <string.h>

/* About eight words, or as many as are read in the same time where words are not divided. */
enum { OPENING_CHARACTERS = 56, OPENING_CJK = 20 };

static char *text_of_part(Article *article, Element part) {
    const xmlNode *node = tree_part(article->tree, part, false);
    g_autofree char *text = node != NULL ? node_plain_text(node) : NULL;
    return text == NULL || text_is_blank(text) ? NULL : text_shorten(text, LIMIT_TITLE_CHARACTERS);
}

static void take_text(Article *article, Element part, char **text) {
    g_free(*text);
    *text = text_of_part(article, part);
}

static bool is_opening(const xmlNode *block) {
    Element element = element_of(block);
    return element != ELEMENT_FIGURE && element != ELEMENT_TABLE && element != ELEMENT_PRE &&
           node_kind(block) != NODE_NOTE && node_kind(block) != NODE_MISSING;
}

/* The first words of the first block that has any; NULL if none has. */
static char *opening_words(const Article *article) {
    for (const xmlNode *block = tree_body(article->tree)->children; block != NULL;
         block = block->next) {
        g_autofree char *text = is_opening(block) ? node_plain_text(block) : NULL;
        if (text != NULL && !text_is_blank(text)) {
            TextCount count = {0};
            text_count_add(&count, text, strlen(text));
            bool is_cjk = count.cjk * 2 > count.characters;
            return text_shorten(text, is_cjk ? OPENING_CJK : OPENING_CHARACTERS);
        }
    }
    return NULL;
}

/* "Mill Lane: A dateline and first words make…" */
static char *make_opening(const Article *article) {
    g_autofree char *words = opening_words(article);
    if (words == NULL || article->dateline_place == NULL) {
        return g_steal_pointer(&words);
    }
    g_autofree char *joined = g_strconcat(article->dateline_place, ": ", words, NULL);
    return typography_of_text(joined, language_find(article->lang));
}

static void name_after_file(ArticleWork *work) {
    Article *article = work->article;
    article->title_source = TITLE_FILE_NAME;
    const char *name = article->fallback_title != NULL ? article->fallback_title : article->path;
    article->title_text = typography_of_text(name, language_find(article->lang));
    report_add(work->report, DIAGNOSTIC_TITLE_FROM_FILE, article_place(article), NULL, name, NULL);
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
    node_append(headline, node_new_text(article->tree, article->title_text,
                                        strlen(article->title_text), 0, 0));
}

/* A dateline that the text's first paragraphs open with. */
static void take_dateline(Article *article) {
    enum { BLOCKS_BEFORE = 4 }; /* pictures, a line of the author's */
    const xmlNode *block = tree_body(article->tree)->children;
    for (unsigned i = 0; block != NULL && i <= BLOCKS_BEFORE; i++, block = block->next) {
        const xmlNode *first = element_of(block) == ELEMENT_P ? block->children : NULL;
        bool is_span = first != NULL && element_of(first) == ELEMENT_SPAN;
        const xmlNode *dateline = is_span ? first : block;
        if (first != NULL && node_has_class(dateline, "dateline")) {
            g_free(article->dateline);
            article->dateline = node_plain_text(dateline);
            return;
        }
    }
}

void name_article(ArticleWork *work) {
    Article *article = work->article;
    take_dateline(article);
    take_text(article, ELEMENT_HEADLINE, &article->title_text);
    take_text(article, ELEMENT_KICKER, &article->kicker_text);
    take_text(article, ELEMENT_DECK, &article->deck_text);
    for (guint i = 0; i < article->headings->len; i++) {
        Heading *heading = article->headings->pdata[i];
        heading->text = node_plain_text(heading->node);
    }
    if (article->title_text != NULL) {
        return;
    }
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, false);
    if (headline != NULL) {
        node_remove(headline); /* nothing to read was left in it */
    }
    article->title_text = make_opening(article);
    article->title_source = TITLE_OPENING;
    if (article->title_text == NULL) {
        name_after_file(work);
    }
}
