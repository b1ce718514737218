/* The table of presets, and what holds for one issue: the preset, then the editor's keys, then
 * whether the two agree. */
#include "print/preset.h"

#include "base/limits.h"
#include "base/program.h"
#include "print/output_profile.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_MICROMETRES = 100 };

static const PrintPreset presets[] = {
#define PRESET(...) {__VA_ARGS__},
#include "print/presets.def"
#undef PRESET
};

const PrintPreset *print_preset_at(size_t index) {
    return index < G_N_ELEMENTS(presets) ? &presets[index] : NULL;
}

const PrintPreset *print_preset_find(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(presets); i++) {
        if (g_ascii_strcasecmp(presets[i].name, name) == 0) {
            return &presets[i];
        }
    }
    return NULL;
}

char *print_preset_names(void) {
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(presets); i++) {
        const char *between = i == 0 ? "" : i + 1 == G_N_ELEMENTS(presets) ? " and " : ", ";
        g_string_append_printf(names, "%s%s", between, presets[i].name);
    }
    return g_string_free(names, FALSE);
}

/* What is being put together. */
typedef struct {
    const PrintWish *wish;
    PrintSettings *settings;
    const char *file;
    Report *report;
    bool is_asked; /* the preset: for this run, not by the editor's key */
    bool is_wrong;
} Settling;

/* Where the key is written, if it is. */
static Place place_of(const Settling *settling, PrintKey key) {
    const PrintKeyPlace *place = &settling->wish->places[key];
    return place->file != NULL ? place_at(place->file, place->line, place->column)
                               : (Place){.file = settling->file, .detail = "print"};
}

static void find_preset(Settling *settling, const char *asked) {
    const char *name = asked != NULL                    ? asked
                       : settling->wish->preset != NULL ? settling->wish->preset
                                                        : presets[0].name;
    settling->settings->preset = print_preset_find(name);
    if (settling->settings->preset == NULL) {
        g_autofree char *names = print_preset_names();
        g_autofree char *hint = g_strdup_printf("there is %s", names);
        Place place =
            asked != NULL ? place_file(settling->file) : place_of(settling, PRINT_KEY_PRESET);
        report_add(settling->report, DIAGNOSTIC_PRINT_PRESET_UNKNOWN, place, hint, name, NULL);
        settling->is_wrong = true;
    }
}

/* A key that the preset cannot have. `what` is what the preset asks for instead. */
static void contradict(Settling *settling, PrintKey key, const char *value, const char *what) {
    static const char *const names[] = {[PRINT_KEY_TRIM] = "trim",
                                        [PRINT_KEY_BLEED] = "bleed",
                                        [PRINT_KEY_MARKS] = "marks",
                                        [PRINT_KEY_PAGES] = "pages"};
    const PrintPreset *preset = settling->settings->preset;
    g_autofree char *hint = g_strdup_printf(
        "take `%s:` out, or choose another %s; %s is %s", names[key],
        settling->is_asked ? "`--preset`" : "`preset:`", preset->name, preset->what);
    report_add(settling->report, DIAGNOSTIC_PRINT_KEY_CONTRADICTS, place_of(settling, key), hint,
               names[key], value, preset->name, what, NULL);
    settling->is_wrong = true;
}

/* "3 mm", "3.2 mm": the same in every locale. */
static char *say_mm(double length_mm) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup_printf("%s mm", g_ascii_formatd(number, sizeof number, "%.4g", length_mm));
}

static double mm_of(Mpt length_mpt) {
    return (double)length_mpt * 25.4 / MPT_PER_INCH;
}

static void settle_bleed(Settling *settling) {
    const PrintPreset *preset = settling->settings->preset;
    settling->settings->bleed_mpt = preset->bleed_mpt;
    if (!settling->wish->has_bleed) {
        return;
    }
    Mpt asked_mpt = mpt_from_mm(settling->wish->bleed_mm);
    bool is_bound = preset->bleed_mpt >= 0 && !(preset->may_go_without_bleed && asked_mpt == 0);
    /* 3.2 mm is how people write 0.125 in. */
    if (is_bound && abs(asked_mpt - preset->bleed_mpt) > mpt_from_mm(NEAR_MICROMETRES / 1000.0)) {
        g_autofree char *asked = say_mm(settling->wish->bleed_mm);
        g_autofree char *wanted = say_mm(mm_of(preset->bleed_mpt));
        g_autofree char *what =
            preset->bleed_mpt == 0
                ? g_strdup("no bleed")
                : g_strdup_printf("%s of bleed%s", wanted,
                                  preset->may_go_without_bleed ? " or none" : "");
        contradict(settling, PRINT_KEY_BLEED, asked, what);
        return;
    }
    settling->settings->bleed_mpt = is_bound ? preset->bleed_mpt : asked_mpt;
}

static void settle_marks(Settling *settling) {
    bool may = settling->settings->preset->may_have_marks;
    settling->settings->has_marks_key = settling->wish->has_marks || !may;
    settling->settings->has_marks = settling->wish->has_marks && settling->wish->marks;
    if (settling->settings->has_marks && !may) {
        contradict(settling, PRINT_KEY_MARKS, "true", "pages without marks");
    }
}

/* A micrometre or so is what comes of inches written as millimetres. */
static bool is_within(Mpt length_mpt, Mpt least_mpt, Mpt most_mpt) {
    Mpt near_mpt = mpt_from_mm(NEAR_MICROMETRES / 1000.0);
    return length_mpt + near_mpt >= least_mpt &&
           (most_mpt == 0 || length_mpt - near_mpt <= most_mpt);
}

static char *say_size(Mpt width_mpt, Mpt height_mpt) {
    g_autofree char *width = say_mm(mm_of(width_mpt));
    g_autofree char *height = say_mm(mm_of(height_mpt));
    *strchr(width, ' ') = '\0';
    return g_strdup_printf("%s × %s", width, height);
}

char *print_preset_other_trims(const PrintPreset *preset, Mpt width_mpt, Mpt height_mpt) {
    const Mpt *least = preset->least_trim_mpt, *most = preset->most_trim_mpt;
    if (is_within(width_mpt, least[0], most[0]) && is_within(height_mpt, least[1], most[1])) {
        return NULL;
    }
    g_autofree char *smallest = say_size(least[0], least[1]);
    g_autofree char *largest = say_size(most[0], most[1]);
    return g_strdup_printf("%s to %s", smallest, largest);
}

static void settle_trim(Settling *settling) {
    PrintSettings *settings = settling->settings;
    settings->trim_width_mpt = mpt_from_mm(settling->wish->trim_width_mm);
    settings->trim_height_mpt = mpt_from_mm(settling->wish->trim_height_mm);
    if (settings->trim_width_mpt == 0) {
        return;
    }
    g_autofree char *others = print_preset_other_trims(settings->preset, settings->trim_width_mpt,
                                                       settings->trim_height_mpt);
    if (others != NULL) {
        g_autofree char *asked = say_size(settings->trim_width_mpt, settings->trim_height_mpt);
        g_autofree char *what = g_strdup_printf("pages of %s", others);
        contradict(settling, PRINT_KEY_TRIM, asked, what);
    }
}

Mpt print_settings_safety(const PrintSettings *settings) {
    const PrintPreset *preset = settings->preset;
    return settings->bleed_mpt == 0 ? preset->unbled_safety_mpt : preset->safety_mpt;
}

static void settle_pages(Settling *settling) {
    const PrintPreset *preset = settling->settings->preset;
    unsigned pages = settling->wish->pages;
    settling->settings->pages = pages;
    g_autofree char *what = NULL;
    if (pages == 0) {
        return;
    }
    if (preset->least_pages > 0 && pages < preset->least_pages) {
        what = g_strdup_printf("%u pages or more", preset->least_pages);
    } else if (preset->most_pages > 0 && pages > preset->most_pages) {
        what = g_strdup_printf("%u pages at most", preset->most_pages);
    } else if (preset->page_multiple > 1 && pages % preset->page_multiple != 0) {
        what = g_strdup_printf("a number of pages that %u divides", preset->page_multiple);
    }
    if (what != NULL) {
        g_autofree char *asked = g_strdup_printf("%u", pages);
        contradict(settling, PRINT_KEY_PAGES, asked, what);
    }
}

/* The output intent */

static GBytes *read_shipped_profile(void) {
    g_auto(GStrv) places = program_places("share/icc", "icc");
    for (size_t i = 0; places[i] != NULL; i++) {
        g_autofree char *path = g_build_filename(places[i], "fogra39.icc", NULL);
        char *bytes = NULL;
        gsize length = 0;
        if (g_file_get_contents(path, &bytes, &length, NULL)) {
            return g_bytes_new_take(bytes, length);
        }
    }
    return NULL;
}

static void refuse_profile(Settling *settling, const char *name, const char *why,
                           const char *hint) {
    report_add(settling->report, DIAGNOSTIC_PRINT_PROFILE_UNUSABLE,
               place_of(settling, PRINT_KEY_OUTPUT_INTENT), hint, name, why, NULL);
    settling->is_wrong = true;
}

static void take_editors_profile(Settling *settling, Root *root) {
    const char *name = settling->wish->output_intent;
    g_autoptr(GBytes) profile =
        root != NULL ? root_read(root, name, LIMIT_PROFILE_BYTES, NULL) : NULL;
    const char *fault =
        profile != NULL ? output_profile_fault(profile, settling->settings->preset->colour) : NULL;
    if (profile == NULL) {
        refuse_profile(settling, name, "there is no such file",
                       "put the profile that the print shop names (a file in .icc) beside the file "
                       "that names it, or take `output_intent:` out");
    } else if (fault != NULL) {
        refuse_profile(settling, name, fault,
                       "ask the print shop for the ICC profile of its press and paper, or take "
                       "`output_intent:` out");
    } else {
        settling->settings->output_condition = output_profile_name(profile, name);
        settling->settings->output_intent = g_steal_pointer(&profile);
    }
}

static void settle_profile(Settling *settling, Root *root) {
    if (settling->wish->output_intent != NULL) {
        Root *said_in = settling->wish->output_intent_root;
        take_editors_profile(settling, said_in != NULL ? said_in : root);
        return;
    }
    settling->settings->output_intent = read_shipped_profile();
    settling->settings->output_condition = g_strdup("FOGRA39");
    settling->settings->is_registered_condition = true;
    if (settling->settings->output_intent == NULL) {
        refuse_profile(settling, "fogra39.icc", "it is not where Galley keeps it",
                       "install Galley again: its share directory is not whole");
    }
}

PrintSettings *print_settings_new(const PrintWish *wish, const char *preset_asked, Root *root,
                                  const char *file, Report *report) {
    g_autoptr(PrintSettings) settings = g_new0(PrintSettings, 1);
    Settling settling = {wish, settings, file, report, preset_asked != NULL, false};
    find_preset(&settling, preset_asked);
    if (settling.is_wrong) {
        return NULL;
    }
    settings->paper_mpt = mpt_from_mm(wish->paper_mm);
    settle_trim(&settling);
    settle_bleed(&settling);
    settle_marks(&settling);
    settle_pages(&settling);
    settle_profile(&settling, root);
    return settling.is_wrong ? NULL : g_steal_pointer(&settings);
}

void print_settings_free(PrintSettings *settings) {
    if (settings == NULL) {
        return;
    }
    g_clear_pointer(&settings->output_intent, g_bytes_unref);
    g_free(settings->output_condition);
    g_free(settings);
}
