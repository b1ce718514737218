/* The parts of a word processor's file, and what is common to its readers. */
#include "read/office_file.h"

#include "base/identifiers.h"
#include "base/limits.h"
#include "base/paths.h"
#include "markdown/markdown.h"
#include "read/byline.h"
#include "read/split.h"

#include <string.h>

/* What lives as long as the reading of one file and concerns no reader. */
typedef struct {
    YamlValue *sidecar;
    ArticleParts parts;
    MojibakeTally *tally;
    GHashTable *ids; /* name in the file -> id */
    GHashTable *taken_ids;
} Keeping;

static Keeping *keeping_of(const OfficeFile *file) {
    return file->keeping;
}

/* Saying */

void office_refuse(OfficeFile *file, const char *part, const char *why) {
    file->is_refused = true;
    g_autofree char *reason =
        part != NULL ? g_strdup_printf("%s (in its part %s)", why, part) : g_strdup(why);
    report_add(file->report, DIAGNOSTIC_DOCUMENT_UNREADABLE, place_file(file->source->display_path),
               NULL, reason, NULL);
}

static char *count_text(size_t count) {
    return g_strdup_printf("%zu", count);
}

static void say_count(const OfficeFile *file, DiagnosticCode code, size_t count) {
    if (count > 0) {
        g_autofree char *text = count_text(count);
        report_add(file->report, code, place_file(file->source->display_path), NULL, text, NULL);
    }
}

static void say_changes(const OfficeFile *file) {
    if (file->insertions + file->deletions > 0) {
        g_autofree char *in = count_text(file->insertions);
        g_autofree char *out = count_text(file->deletions);
        report_add(file->report, DIAGNOSTIC_CHANGES_ACCEPTED,
                   place_file(file->source->display_path), NULL, in, out, NULL);
    }
}

static void say_lost_pictures(const OfficeFile *file) {
    enum { MOST_NAMED = 12 };
    if (file->lost_pictures->len > 0) {
        g_autofree char *names = text_list_names(file->lost_pictures, MOST_NAMED);
        report_add(file->report, DIAGNOSTIC_PICTURE_LOST, file->lost_place, NULL, names, NULL);
    }
}

/* What programs write for a person's name. */
static bool is_no_person(const char *name) {
    static const char *const names[] = {"user",        "admin",        "administrator",
                                        "owner",       "author",       "unknown",
                                        "windows",     "default",      "microsoft office user",
                                        "python-docx", "apache poi",   "un-named",
                                        "libreoffice", "openoffice",   "word",
                                        "guest",       "home",         "office",
                                        "pc",          "windows user", NULL};
    g_autofree char *folded = g_utf8_strdown(name, -1);
    g_strstrip(folded);
    return *folded == '\0' || g_strv_contains(names, folded);
}

/* The hint alone names whom the properties name; nothing else does. */
static void offer_byline(const OfficeFile *file, const Article *article) {
    const Source *source = file->source;
    if (file->creator == NULL || is_no_person(file->creator) || article->authors->len > 0) {
        return;
    }
    g_autofree char *stem = path_stem(source->display_path);
    g_autofree char *own = g_strdup_printf("%s.yaml", stem);
    const char *beside =
        source->sidecar_display_path ? path_name(source->sidecar_display_path) : own;
    g_autofree char *name = text_shorten(file->creator, 100);
    g_autofree char *hint =
        g_strdup_printf("if it is whose name stands in the file's properties, write `author: %s` "
                        "into %s beside it",
                        name, beside);
    report_add(file->report, DIAGNOSTIC_BYLINE_MISSING, place_file(source->display_path), hint,
               NULL);
}

/* Parts */

static char *part_key(const char *name) {
    g_autofree char *slashes = g_strdelimit(g_strdup(name), "\\", '/');
    const char *start = slashes + strspn(slashes, "/");
    return g_ascii_strdown(start, -1);
}

static void list_names(OfficeFile *file) {
    for (size_t i = 0; i < archive_reader_count(file->archive); i++) {
        char *key = part_key(archive_reader_part(file->archive, i)->name);
        if (g_hash_table_contains(file->names, key)) {
            g_free(key);
        } else {
            g_hash_table_insert(file->names, key, GSIZE_TO_POINTER(i + 1));
        }
    }
}

static size_t find_part(const OfficeFile *file, const char *part) {
    if (part == NULL || file->archive == NULL) {
        return 0;
    }
    g_autofree char *key = part_key(part);
    return GPOINTER_TO_SIZE(g_hash_table_lookup(file->names, key));
}

bool office_has(const OfficeFile *file, const char *part) {
    return find_part(file, part) > 0;
}

GBytes *office_read(OfficeFile *file, const char *part, size_t limit_bytes, GError **error) {
    size_t index = find_part(file, part);
    if (index == 0) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING, "it is not there");
        return NULL;
    }
    return archive_reader_read(file->archive, index - 1, limit_bytes, error);
}

XmlPart *office_try_xml(OfficeFile *file, const char *part, GError **error) {
    g_autoptr(GBytes) bytes = office_read(file, part, LIMIT_OFFICE_XML_BYTES, error);
    return bytes != NULL ? xml_part_parse(bytes, error) : NULL;
}

XmlPart *office_read_xml(OfficeFile *file, const char *part) {
    g_autoptr(GError) error = NULL;
    XmlPart *parsed = office_has(file, part) ? office_try_xml(file, part, &error) : NULL;
    if (error != NULL) {
        office_refuse(file, part, error->message);
    }
    return parsed;
}

static bool has_mimetype(ArchiveReader *archive, const char *mimetype) {
    enum { MOST_BYTES = 256 };
    gssize index = archive_reader_find(archive, "mimetype");
    g_autoptr(GBytes) bytes =
        index >= 0 ? archive_reader_read(archive, (size_t)index, MOST_BYTES, NULL) : NULL;
    gsize length = 0;
    const char *text = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
    return text != NULL && length >= strlen(mimetype) &&
           memcmp(text, mimetype, strlen(mimetype)) == 0;
}

Sniffed office_sniff(GBytes *bytes, const char *part_prefix, const char *mimetype) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    if (length < 4 || memcmp(data, "PK\3\4", 4) != 0) {
        return SNIFF_NO;
    }
    g_autoptr(ArchiveReader) archive = archive_reader_open_bytes(bytes, "zip", NULL);
    if (archive == NULL) {
        return SNIFF_MAYBE;
    }
    if (mimetype != NULL && has_mimetype(archive, mimetype)) {
        return SNIFF_YES;
    }
    for (size_t i = 0; part_prefix != NULL && i < archive_reader_count(archive); i++) {
        g_autofree char *key = part_key(archive_reader_part(archive, i)->name);
        if (g_str_has_prefix(key, part_prefix)) {
            return SNIFF_YES;
        }
    }
    return SNIFF_NO;
}

/* Pictures */

void office_lose_picture(OfficeFile *file, const char *path) {
    g_autofree char *slashes = g_strdelimit(g_strdup(path), "\\", '/');
    g_autofree char *name = g_uri_unescape_string(path_name(slashes), "/");
    if (file->lost_pictures->len == 0) {
        file->lost_place = manuscript_place(file->manuscript);
    }
    g_ptr_array_add(file->lost_pictures,
                    name != NULL ? g_steal_pointer(&name) : g_strdup(path_name(slashes)));
}

/* "image1.png", "image1-2.png" if that is taken. Caller frees. */
static char *take_name(OfficeFile *file, const char *part) {
    g_autofree char *name = g_utf8_make_valid(path_name(part), -1);
    g_autofree char *stem = path_stem(name);
    g_autofree char *suffix = path_suffix(name);
    char *taken = g_steal_pointer(&name);
    for (unsigned i = 2; g_hash_table_contains(file->picture_names, taken); i++) {
        g_free(taken);
        taken = g_strdup_printf("%s-%u%s%s", stem, i, *suffix != '\0' ? "." : "", suffix);
    }
    g_hash_table_add(file->picture_names, g_strdup(taken));
    return taken;
}

const char *office_picture_bytes(OfficeFile *file, const char *name, GBytes *bytes) {
    file->picture_bytes += g_bytes_get_size(bytes);
    if (file->picture_bytes > LIMIT_OFFICE_PICTURES_BYTES) {
        office_lose_picture(file, name);
        return NULL;
    }
    g_autofree char *own_name = take_name(file, name);
    g_autofree char *path = g_strconcat(file->source->path, "/", own_name, NULL);
    Asset *asset = asset_new_bytes(path, file->source->display_path, bytes);
    g_ptr_array_add(file->into->assets, asset);
    if (file->article->own_assets == NULL) {
        file->article->own_assets = g_hash_table_new(g_str_hash, g_str_equal);
    }
    g_hash_table_insert(file->article->own_assets, asset->path, asset);
    return manuscript_keep(file->manuscript, path);
}

const char *office_picture(OfficeFile *file, const char *part) {
    g_autofree char *key = part_key(part);
    const char *known = g_hash_table_lookup(file->pictures, key);
    if (known != NULL) {
        return *known != '\0' ? known : NULL;
    }
    size_t room_bytes = file->picture_bytes < LIMIT_OFFICE_PICTURES_BYTES
                            ? LIMIT_OFFICE_PICTURES_BYTES - (size_t)file->picture_bytes
                            : 0;
    g_autoptr(GBytes) bytes = office_read(file, part, room_bytes, NULL);
    const char *src = NULL;
    if (bytes == NULL) {
        office_lose_picture(file, part);
    } else {
        src = office_picture_bytes(file, part, bytes);
    }
    g_hash_table_insert(file->pictures, g_steal_pointer(&key), (gpointer)(src ? src : ""));
    return src;
}

bool office_shows(OfficeFile *file, const char *part) {
    static const struct {
        const char *bytes;
        size_t length;
    } kinds[] = {{"\x89PNG", 4}, {"\xFF\xD8\xFF", 3}, {"GIF8", 4}, {"<?xml", 5}, {"<svg", 4}};
    g_autofree char *name = part != NULL ? path_normalise(part) : NULL;
    g_autoptr(GBytes) bytes =
        name != NULL ? office_read(file, name, LIMIT_OFFICE_PICTURES_BYTES, NULL) : NULL;
    gsize length = 0;
    const char *data = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (length > kinds[i].length && memcmp(data, kinds[i].bytes, kinds[i].length) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_file_name(const char *text) {
    static const char *const suffixes[] = {"jpg",  "jpeg", "png",  "gif",  "svg",
                                           "webp", "tif",  "tiff", "heic", "bmp",
                                           "emf",  "wmf",  "psd",  "eps",  NULL};
    g_autofree char *suffix = path_suffix(text);
    bool is_path = strstr(text, ":\\") != NULL || g_str_has_prefix(text, "\\\\") ||
                   g_str_has_prefix(text, "file:") || g_str_has_prefix(text, "/");
    return is_path || g_strv_contains(suffixes, suffix);
}

/* "Picture 3", "Grafik 12", "image1": a word and a number. */
static bool is_counter(const char *text) {
    static const char *const words[] = {
        "picture", "image", "grafik", "bild",    "imagen",   "imagem", "immagine", "afbeelding",
        "рисунок", "图片",  "図",     "graphic", "graphics", "obraz",  "kép",      NULL};
    size_t length = strlen(text);
    while (length > 0 && (g_ascii_isdigit(text[length - 1]) || text[length - 1] == ' ')) {
        length--;
    }
    if (text[length] == '\0') {
        return false;
    }
    g_autofree char *word = g_strndup(text, length);
    g_autofree char *folded = g_utf8_strdown(word, -1);
    return g_strv_contains(words, folded);
}

char *office_alt_text(const char *said) {
    static const char *const additions[] = {
        "Description automatically generated",  "Beschreibung automatisch generiert",
        "Automatisch generierte Beschreibung",  "Description générée automatiquement",
        "Descripción generada automáticamente", "Descrição gerada automaticamente",
        "Descrizione generata automaticamente", "Automatisch gegenereerde beschrijving",
        "Автоматически созданное описание"};
    if (said == NULL) {
        return NULL;
    }
    g_autofree char *text = g_strdup(said);
    for (size_t i = 0; i < G_N_ELEMENTS(additions); i++) {
        char *found = strstr(text, additions[i]);
        if (found != NULL) {
            *found = '\0';
        }
    }
    g_autofree char *plain = text_collapse(text);
    bool is_none = *plain == '\0' || is_file_name(plain) || is_counter(plain);
    return is_none ? NULL : g_steal_pointer(&plain);
}

/* Links and places */

const char *office_link(OfficeFile *file, const char *address) {
    g_autofree char *plain = g_strstrip(g_strdup(address));
    bool is_local = g_ascii_strncasecmp(plain, "file:", 5) == 0 || strchr(plain, '\\') != NULL ||
                    (g_ascii_isalpha(plain[0]) && plain[1] == ':') || plain[0] == '/';
    if (*plain == '\0') {
        return NULL;
    }
    if (is_local) {
        file->local_links++;
        return NULL;
    }
    return manuscript_keep(file->manuscript, plain);
}

const char *office_place_id(OfficeFile *file, const char *name) {
    Keeping *keeping = keeping_of(file);
    const char *known = g_hash_table_lookup(keeping->ids, name);
    if (known != NULL) {
        return known;
    }
    g_autofree char *slug = identifier_slug(name);
    g_autofree char *id = g_strdup(slug);
    for (unsigned i = 2; g_hash_table_contains(keeping->taken_ids, id); i++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", slug, i);
    }
    const char *kept = manuscript_keep(file->manuscript, id);
    g_hash_table_add(keeping->taken_ids, (gpointer)kept);
    g_hash_table_insert(keeping->ids, g_strdup(name), (gpointer)kept);
    return kept;
}

/* Opening */

static void put_part(Article *article, Element which, const char *text, Report *report) {
    if (text != NULL) {
        xmlNode *part = tree_part(article->tree, which, true);
        markdown_append_line(article->tree, part, text, place_file(article->display_path), report);
    }
}

static char *part_text(const Article *article, Element which) {
    const xmlNode *part = tree_part(article->tree, which, false);
    return part != NULL ? node_plain_text(part) : NULL;
}

static void begin_article(OfficeFile *file, Keeping *keeping) {
    const Source *source = file->source;
    ArticleParts *parts = &keeping->parts;
    keeping->sidecar = source_sidecar(source, file->report);
    Article *article = article_begin(source, keeping->sidecar, NULL, parts, file->report);
    put_part(article, ELEMENT_HEADLINE, parts->headline, file->report);
    put_part(article, ELEMENT_KICKER, parts->kicker, file->report);
    put_part(article, ELEMENT_DECK, parts->deck, file->report);
    article->title_text = part_text(article, ELEMENT_HEADLINE);
    article->kicker_text = part_text(article, ELEMENT_KICKER);
    article->deck_text = part_text(article, ELEMENT_DECK);
    file->article = article;
    if (!mojibake_is_kept(source, keeping->sidecar, NULL)) {
        keeping->tally = mojibake_tally_new();
    }
    file->manuscript = manuscript_new(article, keeping->tally);
}

static bool open_archive(OfficeFile *file) {
    g_autoptr(GError) error = NULL;
    file->archive = archive_reader_open_bytes(file->source->bytes, "zip", &error);
    if (file->archive == NULL) {
        office_refuse(file, NULL, "it is damaged, or only a part of it arrived");
        return false;
    }
    file->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list_names(file);
    return true;
}

bool office_open(OfficeFile *file, const Source *source, bool is_flat, Reading *into,
                 Report *report) {
    *file = (OfficeFile){.source = source, .into = into, .report = report};
    if (!is_flat && !open_archive(file)) {
        return false;
    }
    Keeping *keeping = g_new0(Keeping, 1);
    keeping->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    keeping->taken_ids = g_hash_table_new(g_str_hash, g_str_equal);
    file->keeping = keeping;
    file->pictures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    file->picture_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    file->lost_pictures = g_ptr_array_new_with_free_func(g_free);
    begin_article(file, keeping);
    return true;
}

/* Closing */

static bool is_template_title(const char *title) {
    static const char *const openings[] = {"microsoft word", "document",   "untitled",
                                           "unbenannt",      "sans titre", "word document",
                                           "powerpoint",     "template"};
    g_autofree char *folded = g_utf8_strdown(title, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        if (g_str_has_prefix(folded, openings[i])) {
            return true;
        }
    }
    g_autofree char *suffix = path_suffix(title);
    static const char *const suffixes[] = {"doc", "docx", "odt", "rtf", "txt", "dot", "dotx", NULL};
    return g_strv_contains(suffixes, suffix) || text_is_blank(title);
}

/* The title of the properties is taken where the text has none; where it stands in the text's first
 * paragraph, that is the headline. */
static void settle_title(OfficeFile *file) {
    Article *article = file->article;
    if (article->title_text != NULL || file->title == NULL || is_template_title(file->title) ||
        manuscript_has_heading(file->manuscript)) {
        return;
    }
    g_autofree char *title = text_collapse(file->title);
    const char *first = manuscript_first_text(file->manuscript);
    if (first != NULL && g_utf8_collate(first, title) == 0) {
        manuscript_raise_first(file->manuscript);
        return;
    }
    article->title_text = g_steal_pointer(&title);
    article->title_source = TITLE_GIVEN;
    report_add(file->report, DIAGNOSTIC_TITLE_FROM_PROPERTIES, article_place(article), NULL,
               article->title_text, NULL);
}

static void say_all(OfficeFile *file) {
    say_changes(file);
    say_count(file, DIAGNOSTIC_COMMENTS_LEFT_OUT, file->comments);
    say_count(file, DIAGNOSTIC_HIDDEN_TEXT, file->hidden_words);
    say_count(file, DIAGNOSTIC_EQUATIONS_FLATTENED, file->equations);
    say_count(file, DIAGNOSTIC_DRAWINGS_LEFT_OUT, file->drawings);
    say_count(file, DIAGNOSTIC_INSERTS_LEFT_OUT, file->inserts);
    say_count(file, DIAGNOSTIC_LINKS_LOCAL, file->local_links);
    say_lost_pictures(file);
    const MojibakeTally *tally = keeping_of(file)->tally;
    if (tally != NULL) {
        mojibake_report(tally, file->report);
    }
}

/* All articles of the file have its pictures. */
static void share_pictures(const OfficeFile *file, GHashTable *assets, guint first) {
    for (guint i = first; assets != NULL && i < file->into->articles->len; i++) {
        Article *article = file->into->articles->pdata[i];
        if (article->own_assets == NULL) {
            article->own_assets = g_hash_table_ref(assets);
        }
    }
}

/* The byline right below the headline, or below the deck. */
static void take_byline(Article *article) {
    enum { MOST_BLOCKS = 4 };
    xmlNode *block = tree_body(article->tree)->children;
    for (int i = 0; i < MOST_BLOCKS && block != NULL && article->authors->len == 0; i++) {
        xmlNode *next = block->next;
        g_autofree char *text = element_of(block) == ELEMENT_P ? node_plain_text(block) : NULL;
        if (text != NULL && byline_find(text, strlen(text)) > 0) {
            byline_take(text, strlen(text), article->lang, article->authors);
            node_remove(block);
        }
        block = next;
    }
}

static void hand_over(OfficeFile *file) {
    Keeping *keeping = keeping_of(file);
    GPtrArray *articles = file->into->articles;
    guint first = articles->len;
    GHashTable *assets = file->article->own_assets;
    GHashTable *held = assets != NULL ? g_hash_table_ref(assets) : NULL;
    article_put_lead_picture(file->article, &keeping->parts, file->report);
    split_tree_take(g_steal_pointer(&file->article), file->source, keeping->sidecar, NULL,
                    keeping->parts.split, file->into, file->report);
    share_pictures(file, held, first);
    g_clear_pointer(&held, g_hash_table_unref);
    if (articles->len == first + 1) {
        take_byline(articles->pdata[first]);
        offer_byline(file, articles->pdata[first]);
    }
}

static void finish(OfficeFile *file) {
    manuscript_finish(file->manuscript, file->report);
    settle_title(file);
    say_all(file);
    report_set_paragraphs(file->report, file->source->display_path,
                          manuscript_take_first_words(file->manuscript));
    hand_over(file);
}

void office_close(OfficeFile *file) {
    Keeping *keeping = keeping_of(file);
    if (keeping != NULL) {
        if (!file->is_refused && manuscript_is_too_large(file->manuscript)) {
            office_refuse(file, NULL, "its text is longer than an article's can be");
        }
        if (!file->is_refused) {
            finish(file);
        }
        g_clear_pointer(&file->article, article_free);
        manuscript_free(file->manuscript);
        article_parts_clear(&keeping->parts);
        g_clear_pointer(&keeping->sidecar, yaml_value_free);
        g_clear_pointer(&keeping->tally, mojibake_tally_free);
        g_hash_table_unref(keeping->ids);
        g_hash_table_unref(keeping->taken_ids);
        g_free(keeping);
        g_hash_table_unref(file->pictures);
        g_hash_table_unref(file->picture_names);
        g_ptr_array_unref(file->lost_pictures);
    }
    g_clear_pointer(&file->names, g_hash_table_unref);
    g_clear_pointer(&file->archive, archive_reader_free);
    g_free(file->creator);
    g_free(file->title);
}
