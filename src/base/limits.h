/* Every bound that Galley puts on what it reads, by name. Input is hostile until it has been held
 * against one of these; a bound that is hit is a diagnostic, never a silent cut. */
#ifndef GALLEY_BASE_LIMITS_H
#define GALLEY_BASE_LIMITS_H

enum {
    LIMIT_ARTICLE_BYTES = 8 * 1024 * 1024,
    LIMIT_CONFIGURATION_BYTES = 64 * 1024, /* front matter, sidecar, publication, issue, theme */
    LIMIT_YAML_DEPTH = 16,
    LIMIT_COMBINING_MARKS = 30, /* on one letter, for them to be put in order (Unicode's UAX #15) */
    LIMIT_YAML_VALUES = 20000,
    LIMIT_PICTURE_BYTES = 256 * 1024 * 1024,
    LIMIT_SVG_BYTES = 4 * 1024 * 1024,
    LIMIT_SVG_ATTRIBUTES = 200, /* of one element */
    LIMIT_SVG_NAMESPACES = 500, /* in scope at once */
    LIMIT_SVG_DRAWN = 1000000,  /* elements drawn, each <use> counted as what it draws */
    LIMIT_SVG_USE_DEPTH = 16,   /* <use> within <use> */
    LIMIT_STYLESHEET_BYTES = 1024 * 1024,
    LIMIT_PRINT_SELECTORS = 8000, /* of all print.css of a theme */
    LIMIT_PRINT_SELECTOR_STEPS = 16,
    LIMIT_PRINT_DECLARATIONS = 20000,
    LIMIT_FONT_BYTES = 32 * 1024 * 1024,
    LIMIT_DIGEST_BYTES = 4 * 1024 * 1024, /* of an input: a larger one is known by its stamp */
    LIMIT_STATE_BYTES = 64 * 1024 * 1024, /* what is remembered of one book */
    LIMIT_DIRECTORY_DEPTH = 8,
    LIMIT_DIRECTORY_FILES = 20000,
    LIMIT_PATH_BYTES = 1024,
    LIMIT_TREE_DEPTH = 256,       /* elements within elements, in any tree */
    LIMIT_HTML_OPEN_DEPTH = 256,  /* elements HTML5 does not close by itself */
    LIMIT_HTML_ELEMENTS = 400000, /* that a fragment may come to, formatting built again counted */
    LIMIT_PAGE_ELEMENTS = 150000, /* the same of a whole page, whose array comes besides */
    LIMIT_HTML_ATTRIBUTE_BYTES =
        1024, /* of one tag, without the values; gumbo compares each with each */
    LIMIT_TABLE_COLUMNS = 64,
    LIMIT_TABLE_CELLS = 20000,
    LIMIT_MARKDOWN_OPENERS =
        2000, /* "![", and "<?" or "<!", that make cmark slow; in one article */
    LIMIT_MARKDOWN_LINE_BYTES = 1024 * 1024,
    LIMIT_MARKDOWN_STROKES = 1000,                 /* `|` in one line */
    LIMIT_MARKDOWN_SCAN_BYTES = 128 * 1024 * 1024, /* that cmark would read again or copy */
    LIMIT_SPLIT_ARTICLES = 3000,                   /* that one file is divided into */
    LIMIT_TEXT_BLOCKS = 60000, /* paragraphs, headings, rules of one plain text */
    LIMIT_PRINT_PAGES = 20000,
    LIMIT_PRINT_BRIEFS_TOGETHER = 64,      /* short articles that are made up as one block */
    LIMIT_PARAGRAPH_BYTES = 64 * 1024,     /* that are shaped and broken into lines at once */
    LIMIT_PROFILE_BYTES = 8 * 1024 * 1024, /* an ICC profile that an editor names */
    LIMIT_PICTURE_SIDE_PX = 100000,
    LIMIT_PICTURE_PARTS = 100000,    /* segments, chunks, blocks of one file */
    LIMIT_PICTURE_MEGAPIXELS = 100,  /* that are decoded, of all frames together */
    LIMIT_SHRUNK_MEGAPIXELS = 250,   /* where the decoder makes fewer of them: baseline JPEG */
    LIMIT_ANIMATION_MEGAPIXELS = 40, /* of all frames of an animation that is made anew */
    LIMIT_PICTURE_FRAMES = 500,      /* of an animation that is made anew */
    LIMIT_PRINT_MEGAPIXELS = 40,     /* of a picture that is made for print */
    LIMIT_WORKER_MEGABYTES = 1536,   /* that the pictures' worker may map */
    LIMIT_WORKER_SECONDS = 30,       /* for one picture, and as many of the processor */
    LIMIT_WORKER_ANSWER_BYTES = 64 * 1024 * 1024, /* one rendition */
    LIMIT_WORKER_WORDS_BYTES = 256 * 1024,        /* all of a request that is no picture */
    LIMIT_ARCHIVE_PARTS = 60000,
    LIMIT_ARCHIVE_DIRECTORY_BYTES = 16 * 1024 * 1024, /* the list of its parts */
    LIMIT_ARCHIVE_PART_BYTES = 256 * 1024 * 1024,
    LIMIT_ARCHIVE_RATIO = 200, /* unfolded bytes to stored bytes, past the first megabyte */
    LIMIT_OFFICE_BYTES = 128 * 1024 * 1024,          /* a Word or OpenDocument file */
    LIMIT_OFFICE_XML_BYTES = 64 * 1024 * 1024,       /* one part of it that is XML */
    LIMIT_OFFICE_ITEMS = 4000000,                    /* elements and texts of such a part */
    LIMIT_OFFICE_PICTURES_BYTES = 128 * 1024 * 1024, /* all of its pictures, unfolded */
    LIMIT_EXPORT_BYTES = 64 * 1024 * 1024,           /* a WordPress export */
    LIMIT_EXPORT_ITEMS = 200000,
    LIMIT_BOOK_MEGABYTES = 2048,               /* all parts of a book that is checked, unfolded */
    LIMIT_BOOK_XML_BYTES = 32 * 1024 * 1024,   /* one part of it that is XML or CSS */
    LIMIT_BOOK_TEXT_BYTES = 256 * 1024 * 1024, /* all of those parts */
    LIMIT_BOOK_LINKS = 1000000,                /* ids, and links to ids, that are remembered */
    LIMIT_BOOK_PARAGRAPHS = 1000000,           /* of a book that is compared with another */
    LIMIT_BOOK_FINDINGS = 200,                 /* what is said about one book */
    LIMIT_XML_ATTRIBUTES = 1000,               /* of one element; libxml2 compares each with each */
    LIMIT_XML_NAMESPACES = 1000,               /* declared by the elements that are open */
    LIMIT_XML_DECLARATIONS = 32,               /* before the root, of anything */
    LIMIT_PARTS_AHEAD = 64,                    /* parts of a book made before they are written */
    LIMIT_AHEAD_BYTES = 32 * 1024 * 1024,
    LIMIT_JOBS = 64,
    LIMIT_TITLE_CHARACTERS = 1000,
    LIMIT_DIAGNOSTICS_PER_CODE = 200, /* of one code in one file; the rest are counted */
};

#endif
