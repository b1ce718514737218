/* Names and headlines that are too long for so many lines as the theme gives them: how much smaller
 * they have to be set. A line of smaller type holds as much as a longer one of the type as it is,
 * so that the text is shaped once and broken to longer measures. */
#include "print/lower.h"

enum {
    LEAST_FIT_PERMILLE = 400,
    STEP_PERMILLE = 20,
    LEAST_OF_BODY_PERCENT = 125, /* no headline comes as small as the text under it */
};

typedef struct {
    guint lines;
    bool is_whole; /* no word is longer than its line */
} Fit;

static Fit try(const ShapedParagraph *shaped, Mpt measure_mpt, unsigned permille) {
    Measure measure = {.width_mpt = (Mpt)((gint64)measure_mpt * 1000 / permille)};
    LineWish wish = {
        .measures = &measure, .measure_count = 1, .align = ALIGN_START, .last_line = ALIGN_START};
    g_autoptr(Lines) lines = lines_break(shaped, &wish);
    Fit fit = {.lines = lines->lines->len, .is_whole = true};
    for (guint i = 0; i < lines->lines->len; i++) {
        fit.is_whole =
            fit.is_whole && g_array_index(lines->lines, Line, i).quality != LINE_OVERFULL;
    }
    return fit;
}

static unsigned least_permille(const Lower *lower, Mpt size_mpt) {
    const StyleSubject body = {.element = "body"};
    const BoxStyle *style = print_style_of(lower->setting->style, NULL, &body, NULL);
    gint64 least = (gint64)style->text->size_mpt * LEAST_OF_BODY_PERCENT * 10 / MAX(size_mpt, 1);
    return (unsigned)CLAMP(least, LEAST_FIT_PERMILLE, 1000);
}

unsigned fit_permille(const Lower *lower, const SetBlock *block, const Paragraph *paragraph) {
    g_autoptr(ShapedParagraph) shaped = shape_paragraph(lower->shaper, paragraph->text, NULL);
    unsigned least = least_permille(lower, block->size_mpt);
    unsigned best = least;
    guint best_lines = G_MAXUINT;
    for (unsigned permille = 1000; permille >= least; permille -= STEP_PERMILLE) {
        Fit fit = try(shaped, block->measure_mpt, permille);
        if (fit.is_whole && fit.lines < best_lines) {
            best = permille;
            best_lines = fit.lines;
        }
        if (best_lines <= block->style->most_lines) {
            break;
        }
    }
    return best;
}
