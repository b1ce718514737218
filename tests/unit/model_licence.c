/* Licences as their readers know them. */
#include "model/licence.h"

#include <glib.h>

static void test_words(void) {
    static const struct {
        const char *written, *words;
    } rows[] = {
        {"cc-by-sa", "CC BY-SA"},
        {"cc-by", "CC BY"},
        {"CC_BY-NC-SA", "CC BY-NC-SA"},
        {"CC-BY-SA-4.0", "CC BY-SA 4.0"},
        {" cc by-nd 3.0 ", "CC BY-ND 3.0"},
        {"CC BY-SA 4.0", "CC BY-SA 4.0"},
        {"CC0", "CC0"},
        {"cc0-1.0", "CC0 1.0"},
        {"https://creativecommons.org/licenses/by-nc-nd/2.5", "CC BY-NC-ND 2.5"},
        {"http://creativecommons.org/publicdomain/zero/1.0", "CC0 1.0"},
        {"gfdl", "GFDL"},
        {"cc", "cc"},
        {"cc-by-cake", "cc-by-cake"},
        {"CC BY-SA 4.0, but not the poems", "CC BY-SA 4.0, but not the poems"},
        {"All rights reserved", "All rights reserved"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *words = licence_in_words(rows[i].written);
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

/* What a link says behind the version is a language's page. */
static void test_deeds(void) {
    g_autofree char *slash = licence_in_words("https://creativecommons.org/licenses/by-sa/4.0/");
    g_autofree char *deed = licence_in_words("creativecommons.org/licenses/by-sa/4.0/deed.fr");
    g_assert_cmpstr(slash, ==, "CC BY-SA 4.0");
    g_assert_cmpstr(deed, ==, "CC BY-SA 4.0");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/model/licence/words", test_words);
    g_test_add_func("/model/licence/deeds", test_deeds);
    return g_test_run();
}
