/* Pictures in a page: their place in the book, their size, their alt text. */
#include "xhtml/parts.h"

#include <string.h>

enum {
    WIDE_PX = 400,     /* from here on a picture fills the line */
    SLIM_PERCENT = 75, /* width of height: a picture that must not fill the line */
};

bool picture_is_in_book(const Asset *asset) {
    return asset != NULL && !asset->is_broken && asset->name != NULL;
}

xmlNode *picture_append(const Page *page, xmlNode *to, const Asset *asset) {
    g_autofree char *source = g_strconcat(page->dialect->pictures, asset->name, NULL);
    xmlNode *image = page_add(to, "img", NULL);
    page_set(image, "src", source);
    return image;
}

/* The size that the author asks for, or else the picture's own. */
static void set_size(xmlNode *image, const xmlNode *node, const Asset *asset) {
    if (asset->width_px == 0 || asset->height_px == 0) {
        return;
    }
    const char *asked = node_get(node, ATTRIBUTE_WIDTH);
    guint64 width = asked == NULL ? 0 : g_ascii_strtoull(asked, NULL, 10);
    if (width == 0 || width > asset->width_px) {
        width = asset->width_px;
    }
    guint64 height = (width * asset->height_px + asset->width_px / 2) / asset->width_px;
    page_set_number(image, "width", width);
    page_set_number(image, "height", MAX(height, 1));
}

static const Asset *asset_of(const Text *text, const xmlNode *node) {
    const char *path = node_get(node, ATTRIBUTE_SRC);
    return path == NULL ? NULL : issue_asset(text->page->issue, path);
}

/* A picture that the book does not hold is told by its alt text. */
void picture_append_image(const Text *text, xmlNode *to, const xmlNode *node) {
    const char *alt = node_get(node, ATTRIBUTE_ALT) != NULL ? node_get(node, ATTRIBUTE_ALT) : "";
    const Asset *asset = asset_of(text, node);
    if (!picture_is_in_book(asset)) {
        page_append_text(to, alt, strlen(alt));
        return;
    }
    xmlNode *image = picture_append(text->page, to, asset);
    page_set(image, "alt", alt);
    set_size(image, node, asset);
    text_copy_attributes(image, node, BIT(SRC) | BIT(ALT) | BIT(WIDTH) | BIT(HEIGHT));
}

static const char *shape_of(const Asset *asset) {
    bool is_large = asset->type == PICTURE_SVG || asset->width_px >= WIDE_PX;
    bool is_slim = (guint64)asset->width_px * 100 < (guint64)asset->height_px * SLIM_PERCENT;
    if (is_slim) {
        return is_large || asset->height_px >= WIDE_PX ? "tall" : NULL;
    }
    return is_large ? "wide" : NULL;
}

const char *picture_shape(const Text *text, const xmlNode *figure) {
    for (const xmlNode *node = figure; node != NULL; node = node_next(node, figure, false)) {
        if (node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_IMAGE) {
            const Asset *asset = asset_of(text, node);
            bool has_size = node_get(node, ATTRIBUTE_WIDTH) != NULL;
            return has_size || !picture_is_in_book(asset) ? NULL : shape_of(asset);
        }
    }
    return NULL;
}
