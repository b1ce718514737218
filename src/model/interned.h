/* The interned names behind the vocabulary, for node.c alone: trees are made only there. */
#ifndef GALLEY_MODEL_INTERNED_H
#define GALLEY_MODEL_INTERNED_H

#include "model/vocabulary.h"

/* Filled by vocabulary_begin; read-only from then on. */
xmlDict *interned_dictionary(void);
const xmlChar *interned_element(Element element);
const xmlChar *interned_attribute(Attribute attribute);

#endif
