/* From gumbo's attributes to ours. */
#include "html/gumbo_attributes.h"

#include "html/attributes.h"

void html_set_gumbo_attributes(xmlNode *node, const GumboVector *attributes) {
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *attribute = attributes->data[i];
        html_set_attribute(node, attribute->name, attribute->value);
    }
}

void html_set_tag_attributes(xmlNode *node, const char *rest_of_tag, size_t length_bytes) {
    /* The name is replaced by one that gumbo takes anywhere. */
    g_autoptr(GString) tag = g_string_new("<span");
    g_string_append_len(tag, rest_of_tag, (gssize)length_bytes);
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = GUMBO_TAG_BODY;
    GumboOutput *output = gumbo_parse_with_options(&options, tag->str, tag->len);
    const GumboVector *made = &output->root->v.element.children;
    if (made->length > 0) {
        const GumboNode *first = made->data[0];
        if (first->type == GUMBO_NODE_ELEMENT) {
            html_set_gumbo_attributes(node, &first->v.element.attributes);
        }
    }
    gumbo_destroy_output(&options, output);
}
