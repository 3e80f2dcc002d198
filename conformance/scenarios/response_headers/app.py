from datetime import datetime, timedelta, timezone

from flask import Flask, Response
from werkzeug.datastructures import Headers, WWWAuthenticate

log = []
app = Flask(__name__)
DATE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


def mapping():
    h = Headers([("X-A", "1"), ("x-a", "2"), ("X-B", "3")])
    log.append(f"{h['x-A']} {h.getlist('X-A')} {'X-C' in h} {h.get('X-C')} {len(h)}")
    h.add("X-C", "4")
    h.set("X-A", "5")
    h["X-D"] = "6"
    log.append(str([list(pair) for pair in h]))
    h.setdefault("X-D", "no")
    h.setlist("X-L", ["1", "2"])
    h.extend({"X-E": ["a", "b"]})
    h.update({"X-L": "3"})
    log.append(str([list(pair) for pair in h]))
    h.remove("X-E")
    log.append(f"{h.pop('X-L')} {h.pop('X-L', 'none')}")
    log.append(str(h.to_wsgi_list() == list(h)))
    h.add("Content-Disposition", "attachment", filename="a b.txt")
    log.append(h["Content-Disposition"])
    for value in ("a\nb", "a\rb"):
        try:
            h.set("X-Bad", value)
        except ValueError as error:
            log.append(str(error)[:49])


@app.get("/properties")
def properties():
    r = Response("p")
    r.location = "/elsewhere ä"
    r.content_encoding = "gzip"
    r.content_location = "/c"
    r.content_md5 = "md5"
    r.date = DATE
    r.expires = DATE
    r.last_modified = DATE
    r.age = timedelta(seconds=90)
    r.retry_after = 30
    r.accept_ranges = "bytes"
    r.content_language.update(["en", "de"])
    r.content_range.set(0, 4, 10)
    log.append(f"{r.date.year} {r.age.total_seconds():.0f} {r.content_length} {r.location}")
    return r


@app.get("/caching")
def caching():
    r = Response("c")
    r.cache_control.max_age = 60
    r.cache_control.public = True
    r.cache_control.no_cache = True
    r.cache_control.private = "Set-Cookie"
    r.cache_control.no_store = True
    r.cache_control.no_store = False
    r.cache_control.immutable = True
    r.cache_control.stale_while_revalidate = 5
    log.append(f"{r.cache_control.max_age} {r.cache_control.public}")
    return r


@app.get("/sets")
def sets():
    r = Response("s")
    r.vary.add("Cookie")
    r.vary.add("cookie")
    r.vary.update(["Accept", "accept"])
    r.allow.update(["GET", "POST"])
    r.allow.discard("get")
    r.content_language.add("en")
    r.content_language.remove("en")
    log.append(f"{'COOKIE' in r.vary} {len(r.vary)} {list(r.vary)}")
    return r


@app.get("/cors")
def cors():
    r = Response("x")
    r.access_control_allow_origin = "http://a.b"
    r.access_control_allow_credentials = True
    r.access_control_allow_headers = ["X-A", "X-B"]
    r.access_control_allow_methods = ["GET", "PUT"]
    r.access_control_expose_headers = ["X-C"]
    r.access_control_max_age = 600
    r.content_security_policy.default_src = "'self'"
    r.content_security_policy.img_src = "*"
    r.content_security_policy_report_only.script_src = "'none'"
    from werkzeug.http import COEP, COOP

    r.cross_origin_opener_policy = COOP.SAME_ORIGIN
    r.cross_origin_embedder_policy = COEP.REQUIRE_CORP
    return r


@app.get("/auth")
def auth():
    r = Response("a", 401)
    r.www_authenticate = WWWAuthenticate("basic", {"realm": "the realm"})
    log.append(f"{r.www_authenticate.type} {r.www_authenticate.realm}")
    return r
