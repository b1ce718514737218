/* What keeps its own lines: verse and preformatted text. Each line is a paragraph of its own, so
 * that one that is too long for the measure hangs under its beginning. */
#include "print/lower.h"

#include <string.h>

enum {
    MOST_KEPT_LINES = 10, /* of a stanza that is never cut */
    MOST_INDENT = 32,     /* spaces before a line of code */
};

static const char line_separator[] = "\xE2\x80\xA8"; /* U+2028 */

/* A part of a paragraph as one of its own. */
static Paragraph cut(const Paragraph *whole, guint *stretch_index, size_t start, size_t end) {
    const ParagraphText *text = whole->text;
    Paragraph part = {.text = paragraph_text_new(text->style, text->element, text->is_rtl),
                      .hang_mpt = whole->hang_mpt,
                      .is_in_one = whole->is_in_one,
                      .is_flush = true,
                      .place = whole->place};
    for (guint i = *stretch_index; i < text->stretches->len; i++) {
        TextStretch stretch = g_array_index(text->stretches, TextStretch, i);
        size_t first = i == 0 ? 0 : g_array_index(text->stretches, TextStretch, i - 1).end_bytes;
        size_t from = MAX(first, start);
        size_t to = MIN(stretch.end_bytes, end);
        stretch.node_offset_bytes += from - first;
        if (to > from) {
            paragraph_text_add(part.text, text->text->str + from, to - from, stretch);
        }
        *stretch_index = i;
        if (stretch.end_bytes >= end) {
            break;
        }
    }
    return part;
}

static void take_targets(const Paragraph *whole, Paragraph *part, size_t start, size_t end) {
    for (guint i = 0; whole->targets != NULL && i < whole->targets->len; i++) {
        ParagraphTarget target = g_array_index(whole->targets, ParagraphTarget, i);
        if (target.offset_bytes >= start && target.offset_bytes <= end) {
            part->targets = part->targets != NULL
                                ? part->targets
                                : g_array_new(FALSE, FALSE, sizeof(ParagraphTarget));
            target.offset_bytes -= start;
            g_array_append_val(part->targets, target);
        }
    }
}

/* White space before a line of code is set as it stands if the style keeps it, else as an indent.
 * A line too long for the measure hangs under its first letter. Returns how many bytes fall away.
 */
static size_t take_indent(const Lower *lower, const Around *around, const char *text, size_t length,
                          Paragraph *line) {
    size_t spaces = strspn(text, " ");
    spaces = MIN(spaces, length);
    size_t kept = MIN(spaces, MOST_INDENT);
    if (kept == 0) {
        return 0;
    }
    Mpt space = shape_width(lower->shaper, " ", around->style->text, around->lang, false);
    line->hang_mpt += (Mpt)kept * space;
    if (around->style->keeps_white_space) {
        return spaces - kept;
    }
    line->indent_mpt = (Mpt)kept * space;
    return spaces;
}

/* The no-break spaces before a line of verse, each about as broad as a letter, as its author saw
 * them, but at most to the middle of the measure. Returns how many bytes they are. */
static size_t take_verse_indent(const Flow *flow, const Around *around, const char *text,
                                Paragraph *line) {
    static const char no_break_space[] = "\xC2\xA0";
    size_t spaces = 0;
    for (const char *at = text; g_str_has_prefix(at, no_break_space);
         at += strlen(no_break_space)) {
        spaces++;
    }
    Mpt each = around->style->text->size_mpt / 2;
    Mpt indent = (Mpt)MIN((gint64)spaces * each, flow->measure_mpt / 2);
    line->indent_mpt += indent;
    line->hang_mpt += indent;
    return spaces * strlen(no_break_space);
}

static bool is_blank_line(const char *text, size_t length) {
    return strspn(text, " ") >= length;
}

/* Empty lines before and behind are no part of the code. */
static void drop_blank_end(GArray *lines) {
    while (lines->len > 0) {
        Paragraph *last = &g_array_index(lines, Paragraph, lines->len - 1);
        if (!is_blank_line(last->text->text->str, last->text->text->len)) {
            return;
        }
        paragraph_clear(last);
        g_array_set_size(lines, lines->len - 1);
    }
}

/* Sets the lines of a paragraph as one block. */
static void put_lines(Flow *flow, const Around *around, Paragraph *whole_taken) {
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Paragraph));
    const GString *text = whole_taken->text->text;
    guint stretch_index = 0;
    for (size_t start = 0; start < text->len;) {
        const char *at = strstr(text->str + start, line_separator);
        size_t end = at == NULL ? text->len : (size_t)(at - text->str);
        if (lines->len == 0 && is_blank_line(text->str + start, end - start)) {
            start = end + strlen(line_separator);
            continue;
        }
        Paragraph indented = {0};
        size_t first =
            start + take_indent(flow->lower, around, text->str + start, end - start, &indented);
        first += take_verse_indent(flow, around, text->str + first, &indented);
        Paragraph line = cut(whole_taken, &stretch_index, first, end);
        line.indent_mpt = indented.indent_mpt;
        line.hang_mpt += indented.hang_mpt;
        take_targets(whole_taken, &line, start, end);
        g_array_append_val(lines, line);
        start = end + strlen(line_separator);
    }
    drop_blank_end(lines);
    if (lines->len > 0) {
        flow_paragraphs(flow, (Paragraph *)lines->data, lines->len);
    }
    paragraph_clear(whole_taken);
}

static guint count_lines(const Paragraph *paragraph) {
    guint count = 1;
    const char *at = paragraph->text->text->str;
    while ((at = strstr(at, line_separator)) != NULL) {
        at += strlen(line_separator);
        count++;
    }
    return count;
}

static void lower_stanza(Flow *flow, const Around *outer, const xmlNode *node) {
    const Lower *lower = flow->lower;
    const char *own = node_get(node, ATTRIBUTE_CLASS);
    g_autofree char *classes = g_strconcat(own == NULL ? "" : own, " stanza", NULL);
    Around around = around_node(lower, outer, node, classes);
    Paragraph stanza =
        paragraph_begin(lower, &around, structure_for(flow->element, ROLE_PARAGRAPH, &around));
    text_gather(lower, &stanza, &around, node);
    stanza.hang_mpt = around.style->text->size_mpt * 3 / 2;
    stanza.is_in_one = count_lines(&stanza) <= MOST_KEPT_LINES;
    put_lines(flow, &around, &stanza);
    flow->column->margin_mpt = MAX(flow->column->margin_mpt, lower->setting->grid_mpt);
}

void lower_verse(Flow *flow, const Around *outer, const xmlNode *node) {
    Around around = around_node(flow->lower, outer, node, NULL);
    FlowBox box;
    Flow inner = flow_enter(flow, &around, &box);
    inner.element = structure_for(flow->element, ROLE_DIVISION, &around);
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE && node_kind(child) == NODE_PARAGRAPH) {
            column_add_target(&inner, child);
            lower_stanza(&inner, &around, child);
        } else if (child->type == XML_ELEMENT_NODE && node_is_block(child)) {
            lower_block(&inner, &around, child);
        }
    }
    flow_leave(&inner, &around, &box);
}

/* Code is read from the left in every language. */
void lower_preformatted(Flow *flow, const Around *outer, const xmlNode *node) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    around.is_rtl = node_get(node, ATTRIBUTE_DIR) != NULL && around.is_rtl;
    StructureElement *element = structure_for(flow->element, ROLE_PARAGRAPH, &around);
    Paragraph paragraph = paragraph_begin(lower, &around, structure_add(element, ROLE_CODE));
    text_gather(lower, &paragraph, &around, node);
    for (guint i = 0; i < paragraph.text->stretches->len; i++) {
        g_array_index(paragraph.text->stretches, TextStretch, i).is_verbatim = true;
    }
    paragraph.hang_mpt = 2 * around.style->text->size_mpt;
    put_lines(flow, &around, &paragraph);
}
