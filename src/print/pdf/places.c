/* Targets by name, and link annotations that name them. */
#include "print/pdf/places.h"

#include "print/pdf/syntax.h"

#include <string.h>

#define LEAF_BYTES 16384

typedef struct {
    const char *id;
    uint32_t page;
    int64_t x_mpt, y_mpt;
} Target;

typedef struct {
    uint32_t annotation, structure_parent;
    PdfLink link;
} StoredLink;

struct PdfPlaces {
    PdfFile *file;
    GStringChunk *strings;
    GHashTable *targets; /* id -> Target *, owned */
    GArray *links;       /* StoredLink */
};

PdfPlaces *pdf_places_new(PdfFile *file) {
    PdfPlaces *places = g_new0(PdfPlaces, 1);
    places->file = file;
    places->strings = g_string_chunk_new(4096);
    places->targets = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    places->links = g_array_new(FALSE, FALSE, sizeof(StoredLink));
    return places;
}

void pdf_places_free(PdfPlaces *places) {
    if (places != NULL) {
        g_hash_table_unref(places->targets);
        g_array_unref(places->links);
        g_string_chunk_free(places->strings);
        g_free(places);
    }
}

void pdf_places_add_target(PdfPlaces *places, const char *id, uint32_t page, int64_t x_mpt,
                           int64_t y_mpt) {
    if (g_hash_table_contains(places->targets, id)) {
        return;
    }
    Target *target = g_new(Target, 1);
    *target = (Target){g_string_chunk_insert(places->strings, id), page, x_mpt, y_mpt};
    g_hash_table_insert(places->targets, (gpointer)target->id, target);
}

uint32_t pdf_places_reserve_link(PdfPlaces *places) {
    return pdf_file_reserve(places->file);
}

static const char *keep(PdfPlaces *places, const char *text) {
    return text != NULL ? g_string_chunk_insert_const(places->strings, text) : NULL;
}

void pdf_places_add_link(PdfPlaces *places, uint32_t annotation, const PdfLink *link,
                         uint32_t structure_parent) {
    StoredLink stored = {annotation, structure_parent, *link};
    stored.link.href = keep(places, link->href);
    stored.link.target = keep(places, link->target);
    stored.link.words =
        g_string_chunk_insert_len(places->strings, link->words, (gssize)link->words_length);
    g_array_append_val(places->links, stored);
}

void pdf_places_add_destination(const PdfPlaces *places, GString *text, const char *target,
                                uint32_t page) {
    const Target *found = target != NULL ? g_hash_table_lookup(places->targets, target) : NULL;
    g_string_append_c(text, '[');
    pdf_add_reference(text, found != NULL ? found->page : page);
    if (found == NULL) {
        g_string_append(text, "/Fit]");
        return;
    }
    g_string_append(text, "/XYZ ");
    pdf_add_thousandths(text, found->x_mpt);
    g_string_append_c(text, ' ');
    pdf_add_thousandths(text, found->y_mpt);
    g_string_append(text, " null]");
}

static void add_where(const PdfPlaces *places, GString *text, const PdfLink *link) {
    if (link->href != NULL) {
        g_string_append(text, "/A<</S/URI/URI");
        /* An address is ASCII (RFC 3986); what is not is escaped. */
        g_autofree char *escaped = g_uri_escape_string(
            link->href, G_URI_RESERVED_CHARS_GENERIC_DELIMITERS "!$&'()*+,;=%", FALSE);
        pdf_add_bytes(text, escaped, strlen(escaped));
        g_string_append(text, ">>");
        return;
    }
    g_string_append(text, "/Dest");
    if (g_hash_table_contains(places->targets, link->target)) {
        pdf_add_bytes(text, link->target, strlen(link->target));
    } else {
        pdf_places_add_destination(places, text, NULL, link->page);
    }
}

void pdf_places_write_links(PdfPlaces *places) {
    for (guint i = 0; i < places->links->len; i++) {
        const StoredLink *stored = &g_array_index(places->links, StoredLink, i);
        const PdfLink *link = &stored->link;
        g_autoptr(GString) text = g_string_new("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
        pdf_add_rectangle(text, link->box[0], link->box[1], link->box[2], link->box[3]);
        g_string_append_printf(text, "/P %u 0 R/StructParent %u/Contents", link->page,
                               stored->structure_parent);
        pdf_add_words(text, link->words, strlen(link->words));
        add_where(places, text, link);
        g_string_append(text, ">>");
        pdf_file_add(places->file, stored->annotation, text->str, text->len);
    }
}

static gint compare_ids(gconstpointer left, gconstpointer right) {
    const Target *const *one = left, *const *other = right;
    return strcmp((*one)->id, (*other)->id);
}

static GPtrArray *sorted_targets(const PdfPlaces *places) {
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer target = NULL;
    g_hash_table_iter_init(&iterator, places->targets);
    while (g_hash_table_iter_next(&iterator, NULL, &target)) {
        g_ptr_array_add(sorted, target);
    }
    g_ptr_array_sort(sorted, compare_ids);
    return sorted;
}

static void add_limits(GString *text, const Target *first, const Target *last) {
    g_string_append(text, "<</Limits[");
    pdf_add_bytes(text, first->id, strlen(first->id));
    pdf_add_bytes(text, last->id, strlen(last->id));
    g_string_append(text, "]/Names[");
}

uint32_t pdf_places_write_names(PdfPlaces *places) {
    g_autoptr(GPtrArray) sorted = sorted_targets(places);
    if (sorted->len == 0) {
        return 0;
    }
    g_autoptr(GString) kids = g_string_new("<</Kids[");
    for (guint i = 0; i < sorted->len;) {
        guint first = i;
        g_autoptr(GString) names = g_string_new(NULL);
        while (i < sorted->len && names->len < LEAF_BYTES) {
            const Target *target = sorted->pdata[i++];
            pdf_add_bytes(names, target->id, strlen(target->id));
            pdf_places_add_destination(places, names, target->id, target->page);
        }
        g_autoptr(GString) leaf = g_string_new(NULL);
        add_limits(leaf, sorted->pdata[first], sorted->pdata[i - 1]);
        g_string_append(leaf, names->str);
        g_string_append(leaf, "]>>");
        uint32_t number = pdf_file_reserve(places->file);
        pdf_file_add(places->file, number, leaf->str, leaf->len);
        g_string_append_printf(kids, "%u 0 R ", number);
    }
    g_string_append(kids, "]>>");
    uint32_t tree = pdf_file_reserve(places->file);
    pdf_file_add(places->file, tree, kids->str, kids->len);
    return tree;
}
