/* Pictures of a WordPress site among those of an issue: by what follows wp-content/uploads/ in
 * their addresses, else by the files' names; a size ("boat-1024x768.jpg") by its original, and the
 * other way round. */
#ifndef GALLEY_READ_UPLOAD_PATHS_H
#define GALLEY_READ_UPLOAD_PATHS_H

#include "model/issue.h"

typedef struct UploadPaths UploadPaths;
UploadPaths *upload_paths_new(const Issue *issue);
void upload_paths_free(UploadPaths *paths);
/* The picture at an address; NULL: it is not there. */
const Asset *upload_paths_find(const UploadPaths *paths, const char *address);

#endif
