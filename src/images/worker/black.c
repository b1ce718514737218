/* Black first, then as much cyan, magenta and yellow as the colour still lacks, which is found by
 * asking the profile what the inks print (Newton's steps for all colours at once). */
#include "images/worker/black.h"

#include <math.h>

enum { TONES = 256, ROUNDS = 4, COLOURS = 3, PROBES = COLOURS + 1 };

/* Chroma up to which a colour is grey, and from which on it is none. Tints of the dark are hardly
 * seen. */
#define GREY_CHROMA 1.5
#define COLOUR_CHROMA 10.0
#define DARK_GREY_CHROMA 4.0
#define DARK_COLOUR_CHROMA 18.0
#define DARK_LIGHT 10.0
#define MIDDLE_LIGHT 35.0
/* Strong colours keep a part of their own grey, as black makes skin and skies grainy, and all of
 * their depth. */
#define STRONG_FROM 10.0
#define STRONG_TO 60.0
#define STRONG_SHARE 0.5
/* A press whose black is lighter than this has none to speak of. */
#define LEAST_BLACK_LIGHT 50.0
#define PROBE_STEP 0.02 /* of ink, to see what it does */
#define CLOSE 0.25F     /* of Lab: no eye tells it */
#define DAMPING 4.0     /* so that steps stay small where inks do little */
#define LEAST_INK 0.004 /* one in 255 */

/* Luminances of the darkest and the lightest grey, as the profile prints them and as black does. */
typedef struct {
    double dark, light, black, paper;
} Range;

struct Black {
    GBytes *profile;
    Range range;
    bool has_black;
    Lab wanted[TONES];     /* greys from dark to light, as they are asked for */
    PressInks grey[TONES]; /* as the profile makes them */
    Lab ramp[TONES];       /* black ink alone, from none to solid */
};

/* A colour on its way. */
typedef struct {
    Lab target;
    double inks[PRESS_INKS];
    bool is_grey; /* black alone, and done */
} Mixture;

/* CIE 15: Lab and XYZ relative to white. */

static double luminance(double f) {
    return f > 6.0 / 29 ? f * f * f : (f - 16.0 / 116) * 108 / 841;
}

static double lightness(double luminance) {
    return luminance > 216.0 / 24389 ? cbrt(luminance) : luminance * 841 / 108 + 16.0 / 116;
}

static double luminance_of(const Lab *colour) {
    return luminance((colour->light + 16) / 116);
}

static double between(double value, double least, double most) {
    return value > least ? fmin(value, most) : least; /* what is no number is the least */
}

/* From 0 at `from` to 1 at `to`, without a corner. */
static double passage(double value, double from, double to) {
    double x = between((value - from) / (to - from), 0, 1);
    return x * x * (3 - 2 * x);
}

static double mix(double one, double other, double share) {
    return one + (other - one) * share;
}

static Lab mix_colours(const Lab *one, const Lab *other, double share) {
    return (Lab){(float)mix(one->light, other->light, share), (float)mix(one->a, other->a, share),
                 (float)mix(one->b, other->b, share)};
}

/* As black point compensation has it: the range of the profile onto that of black on paper. */
static Lab fit(const Range *range, const Lab *colour) {
    double y = (colour->light + 16) / 116, parts[3] = {y + colour->a / 500, y, y - colour->b / 200};
    for (int i = 0; i < 3; i++) {
        double share = (luminance(parts[i]) - range->dark) / (range->light - range->dark);
        parts[i] = lightness(mix(range->black, range->paper, share));
    }
    return (Lab){(float)(116 * parts[1] - 16), (float)(500 * (parts[0] - parts[1])),
                 (float)(200 * (parts[1] - parts[2]))};
}

/* The place among rising values: an index and what is left, together. */
static double place_in(const Lab *colours, int direction, double light) {
    int low = 0, high = TONES - 1;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if ((colours[middle].light - light) * direction < 0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    double length = colours[high].light - colours[low].light;
    double rest = length * direction > 0 ? (light - colours[low].light) / length : 0;
    return low + between(rest, 0, 1);
}

/* How much black alone is as dark as this, and its colour. */
static double black_for(const Black *black, double light, Lab *colour) {
    double place = place_in(black->ramp, -1, light);
    int index = MIN((int)place, TONES - 2);
    *colour = mix_colours(&black->ramp[index], &black->ramp[index + 1], place - index);
    return place / (TONES - 1);
}

/* How much of the grey of its lightness is in a colour. */
static double grey_in(const Black *black, double light, const PressInks *inks) {
    double place = place_in(black->wanted, 1, light), least = 1;
    int index = MIN((int)place, TONES - 2);
    for (int i = 0; i < COLOURS; i++) {
        double grey =
            mix(black->grey[index].part[i], black->grey[index + 1].part[i], place - index);
        least = fmin(least, inks->part[i] / fmax(grey, LEAST_INK * PRESS_FULL));
    }
    return least;
}

/* What to begin with, and what to come to. */
static Mixture begin(const Black *black, const Lab *wanted, const PressInks *inks,
                     const Lab *printed) {
    Mixture mixture = {.target = *printed};
    for (int i = 0; i < PRESS_INKS; i++) {
        mixture.inks[i] = (double)inks->part[i] / PRESS_FULL;
    }
    double chroma = hypotf(wanted->a, wanted->b);
    double middle = passage(wanted->light, DARK_LIGHT, MIDDLE_LIGHT);
    double colour = passage(chroma, mix(DARK_GREY_CHROMA, GREY_CHROMA, middle),
                            mix(DARK_COLOUR_CHROMA, COLOUR_CHROMA, middle));
    double grey = grey_in(black, wanted->light, inks);
    double strength = passage(chroma, STRONG_FROM, STRONG_TO);
    double share = mix(grey, grey * grey * STRONG_SHARE, strength);
    Lab alone, fitted = fit(&black->range, printed);
    Lab target = mix_colours(&fitted, printed, strength);
    double all = black_for(black, target.light, &alone);
    mixture.target = mix_colours(&alone, &target, colour);
    for (int i = 0; i < COLOURS; i++) {
        mixture.inks[i] *= colour * (1 - share);
    }
    mixture.inks[COLOURS] = mix(all, mix(mixture.inks[COLOURS], all, share), colour);
    mixture.is_grey = colour <= 0;
    return mixture;
}

/* Newton's step */

/* What is lacking, and what a little more of each ink would do; by the method of Levenberg and
 * Marquardt: (JᵀJ + λ) step = Jᵀ lack. */
typedef struct {
    double matrix[COLOURS][COLOURS], right[COLOURS];
} Equations;

static Equations equations_of(const Mixture *mixture, const Lab probes[PROBES]) {
    Equations equations = {0};
    double lack[3] = {mixture->target.light - probes[0].light, mixture->target.a - probes[0].a,
                      mixture->target.b - probes[0].b};
    double effect[COLOURS][3];
    for (int i = 0; i < COLOURS; i++) {
        double step = mixture->inks[i] > 0.5 ? -PROBE_STEP : PROBE_STEP;
        effect[i][0] = (probes[i + 1].light - probes[0].light) / step;
        effect[i][1] = (probes[i + 1].a - probes[0].a) / step;
        effect[i][2] = (probes[i + 1].b - probes[0].b) / step;
    }
    for (int i = 0; i < COLOURS; i++) {
        for (int k = 0; k < 3; k++) {
            equations.right[i] += effect[i][k] * lack[k];
            for (int j = 0; j < COLOURS; j++) {
                equations.matrix[i][j] += effect[i][k] * effect[j][k];
            }
        }
        equations.matrix[i][i] += DAMPING;
    }
    return equations;
}

/* An ink that is held does not move. */
static void hold(Equations *equations, int ink) {
    for (int i = 0; i < COLOURS; i++) {
        equations->matrix[ink][i] = equations->matrix[i][ink] = 0;
    }
    equations->matrix[ink][ink] = 1;
    equations->right[ink] = 0;
}

/* By elimination; the matrix is symmetric and, by its damping, never singular. */
static void solve(Equations equations, double step[COLOURS]) {
    for (int i = 0; i < COLOURS; i++) {
        for (int j = i + 1; j < COLOURS; j++) {
            double factor = equations.matrix[j][i] / equations.matrix[i][i];
            for (int k = i; k < COLOURS; k++) {
                equations.matrix[j][k] -= factor * equations.matrix[i][k];
            }
            equations.right[j] -= factor * equations.right[i];
        }
    }
    for (int i = COLOURS - 1; i >= 0; i--) {
        step[i] = equations.right[i];
        for (int j = i + 1; j < COLOURS; j++) {
            step[i] -= equations.matrix[i][j] * step[j];
        }
        step[i] /= equations.matrix[i][i];
    }
}

static bool is_at_bound(double ink, double step) {
    return (ink <= 0 && step < 0) || (ink >= 1 && step > 0);
}

/* There is no less than no ink and no more than all: what is at its bound is held, and the others
 * do without it. */
static void improve(Mixture *mixture, const Lab probes[PROBES]) {
    Equations equations = equations_of(mixture, probes);
    double step[COLOURS];
    bool is_held = true;
    for (int tries = 0; is_held && tries <= COLOURS; tries++) {
        is_held = false;
        solve(equations, step);
        for (int i = 0; i < COLOURS; i++) {
            if (is_at_bound(mixture->inks[i], step[i])) {
                hold(&equations, i);
                is_held = true;
            }
        }
    }
    for (int i = 0; i < COLOURS; i++) {
        mixture->inks[i] = between(mixture->inks[i] + step[i], 0, 1);
    }
}

static PressInks rounded(const double inks[PRESS_INKS]) {
    PressInks made;
    for (int i = 0; i < PRESS_INKS; i++) {
        made.part[i] = (uint16_t)lround(between(inks[i], 0, 1) * PRESS_FULL);
    }
    return made;
}

/* A mixture as it is, then with a little more or less of each ink. */
static void probe(const Mixture *mixture, PressInks probes[PROBES]) {
    for (int i = 0; i < PROBES; i++) {
        double inks[PRESS_INKS];
        for (int k = 0; k < PRESS_INKS; k++) {
            inks[k] = mixture->inks[k];
        }
        if (i > 0) {
            inks[i - 1] += inks[i - 1] > 0.5 ? -PROBE_STEP : PROBE_STEP;
        }
        probes[i] = rounded(inks);
    }
}

static bool is_close(const Lab *one, const Lab *other) {
    return hypotf(hypotf(one->light - other->light, one->a - other->a), one->b - other->b) < CLOSE;
}

/* Those that are not yet what they shall be, together; false: the profile cannot be used. */
static bool improve_all(const Black *black, Mixture *mixtures, int *open, int *count) {
    g_autofree PressInks *probes = g_new(PressInks, (gsize)*count * PROBES);
    g_autofree Lab *printed = g_new(Lab, (gsize)*count * PROBES);
    for (int i = 0; i < *count; i++) {
        probe(&mixtures[open[i]], probes + (gsize)i * PROBES);
    }
    if (!press_print(black->profile, probes, *count * PROBES, printed)) {
        return false;
    }
    int left = 0;
    for (int i = 0; i < *count; i++) {
        const Lab *seen = printed + (gsize)i * PROBES;
        if (!is_close(&mixtures[open[i]].target, seen)) {
            improve(&mixtures[open[i]], seen);
            open[left++] = open[i];
        }
    }
    *count = left;
    return true;
}

static bool mix_all(const Black *black, Mixture *mixtures, int count) {
    g_autofree int *open = g_new(int, (gsize)count);
    int left = 0;
    for (int i = 0; i < count; i++) {
        if (!mixtures[i].is_grey) {
            open[left++] = i;
        }
    }
    for (int round = 0; round < ROUNDS && left > 0; round++) {
        if (!improve_all(black, mixtures, open, &left)) {
            return false;
        }
    }
    return true;
}

bool black_separate(const Black *black, const Light *lights, int count, PressInks *inks) {
    g_autofree Lab *wanted = g_new(Lab, (gsize)count);
    g_autofree Lab *printed = g_new(Lab, (gsize)count);
    g_autofree Mixture *mixtures = g_new(Mixture, (gsize)count);
    if (!press_separate(black->profile, lights, count, wanted, inks)) {
        return false;
    }
    if (!black->has_black) {
        return true;
    }
    if (!press_print(black->profile, inks, count, printed)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        mixtures[i] = begin(black, &wanted[i], &inks[i], &printed[i]);
    }
    if (!mix_all(black, mixtures, count)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        inks[i] = rounded(mixtures[i].inks);
    }
    return true;
}

/* The press's greys */

/* More ink is never lighter, whatever a profile says. */
static void straighten(Lab *ramp) {
    for (int i = 1; i < TONES; i++) {
        ramp[i].light = fminf(ramp[i].light, ramp[i - 1].light);
    }
}

static bool look_at_greys(Black *black) {
    Light lights[TONES];
    PressInks ramp[TONES];
    Lab printed[TONES];
    for (int i = 0; i < TONES; i++) {
        uint16_t level = (uint16_t)(i * (UINT16_MAX / (TONES - 1)));
        lights[i] = (Light){level, level, level};
        ramp[i] = (PressInks){{0, 0, 0, level}};
    }
    if (!press_separate(black->profile, lights, TONES, black->wanted, black->grey) ||
        !press_print(black->profile, black->grey, TONES, printed) ||
        !press_print(black->profile, ramp, TONES, black->ramp)) {
        return false;
    }
    straighten(black->ramp);
    black->range = (Range){.dark = luminance_of(&printed[0]),
                           .light = luminance_of(&printed[TONES - 1]),
                           .black = luminance_of(&black->ramp[TONES - 1]),
                           .paper = luminance_of(&black->ramp[0])};
    black->has_black = black->ramp[TONES - 1].light < LEAST_BLACK_LIGHT &&
                       black->range.light > black->range.dark &&
                       black->range.paper > black->range.black;
    return true;
}

Black *black_new(GBytes *profile) {
    g_autoptr(Black) black = g_new0(Black, 1);
    black->profile = g_bytes_ref(profile);
    return look_at_greys(black) ? g_steal_pointer(&black) : NULL;
}

void black_free(Black *black) {
    if (black != NULL) {
        g_bytes_unref(black->profile);
        g_free(black);
    }
}
