/* The cover beside the book. */
#include "epub/book.h"
#include "epub/epub.h"

#include <errno.h>
#include <unistd.h>

bool epub_has_cover_file(const Issue *issue) {
    return issue->cover != NULL && !issue->cover->is_broken &&
           (asset_shown(issue->cover).type == PICTURE_JPEG || issue->cover_to_post != NULL);
}

static bool write_all(int descriptor, GBytes *bytes, GError **error) {
    gsize left = 0;
    const char *at = g_bytes_get_data(bytes, &left);
    while (left > 0) {
        ssize_t written = write(descriptor, at, left);
        if (written < 0 && errno != EINTR) {
            g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "the cover: %s",
                        g_strerror(errno));
            return false;
        }
        at += MAX(written, 0);
        left -= (gsize)MAX(written, 0);
    }
    return true;
}

bool epub_write_cover_file(const Issue *issue, const PageMap *page_map, int descriptor, Jobs *jobs,
                           GError **error) {
    (void)page_map;
    (void)jobs;
    const Asset *cover = issue->cover;
    const Rendition *made = issue->cover_to_post != NULL ? issue->cover_to_post : cover->rendition;
    g_autoptr(GBytes) bytes =
        made != NULL ? g_bytes_ref(made->bytes) : book_picture((void *)cover, error);
    return bytes != NULL && write_all(descriptor, bytes, error);
}
