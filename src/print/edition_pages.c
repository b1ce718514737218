/* Pages on their way out: their style by side and name, running heads and folios, the place of each
 * among the PDF's pages, and where in the text each begins. */
#include "print/edition.h"

#include <string.h>

static const char front_page_name[] = "front";

char *edition_folio(size_t position) {
    return g_strdup_printf("%" G_GSIZE_FORMAT, position + 1);
}

void edition_emit(Composition *composition, DisplayPage *page) {
    PrintedExtent *extent = composition->edition->extent;
    if (extent->folios->len <= page->position) {
        g_ptr_array_set_size(extent->folios, (gint)page->position + 1);
    }
    extent->folios->pdata[page->position] = g_strdup(page->folio);
    extent->pages = MAX(extent->pages, page->position + 1);
    if (composition->take != NULL) {
        composition->take(page, composition->take_context);
    } else {
        display_page_free(page);
    }
}

DisplayPage *edition_page_new(Composition *composition, const char *name, size_t position,
                              bool is_first) {
    PageSide side = frames_side(composition->frames, position);
    const PageStyle *style = frames_page(composition->frames, name, side, is_first);
    return display_page_new(style, side, position);
}

void edition_emit_blank(Composition *composition, size_t position) {
    DisplayPage *page = edition_page_new(composition, composition->page_name, position, false);
    page->is_empty = true;
    edition_emit(composition, page);
}

static char *authors_of(const Article *article) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < article->authors->len; i++) {
        g_ptr_array_add(names, ((const Author *)article->authors->pdata[i])->name);
    }
    return names->len == 0 ? NULL : language_join_names(language_find(article->lang), names);
}

/* `article` NULL: a page of none. */
void edition_add_furniture(Composition *composition, DisplayPage *page, const Article *article) {
    const Issue *issue = composition->issue;
    bool has_title = article != NULL && article->title_text != NULL;
    const Section *section = has_title ? issue_section_of(issue, article) : NULL;
    g_autofree char *authors = has_title ? authors_of(article) : NULL;
    HeadStrings strings = {
        .publication = issue->publication_title,
        .issue = composition->issue_line,
        .date = composition->date,
        .section = section != NULL ? section->name : NULL,
        .article = has_title ? article->title_text : NULL,
        .authors = authors,
        .folio = page->folio,
        .lang = issue->lang,
        .is_rtl = issue->is_rtl,
    };
    PageFrame frame = frames_frame(composition->frames, page->style);
    furniture_draw(page->list, composition->shaper, &frame, &strings);
}

/* The text's pages */

static const char *name_of(const Composition *composition, size_t page_index) {
    return page_index == 0 && composition->has_nameplate ? front_page_name : composition->page_name;
}

PageFrame edition_frame_of(size_t page_index, void *context) {
    Composition *composition = context;
    size_t position = composition->text_position + page_index;
    PageSide side = frames_side(composition->frames, position);
    const PageStyle *style =
        frames_page(composition->frames, name_of(composition, page_index), side, false);
    PageFrame frame = frames_frame(composition->frames, style);
    frame.is_right = side == PAGE_RIGHT;
    if (page_index == 0 && composition->has_nameplate) {
        unsigned above = composition->plate_steps + composition->strip_steps;
        above = MIN(above, frame.steps - 1);
        frame.top_mpt += (Mpt)above * frame.grid_mpt;
        frame.steps -= above;
    }
    return frame;
}

/* What no page borrows from any more. */
static void free_held(Composition *composition) {
    GArray *held = composition->held;
    guint kept = 0;
    for (guint i = 0; i < held->len; i++) {
        HeldGalley one = g_array_index(held, HeldGalley, i);
        bool waits = composition->front_page != NULL && one.first_page == 0;
        bool is_needed = waits || one.last_page >= composition->pages_taken;
        if (is_needed) {
            g_array_index(held, HeldGalley, kept++) = one;
        } else {
            galley_free(one.galley);
        }
    }
    g_array_set_size(held, kept);
}

static void draw_plate(Composition *composition, DisplayPage *page) {
    PageFrame frame = frames_frame(composition->frames, page->style);
    g_autoptr(GPtrArray) pieces =
        front_cut(front_text_groups(composition->nameplate), frame.grid_mpt, G_MAXUINT);
    for (guint i = 0; i < pieces->len; i++) {
        display_list_add(page->list, pieces->pdata[i], frame.left_mpt, frame.top_mpt);
    }
}

void edition_take_page(size_t page_index, DisplayList *page_taken, const Article *first_article,
                       void *context) {
    Composition *composition = context;
    size_t position = composition->text_position + page_index;
    bool opens = first_article != NULL && first_article != composition->last_first;
    DisplayPage *page = edition_page_new(composition, name_of(composition, page_index), position,
                                         opens && composition->page_name != NULL);
    page->article = first_article != NULL ? first_article->display_path : NULL;
    page->is_empty = first_article == NULL && page_taken->operations->len == 0;
    composition->last_first = first_article != NULL ? first_article : composition->last_first;
    if (!page->is_empty) {
        page->folio = edition_folio(position);
        edition_add_furniture(composition, page, first_article);
    }
    if (page_index == 0 && composition->has_nameplate) {
        draw_plate(composition, page);
    }
    display_list_add(page->list, page_taken, 0, 0);
    display_list_free(page_taken);
    composition->pages_taken = page_index + 1;
    if (page_index == 0 && composition->has_strip) {
        composition->front_page = page;
    } else {
        edition_emit(composition, page);
    }
    free_held(composition);
}

/* A page that begins with an article's head begins, for an e-book, with its text. */
static const xmlNode *place_in_body(const Article *article, const xmlNode *node,
                                    size_t *offset_bytes) {
    const xmlNode *body = tree_body(article->tree);
    for (const xmlNode *at = node; at != NULL; at = at->parent) {
        if (at == body) {
            return node;
        }
    }
    *offset_bytes = 0;
    return body->children;
}

void edition_take_break(size_t page_index, const Article *article, const xmlNode *node,
                        size_t offset_bytes, void *context) {
    Composition *composition = context;
    if (article == NULL || article->tree == NULL) {
        return; /* a page of the imprint's */
    }
    const xmlNode *place = place_in_body(article, node, &offset_bytes);
    if (place != NULL) {
        g_autofree char *folio = edition_folio(composition->text_position + page_index);
        page_map_add(composition->edition->page_map, article->id, place, offset_bytes, folio);
    }
}
