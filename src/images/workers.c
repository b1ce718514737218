/* The pictures' workers from galley's side: a pool of seats, each with a process while it lives;
 * one request at a time; what a worker answers is believed only after a look at it. */
#include "images/workers.h"

#include "base/jobs.h"
#include "base/limits.h"
#include "base/text.h"
#include "images/picture.h"
#include "images/worker_process.h"
#include "images/worker_wire.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>

enum { MOST_WHY_CHARACTERS = 200, PATIENCE_MS = 1000, MICROSECONDS = 1000000 };

/* The place of one worker. */
typedef struct {
    WorkerProcess *process; /* NULL: not started, or ended */
} Seat;

struct PictureWorkers {
    Pool *seats;
    _Atomic(char *) signature; /* NULL until it is known */
};

static void *seat_make(void) {
    return g_new0(Seat, 1);
}

static int seat_empty(Seat *seat, int patience_ms) {
    WorkerProcess *process = g_steal_pointer(&seat->process);
    return process != NULL ? worker_process_end(process, patience_ms) : 0;
}

static void seat_free(void *data) {
    seat_empty(data, 0);
    g_free(data);
}

PictureWorkers *picture_workers_new(unsigned most) {
    PictureWorkers *workers = g_new0(PictureWorkers, 1);
    workers->seats = pool_new_bounded(most, seat_make, seat_free);
    return workers;
}

void picture_workers_free(PictureWorkers *workers) {
    if (workers == NULL) {
        return;
    }
    pool_free(workers->seats);
    g_free(atomic_load(&workers->signature));
    g_free(workers);
}

Recipe recipe_for_book(void) {
    return (Recipe){.most_side_px = 1600, .most_pixels = 5600000, .quality = 82};
}

Recipe recipe_to_post(void) {
    Recipe recipe = recipe_for_book();
    recipe.is_jpeg = true;
    return recipe;
}

static const char *reason(WireOutcome outcome, int died_of) {
    if (outcome == WIRE_LATE || died_of == SIGXCPU) {
        return "it takes too long to decode";
    }
    if (outcome == WIRE_SPOILT) {
        return "no sound picture came of it";
    }
    return died_of == SIGKILL ? "the program that was decoding it was killed"
                              : "the decoder crashes over it";
}

/* One try. False: the seat is empty; `died_of` is what ended its process, if that was a signal. */
static bool try_exchange(Seat *seat, const WireMessage *request, WireMessage *answer, int *died_of,
                         char **why) {
    *died_of = 0;
    if (seat->process != NULL && worker_process_is_spent(seat->process)) {
        seat_empty(seat, 0);
    }
    if (seat->process == NULL) {
        seat->process = worker_process_start(why);
    }
    if (seat->process == NULL) {
        return false;
    }
    int64_t deadline_us = g_get_monotonic_time() + (int64_t)LIMIT_WORKER_SECONDS * MICROSECONDS;
    WireOutcome outcome = wire_send(seat->process->socket, request, deadline_us);
    if (outcome == WIRE_OK) {
        outcome = wire_receive(seat->process->socket, answer, deadline_us);
    }
    if (outcome == WIRE_OK) {
        return true;
    }
    *died_of = seat_empty(seat, outcome == WIRE_CLOSED ? PATIENCE_MS : 0);
    *why = g_strdup(reason(outcome, *died_of));
    return false;
}

/* A worker that was killed from outside (by a system short of memory, say) is no fault of the
 * picture: it gets a second one. */
static bool exchange(Seat *seat, const WireMessage *request, WireMessage *answer, char **why) {
    int died_of = 0;
    if (try_exchange(seat, request, answer, &died_of, why)) {
        return true;
    }
    if (died_of != SIGKILL) {
        return false;
    }
    g_clear_pointer(why, g_free);
    return try_exchange(seat, request, answer, &died_of, why);
}

typedef bool (*AnswerJudge)(const WireMessage *answer, unsigned type, unsigned width_px,
                            unsigned height_px, Recipe recipe);

/* Is the picture what the answer says, and no larger than it may be? */
static bool is_what_it_says(const WireMessage *answer, unsigned type, unsigned width_px,
                            unsigned height_px, Recipe recipe) {
    PictureHeader header;
    const char *why = NULL;
    return (type == PICTURE_JPEG ||
            (!recipe.is_jpeg && (type == PICTURE_PNG || type == PICTURE_GIF))) &&
           picture_read_header_bytes(answer->picture, &header, &why) && header.type == type &&
           header.width_px == width_px && header.height_px == height_px &&
           header.orientation == 1 && MAX(width_px, height_px) <= recipe.most_side_px &&
           (uint64_t)width_px * height_px <= recipe.most_pixels;
}

/* The same of a picture for print; print/picture.c looks closer. */
static bool is_for_print(const WireMessage *answer, unsigned type, unsigned width_px,
                         unsigned height_px, Recipe recipe) {
    PictureHeader header;
    const char *why = NULL;
    return (type == PICTURE_JPEG || type == PICTURE_PNG) &&
           picture_read_header_bytes(answer->picture, &header, &why) && header.type == type &&
           header.width_px == width_px && header.height_px == height_px &&
           header.orientation == 1 && (uint64_t)width_px * height_px <= recipe.most_pixels;
}

static Rendition *take_rendition(const WireMessage *answer, AnswerJudge judge, Recipe recipe,
                                 char **why) {
    unsigned type = 0, width_px = 0, height_px = 0;
    if (answer->kind == WIRE_RENDITION) {
        g_variant_get(answer->parameters, "(uuu)", &type, &width_px, &height_px);
    }
    if (answer->kind == WIRE_REFUSAL) {
        const char *refusal = NULL;
        g_variant_get(answer->parameters, "(&s)", &refusal);
        *why = text_harmless(refusal, MOST_WHY_CHARACTERS);
    } else if (answer->kind == WIRE_RENDITION && judge(answer, type, width_px, height_px, recipe)) {
        return rendition_new(answer->picture, (PictureType)type, width_px, height_px);
    } else {
        *why = g_strdup(reason(WIRE_SPOILT, 0));
    }
    return NULL;
}

/* A worker that gave an unsound answer is not asked again. */
static Rendition *ask_for_rendition(PictureWorkers *workers, const WireMessage *request,
                                    AnswerJudge judge, Recipe recipe, bool *is_final, char **why) {
    Seat *seat = pool_take(workers->seats);
    g_auto(WireMessage) answer = {0};
    Rendition *rendition = NULL;
    if (exchange(seat, request, &answer, why)) {
        rendition = take_rendition(&answer, judge, recipe, why);
        *is_final = answer.kind == WIRE_REFUSAL;
        if (rendition == NULL && answer.kind != WIRE_REFUSAL) {
            seat_empty(seat, 0);
        }
    }
    pool_give(workers->seats, seat);
    return rendition;
}

static bool is_too_large(GBytes *picture, char **why) {
    if (g_bytes_get_size(picture) <= LIMIT_PICTURE_BYTES) {
        return false;
    }
    *why = g_strdup_printf("the file is larger than %d MB", LIMIT_PICTURE_BYTES >> 20);
    return true;
}

Rendition *picture_workers_render(PictureWorkers *workers, GBytes *picture, PictureType type,
                                  Recipe recipe, bool *is_final, char **why) {
    *is_final = false;
    if (is_too_large(picture, why)) {
        return NULL;
    }
    g_auto(WireMessage) request = {.kind = WIRE_RENDER, .picture = g_bytes_ref(picture)};
    request.parameters =
        g_variant_ref_sink(g_variant_new("(uuuub)", type, recipe.most_side_px, recipe.most_pixels,
                                         recipe.quality, (gboolean)recipe.is_jpeg));
    return ask_for_rendition(workers, &request, is_what_it_says, recipe, is_final, why);
}

Rendition *picture_workers_render_print(PictureWorkers *workers, GBytes *picture, PictureType type,
                                        const PrintRecipe *recipe, bool *is_final, char **why) {
    *is_final = false;
    if (is_too_large(picture, why)) {
        return NULL;
    }
    static const Recipe bounds = {.most_pixels = LIMIT_PRINT_MEGAPIXELS * 1000000u};
    g_auto(WireMessage) request = {.kind = WIRE_PRINT, .picture = g_bytes_ref(picture)};
    request.parameters = g_variant_ref_sink(wire_pack_print(type, recipe));
    return ask_for_rendition(workers, &request, is_for_print, bounds, is_final, why);
}

Rendition *picture_workers_draw_cover(PictureWorkers *workers, const CoverPlan *plan,
                                      bool *is_final, char **why) {
    *is_final = false;
    static const Recipe cover = {.most_side_px = COVER_HEIGHT_PX,
                                 .most_pixels = COVER_WIDTH_PX * COVER_HEIGHT_PX};
    g_auto(WireMessage) request = {.kind = WIRE_COVER};
    request.parameters = g_variant_ref_sink(wire_pack_plan(plan));
    request.picture = plan->picture != NULL ? g_bytes_ref(plan->picture) : NULL;
    return ask_for_rendition(workers, &request, is_what_it_says, cover, is_final, why);
}

/* What changes when the worker's program, a library that it uses, or a font is replaced: package
 * managers write the dynamic linker's and fontconfig's caches anew each time. To start a worker and
 * ask it would cost more than a build that finds all its pictures made. */
static char *sign(const char *program) {
    const char *places[] = {program,
                            "/etc/ld.so.cache",
                            "/etc/fonts/conf.d",
                            "/usr/share/fonts",
                            "/usr/local/share/fonts",
                            "/var/cache/fontconfig"};
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        struct stat found = {0};
        int64_t facts[4] = {-1};
        if (stat(places[i], &found) == 0) {
            facts[0] = found.st_size;
            facts[1] = (int64_t)found.st_ino;
            facts[2] = found.st_mtim.tv_sec;
            facts[3] = found.st_mtim.tv_nsec;
        }
        g_checksum_update(checksum, (const guchar *)facts, sizeof facts);
    }
    return g_strdup_printf("galley-images %s %s", GALLEY_VERSION, g_checksum_get_string(checksum));
}

const char *picture_workers_signature(PictureWorkers *workers, char **why) {
    char *known = atomic_load(&workers->signature);
    if (known != NULL) {
        return known;
    }
    g_autofree char *program = worker_program_find(why);
    char *signature = program != NULL ? sign(program) : NULL;
    if (signature == NULL ||
        atomic_compare_exchange_strong(&workers->signature, &known, signature)) {
        return signature;
    }
    g_free(signature); /* another thread came first */
    return known;
}
