/* From evidence to articles, and what each block is in its own. */
#include "read/split_blocks.h"

#include "base/limits.h"
#include "read/split_evidence.h"

#include <string.h>

enum {
    SUBHEADING_CHARACTERS = 100,
    LINES_BEFORE_FIRST = 4, /* that go to the first article with what stands below them */
};

typedef struct {
    const SplitBlock *blocks;
    const BlockMark *marks;
    size_t count;
    GArray *openings; /* those that begin articles are cut */
    Split *split;
} Work;

static Opening *opening_of(const Work *work, guint index) {
    return &g_array_index(work->openings, Opening, index);
}

/* Headlines of how many lines? Most often, after the first. */
static uint32_t usual_heads(const Work *work) {
    guint counts[5] = {0};
    for (guint i = 0; i < work->openings->len; i++) {
        const Opening *opening = opening_of(work, i);
        counts[opening->head_count] +=
            opening->is_cut && !opening->is_first && opening->head_count > 0;
    }
    uint32_t usual = 1;
    for (uint32_t i = 1; i < G_N_ELEMENTS(counts); i++) {
        usual = counts[i] > counts[usual] ? i : usual;
    }
    return usual;
}

/* At the file's top more may stand above the first headline than above others: a page's title. */
static void settle_first(Work *work, guint cuts) {
    Opening *first = work->openings->len > 0 ? opening_of(work, 0) : NULL;
    if (first == NULL || !first->is_first || cuts == 0 || first->headline == NO_BLOCK) {
        return;
    }
    uint32_t usual = usual_heads(work);
    if (first->head_count > usual) {
        first->headline = first->top = first->heads[first->head_count - usual];
    }
}

/* Roles */

static void set_role(Work *work, size_t block, SplitRole role) {
    work->split->roles[block] = role;
}

/* "Associated Press Writer": a line right below a byline is the rest of it. */
static bool is_below_byline(const Work *work, uint32_t i) {
    return i > 0 && work->marks[i - 1].is_byline && work->blocks[i].blank_before == 0;
}

/* The lines of an opening, from its headline to its text. */
static void set_opening_roles(Work *work, const Opening *opening) {
    bool is_report = opening->has_byline || opening->dateline >= DATELINE_DAY;
    bool has_deck = false;
    for (uint32_t i = opening->top; i <= opening->body; i++) {
        const BlockMark *mark = &work->marks[i];
        if (i == opening->headline) {
            set_role(work, i, SPLIT_ROLE_HEADLINE);
        } else if (i < opening->headline && opening->headline != NO_BLOCK &&
                   mark->look.likeness > 0) {
            set_role(work, i, i + 1 == opening->headline ? SPLIT_ROLE_KICKER : SPLIT_ROLE_BODY);
        } else if (mark->is_byline) {
            set_role(work, i, SPLIT_ROLE_BYLINE);
        } else if (mark->dateline_is_line ||
                   (i == opening->body && mark->dateline != DATELINE_NONE &&
                    (mark->dateline > DATELINE_LIKELY || opening->is_strong))) {
            set_role(work, i, SPLIT_ROLE_OPENING);
        } else if (mark->is_caption) {
            set_role(work, i, SPLIT_ROLE_CUTLINE);
        } else if (mark->look.likeness > 0 && is_report && !has_deck && !is_below_byline(work, i)) {
            set_role(work, i, SPLIT_ROLE_DECK);
            has_deck = true;
        }
    }
}

static bool is_subheading(const Work *work, size_t i, size_t end) {
    const BlockMark *mark = &work->marks[i];
    const SplitBlock *block = &work->blocks[i];
    bool is_line = block->kind != SPLIT_BLOCK_LINES || mark->look.style == HEADLINE_CAPITALS;
    if (i + 1 >= end || !is_line || mark->look.likeness < 2 || !work->marks[i + 1].is_body) {
        return false;
    }
    bool is_set = mark->look.style >= HEADLINE_NUMBERED;
    bool is_alone = i == 0 || block->blank_before > 0 || is_set;
    bool is_after_text = i == 0 || work->marks[i - 1].is_body || work->marks[i - 1].is_divider ||
                         is_set || work->split->roles[i - 1] != SPLIT_ROLE_BODY;
    return is_alone && is_after_text &&
           g_utf8_strlen(block->text, (gssize)block->length_bytes) <= SUBHEADING_CHARACTERS;
}

/* What is left of an article's blocks. */
static void set_other_roles(Work *work, const SplitArticle *article) {
    for (size_t i = article->first; i < article->end; i++) {
        if (work->split->roles[i] != SPLIT_ROLE_BODY) {
            continue;
        }
        const BlockMark *mark = &work->marks[i];
        if (mark->is_caption) {
            set_role(work, i, SPLIT_ROLE_CUTLINE);
        } else if (is_subheading(work, i, article->end)) {
            set_role(work, i, SPLIT_ROLE_SUBHEADING);
        } else if (mark->is_signature || (mark->is_byline && i + 1 == article->end)) {
            set_role(work, i, SPLIT_ROLE_SIGNATURE);
        }
    }
}

/* Rules and form feeds between articles divide, and nothing else. */
static void set_dividers(Work *work, const SplitArticle *article) {
    for (size_t i = article->end; i > article->first && work->marks[i - 1].is_divider; i--) {
        set_role(work, i - 1, SPLIT_ROLE_DIVIDER);
    }
    for (size_t i = article->first; i < article->end && work->marks[i].is_divider; i++) {
        set_role(work, i, SPLIT_ROLE_DIVIDER);
    }
}

/* The file's first line, if it heads more than the article below it. */
static void set_page_title(Work *work, size_t end) {
    size_t at = 0;
    while (at < end && work->marks[at].is_divider) {
        at++;
    }
    if (at < end && work->marks[at].look.likeness > 0 &&
        work->split->roles[at] == SPLIT_ROLE_BODY) {
        set_role(work, at, SPLIT_ROLE_PAGE_TITLE);
    }
}

/* Articles */

static void add_article(Work *work, size_t first, SplitReason reason) {
    GArray *articles = work->split->articles;
    if (articles->len > 0) {
        g_array_index(articles, SplitArticle, articles->len - 1).end = first;
    }
    SplitArticle article = {first, work->count, reason};
    g_array_append_val(articles, article);
}

static bool has_text_before(const Work *work, size_t end) {
    size_t lines = 0;
    for (size_t i = 0; i < end; i++) {
        lines += !work->marks[i].is_divider;
        if (work->marks[i].is_body) {
            return true;
        }
    }
    return lines > LINES_BEFORE_FIRST;
}

static void make_articles(Work *work) {
    add_article(work, 0, SPLIT_BY_HEADING);
    for (guint i = 0; i < work->openings->len; i++) {
        const Opening *opening = opening_of(work, i);
        bool is_room = work->split->articles->len < LIMIT_SPLIT_ARTICLES;
        if (opening->is_cut && is_room) {
            bool is_below_top =
                work->split->articles->len == 1 && !has_text_before(work, opening->top);
            if (!is_below_top) {
                add_article(work, opening->top, opening->reason);
            }
            set_opening_roles(work, opening);
        }
    }
}

/* An article whose opening was no cut: the first of the file. */
static void open_first(Work *work) {
    const Opening *first = work->openings->len > 0 ? opening_of(work, 0) : NULL;
    if (first == NULL || !first->is_first || first->is_cut) {
        return;
    }
    bool is_headed = first->headline != NO_BLOCK;
    bool is_alone = work->split->articles->len == 1;
    Opening opening = *first;
    if (is_headed && !is_alone) { /* what heads a list, or the first of several, is no headline */
        const SplitBlock *body = &work->blocks[opening.body];
        uint32_t last = opening.heads[opening.head_count - 1];
        is_headed = line_is_contents(work->blocks[last].text, work->blocks[last].length_bytes) ||
                    body->kind == SPLIT_BLOCK_TEXT;
        opening.headline = opening.top = last;
    }
    if (is_headed || opening.dateline >= DATELINE_DAY) {
        set_opening_roles(work, &opening);
    }
}

static void cut_at_headings(Work *work) {
    for (guint i = 0; i < work->openings->len; i++) {
        Opening *opening = opening_of(work, i);
        opening->is_cut = opening->headline != NO_BLOCK && opening->look.likeness > 1;
        opening->reason = SPLIT_BY_HEADING;
    }
}

Split *split_blocks(const SplitBlock *blocks, size_t count, SplitWish wish) {
    Split *split = g_new0(Split, 1);
    split->articles = g_array_new(FALSE, TRUE, sizeof(SplitArticle));
    split->roles = g_new0(SplitRole, MAX(count, 1));
    BlockMark *marks = split_mark_blocks(blocks, count);
    GArray *openings = split_find_openings(blocks, marks, count);
    Work work = {blocks, marks, count, openings, split};
    if (wish == SPLIT_HEADINGS) {
        cut_at_headings(&work);
    } else if (wish == SPLIT_AUTO) {
        split_match_contents(blocks, marks, count, openings);
        split_weigh(blocks, marks, count, openings);
    }
    guint cuts = 0;
    for (guint i = 0; i < openings->len; i++) {
        cuts += opening_of(&work, i)->is_cut && !opening_of(&work, i)->is_first;
    }
    settle_first(&work, cuts);
    if (count > 0) {
        make_articles(&work);
        open_first(&work);
    }
    if (split->articles->len > 1) {
        set_page_title(&work, g_array_index(split->articles, SplitArticle, 0).end);
    }
    for (guint i = 0; i < split->articles->len; i++) {
        const SplitArticle *article = &g_array_index(split->articles, SplitArticle, i);
        if (split->articles->len > 1) {
            set_dividers(&work, article);
        }
        set_other_roles(&work, article);
    }
    g_array_unref(openings);
    g_free(marks);
    return split;
}

void split_free(Split *split) {
    if (split != NULL) {
        g_array_unref(split->articles);
        g_free(split->roles);
        g_free(split);
    }
}
