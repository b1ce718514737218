/* What reading systems will stumble over in the book of a sealed issue, told at the article's line:
 * the rules that are found in SOURCES (model/reading_systems.def). */
#include "epub/epub.h"
#include "epub/reader_rules.h"
#include "images/picture.h"
#include "images/transparency.h"
#include "model/node.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    const Issue *issue;
    unsigned systems;
    Report **reports; /* one an article */
} IssueCheck;

/* One article as it is walked. */
typedef struct {
    const Issue *issue;
    const Article *article;
    unsigned systems;
    Report *report;
    CharacterCounts characters;
    size_t markup_bytes; /* about what its page will come to */
} ArticleCheck;

static bool is_wanted(DiagnosticCode code, unsigned systems) {
    return (reading_systems_of(code) & systems) != 0;
}

static void say(const ArticleCheck *check, DiagnosticCode code, const xmlNode *node,
                const char *first, const char *second) {
    if (is_wanted(code, check->systems)) {
        report_add(check->report, code, node_place(node, check->article->display_path), NULL, first,
                   second, NULL);
    }
}

static void say_number(const ArticleCheck *check, DiagnosticCode code, const xmlNode *node,
                       size_t number) {
    g_autofree char *text = g_strdup_printf("%" G_GSIZE_FORMAT, number);
    say(check, code, node, text, NULL);
}

/* Tables */

static bool is_kind(const xmlNode *node, NodeKind kind) {
    return node->type == XML_ELEMENT_NODE && node_kind(node) == kind;
}

static bool is_nested(const xmlNode *table) {
    for (const xmlNode *node = table->parent; node != NULL; node = node->parent) {
        if (is_kind(node, NODE_TABLE)) {
            return true;
        }
    }
    return false;
}

static TableSize measure_table(const xmlNode *table) {
    TableSize size = {0};
    const xmlNode *node = node_next(table, table, false);
    while (node != NULL) {
        bool skips = false;
        if (is_kind(node, NODE_TABLE_ROW)) {
            table_size_row(&size);
        } else if (is_kind(node, NODE_TABLE_CELL)) {
            table_size_cell(&size, node_get(node, ATTRIBUTE_COLSPAN));
            skips = true; /* a table in a cell has rows of its own */
        }
        node = node_next(node, table, skips);
    }
    return size;
}

static void check_table(ArticleCheck *check, const xmlNode *table) {
    TableSize size = measure_table(table);
    if (is_nested(table)) {
        say(check, DIAGNOSTIC_READER_TABLE_NESTED_KINDLE, table, NULL, NULL);
    }
    if (size.columns > READER_TABLE_COLUMNS_KOBO) {
        say_number(check, DIAGNOSTIC_READER_TABLE_WIDE_KOBO, table, size.columns);
    }
    g_autofree char *too_large = table_size_too_large(&size);
    if (too_large != NULL) {
        say(check, DIAGNOSTIC_READER_TABLE_LARGE_KINDLE, table, too_large, NULL);
    }
}

/* Notes, text */

static void check_note(ArticleCheck *check, const xmlNode *note) {
    g_autofree char *text = node_plain_text(note);
    size_t length = (size_t)g_utf8_strlen(text, -1);
    if (length < READER_NOTE_LEAST_KOBO || length > READER_NOTE_MOST_KOBO) {
        say_number(check, DIAGNOSTIC_READER_NOTE_LENGTH_KOBO, note, length);
    }
}

static void count_text(ArticleCheck *check, const xmlNode *node) {
    const char *text = node_text(node);
    size_t length_bytes = strlen(text);
    check->markup_bytes += length_bytes;
    reader_characters_count(&check->characters, text, length_bytes, node_line(node),
                            node_column(node));
}

/* "<name a="v">…</name>", as it will be written but for references. */
static void count_markup(ArticleCheck *check, const xmlNode *node) {
    check->markup_bytes += 2 * strlen((const char *)node->name) + strlen("<></>");
    for (const xmlAttr *attribute = node->properties; attribute != NULL;
         attribute = attribute->next) {
        const char *value = attribute->children != NULL ? node_text(attribute->children) : "";
        check->markup_bytes +=
            strlen((const char *)attribute->name) + strlen(value) + strlen(" =\"\"");
    }
}

static void tell_characters(const ArticleCheck *check) {
    const CharacterCounts *counts = &check->characters;
    for (size_t i = 0; i < READER_CHARACTER_COUNT; i++) {
        unsigned systems = reader_character_systems(counts, i, check->systems);
        if (systems != 0) {
            g_autofree char *character = reader_character_say(counts, i);
            g_autofree char *whom = reading_systems_say(systems);
            Place place =
                place_at(check->article->display_path, counts->line[i], counts->column[i]);
            report_add(check->report, DIAGNOSTIC_READER_CHARACTER, place, reader_character_hint(i),
                       character, whom, NULL);
        }
    }
}

static void tell_length(const ArticleCheck *check) {
    unsigned systems = check->markup_bytes > READER_PAGE_BYTES_ADOBE ? READING_SYSTEM_ADOBE : 0;
    systems |= check->markup_bytes > READER_PAGE_BYTES_KOBO ? READING_SYSTEM_KOBO : 0;
    systems &= check->systems;
    if (systems != 0) {
        g_autofree char *size =
            g_strdup_printf("about %" G_GSIZE_FORMAT " KB", check->markup_bytes / 1024);
        g_autofree char *whom = reading_systems_say(systems);
        report_add(check->report, DIAGNOSTIC_READER_PAGE_LONG, article_place(check->article), NULL,
                   size, whom, NULL);
    }
}

static void tell_language(const ArticleCheck *check) {
    const char *lang = check->article->lang;
    bool is_issues = g_strcmp0(lang, check->issue->lang) == 0; /* said once, of the issue */
    if (!is_issues && strcmp(lang, "und") != 0 && !kindle_knows_language(lang) &&
        is_wanted(DIAGNOSTIC_READER_LANGUAGE_KINDLE, check->systems)) {
        report_add(check->report, DIAGNOSTIC_READER_LANGUAGE_KINDLE, article_place(check->article),
                   NULL, lang, NULL);
    }
}

/* Pictures */

static uint8_t *copy_start(GBytes *bytes, size_t *length_bytes) {
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    *length_bytes = MIN(size, TRANSPARENCY_BYTES);
    return g_memdup2(data, *length_bytes);
}

/* The first bytes of what is shown. Caller frees. */
static uint8_t *read_start(const Asset *asset, size_t *length_bytes) {
    GBytes *shown = asset->rendition != NULL ? asset->rendition->bytes : asset->bytes;
    if (shown != NULL) {
        return copy_start(shown, length_bytes);
    }
    uint8_t *start = g_malloc(TRANSPARENCY_BYTES);
    *length_bytes = 0;
    uint64_t size_bytes = 0;
    int descriptor = root_open_file(asset->root, asset->file_path, &size_bytes, NULL);
    if (descriptor >= 0) {
        ssize_t count = pread(descriptor, start, TRANSPARENCY_BYTES, 0);
        *length_bytes = count > 0 ? (size_t)count : 0;
        close(descriptor);
    }
    return start;
}

static bool is_transparent(const Asset *asset) {
    if (asset_shown(asset).type != PICTURE_PNG) {
        return false;
    }
    size_t length_bytes = 0;
    g_autofree uint8_t *start = read_start(asset, &length_bytes);
    return picture_may_be_transparent(start, length_bytes);
}

static bool has_text(const xmlNode *root) {
    for (const xmlNode *node = root; node != NULL; node = node_next(node, root, false)) {
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "text") == 0) {
            return true;
        }
    }
    return false;
}

static void check_drawing(const Asset *asset, Place place, Report *report) {
    unsigned removed = 0;
    const char *why = NULL;
    g_autoptr(GBytes) bytes = asset->type == PICTURE_SVG ? asset_read(asset, NULL) : NULL;
    xmlDoc *drawing = bytes == NULL ? NULL : picture_clean_svg(bytes, &removed, &why);
    if (drawing == NULL) {
        return;
    }
    if (has_text(xmlDocGetRootElement(drawing))) {
        report_add(report, DIAGNOSTIC_READER_DRAWING_TEXT_KINDLE, place, NULL, asset->name, NULL);
    }
    tree_free(drawing);
}

static void check_picture(const Asset *asset, Place place, unsigned systems, Report *report) {
    if (is_wanted(DIAGNOSTIC_READER_TRANSPARENCY, systems) && is_transparent(asset)) {
        g_autofree char *whom =
            reading_systems_say(systems & reading_systems_of(DIAGNOSTIC_READER_TRANSPARENCY));
        report_add(report, DIAGNOSTIC_READER_TRANSPARENCY, place, NULL, asset->name, whom, NULL);
    }
    if (is_wanted(DIAGNOSTIC_READER_DRAWING_TEXT_KINDLE, systems)) {
        check_drawing(asset, place, report);
    }
}

static void check_pictures_of(const ArticleCheck *check) {
    const GPtrArray *images = check->article->image_nodes;
    for (guint i = 0; images != NULL && i < images->len; i++) {
        const char *path = node_get(images->pdata[i], ATTRIBUTE_SRC);
        const Asset *asset = path == NULL ? NULL : issue_asset(check->issue, path);
        if (asset != NULL && asset->is_used) {
            Place place = node_place(images->pdata[i], check->article->display_path);
            check_picture(asset, place, check->systems, check->report);
        }
    }
}

/* The whole */

static void look_at(ArticleCheck *check, const xmlNode *node) {
    if (node_kind(node) == NODE_TEXT) {
        count_text(check, node);
        return;
    }
    count_markup(check, node);
    if (node_kind(node) == NODE_TABLE) {
        check_table(check, node);
    } else if (node_kind(node) == NODE_NOTE) {
        check_note(check, node);
    }
}

static void check_article(size_t index, void *context) {
    const IssueCheck *whole = context;
    const Article *article = whole->issue->articles->pdata[index];
    ArticleCheck check = {.issue = whole->issue,
                          .article = article,
                          .systems = whole->systems,
                          .report = report_new()};
    const xmlNode *root = xmlDocGetRootElement(article->tree);
    for (const xmlNode *node = root; node != NULL; node = node_next(node, root, false)) {
        look_at(&check, node);
    }
    tell_language(&check);
    tell_length(&check);
    tell_characters(&check);
    check_pictures_of(&check);
    whole->reports[index] = check.report;
}

static void check_cover(const Issue *issue, unsigned systems, Report *report) {
    if (issue->cover != NULL) {
        Place place = {.file = issue->display_path, .detail = "cover"};
        check_picture(issue->cover, place, systems, report);
    }
}

static void count_drawings(const Issue *issue, unsigned systems, Report *report) {
    size_t drawings = 0;
    for (guint i = 0; i < issue->used_assets->len; i++) {
        const Asset *asset = issue->used_assets->pdata[i];
        drawings += asset->type == PICTURE_SVG;
    }
    if (drawings > READER_DRAWINGS_KINDLE &&
        is_wanted(DIAGNOSTIC_READER_DRAWINGS_KINDLE, systems)) {
        g_autofree char *number = g_strdup_printf("%" G_GSIZE_FORMAT, drawings);
        report_add(report, DIAGNOSTIC_READER_DRAWINGS_KINDLE, place_file(issue->display_path), NULL,
                   number, NULL);
    }
}

void epub_check_for_readers(const Issue *issue, unsigned systems, Jobs *jobs, Report *report) {
    IssueCheck whole = {
        .issue = issue, .systems = systems, .reports = g_new0(Report *, issue->articles->len)};
    if (strcmp(issue->lang, "und") != 0 && !kindle_knows_language(issue->lang) &&
        is_wanted(DIAGNOSTIC_READER_LANGUAGE_KINDLE, systems)) {
        report_add(report, DIAGNOSTIC_READER_LANGUAGE_KINDLE, place_file(issue->display_path), NULL,
                   issue->lang, NULL);
    }
    check_cover(issue, systems, report);
    count_drawings(issue, systems, report);
    jobs_parallel_for(jobs, issue->articles->len, check_article, &whole);
    for (guint i = 0; i < issue->articles->len; i++) {
        report_merge_take(report, whole.reports[i]);
    }
    g_free(whole.reports);
}
