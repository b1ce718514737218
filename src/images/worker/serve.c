/* Requests in, renditions or reasons out. */
#include "images/worker/serve.h"

#include "images/worker/confine.h"
#include "images/worker/draw_cover.h"
#include "images/worker/print.h"
#include "images/worker/render.h"
#include "images/worker_wire.h"

static Rendition *answer_render(const WireMessage *request, char **why) {
    unsigned type = 0;
    Recipe recipe;
    gboolean is_jpeg = FALSE;
    g_variant_get(request->parameters, "(uuuub)", &type, &recipe.most_side_px, &recipe.most_pixels,
                  &recipe.quality, &is_jpeg);
    recipe.is_jpeg = is_jpeg;
    return render(request->picture, (PictureType)type, recipe, why);
}

static Rendition *answer_print(const WireMessage *request, Separation **kept, char **why) {
    PrintRecipe recipe = {0};
    PictureType type = wire_unpack_print(request->parameters, &recipe);
    g_autoptr(GBytes) profile = recipe.profile;
    return render_print(request->picture, type, &recipe, kept, why);
}

static Rendition *answer_cover(const WireMessage *request, char **why) {
    g_autoptr(CoverPlan) plan = wire_unpack_plan(request->parameters, request->picture);
    g_autoptr(GBytes) drawn = cover_draw(plan, why);
    return drawn != NULL ? rendition_new(drawn, PICTURE_JPEG, COVER_WIDTH_PX, COVER_HEIGHT_PX)
                         : NULL;
}

/* False: it is no request. */
static bool answer(const WireMessage *request, Separation **kept, WireMessage *message) {
    g_autoptr(Rendition) rendition = NULL;
    g_autofree char *why = NULL;
    if (request->kind == WIRE_RENDER) {
        rendition = answer_render(request, &why);
    } else if (request->kind == WIRE_PRINT) {
        rendition = answer_print(request, kept, &why);
    } else if (request->kind == WIRE_COVER) {
        rendition = answer_cover(request, &why);
    } else {
        return false;
    }
    if (rendition != NULL) {
        message->kind = WIRE_RENDITION;
        message->picture = g_bytes_ref(rendition->bytes);
        message->parameters = g_variant_ref_sink(
            g_variant_new("(uuu)", rendition->type, rendition->width_px, rendition->height_px));
    } else {
        message->kind = WIRE_REFUSAL;
        message->parameters = g_variant_ref_sink(g_variant_new("(s)", why));
    }
    return true;
}

void serve(int socket) {
    g_autoptr(Separation) kept = NULL;
    bool is_good = true;
    while (is_good) {
        g_auto(WireMessage) request = {0};
        g_auto(WireMessage) message = {0};
        is_good = wire_receive(socket, &request, WIRE_NO_DEADLINE) == WIRE_OK;
        confine_time();
        is_good = is_good && answer(&request, &kept, &message) &&
                  wire_send(socket, &message, WIRE_NO_DEADLINE) == WIRE_OK;
    }
}
