/* The worker's bounds, set by itself before the first picture: setrlimit(2), landlock(7),
 * seccomp(2). Those that the kernel does not know are left out: each is one wall of several. */
#include "images/worker/confine.h"

#include "base/limits.h"

#include <errno.h>
#include <glib.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST_FILES = 64 };

/* The sanitizers map more than any picture needs. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const rlim_t most_memory_bytes = RLIM_INFINITY;
#else
static const rlim_t most_memory_bytes = (rlim_t)LIMIT_WORKER_MEGABYTES << 20;
#endif

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

static bool bound_resources(void) {
    const struct {
        int resource;
        rlim_t most;
    } bounds[] = {{RLIMIT_AS, most_memory_bytes},
                  {RLIMIT_CORE, 0},
                  {RLIMIT_FSIZE, 0},
                  {RLIMIT_NOFILE, MOST_FILES}};
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        struct rlimit limit = {bounds[i].most, bounds[i].most};
        if (setrlimit((__rlimit_resource_t)bounds[i].resource, &limit) != 0) {
            return false;
        }
    }
    /* A library that tries to write a cache is told that it cannot, and goes on. */
    signal(SIGXFSZ, SIG_IGN);
    return true;
}

/* Files may be read; none may be written, made, moved, removed or run. */
static void forbid_changes(void) {
    struct landlock_ruleset_attr rules = {
        .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                             LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                             LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                             LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                             LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                             LANDLOCK_ACCESS_FS_MAKE_SYM};
    long ruleset = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset >= 0) {
        syscall(SYS_landlock_restrict_self, ruleset, 0);
        close((int)ruleset);
    }
}

/* No network, no other program, no hand on another process. */
static void forbid_calls(void) {
#ifdef OWN_ARCHITECTURE
#define FORBID(call)                                                                               \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1),                                             \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        FORBID(SYS_socket),
        FORBID(SYS_connect),
        FORBID(SYS_execve),
        FORBID(SYS_execveat),
        FORBID(SYS_kill),
        FORBID(SYS_ptrace),
        FORBID(SYS_process_vm_readv),
        FORBID(SYS_process_vm_writev),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
#undef FORBID
    struct sock_fprog program = {G_N_ELEMENTS(steps), steps};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}

bool confine(void) {
    if (!bound_resources() || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return false;
    }
    forbid_changes();
    forbid_calls();
    return true;
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
