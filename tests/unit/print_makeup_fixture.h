/* Galleys made by hand, without fonts, and what is told of the pages that are made of them: each
 * slug, figure and strip of a note draws one fill whose width is its number. */
#ifndef GALLEY_TESTS_PRINT_MAKEUP_FIXTURE_H
#define GALLEY_TESTS_PRINT_MAKEUP_FIXTURE_H

#include "print/makeup.h"

enum { GRID_MPT = 1000, COLUMN_MPT = 100000, GAP_MPT = 10000, MOST_PAGES = 64 };
enum { NOTE_ID = 5000, FIGURE_ID = 8000 }; /* numbers of what is not running text */

typedef struct {
    unsigned id;
    size_t page;
    unsigned column;
    int step; /* of its top */
    unsigned steps;
} Seen;

typedef struct {
    unsigned steps, columns;
    bool is_rtl, first_is_left;
    GArray *seen; /* Seen, in the order in which they are drawn */
    GString *breaks;
    GString *pages; /* a letter a page: its first article's id, "-" for none */
    size_t rules;
    size_t taken;
    PageStyle style;
} Pages;

static inline Pages pages_begin(unsigned steps, unsigned columns) {
    return (Pages){.steps = steps,
                   .columns = columns,
                   .seen = g_array_new(FALSE, FALSE, sizeof(Seen)),
                   .breaks = g_string_new(NULL),
                   .pages = g_string_new(NULL)};
}

static inline void pages_clear(Pages *pages) {
    g_array_unref(pages->seen);
    g_string_free(pages->breaks, TRUE);
    g_string_free(pages->pages, TRUE);
}

static PageFrame fixture_frame(size_t page_index, void *context) {
    Pages *pages = context;
    return (PageFrame){.style = &pages->style,
                       .steps = pages->steps,
                       .columns = pages->columns,
                       .column_mpt = COLUMN_MPT,
                       .gap_mpt = GAP_MPT,
                       .grid_mpt = GRID_MPT,
                       .is_rtl = pages->is_rtl,
                       .is_right = (page_index % 2 == 0) != pages->first_is_left};
}

static void fixture_take(size_t page_index, DisplayList *page, const Article *first,
                         void *context) {
    Pages *pages = context;
    g_assert_cmpuint(page_index, ==, pages->taken++);
    g_string_append(pages->pages, first == NULL ? "-" : first->id);
    for (guint i = 0; i < page->operations->len; i++) {
        const Operation *operation = &g_array_index(page->operations, Operation, i);
        if (operation->kind != OPERATION_FILL) {
            continue;
        }
        Box box = operation->box;
        if (box.height_mpt % GRID_MPT != 0 || operation->of.fill.ink.kind != INK_SPOT) {
            pages->rules++;
            continue;
        }
        unsigned column = (unsigned)(box.x_mpt / (COLUMN_MPT + GAP_MPT));
        Seen seen = {.id = (unsigned)box.width_mpt,
                     .page = page_index,
                     .column = pages->is_rtl ? pages->columns - 1 - column : column,
                     .step = box.y_mpt / GRID_MPT,
                     .steps = (unsigned)(box.height_mpt / GRID_MPT)};
        g_array_append_val(pages->seen, seen);
    }
    display_list_free(page);
}

static void fixture_break(size_t page_index, const Article *article, const xmlNode *node,
                          size_t offset_bytes, void *context) {
    Pages *pages = context;
    (void)node;
    g_string_append_printf(pages->breaks, "%zu:%s+%zu ", page_index, article->id, offset_bytes);
}

static inline const Seen *seen_of(const Pages *pages, unsigned id) {
    const Seen *found = NULL;
    for (guint i = 0; i < pages->seen->len; i++) {
        const Seen *seen = &g_array_index(pages->seen, Seen, i);
        if (seen->id == id) {
            g_assert_null(found); /* nothing is set twice */
            found = seen;
        }
    }
    g_assert_nonnull(found); /* nor lost */
    return found;
}

/* "page.column.step" */
static inline char *where(const Pages *pages, unsigned id) {
    const Seen *seen = seen_of(pages, id);
    return g_strdup_printf("%zu.%u.%d", seen->page, seen->column, seen->step);
}

#define assert_where(pages, id, expected)                                                          \
    do {                                                                                           \
        g_autofree char *at = where(pages, id);                                                    \
        g_assert_cmpstr(at, ==, expected);                                                         \
    } while (0)

static inline DisplayList *fixture_list(unsigned id, unsigned steps) {
    DisplayList *list = display_list_new();
    Box box = {0, 0, (Mpt)id, (Mpt)steps * GRID_MPT};
    display_list_fill(list, box, (Ink){.kind = INK_SPOT});
    return list;
}

/* Borrowed nodes only have an address. */
static xmlNode fixture_node;

static inline Slug *add_slug(GArray *slugs, unsigned id, unsigned steps) {
    Slug slug = {
        .steps = steps, .list = fixture_list(id, steps), .node = &fixture_node, .offset_bytes = id};
    g_array_append_val(slugs, slug);
    return &g_array_index(slugs, Slug, slugs->len - 1);
}

static inline void number(GArray **numbers, guint value) {
    if (*numbers == NULL) {
        *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    }
    g_array_append_val(*numbers, value);
}

static inline void forbid_short_ends(GArray *slugs) {
    for (guint i = 0; i + 1 < slugs->len; i++) {
        bool is_lonely = i == 0 || i + 2 == slugs->len;
        g_array_index(slugs, Slug, i).break_cost = is_lonely ? BREAK_FORBIDDEN_COST : 0;
    }
}

/* A paragraph of one-step lines, without widows and orphans, numbered from `*id` on. */
static inline SlugGroup *add_paragraph(Band *band, unsigned *id, unsigned lines) {
    SlugGroup *group = band_add_group(band);
    for (unsigned i = 0; i < lines; i++) {
        add_slug(group->slugs[1], (*id)++, 1);
    }
    forbid_short_ends(group->slugs[1]);
    return group;
}

/* The same in another length; its lines have the first numbers of the paragraph's. */
static inline void add_variant(SlugGroup *group, unsigned which, unsigned lines, int32_t cost) {
    unsigned id = (unsigned)g_array_index(group->slugs[1], Slug, 0).offset_bytes;
    group->slugs[which] = slugs_new();
    group->costs[which] = cost;
    for (unsigned i = 0; i < lines; i++) {
        add_slug(group->slugs[which], id + i, 1);
    }
    forbid_short_ends(group->slugs[which]);
}

static inline Slug *slug_at(SlugGroup *group, guint index) {
    return &g_array_index(group->slugs[1], Slug, index);
}

static inline SlugGroup *add_heading(Band *band, unsigned id, unsigned steps) {
    SlugGroup *group = band_add_group(band);
    add_slug(group->slugs[1], id, steps)->break_cost = BREAK_FORBIDDEN_COST;
    return group;
}

/* Numbers from 1, as calls have them. */
static inline guint add_note(Galley *galley, unsigned lines) {
    FootNote note = {.slugs = slugs_new()};
    guint count = galley->notes->len;
    for (unsigned i = 0; i < lines; i++) {
        add_slug(note.slugs, NOTE_ID + count * 10 + i, 1);
    }
    g_array_append_val(galley->notes, note);
    return count + 1;
}

static inline guint add_figure(Galley *galley, unsigned steps, PageFloat where, bool spans) {
    unsigned id = FIGURE_ID + galley->figures->len;
    FloatingFigure figure = {.spans = spans,
                             .where = where,
                             .steps = steps,
                             .list = fixture_list(id, steps),
                             .node = &fixture_node};
    g_array_append_val(galley->figures, figure);
    return galley->figures->len;
}

typedef struct {
    Pages *pages;
    MakeUp *makeup;
} Making;

static inline Making making_begin(Pages *pages) {
    return (Making){pages, makeup_new(fixture_frame, fixture_take, fixture_break, pages)};
}

/* Makes up one article alone; frees the galley. Returns its pages. */
static inline size_t make_up(Pages *pages, Galley *galley) {
    size_t free_steps = 0;
    g_autoptr(Report) report = report_new();
    Making making = making_begin(pages);
    makeup_add(making.makeup, galley, report);
    size_t count = makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    galley_free(galley);
    return count;
}

static const Article G_GNUC_UNUSED article_a = {.id = (char *)"a"};
static const Article G_GNUC_UNUSED article_b = {.id = (char *)"b"};
static const Article G_GNUC_UNUSED article_c = {.id = (char *)"c"};

#endif
