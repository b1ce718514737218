/* Pictures with their cutlines: one under another, or abreast where several follow one another. */
#include "print/lower_floats.h"
#include "print/lower_pictures.h"

#include <string.h>

enum {
    OPENING_LINES = 4, /* of text, under a picture that opens a page */
    LETTER_MPT = 4500, /* about, of a table's letters */
    WIDE_PPI = 150,    /* a picture that has so much of the page's measure is wide */
    LEAST_CUTLINE_MPT = 140 * MPT_PER_POINT,
};

static const char *picture_class(const Lower *lower, const xmlNode *figure) {
    const xmlNode *image = picture_next(figure, figure);
    const Asset *asset = image == NULL ? NULL : picture_asset(lower, image);
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

static void draw_alternative(FigureWork *work, const xmlNode *image) {
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    Paragraph words =
        paragraph_begin(work->lower, work->around, structure_add(work->element, ROLE_PARAGRAPH));
    text_say(&words, work->around, alt == NULL ? "" : alt, NULL);
    draw_words(work, &words);
}

static void draw_images(FigureWork *work, const xmlNode *figure) {
    g_autoptr(GPtrArray) images = g_ptr_array_new();
    for (const xmlNode *image = picture_next(figure, figure); image != NULL;
         image = picture_next(image, figure)) {
        if (picture_asset(work->lower, image) == NULL) {
            draw_alternative(work, image);
        } else {
            g_ptr_array_add(images, (xmlNode *)image);
        }
    }
    picture_draw_rows(work, images);
}

/* Cutlines */

static const xmlNode *find_child(const xmlNode *parent, NodeKind kind) {
    const xmlNode *node = parent->children;
    while (node != NULL && (node->type != XML_ELEMENT_NODE || node_kind(node) != kind)) {
        node = node->next;
    }
    return node;
}

/* The style of its lines, which stand in the middle where the picture does and is narrower. */
static Around lines_of(const FigureWork *work, const Around *around, BoxStyle *style) {
    Around lines = *around;
    *style = *around->style;
    if (work->is_middled && style->align != ALIGN_END) {
        style->align = ALIGN_CENTRE;
        style->last_line = ALIGN_CENTRE;
        lines.style = style;
    }
    return lines;
}

/* What parts it from the credit, unless its own last sign does. */
static void say_before_credit(const Lower *lower, Paragraph *cutline, const Around *credit) {
    static const char ends[] = ".!?:";
    const GString *text = cutline->text->text;
    const BoxStyle *before = around_pseudo(lower, credit, "before");
    if (before->content == NULL || text->len == 0 ||
        strchr(ends, text->str[text->len - 1]) != NULL) {
        return;
    }
    Around sign = *credit;
    sign.style = before;
    text_say(cutline, &sign, before->content, NULL);
}

/* The credit stands behind the cutline, or on a line of its own if the theme makes it a block. */
static void draw_cutline(FigureWork *work, const xmlNode *node) {
    Lower *lower = work->lower;
    Around around = around_node(lower, work->around, node, NULL);
    const xmlNode *credit = find_child(node, NODE_CREDIT);
    Around signed_by = credit == NULL ? around : around_node(lower, &around, credit, NULL);
    bool is_apart = credit != NULL && signed_by.style->display == DISPLAY_AS_BLOCK;
    StructureElement *caption = structure_for(work->element, ROLE_CAPTION, &around);
    BoxStyle style;
    Around lines = lines_of(work, &around, &style);
    Paragraph cutline = paragraph_begin(lower, &lines, structure_add(caption, ROLE_PARAGRAPH));
    text_gather_siblings(lower, &cutline, &around, node->children, credit);
    if (credit != NULL && !is_apart) {
        say_before_credit(lower, &cutline, &signed_by);
        text_gather_siblings(lower, &cutline, &around, credit, NULL);
    }
    work->height_mpt +=
        around.style->margin_mpt[SIDE_TOP] == 0 && box_edge_mpt(around.style, SIDE_TOP) == 0
            ? around.style->text->size_mpt / 3
            : 0;
    draw_words(work, &cutline);
    if (is_apart) {
        lines = lines_of(work, &signed_by, &style);
        Paragraph line = paragraph_begin(lower, &lines, structure_add(caption, ROLE_PARAGRAPH));
        text_gather(lower, &line, &signed_by, credit);
        draw_words(work, &line);
    }
}

/* A cutline stands under its picture and is as broad, unless that is too narrow for words: then
 * it goes beyond the picture, to both sides where that stands in the middle. */
static void fit_to_picture(FigureWork *work) {
    bool is_at_start = work->around->style->align == ALIGN_START;
    Mpt least = MIN(MAX(work->measure_mpt / 2, LEAST_CUTLINE_MPT), work->measure_mpt);
    work->is_middled = work->width_mpt > 0 && work->width_mpt < least && !is_at_start;
    if (work->width_mpt < least && is_at_start) {
        return;
    }
    Mpt width = MAX(work->width_mpt, least);
    Mpt free = work->measure_mpt - width;
    work->left_mpt += !is_at_start ? free / 2 : work->around->is_rtl ? free : 0;
    work->measure_mpt = width;
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

static StructureElement *figure_element(const Flow *flow, const Around *around) {
    return structure_for(flow->element, ROLE_DIVISION, around);
}

static FigureWork work_begin(const Flow *within, const Around *around) {
    return (FigureWork){.lower = within->lower,
                        .around = around,
                        .left_mpt = within->left_mpt,
                        .measure_mpt = within->measure_mpt,
                        .column = within->column,
                        .list = display_list_new(),
                        .notes = g_array_new(FALSE, FALSE, sizeof(guint))};
}

static void work_end(const FigureWork *work) {
    display_list_free(work->list);
    g_array_unref(work->notes);
}

/* Draws a figure from the top of its list down. */
static FigureWork set_figure(const Flow *within, const Around *around, const xmlNode *node,
                             StructureElement *element) {
    const Lower *lower = within->lower;
    const xmlNode *caption = find_child(node, NODE_CUTLINE);
    FigureWork work = work_begin(within, around);
    work.element = element;
    work.most_mpt =
        MAX(room_for(within, around) - cutline_room(lower, around, caption, work.measure_mpt),
            lower->setting->grid_mpt);
    draw_images(&work, node);
    if (caption != NULL) {
        fit_to_picture(&work);
        draw_cutline(&work, caption);
    }
    return work;
}

/* Figures abreast */

/* One picture that can be set, and nothing else but its cutline: it may stand beside another. */
static const xmlNode *only_image(const Lower *lower, const xmlNode *node) {
    bool is_figure = node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_FIGURE &&
                     !node_has_class(node, "lead");
    const xmlNode *image = is_figure ? picture_next(node, node) : NULL;
    bool is_only = image != NULL && picture_next(image, node) == NULL;
    return is_only && picture_asset(lower, image) != NULL ? image : NULL;
}

static const xmlNode *skip_blank(const xmlNode *node, const xmlNode *last) {
    while (node != last && node->type == XML_TEXT_NODE && text_is_blank(node_text(node))) {
        node = node->next;
    }
    return node;
}

/* The pictures of the figures that follow one another from `node` on. */
static GPtrArray *images_in_run(const Lower *lower, const xmlNode *node, const xmlNode *last) {
    GPtrArray *images = g_ptr_array_new();
    for (; node != last; node = skip_blank(node->next, last)) {
        const xmlNode *image = only_image(lower, node);
        if (image == NULL) {
            break;
        }
        g_ptr_array_add(images, (xmlNode *)image);
    }
    return images;
}

/* A figure in its part of a row's measure, its picture of the row's height. */
static void set_in_row(FigureWork *row, const Flow *within, const Around *outer,
                       const xmlNode *node, const FigureSpan *span) {
    g_autofree char *classes = block_classes(row->lower, node);
    Around around = around_node(row->lower, outer, node, classes);
    Flow part = *within;
    part.left_mpt = span->left_mpt;
    part.measure_mpt = span->width_mpt;
    FigureWork work = work_begin(&part, &around);
    work.element = figure_element(within, &around);
    picture_draw_span(&work, only_image(row->lower, node), span);
    const xmlNode *caption = find_child(node, NODE_CUTLINE);
    if (caption != NULL) {
        draw_cutline(&work, caption);
    }
    display_list_add(row->list, work.list, 0, 0);
    g_array_append_vals(row->notes, work.notes->data, work.notes->len);
    row->height_mpt = MAX(row->height_mpt, work.height_mpt);
    work_end(&work);
}

static Mpt cutlines_room(const Lower *lower, const Around *outer, const GPtrArray *figures,
                         Mpt measure_mpt) {
    Mpt room = 0;
    for (guint i = 0; i < figures->len; i++) {
        const xmlNode *node = figures->pdata[i];
        Around around = around_node(lower, outer, node, NULL);
        room = MAX(room, cutline_room(lower, &around, find_child(node, NODE_CUTLINE),
                                      measure_mpt / (Mpt)figures->len));
    }
    return room;
}

/* All of a row from the top of its list down. */
static FigureWork set_row(const Flow *within, const Around *outer, const Around *first,
                          const GPtrArray *figures) {
    FigureWork row = work_begin(within, first);
    Mpt room = cutlines_room(within->lower, outer, figures, within->measure_mpt);
    row.most_mpt = MAX(room_for(within, first) - room, within->lower->setting->grid_mpt);
    g_autoptr(GPtrArray) images = g_ptr_array_new();
    for (guint i = 0; i < figures->len; i++) {
        g_ptr_array_add(images, (xmlNode *)only_image(within->lower, figures->pdata[i]));
    }
    g_autofree FigureSpan *spans = picture_spans(&row, images);
    for (guint i = 0; i < figures->len; i++) {
        set_in_row(&row, within, outer, figures->pdata[i], &spans[i]);
    }
    return row;
}

/* Into the column */

static FigureWork set(const Flow *within, const Around *outer, const Around *around,
                      const GPtrArray *figures) {
    const xmlNode *only = figures->len == 1 ? figures->pdata[0] : NULL;
    return only != NULL ? set_figure(within, around, only, figure_element(within, around))
                        : set_row(within, outer, around, figures);
}

static void put_in_column(Flow *flow, const Around *outer, const Around *around,
                          const GPtrArray *figures) {
    const Lower *lower = flow->lower;
    FlowBox box;
    Flow inner = flow_enter(flow, around, &box);
    inner.element = flow->element;
    FigureWork work = set(&inner, outer, around, figures);
    bool is_box = box_is_seen(around->style);
    BlockMargins margins = is_box ? (BlockMargins){0, 0} : margins_of(around->style);
    if (work.height_mpt > 0) {
        BlockSpace space = column_space(flow->column, lower->setting, margins, work.height_mpt);
        DisplayList *list = display_list_new();
        display_list_add(list, work.list, 0, space.top_mpt);
        Slug *slug = column_put(&inner, around->style, space, list, figures->pdata[0]);
        if (work.notes->len > 0 && slug->notes == NULL) {
            slug->notes = g_array_ref(work.notes);
        }
    }
    work_end(&work);
    flow_leave(&inner, around, &box);
}

static void put_floating(Flow *flow, const Around *outer, const Around *around,
                         const GPtrArray *figures) {
    const Lower *lower = flow->lower;
    const BoxStyle *style = around->style;
    g_autoptr(GPtrArray) groups = slug_groups_new();
    g_autoptr(Column) column = column_new(groups, floating_width(lower, style));
    Flow inner = floating_flow(flow, column);
    FigureWork work = set(&inner, outer, around, figures);
    if (work.height_mpt > 0) {
        floating_take_targets(flow, work.list);
        float_piece(flow, style, style->spans_columns, g_steal_pointer(&work.list), work.height_mpt,
                    figures->pdata[0], work.notes);
    }
    work_end(&work);
}

static bool floats(const Flow *flow, const Around *around) {
    return around->style->page_float != FLOAT_NONE && flow->column->may_float;
}

static void put(Flow *flow, const Around *outer, const Around *around, const GPtrArray *figures) {
    if (floats(flow, around)) {
        put_floating(flow, outer, around, figures);
    } else {
        put_in_column(flow, outer, around, figures);
    }
}

static void put_abreast(Flow *flow, const Around *outer, const GPtrArray *figures) {
    for (guint i = 0; i < figures->len; i++) {
        column_add_target(flow, figures->pdata[i]);
    }
    g_autofree char *classes = block_classes(flow->lower, figures->pdata[0]);
    Around around = around_node(flow->lower, outer, figures->pdata[0], classes);
    put(flow, outer, &around, figures);
}

/* The figures of the images of a row. */
static GPtrArray *figures_of(const GPtrArray *images) {
    GPtrArray *figures = g_ptr_array_sized_new(images->len);
    for (guint i = 0; i < images->len; i++) {
        xmlNode *node = images->pdata[i];
        while (node_kind(node) != NODE_FIGURE) {
            node = node->parent;
        }
        g_ptr_array_add(figures, node);
    }
    return figures;
}

const xmlNode *lower_figures_abreast(Flow *flow, const Around *outer, const xmlNode *node,
                                     const xmlNode *last) {
    const Lower *lower = flow->lower;
    g_autoptr(GPtrArray) images = images_in_run(lower, node, last);
    Around around = around_node(lower, outer, node, NULL);
    Mpt measure = floats(flow, &around) ? floating_width(lower, around.style) : flow->measure_mpt;
    g_autoptr(GPtrArray) rows = picture_rows(lower, images, measure);
    if (images->len < 2 || around.style->display == DISPLAY_AS_NOTHING) {
        return NULL;
    }
    const xmlNode *end = NULL;
    for (guint i = 0; i < rows->len; i++) {
        g_autoptr(GPtrArray) row = figures_of(rows->pdata[i]);
        if (row->len > 1) {
            put_abreast(flow, outer, row);
        } else {
            lower_block(flow, outer, row->pdata[0]);
        }
        end = row->pdata[row->len - 1];
    }
    return end;
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
    if (picture_next(node, node) == NULL) {
        lower_other_figure(flow, &around, node);
        return;
    }
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    g_ptr_array_add(figures, (xmlNode *)node);
    put(flow, outer, &around, figures);
}

static void put_row(Flow *flow, const Around *around, const GPtrArray *images) {
    const Setting *setting = flow->lower->setting;
    FigureWork work = {.lower = flow->lower,
                       .around = around,
                       .left_mpt = flow->left_mpt,
                       .measure_mpt = flow->measure_mpt,
                       .column = flow->column,
                       .list = display_list_new(),
                       .element = flow->element,
                       .most_mpt = (Mpt)setting->page_steps * setting->grid_mpt};
    picture_draw_row(&work, images);
    BlockSpace space =
        column_space(flow->column, setting, margins_of(around->style), work.height_mpt);
    DisplayList *list = display_list_new();
    display_list_add(list, work.list, 0, space.top_mpt);
    column_put(flow, around->style, space, list, images->pdata[0]);
    display_list_free(work.list);
}

/* Pictures that stand in running text are set under their paragraph. */
void lower_images(Flow *flow, const Around *outer, const GPtrArray *images) {
    const Lower *lower = flow->lower;
    Around around = around_frame(lower, outer, "figure", NULL);
    g_autoptr(GPtrArray) good = g_ptr_array_new();
    for (guint i = 0; i < images->len; i++) {
        if (picture_asset(lower, images->pdata[i]) != NULL) {
            g_ptr_array_add(good, images->pdata[i]);
        } else {
            const char *alt = node_get(images->pdata[i], ATTRIBUTE_ALT);
            lower_words(flow, &around, ROLE_PARAGRAPH, alt, NULL);
        }
    }
    g_autoptr(GPtrArray) rows = picture_rows(lower, good, flow->measure_mpt);
    for (guint i = 0; i < rows->len; i++) {
        put_row(flow, &around, rows->pdata[i]);
    }
}
