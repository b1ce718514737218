/* The structure tree: elements owned by their parents. */
#include "print/structure.h"

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_PART] = "Part",
    [ROLE_ARTICLE] = "Art",
    [ROLE_SECTION] = "Sect",
    [ROLE_DIVISION] = "Div",
    [ROLE_QUOTATION] = "BlockQuote",
    [ROLE_CAPTION] = "Caption",
    [ROLE_CONTENTS] = "TOC",
    [ROLE_CONTENTS_ITEM] = "TOCI",
    [ROLE_HEADING_1] = "H1",
    [ROLE_HEADING_2] = "H2",
    [ROLE_HEADING_3] = "H3",
    [ROLE_HEADING_4] = "H4",
    [ROLE_HEADING_5] = "H5",
    [ROLE_HEADING_6] = "H6",
    [ROLE_PARAGRAPH] = "P",
    [ROLE_LIST] = "L",
    [ROLE_LIST_ITEM] = "LI",
    [ROLE_LIST_LABEL] = "Lbl",
    [ROLE_LIST_BODY] = "LBody",
    [ROLE_TABLE] = "Table",
    [ROLE_TABLE_HEAD] = "THead",
    [ROLE_TABLE_BODY] = "TBody",
    [ROLE_TABLE_FOOT] = "TFoot",
    [ROLE_TABLE_ROW] = "TR",
    [ROLE_TABLE_HEADER_CELL] = "TH",
    [ROLE_TABLE_CELL] = "TD",
    [ROLE_SPAN] = "Span",
    [ROLE_LINK] = "Link",
    [ROLE_REFERENCE] = "Reference",
    [ROLE_NOTE] = "Note",
    [ROLE_CODE] = "Code",
    [ROLE_FIGURE] = "Figure",
};

static const char *const numbering_names[NUMBERING_COUNT] = {
    [NUMBERING_NONE] = "None",
    [NUMBERING_DISC] = "Disc",
    [NUMBERING_DECIMAL] = "Decimal",
    [NUMBERING_LOWER_ALPHA] = "LowerAlpha",
    [NUMBERING_UPPER_ALPHA] = "UpperAlpha",
    [NUMBERING_LOWER_ROMAN] = "LowerRoman",
    [NUMBERING_UPPER_ROMAN] = "UpperRoman",
};

const char *structure_numbering_name(ListNumbering numbering) {
    return numbering_names[numbering];
}

const char *structure_role_name(StructureRole role) {
    return role_names[role];
}

StructureElement *structure_new(StructureRole role) {
    StructureElement *element = g_new0(StructureElement, 1);
    element->role = role;
    return element;
}

StructureElement *structure_add(StructureElement *parent, StructureRole role) {
    StructureElement *element = structure_new(role);
    structure_append_take(parent, element);
    return element;
}

void structure_append_take(StructureElement *parent, StructureElement *child) {
    if (parent->children == NULL) {
        parent->children = g_ptr_array_new();
    }
    child->parent = parent;
    g_ptr_array_add(parent->children, child);
}

void structure_say_language(StructureElement *element, const char *lang, const char *document) {
    const StructureElement *around = element->parent;
    while (around != NULL && around->lang == NULL) {
        around = around->parent;
    }
    if (g_strcmp0(lang, around != NULL ? around->lang : document) != 0) {
        g_free(element->lang);
        element->lang = g_strdup(lang);
    }
}

static void free_one(StructureElement *element) {
    g_clear_pointer(&element->children, g_ptr_array_unref);
    g_free(element->lang);
    g_free(element->alternative);
    g_free(element->id);
    g_free(element);
}

/* From the leaves up, without recursion: a tree is as deep as its article. */
void structure_free(StructureElement *element) {
    StructureElement *top = element;
    while (element != NULL) {
        GPtrArray *children = element->children;
        if (children != NULL && children->len > 0) {
            element = g_ptr_array_steal_index(children, children->len - 1);
            continue;
        }
        StructureElement *parent = element == top ? NULL : element->parent;
        free_one(element);
        element = parent;
    }
}
