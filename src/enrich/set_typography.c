/* Typography in the tree. The running text of a block is one text, whatever elements it passes
 * through: "*Yes*," closes behind the em what it opened before it. So its text nodes are laid end
 * to end, read, and what is to be changed is put back into the nodes. */
#include "enrich/bare_urls.h"
#include "enrich/steps.h"
#include "enrich/typography.h"

#include <string.h>

typedef struct {
    ArticleWork *work;
    const Language *language; /* of the element in hand */
    GString *text;            /* of the block in hand */
    GArray *spans;            /* TextSpan, one a node */
    GPtrArray *nodes;         /* xmlNode *, text */
    GArray *lengths;          /* size_t, of the nodes' texts */
    GPtrArray *quoted;        /* xmlNode *: q elements to be opened */
    GArray *edits;            /* TextEdit */
    GString *scratch;
} Run;

/* A block's text */

static void add_text(Run *run, xmlNode *node, SpanKind kind) {
    const char *text = node_text(node);
    size_t length = strlen(text);
    TextSpan span = {run->text->len, run->language, kind};
    g_array_append_val(run->spans, span);
    g_ptr_array_add(run->nodes, node);
    g_array_append_val(run->lengths, length);
    g_string_append_len(run->text, text, (gssize)length);
}

/* The edits are in order, and so are the nodes; one edit may reach over several. */
static void apply_edits(Run *run) {
    guint next = 0;
    for (guint i = 0; i < run->nodes->len && next < run->edits->len; i++) {
        size_t start = g_array_index(run->spans, TextSpan, i).start_bytes;
        size_t end = start + g_array_index(run->lengths, size_t, i);
        size_t at = start;
        const TextEdit *edit = &g_array_index(run->edits, TextEdit, next);
        if (edit->offset_bytes >= end) {
            continue;
        }
        g_string_truncate(run->scratch, 0);
        while (next < run->edits->len) {
            edit = &g_array_index(run->edits, TextEdit, next);
            if (edit->offset_bytes >= end) {
                break;
            }
            if (edit->offset_bytes >= start) {
                g_string_append_len(run->scratch, run->text->str + at,
                                    (gssize)(edit->offset_bytes - at));
                g_string_append_len(run->scratch, edit->with, (gssize)edit->with_bytes);
            }
            size_t edit_end = edit->offset_bytes + edit->length_bytes;
            at = MAX(at, MIN(edit_end, end));
            if (edit_end > end) {
                break;
            }
            next++;
        }
        g_string_append_len(run->scratch, run->text->str + at, (gssize)(end - at));
        node_replace_text(run->nodes->pdata[i], run->scratch->str, run->scratch->len);
    }
}

static void end_block(Run *run) {
    if (run->nodes->len > 0) {
        g_array_set_size(run->edits, 0);
        typography_find_edits(run->text->str, run->text->len, (const TextSpan *)run->spans->data,
                              run->spans->len, run->edits);
        apply_edits(run);
    }
    for (guint i = 0; i < run->quoted->len; i++) {
        node_unwrap(run->quoted->pdata[i]);
    }
    g_string_truncate(run->text, 0);
    g_array_set_size(run->spans, 0);
    g_array_set_size(run->lengths, 0);
    g_ptr_array_set_size(run->nodes, 0);
    g_ptr_array_set_size(run->quoted, 0);
}

/* Elements */

static bool is_inline(Element element) {
    return element >= 0 && element_group(element) == GROUP_INLINE;
}

static void set_attribute(const Run *run, xmlNode *node, Attribute attribute) {
    const char *value = node_get(node, attribute);
    if (value != NULL && value[0] != '\0') {
        g_autofree char *set = typography_of_text(value, run->language);
        if (strcmp(set, value) != 0) {
            node_set(node, attribute, set);
        }
    }
}

/* A quote mark for one end of a q; the block's reading makes it the language's. */
static xmlNode *new_quote(const Run *run, const xmlNode *quoted) {
    return node_new_text(run->work->article->tree, "\"", 1, node_line(quoted), node_column(quoted));
}

static void enter_quoted(Run *run, xmlNode *quoted) {
    xmlNode *quote = new_quote(run, quoted);
    node_insert_before(quoted, quote);
    add_text(run, quote, SPAN_OPENS_QUOTE);
    g_ptr_array_add(run->quoted, quoted);
}

static void leave_quoted(Run *run, xmlNode *quoted) {
    xmlNode *quote = new_quote(run, quoted);
    node_append(quoted, quote);
    add_text(run, quote, SPAN_CLOSES_QUOTE);
}

static bool is_url_link(const xmlNode *link) {
    const xmlNode *text = link->children;
    return text != NULL && text->next == NULL && text->type == XML_TEXT_NODE &&
           url_is_whole(node_text(text));
}

static void set_language(Run *run, const xmlNode *node) {
    const char *tag = NULL;
    while (tag == NULL && node->type == XML_ELEMENT_NODE) {
        tag = node_get(node, ATTRIBUTE_LANG);
        node = node->parent;
    }
    run->language = language_find(tag != NULL ? tag : run->work->article->lang);
}

/* Is the element passed over? Then something stands for it in the running text. */
static bool is_passed_over(Run *run, const xmlNode *node) {
    switch ((int)element_of(node)) {
    case ELEMENT_CODE:
    case ELEMENT_KBD:
    case ELEMENT_SAMP:
    case ELEMENT_VAR:
    case ELEMENT_IMG:
        g_string_append(run->text, TYPOGRAPHY_OBJECT);
        return true;
    case ELEMENT_BR:
        g_string_append(run->text, TYPOGRAPHY_LINE);
        return true;
    case ELEMENT_A:
        if (is_url_link(node)) {
            g_string_append(run->text, TYPOGRAPHY_OBJECT);
            return true;
        }
        return node_kind(node) == NODE_NOTE_CALL;
    case ELEMENT_PRE:
    case ELEMENT_RT:
    case ELEMENT_RP:
        return true;
    default:
        return false;
    }
}

/* Returns whether what is in the element is read as well. */
static bool enter_element(Run *run, xmlNode *node) {
    Element element = element_of(node);
    if (!is_inline(element) && element != ELEMENT_RT && element != ELEMENT_RP) {
        end_block(run);
    }
    if (node->properties != NULL) {
        if (node_get(node, ATTRIBUTE_LANG) != NULL) {
            set_language(run, node);
        }
        set_attribute(run, node, ATTRIBUTE_TITLE);
        set_attribute(run, node, ATTRIBUTE_ALT);
    }
    if (is_passed_over(run, node)) {
        return false;
    }
    if (element == ELEMENT_Q) {
        enter_quoted(run, node);
    }
    return true;
}

static void leave_element(Run *run, xmlNode *node, bool was_read) {
    Element element = element_of(node);
    if (was_read && element == ELEMENT_Q) {
        leave_quoted(run, node);
    }
    if (!is_inline(element) && element != ELEMENT_RT && element != ELEMENT_RP) {
        end_block(run);
    }
    if (node->properties != NULL && node_get(node, ATTRIBUTE_LANG) != NULL) {
        set_language(run, node->parent);
    }
}

/* A q is opened when its block ends: the walk has left it by then. */
static void walk(Run *run, xmlNode *top) {
    xmlNode *parent = top;
    xmlNode *at = top->children;
    while (at != NULL || parent != top) {
        if (at == NULL) {
            xmlNode *left = parent;
            at = left->next;
            parent = left->parent;
            leave_element(run, left, true);
        } else if (at->type == XML_TEXT_NODE) {
            add_text(run, at, SPAN_TEXT);
            at = at->next;
        } else if (enter_element(run, at)) {
            parent = at;
            at = at->children;
        } else {
            leave_element(run, at, false);
            at = at->next;
        }
    }
}

static void set_string(const Run *run, char **text) {
    if (*text != NULL) {
        char *set = typography_of_text(*text, run->language);
        g_free(*text);
        *text = set;
    }
}

/* What is said of the article outside its tree. */
static void set_strings(const Run *run) {
    Article *article = run->work->article;
    set_string(run, &article->dateline_place);
    for (guint i = 0; i < article->corrections->len; i++) {
        Correction *correction = article->corrections->pdata[i];
        set_string(run, &correction->text);
    }
}

void set_typography(ArticleWork *work) {
    Run run = {.work = work,
               .language = language_find(work->article->lang),
               .text = g_string_sized_new(2048),
               .spans = g_array_new(FALSE, FALSE, sizeof(TextSpan)),
               .nodes = g_ptr_array_new(),
               .lengths = g_array_new(FALSE, FALSE, sizeof(size_t)),
               .quoted = g_ptr_array_new(),
               .edits = g_array_new(FALSE, FALSE, sizeof(TextEdit)),
               .scratch = g_string_sized_new(1024)};
    set_strings(&run);
    walk(&run, work->article->tree->children);
    g_string_free(run.text, TRUE);
    g_array_unref(run.spans);
    g_ptr_array_unref(run.nodes);
    g_array_unref(run.lengths);
    g_ptr_array_unref(run.quoted);
    g_array_unref(run.edits);
    g_string_free(run.scratch, TRUE);
}
