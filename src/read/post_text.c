/* Shortcodes and blocks. A shortcode is a name that is known, or a word in lower case with
 * attributes or an end tag of its own; all else in square brackets is text. */
#include "read/post_text.h"

#include "base/json.h"
#include "base/text.h"
#include "read/post_paragraphs.h"

#include <string.h>

enum {
    SHORTCODE_DEPTH = 8,
    SHORTCODE_BYTES = 4096, /* of one opening tag */
    NAME_BYTES = 60,
    NOTE_BYTES = 20000,
    GALLERY_PICTURES = 500,
};

typedef struct Writing Writing;

/* A shortcode in hand. */
typedef struct {
    char *name;
    const char *attributes, *attributes_end;
    const char *begin, *inner, *close, *end; /* close NULL: it has no end tag */
} Shortcode;

typedef void (*ShortcodeWriter)(Writing *writing, const Shortcode *code, unsigned depth);

struct Writing {
    const PostContext *context;
    GString *out;
    GPtrArray *notes;    /* char *: HTML */
    GHashTable *closers; /* name -> where its last end tag stands */
    bool has_blocks, has_notes_block;
    unsigned blocks_within; /* reusable blocks that are open */
    const char *unclosed_verse;
    GHashTable *searched; /* "NAME END": no end tag of the name stands before that end */
    const char *unclosed; /* no comment ends before this */
};

static void write_range(Writing *writing, const char *from, const char *to, unsigned depth);

/* Writing HTML that a parser is going to read */

static void put_escaped(GString *out, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

static void put_attribute(GString *out, const char *name, const char *value) {
    if (value != NULL) {
        g_string_append_printf(out, " %s=\"", name);
        put_escaped(out, value);
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

static void put_figure(GString *out, const Attachment *attachment) {
    g_string_append(out, "<figure><img");
    put_attribute(out, "src", attachment->address);
    put_attribute(out, "alt", attachment->alt);
    g_string_append(out, ">");
    if (attachment->caption != NULL) {
        g_string_append_printf(out, "<figcaption>%s</figcaption>", attachment->caption);
    }
    g_string_append(out, "</figure>");
}

static void count_left_out(const Writing *writing, const char *name) {
    GHashTable *table = writing->context->left_out;
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(table, name));
    g_hash_table_replace(table, g_strdup(name), GUINT_TO_POINTER(count + 1));
}

/* Attributes: name="value", name='value', name=value, or a value by itself ("" asks for it). */

static const char *skip_white(const char *p, const char *end) {
    while (p < end && (g_ascii_isspace(*p) || (end - p > 1 && memcmp(p, "\xC2\xA0", 2) == 0))) {
        p += *p == '\xC2' ? 2 : 1;
    }
    return p;
}

/* The value at `p`; `past` is set behind it. Caller frees. */
static char *take_quoted(const char *p, const char *end, const char **past) {
    if (*p == '"' || *p == '\'') {
        const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
        close = close != NULL ? close : end;
        *past = close < end ? close + 1 : end;
        return g_strndup(p + 1, (size_t)(close - p - 1));
    }
    const char *from = p;
    while (p < end && !g_ascii_isspace(*p)) {
        p++;
    }
    *past = p;
    return g_strndup(from, (size_t)(p - from));
}

static char *attribute(const Shortcode *code, const char *wanted) {
    const char *end = code->attributes_end;
    for (const char *p = skip_white(code->attributes, end); p < end; p = skip_white(p, end)) {
        const char *from = p;
        while (p < end && (g_ascii_isalnum(*p) || *p == '_' || *p == '-')) {
            p++;
        }
        g_autofree char *name = g_ascii_strdown(from, p - from);
        const char *equals = skip_white(p, end);
        bool is_named = p > from && equals < end && *equals == '=';
        const char *value_at = is_named ? skip_white(equals + 1, end) : from;
        if (value_at >= end) {
            return NULL;
        }
        g_autofree char *value = take_quoted(value_at, end, &p);
        if (strcmp(is_named ? name : "", wanted) == 0) {
            return g_strdup(value + (is_named ? 0 : strspn(value, "=")));
        }
        p = p > from ? p : from + 1;
    }
    return NULL;
}

/* [caption] */

/* Where the picture and the link around it end; `from` if there is none. */
static const char *past_picture(const char *from, const char *end) {
    const char *image = memmem(from, (size_t)(end - from), "<img", 4);
    const char *close = image != NULL ? memchr(image, '>', (size_t)(end - image)) : NULL;
    if (close == NULL) {
        return from;
    }
    const char *p = skip_white(close + 1, end);
    bool is_linked = end - p >= 4 && g_ascii_strncasecmp(p, "</a>", 4) == 0;
    return is_linked ? p + 4 : close + 1;
}

static void write_caption(Writing *writing, const Shortcode *code, unsigned depth) {
    g_autofree char *said = attribute(code, "caption");
    const char *close = code->close != NULL ? code->close : code->inner;
    const char *split = past_picture(code->inner, close);
    g_string_append(writing->out, "<figure class=\"wp-caption\">");
    write_range(writing, code->inner, split, depth);
    g_string_append(writing->out, "<figcaption>");
    if (said != NULL) {
        g_string_append(writing->out, said);
    }
    write_range(writing, skip_white(split, close), close, depth);
    g_string_append(writing->out, "</figcaption></figure>");
}

/* [gallery] */

static void put_by_ids(Writing *writing, const char *ids) {
    g_auto(GStrv) each = g_strsplit_set(ids, ", ", GALLERY_PICTURES);
    for (size_t i = 0; each[i] != NULL; i++) {
        const Attachment *attachment =
            g_hash_table_lookup(writing->context->library->attachments, each[i]);
        if (attachment != NULL) {
            put_figure(writing->out, attachment);
        } else if (*each[i] != '\0') {
            count_left_out(writing, "gallery");
        }
    }
}

static void write_gallery(Writing *writing, const Shortcode *code, unsigned depth) {
    (void)depth;
    const PostContext *context = writing->context;
    g_autofree char *ids = attribute(code, "ids");
    g_autofree char *include = attribute(code, "include");
    const char *listed = ids != NULL ? ids : include;
    if (listed != NULL) {
        put_by_ids(writing, listed);
        return;
    }
    g_autofree char *id = attribute(code, "id");
    const char *post = id != NULL && *id != '\0' ? id : context->post_id;
    const GPtrArray *pictures =
        post != NULL ? g_hash_table_lookup(context->library->galleries, post) : NULL;
    for (guint i = 0; pictures != NULL && i < pictures->len && i < GALLERY_PICTURES; i++) {
        put_figure(writing->out, pictures->pdata[i]);
    }
    if (pictures == NULL) {
        count_left_out(writing, code->name);
    }
}

/* Films, recordings, what is fetched from elsewhere: a link. */

static void put_link(GString *out, const char *address, const char *poster) {
    g_string_append(out, "<figure>");
    if (poster != NULL) {
        g_string_append(out, "<img");
        put_attribute(out, "src", poster);
        g_string_append(out, "><figcaption>");
    }
    g_string_append(out, "<a");
    put_attribute(out, "href", address);
    g_string_append(out, ">");
    put_escaped(out, address);
    g_string_append(out, poster != NULL ? "</a></figcaption></figure>" : "</a></figure>");
}

static char *inner_text(const Shortcode *code) {
    if (code->close == NULL) {
        return NULL;
    }
    char *text = g_strstrip(g_strndup(code->inner, (size_t)(code->close - code->inner)));
    if (*text == '\0' || strchr(text, '<') != NULL) {
        g_clear_pointer(&text, g_free);
    }
    return text;
}

static bool is_address(const char *text) {
    return text != NULL &&
           (g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://"));
}

/* "[youtube dQw4w9WgXcQ]" names a film by its id alone. */
static char *address_of_id(const char *name, const char *id) {
    static const struct {
        const char *name, *address;
    } hosts[] = {{"youtube", "https://www.youtube.com/watch?v="}, {"vimeo", "https://vimeo.com/"}};
    for (size_t i = 0; id != NULL && i < G_N_ELEMENTS(hosts); i++) {
        bool is_id = strspn(id, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-") == strlen(id);
        if (strcmp(hosts[i].name, name) == 0 && is_id && *id != '\0') {
            return g_strconcat(hosts[i].address, id, NULL);
        }
    }
    return NULL;
}

static void write_media(Writing *writing, const Shortcode *code, unsigned depth) {
    static const char *const names[] = {"src", "mp4", "m4v",  "webm", "ogv", "mp3", "m4a",
                                        "ogg", "wav", "flac", "url",  "id",  "v",   ""};
    (void)depth;
    g_autofree char *address = inner_text(code);
    for (size_t i = 0; i < G_N_ELEMENTS(names) && !is_address(address); i++) {
        g_autofree char *said = attribute(code, names[i]);
        char *film = is_address(said) ? g_strdup(said) : address_of_id(code->name, said);
        if (film != NULL) {
            g_free(address);
            address = film;
        }
    }
    g_autofree char *poster = attribute(code, "poster");
    if (is_address(address)) {
        put_link(writing->out, address, is_address(poster) ? poster : NULL);
    } else {
        count_left_out(writing, code->name);
    }
}

static void write_playlist(Writing *writing, const Shortcode *code, unsigned depth) {
    (void)depth;
    g_autofree char *ids = attribute(code, "ids");
    g_auto(GStrv) each = g_strsplit_set(ids != NULL ? ids : "", ", ", GALLERY_PICTURES);
    for (size_t i = 0; each[i] != NULL; i++) {
        const Attachment *file =
            g_hash_table_lookup(writing->context->library->attachments, each[i]);
        if (file != NULL) {
            put_link(writing->out, file->address, NULL);
        }
    }
    if (ids == NULL) {
        count_left_out(writing, code->name);
    }
}

/* Notes */

/* The call; the note's text is kept for the end. */
static void put_note(Writing *writing, const char *from, const char *to, unsigned depth) {
    GString *text = writing->out;
    writing->out = g_string_new(NULL);
    write_range(writing, from, to, depth);
    g_ptr_array_add(writing->notes, g_string_free(writing->out, FALSE));
    writing->out = text;
    guint number = writing->notes->len;
    g_string_append_printf(text,
                           "<sup><a href=\"#galley-fn-%u\" id=\"galley-fnref-%u\">%u</a></sup>",
                           number, number, number);
    put_line_ends(text, from, to);
}

static void write_note(Writing *writing, const Shortcode *code, unsigned depth) {
    g_autofree char *said = attribute(code, "");
    if (code->close != NULL) {
        put_note(writing, code->inner, code->close, depth);
    } else if (said != NULL && strchr(said, ' ') != NULL) {
        put_note(writing, said, said + strlen(said), depth);
    } else {
        count_left_out(writing, code->name);
    }
}

static void put_notes(Writing *writing) {
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
static void put_notes_block(Writing *writing) {
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
            put_attribute(writing->out, "id", id);
            g_string_append_printf(writing->out, ">%s</li>", content);
        }
    }
    g_string_append(writing->out, "</ol>");
}

/* Shortcodes */

static void write_inner(Writing *writing, const Shortcode *code, unsigned depth) {
    if (code->close != NULL) {
        write_range(writing, code->inner, code->close, depth);
    } else {
        count_left_out(writing, code->name);
    }
}

static void write_quote(Writing *writing, const Shortcode *code, unsigned depth) {
    g_string_append(writing->out, "<aside class=\"pullquote\">");
    write_inner(writing, code, depth);
    g_string_append(writing->out, "</aside>");
}

static void write_code(Writing *writing, const Shortcode *code, unsigned depth) {
    (void)depth;
    if (code->close == NULL) {
        return;
    }
    g_autofree char *inner = g_strndup(code->inner, (size_t)(code->close - code->inner));
    g_string_append_printf(writing->out, "<pre>%s</pre>", inner);
}

static const struct {
    const char *name;
    ShortcodeWriter write;
    bool is_word; /* in brackets by itself it is one of the text's */
} shortcodes[] = {
    {"caption", write_caption, false},
    {"wp_caption", write_caption, false},
    {"gallery", write_gallery, false},
    {"audio", write_media, false},
    {"video", write_media, false},
    {"embed", write_media, false},
    {"youtube", write_media, false},
    {"vimeo", write_media, false},
    {"soundcloud", write_media, false},
    {"wpvideo", write_media, false},
    {"dailymotion", write_media, false},
    {"ted", write_media, false},
    {"playlist", write_playlist, false},
    {"footnote", write_note, true},
    {"efn_note", write_note, false},
    {"footnotes", NULL, false},
    {"ref", write_note, true},
    {"fn", write_note, true},
    {"mfn", write_note, false},
    {"note", write_note, true},
    {"pullquote", write_quote, true},
    {"code", write_code, true},
    {"sourcecode", write_code, true},
    {"contact-form", NULL, false},
    {"contact-form-7", NULL, false},
    {"toc", NULL, false},
    {"more", NULL, true},
    {"slideshow", write_gallery, false},
    {"blockquote", write_quote, true},
    {"efn_reference", NULL, false},
    {"jetpack-related-posts", NULL, false},
    {"sharing", NULL, false},
};

/* -1: not known. */
static int find_known(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(shortcodes); i++) {
        if (strcmp(shortcodes[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
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
static void list_closers(Writing *writing, const char *from, const char *to) {
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

static const char *find_closer(const Writing *writing, const Shortcode *code, const char *to) {
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
static bool open_shortcode(const Writing *writing, const char *p, const char *to, unsigned depth,
                           Shortcode *code) {
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
    int known = find_known(code->name);
    bool is_shortcode =
        known >= 0 ? has_more || !shortcodes[known].is_word : has_more && is_lower_case(code->name);
    if (!is_shortcode) {
        g_clear_pointer(&code->name, g_free);
    } else if (code->close != NULL) {
        code->end = code->close + strlen(code->name) + strlen("[/]");
    }
    return is_shortcode;
}

/* Writes what stands at `p` if it is a shortcode; returns what follows it, or NULL. */
static const char *take_shortcode(Writing *writing, const char *p, const char *to, unsigned depth) {
    Shortcode code;
    if (!open_shortcode(writing, p, to, depth, &code)) {
        return NULL;
    }
    int known = find_known(code.name);
    if (known < 0 || shortcodes[known].write == NULL) {
        write_inner(writing, &code, depth + 1);
    } else {
        shortcodes[known].write(writing, &code, depth + 1);
    }
    put_line_ends(writing->out, code.begin, code.inner);
    const char *end = code.end;
    g_free(code.name);
    return end;
}

/* "[[gallery]]" shows how one is written. */
static const char *take_escaped(Writing *writing, const char *p, const char *to) {
    size_t length = to - p > 4 && p[1] == '[' ? name_length(p + 2 + (p[2] == '/'), to) : 0;
    g_autofree char *name = length > 0 ? g_strndup(p + 2 + (p[2] == '/'), length) : NULL;
    size_t within = MIN((size_t)(to - p), SHORTCODE_BYTES);
    bool is_known = name != NULL && find_known(name) >= 0;
    const char *close = is_known ? memmem(p, within, "]]", 2) : NULL;
    if (close == NULL) {
        return NULL;
    }
    g_string_append_len(writing->out, p + 1, close + 1 - (p + 1));
    return close + 2;
}

/* "((a note))": words between two brackets behind a word. */
static const char *take_bracketed(Writing *writing, const char *p, const char *to, unsigned depth) {
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
            put_note(writing, p + 2, at, depth + 1);
            return at + 2;
        }
    }
    return NULL;
}

/* Blocks */

static void take_reusable(Writing *writing, const char *from, const char *to, unsigned depth) {
    g_autofree char *text = g_strndup(from, (size_t)(to - from));
    const char *ref = strstr(text, "\"ref\":");
    const char *number = ref != NULL ? ref + strlen("\"ref\":") : "";
    g_autofree char *id = g_strndup(number, strspn(number, G_CSET_DIGITS));
    const char *block = g_hash_table_lookup(writing->context->library->blocks, id);
    if (block == NULL || writing->blocks_within > 0) {
        count_left_out(writing, "block");
        return;
    }
    writing->blocks_within++;
    GHashTable *closers = writing->closers;
    writing->closers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list_closers(writing, block, block + strlen(block));
    write_range(writing, block, block + strlen(block), depth);
    g_hash_table_unref(writing->closers);
    writing->closers = closers;
    writing->blocks_within--;
}

/* The comment of a block, between `from` ("wp:…") and `to`. One without content is made when the
 * page is shown. */
static void take_block(Writing *writing, const char *from, const char *to, unsigned depth) {
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
        count_left_out(writing, own);
    }
}

static const char *take_comment(Writing *writing, const char *p, const char *to, unsigned depth) {
    const char *close =
        to == writing->unclosed ? NULL : memmem(p + 4, (size_t)(to - p - 4), "-->", 3);
    if (close == NULL) {
        writing->unclosed = to;
        return NULL;
    }
    const char *from = skip_white(p + 4, close);
    if (close - from > 3 && memcmp(from, "wp:", 3) == 0) {
        take_block(writing, from, close, depth);
    }
    put_line_ends(writing->out, p, close);
    return close + 3;
}

/* The block of verse is a <pre>: its lines are lines, its empty lines part stanzas. */
static const char *take_verse(Writing *writing, const char *p, const char *to) {
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

static const char *take_special(Writing *writing, const char *p, const char *to, unsigned depth) {
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

static void write_range(Writing *writing, const char *from, const char *to, unsigned depth) {
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
    Writing writing = {.context = context,
                       .out = g_string_sized_new(length_bytes + length_bytes / 8),
                       .notes = g_ptr_array_new_with_free_func(g_free),
                       .closers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .searched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .has_blocks = has_blocks};
    list_closers(&writing, text, end);
    write_range(&writing, text, end, 0);
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
