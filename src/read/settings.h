/* publication.yaml and issue.yaml: one table of keys, one row a key. */
#ifndef GALLEY_READ_SETTINGS_H
#define GALLEY_READ_SETTINGS_H

#include "read/reader.h"

typedef enum {
    SETTINGS_OF_PUBLICATION = 1,
    SETTINGS_OF_ISSUE = 2,
} SettingsFile;

/* Reads `name` below the root into `settings`; nothing where there is no such file. Every key that
 * cannot be used is reported in `display_path`, and the others hold. Answers whether the file is
 * there. */
bool settings_read(Settings *settings, const Root *root, const char *name, const char *display_path,
                   SettingsFile kind, Report *report);

/* Fills what `settings` does not say from `above`, for the keys that an issue inherits: not title,
 * subtitle, number, volume, date, cover, id, slug. */
void settings_inherit(Settings *settings, const Settings *above);

/* Fills what `settings` does not say from what the articles' files said of their issue (IssueFact),
 * the first file first. A fact that is none of an issue's keys, or no value for its key, is left
 * out: nobody wrote it down as a setting. */
void settings_take_facts(Settings *settings, const GPtrArray *facts);

/* The name to show for the section that a subdirectory or `section:` calls `name`, as `sections:`
 * has it; NULL if it says nothing of it. Case, leading numbers, - and _ are ignored. */
const char *settings_section_name(const Settings *settings, const char *name);

#endif
