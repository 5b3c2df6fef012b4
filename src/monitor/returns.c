#include "monitor/returns.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/bounce.h"
#include "store/bounce.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BATCH = 64, REST_S = 60, ARENA_MAX = 256 << 20, KEPT_DAYS = 30 };

struct returns {
    struct store *st;
    const char *dir, *base;
    struct arena arena;    /* of one message */
    int64_t rest_until_us; /* by the monotonic clock: the folder could not be used */
    int64_t swept_at_us;
    struct returns_totals totals;
};

int returns_new(const struct conf *c, struct store *st, struct returns **ret, struct note *why)
{
    const char *dir = conf_text(c, CONF_BOUNCE_MAILDIR), *base = conf_text(c, CONF_MAIL_BOUNCE);
    if ((dir[0] != '\0' || base[0] != '\0') && !bounce_base_valid(strz(base))) {
        note_set(why, "ATLAS_MAIL_BOUNCE is \"%s\"; it must be an address like bounces@example.org, its name at most %d characters without +",
                 base, BOUNCE_NAME_MAX);
        return ERR_BAD_INPUT;
    }
    struct returns *r = calloc(1, sizeof *r);
    if (r == NULL) bug("no memory for what comes back");
    *r = (struct returns){.st = st, .dir = dir, .base = base};
    arena_init(&r->arena, ARENA_MAX);
    *ret = r;
    return OK;
}

void returns_free(struct returns *r)
{
    if (r == NULL) return;
    arena_release(&r->arena);
    free(r);
}

struct returns_totals returns_totals(const struct returns *r)
{
    return r->totals;
}

int returns_take(struct store *st, struct arena *a, struct str message, const char *base, bool *ret_new, const char **ret_kind)
{
    struct bounce b;
    bounce_read(a, message, base, &b);
    *ret_new = false;
    *ret_kind = bounce_kind_name(BOUNCE_OTHER);
    if (b.kind == BOUNCE_OTHER) return OK;
    struct bounce_note n = {.delivery_id = b.delivery_id, .secret = b.secret, .kind = bounce_kind_name(b.kind), .status = b.status, .words = b.words,
                            .now_us = clock_now_us()};
    int rc = bounce_add(st, &n, ret_new);
    if (rc == OK) *ret_kind = n.kind;
    if (rc == OK && *ret_new) log_info("delivery %" PRId64 " came back: %s %s", b.delivery_id, n.kind, n.status);
    return rc == ERR_NOT_FOUND ? OK : rc; /* a mail of an account that is gone, or somebody's guess */
}

static void rest(struct returns *r) { r->rest_until_us = clock_mono_us() + REST_S * USEC_PER_SEC; }

static bool at_rest(const struct returns *r) { return clock_mono_us() < r->rest_until_us; }

/* ---- the Maildir ------------------------------------------------------------------------------------------------------------ */

/* No message: another worker was faster, or it is a folder, which a Maildir does not have there. */
static bool no_message(int folder, const char *name)
{
    struct stat s;
    return fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW) == 0 ? S_ISDIR(s.st_mode) : errno == ENOENT;
}

/* A regular file of a size that can be; else -1, and why says what it is. */
static int open_message(int folder, const char *name, size_t *ret_n, struct note *why)
{
    struct stat s;
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) note_set(why, "it cannot be opened: %s", strerror(errno));
    else if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode)) note_set(why, "it is no regular file");
    else if (s.st_size > BOUNCE_BYTES_MAX) note_set(why, "it is larger than 1 MiB");
    else {
        *ret_n = (size_t)s.st_size;
        return fd;
    }
    if (fd >= 0) close(fd);
    return -1;
}

static bool read_whole(int fd, char *p, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t got = read(fd, p + at, n - at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += (size_t)got;
    }
    return true;
}

/* Moves a message to done or aside. A name that is taken there is one that was read before. */
static bool put_away(struct returns *r, int root, int folder, const char *name, const char *where)
{
    bool made = mkdirat(root, where, 0700) == 0 || errno == EEXIST;
    int to = made ? openat(root, where, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    bool good = to >= 0 && (renameat(folder, name, to, name) == 0 || errno == ENOENT);
    if (!good) {
        log_warn("%s: %s cannot be moved to %s: %s; next try in %d s", r->dir, name, where, strerror(errno), REST_S);
        rest(r);
    }
    if (to >= 0) close(to);
    return good;
}

/* Reads one, and has the database note what it says. why: for a failure other than ERR_IO. */
static int read_message(struct returns *r, int folder, const char *name, bool *ret_new, const char **ret_kind, struct note *why)
{
    size_t n = 0;
    int fd = open_message(folder, name, &n, why);
    if (fd < 0) return ERR_BAD_INPUT;
    arena_reset(&r->arena);
    char *p = arena_array(&r->arena, n + 1, 1);
    bool whole = read_whole(fd, p, n);
    close(fd);
    if (!whole) {
        note_set(why, "it cannot be read to its end");
        return ERR_BAD_INPUT;
    }
    int rc = returns_take(r->st, &r->arena, str_of(p, n), r->base, ret_new, ret_kind);
    if (rc != OK) note_set(why, "the database refuses it: %s", store_why(r->st));
    return rc;
}

static int take_file(struct returns *r, int root, int folder, const char *name, bool *ret_tried)
{
    struct note why = {{0}};
    bool new_to_us = false;
    const char *kind;
    *ret_tried = !no_message(folder, name);
    if (!*ret_tried) return OK;
    int rc = read_message(r, folder, name, &new_to_us, &kind, &why);
    if (rc == ERR_IO) return rc;
    if (!put_away(r, root, folder, name, rc == OK ? "done" : "aside")) return OK;
    if (rc != OK) log_warn("%s: %s was set aside: %s", r->dir, name, why.text);
    if (rc != OK) r->totals.aside++;
    else if (new_to_us) r->totals.counted++;
    else r->totals.ignored++;
    return OK;
}

typedef int file_fn(struct returns *r, int root, int folder, const char *name, bool *ret_tried);

/* Tries at most `most` files of a folder, and none after one that could not be moved. A folder that is not there has none. */
static int each(struct returns *r, int root, const char *which, size_t most, file_fn *fn, size_t *ret_n)
{
    int rc = OK, fd = openat(root, which, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (dir == NULL && fd >= 0) close(fd);
    for (struct dirent *e; dir != NULL && rc == OK && *ret_n < most && !at_rest(r) && (e = readdir(dir)) != NULL;) {
        bool tried = false;
        if (e->d_name[0] == '.') continue;
        rc = fn(r, root, fd, e->d_name, &tried);
        *ret_n += tried;
    }
    if (dir != NULL) closedir(dir);
    return rc;
}

static int forget_file(struct returns *r, int root, int folder, const char *name, bool *ret_tried)
{
    struct stat s;
    (void)r, (void)root;
    *ret_tried = true;
    bool old = fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW) == 0 && s.st_mtime * USEC_PER_SEC < clock_now_us() - KEPT_DAYS * USEC_PER_DAY;
    if (old) unlinkat(folder, name, 0);
    return OK;
}

/* Once a day, what was read long ago. */
static int sweep(struct returns *r, int root)
{
    size_t n = 0;
    int64_t now = clock_now_us();
    if (at_rest(r) || (r->swept_at_us != 0 && now - r->swept_at_us < USEC_PER_DAY)) return OK;
    r->swept_at_us = now;
    return each(r, root, "done", SIZE_MAX, forget_file, &n);
}

int returns_turn(struct returns *r, size_t *ret_done)
{
    size_t n = 0;
    *ret_done = 0;
    if (r->dir[0] == '\0' || at_rest(r)) return OK;
    int root = open(r->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) {
        log_warn("ATLAS_BOUNCE_MAILDIR %s: %s; next try in %d s", r->dir, strerror(errno), REST_S);
        rest(r);
        return OK;
    }
    int rc = each(r, root, "new", BATCH, take_file, &n);
    if (rc == OK) rc = each(r, root, "cur", BATCH, take_file, &n);
    if (rc == OK) rc = sweep(r, root);
    close(root);
    *ret_done = n;
    return rc;
}
