/* The cover's colours, and which of them can be read on which. */
#include "images/worker/cover_canvas.h"

#include <math.h>
#include <string.h>

static const double legible_ratio = 4.5; /* WCAG 2.2, 1.4.3 */

CoverColour cover_colour(const char *text, CoverColour otherwise) {
    if (text == NULL || strlen(text) != 7 || text[0] != '#') {
        return otherwise;
    }
    double parts[3];
    for (int i = 0; i < 3; i++) {
        int high = g_ascii_xdigit_value(text[1 + 2 * i]);
        int low = g_ascii_xdigit_value(text[2 + 2 * i]);
        if (high < 0 || low < 0) {
            return otherwise;
        }
        parts[i] = (high * 16 + low) / 255.0;
    }
    return (CoverColour){parts[0], parts[1], parts[2]};
}

static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(CoverColour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

double cover_contrast(CoverColour one, CoverColour other) {
    double a = luminance(one);
    double b = luminance(other);
    return (MAX(a, b) + 0.05) / (MIN(a, b) + 0.05);
}

CoverColour cover_legible(CoverColour ground, CoverColour one, CoverColour other) {
    CoverColour best = cover_contrast(ground, one) >= cover_contrast(ground, other) ? one : other;
    if (cover_contrast(ground, best) >= legible_ratio) {
        return best;
    }
    CoverColour black = {0, 0, 0};
    CoverColour white = {1, 1, 1};
    return cover_contrast(ground, black) >= cover_contrast(ground, white) ? black : white;
}
