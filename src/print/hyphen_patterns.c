/* Patterns into the automaton of Aho and Corasick (1975): a tree of letters, and from each state
 * the longest end of what it stands for that is a state too. */
#include "print/hyphen_patterns.h"

#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FILE_BYTES (16 << 20)

/* A level while its states grow. */
typedef struct {
    HyphenDict *dict;
    int room;
} Level;

static int add_state(Level *level) {
    HyphenDict *dict = level->dict;
    if (dict->num_states == level->room) {
        level->room = level->room > 0 ? 2 * level->room : 1024;
        dict->states = g_renew(HyphenState, dict->states, level->room);
    }
    HyphenState *state = &dict->states[dict->num_states];
    memset(state, 0, sizeof *state);
    state->fallback_state = dict->num_states == 0 ? -1 : 0;
    return dict->num_states++;
}

static Level level_new(const char *charset) {
    Level level = {.dict = g_new0(HyphenDict, 1)};
    g_strlcpy(level.dict->cset, charset, sizeof level.dict->cset);
    level.dict->utf8 = strcmp(charset, "UTF-8") == 0;
    (void)add_state(&level);
    return level;
}

/* -1: the state has no way on with this letter. */
static int way_on(const HyphenDict *dict, int from, char letter) {
    const HyphenState *state = &dict->states[from];
    for (int i = 0; i < state->num_trans; i++) {
        if (state->trans[i].ch == letter) {
            return state->trans[i].new_state;
        }
    }
    return -1;
}

static int add_way(Level *level, int from, char letter) {
    int to = add_state(level);
    HyphenState *state = &level->dict->states[from];
    size_t count = (size_t)state->num_trans;
    if ((count & (count - 1)) == 0) { /* full at each power of two */
        state->trans = g_renew(HyphenTrans, state->trans, count > 0 ? 2 * count : 1);
    }
    state->trans[count] = (HyphenTrans){letter, to};
    state->num_trans++;
    return to;
}

/* "her1unter1": letters, and between them the digits, of which those that are left out are 0. */
static void add_pattern(Level *level, const char *line, size_t length) {
    g_autofree char *digits = g_malloc(length + 2);
    size_t letters = 0;
    int state = 0;
    digits[0] = '0';
    for (size_t i = 0; i < length; i++) {
        if (g_ascii_isdigit(line[i])) {
            digits[letters] = line[i];
            continue;
        }
        int next = way_on(level->dict, state, line[i]);
        state = next >= 0 ? next : add_way(level, state, line[i]);
        digits[++letters] = '0';
    }
    digits[letters + 1] = '\0';
    if (letters > 0) {
        const char *first = digits + strspn(digits, "0");
        g_free(level->dict->states[state].match);
        level->dict->states[state].match = g_strdup(first);
    }
}

/* "NOHYPHEN -,'": what keeps divisions away from it, in one string with its commas made ends. */
static void add_no_hyphen(HyphenDict *dict, const char *value, size_t length) {
    g_free(dict->nohyphen);
    dict->nohyphen = g_strndup(value, length);
    dict->nohyphenl = 0;
    for (char *at = dict->nohyphen; at != NULL && *at != '\0'; at++) {
        if (*at == ',' && at > dict->nohyphen) {
            *at = '\0';
            dict->nohyphenl++;
            at++;
        }
    }
}

static bool add_setting(HyphenDict *dict, const char *line, size_t length) {
    const struct {
        const char *name;
        char *value;
    } numbers[] = {{"LEFTHYPHENMIN", &dict->lhmin},
                   {"RIGHTHYPHENMIN", &dict->rhmin},
                   {"COMPOUNDLEFTHYPHENMIN", &dict->clhmin},
                   {"COMPOUNDRIGHTHYPHENMIN", &dict->crhmin}};
    g_autofree char *text = g_strndup(line, length);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (g_str_has_prefix(text, numbers[i].name)) {
            long number = strtol(text + strlen(numbers[i].name), NULL, 10);
            *numbers[i].value = (char)CLAMP(number, 0, 100);
            return true;
        }
    }
    if (g_str_has_prefix(text, "NOHYPHEN")) {
        const char *value = text + strlen("NOHYPHEN");
        value += strspn(value, " \t");
        if (*value != '\0') {
            add_no_hyphen(dict, value, strlen(value));
        }
        return true;
    }
    return false;
}

/* States in the order of their depth: what one stands for ends where its parent's end goes on. */
static void add_fallbacks(HyphenDict *dict) {
    g_autofree int *queue = g_new(int, (size_t)dict->num_states);
    int length = 1;
    queue[0] = 0;
    for (int i = 0; i < length; i++) {
        const HyphenState *state = &dict->states[queue[i]];
        for (int k = 0; k < state->num_trans; k++) {
            int child = state->trans[k].new_state;
            int end = state->fallback_state, next = -1;
            while (end >= 0 && (next = way_on(dict, end, state->trans[k].ch)) < 0) {
                end = dict->states[end].fallback_state;
            }
            dict->states[child].fallback_state = MAX(next, 0);
            queue[length++] = child;
        }
    }
}

/* A line of the file. False: only libhyphen understands it. */
static bool add_line(Level *level, const char *line, size_t length) {
    if (length == 0 || line[0] == '%' || line[0] == '#' || add_setting(level->dict, line, length)) {
        return true;
    }
    size_t word = 0;
    while (word < length && (unsigned char)line[word] > ' ') {
        if (line[word++] == '/') {
            return false;
        }
    }
    add_pattern(level, line, word);
    return true;
}

static HyphenDict *read_levels(const char *text, size_t length) {
    const char *end = text + length;
    const char *first_end = memchr(text, '\n', length);
    g_autofree char *charset =
        first_end != NULL ? g_strchomp(g_strndup(text, (gsize)(first_end - text))) : NULL;
    if (charset == NULL || strlen(charset) >= MAX_NAME) {
        return NULL;
    }
    Level level = level_new(charset);
    HyphenDict *first = level.dict;
    bool is_good = true;
    for (const char *at = first_end + 1; is_good && at < end;) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        line_end = line_end != NULL ? line_end : end;
        size_t line_length = (size_t)(line_end - at);
        while (line_length > 0 && (at[line_length - 1] == '\r' || at[line_length - 1] == ' ')) {
            line_length--;
        }
        if (line_length >= 9 && strncmp(at, "NEXTLEVEL", 9) == 0 && level.dict == first) {
            level = level_new(charset);
            first->nextlevel = level.dict;
        } else {
            is_good = add_line(&level, at, line_length);
        }
        at = line_end + 1;
    }
    if (!is_good || first->nextlevel == NULL) {
        hnj_hyphen_free(first);
        return NULL;
    }
    add_fallbacks(first);
    add_fallbacks(first->nextlevel);
    return first;
}

HyphenDict *hyphen_patterns_read(const char *path) {
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL) || length > MOST_FILE_BYTES ||
        memchr(text, '\0', length) != NULL) {
        return NULL;
    }
    return read_levels(text, length);
}
