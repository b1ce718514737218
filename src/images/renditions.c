/* Which pictures need a rendition, and where it comes from: what was kept, else a worker. The key
 * of a kept rendition is a hash of all that its bytes depend on. */
#include "images/renditions.h"

#include "base/inputs.h"
#include "images/kept_pictures.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Renditions {
    KeptPictures *kept;
    PictureWorkers *workers;
    atomic_bool had_accident;
};

Renditions *renditions_new(const char *state_directory, bool may_keep, unsigned most_workers) {
    g_autofree char *directory =
        state_directory == NULL ? NULL : g_build_filename(state_directory, "renditions", NULL);
    Renditions *renditions = g_new0(Renditions, 1);
    renditions->kept = kept_pictures_new(directory, may_keep);
    renditions->workers = picture_workers_new(most_workers);
    return renditions;
}

void renditions_free(Renditions *renditions) {
    if (renditions == NULL) {
        return;
    }
    picture_workers_free(renditions->workers);
    kept_pictures_free(renditions->kept);
    g_free(renditions);
}

/* Need */

static bool is_shown_everywhere(PictureType type) {
    return type == PICTURE_JPEG || type == PICTURE_PNG || type == PICTURE_GIF;
}

static bool is_larger(const Asset *asset, Recipe recipe) {
    return MAX(asset->width_px, asset->height_px) > recipe.most_side_px ||
           (uint64_t)asset->width_px * asset->height_px > recipe.most_pixels;
}

bool rendition_is_needed(const Asset *asset, Recipe recipe) {
    bool is_coarser = asset->type == PICTURE_JPEG && recipe.quality < recipe_for_book().quality;
    return asset->type != PICTURE_SVG &&
           (!is_shown_everywhere(asset->type) || asset->orientation != 1 || asset->is_uncommon ||
            is_larger(asset, recipe) || is_coarser);
}

/* Keys: SHA-256 of parts, each with its length before it */

static void add_bytes(GChecksum *key, const void *bytes, size_t length) {
    uint64_t length_little = GUINT64_TO_LE(length);
    g_checksum_update(key, (const guchar *)&length_little, sizeof length_little);
    if (length > 0) {
        g_checksum_update(key, bytes, (gssize)length);
    }
}

static void add_number(GChecksum *key, uint64_t number) {
    uint64_t little = GUINT64_TO_LE(number);
    add_bytes(key, &little, sizeof little);
}

/* That there is no text is another thing than that it is empty. */
static void add_text(GChecksum *key, const char *text) {
    add_number(key, text != NULL);
    add_bytes(key, text, text != NULL ? strlen(text) : 0);
}

static GChecksum *key_new(const char *kind) {
    GChecksum *key = g_checksum_new(G_CHECKSUM_SHA256);
    add_text(key, kind);
    return key;
}

/* The source's digest */

static char *key_of_stamp(const FileStamp *stamp) {
    g_autoptr(GChecksum) key = key_new("source");
    add_number(key, stamp->device);
    add_number(key, stamp->inode);
    add_number(key, stamp->size_bytes);
    add_number(key, (uint64_t)stamp->modified_ns);
    add_number(key, (uint64_t)stamp->changed_ns);
    return g_strdup(g_checksum_get_string(key));
}

/* False: it cannot be opened, or stands in memory. */
static bool find_stamp(const Asset *asset, FileStamp *stamp) {
    struct stat status;
    uint64_t size_bytes = 0;
    int descriptor = asset->bytes != NULL
                         ? -1
                         : root_open_file(asset->root, asset->file_path, &size_bytes, NULL);
    bool is_known = descriptor >= 0 && fstat(descriptor, &status) == 0;
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (is_known) {
        *stamp = file_stamp(&status);
    }
    return is_known;
}

/* What was noted of the file while it had the stamp that it has: nothing is read. */
static bool find_digest(const Renditions *renditions, const Asset *asset, Digest *digest) {
    FileStamp stamp;
    if (!find_stamp(asset, &stamp)) {
        return false;
    }
    g_autofree char *key = key_of_stamp(&stamp);
    g_autoptr(Rendition) kept = kept_pictures_find(renditions->kept, key);
    if (kept == NULL || g_bytes_get_size(kept->bytes) != sizeof *digest) {
        return false;
    }
    memcpy(digest, g_bytes_get_data(kept->bytes, NULL), sizeof *digest);
    return true;
}

static void keep_digest(const Renditions *renditions, const FileStamp *stamp, Digest digest) {
    g_autofree char *key = key_of_stamp(stamp);
    g_autoptr(GBytes) bytes = g_bytes_new(&digest, sizeof digest);
    g_autoptr(Rendition) kept = rendition_new(bytes, PICTURE_UNKNOWN, 0, 0);
    kept_pictures_keep(renditions->kept, key, kept);
}

/* Reads the picture and notes its digest, if the stamp is that of these bytes and tells of every
 * change to come. */
static GBytes *read_source(const Renditions *renditions, const Asset *asset, Digest *digest) {
    FileStamp before, after;
    int64_t taken_ns = file_clock_ns();
    bool is_file = find_stamp(asset, &before);
    GBytes *bytes = asset_read(asset, NULL);
    if (bytes == NULL) {
        return NULL;
    }
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    *digest = digest_of(data, length);
    if (is_file && find_stamp(asset, &after) && file_stamp_equal(&before, &after) &&
        file_stamp_is_trusted(&before, taken_ns)) {
        keep_digest(renditions, &before, *digest);
    }
    return bytes;
}

/* Renditions */

bool renditions_had_accident(const Renditions *renditions) {
    return atomic_load(&renditions->had_accident);
}

/* NULL: there are no workers. */
static const char *find_signature(Renditions *renditions, char **why) {
    const char *signature = picture_workers_signature(renditions->workers, why);
    if (signature == NULL) {
        atomic_store(&renditions->had_accident, true);
    }
    return signature;
}

/* What is asked for: a picture for an e-book, or for print. */
typedef struct {
    Recipe recipe;
    const PrintRecipe *print; /* NULL: for an e-book */
    Digest profile;           /* of print's */
    const char *signature;
} Order;

static void add_recipe(GChecksum *key, Recipe recipe) {
    add_number(key, recipe.most_side_px);
    add_number(key, recipe.most_pixels);
    add_number(key, recipe.quality);
    add_number(key, recipe.is_jpeg);
}

static void add_print_recipe(GChecksum *key, const PrintRecipe *recipe, Digest profile) {
    add_number(key, recipe->place_width_px);
    add_number(key, recipe->place_height_px);
    add_number(key, recipe->covers);
    add_number(key, recipe->inks);
    add_number(key, recipe->most_ink_percent);
    add_bytes(key, &profile, sizeof profile);
}

static char *key_of_rendition(Digest source, const Order *order) {
    g_autoptr(GChecksum) key = key_new(order->print != NULL ? "print" : "picture");
    add_bytes(key, &source, sizeof source);
    if (order->print != NULL) {
        add_print_recipe(key, order->print, order->profile);
    } else {
        add_recipe(key, order->recipe);
    }
    add_text(key, order->signature);
    return g_strdup(g_checksum_get_string(key));
}

/* True: it is known what became of it, a rendition or a reason. */
static bool find_kept(const Renditions *renditions, const char *key, Rendition **rendition,
                      char **why) {
    *rendition = kept_pictures_find(renditions->kept, key);
    if (*rendition != NULL && (*rendition)->type == PICTURE_UNKNOWN) {
        gsize length = 0;
        const char *text = g_bytes_get_data((*rendition)->bytes, &length);
        *why = g_strndup(text != NULL ? text : "", length);
        g_clear_pointer(rendition, rendition_free);
        return true;
    }
    return *rendition != NULL;
}

/* Keeps what came of a request: a rendition, or, if it would be the same again, the reason why
 * there is none. What is kept takes the place of what was made: in the file it costs no memory. */
static Rendition *keep(Renditions *renditions, const char *key, Rendition *made_taken,
                       bool is_final, const char *why) {
    if (made_taken != NULL) {
        kept_pictures_keep(renditions->kept, key, made_taken);
        Rendition *kept = kept_pictures_find(renditions->kept, key);
        if (kept == NULL) {
            return made_taken;
        }
        rendition_free(made_taken);
        return kept;
    }
    if (!is_final) {
        atomic_store(&renditions->had_accident, true);
    } else {
        g_autoptr(GBytes) bytes = g_bytes_new(why, strlen(why));
        g_autoptr(Rendition) reason = rendition_new(bytes, PICTURE_UNKNOWN, 0, 0);
        kept_pictures_keep(renditions->kept, key, reason);
    }
    return NULL;
}

static Rendition *make(Renditions *renditions, const char *key, GBytes *bytes, const Asset *asset,
                       const Order *order, char **why) {
    bool is_final = false;
    Rendition *made = order->print != NULL
                          ? picture_workers_render_print(renditions->workers, bytes, asset->type,
                                                         order->print, &is_final, why)
                          : picture_workers_render(renditions->workers, bytes, asset->type,
                                                   order->recipe, &is_final, why);
    return keep(renditions, key, made, is_final, *why);
}

static Rendition *get(Renditions *renditions, const Asset *asset, const Order *order, char **why) {
    Rendition *rendition = NULL;
    Digest digest;
    if (find_digest(renditions, asset, &digest)) {
        g_autofree char *key = key_of_rendition(digest, order);
        if (find_kept(renditions, key, &rendition, why)) {
            return rendition;
        }
    }
    g_autoptr(GBytes) bytes = read_source(renditions, asset, &digest);
    if (bytes == NULL) {
        *why = g_strdup("it could not be read");
        atomic_store(&renditions->had_accident, true);
        return NULL;
    }
    g_autofree char *key = key_of_rendition(digest, order);
    return find_kept(renditions, key, &rendition, why)
               ? rendition
               : make(renditions, key, bytes, asset, order, why);
}

Rendition *renditions_get(Renditions *renditions, const Asset *asset, Recipe recipe, char **why) {
    Order order = {.recipe = recipe, .signature = find_signature(renditions, why)};
    return order.signature != NULL ? get(renditions, asset, &order, why) : NULL;
}

Rendition *renditions_get_print(Renditions *renditions, const Asset *asset,
                                const PrintRecipe *recipe, char **why) {
    Order order = {.print = recipe, .signature = find_signature(renditions, why)};
    if (recipe->profile != NULL) {
        gsize length = 0;
        const void *profile = g_bytes_get_data(recipe->profile, &length);
        order.profile = digest_of(profile, length);
    }
    return order.signature != NULL ? get(renditions, asset, &order, why) : NULL;
}

/* Covers */

static char *key_of_cover(const CoverPlan *plan, const char *signature) {
    g_autoptr(GChecksum) key = key_new("cover");
    const char *const texts[] = {
        signature,    plan->lang,           plan->nameplate,     plan->title,    plan->number,
        plan->date,   plan->draft,          plan->paper,         plan->ink,      plan->accent,
        plan->layout, plan->nameplate_face, plan->headline_face, plan->text_face};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        add_text(key, texts[i]);
    }
    add_number(key, plan->is_rtl);
    guint headlines = plan->headlines != NULL ? plan->headlines->len : 0;
    add_number(key, headlines);
    for (guint i = 0; i < headlines; i++) {
        add_text(key, plan->headlines->pdata[i]);
    }
    g_autofree char *picture = plan->picture != NULL
                                   ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, plan->picture)
                                   : NULL;
    add_text(key, picture);
    return g_strdup(g_checksum_get_string(key));
}

Rendition *renditions_get_cover(Renditions *renditions, const CoverPlan *plan, char **why) {
    const char *signature = find_signature(renditions, why);
    if (signature == NULL) {
        return NULL;
    }
    g_autofree char *key = key_of_cover(plan, signature);
    Rendition *rendition = NULL;
    if (find_kept(renditions, key, &rendition, why)) {
        return rendition;
    }
    bool is_final = false;
    Rendition *made = picture_workers_draw_cover(renditions->workers, plan, &is_final, why);
    return keep(renditions, key, made, is_final, *why);
}
