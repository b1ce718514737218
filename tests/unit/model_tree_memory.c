/* Pieces of every size keep what is written into them, whoever frees their neighbours. */
#include "model/tree_memory.h"

#include <glib.h>
#include <libxml/xmlmemory.h>
#include <string.h>

enum { PIECES = 500, ROUNDS = 200000, LARGEST = 3000 };

typedef struct {
    unsigned char *bytes;
    size_t size;
    unsigned char mark;
} Piece;

static void check(const Piece *piece, size_t size) {
    for (size_t i = 0; i < size; i++) {
        g_assert_cmpuint(piece->bytes[i], ==, piece->mark);
    }
}

static void fill(Piece *piece, size_t size, unsigned char mark) {
    piece->size = size;
    piece->mark = mark;
    memset(piece->bytes, mark, size);
    g_assert_cmpuint((guintptr)piece->bytes % 16, ==, 0);
}

/* Sizes about the steps of 16 and about the largest piece, more often than by chance. */
static size_t draw_size(GRand *rand) {
    static const gint32 edges[] = {0, 1, 8, 9, 24, 25, 488, 503, 504, 505, 512, 513, 1024};
    return (size_t)(g_rand_boolean(rand)
                        ? edges[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(edges))]
                        : g_rand_int_range(rand, 0, LARGEST));
}

static void test_pieces(void) {
    GRand *rand = g_rand_new_with_seed(5);
    Piece *pieces = g_new0(Piece, PIECES);
    for (int round = 0; round < ROUNDS; round++) {
        Piece *piece = &pieces[g_rand_int_range(rand, 0, PIECES)];
        size_t size = draw_size(rand);
        unsigned char mark = (unsigned char)round;
        if (piece->bytes == NULL) {
            piece->bytes = xmlMalloc(size);
            fill(piece, size, mark);
        } else if (g_rand_boolean(rand)) {
            check(piece, piece->size);
            piece->bytes = xmlRealloc(piece->bytes, MAX(size, 1));
            check(piece, MIN(size, piece->size));
            fill(piece, size, mark);
        } else {
            check(piece, piece->size);
            xmlFree(piece->bytes);
            piece->bytes = NULL;
        }
    }
    for (size_t i = 0; i < PIECES; i++) {
        xmlFree(pieces[i].bytes);
    }
    g_free(pieces);
    g_rand_free(rand);
}

static void test_text(void) {
    char *copy = xmlMemStrdup("Ström");
    g_assert_cmpstr(copy, ==, "Ström");
    xmlFree(copy);
    char *empty = xmlMemStrdup("");
    g_assert_cmpstr(empty, ==, "");
    xmlFree(empty);
    xmlFree(NULL);
}

/* The sanitizers end a program that asks for so much. */
static void test_too_large(void) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    g_test_skip("not under a sanitizer");
#else
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    g_test_skip("the sanitizers' own allocator ends the program at such a size");
    return;
#endif
    volatile size_t most = SIZE_MAX - 8; /* which the compiler would not let pass */
    g_assert_null(xmlMalloc(most));
    void *piece = xmlMalloc(600);
    g_assert_null(xmlRealloc(piece, most));
    xmlFree(piece);
#endif
}

int main(int argc, char **argv) {
    tree_memory_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/model/tree-memory/pieces", test_pieces);
    g_test_add_func("/model/tree-memory/text", test_text);
    g_test_add_func("/model/tree-memory/too-large", test_too_large);
    return g_test_run();
}
