/* What the readers of single files share. */
#include "read/article_source.h"

#include "base/charset.h"
#include "markdown/markdown.h"
#include "read/mojibake.h"
#include "read/mojibake_references.h"
#include "read/yaml_file.h"

#include <string.h>

/* The encoding that the editor named, else the source itself, for bytes that are not the UTF-8 they
 * would be read as. */
static char *find_encoding(const Source *source, const YamlValue *sidecar, const char *declared) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(source->bytes, &length);
    const char *said = yaml_get_text(sidecar, "encoding");
    char *encoding =
        said ? g_strdup(said) : front_matter_peek(bytes ? bytes : "", length, "encoding");
    encoding = encoding != NULL ? encoding : g_strdup(declared);
    if (encoding != NULL && g_utf8_validate_len(bytes, length, NULL)) {
        g_clear_pointer(&encoding, g_free);
    }
    return encoding;
}

static Article *new_article(const Source *source) {
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

void article_put_lead_picture(Article *article, const ArticleParts *parts, Report *report) {
    if (parts->picture_path == NULL) {
        return;
    }
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

YamlValue *source_sidecar(const Source *source, Report *report) {
    return source->sidecar_path ? yaml_map_read(source->issue->root, source->sidecar_path,
                                                source->sidecar_display_path, NULL, report)
                                : NULL;
}

/* Before the front matter is read, whose texts may be broken, too. */
static bool keeps_mojibake(const Source *source, const YamlValue *sidecar, const char *text,
                           size_t length) {
    g_autofree char *said = front_matter_peek(text, length, "mojibake");
    bool is_said = said != NULL && yaml_get(sidecar, "mojibake") == NULL;
    return is_said ? g_ascii_strcasecmp(said, "keep") == 0
                   : mojibake_is_kept(source, sidecar, NULL);
}

/* The text as it was decoded, with its mojibake undone and without control characters. */
static char *mend_and_clean(char *text, const Source *source, const YamlValue *sidecar,
                            bool is_html, Report *report, size_t *length) {
    g_autoptr(MojibakeTally) tally = mojibake_tally_new();
    size_t length_before = *length;
    g_autofree char *expanded = is_html ? mojibake_expand_references(text, length_before) : NULL;
    const char *broken = expanded ? expanded : text;
    char *mended = mojibake_mend(broken, expanded ? strlen(expanded) : length_before,
                                 place_at(source->display_path, 1, 1), tally);
    if (mended != NULL && !keeps_mojibake(source, sidecar, text, length_before)) {
        mojibake_report(tally, report);
        g_free(text);
        text = g_steal_pointer(&mended);
        *length = strlen(text);
    }
    g_free(mended);
    return charset_clean_take(text, length, source->display_path, report);
}

static void open_text(SourceText *text, const Source *source, const char *declared, bool is_html,
                      Report *report) {
    *text = (SourceText){.sidecar = source_sidecar(source, report)};
    const char *file = source->display_path;
    g_autofree char *encoding = find_encoding(source, text->sidecar, declared);
    size_t length = 0;
    text->decoded = charset_read(source->bytes, encoding, file, report, &length);
    text->decoded = mend_and_clean(text->decoded, source, text->sidecar, is_html, report, &length);
    text->front = front_matter_split(text->decoded, length, file, report);
    text->map = text->front.yaml ? yaml_map_parse_forgiving(text->front.yaml,
                                                            text->front.yaml_bytes, file, 2, report)
                                 : NULL;
}

void source_text_open(SourceText *text, const Source *source, Report *report) {
    open_text(text, source, NULL, false, report);
}

void source_text_open_declared(SourceText *text, const Source *source, const char *declared,
                               Report *report) {
    open_text(text, source, declared, true, report);
}

void source_text_clear(SourceText *text) {
    g_clear_pointer(&text->sidecar, yaml_value_free);
    g_clear_pointer(&text->map, yaml_value_free);
    g_clear_pointer(&text->decoded, g_free);
}

Article *article_begin(const Source *source, const YamlValue *sidecar, const YamlValue *front,
                       ArticleParts *parts, Report *report) {
    Article *article = new_article(source);
    article->keeps_mojibake = source->issue->settings.keeps_mojibake;
    article_keys_apply(article, source->issue, (KeyFile){sidecar, source->sidecar_display_path},
                       (KeyFile){front, source->display_path}, parts, report);
    if (!date_is_set(article->date)) {
        date_by_name(article);
    }
    return article;
}
