/* Fields (ECMA-376 part 1, 17.16): their result is text, their instruction is none. Links that are
 * fields become links, generated contents are left out. */
#include "read/word.h"

#include <string.h>

enum { LONGEST_INSTRUCTION_BYTES = 8192 };

/* The next word of an instruction, without its quotation marks; NULL: there is none. */
static char *next_word(const char **at) {
    const char *p = *at + strspn(*at, " \t\r\n");
    if (*p == '\0') {
        return NULL;
    }
    bool is_quoted = *p == '"';
    p += is_quoted;
    size_t length = strcspn(p, is_quoted ? "\"" : " \t\r\n");
    *at = p + length + (is_quoted && p[length] == '"');
    return g_strndup(p, length);
}

static FieldKind kind_of(const char *name) {
    static const struct {
        const char *name;
        FieldKind kind;
    } rows[] = {{"HYPERLINK", FIELD_LINK},
                {"REF", FIELD_LINK},
                {"TOC", FIELD_CONTENTS},
                {"TOA", FIELD_CONTENTS},
                {"SEQ", FIELD_SEQUENCE}};
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(rows); i++) {
        if (g_ascii_strcasecmp(rows[i].name, name) == 0) {
            return rows[i].kind;
        }
    }
    return FIELD_OTHER;
}

/* HYPERLINK "address" \l "place"; REF place \h. Each is NULL where it is not said. */
typedef struct {
    char *address, *place;
} Destination;

static Destination read_destination(const char *instruction) {
    Destination found = {NULL, NULL};
    const char *at = instruction;
    g_autofree char *name = next_word(&at);
    bool is_reference = g_ascii_strcasecmp(name ? name : "", "REF") == 0;
    bool is_linked = !is_reference;
    for (char *text = next_word(&at); text != NULL; text = next_word(&at)) {
        if (strcmp(text, "\\l") == 0 && !is_reference) {
            g_free(found.place);
            found.place = next_word(&at);
        } else if (strcmp(text, "\\o") == 0 || strcmp(text, "\\t") == 0) {
            g_free(next_word(&at)); /* what is shown beside the pointer */
        } else if (strcmp(text, "\\h") == 0) {
            is_linked = true;
        } else if (text[0] != '\\') {
            char **into = is_reference ? &found.place : &found.address;
            g_free(*into);
            *into = g_strdup(text);
        }
        g_free(text);
    }
    if (!is_linked) {
        g_clear_pointer(&found.place, g_free);
    }
    return found;
}

char *word_field_place(const char *instruction) {
    const char *at = instruction;
    g_autofree char *name = next_word(&at);
    if (kind_of(name) != FIELD_LINK) {
        return NULL;
    }
    Destination to = read_destination(instruction);
    bool is_inside = to.address == NULL || *to.address == '\0';
    g_free(to.address);
    if (!is_inside) {
        g_clear_pointer(&to.place, g_free);
    }
    return to.place;
}

/* "#id" of a place in this text. */
static const char *link_to_place(WordDocument *word, const char *name) {
    g_autofree char *href = g_strconcat("#", office_place_id(&word->file, name), NULL);
    return manuscript_keep(word->file.manuscript, href);
}

static const char *make_link(WordDocument *word, const char *address, const char *place) {
    if (address == NULL || *address == '\0') {
        bool is_place =
            place != NULL && *place != '\0' && g_hash_table_contains(word->places, place);
        return is_place ? link_to_place(word, place) : NULL;
    }
    g_autofree char *whole = place != NULL && *place != '\0' && strchr(address, '#') == NULL
                                 ? g_strconcat(address, "#", place, NULL)
                                 : g_strdup(address);
    return office_link(&word->file, whole);
}

const WordTarget *word_target(const WordDocument *word, const char *id) {
    return id != NULL && word->part->targets != NULL ? g_hash_table_lookup(word->part->targets, id)
                                                     : NULL;
}

const char *word_hyperlink(WordDocument *word, const XmlItem *item) {
    const XmlPart *xml = word->part->xml;
    const WordTarget *target = word_target(word, xml_get(xml, item, NAME_R_ID));
    const char *place = xml_get(xml, item, NAME_W_ANCHOR);
    return make_link(word, target != NULL && target->is_external ? target->target : NULL, place);
}

/* Opening and closing */

static void understand(WordDocument *word, WordField *field) {
    const char *at = field->instruction->str;
    g_autofree char *name = next_word(&at);
    field->kind = kind_of(name);
    if (field->kind == FIELD_LINK) {
        Destination to = read_destination(field->instruction->str);
        const char *href = make_link(word, to.address, to.place);
        word->href = href != NULL ? href : word->href;
        g_free(to.address);
        g_free(to.place);
    }
    word->contents += field->kind == FIELD_CONTENTS;
    word->has_sequence |= field->kind == FIELD_SEQUENCE;
}

static void begin(WordDocument *word) {
    WordField field = {.instruction = g_string_new(NULL), .href_before = word->href};
    g_array_append_val(word->fields, field);
    word->instructions++;
}

static WordField *innermost(const WordDocument *word) {
    return word->fields->len > 0 ? &g_array_index(word->fields, WordField, word->fields->len - 1)
                                 : NULL;
}

static void separate(WordDocument *word) {
    WordField *field = innermost(word);
    if (field != NULL && !field->is_result) {
        field->is_result = true;
        word->instructions--;
        understand(word, field);
    }
}

void word_field_leave(WordDocument *word) {
    WordField *field = innermost(word);
    if (field == NULL) {
        return;
    }
    if (!field->is_result) {
        word->instructions--;
    }
    word->contents -= field->is_result && field->kind == FIELD_CONTENTS;
    word->href = field->href_before;
    g_string_free(field->instruction, TRUE);
    g_array_set_size(word->fields, word->fields->len - 1);
}

void word_fields_clear(WordDocument *word) {
    while (word->fields->len > 0) {
        word_field_leave(word);
    }
}

void word_field_mark(WordDocument *word, const XmlItem *item) {
    const char *type = xml_get(word->part->xml, item, NAME_W_FLD_CHAR_TYPE);
    if (g_strcmp0(type, "begin") == 0) {
        begin(word);
    } else if (g_strcmp0(type, "separate") == 0) {
        separate(word);
    } else if (g_strcmp0(type, "end") == 0) {
        word_field_leave(word);
    }
}

void word_field_instruction(WordDocument *word, const XmlItem *item) {
    WordField *field = innermost(word);
    g_autofree char *text = xml_text_of(word->part->xml, item);
    if (field != NULL && !field->is_result &&
        field->instruction->len + strlen(text) < LONGEST_INSTRUCTION_BYTES) {
        g_string_append(field->instruction, text);
    }
}

void word_field_enter_simple(WordDocument *word, const char *instruction) {
    begin(word);
    g_string_append(innermost(word)->instruction, instruction != NULL ? instruction : "");
    separate(word);
}
