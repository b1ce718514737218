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
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        bool is_asked = strcmp(row->tag, "und") != 0 && strcmp(row->tag, "en-US") != 0;
        told += is_asked;
    }
    g_assert_cmpuint(told, ==, G_N_ELEMENTS(rows));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        check_told(rows[i].text, rows[i].lang, language_tag_is_rtl(rows[i].lang));
    }
}

/* Ends of words that Mongolian shares with them. */
static void test_short_cyrillic(void) {
    check_told("Я помню чудное мгновенье: передо мной явилась ты, как мимолетное виденье, как "
               "гений чистой красоты.",
               "ru", false);
    check_told("Старий і новий порт, довгий причал.", "uk", false);
}

/* Languages that Galley does not speak, but whose voice, letters and direction a reader should
 * know. */
static void test_beyond_the_table(void) {
    static const struct {
        const char *lang, *text;
    } rows[] = {
        /* clang-format off */
        {"hy",
         "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու "
         "իրավունքներով։ Նրանք ունեն բանականություն ու խիղճ և միմյանց պետք է "
         "եղբայրաբար վերաբերվեն։ Ամեն ոք ունի այս Հռչակագրում բերված բոլոր "
         "իրավունքներն ու ազատությունները առանց որևէ խտրության՝ հիմնված"},
        {"ka",
         "ყოველი ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა "
         "და უფლებებით. მათ მინიჭებული აქვთ გონება და სინდისი და ერთმანეთის "
         "მიმართ უნდა ექცეოდნენ ძმობის სულისკვეთებით. ამ დეკლარაციით "
         "გამოცხადებული ყველა უფლება და ყველა თავისუფლება მინიჭებული უნდა"},
        {"yi",
         "יעדער מענטש װערט געבױרן פֿרײַ און גלײַך אין כּבֿוד און רעכט. יעדער "
         "װערט באַשאָנקן מיט פֿאַרשטאַנד און געװיסן; יעדער זאָל זיך פֿירן "
         "מיט אַ צװײטן אין אַ געמיט פֿון ברודערשאַפֿט. יעדער איז באַרעכטיקט "
         "אױף די אַלע רעכט און פֿרײַהײטן װאָס שטײען געשריבן אין אָט דער"},
        {"ur",
         "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ "
         "انہیں ضمیر اور عقل ودیعت ہوئی ہے۔ اس لئے انہیں ایک دوسرے کے ساتھ "
         "بھائی چارے کا سلوک کرنا چاہیئے۔ ہر شخص ان تمام آزادیوں اور حقوق کا "
         "مستحق ہے جو اس اعلان میں بیان کئے گئے ہیں، اور اس حق پر نسل،"},
        {"ps",
         "د بشر ټول افراد ازاد نړۍ ته راځي او د حيثيت او د حقوقو له پلوه سره "
         "برابر دي۔ ټول د عقل او وجدان خاوندان دي او بايد يو له بل سره د "
         "ورورۍ په روحيه سره چلنند کړي۔ هر څوک کولے شي، پرته له هر ډول تبعيض "
         "څخه په تيره بيا د نژاد، رنګ، جنس، ژبه، مذهب، سياسي عقيدې او يا"},
        {"ug",
         "ھەممە ئادەم زانىدىنلا ئەركىن، ئىززەت-ھۆرمەت ۋە ھوقۇقتا باپباراۋەر "
         "بولۇپ تۇغۇلغان. ئۇلار ئەقىلغە ۋە ۋىجدانغا ئىگە ھەمدە بىر-بىرىگە "
         "قېرىنداشلىق مۇناسىۋىتىگە خاس روھ بىلەن موئامىلە قىلىشى كېرەك. "
         "ھەممە ئادەم مۇشۇ خىتابنامىدە قەيت قىلىنغان بارلىق ھوقۇق ۋە"},
        {"am",
         "እያንዳንዱ፡ሰው፡የዘር፡የቀለም፡የጾታ፡የቋንቋ፡የሃይማኖት፡የፖለቲካ፡ወይም፡የሌላ፡ዓይነት፡አስተሳሰብ፡የብሔራዊ፡ወይም፡የኀብረተሰብ፡ታሪክ፡የሀብት፡የትውልድ፡ወይም፡የሌላ፡ደረጃ፡ልዩነት፡ሳይኖሩ፡በዚሁ፡ውሳኔ፡የተዘረዘሩት፡መብቶችንና፡ነጻነቶች፡ሁሉ፡እንዲከበሩለት፡ይገባል።"},
        {"ti",
         "ብመንፅር ክብርን መሰልን ኩሎም ሰባት እንትውለዱ ነፃን ማዕሪን እዮም፡፡ ምስትውዓልን ሕልናን ዝተዓደሎም "
         "ብምዃኖም ንሕድሕዶም ብሕውነታዊ መንፈስ ክተሓላለዩ ኦለዎም፡፡ ሕድሕድ ሰብ ብዘርኢ፣ ብቀለም፣ ብፆታ፣ "
         "ብቋንቋ፣ ብሃይማኖት፣ ብፖለቲካ ወይ ብካልኦት ኦሪኦእያታት፣ ብብሄር ወይ ብማሕበራዊ መበቈል፣ ብሃብቲ፣ "
         "ብትውልዲ ወይ ብካልኦት ደሪጃታት ኦድልዎ እንተይተገብሪሉ ኦብዚ ድንጋገ እዚ ናይ ዝሰፈሩ ኩሎም"},
        {"mr",
         "सर्व मानवी व्यक्ति जन्मतःच स्वतंत्र आहेत व त्यांना समान प्रतिष्ठा "
         "व समान अधिकार आहेत. त्यांना विचारशक्ति व सदसविद्वेकबुद्धि लाभलेली "
         "आहे. व त्यांनी एकमेकांशी बंधुत्याच्या भावनेने आचरण करावे. या "
         "जाहीरनाम्यात नमूद केलेले सर्व अधिकार व सर्व प्रकारचे स्वातंत्र्य"},
        {"ne",
         "सबै व्यक्ति हरू जन्मजात स्वतन्त्र हुन ती सबैको समान अधिकार र महत्व "
         "छ। निजहरूमा विचार शक्ति र सद्धिचार भएकोले निजहरूले आपसमा भातृत्वको "
         "भावना बाट व्यवहार गर्नु पर्छ। जाति, वर्ण, लिङ्ग, भाषा, धर्म "
         "राजनैतिक वा हरू विचार राष्ट्रिय वा सामाजिक उत्पति सम्पत्ति वा अरू"},
        {"bn",
         "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ "
         "করে। তাঁদের বিবেক এবং বুদ্ধি আছে; সুতরাং সকলেরই একে অপরের প্রতি "
         "ভ্রাতৃত্বসুলভ মনোভাব নিয়ে আচরণ করা উচিত। এ ঘোষণায় উল্লেখিত "
         "স্বাধীনতা এবং অধিকারসমূহে গোত্র, ধর্ম, বর্ণ, শিক্ষা, ভাষা, "
         "রাজনৈতিক বা"},
        {"pa",
         "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ "
         "ਆਜ਼ਾਦ ਹੈ ਅਤੇ ਸੁਤੇ ਸਿੱਧ ਸਾਰੇ ਲੋਕ ਬਰਾਬਰ ਹਨ । ਉਨ੍ਹਾਂ ਸਭਨਾ ਨੂੰ ਤਰਕ ਅਤੇ "
         "ਜ਼ਮੀਰ ਦੀ ਸੌਗਾਤ ਮਿਲੀ ਹੋਈ ਹੈ ਅਤੇ ਉਨ੍ਹਾਂ ਨੂੰ ਭਰਾਤਰੀਭਾਵ ਦੀ ਭਾਵਨਾ ਰਖਦਿਆਂ "
         "ਆਪਸ ਵਿਚ ਵਿਚਰਣਾ ਚਾਹੀਦਾ ਹੈ । ਹਰੇਕ ਵਿਅਕਤੀ ਨੂੰ ਭਾਵੇਂ ਉਸ ਦੀ ਕੋਈ"},
        {"gu",
         "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર અને "
         "સમાન હોય છે. તેમનામાં વિચારશક્તિ અને અંતઃકરણ હોય છે અને તેમણે "
         "પરસ્પર બંધુત્વની ભાવનાથી વર્તવું જોઇએ. દરેક વ્યક્તિને જાતિ, રંગ, "
         "લિંગ, ભાષા, ધર્મે, રાજકીય અથવા બીજા અભિપ્રાય, રાષ્ટ્રીય અથવા "
         "સામાજિક"},
        {"ta",
         "இனம், நிறம், பால், மொழி, மதம், அரசியல் அல்லது வேறு கருத்துடைமை, "
         "தேசிய அல்லது சமூகத் தோற்றம், சொத்து, பிறப்பு அல்லது பிற அந்தஸ்து "
         "என்பன போன்ற எத்தகைய வேறுபாடுமின்றி, இப்பிரகடனத்தில் தரப்பட்டுள்ள "
         "எல்லா உரிமைகளுக்கும் சுதந்திரங்களுக்கும் எல்லோரும்"},
        {"te",
         "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును "
         "సమానులును నగుదురు. వారు వివేచన-అంతఃకరణ సంపన్నులగుటచే పరస్పరము "
         "భ్రాతృభావముతో వర్తింపవలయును. జాతి, వర్ణము, లింగభేదము, భాష, మతము, "
         "రాజకీయాభిప్రాయభేదము, రాష్ట్రీయము లేక సామాజికమునగు జననము, ఆస్తి,"},
        {"kn",
         "ಜಾತಿ, ವರ್ಣ, ಸ್ತ್ರೀಪುರುಷ ಭೇದ, ಭಾಷೆ, ಧರ್ಮ, ರಾಜಕೀಯಾಭಿಪ್ರಾಯ ಅಥವಾ "
         "ಅನ್ಯಾಭಿಪ್ರಾಯ, ರಾಷ್ಟ್ರೀಯ ಮೂಲ ಅಥವಾ ಸಾಮಾಜಿಕ ಮೂಲ, ಆಸ್ತಿ, ಹುಟ್ಟು ಅಥವಾ "
         "ಇತರ ಪದವಿಯಂಥವುಗಳ ಯಾವ ರೀತಿಯ ಭೇದಭಾವವಿಲ್ಲದೆ, ಈ ಪ್ರಕಟನೆಯಲ್ಲಿ "
         "ನಿರೂಪಿಸಿರುವ ಎಲ್ಲಾ ಹಕ್ಕುಗಳಿಗೂ ಸ್ವಾತಂತ್ರ್ಯಗಳಿಗೂ ಪ್ರತಿಯೊಬ್ಬನಿಗೂ "
         "ಹಕ್ಕುಂಟು."},
        {"ml",
         "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും അന്തസ്സോടും "
         "സ്വാതന്ത്ര്യത്തോടുംകൂടി ജനിച്ചിട്ടുള്ളവരാണ്‌. അന്യോന്യം "
         "ഭ്രാതൃഭാവത്തോടെ പെരുമാറുവാനാണ്‌ മനുഷ്യന്നു വിവേകബുദ്ധിയും "
         "മനസ്സാക്ഷിയും സിദ്ധമായിരിക്കുന്നത്‌. ജാതി, മതം, നിറം, ഭാഷ, "
         "സ്ത്രീപുരുഷഭേദം, രാഷ്ട്രീയാഭിപ്രായം"},
        {"si",
         "සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත. ගරුත්වයෙන් හා "
         "අයිතිවාසිකම්වලින් සමාන වෙති. යුක්ති අයුක්ති පිළිබඳ හැඟීමෙන් හා "
         "හෘදය සාක්ෂියෙන් යුත් ඔවුන්, ඔවුනොවුන්ට සැළකිය යුත්තේ සහෝදරත්වය "
         "පිළිබඳ හැඟීමෙනි. ජාති, වංශ, වර්ණ, ස්ත්‍රී පුරුෂ භාවය, භාෂාව, ආගම්, "
         "දේශපාලන ආදී කවර"},
        {"th",
         "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักด[เกียรติศักดิ์]และสิทธิ "
         "ต่างมีเหตุผลและมโนธรรม "
         "และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ "
         "ทุกคนย่อมมีสิทธิและอิสรภาพบรรดาที่กำหนดไว้ในปฏิญญานี้ "
         "โดยปราศจากความแตกต่างไม่ว่าชนิดใด ๆ ดังเช่น เชื้อชาติ ผิว"},
        {"lo",
         "ມະນຸດເກີດມາມີສິດເສລີພາບ ແລະ ສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກ ແລະ "
         "ທາງສິດດ້ວຍມະນຸດມີສະຕິສຳປັດຊັນຍະ(ຮູ້ດີຮູ້ຊົ່ວ)ແລະມີມະໂນທຳຈື່ງຕ້ອງປະພຶດຕົນຕໍ່ກັນໃນທາງພີ່ນ້ອງ. "
         "ຂໍ້ 1.ຄົນຜູ້ໃດກໍ່ອ້າງຕົນໄດ້ວ່າ:ມີສິດ ແລະ "
         "ເສລີພາບທຸກຢ່າງທີ່ໄດ້ປ່າວຮ້ອງຢູ່ໃນປະກາດສະບັບນີ້ໂດຍບໍ່ເລືອກໜ້າ"},
        {"my",
         "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ "
         "တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ "
         "ဖြစ်သည်။ ထိုသူတို့၌ ပိုင်းခြား ဝေဖန်တတ်သော ဉာဏ်နှင့် ကျင့်ဝတ် "
         "သိတတ်သော စိတ်တို့ရှိကြ၍ ထိုသူတို့သည် အချင်းချင်း မေတ္တာထား၍"},
        {"km",
         "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព "
         "ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ មនុស្ស "
         "មានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈជាប់ពីកំណើត "
         "ហើយគប្បីប្រព្រឹត្ដចំពោះគ្នាទៅវិញទៅមកក្នុងស្មារតីភាតរភាពជាបងប្អូន។ "
         "មនុស្សម្នាក់ៗ អាចប្រើប្រាស់សិទ្ធិនិងសេរីភាពទាំងអស់"},
        {"be",
         "Усе людзі нараджаюцца свабоднымі і роўнымі ў сваёй годнасці і "
         "правах. Яны надзелены розумам і сумленнем і павінны ставіцца адзін "
         "да аднаго ў духу брацтва. Кожны чалавек павінен валодаць усімі "
         "правамі і ўсімі свабодамі, што абвешчаны гэтай Дэкларацыяй, без"},
        {"bg",
         "Всички хора се раждат свободни и равни по достойнство и права. Те "
         "са надарени с разум и съвест и следва да се отнасят помежду си в "
         "дух на братство. Всеки човек има право на всички права и свободи, "
         "провъзгласени в тази Декларация, без никакви различия,"},
        {"sr",
         "Сва људска бића рађају се слободна и једнака у достојанству и "
         "правима. Она су обдарена разумом и свешћу и треба једни према "
         "другима да поступају у духу братства. Сваком припадају сва права и "
         "слободе проглашене у овој Декларацији без икаквих разлика у "
         "погледу"},
        {"mk",
         "Сите човечки суштества се раѓаат слободни и еднакви по достоинство "
         "и права. Тие се обдарени со разум и совест и треба да се "
         "однесуваат еден кон друг во духот на општо човечката припадност. "
         "Сите права и слободи наведени во оваа Декларација им припаѓаат на "
         "сите"},
        {"kk",
         "Барлық адамдар тумысынан азат және қадір‐қасиеті мен кұқықтары тең "
         "болып дүниеге келеді. Адамдарға ақыл‐парасат, ар‐ождан берілген, "
         "сондықтан олар бір‐бірімен туыстық, бауырмалдық қарым‐қатынас "
         "жасаулары тиіс. Әр адам, нәсіліне, түр‐түсіне, жынысына. тіліне,"},
        {"mn",
         "Хүн бүр төрж мэндлэхэд эрх чөлөөтэй, адилхан нэр төртэй, ижил "
         "эрхтэй байдаг. Оюун ухаан, нандин чанар заяасан хүн гэгч өөр "
         "хоорондоо ахан дүүгийн үзэл санаагаар харьцах учиртай. Хүн бүр энэ "
         "Тунхаглалд заасан бүхий л эрх, эрх чөлөөг ямар ч ялгаваргүйгээр, "
         "яс"},
        {"vi",
         "Tất cả mọi người sinh ra đều được tự do và bình đẳng về "
         "nhân phẩm và quyền. Mọi con người đều được tạo hoá ban "
         "cho lý trí và lương tâm và cần phải đối xử với nhau trong "
         "tình bằng hữu. Mọi người đều được hưởng tất cả"},
        {"id",
         "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak "
         "yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya "
         "bergaul satu sama lain dalam semangat persaudaraan. Setiap orang "
         "berhak atas semua hak dan kebebasan-kebebasan yang tercantum di"},
        /* clang-format on */
    };
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
    /* Slovene and Swahili are told from no list of words, and are not taken for a neighbour. */
    check_told(
        "Vsi ljudje se rodijo svobodni in imajo enako dostojanstvo in enake pravice. Obdarjeni "
        "so z razumom in vestjo in bi morali ravnati drug z drugim kakor bratje.",
        "und", false);
    check_told("Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na "
               "dhamiri, hivyo yapasa watendeane kindugu.",
               "und", false);
    /* Chuvash has letters that Russian has not; Syriac letters serve several languages. */
    check_told("Пӗтӗм ҫын тӗнчене ирӗклӗ килет. Вӗсенчен кашнийӗн пӗр тан тивӗҫлӗх, пӗр пек право.",
               "und", false);
    check_told("ܟܠ ܒܪܢܫܐ ܒܪܝܐ ܝܠܗ ܚܐܪܐ ܘܒܪܒܪ ܓܘ ܐܝܩܪܐ ܘܙܕܩܐ", "und", true);
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
    Fixture of_issue = fixture_new("de", english);
    fixture_enrich(&of_issue);
    g_assert_cmpstr(of_issue.article->lang, ==, "de");
    g_assert_true(of_issue.article->lang_is_given);
    fixture_free(&of_issue);

    Fixture own = fixture_new("ar", english);
    own.article->lang = g_strdup("fr");
    own.article->lang_is_given = true;
    fixture_enrich(&own);
    g_assert_cmpstr(own.article->lang, ==, "fr");
    g_assert_false(own.article->is_rtl);
    fixture_free(&own);

    const char *hebrew = "<p>כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.</p>";
    Fixture turned = fixture_new("he", hebrew);
    turned.article->dir_is_given = true;
    fixture_enrich(&turned);
    g_assert_false(turned.article->is_rtl);
    fixture_free(&turned);
}

static void check_in_issue(const char *issue_lang, const char *text, const char *lang) {
    g_autofree char *markup = g_strconcat("<p>", text, "</p>", NULL);
    Fixture fixture = fixture_new(issue_lang, markup);
    fixture_enrich(&fixture);
    bool is_foreign = strcmp(lang, issue_lang) != 0;
    g_assert_cmpstr(fixture.article->lang, ==, lang);
    g_assert_cmpint(fixture.article->lang_is_given, ==, !is_foreign);
    g_assert_cmpint(report_has(fixture.report, DIAGNOSTIC_LANGUAGE_FOREIGN), ==, is_foreign);
    fixture_free(&fixture);
}

/* What an issue is in does not hold for a text in letters that its language is not written in.
 * Names of the other script, a few letters, and languages of two scripts are no reason. */
static void test_foreign(void) {
    /* clang-format measures some of these scripts differently each time. */
    /* clang-format off */
    const char *english = "All human beings are born free and equal in dignity and rights. They are "
                          "endowed with reason and conscience.";
    const char *arabic = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا "
                         "وعليهم أن يعامل بعضهم بعضا بروح الإخاء.";
    const char *russian = "Все люди рождаются свободными и равными в своём достоинстве и правах. Они "
                          "наделены разумом и совестью.";
    /* clang-format on */
    check_in_issue("en", arabic, "ar");
    check_in_issue("en-GB", russian, "ru");
    check_in_issue("ar", english, "en");
    check_in_issue("fa", arabic, "fa"); /* a language of the same script is believed */
    check_in_issue("de", english, "de");
    check_in_issue("sr", english, "sr");
    check_in_issue("xx", arabic, "xx");
    /* clang-format off */
    check_in_issue("ja", "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心", "ja");
    check_in_issue("en", "АБВ 1905", "en");
    check_in_issue("ar", "زار Johann Wolfgang von Goethe مدينة فايمار في شتاء عام ثمانية عشر", "ar");
    /* clang-format on */
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
    g_test_add_func("/language/short-cyrillic", test_short_cyrillic);
    g_test_add_func("/language/beyond-the-table", test_beyond_the_table);
    g_test_add_func("/language/unsure", test_unsure);
    g_test_add_func("/language/code-is-no-sample", test_code_is_no_sample);
    g_test_add_func("/language/given", test_given);
    g_test_add_func("/language/foreign", test_foreign);
    g_test_add_func("/language/long-text", test_long_text);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
