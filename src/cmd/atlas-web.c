/* atlas-web: the FastCGI program behind nginx. Options and set-up only; the work is in src/web. */
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "crypt/password.h"
#include "crypt/sha256.h"
#include "web/server.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static const char usage[] =
    "usage: atlas-web [--config FILE] [--check | --routes | --names TEMPLATE | --text TEMPLATE]\n"
    "\n"
    "Serves the pages of Clause Atlas over FastCGI on the socket ATLAS_SOCKET. SIGTERM ends it after the requests in "
    "hand,\n"
    "SIGHUP makes it read program, configuration, templates and queries anew without losing a request.\n"
    "\n"
    "  --check            whether it could start: configuration, templates, queries; exit code 0 or 1\n"
    "  --routes           the routes: method, pattern, page or form, guards\n"
    "  --names TEMPLATE   the markers that a template uses, its parts included: kind, name, sections around, "
    "modifiers\n"
    "  --text TEMPLATE    the template with its parts in place\n";

enum action { SERVE, CHECK, ROUTES, NAMES, TEXT };
enum { STATIC_MAX = 1 << 20 };

struct options {
    const char *config, *template;
    enum action action;
};

static bool parse_options(int argc, char **argv, struct options *o)
{
    static const struct option list[] = {{"config", required_argument, NULL, 'c'},
                                         {"check", no_argument, NULL, 'k'},
                                         {"routes", no_argument, NULL, 'r'},
                                         {"names", required_argument, NULL, 'n'},
                                         {"text", required_argument, NULL, 't'},
                                         {"help", no_argument, NULL, 'h'},
                                         {NULL, 0, NULL, 0}};
    for (int c; (c = getopt_long(argc, argv, "", list, NULL)) != -1;) {
        switch (c) {
        case 'c': o->config = optarg; break;
        case 'k': o->action = CHECK; break;
        case 'r': o->action = ROUTES; break;
        case 'n': o->action = NAMES, o->template = optarg; break;
        case 't': o->action = TEXT, o->template = optarg; break;
        case 'h': fputs(usage, stdout); _exit(fflush(stdout) == 0 ? 0 : 1);
        default: return false;
        }
    }
    return optind == argc;
}

static int print_routes(void)
{
    static const struct {
        unsigned flag;
        const char *name;
    } flags[] = {{NEED_ACCOUNT, "account"}, {NEED_CSRF, "csrf"},    {TOKEN_ONLY, "token-only"},
                 {NEED_ANALYST, "analyst"}, {HAS_FORM, "form"},     {PRIVATE, "private"},
                 {REDLINE, "redline"},      {SNIPPETS, "snippets"}, {NO_JSON, "no-json"},
                 {PDF, "pdf"},              {PICTURE, "picture"},  {OWNER_ONLY, "owner"},
                 {VIEW_MAY, "view"},         {SIGNED, "signed"},       {PAYING, "paying"},
                 {WATCH_FORM, "watch-form"}, {UPLOAD, "upload"},       {SECRET_PATH, "secret-path"}};
    for (size_t i = 0; i < nroutes; i++) {
        const struct route *r = &routes[i];
        printf("%s\t%s\t%s\t", r->method, r->pattern, r->page != NULL ? r->page : "-");
        for (size_t f = 0, n = 0; f < sizeof flags / sizeof *flags; f++)
            if ((r->flags & flags[f].flag) != 0) printf("%s%s", n++ > 0 ? "," : "", flags[f].name);
        putchar('\n');
    }
    return fflush(stdout) == 0 ? 0 : 1;
}

static int print_template(const struct view *v, const struct options *o)
{
    struct buf b;
    struct str text;
    buf_init(&b, 1 << 20);
    int rc = o->action == NAMES ? view_names(v, o->template, &b) : view_text(v, o->template, &text);
    if (rc == OK && o->action == TEXT) buf_str(&b, text);
    if (rc == OK && b.n > 0) fwrite(b.p, 1, b.n, stdout);
    if (rc != OK) fprintf(stderr, "atlas-web: template %s: %s\n", o->template, err_name(rc));
    buf_release(&b);
    return rc == OK && fflush(stdout) == 0 ? 0 : 1;
}

/* A short hash of all static files. One that is missing counts as empty: nginx will say so. */
static const char *static_edition(struct arena *a, const char *share)
{
    static const char *const files[] = {"atlas.css", "atlas.js", "icon.svg"};
    struct str text[sizeof files / sizeof *files] = {{0}};
    struct sha256 sum;
    char hex[SHA256_HEX_SIZE];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (file_read(a, arena_printf(a, "%s/static/%s", share, files[i]), STATIC_MAX, &text[i], NULL) != OK) text[i] = STR("");
    sha256_of_parts(text, sizeof files / sizeof *files, &sum);
    return arena_printf(a, "%.12s", sha256_hex(&sum, hex));
}

/* What one build has kept another does not take up, and nobody has to think of raising a number. */
static const char *build_of(struct arena *a)
{
    enum { PROGRAM_MAX = 256 << 20 };
    struct arena program;
    struct str bytes = {0};
    struct sha256 sum;
    char hex[SHA256_HEX_SIZE];
    arena_init(&program, PROGRAM_MAX);
    if (file_read(&program, "/proc/self/exe", PROGRAM_MAX, &bytes, NULL) != OK) bytes = STR(__DATE__ __TIME__);
    sha256_of(bytes, &sum);
    arena_release(&program);
    return arena_printf(a, "%.16s", sha256_hex(&sum, hex));
}

/* The secret that the payment provider signs with. It is what says that tiers can be paid for. */
static int load_webhook_secret(struct arena *a, struct site *s, struct note *why)
{
    struct str text;
    const char *file = conf_text(s->conf, CONF_STRIPE_WEBHOOK_SECRET_FILE);
    if (file[0] == '\0') return OK;
    int rc = file_read(a, file, 4096, &text, why);
    if (rc != OK) return rc;
    s->webhook_secret = str_trim(text);
    if (s->webhook_secret.n > 0) return OK;
    note_set(why, "%s is empty: ATLAS_STRIPE_WEBHOOK_SECRET_FILE holds the secret of the webhook endpoint", file);
    return ERR_BAD_INPUT;
}

static int load_site(struct arena *a, const struct options *o, struct site *s, struct note *why)
{
    struct conf *c;
    int rc = conf_load(a, o->config, &c, why);
    if (rc != OK) return rc;
    log_open("atlas-web", log_level_of(conf_text(c, CONF_LOG)));
    if (conf_text(c, CONF_CLOCK)[0] != '\0') clock_set_file(conf_text(c, CONF_CLOCK));
    const char *share = conf_share(a, c);
    site_init(s, c);
    s->edition = static_edition(a, share);
    s->build = build_of(a);
    rc = load_webhook_secret(a, s, why);
    if (rc != OK) return rc;
    rc = view_load(arena_printf(a, "%s/templates", share), &s->view, why);
    return rc == OK ? pages_load(a, arena_printf(a, "%s/sql/pages", share), &s->pages, why) : rc;
}

/* Password hashes of all children share one cap: the file lies beside the socket. Half of the children at most hash, as many
 * as there are cores, and a quarter wait to: whatever comes to the login page, the rest serve pages. */
static int prepare_passwords(struct arena *a, const struct conf *c)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const char *file = arena_printf(a, "%s.hashing", conf_text(c, CONF_SOCKET));
    unsigned children = (unsigned)conf_int(c, CONF_WEB_PROCESSES), slots = children / 2;
    if (cores > 0 && slots > (unsigned)cores) slots = (unsigned)cores;
    return password_init(file, slots < 1 ? 1 : slots > 64 ? 64 : slots, children / 4);
}

int main(int argc, char **argv)
{
    static struct arena lasting;
    static struct site site;
    struct options o = {0};
    struct note why = {""};
    char program[PATH_MAX];
    if (!parse_options(argc, argv, &o)) {
        fputs(usage, stderr);
        return 2;
    }
    if (o.action == ROUTES) return print_routes();
    arena_init(&lasting, 8 << 20);
    if (realpath("/proc/self/exe", program) == NULL) snprintf(program, sizeof program, "%s", argv[0]);
    if (load_site(&lasting, &o, &site, &why) != OK) {
        fprintf(stderr, "atlas-web: %s\n", why.text);
        return 1;
    }
    if (o.action == NAMES || o.action == TEXT) return print_template(site.view, &o);
    if (o.action == CHECK) return 0;
    if (prepare_passwords(&lasting, site.conf) != OK) {
        fprintf(stderr, "atlas-web: the folder of ATLAS_SOCKET (%s) must exist and be writable\n",
                conf_text(site.conf, CONF_SOCKET));
        return 1;
    }
    return server_run(&(struct server){.socket_path = conf_text(site.conf, CONF_SOCKET),
                                       .processes = (unsigned)conf_int(site.conf, CONF_WEB_PROCESSES),
                                       .program = program,
                                       .argv = argv,
                                       .site = &site});
}
