/* Starting and ending a worker: where its program is, what it inherits (one socket, a clean
 * environment, nothing else), and how it is buried. */
#include "images/worker_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing of the user's environment may change a picture's bytes. VIPSHOME: libvips is to load no
 * modules of its own choice. OMP_*: libimagequant sums in an order that depends on its threads.
 * MALLOC_*: large blocks go back to the kernel when they are freed. */
static char *const environment[] = {
    (char[]){"LC_ALL=C.UTF-8"},
    (char[]){"TZ=UTC0"},
    (char[]){"PATH=/usr/bin:/bin"},
    (char[]){"VIPS_CONCURRENCY=1"},
    (char[]){"VIPSHOME=/nonexistent"},
    (char[]){"OMP_NUM_THREADS=1"},
    (char[]){"MALLOC_ARENA_MAX=1"},
    (char[]){"MALLOC_MMAP_THRESHOLD_=262144"},
#ifdef __SANITIZE_ADDRESS__
    (char[]){
        "ASAN_OPTIONS=detect_leaks=0"}, /* of libraries that keep what they have till the end */
#endif
    NULL};

char *worker_program_find(char **why) {
    const char *told = g_getenv("GALLEY_IMAGES");
    if (told != NULL && *told != '\0') {
        return g_strdup(told);
    }
    static const char *const places[] = {"galley-images", "../libexec/galley/galley-images"};
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *directory = g_path_get_dirname(self != NULL ? self : "");
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        char *path = g_build_filename(directory, places[i], NULL);
        if (access(path, X_OK) == 0) {
            return path;
        }
        g_free(path);
    }
    *why = g_strdup("the program galley-images, which belongs to Galley, is not there");
    return NULL;
}

/* The socket as standard input, and nowhere to speak to besides. */
static int spawn(const char *program, int socket, pid_t *pid) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    char *arguments[] = {(char[]){"galley-images"}, (char[]){"--serve"}, NULL};
    int error = posix_spawn(pid, program, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

WorkerProcess *worker_process_start(char **why) {
    g_autofree char *program = worker_program_find(why);
    if (program == NULL) {
        return NULL;
    }
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        *why = g_strdup_printf("galley-images cannot be spoken to: %s", g_strerror(errno));
        return NULL;
    }
    pid_t pid = 0;
    int error = spawn(program, sockets[1], &pid);
    close(sockets[1]);
    if (error != 0) {
        close(sockets[0]);
        *why =
            g_strdup_printf("the program galley-images cannot be started: %s", g_strerror(error));
        return NULL;
    }
    fcntl(sockets[0], F_SETFL, O_NONBLOCK);
    WorkerProcess *process = g_new(WorkerProcess, 1);
    *process = (WorkerProcess){pid, sockets[0]};
    return process;
}

bool worker_process_is_spent(const WorkerProcess *process) {
    struct pollfd waited = {.fd = process->socket, .events = POLLIN};
    return poll(&waited, 1, 0) != 0;
}

/* A process closes its files a little before it can be buried. */
static void wait_for_end(pid_t pid, int patience_ms) {
    int descriptor = patience_ms > 0 ? pidfd_open(pid, 0) : -1;
    if (descriptor >= 0) {
        struct pollfd waited = {.fd = descriptor, .events = POLLIN};
        poll(&waited, 1, patience_ms);
        close(descriptor);
    }
}

int worker_process_end(WorkerProcess *process, int patience_ms) {
    wait_for_end(process->pid, patience_ms);
    int status = 0;
    pid_t ended = waitpid(process->pid, &status, WNOHANG);
    int died_of = ended == process->pid && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (ended == 0) {
        kill(process->pid, SIGKILL);
        while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR) {
        }
    }
    close(process->socket);
    g_free(process);
    return died_of;
}
