/* What a theme says of the covers that are drawn for it: `colours:`, `faces:` and `cover:`. */
#ifndef GALLEY_READ_THEME_LOOK_H
#define GALLEY_READ_THEME_LOOK_H

#include "base/yaml.h"
#include "model/theme.h"

/* Takes over what the map of a theme.yaml says; what it does not say stays. Values that are none
 * are reported at their lines in `file`, and left. */
void theme_look_read(const YamlValue *map, const char *file, ThemeLook *look, Report *report);

#endif
