/* Freeing of themes. */
#include "model/theme.h"

void theme_font_free(ThemeFont *font) {
    if (font == NULL) {
        return;
    }
    g_free(font->name);
    g_clear_pointer(&font->bytes, g_bytes_unref);
    g_free(font);
}

void theme_sheet_free(ThemeSheet *sheet) {
    if (sheet != NULL) {
        g_free(sheet->display_path);
        g_bytes_unref(sheet->css);
        g_free(sheet);
    }
}

void theme_look_clear(ThemeLook *look) {
    char *texts[] = {look->paper,         look->ink,       look->accent, look->nameplate_face,
                     look->headline_face, look->text_face, look->layout};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    *look = (ThemeLook){0};
}

void theme_free(Theme *theme) {
    if (theme == NULL) {
        return;
    }
    g_free(theme->name);
    g_free(theme->display_path);
    g_clear_pointer(&theme->book_css, g_bytes_unref);
    g_clear_pointer(&theme->fonts, g_ptr_array_unref);
    g_clear_pointer(&theme->print_fonts, g_ptr_array_unref);
    g_clear_pointer(&theme->print_css, g_ptr_array_unref);
    theme_look_clear(&theme->look);
    g_free(theme);
}
