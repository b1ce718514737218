/* One run of mojibake: sequences that follow one another, read in one encoding, and what the text
 * gains by it. */
#ifndef GALLEY_READ_MOJIBAKE_RUN_H
#define GALLEY_READ_MOJIBAKE_RUN_H

#include "read/mojibake_bytes.h"

typedef struct {
    MojibakeEncoding encoding;
    size_t bytes; /* of the text; 0: nothing is to be read here */
    int gain;     /* by how many thirds of a bit it makes the text likelier (base/likelihood.h) */
    bool is_set_off; /* by marks of its own, as examples are */
    bool is_guess;   /* it may be right as it stands, or says what hardly stands alone */
    bool is_word;    /* what stands there may be letters of a word that nobody knows */
    bool is_plain;   /* nobody writes what stands there, and what it says belongs there */
} MojibakeRun;

/* The run at `text + offset`, read in `encoding`; what it says is appended to `into`. */
MojibakeRun mojibake_run(MojibakeEncoding encoding, const char *text, size_t length_bytes,
                         size_t offset, GString *into);

#endif
