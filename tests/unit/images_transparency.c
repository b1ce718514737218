/* Pictures that can be seen through, by bytes laid out by hand after the PNG specification. */
#include "images/transparency.h"

#include <glib.h>
#include <string.h>

#define START "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08"
#define END "\0\0\0\0\0\0\0"
#define GREY START "\0" END
#define PIXELS "\0\0\0\1IDAT\0\0\0\0\0"
#define CLEAR "\0\0\0\2tRNS\0\0\0\0\0\0"

typedef struct {
    const char *bytes;
    size_t length;
    bool is_transparent;
} Row;
#define ROW(bytes, is_transparent)                                                                 \
    { bytes, sizeof bytes - 1, is_transparent }

static void test_rows(void) {
    static const Row rows[] = {
        ROW(GREY PIXELS, false),
        ROW(START "\2" END PIXELS, false),
        ROW(START "\4" END PIXELS, true),
        ROW(START "\6" END PIXELS, true),
        ROW(GREY CLEAR PIXELS, true),
        ROW(GREY PIXELS CLEAR, false),
        ROW(GREY "\xff\xff\xff\xff"
                 "gAMA" CLEAR,
            false),
        ROW(START, false),
        ROW("", false),
        ROW("GIF89a, and then some more bytes", false),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree uint8_t *copy = g_memdup2(rows[i].bytes, rows[i].length); /* for ASan */
        g_assert_cmpint(picture_may_be_transparent(copy, rows[i].length), ==,
                        rows[i].is_transparent);
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/transparency/rows", test_rows);
    return g_test_run();
}
