from datetime import datetime, timedelta, timezone
from flask import Flask, Response, make_response, request
from werkzeug.datastructures import ContentRange, WWWAuthenticate

app = Flask(__name__)
log = []
WHEN = datetime(2026, 1, 1, 12, 30, tzinfo=timezone.utc)


@app.route("/dates")
def dates():
    r = make_response("dates")
    r.date = WHEN
    r.expires = WHEN + timedelta(days=1)
    r.last_modified = WHEN - timedelta(hours=1)
    r.retry_after = 120
    r.age = timedelta(minutes=2)
    log.append(f"{r.date.isoformat()} {r.expires.day} {r.age.total_seconds()} {r.retry_after.minute}")
    r.retry_after = WHEN
    return r


@app.route("/sets")
def sets():
    r = make_response("sets")
    r.vary.add("Cookie")
    r.vary.update(["Accept", "cookie"])
    r.allow.add("GET")
    r.allow = ["GET", "PUT"]
    r.content_language.add("de")
    r.content_language.add("en")
    r.content_language.discard("de")
    log.append(f"{'COOKIE' in r.vary} {len(r.vary)} {r.vary.find('accept')} {list(r.allow)}")
    return r


@app.route("/cache")
def cache():
    r = make_response("cache")
    r.cache_control.public = True
    r.cache_control.max_age = 60
    r.cache_control.s_maxage = 10
    r.cache_control.must_revalidate = True
    r.cache_control.no_cache = "Set-Cookie"
    r.cache_control.immutable = True
    r.cache_control.public = False
    r.cache_control.stale_while_revalidate = 5
    log.append(f"{r.cache_control.max_age} {r.cache_control.no_store} {r.cache_control.public}")
    return r


@app.route("/cors")
def cors():
    r = make_response("cors")
    r.access_control_allow_origin = "https://a.test"
    r.access_control_allow_credentials = True
    r.access_control_allow_methods = ["GET", "PUT"]
    r.access_control_allow_headers = ["X-A"]
    r.access_control_expose_headers = ["X-B", "X-C"]
    r.access_control_max_age = 600
    log.append(f"{r.access_control_allow_credentials} {list(r.access_control_allow_methods)}")
    return r


@app.route("/security")
def security():
    r = make_response("csp")
    r.content_security_policy.default_src = "'self'"
    r.content_security_policy.img_src = "*"
    r.cross_origin_opener_policy = r.cross_origin_opener_policy.SAME_ORIGIN
    r.www_authenticate = WWWAuthenticate("basic", {"realm": "a \"b\""})
    r.headers.set("X-Frame-Options", "DENY")
    r.headers.add("Link", "</a>; rel=next")
    r.headers.add("Link", "</b>; rel=prev")
    log.append(f"{r.www_authenticate.type} {r.www_authenticate.realm} {r.headers.getlist('link')} {r.content_security_policy.img_src}")
    return r


@app.route("/types")
def types():
    r = Response("{}", mimetype="application/json")
    log.append(f"{r.mimetype} {r.content_type} {r.is_json} {r.get_json()}")
    r.mimetype = "text/css"
    log.append(f"{r.content_type} {dict(r.mimetype_params)}")
    r.content_type = "text/csv; header=present"
    log.append(f"{r.mimetype} {dict(r.mimetype_params)}")
    r.content_encoding = "identity"
    r.content_location = "/ä"
    r.content_md5 = "abc"
    r.location = "/ü?a=b c"
    r.accept_ranges = "none"
    r.content_range = ContentRange("bytes", 0, 2, 10)
    return r


@app.route("/removed")
def removed():
    r = make_response("x", 200, {"X-A": "1", "X-B": "2"})
    r.cache_control.max_age = 3
    r.cache_control.max_age = None
    del r.headers["X-A"]
    r.headers.pop("X-B")
    r.headers.pop("X-None", None)
    r.vary = None
    return r


@app.route("/etag/<kind>")
def etag(kind):
    r = make_response("tagged body")
    if kind == "weak":
        r.set_etag("abc", weak=True)
    elif kind == "made":
        r.add_etag()
    else:
        r.set_etag("strong")
    r.last_modified = WHEN
    log.append(f"{r.get_etag()}")
    return r.make_conditional(request)


@app.route("/status/<what>")
def status(what):
    r = make_response("s")
    if what.isdigit():
        r.status_code = int(what)
    else:
        r.status = what
    log.append(f"{r.status_code} {r.status}")
    return r
