/* Dates: what is read, what is written, in each language's own words. Seconds are those of Python's
 * datetime. */
#include "model/date.h"

#include <glib.h>

static void test_parse(void) {
    static const struct {
        const char *text;
        int year;
        unsigned month, day;
        bool has_time;
        int64_t unix_time;
    } rows[] = {
        {"2005", 2005, 0, 0, false, 1104537600},
        {"2005-05", 2005, 5, 0, false, 1114905600},
        {"2005-05-05", 2005, 5, 5, false, 1115251200},
        {"2005/05/05", 2005, 5, 5, false, 1115251200},
        {"2005-5-5", 2005, 5, 5, false, 1115251200},
        {"2005.05.05", 2005, 5, 5, false, 1115251200},
        {"05.05.2005", 2005, 5, 5, false, 1115251200},
        {"5.5.2005 14:30", 2005, 5, 5, true, 1115303400},
        {"31/05/2005", 2005, 5, 31, false, 1117497600},
        {"5/31/2005", 2005, 5, 31, false, 1117497600},
        {" 2005-05-05 ", 2005, 5, 5, false, 1115251200},
        {"2005-05-05 14:30", 2005, 5, 5, true, 1115303400},
        {"2005-05-05 14:30:15", 2005, 5, 5, true, 1115303415},
        {"2005-05-05T14:30:15Z", 2005, 5, 5, true, 1115303415},
        {"2005-05-05t14:30:15z", 2005, 5, 5, true, 1115303415},
        {"2005-05-05T14:30:15.123456Z", 2005, 5, 5, true, 1115303415},
        {"2005-05-05T14:30:15+02:00", 2005, 5, 5, true, 1115296215},
        {"2005-05-05 00:30 +0200", 2005, 5, 5, true, 1115245800}, /* the day is the one written */
        {"2005-05-05 14:30:15 -05", 2005, 5, 5, true, 1115321415},
        {"2005-05-05 14:30:15 UTC", 2005, 5, 5, true, 1115303415},
        {"1970-01-01", 1970, 1, 1, false, 0},
        {"1969-12-31", 1969, 12, 31, false, -86400},
        {"2000-02-29", 2000, 2, 29, false, 951782400},
        {"2024-02-29", 2024, 2, 29, false, 1709164800},
        {"1900-03-01", 1900, 3, 1, false, -2203891200},
        {"0001-01-01", 1, 1, 1, false, -62135596800},
        {"9999-12-31", 9999, 12, 31, false, 253402214400},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Date date = {0};
        g_assert_true(date_parse(rows[i].text, &date));
        g_assert_cmpint(date.year, ==, rows[i].year);
        g_assert_cmpuint(date.month, ==, rows[i].month);
        g_assert_cmpuint(date.day, ==, rows[i].day);
        g_assert_cmpint(date.has_time, ==, rows[i].has_time);
        g_assert_cmpint(date.unix_time, ==, rows[i].unix_time);
        g_assert_true(date_is_set(date));
    }
}

static void test_parse_words(void) {
    static const struct {
        const char *text, *iso;
    } rows[] = {
        {"May 9, 2020", "2020-05-09"},       {"Saturday, 9 May 2020", "2020-05-09"},
        {"Sept. 1st, 2020", "2020-09-01"},   {"4 mars 2021", "2021-03-04"},
        {"1er août 2021", "2021-08-01"},     {"3 de mayo de 2020", "2020-05-03"},
        {"9. Mai 2020", "2020-05-09"},       {"17 Νοεμβρίου 2018", "2018-11-17"},
        {"1 февраля 2022 г.", "2022-02-01"}, {"MAY 2020", "2020-05"},
        {"15 Mayıs 2021", "2021-05-15"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Date date = {0};
        g_assert_true(date_parse_words(rows[i].text, &date));
        g_autofree char *iso = date_iso(date);
        g_assert_cmpstr(iso, ==, rows[i].iso);
    }
    static const char *const none[] = {
        "",
        "2020",
        "9 2020",
        "May",
        "May 9",
        "9 May 10 2020",
        "May June 2020",
        "soon in 2020",
        "31 June 2020",
        "0 May 2020",
        "9 May 0000",
        "May 9, 2020: 10",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        Date date = {0};
        g_assert_false(date_parse_words(none[i], &date));
    }
}

static void test_no_date(void) {
    static const char *const texts[] = {
        "",
        "soon",
        "05/05/2005",
        "5/6/2005",
        "31.13.2005",
        "31.6.2005",
        "1.2.05",
        "31/31/2005",
        "2005-13-01",
        "2005-00-01",
        "2005-02-29",
        "2005-02-30",
        "2100-02-29",
        "1900-02-29",
        "2005-04-31",
        "2005-05-32",
        "2005-05-00",
        "0000-01-01",
        "20055-01-01",
        "205-01-01",
        "2005-05/05",
        "2005-05-05x",
        "2005-05-",
        "2005-",
        "2005-05-05T",
        "-2005-05-05",
        "2005-05-0514:30",
        "2005-05-05 24:00",
        "2005-05-05 14:60",
        "2005-05-05 14",
        "2005-05-05 14:30 Mars",
        "2005-05-05 14:30+",
        "2005-05-05T14:30+2:00",
        "2005-05 14:30",
        "2005 14:30",
        "٢٠٠٥-٠٥-٠٥",
        "2005-05-05 14:30:61",
        "May 5, 2005",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Date date = {.year = 7};
        g_assert_false(date_parse(texts[i], &date));
        g_assert_cmpint(date.year, ==, 7); /* untouched */
    }
    g_assert_false(date_is_set((Date){0}));
}

static Date date_of(const char *text) {
    Date date = {0};
    g_assert_true(date_parse(text, &date));
    return date;
}

static void test_compare(void) {
    static const char *const in_order[] = {
        "1969",    "2005",       "2005-01", "2005-01-01", "2005-01-01 00:00", "2005-01-01 00:01",
        "2005-05", "2005-05-05", "2006",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(in_order); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(in_order); k++) {
            int order = date_compare(date_of(in_order[i]), date_of(in_order[k]));
            int expected = i < k ? -1 : i > k;
            g_assert_cmpint((order > 0) - (order < 0), ==, expected);
        }
    }
    g_assert_cmpint(date_compare((Date){0}, date_of("0001")), <, 0); /* no date comes first */
    g_assert_cmpint(date_compare((Date){0}, (Date){0}), ==, 0);
    /* One moment in two zones. */
    g_assert_cmpint(date_compare(date_of("2005-05-05 12:00+02:00"), date_of("2005-05-05 10:00Z")),
                    ==, 0);
}

static void test_iso(void) {
    static const char *const rows[][2] = {
        {"2005", "2005"},
        {"2005/5", "2005-05"},
        {"2005-5-5", "2005-05-05"},
        {"0033-04-03 15:00", "0033-04-03"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *iso = date_iso(date_of(rows[i][0]));
        g_assert_cmpstr(iso, ==, rows[i][1]);
    }
}

static void test_utc(void) {
    static const struct {
        int64_t unix_time;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {315532800, "1980-01-01T00:00:00Z"},
        {951827696, "2000-02-29T12:34:56Z"},
        {1709251199, "2024-02-29T23:59:59Z"},
        {-2203891200, "1900-03-01T00:00:00Z"},
        {-62135596800, "0001-01-01T00:00:00Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = date_utc(rows[i].unix_time);
        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

/* Every day of two thousand years there and back. */
static void test_calendar(void) {
    for (int64_t day = -719162; day < 200000; day++) {
        g_autofree char *text = date_utc(day * 86400);
        Date date = date_of(text);
        g_assert_cmpint(date.unix_time, ==, day * 86400);
    }
}

/* A full date, one without day, and the first of May. The day by CLDR's "long" form, where
 * newspapers keep to it. */
static void test_words(void) {
    static const struct {
        const char *tag;
        const char *day, *month, *first;
    } rows[] = {
        {"ar", "24 نوفمبر 2026", "نوفمبر 2026", "1 مايو 2026"},
        {"ca", "24 de novembre de 2026", "novembre de 2026", "1 de maig de 2026"},
        {"cs", "24. listopadu 2026", "listopad 2026", "1. května 2026"},
        {"da", "24. november 2026", "november 2026", "1. maj 2026"},
        {"de", "24. November 2026", "November 2026", "1. Mai 2026"},
        {"el", "24 Νοεμβρίου 2026", "Νοέμβριος 2026", "1η Μαΐου 2026"},
        {"en", "24 November 2026", "November 2026", "1 May 2026"},
        {"en-US", "November 24, 2026", "November 2026", "May 1, 2026"},
        {"es", "24 de noviembre de 2026", "noviembre de 2026", "1 de mayo de 2026"},
        {"fa", "۲۴ نوامبر ۲۰۲۶", "نوامبر ۲۰۲۶", "۱ مهٔ ۲۰۲۶"},
        {"fi", "24. marraskuuta 2026", "marraskuu 2026", "1. toukokuuta 2026"},
        {"fr", "24 novembre 2026", "novembre 2026", "1er mai 2026"},
        {"he", "24 בנובמבר 2026", "נובמבר 2026", "1 במאי 2026"},
        {"hi", "24 नवंबर 2026", "नवंबर 2026", "1 मई 2026"},
        {"hu", "2026. november 24.", "2026. november", "2026. május 1."},
        {"it", "24 novembre 2026", "novembre 2026", "1º maggio 2026"},
        {"ja", "2026年11月24日", "2026年11月", "2026年5月1日"},
        {"ko", "2026년 11월 24일", "2026년 11월", "2026년 5월 1일"},
        {"nb", "24. november 2026", "november 2026", "1. mai 2026"},
        {"nl", "24 november 2026", "november 2026", "1 mei 2026"},
        {"pl", "24 listopada 2026", "listopad 2026", "1 maja 2026"},
        {"pt", "24 de novembro de 2026", "novembro de 2026", "1 de maio de 2026"},
        {"ro", "24 noiembrie 2026", "noiembrie 2026", "1 mai 2026"},
        {"ru", "24 ноября 2026 года", "ноябрь 2026 года", "1 мая 2026 года"},
        {"sv", "24 november 2026", "november 2026", "1 maj 2026"},
        {"tr", "24 Kasım 2026", "Kasım 2026", "1 Mayıs 2026"},
        {"uk", "24 листопада 2026 року", "листопад 2026 року", "1 травня 2026 року"},
        {"und", "2026-11-24", "2026-11", "2026-05-01"},
        {"zh", "2026年11月24日", "2026年11月", "2026年5月1日"},
        {"zh-Hant", "2026年11月24日", "2026年11月", "2026年5月1日"},
    };
    const Language *all = language_all();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpstr(all[i].tag, ==, rows[i].tag); /* no language is left out here */
        g_autofree char *day = date_in_words(date_of("2026-11-24 09:15"), &all[i]);
        g_autofree char *month = date_in_words(date_of("2026-11"), &all[i]);
        g_autofree char *first = date_in_words(date_of("2026-05-01"), &all[i]);
        g_assert_cmpstr(day, ==, rows[i].day);
        g_assert_cmpstr(month, ==, rows[i].month);
        g_assert_cmpstr(first, ==, rows[i].first);
    }
    g_assert_null(all[G_N_ELEMENTS(rows)].tag);
    static const char *const years[][2] = {
        {"en", "2026"}, {"ja", "2026年"}, {"ko", "2026년"}, {"fa", "۲۰۲۶"}, {"und", "2026"}};
    for (size_t i = 0; i < G_N_ELEMENTS(years); i++) {
        g_autofree char *year = date_in_words(date_of("2026"), language_find(years[i][0]));
        g_assert_cmpstr(year, ==, years[i][1]);
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/model/date/parse", test_parse);
    g_test_add_func("/model/date/parse-words", test_parse_words);
    g_test_add_func("/model/date/no-date", test_no_date);
    g_test_add_func("/model/date/compare", test_compare);
    g_test_add_func("/model/date/iso", test_iso);
    g_test_add_func("/model/date/utc", test_utc);
    g_test_add_func("/model/date/calendar", test_calendar);
    g_test_add_func("/model/date/words", test_words);
    return g_test_run();
}
