/* A picture's header, whatever its kind, and its bytes without what they say about people: the
 * table of formats, and what goes from a walk's pieces to the new file. */
#include "images/picture_walk.h"

#include "base/limits.h"
#include "images/picture_sniff.h"

#include <string.h>

typedef bool (*FormatWalk)(PictureWalk *walk);

static FormatWalk find_walk(PictureType type) {
    static const FormatWalk walks[] = {[PICTURE_JPEG] = jpeg_walk,
                                       [PICTURE_PNG] = png_walk,
                                       [PICTURE_GIF] = gif_walk,
                                       [PICTURE_WEBP] = webp_walk};
    return type < G_N_ELEMENTS(walks) ? walks[type] : NULL;
}

/* For those that only have a size to tell. */
static FormatWalk find_sizer(PictureType type) {
    static const FormatWalk sizers[] = {[PICTURE_TIFF] = tiff_read_size,
                                        [PICTURE_HEIC] = heif_read_size,
                                        [PICTURE_AVIF] = heif_read_size};
    return type < G_N_ELEMENTS(sizers) ? sizers[type] : NULL;
}

/* All of a drawing: it is text, and has to be whole to be shown at all. */
static char *read_all(PictureSource *source) {
    char *text = g_malloc(source->size_bytes + 1);
    for (uint64_t at = 0; at < source->size_bytes;) {
        size_t length = (size_t)MIN(source->size_bytes - at, SOURCE_WINDOW_BYTES);
        const uint8_t *bytes = source_at(source, at, length);
        if (bytes == NULL) {
            g_free(text);
            return NULL;
        }
        memcpy(text + at, bytes, length);
        at += length;
    }
    text[source->size_bytes] = '\0';
    return text;
}

/* A side in whole pixels, at least one; what is too large stays so. */
static uint64_t rounded(double side_px) {
    return (uint64_t)CLAMP(side_px + 0.5, 1, 2.0 * LIMIT_PICTURE_SIDE_PX);
}

static bool read_svg(PictureWalk *walk) {
    PictureSource *source = walk->source;
    if (source->size_bytes > LIMIT_SVG_BYTES) {
        return walk_fail(walk, "the drawing is larger than 4 MB; simplify it, or save it as PNG");
    }
    g_autofree char *text = read_all(source);
    if (text == NULL) {
        return walk_fail(walk, "it could not be read to its end");
    }
    xmlDoc *drawing = svg_load(text, source->size_bytes, &walk->why);
    if (drawing == NULL) {
        return false;
    }
    SvgSize size;
    bool is_sized = svg_size(xmlDocGetRootElement(drawing), &size);
    xmlFreeDoc(drawing);
    return is_sized && walk_set_size(walk, rounded(size.width_px), rounded(size.height_px));
}

static bool read_header(PictureSource *source, PictureHeader *header, const char **why) {
    *header = (PictureHeader){.type = PICTURE_UNKNOWN, .orientation = 1};
    size_t length = (size_t)MIN(source->size_bytes, SNIFF_BYTES);
    const uint8_t *start = source_at(source, 0, length);
    if (start == NULL) {
        *why = "it could not be read";
        return false;
    }
    header->type = picture_sniff(start, length, why);
    PictureWalk walk = {.source = source, .header = header};
    FormatWalk walk_format = find_walk(header->type);
    FormatWalk sizer = walk_format != NULL ? walk_format : find_sizer(header->type);
    bool is_good = sizer != NULL                 ? sizer(&walk)
                   : header->type == PICTURE_SVG ? read_svg(&walk)
                                                 : header->type != PICTURE_UNKNOWN;
    *why = walk.why != NULL ? walk.why : *why;
    return is_good;
}

bool picture_read_header(int descriptor, uint64_t size_bytes, PictureHeader *header,
                         const char **why) {
    PictureSource *source = g_new(PictureSource, 1);
    source->bytes = NULL;
    source->descriptor = descriptor;
    source->size_bytes = size_bytes;
    source->window_start = source->window_length = 0;
    bool is_good = read_header(source, header, why);
    g_free(source);
    return is_good;
}

/* Windows on bytes in memory cost nothing. The empty picture has bytes, too: none. */
static PictureSource *source_of_bytes(GBytes *bytes) {
    PictureSource *source = g_new(PictureSource, 1);
    gsize length = 0;
    const uint8_t *data = g_bytes_get_data(bytes, &length);
    source->bytes = data != NULL ? data : (const uint8_t *)"";
    source->descriptor = -1;
    source->size_bytes = length;
    return source;
}

bool picture_read_header_bytes(GBytes *bytes, PictureHeader *header, const char **why) {
    PictureSource *source = source_of_bytes(bytes);
    bool is_good = read_header(source, header, why);
    g_free(source);
    return is_good;
}

static const uint8_t *piece_bytes(const PictureSource *source, const PicturePiece *piece) {
    return piece->is_inserted ? piece->inserted : source->bytes + piece->offset;
}

/* Are the pieces, one after the other, the file as it was? */
static bool is_unchanged(const PictureSource *source, const GArray *pieces) {
    uint64_t at = 0;
    for (guint i = 0; i < pieces->len; i++) {
        const PicturePiece *piece = &g_array_index(pieces, PicturePiece, i);
        bool is_same = piece->is_inserted
                           ? source_has(source, at, piece->length) &&
                                 memcmp(source->bytes + at, piece->inserted, piece->length) == 0
                           : piece->offset == at;
        if (!is_same) {
            return false;
        }
        at += piece->length;
    }
    return at == source->size_bytes;
}

static GBytes *join_pieces(const PictureSource *source, const GArray *pieces) {
    GByteArray *joined = g_byte_array_sized_new((guint)source->size_bytes);
    for (guint i = 0; i < pieces->len; i++) {
        const PicturePiece *piece = &g_array_index(pieces, PicturePiece, i);
        g_byte_array_append(joined, piece_bytes(source, piece), (guint)piece->length);
    }
    return g_byte_array_free_to_bytes(joined);
}

GBytes *picture_strip_metadata(PictureType type, GBytes *bytes) {
    FormatWalk walk_format = find_walk(type);
    if (walk_format == NULL) {
        return g_bytes_ref(bytes);
    }
    const char *why = NULL;
    PictureSource *source = source_of_bytes(bytes);
    PictureHeader header = {.orientation = 1};
    PictureWalk walk = {.source = source, .header = &header};
    walk.pieces = g_array_new(FALSE, FALSE, sizeof(PicturePiece));
    GBytes *stripped = NULL;
    size_t start = (size_t)MIN(source->size_bytes, SNIFF_BYTES);
    if (source->size_bytes <= LIMIT_PICTURE_BYTES &&
        picture_sniff(source->bytes, start, &why) == type && walk_format(&walk)) {
        stripped = is_unchanged(source, walk.pieces) ? g_bytes_ref(bytes)
                                                     : join_pieces(source, walk.pieces);
    }
    g_array_unref(walk.pieces);
    g_free(source);
    return stripped;
}
