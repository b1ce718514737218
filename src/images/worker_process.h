/* The worker's process as galley sees it: started beside galley's own program, spoken to over a
 * socket, ended without mercy: it holds nothing that could be lost. */
#ifndef GALLEY_IMAGES_WORKER_PROCESS_H
#define GALLEY_IMAGES_WORKER_PROCESS_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

typedef struct {
    pid_t pid;
    int socket; /* does not block */
} WorkerProcess;

/* Where the program is: as GALLEY_IMAGES in the environment says, else beside galley's own program,
 * else where an installed galley keeps it. NULL, with `why` (caller frees), if it is nowhere. */
char *worker_program_find(char **why);

/* NULL: `why` (caller frees) is a phrase for a message. */
WorkerProcess *worker_process_start(char **why);

/* Has it ended, or said something unasked, since it was last spoken to? Then it is of no use. */
bool worker_process_is_spent(const WorkerProcess *process);

/* Ends and buries it, after it had `patience_ms` to end by itself. The answer is the signal that it
 * died of by itself; 0: none. */
int worker_process_end(WorkerProcess *process, int patience_ms);

#endif
