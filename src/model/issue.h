/* One issue and the publication it belongs to, as the editor described them and as Galley
 * understood them. issue_seal is the line between phase 2 and 3: from there all of it is read-only.
 */
#ifndef GALLEY_MODEL_ISSUE_H
#define GALLEY_MODEL_ISSUE_H

#include "base/file.h"
#include "model/article.h"
#include "model/asset.h"
#include "model/date.h"
#include "model/language.h"
#include "model/print_wish.h"
#include "model/theme.h"

/* How a file is to be divided into articles: `split:`. */
typedef enum {
    SPLIT_AUTO,     /* not said: as the text itself shows */
    SPLIT_NO,       /* one file, one article */
    SPLIT_HEADINGS, /* every heading begins an article */
} SplitWish;

/* What both files may say; an issue's own word wins over its publication's. NULL: not said. */
typedef struct {
    char *title, *subtitle, *number, *volume;
    Date date;
    char *issn, *lang, *editor, *publisher, *imprint, *licence, *cover, *theme, *id, *slug;
    GPtrArray *editors;      /* Author; NULL: not said */
    GPtrArray *outputs;      /* char *: format names; NULL: not said */
    GPtrArray *sections;     /* SectionName *: order and shown names; NULL: not said */
    bool wants_no_cover;     /* `cover: none` */
    uint64_t max_size_bytes; /* 0: not said */
    bool has_captions_key, captions_from_alt;
    bool has_mojibake_key, keeps_mojibake;
    SplitWish split;
    PrintWish print;
    char *media; /* publication only: directory of paths that begin with '/' */
    Date modified;
} Settings;
void settings_clear(Settings *settings); /* frees what is said; all is unsaid again */

typedef struct {
    char *key;  /* the subdirectory or `section:` it names */
    char *name; /* as shown */
} SectionName;
SectionName *section_name_new(const char *key, const char *name);
void section_name_free(SectionName *section_name);

typedef struct {
    Root *root;         /* the publication's directory; NULL: there is none */
    char *path;         /* as the user would type it; NULL: there is none */
    char *display_path; /* of publication.yaml */
    Settings settings;
    Inputs *inputs; /* where reading notes what it asks of the disk; borrowed; NULL: nowhere */
} Publication;
Publication *publication_new(Root *root, const char *path); /* takes a reference to the root */
void publication_free(Publication *publication);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Publication, publication_free)

typedef struct Section {
    char *name;          /* as shown */
    char *id;            /* ASCII, unique among sections and articles */
    char *lang;          /* the issue's if the issue names it, else that of its first article */
    GPtrArray *articles; /* Article *, borrowed, in order */
} Section;
Section *section_new(const char *name); /* NULL: the articles of no section */
void section_free(Section *section);

/* Counted from the content, never constant. */
typedef struct {
    size_t pictures, pictures_without_alt, animated_pictures, tables, notes, words;
    size_t decorative_pictures; /* those of `pictures` whose author writes alt="" */
} ContentCount;

typedef struct Issue Issue;
struct Issue {
    Root *root;
    char *path;                     /* the directory as the user gave it */
    char *directory_name;           /* "118-winter" */
    char *display_path;             /* of issue.yaml, whether it exists or not */
    const Publication *publication; /* never NULL; an empty one where there is none */
    Settings settings; /* the issue's own, publication's filled in below it where it applies */
    char *issue_title; /* the issue's own `title:`; NULL if none */
    char *publication_title; /* the periodical's name, else the issue's title, else the title of its
                                one article, else the directory's name */
    bool is_draft_build;
    bool draws_cover; /* a cover is to be drawn if the issue has none */

    GHashTable *assets;  /* path -> Asset *, all pictures of the issue; owns both */
    GPtrArray *articles; /* Article *, owned, in reading order after phase 2 */
    GPtrArray *sections; /* Section *, owned, in order; articles of none come first, under a Section
                            with name NULL */

    /* Phase 2 */
    char *lang; /* never NULL */
    bool is_rtl;
    const Language *language;
    char *identifier;      /* "urn:uuid:…" */
    char *dc_title;        /* "Publication, No. 118, 24 November 2026: title" */
    char *file_as;         /* "Publication 2026-11-24" */
    char *series_position; /* one whole number, or NULL */
    int64_t modified;      /* seconds, UTC */
    GPtrArray
        *used_assets; /* Asset *, borrowed: those in the book, in order of first use, cover first */
    Asset *cover;     /* or NULL: the typographic page */
    Rendition *cover_to_post; /* a JPEG of a cover that is none in the book; else NULL */
    char *cover_alt;          /* of a cover that was drawn; NULL: it was not */
    ContentCount count;
    Theme *theme;
    char *file_stem; /* "118-winter", "red-flag-118-winter", "-draft" appended in a draft build */
    bool is_sealed;
    GHashTable *articles_by_id; /* id -> Article *, borrowed both; NULL until the seal */
};

/* Takes a reference to the root. */
Issue *issue_new(Root *root, const char *path);
void issue_free(Issue *issue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Issue, issue_free)
/* The end of phase 2: notes where each article stands, so that the questions below cost nothing in
 * phase 3. They may be asked before it as well, at the price of a search. */
void issue_seal(Issue *issue);
const Asset *issue_asset(const Issue *issue, const char *path);
const Article *issue_article_by_id(const Issue *issue, const char *id);
/* The article after or before in reading order; NULL at the ends. */
const Article *issue_next_article(const Issue *issue, const Article *article);
const Article *issue_previous_article(const Issue *issue, const Article *article);
const Section *issue_section_of(const Issue *issue,
                                const Article *article); /* NULL-named section: NULL */

#endif
