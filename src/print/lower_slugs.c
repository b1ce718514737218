/* Lines cast into slugs: what is drawn of each, where a column may end, and what is said of lines
 * that were set badly. */
#include "print/lower.h"

#include <string.h>

enum {
    HYPHEN_COST = 300, /* of a column that ends in one */
    VARIANT_COST = 40, /* of a paragraph that is not in its best length */
    MOST_VARIANT_COST = 4000,
    DEMERITS_PER_COST = 1000,
};

static const Line *line_at(const Lines *lines, guint index) {
    return &g_array_index(lines->lines, Line, index);
}

/* A line of one of the paragraphs that are set as one block. */
typedef struct {
    const SetLines *set;
    const Line *line;
    bool is_first; /* of its paragraph */
} Row;

/* `which`: of the lengths that the only paragraph has. */
static GArray *rows_of(const SetBlock *block, int which) {
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
    for (size_t i = 0; i < block->count; i++) {
        const SetLines *set = &block->sets[i];
        for (guint at = 0; at < set->lines[which]->lines->len; at++) {
            Row row = {.set = set, .line = line_at(set->lines[which], at), .is_first = at == 0};
            g_array_append_val(rows, row);
        }
    }
    return rows;
}

/* Space that the lines take from the top of the first to the bottom of the last. */
static Mpt height_of(const SetBlock *block, guint count) {
    gint64 steps_mpt = (gint64)block->steps_per_slug * block->setting->grid_mpt;
    gint64 height = block->is_in_rhythm ? steps_mpt * count / block->lines_per_slug
                                        : (gint64)count * block->leading_mpt;
    return (Mpt)MIN(height, G_MAXINT32 / 2);
}

Mpt set_block_height(const SetBlock *block) {
    return height_of(block, MAX(block->line_count, block->sets[0].initial_lines));
}

/* Drawing */

static void draw_initial(const SetBlock *block, Mpt top_mpt, DisplayList *list) {
    const SetLines *set = &block->sets[0];
    bool is_rtl = set->initial_text->is_rtl;
    Measure measure = {.width_mpt = set->initial_mpt,
                       .start_mpt = is_rtl
                                        ? block->column_mpt - block->left_mpt - block->measure_mpt
                                        : block->left_mpt};
    LineWish wish = {
        .measures = &measure, .measure_count = 1, .align = ALIGN_START, .last_line = ALIGN_START};
    g_autoptr(Lines) lines = lines_break(set->initial, &wish);
    Mpt baseline = top_mpt + height_of(block, set->initial_lines - 1) + block->ascent_mpt;
    line_draw(set->initial, line_at(lines, 0), 0, block->column_mpt, baseline, list);
}

/* The part of the text that a line is made of. */
static void line_extent(const Row *row, size_t *start, size_t *end) {
    const GArray *items = row->set->shaped->items;
    const Line *line = row->line;
    const Item *first = &g_array_index(items, Item, MIN(line->first_item, items->len - 1));
    const Item *last = &g_array_index(items, Item, MIN(line->break_item, items->len - 1));
    bool ends_text = line->break_item + 1 >= items->len;
    *start = row->is_first ? 0 : first->text_start;
    *end = ends_text ? G_MAXSIZE : last->text_start + 1;
}

static void draw_targets(const SetBlock *block, const Row *row, Mpt y_mpt, DisplayList *list) {
    const GArray *targets = row->set->paragraph->targets;
    size_t start = 0;
    size_t end = 0;
    if (targets == NULL) {
        return;
    }
    line_extent(row, &start, &end);
    for (guint i = 0; i < targets->len; i++) {
        const ParagraphTarget *target = &g_array_index(targets, ParagraphTarget, i);
        if (target->offset_bytes >= start && target->offset_bytes < end) {
            display_list_target(list, target->id, block->left_mpt, y_mpt);
        }
    }
}

static void draw_rows(const SetBlock *block, const GArray *rows, guint first, guint end,
                      Mpt top_mpt, DisplayList *list) {
    StructureElement *element = block->sets[0].paragraph->text->element;
    display_list_begin(list, element, element == NULL ? ARTIFACT_LAYOUT : ARTIFACT_NONE);
    bool has_initial = first == 0 && block->sets[0].initial != NULL;
    guint initial = list->operations->len;
    if (has_initial) {
        draw_initial(block, top_mpt, list);
    }
    guint after_initial = list->operations->len;
    for (guint i = first; i < end; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        Mpt y = top_mpt + height_of(block, i) - height_of(block, first);
        draw_targets(block, row, y, list);
        line_draw(row->set->shaped, row->line, 0, block->column_mpt, y + block->ascent_mpt, list);
        if (has_initial && i == first && !row->set->paragraph->text->is_rtl) {
            const GString *text = row->set->paragraph->text->text;
            display_list_hand_on(list, initial, after_initial, text->str,
                                 strspn(text->str, " ")); /* "A boat" */
        }
    }
    display_list_end(list);
}

void set_block_draw(const SetBlock *block, Mpt top_mpt, DisplayList *list) {
    g_autoptr(GArray) rows = rows_of(block, 1);
    draw_rows(block, rows, 0, rows->len, top_mpt, list);
}

/* Slugs */

static void tell_rows(const SetBlock *block, const GArray *rows, guint first, guint end,
                      Slug *slug) {
    GArray *notes = slug->notes != NULL ? slug->notes : g_array_new(FALSE, FALSE, sizeof(guint));
    const ParagraphText *initial = block->sets[0].initial_text;
    if (first == 0 && initial != NULL && slug->node == NULL) {
        const TextStretch *stretch = &g_array_index(initial->stretches, TextStretch, 0);
        slug->node = stretch->node;
        slug->offset_bytes = stretch->node_offset_bytes;
    }
    for (guint i = first; i < end; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        if (slug->node == NULL) {
            line_text_place(row->set->shaped, row->line, &slug->node, &slug->offset_bytes);
        }
        line_notes(row->set->shaped, row->line, notes);
    }
    slug->notes = notes;
    if (notes->len == 0) {
        g_clear_pointer(&slug->notes, g_array_unref);
    }
}

void set_block_tell(const SetBlock *block, Slug *slug) {
    g_autoptr(GArray) rows = rows_of(block, 1);
    tell_rows(block, rows, 0, rows->len, slug);
}

static int32_t cost_after(const SetBlock *block, const GArray *rows, guint end) {
    const Paragraph *paragraph = block->sets[0].paragraph;
    const BoxStyle *style = block->style;
    if (end >= rows->len) {
        return style->break_after == BREAK_AVOID ? BREAK_FORBIDDEN_COST : paragraph->cost_after;
    }
    const Line *line = g_array_index(rows, Row, end - 1).line;
    bool parts_a_turned_line = block->count > 1 && !line->is_last;
    bool is_forbidden = paragraph->is_in_one || style->break_inside == BREAK_AVOID ||
                        end < style->orphans || rows->len - end < style->widows ||
                        end < block->sets[0].initial_lines || parts_a_turned_line;
    return is_forbidden ? BREAK_FORBIDDEN_COST : line->ends_in_hyphen ? HYPHEN_COST : 0;
}

static unsigned steps_for(const SetBlock *block, Mpt height_mpt) {
    Mpt grid = block->setting->grid_mpt;
    return MAX((unsigned)((height_mpt + grid - 1) / grid), 1);
}

/* The slug of some lines, from the first to before the end. */
static void add_slug(const SetBlock *block, const GArray *rows, guint first, guint end,
                     GArray *slugs) {
    guint tall = end == rows->len ? MAX(end, block->sets[0].initial_lines) : end;
    Mpt height = height_of(block, tall) - height_of(block, first);
    unsigned steps = steps_for(block, height);
    gint64 rest = (gint64)steps * block->setting->grid_mpt - height;
    Slug slug = {.steps = steps,
                 .short_permille = (unsigned)(MAX(rest, 0) * 1000 / block->setting->grid_mpt),
                 .break_cost = cost_after(block, rows, end),
                 .ends_in_hyphen = g_array_index(rows, Row, end - 1).line->ends_in_hyphen,
                 .list = display_list_new()};
    draw_rows(block, rows, first, end, 0, slug.list);
    tell_rows(block, rows, first, end, &slug);
    g_array_append_val(slugs, slug);
}

static int32_t variant_cost(const SetLines *set, int which) {
    int64_t more = set->lines[which]->demerits - set->lines[1]->demerits;
    int64_t cost = VARIANT_COST + MAX(more, 0) / DEMERITS_PER_COST;
    return (int32_t)MIN(cost, MOST_VARIANT_COST);
}

static void add_slugs(const SetBlock *block, int which, unsigned space_steps, GArray *slugs) {
    g_autoptr(GArray) rows = rows_of(block, which);
    guint first_slug = slugs->len;
    for (guint at = 0; at < rows->len; at += block->lines_per_slug) {
        add_slug(block, rows, at, MIN(at + block->lines_per_slug, rows->len), slugs);
    }
    if (slugs->len > first_slug) {
        g_array_index(slugs, Slug, first_slug).space_steps = space_steps;
    }
}

void set_block_slugs(const SetBlock *block, unsigned space_steps, SlugGroup *group) {
    for (int which = 0; which < 3; which++) {
        if (which != 1 && (block->count != 1 || block->sets[0].lines[which] == NULL)) {
            continue;
        }
        if (group->slugs[which] == NULL) {
            group->slugs[which] = slugs_new();
        }
        add_slugs(block, which, space_steps, group->slugs[which]);
        group->costs[which] = which == 1 ? 0 : variant_cost(&block->sets[0], which);
    }
}

/* What is said of them */

void set_lines_report(const SetLines *set, Report *report) {
    static const DiagnosticCode codes[] = {
        [LINE_LOOSE] = DIAGNOSTIC_LINE_LOOSE, [LINE_OVERFULL] = DIAGNOSTIC_LINE_OVERFULL};
    for (guint i = 0; i < set->lines[1]->lines->len; i++) {
        const Line *line = line_at(set->lines[1], i);
        if (line->quality != LINE_GOOD) {
            g_autofree char *words = line_first_words(set->shaped, line);
            report_add(report, codes[line->quality], set->paragraph->place, NULL, words, NULL);
        }
    }
}

/* How many characters of a script come after the one at `index`, the first of them. */
static guint count_others(const GArray *missing, guint index, const char *script) {
    guint others = 0;
    for (guint i = index + 1; i < missing->len; i++) {
        const char *other = font_script_of_character(g_array_index(missing, gunichar, i));
        others += g_strcmp0(other, script) == 0;
    }
    return others;
}

static bool is_first_of_script(const GArray *missing, guint index, const char *script) {
    for (guint i = 0; i < index; i++) {
        const char *other = font_script_of_character(g_array_index(missing, gunichar, i));
        if (g_strcmp0(other, script) == 0) {
            return false;
        }
    }
    return true;
}

/* What fonts to install; NULL: nobody can tell. */
static char *font_hint(gunichar character, bool may_go) {
    GUnicodeType type = g_unichar_type(character);
    bool has_fonts = type != G_UNICODE_PRIVATE_USE && type != G_UNICODE_UNASSIGNED;
    const char *package = has_fonts ? font_package_of_character(character) : NULL;
    return package == NULL ? NULL
           : may_go ? g_strdup_printf("install the package %s, or take the sign out", package)
                    : g_strdup_printf("install the package %s", package);
}

/* Signs are named one by one, a script's letters together. */
static void say_missing(const GArray *missing, guint index, Place place, Report *report) {
    gunichar character = g_array_index(missing, gunichar, index);
    const char *script = font_script_of_character(character);
    char sign[8] = {0};
    g_unichar_to_utf8(character, sign);
    g_autoptr(GString) code = g_string_new(NULL);
    g_string_printf(code, "U+%04X", character);
    guint others = script != NULL ? count_others(missing, index, script) : 0;
    if (others > 0) {
        g_string_append_printf(code, ", and %u more of its script, %s", others, script);
    }
    bool may_go = text_leaves_out(character);
    g_autofree char *hint = font_hint(character, may_go);
    report_add(report, may_go ? DIAGNOSTIC_SIGN_UNSET : DIAGNOSTIC_CHARACTER_UNSET, place, hint,
               sign, code->str, NULL);
}

void galley_say(const Galley *galley, Place place, Report *report) {
    for (guint i = 0; i < galley->missing->len; i++) {
        gunichar character = g_array_index(galley->missing, gunichar, i);
        const char *script = font_script_of_character(character);
        if (script == NULL || is_first_of_script(galley->missing, i, script)) {
            say_missing(galley->missing, i, place, report);
        }
    }
}
