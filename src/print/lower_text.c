/* Running text: the inline content of a block as one paragraph's text and its stretches. White
 * space is collapsed over the whole of it, and each stretch knows where in its node it began, which
 * the page map asks for. */
#include "print/lower.h"

#include <string.h>

enum {
    FIRST_WORDS = 4, /* that may be marked as a text's first */
    FIRST_CHARACTERS = 22,
    TAB_COLUMNS = 4,
};

static const char line_separator[] = "\xE2\x80\xA8"; /* U+2028 */

/* What is handed down from an element to the text in it. */
typedef struct {
    const Lower *lower;
    Paragraph *paragraph;
    Around around;
    StructureElement *element; /* of its own, which marks are put into; NULL: the paragraph's */
    const char *href, *target_id;
    bool is_verbatim;
    bool is_preformatted;
} Inline;

/* Paragraphs */

Paragraph paragraph_begin(const Lower *lower, const Around *around, StructureElement *element) {
    return (Paragraph){.text = paragraph_text_new(around->style, element, around->is_rtl),
                       .place = article_place(lower->article)};
}

bool paragraph_is_blank(const Paragraph *paragraph) {
    return paragraph->text->text->len == 0;
}

void paragraph_clear(Paragraph *paragraph) {
    g_clear_pointer(&paragraph->text, paragraph_text_free);
    g_clear_pointer(&paragraph->targets, g_array_unref);
    g_clear_pointer(&paragraph->images, g_ptr_array_unref);
}

/* Text */

static bool goes_on(const TextStretch *last, const TextStretch *stretch, size_t start_bytes) {
    return last->style == stretch->style && last->lang == stretch->lang &&
           last->node == stretch->node && last->element == stretch->element &&
           last->href == stretch->href && last->target_id == stretch->target_id &&
           last->note == 0 && stretch->note == 0 && last->is_verbatim == stretch->is_verbatim &&
           last->node_offset_bytes + (last->end_bytes - start_bytes) == stretch->node_offset_bytes;
}

static void add(Paragraph *paragraph, const char *text, size_t length, TextStretch stretch) {
    GArray *stretches = paragraph->text->stretches;
    if (stretches->len > 0) {
        TextStretch *last = &g_array_index(stretches, TextStretch, stretches->len - 1);
        size_t start = stretches->len > 1 ? (last - 1)->end_bytes : 0;
        if (goes_on(last, &stretch, start)) {
            g_string_append_len(paragraph->text->text, text, (gssize)length);
            last->end_bytes = paragraph->text->text->len;
            return;
        }
    }
    paragraph_text_add(paragraph->text, text, length, stretch);
}

static bool ends_line(const Paragraph *paragraph) {
    const GString *text = paragraph->text->text;
    return text->len == 0 || g_str_has_suffix(text->str, line_separator);
}

static void add_pending_space(Paragraph *paragraph) {
    if (paragraph->has_space && !ends_line(paragraph)) {
        add(paragraph, " ", 1, paragraph->space);
    }
    paragraph->has_space = false;
}

static void add_word(Paragraph *paragraph, const char *text, size_t length, TextStretch stretch) {
    add_pending_space(paragraph);
    add(paragraph, text, length, stretch);
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* So many bytes until white space that is not one plain space between words. */
static size_t plain_bytes(const char *text, size_t length) {
    for (size_t at = 0; at < length; at++) {
        if (is_space(text[at]) && (text[at] != ' ' || at + 1 == length || is_space(text[at + 1]))) {
            return at;
        }
    }
    return length;
}

static void add_collapsed(Paragraph *paragraph, const char *text, TextStretch stretch) {
    size_t length = strlen(text);
    size_t first_offset = stretch.node_offset_bytes;
    size_t at = 0;
    while (at < length) {
        stretch.node_offset_bytes = first_offset + at;
        if (is_space(text[at])) {
            if (!paragraph->has_space) {
                paragraph->has_space = true;
                paragraph->space = stretch;
            }
            at++;
            continue;
        }
        size_t plain = plain_bytes(text + at, length - at);
        add_word(paragraph, text + at, plain, stretch);
        at += plain;
    }
}

/* A space before it keeps the words apart for those who listen or copy. */
static void add_line_end(Paragraph *paragraph, TextStretch stretch) {
    paragraph->has_space = false;
    if (!ends_line(paragraph)) {
        add(paragraph, " ", 1, stretch);
    }
    add(paragraph, line_separator, strlen(line_separator), stretch);
}

/* Preformatted: its lines as they are, tabs as spaces. The last line's end is none. */
static void add_preformatted(Paragraph *paragraph, const char *text, bool is_last,
                             TextStretch stretch) {
    static const char spaces[TAB_COLUMNS + 1] = "    ";
    size_t first_offset = stretch.node_offset_bytes;
    size_t length = strlen(text);
    while (is_last && length > 0 && text[length - 1] == '\n') {
        length--;
    }
    for (size_t at = 0; at < length;) {
        stretch.node_offset_bytes = first_offset + at;
        size_t plain = 0;
        while (at + plain < length && text[at + plain] != '\n' && text[at + plain] != '\t') {
            plain++;
        }
        add(paragraph, text + at, plain, stretch);
        at += plain;
        if (at < length && text[at] == '\t') {
            add(paragraph, spaces, TAB_COLUMNS, stretch);
        } else if (at < length) {
            add_line_end(paragraph, stretch);
        }
        at++;
    }
}

static TextStretch stretch_of(const Inline *inside, const xmlNode *node) {
    return (TextStretch){.style = inside->around.style->text,
                         .lang = inside->around.lang,
                         .node = node,
                         .element = inside->element,
                         .href = inside->href,
                         .target_id = inside->target_id,
                         .is_verbatim = inside->is_verbatim};
}

static void gather_text(Inline *inside, const xmlNode *node) {
    TextStretch stretch = stretch_of(inside, node);
    if (inside->is_preformatted || inside->around.style->keeps_white_space) {
        bool is_last = node->next == NULL && node->parent->next == NULL;
        add_preformatted(inside->paragraph, node_text(node), is_last, stretch);
    } else {
        add_collapsed(inside->paragraph, node_text(node), stretch);
    }
}

/* Signs that Galley puts in, of no node. */
static void put_sign(Inline *inside, const char *sign) {
    add_word(inside->paragraph, sign, strlen(sign), stretch_of(inside, NULL));
}

/* Elements */

static void gather_nodes(Inline *inside, const xmlNode *first);

static StructureElement *own_element(const Inline *inside, StructureRole role) {
    StructureElement *parent =
        inside->element != NULL ? inside->element : inside->paragraph->text->element;
    return parent == NULL ? NULL : structure_for(parent, role, &inside->around);
}

/* Languages that change inside a paragraph are told to those who listen. */
static void note_language(Inline *inside) {
    const Around *around = &inside->around;
    if (around->parent != NULL && strcmp(around->lang, around->parent->lang) != 0) {
        inside->element = own_element(inside, ROLE_SPAN);
    }
}

/* Unicode's isolates and overrides for text that runs another way (UAX 9). */
static const char *direction_sign(const Inline *inside, const xmlNode *node) {
    Element element = element_of(node);
    const char *direction = node_get(node, ATTRIBUTE_DIR);
    bool is_rtl = inside->around.is_rtl;
    if (element == ELEMENT_BDO) {
        return is_rtl ? "\u202E" : "\u202D";
    }
    if (direction != NULL && strcmp(direction, "auto") != 0) {
        return is_rtl ? "\u2067" : "\u2066";
    }
    bool turns = inside->around.parent != NULL && is_rtl != inside->around.parent->is_rtl;
    return turns ? (is_rtl ? "\u2067" : "\u2066") : element == ELEMENT_BDI ? "\u2068" : NULL;
}

static void gather_content(Inline *inside, const xmlNode *node) {
    const char *sign = direction_sign(inside, node);
    if (sign != NULL) {
        put_sign(inside, sign);
    }
    gather_nodes(inside, node->children);
    if (sign != NULL) {
        put_sign(inside, element_of(node) == ELEMENT_BDO ? "\u202C" : "\u2069");
    }
}

static const char *internal_target(const Lower *lower, const char *href) {
    static const char scheme[] = "article:";
    if (g_str_has_prefix(href, scheme)) {
        return href + strlen(scheme);
    }
    return *href != '#' ? NULL
                        : galley_keep(lower->galley, g_strconcat(lower->article->id, href, NULL));
}

static void gather_link(Inline *inside, const xmlNode *node) {
    const char *href = node_get(node, ATTRIBUTE_HREF);
    inside->target_id = internal_target(inside->lower, href);
    inside->href = inside->target_id == NULL ? href : NULL;
    inside->element = own_element(inside, ROLE_LINK);
    gather_content(inside, node);
}

/* The number stands high, whatever a theme forgets to say. */
static const TextStyle *superior(const Lower *lower, const TextStyle *style) {
    if (style->position == POSITION_SUPERIOR) {
        return style;
    }
    TextStyle wanted = *style;
    wanted.position = POSITION_SUPERIOR;
    return print_style_text(lower->setting->style, &wanted);
}

/* Only the first call of a note brings it to the column's foot. */
static guint note_of(const Lower *lower, const char *href) {
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(lower->note_numbers, href + 1));
    if (number == 0 || g_array_index(lower->note_is_called, bool, number - 1)) {
        return 0;
    }
    g_array_index(lower->note_is_called, bool, number - 1) = true;
    return number;
}

static void gather_note_call(Inline *inside, const xmlNode *node) {
    const Lower *lower = inside->lower;
    const char *href = node_get(node, ATTRIBUTE_HREF);
    inside->element = own_element(inside, ROLE_REFERENCE);
    inside->target_id = *href == '#' ? internal_target(lower, href) : NULL;
    TextStretch stretch = stretch_of(inside, node->children);
    stretch.style = superior(lower, stretch.style);
    stretch.note = *href == '#' ? note_of(lower, href) : 0;
    g_autofree char *number = node_plain_text(node->children != NULL ? node->children : node);
    inside->paragraph->has_space = false; /* a call stands close to what it is about */
    add_word(inside->paragraph, number, strlen(number), stretch);
}

static void gather_image(Inline *inside, const xmlNode *node) {
    Paragraph *paragraph = inside->paragraph;
    if (paragraph->images == NULL) {
        paragraph->images = g_ptr_array_new();
    }
    g_ptr_array_add(paragraph->images, (xmlNode *)node);
}

/* The reading behind its base, in brackets. */
static void gather_ruby(Inline *inside, const xmlNode *node) {
    bool is_wide = language_find(inside->around.lang)->is_cjk;
    if (element_of(node) == ELEMENT_RP) {
        return; /* brackets for those who cannot set it otherwise: ours are put */
    }
    if (element_of(node) == ELEMENT_RUBY) {
        gather_nodes(inside, node->children);
        return;
    }
    put_sign(inside, is_wide ? "\uFF08" : "\u2009(");
    gather_nodes(inside, node->children);
    put_sign(inside, is_wide ? "\uFF09" : ")");
}

static void add_target(const Inline *inside, const xmlNode *node) {
    const char *id = node_get(node, ATTRIBUTE_ID);
    Paragraph *paragraph = inside->paragraph;
    if (id == NULL) {
        return;
    }
    if (paragraph->targets == NULL) {
        paragraph->targets = g_array_new(FALSE, FALSE, sizeof(ParagraphTarget));
    }
    const Lower *lower = inside->lower;
    ParagraphTarget target = {
        .offset_bytes = paragraph->text->text->len,
        .id = galley_keep(lower->galley, g_strconcat(lower->article->id, "#", id, NULL))};
    g_array_append_val(paragraph->targets, target);
}

static void gather_code(Inline *inside, const xmlNode *node) {
    inside->is_verbatim = true;
    if (!inside->is_preformatted) {
        inside->element = own_element(inside, ROLE_CODE);
    }
    gather_content(inside, node);
}

static void gather_line_break(Inline *inside, const xmlNode *node) {
    (void)node;
    add_line_end(inside->paragraph, stretch_of(inside, NULL));
}

static void gather_word_break(Inline *inside, const xmlNode *node) {
    static const char zero_width_space[] = "\xE2\x80\x8B";
    (void)node;
    add(inside->paragraph, zero_width_space, strlen(zero_width_space), stretch_of(inside, NULL));
}

typedef void (*GatherKind)(Inline *inside, const xmlNode *node);

/* A table in the shape of a switch, so that the compiler asks for a new kind's row. */
static GatherKind gather_of(NodeKind kind) {
    /* clang-format off */
    switch (kind) {
    case NODE_LINE_BREAK: return gather_line_break;
    case NODE_WORD_BREAK: return gather_word_break;
    case NODE_LINK:       return gather_link;
    case NODE_NOTE_CALL:  return gather_note_call;
    case NODE_IMAGE:      return gather_image;
    case NODE_RUBY:       return gather_ruby;
    case NODE_CODE:       return gather_code;
    case NODE_TEXT: case NODE_FRAME: case NODE_PARAGRAPH: case NODE_HEADING: case NODE_LIST:
    case NODE_LIST_ITEM: case NODE_DEFINITIONS: case NODE_TERM: case NODE_DEFINITION:
    case NODE_QUOTATION: case NODE_PREFORMATTED: case NODE_BREAK: case NODE_VERSE:
    case NODE_GROUP: case NODE_PULL_QUOTE: case NODE_SIDEBAR: case NODE_NOTE: case NODE_FIGURE:
    case NODE_CUTLINE: case NODE_CREDIT: case NODE_TABLE: case NODE_TABLE_CAPTION:
    case NODE_TABLE_PART: case NODE_TABLE_ROW: case NODE_TABLE_CELL: case NODE_MISSING:
    case NODE_QUOTED: case NODE_STYLED: case NODE_SPAN: case NODE_KIND_COUNT:
        break;
    }
    /* clang-format on */
    return gather_content;
}

static void gather_element(const Inline *outer, const xmlNode *node) {
    Inline inside = *outer;
    inside.around = around_node(outer->lower, &outer->around, node, NULL);
    if (inside.around.style->display != DISPLAY_AS_NOTHING) {
        note_language(&inside);
        add_target(&inside, node);
        gather_of(node_kind(node))(&inside, node);
    }
}

static void gather_nodes(Inline *inside, const xmlNode *first) {
    for (const xmlNode *node = first; node != NULL; node = node->next) {
        if (node->type == XML_TEXT_NODE) {
            gather_text(inside, node);
        } else if (node->type == XML_ELEMENT_NODE) {
            gather_element(inside, node);
        }
    }
}

void text_gather_siblings(const Lower *lower, Paragraph *paragraph, const Around *around,
                          const xmlNode *first, const xmlNode *end) {
    Inline inside = {.lower = lower, .paragraph = paragraph, .around = *around};
    if (first != NULL) {
        inside.is_preformatted = element_of(first->parent) == ELEMENT_PRE;
        paragraph->place = node_place(first->parent, lower->article->display_path);
    }
    for (const xmlNode *node = first; node != end; node = node->next) {
        if (node->type == XML_TEXT_NODE) {
            gather_text(&inside, node);
        } else if (node->type == XML_ELEMENT_NODE) {
            gather_element(&inside, node);
        }
    }
}

void text_gather(const Lower *lower, Paragraph *paragraph, const Around *around,
                 const xmlNode *node) {
    text_gather_siblings(lower, paragraph, around, node->children, NULL);
}

void text_say(Paragraph *paragraph, const Around *around, const char *text, const char *lang) {
    TextStretch stretch = {.style = around->style->text,
                           .lang = lang != NULL ? lang : around->lang};
    add_collapsed(paragraph, text, stretch);
}

/* First words */

static size_t first_words_end(const char *text) {
    const char *at = text;
    size_t words = 0;
    size_t characters = 0;
    size_t end = 0;
    for (; *at != '\0' && words < FIRST_WORDS && characters < FIRST_CHARACTERS; characters++) {
        if (*at == ' ') {
            words++;
            end = (size_t)(at - text);
        }
        at = g_utf8_next_char(at);
    }
    return *at == '\0' ? 0 : end; /* the first words of nothing more are no beginning */
}

void text_mark_first_words(Paragraph *paragraph, const BoxStyle *style) {
    ParagraphText *text = paragraph->text;
    const TextStyle *own = text->style->text;
    size_t end = first_words_end(text->text->str);
    if (style->text == own || end == 0 || text->stretches->len == 0) {
        return;
    }
    TextStretch first = g_array_index(text->stretches, TextStretch, 0);
    if (first.style != own) {
        return;
    }
    if (first.end_bytes > end) {
        TextStretch words = first;
        words.style = style->text;
        words.end_bytes = end;
        g_array_prepend_val(text->stretches, words);
        g_array_index(text->stretches, TextStretch, 1).node_offset_bytes += end;
    } else {
        g_array_index(text->stretches, TextStretch, 0).style = style->text;
    }
}

/* Words that may be broken anywhere */

/* How many characters of a word begin here. */
static size_t letters_of_word(const char *text) {
    size_t letters = 0;
    for (; *text != '\0' && !g_unichar_isspace(g_utf8_get_char(text));
         text = g_utf8_next_char(text)) {
        letters++;
    }
    return letters;
}

static bool may_part(const char *before, const char *after) {
    gunichar one = g_utf8_get_char(before);
    gunichar other = *after == '\0' ? ' ' : g_utf8_get_char(after);
    return !g_unichar_isspace(one) && !g_unichar_isspace(other) && !g_unichar_ismark(other);
}

/* The stretches that end at a place of the old text end at one of the new. */
static void move_ends(ParagraphText *text, guint *stretch, size_t from_bytes, size_t to_bytes) {
    for (; *stretch < text->stretches->len; (*stretch)++) {
        TextStretch *own = &g_array_index(text->stretches, TextStretch, *stretch);
        if (own->end_bytes > from_bytes) {
            break;
        }
        own->end_bytes = to_bytes;
    }
}

void text_break_words(ParagraphText *text, size_t most_letters) {
    static const char zero_width_space[] = "\xE2\x80\x8B";
    GString *out = g_string_sized_new(text->text->len * 2);
    guint stretch = 0;
    size_t left = 0; /* letters of the word */
    bool is_long = false;
    for (const char *at = text->text->str; *at != '\0';) {
        const char *next = g_utf8_next_char(at);
        if (left == 0) {
            left = letters_of_word(at);
            is_long = left > most_letters;
        }
        left -= left > 0 ? 1 : 0;
        g_string_append_len(out, at, next - at);
        if (is_long && may_part(at, next)) {
            g_string_append(out, zero_width_space);
        }
        move_ends(text, &stretch, (size_t)(next - text->text->str), out->len);
        at = next;
    }
    g_string_free(text->text, TRUE);
    text->text = out;
}
