/* Pictures for print: a rendition for the size at which a picture is set, in the colours of the
 * output. */
#ifndef GALLEY_PRINT_PICTURE_H
#define GALLEY_PRINT_PICTURE_H

#include "images/renditions.h"
#include "style/print_style.h"

typedef enum {
    PRINT_COLOUR_SCREEN /* sRGB and grey */,
    PRINT_COLOUR_CMYK,
    PRINT_COLOUR_GREY
} PrintColour;

/* Pixels for a PDF image. */
typedef struct {
    unsigned width_px, height_px;
    unsigned components; /* 1 grey, 3 sRGB, 4 CMYK; grey art is always 1 */
    bool is_jpeg;        /* `bytes` is a baseline JPEG, as DCTDecode takes it; else rows of 8-bit
                            samples, deflated (zlib) with PNG predictors (Predictor 15) */
    bool is_inverted;    /* a CMYK JPEG whose samples are light (Adobe): Decode [1 0 ...] */
    GBytes *bytes;
    GBytes *alpha; /* deflated as above, one component, same size; NULL: opaque */
} PrintPicture;
void print_picture_free(PrintPicture *picture); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintPicture, print_picture_free)

/* The picture for a place of this size: at most 300 ppi of it (grey and colour), line art and SVG
 * 600 ppi; never enlarged. `covers`: only what shows is kept. `profile`: the output intent, for
 * CMYK, with at most so much ink. Thread-safe. NULL: `why` (caller frees). */
PrintPicture *print_picture_get(Renditions *renditions, const Asset *asset, Mpt width_mpt,
                                Mpt height_mpt, bool covers, PrintColour colour, GBytes *profile,
                                unsigned most_ink_percent, char **why);
/* How many pixels an inch it has at that size, as it came, whether it covers its place or is as
 * large as it; 0: any (SVG). */
unsigned print_picture_ppi(const Asset *asset, Mpt width_mpt, Mpt height_mpt);

#endif
