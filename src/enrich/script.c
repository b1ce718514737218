/* Where each script's letters stand in Unicode, and what it says by itself. */
#include "enrich/script.h"

static const struct {
    gunichar first, last;
    Script script;
} ranges[] = {
    {0x0041, 0x005A, SCRIPT_LATIN},    {0x0061, 0x007A, SCRIPT_LATIN},
    {0x00C0, 0x024F, SCRIPT_LATIN},    {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC}, {0x0531, 0x058A, SCRIPT_ARMENIAN},
    {0x0590, 0x05FF, SCRIPT_HEBREW},   {0x0600, 0x06FF, SCRIPT_ARABIC},
    {0x0700, 0x074F, SCRIPT_SYRIAC},   {0x0750, 0x077F, SCRIPT_ARABIC},
    {0x0780, 0x07BF, SCRIPT_THAANA},   {0x07C0, 0x07FF, SCRIPT_NKO},
    {0x08A0, 0x08FF, SCRIPT_ARABIC},   {0x0900, 0x097F, SCRIPT_DEVANAGARI},
    {0x0980, 0x09FF, SCRIPT_BENGALI},  {0x0A00, 0x0A7F, SCRIPT_GURMUKHI},
    {0x0A80, 0x0AFF, SCRIPT_GUJARATI}, {0x0B00, 0x0B7F, SCRIPT_ORIYA},
    {0x0B80, 0x0BFF, SCRIPT_TAMIL},    {0x0C00, 0x0C7F, SCRIPT_TELUGU},
    {0x0C80, 0x0CFF, SCRIPT_KANNADA},  {0x0D00, 0x0D7F, SCRIPT_MALAYALAM},
    {0x0D80, 0x0DFF, SCRIPT_SINHALA},  {0x0E00, 0x0E7F, SCRIPT_THAI},
    {0x0E80, 0x0EFF, SCRIPT_LAO},      {0x0F00, 0x0FFF, SCRIPT_TIBETAN},
    {0x1000, 0x109F, SCRIPT_MYANMAR},  {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, SCRIPT_HANGUL},   {0x1200, 0x139F, SCRIPT_ETHIOPIC},
    {0x1780, 0x17FF, SCRIPT_KHMER},    {0x1C90, 0x1CBF, SCRIPT_GEORGIAN},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},    {0x1F00, 0x1FFF, SCRIPT_GREEK},
    {0x2D80, 0x2DDF, SCRIPT_ETHIOPIC}, {0x3041, 0x30FF, SCRIPT_KANA},
    {0x3400, 0x4DBF, SCRIPT_HAN},      {0x4E00, 0x9FFF, SCRIPT_HAN},
    {0xAC00, 0xD7AF, SCRIPT_HANGUL},   {0xF900, 0xFAFF, SCRIPT_HAN},
    {0xFB13, 0xFB17, SCRIPT_ARMENIAN}, {0xFB1D, 0xFB4F, SCRIPT_HEBREW},
    {0xFB50, 0xFDFF, SCRIPT_ARABIC},   {0xFE70, 0xFEFC, SCRIPT_ARABIC},
    {0xFF66, 0xFF9F, SCRIPT_KANA},     {0x1E900, 0x1E95F, SCRIPT_ADLAM},
    {0x20000, 0x3134F, SCRIPT_HAN},
};

static const struct {
    const char *language;
    bool is_rtl;
} scripts[SCRIPT_COUNT] = {
    [SCRIPT_GREEK] = {"el", false},    [SCRIPT_ARMENIAN] = {"hy", false},
    [SCRIPT_GEORGIAN] = {"ka", false}, [SCRIPT_HEBREW] = {"he", true},
    [SCRIPT_ARABIC] = {NULL, true},    [SCRIPT_SYRIAC] = {NULL, true},
    [SCRIPT_THAANA] = {"dv", true},    [SCRIPT_NKO] = {"nqo", true},
    [SCRIPT_ADLAM] = {NULL, true},     [SCRIPT_BENGALI] = {"bn", false},
    [SCRIPT_MYANMAR] = {"my", false},  [SCRIPT_GURMUKHI] = {"pa", false},
    [SCRIPT_GUJARATI] = {"gu", false}, [SCRIPT_ORIYA] = {"or", false},
    [SCRIPT_TAMIL] = {"ta", false},    [SCRIPT_TELUGU] = {"te", false},
    [SCRIPT_KANNADA] = {"kn", false},  [SCRIPT_MALAYALAM] = {"ml", false},
    [SCRIPT_SINHALA] = {"si", false},  [SCRIPT_THAI] = {"th", false},
    [SCRIPT_LAO] = {"lo", false},      [SCRIPT_KHMER] = {"km", false},
    [SCRIPT_HANGUL] = {"ko", false},
};

/* By halves: the ranges stand in order. */
Script script_of(gunichar letter) {
    size_t low = 0;
    size_t high = G_N_ELEMENTS(ranges);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (letter > ranges[middle].last) {
            low = middle + 1;
        } else if (letter < ranges[middle].first) {
            high = middle;
        } else {
            return ranges[middle].script;
        }
    }
    return SCRIPT_OTHER;
}

bool script_is_rtl(Script script) {
    return scripts[script].is_rtl;
}

const char *script_language(Script script) {
    return scripts[script].language;
}
