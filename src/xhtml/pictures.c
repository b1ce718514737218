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

static void set_size(xmlNode *image, const Asset *asset) {
    ShownPicture shown = asset_shown(asset);
    if (shown.width_px > 0 && shown.height_px > 0) {
        page_set_number(image, "width", shown.width_px);
        page_set_number(image, "height", shown.height_px);
    }
}

xmlNode *picture_append(const Page *page, xmlNode *to, const Asset *asset, const char *alt) {
    g_autofree char *source = g_strconcat(page->dialect->pictures, asset->name, NULL);
    xmlNode *image = page_add(to, "img", NULL);
    page_set(image, "src", source);
    page_set(image, "alt", alt);
    set_size(image, asset);
    return image;
}

static const Asset *asset_of(const Text *text, const xmlNode *node) {
    const char *path = node_get(node, ATTRIBUTE_SRC);
    return path == NULL ? NULL : issue_asset(text->page->issue, path);
}

/* A picture that the book does not hold is told by its alt text. */
void picture_append_image(Text *text, xmlNode *to, const xmlNode *node) {
    const char *alt = node_get(node, ATTRIBUTE_ALT) != NULL ? node_get(node, ATTRIBUTE_ALT) : "";
    const Asset *asset = asset_of(text, node);
    if (!picture_is_in_book(asset)) {
        page_append_text(to, alt, strlen(alt));
        return;
    }
    xmlNode *image = picture_append(text->page, to, asset, alt);
    text_copy_attributes(image, node, BIT(SRC) | BIT(ALT) | BIT(WIDTH) | BIT(HEIGHT));
}

static const char *shape_of(const Asset *asset) {
    ShownPicture shown = asset_shown(asset);
    bool is_large = shown.type == PICTURE_SVG || shown.width_px >= WIDE_PX;
    bool is_slim = (guint64)shown.width_px * 100 < (guint64)shown.height_px * SLIM_PERCENT;
    if (is_slim) {
        return is_large || shown.height_px >= WIDE_PX ? "tall" : NULL;
    }
    return is_large ? "wide" : NULL;
}

const char *picture_shape(const Text *text, const xmlNode *figure) {
    for (const xmlNode *node = figure; node != NULL; node = node_next(node, figure, false)) {
        if (node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_IMAGE) {
            const Asset *asset = asset_of(text, node);
            return picture_is_in_book(asset) ? shape_of(asset) : NULL;
        }
    }
    return NULL;
}
