/* Memory for trees. A tree is thousands of small pieces that are made and freed in great numbers;
 * a thread takes them from lists of its own, without a lock. libxml2's allocator from here on is
 * this one: what libxml2 made is freed with xmlFree, never with g_free or free. */
#ifndef GALLEY_MODEL_TREE_MEMORY_H
#define GALLEY_MODEL_TREE_MEMORY_H

/* Before any other use of libxml2 and before any thread. In a build with a sanitizer it leaves
 * libxml2's own allocator, whose mistakes the sanitizer sees. May be called again. */
void tree_memory_begin(void);

#endif
