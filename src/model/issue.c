/* Making, sealing and freeing of issues and publications, and the questions that writers ask. */
#include "model/issue.h"

#include <string.h>

void settings_clear(Settings *settings) {
    char *const texts[] = {
        settings->title,   settings->subtitle, settings->number, settings->volume,
        settings->issn,    settings->lang,     settings->editor, settings->publisher,
        settings->imprint, settings->licence,  settings->cover,  settings->theme,
        settings->id,      settings->slug,     settings->media,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    g_clear_pointer(&settings->editors, g_ptr_array_unref);
    g_clear_pointer(&settings->outputs, g_ptr_array_unref);
    g_clear_pointer(&settings->sections, g_ptr_array_unref);
    print_wish_clear(&settings->print);
    *settings = (Settings){0};
}

SectionName *section_name_new(const char *key, const char *name) {
    SectionName *section_name = g_new0(SectionName, 1);
    section_name->key = g_strdup(key);
    section_name->name = g_strdup(name);
    return section_name;
}

void section_name_free(SectionName *section_name) {
    if (section_name == NULL) {
        return;
    }
    g_free(section_name->key);
    g_free(section_name->name);
    g_free(section_name);
}

Publication *publication_new(Root *root, const char *path) {
    Publication *publication = g_new0(Publication, 1);
    publication->root = root == NULL ? NULL : root_ref(root);
    publication->path = g_strdup(path);
    return publication;
}

void publication_free(Publication *publication) {
    if (publication == NULL) {
        return;
    }
    g_clear_pointer(&publication->root, root_free);
    g_free(publication->path);
    g_free(publication->display_path);
    settings_clear(&publication->settings);
    g_free(publication);
}

Section *section_new(const char *name) {
    Section *section = g_new0(Section, 1);
    section->name = g_strdup(name);
    section->articles = g_ptr_array_new();
    return section;
}

void section_free(Section *section) {
    if (section == NULL) {
        return;
    }
    g_free(section->name);
    g_free(section->id);
    g_free(section->lang);
    g_clear_pointer(&section->articles, g_ptr_array_unref);
    g_free(section);
}

Issue *issue_new(Root *root, const char *path) {
    Issue *issue = g_new0(Issue, 1);
    issue->root = root == NULL ? NULL : root_ref(root);
    issue->path = g_strdup(path);
    issue->assets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)asset_free);
    issue->articles = g_ptr_array_new_with_free_func((GDestroyNotify)article_free);
    issue->sections = g_ptr_array_new_with_free_func((GDestroyNotify)section_free);
    issue->used_assets = g_ptr_array_new();
    return issue;
}

void issue_free(Issue *issue) {
    if (issue == NULL) {
        return;
    }
    char *const texts[] = {
        issue->path,    issue->directory_name, issue->display_path,    issue->issue_title,
        issue->lang,    issue->identifier,     issue->dc_title,        issue->publication_title,
        issue->file_as, issue->file_stem,      issue->series_position, issue->cover_alt,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    settings_clear(&issue->settings);
    g_clear_pointer(&issue->articles_by_id, g_hash_table_unref);
    g_ptr_array_unref(issue->sections);
    g_ptr_array_unref(issue->used_assets);
    rendition_free(issue->cover_to_post);
    g_ptr_array_unref(issue->articles);
    g_hash_table_unref(issue->assets);
    theme_free(issue->theme);
    g_clear_pointer(&issue->root, root_free);
    g_free(issue);
}

void issue_seal(Issue *issue) {
    g_return_if_fail(!issue->is_sealed);
    issue->articles_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        article->reading_index = i;
        if (article->id != NULL) {
            g_hash_table_insert(issue->articles_by_id, article->id, article);
        }
    }
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        for (guint k = 0; k < section->articles->len; k++) {
            ((Article *)section->articles->pdata[k])->section = section;
        }
    }
    issue->is_sealed = true;
}

const Asset *issue_asset(const Issue *issue, const char *path) {
    return g_hash_table_lookup(issue->assets, path);
}

const Article *issue_article_by_id(const Issue *issue, const char *id) {
    if (issue->is_sealed) {
        return g_hash_table_lookup(issue->articles_by_id, id);
    }
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        if (g_strcmp0(article->id, id) == 0) {
            return article;
        }
    }
    return NULL;
}

/* Where the article stands in reading order; the number of articles if it is none of the issue's.
 */
static size_t reading_index(const Issue *issue, const Article *article) {
    if (issue->is_sealed) {
        return article->reading_index;
    }
    guint index = 0;
    return g_ptr_array_find(issue->articles, article, &index) ? index : issue->articles->len;
}

const Article *issue_next_article(const Issue *issue, const Article *article) {
    size_t next = reading_index(issue, article) + 1;
    return next < issue->articles->len ? issue->articles->pdata[next] : NULL;
}

const Article *issue_previous_article(const Issue *issue, const Article *article) {
    size_t index = reading_index(issue, article);
    return index > 0 && index < issue->articles->len ? issue->articles->pdata[index - 1] : NULL;
}

static const Section *find_section(const Issue *issue, const Article *article) {
    if (issue->is_sealed) {
        return article->section;
    }
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        if (g_ptr_array_find(section->articles, article, NULL)) {
            return section;
        }
    }
    return NULL;
}

const Section *issue_section_of(const Issue *issue, const Article *article) {
    const Section *section = find_section(issue, article);
    return section == NULL || section->name == NULL ? NULL : section;
}
