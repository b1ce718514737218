/* The ladder of recipes by which a book's pictures get smaller. A picture is stored in a book as it
 * is, so what a book will weigh is known from what it weighs with other pictures, and it is written
 * again only once, as a rule. */
#include "commands/fit_book.h"

#include "commands/closing.h"
#include "images/picture.h"

#include <sys/stat.h>
#include <unistd.h>

/* From the most to the least; the first that fits is taken. None is smaller than a picture must be
 * to fill the line (xhtml/pictures.c). */
static const Recipe ladder[] = {
    {.most_side_px = 1400, .most_pixels = 1400 * 1400, .quality = 80},
    {.most_side_px = 1200, .most_pixels = 1200 * 1200, .quality = 78},
    {.most_side_px = 1024, .most_pixels = 1024 * 1024, .quality = 75},
    {.most_side_px = 800, .most_pixels = 800 * 800, .quality = 70},
    {.most_side_px = 640, .most_pixels = 640 * 640, .quality = 65},
    {.most_side_px = 480, .most_pixels = 480 * 480, .quality = 60},
};
enum { STEPS = G_N_ELEMENTS(ladder) };

typedef struct {
    const Issue *issue;
    const PageMap *page_map;
    Renditions *renditions;
    const Format *format;
    int descriptor;
    Jobs *jobs;
    Report *report;
    uint64_t whole_bytes;    /* of the book with the pictures as they are */
    uint64_t *weight_bytes;  /* of each of its pictures */
    Rendition **made[STEPS]; /* one a picture; NULL: it stays as it is. NULL: not made yet */
    size_t step;             /* that is being made */
} Fitting;

static guint count_pictures(const Fitting *fitting) {
    return fitting->issue->used_assets->len;
}

static Asset *picture_at(const Fitting *fitting, size_t index) {
    return fitting->issue->used_assets->pdata[index];
}

/* What a picture takes up in the book. On any thread. */
static void weigh_one(size_t index, void *context) {
    const Fitting *fitting = context;
    const Asset *asset = picture_at(fitting, index);
    if (asset->rendition != NULL) {
        fitting->weight_bytes[index] = g_bytes_get_size(asset->rendition->bytes);
        return;
    }
    g_autoptr(GBytes) source = asset_read(asset, NULL);
    g_autoptr(GBytes) bytes = source != NULL ? picture_strip_metadata(asset->type, source) : NULL;
    fitting->weight_bytes[index] = bytes != NULL ? g_bytes_get_size(bytes) : 0;
}

/* On any thread. What would not be lighter is not taken. */
static void render_one(size_t index, void *context) {
    const Fitting *fitting = context;
    const Asset *asset = picture_at(fitting, index);
    Recipe recipe = ladder[fitting->step];
    if (!rendition_is_needed(asset, recipe)) {
        return;
    }
    g_autofree char *why = NULL;
    Rendition *made = renditions_get(fitting->renditions, asset, recipe, &why);
    if (made != NULL && g_bytes_get_size(made->bytes) >= fitting->weight_bytes[index]) {
        g_clear_pointer(&made, rendition_free);
    }
    fitting->made[fitting->step][index] = made;
}

static uint64_t foretell(Fitting *fitting, size_t step) {
    guint count = count_pictures(fitting);
    if (fitting->made[step] == NULL) {
        fitting->made[step] = g_new0(Rendition *, count);
        fitting->step = step;
        jobs_parallel_for(fitting->jobs, count, render_one, fitting);
    }
    uint64_t bytes = fitting->whole_bytes;
    for (guint i = 0; i < count; i++) {
        const Rendition *made = fitting->made[step][i];
        bytes -= made != NULL ? fitting->weight_bytes[i] - g_bytes_get_size(made->bytes) : 0;
    }
    return bytes;
}

/* The first step, not before `from`, with which the book should fit; STEPS: there is none. */
static size_t find_step(Fitting *fitting, size_t from, uint64_t most_bytes) {
    size_t least = from, most = STEPS;
    while (least < most) {
        size_t middle = least + (most - least) / 2;
        if (foretell(fitting, middle) <= most_bytes) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    return least;
}

static bool write_once(const Fitting *fitting, uint64_t *size_bytes, GError **error) {
    if (ftruncate(fitting->descriptor, 0) != 0 || lseek(fitting->descriptor, 0, SEEK_SET) != 0) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM,
                            "the book's file cannot be written again");
        return false;
    }
    if (!fitting->format->write(fitting->issue, fitting->page_map, fitting->descriptor,
                                fitting->jobs, error)) {
        return false;
    }
    struct stat status;
    *size_bytes = fstat(fitting->descriptor, &status) == 0 ? (uint64_t)status.st_size : 0;
    return true;
}

/* Writes the book with the step's pictures in the places of the issue's own, which come back. */
static bool write_step(const Fitting *fitting, size_t step, uint64_t *size_bytes, GError **error) {
    guint count = count_pictures(fitting);
    g_autofree Rendition **own = g_new0(Rendition *, count);
    for (guint i = 0; i < count; i++) {
        Asset *asset = picture_at(fitting, i);
        own[i] = asset->rendition;
        if (fitting->made[step][i] != NULL) {
            asset->rendition = fitting->made[step][i];
        }
    }
    bool is_written = write_once(fitting, size_bytes, error);
    for (guint i = 0; i < count; i++) {
        picture_at(fitting, i)->rendition = own[i];
    }
    return is_written;
}

static Place place_of(const Fitting *fitting) {
    return (Place){.file = fitting->issue->display_path, .detail = "max_size"};
}

static void say_resampled(const Fitting *fitting, size_t step) {
    g_autofree char *most = closing_size(fitting->issue->settings.max_size_bytes);
    g_autofree char *side = g_strdup_printf("%u", ladder[step].most_side_px);
    report_add(fitting->report, DIAGNOSTIC_PICTURES_RESAMPLED, place_of(fitting), NULL, most, side,
               NULL);
}

static void say_too_large(const Fitting *fitting, bool has_tried) {
    g_autofree char *size = closing_size(fitting->whole_bytes);
    g_autofree char *most = closing_size(fitting->issue->settings.max_size_bytes);
    g_autofree char *hint = NULL;
    if (has_tried) {
        hint = g_strdup_printf("it would not fit even with its pictures at %u px; `galley show` "
                               "lists what weighs how much",
                               ladder[STEPS - 1].most_side_px);
    }
    report_add(fitting->report, DIAGNOSTIC_BOOK_TOO_LARGE, place_of(fitting), hint, size, most,
               NULL);
}

static void free_steps(Fitting *fitting) {
    for (size_t step = 0; step < STEPS; step++) {
        for (guint i = 0; fitting->made[step] != NULL && i < count_pictures(fitting); i++) {
            rendition_free(fitting->made[step][i]);
        }
        g_free(fitting->made[step]);
    }
    g_free(fitting->weight_bytes);
}

/* The book is there, whole, and too large. */
static bool make_fit(Fitting *fitting, uint64_t *size_bytes, GError **error) {
    uint64_t most_bytes = fitting->issue->settings.max_size_bytes;
    fitting->weight_bytes = g_new0(uint64_t, count_pictures(fitting));
    jobs_parallel_for(fitting->jobs, count_pictures(fitting), weigh_one, fitting);
    for (size_t step = find_step(fitting, 0, most_bytes); step < STEPS;
         step = find_step(fitting, step + 1, most_bytes)) {
        if (!write_step(fitting, step, size_bytes, error)) {
            return false;
        }
        if (*size_bytes <= most_bytes) {
            say_resampled(fitting, step);
            return true;
        }
    }
    say_too_large(fitting, true);
    return *size_bytes == fitting->whole_bytes || write_once(fitting, size_bytes, error);
}

bool fit_book_write(const Issue *issue, const PageMap *page_map, Renditions *renditions,
                    const Format *format, int descriptor, Jobs *jobs, Report *report,
                    uint64_t *size_bytes, GError **error) {
    Fitting fitting = {.issue = issue,
                       .page_map = page_map,
                       .renditions = renditions,
                       .format = format,
                       .descriptor = descriptor,
                       .jobs = jobs,
                       .report = report};
    uint64_t most_bytes = format->beside == NULL ? issue->settings.max_size_bytes : 0;
    if (!write_once(&fitting, size_bytes, error)) {
        return false;
    }
    fitting.whole_bytes = *size_bytes;
    if (most_bytes == 0 || *size_bytes <= most_bytes) {
        return true;
    }
    if (renditions == NULL || count_pictures(&fitting) == 0) {
        say_too_large(&fitting, false);
        return true;
    }
    bool is_written = make_fit(&fitting, size_bytes, error);
    free_steps(&fitting);
    return is_written;
}
