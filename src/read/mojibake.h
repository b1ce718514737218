/* Mojibake undone: text whose UTF-8 bytes were once read in another encoding (Windows-1250 … 1258,
 * ISO-8859-1, -2 and -15, MacRoman, code pages 437 and 850), once or more over, amid text that is
 * right. A repair needs whole UTF-8 sequences, or one of a few that are known to lose a byte on the
 * way ("â€" before a space is a closing quotation mark), and must make the text likelier
 * (base/likelihood.h); where one sequence stands alone, it must look like nothing that is written
 * (mojibake_look.h), too. U+0080 … U+009F that are left are Windows-1252's signs. Readers give the
 * text as it was decoded, before control characters are taken out: U+0080 … U+009F are bytes of
 * such sequences. */
#ifndef GALLEY_READ_MOJIBAKE_H
#define GALLEY_READ_MOJIBAKE_H

#include "base/report.h"
#include "base/yaml.h"
#include "read/reader.h"

/* What was mended in one file: a count for each encoding that it was read in, with the first place
 * and an example. */
typedef struct MojibakeTally MojibakeTally;
MojibakeTally *mojibake_tally_new(void);
void mojibake_tally_free(MojibakeTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MojibakeTally, mojibake_tally_free)

/* The mended text, or NULL where nothing changes, which most texts find out at memchr's speed.
 * `text` is valid UTF-8 of any length, a whole file or one text node; line feeds are never touched,
 * so that lines keep their numbers. `place` is where it begins, its strings borrowed as long as the
 * tally lives. Time is linear. Caller frees. */
char *mojibake_mend(const char *text, size_t length_bytes, Place place, MojibakeTally *tally);

/* One note (a repair) for each encoding, at the first place where it was mended. */
void mojibake_report(const MojibakeTally *tally, Report *report);

/* Did the editor write `mojibake: keep` in the sidecar, the front matter (each may be NULL) or the
 * issue's settings? Then the reader mends nothing. */
bool mojibake_is_kept(const Source *source, const YamlValue *sidecar, const YamlValue *front);

#endif
