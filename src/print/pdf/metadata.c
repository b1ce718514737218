/* Metadata: Info and XMP are made of the same words. */
#include "print/pdf/metadata.h"

#include "base/identifiers.h"
#include "print/pdf/syntax.h"

#include <libxml/tree.h>
#include <libxml/xmlsave.h>
#include <string.h>

#define PROGRAM "Galley " GALLEY_VERSION
#define XMP_DATE "%Y-%m-%dT%H:%M:%SZ"
#define ICC_HEADER_BYTES 128

char *pdf_clean_words(const char *words) {
    g_autofree char *valid = g_utf8_make_valid(words, -1);
    GString *text = g_string_new(NULL);
    for (const char *c = valid; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        bool is_control =
            g_unichar_iscntrl(character) || character == 0xFFFE || character == 0xFFFF;
        g_string_append_unichar(text, is_control ? ' ' : character);
    }
    return g_strstrip(g_string_free(text, FALSE));
}

static void add_entry(GString *text, const char *key, const char *words) {
    g_autofree char *clean = words != NULL ? pdf_clean_words(words) : NULL;
    if (clean != NULL && clean[0] != '\0') {
        g_string_append_printf(text, "/%s", key);
        pdf_add_words(text, clean, strlen(clean));
    }
}

uint32_t pdf_write_info(PdfFile *file, const PdfSetting *setting) {
    g_autoptr(GString) text = g_string_new("<<");
    add_entry(text, "Title", setting->title);
    add_entry(text, "Author", setting->author);
    add_entry(text, "Subject", setting->subject);
    add_entry(text, "Creator", PROGRAM);
    add_entry(text, "Producer", PROGRAM);
    g_string_append(text, "/CreationDate");
    pdf_add_date(text, setting->modified);
    g_string_append(text, "/ModDate");
    pdf_add_date(text, setting->modified);
    if (setting->kind == PDF_PRESS) {
        g_string_append(text, "/Trapped/False/GTS_PDFXVersion(PDF/X-4)");
    }
    g_string_append(text, ">>");
    uint32_t number = pdf_file_reserve(file);
    pdf_file_add(file, number, text->str, text->len);
    return number;
}

typedef enum { XMP_DC, XMP_PDF, XMP_XMP, XMP_MM, XMP_PDFX, XMP_PDFUA, XMP_COUNT } XmpSchema;

static const struct {
    const char *prefix, *uri;
} schemas[XMP_COUNT] = {
    [XMP_DC] = {"dc", "http://purl.org/dc/elements/1.1/"},
    [XMP_PDF] = {"pdf", "http://ns.adobe.com/pdf/1.3/"},
    [XMP_XMP] = {"xmp", "http://ns.adobe.com/xap/1.0/"},
    [XMP_MM] = {"xmpMM", "http://ns.adobe.com/xap/1.0/mm/"},
    [XMP_PDFX] = {"pdfxid", "http://www.npes.org/pdfx/ns/id/"},
    [XMP_PDFUA] = {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
};

#define RDF_URI "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

typedef struct {
    xmlDoc *document;
    xmlNode *description;
    xmlNs *rdf, *schemas[XMP_COUNT];
} Packet;

/* <prefix:name>words</prefix:name>, or with the words as the one item of a container. */
static void add_property(Packet *packet, XmpSchema schema, const char *name, const char *words,
                         const char *container) {
    g_autofree char *clean = words != NULL ? pdf_clean_words(words) : NULL;
    if (clean == NULL || clean[0] == '\0') {
        return;
    }
    xmlNode *place =
        xmlNewChild(packet->description, packet->schemas[schema], (const xmlChar *)name, NULL);
    if (container != NULL) {
        xmlNode *outer = xmlNewChild(place, packet->rdf, (const xmlChar *)container, NULL);
        place = xmlNewChild(outer, packet->rdf, (const xmlChar *)"li", NULL);
        if (strcmp(container, "Alt") == 0) {
            xmlNewProp(place, (const xmlChar *)"xml:lang", (const xmlChar *)"x-default");
        }
    }
    xmlAddChild(place, xmlNewText((const xmlChar *)clean));
}

static void begin_packet(Packet *packet, PdfKind kind) {
    packet->document = xmlNewDoc((const xmlChar *)"1.0");
    xmlAddChild((xmlNode *)packet->document,
                xmlNewDocPI(packet->document, (const xmlChar *)"xpacket",
                            (const xmlChar *)"begin=\"\xEF\xBB\xBF\" "
                                             "id=\"W5M0MpCehiHzreSzNTczkc9d\""));
    xmlNode *meta = xmlNewDocNode(packet->document, NULL, (const xmlChar *)"xmpmeta", NULL);
    xmlSetNs(meta, xmlNewNs(meta, (const xmlChar *)"adobe:ns:meta/", (const xmlChar *)"x"));
    xmlAddChild((xmlNode *)packet->document, meta);
    xmlNode *rdf = xmlNewChild(meta, NULL, (const xmlChar *)"RDF", NULL);
    packet->rdf = xmlNewNs(rdf, (const xmlChar *)RDF_URI, (const xmlChar *)"rdf");
    xmlSetNs(rdf, packet->rdf);
    packet->description = xmlNewChild(rdf, packet->rdf, (const xmlChar *)"Description", NULL);
    xmlNewNsProp(packet->description, packet->rdf, (const xmlChar *)"about", (const xmlChar *)"");
    for (int i = 0; i < XMP_COUNT; i++) {
        bool is_used = i != (kind == PDF_PRESS ? XMP_PDFUA : XMP_PDFX);
        packet->schemas[i] = is_used
                                 ? xmlNewNs(packet->description, (const xmlChar *)schemas[i].uri,
                                            (const xmlChar *)schemas[i].prefix)
                                 : NULL;
    }
}

static void describe(Packet *packet, const PdfSetting *setting, const char *instance) {
    g_autofree char *date = pdf_date(setting->modified, XMP_DATE);
    bool is_press = setting->kind == PDF_PRESS;
    const struct {
        XmpSchema schema;
        const char *name, *words, *container;
    } properties[] = {
        {XMP_DC, "format", "application/pdf", NULL},
        {XMP_DC, "title", setting->title, "Alt"},
        {XMP_DC, "creator", setting->author, "Seq"},
        {XMP_DC, "description", setting->subject, "Alt"},
        {XMP_DC, "language", setting->lang, "Bag"},
        {XMP_PDF, "Producer", PROGRAM, NULL},
        {XMP_PDF, "Trapped", is_press ? "False" : NULL, NULL},
        {XMP_XMP, "CreatorTool", PROGRAM, NULL},
        {XMP_XMP, "CreateDate", date, NULL},
        {XMP_XMP, "ModifyDate", date, NULL},
        {XMP_XMP, "MetadataDate", date, NULL},
        {XMP_MM, "DocumentID", setting->identifier, NULL},
        {XMP_MM, "InstanceID", instance, NULL},
        {XMP_MM, "VersionID", "1", NULL},
        {XMP_MM, "RenditionClass", "default", NULL},
        {XMP_PDFX, "GTS_PDFXVersion", is_press ? "PDF/X-4" : NULL, NULL},
        {XMP_PDFUA, "part", is_press ? NULL : "1", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
        add_property(packet, properties[i].schema, properties[i].name, properties[i].words,
                     properties[i].container);
    }
}

/* "urn:uuid:..." of the bytes written so far. */
static char *instance_of(PdfFile *file) {
    Digest digest = pdf_file_digest(file);
    g_autoptr(GString) name = g_string_new(NULL);
    for (size_t i = 0; i < sizeof digest; i++) {
        g_string_append_printf(name, "%02x", ((const unsigned char *)digest.words)[i]);
    }
    g_autofree char *uuid = identifier_uuid(name->str);
    return g_strconcat("urn:uuid:", uuid, NULL);
}

uint32_t pdf_write_xmp(PdfFile *file, const PdfSetting *setting) {
    g_autofree char *instance = instance_of(file);
    Packet packet;
    begin_packet(&packet, setting->kind);
    describe(&packet, setting, instance);
    xmlAddChild((xmlNode *)packet.document, xmlNewDocPI(packet.document, (const xmlChar *)"xpacket",
                                                        (const xmlChar *)"end=\"r\""));
    xmlBuffer *buffer = xmlBufferCreate();
    xmlSaveCtxt *save = xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_NO_DECL | XML_SAVE_FORMAT);
    xmlSaveDoc(save, packet.document);
    xmlSaveClose(save);
    uint32_t number = pdf_file_reserve(file);
    pdf_file_add_stream(file, number, "/Type/Metadata/Subtype/XML", xmlBufferContent(buffer),
                        (size_t)xmlBufferLength(buffer));
    xmlBufferFree(buffer);
    xmlFreeDoc(packet.document);
    return number;
}

/* How many channels a profile has: its colour space (ICC.1:2010, 7.2.6). */
static unsigned channels_of(const char *profile, size_t length) {
    const char *space = length >= ICC_HEADER_BYTES ? profile + 16 : "CMYK";
    return memcmp(space, "GRAY", 4) == 0 ? 1 : memcmp(space, "RGB ", 4) == 0 ? 3 : 4;
}

uint32_t pdf_write_output_intent(PdfFile *file, const PrintSettings *settings) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(settings->output_intent, &length);
    uint32_t profile = pdf_file_reserve(file), intent = pdf_file_reserve(file);
    g_autofree char *entries = g_strdup_printf("/N %u", channels_of(bytes, length));
    pdf_file_add_deflated(file, profile, entries, bytes, length);
    const char *condition =
        settings->output_condition != NULL ? settings->output_condition : "Custom";
    g_autoptr(GString) text = g_string_new("<</Type/OutputIntent/S/GTS_PDFX");
    add_entry(text, "OutputConditionIdentifier", condition);
    add_entry(text, "OutputCondition", condition);
    add_entry(text, "Info", condition);
    add_entry(text, "RegistryName",
              settings->is_registered_condition ? "http://www.color.org" : NULL);
    g_string_append_printf(text, "/DestOutputProfile %u 0 R>>", profile);
    pdf_file_add(file, intent, text->str, text->len);
    return intent;
}
