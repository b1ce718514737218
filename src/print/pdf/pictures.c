/* Pictures by asset, size and cut. Renditions are made in parallel, written in the order of the
 * page. */
#include "print/pdf/pictures.h"

#include "print/pdf/image_object.h"

#include <string.h>

typedef struct {
    const Asset *asset;
    Mpt width_mpt, height_mpt;
    bool covers;
} Key;

typedef struct {
    Key key;
    PdfPicture picture;
    PrintPicture *made; /* until it is written */
    char *why;
} Entry;

struct PdfPictures {
    PdfFile *file;
    const PdfSetting *setting;
    Jobs *jobs;
    Report *report;
    GHashTable *entries;  /* Key -> Entry *, owned */
    GPtrArray *wanted;    /* Entry: of the page that is prepared */
    GHashTable *left_out; /* Asset that was reported */
    PrintColour colour;
    unsigned most_ink_percent;
};

static guint hash_key(gconstpointer data) {
    const Key *key = data;
    return g_direct_hash(key->asset) ^ ((guint)key->width_mpt * 31U + (guint)key->height_mpt);
}

static gboolean equal_keys(gconstpointer left, gconstpointer right) {
    const Key *one = left, *other = right;
    return one->asset == other->asset && one->width_mpt == other->width_mpt &&
           one->height_mpt == other->height_mpt && one->covers == other->covers;
}

static PrintColour colour_of(const PdfSetting *setting) {
    static const PrintColour colours[] = {[PRESS_CMYK] = PRINT_COLOUR_CMYK,
                                          [PRESS_GREY] = PRINT_COLOUR_GREY,
                                          [PRESS_RGB] = PRINT_COLOUR_SCREEN};
    if (setting->kind == PDF_SCREEN) {
        return PRINT_COLOUR_SCREEN;
    }
    return setting->settings != NULL ? colours[setting->settings->preset->colour]
                                     : PRINT_COLOUR_CMYK;
}

PdfPictures *pdf_pictures_new(PdfFile *file, const PdfSetting *setting, Jobs *jobs,
                              Report *report) {
    PdfPictures *pictures = g_new0(PdfPictures, 1);
    pictures->file = file;
    pictures->setting = setting;
    pictures->jobs = jobs;
    pictures->report = report;
    pictures->entries = g_hash_table_new_full(hash_key, equal_keys, NULL, g_free);
    pictures->wanted = g_ptr_array_new();
    pictures->left_out = g_hash_table_new(NULL, NULL);
    pictures->colour = colour_of(setting);
    pictures->most_ink_percent =
        setting->settings != NULL ? setting->settings->preset->most_ink_percent : 0;
    return pictures;
}

void pdf_pictures_free(PdfPictures *pictures) {
    if (pictures != NULL) {
        g_hash_table_unref(pictures->entries);
        g_hash_table_unref(pictures->left_out);
        g_ptr_array_unref(pictures->wanted);
        g_free(pictures);
    }
}

static Key key_of(const Operation *operation) {
    return (Key){operation->of.picture.asset, operation->box.width_mpt, operation->box.height_mpt,
                 operation->of.picture.covers};
}

static void make(size_t index, void *data) {
    PdfPictures *pictures = data;
    Entry *entry = pictures->wanted->pdata[index];
    const PrintSettings *settings = pictures->setting->settings;
    bool is_press = pictures->setting->kind == PDF_PRESS;
    entry->made =
        print_picture_get(pictures->setting->renditions, entry->key.asset, entry->key.width_mpt,
                          entry->key.height_mpt, entry->key.covers, pictures->colour,
                          is_press && settings != NULL ? settings->output_intent : NULL,
                          is_press ? pictures->most_ink_percent : 0, &entry->why);
}

static void write_entry(PdfPictures *pictures, Entry *entry) {
    PrintPicture *made = entry->made;
    if (made != NULL) {
        entry->picture = (PdfPicture){pdf_image_write(pictures->file, made, pictures->colour,
                                                      pictures->setting->kind == PDF_PRESS),
                                      made->width_px, made->height_px, made->alpha != NULL};
        g_clear_pointer(&entry->made, print_picture_free);
    } else if (g_hash_table_add(pictures->left_out, (gpointer)entry->key.asset)) {
        report_add(pictures->report, DIAGNOSTIC_IMAGE_BROKEN,
                   place_file(entry->key.asset->display_path), NULL, entry->key.asset->path,
                   entry->why != NULL ? entry->why : "", NULL);
    }
    g_clear_pointer(&entry->why, g_free);
}

void pdf_pictures_prepare(PdfPictures *pictures, const DisplayList *list) {
    g_ptr_array_set_size(pictures->wanted, 0);
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind != OPERATION_PICTURE) {
            continue;
        }
        Key key = key_of(operation);
        if (!g_hash_table_contains(pictures->entries, &key)) {
            Entry *entry = g_new0(Entry, 1);
            entry->key = key;
            g_hash_table_insert(pictures->entries, &entry->key, entry);
            g_ptr_array_add(pictures->wanted, entry);
        }
    }
    if (pictures->wanted->len > 0) {
        jobs_parallel_for(pictures->jobs, pictures->wanted->len, make, pictures);
    }
    for (guint i = 0; i < pictures->wanted->len; i++) {
        write_entry(pictures, pictures->wanted->pdata[i]);
    }
}

const PdfPicture *pdf_pictures_get(PdfPictures *pictures, const Operation *operation) {
    Key key = key_of(operation);
    const Entry *entry = g_hash_table_lookup(pictures->entries, &key);
    return &entry->picture;
}
