/* A bump allocator for each thread. cmark's allocator interface has no context pointer, so the
 * block in use is found through the thread; GLib frees it when the thread ends. */
#include "markdown/memory.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 1 << 20, ALIGNMENT = 16 };

typedef struct Block Block;
struct Block {
    Block *before;
    size_t size, used;
    /* Its bytes begin at the next multiple of ALIGNMENT. */
};

/* Before each piece stands its size, so that it can grow. */
typedef struct {
    size_t size;
    size_t padding;
} PieceHead;

static void free_blocks(void *data) {
    Block *block = data;
    while (block != NULL) {
        Block *before = block->before;
        g_free(block);
        block = before;
    }
}

static GPrivate newest_block = G_PRIVATE_INIT(free_blocks);

static size_t round_up(size_t size) {
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static char *bytes_of(Block *block) {
    return (char *)block + round_up(sizeof *block);
}

static Block *block_with_room(size_t size) {
    Block *block = g_private_get(&newest_block);
    if (block == NULL || block->size - block->used < size) {
        Block *newer = g_malloc(round_up(sizeof *newer) + MAX(size, (size_t)BLOCK_BYTES));
        *newer = (Block){block, MAX(size, (size_t)BLOCK_BYTES), 0};
        g_private_set(&newest_block, newer);
        block = newer;
    }
    return block;
}

static void *take(size_t size) {
    size_t whole = sizeof(PieceHead) + round_up(size);
    Block *block = block_with_room(whole);
    PieceHead *head = (PieceHead *)(void *)(bytes_of(block) + block->used);
    block->used += whole;
    head->size = round_up(size);
    return head + 1;
}

static void *memory_calloc(size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / 2 / size) {
        g_error("out of memory");
    }
    void *piece = take(count * size);
    memset(piece, 0, count * size);
    return piece;
}

/* The last piece grows where it stands. */
static bool grow(PieceHead *head, size_t size) {
    Block *block = g_private_get(&newest_block);
    char *end = (char *)(head + 1) + head->size;
    size_t more = round_up(size) - head->size;
    if (end != bytes_of(block) + block->used || block->size - block->used < more) {
        return false;
    }
    block->used += more;
    head->size += more;
    return true;
}

static void *memory_realloc(void *piece, size_t size) {
    if (piece == NULL) {
        return take(size);
    }
    PieceHead *head = (PieceHead *)piece - 1;
    if (head->size >= size || grow(head, size)) {
        return piece;
    }
    void *larger = take(size);
    memcpy(larger, piece, head->size);
    return larger;
}

static void memory_free(void *piece) {
    (void)piece;
}

cmark_mem *parse_memory(void) {
    static cmark_mem memory = {memory_calloc, memory_realloc, memory_free};
    return &memory;
}

void parse_memory_reset(void) {
    Block *block = g_private_get(&newest_block);
    while (block != NULL && (block->before != NULL || block->size > BLOCK_BYTES)) {
        Block *before = block->before;
        g_free(block);
        block = before;
    }
    if (block != NULL) {
        block->used = 0;
    }
    g_private_set(&newest_block, block);
}
