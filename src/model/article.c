/* Making and freeing of articles and what hangs on them. */
#include "model/article.h"

Author *author_new(const char *name, const char *file_as) {
    Author *author = g_new0(Author, 1);
    author->name = g_strdup(name);
    author->file_as = g_strdup(file_as != NULL ? file_as : name);
    return author;
}

void author_free(Author *author) {
    if (author == NULL) {
        return;
    }
    g_free(author->name);
    g_free(author->file_as);
    g_free(author);
}

void correction_free(Correction *correction) {
    if (correction == NULL) {
        return;
    }
    g_free(correction->text);
    g_free(correction);
}

void heading_free(Heading *heading) {
    if (heading == NULL) {
        return;
    }
    g_free(heading->id);
    g_free(heading->text);
    g_free(heading->anchor);
    g_free(heading);
}

Article *article_new(const char *path, const char *display_path) {
    Article *article = g_new0(Article, 1);
    article->path = g_strdup(path);
    article->display_path = g_strdup(display_path);
    article->authors = g_ptr_array_new_with_free_func((GDestroyNotify)author_free);
    article->tags = g_ptr_array_new_with_free_func(g_free);
    article->corrections = g_ptr_array_new_with_free_func((GDestroyNotify)correction_free);
    article->headings = g_ptr_array_new_with_free_func((GDestroyNotify)heading_free);
    article->nodes_to_link = g_ptr_array_new();
    article->image_nodes = g_ptr_array_new();
    article->tree = tree_new();
    return article;
}

void article_free(Article *article) {
    if (article == NULL) {
        return;
    }
    g_free(article->path);
    g_free(article->display_path);
    g_free(article->own_directory);
    g_free(article->fallback_title);
    g_free(article->title_file);
    g_free(article->title_text);
    g_free(article->kicker_text);
    g_free(article->deck_text);
    g_free(article->dateline_place);
    g_free(article->dateline);
    g_free(article->section_name);
    g_free(article->web_address);
    g_clear_pointer(&article->categories, g_ptr_array_unref);
    g_free(article->lang);
    g_free(article->lang_hint);
    g_free(article->slug);
    g_free(article->licence);
    g_free(article->id);
    g_ptr_array_unref(article->authors);
    g_ptr_array_unref(article->tags);
    g_ptr_array_unref(article->corrections);
    g_ptr_array_unref(article->headings);
    g_ptr_array_unref(article->nodes_to_link);
    g_ptr_array_unref(article->image_nodes);
    g_clear_pointer(&article->own_assets, g_hash_table_unref);
    tree_free(article->tree);
    g_free(article);
}

Place article_place(const Article *article) {
    return place_file(article->display_path);
}
