/* A drawing (SVG 1.1) parsed so that nothing is fetched or expanded, and the size that it gives. */
#include "images/picture_walk.h"

#include "base/limits.h"
#include "images/svg_names.h"

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <math.h>
#include <string.h>

typedef struct {
    const char *at, *end;
} Scan;

static bool starts(const Scan *scan, const char *prefix) {
    size_t length = strlen(prefix);
    return (size_t)(scan->end - scan->at) >= length && memcmp(scan->at, prefix, length) == 0;
}

static void skip_past(Scan *scan, const char *close) {
    const char *found = g_strstr_len(scan->at, scan->end - scan->at, close);
    scan->at = found != NULL ? found + strlen(close) : scan->end;
}

/* To the ">" of a tag or a DOCTYPE. Counts its attributes; tells whether a "[" is outside quotes.
 */
static unsigned skip_tag(Scan *scan, bool *has_bracket) {
    unsigned attributes = 0;
    char quote = '\0';
    for (; scan->at < scan->end; scan->at++) {
        char c = *scan->at;
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            break;
        } else {
            attributes += c == '=';
            *has_bracket = *has_bracket || c == '[';
        }
    }
    return attributes;
}

/* What makes the parser slow or lets a small file become an endless one, seen before it is parsed:
 * declarations inside a DOCTYPE, and elements with thousands of attributes, which libxml2 compares
 * each with each. */
static const char *find_fault(const char *text, size_t length_bytes) {
    Scan scan = {text, text + length_bytes};
    while ((scan.at = memchr(scan.at, '<', (size_t)(scan.end - scan.at))) != NULL) {
        bool has_bracket = false;
        if (starts(&scan, "<!--")) {
            scan.at += 4;
            skip_past(&scan, "-->");
        } else if (starts(&scan, "<![CDATA[")) {
            skip_past(&scan, "]]>");
        } else if (starts(&scan, "<?")) {
            skip_past(&scan, "?>");
        } else if (starts(&scan, "<!")) {
            skip_tag(&scan, &has_bracket);
        } else if (skip_tag(&scan, &(bool){false}) > LIMIT_SVG_ATTRIBUTES) {
            return "an element of the drawing has more attributes than any real one";
        }
        if (has_bracket) {
            return "the drawing declares entities of its own; save it again as plain SVG";
        }
    }
    return NULL;
}

/* Looking up a prefix goes through all namespaces in scope. */
static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted_count, const xmlChar **attributes) {
    xmlParserCtxt *parser = context;
    xmlSAX2StartElementNs(context, name, prefix, uri, namespace_count, namespaces, attribute_count,
                          defaulted_count, attributes);
    if (parser->nsNr > 2 * LIMIT_SVG_NAMESPACES) { /* two entries each */
        xmlStopParser(parser);
    }
}

/* What keeps a parsed tree from being a drawing in a book; NULL if nothing does. */
static const char *judge(const xmlDoc *drawing) {
    if (drawing == NULL) {
        return "the drawing is not well-formed XML, or breaks off";
    }
    xmlNode *root = xmlDocGetRootElement(drawing);
    if (strcmp((const char *)root->name, "svg") != 0 || !svg_is_ours(root)) {
        return "it is XML, but not an SVG drawing";
    }
    SvgSize size;
    if (!svg_size(root, &size)) {
        return "the drawing gives no size: it needs width and height, or a viewBox";
    }
    return svg_repeats_too_often(root) ? "the drawing draws parts of itself again and again" : NULL;
}

xmlDoc *svg_load(const char *text, size_t length_bytes, const char **why) {
    if (length_bytes > LIMIT_SVG_BYTES) {
        *why = "the drawing is larger than 4 MB; simplify it, or save it as PNG";
        return NULL;
    }
    if (!g_utf8_validate(text, (gssize)length_bytes, NULL)) {
        *why = "the drawing is not in UTF-8; save it again as plain SVG";
        return NULL;
    }
    *why = find_fault(text, length_bytes);
    if (*why != NULL) {
        return NULL;
    }
    xmlParserCtxt *parser = xmlNewParserCtxt();
    parser->sax->startElementNs = start_element;
    xmlDoc *drawing = xmlCtxtReadMemory(parser, text, (int)length_bytes, NULL, "UTF-8",
                                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                            XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
    xmlFreeParserCtxt(parser);
    *why = judge(drawing);
    if (*why == NULL) {
        return drawing;
    }
    if (drawing != NULL) {
        xmlFreeDoc(drawing);
    }
    return NULL;
}

/* A number as SVG writes it, no matter which locale; `*at` goes behind it. */
static bool read_number(const char **at, double *number) {
    const char *start = *at;
    start += *start == '+' || *start == '-' ? 1 : 0;
    start += *start == '.' ? 1 : 0;
    if (!g_ascii_isdigit(*start) || (start[0] == '0' && (start[1] == 'x' || start[1] == 'X'))) {
        return false;
    }
    char *end = NULL;
    *number = g_ascii_strtod(*at, &end);
    *at = end;
    return isfinite(*number);
}

/* A length in CSS pixels; false for a percentage, which says nothing, and for nonsense. */
static bool read_length(const xmlNode *root, const char *name, double *length_px) {
    static const struct {
        const char *unit;
        double px;
    } units[] = {{"", 1},
                 {"px", 1},
                 {"pt", 96.0 / 72},
                 {"pc", 16},
                 {"in", 96},
                 {"cm", 96.0 / 2.54},
                 {"mm", 96.0 / 25.4},
                 {"q", 96.0 / 101.6},
                 {"em", 16},
                 {"rem", 16},
                 {"ex", 8}};
    xmlChar *value = xmlGetNoNsProp(root, (const xmlChar *)name);
    if (value == NULL) {
        return false;
    }
    g_strstrip((char *)value);
    const char *at = (const char *)value;
    bool is_known = false;
    double number = 0;
    if (read_number(&at, &number)) {
        for (size_t i = 0; i < G_N_ELEMENTS(units) && !is_known; i++) {
            is_known = g_ascii_strcasecmp(at, units[i].unit) == 0;
            *length_px = number * units[i].px;
        }
    }
    xmlFree(value);
    return is_known && *length_px > 0;
}

static bool read_view(const xmlNode *root, SvgSize *size) {
    double numbers[4];
    xmlChar *value = xmlGetNoNsProp(root, (const xmlChar *)"viewBox");
    if (value == NULL) {
        return false;
    }
    const char *at = (const char *)value;
    size_t count = 0;
    for (; count < G_N_ELEMENTS(numbers); count++) {
        at += strspn(at, " \t\r\n,");
        if (!read_number(&at, &numbers[count])) {
            break;
        }
    }
    at += strspn(at, " \t\r\n");
    bool is_good = count == 4 && *at == '\0' && numbers[2] > 0 && numbers[3] > 0;
    xmlFree(value);
    for (size_t i = 0; is_good && i < 4; i++) {
        is_good = fabs(numbers[i]) <= 1e9;
    }
    if (is_good) {
        size->left = numbers[0];
        size->top = numbers[1];
        size->width = numbers[2];
        size->height = numbers[3];
    }
    return is_good;
}

bool svg_size(const xmlNode *root, SvgSize *size) {
    *size = (SvgSize){.width_px = 0};
    size->has_width = read_length(root, "width", &size->width_px);
    size->has_height = read_length(root, "height", &size->height_px);
    size->has_view = read_view(root, size);
    if (!size->has_view) {
        size->width = size->width_px;
        size->height = size->height_px;
        return size->has_width && size->has_height && size->width <= 1e9 && size->height <= 1e9;
    }
    double ratio = size->height / size->width;
    if (!size->has_width) {
        size->width_px = size->has_height ? size->height_px / ratio : size->width;
    }
    if (!size->has_height) {
        size->height_px = size->width_px * ratio;
    }
    return isfinite(size->width_px) && isfinite(size->height_px);
}
