/* Language and direction. The samples are the first article of the Universal Declaration of Human
 * Rights in the languages of the table. */
#include "enrich_fixture.h"

static void check_told(const char *text, const char *lang, bool is_rtl) {
    g_autofree char *markup = g_strconcat("<p>", text, "</p>", NULL);
    Fixture fixture = fixture_new(NULL, markup);
    fixture_enrich(&fixture);
    g_test_message("%s", text);
    g_assert_cmpstr(fixture.article->lang, ==, lang);
    g_assert_cmpint(fixture.article->is_rtl, ==, is_rtl);
    g_assert_false(fixture.article->lang_is_given);
    fixture_free(&fixture);
}

static void test_declaration(void) {
    static const struct {
        const char *lang, *text;
    } rows[] = {
        /* clang-format measures some of these scripts differently each time. */
        /* clang-format off */
        {"ar",
         "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا "
         "وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء."},
        {"ca",
         "Tots els éssers humans neixen lliures i iguals en dignitat i en drets. "
         "Són dotats de raó i de consciència, i han de comportar-se fraternalment "
         "els uns amb els altres."},
        {"cs",
         "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. "
         "Jsou nadáni rozumem a svědomím a mají spolu jednat v duchu bratrství."},
        {"da",
         "Alle mennesker er født frie og lige i værdighed og rettigheder. De er "
         "udstyret med fornuft og samvittighed, og de bør handle mod hverandre i "
         "en broderskabets ånd. Det har de ikke altid gjort, hvad der er en skam, "
         "og noget af det bliver de ved med."},
        {"de",
         "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie "
         "sind mit Vernunft und Gewissen begabt und sollen einander im Geist der "
         "Brüderlichkeit begegnen."},
        {"el",
         "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα "
         "δικαιώματα."},
        {"en",
         "All human beings are born free and equal in dignity and rights. They "
         "are endowed with reason and conscience and should act towards one "
         "another in a spirit of brotherhood."},
        {"es",
         "Todos los seres humanos nacen libres e iguales en dignidad y derechos "
         "y, dotados como están de razón y conciencia, deben comportarse "
         "fraternalmente los unos con los otros."},
        {"fa",
         "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم "
         "برابرند. همه دارای عقل و وجدان هستند و باید نسبت به یکدیگر با روح "
         "برادری رفتار کنند."},
        {"fi",
         "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja "
         "oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on "
         "toimittava toisiaan kohtaan veljeyden hengessä."},
        {"fr",
         "Tous les êtres humains naissent libres et égaux en dignité et en "
         "droits. Ils sont doués de raison et de conscience et doivent agir les "
         "uns envers les autres dans un esprit de fraternité."},
        {"he",
         "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה "
         "ובמצפון."},
        {"hi",
         "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और "
         "समानता प्राप्त है।"},
        {"hu",
         "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. "
         "Az emberek, ésszel és lelkiismerettel bírván, egymással szemben "
         "testvéri szellemben kell hogy viseltessenek."},
        {"it",
         "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. "
         "Essi sono dotati di ragione e di coscienza e devono agire gli uni verso "
         "gli altri in spirito di fratellanza."},
        {"ja",
         "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"},
        {"ko",
         "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."},
        {"nb",
         "Alle mennesker er født frie og med samme menneskeverd og "
         "menneskerettigheter. De er utstyrt med fornuft og samvittighet og bør "
         "handle mot hverandre i brorskapets ånd. Det har de ikke alltid gjort, "
         "hva som er en skam, og noe av det blir de ved med etter dette."},
        {"nl",
         "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. "
         "Zij zijn begiftigd met verstand en geweten, en behoren zich jegens "
         "elkander in een geest van broederschap te gedragen."},
        {"pl",
         "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i "
         "swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować "
         "wobec innych w duchu braterstwa."},
        {"pt",
         "Todos os seres humanos nascem livres e iguais em dignidade e em "
         "direitos. Dotados de razão e de consciência, devem agir uns para com os "
         "outros em espírito de fraternidade."},
        {"ro",
         "Toate ființele umane se nasc libere și egale în demnitate și în "
         "drepturi. Ele sunt înzestrate cu rațiune și conștiință și trebuie să se "
         "comporte unele față de altele în spiritul fraternității."},
        {"ru",
         "Все люди рождаются свободными и равными в своём достоинстве и правах. "
         "Они наделены разумом и совестью и должны поступать в отношении друг "
         "друга в духе братства."},
        {"sv",
         "Alla människor är födda fria och lika i värde och rättigheter. De har "
         "utrustats med förnuft och samvete och bör handla gentemot varandra i en "
         "anda av gemenskap."},
        {"tr",
         "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl "
         "ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile "
         "hareket etmelidirler."},
        {"uk",
         "Всі люди народжуються вільними і рівними у своїй гідності та правах. "
         "Вони наділені розумом і совістю і повинні діяти у відношенні один до "
         "одного в дусі братерства."},
        {"zh",
         "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"},
        {"zh-Hant",
         "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。"},
        /* clang-format on */
    };
    size_t told = 0;
    for (const Language *const *row = language_all(); *row != NULL; row++) {
        bool is_asked = strcmp((*row)->tag, "und") != 0 && strcmp((*row)->tag, "en-US") != 0;
        told += is_asked;
    }
    g_assert_cmpuint(told, ==, G_N_ELEMENTS(rows));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        check_told(rows[i].text, rows[i].lang, language_tag_is_rtl(rows[i].lang));
    }
}

static void test_unsure(void) {
    check_told("1848", "und", false);
    check_told("", "und", false);
    check_told("Numeri: 12, 24, 36.", "und", false);
    check_told("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
               "und", false);
    check_told("Bell Harbour Quay", "und", false);
    /* Serbian, Bulgarian and Urdu are not in the table; Urdu runs from the right all the same. */
    check_told(
        "Сва људска бића рађају се слободна и једнака у достојанству и правима. Она су обдарена "
        "разумом и свешћу и треба једни према другима да поступају у духу братства.",
        "und", false);
    check_told("تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور "
               "عقل ودیعت ہوئی ہے۔",
               "und", true);
}

static void test_code_is_no_sample(void) {
    Fixture fixture = fixture_new(
        NULL,
        "<pre>the of and to in is that it was for on as with his he be by at had not</pre>"
        "<p>Die Mauer ist nicht so alt wie der Hafen, aber sie hat mehr gesehen als die "
        "meisten.</p>"
        "<p lang='en'>the of and to in is that it was for on as with his he be by at had not</p>");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.article->lang, ==, "de");
    fixture_free(&fixture);
}

static void test_given(void) {
    const char *english = "<p>All human beings are born free and equal in dignity and rights.</p>";
    Fixture of_issue = fixture_new("ar", english);
    fixture_enrich(&of_issue);
    g_assert_cmpstr(of_issue.article->lang, ==, "ar");
    g_assert_true(of_issue.article->is_rtl);
    g_assert_true(of_issue.article->lang_is_given);
    fixture_free(&of_issue);

    Fixture own = fixture_new("ar", english);
    own.article->lang = g_strdup("fr");
    own.article->lang_is_given = true;
    fixture_enrich(&own);
    g_assert_cmpstr(own.article->lang, ==, "fr");
    g_assert_false(own.article->is_rtl);
    fixture_free(&own);

    Fixture turned = fixture_new("ar", english);
    turned.article->dir_is_given = true;
    fixture_enrich(&turned);
    g_assert_false(turned.article->is_rtl);
    fixture_free(&turned);
}

/* The sample is cut within bounds, never within a character. */
static void test_long_text(void) {
    GString *markup = g_string_new("<p>");
    for (int i = 0; i < 20000; i++) {
        g_string_append(markup, "é港");
    }
    g_string_append(markup, "</p>");
    Fixture fixture = fixture_new(NULL, markup->str);
    fixture_enrich(&fixture);
    g_assert_nonnull(fixture.article->lang);
    fixture_free(&fixture);
    g_string_free(markup, TRUE);
}

static void add_tests(void) {
    g_test_add_func("/language/declaration", test_declaration);
    g_test_add_func("/language/unsure", test_unsure);
    g_test_add_func("/language/code-is-no-sample", test_code_is_no_sample);
    g_test_add_func("/language/given", test_given);
    g_test_add_func("/language/long-text", test_long_text);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
