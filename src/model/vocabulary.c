/* The vocabulary's tables, made from elements.def and attributes.def, and the one dictionary that
 * every tree takes its names from. The dictionary is filled here and never again: libxml2 does not
 * lock it for writers. */
#include "model/vocabulary.h"

#include "model/interned.h"
#include "model/language.h"
#include "model/tree_memory.h"

#include <assert.h>
#include <glib.h>
#include <libxml/parser.h>
#include <string.h>

#define BIT(symbol) (1u << ATTRIBUTE_##symbol)
#define COMMON_ATTRIBUTES (BIT(ID) | BIT(CLASS) | BIT(LANG) | BIT(DIR) | BIT(TITLE))

static const struct {
    const char *name;
    ElementGroup group;
    ElementHolds holds;
    unsigned attributes;
} elements[ELEMENT_COUNT] = {
#define ELEMENT(symbol, name, group, holds, attributes)                                            \
    [ELEMENT_##symbol] = {name, GROUP_##group, HOLDS_##holds, COMMON_ATTRIBUTES | (attributes)},
#include "model/elements.def"
#undef ELEMENT
};

static const char *const attribute_names[ATTRIBUTE_COUNT] = {
#define ATTRIBUTE(symbol, name) [ATTRIBUTE_##symbol] = (name),
#include "model/attributes.def"
#undef ATTRIBUTE
};

static_assert(ELEMENT_COUNT <= 64, "a set of elements is one 64-bit word");
static_assert(ATTRIBUTE_COUNT <= 32, "a set of attributes is one 32-bit word");

/* Names in the dictionary, and a small open-addressed table from a name to its row. */
enum { NAME_SLOTS = 256 };

typedef struct {
    int8_t rows[NAME_SLOTS]; /* row + 1; 0 is an empty slot */
} NameTable;

static xmlDict *dictionary;
static const xmlChar *element_names_interned[ELEMENT_COUNT];
static const xmlChar *attribute_names_interned[ATTRIBUTE_COUNT];
static NameTable element_table;
static NameTable attribute_table;

static unsigned name_hash(const char *name, size_t length_bytes) {
    unsigned hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < length_bytes; i++) {
        hash = (hash ^ (unsigned char)g_ascii_tolower(name[i])) * 16777619u;
    }
    return hash ^ (hash >> 16);
}

static void table_add(NameTable *table, const char *name, int row) {
    unsigned slot = name_hash(name, strlen(name)) % NAME_SLOTS;
    while (table->rows[slot] != 0) {
        slot = (slot + 1) % NAME_SLOTS;
    }
    table->rows[slot] = (int8_t)(row + 1);
}

static const char *element_row_name(int row) {
    return elements[row].name;
}

static const char *attribute_row_name(int row) {
    return attribute_names[row];
}

static int table_find(const NameTable *table, const char *(*row_name)(int), const char *name,
                      size_t length_bytes) {
    unsigned slot = name_hash(name, length_bytes) % NAME_SLOTS;
    for (; table->rows[slot] != 0; slot = (slot + 1) % NAME_SLOTS) {
        int row = table->rows[slot] - 1;
        const char *candidate = row_name(row);
        if (strlen(candidate) == length_bytes &&
            g_ascii_strncasecmp(candidate, name, length_bytes) == 0) {
            return row;
        }
    }
    return -1;
}

void vocabulary_begin(void) {
    g_return_if_fail(dictionary == NULL);
    tree_memory_begin();
    xmlInitParser();
    dictionary = xmlDictCreate();
    if (dictionary == NULL) {
        g_error("out of memory");
    }
    for (int row = 0; row < ELEMENT_COUNT; row++) {
        const xmlChar *name = (const xmlChar *)elements[row].name;
        element_names_interned[row] = xmlDictLookup(dictionary, name, -1);
        if (elements[row].group != GROUP_ROOT) {
            table_add(&element_table, elements[row].name, row);
        }
    }
    for (int row = 0; row < ATTRIBUTE_COUNT; row++) {
        const xmlChar *name = (const xmlChar *)attribute_names[row];
        attribute_names_interned[row] = xmlDictLookup(dictionary, name, -1);
        table_add(&attribute_table, attribute_names[row], row);
    }
}

void vocabulary_end(void) {
    xmlDictFree(dictionary);
    dictionary = NULL;
    element_table = (NameTable){{0}};
    attribute_table = (NameTable){{0}};
    xmlCleanupParser();
}

xmlDict *interned_dictionary(void) {
    return dictionary;
}

const xmlChar *interned_element(Element element) {
    return element_names_interned[element];
}

const xmlChar *interned_attribute(Attribute attribute) {
    return attribute_names_interned[attribute];
}

const char *element_name(Element element) {
    return elements[element].name;
}

ElementGroup element_group(Element element) {
    return elements[element].group;
}

ElementHolds element_holds(Element element) {
    return elements[element].holds;
}

Element element_from_name(const char *name, size_t length_bytes) {
    return (Element)table_find(&element_table, element_row_name, name, length_bytes);
}

const char *attribute_name(Attribute attribute) {
    return attribute_names[attribute];
}

Attribute attribute_from_name(const char *name, size_t length_bytes) {
    return (Attribute)table_find(&attribute_table, attribute_row_name, name, length_bytes);
}

bool element_may_carry(Element element, Attribute attribute) {
    return element >= 0 && attribute >= 0 && (elements[element].attributes >> attribute & 1) != 0;
}

/* What stands where. */

#define SET(symbol) (UINT64_C(1) << ELEMENT_##symbol)
#define HEADINGS (SET(H2) | SET(H3) | SET(H4) | SET(H5) | SET(H6))

/* The parents of those that stand only in their own. */
static const uint64_t own_parents[ELEMENT_COUNT] = {
    [ELEMENT_HEADLINE] = SET(ARTICLE),
    [ELEMENT_KICKER] = SET(ARTICLE),
    [ELEMENT_DECK] = SET(ARTICLE),
    [ELEMENT_BODY] = SET(ARTICLE),
    [ELEMENT_LI] = SET(UL) | SET(OL),
    [ELEMENT_DT] = SET(DL),
    [ELEMENT_DD] = SET(DL),
    [ELEMENT_FIGCAPTION] = SET(FIGURE),
    [ELEMENT_CAPTION] = SET(TABLE),
    [ELEMENT_THEAD] = SET(TABLE),
    [ELEMENT_TBODY] = SET(TABLE),
    [ELEMENT_TFOOT] = SET(TABLE),
    [ELEMENT_TR] = SET(TABLE) | SET(THEAD) | SET(TBODY) | SET(TFOOT),
    [ELEMENT_TH] = SET(TR),
    [ELEMENT_TD] = SET(TR),
    [ELEMENT_RT] = SET(RUBY),
    [ELEMENT_RP] = SET(RUBY),
};

/* What some parents refuse though their kind would take it. */
static const uint64_t refused[ELEMENT_COUNT] = {
    [ELEMENT_A] = SET(A),
    [ELEMENT_DFN] = SET(DFN),
    [ELEMENT_PRE] = SET(IMG),
    [ELEMENT_RUBY] = SET(RUBY),
    [ELEMENT_RT] = SET(RUBY),
    [ELEMENT_RP] = ~UINT64_C(0), /* text alone: the brackets for readers without ruby */
    [ELEMENT_TH] = HEADINGS | SET(ASIDE),
    [ELEMENT_ASIDE] = SET(ASIDE),
    [ELEMENT_FIGURE] = SET(FIGURE) | SET(ASIDE),
};

/* What some take besides. */
static const uint64_t taken[ELEMENT_COUNT] = {
    [ELEMENT_FIGURE] = SET(IMG),
};

bool element_may_hold(Element parent, Element child) {
    if (parent < 0) {
        return false;
    }
    ElementHolds holds = elements[parent].holds;
    if (child < 0) {
        return holds == HOLDS_TEXT || holds == HOLDS_FLOW;
    }
    uint64_t child_bit = UINT64_C(1) << child;
    if ((refused[parent] & child_bit) != 0) {
        return false;
    }
    if (own_parents[child] != 0) {
        return (own_parents[child] >> parent & 1) != 0;
    }
    if ((taken[parent] & child_bit) != 0) {
        return true;
    }
    switch (elements[child].group) {
    case GROUP_BLOCK:
        return holds == HOLDS_BLOCKS || holds == HOLDS_FLOW;
    case GROUP_INLINE:
        return holds == HOLDS_TEXT || holds == HOLDS_FLOW;
    case GROUP_PART:
    case GROUP_ROOT:
        return false;
    }
    return false;
}
