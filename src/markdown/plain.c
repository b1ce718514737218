/* Plain paragraphs. */
#include "markdown/plain.h"

#include <string.h>

typedef struct {
    xmlDoc *tree;
    xmlNode *parent;
    const char *text;
    size_t start, end; /* of the paragraph; start == end: none yet */
    uint32_t line;     /* that it begins in */
} Plain;

static void end_paragraph(Plain *plain) {
    if (plain->end > plain->start) {
        xmlNode *paragraph = node_new(plain->tree, ELEMENT_P, plain->line, 1);
        node_append(plain->parent, paragraph);
        node_append(paragraph, node_new_text(plain->tree, plain->text + plain->start,
                                             plain->end - plain->start, plain->line, 1));
    }
    plain->start = plain->end = 0;
}

static bool is_blank(const char *line, size_t length_bytes) {
    for (size_t i = 0; i < length_bytes; i++) {
        if (line[i] != ' ' && line[i] != '\t') {
            return false;
        }
    }
    return true;
}

void set_plain(xmlDoc *tree, xmlNode *parent, const char *text, size_t length_bytes,
               uint32_t first_line) {
    Plain plain = {.tree = tree, .parent = parent, .text = text};
    uint32_t line = first_line;
    for (size_t at = 0; at < length_bytes; line++) {
        const char *newline = memchr(text + at, '\n', length_bytes - at);
        size_t end = newline != NULL ? (size_t)(newline - text) : length_bytes;
        if (is_blank(text + at, end - at)) {
            end_paragraph(&plain);
        } else {
            if (plain.start == plain.end) {
                plain.start = at;
                plain.line = line;
            }
            plain.end = end;
        }
        at = end + 1;
    }
    end_paragraph(&plain);
}
