/* Datelines and bylines: what is one, where it ends, which day it names. Expected values are read
 * off the lines by hand. */
#include "read/byline.h"
#include "read/dateline.h"

#include <string.h>

typedef struct {
    const char *text;
    DatelineStrength strength;
    const char *dateline; /* as far as it goes */
    int year;
    unsigned month, day;
} Row;

static const Row rows[] = {
    {"June 11—War plans. That is what he hid.", DATELINE_DAY, "June 11", 0, 6, 11},
    {"Los Angeles (USA), June 21– Thousands marched", DATELINE_SURE, "Los Angeles (USA), June 21",
     0, 6, 21},
    {"LIMA, 23 de junio – Los mineros salieron.", DATELINE_SURE, "LIMA, 23 de junio", 0, 6, 23},
    {"Lima, 23 jun (EFE).- Los mineros salieron.", DATELINE_SURE, "Lima, 23 jun (EFE)", 0, 6, 23},
    {"ЛИМА, 23 июня — Горняки вышли на улицу.", DATELINE_SURE, "ЛИМА, 23 июня", 0, 6, 23},
    {"リマ6月23日 ― 鉱山労働者が退去した。", DATELINE_SURE, "リマ6月23日", 0, 6, 23},
    {"新华社北京6月23日电 矿工们走上街头。", DATELINE_SURE, "新华社北京6月23日电", 0, 6, 23},
    {"ليما، 23 يونيو — خرج عمال المناجم عند الفجر", DATELINE_SURE, "ليما، 23 يونيو", 0, 6, 23},
    {"नई दिल्ली, 23 जून (भाषा) खनिकों ने हड़ताल की", DATELINE_SURE, "नई दिल्ली, 23 जून (भाषा)", 0, 6, 23},
    {"Berlin (dpa) - Die Bergleute streiken.", DATELINE_SURE, "Berlin (dpa)", 0, 0, 0},
    {"LONDON — Stocks fell on Tuesday.", DATELINE_SURE, "LONDON", 0, 0, 0},
    {"Lima — The strike began at dawn.", DATELINE_LIKELY, "Lima", 0, 0, 0},
    {"Lima, 23 June 2023", DATELINE_SURE, "Lima, 23 June 2023", 2023, 6, 23},
    {"23.06.2023", DATELINE_LIKELY, "23.06.2023", 2023, 6, 23},
    {"NOTE — this is no dateline at all.", DATELINE_NONE, NULL, 0, 0, 0},
    {"PERU - MINERS ON STRIKE AGAIN TODAY", DATELINE_NONE, NULL, 0, 0, 0},
    {"In Lima, on June 23 — the day of the strike", DATELINE_NONE, NULL, 0, 0, 0},
    {"Strike in Lima, June 23", DATELINE_NONE, NULL, 0, 0, 0},
    {"It was late - too late for the tide.", DATELINE_NONE, NULL, 0, 0, 0},
    {"", DATELINE_NONE, NULL, 0, 0, 0},
};

static void test_datelines(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Dateline found = dateline_find(rows[i].text, strlen(rows[i].text));
        g_test_message("%s", rows[i].text);
        g_assert_cmpint(found.strength, ==, rows[i].strength);
        if (rows[i].strength == DATELINE_NONE) {
            continue;
        }
        g_autofree char *text = g_strndup(rows[i].text, found.length_bytes);
        g_assert_cmpstr(text, ==, rows[i].dateline);
        g_assert_cmpint(found.year, ==, rows[i].year);
        g_assert_cmpuint(found.month, ==, rows[i].month);
        g_assert_cmpuint(found.day, ==, rows[i].day);
        g_assert_cmpuint(found.whole_bytes, <=, strlen(rows[i].text));
    }
}

/* A day without a year is that of the year in which it lies closest to the issue. */
static void test_year(void) {
    Date january = {0};
    g_assert_true(date_parse("2024-01-05", &january));
    Dateline december = {.month = 12, .day = 30};
    g_autofree char *before = date_iso(dateline_date(&december, january));
    g_assert_cmpstr(before, ==, "2023-12-30");
    Dateline said = {.year = 1905, .month = 5, .day = 5};
    g_autofree char *as_said = date_iso(dateline_date(&said, (Date){0}));
    g_assert_cmpstr(as_said, ==, "1905-05-05");
    g_assert_false(date_is_set(dateline_date(&december, (Date){0})));
    Dateline never = {.month = 2, .day = 31};
    g_assert_false(date_is_set(dateline_date(&never, january)));
}

static void test_bylines(void) {
    static const struct {
        const char *line;
        const char *names; /* NULL: no byline */
    } lines[] = {
        {"By Mary Shelley", "Mary Shelley"},
        {"BY MARY SHELLEY AND JANE AUSTEN", "MARY SHELLEY AND JANE AUSTEN"},
        {"By Mary Shelley, staff writer", "Mary Shelley, staff writer"},
        {"Por Rubén Darío", "Rubén Darío"},
        {"Von Annette von Droste-Hülshoff", "Annette von Droste-Hülshoff"},
        {"Автор: Антон Чехов", "Антон Чехов"},
        {"От Антона Чехова", "Антона Чехова"},
        {"بقلم مي زيادة", "مي زيادة"},
        {"文/鲁迅", "鲁迅"},
        {"文・夏目漱石", "夏目漱石"},
        {"By the sea", NULL},
        {"By 2030 the harbour will be closed", NULL},
        {"Von Rom nach Paris", NULL},
        {"De Lima al mar", NULL},
        {"Byron's letters", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_test_message("%s", lines[i].line);
        size_t at = byline_find(lines[i].line, strlen(lines[i].line));
        g_assert_cmpint(at > 0, ==, lines[i].names != NULL);
        if (at > 0) {
            g_assert_cmpstr(lines[i].line + at, ==, lines[i].names);
        }
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/dateline/find", test_datelines);
    g_test_add_func("/read/dateline/year", test_year);
    g_test_add_func("/read/byline/find", test_bylines);
    return g_test_run();
}
