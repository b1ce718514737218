/* A PDF file as it is written (ISO 32000-1, 7.5): objects are numbered when they are first spoken
 * of and written when they are known, in any order. What is no stream is gathered into object
 * streams (7.5.7); the cross-references are a stream (7.5.8). The file's identifier is made of its
 * bytes, never of a clock. */
#ifndef GALLEY_PRINT_PDF_OBJECTS_H
#define GALLEY_PRINT_PDF_OBJECTS_H

#include "base/digest.h"
#include "base/jobs.h"

#include <glib.h>

/* Bytes deflated as FlateDecode has them (zlib, level 6). Thread-safe. */
GBytes *pdf_deflate(Pool *compressors, const void *bytes, size_t length);
Pool *pdf_compressors_new(void);

typedef struct PdfFile PdfFile;
/* Begins a file: "1.6". `compressors` is borrowed. */
PdfFile *pdf_file_new(int descriptor, const char *version, Pool *compressors);
void pdf_file_free(PdfFile *file); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, pdf_file_free)
/* A number for an object that is written later. One that never is counts as free. */
uint32_t pdf_file_reserve(PdfFile *file);
/* Writes an object that is no stream. */
void pdf_file_add(PdfFile *file, uint32_t number, const char *body, size_t length);
/* Writes a stream of bytes as they are; `entries` are those of its dictionary, but for Length. */
void pdf_file_add_stream(PdfFile *file, uint32_t number, const char *entries, const void *bytes,
                         size_t length);
/* The same, deflated here. */
void pdf_file_add_deflated(PdfFile *file, uint32_t number, const char *entries, const void *bytes,
                           size_t length);
/* Of all that was written so far. */
Digest pdf_file_digest(PdfFile *file);
/* Writes the cross-references. `identifier` makes the first half of the file's ID, its bytes the
 * second. False: the first error there was. */
bool pdf_file_finish(PdfFile *file, uint32_t root, uint32_t info, const char *identifier,
                     GError **error);

#endif
