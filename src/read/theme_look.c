/* Reading a theme's colours, faces and way of setting a cover. */
#include "read/theme_look.h"

#include "model/cover_plan.h"
#include "read/values.h"

#include <string.h>

enum { MOST_FACE_BYTES = 200 };

static void set_text(char **text, char *value) {
    g_free(*text);
    *text = value;
}

/* "#c8102e", "#c12", with or without the sign, which begins a comment where it is not quoted. */
static bool said_colour(const Said *said, char **answer) {
    const char *text = said->value->kind == YAML_VALUE_TEXT ? said->value->text : "";
    const char *digits = text + (*text == '#');
    size_t length = strlen(digits);
    bool is_colour =
        (length == 6 || length == 3) && strspn(digits, "0123456789abcdefABCDEF") == length;
    if (!is_colour) {
        return said_wrong(said, "write it in quotes, as web pages do: \"#c8102e\"");
    }
    GString *colour = g_string_new("#");
    for (size_t i = 0; i < length; i++) {
        for (size_t times = length == 3 ? 2 : 1; times > 0; times--) {
            g_string_append_c(colour, g_ascii_tolower(digits[i]));
        }
    }
    set_text(answer, g_string_free(colour, FALSE));
    return true;
}

static bool said_face(const Said *said, char **answer) {
    g_autofree char *face = NULL;
    if (!said_text(said, &face)) {
        return false;
    }
    if (strlen(face) > MOST_FACE_BYTES || strpbrk(face, "@#\"") != NULL) {
        return said_wrong(said, "name fonts in order, then how they are set: Vollkorn, Noto Serif "
                                "Display, Bold");
    }
    set_text(answer, g_steal_pointer(&face));
    return true;
}

static bool said_layout(const Said *said, char **answer) {
    g_autofree char *layout = NULL;
    if (!said_text(said, &layout)) {
        return false;
    }
    g_autoptr(GString) hint = g_string_new("there is ");
    for (size_t i = 0; cover_layout_name(i) != NULL; i++) {
        if (strcmp(cover_layout_name(i), layout) == 0) {
            set_text(answer, g_steal_pointer(&layout));
            return true;
        }
        g_string_append_printf(hint, "%s%s", i > 0 ? ", " : "", cover_layout_name(i));
    }
    return said_wrong(said, hint->str);
}

typedef struct {
    const char *name;
    size_t offset; /* of its member of ThemeLook */
    bool (*take)(const Said *said, char **answer);
} LookKey;

static const LookKey colour_rows[] = {
    {"paper", offsetof(ThemeLook, paper), said_colour},
    {"ink", offsetof(ThemeLook, ink), said_colour},
    {"accent", offsetof(ThemeLook, accent), said_colour},
};
static const LookKey face_rows[] = {
    {"nameplate", offsetof(ThemeLook, nameplate_face), said_face},
    {"headline", offsetof(ThemeLook, headline_face), said_face},
    {"text", offsetof(ThemeLook, text_face), said_face},
};

static const char *colour_names(size_t index) {
    return index < G_N_ELEMENTS(colour_rows) ? colour_rows[index].name : NULL;
}

static const char *face_names(size_t index) {
    return index < G_N_ELEMENTS(face_rows) ? face_rows[index].name : NULL;
}

static const struct {
    const char *key;
    const LookKey *rows;
    size_t count;
    KeyRow names;
    const char *hint;
} groups[] = {
    {"colours", colour_rows, G_N_ELEMENTS(colour_rows), colour_names,
     "give each its line below it: paper, ink, accent"},
    {"faces", face_rows, G_N_ELEMENTS(face_rows), face_names,
     "give each its line below it: nameplate, headline, text"},
};

/* Blank values too: they are what is left of an unquoted colour. */
static void take_group(const YamlValue *map, const LookKey *rows, size_t count, const char *file,
                       ThemeLook *look, Report *report) {
    for (guint i = 0; i < map->keys->len; i++) {
        const YamlValue *key = map->keys->pdata[i];
        for (size_t k = 0; k < count; k++) {
            if (g_ascii_strcasecmp(key->text, rows[k].name) == 0) {
                Said said = {map->values->pdata[i], key->text, file, report};
                rows[k].take(&said, (char **)((char *)look + rows[k].offset));
            }
        }
    }
}

void theme_look_read(const YamlValue *map, const char *file, ThemeLook *look, Report *report) {
    Said said = {.file = file, .report = report};
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        said.value = value_find(map, groups[i].key, &said.key);
        if (said.value != NULL && said.value->kind != YAML_VALUE_MAP) {
            said_wrong(&said, groups[i].hint);
        } else if (said.value != NULL) {
            keys_check(said.value, groups[i].names, file, report);
            take_group(said.value, groups[i].rows, groups[i].count, file, look, report);
        }
    }
    said.value = value_find(map, "cover", &said.key);
    if (said.value != NULL) {
        said_layout(&said, &look->layout);
    }
}
