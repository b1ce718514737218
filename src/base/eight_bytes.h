/* Text eight bytes at a time, for the passes that all text takes. A mask has the high bit of each
 * byte that is meant. */
#ifndef GALLEY_BASE_EIGHT_BYTES_H
#define GALLEY_BASE_EIGHT_BYTES_H

#include <stdint.h>
#include <string.h>

static const uint64_t eight_ones = 0x0101010101010101;
static const uint64_t eight_highs = 0x8080808080808080;

/* In the machine's order. */
static inline uint64_t eight_load(const char *at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* Not 0 if any of the bytes, whatever they are, is `byte`, or below `byte`, or past ASCII. */
static inline uint64_t eight_any_equal(uint64_t bytes, unsigned char byte) {
    uint64_t others = bytes ^ byte * eight_ones;
    return (others - eight_ones) & ~others & eight_highs;
}

static inline uint64_t eight_any_below(uint64_t bytes, unsigned char byte) {
    return (bytes - byte * eight_ones) & ~bytes & eight_highs;
}

static inline uint64_t eight_any_past_ascii(uint64_t bytes) {
    return bytes & eight_highs;
}

/* The bytes, all of them ASCII, that are `byte`, or from `first` to `last`: sums do not carry into
 * the next one. */
static inline uint64_t eight_equal(uint64_t ascii, unsigned char byte) {
    return ~((ascii ^ byte * eight_ones) + 0x7F * eight_ones) & eight_highs;
}

static inline uint64_t eight_between(uint64_t ascii, unsigned char first, unsigned char last) {
    return (ascii + (0x80U - first) * eight_ones) & ~(ascii + (0x7FU - last) * eight_ones) &
           eight_highs;
}

static inline unsigned eight_count(uint64_t mask) {
    return (unsigned)((mask >> 7) * eight_ones >> 56);
}

#endif
