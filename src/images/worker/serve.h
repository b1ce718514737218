/* The worker's conversation with galley. */
#ifndef GALLEY_IMAGES_WORKER_SERVE_H
#define GALLEY_IMAGES_WORKER_SERVE_H

/* Answers requests, one after the other, until the other side is gone or speaks nonsense. */
void serve(int socket);

#endif
