/* What a file holds, whatever its name says: a Word file called .odt, a web page called .docx. */
#ifndef GALLEY_READ_SNIFF_H
#define GALLEY_READ_SNIFF_H

#include "read/reader.h"

/* The reader for the bytes of a file whose name asked for `by_name`: the same, or another one whose
 * form it has (noted, file-misnamed). NULL: it is of a kind that Galley does not read, which is
 * reported with what to do (file-foreign). A file for a reader without `sniff` costs one look at
 * its first bytes. */
const Reader *sniff_reader(const Reader *by_name, GBytes *bytes, const char *display_path,
                           Report *report);

/* Does the text begin with this, white space and a byte order mark passed over, any case? */
bool sniff_begins_with(GBytes *bytes, const char *text);

#endif
