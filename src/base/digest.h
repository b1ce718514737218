/* SHA-256 (FIPS 180-4) of what was read, to know it again. libcrypto's home: it is in the program
 * through libzip anyway, and three to four times as fast as GLib's where the processor helps. */
#ifndef GALLEY_BASE_DIGEST_H
#define GALLEY_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The 32 bytes in order. All zero: not known. */
typedef struct {
    uint64_t words[4];
} Digest;

Digest digest_of(const void *bytes, size_t length);
/* Of a whole file, from its beginning; the descriptor's position stays. False if it cannot be read.
 */
bool digest_of_descriptor(int descriptor, Digest *digest);
bool digest_is_known(const Digest *digest);
bool digest_equal(const Digest *left, const Digest *right);

#endif
