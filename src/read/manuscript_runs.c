/* The running text of a paragraph. Word processors cut it into runs at every spelling check; here
 * equal neighbours are one again, marks that go on are not closed and opened, and the spaces at a
 * mark's edges stand outside it. */
#include "read/manuscript_parts.h"

#include "html/clean_text.h"

#include <string.h>

/* The elements that marks become, outermost first. */
static const struct {
    Mark mark;
    Element element;
    const char *class_name;
} mark_rows[] = {
    {MARK_CODE, ELEMENT_CODE, NULL},       {MARK_STRONG, ELEMENT_STRONG, NULL},
    {MARK_EMPHASIS, ELEMENT_EM, NULL},     {MARK_UNDERLINE, ELEMENT_U, NULL},
    {MARK_STRIKE, ELEMENT_S, NULL},        {MARK_SMALL_CAPITALS, ELEMENT_SPAN, "smallcaps"},
    {MARK_SUPERSCRIPT, ELEMENT_SUP, NULL}, {MARK_SUBSCRIPT, ELEMENT_SUB, NULL},
};

enum { MOST_OPEN = G_N_ELEMENTS(mark_rows) + 2 };

/* An open element, and which part of a format it stands for. */
typedef struct {
    xmlNode *node;
    Mark mark;        /* or 0: */
    const char *lang; /* a language's span; or NULL: */
    const char *href; /* a link */
} Open;

typedef struct {
    Manuscript *manuscript;
    xmlNode *parent;
    Open open[MOST_OPEN];
    size_t depth;
    GString *text;    /* of the next text node */
    RunFormat format; /* of what came last */
    bool has_space;   /* a space waits for what comes next */
    bool is_at_edge;  /* nothing stands in this line yet */
    bool is_verbatim;
} Writing;

xmlNode *manuscript_new_node(const Manuscript *manuscript, Element element) {
    return node_new(manuscript->tree, element, manuscript_line(manuscript), 0);
}

static xmlNode *at(const Writing *writing) {
    return writing->depth > 0 ? writing->open[writing->depth - 1].node : writing->parent;
}

static void flush(Writing *writing) {
    if (writing->text->len > 0) {
        node_append(at(writing),
                    node_new_text(writing->manuscript->tree, writing->text->str, writing->text->len,
                                  manuscript_line(writing->manuscript), 0));
        g_string_truncate(writing->text, 0);
    }
}

static bool is_wanted(const Open *open, RunFormat format) {
    if (open->mark != 0) {
        return (format.marks & open->mark) != 0;
    }
    return open->lang != NULL ? open->lang == format.lang : open->href == format.href;
}

static void push(Writing *writing, Element element, Open open) {
    open.node = manuscript_new_node(writing->manuscript, element);
    node_append(at(writing), open.node);
    writing->open[writing->depth++] = open;
}

static bool has_open(const Writing *writing, Open wanted) {
    for (size_t i = 0; i < writing->depth; i++) {
        const Open *open = &writing->open[i];
        if (open->mark == wanted.mark && open->lang == wanted.lang && open->href == wanted.href) {
            return true;
        }
    }
    return false;
}

static bool lacks_marks(const Writing *writing, RunFormat format) {
    unsigned open = 0;
    for (size_t i = 0; i < writing->depth; i++) {
        open |= writing->open[i].mark;
    }
    return (format.marks & ~open) != 0 ||
           (format.href != NULL && !has_open(writing, (Open){.href = format.href})) ||
           (format.lang != NULL && !has_open(writing, (Open){.lang = format.lang}));
}

static void open_marks(Writing *writing, RunFormat format) {
    if (format.href != NULL && !has_open(writing, (Open){.href = format.href})) {
        push(writing, ELEMENT_A, (Open){.href = format.href});
        node_set(at(writing), ATTRIBUTE_HREF, format.href);
    }
    if (format.lang != NULL && !has_open(writing, (Open){.lang = format.lang})) {
        push(writing, ELEMENT_SPAN, (Open){.lang = format.lang});
        node_set(at(writing), ATTRIBUTE_LANG, format.lang);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(mark_rows); i++) {
        Open open = {.mark = mark_rows[i].mark};
        if ((format.marks & open.mark) != 0 && !has_open(writing, open)) {
            push(writing, mark_rows[i].element, open);
            if (mark_rows[i].class_name != NULL) {
                node_set(at(writing), ATTRIBUTE_CLASS, mark_rows[i].class_name);
            }
        }
    }
}

/* Closes what is not wanted and opens what is lacking. A link is outermost, so that it is one. */
static void set_format(Writing *writing, RunFormat format) {
    size_t stays = 0;
    bool is_same_link = (writing->depth > 0 ? writing->open[0].href : NULL) == format.href;
    while (is_same_link && stays < writing->depth && is_wanted(&writing->open[stays], format)) {
        stays++;
    }
    if (stays < writing->depth) {
        flush(writing);
        writing->depth = stays;
    }
    if (lacks_marks(writing, format)) {
        flush(writing);
        open_marks(writing, format);
    }
}

static RunFormat common(RunFormat left, RunFormat right) {
    return (RunFormat){.marks = left.marks & right.marks,
                       .lang = left.lang == right.lang ? left.lang : NULL,
                       .href = left.href == right.href ? left.href : NULL};
}

/* The space that waits, if something stands before it. */
static void put_space(Writing *writing, RunFormat next) {
    if (writing->has_space && !writing->is_at_edge) {
        set_format(writing, common(writing->format, next));
        g_string_append_c(writing->text, ' ');
    }
    writing->has_space = false;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void put_words(Writing *writing, RunFormat format, const char *text, size_t length) {
    size_t i = 0;
    while (i < length) {
        if (is_space(text[i])) {
            writing->has_space = true;
            i++;
            continue;
        }
        size_t start = i;
        while (i < length && !is_space(text[i])) {
            i++;
        }
        put_space(writing, format);
        set_format(writing, format);
        append_clean_text(writing->text, text + start, i - start);
        writing->format = format;
        writing->is_at_edge = false;
    }
}

/* An element that is no text stands where the marks of its surroundings are. */
static void put_node(Writing *writing, xmlNode *node, RunFormat format) {
    if (node_kind(node) != NODE_NOTE_CALL) {
        put_space(writing, format);
    }
    writing->has_space = writing->has_space && node_kind(node) == NODE_NOTE_CALL;
    set_format(writing, format);
    flush(writing);
    node_append(at(writing), node);
    writing->format = format;
    writing->is_at_edge = false;
}

static void put_break(Writing *writing) {
    writing->has_space = false;
    if (writing->is_verbatim) {
        g_string_append_c(writing->text, '\n');
        return;
    }
    flush(writing);
    node_append(at(writing), manuscript_new_node(writing->manuscript, ELEMENT_BR));
    writing->is_at_edge = true;
}

static void append_text_node(Manuscript *manuscript, xmlNode *parent, const char *text) {
    node_append(parent, node_new_text(manuscript->tree, text, strlen(text),
                                      manuscript_line(manuscript), 0));
}

static void put_call(Writing *writing, const Span *span) {
    g_autofree char *href = g_strconcat("#", span->text, NULL);
    xmlNode *call = manuscript_new_node(writing->manuscript, ELEMENT_A);
    node_set(call, ATTRIBUTE_CLASS, "noteref");
    node_set(call, ATTRIBUTE_HREF, href);
    append_text_node(writing->manuscript, call, span->text);
    RunFormat around = {.marks = writing->format.marks & (MARK_STRONG | MARK_EMPHASIS),
                        .lang = writing->format.lang};
    bool had_space = writing->has_space;
    put_node(writing, call, around);
    writing->has_space = had_space;
}

static void put_ruby(Writing *writing, const Span *span) {
    xmlNode *ruby = manuscript_new_node(writing->manuscript, ELEMENT_RUBY);
    append_text_node(writing->manuscript, ruby, span->text);
    xmlNode *over = manuscript_new_node(writing->manuscript, ELEMENT_RT);
    append_text_node(writing->manuscript, over, span->more);
    node_append(ruby, over);
    put_node(writing, ruby, span->format);
}

static void put_picture(Writing *writing, const Span *span) {
    xmlNode *image = manuscript_new_node(writing->manuscript, ELEMENT_IMG);
    node_set(image, ATTRIBUTE_SRC, span->text);
    if (span->more != NULL) {
        node_set(image, ATTRIBUTE_ALT, span->more);
    }
    put_node(writing, image, (RunFormat){.marks = 0, .href = span->format.href});
}

/* The paragraph's own id if it opens it, else that of an empty span. */
static void put_id(Writing *writing, const Span *span) {
    bool is_first = writing->is_at_edge && node_get(writing->parent, ATTRIBUTE_ID) == NULL &&
                    writing->parent->children == NULL && writing->depth == 0;
    if (is_first) {
        node_set(writing->parent, ATTRIBUTE_ID, span->text);
        return;
    }
    flush(writing);
    xmlNode *anchor = manuscript_new_node(writing->manuscript, ELEMENT_SPAN);
    node_set(anchor, ATTRIBUTE_ID, span->text);
    node_append(at(writing), anchor);
}

static void put_span(Writing *writing, const Span *span) {
    switch (span->kind) {
    case SPAN_TEXT: {
        const char *text = writing->manuscript->text->str + span->start_byte;
        if (writing->is_verbatim) {
            append_clean_text(writing->text, text, span->length_bytes);
        } else {
            put_words(writing, span->format, text, span->length_bytes);
        }
        break;
    }
    case SPAN_BREAK:
        put_break(writing);
        break;
    case SPAN_CALL:
        put_call(writing, span);
        break;
    case SPAN_PICTURE:
        if (!span->is_block) {
            put_picture(writing, span);
        }
        break;
    case SPAN_ID:
        put_id(writing, span);
        break;
    case SPAN_RUBY:
        put_ruby(writing, span);
        break;
    }
}

/* Ends of lines at the paragraph's end say nothing. */
static guint spans_to_write(const Manuscript *manuscript) {
    guint count = manuscript->spans->len;
    while (count > 0) {
        const Span *span = &g_array_index(manuscript->spans, Span, count - 1);
        bool is_blank = span->kind == SPAN_BREAK;
        if (span->kind == SPAN_TEXT) {
            g_autofree char *text =
                g_strndup(manuscript->text->str + span->start_byte, span->length_bytes);
            is_blank = text_is_blank(text);
        }
        if (!is_blank) {
            break;
        }
        count--;
    }
    return count;
}

void manuscript_put_runs(Manuscript *manuscript, xmlNode *parent, bool is_verbatim) {
    Writing writing = {.manuscript = manuscript,
                       .parent = parent,
                       .text = g_string_new(NULL),
                       .is_at_edge = true,
                       .is_verbatim = is_verbatim};
    if (manuscript->setting.label != NULL) {
        put_words(&writing, (RunFormat){0}, manuscript->setting.label,
                  strlen(manuscript->setting.label));
        writing.has_space = true;
    }
    guint count = spans_to_write(manuscript);
    bool is_opened = writing.is_at_edge;
    for (guint i = 0; i < count; i++) {
        const Span *span = &g_array_index(manuscript->spans, Span, i);
        if (span->kind == SPAN_BREAK && is_opened && writing.is_at_edge && !is_verbatim) {
            continue; /* before the first word */
        }
        put_span(&writing, span);
        is_opened = is_opened && writing.is_at_edge;
    }
    flush(&writing);
    g_string_free(writing.text, TRUE);
}

/* Mojibake across runs: where the two texts differ, a run's edge that lay in what was mended comes
 * to its start. */

enum { RESYNC_CHARACTERS = 24, SAME_CHARACTERS = 3 };

static bool starts_alike(const char *left, const char *right) {
    for (int i = 0; i < SAME_CHARACTERS; i++) {
        if (*left == '\0' || *right == '\0') {
            return *left == *right;
        }
        if (g_utf8_get_char(left) != g_utf8_get_char(right)) {
            return false;
        }
        left = g_utf8_next_char(left);
        right = g_utf8_next_char(right);
    }
    return true;
}

/* Moves both past what differs: the nearest place from where they are alike again. */
static void resynchronise(const char **old, const char **mended) {
    const char *left = *old;
    for (int i = 0; i < RESYNC_CHARACTERS && *left != '\0'; i++) {
        left = g_utf8_next_char(left);
        const char *right = *mended;
        for (int k = 0; k <= i + 1; k++) {
            if (starts_alike(left, right)) {
                *old = left;
                *mended = right;
                return;
            }
            if (*right == '\0') {
                break;
            }
            right = g_utf8_next_char(right);
        }
    }
    *old += strlen(*old);
    *mended += strlen(*mended);
}

/* Moves the spans' edges from the old text to the mended one, in one walk over both. */
static void move_edges(Manuscript *manuscript, const char *mended_text) {
    const char *old = manuscript->text->str;
    const char *mended = mended_text;
    for (guint i = 0; i < manuscript->spans->len; i++) {
        Span *span = &g_array_index(manuscript->spans, Span, i);
        if (span->kind != SPAN_TEXT) {
            continue;
        }
        size_t edge = span->start_byte;
        while ((size_t)(old - manuscript->text->str) < edge && *old != '\0') {
            if (*mended != '\0' && g_utf8_get_char(old) == g_utf8_get_char(mended)) {
                old = g_utf8_next_char(old);
                mended = g_utf8_next_char(mended);
            } else {
                resynchronise(&old, &mended);
            }
        }
        span->start_byte = (size_t)(mended - mended_text);
    }
    size_t end = strlen(mended_text);
    for (guint i = manuscript->spans->len; i > 0; i--) {
        Span *span = &g_array_index(manuscript->spans, Span, i - 1);
        if (span->kind == SPAN_TEXT) {
            span->length_bytes = end - span->start_byte;
            end = span->start_byte;
        }
    }
}

void manuscript_mend(Manuscript *manuscript) {
    if (manuscript->tally == NULL || manuscript->text->len == 0) {
        return;
    }
    g_autofree char *mended = mojibake_mend(manuscript->text->str, manuscript->text->len,
                                            manuscript_place(manuscript), manuscript->tally);
    if (mended != NULL) {
        move_edges(manuscript, mended);
        g_string_assign(manuscript->text, mended);
    }
}
