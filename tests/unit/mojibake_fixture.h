/* Text read in another encoding than its own, shared by the tests of read/mojibake. */
#ifndef GALLEY_TESTS_MOJIBAKE_FIXTURE_H
#define GALLEY_TESTS_MOJIBAKE_FIXTURE_H

#include "base/encodings.h"

#include <glib.h>

/* UTF-8 as a reader of that encoding shows it; where it has no character, the control character of
 * the same number. Caller frees. */
static inline char *broken(const char *text, const char *name) {
    gunichar characters[256];
    encoding_fill(encoding_find(name), characters);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p++) {
        unsigned char byte = (unsigned char)*p;
        g_string_append_unichar(out, characters[byte] == 0xFFFD ? byte : characters[byte]);
    }
    return g_strdup(out->str);
}

#endif
