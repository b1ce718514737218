/* Colours as plates: light by undercolour removal, inks and tints as they are. */
#include "print/plates.h"

#include <string.h>

static void check(const Ink *ink, int cyan, int magenta, int yellow, int black) {
    Plates plates = plates_of(ink);
    const int wanted[] = {cyan, magenta, yellow, black};
    g_assert_cmpmem(plates.parts, sizeof plates.parts, wanted, sizeof wanted);
    g_assert_cmpuint(plates_percent(&plates), ==, (unsigned)(cyan + magenta + yellow + black) / 10);
}

static void test_light(void) {
    check(&(Ink){.kind = INK_RGB, .parts = {1000, 1000, 1000}}, 0, 0, 0, 0);
    check(&(Ink){.kind = INK_RGB, .parts = {0, 0, 0}}, 0, 0, 0, 1000);
    check(&(Ink){.kind = INK_RGB, .parts = {400, 405, 395}}, 0, 0, 0, 600); /* hardly a tint */
    check(&(Ink){.kind = INK_RGB, .parts = {1000, 0, 0}}, 0, 1000, 1000, 0);
    check(&(Ink){.kind = INK_RGB, .parts = {800, 400, 200}}, 0, 500, 750, 200);
    check(&(Ink){.kind = INK_RGB, .parts = {60000, 1000, 0}}, 0, 0, 1000, 0); /* out of bounds */
}

static void test_inks(void) {
    check(&(Ink){.kind = INK_NONE, .parts = {9, 9, 9, 9}}, 0, 0, 0, 0);
    check(&(Ink){.kind = INK_GREY, .parts = {300}}, 0, 0, 0, 300);
    check(&(Ink){.kind = INK_CMYK, .parts = {100, 200, 300, 60000}}, 100, 200, 300, 1000);
    check(&(Ink){.kind = INK_SPOT, .parts = {500}, .alternate = {0, 900, 861, 10}}, 0, 450, 430, 5);
}

static void test_what_reads_as_black(void) {
    static const struct {
        int parts[4];
        bool is_black;
    } rows[] = {
        {{0, 0, 0, 1000}, true},       {{300, 300, 300, 900}, true}, {{700, 600, 600, 0}, true},
        {{0, 0, 10, 500}, false},      {{0, 0, 10, 501}, true},      {{0, 250, 0, 900}, false},
        {{200, 200, 200, 300}, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Plates plates;
        memcpy(plates.parts, rows[i].parts, sizeof plates.parts);
        g_assert_cmpint(plates_read_as_black(&plates), ==, rows[i].is_black);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plates/light", test_light);
    g_test_add_func("/plates/inks", test_inks);
    g_test_add_func("/plates/what-reads-as-black", test_what_reads_as_black);
    return g_test_run();
}
