/* One story: what it is called, who wrote it, and its tree. Made by a reader in phase 1, enriched,
 * placed in the order in phase 2, read-only after issue_seal. */
#ifndef GALLEY_MODEL_ARTICLE_H
#define GALLEY_MODEL_ARTICLE_H

#include "base/text.h"
#include "model/date.h"
#include "model/node.h"

typedef enum {
    TITLE_GIVEN,     /* front matter, sidecar */
    TITLE_HEADING,   /* the text's own first heading */
    TITLE_OPENING,   /* dateline and first words: in italics in the contents, no headline in the
                        article */
    TITLE_FILE_NAME, /* the last resort, with a warning */
} TitleSource;

typedef struct {
    char *name;    /* as shown: "Ursula Le Guin" */
    char *file_as; /* as filed: "Le Guin, Ursula"; never NULL */
} Author;
Author *author_new(const char *name, const char *file_as);
void author_free(Author *author);

typedef struct {
    Date date;
    char *text; /* plain, typography applied */
} Correction;
void correction_free(Correction *correction);

typedef struct Article Article;
struct Article {
    /* Where it came from */
    char *path;          /* below the issue: "letters/03-reply.md" */
    char *display_path;  /* as the editor would type it; places carry it */
    size_t source_index; /* among the files of the issue, natural order */
    size_t part_index;   /* among the articles of one file */

    char *own_directory; /* "03-harbour": the directory that is this article and holds its pictures;
                            or NULL */
    GHashTable *own_assets; /* path -> Asset *, borrowed both: pictures that the file itself holds,
                               whose paths are the src of its img as they stand; NULL: none */
    bool pictures_may_be_missing; /* a page or a document whose pictures may have stayed where it
                                     came from: a warning, where Markdown's are an error */
    char *web_address;     /* of an export's article: where it stands on the web; else NULL */
    GPtrArray *categories; /* char *: all that its site files it under, names and slugs; NULL */
    char *fallback_title;  /* made from the file's or directory's name; never NULL */

    /* What was said of it, as given. A reader leaves title_text NULL where no title is given:
     * enrich finds one in the text and sets title_source. After phase 1 it is never NULL or blank,
     * and title, kicker and deck are the plain text of the tree's parts, typography applied. */
    TitleSource title_source;
    Place title_place; /* its file is display_path or the sidecar's, borrowed from title_file */
    char *title_file;
    char *title_text;   /* for contents, nav, running heads */
    char *kicker_text;  /* or NULL */
    char *deck_text;    /* or NULL */
    GPtrArray *authors; /* Author; empty if none */
    Date date;
    char *dateline_place; /* `place:` */
    char *dateline;     /* enrich: place and day as the text itself opens with them (span.dateline,
                           p.dateline), where they are shown; or NULL */
    char *section_name; /* `section:` or the subdirectory's; NULL: none */
    bool has_order;
    double order;
    char *lang; /* BCP 47; NULL until enrich/language decides; then never NULL ("und") */
    bool lang_is_given;
    char *lang_hint; /* what the file's own marks say, taken where lang is not given and the text
                        does not tell, or for its region; NULL */
    bool dir_is_given, is_rtl;
    GPtrArray *tags; /* char * */
    bool is_draft;
    char *slug; /* `slug:` or NULL */
    char *licence;
    Date modified;
    GPtrArray *corrections;                   /* Correction, oldest first */
    bool has_captions_key, captions_from_alt; /* `captions: alt` */
    bool keeps_mojibake;                      /* `mojibake: keep`, its own or the issue's */

    /* The text. Root <article>: <headline>, <kicker>, <deck> (with their marks; absent where not
     * given) and <body>. A lead picture is a figure.lead, first in body. */
    xmlDoc *tree;

    /* Set by enrich */
    char *id; /* phase 2: ASCII, unique in the issue, from the slug or the file's name; names its
                 files */
    TextCount count;
    unsigned minutes;
    size_t notes, tables, pictures, pictures_without_alt; /* without: the img has no alt at all;
                                                             alt="" is the author's own word */
    size_t sentence_like_alts; /* of figures without a cutline: alt texts that would make one */
    GPtrArray *headings;       /* Heading *: phase 1, document order */
    GPtrArray *nodes_to_link;  /* xmlNode *: a with a relative href, phase 1 to 2 */
    GPtrArray *image_nodes;    /* xmlNode *: every img that stayed, document order */

    /* Set by issue_seal */
    size_t reading_index;          /* among the articles */
    const struct Section *section; /* the one that lists it */
};

typedef struct {
    const xmlNode *node;
    unsigned level;
    char *id;
    char *text;   /* typography applied */
    char *anchor; /* as GitHub makes it, of the text as it was written */
} Heading;
void heading_free(Heading *heading);

Article *article_new(const char *path, const char *display_path);
void article_free(Article *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Article, article_free)
Place article_place(const Article *article); /* the file as a whole */

#endif
