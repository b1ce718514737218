/* The process's one job queue, and the only home of pthreads (GLib's locks are invisible to
 * ThreadSanitizer). A job never waits for a job; only the main thread waits. */
#ifndef GALLEY_BASE_JOBS_H
#define GALLEY_BASE_JOBS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Jobs Jobs;
typedef void (*JobFunction)(void *data);

/* `count` 0: one a core. Threads start with the first job. With a count of 1 there is one worker
 * for jobs_submit, and jobs_parallel_for runs in the caller. */
Jobs *jobs_new(unsigned count);
/* Waits for what was submitted, then ends the threads. */
void jobs_free(Jobs *jobs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Jobs, jobs_free)

unsigned jobs_count(const Jobs *jobs); /* of its threads */

void jobs_submit(Jobs *jobs, JobFunction function, void *data);

/* Calls function(i, context) for each i < count, on the workers and the calling thread; returns
 * when all are done. Called by the main thread only. `jobs` NULL: in the caller, in order. */
typedef void (*JobEach)(size_t index, void *context);
void jobs_parallel_for(Jobs *jobs, size_t count, JobEach function, void *context);

/* A door that opens once. Set by any thread, waited for by the main thread. */
typedef struct Event Event;
Event *event_new(void);
void event_free(Event *event);
void event_set(Event *event);
void event_wait(Event *event);

/* One thread at a time. For what is looked up often and made seldom; never held while a job waits.
 */
typedef struct Lock Lock;
Lock *lock_new(void);
void lock_free(Lock *lock); /* NULL is fine */
void lock_take(Lock *lock);
void lock_give(Lock *lock);

/* A lock-protected free list of things that are dear to make (deflate compressors). */
typedef struct Pool Pool;
Pool *pool_new(void *(*make)(void), void (*destroy)(void *));
/* The same, but while `most` things are out, pool_take waits until one is given back. `most` 0: one
 * a core. */
Pool *pool_new_bounded(unsigned most, void *(*make)(void), void (*destroy)(void *));
void pool_free(Pool *pool);
void *pool_take(Pool *pool);
void pool_give(Pool *pool, void *thing);

#endif
