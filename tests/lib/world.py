"""A private world for an end-to-end test: PostgreSQL, settings, clock, the three programs, nginx, all in a folder of /tmp.

    #!/usr/bin/python3
    import os, sys
    sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
    from source import Page, Source
    from tap import done, ok, same
    from world import World

    with World() as w, Source() as s:
        w.allow(s)
        s.pages["/terms"] = Page("<h1>Terms</h1>…")
        w.atlas("platform", "add", "example", "Example")
        w.set_clock("2026-03-02T09:00:00Z")
        w.worker()
        same(w.sql1("SELECT count(*) FROM version"), "1", "one version")
        w.start_web()
        b = w.browser()
        ok(b.get("/").status == 200, "the home page answers")
    done()

The roles, passwords, nginx and FastCGI are those of `make up` (deploy/cluster, deploy/nginx). Nothing leaves loopback: the
fetch gate allows the sources named by allow() and no other. Run by root, PostgreSQL is `postgres`, web and worker are
`nobody`; else all are the caller. All is ended and removed on close, at exit and on SIGTERM. TEST_BUILD names the folder
of the programs (build); TEST_KEEP=1 keeps the world's folder and says where it is."""
import atexit
import email
import email.policy
import glob
import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from dataclasses import dataclass

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("TEST_BUILD", "build"))
CORPUS = os.path.join(ROOT, "build", "corpus")  # unpacked by `make check` where ../shared/corpus is; else absent
MAILER = "tests/drive/mailer"  # beside the programs: the worker's mailer alone (tests/drive/mailer.c)
IS_ROOT = os.geteuid() == 0
FIRST_DAY = "2026-03-02T09:00:00Z"  # a Monday
PATIENCE_S = 20


def others_reach(path):
    if not IS_ROOT:
        return True
    return subprocess.run(["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "test", "-r", path]).returncode == 0


def free_ports(n):
    """n different ports of 127.0.0.1 that nobody listens on."""
    held = [socket.socket() for _ in range(n)]
    for s in held:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in held]
    for s in held:
        s.close()
    return ports


def free_port():
    return free_ports(1)[0]


def await_true(question, what):
    """Ask until the answer is true; for what another process does. Not a place to wait for time to pass: set the clock."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.02)
    raise TimeoutError(f"{what}: not within {PATIENCE_S} s")


class World:
    def __init__(self, migrate=True, durable=False, **settings):
        """settings: ATLAS_… of all programs, without the prefix, e.g. World(PARSERS=1). durable: PostgreSQL syncs what it
        commits, as in earnest; for what is about its crashes, or about time."""
        self.dir = tempfile.mkdtemp(prefix="atlas-", dir="/tmp")
        os.chmod(self.dir, 0o755)
        self.processes, self.nginx, self.web, self.port, self.allowed, self.closed = [], None, None, None, [], False
        atexit.register(self.close)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self.user = "nobody" if IS_ROOT else pwd.getpwuid(os.geteuid()).pw_name
        self.share, self.bin = ROOT, BUILD
        if not others_reach(os.path.join(ROOT, "Makefile")) or not others_reach(BUILD):
            self._copy_app()
        self.clock, self.maildir = os.path.join(self.dir, "clock"), os.path.join(self.dir, "mail")
        self.set_clock(FIRST_DAY)
        os.makedirs(os.path.join(self.dir, "run", "web"))
        os.makedirs(os.path.join(self.dir, "log"))
        os.mkdir(self.maildir, 0o700)
        self._give(self.maildir)
        self._give(os.path.join(self.dir, "run", "web"), "www-data", 0o2750)
        self.settings = {"CLOCK": self.clock, "DEMO": 1, "HOST_DELAY_MS": 0, "SHARE": self.share, "MAILDIR": self.maildir,
                         "SOCKET": os.path.join(self.dir, "run", "web", "web.sock"), "BASE_URL": "http://127.0.0.1",
                         "CONTACT": "tests@clause-atlas.example", **settings}
        self._cluster("create", *([] if durable else ["--fast"]))
        self.write_settings()
        if migrate:
            self.migrate()

    # ---- making it ------------------------------------------------------------------------------------------------------
    def _copy_app(self):
        app = os.path.join(self.dir, "app")
        for name in ("templates", "sql", "static", "deploy/nginx"):
            if os.path.isdir(os.path.join(ROOT, name)):
                shutil.copytree(os.path.join(ROOT, name), os.path.join(app, name))
        os.makedirs(os.path.join(app, "bin", os.path.dirname(MAILER)))
        for name in ("atlas", "atlas-web", "atlas-worker", MAILER):
            if os.path.exists(os.path.join(BUILD, name)):
                shutil.copy(os.path.join(BUILD, name), os.path.join(app, "bin", name))
        subprocess.run(["chmod", "-R", "a+rX", app], check=True)
        self.share, self.bin = app, os.path.join(app, "bin")

    def _give(self, path, group=None, mode=None):
        if IS_ROOT:
            shutil.chown(path, self.user, group or "nogroup")
        if mode is not None:
            os.chmod(path, mode)

    def _cluster(self, command, *args, **kw):
        return subprocess.run([os.path.join(ROOT, "deploy", "cluster"), command, self.dir, *args], check=True, text=True,
                              stdin=subprocess.DEVNULL, **kw)

    def dsn(self, role):
        return self._cluster("dsn", role, stdout=subprocess.PIPE).stdout.strip()

    def write_settings(self, **settings):
        """Settings from now on; programs that run see them when they are started again."""
        self.settings.update(settings)
        self.settings["FETCH_ALLOW"] = ",".join(self.allowed)
        for role in ("owner", "web", "worker"):
            path = self.conf(role)
            with open(path, "w", encoding="utf-8") as f:
                os.chmod(path, 0o600)
                f.write(f"ATLAS_DB={self.dsn(role)}\n" + "".join(f"ATLAS_{k}={v}\n" for k, v in self.settings.items()))
            if role != "owner":
                self._give(path)

    def conf(self, role):
        return os.path.join(self.dir, f"{role}.conf")

    def allow(self, *sources):
        """Let the fetch gate through to these Source servers (or "address:port" texts)."""
        self.allowed += [getattr(s, "address", s) for s in sources]
        self.write_settings()

    def migrate(self):
        self.atlas("migrate")
        self._cluster("passwords")

    # ---- time ------------------------------------------------------------------------------------------------------------
    def set_clock(self, rfc3339):
        new = self.clock + ".new"
        with open(new, "w", encoding="ascii") as f:
            f.write(rfc3339)
        os.rename(new, self.clock)

    # ---- programs --------------------------------------------------------------------------------------------------------
    def _command(self, role, program, args):
        drop = []
        if IS_ROOT and role != "owner":
            drop = ["setpriv", f"--reuid={self.user}", "--regid=nogroup", "--clear-groups", "--no-new-privs"]
        return [*drop, os.path.join(self.bin, program), *map(str, args)]

    def _environment(self, role, extra):
        env = {k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_"))}
        env.update(PATH="/usr/bin:/bin", LANG="C.UTF-8", HOME="/nonexistent", ATLAS_CONFIG=self.conf(role))
        env.update({f"ATLAS_{k}": str(v) for k, v in extra.items()})
        return env

    def run(self, role, program, *args, input=None, check=True, timeout=120, **settings):
        """Run a program to its end; the result has returncode, stdout and stderr as texts."""
        r = subprocess.run(self._command(role, program, args), env=self._environment(role, settings), input=input or "",
                           capture_output=True, text=True, errors="replace", timeout=timeout, cwd="/" if role != "owner" else None)
        if check and r.returncode:
            raise RuntimeError(f"{program} {' '.join(map(str, args))} exited {r.returncode}: {r.stderr[-2000:]}{r.stdout[-500:]}")
        return r

    def atlas(self, *args, **kw):
        """The command line with the owner's settings."""
        return self.run("owner", "atlas", *args, **kw)

    def worker(self, *args, **kw):
        """One cycle over what is due."""
        return self.run("worker", "atlas-worker", "--once", *args, **kw)

    def start(self, role, program, *args, **settings):
        """Start a program that goes on; its output is appended to DIR/log/PROGRAM.log. Returns the Popen."""
        with open(self.log(program), "ab") as log:
            p = subprocess.Popen(self._command(role, program, args), env=self._environment(role, settings), stdin=subprocess.DEVNULL,
                                 stdout=log, stderr=log, cwd="/")
        self.processes.append(p)
        return p

    def start_worker(self, **settings):
        return self.start("worker", "atlas-worker", **settings)

    def log(self, program):
        return os.path.join(self.dir, "log", f"{program}.log")

    def logged(self, program):
        with open(self.log(program), encoding="utf-8", errors="replace") as f:
            return f.read()

    def end(self, process, signum=signal.SIGTERM, timeout=20):
        """Signal a process and wait for its end; its exit status (negative: the signal that killed it)."""
        if process.poll() is None:
            process.send_signal(signum)
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    # ---- web -------------------------------------------------------------------------------------------------------------
    def start_web(self, limits=False, **settings):
        """atlas-web and nginx on a free port of 127.0.0.1; sets port and base_url. limits: nginx's limits as deployed."""
        self.port = self.port or free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.write_settings(BASE_URL=self.base_url)
        rates = [] if limits else ["FORM_RATE=10000r/s", "POST_RATE=10000r/s", "COSTLY_RATE=10000r/s"]
        subprocess.run([os.path.join(ROOT, "deploy", "nginx", "configure"), self.dir, self.share, self.settings["SOCKET"], str(self.port), *rates],
                       check=True)
        self.web = self.start("web", "atlas-web", **settings)
        await_true(lambda: os.path.exists(self.settings["SOCKET"]) or self._fell(self.web, "atlas-web"), "the socket of atlas-web")
        self.nginx = subprocess.Popen(["nginx", "-e", self.log("nginx"), "-c", os.path.join(self.dir, "nginx", "nginx.conf"),
                                       "-g", "daemon off;"], stdin=subprocess.DEVNULL, cwd="/")
        self.processes.append(self.nginx)
        await_true(lambda: self._answers() or self._fell(self.nginx, "nginx"), "nginx")

    def _fell(self, process, name):
        if process.poll() is not None:
            log = self.logged(name) if os.path.exists(self.log(name)) else ""
            raise RuntimeError(f"{name} ended with {process.returncode}: {log[-3000:]}")

    def _answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def browser(self):
        return Browser("127.0.0.1", self.port)

    def metrics_socket(self):
        return os.path.join(self.dir, "run", "private", "metrics.sock")

    # ---- database --------------------------------------------------------------------------------------------------------
    def sql(self, query, role=None, check=True):
        """Rows as lists of texts (NULL is ''), as superuser; with a role as that role, by its password."""
        r = subprocess.run(self.psql(query, role), capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if r.returncode:
            if check:
                raise RuntimeError(f"{query}: {r.stderr}")
            return None
        out = r.stdout.removesuffix("\n")
        return [row.split("\x1f") for row in out.split("\x1e")] if out else []

    def psql(self, query, role=None):
        """The command that runs a query as superuser, or as a role."""
        psql = ["-X", "-q", "-At", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1", "-c", query]
        return ["psql", *psql, self.dsn(role)] if role else [os.path.join(ROOT, "deploy", "cluster"), "psql", self.dir, *psql]

    def sql1(self, query, role=None):
        """The one value of the one row."""
        return self.sql(query, role)[0][0]

    def refused(self, query, role=None):
        """The sentence with which the database refuses this to a role, or to the superuser; '' when it does not."""
        r = subprocess.run(self.psql(query, role), capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return (r.stderr or "refused") if r.returncode else ""

    def stop_database(self, mode="fast"):
        self._cluster("stop", mode)

    def start_database(self):
        self._cluster("start")

    # ---- mail ------------------------------------------------------------------------------------------------------------
    def mails(self):
        """What lies in the Maildir, oldest first."""
        found = []
        for path in sorted(glob.glob(os.path.join(self.maildir, "**", "*"), recursive=True), key=os.path.basename):
            if os.path.isfile(path) and os.path.basename(os.path.dirname(path)) in ("new", "cur"):
                with open(path, "rb") as f:
                    found.append(email.message_from_binary_file(f, policy=email.policy.default))
        return found

    # ---- the end ---------------------------------------------------------------------------------------------------------
    def close(self):
        if self.closed:
            return
        self.closed = True
        for p in reversed(self.processes):
            self.end(p, timeout=12)
        subprocess.run([os.path.join(ROOT, "deploy", "cluster"), "stop", self.dir, "immediate"], stdin=subprocess.DEVNULL,
                       capture_output=True)
        if os.environ.get("TEST_KEEP"):
            print(f"# kept: {self.dir}", file=sys.stderr)
        else:
            shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:  # what the programs said is what one wants to read first
            for path in glob.glob(os.path.join(self.dir, "log", "*.log")):
                with open(path, encoding="utf-8", errors="replace") as f:
                    for line in f.read().splitlines()[-15:]:
                        print(f"{os.path.basename(path)}: {line}", file=sys.stderr)
        self.close()


@dataclass
class Response:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def location(self):
        return self.headers.get("Location", "")


class Browser:
    """One person's browser: keeps cookies, follows no redirect by itself, sends what a browser sends with a form."""

    def __init__(self, host, port):
        self.host, self.port, self.origin, self.cookies = host, port, f"http://{host}:{port}", {}

    def request(self, method, path, body=None, headers=None):
        path = path.removeprefix(self.origin)
        head = {"Host": f"{self.host}:{self.port}", "User-Agent": "test"}
        if self.cookies:
            head["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        head.update(headers or {})
        c = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            c.request(method, path, body, {k: v for k, v in head.items() if v is not None})
            r = c.getresponse()
            response = Response(r.status, r.headers, r.read())
        finally:
            c.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self._take_cookie(line)
        return response

    def _take_cookie(self, line):
        pair, *attributes = [p.strip() for p in line.split(";")]
        name, _, value = pair.partition("=")
        if not value or any(a.lower() == "max-age=0" for a in attributes):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    def get(self, path, **headers):
        return self.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, form, headers=None):
        """form: a dict or a list of pairs. A header given as None is not sent, e.g. {"Origin": None}."""
        return self.request("POST", path, urllib.parse.urlencode(form),
                            {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin, "Sec-Fetch-Site": "same-origin",
                             **(headers or {})})

    def follow(self, response, most=5):
        """GETs along the Locations, as a browser would; the last answer."""
        while response.status in (301, 302, 303, 307, 308) and most:
            response, most = self.get(urllib.parse.urljoin("/", response.location)), most - 1
        return response
