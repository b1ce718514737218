/* Pictures that load late, films, tables for layout, marks by style. */
#include "read/page_content.h"

#include "base/text.h"
#include "read/page_article.h"

#include <stdlib.h>
#include <string.h>

enum { CELL_CHARACTERS = 300 }; /* of a table of data, on the average at most */

static const char *attribute(const Page *page, uint32_t index, const char *name) {
    return page_attribute(&page->nodes[index], name);
}

/* Pictures that load late */

static bool is_placeholder(const char *src) {
    static const char *const parts[] = {"data:",       "blank.",      "placeholder",
                                        "spacer",      "transparent", "lazy",
                                        "loading.gif", "1x1",         "pixel.gif"};
    for (size_t i = 0; src != NULL && i < G_N_ELEMENTS(parts); i++) {
        if (strstr(src, parts[i]) != NULL) {
            return true;
        }
    }
    return src == NULL || *src == '\0';
}

/* The widest of "a.jpg 480w, b.jpg 800w"; NULL: none. Caller frees. */
static char *widest_of(const char *srcset) {
    char *best = NULL;
    double widest = -1;
    for (const char *p = srcset; p != NULL && *p != '\0';) {
        p += strspn(p, " \t\n\r,");
        size_t length = strcspn(p, " \t\n\r");
        while (length > 0 && p[length - 1] == ',') {
            length--;
        }
        const char *size = p + length + strspn(p + length, " \t\n\r");
        double width = g_ascii_isdigit(*size) ? g_ascii_strtod(size, NULL) : 0;
        if (length > 0 && width > widest) {
            widest = width;
            g_free(best);
            best = g_strndup(p, length);
        }
        p = size + strcspn(size, ",");
        p = length == 0 ? size + strlen(size) : p;
    }
    return best;
}

static char *late_source(const PageNode *node) {
    static const char *const names[] = {
        "data-src",      "data-lazy-src",  "data-original",
        "data-lazy",     "data-url",       "data-hi-res-src",
        "data-full-src", "data-orig-file", "data-pagespeed-lazy-src",
        "data-image",    "data-actualsrc"};
    static const char *const sets[] = {"data-srcset", "data-lazy-srcset", "srcset"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = page_attribute(node, names[i]);
        if (value != NULL && *value != '\0' && !g_str_has_prefix(value, "data:")) {
            return g_strdup(value);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(sets); i++) {
        char *widest = widest_of(page_attribute(node, sets[i]));
        if (widest != NULL && !g_str_has_prefix(widest, "data:")) {
            return widest;
        }
        g_free(widest);
    }
    return NULL;
}

/* The sources of a <picture> stand before its <img>. */
static char *source_before(const Page *page, uint32_t image) {
    uint32_t above = page->nodes[image].parent;
    for (uint32_t i = above + 1; i < image; i++) {
        if (page->nodes[i].tag == PAGE_SOURCE) {
            char *late = late_source(&page->nodes[i]);
            if (late != NULL) {
                return late;
            }
        }
    }
    return NULL;
}

static void settle_picture(Page *page, uint32_t index) {
    PageNode *node = &page->nodes[index];
    const char *src = page_attribute(node, "src");
    if (!is_placeholder(src)) {
        return;
    }
    char *late = late_source(node);
    late = late != NULL ? late : source_before(page, index);
    if (late != NULL) {
        page_change(node)->src = late;
    } else if (src == NULL || *src == '\0') {
        node->fate = PAGE_DROPPED;
    }
}

/* What stands in <noscript> shows the picture before it to those without scripts: one of the two
 * goes. */
static void settle_noscript(Page *page, uint32_t index, uint32_t picture_before) {
    PageNode *node = &page->nodes[index];
    if (picture_before == 0 || page->nodes[picture_before].fate == PAGE_DROPPED) {
        return;
    }
    PageNode *picture = &page->nodes[picture_before];
    bool is_found = picture->change != NULL || !is_placeholder(page_attribute(picture, "src"));
    (is_found ? node : picture)->fate = PAGE_DROPPED;
}

static void settle_pictures(Page *page, uint32_t top) {
    uint32_t before = 0;
    for (uint32_t i = top; i < page->nodes[top].end;) {
        PageNode *node = &page->nodes[i];
        if (node->fate == PAGE_DROPPED) {
            i = node->end;
            continue;
        }
        if (node->tag == PAGE_IMG) {
            settle_picture(page, i);
            before = i;
        } else if (node->tag == PAGE_NOSCRIPT) {
            settle_noscript(page, i, before);
        } else if (node->tag == PAGE_TEXT && !text_is_blank(page_text(node))) {
            before = 0;
        }
        i = node->fate == PAGE_DROPPED ? node->end : i + 1;
    }
}

/* Films */

static char *film_address(const char *src) {
    static const struct {
        const char *embed, *watch;
    } hosts[] = {
        {"youtube.com/embed/", "https://www.youtube.com/watch?v="},
        {"youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="},
        {"youtube.com/v/", "https://www.youtube.com/watch?v="},
        {"player.vimeo.com/video/", "https://vimeo.com/"},
        {"dailymotion.com/embed/video/", "https://www.dailymotion.com/video/"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(hosts); i++) {
        const char *found = strstr(src, hosts[i].embed);
        if (found != NULL) {
            const char *id = found + strlen(hosts[i].embed);
            g_autofree char *plain = g_strndup(id, strcspn(id, "?&#/\""));
            return g_strconcat(hosts[i].watch, plain, NULL);
        }
    }
    return g_str_has_prefix(src, "//") ? g_strconcat("https:", src, NULL) : g_strdup(src);
}

static bool is_remote(const char *address) {
    return address != NULL &&
           (g_str_has_prefix(address, "http://") || g_str_has_prefix(address, "https://") ||
            g_str_has_prefix(address, "//"));
}

/* Frames that show something; others hold advertisements and buttons. */
static bool shows_something(const char *src) {
    static const char *const hosts[] = {
        "youtube.",        "youtube-nocookie.", "youtu.be",    "vimeo.com",   "dailymotion.com",
        "soundcloud.",     "bandcamp.com",      "archive.org", "ted.com",     "spotify.com",
        "peertube",        "twitch.tv",         "slideshare.", "datawrapper", "maps.google",
        "google.com/maps", "openstreetmap.",    "mixcloud.",   "podcast",     "video",
        "documentcloud.",  "scribd.com",        "infogram",    "flourish",    "ina.fr",
        "arte.tv",         "bilibili.com",      "youku.com",   "v.qq.com"};
    for (size_t i = 0; src != NULL && i < G_N_ELEMENTS(hosts); i++) {
        if (strstr(src, hosts[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* The address of a film's file or page, among what stands below it. */
static const char *inner_address(const Page *page, uint32_t index) {
    for (uint32_t i = index + 1; i < page->nodes[index].end; i++) {
        const PageNode *node = &page->nodes[i];
        const char *name = node->tag == PAGE_PARAM ? page_attribute(node, "name") : NULL;
        const char *value = page_attribute(node, node->tag == PAGE_PARAM ? "value" : "src");
        bool is_movie = node->tag == PAGE_SOURCE || node->tag == PAGE_EMBED ||
                        (name != NULL && g_ascii_strcasecmp(name, "movie") == 0);
        if (is_movie && is_remote(value)) {
            return value;
        }
    }
    return NULL;
}

static void settle_film(Page *page, uint32_t index, FurnitureTally *tally) {
    static const char *const names[] = {"src", "data-src", "data-lazy-src", "data-original",
                                        "data"};
    PageNode *node = &page->nodes[index];
    const char *src = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && !is_remote(src); i++) {
        src = page_attribute(node, names[i]);
    }
    src = is_remote(src) ? src : inner_address(page, index);
    const char *poster = page_attribute(node, "poster");
    bool is_frame = node->tag == PAGE_IFRAME || node->tag == PAGE_EMBED || node->tag == PAGE_OBJECT;
    if ((is_frame && !shows_something(src)) || (src == NULL && poster == NULL)) {
        bool has_words = node->tag == PAGE_OBJECT && node->end > index + 1;
        node->fate = has_words ? PAGE_UNWRAPPED : PAGE_DROPPED;
        tally->counts[FURNITURE_ADVERT] += is_frame && !has_words;
        return;
    }
    const char *title = page_attribute(node, "title");
    bool is_named = title != NULL && !text_is_blank(title) &&
                    g_ascii_strcasecmp(title, "YouTube video player") != 0;
    PageChange *change = page_change(node);
    node->fate = PAGE_AS_EMBED;
    change->src = poster != NULL && *poster != '\0' ? g_strdup(poster) : NULL;
    change->href = src != NULL ? film_address(src) : NULL;
    change->label = is_named ? text_collapse(title) : NULL;
}

/* Tables */

typedef struct {
    unsigned rows, cells, cells_of_row, most_cells, characters;
    bool has_data_marks, has_layout_marks;
} TableLook;

static void look_at_cell(const Page *page, uint32_t index, const Measure *measures,
                         TableLook *look) {
    enum { LONG_CELL = 600, SOME_PARAGRAPHS = 2 };
    const PageNode *node = &page->nodes[index];
    unsigned paragraphs = 0;
    look->cells++;
    look->cells_of_row++;
    look->most_cells = MAX(look->most_cells, look->cells_of_row);
    look->characters += measures[index].characters;
    for (uint32_t i = index + 1; i < node->end; i = page->nodes[i].end) {
        PageTag tag = page->nodes[i].tag;
        paragraphs += tag == PAGE_P;
        look->has_layout_marks |= (tag >= PAGE_H1 && tag <= PAGE_H4) || tag == PAGE_TABLE ||
                                  tag == PAGE_FORM || tag == PAGE_HR || tag == PAGE_BLOCKQUOTE;
    }
    look->has_layout_marks |=
        paragraphs > SOME_PARAGRAPHS || measures[index].characters > LONG_CELL;
}

static TableLook look_at_table(const Page *page, uint32_t index, const Measure *measures) {
    TableLook look = {0};
    for (uint32_t i = index + 1; i < page->nodes[index].end;) {
        const PageNode *node = &page->nodes[i];
        switch ((int)node->tag) {
        case PAGE_TR:
            look.rows++;
            look.cells_of_row = 0;
            i++;
            break;
        case PAGE_TH:
        case PAGE_THEAD:
        case PAGE_CAPTION:
            look.has_data_marks |= measures[i].characters > 0;
            if (node->tag == PAGE_TH) {
                look_at_cell(page, i, measures, &look);
            }
            i = node->tag == PAGE_THEAD ? i + 1 : node->end;
            break;
        case PAGE_TD:
            look_at_cell(page, i, measures, &look);
            i = node->end;
            break;
        case PAGE_TABLE:
            look.has_layout_marks = true;
            i = node->end;
            break;
        default:
            i++;
            break;
        }
    }
    return look;
}

static bool is_layout(const Page *page, uint32_t index, const Measure *measures) {
    const char *role = attribute(page, index, "role");
    if (role != NULL && (strcmp(role, "presentation") == 0 || strcmp(role, "none") == 0)) {
        return true;
    }
    TableLook look = look_at_table(page, index, measures);
    if (look.rows == 0 || look.most_cells < 2 || look.has_layout_marks) {
        return true;
    }
    if (look.has_data_marks) {
        return false;
    }
    bool holds_pictures =
        measures[index].pictures > 0 && measures[index].pictures * 2 >= look.cells;
    return look.rows < 2 || look.characters > look.cells * CELL_CHARACTERS || holds_pictures;
}

static bool is_table_part(PageTag tag) {
    return tag == PAGE_TABLE || tag == PAGE_TBODY || tag == PAGE_THEAD || tag == PAGE_TFOOT ||
           tag == PAGE_TR || tag == PAGE_TD || tag == PAGE_TH || tag == PAGE_CAPTION;
}

/* The parts of one table, not those of tables in it. */
static void unwrap_table(Page *page, uint32_t index) {
    page->nodes[index].fate = PAGE_UNWRAPPED;
    for (uint32_t i = index + 1; i < page->nodes[index].end;) {
        PageNode *node = &page->nodes[i];
        if (node->tag == PAGE_TABLE || node->fate == PAGE_DROPPED) {
            i = node->end;
            continue;
        }
        if (is_table_part(node->tag) && node->fate == PAGE_BY_RULE) {
            node->fate = node->tag == PAGE_CAPTION ? PAGE_AS : PAGE_UNWRAPPED;
            node->element = ELEMENT_P;
        }
        i++;
    }
}

/* Marks by style, as text processors and editors in browsers write them */

static void settle_style(PageNode *node) {
    const char *style = page_attribute(node, "style");
    if (node->tag != PAGE_SPAN || style == NULL || node->holds_blocks) {
        return;
    }
    g_autofree char *lower = g_ascii_strdown(style, -1);
    static const struct {
        const char *style;
        Element element;
    } marks[] = {
        {"font-style:italic", ELEMENT_I},      {"font-style: italic", ELEMENT_I},
        {"font-weight:bold", ELEMENT_B},       {"font-weight: bold", ELEMENT_B},
        {"font-weight:700", ELEMENT_B},        {"font-weight: 700", ELEMENT_B},
        {"vertical-align:super", ELEMENT_SUP}, {"vertical-align: super", ELEMENT_SUP},
        {"vertical-align:sub", ELEMENT_SUB},   {"vertical-align: sub", ELEMENT_SUB},
        {"line-through", ELEMENT_S},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(lower, marks[i].style) != NULL) {
            node->fate = PAGE_AS;
            node->element = marks[i].element;
            return;
        }
    }
    if (strstr(lower, "small-caps") != NULL) {
        node->fate = PAGE_AS;
        node->element = ELEMENT_SPAN;
        node->class_name = "smallcaps";
    }
}

/* A button of the page's program, the way to its top, the same picture once more: no links in a
 * book. */
static void settle_link(PageNode *node) {
    const char *href = page_attribute(node, "href");
    bool is_button = href != NULL &&
                     (g_ascii_strncasecmp(href, "javascript:", 11) == 0 || strcmp(href, "#") == 0 ||
                      strcmp(href, "#top") == 0 || page_is_picture_address(href));
    if (is_button && node->fate == PAGE_BY_RULE) {
        node->fate = PAGE_UNWRAPPED;
    }
}

static void settle_quote(PageNode *node) {
    const char *names = page_attribute(node, "class");
    bool is_pull = names != NULL &&
                   (strstr(names, "pullquote") != NULL || strstr(names, "pull-quote") != NULL);
    if (is_pull && node->is_block && node->fate == PAGE_BY_RULE) {
        node->fate = PAGE_AS;
        node->element = ELEMENT_ASIDE;
        node->class_name = "pullquote";
    }
}

void page_settle_content(Page *page, uint32_t top, FurnitureTally *tally) {
    settle_pictures(page, top);
    g_autofree Measure *measures = page_measure(page);
    for (uint32_t i = top + 1; i < page->nodes[top].end;) {
        PageNode *node = &page->nodes[i];
        if (node->fate == PAGE_DROPPED || node->tag == PAGE_TEXT) {
            i = node->end;
            continue;
        }
        switch ((int)node->tag) {
        case PAGE_IFRAME:
        case PAGE_VIDEO:
        case PAGE_AUDIO:
        case PAGE_OBJECT:
        case PAGE_EMBED:
            settle_film(page, i, tally);
            i = node->fate == PAGE_UNWRAPPED ? i + 1 : node->end;
            continue;
        case PAGE_A:
            settle_link(node);
            break;
        case PAGE_TABLE:
            if (node->fate == PAGE_BY_RULE && is_layout(page, i, measures)) {
                unwrap_table(page, i);
            }
            break;
        default:
            settle_style(node);
            settle_quote(node);
            break;
        }
        i++;
    }
    if (is_table_part(page->nodes[top].tag)) {
        for (uint32_t i = top + 1; i < page->nodes[top].end;) {
            PageNode *node = &page->nodes[i];
            bool is_own = is_table_part(node->tag) && node->tag != PAGE_TABLE;
            node->fate = is_own && node->fate == PAGE_BY_RULE ? PAGE_UNWRAPPED : node->fate;
            i = node->tag == PAGE_TABLE ? node->end : i + 1;
        }
    }
    page_settle_figures(page, top);
    page_settle_notes(page, top);
}

void page_grow_body(const Page *page, uint32_t top, Article *article) {
    Builder builder;
    xmlNode *body = tree_body(article->tree);
    builder_begin(&builder, article->tree, body);
    page_grow(page, top, false, &builder);
    builder_end(&builder);
    page_part_paragraphs(body);
    while (body->last != NULL && element_of(body->last) == ELEMENT_HR) {
        node_remove(body->last);
    }
    while (body->children != NULL && element_of(body->children) == ELEMENT_HR) {
        node_remove(body->children);
    }
}

void post_content_append(Article *article, const char *html, size_t length_bytes, uint32_t line,
                         Report *report) {
    g_autoptr(Page) page = page_new(html, length_bytes, line, true);
    FurnitureTally tally = {0};
    page_drop_trackers(page, 0, &tally);
    page_settle_content(page, 0, &tally);
    page_grow_body(page, 0, article);
    g_autofree char *said = furniture_say(&tally, page);
    if (said != NULL) {
        report_add(report, DIAGNOSTIC_PAGE_FURNITURE, place_at(article->display_path, line, 1),
                   NULL, said, NULL);
    }
}
