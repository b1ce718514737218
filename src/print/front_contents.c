/* The contents: title, leaders, page number. Numbers stand in a column of their own width, so that
 * no line changes when they become known. */
#include "print/front_grow.h"

#include "print/furniture.h"

#include <string.h>

static const char widest_folio[] = "0000";

typedef struct {
    Growing growing;
    bool has_authors;
    FolioOf folio_of;
    void *context;
} Contents;

/* The last run of type in a group: what leaders go on from. */
static const Operation *last_text(const SlugGroup *group, DisplayList **list) {
    for (guint i = group->slugs[1]->len; i > 0; i--) {
        *list = g_array_index(group->slugs[1], Slug, i - 1).list;
        for (guint at = *list == NULL ? 0 : (*list)->operations->len; at > 0; at--) {
            const Operation *operation = &g_array_index((*list)->operations, Operation, at - 1);
            if (operation->kind == OPERATION_TEXT) {
                return operation;
            }
        }
    }
    return NULL;
}

/* Leaders from the title's end to the page number, and the number at the line's end. */
static void draw_number(Contents *contents, const Around *around, const SlugGroup *group,
                        const char *folio, StructureElement *element) {
    const Flow *flow = &contents->growing.flow;
    DisplayList *list = NULL;
    const Operation *last = last_text(group, &list);
    if (last == NULL) {
        return;
    }
    const TextStyle *type = around->style->text;
    Shaper *shaper = contents->growing.lower.shaper;
    Mpt gap = type->size_mpt / 2;
    Mpt number = shape_width(shaper, folio, type, around->lang, false);
    Mpt text_start = last->box.x_mpt;
    Mpt text_end = last->box.x_mpt + last->box.width_mpt;
    FurnitureLine line = {.style = type,
                          .box = around->style,
                          .lang = around->lang,
                          .is_rtl = around->is_rtl,
                          .baseline_mpt = last->box.y_mpt};
    line.left_mpt = around->is_rtl ? flow->left_mpt + number + gap : text_end + gap;
    line.width_mpt = around->is_rtl
                         ? text_start - gap - line.left_mpt
                         : flow->left_mpt + flow->measure_mpt - number - gap - text_end - gap;
    furniture_leaders(list, shaper, &line);
    line.left_mpt = flow->left_mpt;
    line.width_mpt = flow->measure_mpt;
    line.align = around->is_rtl ? ALIGN_START : ALIGN_END;
    display_list_begin(list, element, ARTIFACT_NONE);
    furniture_line(list, shaper, &line, folio);
    display_list_end(list);
}

/* Room for the number at the end of a title's lines. */
static const BoxStyle *narrow(const Contents *contents, const Around *around, BoxStyle *style) {
    Mpt number = shape_width(contents->growing.lower.shaper, widest_folio, around->style->text,
                             around->lang, false);
    *style = *around->style;
    style->margin_mpt[SIDE_END] += number + around->style->text->size_mpt;
    return style;
}

static const char *isolate(const Article *article, const Around *around) {
    return article->is_rtl == around->is_rtl ? "" : article->is_rtl ? "\u2067" : "\u2066";
}

static void say_item(Contents *contents, const Article *article, StructureElement *item) {
    Growing *growing = &contents->growing;
    Around around = around_frame(&growing->lower, &growing->frame, "p", "contents-item");
    Around opening = around_frame(&growing->lower, &around, "em", NULL);
    bool is_opening = article->title_source == TITLE_OPENING;
    StructureElement *link = structure_add(item, ROLE_LINK);
    structure_say_language(link, article->lang, around.lang);
    TextStretch stretch = {.style = is_opening ? opening.style->text : around.style->text,
                           .lang = article->lang,
                           .element = link,
                           .target_id = article->id};
    BoxStyle style;
    Around narrowed = around;
    narrowed.style = narrow(contents, &around, &style);
    Paragraph paragraph = paragraph_begin(&growing->lower, &narrowed, item);
    const char *sign = isolate(article, &around);
    g_autofree char *title = /* the space parts it from its number where it is read aloud */
        g_strconcat(sign, article->title_text, *sign != '\0' ? "\u2069 " : " ", NULL);
    paragraph_text_add(paragraph.text, title, strlen(title), stretch);
    paragraph.is_flush = true;
    paragraph.is_in_one = true;
    paragraph.is_balanced = true;
    guint before = growing->column->groups->len;
    flow_paragraph(&growing->flow, &paragraph);
    const char *folio = contents->folio_of(article, contents->context);
    if (growing->column->groups->len > before) {
        draw_number(contents, &around, growing->column->groups->pdata[before],
                    folio != NULL ? folio : widest_folio, link);
    }
}

static void keep_with_next(Growing *growing, guint from) {
    GPtrArray *groups = growing->column->groups;
    for (guint i = from; i < groups->len; i++) {
        GArray *slugs = ((SlugGroup *)groups->pdata[i])->slugs[1];
        for (guint at = 0; at < slugs->len; at++) {
            g_array_index(slugs, Slug, at).break_cost = BREAK_FORBIDDEN_COST;
        }
    }
}

static void say_article(Contents *contents, const Article *article) {
    Growing *growing = &contents->growing;
    StructureElement *list = growing->flow.element;
    growing->flow.element = structure_add(list, ROLE_CONTENTS_ITEM);
    guint before = growing->column->groups->len;
    say_item(contents, article, growing->flow.element);
    g_autofree char *names = contents->has_authors ? growing_names(article) : NULL;
    if (names != NULL) {
        keep_with_next(growing, before);
        growing_say(growing, "contents-authors", ROLE_PARAGRAPH, names, article->lang);
    }
    growing->flow.element = list;
}

FrontText *front_contents(const FrontWish *wish, bool has_authors, FolioOf folio_of,
                          void *context) {
    Contents contents = {.has_authors = has_authors, .folio_of = folio_of, .context = context};
    Growing *growing = &contents.growing;
    growing_begin(growing, wish, "contents");
    g_ptr_array_add(growing->column->targets, growing->text->article->id);
    g_autofree char *title = language_say(wish->issue->language, WORD_CONTENTS, NULL);
    growing_say(growing, "contents-title", ROLE_HEADING_1, title, NULL);
    keep_with_next(growing, 0);
    growing->flow.element = structure_add(wish->element, ROLE_CONTENTS);
    for (guint i = 0; i < wish->issue->sections->len; i++) {
        const Section *section = wish->issue->sections->pdata[i];
        guint before = growing->column->groups->len;
        if (section->name != NULL && section->articles->len > 0) {
            StructureElement *list = growing->flow.element;
            growing->flow.element = structure_add(list, ROLE_CONTENTS_ITEM);
            growing_say(growing, "contents-section", ROLE_PARAGRAPH, section->name, section->lang);
            keep_with_next(growing, before);
            growing->flow.element = list;
        }
        for (guint k = 0; k < section->articles->len; k++) {
            say_article(&contents, section->articles->pdata[k]);
        }
    }
    return growing_finish(growing);
}
