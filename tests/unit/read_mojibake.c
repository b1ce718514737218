/* Mojibake undone, and nothing else touched. The pairs are made here, by reading UTF-8 in each
 * encoding (base/encodings.h; where it has no character, the control character of the same number):
 * at least 98 of 100 are mended to the letter, and of texts that are right none is changed. */
#include "read/mojibake.h"

#include "mojibake_fixture.h"

#include <string.h>

enum { LEAST_MENDED_PERCENT = 98 };

static const struct {
    const char *language, *encodings, *text;
} sentences[] = {
#define SENTENCE(language, encodings, text) {language, encodings, text},
#include "sentences.def"
#undef SENTENCE
};

static const char *const misread[] = {
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "iso-8859-2",   "iso-8859-15",
    "macroman",     "cp437",        "cp850",
};

static char *mended(const char *text, MojibakeTally *tally) {
    char *result = mojibake_mend(text, strlen(text), place_at("a.md", 1, 1), tally);
    return result != NULL ? result : g_strdup(text);
}

typedef struct {
    unsigned all, right;
} Count;

static void try_pair(const char *text, const char *wrong, Count *count, const char *name) {
    if (strcmp(text, wrong) == 0) {
        return;
    }
    g_autoptr(MojibakeTally) tally = mojibake_tally_new();
    g_autofree char *result = mended(wrong, tally);
    count->all++;
    count->right += strcmp(result, text) == 0;
    if (strcmp(result, text) != 0) {
        g_test_message("%s: %s", name, result);
    }
}

static void test_pairs(void) {
    Count count = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        const char *text = sentences[i].text;
        for (size_t e = 0; e < G_N_ELEMENTS(misread); e++) {
            g_autofree char *once = broken(text, misread[e]);
            g_autofree char *twice = broken(once, misread[e]);
            const char *other = sentences[(i + 5) % G_N_ELEMENTS(sentences)].text;
            g_autofree char *mixed_right = g_strconcat(other, "\n\n", text, NULL);
            g_autofree char *mixed = g_strconcat(other, "\n\n", once, NULL);
            try_pair(text, once, &count, misread[e]);
            try_pair(text, twice, &count, misread[e]);
            try_pair(mixed_right, mixed, &count, misread[e]);
        }
    }
    g_test_message("%u of %u", count.right, count.all);
    g_assert_cmpuint(count.all, >, 1400);
    g_assert_cmpuint(count.right * 100, >=, count.all * LEAST_MENDED_PERCENT);
}

/* Bytes lost on the way, and a decoder that borrowed Windows-1252's signs. */
static void test_lost_bytes(void) {
    static const char *const rows[][2] = {
        {"It isn\u0101\u20AC\u2122t \u0101\u20AC\u0153over.\u0101\u20AC He left.",
         "It isn’t “over.” He left."},
        {"the answer:\u0100\u00A0 trying, as\u0101\u20AC\u201Dsaid before, wasn\u0101\u20AC\u2122t "
         "it",
         "the answer:\u00A0 trying, as—said before, wasn’t it"},
        {"He said â€œyes.â€\uFFFD Then â€œno.â€\uFFFD", "He said “yes.” Then “no.”"},
        {"La libertÃ© : tous ont droit Ã la vie privÃ©e",
         "La liberté : tous ont droit à la vie privée"},
        {"La cittÃ  vecchia", "La città vecchia"},
        {"Un dÃa en la cafeterÃa", "Un día en la cafetería"},
        {"the barâ€”and the â€œquayâ€â€”shut", "the bar—and the “quay”—shut"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(MojibakeTally) tally = mojibake_tally_new();
        g_autofree char *result = mended(rows[i][0], tally);
        g_assert_cmpstr(result, ==, rows[i][1]);
    }
}

/* Every one of these is right as it stands. */
static const char *const right[] = {
    "NÃO HÁ VAGAS",
    "MÃE E IRMÃ",
    "SÃO PAULO",
    "AMANHÃ É OUTRO DIA",
    "“AMANHÔ, disse",
    "MAÇÃ… E PÃO",
    "A IRMÃ DA CAPITÃ",
    "CORAÇÃO «IRMû",
    "ÂGE D’OR",
    "PÂQUES À LA MAISON",
    "CHÂTEAU",
    "À « PÂTE »",
    "CAFÉ” et “THÉ”",
    "LE CAFÉ…",
    "voilà « tout »",
    "à «\u00A0Paris\u00A0»",
    "DÉJÀ «\u00A0VU\u00A0»",
    "Il paya 5\u00A0€ à l’été",
    "¡Él! ¿Qué?",
    "ÁÉÍÓÚ ÑÜ",
    "la «Niña»",
    "EL NIÑO»",
    "2ª edición, 3º piso",
    "CASĂ” și „CASA”",
    "Înțelegere și răbdare",
    "ŢARA ŞI ŞCOALA",
    "ĂSTA…",
    "Łódź i Gdańsk",
    "„ZAŻÓŁĆ GĘŚLĄ JAŹŃ”",
    "ŠKODA ŽIŽKOV",
    "Příliš žluťoučký kůň",
    "ÁRVÍZTŰRŐ TÜKÖRFÚRÓGÉP",
    "İSTANBUL’DA ŞİŞLİ",
    "Iğdır’ın ılık",
    "Việt Nam: nước, đường, Hồ Chí Minh",
    "TỔNG QUÁT",
    "HÀ NỘI",
    "Þórður á Íslandi",
    "HÚN SAGÐI „JÁ“",
    "Hwæt! We Gardena in geardagum",
    "ÆÐELING ÞÆT",
    "þāra gōd",
    "[ˈfɔnətɪk] is IPA: ʃ ʒ θ ð ŋ ɑː",
    "|x| ≤ ∑ aᵢ², √2 ≈ 1.41, ∂f/∂x, ∞",
    "10 µm ± 2 %, 20 °C, 3½",
    "§ 5 und § 12",
    "© 2005 · ™ and ®",
    "† 1944, ‡ see there",
    "“Quote” – dash — ‘single’ … •",
    "Газета «СССР»",
    "«ВЕСЬ МИР», — писал он",
    "ВЕС… и РОСТ…",
    "СССР” и “США”",
    "Рівне і Рєпін",
    "Рёрих, Сёмга и Рёв",
    "«Ґанок» у Києві",
    "Ђорђе и Љубица",
    "ЈУГОСЛАВИЈА «РЈ»",
    "ѓаволот",
    "Ο ΚΟΣΜΟΣ», είπε",
    "«ΑΘΗΝΑ»…",
    "ΌΧΙ ΣΤΟΝ ΠΌΛΕΜΟ",
    "ΞΈΝΟΙ",
    "Ποιός; Εγώ.",
    "άνθρωπος, ὦ ἄνδρες",
    "שלום \"עולם\" – 100 ₪",
    "הוא אמר: „כן”",
    "بله، این کتاب من است؛ چرا؟",
    "اگر باشد، بگو «نه»",
    "خرج، ثم عاد",
    "ڪتاب ٹیم چائے",
    "ประเทศไทย “กรุงเทพ”",
    "東京「日本」",
    "한국 “서울”",
    "हिन्दी भाषा",
    "ქართული ენა",
    "Հայերեն լեզու",
    "Ünïcödé Mötley Crüe",
    "naïve façade, coöperate, Noël",
    "Ã",
    "Â",

    "The letter Ã is Portuguese, Â French.",
    "UTF-8 read as Latin-1 makes Ã© of é",
    "Mojibake: â€™ for ’, Ã¼ for ü, Ð¿ for п",
    "What does “Ã©” mean?",
    "Why do I see `donâ€™t` in UTF-8?",
    "Der Fehler heißt Mojibake: aus ä wird Ã¤",
    "the encoding turned café into cafÃ© (charset)",
    "r«e»verse ¿qué? ¡sí! ½ ¼ ¾ × ÷",
    "ŒUVRE, cœur, SŒUR…",
    "L’ŒIL” ",
    "Šibenik, ŽIVJO Ž…",
    "LÂŠ JÂŽ OHTSÂŠ",
    "Ħal Għaxaq",
    "Ťažký Ľud",
    "Ĉu vi ŝatas ĝin?",
    "Żebbuġ",
    "ŁÍÍŁÍ",
    "Ɛ̃ kɔ ƒãa",
    "ÑANDÚ”",
    "A.Ñ. «Ñ»",
    "1º Â· 2º",
    "ÃO",
    "É–É",
    "Ô—Ô",
    "É’",
    "’É",
    "“É",
    "…À",
    "–À Paris",
    "—Être",
};

static void test_right(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
        g_autoptr(MojibakeTally) tally = mojibake_tally_new();
        g_autofree char *result = mended(right[i], tally);
        g_assert_cmpstr(result, ==, right[i]);
    }
    g_autoptr(MojibakeTally) tally = mojibake_tally_new();
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        g_autofree char *result = mended(sentences[i].text, tally);
        g_assert_cmpstr(result, ==, sentences[i].text);
        g_autofree char *upper = g_utf8_strup(sentences[i].text, -1);
        g_autofree char *upper_result = mended(upper, tally);
        g_assert_cmpstr(upper_result, ==, upper);
    }
}

static char *said(const MojibakeTally *tally) {
    g_autoptr(Report) report = report_new();
    mojibake_report(tally, report);
    report_sort(report);
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        g_string_append_printf(out, "%u:%u %s\n", diagnostic->place.line, diagnostic->place.column,
                               diagnostic->message);
    }
    return g_strdup(out->str);
}

/* A note for each encoding, at its first place, with the words that held it. */
static void test_report(void) {
    g_autoptr(MojibakeTally) tally = mojibake_tally_new();
    g_autofree char *first = mended("All is well.\n\nThe cafÃ© isnâ€™t open.\n", tally);
    g_assert_cmpstr(first, ==, "All is well.\n\nThe café isn’t open.\n");
    static const char more[] = "twice: cafÃƒÂ©, then ‚Äúthe Mac‚Äù wasn‚Äôt";
    g_autofree char *second = mojibake_mend(more, strlen(more), place_at("a.md", 9, 5), tally);
    g_assert_cmpstr(second, ==, "twice: café, then “the Mac” wasn’t");
    g_autofree char *text = said(tally);
    g_assert_cmpstr(
        text, ==,
        "3:8 letters that were UTF-8 read as Windows-1252 were put right: 3; \"cafÃ©\" "
        "is \"café\"\n"
        "9:26 letters that were UTF-8 read as MacRoman were put right: 3; \"‚Äúthe\" is "
        "\"“the\"\n");
    g_autoptr(MojibakeTally) none = mojibake_tally_new();
    g_autofree char *nothing = said(none);
    g_assert_cmpstr(nothing, ==, "");
    g_assert_null(mojibake_mend("plain", 5, place_at("a.md", 1, 1), none));
    g_assert_null(mojibake_mend("", 0, place_at("a.md", 1, 1), none));
}

static YamlValue *map_of(const char *yaml) {
    g_autoptr(Report) report = report_new();
    YamlValue *map = yaml_parse(yaml, strlen(yaml), "a.md", 2, report);
    g_assert_nonnull(map);
    return map;
}

/* The sidecar's word wins over the front matter's, and both over the issue's. */
static void test_kept(void) {
    Issue issue = {0};
    Source source = {.issue = &issue};
    g_autoptr(YamlValue) keep = map_of("mojibake: keep\n");
    g_autoptr(YamlValue) mend = map_of("mojibake: mend\n");
    g_autoptr(YamlValue) other = map_of("title: Nets\n");
    g_assert_false(mojibake_is_kept(&source, NULL, NULL));
    g_assert_true(mojibake_is_kept(&source, NULL, keep));
    g_assert_true(mojibake_is_kept(&source, keep, mend));
    g_assert_false(mojibake_is_kept(&source, other, other));
    issue.settings.keeps_mojibake = true;
    g_assert_true(mojibake_is_kept(&source, other, NULL));
    g_assert_false(mojibake_is_kept(&source, NULL, mend));
}

/* Long lines of anything take time in step with their length. */
static void test_long(void) {
    static const char *const units[] = {"Ã©", "Ã",  "Ð",  "Ãƒ", "â€", "â",
                                        "Р",  "‚Ä", "ðŸ", "Ã ", "à¤"};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 400000) {
            g_string_append(text, units[i]);
        }
        g_autoptr(MojibakeTally) tally = mojibake_tally_new();
        g_autofree char *result = mended(text->str, tally);
        g_assert_true(g_utf8_validate(result, -1, NULL));
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/read/mojibake/pairs", test_pairs);
    g_test_add_func("/read/mojibake/lost-bytes", test_lost_bytes);
    g_test_add_func("/read/mojibake/right", test_right);
    g_test_add_func("/read/mojibake/report", test_report);
    g_test_add_func("/read/mojibake/kept", test_kept);
    g_test_add_func("/read/mojibake/long", test_long);
    return g_test_run();
}
