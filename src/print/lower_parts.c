/* Paragraphs that are longer than is shaped and broken at once, in parts: a book that came without
 * a line's end is set in bounded memory. Relies on a space being somewhere in it. */
#include "print/lower.h"

#include "base/limits.h"

#include <string.h>

/* Behind the last space in so many bytes; else at the last character. */
static size_t part_end(const char *text, size_t most_bytes) {
    const char *end = text + most_bytes;
    while ((*end & 0xC0) == 0x80) {
        end--;
    }
    const char *space = end;
    while (space > text && space[-1] != ' ') {
        space--;
    }
    return (size_t)((space > text ? space : end) - text);
}

static ParagraphText *text_part(const ParagraphText *text, size_t from, size_t to) {
    ParagraphText *part = paragraph_text_new(text->style, text->element, text->is_rtl);
    size_t start = 0;
    for (guint i = 0; i < text->stretches->len && start < to; i++) {
        TextStretch stretch = g_array_index(text->stretches, TextStretch, i);
        size_t first = MAX(start, from), end = MIN(stretch.end_bytes, to);
        size_t next = stretch.end_bytes;
        if (first < end) {
            stretch.node_offset_bytes += first - start;
            paragraph_text_add(part, text->text->str + first, end - first, stretch);
        }
        start = next;
    }
    return part;
}

static GArray *targets_part(const GArray *targets, size_t from, size_t to) {
    GArray *part = g_array_new(FALSE, FALSE, sizeof(ParagraphTarget));
    for (guint i = 0; targets != NULL && i < targets->len; i++) {
        ParagraphTarget target = g_array_index(targets, ParagraphTarget, i);
        if (target.offset_bytes >= from && target.offset_bytes < to) {
            target.offset_bytes -= from;
            g_array_append_val(part, target);
        }
    }
    return part;
}

GArray *paragraph_parts(Paragraph *paragraph_taken) {
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    const GString *text = paragraph_taken->text->text;
    if (text->len <= LIMIT_PARAGRAPH_BYTES) {
        g_array_append_val(parts, *paragraph_taken);
        return parts;
    }
    for (size_t from = 0, to = 0; from < text->len; from = to) {
        size_t rest = text->len - from;
        to =
            from + (rest > LIMIT_PARAGRAPH_BYTES ? part_end(text->str + from, LIMIT_PARAGRAPH_BYTES)
                                                 : rest);
        Paragraph part = *paragraph_taken;
        part.text = text_part(paragraph_taken->text, from, to);
        part.targets = targets_part(paragraph_taken->targets, from, to);
        part.images = NULL;
        if (from > 0) {
            part.initial = NULL;
            part.indent_mpt = 0;
            part.is_flush = true;
        }
        g_array_append_val(parts, part);
    }
    paragraph_clear(paragraph_taken);
    return parts;
}
