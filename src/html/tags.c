/* The table of HTML's elements that the vocabulary lacks. Those that it has keep their name. */
#include "html/tags.h"

#include <stdlib.h>
#include <string.h>

#define RENAMED(name, symbol)                                                                      \
    { name, HTML_KEPT, ELEMENT_##symbol, NULL, false, false, false, true }
#define RENAMED_BLOCK(name, symbol, class_name)                                                    \
    { name, HTML_KEPT, ELEMENT_##symbol, class_name, true, false, false, true }
/* The author loses nothing by it: not worth a word. */
#define PLAIN(name)                                                                                \
    { name, HTML_UNWRAPPED, ELEMENT_NONE, NULL, false, false, false, true }
#define PLAIN_BLOCK(name)                                                                          \
    { name, HTML_UNWRAPPED, ELEMENT_NONE, NULL, true, false, false, true }
#define UNWRAPPED(name)                                                                            \
    { name, HTML_UNWRAPPED, ELEMENT_NONE, NULL, false, false, false, false }
#define UNWRAPPED_BLOCK(name)                                                                      \
    { name, HTML_UNWRAPPED, ELEMENT_NONE, NULL, true, false, false, false }
#define DROPPED(name)                                                                              \
    { name, HTML_DROPPED, ELEMENT_NONE, NULL, true, false, false, false }
#define DROPPED_RAW(name)                                                                          \
    { name, HTML_DROPPED, ELEMENT_NONE, NULL, true, false, true, false }
#define DROPPED_VOID(name)                                                                         \
    { name, HTML_DROPPED, ELEMENT_NONE, NULL, false, true, false, false }
#define NOTHING(name)                                                                              \
    { name, HTML_DROPPED, ELEMENT_NONE, NULL, false, true, false, true }

/* In the order of strcmp. */
static const TagRule rules[] = {
    RENAMED("acronym", ABBR),
    RENAMED_BLOCK("address", P, NULL),
    DROPPED("applet"),
    NOTHING("area"),
    PLAIN_BLOCK("article"),
    DROPPED("audio"),
    NOTHING("base"),
    NOTHING("basefont"),
    NOTHING("bgsound"),
    PLAIN("big"),
    UNWRAPPED("blink"),
    PLAIN_BLOCK("body"),
    DROPPED("button"),
    DROPPED("canvas"),
    PLAIN_BLOCK("center"),
    NOTHING("col"),
    PLAIN("colgroup"),
    PLAIN("data"),
    DROPPED("datalist"),
    PLAIN_BLOCK("details"),
    UNWRAPPED_BLOCK("dialog"),
    RENAMED_BLOCK("dir", UL, NULL),
    DROPPED_VOID("embed"),
    PLAIN_BLOCK("fieldset"),
    PLAIN("font"),
    PLAIN_BLOCK("footer"),
    UNWRAPPED_BLOCK("form"),
    DROPPED_VOID("frame"),
    DROPPED("frameset"),
    RENAMED_BLOCK("h1", H2, "title"),
    DROPPED("head"),
    PLAIN_BLOCK("header"),
    PLAIN_BLOCK("hgroup"),
    PLAIN_BLOCK("html"),
    DROPPED_RAW("iframe"),
    {"image", HTML_KEPT, ELEMENT_IMG, NULL, false, true, false, true},
    DROPPED_VOID("input"),
    DROPPED_VOID("keygen"),
    PLAIN("label"),
    RENAMED_BLOCK("legend", P, NULL),
    NOTHING("link"),
    RENAMED_BLOCK("listing", PRE, NULL),
    PLAIN_BLOCK("main"),
    PLAIN("map"),
    UNWRAPPED_BLOCK("marquee"),
    DROPPED("math"),
    RENAMED_BLOCK("menu", UL, NULL),
    NOTHING("meta"),
    DROPPED("meter"),
    PLAIN_BLOCK("nav"),
    PLAIN("nobr"),
    DROPPED_RAW("noembed"),
    DROPPED_RAW("noframes"),
    DROPPED("noscript"),
    DROPPED("object"),
    DROPPED("optgroup"),
    DROPPED("option"),
    PLAIN("output"),
    NOTHING("param"),
    PLAIN("picture"),
    {"plaintext", HTML_KEPT, ELEMENT_PRE, NULL, true, false, true, true},
    DROPPED("portal"),
    DROPPED("progress"),
    PLAIN("rb"),
    PLAIN("rtc"),
    DROPPED_RAW("script"),
    PLAIN_BLOCK("search"),
    PLAIN_BLOCK("section"),
    DROPPED("select"),
    PLAIN("slot"),
    NOTHING("source"),
    NOTHING("spacer"),
    RENAMED("strike", S),
    DROPPED_RAW("style"),
    RENAMED_BLOCK("summary", P, NULL),
    DROPPED("svg"),
    DROPPED("template"),
    DROPPED_RAW("textarea"),
    PLAIN("time"),
    DROPPED_RAW("title"),
    NOTHING("track"),
    RENAMED("tt", CODE),
    DROPPED("video"),
    {"xmp", HTML_KEPT, ELEMENT_PRE, NULL, true, false, true, true},
};

static int compare_name(const void *name, const void *row) {
    return strcmp(name, ((const TagRule *)row)->name);
}

TagRule tag_rule(const char *name, size_t length_bytes) {
    Element element = element_from_name(name, length_bytes);
    if (element >= 0) {
        return (TagRule){.name = element_name(element),
                         .fate = HTML_KEPT,
                         .element = element,
                         .is_block = element_group(element) != GROUP_INLINE,
                         .is_void = element_holds(element) == HOLDS_NOTHING};
    }
    char lower[16] = {0};
    for (size_t i = 0; i < length_bytes && i < sizeof lower - 1; i++) {
        lower[i] = g_ascii_tolower(name[i]);
    }
    const TagRule *row = length_bytes < sizeof lower ? bsearch(lower, rules, G_N_ELEMENTS(rules),
                                                               sizeof rules[0], compare_name)
                                                     : NULL;
    return row != NULL ? *row : (TagRule){.fate = HTML_UNWRAPPED, .element = ELEMENT_NONE};
}
