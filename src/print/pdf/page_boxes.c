/* Boxes and marks. Marks keep a distance from the bleed, so that a knife that is off by a little
 * finds none of them on the page. */
#include "print/pdf/page_boxes.h"

#include "print/pdf/syntax.h"

#include <string.h>

enum {
    MARK_NEAR_MPT = 4000,  /* from the bleed */
    MARK_FAR_MPT = 20000,  /* its other end */
    MARK_SPACE_MPT = 24000 /* from bleed to media */
};
#define MARK_WIDTH_MPT 250
#define RING_MPT 4000 /* radius of a register mark's ring */
/* A quarter of a circle as a Bézier curve: its handles, in thousandths of the radius. */
#define CIRCLE_HANDLE 552

static Mpt bleed_of(const PageStyle *style, const PrintSettings *settings) {
    return settings != NULL && settings->bleed_mpt >= 0 ? settings->bleed_mpt : style->bleed_mpt;
}

static bool has_marks(const PageStyle *style, const PrintSettings *settings) {
    if (settings == NULL) {
        return style->has_marks;
    }
    return settings->has_marks_key ? settings->has_marks
                                   : style->has_marks && settings->preset->may_have_marks;
}

static bool bleeds_at_spine(const PrintSettings *settings) {
    return settings == NULL || settings->preset == NULL || settings->preset->has_bleed_at_spine;
}

PageBoxes page_boxes_of(PdfKind kind, const PageStyle *style, PageSide side,
                        const PrintSettings *settings) {
    PageBoxes boxes = {.has_marks = kind == PDF_PRESS && has_marks(style, settings)};
    int64_t bleed = kind == PDF_PRESS ? MAX(0, bleed_of(style, settings)) : 0;
    int64_t around = boxes.has_marks ? MARK_SPACE_MPT : 0;
    int64_t inside = bleeds_at_spine(settings) ? bleed : 0;
    int64_t left = side == PAGE_LEFT ? bleed : inside, right = side == PAGE_LEFT ? inside : bleed;
    boxes.media[2] = around + left + style->width_mpt + right + around;
    boxes.media[3] = style->height_mpt + 2 * (bleed + around);
    boxes.bleed[0] = boxes.bleed[1] = around;
    boxes.bleed[2] = boxes.media[2] - around;
    boxes.bleed[3] = boxes.media[3] - around;
    boxes.trim[0] = around + left;
    boxes.trim[1] = around + bleed;
    boxes.trim[2] = boxes.trim[0] + style->width_mpt;
    boxes.trim[3] = boxes.trim[1] + style->height_mpt;
    return boxes;
}

static void add_box(GString *text, const char *name, const int64_t box[4]) {
    g_string_append(text, name);
    pdf_add_rectangle(text, box[0], box[1], box[2], box[3]);
}

void page_boxes_add(const PageBoxes *boxes, GString *text) {
    add_box(text, "/MediaBox", boxes->media);
    add_box(text, "/BleedBox", boxes->bleed);
    add_box(text, "/TrimBox", boxes->trim);
}

static void add_numbers(GString *content, const int64_t *numbers, int count, const char *operator) {
    for (int i = 0; i < count; i++) {
        pdf_add_thousandths(content, numbers[i]);
        g_string_append_c(content, ' ');
    }
    g_string_append(content, operator);
}

static void add_line(GString *content, int64_t x, int64_t y, int64_t width, int64_t height) {
    int64_t numbers[4] = {x, y, width, height};
    add_numbers(content, numbers, 4, "re\n");
}

static void add_circle(GString *content, int64_t x, int64_t y, int64_t radius) {
    static const int quarters[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    int64_t start[2] = {x + radius, y};
    add_numbers(content, start, 2, "m\n");
    for (int i = 0; i < 4; i++) {
        const int *from = quarters[i], *to = quarters[(i + 1) % 4];
        int64_t handle = radius * CIRCLE_HANDLE / 1000;
        int64_t numbers[6] = {x + from[0] * radius + to[0] * handle,
                              y + from[1] * radius + to[1] * handle,
                              x + to[0] * radius + from[0] * handle,
                              y + to[1] * radius + from[1] * handle,
                              x + to[0] * radius,
                              y + to[1] * radius};
        add_numbers(content, numbers, 6, "c\n");
    }
    g_string_append(content, "h\n");
}

/* A ring with a cross through it. */
static void add_register_mark(GString *content, int64_t x, int64_t y) {
    int64_t arm = (MARK_FAR_MPT - MARK_NEAR_MPT) / 2 - 1000;
    add_line(content, x - arm, y - MARK_WIDTH_MPT / 2, 2 * arm, MARK_WIDTH_MPT);
    g_string_append(content, "f\n");
    add_line(content, x - MARK_WIDTH_MPT / 2, y - arm, MARK_WIDTH_MPT, 2 * arm);
    g_string_append(content, "f\n");
    add_circle(content, x, y, RING_MPT);
    add_circle(content, x, y, RING_MPT - MARK_WIDTH_MPT);
    g_string_append(content, "f*\n");
}

static void add_crop_marks(GString *content, const PageBoxes *boxes) {
    int64_t length = MARK_FAR_MPT - MARK_NEAR_MPT, half = MARK_WIDTH_MPT / 2;
    for (int side = 0; side < 2; side++) {
        int64_t x = boxes->trim[side == 0 ? 0 : 2], y = boxes->trim[side == 0 ? 1 : 3];
        add_line(content, x - half, boxes->bleed[1] - MARK_FAR_MPT, MARK_WIDTH_MPT, length);
        add_line(content, x - half, boxes->bleed[3] + MARK_NEAR_MPT, MARK_WIDTH_MPT, length);
        add_line(content, boxes->bleed[0] - MARK_FAR_MPT, y - half, length, MARK_WIDTH_MPT);
        add_line(content, boxes->bleed[2] + MARK_NEAR_MPT, y - half, length, MARK_WIDTH_MPT);
    }
    g_string_append(content, "f\n");
}

void page_marks_add(const PageBoxes *boxes, PdfInks *inks, GString *content) {
    if (!boxes->has_marks) {
        return;
    }
    int64_t middle_x = (boxes->trim[0] + boxes->trim[2]) / 2;
    int64_t middle_y = (boxes->trim[1] + boxes->trim[3]) / 2;
    int64_t away = (MARK_NEAR_MPT + MARK_FAR_MPT) / 2;
    pdf_inks_fill_all_plates(inks, content);
    add_crop_marks(content, boxes);
    add_register_mark(content, middle_x, boxes->bleed[1] - away);
    add_register_mark(content, middle_x, boxes->bleed[3] + away);
    add_register_mark(content, boxes->bleed[0] - away, middle_y);
    add_register_mark(content, boxes->bleed[2] + away, middle_y);
}
