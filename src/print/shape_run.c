/* How characters are set: face, features, size; capitals, figures, superiors; margins. */
#include "print/shape_items.h"

#define SUPERIOR_SIZE_PERMILLE 620 /* of common figures that stand in for superiors */
#define SUPERIOR_RAISE_PERMILLE 340
#define INFERIOR_RAISE_PERMILLE (-120)
#define SMALL_CAPITAL_SIZE_PERMILLE 790
#define SMALL_CAPITALS HB_TAG('s', 'm', 'c', 'p')

Mpt letter_protrusion_mpt(gunichar letter, Mpt width_mpt, bool at_start) {
    static const struct {
        gunichar letter;
        uint16_t start, end;
    } rows[] = {
#define MARGIN(letter, start, end) {letter, start, end},
#include "print/microtype.def"
#undef MARGIN
    };
    size_t low = 0, high = G_N_ELEMENTS(rows);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle].letter < letter) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == G_N_ELEMENTS(rows) || rows[low].letter != letter) {
        return 0;
    }
    return (Mpt)((int64_t)width_mpt * (at_start ? rows[low].start : rows[low].end) / 1000);
}

Mpt run_mpt(const Run *run, int units) {
    if (units == 0) {
        return 0;
    }
    int64_t scaled = (int64_t)units * run->size_mpt * 2 / (int64_t)run->setting.face->units_per_em;
    return (Mpt)((scaled + (scaled >= 0 ? 1 : -1)) / 2);
}

bool letters_join(hb_script_t script) {
    switch ((int)script) {
    case HB_SCRIPT_ARABIC:
    case HB_SCRIPT_SYRIAC:
    case HB_SCRIPT_NKO:
    case HB_SCRIPT_MANDAIC:
    case HB_SCRIPT_MONGOLIAN:
    case HB_SCRIPT_ADLAM:
        return true;
    default:
        return false;
    }
}

static unsigned feature_of_figures(const TextStyle *style) {
    unsigned features = style->figures == FIGURES_OLD_STYLE ? SHAPE_OLD_STYLE
                        : style->figures == FIGURES_LINING  ? SHAPE_LINING
                                                            : 0;
    return features | (style->figures_are_tabular ? SHAPE_TABULAR : 0);
}

/* Small capitals by the face's own, else capitals set smaller. */
static void set_capitals(Shaper *shaper, Run *run, gunichar first) {
    WordCache *words = shaper->words;
    const FontFace *face = run->setting.face;
    bool is_all = run->style->caps == CAPS_ALL_SMALL;
    if (run->style->caps == CAPS_UPPERCASE) {
        run->setting.features |= SHAPE_CAPITALS;
    } else if (run->style->caps != CAPS_NORMAL) {
        if (word_cache_has_feature(words, face, SMALL_CAPITALS)) {
            run->setting.features |= is_all ? SHAPE_ALL_SMALL : SHAPE_SMALL_CAPS;
        } else if (is_all || g_unichar_islower(first)) {
            run->setting.features |= SHAPE_CAPITALS;
            run->size_mpt = (Mpt)((int64_t)run->size_mpt * SMALL_CAPITAL_SIZE_PERMILLE / 1000);
        }
    }
}

bool run_divides_by_size(const Shaping *shaping, const Character *character) {
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, character->stretch);
    return stretch->style->caps == CAPS_SMALL && character->face != NULL &&
           !word_cache_has_feature(shaping->shaper->words, character->face, SMALL_CAPITALS);
}

/* Has the face glyphs of its own for all of a word by this feature? */
static bool changes_all(Shaper *shaper, const Run *run, unsigned feature, const gunichar *letters,
                        size_t count) {
    WordSetting changed = run->setting;
    changed.features |= feature;
    const Word *plain = word_shape(shaper->words, &run->setting, letters, count, 0, count, false);
    const Word *word = word_shape(shaper->words, &changed, letters, count, 0, count, false);
    bool has_all = word->count == plain->count;
    for (uint32_t i = 0; has_all && i < word->count; i++) {
        has_all = word->glyphs[i].glyph != plain->glyphs[i].glyph;
    }
    return has_all;
}

void run_set_position(Shaper *shaper, Run *run, const gunichar *letters, size_t count) {
    if (run->style->position == POSITION_BASELINE) {
        return;
    }
    bool is_superior = run->style->position == POSITION_SUPERIOR;
    run->setting.features &= ~(unsigned)SHAPE_OLD_STYLE;
    unsigned feature = is_superior ? SHAPE_SUPERIORS : SHAPE_INFERIORS;
    if (changes_all(shaper, run, feature, letters, count)) {
        run->setting.features |= feature;
        return;
    }
    int raise = is_superior ? SUPERIOR_RAISE_PERMILLE : INFERIOR_RAISE_PERMILLE;
    run->raise_mpt = (Mpt)((int64_t)run->size_mpt * raise / 1000);
    run->size_mpt = (Mpt)((int64_t)run->size_mpt * SUPERIOR_SIZE_PERMILLE / 1000);
}

Run run_of(const Shaping *shaping, size_t index) {
    const Character *character = &shaping->characters[index];
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, character->stretch);
    Run run = {.stretch = stretch,
               .style = stretch->style,
               .size_mpt = stretch->style->size_mpt,
               .setting = {.face = character->face,
                           .script = character->script,
                           .lang = stretch->lang != NULL ? stretch->lang : "und",
                           .is_rtl = character->level % 2 == 1}};
    run.letter_space_mpt = letters_join(character->script) ? 0 : run.style->letter_space_mpt;
    run.setting.features = feature_of_figures(run.style);
    if (stretch->is_verbatim || !run.style->has_ligatures || run.style->letter_space_mpt != 0) {
        run.setting.features |= SHAPE_NO_LIGATURES;
    }
    if (run.setting.face != NULL) {
        set_capitals(shaping->shaper, &run, character->letter);
    }
    return run;
}
