/* The plan of a cover: the words that the issue has already, the picture that leads it, and its
 * headlines in the order in which a front would have them. */
#include "enrich/plan_cover.h"

#include "enrich/issue_names.h"

#include <string.h>

enum {
    MOST_HEADLINES = 8,
    LEADING_ARTICLES = 8, /* whose pictures are looked at */
    LEAST_WIDTH_PX = 500, /* of a picture that is no drawing */
    LEAST_HEIGHT_PX = 320,
    BANNER_RATIO = 3, /* width to height: from here on a banner */
    POLE_RATIO = 3,   /* height to width */
};

/* The picture */

static bool is_lead_shape(const Asset *asset) {
    ShownPicture shown = asset_shown(asset);
    bool is_drawing = shown.type == PICTURE_SVG;
    bool is_large = is_drawing
                        ? shown.width_px > 0 && shown.height_px > 0
                        : shown.width_px >= LEAST_WIDTH_PX && shown.height_px >= LEAST_HEIGHT_PX;
    guint64 width = shown.width_px;
    guint64 height = shown.height_px;
    return is_large && width < height * BANNER_RATIO && height < width * POLE_RATIO;
}

static bool is_in_lead(const xmlNode *image) {
    const xmlNode *figure = image->parent;
    while (figure != NULL && figure->type == XML_ELEMENT_NODE && node_kind(figure) != NODE_FIGURE) {
        figure = figure->parent;
    }
    return figure != NULL && figure->type == XML_ELEMENT_NODE && node_has_class(figure, "lead");
}

/* The article's first picture that can lead; only a lead picture, if so asked. NULL: none. */
static const Asset *picture_of(const Issue *issue, const Article *article, bool only_lead) {
    for (guint i = 0; i < article->image_nodes->len; i++) {
        const xmlNode *image = article->image_nodes->pdata[i];
        const char *path = node_get(image, ATTRIBUTE_SRC);
        const char *alt = node_get(image, ATTRIBUTE_ALT);
        bool says_nothing = alt != NULL && text_is_blank(alt);
        const Asset *asset = path != NULL ? issue_asset(issue, path) : NULL;
        if (asset != NULL && asset->is_used && !says_nothing && is_lead_shape(asset) &&
            (!only_lead || is_in_lead(image))) {
            return asset;
        }
    }
    return NULL;
}

/* A draft's picture may not be for everybody yet. */
static const Asset *find_picture(const Issue *issue, const Article **of) {
    for (int only_lead = 1; only_lead >= 0; only_lead--) {
        for (guint i = 0; i < issue->articles->len && i < LEADING_ARTICLES; i++) {
            const Article *article = issue->articles->pdata[i];
            const Asset *asset =
                article->is_draft ? NULL : picture_of(issue, article, only_lead != 0);
            if (asset != NULL) {
                *of = article;
                return asset;
            }
        }
    }
    return NULL;
}

static GBytes *read_picture(const Asset *asset) {
    return asset->rendition != NULL ? g_bytes_ref(asset->rendition->bytes)
                                    : asset_read(asset, NULL);
}

/* Headlines */

static void offer(CoverPlan *plan, const Article *article) {
    bool is_headline =
        article->title_source == TITLE_GIVEN || article->title_source == TITLE_HEADING;
    if (is_headline && plan->headlines->len < MOST_HEADLINES &&
        !g_ptr_array_find_with_equal_func(plan->headlines, article->title_text, g_str_equal,
                                          NULL)) {
        g_ptr_array_add(plan->headlines, g_strdup(article->title_text));
    }
}

/* The longest first; the sort leaves those of one length in their order. */
static gint compare_lengths(gconstpointer left, gconstpointer right) {
    const Article *a = *(const Article *const *)left;
    const Article *b = *(const Article *const *)right;
    return a->count.words == b->count.words ? 0 : a->count.words > b->count.words ? -1 : 1;
}

static void offer_longest(CoverPlan *plan, const Issue *issue) {
    g_autoptr(GPtrArray) articles = g_ptr_array_new();
    for (guint i = 0; i < issue->articles->len; i++) {
        g_ptr_array_add(articles, issue->articles->pdata[i]);
    }
    g_ptr_array_sort(articles, compare_lengths);
    for (guint i = 0; i < articles->len && plan->headlines->len < MOST_HEADLINES; i++) {
        offer(plan, articles->pdata[i]);
    }
}

/* The story of the picture, the first of each section, then the longest. */
static void offer_all(CoverPlan *plan, const Issue *issue, const Article *of_picture) {
    if (of_picture != NULL) {
        offer(plan, of_picture);
    }
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        if (section->articles->len > 0) {
            offer(plan, section->articles->pdata[0]);
        }
    }
    if (plan->headlines->len < MOST_HEADLINES) {
        offer_longest(plan, issue);
    }
}

static void take_look(CoverPlan *plan, const ThemeLook *look) {
    const struct {
        char **to;
        const char *from;
    } rows[] = {
        {&plan->paper, look->paper},
        {&plan->ink, look->ink},
        {&plan->accent, look->accent},
        {&plan->nameplate_face, look->nameplate_face},
        {&plan->headline_face, look->headline_face},
        {&plan->text_face, look->text_face},
        {&plan->layout, look->layout},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        *rows[i].to = g_strdup(rows[i].from);
    }
}

CoverPlan *plan_cover(const Issue *issue) {
    CoverPlan *plan = cover_plan_new();
    plan->lang = g_strdup(issue->lang);
    plan->is_rtl = issue->is_rtl;
    plan->nameplate = g_strdup(issue->publication_title);
    plan->title = g_strdup(issue_own_title(issue));
    plan->number = issue_say_number(issue);
    if (date_is_set(issue->settings.date)) {
        plan->date = date_in_words(issue->settings.date, issue->language);
    }
    if (issue->is_draft_build) {
        plan->draft = language_say(issue->language, WORD_DRAFT, NULL);
    }
    const Article *of_picture = NULL;
    const Asset *picture = find_picture(issue, &of_picture);
    plan->picture = picture != NULL ? read_picture(picture) : NULL;
    offer_all(plan, issue, of_picture);
    if (issue->theme != NULL) {
        take_look(plan, &issue->theme->look);
    }
    return plan;
}
