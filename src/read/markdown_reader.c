/* The Markdown reader. */
#include "read/markdown_reader.h"

#include "markdown/markdown.h"
#include "read/article_source.h"
#include "read/split.h"

static char *part_text(const Article *article, Element part) {
    const xmlNode *node = tree_part(article->tree, part, false);
    return node ? node_plain_text(node) : NULL;
}

void markdown_read(const Source *source, Reading *into, Report *report) {
    SourceText text;
    source_text_open(&text, source, report);
    ArticleParts parts = {0};
    Article *article = article_begin(source, text.sidecar, text.map, &parts, report);
    markdown_parse(article, text.front.text, text.front.text_bytes, text.front.text_line,
                   (MarkdownParts){parts.headline, parts.kicker, parts.deck}, report);
    article->title_text = part_text(article, ELEMENT_HEADLINE);
    article->kicker_text = part_text(article, ELEMENT_KICKER);
    article->deck_text = part_text(article, ELEMENT_DECK);
    article_put_lead_picture(article, &parts, report);
    split_tree_take(article, source, text.sidecar, text.map, parts.split, into, report);
    article_parts_clear(&parts);
    source_text_clear(&text);
}
