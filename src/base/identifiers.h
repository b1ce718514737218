/* Names made from content: UUIDs, file names, element ids. Nothing here asks a clock or a counter.
 */
#ifndef GALLEY_BASE_IDENTIFIERS_H
#define GALLEY_BASE_IDENTIFIERS_H

#include <glib.h>
#include <stdbool.h>

/* UUID version 5 (RFC 9562, 5.5) of `name` in Galley's own namespace, lower case, without
 * urn:uuid:. */
char *identifier_uuid(const char *name);
/* True for 8-4-4-4-12 hexadecimal digits. */
bool identifier_is_uuid(const char *text);

/* ASCII, lower case, words joined by '-', Latin letters without their marks ("Über Straßen" is
 * "uber-strassen"), at most 60 bytes, begins with a letter. Text of which less than half could be
 * kept (Arabic, Japanese) gives "x-" and ten hexadecimal digits of its SHA-256. Never empty. */
char *identifier_slug(const char *text);

/* The anchor that GitHub gives a heading: lower case in any script, spaces to '-', punctuation
 * dropped. For matching `other.md#a-heading` as writers write it; not unique, not ASCII. */
char *identifier_github_anchor(const char *text);

/* Twelve hexadecimal digits of SHA-256 of the strings up to NULL, for ids from content. */
char *identifier_hash(const char *first, ...) G_GNUC_NULL_TERMINATED;

/* ISSN with its check digit (ISO 3297): "1234-5679". */
bool identifier_is_issn(const char *text);

#endif
