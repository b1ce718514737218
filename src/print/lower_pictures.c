/* Pictures in a measure. One that has the pixels for it fills the measure, at 96 to the inch or
 * more; a smaller one is set at 150 to the inch, which print bears, and stands in the middle. None
 * is higher than a page bears. Several that stand together share rows of one height each. */
#include "print/lower_pictures.h"

#include "base/text.h"

enum {
    COARSE_MPT_PER_PX = 750,             /* 96 to the inch */
    FINE_MPT_PER_PX = 480,               /* 150 to the inch */
    PORTRAIT_PAGE_PERCENT = 62,          /* of the page's height, for one higher than broad */
    LEAST_ROW_MPT = 200 * MPT_PER_POINT, /* of a measure in which pictures stand abreast */
    ROW_PERMILLE = 2400,                 /* about so often as broad as high is a row */
    MOST_OF_THREE_PERMILLE = 4500,       /* up to three stand in one row until that */
    BROADEST_PERMILLE = 1000 * 1000,
};

const Asset *picture_asset(const Lower *lower, const xmlNode *image) {
    const char *path = node_get(image, ATTRIBUTE_SRC);
    const Asset *asset = path == NULL ? NULL : issue_asset(lower->issue, path);
    bool can_be_set =
        asset != NULL && !asset->is_broken && asset->width_px > 0 && asset->height_px > 0;
    return can_be_set ? asset : NULL;
}

const xmlNode *picture_next(const xmlNode *after, const xmlNode *figure) {
    const xmlNode *node = after;
    while ((node = node_next(node, figure, false)) != NULL) {
        if (node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_IMAGE) {
            return node;
        }
    }
    return NULL;
}

/* Sizes */

typedef struct {
    Mpt width_mpt, height_mpt;
} Size;

/* As broad as its pixels make it. */
static gint64 natural_width(const Asset *asset, Mpt measure_mpt) {
    gint64 coarse = (gint64)asset->width_px * COARSE_MPT_PER_PX;
    return asset->type == PICTURE_SVG || coarse >= measure_mpt
               ? measure_mpt
               : (gint64)asset->width_px * FINE_MPT_PER_PX;
}

/* What the theme says of pictures, or of those of such figures. */
static const BoxStyle *style_of(const FigureWork *work, const xmlNode *image, bool *is_said) {
    Around around = around_node(work->lower, work->around, image, NULL);
    *is_said = around.style->width_mpt > 0 || around.style->width_permille > 0;
    return *is_said ? around.style : work->around->style;
}

static Size size_of(const Asset *asset, const BoxStyle *style, Mpt measure_mpt, Mpt most_mpt) {
    gint64 width = natural_width(asset, measure_mpt);
    if (style->width_mpt > 0) {
        width = MIN(width, style->width_mpt);
    } else if (style->width_permille > 0) {
        width = MIN(width, (gint64)measure_mpt * style->width_permille / 1000);
    }
    width = CLAMP(width, 1, measure_mpt);
    gint64 height = width * asset->height_px / asset->width_px;
    if (height > most_mpt) {
        height = MAX(most_mpt, 1);
        width = height * asset->width_px / asset->height_px;
    }
    return (Size){(Mpt)MAX(width, 1), (Mpt)MAX(height, 1)};
}

static Size size_alone(const FigureWork *work, const xmlNode *image, Mpt most_mpt) {
    const Asset *asset = picture_asset(work->lower, image);
    const Setting *setting = work->lower->setting;
    bool is_said = false;
    const BoxStyle *style = style_of(work, image, &is_said);
    Mpt portrait = (Mpt)setting->page_steps * setting->grid_mpt / 100 * PORTRAIT_PAGE_PERCENT;
    bool is_tall = asset->height_px > asset->width_px && !is_said;
    return size_of(asset, style, work->measure_mpt, is_tall ? MIN(most_mpt, portrait) : most_mpt);
}

/* Drawing */

/* The cutline of the figure that a picture stands in; NULL: none. */
static const xmlNode *cutline_of(const xmlNode *image) {
    const xmlNode *figure = image->parent;
    while (figure != NULL && figure->type == XML_ELEMENT_NODE && node_kind(figure) != NODE_FIGURE) {
        figure = figure->parent;
    }
    bool is_figure = figure != NULL && figure->type == XML_ELEMENT_NODE;
    const xmlNode *node = is_figure ? figure->children : NULL;
    while (node != NULL && (node->type != XML_ELEMENT_NODE || node_kind(node) != NODE_CUTLINE)) {
        node = node->next;
    }
    return node;
}

/* A Figure has words for those who do not see it (PDF/UA-1, 7.3): its alt text, else its cutline.
 * One that has neither, or is there only to adorn, is an artifact: NULL. */
static StructureElement *element_for(const FigureWork *work, const xmlNode *image) {
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    const xmlNode *cutline = alt == NULL ? cutline_of(image) : NULL;
    g_autofree char *words = cutline != NULL ? node_plain_text(cutline) : g_strdup(alt);
    if (words == NULL || text_is_blank(words)) {
        return NULL;
    }
    StructureElement *element = structure_add(work->element, ROLE_FIGURE);
    element->alternative = g_steal_pointer(&words);
    return element;
}

static void draw(FigureWork *work, const xmlNode *image, Mpt left_mpt, Size size) {
    StructureElement *element = element_for(work, image);
    Box box = {left_mpt, work->height_mpt, size.width_mpt, size.height_mpt};
    display_list_begin(work->list, element, element == NULL ? ARTIFACT_LAYOUT : ARTIFACT_NONE);
    display_list_picture(work->list, box, picture_asset(work->lower, image), false);
    display_list_end(work->list);
}

/* Where something of that width stands in the measure. */
static Mpt left_of(const FigureWork *work, Mpt width_mpt) {
    Mpt free = work->measure_mpt - width_mpt;
    bool is_at_start = work->around->style->align == ALIGN_START;
    return work->left_mpt + (!is_at_start ? free / 2 : work->around->is_rtl ? free : 0);
}

/* Rows */

/* How much broader than high, in thousandths. */
static gint64 breadth(const Asset *asset) {
    gint64 permille = (gint64)asset->width_px * 1000 / asset->height_px;
    return CLAMP(permille, 1, BROADEST_PERMILLE);
}

static gint64 breadth_of_all(const Lower *lower, const GPtrArray *images) {
    gint64 sum = 0;
    for (guint i = 0; i < images->len; i++) {
        sum += breadth(picture_asset(lower, images->pdata[i]));
    }
    return MAX(sum, 1);
}

static guint count_rows(const GPtrArray *images, gint64 sum, Mpt measure_mpt) {
    if (measure_mpt < LEAST_ROW_MPT) {
        return images->len;
    }
    if (images->len <= 3 && sum <= MOST_OF_THREE_PERMILLE) {
        return 1;
    }
    gint64 rows = (sum + ROW_PERMILLE / 2) / ROW_PERMILLE;
    return (guint)CLAMP(rows, 1, images->len);
}

/* Each row takes about its part of the breadth, and one picture at least. */
GPtrArray *picture_rows(const Lower *lower, const GPtrArray *images, Mpt measure_mpt) {
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    if (images->len == 0) {
        return rows;
    }
    gint64 sum = breadth_of_all(lower, images);
    guint count = count_rows(images, sum, measure_mpt);
    gint64 taken = 0;
    for (guint i = 0; i < images->len; i++) {
        gint64 own = breadth(picture_asset(lower, images->pdata[i]));
        gint64 end = sum * rows->len / count; /* of the row that is being filled */
        bool is_full = taken + own / 2 > end;
        bool must_end = images->len - i <= count - rows->len;
        if (rows->len == 0 || (rows->len < count && (is_full || must_end))) {
            g_ptr_array_add(rows, g_ptr_array_new());
        }
        g_ptr_array_add(rows->pdata[rows->len - 1], images->pdata[i]);
        taken += own;
    }
    return rows;
}

static Mpt gap_of(const FigureWork *work) {
    return work->lower->setting->grid_mpt / 2;
}

/* The height at which they fill the measure, as far as their pixels bear it. */
static Mpt row_height(const FigureWork *work, const GPtrArray *images, Mpt gap_mpt, Mpt most_mpt) {
    gint64 room = MAX((gint64)work->measure_mpt - (gint64)gap_mpt * (images->len - 1), 1);
    gint64 height = room * 1000 / breadth_of_all(work->lower, images);
    for (guint i = 0; i < images->len; i++) {
        const Asset *asset = picture_asset(work->lower, images->pdata[i]);
        gint64 most = (gint64)asset->height_px * COARSE_MPT_PER_PX;
        height = asset->type == PICTURE_SVG ? height : MIN(height, most);
    }
    return (Mpt)CLAMP(height, 1, MAX(most_mpt, 1));
}

FigureSpan *picture_spans(const FigureWork *work, const GPtrArray *images) {
    Mpt gap = gap_of(work);
    Mpt height = row_height(work, images, gap, work->most_mpt);
    FigureSpan *spans = g_new0(FigureSpan, images->len);
    Mpt width = -gap;
    for (guint i = 0; i < images->len; i++) {
        gint64 broad = height * breadth(picture_asset(work->lower, images->pdata[i])) / 1000;
        spans[i].width_mpt = (Mpt)CLAMP(broad, 1, work->measure_mpt);
        spans[i].height_mpt = height;
        width += spans[i].width_mpt + gap;
    }
    Mpt left = left_of(work, width);
    for (guint i = 0; i < images->len; i++) { /* the first where reading begins */
        FigureSpan *span = &spans[work->around->is_rtl ? images->len - 1 - i : i];
        span->left_mpt = left;
        left += span->width_mpt + gap;
    }
    return spans;
}

void picture_draw_span(FigureWork *work, const xmlNode *image, const FigureSpan *span) {
    draw(work, image, span->left_mpt, (Size){span->width_mpt, span->height_mpt});
    work->height_mpt += span->height_mpt;
    work->width_mpt = MAX(work->width_mpt, span->width_mpt);
}

static void draw_alone(FigureWork *work, const xmlNode *image) {
    Size size = size_alone(work, image, work->most_mpt);
    FigureSpan span = {left_of(work, size.width_mpt), size.width_mpt, size.height_mpt};
    picture_draw_span(work, image, &span);
}

void picture_draw_row(FigureWork *work, const GPtrArray *images) {
    if (images->len == 1) {
        draw_alone(work, images->pdata[0]);
        return;
    }
    g_autofree FigureSpan *spans = picture_spans(work, images);
    Mpt top = work->height_mpt;
    for (guint i = 0; i < images->len; i++) {
        work->height_mpt = top;
        picture_draw_span(work, images->pdata[i], &spans[i]);
    }
    work->width_mpt = work->measure_mpt;
}

void picture_draw_rows(FigureWork *work, const GPtrArray *images) {
    Mpt gap = gap_of(work);
    g_autoptr(GPtrArray) rows = picture_rows(work->lower, images, work->measure_mpt);
    if (rows->len > 1) {
        work->most_mpt = MAX(work->most_mpt / (Mpt)rows->len - gap, 1);
    }
    for (guint i = 0; i < rows->len; i++) {
        work->height_mpt += i > 0 ? gap : 0;
        picture_draw_row(work, rows->pdata[i]);
    }
}
