/* What the readers of single files share: sidecar and front matter, the article that they describe,
 * and its lead picture. */
#ifndef GALLEY_READ_ARTICLE_SOURCE_H
#define GALLEY_READ_ARTICLE_SOURCE_H

#include "base/yaml.h"
#include "read/article_keys.h"
#include "read/front_matter.h"
#include "read/reader.h"

/* The source's sidecar; NULL if it has none or it cannot be read (reported). Caller frees. */
YamlValue *source_sidecar(const Source *source, Report *report);

/* A source that is text, decoded, with its front matter taken off. */
typedef struct {
    YamlValue *sidecar; /* NULL: none */
    YamlValue *map;     /* the front matter's; NULL: none */
    char *decoded;      /* all of the file: valid UTF-8, \n line ends */
    FrontMatter front;  /* borrows from `decoded`: front.text is what the article says */
} SourceText;
void source_text_open(SourceText *text, const Source *source, Report *report);
/* The same of a source whose bytes say what they are written in, unless the editor says so; NULL:
 * they do not. */
void source_text_open_declared(SourceText *text, const Source *source, const char *declared,
                               Report *report);
void source_text_clear(SourceText *text);

/* A new article of this source with what sidecar and front matter (each may be NULL) say of it, its
 * section, its fallback title, and the date that its file's name begins with, if none is said. The
 * parts are to be set by the reader; article_parts_clear frees them. */
Article *article_begin(const Source *source, const YamlValue *sidecar, const YamlValue *front,
                       ArticleParts *parts, Report *report);

/* The figure of `image:`, first in the body; nothing where the parts name no picture. Its src is as
 * written: enrich resolves it as it does those of the text. */
void article_put_lead_picture(Article *article, const ArticleParts *parts, Report *report);

#endif
