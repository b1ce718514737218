/* Looking for a charset before anything is decoded: its name is ASCII in all that pages are in. */
#include "html/page_encoding.h"

#include "html/markup.h"

#include <glib.h>
#include <string.h>

enum {
    LOOKED_AT_BYTES = 8192,
    NAME_BYTES = 40,
};

/* Labels that mean another encoding on the web than by their name (Encoding Standard, 4.2). */
static const struct {
    const char *label, *name;
} labels[] = {
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"ks_c_5601-1987", "cp949"},
    {"euc-kr", "cp949"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"x-sjis", "cp932"},
    {"big5", "big5-hkscs"},
    {"x-mac-roman", "macintosh"},
};

/* What stands after `key` and an equals sign within a tag. Caller frees. */
static char *value_after(const char *tag, size_t length, const char *key) {
    size_t key_length = strlen(key);
    for (size_t i = 0; i + key_length < length; i++) {
        if (g_ascii_strncasecmp(tag + i, key, key_length) != 0) {
            continue;
        }
        size_t at = i + key_length;
        while (at < length && strchr(" \t\r\n=\"'", tag[at]) != NULL && tag[at] != '\0') {
            at++;
        }
        size_t end = at;
        while (end < length && end - at < NAME_BYTES &&
               (g_ascii_isalnum(tag[end]) || strchr("-_.:", tag[end]) != NULL) &&
               tag[end] != '\0') {
            end++;
        }
        if (end > at) {
            return g_ascii_strdown(tag + at, (gssize)(end - at));
        }
    }
    return NULL;
}

static char *known_name(char *label) {
    const char *name = label;
    for (size_t i = 0; label != NULL && i < G_N_ELEMENTS(labels); i++) {
        name = strcmp(label, labels[i].label) == 0 ? labels[i].name : name;
    }
    char *known = NULL;
    GIConv converter = name != NULL ? g_iconv_open("UTF-8", name) : (GIConv)-1;
    if (converter != (GIConv)-1) {
        g_iconv_close(converter);
        known = g_strdup(name);
    }
    g_free(label);
    return known;
}

char *page_declared_encoding(const char *bytes, size_t length_bytes) {
    size_t length = MIN(length_bytes, LOOKED_AT_BYTES);
    Markup tag;
    for (size_t at = 0; bytes != NULL && markup_next(bytes, length, at, &tag); at = tag.end) {
        const char *start = bytes + tag.start;
        size_t bytes_of_tag = tag.end - tag.start;
        bool is_meta = tag.kind == MARKUP_START && tag.name_length == strlen("meta") &&
                       g_ascii_strncasecmp(tag.name, "meta", tag.name_length) == 0;
        bool is_xml = tag.kind == MARKUP_NOTHING && bytes_of_tag > 5 &&
                      g_ascii_strncasecmp(start, "<?xml", 5) == 0;
        char *label = is_meta  ? value_after(start, bytes_of_tag, "charset")
                      : is_xml ? value_after(start, bytes_of_tag, "encoding")
                               : NULL;
        if (label != NULL) {
            return known_name(label);
        }
    }
    return NULL;
}
