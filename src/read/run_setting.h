/* How a run of text is set, as far as its styles say it: in Word's files and in OpenDocument's. */
#ifndef GALLEY_READ_RUN_SETTING_H
#define GALLEY_READ_RUN_SETTING_H

#include "read/manuscript.h"

enum { UNSAID = -1 };

typedef struct {
    signed char bold, italic, caps, small_caps, strike, double_strike, vanish, is_special_vanish;
    signed char underline;
    signed char position; /* 0, 1 above, 2 below the line */
    signed char is_rtl;
    signed char is_code;                            /* by its style's name */
    const char *lang, *lang_east_asian, *lang_bidi; /* borrowed; NULL */
    const char *font;                               /* borrowed; NULL */
} RunSetting;
extern const RunSetting run_setting_unsaid;

/* Fills what `setting` leaves unsaid. */
void run_setting_inherit(RunSetting *setting, const RunSetting *from);

/* The tag of a text that is of another language than `main_lang`, by the script of its first
 * letter; NULL: it is not, or says nothing. Kept by the manuscript. */
const char *run_setting_foreign_lang(Manuscript *manuscript, const RunSetting *run,
                                     const char *main_lang, const char *text, size_t length_bytes);

/* The tag (a key) that most bytes (its value, a size) of a text have; NULL: there is none. */
const char *run_setting_main_lang(GHashTable *bytes_by_tag);

/* A number as a list of that type has it ("1", "a", "A", "i", "I"): "3", "c", "III". Caller frees.
 */
char *list_number_text(long number, const char *type);

#endif
