/* Front matter and text of an imported article. What stands in both trees and members is taken from
 * the tree, marks and all. */
#include "commands/import_article.h"

#include "base/yaml_text.h"
#include "markdown/write.h"
#include "read/authors.h"

#include <string.h>

static void add_part(YamlText *yaml, const char *key, const Article *article, Element part) {
    const xmlNode *node = tree_part(article->tree, part, false);
    if (node != NULL) {
        g_autofree char *line = markdown_write_line(node);
        yaml_text_add(yaml, key, *line != '\0' ? line : NULL);
    }
}

static void add_date(YamlText *yaml, const char *key, Date date) {
    if (date_is_set(date)) {
        g_autofree char *text = date.has_time ? date_utc(date.unix_time) : date_iso(date);
        yaml_text_add(yaml, key, text);
    }
}

/* A name alone where it is filed as anybody would file it. */
static void add_author(YamlText *yaml, const Author *author) {
    Author *plain = author_from_name(author->name, language_find("und"));
    bool is_plain =
        strcmp(plain->name, author->name) == 0 && strcmp(plain->file_as, author->file_as) == 0;
    author_free(plain);
    if (is_plain) {
        yaml_text_add(yaml, NULL, author->name);
        return;
    }
    yaml_text_begin_map(yaml, NULL);
    yaml_text_add(yaml, "name", author->name);
    yaml_text_add(yaml, "file_as", author->file_as);
    yaml_text_end(yaml);
}

static void add_authors(YamlText *yaml, const GPtrArray *authors) {
    if (authors->len == 0) {
        return;
    }
    yaml_text_begin_list(yaml, "authors");
    for (guint i = 0; i < authors->len; i++) {
        add_author(yaml, authors->pdata[i]);
    }
    yaml_text_end(yaml);
}

static void add_tags(YamlText *yaml, const GPtrArray *tags) {
    if (tags->len == 0) {
        return;
    }
    yaml_text_begin_list(yaml, "tags");
    for (guint i = 0; i < tags->len; i++) {
        yaml_text_add(yaml, NULL, tags->pdata[i]);
    }
    yaml_text_end(yaml);
}

static void add_corrections(YamlText *yaml, const GPtrArray *corrections) {
    if (corrections->len == 0) {
        return;
    }
    yaml_text_begin_list(yaml, "corrections");
    for (guint i = 0; i < corrections->len; i++) {
        const Correction *correction = corrections->pdata[i];
        yaml_text_begin_map(yaml, NULL);
        add_date(yaml, "date", correction->date);
        yaml_text_add(yaml, "text", correction->text);
        yaml_text_end(yaml);
    }
    yaml_text_end(yaml);
}

/* A lead picture that is said as `image:` says it. */
static xmlNode *plain_lead(const Article *article) {
    xmlNode *figure = tree_body(article->tree)->children;
    bool is_lead = figure != NULL && element_of(figure) == ELEMENT_FIGURE &&
                   node_has_class(figure, "lead") && figure->children != NULL;
    const xmlNode *image = is_lead ? figure->children : NULL;
    const xmlNode *cutline = is_lead ? image->next : NULL;
    bool is_plain =
        is_lead && element_of(image) == ELEMENT_IMG &&
        (cutline == NULL || (element_of(cutline) == ELEMENT_FIGCAPTION && cutline->next == NULL));
    return is_plain ? figure : NULL;
}

static void add_lead(YamlText *yaml, const xmlNode *figure) {
    const xmlNode *image = figure->children;
    g_autofree char *words = NULL;
    g_autofree char *credit = NULL;
    if (image->next != NULL) {
        markdown_write_cutline(image->next, &words, &credit);
    }
    yaml_text_begin_map(yaml, "image");
    yaml_text_add(yaml, "path", node_get(image, ATTRIBUTE_SRC));
    yaml_text_add(yaml, "alt", node_get(image, ATTRIBUTE_ALT));
    yaml_text_add(yaml, "caption", words);
    yaml_text_add(yaml, "credit", credit);
    yaml_text_end(yaml);
}

static char *front_matter(const Article *article, const xmlNode *lead) {
    g_autoptr(YamlText) yaml = yaml_text_new();
    add_part(yaml, "title", article, ELEMENT_HEADLINE);
    add_part(yaml, "kicker", article, ELEMENT_KICKER);
    add_part(yaml, "deck", article, ELEMENT_DECK);
    add_authors(yaml, article->authors);
    add_date(yaml, "date", article->date);
    add_date(yaml, "modified", article->modified);
    yaml_text_add(yaml, "place", article->dateline_place);
    yaml_text_add(yaml, "section", article->section_name);
    yaml_text_add(yaml, "lang", article->lang_is_given ? article->lang : NULL);
    if (article->dir_is_given) {
        yaml_text_add(yaml, "dir", article->is_rtl ? "rtl" : "ltr");
    }
    add_tags(yaml, article->tags);
    if (article->is_draft) {
        yaml_text_add_boolean(yaml, "draft", TRUE);
    }
    yaml_text_add(yaml, "slug", article->slug);
    yaml_text_add(yaml, "licence", article->licence);
    add_corrections(yaml, article->corrections);
    if (article->has_captions_key) {
        yaml_text_add(yaml, "captions", article->captions_from_alt ? "alt" : "none");
    }
    if (article->keeps_mojibake) {
        yaml_text_add(yaml, "mojibake", "keep");
    }
    if (lead != NULL) {
        add_lead(yaml, lead);
    }
    if (tree_part(article->tree, ELEMENT_HEADLINE, false) == NULL) {
        yaml_text_add(yaml, "split", "no"); /* it was told apart already */
    }
    return yaml_text_finish(yaml);
}

char *import_article_text(const Article *article, size_t *changed) {
    MarkdownWritten written;
    xmlNode *lead = plain_lead(article);
    g_autofree char *front = front_matter(article, lead);
    if (lead != NULL) {
        node_remove(lead);
    }
    g_autofree char *body = markdown_write(article, &written);
    *changed += written.changed;
    return *front != '\0' ? g_strdup_printf("---\n%s---\n\n%s", front, body)
                          : g_steal_pointer(&body);
}
