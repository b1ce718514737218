/* Pictures with their cutlines, and what floats: figures, pull quotes and boxes that stand at a
 * column's top or bottom near their call. A picture is as large as its pixels make it at 96 to the
 * inch, as on a screen, but never broader than its measure nor higher than a page bears. */
#include "print/lower.h"

#include "base/text.h"

#include <string.h>

enum {
    MPT_PER_PX = 750,           /* 96 to the inch */
    PORTRAIT_PAGE_PERCENT = 62, /* of the page's height, for a picture higher than broad */
    OPENING_LINES = 4,          /* of text, under a picture that opens a page */
    LETTER_MPT = 4500,          /* about, of a table's letters */
    WIDE_PPI = 150,             /* a picture that has so much of the page's measure is wide */
};

/* Pictures */

static const Asset *asset_of(const Lower *lower, const xmlNode *image) {
    const char *path = node_get(image, ATTRIBUTE_SRC);
    const Asset *asset = path == NULL ? NULL : issue_asset(lower->issue, path);
    bool can_be_set =
        asset != NULL && !asset->is_broken && asset->width_px > 0 && asset->height_px > 0;
    return can_be_set ? asset : NULL;
}

static const xmlNode *next_image(const xmlNode *after, const xmlNode *figure) {
    const xmlNode *node = after;
    while ((node = node_next(node, figure, false)) != NULL) {
        if (node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_IMAGE) {
            return node;
        }
    }
    return NULL;
}

static const char *picture_class(const Lower *lower, const xmlNode *figure) {
    const xmlNode *image = next_image(figure, figure);
    const Asset *asset = image == NULL ? NULL : asset_of(lower, image);
    if (asset == NULL) {
        return "";
    }
    gint64 wide_mpt = (gint64)asset->width_px * MPT_PER_INCH / WIDE_PPI;
    return asset->height_px > asset->width_px                                      ? " tall"
           : asset->type == PICTURE_SVG || wide_mpt >= lower->setting->measure_mpt ? " wide"
                                                                                   : "";
}

static const char *table_class(const Lower *lower, const xmlNode *table) {
    gint64 least_mpt = (gint64)table_least_letters(table) * LETTER_MPT;
    return least_mpt > lower->setting->column_mpt ? " wide" : "";
}

char *block_classes(const Lower *lower, const xmlNode *node) {
    NodeKind kind = node_kind(node);
    if (kind != NODE_FIGURE && kind != NODE_TABLE) {
        return NULL;
    }
    const char *own = node_get(node, ATTRIBUTE_CLASS);
    const char *more = kind == NODE_FIGURE ? picture_class(lower, node) : table_class(lower, node);
    return own == NULL && *more == '\0' ? NULL : g_strconcat(own == NULL ? "" : own, more, NULL);
}

typedef struct {
    Mpt width_mpt, height_mpt;
} Size;

/* The size of a picture in a measure; `most_mpt` high. */
static Size size_of(const Asset *asset, const BoxStyle *style, Mpt measure_mpt, Mpt most_mpt) {
    gint64 width = asset->type == PICTURE_SVG ? measure_mpt : (gint64)asset->width_px * MPT_PER_PX;
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

/* A figure while it is set: what is drawn so far, and how far down. */
typedef struct {
    Lower *lower;
    const Around *around;
    const Column *column;
    Mpt left_mpt, measure_mpt; /* in it */
    DisplayList *list;
    Mpt height_mpt;
    Mpt last_width_mpt; /* of the last picture */
    Mpt most_mpt;       /* that a picture may be high */
    StructureElement *element;
    GArray *notes;
} FigureWork;

/* One that is there only to adorn has an alt text that is empty. */
static bool is_decorative(const xmlNode *image) {
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    return alt != NULL && text_is_blank(alt);
}

static void draw_picture(FigureWork *work, const xmlNode *image, const Asset *asset,
                         StructureElement *element) {
    Around around = around_node(work->lower, work->around, image, NULL);
    bool is_said = around.style->width_mpt > 0 || around.style->width_permille > 0;
    const BoxStyle *style = is_said ? around.style : work->around->style;
    Mpt page_mpt = (Mpt)work->lower->setting->page_steps * work->lower->setting->grid_mpt;
    Mpt most = asset->height_px > asset->width_px && !is_said
                   ? MIN(work->most_mpt, page_mpt / 100 * PORTRAIT_PAGE_PERCENT)
                   : work->most_mpt;
    Size size = size_of(asset, style, work->measure_mpt, most);
    Box box = {.x_mpt = work->left_mpt + (work->measure_mpt - size.width_mpt) / 2,
               .y_mpt = work->height_mpt,
               .width_mpt = size.width_mpt,
               .height_mpt = size.height_mpt};
    if (style->align == ALIGN_START) {
        box.x_mpt =
            around.is_rtl ? work->left_mpt + work->measure_mpt - size.width_mpt : work->left_mpt;
    }
    display_list_begin(work->list, element, element == NULL ? ARTIFACT_LAYOUT : ARTIFACT_NONE);
    display_list_picture(work->list, box, asset, false);
    display_list_end(work->list);
    work->height_mpt += size.height_mpt;
    work->last_width_mpt = size.width_mpt;
}

/* What a picture says, where it is not there: as the e-book does. */
static void draw_words(FigureWork *work, Paragraph *paragraph_taken) {
    if (paragraph_is_blank(paragraph_taken)) {
        paragraph_clear(paragraph_taken);
        return;
    }
    SetBlock block;
    paragraph_taken->is_in_one = true;
    paragraph_taken->is_flush = true;
    set_block_begin(&block, work->lower, paragraph_taken, 1, work->left_mpt, work->measure_mpt,
                    work->column);
    const BoxStyle *style = block.style;
    work->height_mpt += style->margin_mpt[SIDE_TOP] + box_edge_mpt(style, SIDE_TOP);
    set_block_draw(&block, work->height_mpt, work->list);
    work->height_mpt += set_block_height(&block) + box_edge_mpt(style, SIDE_BOTTOM);
    Slug told = {.steps = 1};
    set_block_tell(&block, &told);
    if (told.notes != NULL) {
        g_array_append_vals(work->notes, told.notes->data, told.notes->len);
        g_array_unref(told.notes);
    }
    set_block_end(&block);
}

static void draw_images(FigureWork *work, const xmlNode *figure) {
    for (const xmlNode *image = next_image(figure, figure); image != NULL;
         image = next_image(image, figure)) {
        const char *alt = node_get(image, ATTRIBUTE_ALT);
        const Asset *asset = asset_of(work->lower, image);
        if (asset == NULL) {
            Paragraph words = paragraph_begin(work->lower, work->around,
                                              structure_add(work->element, ROLE_PARAGRAPH));
            text_say(&words, work->around, alt == NULL ? "" : alt, NULL);
            draw_words(work, &words);
            continue;
        }
        StructureElement *element =
            is_decorative(image) ? NULL : structure_add(work->element, ROLE_FIGURE);
        if (element != NULL) {
            element->alternative = g_strdup(alt == NULL ? "" : alt);
        }
        draw_picture(work, image, asset, element);
    }
}

/* Cutlines */

static const xmlNode *find_child(const xmlNode *parent, NodeKind kind) {
    const xmlNode *node = parent->children;
    while (node != NULL && (node->type != XML_ELEMENT_NODE || node_kind(node) != kind)) {
        node = node->next;
    }
    return node;
}

/* The credit stands behind the cutline, or on a line of its own if the theme makes it a block. */
static void draw_cutline(FigureWork *work, const xmlNode *node) {
    Lower *lower = work->lower;
    Around around = around_node(lower, work->around, node, NULL);
    const xmlNode *credit = find_child(node, NODE_CREDIT);
    Around signed_by = credit == NULL ? around : around_node(lower, &around, credit, NULL);
    bool is_apart = credit != NULL && signed_by.style->display == DISPLAY_AS_BLOCK;
    StructureElement *caption = structure_for(work->element, ROLE_CAPTION, &around);
    Paragraph cutline = paragraph_begin(lower, &around, structure_add(caption, ROLE_PARAGRAPH));
    text_gather_siblings(lower, &cutline, &around, node->children, is_apart ? credit : NULL);
    work->height_mpt +=
        around.style->margin_mpt[SIDE_TOP] == 0 && box_edge_mpt(around.style, SIDE_TOP) == 0
            ? around.style->text->size_mpt / 3
            : 0;
    draw_words(work, &cutline);
    if (is_apart) {
        Paragraph line = paragraph_begin(lower, &signed_by, structure_add(caption, ROLE_PARAGRAPH));
        text_gather(lower, &line, &signed_by, credit);
        draw_words(work, &line);
    }
}

/* A narrow picture's cutline stands under it, unless it would be too narrow for words. */
static void fit_to_picture(FigureWork *work) {
    if (work->last_width_mpt < work->measure_mpt / 2) {
        return;
    }
    Mpt free = work->measure_mpt - work->last_width_mpt;
    Alignment align = work->around->style->align;
    bool is_at_start = align == ALIGN_START;
    work->left_mpt += !is_at_start ? free / 2 : work->around->is_rtl ? free : 0;
    work->measure_mpt = work->last_width_mpt;
}

/* About how high a cutline is: two letters are as broad as one is high. */
static Mpt cutline_room(const Lower *lower, const Around *around, const xmlNode *caption,
                        Mpt measure_mpt) {
    if (caption == NULL) {
        return 0;
    }
    Around inside = around_node(lower, around, caption, NULL);
    g_autofree char *text = node_plain_text(caption);
    gint64 letters = g_utf8_strlen(text, -1);
    gint64 lines = letters * inside.style->text->size_mpt / 2 / measure_mpt + 2;
    return (Mpt)MIN(lines * inside.style->leading_mpt + lower->setting->grid_mpt,
                    (gint64)lower->setting->page_steps * lower->setting->grid_mpt * 2 / 3);
}

/* A picture that opens an article on a page of its own leaves room there for the head above it and
 * for some lines of text below. */
static Mpt room_for(const Flow *flow, const Around *around) {
    const Setting *setting = flow->lower->setting;
    unsigned used = 0;
    bool opens_page = flow->column->has_heading_last && flow->column->may_float &&
                      flow->lower->galley->break_before != BREAK_AUTO;
    if (opens_page) {
        Mpt margins = MAX(flow->column->margin_mpt, around->style->margin_mpt[SIDE_TOP]) +
                      around->style->margin_mpt[SIDE_BOTTOM];
        used = groups_steps(flow->column->groups) + OPENING_LINES +
               (unsigned)(MAX(margins, 0) / setting->grid_mpt) + 1;
    }
    unsigned most = setting->page_steps;
    return (Mpt)(used * 4 < most * 3 ? most - used : most) * setting->grid_mpt;
}

/* Draws a figure from the top of its list down. Its notes are the caller's. */
static FigureWork set_figure(Lower *lower, const Around *around, const xmlNode *node,
                             StructureElement *element, Flow *within) {
    const xmlNode *caption = find_child(node, NODE_CUTLINE);
    Mpt page_mpt = room_for(within, around);
    FigureWork work = {.lower = lower,
                       .around = around,
                       .left_mpt = within->left_mpt,
                       .measure_mpt = within->measure_mpt,
                       .column = within->column,
                       .list = display_list_new(),
                       .element = element,
                       .notes = g_array_new(FALSE, FALSE, sizeof(guint))};
    work.most_mpt = MAX(page_mpt - cutline_room(lower, around, caption, work.measure_mpt),
                        lower->setting->grid_mpt);
    draw_images(&work, node);
    if (caption != NULL) {
        fit_to_picture(&work);
        draw_cutline(&work, caption);
    }
    return work;
}

/* Floating */

/* How far below the top of a step its capitals reach: where a picture stands in line with text. */
static Mpt capital_top(const Setting *setting) {
    const StyleSubject body = {.element = "body"};
    const BoxStyle *style = print_style_of(setting->style, NULL, &body, NULL);
    return MAX(setting_baseline_mpt(setting) - style->text->size_mpt * 2 / 3, 0);
}

/* Takes a piece of that height away from the text. Below one at the top is the space that parts it
 * from the text, above one at the bottom. */
static void float_piece(Flow *flow, const BoxStyle *style, bool spans, DisplayList *piece_taken,
                        Mpt height_mpt, const xmlNode *node, const GArray *notes) {
    const Setting *setting = flow->lower->setting;
    Mpt grid = setting->grid_mpt;
    bool is_below = style->page_float == FLOAT_BOTTOM;
    Mpt space = MAX(style->margin_mpt[is_below ? SIDE_TOP : SIDE_BOTTOM], grid / 2);
    Mpt top = is_below ? 0 : capital_top(setting);
    gint64 steps = ((gint64)height_mpt + top + space + grid - 1) / grid;
    FloatingFigure figure = {.spans = spans && setting->columns > 1,
                             .where = style->page_float,
                             .steps = (unsigned)steps,
                             .list = display_list_new(),
                             .node = node};
    if (steps > setting->page_steps && height_mpt <= (gint64)setting->page_steps * grid) {
        figure.steps = setting->page_steps; /* it fills the page: nothing is to be parted from */
        top = 0;
    }
    if (is_below) { /* its last line on the last baseline */
        top = (Mpt)figure.steps * grid - height_mpt;
    }
    display_list_add(figure.list, piece_taken, 0, MAX(top, 0));
    display_list_free(piece_taken);
    g_array_append_val(flow->lower->galley->figures, figure);
    column_call_figure(flow->column, flow->lower->galley->figures->len, notes);
}

/* A flow for a piece that floats: over all columns or in one. */
static Flow floating_flow(const Flow *flow, Column *column) {
    return (Flow){.lower = flow->lower,
                  .column = column,
                  .measure_mpt = column->width_mpt,
                  .element = flow->element};
}

static Mpt floating_width(const Lower *lower, const BoxStyle *style) {
    return style->spans_columns ? lower->setting->measure_mpt : lower->setting->column_mpt;
}

/* Targets go with the piece that floats. */
static void take_targets(Flow *flow, DisplayList *list) {
    GPtrArray *targets = flow->column->targets;
    for (guint i = 0; i < targets->len; i++) {
        display_list_target(list, targets->pdata[i], 0, 0);
    }
    g_ptr_array_set_size(targets, 0);
}

/* Figures */

static StructureElement *figure_element(Flow *flow, const Around *around) {
    return structure_for(flow->element, ROLE_DIVISION, around);
}

static void put_in_column(Flow *flow, const Around *around, const xmlNode *node) {
    const Lower *lower = flow->lower;
    FlowBox box;
    Flow inner = flow_enter(flow, around, &box);
    FigureWork work = set_figure(flow->lower, around, node, figure_element(flow, around), &inner);
    bool is_box = box_is_seen(around->style);
    BlockMargins margins = is_box ? (BlockMargins){0, 0} : margins_of(around->style);
    if (work.height_mpt > 0) {
        BlockSpace space = column_space(flow->column, lower->setting, margins, work.height_mpt);
        DisplayList *list = display_list_new();
        display_list_add(list, work.list, 0, space.top_mpt);
        Slug *slug = column_put(&inner, around->style, space, list, node);
        if (work.notes->len > 0 && slug->notes == NULL) {
            slug->notes = g_array_ref(work.notes);
        }
    }
    display_list_free(work.list);
    g_array_unref(work.notes);
    flow_leave(&inner, around, &box);
}

static void put_floating(Flow *flow, const Around *around, const xmlNode *node) {
    Lower *lower = flow->lower;
    g_autoptr(GPtrArray) groups = slug_groups_new();
    g_autoptr(Column) column = column_new(groups, floating_width(lower, around->style));
    Flow inner = floating_flow(flow, column);
    FigureWork work = set_figure(lower, around, node, figure_element(flow, around), &inner);
    if (work.height_mpt > 0) {
        take_targets(flow, work.list);
        float_piece(flow, around->style, around->style->spans_columns, work.list, work.height_mpt,
                    node, work.notes);
    } else {
        display_list_free(work.list);
    }
    g_array_unref(work.notes);
}

/* Something else with a cutline: code, a table, a quotation. */
static void lower_other_figure(Flow *flow, const Around *around, const xmlNode *node) {
    FlowBox box;
    Flow inner = flow_enter(flow, around, &box);
    inner.element = figure_element(flow, around);
    const xmlNode *caption = find_child(node, NODE_CUTLINE);
    lower_blocks(&inner, around, node->children);
    if (caption != NULL) {
        Around inside = around_node(flow->lower, around, caption, NULL);
        lower_container(&inner, &inside, caption, ROLE_CAPTION);
    }
    flow_leave(&inner, around, &box);
}

void lower_figure(Flow *flow, const Around *outer, const xmlNode *node) {
    g_autofree char *classes = block_classes(flow->lower, node);
    Around around = around_node(flow->lower, outer, node, classes);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    if (next_image(node, node) == NULL) {
        lower_other_figure(flow, &around, node);
    } else if (around.style->page_float == FLOAT_NONE || !flow->column->may_float) {
        put_in_column(flow, &around, node);
    } else {
        put_floating(flow, &around, node);
    }
}

/* A picture that stands in running text is set under its paragraph. */
void lower_image(Flow *flow, const Around *outer, const xmlNode *node) {
    Lower *lower = flow->lower;
    const Asset *asset = asset_of(lower, node);
    Around around = around_frame(lower, outer, "figure", NULL);
    if (asset == NULL) {
        lower_words(flow, &around, ROLE_PARAGRAPH, node_get(node, ATTRIBUTE_ALT), NULL);
        return;
    }
    FigureWork work = {.lower = lower,
                       .around = &around,
                       .left_mpt = flow->left_mpt,
                       .measure_mpt = flow->measure_mpt,
                       .column = flow->column,
                       .list = display_list_new(),
                       .most_mpt = (Mpt)lower->setting->page_steps * lower->setting->grid_mpt};
    StructureElement *element =
        is_decorative(node) ? NULL : structure_add(flow->element, ROLE_FIGURE);
    if (element != NULL) {
        const char *alt = node_get(node, ATTRIBUTE_ALT);
        element->alternative = g_strdup(alt == NULL ? "" : alt);
    }
    draw_picture(&work, node, asset, element);
    BlockSpace space =
        column_space(flow->column, lower->setting, margins_of(around.style), work.height_mpt);
    DisplayList *list = display_list_new();
    display_list_add(list, work.list, 0, space.top_mpt);
    column_put(flow, around.style, space, list, node);
    display_list_free(work.list);
}

/* Pull quotes and boxes beside the story */

static StructureRole aside_role(const xmlNode *node) {
    return node_kind(node) == NODE_PULL_QUOTE ? ROLE_QUOTATION : ROLE_DIVISION;
}

/* What was lowered is to be lowered anew elsewhere. */
static void undo(Flow *flow, const GArray *notes) {
    GPtrArray *children = flow->element->children;
    structure_free(g_ptr_array_steal_index(children, children->len - 1));
    for (guint i = 0; i < notes->len; i++) {
        guint number = g_array_index(notes, guint, i);
        g_array_index(flow->lower->note_is_called, bool, number - 1) = false;
    }
}

/* False: it is too long to float, and nothing was done. */
static bool float_aside(Flow *flow, const Around *around, const xmlNode *node) {
    Lower *lower = flow->lower;
    Mpt grid = lower->setting->grid_mpt;
    g_autoptr(GPtrArray) groups = slug_groups_new();
    g_autoptr(Column) column = column_new(groups, floating_width(lower, around->style));
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(guint));
    Flow inner = floating_flow(flow, column);
    lower_container(&inner, around, node, aside_role(node));
    unsigned steps = 0;
    DisplayList *list = groups_join(groups, grid, &steps, notes);
    bool fits = steps + 1 <= lower->setting->page_steps;
    if (fits && steps > 0) {
        take_targets(flow, list);
        float_piece(flow, around->style, around->style->spans_columns, list, (Mpt)steps * grid,
                    node, notes);
    } else {
        display_list_free(list);
        undo(flow, notes);
    }
    return fits;
}

void lower_aside(Flow *flow, const Around *outer, const xmlNode *node) {
    Around around = around_node(flow->lower, outer, node, NULL);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    bool floats = around.style->page_float != FLOAT_NONE && flow->column->may_float;
    if (!floats || !float_aside(flow, &around, node)) {
        lower_container(flow, &around, node, aside_role(node));
    }
}
