/* Known answers and refusals. Vectors: FIPS 180-4 examples, RFC 4231 case 2, RFC 4648 §10. */
#include "../tap.h"

#include "crypt/encode.h"
#include "crypt/password.h"
#include "crypt/random.h"
#include "crypt/sha256.h"
#include "crypt/webhook.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void test_hash(void)
{
    struct sha256 h, g;
    char hex[SHA256_HEX_SIZE];
    sha256_of(STR("abc"), &h);
    ok(strcmp(sha256_hex(&h, hex), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") == 0, "SHA-256 of abc");
    sha256_of(STR(""), &h);
    ok(strcmp(sha256_hex(&h, hex), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855") == 0, "SHA-256 of nothing");
    sha256_of_parts((struct str[]){STR("a"), STR(""), STR("bc")}, 3, &h);
    sha256_of(STR("abc"), &g);
    ok(sha256_eq(&h, &g), "parts hash as their concatenation");
    ok(sha256_from_hex(strz(sha256_hex(&h, hex)), &g) == OK && sha256_eq(&h, &g), "hex round trip");
    ok(sha256_from_hex(STR("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), &g) != OK, "upper case is refused");
    ok(sha256_from_hex(STR("ba"), &g) != OK, "a short hash is refused");
    hmac_sha256(STR("Jefe"), STR("what do ya want for nothing?"), &h);
    ok(strcmp(sha256_hex(&h, hex), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843") == 0, "HMAC of RFC 4231");
}

static void test_encode(struct arena *a)
{
    static const char *const pairs[][2] = {{"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"\xfb\xff", "-_8"}};
    struct str back;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ok(strcmp(base64url_encode(a, strz(pairs[i][0])), pairs[i][1]) == 0, "base64url of \"%s\"", pairs[i][1]);
        ok(base64url_decode(a, strz(pairs[i][1]), &back) == OK && str_eqz(back, pairs[i][0]), "and back");
    }
    static const char *const padded[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"\xfb\xff", "+/8="}};
    for (size_t i = 0; i < sizeof padded / sizeof *padded; i++)
        ok(strcmp(base64_encode(a, strz(padded[i][0])), padded[i][1]) == 0, "base64 of \"%s\"", padded[i][1]);
    static const char *const bad[] = {"Z", "Zh", "Zm9=", "Zm9v\n", "Z+8", "Zm9"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ok(base64url_decode(a, strz(bad[i]), &back) == ERR_BAD_INPUT, "not canonical: \"%s\"", bad[i]);
    char *t = random_token(a), *u = random_token(a);
    ok(strlen(t) == 43 && strcmp(t, u) != 0, "tokens are 43 characters and differ");
    ok(bytes_equal_secret(STR("abc"), STR("abc")) && !bytes_equal_secret(STR("abc"), STR("abd")) && !bytes_equal_secret(STR("abc"), STR("ab")), "secret comparison");
}

/* Made and verified by the library of the specification (npm standardwebhooks 1.1.1). */
static void test_webhook(struct arena *a)
{
    static const char first[] = "v1,rtxhhZUNp8NLl0Fgs+5dGpzSM9IV1t8YrgeJr1pf+Ws=", second[] = "v1,Zg59W/eHYhHn4b7uNnZaoOPADXrXy2pTC4GBtEovt0Q=";
    struct str body = STR("{\"type\":\"webhook.test\",\"n\":\"\xc3\xa9\"}");
    char keys[2 * WEBHOOK_SECRET];
    for (size_t i = 0; i < WEBHOOK_SECRET; i++) keys[i] = (char)i;
    memset(keys + WEBHOOK_SECRET, 0xff, WEBHOOK_SECRET);
    struct str one = str_of(keys, WEBHOOK_SECRET), other = str_from(str_of(keys, sizeof keys), WEBHOOK_SECRET);
    ok(strcmp(webhook_secret_text(a, one), "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=") == 0, "a secret as it is shown");
    ok(strcmp(webhook_signature(a, one, "msg_00000042", 1772442000, body), first) == 0, "a signature");
    ok(strcmp(webhook_signature(a, str_of(keys, sizeof keys), "msg_00000042", 1772442000, body), arena_printf(a, "%s %s", first, second)) == 0, "of two secrets: both, newest first");
    ok(strcmp(webhook_signature(a, other, "a.b", 0, STR("")), "v1,I2lOUGd45Cd0tVVsBVIfqswUunM6sQPldmKahTGQcnE=") == 0, "of no body");
    ok(strcmp(webhook_signature(a, one, "msg_00000042", 1772442001, body), first) != 0 && strcmp(webhook_signature(a, one, "msg_00000043", 1772442000, body), first) != 0 &&
           strcmp(webhook_signature(a, one, "msg_00000042", 1772442000, str_upto(body, body.n - 1)), first) != 0,
       "another second, id or body signs otherwise");
    ok(webhook_signature(a, STR(""), "m", 0, body)[0] == '\0', "no secret, no signature");
}

static void test_password(void)
{
    char h[PASSWORD_HASH_SIZE], path[] = "/tmp/atlas-slots-XXXXXX";
    bool rehash = true;
    close(mkstemp(path));
    ok(password_init(path, 1, 1) == OK, "set-up");
    ok(password_hash(STR("correct horse \xc3\xa9 battery"), h) == OK && strncmp(h, "$argon2id$v=19$m=65536,t=2,p=1$", 31) == 0, "argon2id with the INTERACTIVE limits");
    ok(password_verify(h, STR("correct horse \xc3\xa9 battery"), &rehash) == OK && !rehash, "the password is known again");
    ok(password_verify(h, STR("correct horse"), NULL) == ERR_DENIED, "another is denied");
    ok(password_verify(NULL, STR("anything"), NULL) == ERR_DENIED, "an unknown account is denied");
    ok(password_verify("$argon2id$nonsense", STR("x"), NULL) == ERR_DENIED, "a broken hash is denied");
    pid_t pid = fork();
    if (pid == 0) { /* dies with the slot: the kernel gives it back */
        for (;;)
            if (password_hash(STR("x"), h) != OK) _exit(1);
    }
    usleep(30000);
    kill(pid, 9);
    waitpid(pid, NULL, 0);
    ok(password_verify(h, STR("x"), NULL) == ERR_DENIED, "a slot held by a killed process is free again");
    unlink(path);
}

/* Children that hold a place of the lock file until they are killed. */
static pid_t hold(const char *path, int place)
{
    int ready[2];
    char c;
    if (pipe(ready) != 0) return -1;
    pid_t pid = fork();
    if (pid == 0) {
        int fd = open(path, O_RDWR);
        struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
        if (fcntl(fd, F_SETLK, &l) != 0 || write(ready[1], "x", 1) != 1) _exit(1);
        for (;;) pause();
    }
    close(ready[1]);
    if (read(ready[0], &c, 1) != 1) pid = -1;
    close(ready[0]);
    return pid;
}

static double seconds_until_refused(void)
{
    char h[PASSWORD_HASH_SIZE];
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    int rc = password_hash(STR("x"), h);
    clock_gettime(CLOCK_MONOTONIC, &to);
    return rc == ERR_LIMIT ? (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9 : -1;
}

static void test_flood(void)
{
    char path[] = "/tmp/atlas-slots-XXXXXX";
    close(mkstemp(path));
    ok(password_init(path, 1, 1) == OK, "one slot, one place to wait");
    pid_t slot = hold(path, 0);
    double waited = seconds_until_refused();
    ok(slot > 0 && waited >= 1 && waited < 2.5, "the slot taken: a second's wait, then \"later\" (%.2f s)", waited);
    pid_t place = hold(path, 1);
    waited = seconds_until_refused();
    ok(place > 0 && waited >= 0 && waited < 0.5, "the place to wait taken too: \"later\" at once (%.3f s)", waited);
    kill(slot, 9), kill(place, 9);
    waitpid(slot, NULL, 0), waitpid(place, NULL, 0);
    ok(seconds_until_refused() < 0, "all given back: hashed");
    unlink(path);
}

int main(void)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    test_hash();
    test_encode(&a);
    test_webhook(&a);
    test_password();
    test_flood();
    arena_release(&a);
    return done();
}
