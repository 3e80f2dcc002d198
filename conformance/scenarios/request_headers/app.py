from flask import Flask, request

log = []
app = Flask(__name__)


@app.get("/")
def show():
    r = request
    auth = r.authorization
    values = {
        "x_one": r.headers.get("x-one"),
        "x_one as int": r.headers.get("X-One", type=int),
        "x_many": r.headers.getlist("X-Many"),
        "in": "x-ONE" in r.headers,
        "accept": [list(item) for item in r.accept_mimetypes],
        "accept_json": [r.accept_mimetypes.accept_json, r.accept_mimetypes.accept_html],
        "quality": r.accept_mimetypes["text/plain"],
        "languages": [list(item) for item in r.accept_languages],
        "language": r.accept_languages.best_match(["en", "de"]),
        "encodings": r.accept_encodings.best_match(["br", "gzip"]),
        "charsets": r.accept_charsets.best,
        "auth": None if auth is None else [auth.type, auth.username, auth.password, auth.token],
        "if_none_match": [r.if_none_match.contains("a"), r.if_none_match.contains("b"), r.if_none_match.contains_weak("b")],
        "if_match": r.if_match.star_tag,
        "if_modified_since": r.if_modified_since,
        "if_unmodified_since": r.if_unmodified_since,
        "range": None if r.range is None else [r.range.units, [list(part) for part in r.range.ranges]],
        "if_range": r.if_range.etag,
        "cache": [r.cache_control.no_cache, r.cache_control.max_age, r.cache_control.no_store],
        "pragma": list(r.pragma),
        "referrer": r.referrer,
        "origin": r.origin,
        "date": r.date,
        "max_forwards": r.max_forwards,
        "agent": r.user_agent.string,
        "preflight": [r.access_control_request_method, list(r.access_control_request_headers or [])],
        "remote": [r.remote_addr, list(r.access_route)],
    }
    return values


@app.get("/best")
def best():
    return str(request.accept_mimetypes.best_match(["text/html", "application/json"], "nothing fits"))
