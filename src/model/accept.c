/* Which values an attribute may have, and which classes mean something. A value that comes through
 * here can be written into a book as it is: nothing in it runs, nothing in it breaks a validator.
 */
#include "model/language.h"
#include "model/vocabulary.h"

#include <glib.h>
#include <string.h>

/* The classes that a writer or a theme knows, and where. */
static const struct {
    Element element;
    const char *name;
} classes[] = {
    {ELEMENT_A, "noteref"},       /* a note's call */
    {ELEMENT_ASIDE, "note"},      /* a note */
    {ELEMENT_ASIDE, "pullquote"}, /* a quotation set large */
    {ELEMENT_ASIDE, "sidebar"},   /* a box beside the story */
    {ELEMENT_DIV, "verse"},       /* p a stanza, br a line */
    {ELEMENT_EM, "opening"},      /* a title made of the text's first words */
    {ELEMENT_FIGURE, "lead"},     /* the lead picture */
    {ELEMENT_H2, "title"},        /* a first-level heading, until headings are settled */
    {ELEMENT_P, "cutline"},       /* a cutline whose picture is not there */
    {ELEMENT_P, "dateline"},      /* place and date that open a report */
    {ELEMENT_P, "missing"},       /* a proof's box for a picture that is not there */
    {ELEMENT_P, "signature"},     /* who signs a letter */
    {ELEMENT_SPAN, "credit"},     /* who made the picture, last in its figcaption */
    {ELEMENT_SPAN, "dateline"},   /* the same within the first paragraph */
    {ELEMENT_SPAN, "smallcaps"},  /* capitals of small letters' height */
    {ELEMENT_TD, "center"},       /* a column as its author sets it */
    {ELEMENT_TD, "right"},        /* figures */
    {ELEMENT_TH, "center"},       {ELEMENT_TH, "right"},
};

bool class_is_known(Element element, const char *class_name) {
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
        if (classes[i].element == element && strcmp(classes[i].name, class_name) == 0) {
            return true;
        }
    }
    return false;
}

/* The schemes that a link, and a picture's source, may name. A picture on the web is let through
 * to be reported by name; it never reaches a book. */
static const char *const href_schemes[] = {"http", "https", "mailto", "tel", NULL};
static const char *const src_schemes[] = {"http", "https", NULL};

/* Length of the scheme that a reference begins with (RFC 3986, 3.1), without its colon; 0: it is
 * relative. */
static size_t scheme_length(const char *reference) {
    if (!g_ascii_isalpha(reference[0])) {
        return 0;
    }
    size_t length = 1;
    while (g_ascii_isalnum(reference[length]) || strchr("+-.", reference[length]) != NULL) {
        if (reference[length] == '\0') {
            return 0;
        }
        length++;
    }
    return reference[length] == ':' ? length : 0;
}

static bool reference_is_safe(const char *reference, const char *const *schemes) {
    for (const char *c = reference; *c != '\0'; c++) {
        if (g_ascii_iscntrl(*c)) { /* browsers take tabs and line ends out: "java\nscript:" */
            return false;
        }
    }
    while (*reference == ' ') {
        reference++;
    }
    size_t length = scheme_length(reference);
    if (length == 0) {
        return reference[0] != ':';
    }
    for (; *schemes != NULL; schemes++) {
        if (strlen(*schemes) == length && g_ascii_strncasecmp(*schemes, reference, length) == 0) {
            return true;
        }
    }
    return false;
}

/* A whole number as HTML writes one: digits, with a minus where it may be negative. */
static bool is_number(const char *value, gint64 least, gint64 most) {
    gint64 number = 0;
    const char *digits = value[0] == '-' ? value + 1 : value;
    return g_ascii_isdigit(digits[0]) && strlen(digits) <= 10 &&
           g_ascii_string_to_signed(value, 10, least, most, &number, NULL);
}

static bool is_one_of(const char *value, const char *const *words) {
    return g_strv_contains(words, value);
}

static bool is_language(const char *value) {
    g_autofree char *tag = language_normalise_tag(value);
    return tag != NULL;
}

bool attribute_accepts(Attribute attribute, const char *value) {
    static const char *const directions[] = {"ltr", "rtl", "auto", NULL};
    static const char *const scopes[] = {"row", "col", "rowgroup", "colgroup", NULL};
    static const char *const list_types[] = {"1", "a", "A", "i", "I", NULL};
    switch (attribute) {
    case ATTRIBUTE_ID:
        return xmlValidateNCName((const xmlChar *)value, 0) == 0;
    case ATTRIBUTE_CLASS:
        return value[0] != '\0';
    case ATTRIBUTE_LANG:
        return is_language(value);
    case ATTRIBUTE_DIR:
        return is_one_of(value, directions);
    case ATTRIBUTE_TITLE:
    case ATTRIBUTE_ALT:
        return true;
    case ATTRIBUTE_HREF:
        return reference_is_safe(value, href_schemes);
    case ATTRIBUTE_SRC:
        return value[0] != '\0' && reference_is_safe(value, src_schemes);
    case ATTRIBUTE_WIDTH:
    case ATTRIBUTE_HEIGHT:
        return is_number(value, 0, 100000);
    case ATTRIBUTE_START:
    case ATTRIBUTE_VALUE:
        return is_number(value, G_MININT32, G_MAXINT32);
    case ATTRIBUTE_TYPE:
        return is_one_of(value, list_types);
    case ATTRIBUTE_REVERSED:
        return value[0] == '\0' || strcmp(value, "reversed") == 0;
    case ATTRIBUTE_COLSPAN:
        return is_number(value, 1, 1000);
    case ATTRIBUTE_ROWSPAN:
        return is_number(value, 1, 65534);
    case ATTRIBUTE_SCOPE:
        return is_one_of(value, scopes);
    case ATTRIBUTE_NONE:
    case ATTRIBUTE_COUNT:
        return false;
    }
    return false;
}
