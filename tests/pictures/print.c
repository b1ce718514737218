/* pictures-print WIDTH HEIGHT COLOUR COVERS INK PROFILE (FILE OUT)...: makes pictures for print at
 * a place of so many millipoints, COLOUR one of screen, cmyk and grey; says of each, in a line,
 * what came of it: "KIND WIDTH HEIGHT COMPONENTS INVERTED PPI", its bytes in OUT and its
 * transparency in OUT.alpha; or "- WHY". */
#include "images/picture.h"
#include "print/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Renditions *renditions;
    Mpt width_mpt, height_mpt;
    PrintColour colour;
    bool covers;
    unsigned most_ink_percent;
    GBytes *profile;
} Placing;

static GBytes *read_file(const char *path) {
    char *text = NULL;
    gsize length = 0;
    return g_file_get_contents(path, &text, &length, NULL) ? g_bytes_new_take(text, length) : NULL;
}

static void write_file(const char *path, GBytes *bytes) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    g_file_set_contents(path, data, (gssize)length, NULL);
}

static PrintPicture *make(const Placing *place, const char *path, unsigned *ppi, char **why) {
    g_autoptr(GBytes) bytes = read_file(path);
    PictureHeader header;
    const char *reason = "it is not there";
    if (bytes == NULL || !picture_read_header_bytes(bytes, &header, &reason)) {
        *why = g_strdup(reason);
        return NULL;
    }
    Asset *asset = asset_new_bytes(path, path, bytes);
    asset->type = header.type;
    asset->width_px = header.width_px;
    asset->height_px = header.height_px;
    *ppi = print_picture_ppi(asset, place->width_mpt, place->height_mpt);
    PrintPicture *picture = print_picture_get(place->renditions, asset, place->width_mpt,
                                              place->height_mpt, place->covers, place->colour,
                                              place->profile, place->most_ink_percent, why);
    asset_free(asset);
    return picture;
}

static void show(const Placing *place, const char *path, const char *out) {
    g_autofree char *why = NULL;
    unsigned ppi = 0;
    g_autoptr(PrintPicture) picture = make(place, path, &ppi, &why);
    if (picture == NULL) {
        printf("- %s\n", why);
        return;
    }
    write_file(out, picture->bytes);
    if (picture->alpha != NULL) {
        g_autofree char *alpha = g_strconcat(out, ".alpha", NULL);
        write_file(alpha, picture->alpha);
    }
    printf("%s %u %u %u %d %u\n", picture->is_jpeg ? "jpeg" : "rows", picture->width_px,
           picture->height_px, picture->components, picture->is_inverted, ppi);
}

int main(int argc, char **argv) {
    static const char *const colours[] = {"screen", "cmyk", "grey"};
    if (argc < 7 || argc % 2 == 0) {
        return 2;
    }
    Placing place = {.width_mpt = atoi(argv[1]),
                     .height_mpt = atoi(argv[2]),
                     .covers = atoi(argv[4]) != 0,
                     .most_ink_percent = (unsigned)atoi(argv[5])};
    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
        if (strcmp(argv[3], colours[i]) == 0) {
            place.colour = (PrintColour)i;
        }
    }
    g_autoptr(GBytes) profile = read_file(argv[6]);
    place.profile = profile;
    place.renditions = renditions_new(NULL, false, 1);
    for (int i = 7; i + 1 < argc; i += 2) {
        show(&place, argv[i], argv[i + 1]);
    }
    renditions_free(place.renditions);
    return 0;
}
