/* The headings under the headline: they begin at level 2 and go down by one at a time, however they
 * were marked, and each has an id from its own words. */
#include "base/identifiers.h"
#include "enrich/element_ids.h"
#include "enrich/steps.h"

enum { LEVELS = 6 };

/* The levels as written of the headings that stand above the next one. */
typedef struct {
    unsigned written[LEVELS];
    unsigned depth;
} Outline;

static unsigned written_level(const xmlNode *heading) {
    unsigned level = node_heading_level(heading);
    return level == 2 && node_has_class(heading, "title") ? 1 : level;
}

/* The level that a heading written at level `written` gets. `skips`: something was left out above
 * it; sections written with # below a headline are nothing unusual. */
static unsigned next_level(Outline *outline, unsigned written, bool *skips) {
    while (outline->depth > 0 && outline->written[outline->depth - 1] >= written) {
        outline->depth--;
    }
    unsigned above = outline->depth > 0 ? outline->written[outline->depth - 1] : 1;
    *skips = written > above + 1;
    outline->written[outline->depth++] = written;
    return outline->depth + 1;
}

static void set_id(ArticleWork *work, xmlNode *node, const char *text) {
    if (node_get(node, ATTRIBUTE_ID) == NULL) {
        g_autofree char *slug = identifier_slug(text);
        node_set(node, ATTRIBUTE_ID, element_id_take(work->ids, slug));
    }
}

static void add_heading(ArticleWork *work, xmlNode *node, unsigned level) {
    g_autofree char *text = node_plain_text(node);
    set_id(work, node, text);
    Heading *heading = g_new0(Heading, 1);
    heading->node = node;
    heading->level = level;
    heading->id = g_strdup(node_get(node, ATTRIBUTE_ID));
    heading->anchor = identifier_github_anchor(text);
    g_ptr_array_add(work->article->headings, heading);
}

void level_headings(ArticleWork *work) {
    Article *article = work->article;
    xmlNode *body = tree_body(article->tree);
    Outline outline = {0};
    bool is_said = false;
    for (xmlNode *at = body; at != NULL; at = node_next(at, body, false)) {
        if (node_heading_level(at) == 0) {
            continue;
        }
        bool skips = false;
        unsigned level = MIN(next_level(&outline, written_level(at), &skips), LEVELS);
        if (skips && !is_said) {
            report_add(work->report, DIAGNOSTIC_HEADING_LEVEL,
                       node_place(at, article->display_path), NULL, NULL);
            is_said = true;
        }
        node_unset(at, ATTRIBUTE_CLASS);
        node_rename(at, (Element)(ELEMENT_H2 + (int)level - 2));
        add_heading(work, at, level);
    }
}
