/* Headers and tags of profiles (ICC.1:2001-04, 6.1 and 6.2). */
#include "print/output_profile.h"

#include "base/text.h"

#include <string.h>

enum {
    VERSION_AT = 8,
    CLASS_AT = 12,
    SPACE_AT = 16,
    MAGIC_AT = 36,
    TAG_COUNT_AT = 128,
    TAGS_AT = 132,
    SIGNATURE_BYTES = 4,
    TAG_BYTES = 12,
    LAST_VERSION = 4, /* that ISO 15930-7 knows */
    MOST_CONDITION_CHARACTERS = 100
};

static guint32 read_32(const guint8 *at) {
    return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static bool says(const guint8 *at, const char *signature) {
    return memcmp(at, signature, SIGNATURE_BYTES) == 0;
}

/* NULL: there is no such tag, or not within the file. */
static const guint8 *find_tag(GBytes *profile, const char *signature, gsize *size) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(profile, &length);
    gsize count = MIN(read_32(bytes + TAG_COUNT_AT), (length - TAGS_AT) / TAG_BYTES);
    for (gsize i = 0; i < count; i++) {
        const guint8 *entry = bytes + TAGS_AT + i * TAG_BYTES;
        guint32 offset = read_32(entry + 4);
        *size = read_32(entry + 8);
        if (says(entry, signature) && offset <= length && *size <= length - offset) {
            return bytes + offset;
        }
    }
    return NULL;
}

/* Any of a table's three intents (6.3.3: an output profile has tables both ways). */
static bool has_table(GBytes *profile, const char *signature) {
    gsize size = 0;
    char name[] = {signature[0], signature[1], signature[2], '0', '\0'};
    for (; name[3] <= '2'; name[3]++) {
        if (find_tag(profile, name, &size) != NULL) {
            return true;
        }
    }
    return false;
}

static const char *fault_of_kind(const guint8 *bytes, PressColour colour) {
    if (!says(bytes + CLASS_AT, "prtr")) {
        return "it is the profile of a screen, a camera or a scanner, not of a press";
    }
    bool is_grey = says(bytes + SPACE_AT, "GRAY") && colour == PRESS_GREY;
    return says(bytes + SPACE_AT, "CMYK") || is_grey
               ? NULL
               : "it is the profile of a printer, but not of a press with four inks";
}

const char *output_profile_fault(GBytes *profile, PressColour colour) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(profile, &length);
    if (length < TAGS_AT || !says(bytes + MAGIC_AT, "acsp")) {
        return "it is no ICC profile";
    }
    const char *fault = fault_of_kind(bytes, colour);
    if (fault != NULL) {
        return fault;
    }
    if (bytes[VERSION_AT] > LAST_VERSION) {
        return "its kind, ICC version 5, is newer than PDF/X-4 allows";
    }
    if (read_32(bytes) > length) {
        return "its end is missing";
    }
    bool is_cmyk = says(bytes + SPACE_AT, "CMYK");
    return is_cmyk && !(has_table(profile, "A2B") && has_table(profile, "B2A"))
               ? "it does not say which inks make a colour"
               : NULL;
}

/* The text of a `desc` tag: textDescriptionType (ICC.1:2001-04, 6.5.17), or the first of a
 * multiLocalizedUnicodeType (ICC.1:2010, 10.13). NULL: it has none. */
static char *text_of_tag(const guint8 *tag, gsize length) {
    if (length > 12 && memcmp(tag, "desc", SIGNATURE_BYTES) == 0) {
        gsize count = MIN(read_32(tag + 8), length - 12);
        return g_strndup((const char *)tag + 12, count);
    }
    if (length >= 28 && memcmp(tag, "mluc", SIGNATURE_BYTES) == 0) {
        guint32 count = read_32(tag + 20), offset = read_32(tag + 24);
        if (offset <= length && count <= length - offset) {
            return g_convert((const char *)tag + offset, (gssize)count, "UTF-8", "UTF-16BE", NULL,
                             NULL, NULL);
        }
    }
    return NULL;
}

char *output_profile_name(GBytes *profile, const char *file_name) {
    gsize size = 0;
    const guint8 *tag = find_tag(profile, "desc", &size);
    g_autofree char *described = tag != NULL ? text_of_tag(tag, size) : NULL;
    bool is_good =
        described != NULL && g_utf8_validate(described, -1, NULL) && !text_is_blank(described);
    return text_harmless(is_good ? described : file_name, MOST_CONDITION_CHARACTERS);
}
