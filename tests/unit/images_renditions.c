/* Renditions: which pictures need one, what is kept of them, and that what is kept is never taken
 * for what it is not. The worker is the real one, started by a script that counts its starts. */
#include "images/renditions.h"

#include "base/jobs.h"
#include "images_fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <time.h>

/* Need */

static const Recipe small = {.most_side_px = 400, .most_pixels = 100 * 1000, .quality = 82};

static Asset of(PictureType type, unsigned width_px, unsigned height_px) {
    return (Asset){.type = type, .width_px = width_px, .height_px = height_px, .orientation = 1};
}

static void check_need(Asset asset, Recipe recipe, bool expected) {
    g_assert_true(rendition_is_needed(&asset, recipe) == expected);
}

static void test_need(void) {
    Recipe coarse = small;
    coarse.quality = 60;
    check_need(of(PICTURE_JPEG, 400, 250), small, false); /* 100,000 pixels: just so many */
    check_need(of(PICTURE_JPEG, 401, 2), small, true);
    check_need(of(PICTURE_PNG, 2, 401), small, true);
    check_need(of(PICTURE_GIF, 400, 251), small, true);
    check_need(of(PICTURE_WEBP, 4, 3), small, true);
    check_need(of(PICTURE_TIFF, 0, 0), small, true);
    check_need(of(PICTURE_HEIC, 0, 0), small, true);
    check_need(of(PICTURE_AVIF, 0, 0), small, true);
    check_need(of(PICTURE_SVG, 9000, 9000), small, false);
    check_need(of(PICTURE_JPEG, 4, 3), coarse, true);
    check_need(of(PICTURE_PNG, 4, 3), coarse, false);
    Asset turned = of(PICTURE_JPEG, 4, 3);
    turned.orientation = 2;
    check_need(turned, small, true);
    Asset uncommon = of(PICTURE_PNG, 4, 3);
    uncommon.is_uncommon = true;
    check_need(uncommon, small, true);
}

/* Colours */

/* A profile of matrix and tone curve. `curve`: as it stands in the profile. */
static GByteArray *new_profile(const char *space, const guint32 xyz[9], const void *curve,
                               size_t curve_bytes) {
    static const char *const tags[] = {"rXYZ", "gXYZ", "bXYZ", "rTRC"};
    enum { DATA = 128 + 4 + 4 * 12 };
    GByteArray *profile = g_byte_array_new();
    g_byte_array_set_size(profile, 128);
    memset(profile->data, 0, 128);
    memcpy(profile->data + 16, space, 4);
    put_32(profile, 4);
    for (guint32 i = 0; i < 4; i++) {
        g_byte_array_append(profile, (const guint8 *)tags[i], 4);
        put_32(profile, DATA + 20 * i);
        put_32(profile, i < 3 ? 20 : (guint32)curve_bytes);
    }
    for (unsigned i = 0; i < 3; i++) {
        PUT(profile, "XYZ \0\0\0\0");
        for (unsigned k = 0; k < 3; k++) {
            put_32(profile, xyz[3 * i + k]);
        }
    }
    g_byte_array_append(profile, curve, (guint)curve_bytes);
    return profile;
}

/* What the HP profile of 1998 has, as every camera since; and Adobe RGB (1998). */
static const guint32 srgb[] = {0x6FA2, 0x38F5, 0x0390, 0x6299, 0xB785,
                               0x18DA, 0x24A0, 0x0F84, 0xB6CF};
static const guint32 adobe[] = {0x9C18, 0x4FA5, 0x04FC, 0x348D, 0xA02C,
                                0x0F95, 0x2631, 0x102F, 0xBE9C};
#define GAMMA_2_2 "curv\0\0\0\0\0\0\0\1\x02\x33"
#define GAMMA_1_8 "curv\0\0\0\0\0\0\0\1\x01\xCD"
#define LINEAR "curv\0\0\0\0\0\0\0\0"
/* g 2.4, a 1/1.055, b 0.055/1.055, c 1/12.92, d 0.04045 */
#define PARAMETRIC                                                                                 \
    "para\0\0\0\0\0\3\0\0\0\2\x66\x66\0\0\xF2\xA7\0\0\x0D\x59\0\0\x13\xD0\0\0\x0A\x5B"

static bool jpeg_is_uncommon(const char *frame, size_t frame_bytes, GByteArray *profile,
                             const char *numbers) {
    g_autoptr(GByteArray) jpeg = g_byte_array_new();
    PUT(jpeg, "\xFF\xD8");
    if (profile != NULL) {
        GByteArray *data = g_byte_array_new();
        PUT(data, "ICC_PROFILE\0");
        g_byte_array_append(data, (const guint8 *)numbers, 2);
        put_take(data, profile);
        put_segment(jpeg, 0xE2, data->data, data->len);
        g_byte_array_unref(data);
    }
    SEGMENT(jpeg, 0xDB, QUANTISATION);
    put_segment(jpeg, 0xC0, frame, frame_bytes);
    SEGMENT(jpeg, 0xDA, SCAN);
    PUT(jpeg, ENTROPY "\xFF\xD9");
    g_autoptr(GBytes) bytes = g_bytes_new(jpeg->data, jpeg->len);
    PictureHeader header;
    const char *why = NULL;
    g_assert_true(picture_read_header_bytes(bytes, &header, &why));
    return header.is_uncommon;
}

#define FRAME_OF(literal) literal, sizeof(literal) - 1
#define PROFILED(profile, numbers) jpeg_is_uncommon(FRAME_OF(FRAME_40_30), profile, numbers)
#define CURVE(literal) literal, sizeof(literal) - 1

static void test_jpeg_colours(void) {
    g_assert_false(jpeg_is_uncommon(FRAME_OF(FRAME_40_30), NULL, NULL));
    g_assert_true(jpeg_is_uncommon(FRAME_OF("\x0C\0\x1E\0\x28\x01\x01\x11\0"), NULL, NULL));
    g_assert_true(jpeg_is_uncommon(
        FRAME_OF("\x08\0\x1E\0\x28\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0"), NULL, NULL));
    g_assert_false(PROFILED(new_profile("RGB ", srgb, CURVE(GAMMA_2_2)), "\1\1"));
    g_assert_false(PROFILED(new_profile("RGB ", srgb, CURVE(PARAMETRIC)), "\1\1"));
    g_assert_true(PROFILED(new_profile("RGB ", srgb, CURVE(GAMMA_1_8)), "\1\1"));
    g_assert_true(PROFILED(new_profile("RGB ", srgb, CURVE(LINEAR)), "\1\1"));
    g_assert_true(PROFILED(new_profile("RGB ", adobe, CURVE(GAMMA_2_2)), "\1\1"));
    g_assert_true(PROFILED(new_profile("GRAY", srgb, CURVE(GAMMA_2_2)), "\1\1"));
    g_assert_true(PROFILED(new_profile("RGB ", srgb, CURVE(GAMMA_2_2)), "\1\2"));
    for (guint length = 0; length < 100; length += 7) { /* cut off anywhere */
        GByteArray *profile = new_profile("RGB ", srgb, CURVE(GAMMA_2_2));
        g_byte_array_set_size(profile, profile->len - 1 - 2 * length);
        g_assert_true(PROFILED(profile, "\1\1"));
    }
}

static bool png_is_uncommon(unsigned depth, const char *type, const void *data, size_t length) {
    GByteArray *png = g_byte_array_new();
    PUT(png, "\x89PNG\r\n\x1A\n");
    guint8 header[] = {0, 0, 0, 4, 0, 0, 0, 3, (guint8)depth, 2, 0, 0, 0};
    put_chunk(png, "IHDR", header, sizeof header);
    if (type != NULL) {
        put_chunk(png, type, data, length);
    }
    CHUNK(png, "IDAT", "x");
    CHUNK(png, "IEND", "");
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(png);
    PictureHeader read;
    const char *why = NULL;
    g_assert_true(picture_read_header_bytes(bytes, &read, &why));
    return read.is_uncommon;
}

static void test_png_colours(void) {
    g_assert_false(png_is_uncommon(8, NULL, NULL, 0));
    g_assert_true(png_is_uncommon(16, NULL, NULL, 0));
    g_assert_false(png_is_uncommon(8, "sRGB", FRAME_OF("\0")));
    g_assert_false(png_is_uncommon(8, "iCCP", FRAME_OF("sRGB IEC61966-2.1\0\0packed")));
    g_assert_true(png_is_uncommon(8, "iCCP", FRAME_OF("Display P3\0\0packed sRGB")));
    g_assert_false(png_is_uncommon(8, "cICP", FRAME_OF("\1\x0D\0\1")));
    g_assert_true(png_is_uncommon(8, "cICP", FRAME_OF("\x09\x10\0\1")));
}

/* Keeping */

typedef struct {
    char *home;
    char *state;
    char *log; /* a line a start of a worker */
    Root *root;
} Fixture;

static void write_file(const char *directory, const char *name, const void *bytes, size_t length) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static Fixture fixture_new(void) {
    static char *real = NULL;
    if (real == NULL) {
        real = g_strdup(g_getenv("GALLEY_IMAGES"));
        g_assert_nonnull(real);
    }
    Fixture fixture = {.home = g_dir_make_tmp("galley-renditions-XXXXXX", NULL)};
    fixture.state = g_build_filename(fixture.home, "state", NULL);
    fixture.log = g_build_filename(fixture.home, "starts", NULL);
    fixture.root = root_open(fixture.home, NULL);
    g_autofree char *script =
        g_strdup_printf("#!/bin/sh\necho start >> '%s'\nexec '%s' \"$@\"\n", fixture.log, real);
    write_file(fixture.home, "worker", script, strlen(script));
    g_autofree char *path = g_build_filename(fixture.home, "worker", NULL);
    g_assert_cmpint(g_chmod(path, 0755), ==, 0);
    g_setenv("GALLEY_IMAGES", path, TRUE);
    return fixture;
}

static void remove_all(const char *path) {
    GDir *listing = g_dir_open(path, 0, NULL);
    for (const char *name; listing != NULL && (name = g_dir_read_name(listing)) != NULL;) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_all(below);
    }
    if (listing != NULL) {
        g_dir_close(listing);
    }
    g_remove(path);
}

static void fixture_free(Fixture *fixture) {
    root_free(fixture->root);
    remove_all(fixture->home);
    g_free(fixture->log);
    g_free(fixture->state);
    g_free(fixture->home);
}

static size_t count_starts(const Fixture *fixture) {
    g_autofree char *text = NULL;
    gsize length = 0;
    return g_file_get_contents(fixture->log, &text, &length, NULL) ? length / strlen("start\n") : 0;
}

/* A GIF of one colour, whose code says no pixel: decoders fill in the ground. 450 by 9 needs work
 * by `small`; `shade` is the colour. All are of one length. */
static GBytes *new_gif(guint8 shade) {
    GByteArray *gif = g_byte_array_new();
    PUT(gif, "GIF89a\xC2\x01\x09\0\x80\0\0");
    const guint8 colours[] = {shade, shade, shade, shade, shade, shade};
    g_byte_array_append(gif, colours, sizeof colours);
    PUT(gif, ",\0\0\0\0\xC2\x01\x09\0\0\x02");
    GByteArray *codes = g_byte_array_new();
    guint32 bits = 0;
    unsigned held = 0;
    for (unsigned i = 0; i < 450 * 9 + 1; i++) { /* clear, pixel, clear, pixel: 3 bits each */
        for (unsigned k = 0; k < 2; k++) {
            bits |= (k == 0 ? (i < 450 * 9 ? 4U : 5U) : 0U) << held;
            held += 3;
            while (held >= 8) {
                const guint8 byte = (guint8)bits;
                g_byte_array_append(codes, &byte, 1);
                bits >>= 8;
                held -= 8;
            }
        }
    }
    for (guint at = 0; at < codes->len; at += 255) {
        const guint8 length = (guint8)MIN(255, codes->len - at);
        g_byte_array_append(gif, &length, 1);
        g_byte_array_append(gif, codes->data + at, length);
    }
    g_byte_array_unref(codes);
    PUT(gif, "\0;");
    return g_byte_array_free_to_bytes(gif);
}

enum { LONG_AGO_SECONDS = 100 };

/* Writes the file in place, with the time of modification that it always has. */
static void put_shade(const Fixture *fixture, const char *name, guint8 shade) {
    g_autoptr(GBytes) gif = new_gif(shade);
    g_autofree char *path = g_build_filename(fixture->home, name, NULL);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    gsize length = 0;
    const void *bytes = g_bytes_get_data(gif, &length);
    g_assert_cmpint(write(descriptor, bytes, length), ==, (gssize)length);
    struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    g_assert_cmpint(futimens(descriptor, times), ==, 0);
    close(descriptor);
}

static Asset *asset_at(const Fixture *fixture, const char *name) {
    Asset *asset = asset_new(name, name, fixture->root, name, 0);
    asset->type = PICTURE_GIF;
    asset->width_px = 450;
    asset->height_px = 9;
    return asset;
}

/* The rendition's bytes by a Renditions of its own; NULL with the reason in `why`. */
static GBytes *get(const Fixture *fixture, const char *state, bool may_keep, const char *name,
                   char **why) {
    g_autoptr(Renditions) renditions = renditions_new(state, may_keep, 1);
    Asset *asset = asset_at(fixture, name);
    g_autoptr(Rendition) rendition = renditions_get(renditions, asset, small, why);
    asset_free(asset);
    if (rendition == NULL) {
        g_assert_true(renditions_had_accident(renditions) == (strcmp(name, "broken.gif") != 0));
        return NULL;
    }
    g_assert_false(renditions_had_accident(renditions));
    g_assert_cmpint(rendition->type, ==, PICTURE_GIF);
    g_assert_cmpuint(rendition->width_px, ==, 400);
    g_assert_cmpuint(rendition->height_px, ==, 8);
    return g_bytes_ref(rendition->bytes);
}

static GBytes *get_well(const Fixture *fixture, const char *state, bool may_keep,
                        const char *name) {
    g_autofree char *why = NULL;
    GBytes *bytes = get(fixture, state, may_keep, name, &why);
    g_assert_cmpstr(why, ==, NULL);
    g_assert_nonnull(bytes);
    return bytes;
}

static void check_same(const Fixture *fixture, const char *state, bool may_keep, const char *name,
                       GBytes *expected, size_t starts) {
    g_autoptr(GBytes) bytes = get_well(fixture, state, may_keep, name);
    g_assert_true(g_bytes_equal(bytes, expected));
    g_assert_cmpuint(count_starts(fixture), ==, starts);
}

/* Paths of the kept files. */
static GPtrArray *list_kept(const Fixture *fixture) {
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *directory = g_build_filename(fixture->state, "renditions", NULL);
    GDir *listing = g_dir_open(directory, 0, NULL);
    for (const char *name; listing != NULL && (name = g_dir_read_name(listing)) != NULL;) {
        g_ptr_array_add(paths, g_build_filename(directory, name, NULL));
    }
    if (listing != NULL) {
        g_dir_close(listing);
    }
    return paths;
}

static void test_kept(void) {
    Fixture fixture = fixture_new();
    put_shade(&fixture, "a.gif", 0x40);
    g_autoptr(GBytes) made = get_well(&fixture, fixture.state, true, "a.gif");
    g_assert_cmpuint(count_starts(&fixture), ==, 1);
    check_same(&fixture, fixture.state, true, "a.gif", made, 1);
    check_same(&fixture, fixture.state, false, "a.gif", made, 1);
    put_shade(&fixture, "copy.gif", 0x40); /* another file of the same bytes */
    check_same(&fixture, fixture.state, true, "copy.gif", made, 1);
    put_shade(&fixture, "b.gif", 0x80);
    g_autoptr(GBytes) other = get_well(&fixture, fixture.state, true, "b.gif");
    g_assert_false(g_bytes_equal(made, other));
    g_assert_cmpuint(count_starts(&fixture), ==, 2);
    fixture_free(&fixture);
}

static void test_nothing_is_kept(void) {
    Fixture fixture = fixture_new();
    put_shade(&fixture, "a.gif", 0x40);
    g_autoptr(GBytes) made = get_well(&fixture, NULL, true, "a.gif");
    check_same(&fixture, NULL, true, "a.gif", made, 2);
    check_same(&fixture, fixture.state, false, "a.gif", made, 3);
    g_assert_false(g_file_test(fixture.state, G_FILE_TEST_EXISTS));
    write_file(fixture.home, "state", "a file where the directory should be", 36);
    check_same(&fixture, fixture.state, true, "a.gif", made, 4);
    fixture_free(&fixture);
}

static void spoil(const char *path, unsigned how) {
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    switch (how) {
    case 0:
        bytes[length / 2] ^= 1;
        break;
    case 1:
        length = length / 2;
        break;
    case 2:
        length = 0;
        break;
    case 3:
        bytes[0] ^= 1; /* its type */
        break;
    default:
        bytes[length - 1] ^= 0x7F; /* the frame of the value */
    }
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static void test_damaged(void) {
    Fixture fixture = fixture_new();
    put_shade(&fixture, "a.gif", 0x40);
    g_autoptr(GBytes) made = get_well(&fixture, fixture.state, true, "a.gif");
    for (unsigned how = 0; how < 5; how++) {
        g_autoptr(GPtrArray) kept = list_kept(&fixture);
        for (guint i = 0; i < kept->len; i++) {
            spoil(kept->pdata[i], how);
        }
        check_same(&fixture, fixture.state, true, "a.gif", made, 2 + how);
        check_same(&fixture, fixture.state, true, "a.gif", made, 2 + how);
    }
    fixture_free(&fixture);
}

/* Under another's name it is none. */
static void test_changed_places(void) {
    Fixture fixture = fixture_new();
    put_shade(&fixture, "a.gif", 0x40);
    put_shade(&fixture, "b.gif", 0x80);
    g_autoptr(GBytes) first = get_well(&fixture, fixture.state, true, "a.gif");
    g_autoptr(GBytes) second = get_well(&fixture, fixture.state, true, "b.gif");
    g_autoptr(GPtrArray) kept = list_kept(&fixture);
    g_autofree char *aside = g_build_filename(fixture.home, "aside", NULL);
    for (guint i = 0; i + 1 < kept->len; i++) {
        g_rename(kept->pdata[i], aside);
        g_rename(kept->pdata[i + 1], kept->pdata[i]);
        g_rename(aside, kept->pdata[i + 1]);
    }
    check_same(&fixture, fixture.state, true, "a.gif", first, 3);
    check_same(&fixture, fixture.state, true, "b.gif", second, 4);
    fixture_free(&fixture);
}

/* Written again with the same size and time of modification, at once and after a while. */
static void test_changed_in_place(void) {
    Fixture fixture = fixture_new();
    GBytes *made[2] = {NULL, NULL};
    put_shade(&fixture, "b.gif", 0x80);
    made[0] = get_well(&fixture, NULL, false, "b.gif");
    put_shade(&fixture, "b.gif", 0x40);
    made[1] = get_well(&fixture, NULL, false, "b.gif");
    for (unsigned round = 0; round < 6; round++) {
        put_shade(&fixture, "a.gif", round % 2 == 0 ? 0x80 : 0x40);
        if (round == 3) {
            g_usleep(2500 * 1000); /* its times are settled: now they are noted */
        }
        for (unsigned again = 0; again < 2; again++) {
            g_autoptr(GBytes) bytes = get_well(&fixture, fixture.state, true, "a.gif");
            g_assert_true(g_bytes_equal(bytes, made[round % 2]));
        }
    }
    g_bytes_unref(made[0]);
    g_bytes_unref(made[1]);
    fixture_free(&fixture);
}

static void check_refused(const Fixture *fixture, const char *name, size_t starts) {
    g_autofree char *why = NULL;
    g_assert_null(get(fixture, fixture->state, true, name, &why));
    g_assert_nonnull(why);
    g_assert_cmpuint(strlen(why), >, 10);
    g_assert_cmpuint(count_starts(fixture), ==, starts);
}

static void test_refusal_is_kept(void) {
    Fixture fixture = fixture_new();
    write_file(fixture.home, "broken.gif", "GIF89a\x10\0\x10\0\x80", 11);
    check_refused(&fixture, "broken.gif", 1);
    check_refused(&fixture, "broken.gif", 1);
    check_refused(&fixture, "gone.gif", 1);
    fixture_free(&fixture);
}

/* No worker: that is no fault of the picture, and not remembered. */
static void test_no_worker(void) {
    Fixture fixture = fixture_new();
    put_shade(&fixture, "a.gif", 0x40);
    g_autofree char *worker = g_strdup(g_getenv("GALLEY_IMAGES"));
    g_setenv("GALLEY_IMAGES", "/nonexistent/galley-images", TRUE);
    check_refused(&fixture, "a.gif", 0);
    g_setenv("GALLEY_IMAGES", worker, TRUE);
    g_autoptr(GBytes) made = get_well(&fixture, fixture.state, true, "a.gif");
    fixture_free(&fixture);
}

static void set_age(const char *path, time_t days) {
    struct timespec times[2];
    times[0].tv_sec = times[1].tv_sec = time(NULL) - days * 24 * 60 * 60;
    times[0].tv_nsec = times[1].tv_nsec = 0;
    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static void test_sweeping(void) {
    Fixture fixture = fixture_new();
    put_shade(&fixture, "a.gif", 0x40);
    put_shade(&fixture, "b.gif", 0x80);
    put_shade(&fixture, "c.gif", 0xC0);
    g_autoptr(GBytes) first = get_well(&fixture, fixture.state, true, "a.gif");
    g_autoptr(GPtrArray) kept_first = list_kept(&fixture);
    g_autoptr(GBytes) second = get_well(&fixture, fixture.state, true, "b.gif");
    g_autoptr(GPtrArray) kept = list_kept(&fixture);
    for (guint i = 0; i < kept->len; i++) {
        set_age(kept->pdata[i], 40);
    }
    check_same(&fixture, fixture.state, true, "a.gif", first, 2); /* asked for: young again */
    g_autoptr(GBytes) third = get_well(&fixture, fixture.state, true, "c.gif");
    check_same(&fixture, fixture.state, true, "a.gif", first, 3);
    check_same(&fixture, fixture.state, true, "b.gif", second, 4); /* gone, made again */
    g_assert_cmpuint(kept_first->len, >, 0);
    fixture_free(&fixture);
}

/* Many at once, of few kinds. */
typedef struct {
    Renditions *renditions;
    Asset *assets[40];
    Rendition *made[40];
} Crowd;

static void get_one(size_t index, void *context) {
    Crowd *crowd = context;
    g_autofree char *why = NULL;
    crowd->made[index] = renditions_get(crowd->renditions, crowd->assets[index], small, &why);
}

static void test_threads(void) {
    Fixture fixture = fixture_new();
    Crowd crowd = {.renditions = renditions_new(fixture.state, true, 3)};
    g_autoptr(Jobs) jobs = jobs_new(8);
    for (unsigned i = 0; i < G_N_ELEMENTS(crowd.assets); i++) {
        g_autofree char *name = g_strdup_printf("%u.gif", i % 10);
        put_shade(&fixture, name, (guint8)(20 * (i % 10)));
        crowd.assets[i] = asset_at(&fixture, name);
    }
    jobs_parallel_for(jobs, G_N_ELEMENTS(crowd.assets), get_one, &crowd);
    g_assert_cmpuint(count_starts(&fixture), <=, 3);
    for (unsigned i = 0; i < G_N_ELEMENTS(crowd.assets); i++) {
        g_assert_nonnull(crowd.made[i]);
        g_assert_true(g_bytes_equal(crowd.made[i]->bytes, crowd.made[i % 10]->bytes));
        g_assert_true(i % 10 == 0 ||
                      !g_bytes_equal(crowd.made[i]->bytes, crowd.made[i % 10 - 1]->bytes));
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(crowd.assets); i++) {
        rendition_free(crowd.made[i]);
        asset_free(crowd.assets[i]);
    }
    renditions_free(crowd.renditions);
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/renditions/need", test_need);
    g_test_add_func("/renditions/colours/jpeg", test_jpeg_colours);
    g_test_add_func("/renditions/colours/png", test_png_colours);
    g_test_add_func("/renditions/kept", test_kept);
    g_test_add_func("/renditions/nothing-kept", test_nothing_is_kept);
    g_test_add_func("/renditions/damaged", test_damaged);
    g_test_add_func("/renditions/changed-places", test_changed_places);
    g_test_add_func("/renditions/changed-in-place", test_changed_in_place);
    g_test_add_func("/renditions/refusal", test_refusal_is_kept);
    g_test_add_func("/renditions/no-worker", test_no_worker);
    g_test_add_func("/renditions/sweeping", test_sweeping);
    g_test_add_func("/renditions/threads", test_threads);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
