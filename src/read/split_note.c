/* What is said of a cut. */
#include "read/split.h"

void split_note(SplitReason reason, const char *words, Place place, Report *report) {
    static const char *const reasons[] = {
        [SPLIT_BY_DATELINE] = "a dateline opens it",
        [SPLIT_BY_HEADLINE_AND_DATELINE] = "a headline above a dateline",
        [SPLIT_BY_HEADLINE_AND_BYLINE] = "a headline above a byline",
        [SPLIT_BY_RULE] = "a headline below a line across or an end mark",
        [SPLIT_BY_SIGNATURE] = "a headline below the name that ends the text above",
        [SPLIT_BY_CONTENTS] = "a headline that the contents name",
        [SPLIT_BY_PATTERN] = "headlines that are all set alike",
        [SPLIT_BY_HEADING] = "a heading",
    };
    report_add(report, DIAGNOSTIC_ARTICLE_CUT, place, NULL, words, reasons[reason], NULL);
}
