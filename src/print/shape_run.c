/* How characters are set: face, features, size; capitals, figures, superiors; margins. */
#include "print/shape_items.h"

#include "print/font_scripts.h"

#define SUPERIOR_SIZE_PERMILLE 620 /* of common figures that stand in for superiors */
#define SUPERIOR_RAISE_PERMILLE 340
#define INFERIOR_RAISE_PERMILLE (-120)
#define SMALL_CAPITAL_SIZE_PERMILLE 790

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

/* Code is read sign by sign, and so is what a typewriter's face is chosen for. */
static bool is_literal(const Run *run) {
    const FontFace *face = run->setting.face;
    return run->stretch->is_verbatim || (face != NULL && face->is_fixed_pitch);
}

/* Old-style figures stand among small letters; beside others they would look too small. */
static unsigned feature_of_figures(const Run *run, bool has_case) {
    FigureStyle figures = run->style->figures;
    bool is_lining = figures == FIGURES_LINING || !has_case || is_literal(run);
    unsigned features = figures == FIGURES_NORMAL ? 0 : is_lining ? SHAPE_LINING : SHAPE_OLD_STYLE;
    return features | (run->style->figures_are_tabular ? SHAPE_TABULAR : 0);
}

/* Small capitals by the face's own, else capitals set smaller. Scripts without capitals have none.
 */
static void set_capitals(Shaper *shaper, Run *run, gunichar first) {
    bool is_all = run->style->caps == CAPS_ALL_SMALL;
    if (run->style->caps == CAPS_NORMAL || !script_has_case(run->setting.script)) {
        return;
    }
    if (run->style->caps == CAPS_UPPERCASE) {
        run->setting.features |= SHAPE_CAPITALS;
    } else if (word_cache_has_small_capitals(shaper->words, &run->setting)) {
        run->setting.features |= is_all ? SHAPE_ALL_SMALL : SHAPE_SMALL_CAPS;
    } else if (is_all || g_unichar_islower(first)) {
        run->setting.features |= SHAPE_CAPITALS;
        run->size_mpt = (Mpt)((int64_t)run->size_mpt * SMALL_CAPITAL_SIZE_PERMILLE / 1000);
    }
}

bool run_divides_by_size(const Shaping *shaping, const Character *character) {
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, character->stretch);
    const WordSetting setting = {
        .face = character->face, .script = character->script, .lang = "und"};
    return stretch->style->caps == CAPS_SMALL && character->face != NULL &&
           script_has_case(character->script) &&
           !word_cache_has_small_capitals(shaping->shaper->words, &setting);
}

/* Has the face glyphs of its own for all of a word by this feature? */
static bool changes_all(Shaper *shaper, const Run *run, unsigned feature, const gunichar *letters,
                        size_t count) {
    WordSetting changed = run->setting;
    changed.features |= feature;
    const ShapedWord *plain =
        word_shape(shaper->words, &run->setting, letters, count, 0, count, false);
    const ShapedWord *word = word_shape(shaper->words, &changed, letters, count, 0, count, false);
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

Mpt character_size_mpt(const Character *character, const TextStyle *style) {
    return character->size_permille == 1000
               ? style->size_mpt
               : (Mpt)((int64_t)style->size_mpt * character->size_permille / 1000);
}

Run run_of(const Shaping *shaping, size_t index) {
    const Character *character = &shaping->characters[index];
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, character->stretch);
    Run run = {.stretch = stretch,
               .style = stretch->style,
               .size_mpt = character_size_mpt(character, stretch->style),
               .setting = {.face = character->face,
                           .script = character->script,
                           .lang = stretch->lang != NULL ? stretch->lang : "und",
                           .is_rtl = character->level % 2 == 1}};
    /* With small capitals it is for those that have capitals. */
    bool is_spaced = script_takes_letter_space(character->script) &&
                     (run.style->caps == CAPS_NORMAL || character->has_case);
    run.letter_space_mpt = is_spaced ? run.style->letter_space_mpt : 0;
    run.setting.features = feature_of_figures(&run, character->has_case);
    if (is_literal(&run) || !run.style->has_ligatures || run.letter_space_mpt != 0) {
        run.setting.features |= SHAPE_NO_LIGATURES;
    }
    if (run.setting.face != NULL) {
        set_capitals(shaping->shaper, &run, character->letter);
    }
    return run;
}
