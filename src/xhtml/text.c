/* The article's tree into XHTML, one function a kind of node that needs more than its own name. It
 * recurses as deep as the tree, which enrich/clean has held to LIMIT_TREE_DEPTH. */
#include "xhtml/text.h"

#include "xhtml/parts.h"

#include <string.h>

static const char article_scheme[] = "article:";

/* Begin and end */

static bool is_note(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_NOTE;
}

static bool has_notes(const xmlNode *body) {
    const xmlNode *last = body->last;
    return last != NULL && is_note(last);
}

static GHashTable *find_first_calls(const xmlDoc *tree) {
    const xmlNode *root = tree->children;
    GHashTable *calls = g_hash_table_new(g_str_hash, g_str_equal);
    for (const xmlNode *node = root; node != NULL; node = node_next(node, root, false)) {
        if (node->type != XML_ELEMENT_NODE || node_kind(node) != NODE_NOTE_CALL) {
            continue;
        }
        const char *href = node_get(node, ATTRIBUTE_HREF);
        if (href != NULL && *href == '#' && !g_hash_table_contains(calls, href + 1)) {
            g_hash_table_insert(calls, (char *)href + 1, (xmlNode *)node);
        }
    }
    return calls;
}

void text_begin(Text *text, const Page *page, const Article *article) {
    const PageMap *map = page->dialect->page_map;
    *text = (Text){.page = page, .article = article};
    text->breaks = map == NULL ? NULL : page_map_article(map, article->id);
    if (has_notes(tree_body(article->tree))) {
        text->first_calls = find_first_calls(article->tree);
    }
}

void text_end(Text *text) {
    g_clear_pointer(&text->first_calls, g_hash_table_unref);
}

/* Attributes */

void text_copy_attributes(xmlNode *to, const xmlNode *from, unsigned left_out) {
    for (const xmlAttr *attribute = from->properties; attribute != NULL;
         attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        const char *value = node_text(attribute->children);
        Attribute which = attribute_from_name(name, strlen(name));
        if (which == ATTRIBUTE_LANG) {
            page_set_lang(to, value);
        } else if (which >= 0 && (left_out >> which & 1) == 0) {
            page_set(to, name, value);
        }
    }
}

xmlNode *text_add_copy(xmlNode *to, const xmlNode *from) {
    return text_add_like(to, from, node_get(from, ATTRIBUTE_CLASS));
}

xmlNode *text_add_like(xmlNode *to, const xmlNode *from, const char *classes) {
    xmlNode *node = page_add(to, (const char *)from->name, classes);
    text_copy_attributes(node, from, BIT(CLASS));
    return node;
}

/* One more class beside those that the node has. */
static xmlNode *add_copy_with_class(xmlNode *to, const xmlNode *from, const char *class_name) {
    const char *present = node_get(from, ATTRIBUTE_CLASS);
    g_autofree char *both =
        present == NULL ? g_strdup(class_name) : g_strconcat(present, " ", class_name, NULL);
    return text_add_like(to, from, both);
}

/* Paragraphs, verse, quotations set large */

/* A paragraph straight after another one is indented by the theme; one that begins something is
 * not. */
static void append_paragraph(Text *text, xmlNode *to, const xmlNode *node) {
    const xmlNode *before = node->prev;
    bool follows = before != NULL && before->type == XML_ELEMENT_NODE &&
                   node_kind(before) == NODE_PARAGRAPH && node_get(node, ATTRIBUTE_CLASS) == NULL;
    xmlNode *paragraph = follows ? text_add_like(to, node, "follows") : text_add_copy(to, node);
    text_append_children(text, paragraph, node);
}

static void append_node(Text *text, xmlNode *to, const xmlNode *node);

static bool is_line_break(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_LINE_BREAK;
}

static bool is_blank_text(const xmlNode *node) {
    return node->type == XML_TEXT_NODE && text_is_blank(node_text(node));
}

/* Are the lines of this stanza its children? Not where emphasis runs over a line's end. */
static bool has_plain_lines(const xmlNode *stanza) {
    for (const xmlNode *node = stanza; node != NULL; node = node_next(node, stanza, false)) {
        if (is_line_break(node) && node->parent != stanza) {
            return false;
        }
    }
    return node_kind(stanza) == NODE_PARAGRAPH;
}

/* Each line an element of its own, so that what is too long for the screen hangs under its
 * beginning. The breaks stay for those who read without the stylesheet, which hides them. */
static void append_stanza(Text *text, xmlNode *to, const xmlNode *stanza) {
    xmlNode *lines = add_copy_with_class(to, stanza, "stanza");
    xmlNode *line = NULL;
    for (const xmlNode *node = stanza->children; node != NULL; node = node->next) {
        if (is_line_break(node)) {
            page_add(lines, "br", NULL);
            line = NULL;
            continue;
        }
        if (line == NULL && is_blank_text(node)) {
            continue; /* a line end of the source; and Kobo breaks on a padded span of blanks */
        }
        if (line == NULL) {
            line = page_add(lines, "span", "line");
        }
        append_node(text, line, node);
    }
}

static void append_verse(Text *text, xmlNode *to, const xmlNode *node) {
    xmlNode *verse = text_add_copy(to, node);
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE && has_plain_lines(child)) {
            page_breaks_meet(text, verse, child);
            append_stanza(text, verse, child);
        } else {
            append_node(text, verse, child);
        }
    }
}

static void append_pull_quote(Text *text, xmlNode *to, const xmlNode *node) {
    xmlNode *quote = text_add_copy(to, node);
    page_set_type(text->page, quote, "pullquote", "doc-pullquote");
    text_append_children(text, quote, node);
}

/* An aside is a landmark to those who listen, and landmarks must differ; a note beside the text is
 * none. */
static void append_sidebar(Text *text, xmlNode *to, const xmlNode *node) {
    xmlNode *sidebar = text_add_copy(to, node);
    page_set(sidebar, "role", "note");
    text_append_children(text, sidebar, node);
}

/* A proof's box. The tree holds the name of what is missing. */
static void append_missing(Text *text, xmlNode *to, const xmlNode *node) {
    g_autofree char *name = node_plain_text(node);
    xmlNode *box = page_add_word(text->page, to, "p", "missing", WORD_MISSING, name);
    if (node_get(node, ATTRIBUTE_ID) != NULL) {
        page_set(box, "id", node_get(node, ATTRIBUTE_ID));
    }
}

static void append_figure(Text *text, xmlNode *to, const xmlNode *node) {
    const char *shape = picture_shape(text, node);
    xmlNode *figure =
        shape == NULL ? text_add_copy(to, node) : add_copy_with_class(to, node, shape);
    text_append_children(text, figure, node);
}

/* Links */

/* Where a link leads in the book; NULL: nowhere. Caller frees. */
static char *resolve(const Text *text, const char *href) {
    if (!g_str_has_prefix(href, article_scheme)) {
        return g_strdup(href);
    }
    const char *id = href + strlen(article_scheme);
    const char *fragment = strchrnul(id, '#');
    g_autofree char *name = g_strndup(id, (gsize)(fragment - id));
    const Article *article = issue_article_by_id(text->page->issue, name);
    if (article == NULL) {
        return NULL;
    }
    if (article == text->article && *fragment == '#') {
        return g_strdup(fragment);
    }
    g_autofree char *file = xhtml_article_file(article, text->page->dialect);
    return g_strconcat(file, fragment, NULL);
}

/* Code and addresses are read from the left in every language; without being told so, a page that
 * is read from the right would move their brackets and slashes to the other end. */
static void keep_left_to_right(const Text *text, xmlNode *to, const xmlNode *node) {
    bool is_settled = !text->article->is_rtl || node_get(node, ATTRIBUTE_DIR) != NULL ||
                      element_of(node->parent) == ELEMENT_PRE;
    if (is_settled) {
        return;
    }
    g_autofree char *content = node_plain_text(node);
    for (const char *at = content; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c >= 0x0590 && c <= 0x08FF) { /* Hebrew to Arabic's extension: all from the right */
            return;
        }
    }
    page_set(to, "dir", "ltr");
}

static void append_code(Text *text, xmlNode *to, const xmlNode *node) {
    xmlNode *code = text_add_copy(to, node);
    keep_left_to_right(text, code, node);
    text_append_children(text, code, node);
}

/* An address that is written out, in a text node of its own. */
static bool is_address(const xmlNode *node) {
    const char *content = node == NULL || node->type != XML_TEXT_NODE ? "" : node_text(node);
    return node != NULL && node->next == NULL &&
           (strstr(content, "://") != NULL || g_str_has_prefix(content, "www.")) &&
           strpbrk(content, " \t\n") == NULL;
}

/* It may be broken after a slash and before any other sign that divides it: a small page is
 * narrower than most addresses. */
static void append_address(xmlNode *to, const char *address) {
    const char *from = address;
    for (const char *at = address; *at != '\0'; at++) {
        bool breaks = at > address && at[-1] == '/' ? *at != '/' : strchr(".?&#=", *at) != NULL;
        if (breaks && at > from) {
            page_append_text(to, from, (size_t)(at - from));
            page_add(to, "wbr", NULL);
            from = at;
        }
    }
    page_append_text(to, from, strlen(from));
}

static void append_link(Text *text, xmlNode *to, const xmlNode *node) {
    g_autofree char *href = resolve(text, node_get(node, ATTRIBUTE_HREF));
    xmlNode *link = page_add(to, href == NULL ? "span" : "a", NULL);
    if (href != NULL) {
        page_set(link, "href", href);
    }
    text_copy_attributes(link, node, BIT(HREF));
    if (is_address(node->children)) {
        keep_left_to_right(text, link, node);
    }
    if (text->breaks == NULL && is_address(node->children)) {
        append_address(link, node_text(node->children));
    } else {
        text_append_children(text, link, node);
    }
}

/* The number alone in the link, the link alone in the raised sign: what Apple's popups ask for. */
static void append_note_call(Text *text, xmlNode *to, const xmlNode *node) {
    bool is_raised = element_of(node->parent) == ELEMENT_SUP;
    xmlNode *call = page_add(is_raised ? to : page_add(to, "sup", NULL), "a", "noteref");
    text_copy_attributes(call, node, BIT(CLASS));
    page_set_type(text->page, call, "noteref", "doc-noteref");
    text_append_children(text, call, node);
}

/* The rest */

static void append_copy(Text *text, xmlNode *to, const xmlNode *node) {
    text_append_children(text, text_add_copy(to, node), node);
}

static void append_span(Text *text, xmlNode *to, const xmlNode *node) {
    xmlNode *span = to;
    if (node->properties != NULL) { /* an anchor, too, is a span: it leads nowhere */
        span = page_add(to, "span", node_get(node, ATTRIBUTE_CLASS));
        text_copy_attributes(span, node, BIT(CLASS));
    }
    text_append_children(text, span, node);
}

/* What is not of the text where it stands: notes come after it, a frame's parts are asked for one
 * by one. */
static void append_nothing(Text *text, xmlNode *to, const xmlNode *node) {
    (void)text, (void)to, (void)node;
}

typedef void (*AppendKind)(Text *text, xmlNode *to, const xmlNode *node);

/* A table in the shape of a switch, so that the compiler asks for a new kind's row. */
static AppendKind append_of(NodeKind kind) {
    /* clang-format off */
    switch (kind) {
    case NODE_TEXT:       return page_breaks_append_text;
    case NODE_PARAGRAPH:  return append_paragraph;
    case NODE_VERSE:      return append_verse;
    case NODE_PULL_QUOTE: return append_pull_quote;
    case NODE_SIDEBAR:    return append_sidebar;
    case NODE_FIGURE:     return append_figure;
    case NODE_TABLE:      return tables_append;
    case NODE_TABLE_PART: return tables_append_part;
    case NODE_TABLE_CELL: return tables_append_cell;
    case NODE_MISSING:    return append_missing;
    case NODE_LINK:       return append_link;
    case NODE_NOTE_CALL:  return append_note_call;
    case NODE_IMAGE:      return picture_append_image;
    case NODE_CODE: case NODE_PREFORMATTED:
        return append_code;
    case NODE_QUOTED:     return append_span; /* its marks are in the text: no reader adds more */
    case NODE_SPAN:       return append_span;
    case NODE_FRAME: case NODE_NOTE: case NODE_KIND_COUNT:
        return append_nothing;
    case NODE_HEADING: case NODE_LIST: case NODE_LIST_ITEM: case NODE_DEFINITIONS: case NODE_TERM:
    case NODE_DEFINITION: case NODE_QUOTATION: case NODE_BREAK:
    case NODE_GROUP: case NODE_CUTLINE: case NODE_CREDIT: case NODE_TABLE_CAPTION:
    case NODE_TABLE_ROW: case NODE_LINE_BREAK: case NODE_WORD_BREAK:
    case NODE_RUBY: case NODE_STYLED:
        break;
    }
    /* clang-format on */
    return append_copy;
}

static void append_node(Text *text, xmlNode *to, const xmlNode *node) {
    NodeKind kind = node_kind(node);
    if (kind != NODE_TEXT && kind != NODE_NOTE) {
        page_breaks_meet(text, to, node);
    }
    append_of(kind)(text, to, node);
}

void text_append_siblings(Text *text, xmlNode *to, const xmlNode *first) {
    for (const xmlNode *node = first; node != NULL; node = node->next) {
        append_node(text, to, node);
    }
}

void text_append_children(Text *text, xmlNode *to, const xmlNode *from) {
    text_append_siblings(text, to, from->children);
}
