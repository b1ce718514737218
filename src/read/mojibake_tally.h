/* What was mended in one file, for the notes about it. */
#ifndef GALLEY_READ_MOJIBAKE_TALLY_H
#define GALLEY_READ_MOJIBAKE_TALLY_H

#include "read/mojibake.h"
#include "read/mojibake_bytes.h"

/* One run that was mended. Borrowed. */
typedef struct {
    const char *text;
    size_t length_bytes;
    size_t start, end; /* of the run in it */
    const char *mended;
    size_t mended_bytes;
} MojibakeMend;

/* `place`: where `text` begins. */
void mojibake_tally_add(MojibakeTally *tally, MojibakeEncoding encoding, const MojibakeMend *mend,
                        Place place);

/* How many sure runs each encoding had in the texts so far, and the encoding of the last. */
void mojibake_tally_recall(const MojibakeTally *tally, size_t sure[MOJIBAKE_ENCODINGS],
                           MojibakeEncoding *last);
void mojibake_tally_remember(MojibakeTally *tally, const size_t sure[MOJIBAKE_ENCODINGS],
                             MojibakeEncoding last);

/* As mojibake_mend, for an example: nothing is counted. */
char *mojibake_mend_quietly(const char *text, size_t length_bytes);

#endif
