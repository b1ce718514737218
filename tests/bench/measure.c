/* Runs a program once and prints its wall time from exec to exit in microseconds, its peak resident
 * memory in kilobytes, and its exit status:
 *     bench-measure PROGRAM [ARGUMENT…]
 * Small, because the kernel counts the memory of the process that spawns towards the peak of the
 * one that is spawned. The program's streams go to /dev/null. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_us(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

int main(int count, char **arguments) {
    if (count < 2) {
        fputs("usage: bench-measure PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    long long start_us = now_us();
    if (posix_spawnp(&child, arguments[1], &actions, NULL, arguments + 1, environ) != 0) {
        fprintf(stderr, "bench-measure: cannot run %s\n", arguments[1]);
        return 2;
    }
    int status = 0;
    struct rusage usage;
    wait4(child, &status, 0, &usage);
    printf("%lld %ld %d\n", now_us() - start_us, usage.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    posix_spawn_file_actions_destroy(&actions);
    return 0;
}
