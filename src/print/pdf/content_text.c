/* Runs of glyphs. Each glyph's place is held against where the font's own advances have brought the
 * pen; what differs is set right between them (TJ), so that nothing adds up. Tw is of no use: it
 * does not see codes of two bytes (ISO 32000-1, 9.3.3). */
#include "print/pdf/content.h"

#include "print/pdf/syntax.h"

#include <string.h>

#define MICRO 1000000        /* millionths of an em */
#define MICRO_PER_STEP 1000  /* TJ's unit: a thousandth of an em */
#define TOLERANCE_MPT 10     /* what is not worth a number */
#define WORD_GAP_PERMILLE 80 /* of the size: a gap that may be taken for a space */
#define MANY_PARTS 10        /* one glyph in so many without a text of its own is many */
#define SOFT_HYPHEN "\xC2\xAD"

typedef struct {
    PdfContent *content;
    PdfFont *font;
    const DisplayGlyph *glyphs;
    const char *text;
    const Operation *operation;
    int64_t wanted_mpt;             /* the next glyph's origin, from the run's beginning */
    int64_t drawn;                  /* where the pen is, in millionths of an em */
    int64_t tolerance;              /* the same */
    bool is_in_array, is_in_string; /* of TJ */
    bool is_in_span;
    GString *plain; /* text without what steers; NULL: none had to be made */
} Run;

static void end_string(Run *run) {
    if (run->is_in_string) {
        g_string_append_c(run->content->stream, ')');
        run->is_in_string = false;
    }
}

static void end_array(Run *run) {
    end_string(run);
    if (run->is_in_array) {
        g_string_append(run->content->stream, "]TJ\n");
        run->is_in_array = false;
    }
}

/* Signs that steer lines and directions have done their work: what they stand for is where the
 * glyphs stand. Taken out with the text, they would turn it round again. */
static bool steers(gunichar sign) {
    return sign == 0xAD || sign == 0x61C || sign == 0x200B || sign == 0x200E || sign == 0x200F ||
           (sign >= 0x2028 && sign <= 0x202E) || sign == 0x2060 ||
           (sign >= 0x2066 && sign <= 0x2069) || sign == 0xFEFF;
}

/* How long the sign at `at` is in bytes; 0: it is one that steers. What is no UTF-8 is kept. */
static size_t said_bytes(const char *at, const char *end) {
    if ((guchar)*at < 0x80) {
        return 1;
    }
    gunichar sign = g_utf8_get_char_validated(at, end - at);
    return sign >= 0x110000 ? 1 : steers(sign) ? 0 : (size_t)g_unichar_to_utf8(sign, NULL);
}

/* The text that is said. It holds until the next is asked for. */
static const char *plain_text(Run *run, const char *text, size_t *length) {
    const char *end = text + *length, *at = text;
    while (at < end && said_bytes(at, end) > 0) {
        at += said_bytes(at, end);
    }
    if (at >= end) {
        return text;
    }
    run->plain = run->plain != NULL ? run->plain : g_string_new(NULL);
    g_string_truncate(run->plain, 0);
    for (at = text; at < end;) {
        size_t bytes = said_bytes(at, end);
        g_string_append_len(run->plain, at, (gssize)bytes);
        at = bytes > 0 ? at + bytes : g_utf8_next_char(at);
    }
    *length = run->plain->len;
    return run->plain->str;
}

static void begin_span(Run *run, const char *text, size_t length) {
    end_array(run);
    pdf_content_begin_span(run->content, text, length);
    run->is_in_span = true;
}

static void end_span(Run *run) {
    end_array(run);
    pdf_content_end_span(run->content);
    run->is_in_span = false;
}

static void add_byte(GString *stream, uint8_t byte) {
    if (byte == '\r') {
        g_string_append(stream, "\\r");
        return;
    }
    if (byte == '(' || byte == ')' || byte == '\\') {
        g_string_append_c(stream, '\\');
    }
    g_string_append_c(stream, (char)byte);
}

static void set_rise(Run *run, Mpt rise_mpt) {
    if (run->content->rise_mpt != rise_mpt) {
        end_array(run);
        pdf_add_thousandths(run->content->stream, rise_mpt);
        g_string_append(run->content->stream, " Ts\n");
        run->content->rise_mpt = rise_mpt;
    }
}

static void draw_glyph(Run *run, const DisplayGlyph *glyph) {
    GString *stream = run->content->stream;
    Mpt size = run->operation->of.text.size_mpt;
    set_rise(run, glyph->offset_y_mpt);
    if (!run->is_in_array) {
        if (!run->is_in_span) {
            pdf_content_mark_text(run->content);
        }
        g_string_append_c(stream, '[');
        run->is_in_array = true;
    }
    int64_t off = run->drawn - (run->wanted_mpt + glyph->offset_x_mpt) * MICRO / size;
    if (off >= run->tolerance || -off >= run->tolerance) {
        int64_t half = off < 0 ? -MICRO_PER_STEP / 2 : MICRO_PER_STEP / 2;
        int64_t steps = (off + half) / MICRO_PER_STEP;
        end_string(run);
        pdf_add_integer(stream, steps);
        run->drawn -= steps * MICRO_PER_STEP;
    }
    if (!run->is_in_string) {
        g_string_append_c(stream, '(');
        run->is_in_string = true;
    }
    add_byte(stream, (uint8_t)(glyph->glyph >> 8));
    add_byte(stream, (uint8_t)(glyph->glyph & 0xFF));
    run->drawn += pdf_font_use(run->font, glyph->glyph);
    run->wanted_mpt += glyph->advance_mpt;
}

static void set_font(PdfContent *content, PdfFont *font, int voice, Mpt size_mpt) {
    pdf_font_add_name(font, voice, content->stream);
    g_string_append_c(content->stream, ' ');
    pdf_add_thousandths(content->stream, size_mpt);
    g_string_append(content->stream, " Tf\n");
    content->font = font;
    content->voice = voice;
    content->size_mpt = size_mpt;
}

static void set_voice(Run *run, int voice) {
    if (run->content->voice != voice) {
        end_array(run);
        set_font(run->content, run->font, voice, run->operation->of.text.size_mpt);
    }
}

/* Signs of a text, so that each glyph of a cluster gets its own, and the first what is over. */
typedef struct {
    const char *at, *end;
    size_t over;
    char *taken_apart; /* owned: what `at` is in, or NULL */
} Parts;

static Parts part_text(const char *text, size_t length, size_t glyphs) {
    Parts parts = {.at = text, .end = text + length};
    if (!g_utf8_validate(text, (gssize)length, NULL)) {
        parts.at = parts.end;
        return parts;
    }
    size_t signs = (size_t)g_utf8_strlen(text, (gssize)length);
    if (signs < glyphs) { /* a vowel written on both sides of its letter is two signs */
        parts.taken_apart = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFD);
        parts.at = parts.taken_apart;
        parts.end = parts.at + strlen(parts.at);
        signs = (size_t)g_utf8_strlen(parts.at, -1);
    }
    parts.over = signs > glyphs ? signs - glyphs : 0;
    return parts;
}

static size_t next_part(Parts *parts) {
    const char *start = parts->at;
    for (size_t signs = parts->over + 1; signs > 0 && parts->at < parts->end; signs--) {
        parts->at = g_utf8_next_char(parts->at);
    }
    parts->over = 0;
    return (size_t)(parts->at - start);
}

/* A glyph that there is no sign left for only joins others. */
static void draw_spelled(Run *run, uint32_t index, const char *text, size_t length) {
    static const char joiner[] = "\u200D";
    const DisplayGlyph *glyph = &run->glyphs[index];
    int voice = length > 0 ? pdf_font_spell(run->font, glyph->glyph, text, length)
                           : pdf_font_spell(run->font, glyph->glyph, joiner, strlen(joiner));
    set_voice(run, MAX(voice, 0));
    draw_glyph(run, glyph);
}

/* The body of a cluster, [*from, *to) of its glyphs: without the marks at its end, which do not
 * move the pen. What takes text out of a PDF thinks a cluster as broad as from the first drawn
 * glyph's left to the last one's right. */
static void find_body(const Run *run, uint32_t *from, uint32_t *to) {
    if (run->operation->of.text.is_rtl) {
        while (*from + 1 < *to && run->glyphs[*from].advance_mpt == 0) {
            (*from)++;
        }
    } else {
        while (*from + 1 < *to && run->glyphs[*to - 1].advance_mpt == 0) {
            (*to)--;
        }
    }
}

/* Glyphs [from, to), drawn where they stand: from the left, or its marks from the letter on. */
static void draw_parts(Run *run, uint32_t from, uint32_t to, bool backwards, Parts *parts) {
    int64_t pen = run->wanted_mpt;
    for (uint32_t k = 0; k < to - from; k++) {
        uint32_t index = backwards ? to - 1 - k : from + k;
        const char *part = parts->at;
        draw_spelled(run, index, part, next_part(parts));
        run->wanted_mpt = backwards ? pen : run->wanted_mpt; /* marks do not move the pen */
    }
}

/* A cluster of several glyphs, first its letter and then its marks. Its text is said for it, and
 * for those who read glyph by glyph each has a part of it, in the order in which they are drawn. */
static void draw_joined(Run *run, uint32_t first, uint32_t end, const char *text, size_t length,
                        bool spans) {
    uint32_t from = first, to = end;
    find_body(run, &from, &to);
    bool has_marks = to - from < end - first;
    Parts parts = part_text(text, length, end - first);
    if (spans) {
        begin_span(run, text, length);
    }
    int64_t left = run->wanted_mpt;
    draw_parts(run, from, to, false, &parts);
    if (spans && has_marks) {
        end_span(run);
        begin_span(run, "", 0);
    }
    if (from > first) {
        run->wanted_mpt = left;
        draw_parts(run, first, from, true, &parts);
    } else {
        draw_parts(run, to, end, false, &parts);
    }
    if (spans) {
        end_span(run);
    }
    g_free(parts.taken_apart);
}

/* A cluster: glyphs [first, end), of which one has their text. What ToUnicode cannot say is said
 * beside it. */
static void draw_cluster(Run *run, uint32_t first, uint32_t end, bool may_span) {
    bool is_rtl = run->operation->of.text.is_rtl;
    const DisplayGlyph *glyph = &run->glyphs[is_rtl ? end - 1 : first];
    bool is_hyphen = run->operation->of.text.ends_in_hyphen &&
                     (is_rtl ? first == 0 : end == run->operation->of.text.glyph_count);
    size_t length = is_hyphen ? strlen(SOFT_HYPHEN) : glyph->text_length;
    const char *text =
        is_hyphen ? SOFT_HYPHEN : plain_text(run, run->text + glyph->text_start, &length);
    if (length == 0 && glyph->text_length > 0) { /* a sign that is not seen */
        for (uint32_t i = first; i < end; i++) {
            run->wanted_mpt += run->glyphs[i].advance_mpt;
        }
        return;
    }
    if (end - first > 1 && length > 0) {
        draw_joined(run, first, end, text, length, may_span);
        return;
    }
    int voice = length > 0 ? pdf_font_spell(run->font, glyph->glyph, text, length) : 0;
    set_voice(run, MAX(voice, 0));
    bool spans = may_span && voice < 0;
    if (spans) {
        begin_span(run, text, length);
    }
    for (uint32_t i = first; i < end; i++) {
        draw_glyph(run, &run->glyphs[i]);
    }
    if (spans) {
        end_span(run);
    }
}

static void draw_from_left(Run *run, bool may_span) {
    uint32_t count = run->operation->of.text.glyph_count;
    uint32_t last = count - (run->operation->of.text.ends_in_hyphen ? 1 : 0);
    for (uint32_t first = 0, end; first < count; first = end) {
        end = first + 1;
        while (end < last && run->glyphs[end].text_length == 0) {
            end++;
        }
        draw_cluster(run, first, end, may_span);
    }
}

/* What is read from the right is drawn from the right, a cluster at a time, so that its text comes
 * in order: what takes text out of a PDF trusts that, or the glyphs' places, and turns round the
 * text that is said for a whole run. */
static void draw_from_right(Run *run) {
    int64_t right = 0;
    uint32_t least = run->operation->of.text.ends_in_hyphen ? 1 : 0;
    for (uint32_t i = 0; i < run->operation->of.text.glyph_count; i++) {
        right += run->glyphs[i].advance_mpt;
    }
    for (uint32_t end = run->operation->of.text.glyph_count, first; end > 0; end = first) {
        first = end - 1;
        right -= run->glyphs[first].advance_mpt;
        while (first > least && run->glyphs[first - 1].text_length == 0) {
            first--;
            right -= run->glyphs[first].advance_mpt;
        }
        run->wanted_mpt = right;
        draw_cluster(run, first, end, true);
    }
}

/* Is all the run's text its glyphs' text, one by one, so that it can be read from them? A script
 * whose letters are put together of several glyphs is said better for a whole run than letter by
 * letter, and that glyphs stand for nothing has to be said. */
static bool is_spelled_out(const Run *run) {
    const Operation *operation = run->operation;
    uint32_t count = operation->of.text.glyph_count, without = 0;
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        length += run->glyphs[i].text_length;
        without += run->glyphs[i].text_length == 0;
    }
    return length == operation->of.text.text_length && length > 0 &&
           without <= 1 + count / MANY_PARTS;
}

/* Letters so far apart that they read as words: what takes text out of a PDF looks at the gaps. */
static bool is_spaced_out(Run *run) {
    int64_t most = (int64_t)run->operation->of.text.size_mpt * WORD_GAP_PERMILLE / 1000;
    for (uint32_t i = 0; i + 1 < run->operation->of.text.glyph_count; i++) {
        const DisplayGlyph *glyph = &run->glyphs[i], *next = glyph + 1;
        int64_t natural = (int64_t)pdf_font_use(run->font, glyph->glyph) *
                          run->operation->of.text.size_mpt / MICRO;
        if (glyph->advance_mpt - natural > most && !g_ascii_isspace(run->text[glyph->text_start]) &&
            !g_ascii_isspace(run->text[next->text_start])) {
            return true;
        }
    }
    return false;
}

static void set_text_state(PdfContent *content, const Operation *operation, PdfFont *font) {
    GString *stream = content->stream;
    if (content->font != font || content->size_mpt != operation->of.text.size_mpt) {
        set_font(content, font, 0, operation->of.text.size_mpt);
    }
    if (content->scale_permille != operation->of.text.scale_permille) {
        content->scale_permille = operation->of.text.scale_permille;
        pdf_add_thousandths(stream, 100 * (1000 + (int64_t)content->scale_permille));
        g_string_append(stream, " Tz\n");
    }
    int64_t x = content->left_mpt + operation->box.x_mpt;
    int64_t y = content->top_mpt - operation->box.y_mpt;
    pdf_add_thousandths(stream, x - content->line_x_mpt);
    g_string_append_c(stream, ' ');
    pdf_add_thousandths(stream, y - content->line_y_mpt);
    g_string_append(stream, " Td\n");
    content->line_x_mpt = x;
    content->line_y_mpt = y;
}

void pdf_content_text(PdfContent *content, const Operation *operation) {
    const DisplayList *list = content->list;
    if (operation->of.text.size_mpt <= 0) {
        return;
    }
    PdfFont *font = pdf_fonts_get(content->parts->fonts, operation->of.text.face);
    pdf_content_enter_text(content);
    pdf_content_set_ink(content, &operation->of.text.ink, true);
    set_text_state(content, operation, font);
    Run run = {.content = content,
               .font = font,
               .glyphs = &g_array_index(list->glyphs, DisplayGlyph, operation->of.text.first_glyph),
               .text = list->text->str + operation->of.text.text_start,
               .operation = operation};
    int64_t tolerance = (int64_t)TOLERANCE_MPT * MICRO / operation->of.text.size_mpt;
    run.tolerance = MAX(tolerance, MICRO_PER_STEP);
    if (operation->of.text.is_rtl && operation->of.text.text_length > 0) {
        draw_from_right(&run);
        end_array(&run);
    } else if (is_spelled_out(&run) && !is_spaced_out(&run)) {
        draw_from_left(&run, true);
        end_array(&run);
    } else {
        size_t length = operation->of.text.text_length;
        const char *text = plain_text(&run, run.text, &length);
        begin_span(&run, text, length);
        draw_from_left(&run, false);
        end_span(&run);
    }
    set_rise(&run, 0);
    if (run.plain != NULL) {
        g_string_free(run.plain, TRUE);
    }
}
