/* OpenDocument texts: their parts, or the one file that holds them all. */
#include "read/odt_reader.h"

#include "base/limits.h"
#include "model/language.h"
#include "read/odt.h"
#include "read/sniff.h"

#include <string.h>

static bool is_locked(OfficeFile *file) {
    g_autoptr(XmlPart) manifest = office_try_xml(file, "META-INF/manifest.xml", NULL);
    return manifest != NULL &&
           xml_find(manifest, xml_root(manifest), NAME_MANIFEST_ENCRYPTION_DATA) != NULL;
}

static void read_properties(OdtDocument *odt, const XmlPart *xml) {
    const XmlItem *meta = xml != NULL ? xml_find(xml, xml_root(xml), NAME_OFFICE_META) : NULL;
    const XmlItem *title = xml_child(xml, meta, NAME_DC_TITLE);
    const XmlItem *first = xml_child(xml, meta, NAME_META_INITIAL_CREATOR);
    const XmlItem *creator = first != NULL ? first : xml_child(xml, meta, NAME_DC_CREATOR);
    odt->file.title = title != NULL ? xml_text_of(xml, title) : NULL;
    odt->file.creator = creator != NULL ? xml_text_of(xml, creator) : NULL;
}

static bool open_parts(OdtDocument *odt) {
    OfficeFile *file = &odt->file;
    if (is_locked(file) || office_has(file, "encrypted-package")) {
        report_add(file->report, DIAGNOSTIC_FILE_FOREIGN, place_file(file->source->display_path),
                   "open it in LibreOffice and save it without a password",
                   "a document that is locked with a password", NULL);
        return false;
    }
    if (!office_has(file, "content.xml")) {
        office_refuse(file, NULL, "its text is not there");
        return false;
    }
    odt->content = office_read_xml(file, "content.xml");
    odt->styles_part = odt->content != NULL ? office_read_xml(file, "styles.xml") : NULL;
    odt->meta_part = odt->content != NULL ? office_try_xml(file, "meta.xml", NULL) : NULL;
    read_properties(odt, odt->meta_part);
    return odt->content != NULL;
}

static bool open_flat(OdtDocument *odt) {
    g_autoptr(GError) error = NULL;
    odt->content = xml_part_parse(odt->file.source->bytes, &error);
    if (odt->content == NULL) {
        office_refuse(&odt->file, NULL, error->message);
        return false;
    }
    read_properties(odt, odt->content);
    return true;
}

static void read_styles(OdtDocument *odt) {
    const XmlItem *root = xml_root(odt->content);
    odt->styles = odt_styles_new();
    odt_styles_add(odt->styles, odt->content,
                   xml_child(odt->content, root, NAME_OFFICE_AUTOMATIC_STYLES), true);
    odt_styles_add(odt->styles, odt->content, xml_child(odt->content, root, NAME_OFFICE_STYLES),
                   false);
    if (odt->styles_part != NULL) {
        odt_styles_add(odt->styles, odt->styles_part,
                       xml_child(odt->styles_part, xml_root(odt->styles_part), NAME_OFFICE_STYLES),
                       false);
    }
}

static void read_notes(OdtDocument *odt) {
    for (guint i = 0; i < odt->notes->len; i++) { /* grows as notes call notes */
        OdtNote note = g_array_index(odt->notes, OdtNote, i);
        manuscript_open_note(odt->file.manuscript, note.label);
        odt_walk_blocks(odt, note.body);
        manuscript_close_note(odt->file.manuscript);
    }
}

static void read_text(OdtDocument *odt) {
    OfficeFile *file = &odt->file;
    odt->xml = odt->content;
    read_styles(odt);
    odt->style = odt_paragraph_style(odt->styles, NULL);
    odt_look_over(odt);
    if (odt->main_lang != NULL && *odt->main_lang != '\0') {
        file->article->lang_hint = language_normalise_tag(odt->main_lang);
    }
    const XmlItem *body = xml_child(odt->xml, xml_root(odt->xml), NAME_OFFICE_BODY);
    const XmlItem *text = xml_child(odt->xml, body, NAME_OFFICE_TEXT);
    if (text != NULL) {
        odt_walk_blocks(odt, text);
        read_notes(odt);
    } else {
        office_refuse(file, NULL, "it is no text but a table, a drawing or a presentation");
    }
    manuscript_drop_contents(file->manuscript, odt->contents_lines);
    odt_styles_free(odt->styles);
}

static void read_any(const Source *source, bool is_flat, Reading *into, Report *report) {
    OdtDocument *odt = g_new0(OdtDocument, 1);
    if (office_open(&odt->file, source, is_flat, into, report)) {
        odt->lists_by_style = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
        odt->lists_by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
        odt->notes = g_array_new(FALSE, FALSE, sizeof(OdtNote));
        odt->places = g_hash_table_new(g_str_hash, g_str_equal);
        odt->wanted_places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        if (is_flat ? open_flat(odt) : open_parts(odt)) {
            read_text(odt);
        }
        g_hash_table_unref(odt->lists_by_style);
        g_hash_table_unref(odt->lists_by_id);
        g_array_unref(odt->notes);
        g_hash_table_unref(odt->places);
        g_hash_table_unref(odt->wanted_places);
    }
    office_close(&odt->file);
    xml_part_free(odt->content);
    xml_part_free(odt->styles_part);
    xml_part_free(odt->meta_part);
    g_free(odt);
}

void odt_read(const Source *source, Reading *into, Report *report) {
    read_any(source, false, into, report);
}

void fodt_read(const Source *source, Reading *into, Report *report) {
    read_any(source, true, into, report);
}

Sniffed odt_sniff(GBytes *bytes) {
    return office_sniff(bytes, NULL, "application/vnd.oasis.opendocument.text");
}

Sniffed fodt_sniff(GBytes *bytes) {
    enum { LOOKED_AT_BYTES = 8192 };
    static const char type[] = "application/vnd.oasis.opendocument.text";
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    bool is_xml = sniff_begins_with(bytes, "<?xml") || sniff_begins_with(bytes, "<office:document");
    return is_xml && memmem(data, MIN(length, LOOKED_AT_BYTES), type, strlen(type)) != NULL
               ? SNIFF_YES
               : SNIFF_NO;
}
