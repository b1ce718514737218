/* The reader of WordPress exports. */
#include "read/wordpress_reader.h"

#include "base/limits.h"
#include "base/text.h"
#include "html/page_encoding.h"
#include "read/page_content.h"
#include "read/post_article.h"
#include "read/sniff.h"

#include <string.h>

/* Why a post is no article. */
typedef enum {
    POST_TAKEN,
    POST_OF_ANOTHER_KIND, /* attachments, revisions, menus: nothing to read */
    POST_PAGE,            /* stands apart from what is new */
    POST_DRAFT,
    POST_PRIVATE,
    POST_FUTURE,
    POST_TRASHED,
    POST_LOCKED,
    POST_EMPTY,
    POST_FATE_COUNT
} PostFate;

static const char *const fate_names[POST_FATE_COUNT][2] = {
    [POST_PAGE] = {"page", "pages"},
    [POST_DRAFT] = {"draft", "drafts"},
    [POST_PRIVATE] = {"private post", "private posts"},
    [POST_FUTURE] = {"post that is to appear later", "posts that are to appear later"},
    [POST_TRASHED] = {"post from the bin", "posts from the bin"},
    [POST_EMPTY] = {"empty post", "empty posts"},
};

static bool is_value(const ExportItem *item, ExportField field, const char *wanted) {
    g_autofree char *text = export_value_word(item->fields[field]);
    return g_strcmp0(text, wanted) == 0;
}

static bool is_blank(ExportValue value) {
    g_autofree char *text = export_value_word(value);
    return text == NULL;
}

static PostFate fate_by_status(const ExportItem *item) {
    static const struct {
        const char *status;
        PostFate fate;
    } rows[] = {{"publish", POST_TAKEN},
                {"published", POST_TAKEN},
                {"draft", POST_DRAFT},
                {"pending", POST_DRAFT},
                {"auto-draft", POST_OF_ANOTHER_KIND},
                {"private", POST_PRIVATE},
                {"future", POST_FUTURE},
                {"trash", POST_TRASHED},
                {"inherit", POST_OF_ANOTHER_KIND}};
    g_autofree char *status = export_value_word(item->fields[FIELD_STATUS]);
    for (size_t i = 0; status != NULL && i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].status, status) == 0) {
            return rows[i].fate;
        }
    }
    return status == NULL ? POST_TAKEN : POST_DRAFT;
}

static PostFate fate_of(const ExportFile *file, const ExportItem *item) {
    g_autofree char *type = export_value_word(item->fields[FIELD_TYPE]);
    if (g_strcmp0(type, "page") == 0 && fate_by_status(item) == POST_TAKEN) {
        return POST_PAGE;
    }
    if (type != NULL && strcmp(type, "post") != 0) {
        return POST_OF_ANOTHER_KIND;
    }
    PostFate fate = fate_by_status(item);
    if (fate != POST_TAKEN) {
        return fate;
    }
    if (!is_blank(item->fields[FIELD_PASSWORD])) {
        return POST_LOCKED;
    }
    /* the file broke off before it said what this is */
    bool is_cut = file->is_wordpress && type == NULL && is_blank(item->fields[FIELD_STATUS]);
    bool is_empty = is_blank(item->fields[FIELD_CONTENT]) &&
                    (file->is_wordpress || is_blank(item->fields[FIELD_DESCRIPTION])) &&
                    (is_cut || is_blank(item->fields[FIELD_TITLE]));
    return is_empty ? POST_EMPTY : POST_TAKEN;
}

/* The library */

static void attachment_free(Attachment *attachment) {
    g_free(attachment->address);
    g_free(attachment->alt);
    g_free(attachment->caption);
    g_free(attachment->parent);
    g_free(attachment);
}

static void add_attachment(PostShelf *shelf, const ExportItem *item) {
    char *id = export_value_word(item->fields[FIELD_ID]);
    char *address = export_value_word(item->fields[FIELD_ATTACHMENT_URL]);
    address = address != NULL ? address : export_value_word(item->fields[FIELD_GUID]);
    if (id == NULL || address == NULL) {
        g_free(id);
        g_free(address);
        return;
    }
    Attachment *attachment = g_new0(Attachment, 1);
    attachment->address = address;
    attachment->alt = g_strdup(export_item_meta(item, "_wp_attachment_image_alt"));
    attachment->caption = export_value_word(item->fields[FIELD_EXCERPT]);
    attachment->parent = export_value_word(item->fields[FIELD_PARENT]);
    g_hash_table_replace(shelf->library.attachments, id, attachment);
    if (attachment->parent != NULL && strcmp(attachment->parent, "0") != 0) {
        GPtrArray *gallery = g_hash_table_lookup(shelf->library.galleries, attachment->parent);
        if (gallery == NULL) {
            gallery = g_ptr_array_new();
            g_hash_table_insert(shelf->library.galleries, g_strdup(attachment->parent), gallery);
        }
        g_ptr_array_add(gallery, attachment);
    }
}

static void fill_library(PostShelf *shelf) {
    const ExportFile *file = shelf->file;
    for (guint i = 0; i < file->items->len; i++) {
        const ExportItem *item = file->items->pdata[i];
        if (is_value(item, FIELD_TYPE, "attachment")) {
            add_attachment(shelf, item);
        } else if (is_value(item, FIELD_TYPE, "wp_block")) {
            char *id = export_value_word(item->fields[FIELD_ID]);
            char *text = export_value_text(item->fields[FIELD_CONTENT]);
            if (id != NULL && text != NULL) {
                g_hash_table_replace(shelf->library.blocks, id, text);
            } else {
                g_free(id);
                g_free(text);
            }
        }
    }
    for (guint i = 0; i < file->authors->len; i++) {
        ExportAuthor *author = file->authors->pdata[i];
        if (author->login != NULL) {
            g_hash_table_insert(shelf->authors, author->login, author);
        }
    }
}

static void shelf_begin(PostShelf *shelf) {
    shelf->library.attachments =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)attachment_free);
    shelf->library.galleries =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    shelf->library.blocks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    shelf->authors = g_hash_table_new(g_str_hash, g_str_equal);
    shelf->left_out = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    shelf->nameless = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    shelf->uploads = upload_paths_new(shelf->source->issue);
    g_autofree char *language = export_value_word(shelf->file->channel[FIELD_LANGUAGE]);
    shelf->language = language != NULL ? language_normalise_tag(language) : NULL;
    shelf->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *blog = export_value_word(shelf->file->channel[FIELD_BLOG]);
    g_autofree char *link = export_value_word(shelf->file->channel[FIELD_LINK]);
    shelf->site = g_strdup(blog != NULL ? blog : link);
    if (shelf->site != NULL && g_str_has_suffix(shelf->site, "/")) {
        shelf->site[strlen(shelf->site) - 1] = '\0';
    }
    fill_library(shelf);
}

static void shelf_clear(PostShelf *shelf) {
    g_hash_table_unref(shelf->library.galleries);
    g_hash_table_unref(shelf->library.attachments);
    g_hash_table_unref(shelf->library.blocks);
    g_hash_table_unref(shelf->authors);
    g_hash_table_unref(shelf->left_out);
    g_hash_table_unref(shelf->nameless);
    upload_paths_free(shelf->uploads);
    g_hash_table_unref(shelf->addresses);
    g_free(shelf->language);
    g_free(shelf->site);
}

/* Order: the oldest first, as they appeared; those without a date come last */

typedef struct {
    const ExportItem *item;
    char *when; /* local date and time */
    guint index;
} Dated;

static gint compare_dated(gconstpointer left, gconstpointer right) {
    const Dated *a = left;
    const Dated *b = right;
    int by_date = strcmp(a->when, b->when);
    return by_date != 0 ? by_date : (a->index > b->index) - (a->index < b->index);
}

static void dated_clear(void *data) {
    g_free(((Dated *)data)->when);
}

static char *sort_key(const ExportItem *item) {
    g_autofree char *when = export_value_word(item->fields[FIELD_DATE]);
    if (when != NULL && !g_str_has_prefix(when, "0000")) {
        return g_steal_pointer(&when);
    }
    Date date = post_date(item);
    return date_is_set(date) ? date_iso(date) : g_strdup("~");
}

/* Saying */

static gint compare_texts(gconstpointer left, gconstpointer right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* "contact-form (2), toc (1)" or, without counts, "maria, jon". Caller frees. */
static char *list_names(GHashTable *table, bool with_counts) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    GHashTableIter each;
    gpointer name = NULL;
    g_hash_table_iter_init(&each, table);
    while (g_hash_table_iter_next(&each, &name, NULL)) {
        g_ptr_array_add(names, name);
    }
    g_ptr_array_sort(names, compare_texts);
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", (const char *)names->pdata[i]);
        if (with_counts) {
            gpointer count = g_hash_table_lookup(table, names->pdata[i]);
            g_string_append_printf(list, " (%u)", GPOINTER_TO_UINT(count));
        }
    }
    return g_string_free(list, FALSE);
}

static void say_left_out(const Source *source, const unsigned *counts, Report *report) {
    g_autoptr(GString) said = g_string_new(NULL);
    for (size_t i = 0; i < POST_FATE_COUNT; i++) {
        if (fate_names[i][0] != NULL && counts[i] > 0) {
            g_string_append_printf(said, "%s%u %s", said->len > 0 ? ", " : "", counts[i],
                                   fate_names[i][counts[i] > 1]);
        }
    }
    if (said->len > 0) {
        report_add(report, DIAGNOSTIC_POSTS_LEFT_OUT, place_file(source->display_path), NULL,
                   said->str, NULL);
    }
}

static void say_all(const PostShelf *shelf, const unsigned *counts, Report *report) {
    const char *file = shelf->source->display_path;
    say_left_out(shelf->source, counts, report);
    if (g_hash_table_size(shelf->nameless) > 0) {
        g_autofree char *logins = list_names(shelf->nameless, false);
        report_add(report, DIAGNOSTIC_BYLINE_LOGIN, place_file(file), NULL, logins, NULL);
    }
    if (g_hash_table_size(shelf->left_out) > 0) {
        g_autofree char *names = list_names(shelf->left_out, true);
        report_add(report, DIAGNOSTIC_SHORTCODES_LEFT_OUT, place_file(file), NULL, names, NULL);
    }
    for (guint i = 0; i < shelf->file->damages->len; i++) {
        uint32_t line = g_array_index(shelf->file->damages, uint32_t, i);
        report_add(report, DIAGNOSTIC_EXPORT_DAMAGED, place_at(file, line, 1), NULL, NULL);
    }
    if (shelf->file->is_too_long) {
        g_autofree char *most = g_strdup_printf("%d", LIMIT_EXPORT_ITEMS);
        report_add(report, DIAGNOSTIC_EXPORT_TOO_LONG, place_file(file), NULL, most, NULL);
    }
    if (shelf->file->cut_line > 0) {
        report_add(report, DIAGNOSTIC_EXPORT_CUT, place_at(file, shelf->file->cut_line, 1), NULL,
                   NULL);
    }
}

static void say_locked(const Source *source, const ExportItem *item, Report *report) {
    g_autofree char *html = export_value_word(item->fields[FIELD_TITLE]);
    g_autofree char *title = post_plain_text(html);
    report_add(report, DIAGNOSTIC_POST_LOCKED, place_at(source->display_path, item->line, 1), NULL,
               title != NULL ? title : "", NULL);
}

static void add_address(PostShelf *shelf, char *address_taken, const char *path) {
    if (address_taken != NULL) {
        char *plain = post_plain_address(address_taken);
        g_hash_table_replace(shelf->addresses, plain, g_strdup(path));
    }
    g_free(address_taken);
}

/* By all that links call a post: its permanent link, its guid, "?p=123". */
static void add_addresses(PostShelf *shelf, const ExportItem *item) {
    g_autofree char *path = post_path(shelf->source, item);
    g_autofree char *id = export_value_word(item->fields[FIELD_ID]);
    add_address(shelf, export_value_word(item->fields[FIELD_GUID]), path);
    add_address(shelf, export_value_word(item->fields[FIELD_LINK]), path);
    if (id != NULL && shelf->site != NULL) {
        add_address(shelf, g_strconcat(shelf->site, "/?p=", id, NULL), path);
        add_address(shelf, g_strconcat(shelf->site, "?p=", id, NULL), path);
    }
}

/* "post 12 "The pier"": what is said of a line names the post that it is in. */
static void name_post(const PostShelf *shelf, const ExportItem *item, Report *report) {
    g_autofree char *id = export_value_word(item->fields[FIELD_ID]);
    g_autofree char *html = export_value_word(item->fields[FIELD_TITLE]);
    g_autofree char *title = post_plain_text(html);
    g_autofree char *name = g_strdup_printf("post %s%s\"%s\"", id != NULL ? id : "",
                                            id != NULL ? " " : "", title != NULL ? title : "");
    report_add_part(report, shelf->source->display_path, item->line, name);
}

static void read_posts(PostShelf *shelf, Reading *into, Report *report) {
    const ExportFile *file = shelf->file;
    unsigned counts[POST_FATE_COUNT] = {0};
    g_autoptr(GArray) posts = g_array_new(FALSE, FALSE, sizeof(Dated));
    g_array_set_clear_func(posts, dated_clear);
    for (guint i = 0; i < file->items->len; i++) {
        const ExportItem *item = file->items->pdata[i];
        PostFate fate = fate_of(file, item);
        name_post(shelf, item, report);
        counts[fate]++;
        if (fate == POST_LOCKED) {
            say_locked(shelf->source, item, report);
        } else if (fate == POST_TAKEN) {
            Dated dated = {.item = item, .when = sort_key(item), .index = i};
            g_array_append_val(posts, dated);
            add_addresses(shelf, item);
        }
    }
    g_array_sort(posts, compare_dated);
    for (guint i = 0; i < posts->len; i++) {
        const ExportItem *item = g_array_index(posts, Dated, i).item;
        g_ptr_array_add(into->articles, post_article_new(shelf, item, report));
    }
    say_all(shelf, counts, report);
}

void wordpress_read(const Source *source, Reading *into, Report *report) {
    SourceText text;
    gsize length = 0;
    const char *bytes = g_bytes_get_data(source->bytes, &length);
    g_autofree char *declared = page_declared_encoding(bytes, length);
    source_text_open_declared(&text, source, declared, report);
    g_autoptr(ExportFile) file = export_file_new(text.front.text, text.front.text_bytes);
    PostShelf shelf = {.source = source, .sidecar = text.sidecar, .file = file};
    shelf_begin(&shelf);
    read_posts(&shelf, into, report);
    shelf_clear(&shelf);
    source_text_clear(&text);
}

Sniffed wordpress_sniff(GBytes *bytes) {
    enum { LOOKED_AT_BYTES = 64 * 1024 };
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    length = MIN(length, LOOKED_AT_BYTES);
    bool is_feed = length > 0 && memmem(data, length, "<rss", 4) != NULL;
    bool is_export = length > 0 && (memmem(data, length, "wordpress.org/export/", 21) != NULL ||
                                    memmem(data, length, "<wp:", 4) != NULL);
    if (sniff_begins_with(bytes, "<!doctype html") || sniff_begins_with(bytes, "<html")) {
        return SNIFF_NO;
    }
    return is_feed && is_export ? SNIFF_YES : is_feed || is_export ? SNIFF_MAYBE : SNIFF_NO;
}
