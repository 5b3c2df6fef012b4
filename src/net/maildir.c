#include "net/maildir.h"

#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_PLAIN_MAX = 180 };

const char *maildir_name(struct str id, char out[MAILDIR_NAME_SIZE])
{
    static const char digit[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < id.n && n <= NAME_PLAIN_MAX; i++) {
        unsigned char c = (unsigned char)id.p[i];
        if (ascii_alnum((char)c) || c == '-' || c == '_' || c == '@' || c == '+' || (c == '.' && n > 0)) {
            out[n++] = (char)c;
        } else {
            out[n++] = '=';
            out[n++] = digit[c >> 4];
            out[n++] = digit[c & 15];
        }
    }
    out[n] = '\0';
    if (n > NAME_PLAIN_MAX)
        snprintf(out + NAME_PLAIN_MAX, MAILDIR_NAME_SIZE - NAME_PLAIN_MAX, "=.%016" PRIx64, str_hash(id));
    return out;
}

static int failed(struct note *why, const char *dir, const char *what)
{
    note_set(why, "Maildir %s: %s: %s", dir, what, strerror(errno));
    return ERR_IO;
}

static bool make_folder(int at, const char *name) { return mkdirat(at, name, 0700) == 0 || errno == EEXIST; }

/* Opens dir with its three folders, made where missing. */
static int open_maildir(const char *dir, int *ret, struct note *why)
{
    if (!make_folder(AT_FDCWD, dir)) return failed(why, dir, "cannot be made");
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return failed(why, dir, "cannot be opened");
    if (!make_folder(fd, "tmp") || !make_folder(fd, "new") || !make_folder(fd, "cur") || fsync(fd) != 0) {
        int rc = failed(why, dir, "its folders cannot be made");
        close(fd);
        return rc;
    }
    *ret = fd;
    return OK;
}

static bool sync_folder(int at, const char *name)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return ok;
}

static int store_message(int at, const char *dir, const char *tmp, const char *final, struct str message,
                         struct note *why)
{
    int fd = openat(at, tmp, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return failed(why, dir, "tmp cannot be written");
    bool ok = fd_write(fd, message.p, message.n) && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    ok = ok && renameat(at, tmp, at, final) == 0 && sync_folder(at, "new");
    if (ok) return OK;
    int rc = failed(why, dir, "the message cannot be stored");
    unlinkat(at, tmp, 0);
    return rc;
}

int maildir_deliver(const char *dir, struct str message_id, struct str message, struct note *why)
{
    char name[MAILDIR_NAME_SIZE], tmp[MAILDIR_NAME_SIZE + 32], final[MAILDIR_NAME_SIZE + 8];
    int at;
    if (message_id.n == 0) {
        note_set(why, "a message without Message-ID cannot be delivered");
        return ERR_BAD_INPUT;
    }
    maildir_name(message_id, name);
    /* Two processes may hold the same delivery for a moment: each writes its own file, the rename is the same. */
    snprintf(tmp, sizeof tmp, "tmp/%s.%ld", name, (long)getpid());
    snprintf(final, sizeof final, "new/%s", name);
    int rc = open_maildir(dir, &at, why);
    if (rc != OK) return rc;
    rc = store_message(at, dir, tmp, final, message, why);
    close(at);
    return rc;
}
