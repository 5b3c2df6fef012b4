#include "base/conf.h"

#include "base/file.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

enum { FILE_MAX = 1 << 20 };

static const struct conf_row rows[CONF_KEY_MAX] = {
    [CONF_DB] = {"ATLAS_DB", "", "PostgreSQL connection string (libpq); the role decides what the program may do", 0, 0},
    [CONF_BASE_URL] = {"ATLAS_BASE_URL", "http://127.0.0.1:8080", "address of the service in links and mail, no slash at the end", 0, 0},
    [CONF_SITE_NAME] = {"ATLAS_SITE_NAME", "Clause Atlas", "name on pages and in mail", 0, 0},
    [CONF_OPERATOR] = {"ATLAS_OPERATOR", "the operator of this service", "who runs it, for the legal pages", 0, 0},
    [CONF_CONTACT] = {"ATLAS_CONTACT", "", "address or URL where the operator can be reached; part of the User-Agent", 0, 0},
    [CONF_SHARE] = {"ATLAS_SHARE", "", "folder with templates/ and sql/ (default: where they were installed, or the checkout)", 0, 0},
    [CONF_SOCKET] = {"ATLAS_SOCKET", "", "FastCGI socket of atlas-web", 0, 0},
    [CONF_WEB_PROCESSES] = {"ATLAS_WEB_PROCESSES", "4", "request processes of atlas-web", 1, 256},
    [CONF_METRICS_SOCKET] = {"ATLAS_METRICS_SOCKET", "", "socket on which nginx serves /metrics privately; for the operator's reference", 0, 0},
    [CONF_SMTP_URL] = {"ATLAS_SMTP_URL", "", "mail relay, smtp://host:25 or smtps://host:465; unset: mail goes to the Maildir", 0, 0},
    [CONF_SMTP_USER] = {"ATLAS_SMTP_USER", "", "user name at the relay", 0, 0},
    [CONF_SMTP_PASSWORD_FILE] = {"ATLAS_SMTP_PASSWORD_FILE", "", "file with the password at the relay", 0, 0},
    [CONF_MAILDIR] = {"ATLAS_MAILDIR", "", "Maildir for mail when there is no relay", 0, 0},
    [CONF_MAIL_FROM] = {"ATLAS_MAIL_FROM", "atlas@localhost", "sender of all mail; its domain is that of Message-IDs", 0, 0},
    [CONF_MAIL_BOUNCE] = {"ATLAS_MAIL_BOUNCE", "", "name@domain that mail comes back to: each is sent from name+ID.SECRET@domain (VERP); unset: from ATLAS_MAIL_FROM, and bounces are not read", 0, 0},
    [CONF_BOUNCE_MAILDIR] = {"ATLAS_BOUNCE_MAILDIR", "", "Maildir into which the relay puts what comes back to ATLAS_MAIL_BOUNCE; the worker reads it and moves what it has read", 0, 0},
    [CONF_FETCH_ALLOW] = {"ATLAS_FETCH_ALLOW", "", "address:port pairs, comma-separated, that the fetch gate allows besides public ones; demonstration and tests only", 0, 0},
    [CONF_FETCH_MAX_BYTES] = {"ATLAS_FETCH_MAX_BYTES", "8388608", "largest page accepted, after decompression", 1024, 268435456},
    [CONF_FETCH_TIMEOUT_S] = {"ATLAS_FETCH_TIMEOUT_S", "30", "seconds for one fetch, redirects included", 1, 600},
    [CONF_FETCH_PARALLEL] = {"ATLAS_FETCH_PARALLEL", "64", "hosts fetched from at the same time", 1, 1024},
    [CONF_HOST_DELAY_MS] = {"ATLAS_HOST_DELAY_MS", "2000", "least time between two requests to one host", 0, 3600000},
    [CONF_PARSERS] = {"ATLAS_PARSERS", "2", "parser children of a worker", 1, 64},
    [CONF_CHECK_INTERVAL_S] = {"ATLAS_CHECK_INTERVAL_S", "21600", "seconds between two checks of a source that says nothing else", 60, 2678400},
    [CONF_LEASE_S] = {"ATLAS_LEASE_S", "120", "seconds after which another worker takes over what one claimed", 5, 3600},
    [CONF_DRAFT_URL] = {"ATLAS_DRAFT_URL", "", "drafting help: address of chat completions in the manner of OpenAI, e.g. https://models.example/v1/chat/completions; unset: off", 0, 0},
    [CONF_DRAFT_MODEL] = {"ATLAS_DRAFT_MODEL", "default", "drafting help: the model's name there", 0, 0},
    [CONF_DRAFT_KEY_FILE] = {"ATLAS_DRAFT_KEY_FILE", "", "drafting help: file with the key sent as Authorization: Bearer; the worker alone reads it", 0, 0},
    [CONF_STRIPE_KEY_FILE] = {"ATLAS_STRIPE_KEY_FILE", "", "paying by Stripe: file with the secret key; the worker alone reads it", 0, 0},
    [CONF_STRIPE_WEBHOOK_SECRET_FILE] = {"ATLAS_STRIPE_WEBHOOK_SECRET_FILE", "", "paying by Stripe: file with the secret of the webhook BASE/billing/stripe; the web reads it; unset: off", 0, 0},
    [CONF_STRIPE_API] = {"ATLAS_STRIPE_API", "https://api.stripe.com", "paying by Stripe: where its API is", 0, 0},
    [CONF_CLOCK] = {"ATLAS_CLOCK", "", "file that holds the time; demonstration and tests only", 0, 0},
    [CONF_DEMO] = {"ATLAS_DEMO", "0", "1: this is a demonstration; the gate's exceptions and the clock file are expected", 0, 1},
    [CONF_LOG] = {"ATLAS_LOG", "info", "least level logged: debug, info, warn, error", 0, 0},
};

struct conf {
    const char *file;
    const char *value[CONF_KEY_MAX];
    bool set[CONF_KEY_MAX];
    int64_t number[CONF_KEY_MAX];
};

const struct conf_row *conf_row(enum conf_key k)
{
    return &rows[k];
}

static int key_of(struct str name)
{
    for (int k = 0; k < CONF_KEY_MAX; k++)
        if (str_eqz(name, rows[k].name)) return k;
    return -1;
}

/* The folder above the one that the running program lies in. */
static const char *program_home(struct arena *a)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n <= 0) return ".";
    exe[n] = '\0';
    return arena_dupz(a, dirname(dirname(exe)));
}

const char *conf_share(struct arena *a, const struct conf *c)
{
    if (c != NULL && c->value[CONF_SHARE][0] != '\0') return c->value[CONF_SHARE];
    const char *home = program_home(a), *installed = arena_printf(a, "%s/share/clause-atlas", home);
    return access(installed, F_OK) == 0 ? installed : home;
}

/* A file that is named must be there; of the usual places the first that is. */
static int find_file(struct arena *a, const char *file, const char **ret_path, struct str *ret, struct note *why)
{
    const char *named = file != NULL ? file : getenv("ATLAS_CONFIG");
    const char *places[] = {named, arena_printf(a, "%s/var/atlas.conf", program_home(a)), "/etc/atlas/atlas.conf"};
    for (size_t i = named != NULL ? 0 : 1; i < (named != NULL ? 1u : 3u); i++) {
        int rc = file_read(a, places[i], FILE_MAX, ret, why);
        if (rc == OK) *ret_path = places[i];
        if (rc != ERR_NOT_FOUND || named != NULL) return rc;
    }
    return OK;
}

static int parse_line(struct arena *a, struct conf *c, struct str line, unsigned number, struct note *why)
{
    line = str_trim(line);
    if (line.n == 0 || line.p[0] == '#') return OK;
    size_t eq = str_find_char(line, '=');
    if (eq == STR_NONE) {
        note_set(why, "%s line %u: expected KEY=value", c->file, number);
        return ERR_BAD_INPUT;
    }
    struct str name = str_trim(str_upto(line, eq)), value = str_trim(str_from(line, eq + 1));
    int k = key_of(name);
    if (k < 0) {
        note_set(why, "%s line %u: there is no setting " STR_FMT "; `atlas doctor --settings` lists them", c->file, number, STR_ARG(name));
        return ERR_BAD_INPUT;
    }
    c->value[k] = str_dupz(a, value);
    c->set[k] = true;
    return OK;
}

static int take_environment(struct conf *c, struct note *why)
{
    for (char **e = environ; *e != NULL; e++) {
        struct str line = strz(*e);
        size_t eq = str_find_char(line, '=');
        if (!str_starts(line, STR("ATLAS_")) || eq == STR_NONE || str_eq(str_upto(line, eq), STR("ATLAS_CONFIG"))) continue;
        int k = key_of(str_upto(line, eq));
        if (k < 0) {
            note_set(why, "the environment sets " STR_FMT ", and there is no such setting; `atlas doctor --settings` lists them", STR_ARG(str_upto(line, eq)));
            return ERR_BAD_INPUT;
        }
        c->value[k] = *e + eq + 1;
        c->set[k] = true;
    }
    return OK;
}

int conf_load(struct arena *a, const char *file, struct conf **ret, struct note *why)
{
    struct conf *c = ARENA_NEW(a, struct conf);
    struct str text = {0}, line;
    int rc = find_file(a, file, &c->file, &text, why);
    for (unsigned n = 1; rc == OK && str_next(&text, '\n', &line); n++) rc = parse_line(a, c, line, n, why);
    if (rc == OK) rc = take_environment(c, why);
    for (int k = 0; rc == OK && k < CONF_KEY_MAX; k++) {
        const struct conf_row *row = &rows[k];
        if (c->value[k] == NULL || c->value[k][0] == '\0') c->value[k] = row->fallback;
        if (row->min < row->max && str_int(strz(c->value[k]), row->min, row->max, &c->number[k]) != OK) {
            note_set(why, "%s is \"%s\"; it must be a whole number from %lld to %lld", row->name, c->value[k],
                     (long long)row->min, (long long)row->max);
            rc = ERR_BAD_INPUT;
        }
    }
    if (rc == OK) *ret = c;
    return rc;
}

const char *conf_text(const struct conf *c, enum conf_key k) { return c->value[k]; }
bool conf_is_set(const struct conf *c, enum conf_key k) { return c->set[k]; }
const char *conf_file(const struct conf *c) { return c->file; }

int64_t conf_int(const struct conf *c, enum conf_key k)
{
    if (rows[k].min >= rows[k].max) bug("%s is not a number", rows[k].name);
    return c->number[k];
}
