/* The bar that galley is measured against: the least that turns a directory of Markdown articles
 * and pictures into an EPUB with the same three libraries. bench-bare DIRECTORY BOOK.epub THREADS
 * cmark-gfm parses (with tables and footnotes, which the text has) and renders, libdeflate deflates
 * at galley's level, libzip writes; pictures are stored as they are; the file is synced. Nothing is
 * checked, enriched, linked or laid out. With a cover (a file that galley has drawn) it is stored
 * as well, and left beside the book. It is as quick as that can be made: workers are at most AHEAD
 * parts in front of libzip, which copies what they deflated into a file that is buffered by the
 * megabyte, and cmark allocates from a thread's own block that is never freed piece by piece. The
 * project must be trusted: nothing here is bounded. With PLAIN_CMARK: cmark itself, to which tables
 * and notes are lines of text. */
#ifdef PLAIN_CMARK
#include <cmark.h>
#else
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#endif
#include <dirent.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { AHEAD = 64, LEVEL = 6, BLOCK_BYTES = 4 << 20, BUFFER_BYTES = 1 << 20 };

typedef struct {
    char path[600], name[300], title[200];
    bool is_picture;
    bool is_done;
    unsigned char *bytes; /* as stored in the archive */
    size_t size_bytes, stored_bytes, position;
    uint32_t crc;
    zip_error_t error;
} Part;

static Part *parts;
static size_t part_count;
static Part package, navigation, container, mimetype;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t part_done = PTHREAD_COND_INITIALIZER;
static pthread_cond_t part_written = PTHREAD_COND_INITIALIZER;
static size_t next_part, written_parts;

static void fail(const char *what) {
    perror(what);
    exit(3);
}

/* cmark's memory: a block a thread, forgotten after each article. A size stands before each piece.
 */
static _Thread_local char *block;
static _Thread_local size_t block_used, block_size;

static void *block_calloc(size_t count, size_t size) {
    size_t bytes = (count * size + 31) & ~(size_t)15;
    if (block_used + bytes > block_size) {
        block_size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
        block = malloc(block_size);
        block_used = 0;
    }
    size_t *piece = (size_t *)(void *)(block + block_used);
    block_used += bytes;
    memset(piece, 0, bytes);
    piece[0] = bytes - 16;
    return piece + 2;
}

static void *block_realloc(void *old, size_t size) {
    if (old != NULL && ((size_t *)old)[-2] >= size) {
        return old;
    }
    void *piece = block_calloc(1, size);
    if (old != NULL) {
        memcpy(piece, old, ((size_t *)old)[-2]);
    }
    return piece;
}

static void block_free(void *piece) {
    (void)piece;
}

static cmark_mem block_memory = {block_calloc, block_realloc, block_free};

static char *read_file(const char *path, size_t *size_bytes) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        fail(path);
    }
    char *bytes = malloc((size_t)status.st_size + 1);
    ssize_t got = read(descriptor, bytes, (size_t)status.st_size);
    if (got != status.st_size) {
        fail(path);
    }
    close(descriptor);
    bytes[got] = '\0';
    *size_bytes = (size_t)got;
    return bytes;
}

static void deflate_part(Part *part, struct libdeflate_compressor *compressor, const char *text,
                         size_t length) {
    static _Thread_local unsigned char *room;
    static _Thread_local size_t room_bytes;
    size_t bound = libdeflate_deflate_compress_bound(compressor, length);
    if (room_bytes < bound) {
        room_bytes = 2 * bound;
        room = realloc(room, room_bytes);
    }
    part->size_bytes = length;
    part->stored_bytes = libdeflate_deflate_compress(compressor, text, length, room, bound);
    part->bytes = malloc(part->stored_bytes);
    memcpy(part->bytes, room, part->stored_bytes);
    part->crc = libdeflate_crc32(0, text, length);
    part->is_done = true;
}

/* Takes the title out of the front matter; answers where the text begins. */
static const char *skip_front_matter(Part *part, const char *text) {
    if (strncmp(text, "---\n", 4) != 0) {
        return text;
    }
    const char *title = strstr(text, "title: \"");
    const char *end = strstr(text + 3, "\n---\n");
    if (title != NULL) {
        title += strlen("title: \"");
        snprintf(part->title, sizeof part->title, "%.*s", (int)strcspn(title, "\"\n"), title);
    }
    return end != NULL ? end + 5 : text;
}

/* In the thread's block. */
static char *make_html(const char *text, size_t length) {
#ifdef PLAIN_CMARK
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_SMART, &block_memory);
    cmark_parser_feed(parser, text, length);
    return cmark_render_html(cmark_parser_finish(parser), CMARK_OPT_DEFAULT);
#else
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES, &block_memory);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, text, length);
    return cmark_render_html_with_mem(cmark_parser_finish(parser), CMARK_OPT_DEFAULT,
                                      cmark_parser_get_syntax_extensions(parser), &block_memory);
#endif
}

static void make_page(Part *part, struct libdeflate_compressor *compressor, const char *text,
                      size_t length) {
    static _Thread_local char *page;
    static _Thread_local size_t page_bytes;
    const char *body = skip_front_matter(part, text);
    size_t body_length = length - (size_t)(body - text);
    char *html = make_html(body, body_length);
    size_t needed = strlen(html) + sizeof part->title + 512;
    if (page_bytes < needed) {
        page_bytes = 2 * needed;
        page = realloc(page, page_bytes);
    }
    int written =
        snprintf(page, page_bytes,
                 "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                 "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\">"
                 "<head><title>%s</title></head><body>\n<h1>%s</h1>\n%s</body></html>\n",
                 part->title, part->title, html);
    block_used = 0;
    deflate_part(part, compressor, page, (size_t)written);
}

static void *work(void *unused) {
    (void)unused;
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    for (;;) {
        pthread_mutex_lock(&mutex);
        size_t index = next_part++;
        while (index < part_count && index >= written_parts + AHEAD) {
            pthread_cond_wait(&part_written, &mutex);
        }
        pthread_mutex_unlock(&mutex);
        if (index >= part_count) {
            break;
        }
        Part *part = &parts[index];
        Part made = *part;
        size_t length = 0;
        char *bytes = read_file(part->path, &length);
        if (part->is_picture) {
            made.bytes = (unsigned char *)bytes;
            made.size_bytes = made.stored_bytes = length;
            made.crc = libdeflate_crc32(0, bytes, length);
            made.is_done = true;
        } else {
            make_page(&made, compressor, bytes, length);
            free(bytes);
        }
        pthread_mutex_lock(&mutex);
        *part = made;
        pthread_cond_signal(&part_done);
        pthread_mutex_unlock(&mutex);
    }
    libdeflate_free_compressor(compressor);
    return NULL;
}

/* Package and navigation, when libzip asks for them: they stand last, so all titles are known. */
static void make_package(void) {
    size_t room = part_count * 900 + 2000;
    char *opf = malloc(room);
    char *nav = malloc(room);
    int o = snprintf(
        opf, room,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package "
        "xmlns=\"http://www.idpf.org/2007/opf\" "
        "version=\"3.0\" unique-identifier=\"id\"><metadata "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"id\">urn:x:1"
        "</dc:identifier><dc:title>Issue</dc:title><dc:language>en</dc:language><meta "
        "property=\"dcterms:modified\">1980-01-01T00:00:00Z</meta></metadata><manifest><item "
        "id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" "
        "media-type=\"application/xhtml+xml\"/>");
    int n = snprintf(
        nav, room,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html "
        "xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><head>"
        "<title>Contents</title></head><body><nav epub:type=\"toc\"><ol>");
    for (size_t i = 0; i < part_count; i++) {
        const char *href = parts[i].name + strlen("EPUB/");
        o +=
            snprintf(opf + o, room - (size_t)o, "<item id=\"i%zu\" href=\"%s\" media-type=\"%s\"/>",
                     i, href, parts[i].is_picture ? "image/png" : "application/xhtml+xml");
        if (!parts[i].is_picture) {
            n += snprintf(nav + n, room - (size_t)n, "<li><a href=\"%s\">%s</a></li>", href,
                          parts[i].title);
        }
    }
    o += snprintf(opf + o, room - (size_t)o, "</manifest><spine>");
    for (size_t i = 0; i < part_count; i++) {
        if (!parts[i].is_picture) {
            o += snprintf(opf + o, room - (size_t)o, "<itemref idref=\"i%zu\"/>", i);
        }
    }
    o += snprintf(opf + o, room - (size_t)o, "</spine></package>\n");
    n += snprintf(nav + n, room - (size_t)n, "</ol></nav></body></html>\n");
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    deflate_part(&package, compressor, opf, (size_t)o);
    deflate_part(&navigation, compressor, nav, (size_t)n);
    libdeflate_free_compressor(compressor);
}

static void wait_for(Part *part) {
    if ((part == &package || part == &navigation) && !part->is_done) {
        make_package();
    }
    pthread_mutex_lock(&mutex);
    while (!part->is_done) {
        pthread_cond_wait(&part_done, &mutex);
    }
    pthread_mutex_unlock(&mutex);
}

static zip_int64_t stat_part(Part *part, zip_stat_t *status) {
    wait_for(part);
    zip_stat_init(status);
    status->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC |
                    ZIP_STAT_ENCRYPTION_METHOD;
    status->size = part->size_bytes;
    status->comp_size = part->stored_bytes;
    status->comp_method = part->is_picture ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    status->crc = part->crc;
    status->encryption_method = ZIP_EM_NONE;
    return sizeof *status;
}

static void close_part(Part *part) {
    if (part->position < part->stored_bytes) {
        return;
    }
    free(part->bytes);
    part->bytes = NULL;
    pthread_mutex_lock(&mutex);
    written_parts++;
    pthread_cond_broadcast(&part_written);
    pthread_mutex_unlock(&mutex);
}

static zip_int64_t read_part(void *context, void *data, zip_uint64_t length,
                             zip_source_cmd_t command) {
    Part *part = context;
    size_t take = part->stored_bytes - part->position;
    switch ((int)command) {
    case ZIP_SOURCE_OPEN:
        part->position = 0;
        return 0;
    case ZIP_SOURCE_READ:
        take = take < length ? take : length;
        memcpy(data, part->bytes + part->position, take);
        part->position += take;
        return (zip_int64_t)take;
    case ZIP_SOURCE_CLOSE:
        close_part(part);
        return 0;
    case ZIP_SOURCE_STAT:
        return stat_part(part, data);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&part->error, data, length);
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    default:
        zip_error_set(&part->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

static void add_part(zip_t *archive, const char *name, Part *part) {
    zip_source_t *source = zip_source_function(archive, read_part, part);
    zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        fprintf(stderr, "%s: %s\n", name, zip_strerror(archive));
        exit(3);
    }
    zip_set_file_compression(archive, (zip_uint64_t)index,
                             part->is_picture ? ZIP_CM_STORE : ZIP_CM_DEFAULT, 0);
    zip_file_set_dostime(archive, (zip_uint64_t)index, 0, 33, 0);
}

/* The file, buffered at its end; libzip goes back only to the header that it has just written. */
typedef struct {
    int descriptor;
    char *buffer;
    size_t buffered, length, position;
    zip_error_t error;
} Target;

static int flush_target(Target *target) {
    for (size_t done = 0; done < target->buffered;) {
        off_t at = (off_t)(target->length - target->buffered + done);
        ssize_t count =
            pwrite(target->descriptor, target->buffer + done, target->buffered - done, at);
        if (count < 0) {
            return -1;
        }
        done += (size_t)count;
    }
    target->buffered = 0;
    return 0;
}

static zip_int64_t write_target(Target *target, const void *data, size_t length) {
    size_t buffer_start = target->length - target->buffered;
    bool is_append = target->position == target->length;
    bool fits =
        is_append ? target->buffered + length <= BUFFER_BYTES
                  : target->position >= buffer_start && target->position + length <= target->length;
    if (!fits &&
        (flush_target(target) != 0 ||
         (!(is_append && length <= BUFFER_BYTES) &&
          pwrite(target->descriptor, data, length, (off_t)target->position) != (ssize_t)length))) {
        return -1;
    }
    buffer_start = target->length - target->buffered;
    if (fits || (is_append && length <= BUFFER_BYTES)) {
        memcpy(target->buffer + (target->position - buffer_start), data, length);
        target->buffered += is_append ? length : 0;
    }
    target->position += length;
    target->length = target->position > target->length ? target->position : target->length;
    return (zip_int64_t)length;
}

static zip_int64_t serve_target(void *context, void *data, zip_uint64_t length,
                                zip_source_cmd_t command) {
    Target *target = context;
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
            ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE,
            ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE,
            ZIP_SOURCE_ACCEPT_EMPTY, -1);
    case ZIP_SOURCE_ACCEPT_EMPTY:
        return 1;
    case ZIP_SOURCE_STAT:
        zip_stat_init(data);
        ((zip_stat_t *)data)->valid = ZIP_STAT_SIZE;
        return sizeof(zip_stat_t);
    case ZIP_SOURCE_WRITE:
        return write_target(target, data, length);
    case ZIP_SOURCE_SEEK_WRITE: {
        zip_int64_t offset = zip_source_seek_compute_offset(target->position, target->length, data,
                                                            length, &target->error);
        target->position = offset < 0 ? target->position : (size_t)offset;
        return offset < 0 ? -1 : 0;
    }
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)target->position;
    case ZIP_SOURCE_COMMIT_WRITE:
        return flush_target(target);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&target->error, data, length);
    default:
        return 0;
    }
}

static int compare_parts(const void *left, const void *right) {
    return strcmp(((const Part *)left)->path, ((const Part *)right)->path);
}

static void find_parts(const char *directory, const char *below) {
    char path[300];
    snprintf(path, sizeof path, "%s/%s", directory, below);
    DIR *listing = opendir(path);
    if (listing == NULL) {
        fail(path);
    }
    for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
        char *dot = strrchr(entry->d_name, '.');
        bool is_picture = dot != NULL && strcmp(dot, ".png") == 0;
        if (!is_picture && (dot == NULL || strcmp(dot, ".md") != 0)) {
            continue;
        }
        parts = realloc(parts, (part_count + 1) * sizeof *parts);
        Part *part = &parts[part_count++];
        *part = (Part){.is_picture = is_picture};
        snprintf(part->path, sizeof part->path, "%s/%s", path, entry->d_name);
        int stem = (int)(dot - entry->d_name);
        snprintf(part->name, sizeof part->name, "EPUB/%s%.*s%s", below, stem > 255 ? 255 : stem,
                 entry->d_name, is_picture ? ".png" : ".xhtml");
    }
    closedir(listing);
}

static void add_constants(void) {
    static char type[] = "application/epub+zip";
    static const char text[] =
        "<?xml version=\"1.0\"?>\n<container version=\"1.0\" "
        "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "
        "full-path=\"EPUB/package.opf\" "
        "media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    deflate_part(&container, compressor, text, sizeof text - 1);
    libdeflate_free_compressor(compressor);
    mimetype = (Part){.is_picture = true,
                      .is_done = true,
                      .bytes = (unsigned char *)strdup(type),
                      .size_bytes = sizeof type - 1,
                      .stored_bytes = sizeof type - 1,
                      .crc = libdeflate_crc32(0, type, sizeof type - 1)};
}

/* The cover, which Galley puts into the book and leaves beside it. */
static void add_cover(const char *path) {
    parts = realloc(parts, (part_count + 1) * sizeof *parts);
    Part *part = &parts[part_count++];
    *part = (Part){.is_picture = true};
    snprintf(part->path, sizeof part->path, "%s", path);
    snprintf(part->name, sizeof part->name, "EPUB/images/cover.jpg");
}

static void leave_cover(const char *path, const char *beside) {
    size_t size_bytes = 0;
    char *bytes = read_file(path, &size_bytes);
    int descriptor = open(beside, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0 || write(descriptor, bytes, size_bytes) != (ssize_t)size_bytes ||
        fsync(descriptor) != 0 || close(descriptor) != 0) {
        fail(beside);
    }
    free(bytes);
}

int main(int count, char **arguments) {
    if (count != 4 && count != 6) {
        fputs("usage: bench-bare DIRECTORY BOOK.epub THREADS [COVER.jpg BESIDE.jpg]\n", stderr);
        return 2;
    }
#ifndef PLAIN_CMARK
    cmark_gfm_core_extensions_ensure_registered();
#endif
    find_parts(arguments[1], "");
    find_parts(arguments[1], "images/");
    qsort(parts, part_count, sizeof *parts, compare_parts);
    if (count == 6) {
        add_cover(arguments[4]);
    }
    add_constants();
    enum { MOST_THREADS = 64 };
    pthread_t threads[MOST_THREADS];
    long wanted = strtol(arguments[3], NULL, 10);
    size_t thread_count = wanted < 1 ? 1 : wanted > MOST_THREADS ? MOST_THREADS : (size_t)wanted;
    for (size_t i = 0; i < thread_count; i++) {
        pthread_create(&threads[i], NULL, work, NULL);
    }
    Target target = {.descriptor =
                         open(arguments[2], O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0666),
                     .buffer = malloc(BUFFER_BYTES)};
    if (target.descriptor < 0) {
        fail(arguments[2]);
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_t *archive = zip_open_from_source(zip_source_function_create(serve_target, &target, &error),
                                          ZIP_TRUNCATE, &error);
    add_part(archive, "mimetype", &mimetype);
    add_part(archive, "META-INF/container.xml", &container);
    for (size_t i = 0; i < part_count; i++) {
        add_part(archive, parts[i].name, &parts[i]);
    }
    add_part(archive, "EPUB/nav.xhtml", &navigation);
    add_part(archive, "EPUB/package.opf", &package);
    if (zip_close(archive) != 0 || fsync(target.descriptor) != 0 || close(target.descriptor) != 0) {
        fail(arguments[2]);
    }
    if (count == 6) {
        leave_cover(arguments[4], arguments[5]);
    }
    return 0;
}
