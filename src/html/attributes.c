/* HTML's attributes held against the vocabulary. */
#include "html/attributes.h"

#include "html/clean_text.h"

#include <string.h>

/* Classes that Galley gives out itself: from outside they would pass for what they are not. */
static const char *const own_classes[] = {"lead",    "missing", "note", "noteref",
                                          "opening", "title",   NULL};

static const char white[] = " \t\n\f\r";

/* Those classes that mean something, beside the ones that the node has. */
static void add_classes(xmlNode *node, const char *value) {
    const char *present = node_get(node, ATTRIBUTE_CLASS);
    g_autoptr(GString) kept = g_string_new(present);
    g_auto(GStrv) words = g_strsplit_set(value, white, -1);
    for (char **word = words; *word != NULL; word++) {
        if (**word != '\0' && class_is_known(element_of(node), *word) &&
            !g_strv_contains(own_classes, *word) && !node_has_class(node, *word)) {
            g_string_append_printf(kept, "%s%s", kept->len > 0 ? " " : "", *word);
            node_set(node, ATTRIBUTE_CLASS, kept->str);
        }
    }
}

static bool is_cell(Element element) {
    return element == ELEMENT_TH || element == ELEMENT_TD;
}

/* Line ends and tabs are spaces: no value of ours needs them. Caller frees. */
static char *clean_value(const char *value) {
    GString *out = g_string_new(NULL);
    append_clean_text(out, value, strlen(value));
    return g_strdelimit(g_string_free(out, FALSE), "\t\n", ' ');
}

void html_set_attribute(xmlNode *node, const char *name, const char *value) {
    Element element = element_of(node);
    if (strcmp(name, "class") == 0) {
        add_classes(node, value);
        return;
    }
    if (strcmp(name, "align") == 0 && is_cell(element)) {
        g_autofree char *lower = g_ascii_strdown(value, -1);
        add_classes(node, lower);
        return;
    }
    if (strcmp(name, "xml:lang") == 0) {
        name = "lang";
    } else if (strcmp(name, "name") == 0 && element == ELEMENT_A) {
        name = "id";
    }
    Attribute attribute = attribute_from_name(name, strlen(name));
    bool is_reference = attribute == ATTRIBUTE_HREF || attribute == ATTRIBUTE_SRC;
    if (attribute == ATTRIBUTE_NONE || !element_may_carry(element, attribute) ||
        node_get(node, attribute) != NULL ||
        (!is_reference && !attribute_accepts(attribute, value))) {
        return;
    }
    g_autofree char *clean = clean_value(value);
    node_set(node, attribute, clean);
}
