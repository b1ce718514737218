/* Blocks of a plain text as the split sees them: with what only their lines tell. */
#include "read/text_blocks.h"

/* Are all lines of a heading in the middle? Some centre on 80 columns what they wrap at 72. */
static bool is_centred(const TextBlocks *blocks, const TextBlock *block) {
    enum { LEAST_INDENT = 4, MOST_OFF_COLUMNS = 12, MOST_LINES = 4 };
    uint32_t measure = blocks->lines->measure;
    bool is_all = measure > 0 && block->end_line - block->first_line <= MOST_LINES &&
                  block->end_line > block->first_line;
    for (size_t i = block->first_line; is_all && i < block->end_line; i++) {
        const TextLine *line = &blocks->lines->lines[i];
        uint32_t middle = line->indent * 2 + line->width;
        is_all = line->indent >= LEAST_INDENT && middle + MOST_OFF_COLUMNS >= measure &&
                 middle <= measure + MOST_OFF_COLUMNS;
    }
    return is_all;
}

static SplitBlockKind split_kind(TextBlockKind kind) {
    static const SplitBlockKind kinds[] = {
        [TEXT_PARAGRAPH] = SPLIT_BLOCK_TEXT,  [TEXT_HEADING] = SPLIT_BLOCK_HEADING,
        [TEXT_LINES] = SPLIT_BLOCK_LINES,     [TEXT_LIST] = SPLIT_BLOCK_OTHER,
        [TEXT_QUOTATION] = SPLIT_BLOCK_OTHER, [TEXT_NOTES] = SPLIT_BLOCK_OTHER,
        [TEXT_RULE] = SPLIT_BLOCK_RULE,       [TEXT_PAGE] = SPLIT_BLOCK_PAGE,
    };
    return kinds[kind];
}

SplitBlock *text_blocks_for_split(const TextBlocks *blocks) {
    SplitBlock *made = g_new0(SplitBlock, MAX(blocks->blocks->len, 1));
    for (guint i = 0; i < blocks->blocks->len; i++) {
        const TextBlock *block = &g_array_index(blocks->blocks, TextBlock, i);
        bool is_page = block->kind == TEXT_PAGE;
        made[i] = (SplitBlock){.kind = split_kind(block->kind),
                               .text = block->text,
                               .length_bytes = block->length_bytes,
                               .lines = block->end_line - block->first_line,
                               .blank_before = block->blank_before,
                               .rule = block->rule,
                               .is_centred = is_centred(blocks, block)};
        made[i].indent = is_page ? 0 : blocks->lines->lines[block->first_line].indent;
    }
    return made;
}
