/* What a script is set in where a theme's faces lack it, and how scripts differ in the ways of
 * Latin type: one table, script_faces.def. */
#ifndef GALLEY_PRINT_FONT_SCRIPTS_H
#define GALLEY_PRINT_FONT_SCRIPTS_H

#include <hb.h>
#include <stdbool.h>

typedef struct {
    hb_script_t script;
    const char *name;                 /* "Khmer"; for messages */
    const char *lang;                 /* that it is for; NULL: any */
    const char *serif, *sans, *other; /* families; `other` may be NULL */
    unsigned size_permille;           /* 0: by the x-heights */
    const char *package;
} ScriptFaces;

/* The row of a script for a text in `lang`. NULL: it is in no row. */
const ScriptFaces *script_faces(hb_script_t script, const char *lang);
/* Has it large and small letters, so that it has small capitals and old-style figures too? */
bool script_has_case(hb_script_t script);
/* Has it an italic of its own? */
bool script_has_italics(hb_script_t script);
/* May space be put between its letters? Not where they hang together. */
bool script_takes_letter_space(hb_script_t script);
/* Chinese, Japanese, Korean */
bool script_is_east_asian(hb_script_t script);
/* Written without spaces, its words are found by dictionary. */
bool script_is_spaceless(hb_script_t script);

#endif
