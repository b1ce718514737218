/* A drawing's view, as Kindle wants it: whole numbers from 0 0. */
#include "images/svg_cleaning.h"

#include <math.h>

static void set_number(xmlNode *element, const char *name, double number) {
    g_autofree char *text = g_strdup_printf("%.0f", number);
    svg_set(element, name, text);
}

/* By what to multiply a view so that rounding its sides up changes none by more than a hundredth.
 */
static double whole_scale(const SvgSize *size) {
    double scale = 1;
    for (unsigned i = 0; i < 6; i++) {
        double width = size->width * scale;
        double height = size->height * scale;
        if (ceil(width) <= width * 1.01 && ceil(height) <= height * 1.01) {
            break;
        }
        scale *= 10;
    }
    return scale;
}

void svg_set_view(SvgCleaning *cleaning, const SvgSize *size) {
    double scale = whole_scale(size);
    if (size->has_width) {
        set_number(cleaning->root, "width", MAX(round(size->width_px), 1));
    }
    if (size->has_height) {
        set_number(cleaning->root, "height", MAX(round(size->height_px), 1));
    }
    g_autofree char *view =
        g_strdup_printf("0 0 %.0f %.0f", ceil(size->width * scale), ceil(size->height * scale));
    svg_set(cleaning->root, "viewBox", view);
    if (scale != 1 || size->left != 0 || size->top != 0) {
        char left[G_ASCII_DTOSTR_BUF_SIZE];
        char top[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(left, sizeof left, "%.10g", 0 - size->left);
        g_ascii_formatd(top, sizeof top, "%.10g", 0 - size->top);
        g_autofree char *move = g_strdup_printf("scale(%.0f) translate(%s %s)", scale, left, top);
        cleaning->top = xmlNewDocNode(cleaning->clean, cleaning->svg, (const xmlChar *)"g", NULL);
        svg_set(cleaning->top, "transform", move);
    }
}
