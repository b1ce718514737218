/* Marked content and elements. An element's record is found through its `contents`, as index plus
 * one; it is made with the first content in it or below it, so that what never gets any is known by
 * having none. */
#include "print/pdf/structure_tree.h"

#include "print/pdf/syntax.h"

#include <string.h>

#define LEAF_BYTES 16384 /* of a leaf of a tree of numbers or names */

/* What an element's K holds beside its children: marked content, or an annotation. */
typedef struct {
    uint32_t next;           /* of the same element: index plus one; 0: none */
    uint32_t page, position; /* object number; among the pages */
    uint32_t number;         /* MCID, or object number of an annotation */
    bool is_annotation;
} Piece;

typedef struct {
    uint32_t object; /* whose content it is: of a wrapped element, that of the Link inside it */
    uint32_t outer;  /* what its parent calls it */
    uint32_t first_piece, last_piece; /* index plus one */
    uint64_t first_place;             /* where its first content stands, or that of what is in it */
    bool has_box;
    int64_t box[4];
} Contents;

/* A row of the tree that leads from content to elements (14.7.4.4). */
typedef struct {
    bool is_page;
    uint32_t first, count; /* page: in `parents`; else `first` is the element's object */
} ParentRow;

struct PdfStructure {
    PdfFile *file;
    GArray *contents, *pieces, *rows;
    GArray *parents;   /* uint32_t: elements by MCID, page after page */
    GPtrArray *ids;    /* NamedElement */
    uint32_t page;     /* object number of the page that is written */
    uint32_t position; /* its place among the pages */
    uint32_t page_row; /* and its index in `rows` */
};

typedef struct {
    char *id;
    uint32_t object;
} NamedElement;

static void free_named(void *data) {
    NamedElement *named = data;
    g_free(named->id);
    g_free(named);
}

PdfStructure *pdf_structure_new(PdfFile *file) {
    PdfStructure *structure = g_new0(PdfStructure, 1);
    structure->file = file;
    structure->contents = g_array_new(FALSE, TRUE, sizeof(Contents));
    structure->pieces = g_array_new(FALSE, TRUE, sizeof(Piece));
    structure->rows = g_array_new(FALSE, TRUE, sizeof(ParentRow));
    structure->parents = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    structure->ids = g_ptr_array_new_with_free_func(free_named);
    return structure;
}

void pdf_structure_free(PdfStructure *structure) {
    if (structure != NULL) {
        g_array_unref(structure->contents);
        g_array_unref(structure->pieces);
        g_array_unref(structure->rows);
        g_array_unref(structure->parents);
        g_ptr_array_unref(structure->ids);
        g_free(structure);
    }
}

uint32_t pdf_structure_begin_page(PdfStructure *structure, uint32_t page, size_t position) {
    ParentRow row = {.is_page = true, .first = structure->parents->len};
    g_array_append_val(structure->rows, row);
    structure->page = page;
    structure->position = (uint32_t)position;
    structure->page_row = structure->rows->len - 1;
    return structure->page_row;
}

static Contents *contents_of(const PdfStructure *structure, const StructureElement *element) {
    return element->contents == NULL ? NULL
                                     : &g_array_index(structure->contents, Contents,
                                                      GPOINTER_TO_UINT(element->contents) - 1);
}

static void make_contents(PdfStructure *structure, StructureElement *element) {
    Contents contents = {.object = pdf_file_reserve(structure->file), .first_place = G_MAXUINT64};
    contents.outer = contents.object;
    g_array_append_val(structure->contents, contents);
    element->contents = GUINT_TO_POINTER(structure->contents->len);
}

/* Where content stands among all others: by page, in the order in which the page shows it. Pages
 * may come in another order: one that has the contents on it waits until they are known. */
static uint64_t place_of(const PdfStructure *structure, uint32_t piece) {
    return (uint64_t)g_array_index(structure->pieces, Piece, piece).position << 32 | piece;
}

/* Notes in each element that it has content here, if that is its first. */
static Contents *begin_contents(PdfStructure *structure, StructureElement *element) {
    uint64_t place = (uint64_t)structure->position << 32 | structure->pieces->len;
    StructureElement *at = element;
    do {
        if (at->contents == NULL) {
            make_contents(structure, at);
        }
        Contents *contents = contents_of(structure, at);
        if (contents->first_place <= place) {
            break;
        }
        contents->first_place = place;
        at = at->parent;
    } while (at != NULL);
    return contents_of(structure, element);
}

static void add_piece(PdfStructure *structure, Contents *contents, uint32_t number,
                      bool is_annotation) {
    Piece piece = {.page = structure->page,
                   .position = structure->position,
                   .number = number,
                   .is_annotation = is_annotation};
    g_array_append_val(structure->pieces, piece);
    uint32_t index = structure->pieces->len;
    if (contents->first_piece == 0) {
        contents->first_piece = index;
    } else {
        g_array_index(structure->pieces, Piece, contents->last_piece - 1).next = index;
    }
    contents->last_piece = index;
}

uint32_t pdf_structure_mark(PdfStructure *structure, StructureElement *element) {
    Contents *contents = begin_contents(structure, element);
    ParentRow *row = &g_array_index(structure->rows, ParentRow, structure->page_row);
    add_piece(structure, contents, row->count, false);
    g_array_append_val(structure->parents, contents->object);
    return row->count++;
}

uint32_t pdf_structure_link(PdfStructure *structure, StructureElement *element,
                            uint32_t annotation) {
    Contents *contents = begin_contents(structure, element);
    add_piece(structure, contents, annotation, true);
    if (element->role != ROLE_LINK && contents->outer == contents->object) {
        contents->outer = pdf_file_reserve(structure->file);
    }
    ParentRow row = {.first = contents->object};
    g_array_append_val(structure->rows, row);
    return structure->rows->len - 1;
}

void pdf_structure_picture(PdfStructure *structure, StructureElement *element, int64_t left_mpt,
                           int64_t bottom_mpt, int64_t right_mpt, int64_t top_mpt) {
    Contents *contents = begin_contents(structure, element);
    int64_t *box = contents->box;
    box[0] = contents->has_box ? MIN(box[0], left_mpt) : left_mpt;
    box[1] = contents->has_box ? MIN(box[1], bottom_mpt) : bottom_mpt;
    box[2] = contents->has_box ? MAX(box[2], right_mpt) : right_mpt;
    box[3] = contents->has_box ? MAX(box[3], top_mpt) : top_mpt;
    contents->has_box = true;
}

/* Cells stay where they are empty, for a row's sake. */
static bool is_kept(const StructureElement *element) {
    return element->contents != NULL || element->role == ROLE_TABLE_CELL ||
           element->role == ROLE_TABLE_HEADER_CELL;
}

static void add_piece_text(GString *text, const Piece *piece, uint32_t page) {
    if (piece->is_annotation) {
        g_string_append_printf(text, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", piece->page,
                               piece->number);
    } else if (piece->page != page) {
        g_string_append_printf(text, "<</Type/MCR/Pg %u 0 R/MCID %u>>", piece->page, piece->number);
    } else {
        g_string_append_c(text, ' ');
        pdf_add_integer(text, piece->number);
    }
}

static gint compare_places(gconstpointer left, gconstpointer right) {
    uint64_t one = *(const uint64_t *)left, other = *(const uint64_t *)right;
    return one < other ? -1 : one > other;
}

/* The places of an element's own pieces, in reading order. */
static GArray *places_of(const PdfStructure *structure, const Contents *contents) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (uint32_t at = contents->first_piece; at > 0;
         at = g_array_index(structure->pieces, Piece, at - 1).next) {
        uint64_t place = place_of(structure, at - 1);
        g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    return places;
}

/* Pieces and children in reading order: a child stands where its first content does. */
static void add_kids(PdfStructure *structure, GString *text, StructureElement *element) {
    g_autoptr(GArray) places = places_of(structure, contents_of(structure, element));
    uint32_t count = element->children != NULL ? element->children->len : 0;
    uint32_t page = 0;
    guint next = 0;
    if (places->len > 0) {
        uint32_t first = (uint32_t)g_array_index(places, uint64_t, 0);
        page = g_array_index(structure->pieces, Piece, first).page;
        g_string_append_printf(text, "/Pg %u 0 R", page);
    }
    g_string_append(text, "/K[");
    for (uint32_t i = 0; i <= count; i++) {
        StructureElement *child = i < count ? element->children->pdata[i] : NULL;
        if (child != NULL && !is_kept(child)) {
            continue;
        }
        if (child != NULL && child->contents == NULL) {
            make_contents(structure, child);
            contents_of(structure, child)->first_place = 0;
        }
        uint64_t until = child != NULL ? contents_of(structure, child)->first_place : G_MAXUINT64;
        for (; next < places->len && g_array_index(places, uint64_t, next) < until; next++) {
            uint32_t piece = (uint32_t)g_array_index(places, uint64_t, next);
            add_piece_text(text, &g_array_index(structure->pieces, Piece, piece), page);
        }
        if (child != NULL) {
            g_string_append_c(text, ' ');
            pdf_add_reference(text, contents_of(structure, child)->outer);
        }
    }
    g_string_append_c(text, ']');
}

static void add_cell_attributes(GString *text, const StructureElement *element) {
    bool is_head = element->role == ROLE_TABLE_HEADER_CELL;
    if (!is_head && element->column_span <= 1 && element->row_span <= 1) {
        return;
    }
    g_string_append(text, "/A<</O/Table");
    if (is_head) {
        g_string_append(text, element->heads_row ? "/Scope/Row" : "/Scope/Column");
    }
    if (element->column_span > 1) {
        g_string_append_printf(text, "/ColSpan %u", element->column_span);
    }
    if (element->row_span > 1) {
        g_string_append_printf(text, "/RowSpan %u", element->row_span);
    }
    g_string_append(text, ">>");
}

/* A note's id is unique in its article only; with the object's number it is in the file. */
static void add_id(PdfStructure *structure, GString *text, const StructureElement *element,
                   uint32_t object) {
    NamedElement *named = g_new0(NamedElement, 1);
    named->id = g_strdup_printf("%s.%u", element->id != NULL ? element->id : "note", object);
    named->object = object;
    g_ptr_array_add(structure->ids, named);
    g_string_append(text, "/ID");
    pdf_add_bytes(text, named->id, strlen(named->id));
}

static void add_properties(PdfStructure *structure, GString *text, const StructureElement *element,
                           const Contents *contents) {
    if (element->lang != NULL) {
        g_string_append(text, "/Lang");
        pdf_add_words(text, element->lang, strlen(element->lang));
    }
    if (element->alternative != NULL) {
        g_string_append(text, "/Alt");
        pdf_add_words(text, element->alternative, strlen(element->alternative));
    }
    if (element->role == ROLE_NOTE || element->id != NULL) {
        add_id(structure, text, element, contents->outer);
    }
    if (element->role == ROLE_TABLE_CELL || element->role == ROLE_TABLE_HEADER_CELL) {
        add_cell_attributes(text, element);
    }
    if (element->role == ROLE_LIST) {
        g_string_append_printf(text, "/A<</O/List/ListNumbering/%s>>",
                               structure_numbering_name(element->numbering));
    }
    if (element->role == ROLE_FIGURE && contents->has_box) {
        const int64_t *box = contents->box;
        g_string_append(text, "/A<</O/Layout/Placement/Block/BBox");
        pdf_add_rectangle(text, box[0], box[1], box[2], box[3]);
        g_string_append(text, ">>");
    }
}

static void write_element(PdfStructure *structure, StructureElement *element, uint32_t parent) {
    Contents contents = *contents_of(structure, element);
    g_autoptr(GString) text = g_string_new("<</Type/StructElem/S");
    pdf_add_name(text, structure_role_name(element->role));
    g_string_append_printf(text, "/P %u 0 R", parent);
    add_properties(structure, text, element, &contents);
    if (contents.outer != contents.object) {
        g_string_append_printf(text, "/K[%u 0 R]>>", contents.object);
        pdf_file_add(structure->file, contents.outer, text->str, text->len);
        g_string_printf(text, "<</Type/StructElem/S/Link/P %u 0 R", contents.outer);
    }
    add_kids(structure, text, element);
    g_string_append(text, ">>");
    pdf_file_add(structure->file, contents.object, text->str, text->len);
}

static void write_elements(PdfStructure *structure, StructureElement *root, uint32_t tree_root) {
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    g_ptr_array_add(waiting, root);
    while (waiting->len > 0) {
        StructureElement *element = g_ptr_array_steal_index(waiting, waiting->len - 1);
        const Contents *around =
            element->parent != NULL ? contents_of(structure, element->parent) : NULL;
        write_element(structure, element,
                      element == root || around == NULL ? tree_root : around->object);
        for (guint i = element->children != NULL ? element->children->len : 0; i > 0; i--) {
            StructureElement *child = element->children->pdata[i - 1];
            if (child->contents != NULL) {
                g_ptr_array_add(waiting, child);
            }
        }
    }
}

static void add_row(const PdfStructure *structure, GString *text, guint key) {
    const ParentRow *row = &g_array_index(structure->rows, ParentRow, key);
    pdf_add_integer(text, key);
    if (!row->is_page) {
        g_string_append_c(text, ' ');
        pdf_add_reference(text, row->first);
        g_string_append_c(text, ' ');
        return;
    }
    g_string_append_c(text, '[');
    for (uint32_t i = 0; i < row->count; i++) {
        pdf_add_reference(text, g_array_index(structure->parents, uint32_t, row->first + i));
        g_string_append_c(text, ' ');
    }
    g_string_append_c(text, ']');
}

/* The tree of numbers from content to elements (7.9.7), in leaves. */
static uint32_t write_parents(PdfStructure *structure) {
    uint32_t tree = pdf_file_reserve(structure->file);
    g_autoptr(GString) kids = g_string_new("<</Kids[");
    for (guint key = 0; key < structure->rows->len;) {
        guint first = key;
        g_autoptr(GString) rows = g_string_new(NULL);
        while (key < structure->rows->len && rows->len < LEAF_BYTES) {
            add_row(structure, rows, key++);
        }
        g_autofree char *leaf =
            g_strdup_printf("<</Limits[%u %u]/Nums[%s]>>", first, key - 1, rows->str);
        uint32_t number = pdf_file_reserve(structure->file);
        pdf_file_add(structure->file, number, leaf, strlen(leaf));
        g_string_append_printf(kids, "%u 0 R ", number);
    }
    g_string_append(kids, "]>>");
    pdf_file_add(structure->file, tree, kids->str, kids->len);
    return tree;
}

static gint compare_named(gconstpointer left, gconstpointer right) {
    const NamedElement *const *one = left, *const *other = right;
    return strcmp((*one)->id, (*other)->id);
}

static void add_ids(PdfStructure *structure, GString *text) {
    if (structure->ids->len == 0) {
        return;
    }
    g_ptr_array_sort(structure->ids, compare_named);
    g_string_append(text, "/IDTree<</Names[");
    for (guint i = 0; i < structure->ids->len; i++) {
        const NamedElement *named = structure->ids->pdata[i];
        pdf_add_bytes(text, named->id, strlen(named->id));
        pdf_add_reference(text, named->object);
        g_string_append_c(text, ' ');
    }
    g_string_append(text, "]>>");
}

uint32_t pdf_structure_write(PdfStructure *structure, StructureElement *root) {
    uint32_t tree_root = pdf_file_reserve(structure->file);
    if (root->contents == NULL) {
        make_contents(structure, root);
    }
    write_elements(structure, root, tree_root);
    g_autoptr(GString) text = g_string_new("<</Type/StructTreeRoot/K ");
    pdf_add_reference(text, contents_of(structure, root)->outer);
    g_string_append_printf(text, "/ParentTreeNextKey %u/ParentTree %u 0 R", structure->rows->len,
                           write_parents(structure));
    add_ids(structure, text);
    g_string_append(text, ">>");
    pdf_file_add(structure->file, tree_root, text->str, text->len);
    return tree_root;
}
