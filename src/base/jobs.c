/* The job queue, on pthreads. One mutex guards the queue; work is coarse (an article, a part), so
 * that is never the bottleneck. */
#include "base/jobs.h"

#include "base/limits.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

typedef struct {
    JobFunction function;
    void *data;
} Job;

struct Jobs {
    pthread_mutex_t mutex;
    pthread_cond_t is_wanted; /* a job came, or the end */
    GQueue queue;             /* Job * */
    pthread_t *threads;
    unsigned count;
    unsigned started;
    bool is_ending;
};

struct Lock {
    pthread_mutex_t mutex;
};

struct Event {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool is_set;
};

struct Pool {
    pthread_mutex_t mutex;
    pthread_cond_t given;
    GPtrArray *idle;
    unsigned out;
    unsigned most;
    void *(*make)(void);
    void (*destroy)(void *);
};

static unsigned core_count(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (unsigned)MIN(cores, LIMIT_JOBS);
}

Jobs *jobs_new(unsigned count) {
    Jobs *jobs = g_new0(Jobs, 1);
    pthread_mutex_init(&jobs->mutex, NULL);
    pthread_cond_init(&jobs->is_wanted, NULL);
    g_queue_init(&jobs->queue);
    jobs->count = count == 0 ? core_count() : MIN(count, LIMIT_JOBS);
    jobs->threads = g_new0(pthread_t, jobs->count);
    return jobs;
}

unsigned jobs_count(const Jobs *jobs) {
    return jobs->count;
}

static void *work(void *data) {
    Jobs *jobs = data;
    for (;;) {
        pthread_mutex_lock(&jobs->mutex);
        while (g_queue_is_empty(&jobs->queue) && !jobs->is_ending) {
            pthread_cond_wait(&jobs->is_wanted, &jobs->mutex);
        }
        Job *job = g_queue_pop_head(&jobs->queue);
        pthread_mutex_unlock(&jobs->mutex);
        if (job == NULL) {
            return NULL;
        }
        job->function(job->data);
        g_free(job);
    }
}

void jobs_submit(Jobs *jobs, JobFunction function, void *data) {
    Job *job = g_new(Job, 1);
    *job = (Job){function, data};
    pthread_mutex_lock(&jobs->mutex);
    g_queue_push_tail(&jobs->queue, job);
    if (jobs->started < jobs->count &&
        pthread_create(&jobs->threads[jobs->started], NULL, work, jobs) == 0) {
        jobs->started++;
    }
    bool has_worker = jobs->started > 0;
    pthread_cond_signal(&jobs->is_wanted);
    if (!has_worker) { /* no thread could be had: the caller does it */
        g_queue_pop_tail(&jobs->queue);
    }
    pthread_mutex_unlock(&jobs->mutex);
    if (!has_worker) {
        function(data);
        g_free(job);
    }
}

void jobs_free(Jobs *jobs) {
    if (jobs == NULL) {
        return;
    }
    pthread_mutex_lock(&jobs->mutex);
    jobs->is_ending = true;
    pthread_cond_broadcast(&jobs->is_wanted);
    pthread_mutex_unlock(&jobs->mutex);
    for (unsigned i = 0; i < jobs->started; i++) {
        pthread_join(jobs->threads[i], NULL);
    }
    pthread_cond_destroy(&jobs->is_wanted);
    pthread_mutex_destroy(&jobs->mutex);
    g_free(jobs->threads);
    g_free(jobs);
}

/* One loop shared by the workers and the caller. */
typedef struct {
    JobEach function;
    void *context;
    size_t count;
    atomic_size_t next;
    Event *done;
    atomic_uint running; /* workers that have not left the loop */
} Loop;

static void run_loop(Loop *loop) {
    for (;;) {
        size_t index = atomic_fetch_add(&loop->next, 1);
        if (index >= loop->count) {
            return;
        }
        loop->function(index, loop->context);
    }
}

static void help_loop(void *data) {
    Loop *loop = data;
    run_loop(loop);
    if (atomic_fetch_sub(&loop->running, 1) == 1) {
        event_set(loop->done);
    }
}

void jobs_parallel_for(Jobs *jobs, size_t count, JobEach function, void *context) {
    Loop loop = {.function = function, .context = context, .count = count};
    size_t helpers = jobs == NULL || count < 2 ? 0 : MIN(jobs->count - 1, count - 1);
    if (helpers == 0) {
        run_loop(&loop);
        return;
    }
    loop.done = event_new();
    atomic_store(&loop.running, (unsigned)helpers);
    for (size_t i = 0; i < helpers; i++) {
        jobs_submit(jobs, help_loop, &loop);
    }
    run_loop(&loop);
    event_wait(loop.done);
    event_free(loop.done);
}

Lock *lock_new(void) {
    Lock *lock = g_new0(Lock, 1);
    pthread_mutex_init(&lock->mutex, NULL);
    return lock;
}

void lock_free(Lock *lock) {
    if (lock != NULL) {
        pthread_mutex_destroy(&lock->mutex);
        g_free(lock);
    }
}

void lock_take(Lock *lock) {
    pthread_mutex_lock(&lock->mutex);
}

void lock_give(Lock *lock) {
    pthread_mutex_unlock(&lock->mutex);
}

Event *event_new(void) {
    Event *event = g_new0(Event, 1);
    pthread_mutex_init(&event->mutex, NULL);
    pthread_cond_init(&event->changed, NULL);
    return event;
}

void event_free(Event *event) {
    pthread_mutex_lock(&event->mutex); /* the setter may still hold it */
    pthread_mutex_unlock(&event->mutex);
    pthread_cond_destroy(&event->changed);
    pthread_mutex_destroy(&event->mutex);
    g_free(event);
}

void event_set(Event *event) {
    pthread_mutex_lock(&event->mutex);
    event->is_set = true;
    pthread_cond_broadcast(&event->changed);
    pthread_mutex_unlock(&event->mutex);
}

void event_wait(Event *event) {
    pthread_mutex_lock(&event->mutex);
    while (!event->is_set) {
        pthread_cond_wait(&event->changed, &event->mutex);
    }
    pthread_mutex_unlock(&event->mutex);
}

Pool *pool_new_bounded(unsigned most, void *(*make)(void), void (*destroy)(void *)) {
    Pool *pool = g_new0(Pool, 1);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->given, NULL);
    pool->idle = g_ptr_array_new_with_free_func(destroy);
    pool->most = most == 0 ? core_count() : most;
    pool->make = make;
    pool->destroy = destroy;
    return pool;
}

Pool *pool_new(void *(*make)(void), void (*destroy)(void *)) {
    return pool_new_bounded(UINT_MAX, make, destroy);
}

void pool_free(Pool *pool) {
    g_ptr_array_unref(pool->idle);
    pthread_cond_destroy(&pool->given);
    pthread_mutex_destroy(&pool->mutex);
    g_free(pool);
}

void *pool_take(Pool *pool) {
    pthread_mutex_lock(&pool->mutex);
    while (pool->out >= pool->most) {
        pthread_cond_wait(&pool->given, &pool->mutex);
    }
    pool->out++;
    void *thing =
        pool->idle->len > 0 ? g_ptr_array_steal_index_fast(pool->idle, pool->idle->len - 1) : NULL;
    pthread_mutex_unlock(&pool->mutex);
    return thing != NULL ? thing : pool->make();
}

void pool_give(Pool *pool, void *thing) {
    pthread_mutex_lock(&pool->mutex);
    g_ptr_array_add(pool->idle, thing);
    pool->out--;
    pthread_cond_signal(&pool->given);
    pthread_mutex_unlock(&pool->mutex);
}
