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

/* The same for a sign of Windows-1252 that was read in ISO-8859-1. */
void mojibake_tally_add_sign(MojibakeTally *tally, const MojibakeMend *mend, Place place);

/* What the texts so far show of the encodings, as later ones are read. */
typedef struct {
    size_t sure[MOJIBAKE_ENCODINGS];   /* runs that need no other's word */
    int64_t gains[MOJIBAKE_ENCODINGS]; /* of all runs that could be read in it */
} MojibakeEvidence;
MojibakeEvidence *mojibake_tally_evidence(MojibakeTally *tally);

/* As mojibake_mend, for an example: nothing is counted. */
char *mojibake_mend_quietly(const char *text, size_t length_bytes);

#endif
