/* The tree: linked by hand, so every change is held against what libxml2 would find going through
 * it forwards and backwards. */
#include "model/node.h"

#include <glib.h>
#include <string.h>

static xmlDoc *tree;

/* Each link has its counterpart; a tree that breaks this loops or leaks. */
static void assert_linked(void) {
    const xmlNode *top = (const xmlNode *)tree;
    for (const xmlNode *node = tree->children; node != NULL; node = node_next(node, NULL, false)) {
        const xmlNode *parent = node->parent;
        g_assert_nonnull(parent);
        g_assert_true(node->doc == tree);
        g_assert_true(node->prev ? node->prev->next == node : parent->children == node);
        g_assert_true(node->next ? node->next->prev == node : parent->last == node);
        g_assert_true(parent == top || parent->type == XML_ELEMENT_NODE);
    }
}

/* <p class="a">text</p> and so on, to compare with. */
static void write_node(GString *out, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE) {
        g_string_append(out, node_text(node));
        return;
    }
    g_string_append_printf(out, "<%s", (const char *)node->name);
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        g_string_append_printf(out, " %s=\"%s\"", (const char *)attribute->name,
                               node_text(attribute->children));
    }
    g_string_append_c(out, '>');
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        write_node(out, child);
    }
    g_string_append_printf(out, "</%s>", (const char *)node->name);
}

static void assert_is(const xmlNode *node, const char *expected) {
    g_autoptr(GString) out = g_string_new(NULL);
    write_node(out, node);
    g_assert_cmpstr(out->str, ==, expected);
}

static void assert_tree(const char *expected) {
    assert_linked();
    assert_is(tree->children, expected);
}

static xmlNode *text(const char *words) {
    return node_new_text(tree, words, strlen(words), 0, 0);
}

static xmlNode *element(Element which, xmlNode *parent) {
    xmlNode *node = node_new(tree, which, 0, 0);
    node_append(parent, node);
    return node;
}

static void begin(void) {
    tree = tree_new();
}

static void end(void) {
    tree_free(tree);
    tree = NULL;
}

static void test_frame(void) {
    begin();
    assert_tree("<article><body></body></article>");
    g_assert_null(tree_part(tree, ELEMENT_HEADLINE, false));
    xmlNode *deck = tree_part(tree, ELEMENT_DECK, true);
    xmlNode *headline = tree_part(tree, ELEMENT_HEADLINE, true);
    xmlNode *kicker = tree_part(tree, ELEMENT_KICKER, true);
    g_assert_true(tree_part(tree, ELEMENT_DECK, true) == deck);
    g_assert_true(tree_part(tree, ELEMENT_HEADLINE, false) == headline);
    g_assert_true(tree_part(tree, ELEMENT_KICKER, false) == kicker);
    g_assert_true(tree_part(tree, ELEMENT_BODY, false) == tree_body(tree));
    assert_tree("<article><headline></headline><kicker></kicker><deck></deck><body></body>"
                "</article>");
    g_assert_cmpint(element_of(tree_body(tree)), ==, ELEMENT_BODY);
    end();
    tree_free(NULL);
}

static void test_places(void) {
    begin();
    xmlNode *node = node_new(tree, ELEMENT_P, 4000000000u, 70000);
    node_append(tree_body(tree), node);
    g_assert_cmpuint(node_line(node), ==, 4000000000u);
    g_assert_cmpuint(node_column(node), ==, 65535);
    g_assert_cmpint(element_of(node), ==, ELEMENT_P);
    node_set_place(node, 7, 3);
    Place place = node_place(node, "a.md");
    g_assert_cmpstr(place.file, ==, "a.md");
    g_assert_cmpuint(place.line, ==, 7);
    g_assert_cmpuint(place.column, ==, 3);
    node_rename(node, ELEMENT_H2);
    g_assert_cmpuint(node_line(node), ==, 7);
    g_assert_cmpint(element_of(node), ==, ELEMENT_H2);
    g_assert_cmpstr((const char *)node->name, ==, "h2");
    xmlNode *words = node_new_text(tree, "abcdef", 3, 9, 2);
    node_append(node, words);
    g_assert_cmpint(element_of(words), ==, ELEMENT_NONE);
    g_assert_cmpuint(node_line(words), ==, 9);
    g_assert_cmpuint(node_column(words), ==, 2);
    g_assert_cmpstr(node_text(words), ==, "abc");
    end();
}

static void test_linking(void) {
    begin();
    xmlNode *body = tree_body(tree);
    xmlNode *b = element(ELEMENT_P, body);
    node_append(b, text("b"));
    xmlNode *a = node_new(tree, ELEMENT_P, 0, 0);
    node_append(a, text("a"));
    node_insert_before(b, a);
    xmlNode *d = node_new(tree, ELEMENT_P, 0, 0);
    node_insert_after(b, d);
    xmlNode *c = node_new(tree, ELEMENT_H3, 0, 0);
    node_insert_after(b, c);
    assert_tree("<article><body><p>a</p><p>b</p><h3></h3><p></p></body></article>");
    node_append(b, text("b")); /* no text is merged */
    g_assert_true(b->children != b->last);
    node_move_children(d, b);
    node_move_children(d, c); /* none */
    node_move_children(a, d); /* behind what is there */
    assert_tree("<article><body><p>abb</p><p></p><h3></h3><p></p></body></article>");
    node_remove(b);
    node_remove(d);
    node_unlink(a);
    assert_tree("<article><body><h3></h3></body></article>");
    g_assert_null(a->parent);
    node_append(c, a);
    assert_tree("<article><body><h3><p>abb</p></h3></body></article>");
    node_remove(c);
    assert_tree("<article><body></body></article>");
    end();
}

static void test_unwrap(void) {
    begin();
    xmlNode *p = element(ELEMENT_P, tree_body(tree));
    node_append(p, text("1"));
    xmlNode *em = element(ELEMENT_EM, p);
    node_set(em, ATTRIBUTE_CLASS, "x");
    xmlNode *two = text("2");
    node_append(em, two);
    node_append(em, text("3"));
    xmlNode *empty = element(ELEMENT_SPAN, p);
    xmlNode *after = element(ELEMENT_STRONG, p);
    g_assert_true(node_unwrap(em) == two);
    g_assert_true(node_unwrap(empty) == after);
    assert_tree("<article><body><p>123<strong></strong></p></body></article>");
    g_assert_null(node_unwrap(after)); /* nothing stands behind it in the document */
    xmlNode *q = element(ELEMENT_P, tree_body(tree));
    xmlNode *only = element(ELEMENT_EM, p);
    g_assert_true(node_unwrap(only) == q);
    xmlNode *first = p->children;
    g_assert_true(node_unwrap(p) == first);
    g_assert_true(tree_body(tree)->children == first);
    assert_tree("<article><body>123<p></p></body></article>");
    end();
}

static void test_attributes(void) {
    begin();
    xmlNode *link = element(ELEMENT_A, tree_body(tree));
    g_assert_null(node_get(link, ATTRIBUTE_HREF));
    node_set(link, ATTRIBUTE_HREF, "a&b<\"é");
    node_set(link, ATTRIBUTE_TITLE, "");
    node_set_number(link, ATTRIBUTE_WIDTH, 18446744073709551615ul);
    g_assert_cmpstr(node_get(link, ATTRIBUTE_HREF), ==, "a&b<\"é"); /* as given, not escaped */
    g_assert_cmpstr(node_get(link, ATTRIBUTE_TITLE), ==, "");
    g_assert_cmpstr(node_get(link, ATTRIBUTE_WIDTH), ==, "18446744073709551615");
    node_set(link, ATTRIBUTE_HREF, "other");
    node_set(link, ATTRIBUTE_TITLE, "t");
    assert_is(link, "<a href=\"other\" title=\"t\" width=\"18446744073709551615\"></a>");
    node_unset(link, ATTRIBUTE_TITLE);
    node_unset(link, ATTRIBUTE_TITLE);
    g_assert_null(node_get(link, ATTRIBUTE_TITLE));
    node_append(link, text("x"));
    g_assert_null(node_get(link->children, ATTRIBUTE_TITLE)); /* a text has none */
    end();
}

static void test_classes(void) {
    begin();
    xmlNode *node = element(ELEMENT_ASIDE, tree_body(tree));
    g_assert_false(node_has_class(node, "note"));
    node_set(node, ATTRIBUTE_CLASS, "  a note\tb\nnotes ");
    g_assert_true(node_has_class(node, "note"));
    g_assert_true(node_has_class(node, "b"));
    g_assert_true(node_has_class(node, "notes"));
    g_assert_false(node_has_class(node, "not"));
    g_assert_false(node_has_class(node, "otes"));
    end();
}

static void test_kinds(void) {
    static const struct {
        Element element;
        const char *class_name;
        NodeKind kind;
        unsigned level;
        bool is_block;
    } rows[] = {
        {ELEMENT_P, NULL, NODE_PARAGRAPH, 0, true},
        {ELEMENT_P, "missing", NODE_MISSING, 0, true},
        {ELEMENT_P, "unknown", NODE_PARAGRAPH, 0, true},
        {ELEMENT_H2, NULL, NODE_HEADING, 2, true},
        {ELEMENT_H6, NULL, NODE_HEADING, 6, true},
        {ELEMENT_DIV, NULL, NODE_GROUP, 0, true},
        {ELEMENT_DIV, "verse", NODE_VERSE, 0, true},
        {ELEMENT_ASIDE, NULL, NODE_SIDEBAR, 0, true},
        {ELEMENT_ASIDE, "pullquote", NODE_PULL_QUOTE, 0, true},
        {ELEMENT_ASIDE, "x note", NODE_NOTE, 0, true},
        {ELEMENT_A, NULL, NODE_SPAN, 0, false}, /* no href: a place, no link */
        {ELEMENT_A, "noteref", NODE_NOTE_CALL, 0, false},
        {ELEMENT_SPAN, "credit", NODE_CREDIT, 0, false},
        {ELEMENT_SPAN, "missing", NODE_SPAN, 0, false},
        {ELEMENT_TD, NULL, NODE_TABLE_CELL, 0, false},
        {ELEMENT_Q, NULL, NODE_QUOTED, 0, false},
        {ELEMENT_BR, NULL, NODE_LINE_BREAK, 0, false},
        {ELEMENT_CODE, NULL, NODE_CODE, 0, false},
    };
    begin();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        xmlNode *node = element(rows[i].element, tree_body(tree));
        if (rows[i].class_name != NULL) {
            node_set(node, ATTRIBUTE_CLASS, rows[i].class_name);
        }
        g_assert_cmpint(node_kind(node), ==, rows[i].kind);
        g_assert_cmpuint(node_heading_level(node), ==, rows[i].level);
        g_assert_cmpint(node_is_block(node), ==, rows[i].is_block);
    }
    xmlNode *link = element(ELEMENT_A, tree_body(tree));
    node_set(link, ATTRIBUTE_HREF, "x");
    g_assert_cmpint(node_kind(link), ==, NODE_LINK);
    xmlNode *words = text("x");
    node_append(link, words);
    g_assert_cmpint(node_kind(words), ==, NODE_TEXT);
    g_assert_false(node_is_block(words));
    for (int each = 0; each < ELEMENT_COUNT; each++) { /* no element was forgotten */
        xmlNode *node = element((Element)each, tree_body(tree));
        g_assert_true(node_kind(node) != NODE_TEXT);
        g_assert_cmpint(node_kind(node), <, NODE_KIND_COUNT);
    }
    end();
}

static void test_plain_text(void) {
    begin();
    xmlNode *p = element(ELEMENT_P, tree_body(tree));
    node_append(p, text(" one \n"));
    node_append(p, text("\ttwo"));
    element(ELEMENT_BR, p);
    node_append(p, text("three"));
    xmlNode *call = element(ELEMENT_A, p);
    node_set(call, ATTRIBUTE_CLASS, "noteref");
    node_append(call, text("1"));
    xmlNode *em = element(ELEMENT_EM, p);
    node_append(em, text("four"));
    xmlNode *image = element(ELEMENT_IMG, p);
    node_set(image, ATTRIBUTE_ALT, " a  boat ");
    element(ELEMENT_IMG, p);
    xmlNode *ruby = element(ELEMENT_RUBY, p);
    node_append(ruby, text("漢"));
    node_append(element(ELEMENT_RP, ruby), text("("));
    node_append(element(ELEMENT_RT, ruby), text("かん"));
    node_append(element(ELEMENT_RP, ruby), text(")"));
    node_append(ruby, text("字\u00A0"));
    g_autofree char *plain = node_plain_text(p);
    g_assert_cmpstr(plain, ==, "one two threefour a boat 漢字\u00A0");
    node_append(element(ELEMENT_P, tree_body(tree)), text("next"));
    g_autofree char *body = node_plain_text(tree_body(tree));
    g_assert_cmpstr(body, ==, "one two threefour a boat 漢字\u00A0 next");
    g_autofree char *of_text = node_plain_text(p->children);
    g_assert_cmpstr(of_text, ==, "one");
    g_autofree char *none = node_plain_text(element(ELEMENT_HR, tree_body(tree)));
    g_assert_cmpstr(none, ==, "");
    end();
}

static void test_next(void) {
    begin();
    xmlNode *a = element(ELEMENT_DIV, tree_body(tree));
    xmlNode *b = element(ELEMENT_P, a);
    xmlNode *c = text("c");
    node_append(b, c);
    xmlNode *d = element(ELEMENT_P, a);
    xmlNode *e = element(ELEMENT_P, tree_body(tree));
    g_assert_true(node_next(a, a, false) == b);
    g_assert_true(node_next(b, a, false) == c);
    g_assert_true(node_next(b, a, true) == d);
    g_assert_true(node_next(c, a, false) == d);
    g_assert_null(node_next(d, a, false)); /* e stands outside */
    g_assert_null(node_next(a, a, true));
    g_assert_true(node_next(d, NULL, false) == e);
    g_assert_null(node_next(e, NULL, false));
    g_assert_null(node_next(d, d, false));
    end();
}

static void test_replace_text(void) {
    begin();
    xmlNode *p = element(ELEMENT_P, tree_body(tree));
    xmlNode *words = text("old");
    node_append(p, words);
    node_replace_text(words, "newer", 3);
    g_assert_cmpstr(node_text(words), ==, "new");
    node_replace_text(words, node_text(words) + 1, 2); /* of itself */
    g_assert_cmpstr(node_text(words), ==, "ew");
    node_replace_text(words, "", 0);
    g_assert_cmpstr(node_text(words), ==, "");
    end();
}

/* Deep and wide trees: neither the stack nor a second look at what was seen. */
static void test_depth(void) {
    enum { DEEP = 200000 };
    begin();
    xmlNode *at = tree_body(tree);
    for (int i = 0; i < DEEP; i++) {
        at = element(ELEMENT_EM, at);
    }
    node_append(at, text("deep"));
    g_autofree char *plain = node_plain_text(tree_body(tree));
    g_assert_cmpstr(plain, ==, "deep");
    at = tree_body(tree)->children;
    for (int i = 0; i < DEEP; i++) {
        at = node_unwrap(at);
    }
    assert_tree("<article><body>deep</body></article>");
    end();
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    vocabulary_begin();
    g_test_add_func("/model/node/frame", test_frame);
    g_test_add_func("/model/node/places", test_places);
    g_test_add_func("/model/node/linking", test_linking);
    g_test_add_func("/model/node/unwrap", test_unwrap);
    g_test_add_func("/model/node/attributes", test_attributes);
    g_test_add_func("/model/node/classes", test_classes);
    g_test_add_func("/model/node/kinds", test_kinds);
    g_test_add_func("/model/node/plain-text", test_plain_text);
    g_test_add_func("/model/node/next", test_next);
    g_test_add_func("/model/node/replace-text", test_replace_text);
    g_test_add_func("/model/node/depth", test_depth);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
