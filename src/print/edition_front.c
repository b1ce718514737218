/* Front matter: a cover, or a nameplate over the first page of text; the imprint; and the contents,
 * whose place is kept from the beginning and which are set when all numbers are known. */
#include "print/edition.h"

#include <string.h>

enum {
    STRIP_PART = 4,             /* contents take at most so great a part of a front page */
    LEAST_FILLING_PERCENT = 66, /* of a page's height, for a picture of its width to fill it */
};

static const char cover_name[] = "cover";
static const char contents_name[] = "contents";
static const char imprint_name[] = "imprint";

static FrontWish wish_of(Composition *composition, const char *page_name,
                         StructureElement *element) {
    bool is_draft = composition->issue->is_draft_build;
    FrontWish wish = {.issue = composition->issue,
                      .setting = frames_setting(composition->frames, page_name, is_draft),
                      .shaper = composition->shaper,
                      .report = composition->report,
                      .element = element};
    return wish;
}

static FrontText *keep(Composition *composition, FrontText *text) {
    g_ptr_array_add(composition->kept, text);
    return text;
}

/* One column over the whole measure. */
static void widen(FrontWish *wish) {
    wish->setting.column_mpt = wish->setting.measure_mpt;
    wish->setting.columns = 1;
}

/* The piece of a page of front matter. */
static void add_piece(Composition *composition, DisplayPage *page, const DisplayList *piece) {
    PageFrame frame = frames_frame(composition->frames, page->style);
    display_list_add(page->list, piece, frame.left_mpt, frame.top_mpt);
}

/* Pages of front matter of one column, from `position` on. Returns how many. */
static size_t emit_pages(Composition *composition, const char *name, const FrontText *text,
                         size_t position) {
    const Setting *setting = &text->setting;
    g_autoptr(GPtrArray) pieces =
        front_cut(front_text_groups(text), setting->grid_mpt, setting->page_steps);
    for (guint i = 0; i < pieces->len; i++) {
        DisplayPage *page = edition_page_new(composition, name, position + i, i == 0);
        page->folio = edition_folio(page->position);
        edition_add_furniture(composition, page, NULL);
        add_piece(composition, page, pieces->pdata[i]);
        edition_emit(composition, page);
    }
    return pieces->len;
}

/* Cover */

static bool has_cover_picture(const Issue *issue) {
    return issue->cover != NULL && issue->cover_alt == NULL && !issue->cover->is_broken;
}

/* The page to its bleed. */
static Box bleed_box(const PageStyle *page) {
    Mpt bleed = page->bleed_mpt;
    return (Box){-bleed, -bleed, page->width_mpt + 2 * bleed, page->height_mpt + 2 * bleed};
}

/* How high a picture is that is as broad as the page; 0: so high that it may fill the page, cut at
 * its sides. */
static Mpt broad_height(const Asset *picture, const PageStyle *page) {
    Box box = bleed_box(page);
    gint64 height = (gint64)box.width_mpt * picture->height_px / MAX(picture->width_px, 1);
    return height * 100 < (gint64)box.height_mpt * LEAST_FILLING_PERCENT ? (Mpt)height : 0;
}

static void draw_cover_picture(Composition *composition, DisplayPage *page, Box box) {
    const Issue *issue = composition->issue;
    StructureElement *figure = structure_add(composition->edition->structure, ROLE_FIGURE);
    figure->alternative = g_strdup(issue->dc_title);
    display_list_begin(page->list, figure, ARTIFACT_NONE);
    display_list_picture(page->list, box, issue->cover, true);
    display_list_end(page->list);
}

/* `foot_mpt`: so much of the page, from its cut edge up, holds a picture. */
static void draw_cover_type(Composition *composition, DisplayPage *page, Mpt foot_mpt) {
    StructureElement *element = structure_add(composition->edition->structure, ROLE_DIVISION);
    FrontWish wish = wish_of(composition, cover_name, element);
    widen(&wish);
    if (foot_mpt > 0) {
        PageFrame frame = frames_frame(composition->frames, page->style);
        Mpt room = page->style->height_mpt - foot_mpt - frame.top_mpt;
        wish.setting.page_steps = (unsigned)MAX(room / frame.grid_mpt - 1, 1);
    }
    FrontText *cover = keep(composition, front_cover(&wish));
    g_autoptr(GPtrArray) pieces =
        front_cut(front_text_groups(cover), cover->setting.grid_mpt, G_MAXUINT);
    for (guint i = 0; i < pieces->len; i++) {
        add_piece(composition, page, pieces->pdata[i]);
    }
}

/* A picture fills the cover; one that is too broad for that stands across its foot, under type. */
static void emit_cover(Composition *composition) {
    DisplayPage *page = edition_page_new(composition, cover_name, 0, true);
    Box box = bleed_box(page->style);
    if (!has_cover_picture(composition->issue)) {
        draw_cover_type(composition, page, 0);
        edition_emit(composition, page);
        return;
    }
    Mpt height = broad_height(composition->issue->cover, page->style);
    if (height > 0) {
        draw_cover_type(composition, page, height - page->style->bleed_mpt);
        box.y_mpt += box.height_mpt - height;
        box.height_mpt = height;
    }
    draw_cover_picture(composition, page, box);
    edition_emit(composition, page);
}

/* Contents */

static const char *folio_of(const Article *article, void *context) {
    Composition *composition = context;
    return g_hash_table_lookup(composition->folios, article);
}

static const char *no_folio(const Article *article, void *context) {
    (void)article;
    (void)context;
    return NULL;
}

/* The contents before any number is known: only their height is asked. */
static FrontText *try_contents(Composition *composition, bool is_strip) {
    g_autoptr(StructureElement) element = structure_new(ROLE_DIVISION);
    FrontWish wish = wish_of(composition, is_strip ? NULL : contents_name, element);
    g_autoptr(Report) report = report_new();
    wish.report = report;
    if (!is_strip) {
        widen(&wish);
    }
    FrontText *text = front_contents(&wish, !is_strip, no_folio, NULL);
    text->setting = wish.setting;
    return text;
}

static size_t count_contents_pages(Composition *composition) {
    g_autoptr(FrontText) text = try_contents(composition, false);
    g_autoptr(GPtrArray) pieces =
        front_cut(front_text_groups(text), text->setting.grid_mpt, text->setting.page_steps);
    return pieces->len;
}

/* The least height in which so many columns hold them; more than `most` if that is too little. */
static unsigned strip_height(const FrontText *text, unsigned most) {
    const GPtrArray *groups = front_text_groups(text);
    unsigned all = front_steps(groups);
    unsigned columns = MAX(text->setting.columns, 1);
    unsigned height = MAX(all / columns, front_least_steps(groups));
    for (; height <= most; height++) {
        g_autoptr(GPtrArray) pieces = front_cut(groups, text->setting.grid_mpt, height);
        if (pieces->len <= columns) {
            break;
        }
    }
    return height;
}

static void emit_contents(Composition *composition) {
    FrontWish wish = wish_of(composition, contents_name, composition->contents);
    widen(&wish);
    FrontText *text = keep(composition, front_contents(&wish, true, folio_of, composition));
    emit_pages(composition, contents_name, text, composition->contents_position);
}

static void emit_strip(Composition *composition) {
    DisplayPage *page = g_steal_pointer(&composition->front_page);
    FrontWish wish = wish_of(composition, NULL, composition->contents);
    FrontText *text = keep(composition, front_contents(&wish, false, folio_of, composition));
    PageFrame frame = frames_frame(composition->frames, page->style);
    g_autoptr(GPtrArray) pieces =
        front_cut(front_text_groups(text), frame.grid_mpt, composition->strip_steps - 1);
    Mpt top = frame.top_mpt + (Mpt)composition->plate_steps * frame.grid_mpt;
    for (guint i = 0; i < pieces->len; i++) {
        Mpt column = (Mpt)(frame.is_rtl ? frame.columns - 1 - i % frame.columns : i);
        display_list_add(page->list, pieces->pdata[i],
                         frame.left_mpt + column * (frame.column_mpt + frame.gap_mpt), top);
    }
    edition_emit(composition, page);
}

/* Before the text */

/* A newspaper's front: name and day, under them what is inside if it does not take too much. */
static void begin_front(Composition *composition) {
    StructureElement *document = composition->edition->structure;
    StructureElement *element = structure_add(document, ROLE_DIVISION);
    FrontWish wish = wish_of(composition, composition->page_name, element);
    widen(&wish);
    composition->has_nameplate = true;
    composition->nameplate = keep(composition, front_nameplate(&wish));
    composition->plate_steps = front_steps(front_text_groups(composition->nameplate)) + 1;
    g_autoptr(FrontText) text = try_contents(composition, true);
    unsigned most = composition->setting.page_steps / STRIP_PART;
    unsigned height = strip_height(text, most) + 1;
    composition->contents = structure_add(document, ROLE_DIVISION);
    composition->has_strip = height <= most;
    composition->strip_steps = composition->has_strip ? height : 0;
    composition->contents_come_last = !composition->has_strip;
}

static size_t emit_imprint_pages(Composition *composition, size_t position) {
    StructureElement *element = structure_add(composition->edition->structure, ROLE_SECTION);
    FrontWish wish = wish_of(composition, imprint_name, element);
    widen(&wish);
    FrontText *text = keep(composition, front_imprint(&wish));
    return emit_pages(composition, imprint_name, text, position);
}

/* A magazine's first pages: cover, imprint behind it, contents on the right. */
static void begin_magazine(Composition *composition) {
    emit_cover(composition);
    size_t position = 1;
    composition->imprint_position = position;
    position += emit_imprint_pages(composition, position);
    if (position % 2 == 1) {
        edition_emit_blank(composition, position++);
    }
    composition->contents = structure_add(composition->edition->structure, ROLE_DIVISION);
    composition->contents_position = position;
    composition->contents_pages = count_contents_pages(composition);
    composition->text_position = position + composition->contents_pages;
}

void edition_begin(Composition *composition) {
    composition->setting = frames_setting(composition->frames, composition->page_name,
                                          composition->issue->is_draft_build);
    if (!front_has_nameplate(composition->issue, &composition->setting)) {
        begin_magazine(composition);
        return;
    }
    if (has_cover_picture(composition->issue)) {
        emit_cover(composition);
        composition->text_position = 1;
    }
    begin_front(composition);
}

FrontText *edition_imprint(Composition *composition) {
    StructureElement *element = structure_add(composition->edition->structure, ROLE_SECTION);
    FrontWish wish = wish_of(composition, composition->page_name, element);
    FrontText *text = keep(composition, front_imprint(&wish));
    text->galley->is_brief = true;
    return text;
}

void edition_end(Composition *composition) {
    if (composition->front_page != NULL) {
        emit_strip(composition);
        return;
    }
    if (composition->contents_come_last) {
        composition->contents_position = composition->edition->extent->pages;
    }
    emit_contents(composition);
}
