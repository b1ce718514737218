/* A comparison as JSON: complete, texts in full. */
#include "commands/show.h"

static void add_pair(JsonText *json, const char *key, const char *name, const char *was,
                     const char *now) {
    json_text_begin_map(json, key);
    json_text_add(json, "name", name);
    json_text_add(json, "was", was);
    json_text_add(json, "now", now);
    json_text_end(json);
}

static void add_differences(JsonText *json, const char *key, const GArray *differences) {
    json_text_begin_list(json, key);
    for (guint i = 0; i < differences->len; i++) {
        const Difference *one = &g_array_index(differences, Difference, i);
        add_pair(json, NULL, one->name, one->was, one->now);
    }
    json_text_end(json);
}

static void add_texts(JsonText *json, const char *key, const GPtrArray *texts) {
    json_text_begin_list(json, key);
    for (guint i = 0; i < texts->len; i++) {
        json_text_add(json, NULL, texts->pdata[i]);
    }
    json_text_end(json);
}

static const char *change_name(bool is_in_was, bool is_in_now) {
    return !is_in_was ? "added" : !is_in_now ? "removed" : "changed";
}

static void add_article(JsonText *json, const ArticleChange *change) {
    const EditionArticle *shown = change->shown;
    bool is_in_both = change->was != NULL && change->now != NULL;
    json_text_begin_map(json, NULL);
    json_text_add(json, "change", change_name(change->was != NULL, change->now != NULL));
    json_text_add(json, "title", shown->fields[FIELD_TITLE]);
    json_text_add(json, "file", shown->fields[FIELD_FILE]);
    if (change->was != NULL) {
        json_text_add_integer(json, "place_was", (int64_t)change->was->position);
    }
    if (change->now != NULL) {
        json_text_add_integer(json, "place_now", (int64_t)change->now->position);
    }
    if (is_in_both) {
        json_text_add_boolean(json, "moved", change->is_moved);
        json_text_add_boolean(json, "markup", change->is_markup_changed);
        add_differences(json, "fields", change->fields);
        json_text_add_integer(json, "words_added", (int64_t)change->words_added);
        json_text_add_integer(json, "words_removed", (int64_t)change->words_removed);
        add_differences(json, "paragraphs", change->paragraphs);
        add_texts(json, "corrections", change->corrections);
        add_texts(json, "corrections_gone", change->corrections_gone);
    }
    json_text_end(json);
}

static void add_parts(JsonText *json, const char *key, const GArray *parts, bool only_pictures) {
    json_text_begin_list(json, key);
    for (guint i = 0; i < parts->len; i++) {
        const PartChange *part = &g_array_index(parts, PartChange, i);
        if (only_pictures && !part->is_picture) {
            continue;
        }
        json_text_begin_map(json, NULL);
        json_text_add(json, "name", part->name);
        json_text_add(json, "change", change_name(part->is_in_was, part->is_in_now));
        if (part->is_in_was) {
            json_text_add_integer(json, "bytes_was", (int64_t)part->was_bytes);
        }
        if (part->is_in_now) {
            json_text_add_integer(json, "bytes_now", (int64_t)part->now_bytes);
        }
        json_text_end(json);
    }
    json_text_end(json);
}

void show_diff_add_json(JsonText *json, const Comparison *comparison) {
    json_text_add_boolean(json, "same_identity", comparison->is_same_identity);
    json_text_add_boolean(json, "same_bytes", comparison->is_same_bytes);
    add_pair(json, "identifier", NULL, comparison->was->check->identifier,
             comparison->now->check->identifier);
    add_pair(json, "modified", NULL, comparison->was->modified, comparison->now->modified);
    json_text_begin_list(json, "articles");
    for (guint i = 0; i < comparison->articles->len; i++) {
        add_article(json, comparison->articles->pdata[i]);
    }
    json_text_end(json);
    json_text_add_integer(json, "unchanged_articles", (int64_t)comparison->same_articles);
    add_parts(json, "pictures", comparison->parts, true);
    add_differences(json, "metadata", comparison->properties);
    add_differences(json, "refinements", comparison->refinements);
    add_parts(json, "parts", comparison->parts, false);
}
