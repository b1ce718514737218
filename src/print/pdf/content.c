/* Operations one by one. Marked content is opened when something is drawn and closed when something
 * of another element is: lines of one paragraph that follow one another are one piece. */
#include "print/pdf/content.h"

#include "print/pdf/syntax.h"

#include <string.h>

typedef struct {
    StructureElement *element; /* NULL: an artifact */
    Artifact artifact;
} OpenContent;

PdfContent *pdf_content_new(const PdfParts *parts, uint32_t page, int64_t left_mpt,
                            int64_t top_mpt) {
    PdfContent *content = g_new0(PdfContent, 1);
    content->parts = parts;
    content->page = page;
    content->left_mpt = left_mpt;
    content->top_mpt = top_mpt;
    content->stream = g_string_sized_new(8192);
    content->pictures = g_ptr_array_new();
    content->annotations = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    content->open = g_array_new(FALSE, FALSE, sizeof(OpenContent));
    return content;
}

void pdf_content_free(PdfContent *content) {
    if (content != NULL) {
        if (content->stream != NULL) { /* it has not been taken */
            g_string_free(content->stream, TRUE);
        }
        g_ptr_array_unref(content->pictures);
        g_array_unref(content->annotations);
        g_array_unref(content->open);
        g_free(content);
    }
}

static bool equal_inks(const Ink *one, const Ink *other) {
    return one->kind == other->kind && one->spot == other->spot &&
           memcmp(one->parts, other->parts, sizeof one->parts) == 0 &&
           memcmp(one->alternate, other->alternate, sizeof one->alternate) == 0;
}

/* Overprinting means something to a press only. */
static void set_overprint(PdfContent *content, bool overprints) {
    if (content->parts->kind == PDF_PRESS && content->overprints != overprints) {
        g_string_append(content->stream, overprints ? "/Over gs\n" : "/Knock gs\n");
        content->overprints = overprints;
    }
}

void pdf_content_set_ink(PdfContent *content, const Ink *ink, bool may_overprint) {
    if (!content->has_ink || !equal_inks(&content->ink, ink)) {
        pdf_inks_fill(content->parts->inks, content->stream, ink);
        content->ink = *ink;
        content->has_ink = true;
    }
    set_overprint(content, may_overprint && content->parts->kind == PDF_PRESS &&
                               pdf_inks_is_black(content->parts->inks, ink));
}

static void end_text_object(PdfContent *content) {
    if (content->is_in_text) {
        g_string_append(content->stream, "ET\n");
        content->is_in_text = false;
    }
}

/* Marked content and text objects must not overlap (14.6.1). */
static void end_mark(PdfContent *content) {
    if (content->is_marked) {
        if (!content->is_mark_in_text) {
            end_text_object(content);
        }
        g_string_append(content->stream, "EMC\n");
        content->is_marked = false;
    }
}

static void leave_text(PdfContent *content) {
    if (content->is_in_text) {
        if (content->is_marked && content->is_mark_in_text) {
            end_mark(content);
        }
        end_text_object(content);
    }
}

void pdf_content_enter_text(PdfContent *content) {
    if (content->is_marked && !content->is_mark_in_text) {
        end_mark(content); /* text is marked within its object */
    }
    if (!content->is_in_text) {
        g_string_append(content->stream, "BT\n");
        content->is_in_text = true;
        content->line_x_mpt = 0;
        content->line_y_mpt = 0;
    }
}

static const OpenContent *open_at(const PdfContent *content, guint index) {
    return &g_array_index(content->open, OpenContent, index);
}

/* The element that what is drawn now belongs to; NULL: it is an artifact. */
static StructureElement *element_now(const PdfContent *content) {
    guint depth = content->open->len;
    return depth == 0 || content->first_artifact < depth ? NULL
                                                         : open_at(content, depth - 1)->element;
}

static void open_mark(PdfContent *content, StructureElement *element) {
    if (element != NULL) {
        g_string_append_printf(content->stream, "/%s<</MCID %u>>BDC\n",
                               structure_role_name(element->role),
                               pdf_structure_mark(content->parts->structure, element));
    } else {
        bool is_pagination =
            content->first_artifact < content->open->len &&
            open_at(content, content->first_artifact)->artifact == ARTIFACT_PAGINATION;
        g_string_append(content->stream, is_pagination ? "/Artifact<</Type/Pagination>>BDC\n"
                                                       : "/Artifact<</Type/Layout>>BDC\n");
    }
    content->is_marked = true;
    content->is_mark_in_text = content->is_in_text;
    content->marked = element;
}

static void begin_mark(PdfContent *content, bool is_text) {
    StructureElement *element = element_now(content);
    bool is_tagged = content->parts->structure != NULL;
    bool goes_on =
        content->is_marked && content->marked == element && content->is_mark_in_text == is_text;
    if (is_tagged && !goes_on) {
        end_mark(content);
    }
    if (is_text) {
        pdf_content_enter_text(content);
    } else {
        leave_text(content);
    }
    if (is_tagged && !goes_on) {
        open_mark(content, element);
    }
}

void pdf_content_mark_text(PdfContent *content) {
    begin_mark(content, true);
}

void pdf_content_begin_span(PdfContent *content, const char *text, size_t length) {
    StructureElement *element = element_now(content);
    bool is_piece = content->parts->structure != NULL && element != NULL;
    if (is_piece) {
        end_mark(content);
        pdf_content_enter_text(content);
    } else {
        begin_mark(content, true); /* of artifacts nobody keeps count: it stands within theirs */
    }
    g_string_append(content->stream, "/Span<<");
    if (is_piece) {
        g_string_append_printf(content->stream, "/MCID %u",
                               pdf_structure_mark(content->parts->structure, element));
        content->is_marked = true;
        content->is_mark_in_text = true;
        content->marked = element;
    }
    g_string_append(content->stream, "/ActualText<FEFF");
    pdf_add_utf16(content->stream, text, length);
    g_string_append(content->stream, ">>>BDC\n");
}

void pdf_content_end_span(PdfContent *content) {
    g_string_append(content->stream, "EMC\n");
    if (element_now(content) != NULL) {
        content->is_marked = false;
    }
}

static void begin(PdfContent *content, const Operation *operation) {
    OpenContent open = {operation->of.begin.element, operation->of.begin.artifact};
    bool had_none = content->first_artifact == content->open->len;
    if (open.element == NULL && had_none && content->is_marked && content->marked == NULL) {
        end_mark(content); /* an artifact of another kind */
    }
    g_array_append_val(content->open, open);
    content->first_artifact += had_none && open.element != NULL;
}

static void end(PdfContent *content) {
    if (content->open->len == 0) {
        return;
    }
    g_array_set_size(content->open, content->open->len - 1);
    if (content->first_artifact >= content->open->len) {
        content->first_artifact = content->open->len;
        if (content->is_marked && content->marked == NULL) {
            end_mark(content);
        }
    }
}

/* "x y w h", from the upper left corner that display lists have to the lower left one. */
static void add_box(PdfContent *content, const Box *box) {
    int64_t numbers[4] = {content->left_mpt + box->x_mpt,
                          content->top_mpt - box->y_mpt - box->height_mpt, box->width_mpt,
                          box->height_mpt};
    for (int i = 0; i < 4; i++) {
        pdf_add_thousandths(content->stream, numbers[i]);
        g_string_append_c(content->stream, ' ');
    }
}

static void fill(PdfContent *content, const Operation *operation) {
    const Box *box = &operation->box;
    if (box->width_mpt <= 0 || box->height_mpt <= 0 || operation->of.fill.ink.kind == INK_NONE) {
        return;
    }
    begin_mark(content, false);
    pdf_content_set_ink(content, &operation->of.fill.ink, operation->of.fill.overprints);
    add_box(content, box);
    g_string_append(content->stream, "re f\n");
}

/* A picture that covers is as large as it must be and centred; what is past the box is cut off. */
static Box covering(const Box *box, const PdfPicture *picture) {
    int64_t width = box->width_mpt, height = box->height_mpt;
    int64_t by_width = width * picture->height_px / MAX(1, picture->width_px);
    if (by_width >= height) {
        height = by_width;
    } else {
        width = height * picture->width_px / MAX(1, picture->height_px);
    }
    return (Box){(Mpt)(box->x_mpt - (width - box->width_mpt) / 2),
                 (Mpt)(box->y_mpt - (height - box->height_mpt) / 2), (Mpt)width, (Mpt)height};
}

static void show_picture(PdfContent *content, const Operation *operation) {
    const Box *box = &operation->box;
    const PdfPicture *picture = pdf_pictures_get(content->parts->pictures, operation);
    if (picture->object == 0 || box->width_mpt <= 0 || box->height_mpt <= 0) {
        return;
    }
    begin_mark(content, false);
    set_overprint(content, false);
    Box place = *box;
    g_string_append(content->stream, "q\n");
    if (operation->of.picture.covers) {
        place = covering(box, picture);
        add_box(content, box);
        g_string_append(content->stream, "re W n\n");
    }
    int64_t left = content->left_mpt + place.x_mpt;
    int64_t bottom = content->top_mpt - place.y_mpt - place.height_mpt;
    pdf_add_thousandths(content->stream, place.width_mpt);
    g_string_append(content->stream, " 0 0 ");
    pdf_add_thousandths(content->stream, place.height_mpt);
    g_string_append_c(content->stream, ' ');
    pdf_add_thousandths(content->stream, left);
    g_string_append_c(content->stream, ' ');
    pdf_add_thousandths(content->stream, bottom);
    g_string_append_printf(content->stream, " cm/Im%u Do\nQ\n", picture->object);
    g_ptr_array_add(content->pictures, (gpointer)picture);
    StructureElement *element = element_now(content);
    if (content->parts->structure != NULL && element != NULL) {
        pdf_structure_picture(content->parts->structure, element, content->left_mpt + box->x_mpt,
                              content->top_mpt - box->y_mpt - box->height_mpt,
                              content->left_mpt + box->x_mpt + box->width_mpt,
                              content->top_mpt - box->y_mpt);
    }
}

/* What is read aloud for a link: where it leads outside, the words it stands on inside. */
static void set_words(const PdfContent *content, PdfLink *link) {
    if (link->href != NULL) {
        link->words = link->href;
        link->words_length = strlen(link->href);
    } else if (content->last_text != NULL) {
        link->words = content->list->text->str + content->last_text->of.text.text_start;
        link->words_length = content->last_text->of.text.text_length;
    } else {
        link->words = link->target;
        link->words_length = strlen(link->target);
    }
}

/* Links of artifacts are none: they would have no place in the structure. */
static void add_link(PdfContent *content, const Operation *operation) {
    StructureElement *element = operation->of.link.element;
    StructureElement *now = element_now(content);
    if (content->first_artifact < content->open->len) {
        element = NULL;
    } else if (element == NULL) {
        element = now;
    }
    PdfLink link = {.page = content->page,
                    .href = operation->of.link.href,
                    .target = operation->of.link.target_id};
    if (content->parts->places == NULL || element == NULL ||
        (link.href == NULL && link.target == NULL)) {
        return;
    }
    const Box *box = &operation->box;
    link.box[0] = content->left_mpt + box->x_mpt;
    link.box[1] = content->top_mpt - box->y_mpt - box->height_mpt;
    link.box[2] = link.box[0] + box->width_mpt;
    link.box[3] = link.box[1] + box->height_mpt;
    set_words(content, &link);
    uint32_t annotation = pdf_places_reserve_link(content->parts->places);
    uint32_t key = pdf_structure_link(content->parts->structure, element, annotation);
    pdf_places_add_link(content->parts->places, annotation, &link, key);
    g_array_append_val(content->annotations, annotation);
}

static void add_target(PdfContent *content, const Operation *operation) {
    if (content->parts->places != NULL) {
        pdf_places_add_target(content->parts->places, operation->of.target.id, content->page,
                              content->left_mpt + operation->box.x_mpt,
                              content->top_mpt - operation->box.y_mpt);
    }
}

static void add_operation(PdfContent *content, const Operation *operation) {
    switch (operation->kind) {
    case OPERATION_TEXT:
        if (operation->of.text.glyph_count > 0) {
            pdf_content_text(content, operation);
            content->last_text = operation;
        }
        break;
    case OPERATION_FILL:
        fill(content, operation);
        break;
    case OPERATION_PICTURE:
        show_picture(content, operation);
        break;
    case OPERATION_LINK:
        add_link(content, operation);
        break;
    case OPERATION_TARGET:
        add_target(content, operation);
        break;
    case OPERATION_BEGIN:
        begin(content, operation);
        break;
    case OPERATION_END:
        end(content);
        break;
    }
}

void pdf_content_add(PdfContent *content, const DisplayList *list) {
    content->list = list;
    for (guint i = 0; i < list->operations->len; i++) {
        add_operation(content, &g_array_index(list->operations, Operation, i));
    }
    end_mark(content);
    leave_text(content);
}
