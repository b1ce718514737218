/* `print:` of publication.yaml and issue.yaml: what an editor says to a print shop without CSS. */
#ifndef GALLEY_READ_PRINT_KEYS_H
#define GALLEY_READ_PRINT_KEYS_H

#include "model/print_wish.h"
#include "read/values.h"

/* Reads the map of keys; each that cannot be used is reported and the others hold. False: it is no
 * map. */
bool said_print(const Said *said, PrintWish *wish);

#endif
