/* What a line looks like by itself: a headline, a caption, the mark at a story's end. */
#ifndef GALLEY_READ_SPLIT_LINES_H
#define GALLEY_READ_SPLIT_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a headline is set. */
typedef enum {
    HEADLINE_SENTENCE, /* as a sentence is, or in a script without capitals */
    HEADLINE_TITLE,    /* Most Words Have a Capital */
    HEADLINE_NUMBERED, /* "3. The harbour", "III. THE HARBOUR" */
    HEADLINE_CAPITALS,
    HEADLINE_CENTRED, /* told by who knows the measure */
    HEADLINE_MARKED,  /* underlined, or between signs: "*** Letters ***" */
} HeadlineStyle;

typedef struct {
    unsigned likeness; /* 0: no headline; 1: may be one; 2: reads like one; 3: is set as one */
    HeadlineStyle style;
    unsigned number; /* of a numbered one */
} HeadlineLook;

HeadlineLook headline_look(const char *text, size_t length_bytes);

/* Where the words begin in a line that is drawn about with signs: "=== Letters ===", "| LETTERS |",
 * "[ Letters ]"; `length_bytes` becomes that of the words. 0, and nothing is changed, if it is not.
 */
size_t headline_words(const char *text, size_t *length_bytes);

/* Does the text end as a sentence does? Closing quotes and brackets are passed over. */
bool line_ends_sentence(const char *text, size_t length_bytes);
/* "Photo: …", "Lima, Peru, 2020—Miners on strike": the words under a picture. */
bool line_is_caption(const char *text, size_t length_bytes);
/* "ENDS", "-30-", "###", "(END)", "Reuter": what stands below a wire's story. */
bool line_is_end_mark(const char *text, size_t length_bytes);
/* "Contents", "Inhalt", "Sumario". */
bool line_is_contents(const char *text, size_t length_bytes);
/* "Introduction", "Conclusion", "Notes": parts of one text, whatever it is. */
bool line_is_part_of_one(const char *text, size_t length_bytes);
/* "— The harbour desk", "-- V. Hugo": who signs the text above. */
bool line_is_signature(const char *text, size_t length_bytes);
/* "Page 3", "- 12 -", "(Continued on page 3)", a number alone: furniture of pages. */
bool line_is_furniture(const char *text, size_t length_bytes);

#endif
