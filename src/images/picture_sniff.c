/* Told from the bytes, never from the name: signatures of pictures, and of what is taken for one by
 * mistake. */
#include "images/picture_sniff.h"

#include <string.h>

typedef struct {
    size_t offset;
    const char *bytes;
    size_t length;
    PictureType type;
    const char *why;
} Signature;

#define ROW(offset, bytes, type, why)                                                              \
    { offset, bytes, sizeof(bytes) - 1, type, why }
#define NO_PICTURE(bytes, why) ROW(0, bytes, PICTURE_UNKNOWN, why)

static const Signature signatures[] = {
    ROW(0, "\xFF\xD8\xFF", PICTURE_JPEG, NULL),
    ROW(0, "\x89PNG\r\n\x1A\n", PICTURE_PNG, NULL),
    ROW(0, "GIF87a", PICTURE_GIF, NULL),
    ROW(0, "GIF89a", PICTURE_GIF, NULL),
    ROW(8, "WEBP", PICTURE_WEBP, NULL), /* after RIFF and a length */
    ROW(0, "II*\0", PICTURE_TIFF, NULL),
    ROW(0, "MM\0*", PICTURE_TIFF, NULL),
    ROW(0, "II+\0", PICTURE_TIFF, NULL),
    ROW(0, "MM\0+", PICTURE_TIFF, NULL),
    NO_PICTURE("BM", "it is a BMP picture, which e-readers do not show"),
    NO_PICTURE("8BPS", "it is a Photoshop file, which e-readers do not show"),
    NO_PICTURE("%PDF", "it is a PDF document, not a picture"),
    NO_PICTURE("%!PS", "it is a PostScript document, not a picture"),
    NO_PICTURE("PK\3\4", "it is a zip archive, not a picture"),
    NO_PICTURE("\x1F\x8B", "it is packed with gzip; unpack it first"),
    NO_PICTURE("version https://git-lfs.github.com/spec",
               "it is only a Git LFS note; fetch the picture itself with `git lfs pull`"),
};

/* ISO base media files (14496-12, 4.3) by the brands in their first box. */
static const struct {
    const char *brand;
    PictureType type;
} brands[] = {
    {"avif", PICTURE_AVIF}, {"avis", PICTURE_AVIF}, {"heic", PICTURE_HEIC}, {"heix", PICTURE_HEIC},
    {"heim", PICTURE_HEIC}, {"heis", PICTURE_HEIC}, {"hevc", PICTURE_HEIC}, {"hevx", PICTURE_HEIC},
    {"mif1", PICTURE_HEIC}, {"msf1", PICTURE_HEIC},
};

static PictureType brand_type(const uint8_t *at) {
    for (size_t i = 0; i < G_N_ELEMENTS(brands); i++) {
        if (memcmp(at, brands[i].brand, 4) == 0) {
            return brands[i].type;
        }
    }
    return PICTURE_UNKNOWN;
}

/* The main brand at 8, the compatible ones from 16. mif1 says nothing of the coding, so a later
 * avif goes before it. */
static PictureType media_file_type(const uint8_t *bytes, size_t length) {
    if (length < 16 || memcmp(bytes + 4, "ftyp", 4) != 0) {
        return PICTURE_UNKNOWN;
    }
    PictureType type = brand_type(bytes + 8);
    size_t box = MIN(length, (size_t)bytes[2] << 8 | bytes[3]);
    for (size_t at = 16; at + 4 <= box; at += 4) {
        PictureType other = brand_type(bytes + at);
        if (other == PICTURE_AVIF || type == PICTURE_UNKNOWN) {
            type = other;
        }
    }
    return type;
}

typedef struct {
    const char *at, *end;
} Text;

static bool starts(const Text *text, const char *prefix) {
    size_t length = strlen(prefix);
    return (size_t)(text->end - text->at) >= length &&
           g_ascii_strncasecmp(text->at, prefix, length) == 0;
}

/* Past the next `close`, or to the end. */
static void skip_past(Text *text, const char *close) {
    const char *found = g_strstr_len(text->at, text->end - text->at, close);
    text->at = found != NULL ? found + strlen(close) : text->end;
}

/* Past what may stand before the first element: blanks, declaration, comments, DOCTYPE. */
static void skip_prolog(Text *text) {
    for (;;) {
        while (text->at < text->end && g_ascii_isspace(*text->at)) {
            text->at++;
        }
        if (starts(text, "<?")) {
            skip_past(text, "?>");
        } else if (starts(text, "<!--")) {
            skip_past(text, "-->");
        } else {
            return;
        }
    }
}

/* "<svg", "<svg:svg"; after a DOCTYPE that says svg, whatever comes. */
static bool is_svg(const Text *text) {
    if (starts(text, "<!DOCTYPE")) {
        Text name = {text->at + strlen("<!DOCTYPE"), text->end};
        while (name.at < name.end && g_ascii_isspace(*name.at)) {
            name.at++;
        }
        return starts(&name, "svg");
    }
    if (!starts(text, "<")) {
        return false;
    }
    const char *name = text->at + 1;
    const char *end = name;
    while (end < text->end && (g_ascii_isalnum(*end) || strchr(":-_.", *end) != NULL)) {
        end += *end != '\0' ? 1 : text->end - end;
    }
    return end - name >= 3 && memcmp(end - 3, "svg", 3) == 0 && (end - name == 3 || end[-4] == ':');
}

static PictureType sniff_text(const uint8_t *bytes, size_t length, const char **why) {
    static const char *const utf_16_marks[] = {"\xFE\xFF", "\xFF\xFE"};
    Text text = {(const char *)bytes, (const char *)bytes + length};
    for (size_t i = 0; i < G_N_ELEMENTS(utf_16_marks); i++) {
        if (length >= 2 && memcmp(bytes, utf_16_marks[i], 2) == 0) {
            *why = "it is text in UTF-16; if it is a drawing, save it as SVG in UTF-8";
            return PICTURE_UNKNOWN;
        }
    }
    if (starts(&text, "\xEF\xBB\xBF")) {
        text.at += 3;
    }
    bool is_markup = starts(&text, "<?xml") || starts(&text, "<!--");
    skip_prolog(&text);
    if (is_svg(&text) || (is_markup && text.at == text.end)) { /* a long comment: parse to know */
        return PICTURE_SVG;
    }
    bool is_web_page = starts(&text, "<!DOCTYPE html") || starts(&text, "<html") ||
                       starts(&text, "<head") || starts(&text, "<body");
    *why = is_web_page ? "it is a web page, not a picture" : "it is no picture that Galley knows";
    return PICTURE_UNKNOWN;
}

PictureType picture_sniff(const uint8_t *bytes, size_t length, const char **why) {
    if (length == 0) {
        *why = "it is empty";
        return PICTURE_UNKNOWN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++) {
        const Signature *row = &signatures[i];
        if (length >= row->offset + row->length &&
            memcmp(bytes + row->offset, row->bytes, row->length) == 0 &&
            (row->type != PICTURE_WEBP || memcmp(bytes, "RIFF", 4) == 0)) {
            *why = row->why;
            return row->type;
        }
    }
    PictureType type = media_file_type(bytes, length);
    return type != PICTURE_UNKNOWN ? type : sniff_text(bytes, length, why);
}
