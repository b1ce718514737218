/* A cube of light whose nodes are inks; colours between are found in the tetrahedron of four nodes
 * round them, of which greys need two: so what holds for greys holds between the nodes too. */
#include "images/worker/separation.h"

#include "images/worker/black.h"

enum {
    SIDE = 33, /* nodes */
    CELLS = SIDE - 1,
    NODES = SIDE * SIDE * SIDE,
    FULL = 255,
    COLOURS = 3,
    INKS = PRESS_INKS,
    PART = 256 /* parts of a cell, and of a step of ink */
};

typedef struct {
    uint16_t part[INKS]; /* FULL * PART is solid */
} Node;

/* Where a sample lies along an axis: its cell, and how many parts of it. */
typedef struct {
    uint16_t cell, part;
} Level;

struct Separation {
    GBytes *profile;
    Node nodes[NODES];      /* red slowest */
    Level levels[FULL + 1]; /* of a sample */
};

static void fill_lights(Light *lights) {
    uint16_t level[SIDE];
    for (int i = 0; i < SIDE; i++) {
        level[i] = (uint16_t)(i * UINT16_MAX / CELLS);
    }
    for (int i = 0; i < NODES; i++) {
        lights[i] = (Light){level[i / (SIDE * SIDE)], level[i / SIDE % SIDE], level[i % SIDE]};
    }
}

static bool fill_nodes(Separation *separation, GBytes *profile) {
    g_autoptr(Black) black = black_new(profile);
    g_autofree Light *lights = g_new(Light, NODES);
    g_autofree PressInks *inks = g_new(PressInks, NODES);
    fill_lights(lights);
    if (black == NULL || !black_separate(black, lights, NODES, inks)) {
        return false;
    }
    for (int i = 0; i < NODES; i++) {
        for (int k = 0; k < INKS; k++) {
            separation->nodes[i].part[k] =
                (uint16_t)((uint64_t)inks[i].part[k] * FULL * PART / PRESS_FULL);
        }
    }
    return true;
}

Separation *separation_new(GBytes *profile) {
    g_autoptr(Separation) separation = g_new0(Separation, 1);
    separation->profile = g_bytes_ref(profile);
    for (int i = 0; i <= FULL; i++) {
        int at = i * CELLS * PART / FULL;
        int cell = MIN(at / PART, CELLS - 1);
        separation->levels[i] = (Level){(uint16_t)cell, (uint16_t)(at - cell * PART)};
    }
    if (!fill_nodes(separation, profile)) {
        vips_error_clear();
        return NULL;
    }
    return g_steal_pointer(&separation);
}

void separation_free(Separation *separation) {
    if (separation != NULL) {
        g_bytes_unref(separation->profile);
        g_free(separation);
    }
}

bool separation_is_for(const Separation *separation, GBytes *profile) {
    return g_bytes_equal(separation->profile, profile);
}

/* From the darkest corner of its cell to the lightest, by the axis of the largest part first. */
static void separate_pixel(const Separation *separation, const uint8_t *light, uint8_t *inks) {
    static const size_t strides[COLOURS] = {(size_t)SIDE * SIDE, SIDE, 1};
    const Node *corner = separation->nodes;
    unsigned parts[COLOURS];
    size_t steps[COLOURS];
    for (int i = 0; i < COLOURS; i++) {
        const Level *level = &separation->levels[light[i]];
        unsigned part = level->part;
        int at = i;
        corner += level->cell * strides[i];
        for (; at > 0 && parts[at - 1] < part; at--) {
            parts[at] = parts[at - 1];
            steps[at] = steps[at - 1];
        }
        parts[at] = part;
        steps[at] = strides[i];
    }
    const Node *first = corner + steps[0], *second = first + steps[1];
    const Node *last = second + steps[2];
    for (int i = 0; i < INKS; i++) {
        unsigned sum = corner->part[i] * (PART - parts[0]) +
                       first->part[i] * (parts[0] - parts[1]) +
                       second->part[i] * (parts[1] - parts[2]) + last->part[i] * parts[2];
        inks[i] = (uint8_t)(sum / (PART * PART));
    }
}

/* The grey that is in all three colours goes into black, twice as fast as the sum has to fall; what
 * is over even then is taken from the colours, each by its share. */
static void limit_pixel(uint8_t *inks, int most) {
    int over = inks[0] + inks[1] + inks[2] + inks[3] - most;
    if (over <= 0) {
        return;
    }
    int grey = MIN(inks[0], MIN(inks[1], inks[2]));
    int moved = MIN((over + 1) / 2, MIN(grey, FULL - inks[3]));
    for (int i = 0; i < COLOURS; i++) {
        inks[i] = (uint8_t)(inks[i] - moved);
    }
    inks[3] = (uint8_t)(inks[3] + moved);
    over -= 2 * moved;
    int colours = inks[0] + inks[1] + inks[2];
    for (int i = 0; over > 0 && i < COLOURS; i++) {
        inks[i] = (uint8_t)(inks[i] * MAX(colours - over, 0) / colours);
    }
}

static VipsImage *image_like(const VipsImage *in, int bands, VipsInterpretation interpretation) {
    VipsImage *image = vips_image_new_memory();
    vips_image_init_fields(image, in->Xsize, in->Ysize, bands, VIPS_FORMAT_UCHAR, VIPS_CODING_NONE,
                           interpretation, 1, 1);
    if (vips_image_write_prepare(image) != 0) {
        g_clear_object(&image);
    }
    return image;
}

int separation_apply(const Separation *separation, VipsImage *in, unsigned most_percent,
                     VipsImage **out) {
    *out = image_like(in, INKS, VIPS_INTERPRETATION_CMYK);
    if (*out == NULL) {
        return -1;
    }
    const uint8_t *light = VIPS_IMAGE_ADDR(in, 0, 0);
    uint8_t *inks = VIPS_IMAGE_ADDR(*out, 0, 0);
    size_t pixels = VIPS_IMAGE_N_PELS(in);
    int most = most_percent > 0 ? (int)(most_percent * FULL / 100) : INKS * FULL;
    for (size_t i = 0; i < pixels; i++, light += COLOURS, inks += INKS) {
        separate_pixel(separation, light, inks);
        limit_pixel(inks, most);
    }
    return 0;
}

int separation_apply_grey(const Separation *separation, VipsImage *in, VipsImage **out) {
    uint8_t lights[FULL + 1];
    *out = image_like(in, 1, VIPS_INTERPRETATION_B_W);
    if (*out == NULL) {
        return -1;
    }
    for (int i = 0; i <= FULL; i++) {
        uint8_t inks[INKS];
        separate_pixel(separation, (uint8_t[]){(uint8_t)i, (uint8_t)i, (uint8_t)i}, inks);
        lights[i] = (uint8_t)(FULL - inks[3]);
    }
    const uint8_t *grey = VIPS_IMAGE_ADDR(in, 0, 0);
    uint8_t *left = VIPS_IMAGE_ADDR(*out, 0, 0);
    size_t pixels = VIPS_IMAGE_N_PELS(in);
    for (size_t i = 0; i < pixels; i++) {
        left[i] = lights[grey[i]];
    }
    return 0;
}
