/* Composite fonts: which glyphs are used and what they stand for is noted while pages are written;
 * the font's objects follow at the end. */
#include "print/pdf/fonts.h"

#include "base/file.h"
#include "print/pdf/font_program.h"
#include "print/pdf/syntax.h"

#include <string.h>

#define MOST_TEXT_BYTES 64 /* that a glyph may stand for by itself */
#define MAPPINGS_PER_BLOCK 100
#define MOST_VOICES 4

typedef struct {
    bool is_used;
    int32_t advance; /* millionths of an em */
} GlyphUse;

typedef struct {
    uint32_t start, length; /* in the font's texts; length 0: none */
} GlyphText;

/* The font with one text for each glyph. */
typedef struct {
    uint32_t object;
    GlyphText *texts; /* by glyph */
} Voice;

struct PdfFont {
    PdfFile *file;
    const FontFace *face;
    unsigned number;
    unsigned glyph_count;
    GlyphUse *uses; /* by glyph */
    GString *texts;
    int voice_count;
    Voice voices[MOST_VOICES];
    FontProgram program;
};

struct PdfFonts {
    PdfFile *file;
    GPtrArray *fonts; /* PdfFont, in the order of their first use */
    GHashTable *by_face;
};

static void free_font(void *data) {
    PdfFont *font = data;
    font_program_clear(&font->program);
    for (int i = 0; i < font->voice_count; i++) {
        g_free(font->voices[i].texts);
    }
    g_string_free(font->texts, TRUE);
    g_free(font->uses);
    g_free(font);
}

PdfFonts *pdf_fonts_new(PdfFile *file) {
    PdfFonts *fonts = g_new0(PdfFonts, 1);
    fonts->file = file;
    fonts->fonts = g_ptr_array_new_with_free_func(free_font);
    fonts->by_face = g_hash_table_new(NULL, NULL);
    return fonts;
}

void pdf_fonts_free(PdfFonts *fonts) {
    if (fonts != NULL) {
        g_hash_table_unref(fonts->by_face);
        g_ptr_array_unref(fonts->fonts);
        g_free(fonts);
    }
}

static void add_voice(PdfFont *font) {
    font->voices[font->voice_count++] =
        (Voice){pdf_file_reserve(font->file), g_new0(GlyphText, font->glyph_count)};
}

PdfFont *pdf_fonts_get(PdfFonts *fonts, const FontFace *face) {
    PdfFont *font = g_hash_table_lookup(fonts->by_face, face);
    if (font == NULL) {
        font = g_new0(PdfFont, 1);
        font->face = face;
        font->number = fonts->fonts->len + 1;
        font->file = fonts->file;
        font->glyph_count = MAX(1, hb_face_get_glyph_count(face->face));
        font->uses = g_new0(GlyphUse, font->glyph_count);
        font->texts = g_string_new(NULL);
        add_voice(font);
        g_ptr_array_add(fonts->fonts, font);
        g_hash_table_insert(fonts->by_face, (gpointer)face, font);
    }
    return font;
}

static GlyphUse *use_of(PdfFont *font, uint16_t glyph) {
    GlyphUse *use = &font->uses[glyph < font->glyph_count ? glyph : 0];
    if (!use->is_used) {
        use->is_used = true;
        int64_t advance = hb_font_get_glyph_h_advance(font->face->font, glyph);
        int64_t em = font->face->units_per_em;
        use->advance = (int32_t)CLAMP((advance * 1000000 + em / 2) / em, 0, G_MAXINT32);
    }
    return use;
}

int32_t pdf_font_use(PdfFont *font, uint16_t glyph) {
    return use_of(font, glyph)->advance;
}

int pdf_font_spell(PdfFont *font, uint16_t glyph, const char *text, size_t length) {
    use_of(font, glyph);
    if (length == 0 || length > MOST_TEXT_BYTES || glyph >= font->glyph_count) {
        return -1;
    }
    for (int i = 0; i < MOST_VOICES; i++) {
        if (i == font->voice_count) {
            add_voice(font);
        }
        GlyphText *said = &font->voices[i].texts[glyph];
        if (said->length == 0) {
            *said = (GlyphText){(uint32_t)font->texts->len, (uint32_t)length};
            g_string_append_len(font->texts, text, (gssize)length);
            return i;
        }
        if (said->length == length && memcmp(font->texts->str + said->start, text, length) == 0) {
            return i;
        }
    }
    return -1;
}

void pdf_font_add_name(PdfFont *font, int voice, GString *text) {
    g_string_append(text, "/F");
    pdf_add_integer(text, font->number);
    if (voice > 0) {
        g_string_append_c(text, 'v');
        pdf_add_integer(text, voice + 1);
    }
}

char *pdf_fonts_resources(const PdfFonts *fonts) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fonts->fonts->len; i++) {
        PdfFont *font = fonts->fonts->pdata[i];
        for (int voice = 0; voice < font->voice_count; voice++) {
            pdf_font_add_name(font, voice, text);
            g_string_append_c(text, ' ');
            pdf_add_reference(text, font->voices[voice].object);
        }
    }
    return g_string_free(text, FALSE);
}

static bool is_silent(const PdfFont *font, unsigned glyph) {
    return font->uses[glyph].is_used && font->voices[0].texts[glyph].length == 0;
}

/* Glyphs that only ever stood within another's text get what the font's own table says of them. */
static void spell_the_rest(PdfFont *font) {
    hb_set_t *characters = hb_set_create();
    hb_face_collect_unicodes(font->face->face, characters);
    hb_codepoint_t character = HB_SET_VALUE_INVALID, glyph = 0;
    while (hb_set_next(characters, &character)) {
        if (hb_font_get_nominal_glyph(font->face->font, character, &glyph) &&
            glyph < font->glyph_count && is_silent(font, glyph)) {
            char text[6];
            pdf_font_spell(font, (uint16_t)glyph, text, (size_t)g_unichar_to_utf8(character, text));
        }
    }
    hb_set_destroy(characters);
    for (unsigned i = 0; i < font->glyph_count; i++) {
        if (is_silent(font, i)) {
            pdf_font_spell(font, (uint16_t)i, "\xEF\xBF\xBD", 3);
        }
    }
}

static bool is_wholly_spelled(const PdfFont *font) {
    for (unsigned i = 0; i < font->glyph_count; i++) {
        if (is_silent(font, i)) {
            return false;
        }
    }
    return true;
}

static void add_mappings(GString *text, const PdfFont *font, const Voice *voice) {
    g_autoptr(GString) block = g_string_new(NULL);
    unsigned count = 0;
    for (unsigned i = 0; i < font->glyph_count; i++) {
        const GlyphText *said = &voice->texts[i];
        if (said->length > 0) {
            g_string_append_printf(block, "<%04X> <", i);
            pdf_add_utf16(block, font->texts->str + said->start, said->length);
            g_string_append(block, ">\n");
            count++;
        }
        if (count == MAPPINGS_PER_BLOCK || (count > 0 && i + 1 == font->glyph_count)) {
            g_string_append_printf(text, "%u beginbfchar\n%sendbfchar\n", count, block->str);
            g_string_truncate(block, 0);
            count = 0;
        }
    }
}

/* What each glyph stands for (9.10.3). */
static uint32_t write_to_unicode(PdfFile *file, const PdfFont *font, const Voice *voice) {
    g_autoptr(GString) text =
        g_string_new("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    add_mappings(text, font, voice);
    g_string_append(text, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    uint32_t object = pdf_file_reserve(file);
    pdf_file_add_deflated(file, object, "", text->str, text->len);
    return object;
}

/* "W[3[250 561.5]17[...]]": as the program has them, neighbours together (9.7.4.3). */
static void add_widths(GString *text, const PdfFont *font) {
    g_string_append(text, "/DW 0/W[");
    bool is_open = false;
    for (unsigned i = 0; i < font->glyph_count; i++) {
        const GlyphUse *use = &font->uses[i];
        if (is_open) {
            g_string_append_c(text, use->is_used ? ' ' : ']');
        } else if (use->is_used) {
            pdf_add_integer(text, i);
            g_string_append_c(text, '[');
        }
        is_open = use->is_used;
        if (is_open) {
            pdf_add_thousandths(text, use->advance);
        }
    }
    g_string_append(text, is_open ? "]]" : "]");
}

static void write_voice(PdfFile *file, const PdfFont *font, const Voice *voice,
                        uint32_t descendant) {
    uint32_t to_unicode = write_to_unicode(file, font, voice);
    const char *name = font->program.name;
    g_autofree char *base =
        font->face->is_cff ? g_strconcat(name, "-Identity-H", NULL) : g_strdup(name);
    g_autoptr(GString) text = g_string_new("<</Type/Font/Subtype/Type0/BaseFont");
    pdf_add_name(text, base);
    g_string_append_printf(text, "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
                           descendant, to_unicode);
    pdf_file_add(file, voice->object, text->str, text->len);
}

static void write_objects(PdfFile *file, PdfFont *font) {
    if (!is_wholly_spelled(font)) {
        spell_the_rest(font);
    }
    bool is_cff = font->face->is_cff;
    const char *name = font->program.name;
    uint32_t descriptor = font_program_write(&font->program, file, font->face);
    uint32_t descendant = pdf_file_reserve(file);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "<</Type/Font/Subtype/CIDFontType%d/BaseFont", is_cff ? 0 : 2);
    pdf_add_name(text, name);
    g_string_append_printf(text,
                           "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                           "/FontDescriptor %u 0 R",
                           descriptor);
    g_string_append(text, is_cff ? "" : "/CIDToGIDMap/Identity");
    add_widths(text, font);
    g_string_append(text, ">>");
    pdf_file_add(file, descendant, text->str, text->len);
    for (int i = 0; i < font->voice_count; i++) {
        write_voice(file, font, &font->voices[i], descendant);
    }
}

static void make_program(size_t index, void *data) {
    PdfFont *font = ((PdfFonts *)data)->fonts->pdata[index];
    hb_set_t *glyphs = hb_set_create();
    for (unsigned i = 0; i < font->glyph_count; i++) {
        if (font->uses[i].is_used) {
            hb_set_add(glyphs, i);
        }
    }
    font_program_make(&font->program, font->face, glyphs);
    hb_set_destroy(glyphs);
}

bool pdf_fonts_write(PdfFonts *fonts, Jobs *jobs, GError **error) {
    jobs_parallel_for(jobs, fonts->fonts->len, make_program, fonts);
    for (guint i = 0; i < fonts->fonts->len; i++) {
        PdfFont *font = fonts->fonts->pdata[i];
        if (font->program.bytes == NULL) {
            g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED,
                        "the font %s cannot be embedded", font->face->name);
            return false;
        }
        write_objects(fonts->file, font);
    }
    return true;
}
