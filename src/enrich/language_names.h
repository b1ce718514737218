/* What languages are called in Galley's reports, which are in English. */
#ifndef GALLEY_ENRICH_LANGUAGE_NAMES_H
#define GALLEY_ENRICH_LANGUAGE_NAMES_H

/* "Arabic" of "ar"; a tag that is not known is its own name. */
const char *language_english_name(const char *tag);

#endif
