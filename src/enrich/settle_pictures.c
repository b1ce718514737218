/* The pictures that the book uses: their headers are read and their renditions made, each once, on
 * all cores; those that no book may hold leave the articles with a word; the others get their names
 * and sizes. */
#include "base/identifiers.h"
#include "base/paths.h"
#include "enrich/issue_steps.h"
#include "enrich/picture_paths.h"
#include "enrich/take_out_picture.h"
#include "images/picture.h"

#include <string.h>
#include <unistd.h>

/* One picture and where it is used first. */
typedef struct {
    Asset *asset;
    Place place;
    PictureHeader header;
    const char *why;  /* it is broken; NULL: it is not */
    char *reason;     /* a worker's `why`, owned */
    unsigned removed; /* from a drawing */
} Used;

static void used_clear(void *data) {
    g_free(((Used *)data)->reason);
}

/* The cover */

static Asset *find_cover(PhaseTwo *phase) {
    const Issue *issue = phase->issue;
    const char *said = issue->settings.cover;
    const Asset *cover = NULL;
    if (said == NULL || picture_find(issue, "issue.yaml", said, &cover) == PICTURE_FOUND) {
        return (Asset *)cover;
    }
    if (!issue->is_draft_build) {
        g_autofree char *hint = picture_hint(issue, "issue.yaml", said);
        g_autofree char *quoted = g_strdup_printf("\"%s\"", said);
        Place place = {.file = issue->display_path, .detail = "cover"};
        report_add(phase->report, DIAGNOSTIC_IMAGE_MISSING, place, hint, quoted, NULL);
    }
    return NULL;
}

/* Which pictures */

static void add_use(GArray *used, Asset *asset, Place place) {
    if (!asset->is_used) {
        asset->is_used = true;
        Used use = {.asset = asset, .place = place};
        g_array_append_val(used, use);
    }
}

static Asset *asset_of(const Issue *issue, const xmlNode *image) {
    const char *path = node_get(image, ATTRIBUTE_SRC);
    return path != NULL ? (Asset *)issue_asset(issue, path) : NULL;
}

/* Used, in the order of first use, the cover first. */
static GArray *list_used(const Issue *issue) {
    GArray *used = g_array_new(FALSE, FALSE, sizeof(Used));
    g_array_set_clear_func(used, used_clear);
    if (issue->cover != NULL) {
        Place place = {.file = issue->display_path, .detail = "cover"};
        add_use(used, issue->cover, place);
    }
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        for (guint k = 0; k < article->image_nodes->len; k++) {
            const xmlNode *image = article->image_nodes->pdata[k];
            Asset *asset = asset_of(issue, image);
            if (asset != NULL) {
                add_use(used, asset, node_place(image, article->display_path));
            }
        }
    }
    return used;
}

/* Reading, on any thread: each job has a picture of its own */

static bool read_header(Used *use) {
    const Asset *asset = use->asset;
    if (asset->bytes != NULL) {
        return picture_read_header_bytes(asset->bytes, &use->header, &use->why);
    }
    uint64_t size_bytes = 0;
    int descriptor = root_open_file(asset->root, asset->file_path, &size_bytes, NULL);
    if (descriptor < 0) {
        use->why = "it could not be opened";
        return false;
    }
    bool is_picture = picture_read_header(descriptor, size_bytes, &use->header, &use->why);
    close(descriptor);
    return is_picture;
}

/* What a drawing holds is known only when all of it has been read. */
static bool try_drawing(Used *use) {
    g_autoptr(GBytes) bytes = asset_read(use->asset, NULL);
    if (bytes == NULL) {
        use->why = "it could not be read";
        return false;
    }
    xmlDoc *drawing = picture_clean_svg(bytes, &use->removed, &use->why);
    if (drawing == NULL) {
        return false;
    }
    tree_free(drawing);
    return true;
}

static void take_header(const Used *use) {
    Asset *asset = use->asset;
    asset->type = use->header.type;
    asset->width_px = use->header.width_px;
    asset->height_px = use->header.height_px;
    asset->orientation = use->header.orientation;
    asset->is_animated = use->header.is_animated;
    asset->is_uncommon = use->header.is_uncommon;
}

/* In the asset is then all that a book has to know of it, or in `why` what it lacks. */
static void render(Used *use, Renditions *renditions) {
    Asset *asset = use->asset;
    Recipe recipe = recipe_for_book();
    if (renditions != NULL && rendition_is_needed(asset, recipe)) {
        asset->rendition = renditions_get(renditions, asset, recipe, &use->reason);
        use->why = use->reason;
    } else if (!picture_type_is_core(asset->type)) {
        use->why = "e-readers do not show its kind";
    }
}

typedef struct {
    GArray *used;
    Renditions *renditions;
} Reading;

static void read_one(size_t index, void *context) {
    const Reading *reading = context;
    Used *use = &g_array_index(reading->used, Used, index);
    bool is_sound = read_header(use) && (use->header.type != PICTURE_SVG || try_drawing(use));
    if (!is_sound && use->why == NULL) {
        use->why = "it is no picture that Galley knows";
    } else if (is_sound) {
        use->why = NULL;
        take_header(use);
        render(use, reading->renditions);
    }
}

/* Judging */

static void say_cleaned(PhaseTwo *phase, const Used *use) {
    g_autofree char *count = g_strdup_printf("%u", use->removed);
    report_add(phase->report, DIAGNOSTIC_SVG_CLEANED, place_file(use->asset->display_path), NULL,
               count, path_name(use->asset->path), NULL);
}

/* Takes the picture into the book, or says why it stays out. */
static void judge(PhaseTwo *phase, const Used *use) {
    Asset *asset = use->asset;
    asset->is_broken = use->why != NULL;
    if (asset->is_broken) {
        asset->is_used = false;
        report_add(phase->report, DIAGNOSTIC_IMAGE_BROKEN, use->place, NULL, path_name(asset->path),
                   use->why, NULL);
        return;
    }
    g_ptr_array_add(phase->issue->used_assets, asset);
    if (use->removed > 0) {
        say_cleaned(phase, use);
    }
}

/* Names */

static gint compare_paths(gconstpointer left, gconstpointer right) {
    const Asset *a = *(const Asset *const *)left;
    const Asset *b = *(const Asset *const *)right;
    return text_natural_compare(a->path, b->path);
}

/* By path, not by use: of two of the same name the first has it, the other a hash of its path too.
 */
static void name_assets(const Issue *issue) {
    g_autoptr(GPtrArray) assets = g_ptr_array_copy(issue->used_assets, NULL, NULL);
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    g_ptr_array_sort(assets, compare_paths);
    for (guint i = 0; i < assets->len; i++) {
        Asset *asset = assets->pdata[i];
        const char *suffix = picture_suffix(asset_shown(asset).type);
        g_autofree char *stem = path_stem(asset->path);
        g_autofree char *slug = identifier_slug(stem);
        asset->name = g_strconcat(slug, suffix, NULL);
        if (g_hash_table_contains(taken, asset->name)) {
            g_autofree char *hash = identifier_hash(asset->path, NULL);
            g_free(asset->name);
            asset->name = g_strconcat(slug, "-", hash, suffix, NULL);
        }
        g_hash_table_add(taken, asset->name);
    }
}

/* The articles' img elements */

static void set_size(xmlNode *image, Attribute attribute, unsigned size_px) {
    if (size_px > 0) {
        node_set_number(image, attribute, size_px);
    } else {
        node_unset(image, attribute);
    }
}

static void settle_images(const Issue *issue, Article *article) {
    GPtrArray *images = article->image_nodes;
    guint kept = 0;
    for (guint i = 0; i < images->len; i++) {
        xmlNode *image = images->pdata[i];
        const Asset *asset = asset_of(issue, image);
        if (asset == NULL || !asset->is_used) {
            take_out_picture(article, image);
            continue;
        }
        ShownPicture shown = asset_shown(asset);
        set_size(image, ATTRIBUTE_WIDTH, shown.width_px);
        set_size(image, ATTRIBUTE_HEIGHT, shown.height_px);
        images->pdata[kept++] = image;
    }
    g_ptr_array_set_size(images, (gint)kept);
}

/* A drawing or a PNG is posted as a JPEG, which every place takes. */
static void make_cover_to_post(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    if (issue->cover == NULL || !issue->draws_cover || phase->renditions == NULL ||
        asset_shown(issue->cover).type == PICTURE_JPEG) {
        return;
    }
    g_autofree char *why = NULL;
    issue->cover_to_post = renditions_get(phase->renditions, issue->cover, recipe_to_post(), &why);
    if (issue->cover_to_post == NULL) {
        Place place = {.file = issue->display_path, .detail = "cover"};
        report_add(phase->report, DIAGNOSTIC_COVER_NOT_POSTED, place, NULL, why, NULL);
    }
}

void settle_pictures(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    issue->cover = find_cover(phase);
    g_autoptr(GArray) used = list_used(issue);
    Reading reading = {used, phase->renditions};
    jobs_parallel_for(phase->jobs, used->len, read_one, &reading);
    for (guint i = 0; i < used->len; i++) {
        judge(phase, &g_array_index(used, Used, i));
    }
    if (issue->cover != NULL && !issue->cover->is_used) {
        issue->cover = NULL;
    }
    make_cover_to_post(phase);
    name_assets(issue);
    for (guint i = 0; i < issue->articles->len; i++) {
        settle_images(issue, issue->articles->pdata[i]);
    }
}
