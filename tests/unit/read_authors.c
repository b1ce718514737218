/* Bylines: who is named, how they are shown and how they are filed. */
#include "read/authors.h"

#include <string.h>

/* "shown [filed] | shown [filed]" of what stands behind a key. */
static char *read_said(const char *key, const char *yaml, const char *lang) {
    g_autofree char *text = g_strdup_printf("%s: %s\n", key, yaml);
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) map = yaml_parse(text, strlen(text), "in/a.md", 1, report);
    g_assert_nonnull(map);
    g_autoptr(GPtrArray) authors = g_ptr_array_new_with_free_func((GDestroyNotify)author_free);
    Said said = {map->values->pdata[0], key, "in/a.md", report};
    bool is_anyone = authors_read(&said, language_find(lang), authors);
    g_assert_true(is_anyone == (authors->len > 0));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < authors->len; i++) {
        const Author *author = authors->pdata[i];
        g_string_append_printf(out, "%s%s [%s]", i > 0 ? " | " : "", author->name, author->file_as);
    }
    for (size_t i = 0; i < report_length(report); i++) {
        g_string_append_printf(out, " !%s", diagnostic_name(report_get(report, i)->code));
    }
    return g_string_free(out, FALSE);
}

static void check(const char *lang, const char *yaml, const char *expected) {
    g_autofree char *read = read_said("author", yaml, lang);
    g_assert_cmpstr(read, ==, expected);
}

static void test_filing(void) {
    check("en", "Ursula Le Guin", "Ursula Le Guin [Le Guin, Ursula]");
    check("en", "Jane Austen", "Jane Austen [Austen, Jane]");
    check("de", "Ludwig van Beethoven", "Ludwig van Beethoven [Beethoven, Ludwig van]");
    check("nl", "Vincent van Gogh", "Vincent van Gogh [Gogh, Vincent van]");
    check("nl", "Karel Van de Woestijne", "Karel Van de Woestijne [Van de Woestijne, Karel]");
    check("fr", "Simone de Beauvoir", "Simone de Beauvoir [Beauvoir, Simone de]");
    check("fr", "Jean de La Fontaine", "Jean de La Fontaine [La Fontaine, Jean de]");
    check("fr", "Joachim du Bellay", "Joachim du Bellay [du Bellay, Joachim]");
    check("de", "Johann Wolfgang von Goethe",
          "Johann Wolfgang von Goethe [Goethe, Johann Wolfgang von]");
    check("en", "Martin Luther King Jr.", "Martin Luther King Jr. [King, Martin Luther, Jr.]");
    check("en", "Martin Luther King, Jr.", "Martin Luther King, Jr. [King, Martin Luther, Jr.]");
    check("ru", "Лев Толстой", "Лев Толстой [Толстой, Лев]");
    check("pt", "Machado de Assis", "Machado de Assis [Assis, Machado de]");
}

static void test_spanish_filing(void) {
    check("es", "Gabriel García Márquez", "Gabriel García Márquez [García Márquez, Gabriel]");
    check("es", "Federico García Lorca", "Federico García Lorca [García Lorca, Federico]");
    check("es", "Jorge Luis Borges", "Jorge Luis Borges [Borges, Jorge Luis]");
    check("es", "Rosalía de Castro", "Rosalía de Castro [Castro, Rosalía de]");
    check("es", "Miguel de Cervantes Saavedra",
          "Miguel de Cervantes Saavedra [Cervantes Saavedra, Miguel de]");
    check("es", "Pedro Calderón de la Barca",
          "Pedro Calderón de la Barca [Calderón de la Barca, Pedro]");
    check("es", "Juana Inés de la Cruz", "Juana Inés de la Cruz [Cruz, Juana Inés de la]");
    check("es", "José Ortega y Gasset", "José Ortega y Gasset [Ortega y Gasset, José]");
    check("ca", "Josep Puig i Cadafalch", "Josep Puig i Cadafalch [Puig i Cadafalch, Josep]");
    check("es", "Benito Juárez", "Benito Juárez [Juárez, Benito]");
}

static void test_filed_as_they_are(void) {
    check("en", "Voltaire", "Voltaire [Voltaire]");
    check("en", "the harbour desk", "the harbour desk [the harbour desk]");
    check("en", "The Harbour Desk", "The Harbour Desk [The Harbour Desk]");
    check("es", "La Redacción", "La Redacción [La Redacción]");
    check("fr", "Le Corbusier", "Le Corbusier [Le Corbusier]");
    check("en", "desk@example.org", "desk@example.org [desk@example.org]");
    check("hu", "Jókai Mór", "Jókai Mór [Jókai Mór]");
    check("vi", "Nguyễn Du", "Nguyễn Du [Nguyễn Du]");
    check("ar", "طه حسين", "طه حسين [طه حسين]");
    check("ja", "夏目漱石", "夏目漱石 [夏目漱石]");
    check("zh", "鲁迅", "鲁迅 [鲁迅]");
    check("hi", "प्रेमचंद", "प्रेमचंद [प्रेमचंद]");
}

static void test_turned_round(void) {
    check("en", "'Le Guin, Ursula'", "Ursula Le Guin [Le Guin, Ursula]");
    check("en", "'Austen,Jane'", "Jane Austen [Austen, Jane]");
    check("nl", "'Gogh, Vincent van'", "Vincent van Gogh [Gogh, Vincent van]");
    check("en", "'Jane Austen, reader in Bath'",
          "Jane Austen, reader in Bath [Jane Austen, reader in Bath]");
    check("en", "'Austen, Jane, 1775'", "Austen, Jane, 1775 [Austen, Jane, 1775]");
    check("en", "', Jane'", ", Jane [, Jane]");
    check("en", "'Austen,'", "Austen, [Austen,]");
    check("ar", "'حسين، طه'", "طه حسين [حسين, طه]");
}

static void test_divided(void) {
    const char *both = "Jane Austen [Austen, Jane] | Mary Shelley [Shelley, Mary]";
    check("en", "Jane Austen and Mary Shelley", both);
    check("en", "Jane Austen & Mary Shelley", both);
    check("en", "Jane Austen; Mary Shelley", both);
    check("en", "'Jane Austen;  ; Mary Shelley ;'", both);
    check("en", "'Austen, Jane; Shelley, Mary'", both);
    check("en", "'Austen, Jane and Shelley, Mary'", both);
    check("de", "Jane Austen und Mary Shelley", both);
    check("de", "Jane Austen and Mary Shelley",
          "Jane Austen and Mary Shelley [Shelley, Jane Austen and Mary]");
    check("fr", "Jane Austen et Mary Shelley", both);
    check("es", "Jane Austen y Mary Shelley", both);
    check("it", "Jane Austen e Mary Shelley", both);
    check("pl", "Jane Austen i Mary Shelley", both);
    check("es", "Ana y Luis", "Ana [Ana] | Luis [Luis]");
    check("ar", "طه حسين و نجيب محفوظ", "طه حسين [طه حسين] | نجيب محفوظ [نجيب محفوظ]");
    check("zh", "李白、杜甫", "李白 [李白] | 杜甫 [杜甫]");
    check("ja", "与謝蕪村，小林一茶；松尾芭蕉",
          "与謝蕪村 [与謝蕪村] | 小林一茶 [小林一茶] | 松尾芭蕉 [松尾芭蕉]");
    check("ar", "طه حسين؛ نجيب محفوظ", "طه حسين [طه حسين] | نجيب محفوظ [نجيب محفوظ]");
    check("en", "Andrew Marvell", "Andrew Marvell [Marvell, Andrew]"); /* 'and' within a word */
    check("en", "and Jane Austen", "and Jane Austen [Austen, and Jane]");
}

/* Never at a comma: where some of several names hold one, it stands between people. */
static void test_commas_divide_nobody(void) {
    check("en", "'Ada Lovelace, Mary Shelley and Jane Austen'",
          "Ada Lovelace, Mary Shelley [Ada Lovelace, Mary Shelley] | Jane Austen [Austen, Jane]");
}

/* Where no language is known yet, every language's word divides, but no single letter does. */
static void test_unknown_language(void) {
    const char *both = "Jane Austen [Austen, Jane] | Mary Shelley [Shelley, Mary]";
    check("und", "Jane Austen and Mary Shelley", both);
    check("und", "Jane Austen und Mary Shelley", both);
    check("und", "Jane Austen och Mary Shelley", both);
    check("und", "Jane i Mary Shelley", "Jane i Mary Shelley [Shelley, Jane i Mary]");
}

static void test_every_language_divides(void) {
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        const char *word = row->words[WORD_AND_DIVIDES];
        if (word == NULL) {
            continue;
        }
        g_autofree char *byline = g_strdup_printf("Jane Austen %s Mary Shelley", word);
        g_autofree char *read = read_said("author", byline, row->tag);
        g_autofree char *names = g_strdup_printf("Jane Austen [");
        g_assert_true(g_str_has_prefix(read, names));
        g_assert_nonnull(strstr(read, " | Mary Shelley ["));
    }
}

static void test_bylines(void) {
    static const struct {
        const char *lang, *said;
    } rows[] = {{"en", "By Jane Austen"},  {"en", "by Jane Austen"},  {"fr", "Par Jane Austen"},
                {"de", "Von Jane Austen"}, {"es", "Por Jane Austen"}, {"und", "By Jane Austen"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *read = read_said("byline", rows[i].said, rows[i].lang);
        g_assert_cmpstr(read, ==, "Jane Austen [Austen, Jane]");
    }
    g_autofree char *alone = read_said("byline", "By", "en");
    g_assert_cmpstr(alone, ==, "By [By]");
}

static void test_lists(void) {
    check("en", "[Jane Austen, 'Shelley, Mary']",
          "Jane Austen [Austen, Jane] | Mary Shelley [Shelley, Mary]");
    check("en", "[Smith & Sons]", "Smith & Sons [Smith & Sons]"); /* one person an item */
    check("en", "[Jane Austen, '']", "Jane Austen [Austen, Jane] !value-invalid");
    check("en", "[]", "");
    check("en", "[[Jane Austen]]", " !value-invalid");
}

static void test_maps(void) {
    check("en", "{name: Jane Austen}", "Jane Austen [Austen, Jane]");
    check("en", "{given: Ursula, family: Le Guin}", "Ursula Le Guin [Le Guin, Ursula]");
    check("en", "{first: Ursula, last: Le Guin}", "Ursula Le Guin [Le Guin, Ursula]");
    check("en", "{name: George Eliot, file_as: 'Evans, Mary Ann'}",
          "George Eliot [Evans, Mary Ann]");
    check("ja", "{given: 漱石, family: 夏目}", "夏目漱石 [夏目漱石]");
    check("en", "[{name: Jane Austen}, {name: Mary Shelley, url: 'https://example.org'}]",
          "Jane Austen [Austen, Jane] | Mary Shelley [Shelley, Mary]");
    check("en", "{family: Voltaire}", "Voltaire [Voltaire]");
    check("en", "{given: Voltaire}", "Voltaire [Voltaire]");
    check("en", "{twitter: x}", " !value-invalid");
}

/* Bylines of any length take time in step with it. */
static void test_hostile_byline(void) {
    static const char *const pieces[] = {"y ", "a y ", "and ", ", ", "& ", "a a y a a "};
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) byline = g_string_new("\"");
        while (byline->len < 60000) {
            g_string_append(byline, pieces[i]);
        }
        g_string_append_c(byline, '"');
        g_autofree char *read = read_said("author", byline->str, "es");
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/authors/filing", test_filing);
    g_test_add_func("/read/authors/spanish", test_spanish_filing);
    g_test_add_func("/read/authors/as-they-are", test_filed_as_they_are);
    g_test_add_func("/read/authors/turned", test_turned_round);
    g_test_add_func("/read/authors/divided", test_divided);
    g_test_add_func("/read/authors/commas", test_commas_divide_nobody);
    g_test_add_func("/read/authors/unknown", test_unknown_language);
    g_test_add_func("/read/authors/every-language", test_every_language_divides);
    g_test_add_func("/read/authors/byline", test_bylines);
    g_test_add_func("/read/authors/lists", test_lists);
    g_test_add_func("/read/authors/maps", test_maps);
    g_test_add_func("/read/authors/hostile", test_hostile_byline);
    return g_test_run();
}
