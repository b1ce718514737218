/* Counts, the first places, and the examples. */
#include "read/mojibake_tally.h"

#include "base/text.h"

#include <string.h>

enum {
    EXAMPLE_BYTES = 24, /* of the words around a run, on each side */
    EXAMPLE_CHARACTERS = 48,
};

typedef struct {
    size_t count;
    char *file, *detail;
    uint32_t line, column;
    char *before, *after; /* the words that held the first one */
} Row;

struct MojibakeTally {
    Row rows[MOJIBAKE_ENCODINGS + 1]; /* the last is of signs */
    MojibakeEvidence evidence;
};

MojibakeTally *mojibake_tally_new(void) {
    return g_new0(MojibakeTally, 1);
}

void mojibake_tally_free(MojibakeTally *tally) {
    if (tally == NULL) {
        return;
    }
    for (size_t i = 0; i <= MOJIBAKE_ENCODINGS; i++) {
        g_free(tally->rows[i].file);
        g_free(tally->rows[i].detail);
        g_free(tally->rows[i].before);
        g_free(tally->rows[i].after);
    }
    g_free(tally);
}

MojibakeEvidence *mojibake_tally_evidence(MojibakeTally *tally) {
    return &tally->evidence;
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The word that the run is in, before and after. */
static void set_example(Row *row, const MojibakeMend *mend) {
    size_t start = mend->start;
    size_t least = start > EXAMPLE_BYTES ? start - EXAMPLE_BYTES : 0;
    while (start > least && !is_space(mend->text[start - 1])) {
        start--;
    }
    while ((mend->text[start] & 0xC0) == 0x80 && start < mend->start) {
        start++;
    }
    size_t end = mend->end;
    size_t most = MIN(end + EXAMPLE_BYTES, mend->length_bytes);
    while (end < most && !is_space(mend->text[end])) {
        end++;
    }
    while (end < mend->length_bytes && end > mend->end && (mend->text[end] & 0xC0) == 0x80) {
        end--;
    }
    g_autoptr(GString) after = g_string_new_len(mend->text + start, mend->start - start);
    g_string_append_len(after, mend->mended, mend->mended_bytes);
    g_string_append_len(after, mend->text + mend->end, end - mend->end);
    g_autofree char *again = mojibake_mend_quietly(after->str, after->len);
    g_autofree char *before = g_strndup(mend->text + start, end - start);
    row->before = text_shorten(before, EXAMPLE_CHARACTERS);
    row->after = text_shorten(again ? again : after->str, EXAMPLE_CHARACTERS);
}

static void set_place(Row *row, const MojibakeMend *mend, Place place) {
    const char *line = mend->text;
    uint32_t lines = 0;
    for (const char *at = line; at < mend->text + mend->start; at++) {
        if (*at == '\n' || (*at == '\r' && at[1] != '\n')) {
            line = at + 1;
            lines++;
        }
    }
    uint32_t before = (uint32_t)g_utf8_strlen(line, mend->text + mend->start - line);
    row->file = g_strdup(place.file);
    row->detail = g_strdup(place.detail);
    row->line = place.line == 0 ? 0 : place.line + lines;
    row->column = place.line == 0 ? 0 : before + (lines > 0 ? 1 : MAX(place.column, 1));
}

static void add(Row *row, const MojibakeMend *mend, Place place) {
    if (row->count++ == 0) {
        set_place(row, mend, place);
        set_example(row, mend);
    }
}

void mojibake_tally_add(MojibakeTally *tally, MojibakeEncoding encoding, const MojibakeMend *mend,
                        Place place) {
    add(&tally->rows[encoding], mend, place);
}

void mojibake_tally_add_sign(MojibakeTally *tally, const MojibakeMend *mend, Place place) {
    add(&tally->rows[MOJIBAKE_ENCODINGS], mend, place);
}

void mojibake_report(const MojibakeTally *tally, Report *report) {
    for (size_t i = 0; i <= MOJIBAKE_ENCODINGS; i++) {
        const Row *row = &tally->rows[i];
        if (row->count == 0) {
            continue;
        }
        Place place = {
            .file = row->file, .line = row->line, .column = row->column, .detail = row->detail};
        g_autofree char *count = g_strdup_printf("%zu", row->count);
        if (i == MOJIBAKE_ENCODINGS) {
            report_add(report, DIAGNOSTIC_SIGNS_MENDED, place, NULL, count, row->after, NULL);
            continue;
        }
        report_add(report, DIAGNOSTIC_MOJIBAKE_MENDED, place, NULL,
                   mojibake_encoding_name((MojibakeEncoding)i), count, row->before, row->after,
                   NULL);
    }
}
