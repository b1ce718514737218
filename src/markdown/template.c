/* The words of a template: bare, between quotation marks, or a name with "=" and a value. */
#include "markdown/template.h"

#include <string.h>

typedef struct {
    char *key; /* NULL: a word by itself */
    char *value;
    bool is_quoted;
} Word;

static void word_clear(void *data) {
    Word *word = data;
    g_free(word->key);
    g_free(word->value);
}

static const struct {
    const char *opening, *closing;
    bool is_output;
} signs[] = {
    {"{{<", ">}}", false},
    {"{{%", "%}}", false},
    {"{%", "%}", false},
    {"{{", "}}", true},
};

bool template_at(const char *at, const char *limit, Template *found) {
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        size_t length = strlen(signs[i].opening);
        if ((size_t)(limit - at) < length || memcmp(at, signs[i].opening, length) != 0) {
            continue;
        }
        const char *close =
            g_strstr_len(at + length, limit - at - (gssize)length, signs[i].closing);
        if (close == NULL) {
            return false;
        }
        *found =
            (Template){at + length, close, close + strlen(signs[i].closing), signs[i].is_output};
        return true;
    }
    return false;
}

/* Takes the characters up to the closing quotation mark, or to a space. */
static char *take_value(const char **at, const char *end, bool *is_quoted) {
    char mark = **at;
    *is_quoted = mark == '"' || mark == '\'' || mark == '`';
    GString *out = g_string_new(NULL);
    const char *p = *at + *is_quoted;
    for (; p < end; p++) {
        if (*is_quoted ? *p == mark : g_ascii_isspace(*p)) {
            break;
        }
        if (*is_quoted && *p == '\\' && p + 1 < end && (p[1] == mark || p[1] == '\\')) {
            p++;
        }
        g_string_append_c(out, *p);
    }
    *at = p < end ? p + 1 : end;
    return g_string_free(out, FALSE);
}

static size_t key_length(const char *at, const char *end) {
    size_t length = 0;
    while (at + length < end && (g_ascii_isalnum(at[length]) || strchr("_-", at[length]) != NULL)) {
        length++;
    }
    return length > 0 && at + length < end && at[length] == '=' ? length : 0;
}

static GArray *take_words(const Template *found) {
    enum { MOST_WORDS = 64 };
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_array_set_clear_func(words, word_clear);
    const char *at = found->words;
    const char *end = found->words_end;
    while (words->len < MOST_WORDS) {
        while (at < end && (g_ascii_isspace(*at) || (*at == '-' && at == found->words))) {
            at++;
        }
        if (at >= end) {
            break;
        }
        Word word = {0};
        size_t length = key_length(at, end);
        if (length > 0) {
            word.key = g_ascii_strdown(at, (gssize)length);
            at += length + 1;
        }
        if (at < end) {
            word.value = take_value(&at, end, &word.is_quoted);
        }
        word.value = word.value != NULL ? word.value : g_strdup("");
        g_array_append_val(words, word);
    }
    return words;
}

#define WORD(words, i) (&g_array_index((words), Word, (i)))

TemplateKind template_kind(const Template *found) {
    g_autofree char *name = template_name(found);
    if (found->is_output) {
        return TEMPLATE_OTHER;
    }
    return strcmp(name, "highlight") == 0                    ? TEMPLATE_CODE_BEGINS
           : strcmp(name, "comment") == 0                    ? TEMPLATE_COMMENT_BEGINS
           : name[0] == '/' || g_str_has_prefix(name, "end") ? TEMPLATE_ENDS
                                                             : TEMPLATE_OTHER;
}

char *template_name(const Template *found) {
    g_autoptr(GArray) words = take_words(found);
    if (words->len == 0) {
        return g_strdup("");
    }
    const char *first = WORD(words, 0)->value;
    bool is_include = g_str_has_prefix(first, "include") || strcmp(first, "render") == 0;
    return is_include && words->len > 1 ? g_strconcat(first, " ", WORD(words, 1)->value, NULL)
                                        : g_strdup(first);
}

static bool names_picture(const char *value) {
    static const char *const suffixes[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"};
    g_autofree char *lower = g_ascii_strdown(value, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (g_str_has_suffix(lower, suffixes[i])) {
            return true;
        }
    }
    return false;
}

static const char *value_of(const GArray *words, const char *key) {
    for (guint i = 0; i < words->len; i++) {
        if (g_strcmp0(WORD(words, i)->key, key) == 0) {
            return WORD(words, i)->value;
        }
    }
    return NULL;
}

static void append_escaped(GString *out, const char *text, const char *special) {
    for (const char *p = text; *p != '\0'; p++) {
        if (strchr(special, *p) != NULL) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, g_ascii_isspace(*p) ? ' ' : *p);
    }
}

static char *picture_markdown(const GArray *words) {
    const char *path = NULL;
    for (guint i = 1; i < words->len && path == NULL; i++) {
        const Word *word = WORD(words, i);
        bool is_source = word->key == NULL || strcmp(word->key, "link") != 0;
        path = is_source && names_picture(word->value) ? word->value : NULL;
    }
    if (path == NULL) {
        return NULL;
    }
    const char *alt = value_of(words, "alt");
    const char *caption = value_of(words, "caption");
    caption = caption != NULL ? caption : value_of(words, "title");
    g_autoptr(GString) out = g_string_new("![");
    append_escaped(out, alt != NULL ? alt : "", "[]\\");
    g_string_append(out, "](<");
    append_escaped(out, path, "<>\\");
    g_string_append_c(out, '>');
    if (caption != NULL && *caption != '\0') {
        g_string_append(out, " \"");
        append_escaped(out, caption, "\"");
        g_string_append_c(out, '"');
    }
    g_string_append_c(out, ')');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *video_markdown(const GArray *words) {
    static const struct {
        const char *name, *address;
    } sites[] = {
        {"youtube", "https://www.youtube.com/watch?v="},
        {"vimeo", "https://vimeo.com/"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(sites) && words->len > 1; i++) {
        const char *id = value_of(words, "id");
        id = id != NULL ? id : WORD(words, 1)->value;
        bool is_id = id != NULL && *id != '\0' &&
                     strspn(id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == strlen(id);
        if (is_id && g_ascii_strcasecmp(WORD(words, 0)->value, sites[i].name) == 0) {
            return g_strdup_printf("<%s%s>", sites[i].address, id);
        }
    }
    return NULL;
}

char *template_markdown(const Template *found) {
    if (found->is_output) {
        return NULL;
    }
    g_autoptr(GArray) words = take_words(found);
    char *picture = picture_markdown(words);
    return picture != NULL ? picture : video_markdown(words);
}

char *template_target(const Template *found) {
    static const char *const calls[] = {"post_url", "link", "ref", "relref", "relURL", "absURL"};
    g_autoptr(GArray) words = take_words(found);
    for (guint i = 0; i < words->len; i++) {
        if (WORD(words, i)->is_quoted && WORD(words, i)->key == NULL) {
            return g_strdup(WORD(words, i)->value);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(calls) && words->len > 1; i++) {
        if (strcmp(WORD(words, 0)->value, calls[i]) == 0) {
            return g_strdup(WORD(words, 1)->value);
        }
    }
    return g_strdup("");
}
