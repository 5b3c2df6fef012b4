#!/usr/bin/python3
"""What functions cost a page. PostgreSQL folds a function in SQL into the query that calls it, where its body is one
expression and it promises no more than that holds; else it reads and plans it anew each time a page is made, which takes
more than the page. So each is folded, or is in PL/pgSQL, which keeps its plans, or stands here with its reason."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok
from world import World

ELSEWHERE = {  # not called by a page that anybody may read, or once by a form
    "billing_until", "person_sha256", "subscription_due", "tier_named", "tier_over", "trials_of", "watch_words",
    "account_keeps", "account_tier", "capture_reframe", "desk_rights", "quiet_until", "record_title", "report_forget",
}

with World() as w:
    functions = w.sql("SELECT p.oid::regprocedure, p.proname, array_to_string(ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t), ',')"
                      " FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'sql' WHERE p.pronamespace = 'public'::regnamespace AND NOT p.proretset"
                      " AND p.prorettype <> 'trigger'::regtype AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')")
    ok(len(functions) > 20, "there are functions in SQL", functions)
    slow = []
    for signature, name, types in functions:
        columns = [f"NULL::{t} AS a{i}" for i, t in enumerate(types.split(","))] if types else ["1 AS b"]
        call = f"{name}({', '.join(f'x.a{i}' for i in range(len(columns) if types else 0))})"
        plan = w.sql(f"EXPLAIN (VERBOSE, COSTS off) SELECT {call} FROM (SELECT {', '.join(columns)} OFFSET 0) x")
        if any(name + "(" in row[0] for row in plan) and name not in ELSEWHERE:
            slow.append(signature)
    ok(not slow, "each is folded into the query that calls it", "\n".join(slow))
    kept = {n for n, in w.sql("SELECT proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE lanname = 'plpgsql' AND pronamespace = 'public'::regnamespace")}
    ok({"linked_data", "version_evidence", "hash_check_of", "version_page"} <= kept, "those that read tables for pages keep their plans", kept)
    for query, wanted in (("SELECT query_string('a', 'b', 'c', '', 'd', 'e f', 'g', NULL)", "?a=b&d=e%20f"), ("SELECT query_string('a', NULL)", ""),
                          ("SELECT url_value('ä&=.~-_')", "%C3%A4%26%3D.~-_"), ("SELECT url_value(NULL)", ""), ("SELECT url_value('')", "")):
        got = w.sql1(f"SELECT concat('[', ({query}), ']')")
        ok(got == f"[{wanted}]", query, got)
done()
