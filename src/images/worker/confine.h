/* What the worker may still do once it has begun to open strangers' pictures. */
#ifndef GALLEY_IMAGES_WORKER_CONFINE_H
#define GALLEY_IMAGES_WORKER_CONFINE_H

#include <stdbool.h>

/* Bounds on memory, files and privileges, for good. To be called before the first picture. */
bool confine(void);

/* As much of the processor's time as one request may take, from now on; SIGXCPU past it. */
void confine_time(void);

#endif
