/* Plates (print/plates.h) as a press gets them: within its sum, and what reads as black in black.
 */
#include "print/pdf/inks.h"

#include "print/pdf/syntax.h"
#include "print/plates.h"

#include <string.h>

#define MOST_INK_PERCENT 300

typedef struct {
    char *name;
    uint32_t object;
    uint16_t alternate[4];
} Spot;

struct PdfInks {
    PdfFile *file;
    PdfKind kind;
    PressColour colour;
    int most_ink; /* thousandths */
    GPtrArray *spots;
};

static void free_spot(void *data) {
    Spot *spot = data;
    g_free(spot->name);
    g_free(spot);
}

PdfInks *pdf_inks_new(PdfFile *file, PdfKind kind, const PrintSettings *settings) {
    const PrintPreset *preset = settings != NULL ? settings->preset : NULL;
    PdfInks *inks = g_new0(PdfInks, 1);
    inks->file = file;
    inks->kind = kind;
    inks->colour = preset != NULL ? preset->colour : PRESS_CMYK;
    inks->most_ink =
        10 * (int)(preset != NULL && preset->most_ink_percent > 0 ? preset->most_ink_percent
                                                                  : MOST_INK_PERCENT);
    inks->spots = g_ptr_array_new_with_free_func(free_spot);
    return inks;
}

void pdf_inks_free(PdfInks *inks) {
    if (inks != NULL) {
        g_ptr_array_unref(inks->spots);
        g_free(inks);
    }
}

/* How dark the plates are together, as black ink alone. */
static int darkness(const Plates *plates) {
    const int *part = plates->parts;
    int colours = (30 * part[0] + 59 * part[1] + 11 * part[2]) / 100;
    return part[3] + colours * (1000 - part[3]) / 1000;
}

static Plates in_black(const Plates *plates) {
    return (Plates){{0, 0, 0, darkness(plates)}};
}

static Plates within_limit(Plates plates, int most_ink) {
    int *part = plates.parts;
    int colours = part[0] + part[1] + part[2], room = MAX(most_ink - part[3], 0);
    if (colours == 0 || colours <= room) {
        return plates;
    }
    for (int i = 0; i < 3; i++) {
        part[i] = part[i] * room / colours;
    }
    return plates;
}

static Plates plates_for(const PdfInks *inks, const Ink *ink) {
    Plates plates = plates_of(ink);
    if (inks->kind == PDF_SCREEN) {
        return plates;
    }
    bool is_black = inks->colour == PRESS_GREY || plates_read_as_black(&plates);
    return is_black ? in_black(&plates) : within_limit(plates, inks->most_ink);
}

static void add_parts(GString *content, const int *parts, int count, const char *operator) {
    for (int i = 0; i < count; i++) {
        pdf_add_thousandths(content, parts[i]);
        g_string_append_c(content, ' ');
    }
    g_string_append(content, operator);
    g_string_append_c(content, '\n');
}

static unsigned spot_number(PdfInks *inks, const char *name, const uint16_t alternate[4]) {
    for (guint i = 0; i < inks->spots->len; i++) {
        const Spot *spot = inks->spots->pdata[i];
        if (strcmp(spot->name, name) == 0) {
            return i;
        }
    }
    Spot *spot = g_new0(Spot, 1);
    spot->name = g_strdup(name);
    spot->object = pdf_file_reserve(inks->file);
    memcpy(spot->alternate, alternate, sizeof spot->alternate);
    g_ptr_array_add(inks->spots, spot);
    return inks->spots->len - 1;
}

static void fill_spot(PdfInks *inks, GString *content, const char *name,
                      const uint16_t alternate[4], int tint) {
    g_string_append_printf(content, "/Cs%u cs ", spot_number(inks, name, alternate));
    add_parts(content, &tint, 1, "scn");
}

void pdf_inks_fill_all_plates(PdfInks *inks, GString *content) {
    static const uint16_t all[4] = {1000, 1000, 1000, 1000};
    fill_spot(inks, content, "All", all, 1000);
}

/* "All" and "None" are not inks (8.6.6.4). */
static bool is_plate_of_its_own(const PdfInks *inks, const Ink *ink) {
    return ink->kind == INK_SPOT && ink->spot != NULL && inks->kind == PDF_PRESS &&
           inks->colour != PRESS_GREY && strcmp(ink->spot, "All") != 0 &&
           strcmp(ink->spot, "None") != 0;
}

static void fill_light(const PdfInks *inks, GString *content, const Ink *ink) {
    int light[3];
    if (ink->kind == INK_GREY) {
        light[0] = 1000 - MIN(ink->parts[0], 1000);
        add_parts(content, light, 1, "g");
        return;
    }
    Plates plates = plates_for(inks, ink);
    for (int i = 0; i < 3; i++) {
        light[i] = ink->kind == INK_RGB
                       ? MIN(ink->parts[i], 1000)
                       : (1000 - plates.parts[i]) * (1000 - plates.parts[3]) / 1000;
    }
    add_parts(content, light, 3, "rg");
}

void pdf_inks_fill(PdfInks *inks, GString *content, const Ink *ink) {
    if (inks->kind == PDF_SCREEN) {
        fill_light(inks, content, ink);
    } else if (is_plate_of_its_own(inks, ink)) {
        fill_spot(inks, content, ink->spot, ink->alternate, MIN(ink->parts[0], 1000));
    } else {
        Plates plates = plates_for(inks, ink);
        add_parts(content, plates.parts, 4, "k");
    }
}

bool pdf_inks_is_black(const PdfInks *inks, const Ink *ink) {
    if (is_plate_of_its_own(inks, ink)) {
        return false;
    }
    Plates plates = plates_for(inks, ink);
    return plates.parts[3] == 1000 && plates.parts[0] + plates.parts[1] + plates.parts[2] == 0;
}

char *pdf_inks_resources(const PdfInks *inks) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < inks->spots->len; i++) {
        const Spot *spot = inks->spots->pdata[i];
        g_string_append_printf(text, "/Cs%u %u 0 R", i, spot->object);
    }
    return g_string_free(text, FALSE);
}

void pdf_inks_write(PdfInks *inks) {
    for (guint i = 0; i < inks->spots->len; i++) {
        const Spot *spot = inks->spots->pdata[i];
        g_autoptr(GString) text = g_string_new("[/Separation");
        pdf_add_name(text, spot->name);
        g_string_append(text, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1");
        pdf_add_rectangle(text, spot->alternate[0], spot->alternate[1], spot->alternate[2],
                          spot->alternate[3]);
        g_string_append(text, ">>]");
        pdf_file_add(inks->file, spot->object, text->str, text->len);
    }
}
