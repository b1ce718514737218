/* Packed lists: operations and text as they are, glyphs in a few bytes each, as most of what there
 * is to say of one follows from the one before. All in one piece of memory. */
#include "print/display_pack.h"

#include <string.h>

struct PackedList {
    uint32_t operation_count, glyph_count, text_bytes;
    Operation operations[]; /* then the text, then the glyphs */
};

/* A glyph's first byte. */
enum {
    GLYPH_IS_WHOLE = 1 << 7,     /* it follows as it is */
    GLYPH_RUNS_BACK = 1 << 6,    /* its text ends where the last one's begins, not behind it */
    GLYPH_LENGTH = (1 << 6) - 1, /* bytes of its text */
};

/* Most glyphs are raised nowhere, and their texts follow one another. */
typedef struct {
    uint8_t head;
    uint8_t glyph[sizeof(uint16_t)];
    uint8_t advance_mpt[sizeof(int16_t)];
} PlainGlyph;

enum { MOST_GLYPH_BYTES = 1 + sizeof(DisplayGlyph) };

/* Where the text of the glyph before begins and ends. */
typedef struct {
    uint32_t start, end;
} LastText;

static uint8_t *put_glyph(uint8_t *at, const DisplayGlyph *glyph, LastText *last) {
    bool runs_back = glyph->text_start != last->end;
    bool follows = !runs_back || glyph->text_start + glyph->text_length == last->start;
    int16_t advance = (int16_t)glyph->advance_mpt;
    *last = (LastText){glyph->text_start, glyph->text_start + glyph->text_length};
    if (!follows || glyph->text_length > GLYPH_LENGTH || advance != glyph->advance_mpt ||
        glyph->offset_x_mpt != 0 || glyph->offset_y_mpt != 0) {
        *at = GLYPH_IS_WHOLE;
        memcpy(at + 1, glyph, sizeof(DisplayGlyph));
        return at + MOST_GLYPH_BYTES;
    }
    PlainGlyph plain = {.head = (uint8_t)(glyph->text_length | (runs_back ? GLYPH_RUNS_BACK : 0U))};
    memcpy(plain.glyph, &glyph->glyph, sizeof plain.glyph);
    memcpy(plain.advance_mpt, &advance, sizeof plain.advance_mpt);
    memcpy(at, &plain, sizeof plain);
    return at + sizeof plain;
}

static const uint8_t *take_glyph(const uint8_t *at, DisplayGlyph *glyph, LastText *last) {
    if (*at == GLYPH_IS_WHOLE) {
        memcpy(glyph, at + 1, sizeof(DisplayGlyph));
        at += MOST_GLYPH_BYTES;
    } else {
        PlainGlyph plain;
        int16_t advance;
        memcpy(&plain, at, sizeof plain);
        memcpy(&advance, plain.advance_mpt, sizeof advance);
        uint32_t length = plain.head & GLYPH_LENGTH;
        bool runs_back = (plain.head & GLYPH_RUNS_BACK) != 0;
        *glyph = (DisplayGlyph){.advance_mpt = advance,
                                .text_start = runs_back ? last->start - length : last->end,
                                .text_length = length};
        memcpy(&glyph->glyph, plain.glyph, sizeof plain.glyph);
        at += sizeof plain;
    }
    *last = (LastText){glyph->text_start, glyph->text_start + glyph->text_length};
    return at;
}

static GByteArray *pack_glyphs(const DisplayList *list) {
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, list->glyphs->len * MOST_GLYPH_BYTES);
    uint8_t *at = bytes->data;
    LastText last = {0, 0};
    const DisplayGlyph *glyphs = (const DisplayGlyph *)(void *)list->glyphs->data;
    for (guint i = 0; i < list->glyphs->len; i++) {
        at = put_glyph(at, &glyphs[i], &last);
    }
    g_byte_array_set_size(bytes, list->glyphs->len == 0 ? 0 : (guint)(at - bytes->data));
    return bytes;
}

PackedList *display_list_pack(const DisplayList *list) {
    g_autoptr(GByteArray) glyphs = pack_glyphs(list);
    gsize operation_bytes = list->operations->len * sizeof(Operation);
    PackedList *packed =
        g_malloc(sizeof(PackedList) + operation_bytes + list->text->len + glyphs->len);
    packed->operation_count = list->operations->len;
    packed->glyph_count = list->glyphs->len;
    packed->text_bytes = (uint32_t)list->text->len;
    uint8_t *text = (uint8_t *)packed->operations + operation_bytes;
    if (operation_bytes > 0) {
        memcpy(packed->operations, list->operations->data, operation_bytes);
    }
    memcpy(text, list->text->str, list->text->len);
    if (glyphs->len > 0) {
        memcpy(text + list->text->len, glyphs->data, glyphs->len);
    }
    return packed;
}

void packed_list_free(PackedList *packed) {
    g_free(packed);
}

void display_list_add_packed(DisplayList *list, const PackedList *packed, Mpt x_mpt, Mpt y_mpt) {
    guint first_glyph = list->glyphs->len;
    const uint8_t *text = (const uint8_t *)(packed->operations + packed->operation_count);
    display_list_add_operations(list, packed->operations, packed->operation_count, x_mpt, y_mpt);
    g_string_append_len(list->text, (const char *)text, (gssize)packed->text_bytes);
    g_array_set_size(list->glyphs, first_glyph + packed->glyph_count);
    const uint8_t *at = text + packed->text_bytes;
    LastText last = {0, 0};
    DisplayGlyph *glyphs = &g_array_index(list->glyphs, DisplayGlyph, first_glyph);
    for (uint32_t i = 0; i < packed->glyph_count; i++) {
        at = take_glyph(at, &glyphs[i], &last);
    }
}
