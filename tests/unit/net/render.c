/* Pages in a browser: what scripts make arrives, what they must not reach does not, and what does not end is ended. The
 * server is a thread here; its one port is the only address that is allowed. Skips aloud where no browser is installed. */
#include "../tap.h"

#include "base/clock.h"
#include "net/render.h"
#include "net/render_proxy.h"

#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena a;
static int server_fd, secret_fd;
static uint16_t server_port, secret_port;
static atomic_uint secrets; /* connections to the port that is not allowed */

#define HEAD "<!doctype html><title>T</title><body><p id=x>before</p>"
#define WRITE(what) "<script>function put(s){document.body.append(s);document.body.append(document.createElement('hr'))}" what "</script>"

static const struct {
    const char *path, *body;
} site[] = {
    {"/made", HEAD WRITE("setTimeout(()=>put('made '+'late'),3000);document.getElementById('x').textContent='after'")},
    {"/loads", HEAD WRITE("fetch('/part').then(r=>r.text()).then(t=>put('part: '+t))")},
    {"/part", "the second half"},
    {"/secret", HEAD WRITE("for (const u of ['http://127.0.0.1:%p/s','http://localhost:%p/s','http://[::1]:%p/s','ws://127.0.0.1:%p/s'])"
                           "{try{if(u[0]=='w'){new WebSocket(u)}else{fetch(u).then(()=>put('reached'),()=>put('kept off'))}}catch(e){}}"
                           "const f=document.createElement('iframe');f.src='http://127.0.0.1:%p/s';document.body.append(f);")},
    {"/file", HEAD "<iframe id=f src='file:///etc/passwd'></iframe><img src='file:///etc/passwd'><a id=l href='file:///etc/passwd'>l</a>"
              WRITE("fetch('file:///etc/passwd').then(r=>r.text()).then(t=>put('READ '+t),()=>put('no file'));"
                    "const r=new XMLHttpRequest();r.onloadend=()=>put('XHR '+r.responseText.length);try{r.open('GET','file:///etc/passwd');r.send()}catch(e){put('no XHR')}"
                    "try{put('FRAME '+document.getElementById('f').contentDocument.body.textContent)}catch(e){put('no frame')}"
                    "window.open('file:///etc/passwd');document.getElementById('l').click()")},
    {"/endless", HEAD "<script>for(;;){}</script>"},
    {"/huge", HEAD WRITE("put('0123456789abcdef'.repeat(6553600))")},
    {"/large", HEAD WRITE("put('0123456789abcdef'.repeat(655360))")},
    {"/memory", HEAD WRITE("const keep=[];for(;;)keep.push(new Uint8Array(1<<26).fill(1))")},
    {"/net", HEAD WRITE("(async()=>{for(;;)await fetch('/part8m?'+Math.random()).then(r=>r.text())})()")},
    {"/print", HEAD WRITE("onbeforeunload=()=>'z';print();open('/made');Notification.requestPermission();put('went on')")},
    {"/alert", HEAD WRITE("alert('x')")},
};

static void reply(int fd, const char *path)
{
    if (strncmp(path, "/away", 5) == 0) {
        dprintf(fd, "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    } else if (strncmp(path, "/part8m", 7) == 0) {
        char *much = calloc(1, 8 << 20);
        dprintf(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n", 8 << 20);
        for (size_t at = 0; at < 8 << 20;) {
            ssize_t n = send(fd, much + at, (8 << 20) - at, MSG_NOSIGNAL);
            if (n <= 0) break;
            at += (size_t)n;
        }
        free(much);
    }
    for (size_t i = 0; i < sizeof site / sizeof *site; i++) {
        if (strcmp(path, site[i].path) != 0) continue;
        struct arena own;
        arena_init(&own, 1 << 20);
        struct str rest = strz(site[i].body);
        char *body = arena_dupz(&own, ""), port[8];
        snprintf(port, sizeof port, "%u", secret_port);
        for (size_t at; (at = str_find(rest, STR("%p"))) != STR_NONE; rest = str_from(rest, at + 2))
            body = arena_printf(&own, "%s" STR_FMT "%s", body, STR_ARG(str_upto(rest, at)), port);
        body = arena_printf(&own, "%s" STR_FMT, body, STR_ARG(rest));
        dprintf(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", strlen(body), body);
        arena_release(&own);
        return;
    }
    dprintf(fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

static void *serve(void *arg)
{
    for (;;) {
        char rq[4096], path[1024] = "";
        int fd = accept(arg == NULL ? server_fd : secret_fd, NULL, NULL);
        if (arg != NULL) {
            atomic_fetch_add(&secrets, 1);
            dprintf(fd, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 6\r\n\r\nsecret");
        } else {
            ssize_t n = recv(fd, rq, sizeof rq - 1, 0);
            rq[n > 0 ? n : 0] = '\0';
            if (sscanf(rq, "GET %1023s", path) == 1) reply(fd, path);
        }
        close(fd);
    }
    return NULL;
}

static struct render_result res; /* of the last page; strings copied */

/* Loads a page and waits. */
static void load(struct renderer *r, const char *url)
{
    struct render_result *got;
    int cookie;
    res = (struct render_result){.reason = "not started"};
    if (renderer_start(r, url, &cookie) != OK) return;
    for (;;) {
        struct pollfd fds[RENDER_MAX];
        poll(fds, renderer_fds(r, fds, RENDER_MAX), 500);
        if (renderer_next(r, clock_mono_us(), &got)) break;
    }
    res = *got;
    res.body = str_of(arena_dup(&a, got->body.n > 0 ? got->body.p : "", got->body.n), got->body.n);
    res.reason = arena_dupz(&a, got->reason);
    if (got->cookie != &cookie) res.good = false;
    render_done(got);
}

static const char *at(const char *path) { return arena_printf(&a, "http://127.0.0.1:%u%s", server_port, path); }
static bool has(const char *what) { return str_find(res.body, strz(what)) != STR_NONE; }

static void test_good(struct renderer *r)
{
    load(r, at("/made"));
    ok(res.good && has(">after<") && has("made late"), "what scripts make is there, also late: %s", res.reason);
    printf("# a page takes %d ms\n", (int)res.duration_ms);
    load(r, at("/loads"));
    ok(res.good && has("part: the second half"), "and what they load from the site: %s", res.reason);
    load(r, at("/print"));
    ok(res.good && has("went on"), "what asks for a person holds nothing up: %s", res.reason);
}

static void test_kept_off(struct renderer *r)
{
    load(r, at("/secret"));
    ok(atomic_load(&secrets) == 0, "a port that is not allowed is not reached by any spelling: %u connections", atomic_load(&secrets));
    ok(res.good && has("kept off"), "and the page goes on without: %s", res.reason);
    load(r, at("/file"));
    ok(!has("root:") && !has("daemon:") && (!res.good || has("no file")), "no file is read: %s", res.reason);
    load(r, at("/away"));
    ok(!res.good && res.reason[0] != '\0', "a redirect to an inner address gives no page: %s", res.reason);
    load(r, arena_printf(&a, "http://127.0.0.1:%u/s", secret_port));
    ok(!res.good && atomic_load(&secrets) == 0, "nor does an inner page itself: %s", res.reason);
    int cookie;
    static const char *const never[] = {"file:///etc/passwd", "about:blank", "chrome://version", "javascript:1", "--help", "", "http://user:pw@a.example/", "ftp://a.example/"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) ok(renderer_start(r, never[i], &cookie) == ERR_DENIED, "refused: \"%s\"", never[i]);
}

/* With little time, for each of these takes all of it. */
static void test_time(struct renderer *r)
{
    int64_t from = clock_mono_us();
    load(r, at("/endless"));
    ok(!res.good && res.reason[0] != '\0', "a script without end: %s", res.reason);
    ok(clock_mono_us() - from < 20 * USEC_PER_SEC, "is stopped in time");
    load(r, at("/huge"));
    ok(!res.good && res.reason[0] != '\0', "a document of 100 MB: %s", res.reason);
    load(r, at("/alert"));
    ok(!res.good && res.reason[0] != '\0', "a dialogue that nobody answers: %s", res.reason);
    int one, two;
    ok(renderer_start(r, at("/endless"), &one) == OK && !renderer_idle(r) && renderer_start(r, at("/made"), &two) == ERR_LIMIT, "one browser at a time");
}

static void test_limits(struct renderer *r)
{
    load(r, at("/large"));
    ok(!res.good && strstr(res.reason, "too large") != NULL, "a document of 10 MB: %s", res.reason);
    load(r, at("/memory"));
    ok(res.good || res.reason[0] != '\0', "a script that takes all memory does not get it: %s", res.good ? "it met an exception" : res.reason);
    load(r, at("/net"));
    ok(!res.good, "a script that loads without end: %s", res.reason);
    load(r, at("/made"));
    ok(res.good, "and the next page is none the worse: %s", res.reason);
}

/* Processes and folders that are left of browsers. */
static size_t left_over(void)
{
    size_t n = 0;
    const char *tmp = getenv("TMPDIR");
    DIR *d = opendir(tmp != NULL ? tmp : "/tmp");
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) n += strncmp(e->d_name, "atlas-browser-", 14) == 0;
    if (d != NULL) closedir(d);
    return n;
}

int main(void)
{
    struct guard guard;
    struct note why = {{0}};
    struct renderer *r = NULL;
    pthread_t t;
    char tmp[] = "/tmp/render-test-XXXXXX";
    arena_init(&a, 256 << 20);
    struct render_settings s = {.guard = &guard, .user_agent = "ClauseAtlas/1.0 (test)", .timeout_ms = 25000, .settle_ms = 5000, .path = "/nowhere:relative"};
    ok(renderer_new(&s, &r, &why) == ERR_NOT_FOUND && !render_browser_installed(s.path), "without a browser: %s", why.text);
    s.path = NULL;
    if (!render_browser_installed(NULL)) {
        ok(true, "no browser is installed # SKIP the rest needs chromium");
        return done();
    }
    ok(mkdtemp(tmp) != NULL && chmod(tmp, 0711) == 0 && setenv("TMPDIR", tmp, 1) == 0, "a folder for profiles");
    ok(render_proxy_listen(&server_fd, &server_port) == OK && render_proxy_listen(&secret_fd, &secret_port) == OK, "two servers");
    ok(guard_parse_allow(&a, strz(arena_printf(&a, "127.0.0.1:%u", server_port)), &guard, &why) == OK, "one is allowed");
    ok(renderer_new(&s, &r, &why) == OK, "a renderer starts %s", why.text);
    printf("# %s; %s\n", renderer_name(r), renderer_walls(r)[0] != '\0' ? renderer_walls(r) : "all walls stand");
    pthread_create(&t, NULL, serve, NULL);
    pthread_create(&t, NULL, serve, &secrets);
    test_good(r);
    test_kept_off(r);
    test_limits(r);
    renderer_free(r);
    s.timeout_ms = 4000;
    ok(renderer_new(&s, &r, &why) == OK, "a renderer with little time");
    test_time(r);
    renderer_free(r); /* one is in the middle of it */
    ok(left_over() == 0, "no profile is left");
    rmdir(tmp);
    return done();
}
