/* Reading an index for the order of what it lists. */
#include "read/index_page.h"

#include "base/limits.h"
#include "base/text.h"
#include "read/names.h"
#include "read/page_head.h"
#include "read/page_measure.h"

#include <string.h>
#include <unistd.h>

enum {
    FILES_LEAST = 2,
    PROSE_MOST = 1500,   /* characters: an editor's greeting */
    PROSE_OF_LINK = 250, /* or so many for each file that is listed: what it is about */
};

/* What the file is called below the issue, if a reader reads it and it is there. Caller frees. */
static char *file_of(const Source *source, const char *href) {
    g_autofree char *plain = g_strndup(href, strcspn(href, "?#"));
    g_autofree char *decoded = g_uri_unescape_string(plain, NULL);
    const char *path = decoded != NULL && g_utf8_validate(decoded, -1, NULL) ? decoded : plain;
    g_autofree char *normal = path_normalise(path);
    if (normal == NULL || strchr(path, ':') != NULL || strcmp(normal, source->path) == 0 ||
        reader_find(normal) == NULL) {
        return NULL;
    }
    uint64_t size_bytes = 0;
    int descriptor = root_open_file(source->issue->root, normal, &size_bytes, NULL);
    if (descriptor < 0) {
        return NULL;
    }
    close(descriptor);
    return g_steal_pointer(&normal);
}

/* The files that are linked, in their order, each with the heading that it stands under. */
static GPtrArray *list_files(const Page *page, const Source *source) {
    GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)ordered_file_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree char *heading = NULL;
    for (uint32_t i = page->body; i < page->nodes[page->body].end; i++) {
        const PageNode *node = &page->nodes[i];
        if (node->tag >= PAGE_H2 && node->tag <= PAGE_H4 && node->end < page->count) {
            g_free(heading);
            heading = page_plain_text(page, i);
        }
        const char *href = node->tag == PAGE_A ? page_attribute(node, "href") : NULL;
        char *path =
            href != NULL && files->len < LIMIT_DIRECTORY_FILES ? file_of(source, href) : NULL;
        if (path == NULL || g_hash_table_contains(seen, path)) {
            g_free(path);
            continue;
        }
        OrderedFile *file = g_new0(OrderedFile, 1);
        file->path = path;
        file->section = g_strdup(heading);
        g_hash_table_add(seen, path);
        g_ptr_array_add(files, file);
    }
    return files;
}

/* One heading over all of them is no section; nor is one over each. */
static void settle_sections(GPtrArray *files) {
    guint sections = 0;
    const char *before = NULL;
    for (guint i = 0; i < files->len; i++) {
        const OrderedFile *file = files->pdata[i];
        sections += i == 0 || g_strcmp0(file->section, before) != 0;
        before = file->section;
    }
    bool are_sections = sections > 1 && sections < files->len;
    for (guint i = 0; !are_sections && i < files->len; i++) {
        OrderedFile *file = files->pdata[i];
        g_clear_pointer(&file->section, g_free);
    }
}

static void take_title(const Page *page, const Source *source, Reading *into) {
    PageFacts facts;
    PageHead head = {0};
    page_facts_read(page, &facts);
    page_find_title(page, &facts, &head);
    const char *title = facts.page_title != NULL && !text_is_blank(facts.page_title)
                            ? facts.page_title
                            : head.title;
    if (title != NULL) {
        IssueFact *fact = g_new0(IssueFact, 1);
        fact->key = g_strdup("title");
        fact->value = g_strdup(title);
        fact->place = place_file(source->display_path);
        g_ptr_array_add(into->facts, fact);
    }
    page_head_clear(&head);
    page_facts_clear(&facts);
}

bool index_page_take(const Page *page, const Source *source, Reading *into, Report *report) {
    g_autofree char *stem = path_stem(source->path);
    if (g_ascii_strcasecmp(stem, "index") != 0 || strchr(source->path, '/') != NULL) {
        return false;
    }
    g_autoptr(GPtrArray) files = list_files(page, source);
    g_autofree Measure *measures = page_measure(page);
    uint32_t prose = measures[page->body].prose;
    if (files->len < FILES_LEAST || prose > MAX(PROSE_MOST, PROSE_OF_LINK * files->len)) {
        return false;
    }
    settle_sections(files);
    take_title(page, source, into);
    g_autofree char *count = g_strdup_printf("%u", files->len);
    report_add(report, DIAGNOSTIC_INDEX_PAGE, place_file(source->display_path), NULL, count, NULL);
    g_ptr_array_unref(into->order);
    into->order = g_steal_pointer(&files);
    return true;
}
