/* Files within a Word file (altChunk, ECMA-376 part 1, 17.17.2.1). */
#include "read/word.h"

#include "base/limits.h"
#include "html/html.h"

#include <string.h>

/* A file within the file; web pages can be read. */
void word_walk_insert(WordDocument *word, const XmlItem *item) {
    enum { MOST_INSERT_BYTES = 4 * 1024 * 1024 };
    OfficeFile *file = &word->file;
    const WordTarget *target = word_target(word, xml_get(word->part->xml, item, NAME_R_ID));
    g_autoptr(GBytes) bytes = target != NULL && !target->is_external
                                  ? office_read(file, target->target, MOST_INSERT_BYTES, NULL)
                                  : NULL;
    gsize length = 0;
    const char *text = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
    bool is_page = text != NULL && g_utf8_validate_len(text, length, NULL) && length > 0 &&
                   memchr(text, '<', length) != NULL && !g_str_has_suffix(target->target, ".mht") &&
                   !g_str_has_suffix(target->target, ".xml");
    if (!is_page) {
        file->inserts++;
        return;
    }
    Place place = manuscript_place(file->manuscript);
    xmlNode *parent = manuscript_block_parent(file->manuscript);
    html_append_fragment(file->article->tree, parent, text, length, place.file, place.line, 0,
                         file->report);
}
