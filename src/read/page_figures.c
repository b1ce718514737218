/* Pictures with what stands under them: the boxes of WordPress, Blogger, MediaWiki, Drupal and of
 * newspapers, told by the classes of captions, become figures. */
#include "base/text.h"
#include "read/page_content.h"

#include <string.h>

enum {
    LEVELS_TO_BOX = 5, /* from a caption up to what holds its picture */
    CAPTION_CHARACTERS = 900,
    LOOSE_CHARACTERS = 4, /* in the box, outside the caption */
};

typedef struct {
    Page *page;
    const Measure *measures;
    uint32_t top;
} Figures;

static bool has_class(const PageNode *node, const char *const *classes) {
    const char *names = page_attribute(node, "class");
    for (size_t i = 0; names != NULL && classes[i] != NULL; i++) {
        size_t length = strlen(classes[i]);
        for (const char *at = names; (at = strstr(at, classes[i])) != NULL; at++) {
            bool begins = at == names || strchr(" -_", at[-1]) != NULL;
            bool ends = strchr(" -_", at[length]) != NULL;
            if (begins && ends) {
                return true;
            }
        }
    }
    return false;
}

static bool is_caption(const PageNode *node) {
    static const char *const classes[] = {"wp-caption-text", "wp-caption-dd",
                                          "thumbcaption",    "gallerytext",
                                          "gallery-caption", "tr-caption",
                                          "caption-text",    "imagecaption",
                                          "image-caption",   "photo-caption",
                                          "img-caption",     "figure-caption",
                                          "media-caption",   "picture-caption",
                                          "cutline",         "caption",
                                          "legende",         "légende",
                                          "epigrafe",        "pie-de-foto",
                                          "piefoto",         "bildunterschrift",
                                          "didascalia",      "bildtext",
                                          "bijschrift",      NULL};
    return node->tag != PAGE_TEXT && node->tag != PAGE_IMG && node->tag != PAGE_FIGURE &&
           node->tag != PAGE_CAPTION && (node->tag == PAGE_FIGCAPTION || has_class(node, classes));
}

static bool is_credit(const PageNode *node) {
    static const char *const classes[] = {
        "credit",       "photo-credit",     "image-credit", "credits",
        "photographer", "copyright-holder", "attribution",  NULL};
    return node->tag != PAGE_TEXT && !node->holds_blocks && has_class(node, classes);
}

/* Wrappers between a figure and its picture go. */
static void unwrap_inside(const Figures *figures, uint32_t figure) {
    Page *page = figures->page;
    for (uint32_t i = figure + 1; i < page->nodes[figure].end;) {
        PageNode *node = &page->nodes[i];
        bool is_done = node->fate == PAGE_DROPPED || node->fate == PAGE_AS || node->tag == PAGE_IMG;
        const Measure *measure = &figures->measures[i];
        bool is_wrapper =
            !is_done && measure->pictures > 0 && node->tag != PAGE_TABLE && node->tag != PAGE_TEXT;
        if (is_wrapper) {
            node->fate = PAGE_UNWRAPPED;
        }
        i = is_done ? node->end : i + 1;
    }
}

static void make_figure(const Figures *figures, uint32_t index) {
    PageNode *node = &figures->page->nodes[index];
    node->fate = PAGE_AS;
    node->element = ELEMENT_FIGURE;
    node->class_name = NULL;
    unwrap_inside(figures, index);
}

/* The nearest element around a caption that holds a picture and nothing else to read. 0: none. */
static uint32_t find_box(const Figures *figures, uint32_t caption) {
    const Page *page = figures->page;
    uint32_t up = page->nodes[caption].parent;
    for (unsigned level = 0; level < LEVELS_TO_BOX && up > figures->top; level++) {
        const Measure *measure = &figures->measures[up];
        uint32_t loose = measure->characters - figures->measures[caption].characters;
        if (measure->pictures > 0) {
            return loose <= LOOSE_CHARACTERS || page->nodes[up].tag == PAGE_FIGURE ? up : 0;
        }
        if (page->nodes[up].tag == PAGE_FIGURE) {
            return 0;
        }
        up = page->nodes[up].parent;
    }
    return 0;
}

static void take_caption(const Figures *figures, uint32_t caption) {
    Page *page = figures->page;
    PageNode *node = &page->nodes[caption];
    const Measure *measure = &figures->measures[caption];
    if (measure->characters == 0 || measure->characters > CAPTION_CHARACTERS ||
        measure->pictures > 0) {
        return;
    }
    uint32_t box = find_box(figures, caption);
    bool is_in_figure = box != 0 && page->nodes[box].fate == PAGE_BY_RULE;
    if (box == 0) {
        if (node->tag == PAGE_FIGCAPTION) { /* of a figure that shows no picture */
            node->fate = PAGE_AS;
            node->element = ELEMENT_P;
        }
        return;
    }
    node->fate = PAGE_AS;
    node->element = ELEMENT_FIGCAPTION;
    for (uint32_t up = node->parent; up > box; up = page->nodes[up].parent) {
        page->nodes[up].fate = PAGE_UNWRAPPED;
    }
    if (is_in_figure || page->nodes[box].fate == PAGE_UNWRAPPED) {
        make_figure(figures, box);
    }
}

static void mark_credits(const Figures *figures, uint32_t caption) {
    Page *page = figures->page;
    for (uint32_t i = caption + 1; i < page->nodes[caption].end; i++) {
        PageNode *node = &page->nodes[i];
        bool is_last = node->end == page->nodes[caption].end ||
                       (node->end + 1 == page->nodes[caption].end &&
                        text_is_blank(page_text(&page->nodes[node->end])));
        if (node->fate == PAGE_BY_RULE && is_credit(node) && is_last) {
            node->fate = PAGE_AS;
            node->element = ELEMENT_SPAN;
            node->class_name = "credit";
            return;
        }
    }
}

/* A figure element that was not made one by its caption. */
static void settle_figure(const Figures *figures, uint32_t index) {
    Page *page = figures->page;
    PageNode *node = &page->nodes[index];
    const Measure *measure = &figures->measures[index];
    bool holds_figure = false;
    bool holds_other = false;
    for (uint32_t i = index + 1; i < node->end; i++) {
        PageTag tag = page->nodes[i].tag;
        holds_figure |= tag == PAGE_FIGURE && page->nodes[i].fate != PAGE_DROPPED;
        holds_other |=
            (tag == PAGE_TABLE || tag == PAGE_PRE) && page->nodes[i].fate == PAGE_BY_RULE;
    }
    if (holds_figure || (measure->pictures == 0 && !holds_other)) {
        node->fate = PAGE_UNWRAPPED;
        for (uint32_t i = index + 1; i < node->end; i = page->nodes[i].end) {
            if (page->nodes[i].tag == PAGE_FIGCAPTION) {
                page->nodes[i].fate = PAGE_AS;
                page->nodes[i].element = ELEMENT_P;
            }
        }
    } else if (measure->pictures > 0) {
        make_figure(figures, index);
    }
}

static bool is_in_table_or_figure(const Figures *figures, uint32_t index) {
    const Page *page = figures->page;
    for (uint32_t up = page->nodes[index].parent; up > figures->top; up = page->nodes[up].parent) {
        const PageNode *node = &page->nodes[up];
        bool is_figure = node->fate == PAGE_AS && node->element == ELEMENT_FIGURE;
        bool is_cell = (node->tag == PAGE_TD || node->tag == PAGE_TH || node->tag == PAGE_LI) &&
                       node->fate == PAGE_BY_RULE;
        if (is_figure || is_cell) {
            return true;
        }
    }
    return false;
}

/* A block, or a link in a block, that holds a picture and not a word. */
static void settle_alone(const Figures *figures, uint32_t image) {
    Page *page = figures->page;
    if (is_in_table_or_figure(figures, image)) {
        return;
    }
    uint32_t up = page->nodes[image].parent;
    while (up > figures->top && !page->nodes[up].is_block) {
        up = page->nodes[up].parent;
    }
    const PageNode *block = &page->nodes[up];
    const Measure *measure = &figures->measures[up];
    bool is_alone = up > figures->top && measure->characters == 0 && measure->pictures == 1 &&
                    block->fate == PAGE_BY_RULE && block->tag != PAGE_LI && block->tag != PAGE_TD &&
                    block->tag != PAGE_PRE;
    if (is_alone) {
        make_figure(figures, up);
    }
}

static bool is_figure(const PageNode *node) {
    return node->fate == PAGE_AS && node->element == ELEMENT_FIGURE;
}

/* A list whose items are a figure each is a gallery: the figures stand by themselves. */
static void settle_gallery(Page *page, uint32_t list) {
    bool is_gallery = false;
    for (uint32_t i = list + 1; i < page->nodes[list].end;) {
        const PageNode *node = &page->nodes[i];
        bool is_blank = node->fate == PAGE_DROPPED ||
                        (node->tag == PAGE_TEXT && text_is_blank(page_text(node)));
        if (node->tag == PAGE_LI || node->fate == PAGE_UNWRAPPED) {
            i++;
        } else if (is_figure(node) || is_blank) {
            is_gallery |= is_figure(node);
            i = node->end;
        } else {
            return;
        }
    }
    for (uint32_t i = list; is_gallery && i < page->nodes[list].end; i++) {
        PageNode *node = &page->nodes[i];
        node->fate = i == list || node->tag == PAGE_LI ? PAGE_UNWRAPPED : node->fate;
        i = is_figure(node) ? node->end - 1 : i;
    }
}

void page_settle_figures(Page *page, uint32_t top) {
    g_autofree Measure *measures = page_measure(page);
    Figures figures = {page, measures, top};
    for (uint32_t i = top + 1; i < page->nodes[top].end; i++) {
        PageNode *node = &page->nodes[i];
        if (node->fate == PAGE_DROPPED) {
            i = node->end - 1;
        } else if (is_caption(node)) {
            take_caption(&figures, i);
            mark_credits(&figures, i);
        }
    }
    for (uint32_t i = top + 1; i < page->nodes[top].end; i++) {
        const PageNode *node = &page->nodes[i];
        if (node->fate == PAGE_DROPPED) {
            i = node->end - 1;
        } else if (node->tag == PAGE_FIGURE && node->fate == PAGE_BY_RULE) {
            settle_figure(&figures, i);
        } else if (node->tag == PAGE_IMG) {
            settle_alone(&figures, i);
        }
    }
    for (uint32_t i = top + 1; i < page->nodes[top].end; i++) {
        const PageNode *node = &page->nodes[i];
        bool is_list = node->tag == PAGE_UL || node->tag == PAGE_OL;
        if (is_list && node->fate == PAGE_BY_RULE && measures[i].pictures > 0) {
            settle_gallery(page, i);
        }
    }
}
