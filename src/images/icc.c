/* ICC profiles (ICC.1:2010), as far as to tell sRGB from others: a profile of RGB whose primaries
 * and tone curve are those of sRGB. Cameras and programs write it under many names and of many
 * lengths. */
#include "images/picture_walk.h"

#include <math.h>
#include <string.h>

enum {
    HEADER_BYTES = 128,
    COLOUR_SPACE_AT = 16, /* in the header */
    ENTRY_BYTES = 12,     /* of the tag table: signature, offset, size */
    MOST_TAGS = 100,
    XYZ_BYTES = 20,
    CURVE_HEAD_BYTES = 12,
    PARAMETERS_AT = 12,
};

typedef struct {
    PictureSource *source;
    uint64_t offset, length;
} Profile;

static const uint8_t *profile_at(const Profile *profile, uint64_t at, size_t count) {
    if (at > profile->length || count > profile->length - at) {
        return NULL;
    }
    return source_at(profile->source, profile->offset + at, count);
}

static double fixed(const uint8_t *at) { /* s15Fixed16Number */
    return (int32_t)big_endian_32(at) / 65536.0;
}

/* Where the data of a tag begin; 0: there is none of that name. */
static uint64_t find_tag(const Profile *profile, const char *name) {
    const uint8_t *count_at = profile_at(profile, HEADER_BYTES, 4);
    uint32_t count = count_at != NULL ? MIN(big_endian_32(count_at), MOST_TAGS) : 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *entry =
            profile_at(profile, HEADER_BYTES + 4 + (uint64_t)i * ENTRY_BYTES, ENTRY_BYTES);
        if (entry == NULL) {
            return 0;
        }
        if (memcmp(entry, name, 4) == 0) {
            return big_endian_32(entry + 4);
        }
    }
    return 0;
}

/* sRGB's primaries, adapted to D50 as profiles have them. */
static const struct {
    const char *tag;
    double xyz[3];
} primaries[] = {
    {"rXYZ", {0.4361, 0.2225, 0.0139}},
    {"gXYZ", {0.3851, 0.7169, 0.0971}},
    {"bXYZ", {0.1431, 0.0606, 0.7141}},
};
static const double nearness = 0.005;

static bool has_primaries(const Profile *profile) {
    for (size_t i = 0; i < G_N_ELEMENTS(primaries); i++) {
        uint64_t tag = find_tag(profile, primaries[i].tag);
        const uint8_t *data = tag > 0 ? profile_at(profile, tag, XYZ_BYTES) : NULL;
        if (data == NULL) {
            return false;
        }
        for (size_t k = 0; k < 3; k++) {
            if (fabs(fixed(data + 8 + 4 * k) - primaries[i].xyz[k]) > nearness) {
                return false;
            }
        }
    }
    return true;
}

/* What a parametric curve of the kinds 0 (a power) or 3 (sRGB's own form) makes of a half. */
static double parametric_at_half(const Profile *profile, uint64_t tag) {
    const uint8_t *kind = profile_at(profile, tag + 8, 2);
    unsigned function = kind != NULL ? big_endian_16(kind) : UINT32_MAX;
    const uint8_t *data = profile_at(profile, tag + PARAMETERS_AT, function == 3 ? 12 : 4);
    if (data == NULL || (function != 0 && function != 3)) {
        return 0;
    }
    double base = function == 3 ? fixed(data + 4) * 0.5 + fixed(data + 8) : 0.5;
    return pow(base, fixed(data));
}

/* What the red tone curve makes of a half; 0: unknown. */
static double curve_at_half(const Profile *profile) {
    uint64_t tag = find_tag(profile, "rTRC");
    const uint8_t *head = tag > 0 ? profile_at(profile, tag, CURVE_HEAD_BYTES) : NULL;
    if (head == NULL) {
        return 0;
    }
    if (memcmp(head, "para", 4) == 0) {
        return parametric_at_half(profile, tag);
    }
    uint64_t count = big_endian_32(head + 8);
    if (memcmp(head, "curv", 4) != 0 || count == 0) { /* an empty curve is a straight line */
        return 0;
    }
    uint64_t middle = count == 1 ? 0 : (count - 1) / 2;
    const uint8_t *value = profile_at(profile, tag + CURVE_HEAD_BYTES + 2 * middle, 2);
    if (value == NULL) {
        return 0;
    }
    return count == 1 ? pow(0.5, big_endian_16(value) / 256.0) : big_endian_16(value) / 65535.0;
}

bool icc_is_srgb(PictureSource *source, uint64_t offset, uint64_t length) {
    static const double least = 0.195, most = 0.235; /* sRGB: 0.214; a power of 2.2: 0.218 */
    Profile profile = {source, offset, length};
    const uint8_t *space = profile_at(&profile, COLOUR_SPACE_AT, 4);
    if (space == NULL || memcmp(space, "RGB ", 4) != 0 || !has_primaries(&profile)) {
        return false;
    }
    double half = curve_at_half(&profile);
    return half > least && half < most;
}
