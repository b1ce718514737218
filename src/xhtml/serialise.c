/* The serialiser. One pass over the tree, which does not recurse. Text is copied in runs between
 * the few bytes that ask for thought; a table of 256 tells them.
 *
 * XML 1.0: 2.2 (characters), 2.4 and 3.3.3 (escapes); HTML for what is void and what is inline. */
#include "xhtml/serialise.h"

#include "base/eight_bytes.h"

#include <stdlib.h>
#include <string.h>

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"

enum { INDENT_BYTES = 2, INDENT_MOST_BYTES = 32, FIRST_BUFFER_BYTES = 24 * 1024 };

typedef struct {
    char *bytes;
    size_t length, capacity;
    SerialiseFlags flags;
    size_t depth;                /* of the element being written, among those that are laid out */
    const xmlNs *last_namespace; /* the one asked about last: nearly always the same again */
    bool last_is_xhtml;
} Output;

/* The buffer */

static void append(Output *out, const char *bytes, size_t length) {
    if (G_UNLIKELY(out->capacity - out->length < length)) {
        out->capacity = MAX(out->capacity * 2, out->length + length);
        out->bytes = g_realloc(out->bytes, out->capacity);
    }
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
}

#define APPEND_LITERAL(out, literal) append(out, literal, sizeof(literal) - 1)

static void append_string(Output *out, const xmlChar *text) {
    append(out, (const char *)text, strlen((const char *)text));
}

/* Characters */

enum {
    PLAIN = 0,
    END,
    MARKUP, /* & < > */
    QUOTE,  /* a reference in attributes only, and so are the two blanks */
    BLANK,
    RETURN,  /* a reference everywhere: a parser would read a line feed */
    CONTROL, /* forbidden */
    LEAD_E2, /* begins U+202F, among many others */
    LEAD_ED, /* begins the surrogates: forbidden */
    LEAD_EF, /* begins U+FFFE and U+FFFF: forbidden */
};

#define FOUR(class) class, class, class, class
static const unsigned char byte_classes[256] = {
    END,
    FOUR(CONTROL),
    FOUR(CONTROL),
    BLANK,
    BLANK,
    CONTROL,
    CONTROL,
    RETURN,
    CONTROL,
    CONTROL,
    FOUR(CONTROL),
    FOUR(CONTROL),
    FOUR(CONTROL),
    FOUR(CONTROL),
    ['"'] = QUOTE,
    ['&'] = MARKUP,
    ['<'] = MARKUP,
    ['>'] = MARKUP,
    [0xE2] = LEAD_E2,
    [0xED] = LEAD_ED,
    [0xEF] = LEAD_EF,
};
#undef FOUR

#define REPLACEMENT "\xEF\xBF\xBD"
#define NO_BREAK_SPACE "\xC2\xA0"

static const char *markup_reference(char character) {
    return character == '&' ? "&amp;" : character == '<' ? "&lt;" : "&gt;";
}

/* The character at `at` as it is to be written instead of itself, and how many bytes of the text
 * that replaces; NULL: it stands as it is. */
static const char *instead(const char *at, SerialiseFlags flags, bool in_attribute, size_t *bytes) {
    *bytes = 1;
    switch (byte_classes[(unsigned char)*at]) {
    case MARKUP:
        return markup_reference(*at);
    case QUOTE:
        return in_attribute ? "&quot;" : NULL;
    case BLANK:
        return !in_attribute ? NULL : *at == '\t' ? "&#9;" : "&#10;";
    case RETURN:
        return "&#13;";
    case CONTROL:
        return REPLACEMENT;
    default:
        break;
    }
    *bytes = 3;
    unsigned char second = (unsigned char)at[1];
    unsigned char third = second == '\0' ? 0 : (unsigned char)at[2];
    bool is_narrow_space = *at == '\xE2' && second == 0x80 && third == 0xAF;
    bool is_surrogate = *at == '\xED' && second >= 0xA0 && third >= 0x80;
    bool is_no_character = *at == '\xEF' && second == 0xBF && third >= 0xBE;
    if (is_narrow_space && (flags & SERIALISE_PLAIN_NARROW_SPACE) != 0) {
        return NO_BREAK_SPACE;
    }
    return is_surrogate || is_no_character ? REPLACEMENT : NULL;
}

/* May eight bytes be written as they are? */
static bool are_plain(const char *at) {
    uint64_t bytes = eight_load(at);
    uint64_t quotes_and_ands = eight_any_equal(bytes | 0x04 * eight_ones, '"' | 0x04);
    uint64_t angles = eight_any_equal(bytes | 0x02 * eight_ones, '<' | 0x02);
    return (eight_any_past_ascii(bytes) | eight_any_below(bytes, ' ') | quotes_and_ands | angles) ==
           0;
}

static void append_text(Output *out, const char *text, bool in_attribute) {
    const char *from = text;
    const char *end = text + strlen(text);
    const char *eight = text; /* the next ones not to be looked at one by one */
    for (const char *at = text;; at++) {
        if (at >= eight) {
            while (end - at >= 8 && are_plain(at)) {
                at += 8;
            }
            eight = at + 8;
        }
        unsigned char class = byte_classes[(unsigned char)*at];
        if (G_LIKELY(class == PLAIN)) {
            continue;
        }
        if (class == END) {
            append(out, from, (size_t)(at - from));
            return;
        }
        size_t bytes = 0;
        const char *replacement = instead(at, out->flags, in_attribute, &bytes);
        if (replacement != NULL) {
            append(out, from, (size_t)(at - from));
            append(out, replacement, strlen(replacement));
            from = at + bytes;
            at = from - 1;
        }
    }
}

/* What XHTML's elements are */

static bool is_xhtml(Output *out, const xmlNode *element) {
    const xmlNs *namespace = element->ns;
    if (namespace == NULL) {
        return false;
    }
    if (namespace != out->last_namespace) {
        out->last_namespace = namespace;
        out->last_is_xhtml = xmlStrEqual(namespace->href, BAD_CAST XHTML_NAMESPACE);
    }
    return out->last_is_xhtml;
}

static int compare_names(const void *name, const void *row) {
    return strcmp(name, *(const char *const *)row);
}

static bool is_among(const xmlChar *name, const char *const *sorted, size_t count) {
    return bsearch(name, sorted, count, sizeof *sorted, compare_names) != NULL;
}

static bool is_void(const xmlChar *name) {
    static const char *const names[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                        "input", "link", "meta", "param", "source", "track", "wbr"};
    return is_among(name, names, G_N_ELEMENTS(names));
}

/* Elements whose white space is seen: none may be put inside them, nor between two of them. */
static bool is_inline(const xmlChar *name) {
    static const char *const names[] = {
        "a",     "abbr", "b",      "bdi", "bdo",  "br",   "cite", "code", "del",  "dfn", "em",
        "i",     "img",  "ins",    "kbd", "mark", "q",    "rp",   "rt",   "ruby", "s",   "samp",
        "small", "span", "strong", "sub", "sup",  "time", "u",    "var",  "wbr"};
    return is_among(name, names, G_N_ELEMENTS(names));
}

static bool holds_inlines_alone(const xmlChar *name) {
    static const char *const names[] = {"caption", "dt", "figcaption", "h1", "h2", "h3",
                                        "h4",      "h5", "h6",         "p",  "pre"};
    return is_inline(name) || is_among(name, names, G_N_ELEMENTS(names));
}

/* May each child stand on a line of its own? Not beside text, and in XHTML not where white space
 * would come between two words. */
static bool may_lay_out(Output *out, const xmlNode *element) {
    if ((out->flags & SERIALISE_INDENT) == 0 || element->children == NULL) {
        return false;
    }
    bool ask = is_xhtml(out, element);
    bool was_inline = false;
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) {
            return false;
        }
        bool is_now = ask && is_inline(child->name);
        if (is_now && was_inline) {
            return false;
        }
        was_inline = is_now;
    }
    return !(ask && holds_inlines_alone(element->name));
}

/* Writing */

static void append_name(Output *out, const xmlNs *namespace, const xmlChar *name) {
    if (namespace != NULL && namespace->prefix != NULL) {
        append_string(out, namespace->prefix);
        append(out, ":", 1);
    }
    append_string(out, name);
}

static void append_declaration(Output *out, const xmlNs *namespace) {
    APPEND_LITERAL(out, " xmlns");
    if (namespace->prefix != NULL) {
        append(out, ":", 1);
        append_string(out, namespace->prefix);
    }
    APPEND_LITERAL(out, "=\"");
    append_text(out, namespace->href != NULL ? (const char *)namespace->href : "", true);
    append(out, "\"", 1);
}

static void append_attribute(Output *out, const xmlAttr *attribute) {
    append(out, " ", 1);
    append_name(out, attribute->ns, attribute->name);
    APPEND_LITERAL(out, "=\"");
    for (const xmlNode *part = attribute->children; part != NULL; part = part->next) {
        if (part->type == XML_TEXT_NODE && part->content != NULL) {
            append_text(out, (const char *)part->content, true);
        }
    }
    append(out, "\"", 1);
}

static void append_line_end(Output *out, size_t depth) {
    static const char line_end[] = "\n                                ";
    append(out, line_end, 1 + MIN(depth * INDENT_BYTES, INDENT_MOST_BYTES));
}

static void append_end(Output *out, const xmlNode *element) {
    APPEND_LITERAL(out, "</");
    append_name(out, element->ns, element->name);
    append(out, ">", 1);
}

static void append_start(Output *out, const xmlNode *element) {
    append(out, "<", 1);
    append_name(out, element->ns, element->name);
    for (const xmlNs *declared = element->nsDef; declared != NULL; declared = declared->next) {
        append_declaration(out, declared);
    }
    for (const xmlAttr *attribute = element->properties; attribute != NULL;
         attribute = attribute->next) {
        append_attribute(out, attribute);
    }
    if (element->children != NULL) {
        append(out, ">", 1);
    } else if (is_xhtml(out, element) && !is_void(element->name)) {
        append(out, ">", 1);
        append_end(out, element);
    } else if (is_xhtml(out, element)) {
        APPEND_LITERAL(out, " />");
    } else {
        APPEND_LITERAL(out, "/>");
    }
}

/* The elements that are open, from the root down, and whether their children have lines of their
 * own: asked once for each. */
typedef struct {
    GArray *laid_out; /* bool */
} Open;

static bool innermost_is_laid_out(const Open *open) {
    return open->laid_out->len > 0 && g_array_index(open->laid_out, bool, open->laid_out->len - 1);
}

static void enter(Output *out, Open *open, const xmlNode *element) {
    bool laid_out = may_lay_out(out, element);
    g_array_append_val(open->laid_out, laid_out);
    out->depth += laid_out ? 1 : 0;
}

static void leave(Output *out, Open *open, const xmlNode *element) {
    if (innermost_is_laid_out(open)) {
        out->depth--;
        append_line_end(out, out->depth);
    }
    g_array_set_size(open->laid_out, open->laid_out->len - 1);
    append_end(out, element);
}

static void append_node(Output *out, const Open *open, const xmlNode *node) {
    if (node->type == XML_ELEMENT_NODE) {
        if (innermost_is_laid_out(open)) {
            append_line_end(out, out->depth);
        }
        append_start(out, node);
    } else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
               node->content != NULL) {
        append_text(out, (const char *)node->content, false);
    }
}

static bool has_children(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE && node->children != NULL;
}

static void append_tree(Output *out, const xmlNode *root) {
    Open open = {g_array_new(FALSE, FALSE, sizeof(bool))};
    const xmlNode *node = root;
    while (node != NULL) {
        append_node(out, &open, node);
        if (has_children(node)) {
            enter(out, &open, node);
            node = node->children;
            continue;
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            leave(out, &open, node);
        }
        node = node == root ? NULL : node->next;
    }
    g_array_unref(open.laid_out);
}

GBytes *xhtml_serialise(const xmlDoc *document, SerialiseFlags flags) {
    const xmlNode *root = xmlDocGetRootElement(document);
    Output out = {.flags = flags, .capacity = FIRST_BUFFER_BYTES};
    out.bytes = g_malloc(out.capacity);
    APPEND_LITERAL(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    if ((flags & SERIALISE_HTML5_DOCTYPE) != 0) {
        APPEND_LITERAL(&out, "<!DOCTYPE html>\n");
    }
    append_tree(&out, root);
    append(&out, "\n", 1);
    return g_bytes_new_take(out.bytes, out.length);
}
