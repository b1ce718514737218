/* Lists (OpenDocument 1.3 part 3, 5.3), tables (9), sections and indexes (5.4, 8). */
#include "read/odt.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

/* Lists */

static void begin_counts(const OdtDocument *odt, OdtList *list, unsigned from) {
    const OdtListStyle *style = odt_list_style(odt->styles, list->style);
    for (unsigned i = from; i < ODT_LEVELS; i++) {
        list->counts[i] = style != NULL ? style->levels[i].start - 1 : 0;
    }
}

/* The list that this one goes on from; NULL: it begins anew. */
static const OdtList *find_continued(const OdtDocument *odt, const XmlItem *item,
                                     const char *style) {
    const char *id = xml_get(odt->xml, item, NAME_TEXT_CONTINUE_LIST);
    const char *goes_on = xml_get(odt->xml, item, NAME_TEXT_CONTINUE_NUMBERING);
    if (id != NULL) {
        return g_hash_table_lookup(odt->lists_by_id, id);
    }
    return g_strcmp0(goes_on, "true") == 0 && style != NULL
               ? g_hash_table_lookup(odt->lists_by_style, style)
               : NULL;
}

static void remember(GHashTable *table, const char *key, const OdtList *list) {
    if (key != NULL) {
        g_hash_table_replace(table, (gpointer)key, g_memdup2(list, sizeof *list));
    }
}

static void walk_item(OdtDocument *odt, const XmlItem *item) {
    OdtItem before = odt->item;
    const char *start = xml_get(odt->xml, item, NAME_TEXT_START_VALUE);
    unsigned level = MIN(odt->item.depth, ODT_LEVELS) - 1;
    if (start != NULL) {
        odt->item.list->counts[level] = CLAMP(strtol(start, NULL, 10), 0, 100000) - 1;
        odt->item.list->list = ++odt->lists;
    }
    odt->item.is_counted = false;
    odt->item.is_header = item->name == NAME_TEXT_LIST_HEADER;
    odt_walk_blocks(odt, item);
    odt->item = before;
}

static void walk_items(OdtDocument *odt, const XmlItem *parent) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        if (at->name == NAME_TEXT_LIST_ITEM || at->name == NAME_TEXT_LIST_HEADER) {
            walk_item(odt, at);
        } else if (at->name != NAME_CHARACTERS) {
            walk_items(odt, at);
        }
    }
}

static void walk_inner_list(OdtDocument *odt, const XmlItem *item) {
    OdtItem before = odt->item;
    const char *style = xml_get(odt->xml, item, NAME_TEXT_STYLE_NAME);
    const char *own = odt->item.list->style;
    odt->item.list->style = style != NULL ? style : own;
    odt->item.depth++;
    if (odt->item.depth <= ODT_LEVELS &&
        g_strcmp0(xml_get(odt->xml, item, NAME_TEXT_CONTINUE_NUMBERING), "true") != 0) {
        begin_counts(odt, odt->item.list, odt->item.depth - 1);
    }
    walk_items(odt, item);
    odt->item.list->style = own;
    odt->item = before;
}

static void walk_list(OdtDocument *odt, const XmlItem *item) {
    if (odt->item.list != NULL) {
        walk_inner_list(odt, item);
        return;
    }
    const char *style = xml_get(odt->xml, item, NAME_TEXT_STYLE_NAME);
    const OdtList *continued = find_continued(odt, item, style);
    OdtList list = {.style = style};
    if (continued != NULL) {
        list = *continued;
        list.style = style != NULL ? style : continued->style;
    } else {
        list.list = ++odt->lists;
        begin_counts(odt, &list, 0);
    }
    odt->item = (OdtItem){.list = &list, .depth = 1};
    walk_items(odt, item);
    odt->item = (OdtItem){0};
    remember(odt->lists_by_style, list.style, &list);
    remember(odt->lists_by_id, xml_get(odt->xml, item, NAME_XML_ID), &list);
}

/* Tables */

typedef struct {
    OdtDocument *odt;
    unsigned columns; /* of the widest row */
    size_t cells;
} Measure;

static unsigned repeat_of(const OdtDocument *odt, const XmlItem *item, XmlName name) {
    const char *said = xml_get(odt->xml, item, name);
    long count = said != NULL ? strtol(said, NULL, 10) : 1;
    return (unsigned)CLAMP(count, 1, LIMIT_TABLE_CELLS + 1);
}

static bool is_cell(const XmlItem *item) {
    return item->name == NAME_TABLE_CELL || item->name == NAME_TABLE_COVERED_CELL;
}

static bool holds_something(const OdtDocument *odt, const XmlItem *item) {
    const XmlItem *first = xml_first(odt->xml, item);
    bool is_empty_paragraph = first != NULL && first->next == 0 && first->name == NAME_TEXT_P &&
                              xml_first(odt->xml, first) == NULL;
    return first != NULL && !is_empty_paragraph;
}

/* Empty cells that are repeated to the edge of a sheet are none. */
static unsigned cell_repeat(const OdtDocument *odt, const XmlItem *item) {
    unsigned count = repeat_of(odt, item, NAME_TABLE_COLUMNS_REPEATED);
    bool is_filler = count > LIMIT_TABLE_COLUMNS / 2 && !holds_something(odt, item);
    return is_filler ? 1 : count;
}

static void measure(Measure *into, const XmlItem *parent) {
    const OdtDocument *odt = into->odt;
    unsigned columns = 0;
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        if (is_cell(at)) {
            columns += cell_repeat(odt, at);
            columns = MIN(columns, LIMIT_TABLE_CELLS);
        } else if (at->name != NAME_CHARACTERS) {
            measure(into, at);
        }
    }
    into->columns = MAX(into->columns, columns);
    into->cells += columns;
}

static void walk_cell(OdtDocument *odt, const XmlItem *item) {
    OdtItem before = odt->item;
    unsigned columns = repeat_of(odt, item, NAME_TABLE_COLUMNS_SPANNED);
    unsigned rows = repeat_of(odt, item, NAME_TABLE_ROWS_SPANNED);
    odt->item = (OdtItem){0};
    unsigned repeat = cell_repeat(odt, item);
    for (unsigned i = 0; i < repeat && odt->cells < LIMIT_TABLE_CELLS; i++) {
        odt->cells++;
        manuscript_open_cell(odt->file.manuscript, MIN(columns, LIMIT_TABLE_COLUMNS), rows);
        odt_walk_blocks(odt, item);
        manuscript_close_cell(odt->file.manuscript);
    }
    odt->item = before;
}

static void walk_row(OdtDocument *odt, const XmlItem *item, bool is_head) {
    manuscript_open_row(odt->file.manuscript, is_head);
    for (const XmlItem *at = xml_first(odt->xml, item); at != NULL; at = xml_next(odt->xml, at)) {
        if (at->name == NAME_TABLE_CELL) {
            walk_cell(odt, at);
        }
    }
    manuscript_close_row(odt->file.manuscript);
}

static bool row_holds_something(const OdtDocument *odt, const XmlItem *row) {
    for (const XmlItem *at = xml_first(odt->xml, row); at != NULL; at = xml_next(odt->xml, at)) {
        if (is_cell(at) && holds_something(odt, at)) {
            return true;
        }
    }
    return false;
}

static void walk_rows(OdtDocument *odt, const XmlItem *parent, bool is_head) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        if (at->name == NAME_TABLE_ROW) {
            unsigned repeat = repeat_of(odt, at, NAME_TABLE_ROWS_REPEATED);
            repeat = row_holds_something(odt, at) ? repeat : 1;
            for (unsigned i = 0; i < repeat && odt->cells < LIMIT_TABLE_CELLS; i++) {
                walk_row(odt, at, is_head);
            }
        } else if (at->name != NAME_CHARACTERS) {
            walk_rows(odt, at, is_head || at->name == NAME_TABLE_HEADER_ROWS);
        }
    }
}

/* A table past what a book can show: its cells one after the other. */
static void walk_as_text(OdtDocument *odt, const XmlItem *parent) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        if (at->name == NAME_TABLE_CELL) {
            odt_walk_blocks(odt, at);
        } else if (at->name != NAME_CHARACTERS) {
            walk_as_text(odt, at);
        }
    }
}

static void walk_table(OdtDocument *odt, const XmlItem *item) {
    Measure found = {.odt = odt};
    Manuscript *manuscript = odt->file.manuscript;
    measure(&found, item);
    manuscript_end_paragraph(manuscript);
    if (found.columns > LIMIT_TABLE_COLUMNS || odt->cells + found.cells > LIMIT_TABLE_CELLS) {
        g_autofree char *most = g_strdup_printf("%d", LIMIT_TABLE_COLUMNS);
        report_add(odt->file.report, DIAGNOSTIC_TABLE_TOO_WIDE, manuscript_place(manuscript), NULL,
                   most, NULL);
        walk_as_text(odt, item);
        return;
    }
    OdtItem before = odt->item;
    odt->item = (OdtItem){0};
    manuscript_open_table(manuscript);
    walk_rows(odt, item, false);
    manuscript_close_table(manuscript);
    odt->item = before;
}

/* All blocks */

static void count_changes(OdtDocument *odt, const XmlItem *parent) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        odt->file.insertions += xml_child(odt->xml, at, NAME_TEXT_INSERTION) != NULL;
        odt->file.deletions += xml_child(odt->xml, at, NAME_TEXT_DELETION) != NULL;
    }
}

static void count_lines(OdtDocument *odt, const XmlItem *parent) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        if (at->name == NAME_TEXT_P) {
            odt->contents_lines++;
        } else if (at->name != NAME_CHARACTERS) {
            count_lines(odt, at);
        }
    }
}

static void walk_section(OdtDocument *odt, const XmlItem *item) {
    if (g_strcmp0(xml_get(odt->xml, item, NAME_TEXT_DISPLAY), "none") == 0) {
        g_autofree char *text = xml_text_of(odt->xml, item);
        TextCount count = {0};
        text_count_add(&count, text, strlen(text));
        odt->file.hidden_words += count.words;
        return;
    }
    odt_walk_blocks(odt, item);
}

/* A paragraph that carries its own list with it (5.3.6). */
static void walk_numbered(OdtDocument *odt, const XmlItem *item) {
    const char *level = xml_get(odt->xml, item, NAME_TEXT_LEVEL);
    const char *style = xml_get(odt->xml, item, NAME_TEXT_STYLE_NAME);
    const OdtList *known = style != NULL ? g_hash_table_lookup(odt->lists_by_style, style) : NULL;
    OdtList list = {.style = style};
    if (known != NULL) {
        list = *known;
    } else {
        list.list = ++odt->lists;
        begin_counts(odt, &list, 0);
    }
    OdtItem before = odt->item;
    odt->item = (OdtItem){.list = &list, .depth = 1};
    odt->item.depth = level != NULL ? (unsigned)CLAMP(strtol(level, NULL, 10), 1, ODT_LEVELS) : 1;
    odt_walk_blocks(odt, item);
    odt->item = before;
    remember(odt->lists_by_style, style, &list);
}

static void walk_block(OdtDocument *odt, const XmlItem *item) {
    switch (item->name) {
    case NAME_TEXT_P:
    case NAME_TEXT_H:
        odt_walk_paragraph(odt, item);
        break;
    case NAME_TEXT_LIST:
        walk_list(odt, item);
        break;
    case NAME_TEXT_NUMBERED_PARAGRAPH:
        walk_numbered(odt, item);
        break;
    case NAME_TABLE_TABLE:
        walk_table(odt, item);
        break;
    case NAME_TEXT_SECTION:
        walk_section(odt, item);
        break;
    case NAME_TEXT_TABLE_OF_CONTENT:
    case NAME_TEXT_ILLUSTRATION_INDEX:
    case NAME_TEXT_TABLE_INDEX:
        count_lines(odt, item);
        break;
    case NAME_TEXT_TRACKED_CHANGES:
        count_changes(odt, item);
        break;
    case NAME_OFFICE_ANNOTATION:
        odt->file.comments++;
        break;
    case NAME_TEXT_BOOKMARK:
    case NAME_TEXT_BOOKMARK_START:
        odt_put_place(odt, xml_get(odt->xml, item, NAME_TEXT_NAME));
        break;
    case NAME_TEXT_ALPHABETICAL_INDEX_SOURCE:
    case NAME_TEXT_BIBLIOGRAPHY_SOURCE:
    case NAME_TEXT_USER_INDEX_SOURCE:
    case NAME_TEXT_OBJECT_INDEX_SOURCE:
    case NAME_TEXT_SEQUENCE_DECLS:
    case NAME_TEXT_VARIABLE_DECLS:
    case NAME_TEXT_USER_FIELD_DECLS:
    case NAME_OFFICE_FORMS:
    case NAME_OFFICE_EVENT_LISTENERS:
    case NAME_CHARACTERS:
        break;
    default:
        if (!odt_walk_frame(odt, item)) {
            odt_walk_blocks(odt, item);
        }
        break;
    }
}

void odt_walk_blocks(OdtDocument *odt, const XmlItem *parent) {
    for (const XmlItem *at = xml_first(odt->xml, parent); at != NULL; at = xml_next(odt->xml, at)) {
        walk_block(odt, at);
    }
    manuscript_end_paragraph(odt->file.manuscript);
}
