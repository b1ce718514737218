/* Subsets by HarfBuzz. Of a font with PostScript outlines only the CFF table is embedded, of one
 * with TrueType outlines the tables that draw. */
#include "print/pdf/font_program.h"

#include "print/pdf/syntax.h"

#include <hb-subset.h>
#include <string.h>

#define TAG_LETTERS 6

/* Tables that a PDF does not read. */
static const char *const dropped_tables[] = {
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "DSIG", "kern", "Silf", "Glat", "Gloc", "Feat",
    "Sill", "name", "post", "cmap", "OS/2", "gasp", "hdmx", "LTSH", "VDMX", "meta", "fvar",
    "avar", "gvar", "HVAR", "MVAR", "STAT", "vhea", "vmtx", "VORG", "COLR", "CPAL", "SVG ",
};

static hb_face_t *subset(const FontFace *face, const hb_set_t *glyphs) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL) {
        return NULL;
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS);
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < G_N_ELEMENTS(dropped_tables); i++) {
        hb_set_add(dropped, hb_tag_from_string(dropped_tables[i], 4));
    }
    hb_face_t *made = hb_subset_or_fail(face->face, input);
    hb_subset_input_destroy(input);
    return made;
}

/* Six letters that a subset's name begins with (9.6.4), from its bytes: the same subset has the
 * same, another most likely another. */
static char *tagged_name(const FontFace *face, hb_blob_t *bytes) {
    unsigned length = 0;
    const char *data = hb_blob_get_data(bytes, &length);
    Digest digest = digest_of(data, length);
    const unsigned char *parts = (const unsigned char *)digest.words;
    char tag[TAG_LETTERS + 1] = "";
    for (int i = 0; i < TAG_LETTERS; i++) {
        tag[i] = (char)('A' + parts[i] % 26);
    }
    return g_strconcat(tag, "+", face->name, NULL);
}

void font_program_make(FontProgram *program, const FontFace *face, const hb_set_t *glyphs) {
    hb_face_t *made = subset(face, glyphs);
    if (made == NULL) {
        return;
    }
    hb_blob_t *bytes = face->is_cff ? hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' '))
                                    : hb_face_reference_blob(made);
    hb_face_destroy(made);
    if (hb_blob_get_length(bytes) == 0) {
        hb_blob_destroy(bytes);
        return;
    }
    program->bytes = bytes;
    program->name = tagged_name(face, bytes);
}

void font_program_clear(FontProgram *program) {
    g_clear_pointer(&program->bytes, hb_blob_destroy);
    g_clear_pointer(&program->name, g_free);
}

static int64_t thousandths_of_em(const FontFace *face, int units) {
    return (int64_t)units * 1000 / (int64_t)face->units_per_em;
}

/* Table 123: fixed pitch, symbolic (its codes are its own), italic. */
static unsigned flags_of(const FontFace *face) {
    return (face->is_fixed_pitch ? 1U : 0U) | 1U << 2 | (face->is_italic ? 1U << 6 : 0U);
}

static void add_number(GString *text, const char *key, int64_t number) {
    g_string_append_printf(text, "/%s ", key);
    pdf_add_integer(text, number);
}

uint32_t font_program_write(const FontProgram *program, PdfFile *file, const FontFace *face) {
    unsigned length = 0;
    const char *data = hb_blob_get_data(program->bytes, &length);
    uint32_t stream = pdf_file_reserve(file), descriptor = pdf_file_reserve(file);
    g_autofree char *entries =
        face->is_cff ? g_strdup("/Subtype/CIDFontType0C") : g_strdup_printf("/Length1 %u", length);
    pdf_file_add_deflated(file, stream, entries, data, length);
    g_autoptr(GString) text = g_string_new("<</Type/FontDescriptor/FontName");
    pdf_add_name(text, program->name);
    add_number(text, "Flags", flags_of(face));
    g_string_append(text, "/FontBBox[");
    for (int i = 0; i < 4; i++) {
        pdf_add_integer(text, thousandths_of_em(face, face->box[i]));
        g_string_append_c(text, i < 3 ? ' ' : ']');
    }
    add_number(text, "ItalicAngle", face->italic_angle);
    add_number(text, "Ascent", thousandths_of_em(face, face->ascender));
    add_number(text, "Descent", thousandths_of_em(face, face->descender));
    add_number(text, "CapHeight", thousandths_of_em(face, face->cap_height));
    add_number(text, "XHeight", thousandths_of_em(face, face->x_height));
    int64_t weight = face->weight;
    add_number(text, "StemV", 50 + weight * weight / 4225); /* 65 squared: as most writers guess */
    g_string_append(text, face->is_cff ? "/FontFile3 " : "/FontFile2 ");
    pdf_add_reference(text, stream);
    g_string_append(text, ">>");
    pdf_file_add(file, descriptor, text->str, text->len);
    return descriptor;
}
