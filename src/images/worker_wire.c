/* Messages between galley and its pictures' worker: framing and the serialised parameters. Both
 * ends are one build on one machine, so numbers go in the machine's byte order. */
#include "images/worker_wire.h"

#include "base/limits.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

enum { WIRE_MAGIC = 0x47494D31, PRINT_NUMBERS_BYTES = 64 };
#define PRINT_FORM "(uuubuuay)"

typedef struct {
    uint32_t magic;
    uint32_t kind;
    uint32_t parameters_bytes;
    uint32_t picture_bytes;
} WireHeader;

/* What may come with each kind. */
static const struct {
    const char *type;
    uint32_t most_picture_bytes;
    uint32_t most_parameters_bytes;
} kinds[] = {
    [WIRE_RENDER] = {"(uuuub)", LIMIT_PICTURE_BYTES, LIMIT_WORKER_WORDS_BYTES},
    [WIRE_COVER] = {"(amsbas)", LIMIT_PICTURE_BYTES, LIMIT_WORKER_WORDS_BYTES},
    [WIRE_PRINT] = {PRINT_FORM, LIMIT_PICTURE_BYTES, LIMIT_PROFILE_BYTES + PRINT_NUMBERS_BYTES},
    [WIRE_RENDITION] = {"(uuu)", LIMIT_WORKER_ANSWER_BYTES, LIMIT_WORKER_WORDS_BYTES},
    [WIRE_REFUSAL] = {"(s)", 0, LIMIT_WORKER_WORDS_BYTES},
};

void wire_message_clear(WireMessage *message) {
    g_clear_pointer(&message->parameters, g_variant_unref);
    g_clear_pointer(&message->picture, g_bytes_unref);
}

/* Waits until the socket can be written or read. */
static WireOutcome wait_for(int socket, short events, int64_t deadline_us) {
    for (;;) {
        int timeout_ms = -1;
        if (deadline_us != WIRE_NO_DEADLINE) {
            int64_t left_us = deadline_us - g_get_monotonic_time();
            if (left_us <= 0) {
                return WIRE_LATE;
            }
            timeout_ms = (int)(left_us / 1000 + 1);
        }
        struct pollfd waited = {.fd = socket, .events = events};
        int count = poll(&waited, 1, timeout_ms);
        if (count > 0) {
            return WIRE_OK;
        }
        if (count < 0 && errno != EINTR) {
            return WIRE_CLOSED;
        }
    }
}

/* Did a call that came back with nothing only ask for patience? */
static bool may_go_on(void) {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static WireOutcome send_all(int socket, const void *bytes, size_t length, int64_t deadline_us) {
    const char *at = bytes;
    while (length > 0) {
        WireOutcome outcome = wait_for(socket, POLLOUT, deadline_us);
        if (outcome != WIRE_OK) {
            return outcome;
        }
        ssize_t sent = send(socket, at, length, MSG_NOSIGNAL);
        if (sent < 0 && !may_go_on()) {
            return WIRE_CLOSED;
        }
        at += MAX(sent, 0);
        length -= (size_t)MAX(sent, 0);
    }
    return WIRE_OK;
}

static WireOutcome receive_all(int socket, void *bytes, size_t length, int64_t deadline_us) {
    char *at = bytes;
    while (length > 0) {
        WireOutcome outcome = wait_for(socket, POLLIN, deadline_us);
        if (outcome != WIRE_OK) {
            return outcome;
        }
        ssize_t received = recv(socket, at, length, 0);
        if (received == 0 || (received < 0 && !may_go_on())) {
            return WIRE_CLOSED;
        }
        at += MAX(received, 0);
        length -= (size_t)MAX(received, 0);
    }
    return WIRE_OK;
}

WireOutcome wire_send(int socket, const WireMessage *message, int64_t deadline_us) {
    gsize picture_bytes = 0;
    const void *picture =
        message->picture != NULL ? g_bytes_get_data(message->picture, &picture_bytes) : NULL;
    gsize parameters_bytes = g_variant_get_size(message->parameters);
    if (picture_bytes > kinds[message->kind].most_picture_bytes ||
        parameters_bytes > kinds[message->kind].most_parameters_bytes) {
        return WIRE_SPOILT;
    }
    WireHeader header = {WIRE_MAGIC, message->kind, (uint32_t)parameters_bytes,
                         (uint32_t)picture_bytes};
    WireOutcome outcome = send_all(socket, &header, sizeof header, deadline_us);
    if (outcome == WIRE_OK) {
        outcome = send_all(socket, g_variant_get_data(message->parameters), parameters_bytes,
                           deadline_us);
    }
    return outcome == WIRE_OK ? send_all(socket, picture, picture_bytes, deadline_us) : outcome;
}

/* `length` bytes from the socket; *bytes is NULL unless all came. */
static WireOutcome receive_bytes(int socket, size_t length, int64_t deadline_us, GBytes **bytes) {
    void *block = g_try_malloc(MAX(length, 1));
    if (block == NULL) {
        return WIRE_SPOILT;
    }
    WireOutcome outcome = receive_all(socket, block, length, deadline_us);
    if (outcome != WIRE_OK) {
        g_free(block);
        return outcome;
    }
    *bytes = g_bytes_new_take(block, length);
    return WIRE_OK;
}

static bool is_sound(const WireHeader *header) {
    return header->magic == WIRE_MAGIC && header->kind > 0 && header->kind < G_N_ELEMENTS(kinds) &&
           header->parameters_bytes <= kinds[header->kind].most_parameters_bytes &&
           header->picture_bytes <= kinds[header->kind].most_picture_bytes;
}

WireOutcome wire_receive(int socket, WireMessage *message, int64_t deadline_us) {
    *message = (WireMessage){0};
    WireHeader header;
    WireOutcome outcome = receive_all(socket, &header, sizeof header, deadline_us);
    if (outcome != WIRE_OK || !is_sound(&header)) {
        return outcome != WIRE_OK ? outcome : WIRE_SPOILT;
    }
    g_autoptr(GBytes) parameters = NULL;
    outcome = receive_bytes(socket, header.parameters_bytes, deadline_us, &parameters);
    if (outcome == WIRE_OK) {
        outcome = receive_bytes(socket, header.picture_bytes, deadline_us, &message->picture);
    }
    if (outcome != WIRE_OK) {
        return outcome;
    }
    message->kind = (WireKind)header.kind;
    message->parameters = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(kinds[header.kind].type), parameters, FALSE));
    if (!g_variant_is_normal_form(message->parameters)) {
        wire_message_clear(message);
        return WIRE_SPOILT;
    }
    return WIRE_OK;
}

GVariant *wire_pack_print(PictureType type, const PrintRecipe *recipe) {
    g_autoptr(GBytes) none = g_bytes_new(NULL, 0);
    GVariant *profile = g_variant_new_from_bytes(
        G_VARIANT_TYPE_BYTESTRING, recipe->profile != NULL ? recipe->profile : none, TRUE);
    return g_variant_new("(uuubuu@ay)", type, recipe->place_width_px, recipe->place_height_px,
                         (gboolean)recipe->covers, recipe->inks, recipe->most_ink_percent, profile);
}

PictureType wire_unpack_print(GVariant *parameters, PrintRecipe *recipe) {
    unsigned type = 0, inks = 0;
    gboolean covers = FALSE;
    g_autoptr(GVariant) profile = NULL;
    g_variant_get(parameters, "(uuubuu@ay)", &type, &recipe->place_width_px,
                  &recipe->place_height_px, &covers, &inks, &recipe->most_ink_percent, &profile);
    recipe->covers = covers;
    recipe->inks = (PrintInks)inks;
    recipe->profile = g_variant_get_size(profile) > 0 ? g_variant_get_data_as_bytes(profile) : NULL;
    return (PictureType)type;
}

/* The plan's texts, in the order in which they travel. */
static const size_t texts[] = {
    offsetof(CoverPlan, lang),          offsetof(CoverPlan, nameplate),
    offsetof(CoverPlan, title),         offsetof(CoverPlan, number),
    offsetof(CoverPlan, date),          offsetof(CoverPlan, draft),
    offsetof(CoverPlan, paper),         offsetof(CoverPlan, ink),
    offsetof(CoverPlan, accent),        offsetof(CoverPlan, nameplate_face),
    offsetof(CoverPlan, headline_face), offsetof(CoverPlan, text_face),
    offsetof(CoverPlan, layout),
};

GVariant *wire_pack_plan(const CoverPlan *plan) {
    GVariantBuilder words;
    g_variant_builder_init(&words, G_VARIANT_TYPE("ams"));
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char *const *text = (char *const *)((const char *)plan + texts[i]);
        g_variant_builder_add(&words, "ms", *text);
    }
    GVariantBuilder headlines;
    g_variant_builder_init(&headlines, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < plan->headlines->len; i++) {
        g_variant_builder_add(&headlines, "s", plan->headlines->pdata[i]);
    }
    return g_variant_new("(amsbas)", &words, plan->is_rtl, &headlines);
}

CoverPlan *wire_unpack_plan(GVariant *parameters, GBytes *picture) {
    CoverPlan *plan = cover_plan_new();
    g_autoptr(GVariantIter) words = NULL;
    g_autoptr(GVariantIter) headlines = NULL;
    gboolean is_rtl = FALSE;
    g_variant_get(parameters, "(amsbas)", &words, &is_rtl, &headlines);
    plan->is_rtl = is_rtl;
    gsize count = MIN(g_variant_iter_n_children(words), G_N_ELEMENTS(texts));
    for (gsize i = 0; i < count; i++) {
        g_variant_iter_next(words, "ms", (char **)((char *)plan + texts[i]));
    }
    if (plan->nameplate == NULL) {
        plan->nameplate = g_strdup("");
    }
    char *headline = NULL;
    while (g_variant_iter_next(headlines, "s", &headline)) {
        g_ptr_array_add(plan->headlines, headline);
    }
    bool has_picture = picture != NULL && g_bytes_get_size(picture) > 0;
    plan->picture = has_picture ? g_bytes_ref(picture) : NULL;
    return plan;
}
