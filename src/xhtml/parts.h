/* The parts that pages are put together from. */
#ifndef GALLEY_XHTML_PARTS_H
#define GALLEY_XHTML_PARTS_H

#include "xhtml/text.h"

/* An article's head: the line of ways (contents, previous, next), then section, kicker, headline,
 * deck, byline, place, date and reading minutes. */
void header_append_ways(const Page *page, const Article *article);
void header_append(Text *text, xmlNode *to);

/* The notes, at the end of their file (Apple and Kobo show only those as popups). */
void notes_append(Text *text, xmlNode *to);

/* The corrections of one article, a paragraph each. */
void corrections_append(const Page *page, xmlNode *to, const Article *article);

/* An article, as contents and section openers list it: kicker, title (a `heading`, "h2"
 * or "h3"), deck, byline and minutes. */
void entry_append(const Page *page, xmlNode *to, const Article *article, const char *heading);

/* The head of a page that is the paper's own: its name, its number and date, the page's title. */
void masthead_append(const Page *page, const char *title);
/* "Vol. 3 · No. 12 · 11 April 2026", a paragraph; nothing where the issue says none of it. */
void issue_line_append(const Page *page, xmlNode *to);

/* Is the picture one that the book holds? False for NULL. */
bool picture_is_in_book(const Asset *asset);
/* An img of it, with its alt text and its own size. */
xmlNode *picture_append(const Page *page, xmlNode *to, const Asset *asset, const char *alt);
/* The img of an article's tree. */
void picture_append_image(Text *text, xmlNode *to, const xmlNode *node);
/* What a stylesheet must know of a figure's picture, because it cannot measure: "wide" fills the
 * line, "tall" would fill more than the page if it did; NULL: a small one. */
const char *picture_shape(const Text *text, const xmlNode *figure);

/* A table in its box, and the parts in it that need a word: a head, if it says anything; a cell,
 * with its scope. */
void tables_append(Text *text, xmlNode *to, const xmlNode *node);
void tables_append_part(Text *text, xmlNode *to, const xmlNode *node);
void tables_append_cell(Text *text, xmlNode *to, const xmlNode *node);

/* A node of the tree that is no text, before it is written into `to`. A printed page that begins
 * with a block is marked before it, if a marker may stand there; else with the first text in it. */
void page_breaks_meet(Text *text, xmlNode *to, const xmlNode *node);
/* A text node, with the markers that belong before it and in it. */
void page_breaks_append_text(Text *text, xmlNode *to, const xmlNode *node);
/* Markers whose place was not met; at the end of the text. */
void page_breaks_append_last(Text *text, xmlNode *to);

#endif
