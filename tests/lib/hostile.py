"""The rows of tests/sql/fixture.sql with hostile text in every column that takes text, and a crawl of what is made of it.

    with HostileWorld() as w:
        w.refused_columns        # those whose own constraints refuse such text: "table.column"
        w.changed_columns
        w.start_web()
        for path, response in crawl(w.browser()): ...

CANARY holds markup, both quotes, a template's marker, an entity, a mark that turns the writing direction, and a long word."""
import html.parser
import json
import os
import subprocess
import urllib.parse

from world import ROOT, World

NOW = "2026-03-20T12:00:00Z"
CANARY = "zq7<script>zq7()</script>\"'><img/src=x/onerror=zq7()>{{TITLE}}{{#CRUMBS}}&lt;\u202e" + "w" * 90
SCRIPT_URL = "javascript:zq7()//"
URLS = {("platform", "homepage"), ("regulation", "url"), ("agency", "complaint_url")}
# Who and what the test's own running rests on.
LEFT_ALONE = {"account", "login", "token", "subscription", "migration", "schema_migration", "unsubscribe_token", "rate", "security_event"}

SPOIL_JSON = """
CREATE FUNCTION pg_temp.spoil(v jsonb, with_text text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE jsonb_typeof(v) WHEN 'string' THEN to_jsonb(with_text)
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(pg_temp.spoil(e, with_text) ORDER BY n), '[]') FROM jsonb_array_elements(v) WITH ORDINALITY AS x(e, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, pg_temp.spoil(e, with_text)), '{}') FROM jsonb_each(v) AS x(k, e)) ELSE v END
$$;
"""


def literal(text):
    return "'" + text.replace("'", "''") + "'"


class HostileWorld(World):
    def __init__(self, **settings):
        super().__init__(**settings)
        self.set_clock(NOW)
        with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
            fixture = f.read()
        inside = json.dumps(CANARY, ensure_ascii=False)[1:-1]  # the fixture's clauses are JSON
        lines = [x.replace("individual arbitration", f"individual arbitration {inside}").replace("You must be", f"{inside} You must be") if '"body":' in x else x
                 for x in fixture.splitlines()]
        self._psql("\n".join(lines), self.dsn("owner"), "-1")
        self.changed_columns, self.refused_columns = set(), set()
        self._spoil()

    @staticmethod
    def _psql(text, dsn, *options):
        r = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", *options, dsn], input=text, capture_output=True, text=True)
        if r.returncode:
            raise RuntimeError(r.stderr)
        return r.stdout

    def _spoil(self):
        columns = self.sql("SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)"
                           " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' AND c.is_identity = 'NO' AND c.domain_name IS NULL"
                           " AND (c.data_type IN ('text', 'jsonb') OR c.udt_name = '_text') ORDER BY 1, 2")
        tables = sorted({t for t, *_ in columns} - LEFT_ALONE)
        script = [SPOIL_JSON, "CREATE TEMPORARY TABLE outcome (said text, n int);"] + [f"ALTER TABLE {t} DISABLE TRIGGER USER;" for t in tables]
        for table, column, kind in columns:
            if table in LEFT_ALONE:
                continue
            text = literal(SCRIPT_URL if (table, column) in URLS else CANARY)
            value = {"text": f"{text} || ' ' || ctid::text", "jsonb": f"pg_temp.spoil({column}, {text})", "ARRAY": f"ARRAY[{text}]"}[kind]
            for where in (f"{column} IS NOT NULL", f"{column} IS NULL") if kind == "text" else (f"{column} IS NOT NULL",):
                script.append(f"DO $do$ DECLARE n int; BEGIN UPDATE {table} SET {column} = {value} WHERE {where}; GET DIAGNOSTICS n = ROW_COUNT;"
                              f" INSERT INTO outcome VALUES ('changed {table}.{column}', n); EXCEPTION WHEN integrity_constraint_violation OR data_exception OR raise_exception THEN"
                              f" INSERT INTO outcome VALUES ('refused {table}.{column}', 1); END $do$;")
        script += [f"ALTER TABLE {t} ENABLE TRIGGER USER;" for t in tables] + ["SELECT said FROM outcome WHERE n > 0;"]
        r = subprocess.run(self.psql("", None)[:-2] + ["-f", "-"], input="\n".join(script), capture_output=True, text=True)
        if r.returncode:
            raise RuntimeError(r.stderr[-2000:])
        for line in r.stdout.replace("\x1e", "\n").splitlines():
            said, column = line.split()
            (self.changed_columns if said == "changed" else self.refused_columns).add(column)
        self.refused_columns -= self.changed_columns


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.links += [v for k, v in attributes if k in ("href", "src") and v]


def crawl(browser, most=2000):
    """Every page that links lead to from the home page and the machines' lists: (path, Response) one by one."""
    waiting, seen = ["/", "/sitemap.xml", "/robots.txt", "/search?q=arbitration", "/search?q=zq7", "/feeds/severity/low.atom"], set()
    while waiting and len(seen) < most:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        r = browser.get(path)
        yield path, r
        if r.status in (301, 303):
            waiting.append(urllib.parse.urljoin(path, r.location).removeprefix(browser.origin))
        elif "text/html" in r.headers.get("Content-Type", ""):
            for link in Links(r.text).links:
                target = urllib.parse.urljoin(browser.origin + path, link).partition("#")[0]
                if target.startswith(browser.origin + "/") and not target.endswith("/logout"):
                    waiting.append(target.removeprefix(browser.origin))
        elif "xml" in r.headers.get("Content-Type", ""):
            waiting += [part.split("<")[0].removeprefix(browser.origin) for part in r.text.split("<loc>")[1:]]
