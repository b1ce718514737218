/* The keys of `print:`: one table of keys, one of the sizes that papers are trimmed to. */
#include "read/print_keys.h"

#include "base/limits.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4

static const double least_trim_mm = 40, most_trim_mm = 1000, most_bleed_mm = 25;
static const double least_paper_mm = 0.01, most_paper_mm = 2;

/* ISO 216; ANSI; what print shops and self-publishers' services call them. */
static const struct {
    const char *name;
    double width_mm, height_mm;
} trims[] = {
    {"a3", 297, 420},          {"a4", 210, 297},
    {"a5", 148, 210},          {"a6", 105, 148},
    {"a7", 74, 105},           {"b5", 176, 250},
    {"letter", 215.9, 279.4},  {"half-letter", 139.7, 215.9},
    {"digest", 139.7, 215.9},  {"quarter-letter", 107.95, 139.7},
    {"legal", 215.9, 355.6},   {"ledger", 279.4, 431.8},
    {"tabloid", 280, 400},     {"broadsheet", 350, 500},
    {"berliner", 315, 470},    {"mini", 180, 260},
    {"6x9", 152.4, 228.6},     {"5x8", 127, 203.2},
    {"11x17", 279.4, 431.8},   {"8.5x11", 215.9, 279.4},
    {"5.5x8.5", 139.7, 215.9},
};

/* The unit that `text` names; millimetres if it names none; 0: none that is known. */
static double unit_mm(const char *text) {
    static const struct {
        const char *unit;
        double mm;
    } units[] = {{"", 1},
                 {"mm", 1},
                 {"cm", 10},
                 {"in", MM_PER_INCH},
                 {"inch", MM_PER_INCH},
                 {"\"", MM_PER_INCH},
                 {"pt", MM_PER_INCH / 72}};
    g_autofree char *unit = text_collapse(text);
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_ascii_strcasecmp(unit, units[i].unit) == 0) {
            return units[i].mm;
        }
    }
    return 0;
}

/* A number without a sign or an exponent; what follows it is in `end`. */
static bool read_number(const char *text, double *number, const char **end) {
    size_t digits = strspn(text, "0123456789.");
    char *stop = NULL;
    g_autofree char *plain = g_strndup(text, digits);
    *number = g_ascii_strtod(plain, &stop);
    *end = text + digits;
    return digits > 0 && *stop == '\0' && isfinite(*number);
}

static bool read_length(const char *text, double *length_mm) {
    const char *end = NULL;
    double number = 0;
    if (!read_number(text, &number, &end)) {
        return false;
    }
    double unit = unit_mm(end);
    *length_mm = number * unit;
    return unit > 0;
}

/* "148x210", "148 × 210 mm", "5.5in x 8.5in": the last unit holds for a first number without. */
static bool read_size(const char *text, double *width_mm, double *height_mm) {
    const char *end = NULL;
    double width = 0, height = 0;
    if (!read_number(text, &width, &end)) {
        return false;
    }
    const char *times = strstr(end, "×");
    const char *cross = times != NULL ? times : end + strcspn(end, "xX");
    size_t cross_bytes = times != NULL ? strlen("×") : 1;
    if (*cross == '\0') {
        return false;
    }
    g_autofree char *first_unit = g_strndup(end, (gsize)(cross - end));
    const char *second = cross + cross_bytes;
    second += strspn(second, " ");
    if (!read_number(second, &height, &end)) {
        return false;
    }
    double height_unit = unit_mm(end);
    double width_unit = text_is_blank(first_unit) ? height_unit : unit_mm(first_unit);
    *width_mm = width * width_unit;
    *height_mm = height * height_unit;
    return width_unit > 0 && height_unit > 0;
}

static bool find_trim(const char *text, double *width_mm, double *height_mm) {
    g_autofree char *name = g_ascii_strdown(text, -1);
    g_strdelimit(name, " _", '-');
    for (size_t i = 0; i < G_N_ELEMENTS(trims); i++) {
        if (strcmp(name, trims[i].name) == 0) {
            *width_mm = trims[i].width_mm;
            *height_mm = trims[i].height_mm;
            return true;
        }
    }
    return read_size(text, width_mm, height_mm);
}

static bool set_preset(const Said *said, PrintWish *wish) {
    return said_text(said, &wish->preset);
}

static bool set_trim(const Said *said, PrintWish *wish) {
    double width_mm = 0, height_mm = 0;
    g_autofree char *text = NULL;
    if (!said_text(said, &text)) {
        return false;
    }
    if (!find_trim(text, &width_mm, &height_mm)) {
        return said_wrong(said, "write a size by its name (A5, letter, tabloid, 6x9), or as "
                                "148x210 mm or 5.5x8.5in, the width first");
    }
    if (MIN(width_mm, height_mm) < least_trim_mm || MAX(width_mm, height_mm) > most_trim_mm) {
        return said_wrong(said, "a page is from 40 mm to 1000 mm wide and high; a number without a "
                                "unit is in millimetres");
    }
    wish->trim_width_mm = width_mm;
    wish->trim_height_mm = height_mm;
    return true;
}

static bool set_bleed(const Said *said, PrintWish *wish) {
    double bleed_mm = 0;
    g_autofree char *text = NULL;
    if (!said_text(said, &text)) {
        return false;
    }
    if (g_ascii_strcasecmp(text, "none") != 0 && !read_length(text, &bleed_mm)) {
        return said_wrong(said, "write how far pictures run past the edge, such as 3mm or 0.125in, "
                                "or 0 for none");
    }
    if (bleed_mm > most_bleed_mm) {
        return said_wrong(said, "a bleed is at most 25 mm; 3mm is what most print shops want");
    }
    wish->has_bleed = true;
    wish->bleed_mm = bleed_mm;
    return true;
}

static bool set_marks(const Said *said, PrintWish *wish) {
    wish->has_marks = said_boolean(said, &wish->marks);
    return wish->has_marks;
}

static bool set_output_intent(const Said *said, PrintWish *wish) {
    return said_text(said, &wish->output_intent);
}

static bool set_paper(const Said *said, PrintWish *wish) {
    double paper_mm = 0;
    g_autofree char *text = NULL;
    if (!said_text(said, &text)) {
        return false;
    }
    if (!read_length(text, &paper_mm) || paper_mm < least_paper_mm || paper_mm > most_paper_mm) {
        return said_wrong(said, "write how thick one sheet is in millimetres, such as 0.1");
    }
    wish->paper_mm = paper_mm;
    return true;
}

static bool set_pages(const Said *said, PrintWish *wish) {
    double pages = 0;
    if (!said_number(said, &pages)) {
        return false;
    }
    if (pages < 1 || pages > LIMIT_PRINT_PAGES || pages != floor(pages)) {
        return said_wrong(said, "write how many pages the issue is to have, such as 16");
    }
    wish->pages = (unsigned)pages;
    return true;
}

static const struct {
    const char *keys;
    bool (*set)(const Said *said, PrintWish *wish);
} print_keys[PRINT_KEY_COUNT] = {
    [PRINT_KEY_PRESET] = {"preset", set_preset},
    [PRINT_KEY_TRIM] = {"trim", set_trim},
    [PRINT_KEY_BLEED] = {"bleed", set_bleed},
    [PRINT_KEY_MARKS] = {"marks", set_marks},
    [PRINT_KEY_OUTPUT_INTENT] = {"output_intent", set_output_intent},
    [PRINT_KEY_PAPER] = {"paper_mm", set_paper},
    [PRINT_KEY_PAGES] = {"pages", set_pages},
};

static void note_place(const Said *said, PrintKeyPlace *place) {
    Place here = said_place(said);
    g_free(place->file);
    *place = (PrintKeyPlace){g_strdup(here.file), here.line, here.column};
}

static const char *known_keys(size_t index) {
    return index < G_N_ELEMENTS(print_keys) ? print_keys[index].keys : NULL;
}

bool said_print(const Said *said, PrintWish *wish) {
    if (said->value->kind != YAML_VALUE_MAP) {
        return said_wrong(said,
                          "write its keys below it, two spaces in: `trim: A5`, `preset: kdp`");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(print_keys); i++) {
        Said one = *said;
        one.value = value_find(said->value, print_keys[i].keys, &one.key);
        if (one.value != NULL && print_keys[i].set(&one, wish)) {
            note_place(&one, &wish->places[i]);
        }
    }
    keys_check(said->value, known_keys, said->file, said->report);
    return true;
}
