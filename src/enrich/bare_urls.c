/* Bare URLs become links; their text is not touched. */
#include "enrich/bare_urls.h"

#include "enrich/steps.h"

#include <string.h>

static bool is_stop(gunichar c) {
    static const gunichar stops[] = {'<',    '>',    '"',    '`',    0x00AB, 0x00BB, 0x201C,
                                     0x201D, 0x201E, 0x2018, 0x2019, 0x2026, 0xFFFC, 0xFFFD};
    if (c <= ' ' || c == 0x7F || g_unichar_isspace(c)) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
        if (stops[i] == c) {
            return true;
        }
    }
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F) ||
           (c >= 0xFF1A && c <= 0xFF20); /* CJK punctuation */
}

/* Where what could be a URL ends, the punctuation of the sentence around it left out. */
static size_t find_end(const char *text, size_t start_bytes) {
    size_t end = start_bytes;
    long open = 0;
    while (text[end] != '\0' && !is_stop(g_utf8_get_char(text + end))) {
        open += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
        end += (size_t)g_utf8_skip[(unsigned char)text[end]];
    }
    while (end > start_bytes) {
        char last = text[end - 1];
        if (last == ')' && open < 0) {
            open++;
        } else if (strchr("?!.,:;*_~'|]}", last) == NULL) {
            break;
        }
        end--;
    }
    return end;
}

/* Does a host stand here: a letter or digit first, and a point within if it is asked for? */
static bool has_host(const char *text, bool with_point) {
    bool has_point = false;
    const char *p = text;
    while (g_ascii_isalnum(*p) || *p == '.' || *p == '-' || (unsigned char)*p >= 0x80) {
        has_point = has_point || *p == '.';
        p++;
    }
    return p > text && g_unichar_isalnum(g_utf8_get_char(text)) && (has_point || !with_point);
}

static bool begins_word(const char *text, size_t at_bytes) {
    if (at_bytes == 0) {
        return true;
    }
    const char *before = g_utf8_prev_char(text + at_bytes);
    gunichar c = g_utf8_get_char(before);
    return !(g_ascii_isalnum((char)MIN(c, 0x7F)) || c == '/' || c == '@' || c == '.' || c == '_' ||
             c == '-');
}

/* The URL whose "://" stands at `colon`, if it is one of the web's. */
static bool url_at_colon(const char *text, size_t from_bytes, size_t colon, UrlRange *range) {
    static const char *const schemes[] = {"https", "http"};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        size_t length = strlen(schemes[i]);
        if (colon < from_bytes + length ||
            g_ascii_strncasecmp(text + colon - length, schemes[i], length) != 0 ||
            !begins_word(text, colon - length)) {
            continue;
        }
        size_t host = colon + strlen("://");
        if (has_host(text + host, false)) {
            *range = (UrlRange){colon - length, find_end(text, host)};
            return true;
        }
    }
    return false;
}

static bool url_at_www(const char *text, size_t at, UrlRange *range) {
    size_t host = at + strlen("www.");
    if (!begins_word(text, at) || !has_host(text + host, true)) {
        return false;
    }
    *range = (UrlRange){at, find_end(text, host)};
    return true;
}

static const char colon_mark[] = "://";
static const char www_mark[] = "www.";

UrlSearch url_search_new(const char *text) {
    return (UrlSearch){text, strstr(text, colon_mark), strstr(text, www_mark)};
}

static const char *advance(const char *found, const char *from, const char *mark) {
    return found != NULL && found < from ? strstr(from, mark) : found;
}

bool url_search_next(UrlSearch *search, size_t from_bytes, UrlRange *range) {
    const char *text = search->text;
    search->colon = advance(search->colon, text + from_bytes, colon_mark);
    search->www = advance(search->www, text + from_bytes, www_mark);
    while (search->colon != NULL || search->www != NULL) {
        const char *colon = search->colon;
        const char *www = search->www;
        bool is_www = www != NULL && (colon == NULL || www < colon);
        if (is_www ? url_at_www(text, (size_t)(www - text), range)
                   : url_at_colon(text, from_bytes, (size_t)(colon - text), range)) {
            return true;
        }
        if (is_www) {
            search->www = strstr(www + 1, www_mark);
        } else {
            search->colon = strstr(colon + 1, colon_mark);
        }
    }
    return false;
}

bool url_is_whole(const char *text) {
    UrlRange range;
    UrlSearch search = url_search_new(text);
    return url_search_next(&search, 0, &range) && range.start_bytes == 0 &&
           text[range.end_bytes] == '\0';
}

static xmlNode *insert_text(Article *article, xmlNode *before, const char *text, size_t length) {
    xmlNode *node =
        node_new_text(article->tree, text, length, node_line(before), node_column(before));
    node_insert_before(before, node);
    return node;
}

static void insert_link(Article *article, xmlNode *before, const char *text, size_t length) {
    xmlNode *link = node_new(article->tree, ELEMENT_A, node_line(before), node_column(before));
    g_autofree char *url = g_strndup(text, length);
    g_autofree char *href = g_ascii_strncasecmp(url, "www.", 4) == 0
                                ? g_strconcat("http://", url, NULL)
                                : g_strdup(url);
    node_set(link, ATTRIBUTE_HREF, href);
    node_insert_before(before, link);
    node_append(link,
                node_new_text(article->tree, text, length, node_line(before), node_column(before)));
}

/* Divides one text node at its URLs; the node keeps what comes after the last. */
static void link_in_text(Article *article, xmlNode *node) {
    UrlRange range;
    size_t from = 0;
    UrlSearch search = url_search_new(node_text(node));
    if (!url_search_next(&search, 0, &range)) {
        return;
    }
    g_autofree char *text = g_strdup(node_text(node));
    do {
        if (range.start_bytes > from) {
            insert_text(article, node, text + from, range.start_bytes - from);
        }
        insert_link(article, node, text + range.start_bytes, range.end_bytes - range.start_bytes);
        from = range.end_bytes;
    } while (url_search_next(&search, from, &range));
    if (text[from] == '\0') {
        node_remove(node);
    } else {
        node_replace_text(node, text + from, strlen(text + from));
    }
}

static bool has_no_links(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_A || element == ELEMENT_PRE || element == ELEMENT_CODE ||
           element == ELEMENT_KBD || element == ELEMENT_SAMP || element == ELEMENT_VAR ||
           element == ELEMENT_RUBY || element == ELEMENT_HEADLINE || element == ELEMENT_KICKER ||
           element == ELEMENT_DECK;
}

void link_bare_urls(ArticleWork *work) {
    xmlNode *top = work->article->tree->children;
    bool skip = false;
    for (xmlNode *at = top; at != NULL;) {
        skip = has_no_links(at);
        xmlNode *next = node_next(at, top, skip);
        if (at->type == XML_TEXT_NODE) {
            link_in_text(work->article, at);
        }
        at = next;
    }
}
