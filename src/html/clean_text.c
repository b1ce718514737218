/* Characters that XML may not hold. */
#include "html/clean_text.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

/* Length of what is refused at the start of a text that is not empty; 0: nothing. */
static size_t refused_bytes(const char *text, size_t length_bytes) {
    unsigned char c = (unsigned char)text[0];
    if ((c < 0x20 && c != '\t' && c != '\n') || c >= 0xFE) {
        return 1;
    }
    bool is_noncharacter = c == 0xEF && length_bytes >= 3 && (unsigned char)text[1] == 0xBF &&
                           (unsigned char)text[2] >= 0xBE;
    return is_noncharacter ? 3 : 0;
}

void append_clean_text(GString *out, const char *text, size_t length_bytes) {
    size_t done = 0;
    for (size_t i = text_plain_bytes(text, length_bytes); i < length_bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c < 0xEF) {
            continue;
        }
        size_t refused = refused_bytes(text + i, length_bytes - i);
        if (refused > 0) {
            g_string_append_len(out, text + done, (gssize)(i - done));
            g_string_append(out, c == '\r' ? "\n" : "\xEF\xBF\xBD");
            done = i + refused;
            i += refused - 1;
        }
    }
    g_string_append_len(out, text + done, (gssize)(length_bytes - done));
}
