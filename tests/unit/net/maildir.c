#include "net/maildir.h"

#include "../tap.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/atlas-maildir-XXXXXX";

static int count(const char *box, const char *sub)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s/%s", dir, box, sub);
    DIR *d = opendir(path);
    int n = 0;
    if (d == NULL) return -1;
    for (struct dirent *e; (e = readdir(d)) != NULL;) n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static bool holds(const char *box, struct str id, const char *want)
{
    char name[MAILDIR_NAME_SIZE], path[512], got[256];
    snprintf(path, sizeof path, "%s/%s/new/%s", dir, box, maildir_name(id, name));
    int fd = open(path, O_RDONLY);
    if (fd < 0) return false;
    ssize_t n = read(fd, got, sizeof got);
    close(fd);
    return n >= 0 && str_eqz(str_of(got, (size_t)n), want);
}

static void clear(const char *sub) /* what lies directly in it */
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, sub);
    DIR *d = opendir(path);
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            if (unlinkat(dirfd(d), e->d_name, 0) != 0) unlinkat(dirfd(d), e->d_name, AT_REMOVEDIR);
    if (d != NULL) closedir(d);
}

static void test_names(void)
{
    char a[MAILDIR_NAME_SIZE], b[MAILDIR_NAME_SIZE];
    ok(strcmp(maildir_name(STR("<digest.2026-W10.7@atlas.example>"), a), "=3Cdigest.2026-W10.7@atlas.example=3E") == 0,
       "%s", a);
    ok(strcmp(maildir_name(STR("../../etc/passwd"), a), "=2E.=2F..=2Fetc=2Fpasswd") == 0,
       "no way out of the folder: %s", a);
    ok(strcmp(maildir_name(STR("a:2,S"), a), "a=3A2=2CS") == 0, "no colon: %s", a);
    ok(strcmp(maildir_name(STR("a=3A"), a), maildir_name(STR("a:"), b)) != 0,
       "an id that looks encoded is another's name");
    char x[600], y[600];
    memset(x, 'x', 599);
    memset(y, 'x', 599);
    y[598] = 'y';
    ok(strcmp(maildir_name(str_of(x, 599), a), maildir_name(str_of(y, 599), b)) != 0 && strlen(a) < 200,
       "long ids stay apart");
    memset(x, '/', 599);
    ok(strlen(maildir_name(str_of(x, 599), a)) < 200, "a long id of odd characters");
}

static void test_delivery(void)
{
    char box[128], nested[160];
    struct note why;
    snprintf(box, sizeof box, "%s/box", dir);
    ok(maildir_deliver(box, STR("<1@x>"), STR("one\r\n"), &why) == OK, "the folder is made");
    ok(count("box", "new") == 1 && count("box", "tmp") == 0 && count("box", "cur") == 0,
       "one message in new, none in tmp");
    ok(holds("box", STR("<1@x>"), "one\r\n"), "its bytes");
    ok(maildir_deliver(box, STR("<1@x>"), STR("one again\r\n"), &why) == OK && count("box", "new") == 1 &&
           holds("box", STR("<1@x>"), "one again\r\n"),
       "the same Message-ID replaces");
    ok(maildir_deliver(box, STR("<2@x>"), STR(""), &why) == OK && count("box", "new") == 2 &&
           holds("box", STR("<2@x>"), ""),
       "another one is added");
    struct stat st;
    ok(stat(box, &st) == 0 && (st.st_mode & 0777) == 0700, "mode 0700");
    ok(maildir_deliver(box, STR(""), STR("x"), &why) == ERR_BAD_INPUT, "no Message-ID");
    snprintf(nested, sizeof nested, "%s/no/such/parent", dir);
    why.text[0] = '\0';
    ok(maildir_deliver(nested, STR("<1@x>"), STR("x"), &why) == ERR_IO && strstr(why.text, nested) != NULL,
       "no parent: %s", why.text);
    snprintf(nested, sizeof nested, "%s/file", dir);
    close(open(nested, O_CREAT | O_WRONLY, 0600));
    ok(maildir_deliver(nested, STR("<1@x>"), STR("x"), &why) == ERR_IO, "a file in its place: %s", why.text);
    snprintf(nested, sizeof nested, "%s/box/new/=3C3@x=3E", dir);
    ok(mkdir(nested, 0700) == 0 && maildir_deliver(box, STR("<3@x>"), STR("x"), &why) == ERR_IO &&
           count("box", "tmp") == 0,
       "a failed rename leaves nothing in tmp");
}

int main(void)
{
    if (mkdtemp(dir) == NULL) bug("no temporary folder");
    test_names();
    test_delivery();
    clear("box/new");
    clear("box");
    clear(".");
    rmdir(dir);
    return done();
}
