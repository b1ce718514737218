/* The worker program galley-images as its callers see it: it decodes pictures and draws covers in a
 * process of its own, so that a decoder that crashes, hangs or swells takes nothing with it.
 * Workers are started when first asked, at most so many at once, serve one request at a time over a
 * socket, and live as long as the PictureWorkers. One that dies, breaks a limit or takes too long
 * is replaced; the request it had is answered with a reason, but for one that was killed from
 * outside: its request is made once more. */
#ifndef GALLEY_IMAGES_WORKERS_H
#define GALLEY_IMAGES_WORKERS_H

#include "model/asset.h"
#include "model/cover_plan.h"

typedef struct PictureWorkers PictureWorkers;
/* `most` 0: one a core. Nothing is started yet. */
PictureWorkers *picture_workers_new(unsigned most);
void picture_workers_free(PictureWorkers *workers); /* NULL is fine; ends the processes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PictureWorkers, picture_workers_free)

/* What a rendition may be: no larger than this, its shape kept, never enlarged. */
typedef struct {
    unsigned most_side_px;
    unsigned most_pixels;
    unsigned quality; /* of a JPEG, 1 ... 100 */
    bool is_jpeg;     /* whatever it was: one frame, and on white where it was seen through */
} Recipe;

/* The e-book's: 1600 px, 5.6 megapixels. */
Recipe recipe_for_book(void);
/* To post beside a link: as the e-book's, and a JPEG. */
Recipe recipe_to_post(void);

/* Makes a rendition: orientation applied, sRGB, 8 bit, no metadata. A JPEG stays one, a PNG or GIF
 * stays what it is (an animated GIF too) unless `is_jpeg`; WebP, TIFF, HEIC and AVIF become JPEG,
 * or PNG where they can be seen through, an animated WebP GIF. Of several pages, and of an animated
 * PNG, the first. Waits for a free worker; thread-safe. NULL: `why` (caller frees) is then a phrase
 * for a message
 * ("it unfolds to more than 100 megapixels"), and `is_final` says whether the worker has refused
 * the picture and would again; else it may have been an accident of this run. */
Rendition *picture_workers_render(PictureWorkers *workers, GBytes *picture, PictureType type,
                                  Recipe recipe, bool *is_final, char **why);

/* What a picture becomes for print: as many pixels as its place needs, and never more than it has;
 * a drawing (SVG) has as many as are wanted. */
enum { PRINT_LINE_PPI = 600 /* drawings and line art */, PRINT_TONE_PPI = 300 /* all else */ };
typedef enum { PRINT_INKS_RGB, PRINT_INKS_CMYK, PRINT_INKS_BLACK } PrintInks;
typedef struct {
    unsigned place_width_px, place_height_px; /* where it stands, at PRINT_LINE_PPI */
    bool covers;     /* what does not show is cut off, as much on either side */
    PrintInks inks;  /* of pictures in colours; grey ones have one component whatever is asked */
    GBytes *profile; /* ICC, of a press with four inks, for PRINT_INKS_CMYK; borrowed */
    unsigned most_ink_percent; /* of all four inks together; 0: any */
} PrintRecipe;

/* Makes it: a baseline JPEG of quality 90, or a PNG of 8-bit samples, which is not interlaced and
 * whose four components, if it has four, are CMYK (ink, whatever the PNG calls them; the JPEG's are
 * Adobe's, which are light). The rendition's bytes are parts (images/print_parts.h), the second a
 * grey PNG of the same size. As picture_workers_render has it. */
Rendition *picture_workers_render_print(PictureWorkers *workers, GBytes *picture, PictureType type,
                                        const PrintRecipe *recipe, bool *is_final, char **why);

/* Draws a cover: a JPEG of COVER_WIDTH_PX by COVER_HEIGHT_PX. As above. */
Rendition *picture_workers_draw_cover(PictureWorkers *workers, const CoverPlan *plan,
                                      bool *is_final, char **why);

/* What decides, besides source and recipe, which bytes come out: the worker's program, the
 * libraries and the fonts of the machine. A short text, for keys. Starts no worker and reads no
 * file. NULL with `why` (caller frees) if there is no such program. */
const char *picture_workers_signature(PictureWorkers *workers, char **why);

#endif
