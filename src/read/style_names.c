/* Styles by name: one row a role, its names divided by '|', in small letters. */
#include "read/style_names.h"

#include <string.h>

/* Before a number these head; the number is the level. */
static const char heading_words[] =
    "heading|überschrift|titre|título|titulo|títol|titolo|kop|rubrik|overskrift|otsikko|"
    "nagłówek|nadpis|címsor|titlu|заголовок|заглавие|επικεφαλίδα|başlık|عنوان|العنوان|כותרת|見出し|"
    "标题|標題|제목|encabezado|cabeçalho|intestazione|encapçalament|naslov|наслов|virsraksts|"
    "antraštė|"
    "pealkiri|fyrirsögn|judul|tiêu đề|đầu đề|शीर्षक|หัวเรื่อง|izenburua|titre de niveau|"
    "subheading|zwischentitel|zwischenüberschrift";

static const struct {
    Role role;
    const char *names;
} rows[] = {
    {ROLE_TITLE,
     "title|titel|titre|título|titulo|títol|titolo|tytuł|název|názov|cím|titlu|название|назва|"
     "заголовок|"
     "τίτλος|konu başlığı|العنوان|عنوان|כותרת "
     "טקסט|表題|标题|標題|제목|otsikko|tittel|rubrik|naslov|"
     "article title|headline|main title|schlagzeile|titular|titolo principale|judul|tiêu đề|शीर्षक"},
    {ROLE_SUBTITLE,
     "subtitle|untertitel|sous-titre|subtítulo|subtitulo|subtítol|sottotitolo|ondertitel|"
     "underrubrik|"
     "undertitel|undertittel|alaotsikko|podtytuł|podtitul|podnadpis|alcím|subtitlu|подзаголовок|"
     "підзаголовок|υπότιτλος|alt yazı|altyazı|العنوان الفرعي|عنوان فرعي|כותרת "
     "משנה|副題|副标题|副標題|부제|"
     "deck|standfirst|vorspann|chapeau|chapô|entradilla|bajada|subheadline"},
    {ROLE_QUOTATION,
     "quote|intense quote|block text|quotations|quotation|block quotation|blockquote|block "
     "quote|zitat|"
     "intensives zitat|blocktext|citation|citation intense|cita|cita destacada|citazione|"
     "citazione intensa|citaat|duidelijk citaat|citat|starkt citat|citação|citação intensa|cytat|"
     "cytat intensywny|цитата|выделенная цитата|引用文|引用|引文|明显引用|인용|alıntı|اقتباس|ציטוט|"
     "lainaus|sitaatti|sitat|idézet|epigraph"},
    {ROLE_PULL_QUOTE, "pull quote|pullquote|pull-quote|sumario destacado|zwischenzitat"},
    {ROLE_PREFORMATTED,
     "html preformatted|source code|preformatted text|preformatted|code|code block|codeblock|"
     "macro text|verbatim|listing|program listing|vorformatierter text|html "
     "vorformatiert|quelltext|"
     "texte préformaté|préformaté html|texto preformateado|html con formato previo|"
     "testo preformattato|preformatato html|texto preformatado|pré-formatação html"},
    {ROLE_CAPTION,
     "caption|beschriftung|légende|descripción|legenda|didascalia|bijschrift|beskrivning|"
     "billedtekst|"
     "bildetekst|kuvaotsikko|titulek|popisek|képaláírás|legendă|название объекта|підпис|λεζάντα|"
     "resim yazısı|図表番号|题注|標號|캡션|cutline|bildunterschrift|bildlegende|picture caption|"
     "image caption|table caption|figure caption|illustration|figure|photo caption|pie de foto"},
    {ROLE_BYLINE, "byline|author|authors|author "
                  "name|autor|autores|autorin|autorzeile|verfasser|verfasserin|auteur|"
                  "auteurs|autore|автор|作者|著者|저자|yazar|firma"},
    {ROLE_VERSE, "verse|poem|poetry|stanza|gedicht|poème|poema|poesia|стихи|стихотворение|verso"},
    {ROLE_SIGNATURE, "signature|unterschrift|firma del autor|underskrift|handtekening|подпись"},
    {ROLE_CONTENTS,
     "toc heading|contents heading|inhaltsverzeichnisüberschrift|titre tm|encabezado de tdc"},
    {ROLE_RULE, "horizontal line|horizontale linie|ligne horizontale|línea horizontal"},
};

/* Before a number: the lines of a table of contents. */
static const char contents_words[] =
    "toc|contents|verzeichnis|tm|tdc|inhaltsverzeichnis|目次|目录|оглавление";

static const char code_names[] =
    "html code|html typewriter|html keyboard|html sample|html-code|verbatim char|source text|"
    "code char|inline code|teletype|quelltext|source code char|html preformatted char";

/* Is `word` (so many bytes) one of the names? */
static bool is_among(const char *names, const char *word, size_t length_bytes) {
    for (const char *at = names; *at != '\0';) {
        size_t length = strcspn(at, "|");
        if (length == length_bytes && memcmp(at, word, length) == 0) {
            return true;
        }
        at += length + (at[length] == '|');
    }
    return false;
}

/* The number that a name ends in ("heading 1", "heading1", "見出し １"); 0: none. `length` becomes
 * that of what stands before it. */
static unsigned take_number(const char *name, size_t *length) {
    const char *end = name + strlen(name);
    unsigned number = 0;
    const char *last = g_utf8_find_prev_char(name, end);
    int digit = last != NULL ? g_unichar_digit_value(g_utf8_get_char(last)) : -1;
    if (digit > 0) {
        number = (unsigned)digit;
        end = last;
        while (end > name && (end[-1] == ' ' || end[-1] == '_' || end[-1] == '-')) {
            end--;
        }
    }
    *length = (size_t)(end - name);
    return number;
}

/* Small letters, one space between words, without what Word and LibreOffice add: ",h1", " (user)".
 */
static char *plain_name(const char *name) {
    size_t length = strcspn(name, ",(");
    g_autofree char *start = g_strndup(name, length > 0 ? length : strlen(name));
    g_autofree char *folded = g_utf8_strdown(start, -1);
    return text_collapse(folded);
}

Role style_role(const char *name, unsigned *level) {
    if (name == NULL || *name == '\0') {
        return ROLE_TEXT;
    }
    g_autofree char *plain = plain_name(name);
    size_t length = 0;
    unsigned number = take_number(plain, &length);
    if (number > 0 && is_among(heading_words, plain, length)) {
        *level = number;
        return ROLE_HEADING;
    }
    if (number > 0 && is_among(contents_words, plain, length)) {
        return ROLE_CONTENTS;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (is_among(rows[i].names, plain, strlen(plain))) {
            return rows[i].role;
        }
    }
    return ROLE_TEXT;
}

bool style_is_code(const char *name) {
    g_autofree char *plain = plain_name(name != NULL ? name : "");
    return is_among(code_names, plain, strlen(plain));
}
