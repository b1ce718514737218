/* The Markdown reader. */
#include "read/markdown_reader.h"

#include "base/charset.h"
#include "markdown/markdown.h"
#include "read/article_keys.h"
#include "read/front_matter.h"
#include "read/yaml_file.h"

#include <string.h>

/* The encoding that the editor named, for bytes that are not the UTF-8 they would be read as. */
static char *find_encoding(const Source *source, const YamlValue *sidecar) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(source->bytes, &length);
    const char *said = yaml_get_text(sidecar, "encoding");
    char *encoding = said ? g_strdup(said) : front_matter_peek_encoding(bytes ? bytes : "", length);
    if (encoding != NULL && g_utf8_validate_len(bytes, length, NULL)) {
        g_clear_pointer(&encoding, g_free);
    }
    return encoding;
}

static Article *begin_article(const Source *source) {
    Article *article = article_new(source->path, source->display_path);
    article->own_directory = g_strdup(source->own_directory);
    article->fallback_title = g_strdup(source->fallback_title);
    article->section_name = g_strdup(source->section_name);
    return article;
}

/* As Jekyll names files, and Hugo's users directories: "2020-05-01-may-day". */
static void date_by_name(Article *article) {
    g_autofree char *file = g_path_get_basename(article->path);
    g_autofree char *directory = g_path_get_dirname(article->path);
    g_autofree char *name =
        g_str_has_prefix(file, "index.") ? g_path_get_basename(directory) : g_steal_pointer(&file);
    size_t length = strspn(name, G_CSET_DIGITS "-");
    if (length == strlen("2020-05-01-") && name[length - 1] == '-') {
        name[length - 1] = '\0';
        date_parse(name, &article->date);
    }
}

static void append_text(Article *article, xmlNode *parent, const char *text,
                        const ArticleParts *parts) {
    node_append(parent, node_new_text(article->tree, text, strlen(text), parts->picture_line,
                                      parts->picture_column));
}

static void append_line(Article *article, xmlNode *parent, const char *text,
                        const ArticleParts *parts, Report *report) {
    Place place = place_at(article->display_path, parts->picture_line, parts->picture_column);
    markdown_append_line(article->tree, parent, text, place, report);
}

/* The figure of `image:`, first in the body. Its src is as written: enrich resolves it as it does
 * those of the text. */
static void put_lead_picture(Article *article, const ArticleParts *parts, Report *report) {
    xmlDoc *tree = article->tree;
    uint32_t line = parts->picture_line;
    uint32_t column = parts->picture_column;
    xmlNode *figure = node_new(tree, ELEMENT_FIGURE, line, column);
    node_set(figure, ATTRIBUTE_CLASS, "lead");
    xmlNode *image = node_new(tree, ELEMENT_IMG, line, column);
    node_set(image, ATTRIBUTE_SRC, parts->picture_path);
    if (parts->picture_alt != NULL) {
        node_set(image, ATTRIBUTE_ALT, parts->picture_alt);
    }
    node_append(figure, image);
    if (parts->picture_caption != NULL || parts->picture_credit != NULL) {
        xmlNode *cutline = node_new(tree, ELEMENT_FIGCAPTION, line, column);
        node_append(figure, cutline);
        if (parts->picture_caption != NULL) {
            append_line(article, cutline, parts->picture_caption, parts, report);
        }
        if (parts->picture_caption != NULL && parts->picture_credit != NULL) {
            append_text(article, cutline, " ", parts);
        }
        if (parts->picture_credit != NULL) {
            xmlNode *credit = node_new(tree, ELEMENT_SPAN, line, column);
            node_set(credit, ATTRIBUTE_CLASS, "credit");
            node_append(cutline, credit);
            append_line(article, credit, parts->picture_credit, parts, report);
        }
    }
    xmlNode *body = tree_body(tree);
    if (body->children != NULL) {
        node_insert_before(body->children, figure);
    } else {
        node_append(body, figure);
    }
}

static char *part_text(const Article *article, Element part) {
    const xmlNode *node = tree_part(article->tree, part, false);
    return node ? node_plain_text(node) : NULL;
}

void markdown_read(const Source *source, Reading *into, Report *report) {
    g_autoptr(YamlValue) sidecar = source->sidecar_path
                                       ? yaml_map_read(source->issue->root, source->sidecar_path,
                                                       source->sidecar_display_path, NULL, report)
                                       : NULL;
    g_autofree char *encoding = find_encoding(source, sidecar);
    const char *file = source->display_path;
    size_t length = 0;
    g_autofree char *text = charset_decode(source->bytes, encoding, file, report, &length);
    FrontMatter front = front_matter_split(text, length, file, report);
    g_autoptr(YamlValue) map =
        front.yaml ? yaml_map_parse_forgiving(front.yaml, front.yaml_bytes, file, 2, report) : NULL;

    Article *article = begin_article(source);
    ArticleParts parts = {0};
    article_keys_apply(article, source->issue, (KeyFile){sidecar, source->sidecar_display_path},
                       (KeyFile){map, file}, &parts, report);
    if (!date_is_set(article->date)) {
        date_by_name(article);
    }
    markdown_parse(article, front.text, front.text_bytes, front.text_line,
                   (MarkdownParts){parts.headline, parts.kicker, parts.deck}, report);
    article->title_text = part_text(article, ELEMENT_HEADLINE);
    article->kicker_text = part_text(article, ELEMENT_KICKER);
    article->deck_text = part_text(article, ELEMENT_DECK);
    if (parts.picture_path != NULL) {
        put_lead_picture(article, &parts, report);
    }
    article_parts_clear(&parts);
    g_ptr_array_add(into->articles, article);
}
