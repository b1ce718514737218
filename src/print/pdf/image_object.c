/* Images: pixels are deflated or a JPEG as they come; nothing is unpacked here. */
#include "print/pdf/image_object.h"

/* sRGB without a profile: the primaries and white of IEC 61966-2-1 and a plain gamma (8.6.5.3). */
#define CALIBRATED_RGB                                                                             \
    "[/CalRGB<</WhitePoint[.9505 1 1.089]/Gamma[2.2 2.2 2.2]"                                      \
    "/Matrix[.4124 .2126 .0193 .3576 .7152 .1192 .1805 .0722 .9505]>>]"

/* A plate and nothing beside it, which DeviceGray says to a press but not to what shows the file on
 * a screen (8.6.6.4: its tint is ink, so that samples of light are turned round). */
#define BLACK_INK                                                                                  \
    "[/Separation/Black/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 0 1]>>]"    \
    "/Decode[1 0]"

static const char *colour_space(unsigned components, PrintColour colour, bool is_press) {
    switch (components) {
    case 1:
        return is_press && colour == PRINT_COLOUR_CMYK ? BLACK_INK : "/DeviceGray";
    case 4:
        return "/DeviceCMYK";
    default:
        return is_press ? CALIBRATED_RGB : "/DeviceRGB";
    }
}

static void write_samples(PdfFile *file, uint32_t number, GString *entries,
                          const PrintPicture *picture, unsigned components, GBytes *bytes,
                          bool is_jpeg) {
    g_string_append_printf(entries,
                           "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8",
                           picture->width_px, picture->height_px);
    if (is_jpeg) {
        g_string_append(entries, "/Filter/DCTDecode");
    } else {
        g_string_append_printf(entries,
                               "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %u"
                               "/BitsPerComponent 8/Columns %u>>",
                               components, picture->width_px);
    }
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    pdf_file_add_stream(file, number, entries->str, data, length);
}

uint32_t pdf_image_write(PdfFile *file, const PrintPicture *picture, PrintColour colour,
                         bool is_press) {
    uint32_t number = pdf_file_reserve(file);
    g_autoptr(GString) entries = g_string_new("/ColorSpace");
    g_string_append(entries, colour_space(picture->components, colour, is_press));
    if (picture->is_inverted) {
        g_string_append(entries, "/Decode[1 0 1 0 1 0 1 0]");
    }
    if (picture->alpha != NULL) {
        uint32_t mask = pdf_file_reserve(file);
        g_autoptr(GString) mask_entries = g_string_new("/ColorSpace/DeviceGray");
        write_samples(file, mask, mask_entries, picture, 1, picture->alpha, false);
        g_string_append_printf(entries, "/SMask %u 0 R", mask);
    }
    write_samples(file, number, entries, picture, picture->components, picture->bytes,
                  picture->is_jpeg);
    return number;
}
