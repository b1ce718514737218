/* The encodings that UTF-8 is mistaken for, and the sequences of its bytes that stand in a text as
 * their characters: "Ã©" is C3 A9 in Windows-1252, and so é. */
#ifndef GALLEY_READ_MOJIBAKE_BYTES_H
#define GALLEY_READ_MOJIBAKE_BYTES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    MOJIBAKE_WINDOWS_1252,
    MOJIBAKE_ISO_8859_1,
    MOJIBAKE_ISO_8859_15,
    MOJIBAKE_WINDOWS_1250,
    MOJIBAKE_ISO_8859_2,
    MOJIBAKE_WINDOWS_1251,
    MOJIBAKE_WINDOWS_1253,
    MOJIBAKE_WINDOWS_1254,
    MOJIBAKE_WINDOWS_1255,
    MOJIBAKE_WINDOWS_1256,
    MOJIBAKE_WINDOWS_1257,
    MOJIBAKE_WINDOWS_1258,
    MOJIBAKE_MAC_ROMAN,
    MOJIBAKE_CP437,
    MOJIBAKE_CP850,
    MOJIBAKE_KOI8_R,
    MOJIBAKE_CP866,
    MOJIBAKE_ENCODINGS,
} MojibakeEncoding;

const char *mojibake_encoding_name(MojibakeEncoding encoding); /* "Windows-1252" */

/* A set of encodings, a bit each. */
typedef uint32_t MojibakeSet;

/* The encodings in which `character` is the first byte of a UTF-8 sequence (C2 … F4), and those in
 * which it is one of the others (80 … BF). */
MojibakeSet mojibake_leads(gunichar character);
MojibakeSet mojibake_follows(gunichar character);
/* The byte that it is, 0x80 or more; 0 if it is none there. */
unsigned mojibake_byte(MojibakeEncoding encoding, gunichar character);
/* Would `character`, U+0080 … U+009F, be another one in this encoding, which has something at its
 * byte? Then the text was hardly read in it. */
bool mojibake_is_unlikely(MojibakeEncoding encoding, gunichar character);

/* What Windows-1252 has at the byte of a character U+0080 … U+009F; 0: nothing. */
gunichar mojibake_sign(gunichar control);

/* One sequence at `text`, or the two of a character beyond U+FFFF written as two surrogates
 * (CESU-8), whose A0 may be a plain space. `bytes` 0: there is none. */
typedef struct {
    gunichar character; /* what it says */
    size_t bytes;       /* how much text it takes */
} MojibakeSequence;
MojibakeSequence mojibake_sequence(MojibakeEncoding encoding, const char *text, const char *end);
/* The same of three bytes whose second one, A0, became a plain space. */
MojibakeSequence mojibake_spaced_sequence(MojibakeEncoding encoding, const char *text,
                                          const char *end);

#endif
