/* Front matter that people wrote as they write: `title: Strike: day two`. */
#ifndef GALLEY_READ_MEND_YAML_H
#define GALLEY_READ_MEND_YAML_H

#include "base/report.h"

/* Text that YAML refuses, line for line as it seems to be meant: a value that holds or begins with
 * what only quoted text may is put between quotation marks, an indent of tabs becomes one of
 * spaces. Each value so taken is reported as yaml-mended at its place; `first_line` is the line in
 * the file where `yaml` begins. Line numbers stay. The answer need not be YAML either. Caller
 * frees. */
char *mend_yaml(const char *yaml, size_t length_bytes, const char *file, uint32_t first_line,
                Report *report);

#endif
