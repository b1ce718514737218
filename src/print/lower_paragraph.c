/* Paragraphs set: text shaped and broken, its lines cast into slugs of whole steps. Text whose
 * leading is the grid's stands on the grid; other text is led a little wider, so that some lines of
 * it are whole steps together. */
#include "print/lower.h"

enum {
    MOST_BALANCED_LINES = 6, /* more are text, not a headline */
    BALANCE_TRIALS = 9,
    MOST_LINES_PER_SLUG = 6, /* that are whole steps together */
    LEAST_VARIANT_LINES = 4,
    MOST_BYTES_AT_ONCE = 32 * 1024, /* of lines of code or verse */
    LEAST_JUSTIFIED_EMS = 15,       /* about six words a line */
};

Mpt setting_baseline_mpt(const Setting *setting) {
    const StyleSubject body = {.element = "body"};
    const BoxStyle *style = print_style_of(setting->style, NULL, &body, NULL);
    return (setting->grid_mpt - style->text->size_mpt) / 2 + style->text->size_mpt * 4 / 5;
}

/* Initial letters */

/* Capitals, and Hebrew's letters, which stand by themselves. */
static bool may_be_initial(gunichar letter) {
    return g_unichar_isupper(letter) || g_unichar_istitle(letter) ||
           (g_unichar_isalpha(letter) && g_unichar_get_script(letter) == G_UNICODE_SCRIPT_HEBREW);
}

/* The first letter, with the mark of quotation before it: so many bytes of the text. 0: it is none
 * to be set large. */
static size_t initial_bytes(const GString *text) {
    const char *at = text->str;
    while (g_unichar_ispunct(g_utf8_get_char(at)) && at - text->str < 8) {
        at = g_utf8_next_char(at);
    }
    gunichar letter = g_utf8_get_char(at);
    if (!may_be_initial(letter)) {
        return 0;
    }
    at = g_utf8_next_char(at);
    while (g_unichar_combining_class(g_utf8_get_char(at)) != 0) {
        at = g_utf8_next_char(at);
    }
    return (size_t)(at - text->str);
}

/* The paragraph without its first bytes, which become a text of their own in `style`. */
static ParagraphText *take_initial(ParagraphText *text, size_t bytes, const BoxStyle *style,
                                   const TextStyle *face) {
    TextStretch first = g_array_index(text->stretches, TextStretch, 0);
    ParagraphText *initial = paragraph_text_new(style, text->element, text->is_rtl);
    TextStretch stretch = first;
    stretch.style = face;
    paragraph_text_add(initial, text->text->str, bytes, stretch);
    return initial;
}

static void drop_bytes(ParagraphText *text, size_t bytes) {
    g_string_erase(text->text, 0, (gssize)bytes);
    guint kept = 0;
    for (guint i = 0; i < text->stretches->len; i++) {
        TextStretch *stretch = &g_array_index(text->stretches, TextStretch, i);
        if (stretch->end_bytes <= bytes) {
            continue;
        }
        stretch->node_offset_bytes += kept == 0 && i == 0 ? bytes : 0;
        stretch->end_bytes -= bytes;
        g_array_index(text->stretches, TextStretch, kept++) = *stretch;
    }
    g_array_set_size(text->stretches, kept);
}

static const Item *first_box(const ShapedParagraph *shaped) {
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        if (item->kind == ITEM_BOX) {
            return item;
        }
    }
    return NULL;
}

static Mpt natural_width(const ShapedParagraph *shaped) {
    gint64 width = 0;
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        width += item->kind == ITEM_PENALTY ? 0 : item->width_mpt;
    }
    return (Mpt)MIN(width, G_MAXINT32);
}

/* Hebrew's letters are of one height, but for a few: that of its last. 0: the face has none. */
static int hebrew_height(const FontFace *face) {
    static const hb_codepoint_t tav = 0x5EA;
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t extents = {0};
    bool has_letter = hb_font_get_nominal_glyph(face->font, tav, &glyph) &&
                      hb_font_get_glyph_extents(face->font, glyph, &extents);
    return has_letter ? extents.y_bearing : 0;
}

/* The size at which a capital is as high as from the first line's capitals to the last line's
 * baseline. */
static Mpt initial_size(const SetLines *set, const Lower *lower, const ParagraphText *small) {
    g_autoptr(ShapedParagraph) shaped = shape_paragraph(lower->shaper, small, NULL);
    const Item *box = first_box(shaped);
    if (box == NULL || box->of.box.face == NULL) {
        return 0;
    }
    const FontFace *face = box->of.box.face;
    int letter = small->is_rtl ? hebrew_height(face) : face->cap_height;
    if (letter <= 0) {
        return 0;
    }
    gint64 capital = (gint64)set->block->style->text->size_mpt * letter / face->units_per_em;
    gint64 height = (gint64)(set->initial_lines - 1) * set->block->leading_mpt + capital;
    return (Mpt)(height * face->units_per_em / letter);
}

/* Is the text so long that it fills the lines beside its initial? Two letters are about as broad as
 * they are high. */
static bool fills_lines(const SetLines *set, unsigned lines) {
    gint64 letters = g_utf8_strlen(set->paragraph->text->text->str, -1);
    return letters * set->block->style->text->size_mpt * 2 / 5 >
           (gint64)set->block->measure_mpt * lines;
}

static void begin_initial(SetLines *set, const Lower *lower) {
    const BoxStyle *style = set->paragraph->initial;
    ParagraphText *text = set->paragraph->text;
    size_t bytes = style == NULL ? 0 : initial_bytes(text->text);
    if (bytes == 0 || g_array_index(text->stretches, TextStretch, 0).end_bytes < bytes) {
        return;
    }
    if (!fills_lines(set, style->initial_lines)) {
        return;
    }
    set->initial_lines = style->initial_lines;
    g_autoptr(ParagraphText) small = take_initial(text, bytes, style, style->text);
    TextStyle wanted = *style->text;
    wanted.size_mpt = initial_size(set, lower, small);
    if (wanted.size_mpt <= 0) {
        set->initial_lines = 0;
        return;
    }
    const TextStyle *face = print_style_text(set->block->setting->style, &wanted);
    set->initial_text = take_initial(text, bytes, style, face);
    set->initial = shape_paragraph(lower->shaper, set->initial_text, set->block->galley->missing);
    set->initial_mpt = natural_width(set->initial) + set->block->style->text->size_mpt / 6;
    drop_bytes(text, bytes);
}

/* Lines */

static GArray *measures_of(const SetLines *set, Mpt start_mpt, Mpt width_mpt) {
    GArray *measures = g_array_new(FALSE, FALSE, sizeof(Measure));
    for (unsigned i = 0; set->initial != NULL && i < set->initial_lines; i++) {
        Measure beside = {.width_mpt = MAX(width_mpt - set->initial_mpt, 1),
                          .start_mpt = start_mpt + set->initial_mpt};
        g_array_append_val(measures, beside);
    }
    Measure full = {.width_mpt = width_mpt, .start_mpt = start_mpt};
    if (set->paragraph->hang_mpt > 0) {
        g_array_append_val(measures, full);
        full.start_mpt += set->paragraph->hang_mpt;
        full.width_mpt = MAX(full.width_mpt - set->paragraph->hang_mpt, 1);
    }
    g_array_append_val(measures, full);
    return measures;
}

static Lines *break_lines(const SetLines *set, Mpt start_mpt, Mpt width_mpt, int looseness,
                          bool hyphenates) {
    g_autoptr(GArray) measures = measures_of(set, start_mpt, width_mpt);
    const BoxStyle *style = set->block->style;
    bool is_flush = set->initial != NULL || (set->paragraph->is_flush && style->indent_mpt > 0);
    LineWish wish = {.measures = (const Measure *)measures->data,
                     .measure_count = measures->len,
                     .align = set->block->align,
                     .last_line = set->block->last_line,
                     .indent_mpt = set->paragraph->indent_mpt + (is_flush ? 0 : style->indent_mpt),
                     .looseness = looseness,
                     .hyphenates = hyphenates};
    return lines_break(set->shaped, &wish);
}

static bool has_overfull(const Lines *lines) {
    for (guint i = 0; i < lines->lines->len; i++) {
        if (g_array_index(lines->lines, Line, i).quality == LINE_OVERFULL) {
            return true;
        }
    }
    return false;
}

/* Where a narrower measure stands in the whole one. */
static Mpt narrow_start(const SetLines *set, Mpt start_mpt, Mpt width_mpt) {
    Mpt free = set->block->measure_mpt - width_mpt;
    return start_mpt + (set->block->align == ALIGN_CENTRE ? free / 2
                        : set->block->align == ALIGN_END  ? free
                                                          : 0);
}

/* Lines of about one length: the narrowest measure that takes no more of them. */
static Lines *balance(const SetLines *set, Mpt start_mpt, Lines *lines) {
    guint count = lines->lines->len;
    Mpt narrow = set->block->measure_mpt / 3;
    Mpt wide = set->block->measure_mpt;
    for (int trial = 0; trial < BALANCE_TRIALS && wide - narrow > MPT_PER_POINT; trial++) {
        Mpt middle = narrow + (wide - narrow) / 2;
        Lines *tried = break_lines(set, narrow_start(set, start_mpt, middle), middle, 0, false);
        if (tried->lines->len > count || has_overfull(tried)) {
            narrow = middle;
            lines_free(tried);
        } else {
            wide = middle;
            lines_free(lines);
            lines = tried;
        }
    }
    return lines;
}

static void break_all(SetLines *set) {
    const Paragraph *paragraph = set->paragraph;
    bool is_rtl = paragraph->text->is_rtl;
    Mpt start = is_rtl ? set->block->column_mpt - set->block->left_mpt - set->block->measure_mpt
                       : set->block->left_mpt;
    bool hyphenates = set->block->style->hyphenates && !paragraph->is_balanced;
    Lines *best = break_lines(set, start, set->block->measure_mpt, 0, hyphenates);
    if (!hyphenates && has_overfull(best)) { /* a word that is longer than the line */
        lines_free(best);
        best = break_lines(set, start, set->block->measure_mpt, 0, true);
    } else if (paragraph->is_balanced && set->block->align != ALIGN_JUSTIFY &&
               best->lines->len > 1 && best->lines->len <= MOST_BALANCED_LINES) {
        best = balance(set, start, best);
    }
    set->lines[1] = best;
    bool varies =
        paragraph->has_variants && !paragraph->is_in_one && best->lines->len >= LEAST_VARIANT_LINES;
    for (int looseness = -1; varies && looseness <= 1; looseness += 2) {
        set->lines[looseness + 1] =
            break_lines(set, start, set->block->measure_mpt, looseness, hyphenates);
    }
}

static void set_lines_begin(SetLines *set, const Lower *lower, const SetBlock *block,
                            Paragraph *paragraph) {
    *set = (SetLines){.block = block, .paragraph = paragraph};
    begin_initial(set, lower);
    set->shaped = shape_paragraph(lower->shaper, paragraph->text, lower->galley->missing);
    break_all(set);
    set_lines_report(set, lower->report);
}

static void set_lines_end(SetLines *set) {
    for (size_t i = 0; i < G_N_ELEMENTS(set->lines); i++) {
        g_clear_pointer(&set->lines[i], lines_free);
    }
    g_clear_pointer(&set->shaped, shaped_paragraph_free);
    g_clear_pointer(&set->initial, shaped_paragraph_free);
    g_clear_pointer(&set->initial_text, paragraph_text_free);
    paragraph_clear(set->paragraph);
}

/* Blocks of paragraphs */

/* Leading: how many lines are how many steps, so that the least is added to each. */
static void choose_rhythm(SetBlock *block) {
    Mpt grid = block->setting->grid_mpt;
    Mpt leading = MAX(block->leading_mpt, MPT_PER_POINT);
    Mpt size = block->size_mpt;
    Mpt least = G_MAXINT32;
    for (unsigned lines = 1; lines <= MOST_LINES_PER_SLUG; lines++) {
        unsigned steps = (unsigned)(((gint64)leading * lines + grid - 1) / grid);
        Mpt added = (Mpt)(((gint64)steps * grid - (gint64)leading * lines) / lines);
        if (added < least) {
            least = added;
            block->lines_per_slug = lines;
            block->steps_per_slug = steps;
        }
    }
    block->is_on_grid = leading == grid;
    block->leading_mpt = leading;
    block->ascent_mpt = block->is_on_grid ? setting_baseline_mpt(block->setting)
                                          : (leading - size) / 2 + size * 4 / 5;
}

static void set_all(SetBlock *block, const Lower *lower, Paragraph *paragraphs, size_t count) {
    block->sets = g_new0(SetLines, count);
    block->count = count;
    for (size_t i = 0; i < count; i++) {
        set_lines_begin(&block->sets[i], lower, block, &paragraphs[i]);
        block->line_count += block->sets[i].lines[1]->lines->len;
    }
}

/* Lines off the grid that are few stand in one piece, divided from what is around them as margins
 * are; in a note they keep to the leading of the notes beside it. */
static bool is_in_rhythm(const SetBlock *block, const Column *column) {
    bool is_short = !block->is_on_grid && block->line_count <= block->lines_per_slug;
    return !block->sets[0].paragraph->is_in_one && (!is_short || column->is_note);
}

/* Smaller type: a table is too wide for its own, a name too long for its lines. */
static void scale_text(const Setting *setting, const ParagraphText *text, unsigned permille) {
    for (guint i = 0; i < text->stretches->len; i++) {
        TextStretch *stretch = &g_array_index(text->stretches, TextStretch, i);
        TextStyle wanted = *stretch->style;
        wanted.size_mpt = wanted.size_mpt / 1000 * (Mpt)permille;
        wanted.letter_space_mpt = wanted.letter_space_mpt * (Mpt)permille / 1000;
        stretch->style = print_style_text(setting->style, &wanted);
    }
}

static void scale(SetBlock *block, Paragraph *paragraphs, size_t count, unsigned permille) {
    block->size_mpt = block->size_mpt / 1000 * (Mpt)permille;
    block->leading_mpt = block->leading_mpt / 1000 * (Mpt)permille;
    for (size_t i = 0; i < count; i++) {
        scale_text(block->setting, paragraphs[i].text, permille);
    }
}

static void break_words(const SetBlock *block, Paragraph *paragraphs, size_t count) {
    for (size_t i = 0; i < count; i++) { /* letters are about half as broad as high */
        text_break_words(paragraphs[i].text,
                         (size_t)(block->measure_mpt / MAX(block->size_mpt * 6 / 10, 1)));
    }
}

/* A line of few words has too few spaces to be spread over. Characters that fill an em each have
 * their spaces everywhere. */
static bool is_narrow(const SetBlock *block, const ParagraphText *text) {
    if (block->measure_mpt >= LEAST_JUSTIFIED_EMS * (gint64)block->size_mpt) {
        return false;
    }
    const char *lang =
        text->stretches->len > 0 ? g_array_index(text->stretches, TextStretch, 0).lang : "und";
    return !language_find(lang)->is_cjk;
}

static void choose_alignment(SetBlock *block, const ParagraphText *text, const Column *column) {
    block->align = block->style->align;
    block->last_line = block->style->last_line;
    if (block->align == ALIGN_JUSTIFY && is_narrow(block, text)) {
        block->align = ALIGN_START;
    }
    if (column->is_cell && (block->align == ALIGN_JUSTIFY || block->align == ALIGN_START)) {
        block->align = column->cell_align;
        block->last_line = column->cell_align;
    }
}

void set_block_begin(SetBlock *block, const Lower *lower, Paragraph *paragraphs, size_t count,
                     Mpt left_mpt, Mpt measure_mpt, const Column *column) {
    *block = (SetBlock){.setting = lower->setting,
                        .style = paragraphs[0].text->style,
                        .galley = lower->galley,
                        .left_mpt = left_mpt,
                        .measure_mpt = MAX(measure_mpt, 1),
                        .column_mpt = column->width_mpt,
                        .size_mpt = paragraphs[0].text->style->text->size_mpt,
                        .leading_mpt = paragraphs[0].text->style->leading_mpt};
    unsigned permille = lower->scale_permille != 0     ? lower->scale_permille
                        : block->style->most_lines > 0 ? fit_permille(lower, block, paragraphs)
                                                       : 1000;
    if (permille != 1000) {
        scale(block, paragraphs, count, permille);
    }
    if (lower->scale_permille != 0 && lower->breaks_words) {
        break_words(block, paragraphs, count);
    }
    choose_alignment(block, paragraphs[0].text, column);
    choose_rhythm(block);
    set_all(block, lower, paragraphs, count);
    block->is_in_rhythm = is_in_rhythm(block, column);
}

void set_block_end(SetBlock *block) {
    for (size_t i = 0; i < block->count; i++) {
        set_lines_end(&block->sets[i]);
    }
    g_clear_pointer(&block->sets, g_free);
}

/* Into a column */

/* Lines off the grid that stand in one piece: led as the style says, and what is left of the last
 * step is divided above and below them. */
static void put_in_one(Flow *flow, SetBlock *block, BlockMargins margins) {
    BlockSpace space = column_space(flow->column, block->setting, margins, set_block_height(block));
    const Paragraph *paragraph = block->sets[0].paragraph;
    DisplayList *list = display_list_new();
    set_block_draw(block, space.top_mpt, list);
    Slug *slug = column_put(flow, block->style, space, list, NULL);
    slug->break_cost = MAX(slug->break_cost, paragraph->cost_after);
    set_block_tell(block, slug);
}

static Mpt rest_of_last_step(const SetBlock *block) {
    Mpt grid = block->setting->grid_mpt;
    Mpt over = set_block_height(block) % grid;
    return over == 0 ? 0 : grid - over;
}

static void put_slugs(Flow *flow, SetBlock *block, BlockMargins margins) {
    Column *column = flow->column;
    unsigned space = column_space_on_grid(column, block->setting, margins);
    SlugGroup *group = slug_groups_add(column->groups);
    set_block_slugs(block, space, group);
    column->free_mpt = rest_of_last_step(block);
    column_settle(flow, group, block->ascent_mpt);
    column_take_breaks(column, group, block->style);
}

/* How many of them are set at once. */
static size_t count_set_at_once(const Paragraph *paragraphs, size_t count) {
    size_t bytes = paragraphs[0].text->text->len;
    size_t taken = 1;
    while (taken < count && bytes + paragraphs[taken].text->text->len <= MOST_BYTES_AT_ONCE) {
        bytes += paragraphs[taken++].text->text->len;
    }
    return taken;
}

static void put_block(Flow *flow, Paragraph *paragraphs, size_t count, BlockMargins margins) {
    SetBlock block;
    set_block_begin(&block, flow->lower, paragraphs, count, flow->left_mpt, flow->measure_mpt,
                    flow->column);
    if (block.is_in_rhythm) {
        put_slugs(flow, &block, margins);
    } else {
        put_in_one(flow, &block, margins);
    }
    set_block_end(&block);
}

void flow_paragraphs(Flow *flow, Paragraph *paragraphs_taken, size_t count) {
    Column *column = flow->column;
    const BoxStyle *style = paragraphs_taken[0].text->style;
    const Around around = {.style = style, .is_rtl = paragraphs_taken[0].text->is_rtl};
    BlockMargins margins = box_is_seen(style) ? (BlockMargins){0, 0} : margins_of(style);
    FlowBox box;
    Flow inner = flow_enter(flow, &around, &box);
    for (size_t first = 0, next = 0; first < count; first = next) {
        next = first + count_set_at_once(paragraphs_taken + first, count - first);
        paragraphs_taken[first].has_variants =
            paragraphs_taken[first].has_variants && column->may_vary;
        BlockMargins own = {first == 0 ? margins.above_mpt : 0,
                            next == count ? margins.below_mpt : 0};
        put_block(&inner, paragraphs_taken + first, next - first, own);
        if (first > 0) { /* it goes on */
            ((SlugGroup *)column->groups->pdata[column->groups->len - 1])->break_before =
                BREAK_AUTO;
        }
        if (next < count) {
            column->break_after = BREAK_AUTO;
        }
    }
    flow_leave(&inner, &around, &box);
}

void flow_paragraph(Flow *flow, Paragraph *paragraph_taken) {
    g_autoptr(GArray) parts = paragraph_parts(paragraph_taken);
    flow_paragraphs(flow, (Paragraph *)(void *)parts->data, parts->len);
}
