/* Notes get their numbers in the order in which a reader meets their calls, and ids from their
 * labels, so that a note put in elsewhere changes no link to this one. What a note's own text calls
 * comes after all that the story calls. */
#include "base/identifiers.h"
#include "base/text.h"
#include "enrich/element_ids.h"
#include "enrich/steps.h"

#include <string.h>

typedef struct {
    xmlNode *aside;
    char *label;
    const char *id; /* "note-KEY", owned by work->ids; NULL: not called yet */
    unsigned number;
} Note;

typedef struct {
    ArticleWork *work;
    GPtrArray *notes;     /* Note *, owned, as they stand in the text */
    GHashTable *by_label; /* label -> Note *, borrowed both */
    GPtrArray *called;    /* Note *, by number */
    GPtrArray *missing;   /* labels of calls that lead nowhere, char *, owned */
    Place missing_place;  /* of the first */
} Notes;

static const char note_prefix[] = "note-";
static const char call_prefix[] = "call-";

static void note_free(Note *note) {
    g_free(note->label);
    g_free(note);
}

static void list_notes(Notes *notes) {
    xmlNode *top = tree_body(notes->work->article->tree);
    for (xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        if (element_of(at) != ELEMENT_ASIDE || node_kind(at) != NODE_NOTE) {
            continue;
        }
        const char *label = node_get(at, ATTRIBUTE_ID);
        if (label == NULL) {
            node_unset(at,
                       ATTRIBUTE_CLASS); /* nothing could call it: a box that is called a note */
            continue;
        }
        Note *note = g_new0(Note, 1);
        note->aside = at;
        note->label = g_strdup(label);
        g_ptr_array_add(notes->notes, note);
        if (!g_hash_table_contains(notes->by_label, note->label)) {
            g_hash_table_insert(notes->by_label, note->label, note);
        }
    }
}

/* A label that can stand in an id as it is, else its slug. Caller frees. */
static char *label_key(const char *label) {
    for (const char *p = label; *p != '\0'; p++) {
        if (!g_ascii_isalnum(*p) && *p != '-' && *p != '_') {
            return identifier_slug(label);
        }
    }
    return *label != '\0' ? g_ascii_strdown(label, -1) : identifier_slug(label);
}

/* Takes "note-KEY" and leaves "call-KEY" free for the first call. */
static const char *take_note_id(GHashTable *ids, const char *label) {
    g_autofree char *key = label_key(label);
    g_autofree char *wanted = g_strconcat(note_prefix, key, NULL);
    for (;;) {
        const char *id = element_id_take(ids, wanted);
        g_autofree char *call = g_strconcat(call_prefix, id + strlen(note_prefix), NULL);
        if (!element_id_is_taken(ids, call)) {
            return id;
        }
    }
}

static void set_call(Notes *notes, xmlNode *call, Note *note) {
    GHashTable *ids = notes->work->ids;
    if (note->id == NULL) {
        note->id = take_note_id(ids, note->label);
        g_ptr_array_add(notes->called, note);
        note->number = notes->called->len;
        node_set(note->aside, ATTRIBUTE_ID, note->id);
    }
    g_autofree char *href = g_strconcat("#", note->id, NULL);
    g_autofree char *wanted = g_strconcat(call_prefix, note->id + strlen(note_prefix), NULL);
    node_set(call, ATTRIBUTE_HREF, href);
    node_set(call, ATTRIBUTE_ID, element_id_take(ids, wanted));
    while (call->children != NULL) {
        node_remove(call->children);
    }
    char number[16];
    g_snprintf(number, sizeof number, "%u", note->number);
    node_append(call, node_new_text(notes->work->article->tree, number, strlen(number),
                                    node_line(call), node_column(call)));
}

/* A call of what is no note: a link to another place in the text, or to nothing. */
static void lose_call(Notes *notes, xmlNode *call, const char *label) {
    ArticleWork *work = notes->work;
    if (element_id_is_taken(work->ids, label)) {
        node_unset(call, ATTRIBUTE_CLASS);
        return;
    }
    if (notes->missing->len == 0) {
        notes->missing_place = node_place(call, work->article->display_path);
    }
    g_ptr_array_add(notes->missing, g_strdup(label));
    node_remove(call);
}

static void report_missing(const Notes *notes) {
    enum { MOST_NAMED = 12 };
    if (notes->missing->len == 0) {
        return;
    }
    g_autofree char *names = text_list_names(notes->missing, MOST_NAMED);
    report_add(notes->work->report, DIAGNOSTIC_NOTE_MISSING, notes->missing_place, NULL, names,
               NULL);
}

/* The calls below `top`, but for those in notes: a note's turn comes after the text's. */
static void number_calls(Notes *notes, xmlNode *top) {
    for (xmlNode *at = top; at != NULL;) {
        NodeKind kind = node_kind(at);
        bool skip = kind == NODE_NOTE_CALL || (kind == NODE_NOTE && at != top);
        xmlNode *next = node_next(at, top, skip);
        if (kind == NODE_NOTE_CALL) {
            const char *href = node_get(at, ATTRIBUTE_HREF);
            const char *label = href != NULL && href[0] == '#' ? href + 1 : "";
            Note *note = g_hash_table_lookup(notes->by_label, label);
            if (note != NULL) {
                set_call(notes, at, note);
            } else {
                lose_call(notes, at, label);
            }
        }
        at = next;
    }
}

/* The called ones go to the end of body, by number; the others go. */
static void place_notes(Notes *notes) {
    ArticleWork *work = notes->work;
    xmlNode *body = tree_body(work->article->tree);
    for (guint i = 0; i < notes->called->len; i++) {
        const Note *note = notes->called->pdata[i];
        node_unlink(note->aside);
        node_append(body, note->aside);
    }
    for (guint i = notes->notes->len; i > 0; i--) { /* from the last: one may stand in another */
        const Note *note = notes->notes->pdata[i - 1];
        if (note->id == NULL) {
            report_add(work->report, DIAGNOSTIC_NOTE_UNCALLED,
                       node_place(note->aside, work->article->display_path), NULL, note->label,
                       NULL);
            node_remove(note->aside);
        }
    }
    work->article->notes = notes->called->len;
}

void number_notes(ArticleWork *work) {
    static const Element parts[] = {ELEMENT_KICKER, ELEMENT_HEADLINE, ELEMENT_DECK, ELEMENT_BODY};
    Notes notes = {.work = work,
                   .notes = g_ptr_array_new_with_free_func((GDestroyNotify)note_free),
                   .by_label = g_hash_table_new(g_str_hash, g_str_equal),
                   .called = g_ptr_array_new(),
                   .missing = g_ptr_array_new_with_free_func(g_free)};
    list_notes(&notes);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        xmlNode *part = tree_part(work->article->tree, parts[i], false);
        if (part != NULL) {
            number_calls(&notes, part);
        }
    }
    for (guint i = 0; i < notes.called->len; i++) { /* grows as notes call notes */
        number_calls(&notes, ((const Note *)notes.called->pdata[i])->aside);
    }
    place_notes(&notes);
    report_missing(&notes);
    g_ptr_array_unref(notes.missing);
    g_ptr_array_unref(notes.called);
    g_hash_table_unref(notes.by_label);
    g_ptr_array_unref(notes.notes);
}
