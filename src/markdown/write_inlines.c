/* Running text as cmark's nodes. */
#include "markdown/write.h"
#include "markdown/write_nodes.h"

#include <stdlib.h>
#include <string.h>

static cmark_node *add(cmark_node *parent, cmark_node_type type) {
    cmark_node *node = cmark_node_new(type);
    cmark_node_append_child(parent, node);
    return node;
}

/* Written as it stands, before and behind what is in it. */
static cmark_node *add_literal(cmark_node *parent, const char *before, const char *behind) {
    cmark_node *node = add(parent, CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(node, before);
    cmark_node_set_on_exit(node, behind);
    return node;
}

/* Text */

static void add_text(cmark_node *parent, const char *text, size_t length) {
    if (length > 0) {
        g_autofree char *copy = g_strndup(text, length);
        cmark_node_set_literal(add(parent, CMARK_NODE_TEXT), copy);
    }
}

/* What the renderer lets stand and Galley's dialect reads as more than text. */
static const struct {
    const char *text, *written;
} dialect[] = {{"{", "\\{"}, {":::", "\\:::"}, {"|", "\\|"}, {"\t", "&#9;"}};

static size_t find_dialect(const char *at, const char **written) {
    for (size_t i = 0; i < G_N_ELEMENTS(dialect); i++) {
        size_t length = strlen(dialect[i].text);
        if (strncmp(at, dialect[i].text, length) == 0) {
            *written = dialect[i].written;
            return length;
        }
    }
    return 0;
}

static void write_text(cmark_node *parent, const char *text) {
    const char *from = text;
    for (const char *at = text; *at != '\0';) {
        const char *written = NULL;
        size_t length = *at == '\n' ? 1 : find_dialect(at, &written);
        if (length == 0) {
            at++;
            continue;
        }
        add_text(parent, from, (size_t)(at - from));
        if (*at == '\n') {
            add(parent, CMARK_NODE_SOFTBREAK);
        } else {
            add_literal(parent, written, "");
        }
        at += length;
        from = at;
    }
    add_text(parent, from, strlen(from));
}

/* Elements */

/* A set of attributes. */
#define BIT(attribute) (1U << ATTRIBUTE_##attribute)

static bool carries_only(const xmlNode *node, unsigned attributes) {
    for (const xmlAttr *at = node->properties; at != NULL; at = at->next) {
        const char *name = (const char *)at->name;
        Attribute attribute = attribute_from_name(name, strlen(name));
        if (attribute == ATTRIBUTE_NONE || (attributes & 1U << attribute) == 0) {
            return false;
        }
    }
    return true;
}

static bool holds_only_text(const xmlNode *node) {
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type != XML_TEXT_NODE) {
            return false;
        }
    }
    return node->children != NULL;
}

static void write_code(cmark_node *parent, const xmlNode *code) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (const xmlNode *child = code->children; child != NULL; child = child->next) {
        g_string_append(text, node_text(child));
    }
    cmark_node_set_literal(add(parent, CMARK_NODE_CODE), text->str);
}

static void write_call(cmark_node *parent, const char *href) {
    g_autofree char *call = g_strdup_printf("[^%s]", *href == '#' ? href + 1 : href);
    add_literal(parent, call, "");
}

static void write_image(cmark_node *parent, const xmlNode *image) {
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    const char *title = node_get(image, ATTRIBUTE_TITLE);
    cmark_node *node = add(parent, CMARK_NODE_IMAGE);
    cmark_node_set_url(node, node_get(image, ATTRIBUTE_SRC));
    cmark_node_set_title(node, title != NULL ? title : "");
    if (alt != NULL && *alt == '\0') {
        add_literal(node, " ", ""); /* nothing to say, and said so */
    } else if (alt != NULL) {
        add_text(node, alt, strlen(alt));
    }
}

static void write_link(cmark_node *parent, const xmlNode *link) {
    const char *title = node_get(link, ATTRIBUTE_TITLE);
    cmark_node *node = add(parent, CMARK_NODE_LINK);
    cmark_node_set_url(node, node_get(link, ATTRIBUTE_HREF));
    cmark_node_set_title(node, title != NULL ? title : "");
    write_inlines(node, link);
}

/* Its tags, and what is in it as Markdown. */
static void write_tags(cmark_node *parent, const xmlNode *element) {
    xmlNode *shell = node_copy(element->doc, element, false);
    g_autofree char *html = write_html(shell);
    node_remove(shell);
    size_t length = strcspn(html, ">") + 1;
    bool is_void = g_str_has_suffix(html, "/>");
    g_autofree char *open = g_strndup(html, MIN(length, strlen(html)));
    g_autofree char *close = g_strdup_printf("</%s>", (const char *)element->name);
    write_inlines(add_literal(parent, open, is_void ? "" : close), element);
}

/* Those that Markdown has a form for. */
static bool write_known(cmark_node *parent, const xmlNode *node) {
    Element element = element_of(node);
    if (node_kind(node) == NODE_NOTE_CALL) {
        write_call(parent, node_get(node, ATTRIBUTE_HREF));
    } else if (element == ELEMENT_A && carries_only(node, BIT(HREF) | BIT(TITLE)) &&
               node_get(node, ATTRIBUTE_HREF) != NULL) {
        write_link(parent, node);
    } else if (element == ELEMENT_IMG && carries_only(node, BIT(SRC) | BIT(ALT) | BIT(TITLE)) &&
               node_get(node, ATTRIBUTE_SRC) != NULL) {
        write_image(parent, node);
    } else if (!carries_only(node, 0)) {
        return false;
    } else if (element == ELEMENT_BR) {
        add(parent, CMARK_NODE_LINEBREAK);
    } else if (element == ELEMENT_EM) {
        write_inlines(add(parent, CMARK_NODE_EMPH), node);
    } else if (element == ELEMENT_STRONG) {
        write_inlines(add(parent, CMARK_NODE_STRONG), node);
    } else if (element == ELEMENT_CODE && holds_only_text(node)) {
        write_code(parent, node);
    } else {
        return false;
    }
    return true;
}

void write_inline(cmark_node *parent, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE) {
        write_text(parent, node_text(node));
    } else if (!write_known(parent, node)) {
        write_tags(parent, node);
    }
}

void write_inlines(cmark_node *parent, const xmlNode *element) {
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        write_inline(parent, child);
    }
}

/* Lines */

char *write_render(cmark_node *document) {
    char *rendered = cmark_render_commonmark(document, CMARK_OPT_DEFAULT, 0);
    char *copy = g_strdup(rendered);
    free(rendered);
    cmark_node_free(document);
    return copy;
}

/* From `first` up to `end`, as one paragraph. */
static char *write_run(const xmlNode *first, const xmlNode *end) {
    cmark_node *document = cmark_node_new(CMARK_NODE_DOCUMENT);
    cmark_node *paragraph = add(document, CMARK_NODE_PARAGRAPH);
    for (const xmlNode *node = first; node != end; node = node->next) {
        write_inline(paragraph, node);
    }
    return g_strstrip(write_render(document));
}

char *markdown_write_line(const xmlNode *part) {
    g_autofree char *run = write_run(part->children, NULL);
    return g_strdelimit(g_steal_pointer(&run), "\n", ' ');
}

char *write_lines(const xmlNode *stanza) {
    GString *out = g_string_new(NULL);
    for (const xmlNode *from = stanza->children; from != NULL;) {
        const xmlNode *end = from;
        while (end != NULL && element_of(end) != ELEMENT_BR) {
            end = end->next;
        }
        g_autofree char *line = write_run(from, end);
        g_string_append_printf(out, "%s%s", g_strdelimit(line, "\n", ' '), end != NULL ? "\n" : "");
        from = end != NULL ? end->next : NULL;
    }
    return g_string_free(out, FALSE);
}

void markdown_write_cutline(const xmlNode *cutline, char **words, char **credit) {
    const xmlNode *last = cutline->last;
    bool has_credit = last != NULL && node_kind(last) == NODE_CREDIT;
    char *written = write_run(cutline->children, has_credit ? last : NULL);
    g_strdelimit(written, "\n", ' ');
    *words = *written != '\0' ? written : NULL;
    if (*words == NULL) {
        g_free(written);
    }
    *credit = has_credit ? markdown_write_line(last) : NULL;
}

char *write_cutline(const xmlNode *cutline) {
    g_autofree char *words = NULL;
    g_autofree char *credit = NULL;
    markdown_write_cutline(cutline, &words, &credit);
    const char *before = words != NULL ? words : "";
    return credit != NULL ? g_strdup_printf("%s | %s", before, credit) : g_strdup(before);
}
