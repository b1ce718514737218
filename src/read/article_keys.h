/* What front matter and sidecar say of an article: one table of keys, one row a key. */
#ifndef GALLEY_READ_ARTICLE_KEYS_H
#define GALLEY_READ_ARTICLE_KEYS_H

#include "base/yaml.h"
#include "model/issue.h"

/* A map of keys and the file that it stands in. `map` may be NULL. */
typedef struct {
    const YamlValue *map;
    const char *file;
} KeyFile;

/* What is not the article's own member: its parts as they are written, marks and all, and the
 * picture before the text. All owned; NULL where it was not said. */
typedef struct {
    char *headline, *kicker, *deck;
    char *picture_path, *picture_alt, *picture_caption, *picture_credit;
    uint32_t picture_line; /* 0 if a sidecar names the picture */
    uint32_t picture_column;
    SplitWish split; /* the issue's where the files say nothing */
} ArticleParts;
void article_parts_clear(ArticleParts *parts);

/* Sets what the files say of `article`; the sidecar's keys win. Reports what cannot be used, each
 * at its place, and near misses of a key. */
void article_keys_apply(Article *article, const Issue *issue, KeyFile sidecar, KeyFile front,
                        ArticleParts *parts, Report *report);

#endif
