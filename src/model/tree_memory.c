/* An allocator by size: a piece of up to LARGEST_SIZE bytes comes from its thread's list of free
 * pieces of that size, else from the thread's block. A piece may be freed by another thread than
 * the one that took it; it is then that thread's. Blocks are the process's until its end. */
#include "model/tree_memory.h"

#include <glib.h>
#include <libxml/xmlmemory.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    STEP_BYTES = 16,
    LARGEST_PIECE = 512,
    FIRST_BLOCK_BYTES = 128 * 1024,
    LAST_BLOCK_BYTES = 2 * 1024 * 1024
};
enum { CLASS_COUNT = LARGEST_PIECE / STEP_BYTES + 1, LARGE = 0 };

/* What stands before every piece: the number of its size, in steps; LARGE: it is malloc's. */
typedef struct {
    uint64_t size_class;
} Head;

enum { LARGEST_SIZE = LARGEST_PIECE - sizeof(Head) };

typedef struct FreePiece FreePiece;
struct FreePiece {
    FreePiece *next;
};

typedef struct Block Block;
struct Block {
    Block *before;
};

static _Thread_local struct {
    FreePiece *free[CLASS_COUNT]; /* by size class, the head counted in */
    char *next;                   /* in the thread's newest block */
    size_t left_bytes;
    size_t block_bytes; /* of the newest one: each is twice as large as the one before */
} pieces;

/* All blocks, so that leak checkers know them as held. */
static _Atomic(Block *) blocks;

static bool begin_block(void) {
    size_t size = CLAMP(pieces.block_bytes * 2, FIRST_BLOCK_BYTES, LAST_BLOCK_BYTES);
    Block *block = aligned_alloc(size, size);
    if (block == NULL) {
        return false;
    }
    /* One page to fault in, where the kernel can; else all of the block's at once. */
    madvise(block, size, size == LAST_BLOCK_BYTES ? MADV_HUGEPAGE : MADV_POPULATE_WRITE);
    block->before = atomic_load(&blocks);
    while (!atomic_compare_exchange_weak(&blocks, &block->before, block)) {
    }
    /* A head stands 8 bytes before a multiple of 16, as malloc's does. */
    pieces.next = (char *)block + STEP_BYTES + sizeof(Head);
    pieces.left_bytes = size - STEP_BYTES - sizeof(Head);
    pieces.block_bytes = size;
    return true;
}

static void *take_large(size_t size) {
    Head *head = size < SIZE_MAX / 2 ? malloc(STEP_BYTES + size) : NULL;
    if (head == NULL) {
        return NULL;
    }
    head = (Head *)(void *)((char *)head + STEP_BYTES - sizeof *head);
    head->size_class = LARGE;
    return head + 1;
}

static void *piece_new(size_t size) {
    if (size > LARGEST_SIZE) {
        return take_large(size);
    }
    size_t class = (size + sizeof(Head) + STEP_BYTES - 1) / STEP_BYTES;
    FreePiece *piece = pieces.free[class];
    if (piece != NULL) {
        pieces.free[class] = piece->next;
        return piece;
    }
    if (pieces.left_bytes < class * STEP_BYTES && !begin_block()) {
        return NULL;
    }
    Head *head = (Head *)(void *)pieces.next;
    pieces.next += class * STEP_BYTES;
    pieces.left_bytes -= class * STEP_BYTES;
    head->size_class = class;
    return head + 1;
}

static void piece_free(void *piece) {
    if (piece == NULL) {
        return;
    }
    uint64_t class = ((Head *)piece - 1)->size_class;
    if (class == LARGE) {
        free((char *)piece - STEP_BYTES);
        return;
    }
    FreePiece *freed = piece;
    freed->next = pieces.free[class];
    pieces.free[class] = freed;
}

static void *piece_resize(void *piece, size_t size) {
    if (piece == NULL) {
        return piece_new(size);
    }
    uint64_t class = ((Head *)piece - 1)->size_class;
    if (class == LARGE && size > LARGEST_SIZE) {
        char *grown =
            size < SIZE_MAX / 2 ? realloc((char *)piece - STEP_BYTES, STEP_BYTES + size) : NULL;
        return grown != NULL ? grown + STEP_BYTES : NULL;
    }
    size_t room = class == LARGE ? size : class * STEP_BYTES - sizeof(Head);
    if (class != LARGE && size <= room) {
        return piece;
    }
    void *moved = piece_new(size);
    if (moved != NULL) {
        memcpy(moved, piece, MIN(size, room));
        piece_free(piece);
    }
    return moved;
}

static char *piece_copy_text(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = piece_new(size);
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { IS_WATCHED = true };
#else
enum { IS_WATCHED = false };
#endif

void tree_memory_begin(void) {
    if (!IS_WATCHED) {
        xmlMemSetup(piece_free, piece_new, piece_resize, piece_copy_text);
    }
}
