/* Objects go out through one buffer; the digest of the file is taken of the buffer each time that
 * it is written, together with the digest before, so that nothing has to be read again. */
#include "print/pdf/objects.h"

#include "base/file.h"
#include "print/pdf/syntax.h"

#include <errno.h>
#include <libdeflate.h>
#include <string.h>
#include <unistd.h>

enum {
    BUFFER_BYTES = 256 * 1024,
    OBJECTS_PER_STREAM = 200,
    STREAM_BYTES = 64 * 1024, /* an object stream is not longer, but for its last object */
    DEFLATE_LEVEL = 6,
    ID_BYTES = 16,
};

typedef enum { ENTRY_FREE, ENTRY_PLAIN, ENTRY_IN_STREAM } EntryKind;

typedef struct {
    EntryKind kind;
    uint32_t index; /* within its object stream */
    uint64_t place; /* offset in the file, or number of the object stream */
} Entry;

struct PdfFile {
    int descriptor;
    Pool *compressors;
    GArray *entries; /* Entry, by number */
    GString *buffer;
    uint64_t written_bytes; /* before the buffer */
    Digest digest;
    GString *gathered, *gathered_index; /* the object stream that grows */
    uint32_t gathered_count, gathered_number;
    GError *error;
};

static void *make_compressor(void) {
    return libdeflate_alloc_compressor(DEFLATE_LEVEL);
}

static void free_compressor(void *compressor) {
    libdeflate_free_compressor(compressor);
}

Pool *pdf_compressors_new(void) {
    return pool_new(make_compressor, free_compressor);
}

GBytes *pdf_deflate(Pool *compressors, const void *bytes, size_t length) {
    struct libdeflate_compressor *compressor = pool_take(compressors);
    size_t most = libdeflate_zlib_compress_bound(compressor, length);
    char *out = g_malloc(most);
    size_t size = libdeflate_zlib_compress(compressor, bytes, length, out, most);
    pool_give(compressors, compressor);
    return g_bytes_new_take(g_realloc(out, size), size);
}

static void write_buffer(PdfFile *file) {
    struct {
        Digest before, of_buffer;
    } both = {file->digest, digest_of(file->buffer->str, file->buffer->len)};
    file->digest = digest_of(&both, sizeof both);
    for (size_t done = 0; done < file->buffer->len && file->error == NULL;) {
        ssize_t count = write(file->descriptor, file->buffer->str + done, file->buffer->len - done);
        if (count < 0 && errno != EINTR) {
            g_set_error(&file->error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "cannot write: %s",
                        g_strerror(errno));
        }
        done += count > 0 ? (size_t)count : 0;
    }
    file->written_bytes += file->buffer->len;
    g_string_truncate(file->buffer, 0);
}

static void put(PdfFile *file, const void *bytes, size_t length) {
    g_string_append_len(file->buffer, bytes, (gssize)length);
    if (file->buffer->len >= BUFFER_BYTES) {
        write_buffer(file);
    }
}

PdfFile *pdf_file_new(int descriptor, const char *version, Pool *compressors) {
    PdfFile *file = g_new0(PdfFile, 1);
    file->descriptor = descriptor;
    file->compressors = compressors;
    file->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    g_array_set_size(file->entries, 1); /* number 0 is nobody's */
    file->buffer = g_string_sized_new(BUFFER_BYTES);
    file->gathered = g_string_new(NULL);
    file->gathered_index = g_string_new(NULL);
    /* The bytes above 127 say that the file is not text (7.5.2). */
    g_string_append_printf(file->buffer, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version);
    return file;
}

void pdf_file_free(PdfFile *file) {
    if (file != NULL) {
        g_array_unref(file->entries);
        g_string_free(file->buffer, TRUE);
        g_string_free(file->gathered, TRUE);
        g_string_free(file->gathered_index, TRUE);
        g_clear_error(&file->error);
        g_free(file);
    }
}

uint32_t pdf_file_reserve(PdfFile *file) {
    g_array_set_size(file->entries, file->entries->len + 1);
    return file->entries->len - 1;
}

static void set_entry(PdfFile *file, uint32_t number, Entry entry) {
    g_array_index(file->entries, Entry, number) = entry;
}

void pdf_file_add_stream(PdfFile *file, uint32_t number, const char *entries, const void *bytes,
                         size_t length) {
    set_entry(file, number,
              (Entry){.kind = ENTRY_PLAIN, .place = file->written_bytes + file->buffer->len});
    g_string_append_printf(file->buffer, "%u 0 obj\n<<%s/Length %" G_GSIZE_FORMAT ">>\nstream\n",
                           number, entries, length);
    put(file, bytes, length);
    g_string_append(file->buffer, "\nendstream\nendobj\n");
}

void pdf_file_add_deflated(PdfFile *file, uint32_t number, const char *entries, const void *bytes,
                           size_t length) {
    g_autofree char *with_filter = g_strconcat(entries, "/Filter/FlateDecode", NULL);
    GBytes *packed = pdf_deflate(file->compressors, bytes, length);
    gsize size = 0;
    const void *data = g_bytes_get_data(packed, &size);
    pdf_file_add_stream(file, number, with_filter, data, size);
    g_bytes_unref(packed);
}

static void write_gathered(PdfFile *file) {
    if (file->gathered_count == 0) {
        return;
    }
    g_autofree char *entries = g_strdup_printf("/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT,
                                               file->gathered_count, file->gathered_index->len);
    g_string_append_len(file->gathered_index, file->gathered->str, (gssize)file->gathered->len);
    pdf_file_add_deflated(file, file->gathered_number, entries, file->gathered_index->str,
                          file->gathered_index->len);
    g_string_truncate(file->gathered, 0);
    g_string_truncate(file->gathered_index, 0);
    file->gathered_count = 0;
}

void pdf_file_add(PdfFile *file, uint32_t number, const char *body, size_t length) {
    if (file->gathered_count == 0) {
        file->gathered_number = pdf_file_reserve(file);
    }
    set_entry(file, number,
              (Entry){.kind = ENTRY_IN_STREAM,
                      .index = file->gathered_count,
                      .place = file->gathered_number});
    pdf_add_integer(file->gathered_index, number);
    g_string_append_c(file->gathered_index, ' ');
    pdf_add_integer(file->gathered_index, (int64_t)file->gathered->len);
    g_string_append_c(file->gathered_index, ' ');
    g_string_append_len(file->gathered, body, (gssize)length);
    g_string_append_c(file->gathered, '\n');
    file->gathered_count++;
    if (file->gathered_count == OBJECTS_PER_STREAM || file->gathered->len >= STREAM_BYTES) {
        write_gathered(file);
    }
}

Digest pdf_file_digest(PdfFile *file) {
    write_gathered(file);
    write_buffer(file);
    return file->digest;
}

static void add_big_endian(GString *rows, uint64_t value, unsigned width_bytes) {
    for (unsigned i = width_bytes; i > 0; i--) {
        g_string_append_c(rows, (char)(value >> 8 * (i - 1) & 0xFF));
    }
}

/* Rows of kind, place and index (Table 18), each less the row above (PNG's predictor Up), which
 * deflates to a half. */
static GString *cross_references(const PdfFile *file, unsigned place_bytes) {
    size_t width = 1 + place_bytes + 2;
    g_autoptr(GString) above = g_string_new(NULL), row = g_string_new(NULL);
    g_string_set_size(above, width);
    memset(above->str, 0, width);
    GString *rows = g_string_new(NULL);
    for (guint i = 0; i < file->entries->len; i++) {
        const Entry *entry = &g_array_index(file->entries, Entry, i);
        g_string_truncate(row, 0);
        add_big_endian(row, entry->kind, 1);
        add_big_endian(row, entry->place, place_bytes);
        add_big_endian(row, entry->kind == ENTRY_FREE ? 0xFFFF : entry->index, 2);
        g_string_append_c(rows, 2);
        for (size_t byte = 0; byte < width; byte++) {
            g_string_append_c(rows, (char)(row->str[byte] - above->str[byte]));
        }
        g_string_overwrite_len(above, 0, row->str, (gssize)width);
    }
    return rows;
}

static void add_identifier(GString *text, const Digest *digest) {
    const unsigned char *bytes = (const unsigned char *)digest->words;
    g_string_append_c(text, '<');
    for (size_t i = 0; i < ID_BYTES; i++) {
        g_string_append_printf(text, "%02X", bytes[i]);
    }
    g_string_append_c(text, '>');
}

bool pdf_file_finish(PdfFile *file, uint32_t root, uint32_t info, const char *identifier,
                     GError **error) {
    Digest second = pdf_file_digest(file), first = digest_of(identifier, strlen(identifier));
    uint32_t number = pdf_file_reserve(file);
    uint64_t start = file->written_bytes;
    unsigned place_bytes = 3;
    while (place_bytes < 8 && start >> 8 * place_bytes > 0) {
        place_bytes++;
    }
    set_entry(file, number, (Entry){.kind = ENTRY_PLAIN, .place = start});
    g_autoptr(GString) rows = cross_references(file, place_bytes);
    g_autoptr(GString) entries = g_string_new(NULL);
    g_string_append_printf(entries,
                           "/Type/XRef/Size %u/W[1 %u 2]/Root %u 0 R/Info %u 0 R"
                           "/DecodeParms<</Predictor 12/Columns %u>>/ID[",
                           file->entries->len, place_bytes, root, info, place_bytes + 3);
    add_identifier(entries, &first);
    add_identifier(entries, &second);
    g_string_append_c(entries, ']');
    pdf_file_add_deflated(file, number, entries->str, rows->str, rows->len);
    g_string_append_printf(file->buffer, "startxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", start);
    write_buffer(file);
    if (file->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&file->error));
        return false;
    }
    return true;
}
