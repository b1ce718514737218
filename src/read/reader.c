/* The readers' table, and what to say about the files that none of them reads. */
#include "read/reader.h"

#include "base/limits.h"
#include "read/html_reader.h"
#include "read/markdown_reader.h"
#include "read/names.h"
#include "read/odt_reader.h"
#include "read/text_reader.h"
#include "read/word_reader.h"
#include "read/wordpress_reader.h"

#include <string.h>

static const Reader readers[] = {
    {"Markdown", "md markdown mdown mkd", markdown_read, LIMIT_ARTICLE_BYTES, NULL},
    {"plain text", "txt text", text_read, LIMIT_ARTICLE_BYTES, NULL},
    {"web page", "html htm xhtml", html_read, LIMIT_ARTICLE_BYTES, NULL},
    {"Word document", "docx docm dotx dotm", word_read, LIMIT_OFFICE_BYTES, word_sniff},
    {"OpenDocument text", "odt ott", odt_read, LIMIT_OFFICE_BYTES, odt_sniff},
    {"flat OpenDocument text", "fodt", fodt_read, LIMIT_OFFICE_XML_BYTES, fodt_sniff},
    {"WordPress export", "xml wxr", wordpress_read, LIMIT_EXPORT_BYTES, wordpress_sniff},
};

static bool is_extension(const char *extensions, const char *suffix) {
    size_t length = strlen(suffix);
    for (const char *at = extensions; length > 0 && *at != '\0';) {
        size_t word = strcspn(at, " ");
        if (word == length && memcmp(at, suffix, length) == 0) {
            return true;
        }
        at += word + strspn(at + word, " ");
    }
    return false;
}

const Reader *reader_find(const char *path) {
    g_autofree char *suffix = path_suffix(path);
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        if (is_extension(readers[i].extensions, suffix)) {
            return &readers[i];
        }
    }
    return NULL;
}

const Reader *reader_all(size_t *count) {
    *count = G_N_ELEMENTS(readers);
    return readers;
}

const char *reader_hint_for_unknown(const char *path) {
    static const struct {
        const char *extensions;
        const char *hint;
    } rows[] = {
        {"doc dot rtf wpd wps sxw", "open it in LibreOffice or Word and save it as .docx or .odt"},
        {"pages gdoc", "export it as Word, into a file whose name ends in .docx"},
        {"mht mhtml webarchive maff",
         "paste the article's text into a file whose name ends in .md"},
        {"pdf epub mobi azw3 fb2 djvu ps",
         "a finished page cannot be set again: paste its text into a file whose name ends in .md"},
        {"rst adoc asciidoc textile org tex latex wiki mediawiki typ",
         "write it out as Markdown, for instance with pandoc, into a file whose name ends in .md"},
        {"json csv tsv xls xlsx ods ppt pptx odp key numbers",
         "paste what is to be read into a file whose name ends in .md; a table goes between | "
         "lines"},
        {"psd ai eps xcf indd idml qxp sla afpub cr2 nef arw dng raw bmp ico pcx tga jp2 jxl",
         "save the picture as JPEG or PNG"},
        {"mp3 m4a ogg oga wav flac mp4 m4v mov avi mkv webm",
         "a book holds text and pictures; link to the recording on the web instead"},
        {"zip 7z rar tar gz tgz bz2 xz", "unpack it"},
        {"css js ttf otf woff woff2", "styles and fonts belong to a theme, in the publication's "
                                      "styles/NAME directory"},
        {"toml", "Galley's settings are YAML, in issue.yaml"},
    };
    g_autofree char *suffix = path_suffix(path);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (is_extension(rows[i].extensions, suffix)) {
            return rows[i].hint;
        }
    }
    return "articles are Markdown, text, web pages, .docx or .odt; a name that begins with _ is "
           "left out "
           "without a word";
}

Reading *reading_new(void) {
    Reading *reading = g_new0(Reading, 1);
    reading->articles = g_ptr_array_new_with_free_func((GDestroyNotify)article_free);
    reading->assets = g_ptr_array_new_with_free_func((GDestroyNotify)asset_free);
    reading->facts = g_ptr_array_new_with_free_func((GDestroyNotify)issue_fact_free);
    reading->order = g_ptr_array_new();
    return reading;
}

void reading_free(Reading *reading) {
    if (reading == NULL) {
        return;
    }
    g_ptr_array_unref(reading->articles);
    g_ptr_array_unref(reading->assets);
    g_ptr_array_unref(reading->facts);
    g_ptr_array_unref(reading->order);
    g_free(reading);
}

typedef struct {
    gpointer article;
    guint rank, natural;
} Ranked;

static gint compare_ranked(gconstpointer left, gconstpointer right) {
    const Ranked *a = left;
    const Ranked *b = right;
    return a->rank != b->rank ? (a->rank < b->rank ? -1 : 1)
                              : (a->natural > b->natural) - (a->natural < b->natural);
}

void reading_order_apply(GPtrArray *articles, const GPtrArray *order) {
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (guint i = 0; i < order->len; i++) {
        const OrderedFile *file = order->pdata[i];
        g_hash_table_insert(places, file->path, GUINT_TO_POINTER(i + 1));
    }
    for (guint i = 0; i < articles->len; i++) {
        Article *article = articles->pdata[i];
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, article->path));
        const OrderedFile *file = place > 0 ? order->pdata[place - 1] : NULL;
        if (file != NULL && article->section_name == NULL) {
            article->section_name = g_strdup(file->section);
        }
        Ranked one = {article, file != NULL ? place : order->len + 1, i};
        g_array_append_val(ranked, one);
    }
    g_array_sort(ranked, compare_ranked);
    for (guint i = 0; i < articles->len; i++) {
        articles->pdata[i] = g_array_index(ranked, Ranked, i).article;
    }
}

void ordered_file_free(OrderedFile *file) {
    if (file == NULL) {
        return;
    }
    g_free(file->path);
    g_free(file->section);
    g_free(file);
}

void issue_fact_free(IssueFact *fact) {
    if (fact == NULL) {
        return;
    }
    g_free(fact->key);
    g_free(fact->value);
    g_free(fact);
}
