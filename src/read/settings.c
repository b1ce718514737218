/* publication.yaml and issue.yaml. */
#include "read/settings.h"

#include "read/authors.h"
#include "read/names.h"
#include "read/print_keys.h"
#include "read/values.h"
#include "read/yaml_file.h"

#include <string.h>

enum { IN_BOTH = SETTINGS_OF_PUBLICATION | SETTINGS_OF_ISSUE };

typedef struct {
    const char *keys; /* the key and its synonyms, the first that is given holds */
    unsigned files;   /* SettingsFile bits: where it may stand */
    bool (*set)(const Said *said, Settings *settings);
} SettingKey;

/* A setter for a plain text member. */
#define TEXT_SETTER(member)                                                                        \
    static bool set_##member(const Said *said, Settings *settings) {                               \
        return said_text(said, &settings->member);                                                 \
    }
TEXT_SETTER(title)
TEXT_SETTER(subtitle)
TEXT_SETTER(number)
TEXT_SETTER(volume)
TEXT_SETTER(publisher)
TEXT_SETTER(licence)
TEXT_SETTER(theme)
TEXT_SETTER(id)
TEXT_SETTER(slug)
TEXT_SETTER(media)
#undef TEXT_SETTER

/* The word stands for no file: a page of type is wanted. */
static bool set_cover(const Said *said, Settings *settings) {
    g_autofree char *cover = NULL;
    if (!said_text(said, &cover)) {
        return false;
    }
    settings->wants_no_cover = strcmp(cover, "none") == 0;
    settings->cover = settings->wants_no_cover ? NULL : g_steal_pointer(&cover);
    return true;
}

static bool set_imprint(const Said *said, Settings *settings) {
    return said_block(said, &settings->imprint);
}

static bool set_date(const Said *said, Settings *settings) {
    return said_date(said, &settings->date);
}

static bool set_modified(const Said *said, Settings *settings) {
    return said_date(said, &settings->modified);
}

static bool set_issn(const Said *said, Settings *settings) {
    return said_issn(said, &settings->issn);
}

static bool set_lang(const Said *said, Settings *settings) {
    return said_language(said, &settings->lang);
}

static bool set_max_size(const Said *said, Settings *settings) {
    return said_size(said, &settings->max_size_bytes);
}

static bool set_outputs(const Said *said, Settings *settings) {
    return said_words(said, true, &settings->outputs);
}

static bool set_captions(const Said *said, Settings *settings) {
    settings->has_captions_key = said_captions(said, &settings->captions_from_alt);
    return settings->has_captions_key;
}

static bool set_mojibake(const Said *said, Settings *settings) {
    settings->has_mojibake_key = said_mojibake(said, &settings->keeps_mojibake);
    return settings->has_mojibake_key;
}

static bool set_split(const Said *said, Settings *settings) {
    return said_split(said, &settings->split);
}

static bool set_print(const Said *said, Settings *settings) {
    return said_print(said, &settings->print);
}

static char *join_names(const Language *language, const GPtrArray *authors) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < authors->len; i++) {
        g_ptr_array_add(names, ((const Author *)authors->pdata[i])->name);
    }
    return language_join_names(language, names);
}

/* `lang` stands before `editor` in the table, so that a byline is divided at its 'and'. */
static bool set_editors(const Said *said, Settings *settings) {
    g_autoptr(GPtrArray) editors = g_ptr_array_new_with_free_func((GDestroyNotify)author_free);
    const Language *language = language_find(settings->lang ? settings->lang : "und");
    if (!authors_read(said, language, editors)) {
        return false;
    }
    settings->editor = join_names(language, editors);
    settings->editors = g_steal_pointer(&editors);
    return true;
}

/* `[letters]` names the directory and is shown as "Letters"; `letters: from you` as it is written.
 */
static void add_section(const Said *said, GPtrArray *sections, const char *key) {
    g_autofree char *name = NULL;
    if (!said_text(said, &name)) {
        return;
    }
    g_autofree char *words = name_is_slug(name) ? name_from_slug(name) : g_strdup(name);
    g_ptr_array_add(sections, section_name_new(key ? key : name, key ? name : words));
}

static void add_section_map(const Said *said, GPtrArray *sections) {
    const YamlValue *map = said->value;
    for (guint i = 0; i < map->keys->len; i++) {
        Said one = *said;
        one.value = map->values->pdata[i];
        add_section(&one, sections, ((const YamlValue *)map->keys->pdata[i])->text);
    }
}

/* A list of names, or of maps `key: name`, or one map. */
static bool set_sections(const Said *said, Settings *settings) {
    g_autoptr(GPtrArray) sections =
        g_ptr_array_new_with_free_func((GDestroyNotify)section_name_free);
    if (said->value->kind == YAML_VALUE_TEXT) {
        return said_wrong(said, "write a list in the order that you want: [News, Letters]");
    }
    if (said->value->kind == YAML_VALUE_MAP) {
        add_section_map(said, sections);
    }
    for (guint i = 0; said->value->kind == YAML_VALUE_LIST && i < said->value->values->len; i++) {
        Said one = *said;
        one.value = said->value->values->pdata[i];
        if (one.value->kind == YAML_VALUE_MAP) {
            add_section_map(&one, sections);
        } else {
            add_section(&one, sections, NULL);
        }
    }
    settings->sections = g_steal_pointer(&sections);
    return true;
}

static const SettingKey setting_keys[] = {
    {"lang language", IN_BOTH, set_lang},
    {"title", IN_BOTH, set_title},
    {"subtitle", IN_BOTH, set_subtitle},
    {"number", SETTINGS_OF_ISSUE, set_number},
    {"volume", SETTINGS_OF_ISSUE, set_volume},
    {"date", SETTINGS_OF_ISSUE, set_date},
    {"issn", IN_BOTH, set_issn},
    {"editor editors", IN_BOTH, set_editors},
    {"publisher", IN_BOTH, set_publisher},
    {"imprint", IN_BOTH, set_imprint},
    {"licence license", IN_BOTH, set_licence},
    {"cover", SETTINGS_OF_ISSUE, set_cover},
    {"theme", IN_BOTH, set_theme},
    {"outputs", IN_BOTH, set_outputs},
    {"sections", IN_BOTH, set_sections},
    {"max_size", IN_BOTH, set_max_size},
    {"id", IN_BOTH, set_id},
    {"slug", IN_BOTH, set_slug},
    {"captions", IN_BOTH, set_captions},
    {"split", IN_BOTH, set_split},
    {"mojibake", IN_BOTH, set_mojibake},
    {"print", IN_BOTH, set_print},
    {"media", SETTINGS_OF_PUBLICATION, set_media},
    {"modified", IN_BOTH, set_modified},
};

static void note_other_file(const Said *said, SettingsFile kind) {
    const char *where = kind == SETTINGS_OF_ISSUE ? "publication.yaml" : "the issue's issue.yaml";
    g_autofree char *hint = g_strdup_printf("write it into %s", where);
    report_add(said->report, DIAGNOSTIC_KEY_MISPLACED, said_place(said), hint, said->key, NULL);
}

static void read_key(const SettingKey *row, const YamlValue *map, SettingsFile kind,
                     const char *file, Settings *settings, Report *report) {
    Said said = {.file = file, .report = report};
    said.value = value_find(map, row->keys, &said.key);
    if (said.value == NULL) {
        return;
    }
    if ((row->files & kind) != 0) {
        row->set(&said, settings);
    } else {
        note_other_file(&said, kind);
    }
}

static const char *known_keys(size_t index) {
    return index < G_N_ELEMENTS(setting_keys) ? setting_keys[index].keys : NULL;
}

bool settings_read(Settings *settings, const Root *root, const char *name, const char *display_path,
                   SettingsFile kind, Report *report) {
    bool is_there = false;
    g_autoptr(YamlValue) map = yaml_map_read(root, name, display_path, &is_there, report);
    if (map == NULL) {
        return is_there;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(setting_keys); i++) {
        read_key(&setting_keys[i], map, kind, display_path, settings, report);
    }
    if (settings->print.output_intent != NULL && settings->print.output_intent_root == NULL) {
        settings->print.output_intent_root = root_ref((Root *)root);
    }
    keys_check(map, known_keys, display_path, report);
    return true;
}

static void inherit_text(char **text, const char *above) {
    if (*text == NULL) {
        *text = g_strdup(above);
    }
}

static gpointer copy_author(gconstpointer source, gpointer unused) {
    (void)unused;
    const Author *author = source;
    return author_new(author->name, author->file_as);
}

static gpointer copy_text(gconstpointer source, gpointer unused) {
    (void)unused;
    return g_strdup(source);
}

static gpointer copy_section_name(gconstpointer source, gpointer unused) {
    (void)unused;
    const SectionName *section = source;
    return section_name_new(section->key, section->name);
}

static void inherit_list(GPtrArray **list, GPtrArray *above, GCopyFunc copy, GDestroyNotify free) {
    if (*list == NULL && above != NULL) {
        *list = g_ptr_array_copy(above, copy, NULL);
        g_ptr_array_set_free_func(*list, free);
    }
}

void settings_inherit(Settings *settings, const Settings *above) {
    inherit_text(&settings->issn, above->issn);
    inherit_text(&settings->lang, above->lang);
    inherit_text(&settings->editor, above->editor);
    inherit_text(&settings->publisher, above->publisher);
    inherit_text(&settings->imprint, above->imprint);
    inherit_text(&settings->licence, above->licence);
    inherit_text(&settings->theme, above->theme);
    inherit_list(&settings->editors, above->editors, copy_author, (GDestroyNotify)author_free);
    inherit_list(&settings->outputs, above->outputs, copy_text, g_free);
    inherit_list(&settings->sections, above->sections, copy_section_name,
                 (GDestroyNotify)section_name_free);
    if (settings->max_size_bytes == 0) {
        settings->max_size_bytes = above->max_size_bytes;
    }
    print_wish_inherit(&settings->print, &above->print);
    if (settings->split == SPLIT_AUTO) {
        settings->split = above->split;
    }
    if (!settings->has_mojibake_key) {
        settings->has_mojibake_key = above->has_mojibake_key;
        settings->keeps_mojibake = above->keeps_mojibake;
    }
    if (!settings->has_captions_key) {
        settings->has_captions_key = above->has_captions_key;
        settings->captions_from_alt = above->captions_from_alt;
    }
}

/* The keys that an issue says for itself alone. */
static void fill_own(Settings *settings, const Settings *from) {
    inherit_text(&settings->title, from->title);
    inherit_text(&settings->subtitle, from->subtitle);
    inherit_text(&settings->number, from->number);
    inherit_text(&settings->volume, from->volume);
    inherit_text(&settings->cover, from->cover);
    inherit_text(&settings->id, from->id);
    inherit_text(&settings->slug, from->slug);
    if (!date_is_set(settings->date)) {
        settings->date = from->date;
    }
}

void settings_take_facts(Settings *settings, const GPtrArray *facts) {
    g_autoptr(Report) unsaid = report_new();
    for (guint i = 0; i < facts->len; i++) {
        const IssueFact *fact = facts->pdata[i];
        YamlValue value = {.kind = YAML_VALUE_TEXT, .text = fact->value, .is_quoted = true};
        Said said = {.value = &value, .key = fact->key, .report = unsaid};
        for (size_t k = 0; k < G_N_ELEMENTS(setting_keys); k++) {
            const SettingKey *row = &setting_keys[k];
            if ((row->files & SETTINGS_OF_ISSUE) == 0 || strcmp(row->keys, fact->key) != 0) {
                continue;
            }
            Settings one = {0};
            row->set(&said, &one);
            fill_own(settings, &one);
            settings_inherit(settings, &one);
            settings_clear(&one);
        }
    }
}

static bool names_same(const char *left, const char *right) {
    g_autofree char *left_words = name_from_slug(left);
    g_autofree char *right_words = name_from_slug(right);
    g_autofree char *left_folded = g_utf8_casefold(left_words, -1);
    g_autofree char *right_folded = g_utf8_casefold(right_words, -1);
    return strcmp(left_folded, right_folded) == 0;
}

const char *settings_section_name(const Settings *settings, const char *name) {
    for (guint i = 0; settings->sections != NULL && i < settings->sections->len; i++) {
        const SectionName *section = settings->sections->pdata[i];
        if (names_same(section->key, name) || names_same(section->name, name)) {
            return section->name;
        }
    }
    return NULL;
}
