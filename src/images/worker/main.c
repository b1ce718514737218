/* galley-images: the program in which galley opens strangers' pictures and draws covers, so that a
 * decoder that crashes, hangs or swells takes nothing with it. Galley starts it with a socket as
 * its standard input. */
#include "images/worker/confine.h"
#include "images/worker/load.h"
#include "images/worker/serve.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_socket(int descriptor) {
    struct stat found;
    return fstat(descriptor, &found) == 0 && S_ISSOCK(found.st_mode);
}

int main(int argc, char **argv) {
    if (argc != 2 || strcmp(argv[1], "--serve") != 0 || !is_socket(STDIN_FILENO)) {
        fputs("galley-images is the helper with which galley opens pictures and draws covers; "
              "galley starts it by itself.\n",
              stderr);
        return 2;
    }
    if (!confine() || vips_init("galley-images") != 0) {
        return 3;
    }
    /* One picture a worker is faster than several threads on one picture, and the bytes are the
     * same. Nothing is asked twice, so nothing is kept. */
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    load_block_others();
    serve(STDIN_FILENO);
    return 0;
}
