#include "base/file.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int file_read(struct arena *a, const char *path, size_t max_bytes, struct str *ret, struct note *why)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct buf b;
    char chunk[65536];
    ssize_t n = -1;
    buf_init(&b, max_bytes);
    while (fd >= 0 && !buf_failed(&b) && ((n = read(fd, chunk, sizeof chunk)) > 0 || (n < 0 && errno == EINTR)))
        if (n > 0) buf_add(&b, chunk, (size_t)n);
    int saved = errno, rc = OK;
    if (fd >= 0 && !standard) close(fd);
    if (buf_failed(&b)) {
        note_set(why, "%s is larger than %zu bytes, the limit", path, max_bytes);
        rc = ERR_LIMIT;
    } else if (n < 0) {
        note_set(why, "%s cannot be read: %s", path, strerror(saved));
        rc = saved == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    } else {
        *ret = str_of(arena_dup(a, b.p, b.n), b.n);
    }
    buf_release(&b);
    return rc;
}
