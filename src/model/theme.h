/* A theme as read from styles/NAME/: what the writers need of it. */
#ifndef GALLEY_MODEL_THEME_H
#define GALLEY_MODEL_THEME_H

#include <glib.h>

typedef struct {
    char *name; /* file name in a book, ASCII */
    GBytes *bytes;
    const char *media_type; /* "font/otf", "font/ttf", "font/woff2" */
} ThemeFont;
void theme_font_free(ThemeFont *font);

/* What a drawn cover is made of (model/cover_plan.h). NULL: no theme said it. */
typedef struct {
    char *paper, *ink, *accent; /* "#rrggbb" */
    char *nameplate_face, *headline_face, *text_face;
    char *layout; /* one of cover_layout_name */
} ThemeLook;
void theme_look_clear(ThemeLook *look);

/* A style sheet and the file that it is known by. */
typedef struct {
    char *display_path;
    GBytes *css; /* UTF-8 */
} ThemeSheet;
void theme_sheet_free(ThemeSheet *sheet);

typedef struct Theme {
    char *name;         /* "gazette" */
    char *display_path; /* of its theme.yaml */
    GBytes *book_css;
    GPtrArray *print_css;   /* ThemeSheet *: print.css, that of a theme that it extends first */
    GPtrArray *print_fonts; /* ThemeFont *: those of its fonts/, for print */
    GPtrArray *fonts;       /* ThemeFont *, embedded because `embed:` in theme.yaml names them */
    ThemeLook look;
} Theme;

void theme_free(Theme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Theme, theme_free)

#endif
