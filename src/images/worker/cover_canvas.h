/* What the parts of the cover's drawing share: the sheet, its colours, boxes of type and of
 * picture. All lengths are pixels of a sheet of COVER_WIDTH_PX by COVER_HEIGHT_PX. Boxes are given
 * as a left-to-right page has them; where the issue runs from right to left they are mirrored here,
 * so that no layout thinks of it. */
#ifndef GALLEY_IMAGES_WORKER_COVER_CANVAS_H
#define GALLEY_IMAGES_WORKER_COVER_CANVAS_H

#include "model/cover_plan.h"

#include <pango/pangocairo.h>
#include <vips/vips.h>

typedef struct {
    double x, y, width, height;
} CoverBox;

typedef struct {
    double red, green, blue; /* sRGB, 0 ... 1 */
} CoverColour;

/* "#rrggbb"; anything else, NULL too: `otherwise`. */
CoverColour cover_colour(const char *text, CoverColour otherwise);
/* WCAG 2.2, contrast ratio: 1 ... 21. */
double cover_contrast(CoverColour one, CoverColour other);
/* Of the two the one that is read more easily on `ground`; black or white where neither reaches
 * 4.5. */
CoverColour cover_legible(CoverColour ground, CoverColour one, CoverColour other);

typedef enum { COVER_FACE_NAMEPLATE, COVER_FACE_HEADLINE, COVER_FACE_TEXT } CoverFace;
typedef enum { COVER_START, COVER_CENTRE, COVER_END } CoverAlign;

/* A piece of type that was set: where it might stand, and where its ink is. */
typedef struct {
    CoverBox box, ink;
    double size_px;
    unsigned lines;
    bool is_cut; /* an ellipsis stands for its end */
} CoverPlaced;

typedef struct {
    const CoverPlan *plan;
    cairo_t *cairo;
    PangoContext *context;
    PangoFontDescription *faces[COVER_FACE_TEXT + 1];
    CoverColour paper, ink, accent;
    CoverColour on_accent; /* small type on the accent */
    VipsImage *picture;    /* 8-bit sRGB; NULL: none */
    /* The plan's words, made fit to be set; NULL or empty: none. */
    char *nameplate, *title, *number, *date, *draft;
    GPtrArray *headlines; /* char * */
    GArray *placed;       /* CoverPlaced */
    double bottom_px;     /* what a layout draws ends above it */
} CoverCanvas;

/* Type */

/* How a text may be set: from the largest size down to the least, in so many lines. */
typedef struct {
    CoverFace face;
    double most_px, least_px;
    unsigned most_lines;
    double leading;  /* baseline to baseline in type sizes; more where the ink would touch */
    double tracking; /* in type sizes; only in scripts whose letters stand apart */
    CoverAlign align;
} CoverStyle;

typedef struct CoverText CoverText;
/* Fits a text into a box of this width and height: the largest size that fits; lines of even
 * length; what does not fit at the least size is cut at a word. Never NULL. */
CoverText *cover_text_new(const CoverCanvas *canvas, const char *text, const CoverStyle *style,
                          double width_px, double height_px);
void cover_text_free(CoverText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverText, cover_text_free)
double cover_text_height(const CoverText *text); /* of its ink */
double cover_text_ascent(const CoverText *text); /* from the top of its ink to its first baseline */
double cover_text_size(const CoverText *text);
bool cover_text_is_cut(const CoverText *text);
/* The plan's nameplate on one line, if it is as large as `least_of_one_px` then or larger than on
 * more lines; else on more, which may be so high. */
CoverText *cover_nameplate_new(const CoverCanvas *canvas, const CoverStyle *style, double width_px,
                               double one_height_px, double more_height_px, double least_of_one_px);
/* Shows it with the top of its ink at the top of the box, aligned in the box's width. */
void cover_text_show(CoverCanvas *canvas, const CoverText *text, CoverBox box, CoverColour colour);

/* Fonts */

enum { COVER_SHAPED_PX = 200 }; /* the size at which fonts are opened */

/* The face's families, then those that have the text's scripts. Caller frees. */
PangoFontDescription *cover_font(const CoverCanvas *canvas, CoverFace face, const char *text);
/* A text without control characters, runs of space, and signs that no font here has. NULL if it
 * has letters that no font here has: `why` is then a phrase that names their script and the package
 * that has them. Caller frees both. */
char *cover_words(const CoverCanvas *canvas, CoverFace face, const char *text, char **why);
/* How much larger small text of this script is set, to look as large as Latin does. */
double cover_small_scale(const char *text);
/* May letters be set apart? */
bool cover_text_may_be_spaced(const char *text);

/* Shapes */
CoverBox cover_mirror(const CoverCanvas *canvas, CoverBox box);
void cover_fill(CoverCanvas *canvas, CoverBox box, CoverColour colour);
/* The picture's width for its height; 0: there is none. */
double cover_picture_ratio(const CoverCanvas *canvas);
/* The picture, cropped to the box; nothing where there is none. */
void cover_show_picture(CoverCanvas *canvas, CoverBox box);

/* A proof's word across the foot, in these colours. */
void cover_show_draft(CoverCanvas *canvas, CoverColour ground, CoverColour type);

/* COVER_LAYOUTS: each draws on a blank sheet. */
void cover_draw_newspaper(CoverCanvas *canvas);
void cover_draw_magazine(CoverCanvas *canvas);

#endif
