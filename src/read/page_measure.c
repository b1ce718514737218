/* Measuring in one way through the page, and one way back. */
#include "read/page_measure.h"

#include <string.h>

enum {
    SENTENCE_CHARACTERS = 25, /* of a block that ends as sentences do */
    LONG_CHARACTERS = 120,    /* of one that does not, but reads on */
    CODE_CHARACTERS = 20,
};

/* Of the text that stands in a block itself, in whatever marks. */
typedef struct {
    uint32_t characters, in_links, stops, commas, digits;
} BlockText;

static bool is_wide(gunichar c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_stop(gunichar c) {
    return strchr(".!?:;", (int)MIN(c, 0x7F)) != NULL || c == 0x2026 || c == 0x3002 ||
           c == 0xFF01 || c == 0xFF1F || c == 0xFF1A || c == 0x061F || c == 0x06D4 || c == 0x0964 ||
           c == 0x0589 || c == 0x1362 || c == 0x104B || c == 0x17D4;
}

static bool is_comma(gunichar c) {
    return c == ',' || c == 0x060C || c == 0x3001 || c == 0xFF0C || c == 0x1363;
}

static void count_text(const char *text, bool is_in_link, BlockText *block) {
    uint32_t before = block->characters;
    for (const char *p = text; *p != '\0';) {
        unsigned char byte = (unsigned char)*p;
        gunichar c = byte < 0x80 ? byte : g_utf8_get_char(p);
        p = byte < 0x80 ? p + 1 : g_utf8_next_char(p);
        if (c <= ' ' || c == 0xA0) {
            continue;
        }
        block->characters += is_wide(c) ? 2 : 1;
        block->digits += c < 0x80 && g_ascii_isdigit((char)c);
        bool is_mark = c < 0x80 ? !g_ascii_isalnum((char)c) : c < 0x3040 || c > 0xFF00;
        if (is_mark) {
            block->stops += is_stop(c);
            block->commas += is_comma(c);
        }
    }
    if (is_in_link) {
        block->in_links += block->characters - before;
    }
}

/* What of a block's own text is prose. */
static uint32_t prose_of(const BlockText *block, PageTag tag) {
    uint32_t outside = block->characters - block->in_links;
    if (tag == PAGE_PRE) {
        return outside >= CODE_CHARACTERS ? outside : 0;
    }
    bool is_heading = tag >= PAGE_H1 && tag <= PAGE_H6;
    bool reads_on = (block->stops > 0 && outside >= SENTENCE_CHARACTERS) ||
                    (outside >= LONG_CHARACTERS && block->commas > 0) ||
                    outside >= (uint32_t)(LONG_CHARACTERS * 2);
    bool is_of_links = block->in_links > outside;
    bool is_of_numbers = block->digits * 4 > block->characters; /* a date, a row of a table */
    return reads_on && !is_of_links && !is_of_numbers && !is_heading ? outside : 0;
}

bool page_is_picture_address(const char *href) {
    static const char *const ends[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"};
    size_t length = strcspn(href, "?#");
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        size_t end = strlen(ends[i]);
        if (length > end && g_ascii_strncasecmp(href + length - end, ends[i], end) == 0) {
            return true;
        }
    }
    return false;
}

/* A link to the same picture, larger, leads nowhere else. */
static bool leads_away(const PageNode *node) {
    const char *href = node->tag == PAGE_A ? page_attribute(node, "href") : NULL;
    return href != NULL && !page_is_picture_address(href);
}

/* The texts of all blocks, each at its block's index. */
static void gather(const Page *page, BlockText *blocks, Measure *measures) {
    uint32_t block = 0;
    uint32_t link_end = 0;
    for (uint32_t i = 0; i < page->count;) {
        const PageNode *node = &page->nodes[i];
        while (i >= page->nodes[block].end) {
            do {
                block = page->nodes[block].parent;
            } while (block > 0 && !page->nodes[block].is_block);
        }
        if (node->fate == PAGE_DROPPED) {
            i = node->end;
            continue;
        }
        if (node->tag == PAGE_TEXT) {
            count_text(page_text(node), i < link_end, &blocks[block]);
        } else if (node->is_block) {
            block = i;
        }
        if (i >= link_end && leads_away(node)) {
            link_end = node->end;
            measures[i].links = 1;
        }
        measures[i].pictures = node->tag == PAGE_IMG;
        measures[i].fields = node->tag == PAGE_INPUT;
        measures[i].items = node->tag == PAGE_LI;
        i++;
    }
}

static uint16_t add(uint16_t left, uint16_t right) {
    return (uint16_t)MIN(left + right, G_MAXUINT16);
}

Measure *page_measure(const Page *page) {
    Measure *measures = g_new0(Measure, page->count);
    BlockText *blocks = g_new0(BlockText, page->count);
    gather(page, blocks, measures);
    for (uint32_t i = page->count; i-- > 0;) {
        const PageNode *node = &page->nodes[i];
        Measure *own = &measures[i];
        own->characters += blocks[i].characters;
        own->in_links += blocks[i].in_links;
        own->prose += prose_of(&blocks[i], node->tag);
        if (i == 0) {
            break;
        }
        Measure *above = &measures[node->parent];
        above->characters += own->characters;
        above->in_links += own->in_links;
        above->prose += own->prose;
        above->links = add(above->links, own->links);
        above->pictures = add(above->pictures, own->pictures);
        above->fields = add(above->fields, own->fields);
        above->items = add(above->items, own->items);
    }
    g_free(blocks);
    return measures;
}

unsigned measure_link_percent(const Measure *measure) {
    return measure->characters > 0
               ? (unsigned)((uint64_t)measure->in_links * 100 / measure->characters)
               : 0;
}
