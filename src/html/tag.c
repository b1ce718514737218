/* One tag by itself. */
#include "base/limits.h"
#include "html/gumbo_attributes.h"
#include "html/html.h"
#include "html/markup.h"
#include "html/tags.h"

#include <string.h>

bool html_parse_tag(const char *tag, size_t length_bytes, HtmlTag *out) {
    Markup markup;
    if (!markup_next(tag, length_bytes, 0, &markup) || markup.start != 0 || !markup.is_complete ||
        markup.end != length_bytes) {
        /* A CDATA section and the like may hold '>'. */
        bool is_nothing = length_bytes > 3 && tag[0] == '<' && (tag[1] == '!' || tag[1] == '?');
        *out = (HtmlTag){.form = HTML_TAG_NOTHING, .element = ELEMENT_NONE};
        return is_nothing && tag[length_bytes - 1] == '>';
    }
    *out = (HtmlTag){.form = HTML_TAG_NOTHING, .element = ELEMENT_NONE};
    if (markup.kind == MARKUP_NOTHING) {
        return true;
    }
    TagRule rule = tag_rule(markup.name, markup.name_length);
    out->form = markup.kind == MARKUP_END ? HTML_TAG_CLOSES
                : rule.is_void            ? HTML_TAG_VOID
                                          : HTML_TAG_OPENS;
    out->fate = rule.fate;
    out->element = rule.fate == HTML_KEPT ? rule.element : ELEMENT_NONE;
    out->is_block = rule.is_block;
    out->is_silent = rule.is_silent;
    for (size_t i = 0; i < markup.name_length && i < sizeof out->name - 1; i++) {
        out->name[i] = g_ascii_tolower(markup.name[i]);
    }
    return true;
}

xmlNode *html_tag_node(xmlDoc *tree, const HtmlTag *parsed, const char *tag, size_t length_bytes,
                       uint32_t line, uint32_t column) {
    xmlNode *node = node_new(tree, parsed->element, line, column);
    TagRule rule = tag_rule(parsed->name, strlen(parsed->name));
    if (rule.class_name != NULL) {
        node_set(node, ATTRIBUTE_CLASS, rule.class_name);
    }
    Markup markup;
    if (markup_next(tag, length_bytes, 0, &markup) && markup.attribute_bytes > 1 &&
        markup.attribute_bytes <= LIMIT_HTML_ATTRIBUTE_BYTES) { /* more than a slash */
        const char *rest = markup.name + markup.name_length;
        html_set_tag_attributes(node, rest, (size_t)(tag + length_bytes - rest));
    }
    return node;
}

void html_report_tag(const HtmlTag *tag, Place place, Report *report) {
    if (tag->form == HTML_TAG_CLOSES || tag->form == HTML_TAG_NOTHING || tag->is_silent ||
        tag->fate == HTML_KEPT) {
        return;
    }
    DiagnosticCode code =
        tag->fate == HTML_DROPPED ? DIAGNOSTIC_HTML_DROPPED : DIAGNOSTIC_HTML_UNWRAPPED;
    report_add(report, code, place, NULL, tag->name, NULL);
}
