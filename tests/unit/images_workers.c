/* The pictures' worker from galley's side: what it does for many at once, and what galley does when
 * a worker dies, lies, raves or is not there. Real workers are killed; mad ones are little scripts
 * in their place. What renditions look like is tests/pictures' matter. */
#include "base/jobs.h"
#include "images/worker_process.h"
#include "images/worker_wire.h"
#include "images/workers.h"
#include "images_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { MANY = 100, THREADS = 8, SIDE_PX = 40, MUCH_BYTES = 8000000 };

/* RFC 1950, 8.2. */
static guint32 adler_of(const guint8 *bytes, size_t length) {
    guint32 low = 1, high = 0;
    for (size_t i = 0; i < length; i++) {
        low = (low + bytes[i]) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16 | low;
}

/* A square of one colour, its rows in one stored block (RFC 1951, 3.2.4). */
static GBytes *square_png(guint8 red) {
    GByteArray *rows = g_byte_array_new();
    for (unsigned y = 0; y < SIDE_PX; y++) {
        PUT(rows, "\0");
        for (unsigned x = 0; x < SIDE_PX; x++) {
            const guint8 pixel[] = {red, 0x20, 0x40};
            g_byte_array_append(rows, pixel, sizeof pixel);
        }
    }
    GByteArray *data = g_byte_array_new();
    PUT(data, "\x78\x01\x01");
    const guint8 lengths[] = {(guint8)rows->len, (guint8)(rows->len >> 8), (guint8)~rows->len,
                              (guint8)(~rows->len >> 8)};
    g_byte_array_append(data, lengths, sizeof lengths);
    g_byte_array_append(data, rows->data, rows->len);
    put_32(data, adler_of(rows->data, rows->len));
    GByteArray *png = new_png(SIDE_PX, SIDE_PX);
    put_chunk(png, "IDAT", data->data, data->len);
    CHUNK(png, "IEND", "");
    g_byte_array_unref(rows);
    g_byte_array_unref(data);
    return g_byte_array_free_to_bytes(png);
}

static Rendition *render(PictureWorkers *workers, GBytes *picture, char **why) {
    bool is_final = false;
    return picture_workers_render(workers, picture, PICTURE_PNG, recipe_for_book(), &is_final, why);
}

/* The processes that this one has started and not buried. */
static GArray *children(void) {
    GArray *pids = g_array_new(FALSE, FALSE, sizeof(pid_t));
    DIR *tasks = opendir("/proc/self/task");
    g_assert_nonnull(tasks);
    for (struct dirent *task = readdir(tasks); task != NULL; task = readdir(tasks)) {
        g_autofree char *path = g_strdup_printf("/proc/self/task/%s/children", task->d_name);
        g_autofree char *text = NULL;
        if (!g_file_get_contents(path, &text, NULL, NULL)) {
            continue;
        }
        g_auto(GStrv) words = g_strsplit(g_strstrip(text), " ", -1);
        for (char **word = words; *word != NULL; word++) {
            pid_t pid = (pid_t)g_ascii_strtoll(*word, NULL, 10);
            if (pid > 0) {
                g_array_append_val(pids, pid);
            }
        }
    }
    closedir(tasks);
    return pids;
}

static guint count_children(void) {
    g_autoptr(GArray) pids = children();
    return pids->len;
}

static unsigned count_descriptors(void) {
    unsigned count = 0;
    DIR *descriptors = opendir("/proc/self/fd");
    g_assert_nonnull(descriptors);
    while (readdir(descriptors) != NULL) {
        count++;
    }
    closedir(descriptors);
    return count;
}

/* Many at once, and workers killed in between */

typedef struct {
    PictureWorkers *workers;
    atomic_uint made;
    atomic_uint failed;
} Crowd;

static void render_one(size_t index, void *data) {
    Crowd *crowd = data;
    g_autofree char *why = NULL;
    g_autoptr(GBytes) picture = square_png((guint8)index);
    g_autoptr(Rendition) rendition = render(crowd->workers, picture, &why);
    PictureHeader header;
    const char *reason = NULL;
    bool is_good = rendition != NULL && rendition->type == PICTURE_PNG &&
                   rendition->width_px == SIDE_PX && rendition->height_px == SIDE_PX &&
                   picture_read_header_bytes(rendition->bytes, &header, &reason);
    atomic_fetch_add(is_good ? &crowd->made : &crowd->failed, 1);
}

/* Each twentieth picture, all workers that there are are killed. */
static void render_and_kill(size_t index, void *data) {
    if (index % 20 == 10) {
        g_autoptr(GArray) pids = children();
        for (guint i = 0; i < pids->len; i++) {
            kill(g_array_index(pids, pid_t, i), SIGKILL);
        }
    }
    render_one(index, data);
}

static void test_many(JobEach each, unsigned may_fail) {
    unsigned descriptors = count_descriptors();
    Jobs *jobs = jobs_new(THREADS);
    Crowd crowd = {.workers = picture_workers_new(2)};
    jobs_parallel_for(jobs, MANY, each, &crowd);
    g_assert_cmpuint(count_children(), <=, 2);
    picture_workers_free(crowd.workers);
    jobs_free(jobs);
    g_assert_cmpuint(crowd.made + crowd.failed, ==, MANY);
    g_assert_cmpuint(crowd.failed, <=, may_fail);
    g_assert_cmpuint(count_children(), ==, 0);
    g_assert_cmpuint(count_descriptors(), ==, descriptors);
}

static void test_many_at_once(void) {
    test_many(render_one, 0);
}

/* A request loses its worker at most as often as workers are killed; one that loses it twice may be
 * given up: five rounds, two workers. */
static void test_many_with_workers_killed(void) {
    test_many(render_and_kill, 5);
}

static void test_killed_while_idle(void) {
    g_autoptr(PictureWorkers) workers = picture_workers_new(1);
    g_autoptr(GBytes) picture = square_png(0x80);
    for (unsigned i = 0; i < 3; i++) {
        g_autofree char *why = NULL;
        g_autoptr(Rendition) rendition = render(workers, picture, &why);
        g_assert_nonnull(rendition);
        g_autoptr(GArray) pids = children();
        g_assert_cmpuint(pids->len, ==, 1);
        kill(g_array_index(pids, pid_t, 0), SIGKILL);
    }
}

static void test_nothing_is_started_unasked(void) {
    g_autoptr(PictureWorkers) workers = picture_workers_new(4);
    g_autofree char *why = NULL;
    const char *signature = picture_workers_signature(workers, &why);
    g_assert_nonnull(signature);
    g_assert_true(signature == picture_workers_signature(workers, &why));
    g_assert_cmpuint(count_children(), ==, 0);
    g_autoptr(GBytes) picture = square_png(1);
    g_autoptr(Rendition) first = render(workers, picture, &why);
    g_autoptr(Rendition) second = render(workers, picture, &why);
    g_assert_cmpuint(count_children(), ==, 1);
    g_assert_true(g_bytes_equal(first->bytes, second->bytes));
}

static void test_kind_is_not_believed(void) {
    g_autoptr(PictureWorkers) workers = picture_workers_new(1);
    g_autoptr(GBytes) picture = square_png(1);
    for (int type = PICTURE_UNKNOWN; type <= PICTURE_AVIF; type++) {
        g_autofree char *why = NULL;
        bool is_final = false;
        g_autoptr(Rendition) rendition = picture_workers_render(workers, picture, (PictureType)type,
                                                                recipe_for_book(), &is_final, &why);
        g_assert_true((rendition != NULL) == (type == PICTURE_PNG));
        g_assert_true(is_final || rendition != NULL);
    }
    g_assert_cmpuint(count_children(), ==, 1);
}

/* Workers that are none */

/* Runs `body` of a shell script in the worker's place; `data` (may be NULL) is in its file $1. What
 * comes of a request to it. */
static char *ask_script(const char *body, GByteArray *data) {
    g_autofree char *directory = g_dir_make_tmp("galley-workers-XXXXXX", NULL);
    g_autofree char *script = g_build_filename(directory, "worker", NULL);
    g_autofree char *file = g_build_filename(directory, "data", NULL);
    g_autofree char *text = g_strdup_printf("#!/bin/sh\nset -- %s\n%s\n", file, body);
    g_assert_true(g_file_set_contents_full(script, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
    const char *bytes = data != NULL ? (const char *)data->data : "";
    g_assert_true(g_file_set_contents(file, bytes, data != NULL ? data->len : 0, NULL));
    g_autofree char *real = g_strdup(g_getenv("GALLEY_IMAGES"));
    g_setenv("GALLEY_IMAGES", script, TRUE);
    unsigned descriptors = count_descriptors();
    PictureWorkers *workers = picture_workers_new(1);
    g_autoptr(GBytes) picture = square_png(7);
    char *why = NULL;
    bool is_final = true;
    Rendition *rendition =
        picture_workers_render(workers, picture, PICTURE_PNG, recipe_for_book(), &is_final, &why);
    g_assert_true((rendition != NULL) == (why == NULL));
    rendition_free(rendition);
    picture_workers_free(workers);
    g_assert_cmpuint(count_children(), ==, 0);
    g_assert_cmpuint(count_descriptors(), ==, descriptors);
    g_setenv("GALLEY_IMAGES", real, TRUE);
    g_unlink(script);
    g_unlink(file);
    g_rmdir(directory);
    return why;
}

static void assert_script_fails(const char *body, GByteArray *data, const char *why) {
    g_autofree char *answer = ask_script(body, data);
    g_assert_cmpstr(answer, ==, why);
}

static void test_mad_workers(void) {
    assert_script_fails("exit 1", NULL, "the decoder crashes over it");
    assert_script_fails("kill -SEGV $$", NULL, "the decoder crashes over it");
    assert_script_fails("kill -XCPU $$", NULL, "it takes too long to decode");
    assert_script_fails("kill -KILL $$", NULL, "the program that was decoding it was killed");
    assert_script_fails("cat >/dev/null <&0 & exec head -c 100000 /dev/zero >&0", NULL,
                        "no sound picture came of it");
    assert_script_fails("exec cat /dev/zero >&0", NULL, "no sound picture came of it");
    assert_script_fails("printf asked-by-nobody-at-all >&0; exec cat <&0 >/dev/null", NULL,
                        "no sound picture came of it");
}

/* The bytes of a message, as a worker would send them. */
static GByteArray *bytes_of_message(WireKind kind, GVariant *parameters, GBytes *picture) {
    int sockets[2];
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
    g_auto(WireMessage) message = {kind, g_variant_ref_sink(parameters), picture};
    g_assert_cmpint(wire_send(sockets[0], &message, WIRE_NO_DEADLINE), ==, WIRE_OK);
    close(sockets[0]);
    GByteArray *bytes = g_byte_array_new();
    guint8 block[4096];
    for (ssize_t length; (length = read(sockets[1], block, sizeof block)) > 0;) {
        g_byte_array_append(bytes, block, (guint)length);
    }
    close(sockets[1]);
    return bytes;
}

/* Well-formed answers that are not true. */
static void test_lying_workers(void) {
    const struct {
        unsigned type, width_px, height_px;
        const char *why;
    } rows[] = {
        {PICTURE_PNG, SIDE_PX, SIDE_PX, NULL}, /* the truth */
        {PICTURE_PNG, SIDE_PX, SIDE_PX + 1, "no sound picture came of it"},
        {PICTURE_JPEG, SIDE_PX, SIDE_PX, "no sound picture came of it"},
        {PICTURE_SVG, SIDE_PX, SIDE_PX, "no sound picture came of it"},
        {99, SIDE_PX, SIDE_PX, "no sound picture came of it"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GVariant *parameters =
            g_variant_new("(uuu)", rows[i].type, rows[i].width_px, rows[i].height_px);
        g_autoptr(GByteArray) answer = bytes_of_message(WIRE_RENDITION, parameters, square_png(3));
        assert_script_fails("cat $1 >&0; exec sleep 100", answer, rows[i].why);
    }
    g_autoptr(GByteArray) refusal =
        bytes_of_message(WIRE_REFUSAL, g_variant_new("(s)", "it \033[31mis\n red"), NULL);
    assert_script_fails("cat $1 >&0; exec sleep 100", refusal,
                        "it \xEF\xBF\xBD[31mis\xEF\xBF\xBD red");
    g_autoptr(GByteArray) request =
        bytes_of_message(WIRE_RENDER, g_variant_new("(uuuub)", 1, 2, 3, 4, FALSE), NULL);
    assert_script_fails("cat $1 >&0; exec sleep 100", request, "no sound picture came of it");
}

static void test_no_worker(void) {
    g_autofree char *real = g_strdup(g_getenv("GALLEY_IMAGES"));
    g_autoptr(GBytes) picture = square_png(9);
    const char *const nowhere[] = {"/nonexistent/galley-images", "/etc/hostname", "/"};
    for (size_t i = 0; i < G_N_ELEMENTS(nowhere); i++) {
        g_setenv("GALLEY_IMAGES", nowhere[i], TRUE);
        g_autoptr(PictureWorkers) workers = picture_workers_new(1);
        g_autofree char *why = NULL;
        g_autoptr(Rendition) rendition = render(workers, picture, &why);
        g_assert_null(rendition);
        g_assert_true(g_str_has_prefix(why, "the program galley-images cannot be started: "));
    }
    g_setenv("GALLEY_IMAGES", "", TRUE); /* a test has no such program beside it */
    g_autoptr(PictureWorkers) workers = picture_workers_new(1);
    g_autofree char *why = NULL;
    g_assert_null(picture_workers_signature(workers, &why));
    g_assert_cmpstr(why, ==, "the program galley-images, which belongs to Galley, is not there");
    g_setenv("GALLEY_IMAGES", real, TRUE);
}

/* A worker that neither answers nor ends: the deadline holds, and it can be ended. */
static void test_deadline(void) {
    g_autofree char *why = NULL;
    WorkerProcess *process = worker_process_start(&why);
    g_assert_nonnull(process);
    kill(process->pid, SIGSTOP);
    g_autofree guint8 *much = g_malloc0(MUCH_BYTES);
    g_auto(WireMessage) request = {.kind = WIRE_RENDER};
    request.parameters = g_variant_ref_sink(g_variant_new("(uuuub)", 1, 2, 3, 4, FALSE));
    request.picture = g_bytes_new_static(much, MUCH_BYTES);
    gint64 start_us = g_get_monotonic_time();
    WireMessage answer = {0};
    g_assert_cmpint(wire_receive(process->socket, &answer, start_us + 30000), ==, WIRE_LATE);
    g_assert_cmpint(wire_send(process->socket, &request, start_us + 60000), ==, WIRE_LATE);
    g_assert_cmpint(g_get_monotonic_time() - start_us, >=, 60000);
    g_assert_cmpint(worker_process_end(process, 0), ==, 0);
    g_assert_cmpuint(count_children(), ==, 0);
}

/* When galley is gone, so is the worker. */
static void test_worker_ends_with_galley(void) {
    g_autofree char *why = NULL;
    WorkerProcess *process = worker_process_start(&why);
    g_assert_nonnull(process);
    shutdown(process->socket, SHUT_WR);
    int status = 1;
    g_assert_cmpint(waitpid(process->pid, &status, 0), ==, process->pid);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(process->socket);
    g_free(process);
}

/* What travels */

static void test_plan(void) {
    g_autoptr(CoverPlan) plan = cover_plan_new();
    plan->nameplate = g_strdup("الميناء");
    plan->number = g_strdup("");
    plan->layout = g_strdup("newspaper");
    plan->is_rtl = true;
    g_ptr_array_add(plan->headlines, g_strdup("one"));
    g_ptr_array_add(plan->headlines, g_strdup("two"));
    g_autoptr(GVariant) packed = g_variant_ref_sink(wire_pack_plan(plan));
    g_autoptr(GBytes) picture = g_bytes_new_static("pixels", 6);
    g_autoptr(CoverPlan) other = wire_unpack_plan(packed, picture);
    g_assert_cmpstr(other->nameplate, ==, "الميناء");
    g_assert_cmpstr(other->number, ==, "");
    g_assert_cmpstr(other->layout, ==, "newspaper");
    g_assert_null(other->title);
    g_assert_null(other->lang);
    g_assert_true(other->is_rtl);
    g_assert_cmpuint(other->headlines->len, ==, 2);
    g_assert_cmpstr(other->headlines->pdata[1], ==, "two");
    g_assert_true(other->picture == picture);
    g_autoptr(GVariant) none = g_variant_ref_sink(g_variant_new_parsed("(@ams [], false, @as [])"));
    g_autoptr(CoverPlan) empty = wire_unpack_plan(none, NULL);
    g_assert_cmpstr(empty->nameplate, ==, "");
    g_assert_null(empty->picture);
}

static WireOutcome receive_bytes(const guint8 *bytes, size_t length) {
    int sockets[2];
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
    g_assert_cmpint(write(sockets[0], bytes, length), ==, length);
    close(sockets[0]);
    WireMessage message = {0};
    WireOutcome outcome = wire_receive(sockets[1], &message, WIRE_NO_DEADLINE);
    wire_message_clear(&message);
    close(sockets[1]);
    return outcome;
}

/* Each byte of a message changed, and each beginning of it: what is no message is said to be none.
 */
static void test_spoilt_messages(void) {
    g_autoptr(GByteArray) whole =
        bytes_of_message(WIRE_RENDITION, g_variant_new("(uuu)", 1, 2, 3), square_png(1));
    g_assert_cmpint(receive_bytes(whole->data, whole->len), ==, WIRE_OK);
    for (guint length = 0; length < whole->len; length += length < 40 ? 1 : 500) {
        g_assert_cmpint(receive_bytes(whole->data, length), ==, WIRE_CLOSED);
    }
    enum { MAGIC_END = 4, KIND = 4, PARAMETERS = 8, PICTURE = 12 };
    for (guint at = 0; at < MAGIC_END; at++) {
        whole->data[at] ^= 1;
        g_assert_cmpint(receive_bytes(whole->data, whole->len), ==, WIRE_SPOILT);
        whole->data[at] ^= 1;
    }
    static const struct {
        unsigned at;
        guint32 value;
    } rows[] = {{KIND, 0},
                {KIND, 99},
                {KIND, WIRE_REFUSAL}, /* with a picture */
                {PARAMETERS, 0xFFFFFFFF},
                {PARAMETERS, 11}, /* not three numbers */
                {PICTURE, 0xFFFFFFFF}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree guint8 *spoilt = g_memdup2(whole->data, whole->len);
        memcpy(spoilt + rows[i].at, &rows[i].value, sizeof rows[i].value);
        g_assert_cmpint(receive_bytes(spoilt, whole->len), ==, WIRE_SPOILT);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workers/many-at-once", test_many_at_once);
    g_test_add_func("/workers/many-with-workers-killed", test_many_with_workers_killed);
    g_test_add_func("/workers/killed-while-idle", test_killed_while_idle);
    g_test_add_func("/workers/nothing-is-started-unasked", test_nothing_is_started_unasked);
    g_test_add_func("/workers/kind-is-not-believed", test_kind_is_not_believed);
    g_test_add_func("/workers/mad", test_mad_workers);
    g_test_add_func("/workers/lying", test_lying_workers);
    g_test_add_func("/workers/none", test_no_worker);
    g_test_add_func("/workers/deadline", test_deadline);
    g_test_add_func("/workers/ends-with-galley", test_worker_ends_with_galley);
    g_test_add_func("/wire/plan", test_plan);
    g_test_add_func("/wire/spoilt", test_spoilt_messages);
    return g_test_run();
}
