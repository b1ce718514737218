/* A Word file's parts: found by their relationships (ECMA-376 part 2, 9.3), not by their names. */
#include "read/word_reader.h"

#include "base/limits.h"
#include "base/paths.h"
#include "model/language.h"
#include "read/word.h"

#include <string.h>

static void target_free(WordTarget *target) {
    g_free(target->target);
    g_free(target);
}

/* "word/document.xml" has its relationships in "word/_rels/document.xml.rels". */
static char *relationships_of(const char *part) {
    g_autofree char *directory = path_directory(part);
    return g_strdup_printf("%s%s_rels/%s.rels", directory, *directory != '\0' ? "/" : "",
                           path_name(part));
}

/* The part that a relationship names, as seen from `part`; NULL: it lies outside the file. */
static char *resolve(const char *part, const char *target) {
    g_autofree char *unescaped = g_uri_unescape_string(target, NULL);
    const char *path = unescaped != NULL ? unescaped : target;
    g_autofree char *slashes = g_strdelimit(g_strdup(path), "\\", '/');
    if (slashes[0] == '/') {
        return path_normalise(slashes + 1);
    }
    g_autofree char *directory = path_directory(part);
    return path_resolve(directory, slashes);
}

static void add_target(GHashTable *targets, const char *part, const XmlPart *xml,
                       const XmlItem *item) {
    const char *id = xml_get(xml, item, NAME_ID);
    const char *target = xml_get(xml, item, NAME_TARGET);
    const char *mode = xml_get(xml, item, NAME_TARGET_MODE);
    if (id == NULL || target == NULL) {
        return;
    }
    WordTarget *made = g_new0(WordTarget, 1);
    made->is_external = g_strcmp0(mode, "External") == 0;
    made->target = made->is_external ? g_strdup(target) : resolve(part, target);
    if (made->target == NULL) { /* out of the file: as good as not there */
        made->target = g_strdup(target);
        made->is_external = true;
    }
    g_hash_table_insert(targets, g_strdup(id), made);
}

static GHashTable *read_targets(OfficeFile *file, const char *part) {
    g_autofree char *name = relationships_of(part);
    g_autoptr(XmlPart) xml = office_read_xml(file, name);
    GHashTable *targets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)target_free);
    const XmlItem *root = xml != NULL ? xml_root(xml) : NULL;
    for (const XmlItem *at = xml_first(xml, root); at != NULL; at = xml_next(xml, at)) {
        if (at->name == NAME_RELATIONSHIP) {
            add_target(targets, part, xml, at);
        }
    }
    return targets;
}

/* The part of a kind ("styles") that `part` names; "" is the package itself. NULL: none. */
static char *find_related(OfficeFile *file, const char *part, const char *kind) {
    g_autofree char *name = *part != '\0' ? relationships_of(part) : g_strdup("_rels/.rels");
    g_autoptr(XmlPart) xml = office_read_xml(file, name);
    g_autofree char *ending = g_strconcat("/", kind, NULL);
    const XmlItem *root = xml != NULL ? xml_root(xml) : NULL;
    for (const XmlItem *at = xml_first(xml, root); at != NULL; at = xml_next(xml, at)) {
        const char *type = xml_get(xml, at, NAME_TYPE);
        const char *target = xml_get(xml, at, NAME_TARGET);
        if (type != NULL && target != NULL && g_str_has_suffix(type, ending)) {
            return resolve(part, target);
        }
    }
    return NULL;
}

/* Parts */

static void open_part(OfficeFile *file, WordPart *part, char *name_taken) {
    part->name = name_taken;
    part->xml = name_taken != NULL ? office_read_xml(file, name_taken) : NULL;
    part->targets = part->xml != NULL ? read_targets(file, name_taken) : NULL;
}

/* Notes by their ids, without the lines that divide them from the text. */
static void list_notes(WordPart *part) {
    const XmlPart *xml = part->xml;
    part->notes = g_hash_table_new(g_str_hash, g_str_equal);
    const XmlItem *root = xml != NULL ? xml_root(xml) : NULL;
    for (const XmlItem *at = xml_first(xml, root); at != NULL; at = xml_next(xml, at)) {
        const char *id = xml_get(xml, at, NAME_W_ID);
        const char *type = xml_get(xml, at, NAME_W_TYPE);
        bool is_note = (at->name == NAME_W_FOOTNOTE || at->name == NAME_W_ENDNOTE) &&
                       (type == NULL || strcmp(type, "normal") == 0);
        if (is_note && id != NULL) {
            g_hash_table_insert(part->notes, (gpointer)id, (gpointer)at);
        }
    }
}

static void part_clear(WordPart *part) {
    g_clear_pointer(&part->xml, xml_part_free);
    g_clear_pointer(&part->targets, g_hash_table_unref);
    g_clear_pointer(&part->notes, g_hash_table_unref);
    g_clear_pointer(&part->name, g_free);
}

static XmlPart *open_related(OfficeFile *file, const char *part, const char *kind) {
    g_autofree char *name = find_related(file, part, kind);
    return name != NULL ? office_read_xml(file, name) : NULL;
}

static void read_properties(OfficeFile *file) {
    g_autofree char *name = find_related(file, "", "core-properties");
    g_autoptr(XmlPart) xml = name != NULL ? office_try_xml(file, name, NULL) : NULL;
    const XmlItem *root = xml != NULL ? xml_root(xml) : NULL;
    if (root != NULL) {
        const XmlItem *title = xml_child(xml, root, NAME_DC_TITLE);
        const XmlItem *creator = xml_child(xml, root, NAME_DC_CREATOR);
        file->title = title != NULL ? xml_text_of(xml, title) : NULL;
        file->creator = creator != NULL ? xml_text_of(xml, creator) : NULL;
    }
}

static bool open_parts(WordDocument *word) {
    OfficeFile *file = &word->file;
    char *main_part = find_related(file, "", "officeDocument");
    if (main_part == NULL || !office_has(file, main_part)) {
        g_free(main_part);
        main_part = g_strdup("word/document.xml");
    }
    if (!office_has(file, main_part)) {
        office_refuse(file, NULL, "its text is not there");
        g_free(main_part);
        return false;
    }
    open_part(file, &word->document, main_part);
    if (word->document.xml == NULL) {
        return false;
    }
    open_part(file, &word->footnotes, find_related(file, main_part, "footnotes"));
    open_part(file, &word->endnotes, find_related(file, main_part, "endnotes"));
    list_notes(&word->footnotes);
    list_notes(&word->endnotes);
    word->styles_part = open_related(file, main_part, "styles");
    word->numbering_part = open_related(file, main_part, "numbering");
    read_properties(file);
    return true;
}

/* Reading */

static void read_notes(WordDocument *word) {
    for (guint i = 0; i < word->notes->len; i++) { /* grows as notes call notes */
        WordNote note = g_array_index(word->notes, WordNote, i);
        word->part = note.part;
        manuscript_open_note(word->file.manuscript, note.label);
        word_walk_blocks(word, note.item);
        word_fields_clear(word);
        manuscript_close_note(word->file.manuscript);
    }
}

static void read_text(WordDocument *word) {
    OfficeFile *file = &word->file;
    const XmlPart *xml = word->document.xml;
    word->styles = word_styles_new(word->styles_part, word->numbering_part);
    word->part = &word->document;
    word->style = word_paragraph_style(word->styles, NULL);
    word_look_over(word);
    if (word->main_lang != NULL && *word->main_lang != '\0') {
        file->article->lang_hint = language_normalise_tag(word->main_lang);
    }
    const XmlItem *body = xml_child(xml, xml_root(xml), NAME_W_BODY);
    word_walk_blocks(word, body != NULL ? body : xml_root(xml));
    word_fields_clear(word);
    read_notes(word);
    manuscript_drop_contents(file->manuscript, word->contents_lines);
    word_styles_free(word->styles);
}

void word_read(const Source *source, Reading *into, Report *report) {
    WordDocument *word = g_new0(WordDocument, 1);
    if (office_open(&word->file, source, false, into, report)) {
        word->fields = g_array_new(FALSE, FALSE, sizeof(WordField));
        word->notes = g_array_new(FALSE, FALSE, sizeof(WordNote));
        word->called = g_hash_table_new(g_str_hash, g_str_equal);
        word->places = g_hash_table_new(g_str_hash, g_str_equal);
        word->wanted_places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        if (open_parts(word)) {
            read_text(word);
        }
        g_array_unref(word->fields);
        g_array_unref(word->notes);
        g_hash_table_unref(word->called);
        g_hash_table_unref(word->places);
        g_hash_table_unref(word->wanted_places);
    }
    office_close(&word->file);
    part_clear(&word->document);
    part_clear(&word->footnotes);
    part_clear(&word->endnotes);
    g_clear_pointer(&word->styles_part, xml_part_free);
    g_clear_pointer(&word->numbering_part, xml_part_free);
    g_free(word);
}

Sniffed word_sniff(GBytes *bytes) {
    return office_sniff(bytes, "word/", NULL);
}
