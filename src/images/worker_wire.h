/* What galley and its pictures' worker say to each other over a socket: a header of fixed size,
 * then parameters (a serialised GVariant), then a picture's bytes. Neither side trusts the other:
 * sizes are held to limits before anything is allocated, and parameters are taken in normal form
 * only. */
#ifndef GALLEY_IMAGES_WORKER_WIRE_H
#define GALLEY_IMAGES_WORKER_WIRE_H

#include "images/workers.h"

typedef enum {
    WIRE_RENDER = 1, /* (uuuub): type, most side, most pixels, quality, JPEG; picture */
    WIRE_COVER,      /* the plan's words; and its picture, if there is one */
    WIRE_RENDITION,  /* answer (uuu): type, width, height; and the picture */
    WIRE_REFUSAL,    /* answer (s): why */
    WIRE_PRINT,      /* (uuubuuay): type, the place's width and height, covers, inks, most ink,
                        profile; picture */
} WireKind;

typedef struct {
    WireKind kind;
    GVariant *parameters; /* owned */
    GBytes *picture;      /* owned; NULL or empty: none */
} WireMessage;
void wire_message_clear(WireMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WireMessage, wire_message_clear)

typedef enum {
    WIRE_OK,
    WIRE_CLOSED, /* the other side is gone, or the socket broke */
    WIRE_LATE,   /* the deadline passed */
    WIRE_SPOILT, /* what came is no message */
} WireOutcome;

/* A moment of g_get_monotonic_time(); WIRE_NO_DEADLINE: as long as it takes. */
#define WIRE_NO_DEADLINE INT64_MAX

/* Neither raises SIGPIPE. A socket that does not block keeps its deadline. */
WireOutcome wire_send(int socket, const WireMessage *message, int64_t deadline_us);
/* On WIRE_OK the caller clears `message`; else there is nothing in it. */
WireOutcome wire_receive(int socket, WireMessage *message, int64_t deadline_us);

/* Of a picture for print. */
GVariant *wire_pack_print(PictureType type, const PrintRecipe *recipe); /* floating */
/* The recipe's profile is a reference of its own; NULL: none. */
PictureType wire_unpack_print(GVariant *parameters, PrintRecipe *recipe);

/* A cover's plan, but for its picture. */
GVariant *wire_pack_plan(const CoverPlan *plan); /* floating */
/* `picture` (may be NULL) gets a reference. */
CoverPlan *wire_unpack_plan(GVariant *parameters, GBytes *picture);

#endif
