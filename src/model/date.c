/* Dates by the proleptic Gregorian calendar, in whole numbers: no clock, no time zone database, no
 * locale. */
#include "model/date.h"

#include <glib.h>
#include <string.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

/* Days from 1970-01-01, by eras of 400 years that begin with March: leap days come last. */
static int64_t days_from_date(int64_t year, unsigned month, unsigned day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void date_from_days(int64_t days, int64_t *year, unsigned *month, unsigned *day) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    *day = (unsigned)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    *month = (unsigned)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

static unsigned days_in_month(int year, unsigned month) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* Reading: each takes what it can from *at and moves it on. */

static bool take_number(const char **at, size_t least_digits, size_t most_digits,
                        unsigned *number) {
    unsigned value = 0;
    size_t digits = 0;
    while (digits < most_digits && g_ascii_isdigit(**at)) {
        value = value * 10 + (unsigned)(**at - '0');
        (*at)++;
        digits++;
    }
    *number = value;
    return digits >= least_digits;
}

static bool take_sign(const char **at, char sign) {
    if (**at != sign) {
        return false;
    }
    (*at)++;
    return true;
}

static void skip_spaces(const char **at) {
    while (**at == ' ') {
        (*at)++;
    }
}

static bool is_day(const Date *date) {
    return date->year > 0 && date->month >= 1 && date->month <= 12 && date->day >= 1 &&
           date->day <= days_in_month(date->year, date->month);
}

/* "5.5.2005"; "13/5/2005" and "5/13/2005", where only one of the two can be the month. */
static bool take_day_first(const char **at, Date *date) {
    unsigned first = 0;
    unsigned second = 0;
    unsigned year = 0;
    const char *p = *at;
    bool is_day_read = take_number(&p, 1, 2, &first);
    char divider = *p;
    if (!is_day_read || divider == '\0' || strchr("./-", divider) == NULL) {
        return false;
    }
    p++;
    if (!take_number(&p, 1, 2, &second) || !take_sign(&p, divider) ||
        !take_number(&p, 4, 4, &year)) {
        return false;
    }
    bool is_clear = divider == '.' || (first > 12) != (second > 12);
    bool is_month_first = divider != '.' && second > 12;
    date->year = (int)year;
    date->month = is_month_first ? first : second;
    date->day = is_month_first ? second : first;
    *at = p;
    return is_clear && is_day(date);
}

/* "2005", "2005-05", "2005-05-05", with '-', '/' or '.' throughout; the day first. */
static bool take_day(const char **at, Date *date) {
    unsigned year = 0;
    if (take_day_first(at, date)) {
        return true;
    }
    *date = (Date){0};
    if (!take_number(at, 4, 4, &year) || year == 0) {
        return false;
    }
    date->year = (int)year;
    char divider = **at;
    if (divider == '\0' || strchr("-/.", divider) == NULL) {
        return true;
    }
    (*at)++;
    if (!take_number(at, 1, 2, &date->month) || date->month < 1 || date->month > 12) {
        return false;
    }
    if (!take_sign(at, divider)) {
        return true;
    }
    return take_number(at, 1, 2, &date->day) && is_day(date);
}

/* "14:30", "14:30:00", "14:30:00.25"; fractions are dropped. */
static bool take_time(const char **at, int64_t *seconds) {
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    if (!take_number(at, 1, 2, &hour) || hour > 23 || !take_sign(at, ':') ||
        !take_number(at, 2, 2, &minute) || minute > 59) {
        return false;
    }
    if (take_sign(at, ':')) {
        if (!take_number(at, 2, 2, &second) || second > 60) {
            return false;
        }
        if (take_sign(at, '.')) {
            unsigned fraction = 0;
            if (!take_number(at, 1, 9, &fraction)) {
                return false;
            }
        }
    }
    *seconds = (int64_t)hour * 3600 + (int64_t)minute * 60 + second;
    return true;
}

/* Nothing, "Z", "UTC", "+02:00", "+0200", "+02": how far the written time is ahead of UTC. */
static bool take_zone(const char **at, int64_t *offset_seconds) {
    *offset_seconds = 0;
    if (**at == '\0') {
        return true;
    }
    if (**at == 'Z' || **at == 'z') {
        (*at)++;
        return true;
    }
    if (strncmp(*at, "UTC", 3) == 0) {
        *at += 3;
        return true;
    }
    int64_t sign = **at == '-' ? -1 : 1;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!take_sign(at, '+') && !take_sign(at, '-')) {
        return false;
    }
    if (!take_number(at, 2, 2, &hours) || hours > 23) {
        return false;
    }
    bool has_minutes = take_sign(at, ':') || g_ascii_isdigit(**at);
    if (has_minutes && (!take_number(at, 2, 2, &minutes) || minutes > 59)) {
        return false;
    }
    *offset_seconds = sign * ((int64_t)hours * 3600 + (int64_t)minutes * 60);
    return true;
}

bool date_parse(const char *text, Date *date) {
    Date read = {0};
    int64_t seconds = 0;
    int64_t offset_seconds = 0;
    const char *at = text;
    skip_spaces(&at);
    if (!take_day(&at, &read)) {
        return false;
    }
    bool has_sign = take_sign(&at, 'T') || take_sign(&at, 't');
    bool is_divided = has_sign || *at == ' ';
    skip_spaces(&at);
    if (has_sign || *at != '\0') {
        if (!is_divided || read.day == 0 || !take_time(&at, &seconds)) {
            return false;
        }
        skip_spaces(&at);
        if (!take_zone(&at, &offset_seconds)) {
            return false;
        }
        read.has_time = true;
    }
    skip_spaces(&at);
    if (*at != '\0') {
        return false;
    }
    int64_t days = days_from_date(read.year, MAX(read.month, 1), MAX(read.day, 1));
    read.unix_time = days * DAY_SECONDS + seconds - offset_seconds;
    *date = read;
    return true;
}

bool date_is_set(Date date) {
    return date.year != 0;
}

static int compare_numbers(int64_t left, int64_t right) {
    return left < right ? -1 : left > right;
}

/* By time, then by what is written: the less is said, the earlier. */
int date_compare(Date left, Date right) {
    if (date_is_set(left) != date_is_set(right)) {
        return date_is_set(left) ? 1 : -1;
    }
    int order = compare_numbers(left.unix_time, right.unix_time);
    if (order == 0) {
        order = compare_numbers(left.month, right.month);
    }
    if (order == 0) {
        order = compare_numbers(left.day, right.day);
    }
    return order != 0 ? order : (int)left.has_time - (int)right.has_time;
}

char *date_iso(Date date) {
    if (date.month == 0) {
        return g_strdup_printf("%04d", date.year);
    }
    if (date.day == 0) {
        return g_strdup_printf("%04d-%02u", date.year, date.month);
    }
    return g_strdup_printf("%04d-%02u-%02u", date.year, date.month, date.day);
}

/* Appends a number in the language's own digits. */
static void append_number(GString *out, const Language *language, unsigned number, int width) {
    char digits[16];
    g_snprintf(digits, sizeof digits, "%0*u", width, number);
    for (const char *digit = digits; *digit != '\0'; digit++) {
        uint32_t zero = language->zero_digit != 0 ? language->zero_digit : '0';
        g_string_append_unichar(out, zero + (gunichar)(*digit - '0'));
    }
}

static void append_day(GString *out, const Language *language, unsigned day) {
    if (day == 1 && language->first_day != NULL) {
        g_string_append(out, language->first_day);
    } else {
        append_number(out, language, day, 1);
    }
}

static const char *month_name(const Language *language, Date date) {
    const char *alone = language->months_alone[date.month - 1];
    return date.day == 0 && alone != NULL ? alone : language->months[date.month - 1];
}

/* Fills one {…} of a format. */
static void append_part(GString *out, const Language *language, Date date, const char *part,
                        size_t length_bytes) {
    int width = (int)length_bytes; /* {n} or {nn} */
    switch (part[0]) {
    case 'd':
        if (width == 1) {
            append_day(out, language, date.day);
        } else {
            append_number(out, language, date.day, width);
        }
        break;
    case 'n':
        append_number(out, language, date.month, width);
        break;
    case 'm':
        g_string_append(out, month_name(language, date));
        break;
    default:
        append_number(out, language, (unsigned)date.year, 1);
    }
}

static const char *format_of(const Language *language, Date date) {
    if (date.month == 0) {
        return language->year_format != NULL ? language->year_format : "{y}";
    }
    return date.day == 0 ? language->month_format : language->date_format;
}

char *date_in_words(Date date, const Language *language) {
    GString *out = g_string_new(NULL);
    const char *format = format_of(language, date);
    while (*format != '\0') {
        if (*format == '{') {
            size_t length = strcspn(format + 1, "}");
            append_part(out, language, date, format + 1, length);
            format += length + 2;
        } else {
            g_string_append_c(out, *format++);
        }
    }
    return g_string_free(out, FALSE);
}

char *date_utc(int64_t unix_time) {
    int64_t days = unix_time / DAY_SECONDS;
    int64_t seconds = unix_time % DAY_SECONDS;
    if (seconds < 0) {
        seconds += DAY_SECONDS;
        days--;
    }
    int64_t year = 0;
    unsigned month = 0;
    unsigned day = 0;
    date_from_days(days, &year, &month, &day);
    return g_strdup_printf("%04d-%02u-%02uT%02d:%02d:%02dZ", (int)year, month, day,
                           (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
}
