#include "crypt/password.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "the size libsodium writes");

enum { WAIT_STEP_US = 10000, WAIT_STEPS = 100 }; /* a second for a slot */
enum { NO_PLACE = -1 };

static int lock_fd = -1;
static unsigned lock_slots, lock_waiting; /* places 0 … of the lock file, and those behind them */
static char unknown_account[PASSWORD_HASH_SIZE]; /* a real hash of nothing anybody knows */

int password_init(const char *lock_file, unsigned slots, unsigned waiting)
{
    if (sodium_init() < 0) return ERR_IO;
    if (lock_file != NULL) {
        lock_fd = open(lock_file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (lock_fd < 0) return ERR_IO;
        lock_slots = slots;
        lock_waiting = waiting;
    }
    char nobody[32];
    randombytes_buf(nobody, sizeof nobody);
    return password_hash(str_of(nobody, sizeof nobody), unknown_account);
}

/* One of the n places from `first` on, or NO_PLACE. Record locks belong to the process: a crash frees them. */
static int place_take(unsigned first, unsigned n)
{
    for (unsigned i = first; i < first + n; i++) {
        struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)i, .l_len = 1};
        if (fcntl(lock_fd, F_SETLK, &l) == 0) return (int)i;
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) return NO_PLACE;
    }
    return NO_PLACE;
}

static void place_give(int place)
{
    struct flock l = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
    if (lock_fd >= 0 && fcntl(lock_fd, F_SETLK, &l) != 0) bug("a place of the lock file that was held cannot be given back");
}

static int slot_take(void)
{
    if (lock_fd < 0) return 0;
    int slot = place_take(0, lock_slots);
    int waiting = slot == NO_PLACE ? place_take(lock_slots, lock_waiting) : NO_PLACE;
    if (waiting == NO_PLACE) return slot;
    for (unsigned step = 0; slot == NO_PLACE && step < WAIT_STEPS; step++) {
        usleep(WAIT_STEP_US);
        slot = place_take(0, lock_slots);
    }
    place_give(waiting);
    return slot;
}

int password_hash(struct str password, char ret[PASSWORD_HASH_SIZE])
{
    int slot = slot_take();
    if (slot == NO_PLACE) return ERR_LIMIT;
    int rc = crypto_pwhash_str(ret, password.p, password.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE);
    place_give(slot);
    return rc == 0 ? OK : ERR_LIMIT; /* libsodium fails only for want of memory */
}

int password_verify(const char *stored, struct str password, bool *ret_rehash)
{
    const char *against = stored != NULL ? stored : unknown_account;
    int slot = slot_take();
    if (slot == NO_PLACE) return ERR_LIMIT;
    errno = 0;
    int rc = crypto_pwhash_str_verify(against, password.p, password.n);
    bool no_memory = rc != 0 && errno == ENOMEM;
    place_give(slot);
    if (no_memory) return ERR_LIMIT;
    if (rc != 0 || stored == NULL) return ERR_DENIED;
    if (ret_rehash != NULL)
        *ret_rehash = crypto_pwhash_str_needs_rehash(stored, crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0;
    return OK;
}
