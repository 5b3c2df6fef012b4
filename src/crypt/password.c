#include "crypt/password.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "the size libsodium writes");

enum { WAIT_STEP_US = 10000, WAIT_STEPS = 500 }; /* five seconds for a slot */

static int lock_fd = -1;
static unsigned lock_slots;
static char unknown_account[PASSWORD_HASH_SIZE]; /* a real hash of nothing anybody knows */

int password_init(const char *lock_file, unsigned slots)
{
    if (sodium_init() < 0) return ERR_IO;
    if (lock_file != NULL) {
        lock_fd = open(lock_file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (lock_fd < 0) return ERR_IO;
        lock_slots = slots;
    }
    char nobody[32];
    randombytes_buf(nobody, sizeof nobody);
    return password_hash(str_of(nobody, sizeof nobody), unknown_account);
}

/* The slot's number, or -1 when all stayed taken. Record locks belong to the process: a crash frees them. */
static int slot_take(void)
{
    if (lock_fd < 0) return 0;
    for (unsigned step = 0; step < WAIT_STEPS; step++) {
        for (unsigned i = 0; i < lock_slots; i++) {
            struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)i, .l_len = 1};
            if (fcntl(lock_fd, F_SETLK, &l) == 0) return (int)i;
            if (errno != EAGAIN && errno != EACCES && errno != EINTR) return -1;
        }
        usleep(WAIT_STEP_US);
    }
    return -1;
}

static void slot_give(int slot)
{
    struct flock l = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = slot, .l_len = 1};
    if (lock_fd >= 0 && fcntl(lock_fd, F_SETLK, &l) != 0) bug("a password slot that was held cannot be given back");
}

int password_hash(struct str password, char ret[PASSWORD_HASH_SIZE])
{
    int slot = slot_take();
    if (slot < 0) return ERR_LIMIT;
    int rc = crypto_pwhash_str(ret, password.p, password.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE);
    slot_give(slot);
    return rc == 0 ? OK : ERR_LIMIT; /* libsodium fails only for want of memory */
}

int password_verify(const char *stored, struct str password, bool *ret_rehash)
{
    const char *against = stored != NULL ? stored : unknown_account;
    int slot = slot_take();
    if (slot < 0) return ERR_LIMIT;
    errno = 0;
    int rc = crypto_pwhash_str_verify(against, password.p, password.n);
    bool no_memory = rc != 0 && errno == ENOMEM;
    slot_give(slot);
    if (no_memory) return ERR_LIMIT;
    if (rc != 0 || stored == NULL) return ERR_DENIED;
    if (ret_rehash != NULL)
        *ret_rehash = crypto_pwhash_str_needs_rehash(stored, crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0;
    return OK;
}
