/* pictures-render SIDE PIXELS (FILE OUT)...: makes renditions with one worker, and says of each, in
 * a line, what came of it: "TYPE WIDTH HEIGHT MILLISECONDS" or "- WHY". */
#include "images/picture.h"
#include "images/workers.h"

#include <stdio.h>
#include <stdlib.h>

static Rendition *render(PictureWorkers *workers, const char *path, Recipe recipe, char **why) {
    char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL)) {
        *why = g_strdup("it is not there");
        return NULL;
    }
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, length);
    PictureHeader header;
    const char *reason = NULL;
    if (!picture_read_header_bytes(bytes, &header, &reason)) {
        *why = g_strdup(reason);
        return NULL;
    }
    bool is_final = false;
    return picture_workers_render(workers, bytes, header.type, recipe, &is_final, why);
}

int main(int argc, char **argv) {
    if (argc < 3 || argc % 2 == 0) {
        return 2;
    }
    Recipe recipe = {(unsigned)strtoul(argv[1], NULL, 10), (unsigned)strtoul(argv[2], NULL, 10), 82,
                     false};
    g_autoptr(PictureWorkers) workers = picture_workers_new(1);
    for (int i = 3; i + 1 < argc; i += 2) {
        g_autofree char *why = NULL;
        gint64 start_us = g_get_monotonic_time();
        g_autoptr(Rendition) rendition = render(workers, argv[i], recipe, &why);
        if (rendition == NULL) {
            printf("- %s\n", why);
            continue;
        }
        gsize length = 0;
        const char *bytes = g_bytes_get_data(rendition->bytes, &length);
        g_file_set_contents(argv[i + 1], bytes, (gssize)length, NULL);
        printf("%s %u %u %d\n", picture_suffix(rendition->type) + 1, rendition->width_px,
               rendition->height_px, (int)((g_get_monotonic_time() - start_us) / 1000));
    }
    return 0;
}
