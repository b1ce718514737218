/* Two files in one, the second one's length (four bytes, the most significant first) at the end. */
#include "images/print_parts.h"

#include <stdint.h>
#include <string.h>

GBytes *print_parts_join(GBytes *colours, GBytes *alpha) {
    gsize colours_bytes = 0, alpha_bytes = 0;
    const void *first = g_bytes_get_data(colours, &colours_bytes);
    const void *second = alpha != NULL ? g_bytes_get_data(alpha, &alpha_bytes) : NULL;
    uint32_t length = GUINT32_TO_BE((uint32_t)alpha_bytes);
    gsize whole_bytes = colours_bytes + alpha_bytes + sizeof length;
    uint8_t *whole = g_malloc(whole_bytes);
    memcpy(whole, first, colours_bytes);
    if (alpha_bytes > 0) {
        memcpy(whole + colours_bytes, second, alpha_bytes);
    }
    memcpy(whole + colours_bytes + alpha_bytes, &length, sizeof length);
    return g_bytes_new_take(whole, whole_bytes);
}

bool print_parts_split(GBytes *joined, GBytes **colours, GBytes **alpha) {
    gsize whole_bytes = 0;
    const uint8_t *whole = g_bytes_get_data(joined, &whole_bytes);
    uint32_t length = 0;
    if (whole_bytes < sizeof length) {
        return false;
    }
    gsize files_bytes = whole_bytes - sizeof length;
    memcpy(&length, whole + files_bytes, sizeof length);
    length = GUINT32_FROM_BE(length);
    if (length >= files_bytes) {
        return false;
    }
    *colours = g_bytes_new_from_bytes(joined, 0, files_bytes - length);
    *alpha = length > 0 ? g_bytes_new_from_bytes(joined, files_bytes - length, length) : NULL;
    return true;
}
