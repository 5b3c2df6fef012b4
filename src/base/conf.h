/* Configuration: ATLAS_… names, from the environment or from `KEY=value` lines of one file; the environment wins. The
 * file is --config FILE, else $ATLAS_CONFIG, else var/atlas.conf of the checkout that holds the running binary, else
 * /etc/atlas/atlas.conf. An unknown name, a bad number or a line without `=` is an error that names file and line.
 *
 * All keys stand in one table (conf.c) with their default and one line of help: `atlas doctor` and atlas(1) print it.
 * Values are read once at start and never change; a program that must see new ones is restarted (or gets SIGHUP). */
#ifndef ATLAS_BASE_CONF_H
#define ATLAS_BASE_CONF_H

#include "base/str.h"

enum conf_key {
    CONF_DB,
    CONF_BASE_URL,
    CONF_SITE_NAME,
    CONF_OPERATOR,
    CONF_CONTACT,
    CONF_SHARE,
    CONF_SOCKET,
    CONF_WEB_PROCESSES,
    CONF_METRICS_SOCKET,
    CONF_SMTP_URL,
    CONF_SMTP_USER,
    CONF_SMTP_PASSWORD_FILE,
    CONF_MAILDIR,
    CONF_MAIL_FROM,
    CONF_MAIL_BOUNCE,
    CONF_BOUNCE_MAILDIR,
    CONF_FETCH_ALLOW,
    CONF_FETCH_MAX_BYTES,
    CONF_FETCH_TIMEOUT_S,
    CONF_FETCH_PARALLEL,
    CONF_HOST_DELAY_MS,
    CONF_PARSERS,
    CONF_CHECK_INTERVAL_S,
    CONF_LEASE_S,
    CONF_DRAFT_URL,
    CONF_DRAFT_MODEL,
    CONF_DRAFT_KEY_FILE,
    CONF_STRIPE_KEY_FILE,
    CONF_STRIPE_WEBHOOK_SECRET_FILE,
    CONF_STRIPE_API,
    CONF_CLOCK,
    CONF_DEMO,
    CONF_LOG,
    CONF_KEY_MAX
};

struct conf;

/* file NULL: look in the places above; none there is no error. The result lives in the arena. */
MUST_USE int conf_load(struct arena *a, const char *file, struct conf **ret, struct note *why);
const char *conf_text(const struct conf *c, enum conf_key k);  /* never NULL; "" when unset */
int64_t conf_int(const struct conf *c, enum conf_key k);       /* of a key whose table row has a range */
bool conf_is_set(const struct conf *c, enum conf_key k);       /* set by file or environment, not by default */
const char *conf_file(const struct conf *c);                   /* the file read, or NULL */

/* The folder that holds templates/ and sql/: ATLAS_SHARE, else share/clause-atlas beside an installed program's bin/, else
 * the checkout that the program was built in. c may be NULL: then only the last two. */
const char *conf_share(struct arena *a, const struct conf *c);

struct conf_row { /* a key as the help prints it; range where min < max */
    const char *name, *fallback, *help;
    int64_t min, max;
};
const struct conf_row *conf_row(enum conf_key k);

#endif
