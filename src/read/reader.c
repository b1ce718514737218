/* The readers' table, and what to say about the files that none of them reads. */
#include "read/reader.h"

#include "base/limits.h"
#include "read/markdown_reader.h"
#include "read/names.h"

#include <string.h>

static const Reader readers[] = {
    {"Markdown", "md markdown mdown mkd", markdown_read, LIMIT_ARTICLE_BYTES, NULL},
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
        {"txt text", "if it is Markdown or plain text, give it a name that ends in .md"},
        {"doc docx odt rtf pages wpd gdoc dot dotx fodt",
         "paste its text into a file whose name ends in .md"},
        {"html htm xhtml mht webarchive",
         "paste the article's text into a file whose name ends in .md"},
        {"pdf epub mobi azw3 fb2 djvu ps",
         "a finished page cannot be set again: paste its text into a file whose name ends in .md"},
        {"rst adoc asciidoc textile org tex latex wiki mediawiki typ",
         "write it out as Markdown, for instance with pandoc, into a file whose name ends in .md"},
        {"xml wxr json csv tsv xls xlsx ods ppt pptx odp key numbers",
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
    return "articles are Markdown, in files whose names end in .md; a name that begins with _ is "
           "left out without a word";
}

Reading *reading_new(void) {
    Reading *reading = g_new0(Reading, 1);
    reading->articles = g_ptr_array_new_with_free_func((GDestroyNotify)article_free);
    reading->assets = g_ptr_array_new_with_free_func((GDestroyNotify)asset_free);
    reading->facts = g_ptr_array_new_with_free_func((GDestroyNotify)issue_fact_free);
    return reading;
}

void reading_free(Reading *reading) {
    if (reading == NULL) {
        return;
    }
    g_ptr_array_unref(reading->articles);
    g_ptr_array_unref(reading->assets);
    g_ptr_array_unref(reading->facts);
    g_free(reading);
}

void issue_fact_free(IssueFact *fact) {
    if (fact == NULL) {
        return;
    }
    g_free(fact->key);
    g_free(fact->value);
    g_free(fact);
}
