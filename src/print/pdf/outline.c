/* Bookmarks in two levels, and labels by stretches of pages that are counted alike. */
#include "print/pdf/outline.h"

#include "print/pdf/syntax.h"

#include <string.h>

#define NO_ENTRY G_MAXUINT

static const OutlineEntry *entry_at(const GArray *outline, guint index) {
    return &g_array_index(outline, OutlineEntry, index);
}

/* The next entry of the same level under the same parent. */
static guint next_of(const GArray *outline, guint index) {
    unsigned level = entry_at(outline, index)->level;
    for (guint i = index + 1; i < outline->len && entry_at(outline, i)->level >= level; i++) {
        if (entry_at(outline, i)->level == level) {
            return i;
        }
    }
    return NO_ENTRY;
}

/* What hangs below an entry, which of them is last, and how many; `index` NO_ENTRY: the outline. */
static void add_children(GString *text, const GArray *outline, guint index,
                         const uint32_t *numbers) {
    guint first = index == NO_ENTRY ? 0 : index + 1, last = NO_ENTRY, count = 0;
    unsigned above = index == NO_ENTRY ? 0 : entry_at(outline, index)->level;
    if (first >= outline->len || entry_at(outline, first)->level <= above) {
        return;
    }
    unsigned level = entry_at(outline, first)->level;
    for (guint i = first; i < outline->len && entry_at(outline, i)->level > above; i++) {
        if (entry_at(outline, i)->level == level) {
            last = i;
            count++;
        }
    }
    /* Entries show their children when they are opened, the outline its own at once. */
    g_string_append_printf(text, "/First %u 0 R/Last %u 0 R/Count %s%u", numbers[first],
                           numbers[last], index == NO_ENTRY ? "" : "-", count);
}

/* Parents and the entry before, by one pass: `parents` and `before` are indices or NO_ENTRY. */
static void relate(const GArray *outline, guint *parents, guint *before) {
    guint open = NO_ENTRY; /* the last entry of the first level */
    for (guint i = 0; i < outline->len; i++) {
        bool is_top = entry_at(outline, i)->level <= 1 || open == NO_ENTRY;
        parents[i] = is_top ? NO_ENTRY : open;
        before[i] = NO_ENTRY;
        open = is_top ? i : open;
    }
    for (guint i = 0; i < outline->len; i++) {
        guint next = next_of(outline, i);
        if (next != NO_ENTRY && parents[next] == parents[i]) {
            before[next] = i;
        }
    }
}

typedef struct {
    PdfFile *file;
    const PdfPlaces *places;
    const GArray *outline, *pages;
    uint32_t *numbers;
    guint *parents, *before;
    uint32_t root;
} Outline;

static void write_entry(const Outline *outline, guint i) {
    const OutlineEntry *entry = entry_at(outline->outline, i);
    const GArray *pages = outline->pages;
    guint parent = outline->parents[i], next = next_of(outline->outline, i);
    uint32_t page = g_array_index(pages, uint32_t, MIN(entry->position, pages->len - 1));
    g_autoptr(GString) text = g_string_new("<</Title");
    pdf_add_words(text, entry->text, strlen(entry->text));
    g_string_append_printf(text, "/Parent %u 0 R",
                           parent == NO_ENTRY ? outline->root : outline->numbers[parent]);
    if (outline->before[i] != NO_ENTRY) {
        g_string_append_printf(text, "/Prev %u 0 R", outline->numbers[outline->before[i]]);
    }
    if (next != NO_ENTRY && outline->before[next] == i) {
        g_string_append_printf(text, "/Next %u 0 R", outline->numbers[next]);
    }
    g_string_append(text, "/Dest");
    pdf_places_add_destination(outline->places, text, entry->target_id, page);
    add_children(text, outline->outline, i, outline->numbers);
    g_string_append(text, ">>");
    pdf_file_add(outline->file, outline->numbers[i], text->str, text->len);
}

uint32_t pdf_write_outline(PdfFile *file, const PdfPlaces *places, const GArray *outline,
                           const GArray *pages) {
    if (outline->len == 0 || pages->len == 0) {
        return 0;
    }
    g_autofree uint32_t *numbers = g_new(uint32_t, outline->len);
    g_autofree guint *parents = g_new(guint, outline->len), *before = g_new(guint, outline->len);
    Outline work = {file, places, outline, pages, numbers, parents, before, pdf_file_reserve(file)};
    for (guint i = 0; i < outline->len; i++) {
        numbers[i] = pdf_file_reserve(file);
    }
    relate(outline, parents, before);
    for (guint i = 0; i < outline->len; i++) {
        write_entry(&work, i);
    }
    g_autoptr(GString) text = g_string_new("<</Type/Outlines");
    add_children(text, outline, NO_ENTRY, numbers);
    g_string_append(text, ">>");
    pdf_file_add(file, work.root, text->str, text->len);
    return work.root;
}

/* A folio as counted: style 'D' or 'r' and a number, or 0 and none. */
typedef struct {
    char style;
    int64_t number;
    const char *words; /* what cannot be counted */
} Label;

static int64_t roman_number(const char *folio) {
    static const struct {
        char letter;
        int value;
    } letters[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}, {'d', 500}, {'m', 1000}};
    int64_t number = 0, before = 0;
    for (const char *c = folio + strlen(folio); c > folio; c--) {
        int64_t value = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
            value = letters[i].letter == c[-1] ? letters[i].value : value;
        }
        if (value == 0) {
            return 0;
        }
        number += value < before ? -value : value;
        before = MAX(before, value);
    }
    return number;
}

static Label label_of(const char *folio) {
    if (folio == NULL || folio[0] == '\0') {
        return (Label){0, 0, NULL};
    }
    size_t length = strlen(folio);
    if (length < 7 && strspn(folio, "0123456789") == length && folio[0] != '0') {
        return (Label){'D', g_ascii_strtoll(folio, NULL, 10), NULL};
    }
    int64_t roman = length < 16 ? roman_number(folio) : 0;
    return roman > 0 ? (Label){'r', roman, NULL} : (Label){0, 0, folio};
}

/* Pages that show no folio are counted with their neighbours: with those after, else with those
 * before. */
static void count_silent_pages(Label *labels, guint count) {
    for (guint i = count; i > 1; i--) {
        Label *silent = &labels[i - 2], after = labels[i - 1];
        if (silent->style == 0 && silent->words == NULL && after.style == 'D' && after.number > 1) {
            *silent = (Label){'D', after.number - 1, NULL};
        }
    }
    for (guint i = 1; i < count; i++) {
        Label *silent = &labels[i], before = labels[i - 1];
        if (silent->style == 0 && silent->words == NULL && before.style == 'D') {
            *silent = (Label){'D', before.number + 1, NULL};
        }
    }
}

static void add_label(GString *text, guint position, const Label *label) {
    pdf_add_integer(text, position);
    g_string_append(text, "<<");
    if (label->style != 0) {
        g_string_append_printf(text, "/S/%c/St %" G_GINT64_FORMAT, label->style, label->number);
    } else if (label->words != NULL) {
        g_string_append(text, "/P");
        pdf_add_words(text, label->words, strlen(label->words));
    }
    g_string_append(text, ">>");
}

uint32_t pdf_write_page_labels(PdfFile *file, const GPtrArray *folios) {
    g_autofree Label *labels = g_new0(Label, folios->len + 1);
    for (guint i = 0; i < folios->len; i++) {
        labels[i] = label_of(folios->pdata[i]);
    }
    count_silent_pages(labels, folios->len);
    g_autoptr(GString) text = g_string_new("<</Nums[");
    for (guint i = 0; i < folios->len; i++) {
        bool goes_on = i > 0 && labels[i].style != 0 && labels[i].style == labels[i - 1].style &&
                       labels[i].number == labels[i - 1].number + 1;
        if (!goes_on) {
            add_label(text, i, &labels[i]);
        }
    }
    if (folios->len == 0) {
        add_label(text, 0, &labels[0]);
    }
    g_string_append(text, "]>>");
    uint32_t number = pdf_file_reserve(file);
    pdf_file_add(file, number, text->str, text->len);
    return number;
}
