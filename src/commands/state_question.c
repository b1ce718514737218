/* The question of a build: this program, as it is loaded, the pictures' worker, where it runs, and
 * the options that reach a byte of the book or a word of the report. Two programs are told apart by
 * what the linker signed them and their libraries with (NT_GNU_BUILD_ID). */
#include "commands/state_question.h"

#include "base/digest.h"
#include "images/workers.h"
#include "read/names.h"

#include <link.h>
#include <string.h>
#include <sys/stat.h>

/* Each part behind its length, so that no two questions run together. */
static void say(GByteArray *text, const void *bytes, size_t length) {
    uint64_t counted = length;
    g_byte_array_append(text, (const guint8 *)&counted, sizeof counted);
    g_byte_array_append(text, bytes, (guint)length);
}

static void say_text(GByteArray *text, const char *said) {
    say(text, said != NULL ? said : "", said != NULL ? strlen(said) + 1 : 0);
}

static void say_number(GByteArray *text, int64_t number) {
    say(text, &number, sizeof number);
}

/* The build id among the notes of one segment. */
static bool say_build_id(GByteArray *text, const char *notes, size_t length) {
    size_t at = 0;
    while (at + sizeof(ElfW(Nhdr)) <= length) {
        ElfW(Nhdr) head;
        memcpy(&head, notes + at, sizeof head);
        size_t name = at + sizeof head;
        size_t content = name + ((head.n_namesz + 3U) & ~3U);
        size_t end = content + ((head.n_descsz + 3U) & ~3U);
        if (end > length) {
            return false;
        }
        if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == sizeof "GNU" &&
            memcmp(notes + name, "GNU", sizeof "GNU") == 0) {
            say(text, notes + content, head.n_descsz);
            return true;
        }
        at = end;
    }
    return false;
}

/* Where the linker signed nothing, the file itself. */
static void say_file(GByteArray *text, const char *path) {
    struct stat status = {0};
    stat(path, &status);
    say_text(text, path);
    say_number(text, status.st_size);
    say_number(text, (int64_t)status.st_ino);
    say_number(text, status.st_mtim.tv_sec);
    say_number(text, status.st_mtim.tv_nsec);
}

static int say_object(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    if (strstr(object->dlpi_name, "vdso") != NULL) { /* the kernel's; no byte comes from it */
        return 0;
    }
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        const char *notes = (const char *)(object->dlpi_addr + segment->p_vaddr);
        if (segment->p_type == PT_NOTE && say_build_id(context, notes, segment->p_memsz)) {
            return 0;
        }
    }
    say_file(context, *object->dlpi_name ? object->dlpi_name : "/proc/self/exe");
    return 0;
}

static void say_program(GByteArray *text) {
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    say_text(text, GALLEY_VERSION);
    say_text(text, program); /* themes lie beside it */
    dl_iterate_phdr(say_object, text);
    g_autoptr(PictureWorkers) workers = picture_workers_new(1);
    g_autofree char *why = NULL;
    say_text(text, picture_workers_signature(workers, &why));
}

static void say_options(GByteArray *text, const Options *options) {
    say_text(text, options->theme);
    say_text(text, options->preset);
    say_text(text, options->output_directory);
    say_number(text, options->draft);
    say_number(text, options->strict);
    say_number(text, options->source_date_epoch);
    for (guint i = 0; options->formats != NULL && i < options->formats->len; i++) {
        say_text(text, options->formats->pdata[i]);
    }
}

static char *digits_of(const void *bytes, size_t length, size_t digits) {
    Digest digest = digest_of(bytes, length);
    const unsigned char *sum = (const unsigned char *)&digest;
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < digits / 2; i++) {
        g_string_append_printf(text, "%02x", sum[i]);
    }
    return g_string_free(text, FALSE);
}

char *state_question(const char *issue_path, const Options *options) {
    g_autoptr(GByteArray) text = g_byte_array_new();
    g_autofree char *here = g_get_current_dir();
    g_autofree char *typed = path_as_typed(issue_path);
    g_autofree char *issue = g_canonicalize_filename(typed, here);
    say_program(text);
    say_text(text, here);
    say_text(text, typed);
    say_options(text, options);
    g_autofree char *of_issue = digits_of(issue, strlen(issue), STATE_ISSUE_DIGITS);
    g_autofree char *of_all = digits_of(text->data, text->len, STATE_QUESTION_DIGITS);
    return g_strconcat(of_issue, "-", of_all, NULL);
}
