/* Settings: every mistake has a sentence that names the place. */
#include "../tap.h"

#include "base/conf.h"

#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/atlas-conf-XXXXXX";

static int load(const char *text, struct arena *a, struct conf **ret, struct note *why)
{
    FILE *f = fopen(path, "w");
    if (f == NULL) return ERR_IO;
    fputs(text, f);
    fclose(f);
    return conf_load(a, path, ret, why);
}

int main(void)
{
    struct arena a;
    struct conf *c = NULL;
    struct note why = {{0}};
    int fd = mkstemp(path);
    close(fd);
    unsetenv("ATLAS_CONFIG");
    arena_init(&a, 4 << 20);
    ok(load("# a comment\n\nATLAS_PARSERS = 3\nATLAS_SITE_NAME=A name = with signs\n", &a, &c, &why) == OK, "a good file");
    ok(conf_int(c, CONF_PARSERS) == 3 && strcmp(conf_text(c, CONF_SITE_NAME), "A name = with signs") == 0, "its values");
    ok(conf_int(c, CONF_HOST_DELAY_MS) == 2000 && !conf_is_set(c, CONF_HOST_DELAY_MS) && conf_is_set(c, CONF_PARSERS), "a default is a default");
    setenv("ATLAS_PARSERS", "5", 1);
    ok(load("ATLAS_PARSERS=3\n", &a, &c, &why) == OK && conf_int(c, CONF_PARSERS) == 5, "the environment wins");
    unsetenv("ATLAS_PARSERS");
    static const struct { const char *text, *says; } bad[] = {
        {"ATLAS_PARSERS=0\n", "1 to 64"}, {"ATLAS_PARSERS=two\n", "\"two\""}, {"ATLAS_NONSENSE=1\n", "ATLAS_NONSENSE"}, {"\n\njust words\n", "line 3"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ok(load(bad[i].text, &a, &c, &why) == ERR_BAD_INPUT && strstr(why.text, bad[i].says) != NULL, "refused: %s", why.text);
    setenv("ATLAS_TYPO", "1", 1);
    ok(load("", &a, &c, &why) == ERR_BAD_INPUT && strstr(why.text, "ATLAS_TYPO") != NULL, "refused: %s", why.text);
    unsetenv("ATLAS_TYPO");
    ok(conf_load(&a, "/nowhere/atlas.conf", &c, &why) != OK && strstr(why.text, "/nowhere/atlas.conf") != NULL, "refused: %s", why.text);
    unlink(path);
    arena_release(&a);
    return done();
}
