#include "net/smtp.h"

#include "base/utf8.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SESSION_MAGIC = 0x736d7470, ADDRESS_MAX = 254, LOCAL_MAX = 64, LINE_MAX_BYTES = 998 };

struct smtp_session {
    unsigned magic;
    CURL *easy;
    char error[CURL_ERROR_SIZE];
    /* of the message in hand */
    struct str left;
    enum smtp_stage stage;
    bool leaving; /* QUIT is out: its reply says nothing about the message */
    int code;     /* of the last reply */
    char reply[256];
};

static const char *const outcome_name[SMTP_OUTCOME_MAX] = {
    [SMTP_SENT] = "sent",           [SMTP_TEMPORARY] = "temporary",     [SMTP_PERMANENT] = "permanent",
    [SMTP_AMBIGUOUS] = "ambiguous", [SMTP_UNREACHABLE] = "unreachable",
};

const char *smtp_outcome_name(enum smtp_outcome o)
{
    if (o < 0 || o >= SMTP_OUTCOME_MAX) bug("smtp outcome %d", (int)o);
    return outcome_name[o];
}

bool smtp_address_valid(struct str address)
{
    size_t at = str_find_char(address, '@');
    if (at == STR_NONE || at == 0 || at > LOCAL_MAX || at + 1 == address.n || address.n > ADDRESS_MAX) return false;
    if (!utf8_valid(address) || str_find_char(str_from(address, at + 1), '@') != STR_NONE) return false;
    for (size_t i = 0; i < address.n; i++) {
        unsigned char c = (unsigned char)address.p[i];
        if (c <= ' ' || c == 127 || strchr("<>()[],;:\\\"", c) != NULL) return false;
    }
    return address.p[at + 1] != '.' && address.p[at + 1] != '-' && address.p[address.n - 1] != '.';
}

/* ---- what libcurl tells ------------------------------------------------------------------------------------------ */

static size_t on_read(char *p, size_t size, size_t count, void *me)
{
    struct smtp_session *s = me;
    struct str now = str_upto(s->left, size * count);
    if (now.n > 0) memcpy(p, now.p, now.n);
    s->left = str_from(s->left, now.n);
    if (s->left.n == 0) s->stage = SMTP_HANDED_OVER; /* from here on the relay may have it all */
    return now.n;
}

static size_t on_reply(char *line, size_t size, size_t count, void *me)
{
    struct smtp_session *s = me;
    struct str text = str_trim(str_of(line, size * count));
    int64_t code;
    if (s->leaving || str_int(str_upto(text, 3), 200, 599, &code) != OK) return size * count;
    s->code = (int)code;
    snprintf(s->reply, sizeof s->reply, STR_FMT, STR_ARG(str_upto(text, sizeof s->reply - 1)));
    return size * count;
}

/* The commands as they go out say how far the dialogue is; libcurl's error codes do not. */
static int on_trace(CURL *easy, curl_infotype type, char *p, size_t n, void *me)
{
    static const struct {
        const char *command;
        enum smtp_stage stage;
    } step[] = {
        {"AUTH ", SMTP_LOGIN}, {"MAIL FROM:", SMTP_SENDER}, {"RCPT TO:", SMTP_RECIPIENT}, {"DATA\r\n", SMTP_DATA}};
    struct smtp_session *s = me;
    (void)easy;
    if (type != CURLINFO_HEADER_OUT) return 0;
    s->leaving = str_starts(str_of(p, n), STR("QUIT"));
    for (size_t i = 0; i < sizeof step / sizeof step[0]; i++)
        if (str_starts(str_of(p, n), strz(step[i].command))) s->stage = step[i].stage;
    return 0;
}

/* ---- settings ---------------------------------------------------------------------------------------------------- */

static bool is_loopback(const char *host)
{
    return strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "[::1]") == 0;
}

static int check_url(const char *text, bool *ret_loopback, struct note *why)
{
    CURLU *u = curl_url();
    char *scheme = NULL, *host = NULL, *user = NULL;
    int rc = ERR_BAD_INPUT;
    if (u == NULL) bug("no memory for a URL");
    if (curl_url_set(u, CURLUPART_URL, text, 0) != CURLUE_OK) goto out;
    curl_url_get(u, CURLUPART_USER, &user, 0);
    if (user != NULL || curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
        curl_url_get(u, CURLUPART_HOST, &host, 0) != CURLUE_OK)
        goto out;
    if (strcmp(scheme, "smtp") != 0 && strcmp(scheme, "smtps") != 0) goto out;
    *ret_loopback = is_loopback(host);
    rc = OK;
out:
    if (rc != OK) note_set(why, "the relay is written smtp://host:25 or smtps://host:465, without a user name");
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    curl_url_cleanup(u);
    return rc;
}

static CURLcode set_relay(CURL *e, const struct smtp_settings *set, bool loopback)
{
    bool login = set->user != NULL && set->user[0] != '\0';
    long timeout = set->timeout_s > 0 ? (long)set->timeout_s : 60;
    long tls = loopback ? CURLUSESSL_NONE : login ? CURLUSESSL_ALL : CURLUSESSL_TRY;
    CURLcode c = curl_easy_setopt(e, CURLOPT_URL, set->url);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_PROXY, "");
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_USE_SSL, tls);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_CAPATH, NULL);
    if (c == CURLE_OK && set->ca_file != NULL) c = curl_easy_setopt(e, CURLOPT_CAINFO, set->ca_file);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_TIMEOUT, timeout);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, timeout);
    if (c == CURLE_OK && login) c = curl_easy_setopt(e, CURLOPT_USERNAME, set->user);
    if (c == CURLE_OK && login) c = curl_easy_setopt(e, CURLOPT_PASSWORD, set->password != NULL ? set->password : "");
    return c;
}

static CURLcode set_callbacks(struct smtp_session *s)
{
    CURL *e = s->easy;
    CURLcode c = curl_easy_setopt(e, CURLOPT_ERRORBUFFER, s->error);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_UPLOAD, 1L);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_READFUNCTION, on_read);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_READDATA, s);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_reply);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_HEADERDATA, s);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_DEBUGFUNCTION, on_trace);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_DEBUGDATA, s);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_VERBOSE, 1L); /* or on_trace is not called; nothing is printed */
    return c;
}

int smtp_session_new(const struct smtp_settings *set, struct smtp_session **ret, struct note *why)
{
    bool loopback = false;
    int rc = check_url(set->url, &loopback, why);
    if (rc != OK) return rc;
    if (set->ca_file != NULL && access(set->ca_file, R_OK) != 0) {
        note_set(why, "%s: %s", set->ca_file, strerror(errno));
        return ERR_BAD_INPUT;
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        note_set(why, "libcurl does not start");
        return ERR_IO;
    }
    struct smtp_session *s = calloc(1, sizeof *s);
    if (s == NULL) bug("no memory for a mail session");
    s->magic = SESSION_MAGIC;
    s->easy = curl_easy_init();
    if (s->easy == NULL || set_relay(s->easy, set, loopback) != CURLE_OK || set_callbacks(s) != CURLE_OK)
        bug("no memory for a mail session");
    *ret = s;
    return OK;
}

void smtp_session_free(struct smtp_session *s)
{
    if (s == NULL) return;
    if (s->magic != SESSION_MAGIC) bug("not a mail session");
    curl_easy_cleanup(s->easy);
    s->magic = 0;
    free(s);
    curl_global_cleanup();
}

/* ---- one message ------------------------------------------------------------------------------------------------- */

static int check_message(struct str message, struct note *why)
{
    for (size_t i = 0, line = 0; i < message.n; i++, line++) {
        char c = message.p[i];
        if (c == '\r' && i + 1 < message.n && message.p[i + 1] == '\n') {
            i++;
            line = SIZE_MAX; /* becomes 0 */
        } else if (c == '\r' || c == '\n' || c == '\0' || line >= LINE_MAX_BYTES) {
            note_set(why, "the message has %s at byte %zu",
                     line >= LINE_MAX_BYTES ? "a line of more than 998 bytes" : "a bare line end", i);
            return ERR_BAD_INPUT;
        }
    }
    return OK;
}

static enum smtp_outcome outcome_of(const struct smtp_session *s, CURLcode c)
{
    if (c == CURLE_OK) return SMTP_SENT;
    bool refused = s->code >= 500, postponed = s->code >= 400 && s->code < 500;
    if (refused && s->stage >= SMTP_RECIPIENT) return SMTP_PERMANENT;
    if (refused || postponed) return SMTP_TEMPORARY;
    if (s->stage == SMTP_HANDED_OVER) return SMTP_AMBIGUOUS;
    bool trust = c == CURLE_PEER_FAILED_VERIFICATION || c == CURLE_SSL_CONNECT_ERROR || c == CURLE_USE_SSL_FAILED ||
                 c == CURLE_LOGIN_DENIED;
    return trust ? SMTP_TEMPORARY : SMTP_UNREACHABLE;
}

static void fill(const struct smtp_session *s, CURLcode c, struct smtp_result *ret)
{
    *ret = (struct smtp_result){.outcome = outcome_of(s, c), .stage = s->stage, .code = s->code};
    bool replied = c == CURLE_OK || s->code >= 400;
    const char *text = replied ? s->reply : s->error[0] != '\0' ? s->error : curl_easy_strerror(c);
    snprintf(ret->text, sizeof ret->text, "%s", text);
    for (char *p = ret->text; *p != '\0'; p++)
        if (*p < ' ' || *p > '~') *p = '?';
}

/* libcurl keeps a connection whose relay never answered the end of a message, and would talk into it again. */
static void drop_connection(struct smtp_session *s)
{
    curl_socket_t fd = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(s->easy, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK && fd != CURL_SOCKET_BAD)
        shutdown(fd, SHUT_RDWR);
}

static CURLcode perform(struct smtp_session *s, struct str from, struct str to, struct str message)
{
    char sender[ADDRESS_MAX + 3], recipient[ADDRESS_MAX + 3];
    snprintf(sender, sizeof sender, "<" STR_FMT ">", STR_ARG(from));
    snprintf(recipient, sizeof recipient, "<" STR_FMT ">", STR_ARG(to));
    struct curl_slist *list = curl_slist_append(NULL, recipient);
    if (list == NULL) bug("no memory for a recipient");
    s->left = message;
    s->stage = SMTP_CONNECT;
    s->leaving = false;
    s->code = 0;
    s->reply[0] = s->error[0] = '\0';
    CURLcode c = curl_easy_setopt(s->easy, CURLOPT_MAIL_FROM, sender);
    if (c == CURLE_OK) c = curl_easy_setopt(s->easy, CURLOPT_MAIL_RCPT, list);
    if (c == CURLE_OK) c = curl_easy_setopt(s->easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message.n);
    if (c == CURLE_OK) c = curl_easy_perform(s->easy);
    curl_easy_setopt(s->easy, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(list);
    return c;
}

int smtp_send(struct smtp_session *s, struct str from, struct str to, struct str message, struct smtp_result *ret,
              struct note *why)
{
    if (s == NULL || s->magic != SESSION_MAGIC) bug("not a mail session");
    if ((from.n > 0 && !smtp_address_valid(from)) || !smtp_address_valid(to)) {
        note_set(why, "the %s is not an address that mail can be sent to",
                 smtp_address_valid(to) ? "sender" : "recipient");
        return ERR_BAD_INPUT;
    }
    int rc = check_message(message, why);
    if (rc != OK) return rc;
    fill(s, perform(s, from, to, message), ret);
    if (ret->outcome == SMTP_AMBIGUOUS) drop_connection(s);
    return OK;
}
