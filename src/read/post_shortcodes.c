/* What shortcodes mean: those of WordPress itself, and of plugins that many blogs have. */
#include "base/text.h"
#include "read/post_writing.h"

#include <string.h>

enum { GALLERY_PICTURES = 500 };

static void put_figure(GString *out, const Attachment *attachment) {
    g_string_append(out, "<figure><img");
    post_put_attribute(out, "src", attachment->address);
    post_put_attribute(out, "alt", attachment->alt);
    g_string_append(out, ">");
    if (attachment->caption != NULL) {
        g_string_append_printf(out, "<figcaption>%s</figcaption>", attachment->caption);
    }
    g_string_append(out, "</figure>");
}

/* Attributes: name="value", name='value', name=value, or a value by itself ("" asks for it). */

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
    for (const char *p = post_skip_white(code->attributes, end); p < end;
         p = post_skip_white(p, end)) {
        const char *from = p;
        while (p < end && (g_ascii_isalnum(*p) || *p == '_' || *p == '-')) {
            p++;
        }
        g_autofree char *name = g_ascii_strdown(from, p - from);
        const char *equals = post_skip_white(p, end);
        bool is_named = p > from && equals < end && *equals == '=';
        const char *value_at = is_named ? post_skip_white(equals + 1, end) : from;
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
    const char *p = post_skip_white(close + 1, end);
    bool is_linked = end - p >= 4 && g_ascii_strncasecmp(p, "</a>", 4) == 0;
    return is_linked ? p + 4 : close + 1;
}

static void write_caption(PostWriting *writing, const Shortcode *code, unsigned depth) {
    g_autofree char *said = attribute(code, "caption");
    const char *close = code->close != NULL ? code->close : code->inner;
    const char *split = past_picture(code->inner, close);
    g_string_append(writing->out, "<figure class=\"wp-caption\">");
    post_write_range(writing, code->inner, split, depth);
    g_string_append(writing->out, "<figcaption>");
    if (said != NULL) {
        g_string_append(writing->out, said);
    }
    post_write_range(writing, post_skip_white(split, close), close, depth);
    g_string_append(writing->out, "</figcaption></figure>");
}

/* [gallery] */

static void put_by_ids(PostWriting *writing, const char *ids) {
    g_auto(GStrv) each = g_strsplit_set(ids, ", ", GALLERY_PICTURES);
    for (size_t i = 0; each[i] != NULL; i++) {
        const Attachment *attachment =
            g_hash_table_lookup(writing->context->library->attachments, each[i]);
        if (attachment != NULL) {
            put_figure(writing->out, attachment);
        } else if (*each[i] != '\0') {
            post_count_left_out(writing, "gallery");
        }
    }
}

static void write_gallery(PostWriting *writing, const Shortcode *code, unsigned depth) {
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
        post_count_left_out(writing, code->name);
    }
}

/* Films, recordings, what is fetched from elsewhere: a link. */

static void put_link(GString *out, const char *address, const char *poster) {
    g_string_append(out, "<figure>");
    if (poster != NULL) {
        g_string_append(out, "<img");
        post_put_attribute(out, "src", poster);
        g_string_append(out, "><figcaption>");
    }
    g_string_append(out, "<a");
    post_put_attribute(out, "href", address);
    g_string_append(out, ">");
    post_put_escaped(out, address);
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

static void write_media(PostWriting *writing, const Shortcode *code, unsigned depth) {
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
        post_count_left_out(writing, code->name);
    }
}

static void write_playlist(PostWriting *writing, const Shortcode *code, unsigned depth) {
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
        post_count_left_out(writing, code->name);
    }
}

static void write_note(PostWriting *writing, const Shortcode *code, unsigned depth) {
    g_autofree char *said = attribute(code, "");
    if (code->close != NULL) {
        post_put_note(writing, code->inner, code->close, depth);
    } else if (said != NULL && strchr(said, ' ') != NULL) {
        post_put_note(writing, said, said + strlen(said), depth);
    } else {
        post_count_left_out(writing, code->name);
    }
}

/* Shortcodes */

static void write_inner(PostWriting *writing, const Shortcode *code, unsigned depth) {
    if (code->close != NULL) {
        post_write_range(writing, code->inner, code->close, depth);
    } else {
        post_count_left_out(writing, code->name);
    }
}

static void write_quote(PostWriting *writing, const Shortcode *code, unsigned depth) {
    g_string_append(writing->out, "<aside class=\"pullquote\">");
    write_inner(writing, code, depth);
    g_string_append(writing->out, "</aside>");
}

static void write_code(PostWriting *writing, const Shortcode *code, unsigned depth) {
    (void)depth;
    if (code->close == NULL) {
        return;
    }
    g_autofree char *inner = g_strndup(code->inner, (size_t)(code->close - code->inner));
    g_string_append_printf(writing->out, "<pre>%s</pre>", inner);
}

static const ShortcodeRow shortcodes[] = {
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

const ShortcodeRow *post_shortcode_find(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(shortcodes); i++) {
        if (strcmp(shortcodes[i].name, name) == 0) {
            return &shortcodes[i];
        }
    }
    return NULL;
}

void post_shortcode_write(PostWriting *writing, const Shortcode *code, unsigned depth) {
    const ShortcodeRow *row = post_shortcode_find(code->name);
    if (row == NULL || row->write == NULL) {
        write_inner(writing, code, depth);
    } else {
        row->write(writing, code, depth);
    }
}
