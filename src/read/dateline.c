/* Datelines, read token by token: words of a place, numbers and a month, an agency between signs,
 * and what ends it all. Anything else, and it is the beginning of a sentence. */
#include "read/dateline.h"

#include "base/text.h"
#include "read/month_words.h"

#include <string.h>

enum {
    LONGEST_BYTES = 180,    /* of a dateline */
    LONGEST_LINE = 90,      /* characters of one that stands alone */
    MOST_PLACE_WORDS = 8,   /* "San Pedro de Macorís (República Dominicana)" */
    MOST_LIKELY_WORDS = 4,  /* where nothing but a dash says that it is one */
    LEAST_REST_BYTES = 8,   /* of the report after it */
    CASE_SAMPLE_BYTES = 60, /* of that report: has it small letters? */
};

typedef struct {
    const char *text;
    size_t length;        /* of the part that is looked at */
    size_t at;            /* what is read */
    size_t end;           /* of what says something */
    Dateline found;       /* day, month, year */
    unsigned place_words; /* with a capital, or of a script without */
    bool has_small;       /* a word of the place has small letters */
    bool has_large;       /* a word of the place is in capitals */
    bool has_agency;
    bool has_digit; /* anywhere in the part */
    bool is_strong; /* the sign that ended it ends nothing but datelines */
} Scan;

static gunichar char_at(const Scan *scan, size_t at) {
    return at < scan->length ? g_utf8_get_char(scan->text + at) : 0;
}

static size_t after(const Scan *scan, size_t at) {
    return (size_t)(g_utf8_next_char(scan->text + at) - scan->text);
}

static bool is_word_char(gunichar c) {
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

static bool is_apostrophe(gunichar c) {
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}

static bool is_space(gunichar c) {
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x3000 || c == 0x200F ||
           c == 0x200E;
}

static void skip_spaces(Scan *scan) {
    while (is_space(char_at(scan, scan->at))) {
        scan->at = after(scan, scan->at);
    }
}

static bool is_one_of(const char *word, size_t length, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == length && g_ascii_strncasecmp(word, words[i], length) == 0) {
            return true;
        }
    }
    return false;
}

/* Numbers */

static bool set_number(Scan *scan, unsigned number, size_t digits) {
    if (digits == 4 && number >= 1500 && number < 2200 && scan->found.year == 0) {
        scan->found.year = (int)number;
        return true;
    }
    if (digits <= 2 && number >= 1 && number <= 31 && scan->found.day == 0) {
        scan->found.day = number;
        return true;
    }
    return false;
}

static unsigned read_digits(Scan *scan, size_t *digits) {
    unsigned number = 0;
    *digits = 0;
    for (int value = 0; *digits < 5; ++*digits) {
        value = g_unichar_digit_value(char_at(scan, scan->at));
        if (value < 0) {
            break;
        }
        number = number * 10 + (unsigned)value;
        scan->at = after(scan, scan->at);
    }
    return number;
}

/* "6月23日", "2023년 6월 23일": true if the number has the sign of its unit after it. */
static bool take_unit(Scan *scan, unsigned number) {
    static const char *const units[3][2] = {{"年", "년"}, {"月", "월"}, {"日", "일"}};
    const char *at = scan->text + scan->at;
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < 2; k++) {
            if (strncmp(at, units[i][k], strlen(units[i][k])) == 0) {
                scan->at += strlen(units[i][k]);
                scan->found.year = i == 0 ? (int)number : scan->found.year;
                scan->found.month = i == 1 ? number : scan->found.month;
                scan->found.day = i == 2 ? number : scan->found.day;
                return true;
            }
        }
    }
    return false;
}

/* "23.06.2023", "2023-06-23", "6/23/2023": the numbers after the first one. */
static bool take_numeric_date(Scan *scan, unsigned first, size_t first_digits) {
    Scan ahead = *scan;
    unsigned numbers[3] = {first};
    size_t digits = 0;
    gunichar divider = char_at(scan, scan->at);
    if (divider != '.' && divider != '/' && divider != '-') {
        return false;
    }
    for (size_t i = 1; i < 3; i++) {
        if (char_at(&ahead, ahead.at) != divider) {
            return false;
        }
        ahead.at++;
        numbers[i] = read_digits(&ahead, &digits);
        if (digits == 0) {
            return false;
        }
    }
    char written[40];
    g_snprintf(written, sizeof written, first_digits == 4 ? "%04u-%02u-%02u" : "%u%c%u%c%04u",
               numbers[0], first_digits == 4 ? numbers[1] : (unsigned)divider,
               first_digits == 4 ? numbers[2] : numbers[1], (int)divider, numbers[2]);
    Date date = {0};
    if (!date_parse(written, &date) || date.day == 0) {
        return false;
    }
    scan->at = ahead.at;
    scan->found.year = date.year;
    scan->found.month = date.month;
    scan->found.day = date.day;
    return true;
}

/* "23rd", "1er", "23.", "21-23": what a day may have after it. */
static void skip_ordinal(Scan *scan) {
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "º", "ª", "°", "."};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i]);
        gunichar next = char_at(scan, MIN(scan->at + length, scan->length));
        bool is_dash = next == '-' || next == 0x2014 || next == 0x2013;
        if (strncmp(scan->text + scan->at, endings[i], length) == 0 && !is_word_char(next) &&
            !(is_dash && endings[i][0] == '.')) {
            scan->at += length;
            return;
        }
    }
    gunichar dash = char_at(scan, scan->at);
    if (dash == '-' || dash == 0x2013) {
        Scan ahead = *scan;
        ahead.at = after(scan, scan->at);
        size_t digits = 0;
        unsigned to = read_digits(&ahead, &digits);
        if (digits > 0 && digits <= 2 && to <= 31) {
            scan->at = ahead.at;
        }
    }
}

static bool take_number(Scan *scan) {
    size_t digits = 0;
    unsigned number = read_digits(scan, &digits);
    if (digits > 0 && (take_unit(scan, number) || take_numeric_date(scan, number, digits))) {
        scan->end = scan->at;
        return true;
    }
    if (!set_number(scan, number, digits)) {
        return false;
    }
    skip_ordinal(scan);
    scan->end = scan->at;
    return true;
}

/* Words */

static size_t word_end(const Scan *scan) {
    size_t at = scan->at;
    for (;;) {
        gunichar c = char_at(scan, at);
        bool joins =
            is_apostrophe(c) || c == '-' || c == 0x2010 || c == 0x2011 || c == 0xB7 || c == '/';
        if (is_word_char(c) ||
            (joins && at > scan->at && is_word_char(char_at(scan, after(scan, at))))) {
            at = after(scan, at);
        } else {
            return at;
        }
    }
}

/* A number, perhaps with "de", "of" or a point between. */
static bool number_follows(const Scan *scan, size_t at) {
    Scan ahead = *scan;
    ahead.at = at;
    skip_spaces(&ahead);
    if (char_at(&ahead, ahead.at) == '.') {
        ahead.at++;
        skip_spaces(&ahead);
    }
    size_t digits = 0;
    unsigned number = read_digits(&ahead, &digits);
    return digits == 4 || (digits > 0 && digits < 3 && number <= 31);
}

/* Small words that stand in places and dates. */
static bool is_glue(const char *word, size_t length) {
    static const char *const words[] = {
        "de", "del", "la",  "las", "los", "el",  "al",  "da",  "do",  "dos", "das",  "di",
        "du", "des", "of",  "the", "am",  "an",  "der", "den", "im",  "ob",  "upon", "sur",
        "le", "les", "lès", "en",  "aux", "van", "aan", "zee", "bei", "d",   "st",   "nd",
        "rd", "th",  "er",  "e",   "i",   "y",   "na",  "nad", "на",  "г",   "года", "року",
    };
    return is_one_of(word, length, words, G_N_ELEMENTS(words));
}

static void note_case(Scan *scan, size_t start, size_t end) {
    unsigned large = 0;
    unsigned small = 0;
    for (size_t at = start; at < end; at = after(scan, at)) {
        gunichar c = char_at(scan, at);
        large += g_unichar_isupper(c);
        small += text_is_small(c);
    }
    scan->has_large |= large >= 2 && small == 0;
    scan->has_small |= small > 0;
}

/* "电", "讯": what Chinese wires end a dateline with. */
static bool is_wire_sign(gunichar c) {
    return c == 0x7535 || c == 0x96FB || c == 0x8BAF || c == 0x8A0A;
}

static bool take_word(Scan *scan) {
    size_t end = word_end(scan);
    const char *word = scan->text + scan->at;
    size_t length = end - scan->at;
    bool is_after_day = scan->found.day != 0;
    bool is_month_here =
        scan->has_digit && scan->found.month == 0 && (is_after_day || number_follows(scan, end));
    unsigned month = is_month_here ? month_of_word(word, length) : 0;
    gunichar first = char_at(scan, scan->at);
    scan->at = end;
    if (month != 0) {
        scan->found.month = month;
        if (char_at(scan, end) == '.' && char_at(scan, MIN(end + 1, scan->length)) != '-') {
            scan->at++;
        }
        scan->end = scan->at;
        return true;
    }
    if (text_is_small(first)) {
        bool is_known = is_glue(word, length) || number_follows(scan, end);
        return is_known && (scan->place_words > 0 || scan->found.day != 0 || scan->has_digit);
    }
    note_case(scan, (size_t)(word - scan->text), end);
    scan->end = end;
    return ++scan->place_words <= MOST_PLACE_WORDS;
}

/* "(Reuters)", "/TASS/", "[AFP]". */
static bool take_agency(Scan *scan, gunichar close) {
    enum { LONGEST_AGENCY = 60 };
    size_t at = after(scan, scan->at);
    size_t start = at;
    for (; at < scan->length && at - start < LONGEST_AGENCY; at = after(scan, at)) {
        gunichar c = char_at(scan, at);
        if (c == close) {
            scan->has_agency |= at > start;
            scan->at = after(scan, at);
            scan->end = scan->at;
            return at > start;
        }
        if (c == '.' || c == ';' || c == '!' || c == '?') {
            return false;
        }
    }
    return false;
}

/* Ends */

/* The length of the dash at the place; 0: none. Which of them may only end a dateline is noted. */
static size_t dash_length(Scan *scan) {
    gunichar c = char_at(scan, scan->at);
    bool had_space =
        scan->at > 0 && is_space(g_utf8_get_char(g_utf8_prev_char(scan->text + scan->at)));
    scan->is_strong = true;
    if (c == 0x2014 || c == 0x2013 || c == 0x2015 || c == 0x2212 || c == 0x2500) {
        size_t end = after(scan, scan->at);
        while (char_at(scan, end) == c) {
            end = after(scan, end);
        }
        return end - scan->at;
    }
    if (c == '-' || c == '_') {
        size_t count = strspn(scan->text + scan->at, c == '-' ? "-" : "_");
        bool has_space = had_space || is_space(char_at(scan, scan->at + count));
        scan->is_strong = count > 1 || (scan->at > 0 && scan->text[scan->at - 1] == '.');
        return count > 1 || has_space ? count : 0;
    }
    bool has_fact = scan->has_agency || (scan->found.day != 0 && scan->found.month != 0);
    if ((c == '=' || c == 0xFF1D || c == ':' || c == 0xFF1A || c == 0x3011 || c == '|') &&
        has_fact && scan->place_words > 0) {
        return after(scan, scan->at) - scan->at;
    }
    return 0;
}

/* An agency between signs, a sign that divides, a point: what may stand between words. */
static bool take_sign(Scan *scan, gunichar c) {
    static const struct {
        gunichar open, close;
    } pairs[] = {{'(', ')'}, {0xFF08, 0xFF09}, {'/', '/'}, {'[', ']'}, {0x3014, 0x3015}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (c == pairs[i].open) {
            return take_agency(scan, pairs[i].close);
        }
    }
    bool is_divider = c == ',' || c == 0x060C || c == 0xFF0C || c == 0x3001 || c == 0x30FB;
    bool is_point = c == '.' && (scan->place_words > 0 || scan->found.day != 0);
    if (!is_divider && !is_point) {
        return false;
    }
    scan->at = after(scan, scan->at);
    return true;
}

typedef enum { END_NONE, END_OF_DATELINE, END_OF_TEXT } End;

/* Reports that have no dash: "लीमा, 23 जून (भाषा) …", "新华社北京6月23日电 …". */
static bool ends_without_dash(const Scan *scan) {
    bool has_day = scan->found.day != 0 && scan->found.month != 0;
    if (!has_day || scan->place_words == 0) {
        return false;
    }
    return is_wire_sign(char_at(scan, scan->at)) || (scan->has_agency && scan->end == scan->at);
}

static End scan_tokens(Scan *scan, bool is_whole) {
    for (;;) {
        if (ends_without_dash(scan)) {
            scan->is_strong = true;
            gunichar c = char_at(scan, scan->at);
            scan->at = is_wire_sign(c) ? after(scan, scan->at) : scan->at;
            scan->end = scan->at;
            scan->at += char_at(scan, scan->at) == '.';
            return END_OF_DATELINE;
        }
        skip_spaces(scan);
        if (scan->at >= scan->length) {
            return is_whole ? END_OF_TEXT : END_NONE;
        }
        size_t dash = scan->end > 0 ? dash_length(scan) : 0;
        if (dash > 0) {
            scan->at += dash;
            return END_OF_DATELINE;
        }
        gunichar c = char_at(scan, scan->at);
        bool is_read = g_unichar_isdigit(c)   ? take_number(scan)
                       : g_unichar_isalpha(c) ? take_word(scan)
                                              : take_sign(scan, c);
        if (!is_read) {
            return END_NONE;
        }
    }
}

/* Judging */

/* Words that stand in capitals before a dash without being places. */
static bool is_label(const Scan *scan) {
    static const char *const labels[] = {"NOTE",      "WARNING", "UPDATE", "CORRECTION", "NB",
                                         "EDITORIAL", "OPINION", "PHOTO",  "CAPTION",    "FOTO",
                                         "ANALYSIS",  "FACTBOX", "NOTA",   "BREAKING",   "PS",
                                         "TIMELINE",  "POLL",    "WRAPUP", "INTERVIEW",  "ED",
                                         "CHAPTER",   "PART",    "Q",      "A",          "AVISO"};
    size_t length = 0;
    while (length < scan->length && is_word_char(char_at(scan, length))) {
        length = after(scan, length);
    }
    return is_one_of(scan->text, length, labels, G_N_ELEMENTS(labels));
}

/* Does running text follow? After a headline's dash stand capitals again, or next to nothing. */
static bool text_follows(const char *rest, size_t length, bool is_large) {
    if (length < LEAST_REST_BYTES) {
        return false;
    }
    size_t sample = MIN(length, CASE_SAMPLE_BYTES);
    bool has_cased = false;
    for (size_t at = 0; at < sample; at = (size_t)(g_utf8_next_char(rest + at) - rest)) {
        gunichar c = g_utf8_get_char(rest + at);
        if (text_is_small(c)) {
            return true;
        }
        has_cased |= g_unichar_isupper(c);
    }
    return !has_cased || !is_large;
}

static DatelineStrength judge(const Scan *scan) {
    bool has_day = scan->found.day != 0 && scan->found.month != 0;
    if (scan->place_words == 0) {
        return has_day && scan->is_strong ? DATELINE_DAY
               : scan->has_agency         ? DATELINE_LIKELY
                                          : DATELINE_NONE;
    }
    if (has_day || scan->has_agency) {
        return DATELINE_SURE;
    }
    if (scan->found.day != 0 || scan->found.year != 0 || is_label(scan)) {
        return DATELINE_NONE;
    }
    if (scan->has_large && scan->place_words <= MOST_LIKELY_WORDS) {
        return DATELINE_SURE;
    }
    bool is_likely = scan->is_strong && scan->has_small && scan->place_words <= MOST_LIKELY_WORDS;
    return is_likely ? DATELINE_LIKELY : DATELINE_NONE;
}

static bool may_begin(gunichar c) {
    return g_unichar_isdigit(c) || (g_unichar_isalpha(c) && !text_is_small(c)) || c == '(' ||
           c == 0xFF08 || c == '[' || c == 0x3014;
}

/* "【リマ共同】": what stands between these brackets at a report's start. */
static bool find_bracketed(const char *text, size_t length, Dateline *found) {
    enum { LONGEST_BRACKETED = 90 };
    static const char open[] = "【";
    static const char close[] = "】";
    if (length < sizeof open || strncmp(text, open, strlen(open)) != 0) {
        return false;
    }
    const char *end = g_strstr_len(text, (gssize)MIN(length, LONGEST_BRACKETED), close);
    if (end == NULL || length - (size_t)(end - text) < strlen(close) + LEAST_REST_BYTES) {
        return false;
    }
    found->strength = DATELINE_SURE;
    found->length_bytes = found->whole_bytes = (size_t)(end - text) + strlen(close);
    return true;
}

static bool has_digit(const char *text, size_t length) {
    for (size_t at = 0; at < length; at++) {
        unsigned char byte = (unsigned char)text[at];
        if (g_ascii_isdigit((char)byte)) {
            return true;
        }
        bool begins = byte >= 0xC0; /* digits of other scripts */
        if (begins && g_unichar_isdigit(g_utf8_get_char(text + at))) {
            return true;
        }
    }
    return false;
}

static size_t cut_length(const char *text, size_t length) {
    size_t cut = MIN(length, (size_t)LONGEST_BYTES);
    while (cut < length && cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80) {
        cut--;
    }
    return cut;
}

Dateline dateline_find(const char *text, size_t length_bytes) {
    Dateline bracketed = {0};
    if (length_bytes == 0 || find_bracketed(text, length_bytes, &bracketed)) {
        return bracketed;
    }
    Scan scan = {.text = text, .length = cut_length(text, length_bytes)};
    if (!may_begin(g_utf8_get_char(text))) {
        return scan.found;
    }
    scan.has_digit = has_digit(text, scan.length);
    End end = scan_tokens(&scan, scan.length == length_bytes);
    Dateline found = scan.found;
    if (end == END_NONE) {
        return (Dateline){0};
    }
    found.length_bytes = scan.end;
    if (end == END_OF_TEXT) {
        bool has_day = found.day != 0 && found.month != 0;
        bool is_short = g_utf8_strlen(text, (gssize)length_bytes) <= LONGEST_LINE;
        found.is_line = true;
        found.whole_bytes = length_bytes;
        found.strength = !has_day || !is_short  ? DATELINE_NONE
                         : scan.place_words > 0 ? DATELINE_SURE
                                                : DATELINE_LIKELY;
        return found;
    }
    skip_spaces(&scan);
    found.whole_bytes = scan.at;
    bool is_large = scan.has_large && !scan.has_small;
    found.strength = text_follows(text + scan.at, length_bytes - scan.at, is_large) ? judge(&scan)
                                                                                    : DATELINE_NONE;
    return found;
}

Date dateline_date(const Dateline *dateline, Date near) {
    Date date = {0};
    if (dateline->day == 0 || dateline->month == 0) {
        return date;
    }
    enum { YEARS = 3 };
    bool is_said = dateline->year != 0;
    for (int i = 0; i < (is_said ? 1 : YEARS) && (is_said || date_is_set(near)); i++) {
        char iso[32];
        g_snprintf(iso, sizeof iso, "%04d-%02u-%02u", is_said ? dateline->year : near.year - 1 + i,
                   dateline->month, dateline->day);
        Date candidate = {0};
        bool is_better = date_parse(iso, &candidate) &&
                         (!date_is_set(date) || ABS(candidate.unix_time - near.unix_time) <
                                                    ABS(date.unix_time - near.unix_time));
        date = is_better ? candidate : date;
    }
    return date;
}
