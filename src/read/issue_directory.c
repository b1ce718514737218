/* An issue's directory: its settings, its articles' files with their sections, its pictures.
 *
 * A directory below the issue is an article's own if there is one article file in it and below it,
 * and either that file is called index or there are pictures, unless `sections:` names it. Every
 * other one that holds articles is a section; of sections within sections the innermost names the
 * article's. */
#include "read/issue_directory.h"

#include "read/directories.h"
#include "read/names.h"
#include "read/settings.h"
#include "read/sniff.h"

#include <string.h>

typedef struct {
    IssueDirectory *directory;
    GPtrArray *entries;   /* FileEntry * */
    GHashTable *tallies;  /* directory below the issue -> Tally * */
    GHashTable *stems;    /* path without suffix -> path of a YAML file: sidecars */
    GHashTable *siblings; /* path without suffix of all that is not YAML */
    const char *prefix;   /* the issue's directory as the user types it */
    const char *only;     /* the one article file asked for, below the issue; NULL: all of them */
    Report *report;
} Intake;

/* What stands in a directory and below it. */
typedef struct {
    guint articles, articles_below, pictures_below;
} Tally;

static void source_file_free(SourceFile *file) {
    g_free(file->path);
    g_free(file->display_path);
    g_free(file->sidecar_path);
    g_free(file->sidecar_display_path);
    g_free(file->section_name);
    g_free(file->own_directory);
    g_free(file->fallback_title);
    g_free(file);
}

void issue_directory_free(IssueDirectory *directory) {
    if (directory == NULL) {
        return;
    }
    issue_free(directory->issue);
    g_ptr_array_unref(directory->sources);
    g_free(directory);
}

static bool is_picture(const char *path) {
    static const char *const suffixes[] = {"jpg", "jpeg", "png",  "gif",  "svg", "webp",
                                           "tif", "tiff", "heic", "heif", "avif"};
    g_autofree char *suffix = path_suffix(path);
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (strcmp(suffix, suffixes[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_yaml(const char *path) {
    g_autofree char *suffix = path_suffix(path);
    return strcmp(suffix, "yaml") == 0 || strcmp(suffix, "yml") == 0;
}

static bool is_settings(const char *path) {
    return strcmp(path, "issue.yaml") == 0 || strcmp(path, "publication.yaml") == 0;
}

static char *without_suffix(const char *path) {
    const char *name = path_name(path);
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? g_strndup(path, (gsize)(dot - path)) : g_strdup(path);
}

static Tally *tally_of(Intake *intake, const char *directory) {
    Tally *tally = g_hash_table_lookup(intake->tallies, directory);
    if (tally == NULL) {
        tally = g_new0(Tally, 1);
        g_hash_table_insert(intake->tallies, g_strdup(directory), tally);
    }
    return tally;
}

static void count_entry(Intake *intake, const char *path) {
    bool is_article = reader_find(path) != NULL;
    if (!is_article && !is_picture(path)) {
        return;
    }
    g_autofree char *directory = path_directory(path);
    tally_of(intake, directory)->articles += is_article;
    while (*directory != '\0') {
        Tally *tally = tally_of(intake, directory);
        tally->articles_below += is_article;
        tally->pictures_below += !is_article;
        char *above = path_directory(directory);
        g_free(directory);
        directory = above;
    }
}

/* First look: counts, and who stands beside whom. */
static void look_over(Intake *intake) {
    for (guint i = 0; i < intake->entries->len; i++) {
        const FileEntry *entry = intake->entries->pdata[i];
        if (entry->is_directory || name_is_left_out(path_name(entry->path))) {
            continue;
        }
        count_entry(intake, entry->path);
        GHashTable *table = is_yaml(entry->path) ? intake->stems : intake->siblings;
        if (!is_settings(entry->path)) {
            g_hash_table_insert(table, without_suffix(entry->path), entry->path);
        }
    }
}

/* The directory that is the article at `path`; NULL if it has none. Caller frees. */
static char *find_own_directory(Intake *intake, const char *path) {
    g_autofree char *directory = path_directory(path);
    g_autofree char *stem = path_stem(path);
    if (*directory == '\0') {
        return NULL;
    }
    const Tally *tally = tally_of(intake, directory);
    bool is_alone = tally->articles == 1 && tally->articles_below == 1;
    bool is_index = g_ascii_strcasecmp(stem, "index") == 0;
    const Settings *settings = &intake->directory->issue->settings;
    bool is_section = settings_section_name(settings, path_name(directory)) != NULL;
    bool is_own = is_alone && (is_index || (tally->pictures_below > 0 && !is_section));
    return is_own ? g_steal_pointer(&directory) : NULL;
}

/* The section that the directory around an article names; NULL at the issue's top. */
static char *find_section(const Issue *issue, const char *article_or_directory) {
    g_autofree char *directory = path_directory(article_or_directory);
    if (*directory == '\0') {
        return NULL;
    }
    const char *name = path_name(directory);
    const char *shown = settings_section_name(&issue->settings, name);
    return shown ? g_strdup(shown) : name_from_slug(name);
}

static char *find_fallback_title(const Issue *issue, const char *path) {
    g_autofree char *stem = path_stem(path);
    if (g_ascii_strcasecmp(stem, "index") != 0) {
        return name_from_slug(stem);
    }
    g_autofree char *directory = path_directory(path);
    return name_from_slug(*directory ? path_name(directory) : issue->directory_name);
}

static void add_source(Intake *intake, const FileEntry *entry, const Reader *reader) {
    const Issue *issue = intake->directory->issue;
    GPtrArray *sources = intake->directory->sources;
    g_autofree char *stem = without_suffix(entry->path);
    const char *sidecar = g_hash_table_lookup(intake->stems, stem);
    SourceFile *file = g_new0(SourceFile, 1);
    file->path = g_strdup(entry->path);
    file->display_path = path_below(intake->prefix, entry->path);
    file->sidecar_path = g_strdup(sidecar);
    file->sidecar_display_path = sidecar ? path_below(intake->prefix, sidecar) : NULL;
    file->own_directory = intake->only ? NULL : find_own_directory(intake, entry->path);
    file->section_name =
        intake->only ? NULL
                     : find_section(issue, file->own_directory ? file->own_directory : file->path);
    file->fallback_title = find_fallback_title(issue, entry->path);
    file->reader = reader;
    file->index = sources->len;
    file->size_bytes = entry->size_bytes;
    g_ptr_array_add(sources, file);
}

static void add_asset(GHashTable *assets, char *path, const char *display_path, Root *root,
                      const FileEntry *entry) {
    Asset *asset = asset_new(path, display_path, root, entry->path, entry->size_bytes);
    g_hash_table_replace(assets, path, asset);
}

/* The profile of a press, for `output_intent:`. */
static bool is_profile(const char *path) {
    const char *suffix = strrchr(path, '.');
    return suffix != NULL &&
           (g_ascii_strcasecmp(suffix, ".icc") == 0 || g_ascii_strcasecmp(suffix, ".icm") == 0);
}

static void report_unknown(const Intake *intake, const char *path) {
    if (is_profile(path)) {
        return;
    }
    const char *hint = reader_hint_for_unknown(path);
    if (is_yaml(path)) {
        g_autofree char *stem = without_suffix(path);
        if (g_hash_table_contains(intake->siblings, stem)) {
            return; /* beside a file that is itself reported, or a picture */
        }
        bool is_misnamed = strcmp(stem, "issue") == 0 || strcmp(stem, "publication") == 0;
        hint = is_misnamed ? "its name must end in .yaml"
                           : "there is no article of the same name beside it";
    }
    g_autofree char *display_path = path_below(intake->prefix, path);
    report_add(intake->report, DIAGNOSTIC_FILE_UNKNOWN, place_file(display_path), hint, NULL);
}

static void take_entry(Intake *intake, const FileEntry *entry) {
    const Reader *reader = reader_find(entry->path);
    bool is_wanted = intake->only == NULL || strcmp(intake->only, entry->path) == 0;
    if (reader != NULL && is_wanted) {
        add_source(intake, entry, reader);
    } else if (is_picture(entry->path)) {
        Issue *issue = intake->directory->issue;
        g_autofree char *display_path = path_below(intake->prefix, entry->path);
        add_asset(issue->assets, g_strdup(entry->path), display_path, issue->root, entry);
    } else if (intake->only == NULL && !is_settings(entry->path)) {
        report_unknown(intake, entry->path);
    }
}

static void report_shut(const Intake *intake, const char *path) {
    g_autofree char *display_path = path_below(intake->prefix, path);
    g_autofree char *hint = g_strdup_printf(
        "allow yourself to read it and what is in it, or call it _%s to leave it out",
        path_name(path));
    report_add(intake->report, DIAGNOSTIC_FILE_UNREADABLE, place_file(display_path), hint,
               "it is a directory that may not be opened", NULL);
}

static bool enter_directory(const char *relative_path, void *context) {
    g_autofree char *path = g_build_filename(root_path(context), relative_path, NULL);
    return !directory_is_left_out(path, root_inputs(context));
}

static bool enter_none(const char *relative_path, void *context) {
    (void)relative_path;
    (void)context;
    return false;
}

/* All entries of the issue. A single file may lie in a directory that is no issue, such as a home
 * directory, too large or too private to walk: then its own directory's files will do. */
static bool list_entries(Intake *intake, GError **error) {
    Root *root = intake->directory->issue->root;
    g_autoptr(GError) problem = NULL;
    intake->entries = root_walk(root, enter_directory, root, &problem);
    if (intake->entries == NULL && intake->only != NULL) {
        g_clear_error(&problem);
        intake->entries = root_walk(root, enter_none, NULL, &problem);
    }
    if (intake->entries != NULL) {
        return true;
    }
    if (!g_error_matches(problem, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    report_add(intake->report, DIAGNOSTIC_FILE_UNREADABLE, place_file(intake->prefix), NULL,
               problem->message, NULL);
    intake->entries = g_ptr_array_new();
    return true;
}

static bool take_directory(Intake *intake, GError **error) {
    if (!list_entries(intake, error)) {
        return false;
    }
    intake->tallies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    intake->stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    intake->siblings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    look_over(intake);
    for (guint i = 0; i < intake->entries->len; i++) {
        const FileEntry *entry = intake->entries->pdata[i];
        bool is_asked_for = g_strcmp0(intake->only, entry->path) == 0;
        if (entry->is_shut && intake->only == NULL) {
            report_shut(intake, entry->path);
        }
        if (!entry->is_directory && (is_asked_for || !name_is_left_out(path_name(entry->path)))) {
            take_entry(intake, entry);
        }
    }
    g_hash_table_unref(intake->tallies);
    g_hash_table_unref(intake->stems);
    g_hash_table_unref(intake->siblings);
    g_ptr_array_unref(intake->entries);
    return true;
}

/* Is `relative_path` the media directory, on the way to it, or below it? */
typedef struct {
    const char *publication_path;
    const char *media;
} MediaWalk;

static bool path_leads(const char *from, const char *to) {
    size_t length = strlen(from);
    return strncmp(from, to, length) == 0 && (to[length] == '/' || to[length] == '\0');
}

static bool enter_media(const char *relative_path, void *context) {
    const MediaWalk *walk = context;
    bool is_below = path_leads(walk->media, relative_path);
    return path_leads(relative_path, walk->media) ||
           (is_below && !name_is_left_out(path_name(relative_path)));
}

/* The pictures of the publication's media directory, which paths that begin with '/' name. */
static void take_media(Issue *issue, Report *report) {
    const Publication *publication = issue->publication;
    const char *said = publication->settings.media;
    if (said == NULL || publication->root == NULL) {
        return;
    }
    Place place = {.file = publication->display_path, .detail = "media"};
    g_autofree char *media = path_normalise(said + strspn(said, "/"));
    g_autofree char *full =
        media ? g_build_filename(root_path(publication->root), media, NULL) : NULL;
    if (media == NULL || *media == '\0' || path_kind(full, publication->inputs) != PATH_DIRECTORY) {
        report_add(report, DIAGNOSTIC_VALUE_INVALID, place,
                   "name a directory inside the publication, such as static", said, "media", NULL);
        return;
    }
    MediaWalk walk = {publication->path, media};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = root_walk(publication->root, enter_media, &walk, &error);
    if (entries == NULL) {
        report_add(report, DIAGNOSTIC_FILE_UNREADABLE, place, NULL, error->message, NULL);
    }
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const FileEntry *entry = entries->pdata[i];
        bool is_wanted = path_leads(media, entry->path) && is_picture(entry->path) &&
                         !name_is_left_out(path_name(entry->path));
        if (!entry->is_directory && is_wanted) {
            g_autofree char *display_path = path_below(publication->path, entry->path);
            char *path = g_strconcat("media:", entry->path + strlen(media), NULL);
            add_asset(issue->assets, path, display_path, publication->root, entry);
        }
    }
}

/* The issue's settings over its publication's. A single article is not the issue that it lies in:
 * it takes from that issue.yaml only what an issue takes from its publication. */
static void read_settings(Issue *issue, bool is_one_file, Report *report) {
    Settings own = {0};
    settings_read(&own, issue->root, "issue.yaml", issue->display_path, SETTINGS_OF_ISSUE, report);
    if (is_one_file) {
        settings_inherit(&issue->settings, &own);
        settings_clear(&own);
    } else {
        issue->settings = own;
    }
    settings_inherit(&issue->settings, &issue->publication->settings);
    issue->issue_title = g_strdup(issue->settings.title);
    const char *name = issue->publication->settings.title;
    name = name ? name : issue->issue_title;
    issue->publication_title =
        name ? g_strdup(name) : name_from_slug_with_number(issue->directory_name);
}

/* "03-harbour" of "issues/june/03-harbour.md", and of "03-harbour/index.md" too. */
static char *name_of_single(const char *path) {
    g_autofree char *stem = path_stem(path);
    if (g_ascii_strcasecmp(stem, "index") != 0) {
        return g_steal_pointer(&stem);
    }
    g_autofree char *above = path_above(path);
    return path_directory_name(above);
}

static void report_empty(const char *path, bool is_one_file, Report *report) {
    if (!is_one_file) {
        report_add(report, DIAGNOSTIC_ISSUE_EMPTY, place_file(path), NULL, NULL);
    } else if (reader_find(path) == NULL) {
        report_add(report, DIAGNOSTIC_FILE_UNKNOWN, place_file(path), reader_hint_for_unknown(path),
                   NULL);
        report_add(report, DIAGNOSTIC_ISSUE_EMPTY, place_file(path), NULL, NULL);
    } else {
        report_add(report, DIAGNOSTIC_FILE_UNREADABLE, place_file(path), NULL,
                   "it is a link that leads out of its directory", NULL);
    }
}

IssueDirectory *issue_directory_read(const char *path, const Publication *publication,
                                     Report *report, GError **error) {
    g_autofree char *typed = path_as_typed(path);
    bool is_one_file = path_kind(typed, publication->inputs) == PATH_FILE;
    g_autofree char *prefix = is_one_file ? path_above(typed) : g_strdup(typed);
    g_autoptr(Root) root = root_open_noted(prefix, publication->inputs, error);
    if (root == NULL) {
        return NULL;
    }
    g_autoptr(IssueDirectory) directory = g_new0(IssueDirectory, 1);
    directory->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_file_free);
    Issue *issue = directory->issue = issue_new(root, prefix);
    issue->publication = publication;
    issue->directory_name = is_one_file ? name_of_single(typed) : path_directory_name(typed);
    issue->display_path = path_below(prefix, "issue.yaml");
    read_settings(issue, is_one_file, report);
    Intake intake = {.directory = directory,
                     .prefix = prefix,
                     .only = is_one_file ? path_name(typed) : NULL,
                     .report = report};
    if (!take_directory(&intake, error)) {
        return NULL;
    }
    take_media(issue, report);
    if (directory->sources->len == 0) {
        report_empty(typed, is_one_file, report);
    }
    return g_steal_pointer(&directory);
}

Reading *issue_directory_read_source(const IssueDirectory *directory, const SourceFile *file,
                                     Report *report) {
    const Issue *issue = directory->issue;
    Reading *reading = reading_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = root_read(issue->root, file->path, file->reader->limit_bytes, &error);
    if (bytes == NULL) {
        bool is_misnamed = strstr(file->path, "\xEF\xBF\xBD") != NULL; /* see root_walk */
        report_add(report, DIAGNOSTIC_FILE_UNREADABLE, place_file(file->display_path),
                   is_misnamed ? "rename it, or its directory: a name of plain letters opens on "
                                 "every machine"
                               : NULL,
                   is_misnamed ? "its name is not written in UTF-8" : error->message, NULL);
        return reading;
    }
    Source source = {.issue = issue,
                     .path = file->path,
                     .display_path = file->display_path,
                     .sidecar_path = file->sidecar_path,
                     .sidecar_display_path = file->sidecar_display_path,
                     .section_name = file->section_name,
                     .own_directory = file->own_directory,
                     .fallback_title = file->fallback_title,
                     .bytes = bytes};
    const Reader *reader = sniff_reader(file->reader, bytes, file->display_path, report);
    if (reader != NULL) {
        reader->read(&source, reading, report);
    }
    return reading;
}
