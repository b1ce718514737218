/* The queue: everything is done once, in order where that is said, and nothing waits for ever. */
#include "base/jobs.h"

#include <stdatomic.h>
#include <unistd.h>

enum { MANY = 5000 };

static const unsigned counts[] = {1, 2, 8};

static void add_one(void *data) {
    atomic_fetch_add((atomic_int *)data, 1);
}

/* jobs_free waits for all that was submitted. */
static void test_submit(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        atomic_int done = 0;
        Jobs *jobs = jobs_new(counts[i]);
        for (int k = 0; k < MANY; k++) {
            jobs_submit(jobs, add_one, &done);
        }
        jobs_free(jobs);
        g_assert_cmpint(done, ==, MANY);
    }
    jobs_free(jobs_new(1000000)); /* nothing was ever asked of it */
    jobs_free(NULL);
}

typedef struct {
    int order[MANY];
    atomic_int next;
} Order;

typedef struct {
    Order *order;
    int number;
} Turn;

static void note_turn(void *data) {
    const Turn *turn = data;
    turn->order->order[atomic_fetch_add(&turn->order->next, 1)] = turn->number;
}

/* One worker takes jobs in the order in which they came. */
static void test_order(void) {
    static Order order;
    static Turn turns[MANY];
    Jobs *jobs = jobs_new(1);
    for (int k = 0; k < MANY; k++) {
        turns[k] = (Turn){&order, k};
        jobs_submit(jobs, note_turn, &turns[k]);
    }
    jobs_free(jobs);
    for (int k = 0; k < MANY; k++) {
        g_assert_cmpint(order.order[k], ==, k);
    }
}

static void mark(size_t index, void *context) {
    atomic_int *marks = context;
    atomic_fetch_add(&marks[index], 1);
}

static void test_parallel_for(void) {
    static const size_t sizes[] = {0, 1, 2, 3, MANY};
    static atomic_int marks[MANY];
    for (size_t i = 0; i <= G_N_ELEMENTS(counts); i++) {
        Jobs *jobs = i == G_N_ELEMENTS(counts) ? NULL : jobs_new(counts[i]);
        for (size_t k = 0; k < G_N_ELEMENTS(sizes); k++) {
            for (size_t m = 0; m < MANY; m++) {
                marks[m] = 0;
            }
            jobs_parallel_for(jobs, sizes[k], mark, marks);
            for (size_t m = 0; m < MANY; m++) {
                g_assert_cmpint(marks[m], ==, m < sizes[k]);
            }
        }
        jobs_free(jobs);
    }
}

static void note_index(size_t index, void *context) {
    Order *order = context;
    order->order[atomic_fetch_add(&order->next, 1)] = (int)index;
}

static void test_parallel_for_without_jobs(void) {
    static Order order;
    jobs_parallel_for(NULL, MANY, note_index, &order);
    for (int k = 0; k < MANY; k++) {
        g_assert_cmpint(order.order[k], ==, k);
    }
}

typedef struct {
    atomic_int together;
    atomic_int most;
} Crowd;

static void stay_a_while(size_t index, void *context) {
    (void)index;
    Crowd *crowd = context;
    int now = atomic_fetch_add(&crowd->together, 1) + 1;
    int most = atomic_load(&crowd->most);
    while (now > most && !atomic_compare_exchange_weak(&crowd->most, &most, now)) {
    }
    g_usleep(2000);
    atomic_fetch_sub(&crowd->together, 1);
}

/* As many at once as was asked for, the caller among them, and no more. */
static void test_parallel_for_is_parallel(void) {
    Crowd crowd = {0};
    g_autoptr(Jobs) jobs = jobs_new(4);
    jobs_parallel_for(jobs, 64, stay_a_while, &crowd);
    g_assert_cmpint(crowd.most, >, 1);
    g_assert_cmpint(crowd.most, <=, 4);
}

static void open_door(void *data) {
    g_usleep(1000);
    event_set(data);
}

static void test_event(void) {
    g_autoptr(Jobs) jobs = jobs_new(2);
    for (int k = 0; k < 200; k++) {
        Event *event = event_new();
        jobs_submit(jobs, k % 2 ? (JobFunction)open_door : (JobFunction)event_set, event);
        event_wait(event);
        event_wait(event); /* it stays open */
        event_free(event);
    }
}

static int made;
static int destroyed;

static void *make(void) {
    made++;
    return g_malloc0(16);
}

static void destroy(void *thing) {
    destroyed++;
    g_free(thing);
}

static void test_pool(void) {
    Pool *pool = pool_new(make, destroy);
    void *first = pool_take(pool);
    void *second = pool_take(pool);
    g_assert_true(first != second);
    g_assert_cmpint(made, ==, 2);
    pool_give(pool, first);
    g_assert_true(pool_take(pool) == first); /* not made again */
    g_assert_cmpint(made, ==, 2);
    pool_give(pool, first);
    pool_give(pool, second);
    pool_free(pool);
    g_assert_cmpint(destroyed, ==, 2);
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    alarm(120); /* nothing waits for ever */
    g_test_add_func("/base/jobs/submit", test_submit);
    g_test_add_func("/base/jobs/order", test_order);
    g_test_add_func("/base/jobs/parallel-for", test_parallel_for);
    g_test_add_func("/base/jobs/parallel-for-without-jobs", test_parallel_for_without_jobs);
    g_test_add_func("/base/jobs/parallel-for-is-parallel", test_parallel_for_is_parallel);
    g_test_add_func("/base/jobs/event", test_event);
    g_test_add_func("/base/jobs/pool", test_pool);
    return g_test_run();
}
