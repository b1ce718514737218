/* How accessible the book is, told from what was counted in it: EPUB Accessibility 1.1, 2 and 3,
 * schema.org's values. A claim of conformance is made only where nothing stands against it. */
#include "epub/metadata.h"

#include "epub/markup.h"

#include <string.h>

#define CONFORMANCE "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
#define CONFORMANCE_ID "conformance"

typedef struct {
    bool has_pictures; /* that say more than the text: those in articles, a cover of one's own */
    bool has_all_alt;
    bool has_motion;
    bool has_pages;
    bool has_language;
} Findings;

static Findings find(const Book *book) {
    const Issue *issue = book->issue;
    const ContentCount *count = &issue->count;
    bool has_own_cover = issue->cover != NULL && issue->cover_alt == NULL;
    return (Findings){
        .has_pictures = count->pictures > count->decorative_pictures || has_own_cover,
        .has_all_alt = count->pictures_without_alt == 0,
        .has_motion = count->animated_pictures > 0,
        .has_pages = book_has_page_breaks(book),
        .has_language = strcmp(issue->lang, "und") != 0,
    };
}

static void add_schema(xmlNode *metadata, const char *property, const char *value) {
    g_autofree char *name = g_strconcat("schema:", property, NULL);
    metadata_add_property(metadata, name, value);
}

static void add_features(xmlNode *metadata, const Findings *findings) {
    const struct {
        const char *feature;
        bool is_true;
    } features[] = {
        {"tableOfContents", true},
        {"readingOrder", true},
        {"structuralNavigation", true},
        {"displayTransformability", true},
        {"unlocked", true},
        {"alternativeText", findings->has_pictures && findings->has_all_alt},
        {"pageBreakMarkers", findings->has_pages},
        {"pageNavigation", findings->has_pages},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(features); i++) {
        if (features[i].is_true) {
            add_schema(metadata, "accessibilityFeature", features[i].feature);
        }
    }
}

static void add_modes(xmlNode *metadata, const Findings *findings) {
    add_schema(metadata, "accessMode", "textual");
    if (findings->has_pictures) {
        add_schema(metadata, "accessMode", "visual");
    }
    if (findings->has_all_alt) {
        add_schema(metadata, "accessModeSufficient", "textual");
    }
    if (findings->has_pictures) {
        add_schema(metadata, "accessModeSufficient", "textual,visual");
    }
}

/* Always there: Ace asks for it. */
static void add_summary(xmlNode *metadata, const Book *book, const Findings *findings) {
    Word word = !findings->has_all_alt   ? WORD_SUMMARY_NO_ALT
                : findings->has_pictures ? WORD_SUMMARY_TEXT
                                         : WORD_SUMMARY_NO_PICTURES;
    g_autofree char *number =
        g_strdup_printf("%" G_GSIZE_FORMAT, book->issue->count.pictures_without_alt);
    g_autofree char *summary = language_say(book->issue->language, word, number);
    add_schema(metadata, "accessibilitySummary", summary);
}

static void add_claim(xmlNode *metadata, const Book *book, const Findings *findings) {
    if (!findings->has_all_alt || findings->has_motion || !findings->has_language) {
        return;
    }
    xmlNode *claim = metadata_add_property(metadata, "dcterms:conformsTo", CONFORMANCE);
    markup_set(claim, "id", CONFORMANCE_ID);
    metadata_refine(metadata, CONFORMANCE_ID, "a11y:certifiedBy",
                    metadata_responsible(book->issue));
}

void metadata_add_accessibility(xmlNode *metadata, const Book *book) {
    Findings findings = find(book);
    add_modes(metadata, &findings);
    add_features(metadata, &findings);
    add_schema(metadata, "accessibilityHazard", findings.has_motion ? "unknown" : "none");
    add_summary(metadata, book, &findings);
    add_claim(metadata, book, &findings);
}
