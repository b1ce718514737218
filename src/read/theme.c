/* Themes: styles/NAME with theme.yaml, book.css and fonts/, in the publication or beside the
 * program. `extends:` puts another theme's book.css and fonts before its own. */
#include "base/charset.h"
#include "base/limits.h"
#include "base/text.h"
#include "read/directories.h"
#include "read/issue_directory.h"
#include "read/names.h"
#include "read/theme_look.h"
#include "read/values.h"
#include "read/yaml_file.h"
#include "style/book_css.h"

#include <string.h>
#include <unistd.h>

enum { MOST_EXTENDED = 4 };

/* A directory that holds themes. */
typedef struct {
    Root *root;
    char *below;   /* the themes' directory below the root; "" if it is the root */
    char *display; /* the same as the editor would type it */
    bool is_own;   /* Galley's own themes, which its tests hold to the list of safe CSS */
} Shelf;

static void shelf_free(Shelf *shelf) {
    g_clear_pointer(&shelf->root, root_free);
    g_free(shelf->below);
    g_free(shelf->display);
    g_free(shelf);
}

typedef struct {
    GPtrArray *shelves; /* Shelf *, in the order in which they are asked */
    GString *css;
    GPtrArray *fonts;
    GPtrArray *print_fonts;
    GPtrArray *print_css; /* ThemeSheet */
    ThemeLook look;
    Report *report;
    unsigned depth;
} ThemeWork;

static void add_shelf(GPtrArray *shelves, Root *root, const char *below, const char *display,
                      bool is_own) {
    Shelf *shelf = g_new0(Shelf, 1);
    *shelf = (Shelf){root_ref(root), g_strdup(below), g_strdup(display), is_own};
    g_ptr_array_add(shelves, shelf);
}

static GPtrArray *list_shelves(const Publication *publication, const char *const *places) {
    GPtrArray *shelves = g_ptr_array_new_with_free_func((GDestroyNotify)shelf_free);
    if (publication->root != NULL) {
        g_autofree char *display = path_below(publication->path, "styles");
        add_shelf(shelves, publication->root, "styles", display, false);
    }
    for (size_t i = 0; places[i] != NULL; i++) {
        g_autoptr(Root) root = root_open_noted(places[i], publication->inputs, NULL);
        if (root != NULL) {
            add_shelf(shelves, root, "", places[i], true);
        }
    }
    return shelves;
}

bool theme_name_is_safe(const char *name) {
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return *name != '\0' && *name != '.' && strlen(name) <= 80 &&
           strspn(name, letters) == strlen(name);
}

static char *path_on(const Shelf *shelf, const char *name, const char *file) {
    g_autofree char *directory =
        *shelf->below ? g_build_filename(shelf->below, name, NULL) : g_strdup(name);
    return g_build_filename(directory, file, NULL);
}

static char *display_on(const Shelf *shelf, const char *name, const char *file) {
    return g_build_filename(shelf->display, name, file, NULL);
}

static bool is_on(const Shelf *shelf, const char *name, const char *file) {
    g_autofree char *path = path_on(shelf, name, file);
    int descriptor = root_open_file(shelf->root, path, NULL, NULL);
    if (descriptor >= 0) {
        close(descriptor);
    }
    return descriptor >= 0;
}

/* The first shelf from `from` on that holds the theme; the number of shelves if none does. */
static guint find_shelf(const GPtrArray *shelves, const char *name, guint from) {
    guint i = from;
    while (i < shelves->len &&
           (!theme_name_is_safe(name) || (!is_on(shelves->pdata[i], name, "theme.yaml") &&
                                          !is_on(shelves->pdata[i], name, "book.css")))) {
        i++;
    }
    return i;
}

/* The names of all themes, each once, in the order of the shelves. */
static GPtrArray *list_themes(const GPtrArray *shelves) {
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < shelves->len; i++) {
        const Shelf *shelf = shelves->pdata[i];
        g_autofree char *path = g_build_filename(root_path(shelf->root), shelf->below, NULL);
        g_autoptr(GPtrArray) found = directory_subdirectories(path, NULL);
        for (guint k = 0; found != NULL && k < found->len; k++) {
            const char *name = found->pdata[k];
            bool is_theme = is_on(shelf, name, "theme.yaml") || is_on(shelf, name, "book.css");
            if (is_theme && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
                g_ptr_array_add(names, g_strdup(name));
            }
        }
    }
    return names;
}

static void report_missing(const ThemeWork *work, const char *name, Place asked_at) {
    g_autoptr(GPtrArray) names = list_themes(work->shelves);
    g_autoptr(GPtrArray) near = text_nearest(name, names, 1);
    g_autoptr(GString) hint = g_string_new(NULL);
    if (near->len > 0) {
        g_string_append_printf(hint, "did you mean %s? ", (const char *)near->pdata[0]);
    }
    g_string_append(hint, names->len > 0 ? "there is "
                                         : "there is no theme at all; they are "
                                           "looked for in the directory styles");
    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(hint, "%s%s", i > 0 ? ", " : "", (const char *)names->pdata[i]);
    }
    report_add(work->report, DIAGNOSTIC_THEME_MISSING, asked_at, hint->str, name, NULL);
}

static const char *font_media_type(GBytes *bytes) {
    static const struct {
        const char *magic;
        const char *media_type;
    } rows[] = {{"OTTO", "font/otf"},
                {"\0\1\0\0", "font/ttf"},
                {"true", "font/ttf"},
                {"wOFF", "font/woff"},
                {"wOF2", "font/woff2"}};
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    for (size_t i = 0; i < G_N_ELEMENTS(rows) && length >= 4; i++) {
        if (memcmp(data, rows[i].magic, 4) == 0) {
            return rows[i].media_type;
        }
    }
    return NULL;
}

static bool has_font(const GPtrArray *fonts, const char *name) {
    for (guint i = 0; i < fonts->len; i++) {
        if (strcmp(((const ThemeFont *)fonts->pdata[i])->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void add_font(GPtrArray *fonts, const Shelf *shelf, const char *theme, const char *name,
                     const Said *said) {
    Said one = *said;
    YamlValue text = {.kind = YAML_VALUE_TEXT,
                      .line = said->value->line,
                      .column = said->value->column,
                      .text = (char *)name};
    one.value = &text;
    if (!theme_name_is_safe(name)) {
        said_wrong(&one, "name a file in the theme's fonts directory, in plain letters, digits, -, "
                         "_ and .");
        return;
    }
    g_autofree char *below = g_build_filename("fonts", name, NULL);
    g_autofree char *path = path_on(shelf, theme, below);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = root_read(shelf->root, path, LIMIT_FONT_BYTES, &error);
    if (bytes == NULL) {
        said_wrong(&one,
                   "there is no such file in the theme's fonts directory, or it is too large");
        return;
    }
    const char *media_type = font_media_type(bytes);
    if (media_type == NULL) {
        said_wrong(&one, "this is no OpenType, TrueType or WOFF font");
        return;
    }
    if (!has_font(fonts, name)) {
        ThemeFont *font = g_new0(ThemeFont, 1);
        *font = (ThemeFont){g_strdup(name), g_steal_pointer(&bytes), media_type};
        g_ptr_array_add(fonts, font);
    }
}

/* The files of the theme's fonts/ that a key names. */
static void add_fonts(ThemeWork *work, GPtrArray *fonts, const Shelf *shelf, const char *theme,
                      const YamlValue *map, const char *key, const char *file) {
    Said said = {.file = file, .report = work->report};
    said.value = value_find(map, key, &said.key);
    g_autoptr(GPtrArray) names = NULL;
    if (said.value == NULL || !said_words(&said, false, &names)) {
        return;
    }
    for (guint i = 0; i < names->len; i++) {
        add_font(fonts, shelf, theme, names->pdata[i], &said);
    }
}

/* A style sheet of the theme as UTF-8, and the name that it is known by; the caller frees both.
 * NULL: it is not there, or cannot be read, of which only the second is said (`is_there`). */
static char *read_sheet(const ThemeWork *work, const Shelf *shelf, const char *theme,
                        const char *name, char **display_path, size_t *length, bool *is_there) {
    g_autofree char *path = path_on(shelf, theme, name);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = root_read(shelf->root, path, LIMIT_STYLESHEET_BYTES, &error);
    *display_path = display_on(shelf, theme, name);
    *is_there = bytes != NULL || !g_error_matches(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING);
    if (bytes == NULL && *is_there) {
        report_add(work->report, DIAGNOSTIC_FILE_UNREADABLE, place_file(*display_path), NULL,
                   error->message, NULL);
    }
    return bytes != NULL ? charset_decode(bytes, NULL, *display_path, work->report, length) : NULL;
}

/* Appends book.css. Answers whether the theme has one. */
static bool append_css(ThemeWork *work, const Shelf *shelf, const char *theme) {
    g_autofree char *display_path = NULL;
    size_t length = 0;
    bool is_there = false;
    g_autofree char *css =
        read_sheet(work, shelf, theme, "book.css", &display_path, &length, &is_there);
    if (css == NULL) {
        return is_there;
    }
    if (!shelf->is_own) {
        book_css_check(css, length, display_path, work->report);
    }
    g_string_append_len(work->css, css, (gssize)length);
    if (length > 0 && css[length - 1] != '\n') {
        g_string_append_c(work->css, '\n');
    }
    return true;
}

/* Its print.css, if it has one: what print understands of it is judged when it prints. */
static void add_print_css(ThemeWork *work, const Shelf *shelf, const char *theme) {
    g_autofree char *display_path = NULL;
    size_t length = 0;
    bool is_there = false;
    char *css = read_sheet(work, shelf, theme, "print.css", &display_path, &length, &is_there);
    if (css != NULL) {
        ThemeSheet *sheet = g_new0(ThemeSheet, 1);
        *sheet = (ThemeSheet){g_steal_pointer(&display_path), g_bytes_new_take(css, length)};
        g_ptr_array_add(work->print_css, sheet);
    }
}

static bool gather(ThemeWork *work, const char *name, guint from, Place asked_at);

/* A theme may extend another, or one of its own name on a later shelf. */
static bool gather_extended(ThemeWork *work, const char *name, guint shelf, const YamlValue *map,
                            const char *file) {
    Said said = {.file = file, .report = work->report};
    said.value = value_find(map, "extends", &said.key);
    g_autofree char *parent = NULL;
    if (said.value == NULL || !said_text(&said, &parent)) {
        return false;
    }
    if (++work->depth >= MOST_EXTENDED) {
        return said_wrong(&said, "a theme may stand on three others at most, and never on itself");
    }
    bool is_namesake = strcmp(parent, name) == 0;
    if (is_namesake && find_shelf(work->shelves, name, shelf + 1) == work->shelves->len) {
        return said_wrong(&said,
                          "a theme cannot stand on itself, and there is no other of its name");
    }
    return gather(work, parent, is_namesake ? shelf + 1 : 0, said_place(&said));
}

static const char *known_keys(size_t index) {
    static const char *const rows[] = {"name",  "description", "embed", "extends",    "colours",
                                       "faces", "cover",       "inks",  "print_fonts"};
    return index < G_N_ELEMENTS(rows) ? rows[index] : NULL;
}

static bool gather(ThemeWork *work, const char *name, guint from, Place asked_at) {
    guint found = find_shelf(work->shelves, name, from);
    if (found == work->shelves->len) {
        report_missing(work, name, asked_at);
        return false;
    }
    const Shelf *shelf = work->shelves->pdata[found];
    g_autofree char *path = path_on(shelf, name, "theme.yaml");
    g_autofree char *file = display_on(shelf, name, "theme.yaml");
    g_autoptr(YamlValue) map = yaml_map_read(shelf->root, path, file, NULL, work->report);
    keys_check(map, known_keys, file, work->report);
    bool has_css = gather_extended(work, name, found, map, file);
    add_fonts(work, work->fonts, shelf, name, map, "embed", file);
    add_fonts(work, work->print_fonts, shelf, name, map, "print_fonts", file);
    add_print_css(work, shelf, name);
    theme_look_read(map, file, &work->look, work->report);
    has_css = append_css(work, shelf, name) || has_css;
    if (!has_css) {
        g_autofree char *css = display_on(shelf, name, "book.css");
        report_add(work->report, DIAGNOSTIC_FILE_UNREADABLE, place_file(css), NULL,
                   "it is not there", NULL);
    }
    return true;
}

Theme *theme_read(const char *name, const Publication *publication, const char *const *places,
                  Place asked_at, Report *report) {
    g_autoptr(GPtrArray) shelves = list_shelves(publication, places);
    ThemeWork work = {.shelves = shelves, .css = g_string_new(NULL), .report = report};
    work.fonts = g_ptr_array_new_with_free_func((GDestroyNotify)theme_font_free);
    work.print_fonts = g_ptr_array_new_with_free_func((GDestroyNotify)theme_font_free);
    work.print_css = g_ptr_array_new_with_free_func((GDestroyNotify)theme_sheet_free);
    if (!gather(&work, name, 0, asked_at)) {
        g_ptr_array_unref(work.fonts);
        g_ptr_array_unref(work.print_fonts);
        g_ptr_array_unref(work.print_css);
        g_string_free(work.css, TRUE);
        theme_look_clear(&work.look);
        return NULL;
    }
    Theme *theme = g_new0(Theme, 1);
    theme->name = g_strdup(name);
    const Shelf *shelf = shelves->pdata[find_shelf(shelves, name, 0)];
    theme->display_path = display_on(shelf, name, "theme.yaml");
    theme->book_css = g_string_free_to_bytes(work.css);
    theme->fonts = work.fonts;
    theme->print_fonts = work.print_fonts;
    theme->print_css = work.print_css;
    theme->look = work.look;
    return theme;
}
