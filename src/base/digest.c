/* The digests' arithmetic is libcrypto's. Its older functions are asked: the newer way first looks
 * up a provider, which takes longer than two hundred articles take to digest. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/digest.h"

#include <errno.h>
#include <glib.h>
#include <openssl/sha.h>
#include <string.h>
#include <unistd.h>

G_STATIC_ASSERT(sizeof(Digest) == SHA256_DIGEST_LENGTH);

static Digest finish(SHA256_CTX *sum) {
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    Digest digest;
    SHA256_Final(bytes, sum);
    memcpy(&digest, bytes, sizeof digest);
    return digest;
}

Digest digest_of(const void *bytes, size_t length) {
    SHA256_CTX sum;
    SHA256_Init(&sum);
    SHA256_Update(&sum, bytes, length);
    return finish(&sum);
}

bool digest_of_descriptor(int descriptor, Digest *digest) {
    enum { PIECE_BYTES = 256 * 1024 };
    g_autofree unsigned char *piece = g_malloc(PIECE_BYTES);
    SHA256_CTX sum;
    SHA256_Init(&sum);
    off_t at = 0;
    for (;;) {
        ssize_t count = pread(descriptor, piece, PIECE_BYTES, at);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            *digest = finish(&sum);
            return count == 0;
        }
        SHA256_Update(&sum, piece, (size_t)count);
        at += count;
    }
}

bool digest_is_known(const Digest *digest) {
    return (digest->words[0] | digest->words[1] | digest->words[2] | digest->words[3]) != 0;
}

bool digest_equal(const Digest *left, const Digest *right) {
    return memcmp(left, right, sizeof *left) == 0;
}
