/* One post as an article. */
#include "read/post_article.h"

#include "base/identifiers.h"
#include "base/paths.h"
#include "base/text.h"
#include "html/page.h"
#include "read/authors.h"
#include "read/names.h"
#include "read/page_content.h"

#include <string.h>

/* Names */

/* Slugs in other letters are stored as their bytes' percent signs. NULL: none is said. */
static char *slug_of(const ExportItem *item) {
    g_autofree char *slug = export_value_word(item->fields[FIELD_NAME]);
    char *decoded = slug != NULL ? g_uri_unescape_string(slug, NULL) : NULL;
    if (decoded != NULL && g_utf8_validate(decoded, -1, NULL) && strchr(decoded, '/') == NULL) {
        return decoded;
    }
    g_free(decoded);
    return NULL;
}

char *post_plain_address(const char *address) {
    const char *at = strstr(address, "://");
    at = at != NULL ? at + strlen("://") : g_str_has_prefix(address, "//") ? address + 2 : address;
    at += g_str_has_prefix(at, "www.") ? strlen("www.") : 0;
    g_autofree char *plain = g_strndup(at, strcspn(at, "#"));
    size_t length = strlen(plain);
    while (length > 0 && plain[length - 1] == '/') {
        plain[--length] = '\0';
    }
    char *decoded = g_uri_unescape_string(plain, NULL);
    return decoded != NULL ? decoded : g_steal_pointer(&plain);
}

char *post_path(const Source *source, const ExportItem *item) {
    g_autofree char *directory = path_directory(source->path);
    g_autofree char *slug = slug_of(item);
    g_autofree char *id = export_value_word(item->fields[FIELD_ID]);
    g_autofree char *name = slug != NULL ? g_steal_pointer(&slug)
                            : id != NULL ? g_strconcat("post-", id, NULL)
                                         : g_strdup_printf("line-%u", item->line);
    return *directory != '\0' ? g_build_filename(directory, name, NULL) : g_steal_pointer(&name);
}

/* Dates */

static bool read_date(ExportValue value, Date *date) {
    g_autofree char *text = export_value_word(value);
    if (text == NULL || g_str_has_prefix(text, "0000")) {
        return false;
    }
    text[MIN(strlen(text), strlen("2024-05-05"))] = '\0';
    return date_parse(text, date);
}

/* "Mon, 29 Jul 2024 17:56:12 +0000" (RFC 822, 5). */
static bool read_feed_date(ExportValue value, Date *date) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    g_autofree char *text = export_value_word(value);
    const char *comma = text != NULL ? strchr(text, ',') : NULL;
    const char *from = comma != NULL ? comma + 1 : text;
    g_auto(GStrv) words = g_strsplit_set(from != NULL ? from : "", " \t", -1);
    const char *parts[3] = {NULL};
    size_t count = 0;
    for (size_t i = 0; words[i] != NULL && count < G_N_ELEMENTS(parts); i++) {
        if (words[i][0] != '\0') {
            parts[count++] = words[i];
        }
    }
    const char *month = count == 3 && strlen(parts[1]) == 3 ? strstr(months, parts[1]) : NULL;
    if (month == NULL || (month - months) % 3 != 0) {
        return false;
    }
    g_autofree char *written =
        g_strdup_printf("%s-%02d-%s%s", parts[2], (int)(month - months) / 3 + 1,
                        strlen(parts[0]) == 1 ? "0" : "", parts[0]);
    return date_parse(written, date);
}

Date post_date(const ExportItem *item) {
    Date date = {0};
    if (!read_date(item->fields[FIELD_DATE], &date) &&
        !read_date(item->fields[FIELD_DATE_GMT], &date)) {
        read_feed_date(item->fields[FIELD_PUBLISHED], &date);
    }
    return date;
}

/* Title and deck */

/* HTML of one line into a part of the frame. */
static void put_part(Article *article, Element part, const char *html, uint32_t line) {
    xmlNode *frame = tree_part(article->tree, part, true);
    node_set_place(frame, line, 1);
    if (strpbrk(html, "<&") == NULL) {
        g_autofree char *plain = text_collapse(html);
        node_append(frame, node_new_text(article->tree, plain, strlen(plain), line, 1));
        return;
    }
    Builder builder;
    g_autoptr(Page) page = page_new(html, strlen(html), line, true);
    builder_begin(&builder, article->tree, frame);
    page_grow(page, 0, false, &builder);
    builder_end(&builder);
}

char *post_plain_text(const char *html) {
    if (html == NULL || strpbrk(html, "<&") == NULL) {
        return html != NULL ? text_collapse(html) : NULL;
    }
    g_autoptr(Page) page = page_new(html, strlen(html), 1, true);
    return page_plain_text(page, 0);
}

static void put_title(Article *article, const ExportItem *item) {
    ExportValue value = item->fields[FIELD_TITLE];
    g_autofree char *html = export_value_word(value);
    g_autofree char *plain = post_plain_text(html);
    if (plain != NULL && !text_is_blank(plain)) {
        put_part(article, ELEMENT_HEADLINE, html, value.line);
        article->title_text = g_steal_pointer(&plain);
        article->title_place = place_at(article->display_path, value.line, 1);
    }
}

static void put_deck(Article *article, const ExportItem *item) {
    ExportValue value = item->fields[FIELD_EXCERPT];
    g_autofree char *html = export_value_word(value);
    g_autofree char *plain = post_plain_text(html);
    if (plain != NULL && !text_is_blank(plain)) {
        xmlNode *frame = tree_part(article->tree, ELEMENT_DECK, true);
        node_set_place(frame, value.line, 1);
        node_append(frame, node_new_text(article->tree, plain, strlen(plain), value.line, 1));
        article->deck_text = g_steal_pointer(&plain);
    }
}

/* People */

static bool is_login_like(const char *name, const char *login) {
    static const char *const offices[] = {"admin",  "administrator", "editor", "webmaster",
                                          "author", "user",          "root",   "wordpress"};
    for (size_t i = 0; i < G_N_ELEMENTS(offices); i++) {
        if (g_ascii_strcasecmp(name, offices[i]) == 0) {
            return true;
        }
    }
    bool is_one_word = strchr(name, ' ') == NULL && g_str_is_ascii(name);
    bool has_sign = strpbrk(name, "@_0123456789") != NULL;
    bool is_small = is_one_word && !g_ascii_isupper(name[0]);
    return is_one_word && (has_sign || is_small) &&
           (login == NULL || g_ascii_strcasecmp(name, login) == 0 || has_sign);
}

static char *full_name(const ExportAuthor *author) {
    if (author == NULL || (author->first_name == NULL && author->last_name == NULL)) {
        return NULL;
    }
    return author->first_name == NULL ? g_strdup(author->last_name)
           : author->last_name == NULL
               ? g_strdup(author->first_name)
               : g_strconcat(author->first_name, " ", author->last_name, NULL);
}

/* What the owner of a login is called; NULL: nobody knows. */
static char *shown_name(const PostShelf *shelf, const char *login) {
    const ExportAuthor *author = g_hash_table_lookup(shelf->authors, login);
    if (author != NULL && author->display_name != NULL &&
        !is_login_like(author->display_name, login)) {
        return g_strdup(author->display_name);
    }
    char *name = full_name(author);
    if (name != NULL && !is_login_like(name, login)) {
        return name;
    }
    g_free(name);
    bool is_feed = !shelf->file->is_wordpress;
    bool is_name = author == NULL && !is_login_like(login, is_feed ? login : NULL) &&
                   (is_feed || strchr(login, ' ') != NULL || !g_str_is_ascii(login));
    return is_name ? g_strdup(login) : NULL;
}

static void add_person(PostShelf *shelf, Article *article, const char *login, Report *report) {
    g_autofree char *name = shown_name(shelf, login);
    if (name == NULL) {
        g_hash_table_add(shelf->nameless, g_strdup(login));
        return;
    }
    const Language *language = language_find(shelf->language != NULL ? shelf->language : "und");
    YamlValue value = {.kind = YAML_VALUE_TEXT, .text = name, .is_quoted = true};
    Said said = {.value = &value, .key = "byline", .file = article->display_path, .report = report};
    authors_read(&said, language, article->authors);
}

/* Who wrote it: those whom Co-Authors Plus names, else whose post it is. */
static void put_people(PostShelf *shelf, Article *article, const ExportItem *item, Report *report) {
    bool has_several = false;
    for (guint i = 0; i < item->terms->len && article->authors->len == 0; i++) {
        const ExportTerm *term = item->terms->pdata[i];
        has_several |= g_strcmp0(term->domain, "author") == 0;
    }
    for (guint i = 0; has_several && i < item->terms->len; i++) {
        const ExportTerm *term = item->terms->pdata[i];
        if (g_strcmp0(term->domain, "author") == 0) {
            add_person(shelf, article, term->name, report);
        }
    }
    g_autofree char *creator = export_value_word(item->fields[FIELD_CREATOR]);
    if (!has_several && creator != NULL && article->authors->len == 0) {
        add_person(shelf, article, creator, report);
    }
}

/* Categories and tags */

/* What WordPress calls its first category, in the languages it speaks. */
static const char first_categories[] =
    "Uncategorized|Uncategorised|Sin categoría|Sin categorizar|Non classé|Allgemein|"
    "Unkategorisiert|Nicht kategorisiert|Senza categoria|Sem categoria|Geen categorie|"
    "Niet gecategoriseerd|Без рубрики|Без категорії|Без категория|未分類|未分类|غير مصنف|כללי|"
    "Bez kategorii|Ikke kategoriseret|Okategoriserade|Okategoriserad|Ukategorisert|Kategorisiz|"
    "Genel|Nezařazené|Nezaradené|Kategorizálatlan|Egyéb kategória|Χωρίς κατηγορία|"
    "دسته‌بندی نشده|Sense categoria|Sailkatu gabea|Sen categoría|Fără "
    "categorie|Nekategorizirano|"
    "Luokittelematon|Yleinen|미분류|분류되지 않음|Tak Berkategori|Chưa phân loại|"
    "Chưa được phân loại|ไม่มีหมวดหมู่|अवर्गीकृत";

static bool is_uncategorised(const ExportTerm *term) {
    g_autofree char *own = g_utf8_casefold(term->name, -1);
    g_autofree char *all = g_utf8_casefold(first_categories, -1);
    g_auto(GStrv) names = g_strsplit(all, "|", -1);
    return g_strv_contains((const char *const *)names, own) ||
           g_strcmp0(term->nicename, "uncategorized") == 0;
}

static void put_terms(Article *article, const ExportItem *item) {
    article->categories = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < item->terms->len; i++) {
        const ExportTerm *term = item->terms->pdata[i];
        bool is_category = term->domain == NULL || strcmp(term->domain, "category") == 0;
        bool is_tag =
            g_strcmp0(term->domain, "post_tag") == 0 || g_strcmp0(term->domain, "tag") == 0;
        if (is_category) {
            g_ptr_array_add(article->categories, text_collapse(term->name));
        }
        char *slug = is_category && term->nicename != NULL
                         ? g_uri_unescape_string(term->nicename, NULL)
                         : NULL;
        if (slug != NULL) {
            g_ptr_array_add(article->categories, slug);
        }
        if (is_category && article->section_name == NULL && !is_uncategorised(term)) {
            article->section_name = text_collapse(term->name);
        } else if (is_tag && !g_ptr_array_find_with_equal_func(article->tags, term->name,
                                                               g_str_equal, NULL)) {
            g_ptr_array_add(article->tags, text_collapse(term->name));
        }
    }
}

/* Pictures */

/* Calls of what the issue holds name it; the others stay as they are. */
static void resolve_pictures(const PostShelf *shelf, Article *article) {
    const xmlNode *body = tree_body(article->tree);
    for (xmlNode *at = (xmlNode *)body; at != NULL; at = node_next(at, body, false)) {
        const char *src = element_of(at) == ELEMENT_IMG ? node_get(at, ATTRIBUTE_SRC) : NULL;
        const Asset *asset = src != NULL ? upload_paths_find(shelf->uploads, src) : NULL;
        if (asset != NULL) {
            g_autofree char *path = g_strconcat("/", asset->path, NULL);
            node_set(at, ATTRIBUTE_SRC, path);
        }
    }
}

/* Links to other posts of the export lead to their articles. */
static void resolve_links(const PostShelf *shelf, Article *article) {
    const xmlNode *body = tree_body(article->tree);
    for (xmlNode *at = (xmlNode *)body; at != NULL; at = node_next(at, body, false)) {
        const char *href = element_of(at) == ELEMENT_A ? node_get(at, ATTRIBUTE_HREF) : NULL;
        if (href == NULL || *href == '#') {
            continue;
        }
        g_autofree char *whole = href[0] == '/' && href[1] != '/' && shelf->site != NULL
                                     ? g_strconcat(shelf->site, href, NULL)
                                     : NULL;
        g_autofree char *plain = post_plain_address(whole != NULL ? whole : href);
        const char *path = g_hash_table_lookup(shelf->addresses, plain);
        if (path != NULL) {
            g_autofree char *name = g_uri_escape_string(path_name(path), NULL, TRUE);
            node_set(at, ATTRIBUTE_HREF, name);
        } else if (whole != NULL) {
            node_set(at, ATTRIBUTE_HREF, whole);
        }
    }
}

/* WordPress wraps a pull quote's words in a quotation. */
static void tidy_quotes(Article *article) {
    const xmlNode *body = tree_body(article->tree);
    for (xmlNode *at = (xmlNode *)body; at != NULL; at = node_next(at, body, false)) {
        bool is_pull = element_of(at) == ELEMENT_ASIDE && node_has_class(at, "pullquote");
        xmlNode *inner = is_pull ? at->children : NULL;
        while (inner != NULL && inner->type == XML_TEXT_NODE && text_is_blank(node_text(inner))) {
            inner = inner->next;
        }
        if (inner != NULL && element_of(inner) == ELEMENT_BLOCKQUOTE) {
            node_unwrap(inner);
        }
    }
}

static bool shows_picture(const Article *article, const char *address) {
    const xmlNode *body = tree_body(article->tree);
    for (const xmlNode *at = body; at != NULL; at = node_next(at, body, false)) {
        const char *src = element_of(at) == ELEMENT_IMG ? node_get(at, ATTRIBUTE_SRC) : NULL;
        if (src != NULL && strcmp(path_name(src), path_name(address)) == 0) {
            return true;
        }
    }
    return false;
}

/* The post's own picture leads, unless the text shows it. */
static void put_lead(const PostShelf *shelf, Article *article, const ExportItem *item,
                     ArticleParts *parts, Report *report) {
    const char *id = export_item_meta(item, "_thumbnail_id");
    const Attachment *lead =
        id != NULL ? g_hash_table_lookup(shelf->library.attachments, id) : NULL;
    if (lead != NULL && parts->picture_path == NULL && !shows_picture(article, lead->address)) {
        parts->picture_path = g_strdup(lead->address);
        parts->picture_alt = g_strdup(lead->alt);
        parts->picture_caption = post_plain_text(lead->caption);
        parts->picture_line = item->line;
        parts->picture_column = 1;
    }
    article_put_lead_picture(article, parts, report);
}

/* All of it */

static void put_text(PostShelf *shelf, Article *article, const ExportItem *item, Report *report) {
    ExportValue value = item->fields[FIELD_CONTENT];
    if (value.text == NULL && !shelf->file->is_wordpress) {
        value = item->fields[FIELD_DESCRIPTION];
    }
    g_autofree char *text = export_value_text(value);
    g_autofree char *id = export_value_word(item->fields[FIELD_ID]);
    if (text == NULL || text_is_blank(text)) {
        return;
    }
    PostContext context = {.library = &shelf->library,
                           .post_id = id,
                           .notes_json = export_item_meta(item, "footnotes"),
                           .left_out = shelf->left_out};
    g_autofree char *html = post_text_html(text, strlen(text), &context);
    post_content_append(article, html, strlen(html), value.line, report);
}

Article *post_article_new(PostShelf *shelf, const ExportItem *item, Report *report) {
    ArticleParts parts = {0};
    Article *article = article_begin(shelf->source, shelf->sidecar, NULL, &parts, report);
    g_free(article->path);
    article->path = post_path(shelf->source, item);
    article->slug = article->slug != NULL ? article->slug : slug_of(item);
    if (article->slug != NULL) {
        g_free(article->fallback_title);
        article->fallback_title = name_from_slug_with_number(article->slug);
    }
    Date date = post_date(item);
    article->date = date_is_set(date) ? date : article->date;
    article->lang_hint = g_strdup(shelf->language);
    article->pictures_may_be_missing = true;
    article->web_address = export_value_word(item->fields[FIELD_LINK]);
    article->web_address = article->web_address != NULL ? article->web_address : g_strdup("");
    put_title(article, item);
    put_deck(article, item);
    put_people(shelf, article, item, report);
    put_terms(article, item);
    put_text(shelf, article, item, report);
    put_lead(shelf, article, item, &parts, report);
    resolve_pictures(shelf, article);
    resolve_links(shelf, article);
    tidy_quotes(article);
    article_parts_clear(&parts);
    return article;
}
