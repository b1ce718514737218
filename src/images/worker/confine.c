/* The worker's bounds, set by itself before the first picture: setrlimit(2), prctl(2). */
#include "images/worker/confine.h"

#include "base/limits.h"

#include <glib.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

enum { MOST_FILES = 64 };

bool confine(void) {
    static const struct {
        int resource;
        rlim_t most;
    } bounds[] = {{RLIMIT_AS, (rlim_t)LIMIT_WORKER_MEGABYTES << 20},
                  {RLIMIT_CORE, 0},
                  {RLIMIT_FSIZE, 0},
                  {RLIMIT_NOFILE, MOST_FILES}};
    for (unsigned i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        struct rlimit limit = {bounds[i].most, bounds[i].most};
        if (setrlimit(bounds[i].resource, &limit) != 0) {
            return false;
        }
    }
    /* A library that tries to write a cache is told that it cannot, and goes on. */
    signal(SIGXFSZ, SIG_IGN);
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

void confine_time(void) {
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) == 0 && getrlimit(RLIMIT_CPU, &limit) == 0) {
        rlim_t seconds = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1;
        limit.rlim_cur = MIN(seconds + LIMIT_WORKER_SECONDS, limit.rlim_max);
        setrlimit(RLIMIT_CPU, &limit);
    }
}
