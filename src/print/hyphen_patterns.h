/* A large dictionary of hyphenation read quickly: libhyphen's own reader takes German's 80,000
 * patterns two seconds and more, for it looks each state up in crowded lists. What is built here is
 * libhyphen's automaton, and libhyphen divides with it. */
#ifndef GALLEY_PRINT_HYPHEN_PATTERNS_H
#define GALLEY_PRINT_HYPHEN_PATTERNS_H

#include <hyphen.h>

/* NULL: the file is not there, or holds what only libhyphen's reader understands: divisions that
 * change a spelling, or no two levels. Freed with hnj_hyphen_free. */
HyphenDict *hyphen_patterns_read(const char *path);

#endif
