/* What the properties of print are made of: a row for each, and what reads their values. The
 * room's own. */
#ifndef GALLEY_STYLE_PRINT_PROPERTIES_H
#define GALLEY_STYLE_PRINT_PROPERTIES_H

#include "style/print_sheet.h"

#include <stddef.h>

struct Property {
    const char *name;
    bool (*apply)(const GArray *values, Computing *computing, const Property *property);
    bool (*apply_page)(const GArray *values, PageStyle *page, const Property *property);
    size_t offset; /* of the member that it sets, or a side's number */
    bool decides_size;
};

typedef struct {
    const Property *rows;
    size_t count;
} PropertyTable;
extern const PropertyTable text_properties; /* of letters and lines */
extern const PropertyTable box_properties;  /* of what stands around them */
extern const PropertyTable page_properties; /* of @page */

typedef struct {
    const char *word;
    int value;
} Word;

/* NULL past the end. */
const CssToken *value_at(const GArray *values, guint index);
/* The value is one word of the list. */
bool read_word(const GArray *values, const Word *words, size_t count, int *value);
#define READ_WORD(values, words, value) read_word(values, words, G_N_ELEMENTS(words), value)
/* The value is one whole number, 0 to `most`. */
bool read_count(const GArray *values, unsigned most, unsigned *count);
/* "0.5pt solid black" */
bool read_rule(const GArray *values, Mpt em_mpt, Rule *rule);
/* One to four lengths: top, right, bottom, left. */
bool read_four(const GArray *values, Mpt em_mpt, Mpt lengths[SIDE_COUNT]);
/* Into the member of BoxStyle that the property names. */
bool apply_length(const GArray *values, Computing *computing, const Property *property);
bool apply_count(const GArray *values, Computing *computing, const Property *property);

#define MEMBER(structure, type, property)                                                          \
    ((type *)(void *)((char *)(structure) + (property)->offset))
#define OF_BOX(member) offsetof(BoxStyle, member)
#define OF_PAGE(member) offsetof(PageStyle, member)

#endif
