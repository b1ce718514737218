/* Telling files by what they hold. The readers tell their own; here are those that nobody reads. */
#include "read/sniff.h"

#include <string.h>

static const char save_as[] = "open it in LibreOffice or Word and save it as .docx or .odt";

/* The first bytes of what no reader takes. */
static const struct {
    const char *bytes;
    size_t length_bytes;
    const char *holds; /* that the file must hold besides; NULL: nothing */
    size_t holds_bytes;
    const char *what;
    const char *hint;
} foreign[] = {
#define BYTES(text) text, sizeof(text) - 1
    {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
     BYTES("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
     "a document that is locked with a password",
     "open it in Word or LibreOffice and save it without a password"},
    {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), NULL, 0, "a document of an old version of Word",
     save_as},
    {BYTES("{\\rtf"), NULL, 0, "an RTF document", save_as},
    {BYTES("%PDF-"), NULL, 0, "a PDF",
     "a finished page cannot be set again: ask for the file that it was made of"},
    {BYTES("\xFF\xD8\xFF"), NULL, 0, "a JPEG picture", "give it a name that ends in .jpg"},
    {BYTES("\x89PNG\r\n"), NULL, 0, "a PNG picture", "give it a name that ends in .png"},
    {BYTES("GIF8"), NULL, 0, "a GIF picture", "give it a name that ends in .gif"},
    {BYTES("PK\3\4"), BYTES("xl/workbook"), "an Excel workbook",
     "paste what is to be read into a document; a table stays a table"},
    {BYTES("PK\3\4"), BYTES("ppt/presentation"), "a PowerPoint presentation",
     "paste what is to be read into a document"},
    {BYTES("PK\3\4"), BYTES("Index/Document.iwa"), "a Pages document",
     "open it in Pages and export it as Word"},
    {BYTES("PK\3\4"), BYTES("application/epub+zip"), "an EPUB",
     "`galley check` looks at books; to set it again, ask for the files that it was made of"},
    {BYTES("PK\3\4"), NULL, 0, "a zip archive", "unpack it"},
    {BYTES("\x1F\x8B"), NULL, 0, "a compressed file", "unpack it"},
    {BYTES("Rar!"), NULL, 0, "a RAR archive", "unpack it"},
    {BYTES("7z\xBC\xAF"), NULL, 0, "a 7z archive", "unpack it"},
#undef BYTES
};

/* Text that is no article's, in a file that was said to be a document. */
static const struct {
    const char *opening;
    const char *holds;
    const char *what;
    const char *hint;
} foreign_texts[] = {
    {"<?xml", "schemas.microsoft.com/office/word/2003/wordml", "a Word 2003 XML document", save_as},
    {"<?xml", "schemas.microsoft.com/office/2006/xmlPackage", "a Word document in one XML file",
     save_as},
    {"MIME-Version:", NULL, "a web archive", save_as},
    {"<?xml", NULL, "an XML file of another kind", save_as},
};

enum { LOOKED_AT_BYTES = 64 * 1024 };

static bool holds(const char *data, size_t length_bytes, const char *needle, size_t needle_bytes) {
    return needle == NULL || memmem(data, length_bytes, needle, needle_bytes) != NULL;
}

bool sniff_begins_with(GBytes *bytes, const char *text) {
    gsize length = 0;
    const char *at = g_bytes_get_data(bytes, &length);
    const char *end = at + length;
    if (length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
        at += 3;
    }
    while (at < end && strchr(" \t\r\n", *at) != NULL && *at != '\0') {
        at++;
    }
    size_t wanted = strlen(text);
    return (size_t)(end - at) >= wanted && g_ascii_strncasecmp(at, text, wanted) == 0;
}

/* Anything that is no text begins with one of a few bytes. */
static bool may_be_foreign(const char *data, size_t length_bytes) {
    return length_bytes >= 4 && strchr("\xD0{%\xFF\x89GP\x1FR7", data[0]) != NULL;
}

/* The row of what nobody reads; -1: none. */
static int find_foreign(const char *data, size_t length_bytes) {
    if (!may_be_foreign(data, length_bytes)) {
        return -1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++) {
        if (length_bytes >= foreign[i].length_bytes &&
            memcmp(data, foreign[i].bytes, foreign[i].length_bytes) == 0 &&
            holds(data, length_bytes, foreign[i].holds, foreign[i].holds_bytes)) {
            return (int)i;
        }
    }
    return -1;
}

static const Reader *refuse(const char *what, const char *hint, const char *display_path,
                            Report *report) {
    report_add(report, DIAGNOSTIC_FILE_FOREIGN, place_file(display_path), hint, what, NULL);
    return NULL;
}

/* A reader of text, other than the one of the file's name, that knows these bytes for its own. */
static const Reader *find_other(const Reader *by_name, GBytes *bytes) {
    size_t count = 0;
    const Reader *rows = reader_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (&rows[i] != by_name && rows[i].sniff != NULL && rows[i].sniff(bytes) == SNIFF_YES) {
            return &rows[i];
        }
    }
    return NULL;
}

static const Reader *take_other(const Reader *other, const char *display_path, Report *report) {
    size_t length = strcspn(other->extensions, " ");
    g_autofree char *hint =
        g_strdup_printf("give it a name that ends in .%.*s", (int)length, other->extensions);
    report_add(report, DIAGNOSTIC_FILE_MISNAMED, place_file(display_path), hint, other->name, NULL);
    return other;
}

/* A file that was said to be a document or a page, and is none. */
static const Reader *judge_text(const Reader *by_name, GBytes *bytes, const char *display_path,
                                Report *report) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    for (size_t i = 0; i < G_N_ELEMENTS(foreign_texts); i++) {
        const char *needle = foreign_texts[i].holds;
        if (sniff_begins_with(bytes, foreign_texts[i].opening) &&
            holds(data, MIN(length, LOOKED_AT_BYTES), needle, needle ? strlen(needle) : 0)) {
            return refuse(foreign_texts[i].what, foreign_texts[i].hint, display_path, report);
        }
    }
    g_autofree char *hint = g_strdup_printf("if it is text, give it a name that ends in .txt; else "
                                            "get the file again from where it came");
    g_autofree char *what = g_strdup_printf("no %s file", by_name->name);
    return refuse(length == 0 ? "an empty file" : what, hint, display_path, report);
}

const Reader *sniff_reader(const Reader *by_name, GBytes *bytes, const char *display_path,
                           Report *report) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    int row = find_foreign(data, length);
    if (by_name->sniff == NULL && row < 0) {
        return by_name;
    }
    Sniffed own = by_name->sniff != NULL ? by_name->sniff(bytes) : SNIFF_NO;
    if (own == SNIFF_YES) {
        return by_name;
    }
    const Reader *other = find_other(by_name, bytes);
    if (other != NULL) {
        return take_other(other, display_path, report);
    }
    if (own == SNIFF_MAYBE) {
        return by_name;
    }
    return row >= 0 ? refuse(foreign[row].what, foreign[row].hint, display_path, report)
                    : judge_text(by_name, bytes, display_path, report);
}
