/* The shelf of faces: a theme's own files first, then the machine's, by family, weight and slope.
 */
#include "print/font.h"

#include "base/jobs.h"
#include "print/font_find.h"
#include "print/font_scripts.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* Where a script's characters are looked for, and which were found. */
typedef struct {
    char *lang;
    hb_script_t script;
    FaceWish wish;
    const ScriptFaces *faces; /* NULL: of no script in the table */
    GPtrArray *found;         /* FoundFont */
    GHashTable *by_character; /* gunichar -> FallbackFace, owned */
} Fallback;

/* A style's families in a weight and slope that the style itself has not. */
typedef struct {
    const char *const *families; /* interned */
    unsigned weight;
    bool is_italic;
    const FontFace *face; /* or NULL */
} Variant;

struct FontShelf {
    Lock *lock;
    GPtrArray *own;       /* FontFace: of the theme's files */
    GHashTable *by_file;  /* "INDEX:PATH" -> FontFace *, owned */
    GHashTable *by_style; /* TextStyle -> FontFace * or NULL */
    GArray *variants;     /* Variant */
    GPtrArray *fallbacks; /* Fallback */
    FontFinder *finder;   /* NULL until the machine's fonts are asked for */
    GPtrArray *all;       /* FoundFont: every face of the machine; NULL until it is asked for */
};

/* NULL: it has no such name. */
static char *name_of(hb_face_t *face, hb_ot_name_id_t id) {
    char text[128];
    unsigned length = sizeof text;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &length, text);
    return text[0] != '\0' ? g_utf8_make_valid(text, -1) : NULL;
}

static char *postscript_name_of(hb_face_t *face) {
    char *name = name_of(face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    for (char *c = name; c != NULL && *c != '\0'; c++) {
        *c = g_ascii_isgraph(*c) && strchr("()<>[]{}/%#", *c) == NULL ? *c : '-';
    }
    return name != NULL ? name : g_strdup("Unnamed");
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int otherwise) {
    hb_position_t value = 0;
    return hb_ot_metrics_get_position(font, tag, &value) ? value : otherwise;
}

/* The font's bounding box: `head` (OpenType 1.9), four signed shorts from byte 36. */
static void read_box(FontFace *face) {
    hb_blob_t *head = hb_face_reference_table(face->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length = 0;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &length);
    for (int i = 0; i < 4 && length >= 44; i++) {
        face->box[i] = (int16_t)(bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]);
    }
    hb_blob_destroy(head);
}

/* Told by its class or by its PANOSE numbers: `OS/2` (OpenType 1.9), a short at byte 30 whose upper
 * half is 8, a family of Latin text with a serif style of 11 to 15 from byte 32. */
static bool looks_sans(hb_face_t *face) {
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned length = 0;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(table, &length);
    bool is_sans =
        length > 33 && (bytes[30] == 8 || (bytes[32] == 2 && bytes[33] >= 11 && bytes[33] <= 15));
    hb_blob_destroy(table);
    return is_sans;
}

static bool has_table(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static void measure_face(FontFace *face) {
    hb_font_t *font = face->font;
    int em = (int)face->units_per_em;
    face->ascender = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em * 4 / 5);
    face->descender = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -em / 5);
    face->cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, em * 7 / 10);
    face->x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, em / 2);
    face->underline_position = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -em / 10);
    face->underline_thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em / 20);
    face->weight = (unsigned)hb_style_get_value(font, HB_STYLE_TAG_WEIGHT);
    face->is_italic = hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0.5F;
    face->italic_angle = (int)hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
    face->is_cff = has_table(face->face, HB_TAG('C', 'F', 'F', ' '));
    face->is_sans = looks_sans(face->face);
    read_box(face);
    hb_codepoint_t narrow = 0, wide = 0;
    if (hb_font_get_nominal_glyph(font, 'i', &narrow) &&
        hb_font_get_nominal_glyph(font, 'W', &wide)) {
        face->is_fixed_pitch =
            hb_font_get_glyph_h_advance(font, narrow) == hb_font_get_glyph_h_advance(font, wide);
    }
}

static bool looks_up(const FontFace *face, gunichar character) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(face->font, character, &glyph) && glyph != 0;
}

bool font_face_has(const FontFace *face, gunichar character) {
    return character < FONT_LATIN_END ? (face->latin[character / 64] >> character % 64 & 1) != 0
                                      : looks_up(face, character);
}

static void note_latin(FontFace *face) {
    for (gunichar c = 0x20; c < FONT_LATIN_END; c++) {
        face->latin[c / 64] |= (uint64_t)looks_up(face, c) << c % 64;
    }
}

/* NULL: the bytes are no font that can be set with. */
static FontFace *face_new(hb_blob_t *blob_taken, const char *path, unsigned index) {
    hb_face_t *opened = hb_face_create(blob_taken, index);
    hb_blob_destroy(blob_taken);
    if (hb_face_get_glyph_count(opened) == 0 || (!has_table(opened, HB_TAG('C', 'F', 'F', ' ')) &&
                                                 !has_table(opened, HB_TAG('g', 'l', 'y', 'f')))) {
        hb_face_destroy(opened);
        return NULL;
    }
    FontFace *face = g_new0(FontFace, 1);
    face->face = opened;
    face->index = index;
    face->file_path = g_strdup(path);
    face->font = hb_font_create(opened);
    face->units_per_em = MAX(16, hb_face_get_upem(opened));
    face->name = postscript_name_of(opened);
    face->family = name_of(opened, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    if (face->family == NULL) {
        face->family = name_of(opened, HB_OT_NAME_ID_FONT_FAMILY);
    }
    if (face->family == NULL) {
        face->family = g_strdup(face->name);
    }
    measure_face(face);
    note_latin(face);
    hb_face_make_immutable(opened);
    hb_font_make_immutable(face->font);
    return face;
}

static void face_free(void *data) {
    FontFace *face = data;
    if (face != NULL) {
        hb_font_destroy(face->font);
        hb_face_destroy(face->face);
        g_free(face->name);
        g_free(face->family);
        g_free(face->file_path);
        g_free(face);
    }
}

static void fallback_free(void *data) {
    Fallback *fallback = data;
    g_free(fallback->lang);
    g_ptr_array_unref(fallback->found);
    g_hash_table_unref(fallback->by_character);
    g_free(fallback);
}

static void take_own_font(FontShelf *shelf, const ThemeFont *font) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(font->bytes, &length);
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY,
                                     g_bytes_ref(font->bytes), (hb_destroy_func_t)g_bytes_unref);
    FontFace *face = face_new(blob, font->name, 0);
    if (face != NULL) {
        g_ptr_array_add(shelf->own, face);
    }
}

FontShelf *font_shelf_new(GPtrArray *theme_fonts) {
    FontShelf *shelf = g_new0(FontShelf, 1);
    shelf->lock = lock_new();
    shelf->own = g_ptr_array_new_with_free_func(face_free);
    shelf->by_file = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, face_free);
    shelf->by_style = g_hash_table_new(NULL, NULL);
    shelf->variants = g_array_new(FALSE, FALSE, sizeof(Variant));
    shelf->fallbacks = g_ptr_array_new_with_free_func(fallback_free);
    for (guint i = 0; theme_fonts != NULL && i < theme_fonts->len; i++) {
        take_own_font(shelf, theme_fonts->pdata[i]);
    }
    return shelf;
}

void font_shelf_free(FontShelf *shelf) {
    if (shelf != NULL) {
        g_ptr_array_unref(shelf->own);
        g_hash_table_unref(shelf->by_file);
        g_hash_table_unref(shelf->by_style);
        g_array_unref(shelf->variants);
        g_ptr_array_unref(shelf->fallbacks);
        g_clear_pointer(&shelf->all, g_ptr_array_unref);
        g_clear_pointer(&shelf->finder, font_finder_free);
        lock_free(shelf->lock);
        g_free(shelf);
    }
}

static FontFinder *finder_of(FontShelf *shelf) {
    if (shelf->finder == NULL) {
        shelf->finder = font_finder_new();
    }
    return shelf->finder;
}

static const FontFace *open_found(FontShelf *shelf, const FoundFont *found) {
    g_autofree char *key = g_strdup_printf("%u:%s", found->index, found->path);
    gpointer face = NULL;
    if (!g_hash_table_lookup_extended(shelf->by_file, key, NULL, &face)) {
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(found->path);
        face = blob != NULL ? face_new(blob, found->path, found->index) : NULL;
        g_hash_table_insert(shelf->by_file, g_steal_pointer(&key), face);
    }
    return face;
}

/* How far a face is from what is wanted: the slope counts more than the weight. */
static unsigned distance_of(const FontFace *face, const TextStyle *style) {
    return (unsigned)abs((int)face->weight - (int)style->weight) +
           (face->is_italic == style->is_italic ? 0 : 1000);
}

static const FontFace *find_own(const FontShelf *shelf, const TextStyle *style,
                                const char *family) {
    const FontFace *best = NULL;
    for (guint i = 0; i < shelf->own->len; i++) {
        const FontFace *face = shelf->own->pdata[i];
        if (g_ascii_strcasecmp(face->family, family) == 0 &&
            (best == NULL || distance_of(face, style) < distance_of(best, style))) {
            best = face;
        }
    }
    return best;
}

static const FontFace *find_face(FontShelf *shelf, const TextStyle *style) {
    for (size_t i = 0; style->families != NULL && style->families[i] != NULL; i++) {
        const FontFace *own = find_own(shelf, style, style->families[i]);
        if (own != NULL) {
            return own;
        }
        FoundFont found;
        if (font_finder_family(finder_of(shelf), style->families[i], style->weight,
                               style->is_italic, &found)) {
            const FontFace *face = open_found(shelf, &found);
            if (face != NULL) {
                return face;
            }
        }
    }
    return NULL;
}

const FontFace *font_shelf_face(FontShelf *shelf, const TextStyle *style) {
    gpointer face = NULL;
    lock_take(shelf->lock);
    if (!g_hash_table_lookup_extended(shelf->by_style, style, NULL, &face)) {
        face = (gpointer)find_face(shelf, style);
        g_hash_table_insert(shelf->by_style, (gpointer)style, face);
    }
    lock_give(shelf->lock);
    return face;
}

const FontFace *font_shelf_face_as(FontShelf *shelf, const TextStyle *style, unsigned weight,
                                   bool is_italic) {
    TextStyle wanted = {
        .families = style->families, .weight = (uint16_t)weight, .is_italic = is_italic};
    const Variant *found = NULL;
    lock_take(shelf->lock);
    for (guint i = 0; i < shelf->variants->len && found == NULL; i++) {
        const Variant *known = &g_array_index(shelf->variants, Variant, i);
        bool is_meant = known->families == wanted.families && known->weight == weight &&
                        known->is_italic == is_italic;
        found = is_meant ? known : NULL;
    }
    const FontFace *face = found != NULL ? found->face : find_face(shelf, &wanted);
    if (found == NULL) {
        Variant variant = {wanted.families, weight, is_italic, face};
        g_array_append_val(shelf->variants, variant);
    }
    lock_give(shelf->lock);
    return face;
}

static gint compare_paths(gconstpointer left, gconstpointer right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

GPtrArray *font_shelf_files(FontShelf *shelf) {
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    GHashTableIter each;
    gpointer key = NULL;
    lock_take(shelf->lock);
    g_hash_table_iter_init(&each, shelf->by_file);
    while (g_hash_table_iter_next(&each, &key, NULL)) {
        g_ptr_array_add(paths, strchr(key, ':') + 1);
    }
    g_ptr_array_sort(paths, compare_paths);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < paths->len; i++) {
        if (i == 0 || strcmp(paths->pdata[i], paths->pdata[i - 1]) != 0) {
            g_ptr_array_add(files, g_strdup(paths->pdata[i]));
        }
    }
    lock_give(shelf->lock);
    return files;
}

bool font_shelf_has_family(FontShelf *shelf, const TextStyle *style, const char *family) {
    FoundFont found;
    lock_take(shelf->lock);
    bool has =
        find_own(shelf, style, family) != NULL ||
        font_finder_family(finder_of(shelf), family, style->weight, style->is_italic, &found);
    lock_give(shelf->lock);
    return has;
}

/* Families to look in, the fittest first; those of the table's row are the first three at most. */
static GPtrArray *find_families(FontShelf *shelf, const ScriptFaces *faces, const FaceWish *wish,
                                bool is_italic) {
    static const char *const last[] = {"Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math",
                                       "DejaVu Sans", NULL};
    bool is_sans = wish->beside != NULL && wish->beside->is_sans;
    g_autoptr(GPtrArray) families = g_ptr_array_new();
    if (faces != NULL) {
        g_ptr_array_add(families, (gpointer)(is_sans ? faces->sans : faces->serif));
        g_ptr_array_add(families, (gpointer)(is_sans ? faces->serif : faces->sans));
        g_ptr_array_add(families, (gpointer)(faces->other != NULL ? faces->other : faces->serif));
    }
    g_ptr_array_add(families, (gpointer)(is_sans ? "Noto Sans" : "Noto Serif"));
    g_ptr_array_add(families, (gpointer)(is_sans ? "Noto Serif" : "Noto Sans"));
    for (size_t i = 0; i < G_N_ELEMENTS(last); i++) {
        g_ptr_array_add(families, (gpointer)last[i]);
    }
    return font_finder_families(finder_of(shelf), (const char *const *)families->pdata,
                                wish->weight, is_italic);
}

static Fallback *fallback_of(FontShelf *shelf, const FaceWish *wish, hb_script_t script,
                             const char *lang) {
    for (guint i = 0; i < shelf->fallbacks->len; i++) {
        Fallback *known = shelf->fallbacks->pdata[i];
        if (known->script == script && known->wish.weight == wish->weight &&
            known->wish.is_italic == wish->is_italic && known->wish.beside == wish->beside &&
            strcmp(known->lang, lang) == 0) {
            return known;
        }
    }
    Fallback *fallback = g_new(Fallback, 1);
    const ScriptFaces *faces = script_faces(script, lang);
    *fallback = (Fallback){
        .lang = g_strdup(lang),
        .script = script,
        .wish = *wish,
        .faces = faces,
        .found = find_families(shelf, faces, wish, wish->is_italic && script_has_italics(script)),
        .by_character = g_hash_table_new_full(NULL, NULL, NULL, g_free)};
    g_ptr_array_add(shelf->fallbacks, fallback);
    return fallback;
}

/* The face of all on the machine that comes nearest; one that cannot be opened is taken out. */
static const FontFace *look_everywhere(FontShelf *shelf, const FaceWish *wish, gunichar character) {
    if (shelf->all == NULL) {
        shelf->all = font_finder_all(finder_of(shelf));
    }
    for (;;) {
        guint best = G_MAXUINT;
        unsigned least = G_MAXUINT;
        for (guint i = 0; i < shelf->all->len; i++) {
            const FoundFont *font = shelf->all->pdata[i];
            unsigned distance = found_font_distance(font, wish->weight, wish->is_italic);
            if (distance < least && found_font_has(font, character)) {
                least = distance;
                best = i;
            }
        }
        const FontFace *face = best < G_MAXUINT ? open_found(shelf, shelf->all->pdata[best]) : NULL;
        if (face != NULL || best == G_MAXUINT) {
            return face;
        }
        g_ptr_array_remove_index(shelf->all, best);
    }
}

#define USUAL_X_HEIGHT_PERMILLE 460 /* of the Latin that the table's sizes are for */
#define LEAST_SIZE_PERMILLE 700
#define MOST_SIZE_PERMILLE 1400

static unsigned x_height_permille(const FontFace *face) {
    return face != NULL && face->x_height > 0 ? (unsigned)face->x_height * 1000 / face->units_per_em
                                              : USUAL_X_HEIGHT_PERMILLE;
}

/* Signs that belong to no script are as large as the text. */
static unsigned size_beside(const Fallback *fallback, const FontFace *face) {
    unsigned beside = x_height_permille(fallback->wish.beside);
    if (fallback->faces == NULL || fallback->wish.beside == NULL) {
        return 1000;
    }
    unsigned size = fallback->faces->size_permille;
    size = size != 0 ? size * beside / USUAL_X_HEIGHT_PERMILLE
                     : 1000 * beside / x_height_permille(face);
    return CLAMP(size, LEAST_SIZE_PERMILLE, MOST_SIZE_PERMILLE);
}

static FallbackFace *look_for(FontShelf *shelf, const Fallback *fallback, gunichar character) {
    FallbackFace *found = g_new(FallbackFace, 1);
    *found = (FallbackFace){.size_permille = 1000};
    for (guint i = 0; i < fallback->found->len && found->face == NULL; i++) {
        const FoundFont *font = fallback->found->pdata[i];
        found->face = found_font_has(font, character) ? open_found(shelf, font) : NULL;
    }
    if (found->face == NULL) {
        found->face = look_everywhere(shelf, &fallback->wish, character);
    }
    if (found->face != NULL) {
        found->size_permille = size_beside(fallback, found->face);
    }
    return found;
}

FallbackFace font_shelf_fallback(FontShelf *shelf, const FaceWish *wish, hb_script_t script,
                                 gunichar character, const char *lang) {
    gpointer key = GUINT_TO_POINTER(character);
    lock_take(shelf->lock);
    Fallback *fallback = fallback_of(shelf, wish, script, lang);
    FallbackFace *found = g_hash_table_lookup(fallback->by_character, key);
    if (found == NULL) {
        found = look_for(shelf, fallback, character);
        g_hash_table_insert(fallback->by_character, key, found);
    }
    FallbackFace face = *found;
    lock_give(shelf->lock);
    return face;
}
