/* Cleaning: line ends, control characters, and letters put together with their marks (NFC). Clean
 * text is looked over once, a byte at a time. */
#include "base/charset_clean.h"
#include "base/charset.h"
#include "base/limits.h"
#include "base/text.h"

#include <string.h>

/* What NFC changes or may change where it stands (NFC_QC No and Maybe, Unicode 15), in order. */
static const struct {
    gunichar first, last;
} composing[] = {
    {0x0300, 0x034E},   {0x0358, 0x035F},   {0x0374, 0x0374},   {0x037E, 0x037E},
    {0x0387, 0x0387},   {0x0653, 0x0655},   {0x093C, 0x093C},   {0x0958, 0x095F},
    {0x09BE, 0x09BE},   {0x09D7, 0x09D7},   {0x09DC, 0x09DF},   {0x0A33, 0x0A36},
    {0x0A59, 0x0A5E},   {0x0B3E, 0x0B3E},   {0x0B56, 0x0B5D},   {0x0BBE, 0x0BBE},
    {0x0BD7, 0x0BD7},   {0x0C56, 0x0C56},   {0x0CC2, 0x0CC2},   {0x0CD5, 0x0CD6},
    {0x0D3E, 0x0D3E},   {0x0D57, 0x0D57},   {0x0DCA, 0x0DDF},   {0x0F43, 0x0FB9},
    {0x102E, 0x102E},   {0x1161, 0x1175},   {0x11A8, 0x11C2},   {0x1B35, 0x1B35},
    {0x1F71, 0x1F7D},   {0x1FBB, 0x1FBE},   {0x1FC9, 0x1FCB},   {0x1FD3, 0x1FDB},
    {0x1FE3, 0x1FEF},   {0x1FF9, 0x1FFD},   {0x2000, 0x2001},   {0x2126, 0x212B},
    {0x2329, 0x232A},   {0x2ADC, 0x2ADC},   {0x3099, 0x309A},   {0xF900, 0xFAD9},
    {0xFB1D, 0xFB4E},   {0x110BA, 0x110BA}, {0x11127, 0x11127}, {0x1133E, 0x1133E},
    {0x11357, 0x11357}, {0x114B0, 0x114BD}, {0x115AF, 0x115AF}, {0x11930, 0x11930},
    {0x1D15E, 0x1D164}, {0x1D1BB, 0x1D1C0}, {0x2F800, 0x2FA1D},
};

bool charset_may_compose(gunichar c) {
    size_t low = 0;
    for (size_t high = G_N_ELEMENTS(composing); low < high;) {
        size_t middle = (low + high) / 2;
        if (composing[middle].last < c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < G_N_ELEMENTS(composing) && composing[low].first <= c;
}

Place charset_place(const char *file, const char *bytes, size_t offset) {
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t i = 0; i < offset; i++) {
        bool ends_line =
            bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= offset || bytes[i + 1] != '\n'));
        line += ends_line;
        column = ends_line ? 1 : column + ((bytes[i] & 0xC0) != 0x80);
    }
    return place_at(file, line, column);
}

/* The first bytes of characters that need a look: of marks in the wrong order, too (Hebrew,
 * Arabic). */
static const bool needs_look[256] = {
    [0xC2] = true, [0xCC] = true, [0xCD] = true, [0xCE] = true, [0xD6] = true,
    [0xD7] = true, [0xD9] = true, [0xE0] = true, [0xE1] = true, [0xE2] = true,
    [0xE3] = true, [0xEF] = true, [0xF0] = true,
};

/* Two marks that canonical order turns round. */
static bool is_out_of_order(gunichar c, const char *next) {
    if (c < 0x300 || (unsigned char)*next < 0xCC) {
        return false;
    }
    int class = g_unichar_combining_class(c);
    int next_class = class > 0 ? g_unichar_combining_class(g_utf8_get_char(next)) : 0;
    return next_class > 0 && next_class < class;
}

static bool is_dropped(gunichar c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE ||
           c == 0xFFFF;
}

/* U+0085 right after a letter past ASCII is what is left of one that was read wrongly. */
static bool is_line_end(gunichar c, const char *text, const char *at) {
    return c == 0x2028 || c == 0x2029 ||
           (c == 0x85 && (at == text || (unsigned char)at[-1] < 0x80));
}

static bool is_composing(const char *p) {
    gunichar c = g_utf8_get_char(p);
    return charset_may_compose(c) || is_out_of_order(c, g_utf8_next_char(p));
}

/* The first place in the text that needs more than copying: a control character, a strange line
 * end, U+FEFF, a noncharacter, what is not composed. */
static const char *find_unclean(const char *text, size_t length) {
    size_t plain = text_plain_bytes(text, length);
    for (const unsigned char *p = (const unsigned char *)text + plain; *p != '\0'; p++) {
        bool is_control = (*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F;
        if (is_control) {
            return (const char *)p;
        }
        if (!needs_look[*p]) {
            continue;
        }
        gunichar c = g_utf8_get_char((const char *)p);
        if (is_dropped(c) || is_line_end(c, text, (const char *)p) || c == 0xFEFF ||
            is_composing((const char *)p)) {
            return (const char *)p;
        }
    }
    return NULL;
}

/* Line ends to \n; controls, the byte order mark's character and noncharacters out. */
static GString *without_unclean(const char *text, const char *first, const char *file,
                                Report *report) {
    GString *out = g_string_new_len(text, first - text);
    size_t dropped = 0;
    const char *first_dropped = NULL;
    for (const char *p = first; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\r' || is_line_end(c, text, p)) {
            if (c != '\r' || p[1] != '\n') {
                g_string_append(out, c == 0x2029 ? "\n\n" : "\n");
            }
        } else if (c == 0xFEFF) {
            continue;
        } else if (is_dropped(c)) {
            dropped++;
            first_dropped = first_dropped ? first_dropped : p;
        } else {
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
        }
    }
    if (dropped > 0) {
        g_autofree char *count = g_strdup_printf("%zu", dropped);
        Place place = charset_place(file, text, (size_t)(first_dropped - text));
        report_add(report, DIAGNOSTIC_CONTROL_CHARACTERS, place, NULL, count, NULL);
    }
    return out;
}

/* Is there anything in the line to compose, and no letter under more marks than can be sorted in
 * good time? */
static bool is_to_compose(const char *line, const char *end) {
    bool is_found = false;
    size_t marks = 0;
    for (const char *p = line; p < end; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p < 0xCC) {
            marks = 0;
            continue;
        }
        is_found |= is_composing(p);
        marks = g_unichar_combining_class(g_utf8_get_char(p)) > 0 ? marks + 1 : 0;
        if (marks > LIMIT_COMBINING_MARKS) {
            return false;
        }
    }
    return is_found;
}

/* NFC, line by line, in those that need it. */
static GString *compose_take(GString *text) {
    GString *out = g_string_sized_new(text->len);
    const char *end = text->str + text->len;
    for (const char *line = text->str; line < end;) {
        const char *feed = memchr(line, '\n', (size_t)(end - line));
        const char *next = feed != NULL ? feed + 1 : end;
        if (is_to_compose(line, next)) {
            g_autofree char *composed =
                g_utf8_normalize(line, next - line, G_NORMALIZE_DEFAULT_COMPOSE);
            g_string_append(out, composed);
        } else {
            g_string_append_len(out, line, next - line);
        }
        line = next;
    }
    g_string_free(text, TRUE);
    return out;
}

char *charset_clean_take(char *text, size_t *length_bytes, const char *file, Report *report) {
    const char *unclean = find_unclean(text, *length_bytes);
    if (unclean == NULL) {
        return text;
    }
    /* A mark is composed with what stands before it, so its line goes in whole. */
    GString *cleaned = compose_take(without_unclean(text, unclean, file, report));
    g_free(text);
    *length_bytes = cleaned->len;
    return g_string_free(cleaned, FALSE);
}
