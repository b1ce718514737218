/* The closed vocabulary of an article's tree: which elements there are, what each may hold and
 * which attributes it may carry. Names are interned once, before the first thread, in one xmlDict
 * that all documents share; nodes are made with those names and never with xmlSetProp or
 * xmlNewNode. */
#ifndef GALLEY_MODEL_VOCABULARY_H
#define GALLEY_MODEL_VOCABULARY_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    ELEMENT_NONE = -1,
#define ELEMENT(symbol, name, group, holds, attributes) ELEMENT_##symbol,
#include "model/elements.def"
#undef ELEMENT
    ELEMENT_COUNT
} Element;

typedef enum {
    ATTRIBUTE_NONE = -1,
#define ATTRIBUTE(symbol, name) ATTRIBUTE_##symbol,
#include "model/attributes.def"
#undef ATTRIBUTE
    ATTRIBUTE_COUNT
} Attribute;

typedef enum { GROUP_ROOT, GROUP_BLOCK, GROUP_INLINE, GROUP_PART } ElementGroup;
typedef enum { HOLDS_NOTHING, HOLDS_TEXT, HOLDS_BLOCKS, HOLDS_FLOW, HOLDS_PARTS } ElementHolds;

/* Interns the names and readies libxml2. Called once by main (and by each test program) before any
 * thread; vocabulary_end at the very end, for leak checkers. */
void vocabulary_begin(void);
void vocabulary_end(void);

const char *element_name(Element element);
ElementGroup element_group(Element element);
ElementHolds element_holds(Element element);
/* By name, any case: for readers. ELEMENT_NONE if the vocabulary has none (or it is of GROUP_ROOT).
 */
Element element_from_name(const char *name, size_t length_bytes);
/* Of a node made by node_new: constant time. ELEMENT_NONE for text. */
Element element_of(const xmlNode *node);
/* May `child` stand directly in `parent`? Text is asked for with ELEMENT_NONE. */
bool element_may_hold(Element parent, Element child);

const char *attribute_name(Attribute attribute);
Attribute attribute_from_name(const char *name, size_t length_bytes);
bool element_may_carry(Element element, Attribute attribute);
/* Is this a value that the attribute may have (numbers, dir, scope, type, language tags, and for
 * href and src no scheme that runs)? */
bool attribute_accepts(Attribute attribute, const char *value);

/* The classes that mean something; every other class is dropped by enrich/clean. */
bool class_is_known(Element element, const char *class_name);

#endif
