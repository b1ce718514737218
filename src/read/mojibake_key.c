/* What the editor says of mojibake: `mojibake: keep`. */
#include "read/mojibake.h"
#include "read/values.h"

bool mojibake_is_kept(const Source *source, const YamlValue *sidecar, const YamlValue *front) {
    const YamlValue *const maps[] = {sidecar, front};
    g_autoptr(Report) unsaid = report_new(); /* article_keys_apply reports what is no value */
    for (size_t i = 0; i < G_N_ELEMENTS(maps); i++) {
        Said said = {.report = unsaid};
        said.value = value_find(maps[i], "mojibake", &said.key);
        bool is_kept = false;
        if (said.value != NULL && said_mojibake(&said, &is_kept)) {
            return is_kept;
        }
    }
    return source->issue->settings.keeps_mojibake;
}
