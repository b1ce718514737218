/* Shortcodes, notes and blocks in a post's text. A shortcode is a name that is known, or a word in
 * lower case with attributes or an end tag of its own; all else in square brackets is text. */
#include "read/post_text.h"

#include "base/json.h"
#include "base/text.h"
#include "read/post_paragraphs.h"
#include "read/post_writing.h"

#include <string.h>

enum {
    SHORTCODE_DEPTH = 8,
    SHORTCODE_BYTES = 4096, /* of one opening tag */
    NAME_BYTES = 60,
    NOTE_BYTES = 20000,
};

/* PostWriting HTML that a parser is going to read */

void post_put_escaped(GString *out, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

void post_put_attribute(GString *out, const char *name, const char *value) {
    if (value != NULL) {
        g_string_append_printf(out, " %s=\"", name);
        post_put_escaped(out, value);
        g_string_append_c(out, '"');
    }
}

/* What is not written leaves its line ends, so that lines keep their numbers. */
static void put_line_ends(GString *out, const char *from, const char *to) {
    for (const char *p = from; p < to; p++) {
        if (*p == '\n') {
            g_string_append_c(out, '\n');
        }
    }
}

void post_count_left_out(const PostWriting *writing, const char *name) {
    GHashTable *table = writing->context->left_out;
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(table, name));
    g_hash_table_replace(table, g_strdup(name), GUINT_TO_POINTER(count + 1));
}

const char *post_skip_white(const char *p, const char *end) {
    while (p < end && (g_ascii_isspace(*p) || (end - p > 1 && memcmp(p, "\xC2\xA0", 2) == 0))) {
        p += *p == '\xC2' ? 2 : 1;
    }
    return p;
}

/* Notes */

/* The call; the note's text is kept for the end. */
void post_put_note(PostWriting *writing, const char *from, const char *to, unsigned depth) {
    GString *text = writing->out;
    writing->out = g_string_new(NULL);
    post_write_range(writing, from, to, depth);
    g_ptr_array_add(writing->notes, g_string_free(writing->out, FALSE));
    writing->out = text;
    guint number = writing->notes->len;
    g_string_append_printf(text,
                           "<sup><a href=\"#galley-fn-%u\" id=\"galley-fnref-%u\">%u</a></sup>",
                           number, number, number);
    put_line_ends(text, from, to);
}

static void put_notes(PostWriting *writing) {
    GString *out = writing->out;
    if (writing->notes->len == 0) {
        return;
    }
    g_string_append(out, "<ol class=\"footnotes\">");
    for (guint i = 0; i < writing->notes->len; i++) {
        g_string_append_printf(out,
                               "<li id=\"galley-fn-%u\">%s <a href=\"#galley-fnref-%u\">↩</a></li>",
                               i + 1, (const char *)writing->notes->pdata[i], i + 1);
    }
    g_string_append(out, "</ol>");
}

/* The block of notes, whose texts stand in the post's metadata. */
static void put_notes_block(PostWriting *writing) {
    const char *text = writing->context->notes_json;
    g_autoptr(JsonValue) list = text != NULL ? json_value_parse(text, strlen(text)) : NULL;
    if (list == NULL || writing->has_notes_block) {
        return;
    }
    writing->has_notes_block = true;
    g_string_append(writing->out, "<ol class=\"wp-block-footnotes\">");
    for (size_t i = 0; i < json_value_count(list); i++) {
        const JsonValue *note = json_value_item(list, i);
        const char *id = json_value_text(json_value_member(note, "id"));
        const char *content = json_value_text(json_value_member(note, "content"));
        if (id != NULL && content != NULL) {
            g_string_append(writing->out, "<li");
            post_put_attribute(writing->out, "id", id);
            g_string_append_printf(writing->out, ">%s</li>", content);
        }
    }
    g_string_append(writing->out, "</ol>");
}

static size_t name_length(const char *p, const char *end) {
    size_t length = 0;
    while (p + length < end && length < NAME_BYTES &&
           (g_ascii_isalnum(p[length]) || p[length] == '_' || p[length] == '-')) {
        length++;
    }
    return length > 0 && g_ascii_isalpha(p[0]) ? length : 0;
}

/* Where each name's last end tag stands: to know in no time that none follows. */
static void list_closers(PostWriting *writing, const char *from, const char *to) {
    for (const char *p = from; p < to; p++) {
        p = memchr(p, '[', (size_t)(to - p));
        if (p == NULL) {
            return;
        }
        size_t length = to - p > 3 && p[1] == '/' ? name_length(p + 2, to) : 0;
        if (length > 0 && p + 2 + length < to && p[2 + length] == ']') {
            g_hash_table_replace(writing->closers, g_strndup(p + 2, length), (gpointer)p);
        }
    }
}

static const char *find_closer(const PostWriting *writing, const Shortcode *code, const char *to) {
    const char *last = g_hash_table_lookup(writing->closers, code->name);
    if (last == NULL || last < code->inner) {
        return NULL;
    }
    g_autofree char *close = g_strconcat("[/", code->name, "]", NULL);
    if (last < to) {
        return memmem(code->inner, (size_t)(to - code->inner), close, strlen(close));
    }
    g_autofree char *key = g_strdup_printf("%s %zx", code->name, (size_t)to);
    if (g_hash_table_contains(writing->searched, key)) {
        return NULL;
    }
    const char *found = memmem(code->inner, (size_t)(to - code->inner), close, strlen(close));
    if (found == NULL) {
        g_hash_table_add(writing->searched, g_steal_pointer(&key));
    }
    return found;
}

/* Attributes that look like some, for a name that nobody knows: "[box style=wide]". */
static bool has_attributes(const Shortcode *code) {
    const char *equals =
        memchr(code->attributes, '=', (size_t)(code->attributes_end - code->attributes));
    return equals != NULL && equals > code->attributes && equals + 1 < code->attributes_end &&
           (g_ascii_isalnum(equals[-1]) || equals[-1] == '_' || equals[-1] == '-');
}

static bool is_lower_case(const char *name) {
    for (const char *p = name; *p != '\0'; p++) {
        if (g_ascii_isupper(*p)) {
            return false;
        }
    }
    return true;
}

/* The shortcode that opens at `p`, in `code`; false: it is text. */
static bool open_shortcode(const PostWriting *writing, const char *p, const char *to,
                           unsigned depth, Shortcode *code) {
    size_t length = name_length(p + 1, to);
    const char *after = p + 1 + length;
    if (length == 0 || after >= to ||
        (!g_ascii_isspace(*after) && *after != ']' && *after != '/')) {
        return false;
    }
    const char *bound = (size_t)(to - p) > SHORTCODE_BYTES ? p + SHORTCODE_BYTES : to;
    const char *close = NULL;
    char quote = '\0';
    for (const char *at = after; at < bound && close == NULL; at++) {
        bool is_quote = (*at == '"' || *at == '\'') && (quote == *at || (!quote && at[-1] == '='));
        quote = is_quote ? (quote ? '\0' : *at) : quote;
        close = *at == ']' && quote == '\0' ? at : NULL;
        if (*at == '[' && quote == '\0') {
            break;
        }
    }
    if (close == NULL) {
        return false;
    }
    *code = (Shortcode){.name = g_strndup(p + 1, length),
                        .attributes = after,
                        .attributes_end = close > after && close[-1] == '/' ? close - 1 : close,
                        .begin = p,
                        .inner = close + 1,
                        .end = close + 1};
    code->close = depth < SHORTCODE_DEPTH ? find_closer(writing, code, to) : NULL;
    bool has_more = code->close != NULL || has_attributes(code);
    const ShortcodeRow *known = post_shortcode_find(code->name);
    bool is_shortcode =
        has_more ? known != NULL || is_lower_case(code->name) : known != NULL && !known->is_word;
    if (!is_shortcode) {
        g_clear_pointer(&code->name, g_free);
    } else if (code->close != NULL) {
        code->end = code->close + strlen(code->name) + strlen("[/]");
    }
    return is_shortcode;
}

/* Writes what stands at `p` if it is a shortcode; returns what follows it, or NULL. */
static const char *take_shortcode(PostWriting *writing, const char *p, const char *to,
                                  unsigned depth) {
    Shortcode code;
    if (!open_shortcode(writing, p, to, depth, &code)) {
        return NULL;
    }
    post_shortcode_write(writing, &code, depth + 1);
    put_line_ends(writing->out, code.begin, code.inner);
    const char *end = code.end;
    g_free(code.name);
    return end;
}

/* "[[gallery]]" shows how one is written. */
static const char *take_escaped(PostWriting *writing, const char *p, const char *to) {
    size_t length = to - p > 4 && p[1] == '[' ? name_length(p + 2 + (p[2] == '/'), to) : 0;
    g_autofree char *name = length > 0 ? g_strndup(p + 2 + (p[2] == '/'), length) : NULL;
    size_t within = MIN((size_t)(to - p), SHORTCODE_BYTES);
    bool is_known = name != NULL && post_shortcode_find(name) != NULL;
    const char *close = is_known ? memmem(p, within, "]]", 2) : NULL;
    if (close == NULL) {
        return NULL;
    }
    g_string_append_len(writing->out, p + 1, close + 1 - (p + 1));
    return close + 2;
}

/* "((a note))": words between two brackets behind a word. */
static const char *take_bracketed(PostWriting *writing, const char *p, const char *to,
                                  unsigned depth) {
    const char *bound = to - p > NOTE_BYTES ? p + NOTE_BYTES : to;
    bool has_space = false;
    for (const char *at = p + 2; at + 1 < bound && *at != '('; at++) {
        has_space |= *at == ' ';
        if (at[0] == '\n' && at[1] == '\n') {
            return NULL;
        }
        if (at[0] == ')') {
            if (at[1] != ')' || !has_space || depth >= SHORTCODE_DEPTH) {
                return NULL;
            }
            post_put_note(writing, p + 2, at, depth + 1);
            return at + 2;
        }
    }
    return NULL;
}

/* Blocks */

static void take_reusable(PostWriting *writing, const char *from, const char *to, unsigned depth) {
    g_autofree char *text = g_strndup(from, (size_t)(to - from));
    const char *ref = strstr(text, "\"ref\":");
    const char *number = ref != NULL ? ref + strlen("\"ref\":") : "";
    g_autofree char *id = g_strndup(number, strspn(number, G_CSET_DIGITS));
    const char *block = g_hash_table_lookup(writing->context->library->blocks, id);
    if (block == NULL || writing->blocks_within > 0) {
        post_count_left_out(writing, "block");
        return;
    }
    writing->blocks_within++;
    GHashTable *closers = writing->closers;
    writing->closers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list_closers(writing, block, block + strlen(block));
    post_write_range(writing, block, block + strlen(block), depth);
    g_hash_table_unref(writing->closers);
    writing->closers = closers;
    writing->blocks_within--;
}

/* The comment of a block, between `from` ("wp:…") and `to`. One without content is made when the
 * page is shown. */
static void take_block(PostWriting *writing, const char *from, const char *to, unsigned depth) {
    const char *name = from + strlen("wp:");
    size_t length = 0;
    while (name + length < to && (name_length(name + length, to) > 0 || name[length] == '/' ||
                                  g_ascii_isdigit(name[length]) || name[length] == '-')) {
        if (name[length] == '/' && name + length + 1 >= to) {
            break;
        }
        length++;
    }
    const char *last = to;
    while (last > name && g_ascii_isspace(last[-1])) {
        last--;
    }
    bool is_empty = last > name && last[-1] == '/';
    g_autofree char *own = g_strndup(name, length);
    static const char *const silent[] = {"spacer", "more", "nextpage", "separator", "post-title"};
    for (size_t i = 0; i < G_N_ELEMENTS(silent); i++) {
        if (strcmp(own, silent[i]) == 0) {
            return;
        }
    }
    if (is_empty && strcmp(own, "footnotes") == 0) {
        put_notes_block(writing);
    } else if (is_empty && strcmp(own, "block") == 0) {
        take_reusable(writing, from, to, depth);
    } else if (is_empty) {
        post_count_left_out(writing, own);
    }
}

static const char *take_comment(PostWriting *writing, const char *p, const char *to,
                                unsigned depth) {
    const char *close =
        to == writing->unclosed ? NULL : memmem(p + 4, (size_t)(to - p - 4), "-->", 3);
    if (close == NULL) {
        writing->unclosed = to;
        return NULL;
    }
    const char *from = post_skip_white(p + 4, close);
    if (close - from > 3 && memcmp(from, "wp:", 3) == 0) {
        take_block(writing, from, close, depth);
    }
    put_line_ends(writing->out, p, close);
    return close + 3;
}

/* The block of verse is a <pre>: its lines are lines, its empty lines part stanzas. */
static const char *take_verse(PostWriting *writing, const char *p, const char *to) {
    static const char mark[] = "wp-block-verse";
    const char *tag_end = memchr(p, '>', MIN((size_t)(to - p), SHORTCODE_BYTES));
    bool is_verse = tag_end != NULL && memmem(p, (size_t)(tag_end - p), mark, strlen(mark)) != NULL;
    const char *close = is_verse && to != writing->unclosed_verse
                            ? memmem(tag_end, (size_t)(to - tag_end), "</pre>", strlen("</pre>"))
                            : NULL;
    if (close == NULL) {
        writing->unclosed_verse = is_verse ? to : writing->unclosed_verse;
        return NULL;
    }
    g_string_append(writing->out, "<div class=\"verse\"><p>");
    for (const char *at = tag_end + 1; at < close; at++) {
        bool is_end = *at == '\n';
        bool is_stanza = is_end && at + 1 < close && at[1] == '\n';
        g_string_append(writing->out, is_stanza ? "</p>\n<p>" : is_end ? "<br>" : "");
        g_string_append_c(writing->out, *at);
        at += is_stanza;
    }
    g_string_append(writing->out, "</p></div>");
    return close + strlen("</pre>");
}

/* Everything */

static const char *take_special(PostWriting *writing, const char *p, const char *to,
                                unsigned depth) {
    size_t left = (size_t)(to - p);
    if (*p == '<' && left >= 7 && memcmp(p, "<!--", 4) == 0) {
        return take_comment(writing, p, to, depth);
    }
    if (*p == '<' && left > 5 && memcmp(p, "<pre", 4) == 0) {
        return take_verse(writing, p, to);
    }
    if (*p == '[' && left > 2) {
        const char *past = take_escaped(writing, p, to);
        return past != NULL ? past : take_shortcode(writing, p, to, depth);
    }
    if (*p == '(' && left > 5 && p[1] == '(') {
        return take_bracketed(writing, p, to, depth);
    }
    return NULL;
}

void post_write_range(PostWriting *writing, const char *from, const char *to, unsigned depth) {
    while (from < to) {
        const char *p = from;
        while (p < to && *p != '<' && *p != '[' && *p != '(') {
            p++;
        }
        g_string_append_len(writing->out, from, p - from);
        if (p >= to) {
            return;
        }
        const char *past = take_special(writing, p, to, depth);
        if (past == NULL) {
            g_string_append_c(writing->out, *p);
            past = p + 1;
        }
        from = past;
    }
}

char *post_text_html(const char *text, size_t length_bytes, const PostContext *context) {
    const char *end = text + length_bytes;
    bool has_blocks = memmem(text, length_bytes, "<!-- wp:", strlen("<!-- wp:")) != NULL;
    PostWriting writing = {.context = context,
                           .out = g_string_sized_new(length_bytes + length_bytes / 8),
                           .notes = g_ptr_array_new_with_free_func(g_free),
                           .closers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                           .searched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                           .has_blocks = has_blocks};
    list_closers(&writing, text, end);
    post_write_range(&writing, text, end, 0);
    put_notes(&writing);
    if (!writing.has_notes_block) {
        put_notes_block(&writing);
    }
    char *html = post_paragraphs(writing.out->str, writing.out->len, !has_blocks);
    g_string_free(writing.out, TRUE);
    g_ptr_array_unref(writing.notes);
    g_hash_table_unref(writing.closers);
    g_hash_table_unref(writing.searched);
    return html;
}
