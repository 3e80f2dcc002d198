from flask import Flask, abort, request

log = []
app = Flask(__name__)


@app.get("/")
def index():
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "text/plain"])
    if best is None and request.headers.get("Accept"):
        abort(406)
    if best == "application/json":
        return {"format": "json"}
    if best == "text/plain":
        return "plain", {"Content-Type": "text/plain"}
    return "<p>html</p>"


@app.get("/lang")
def lang():
    return request.accept_languages.best_match(["de", "en"], default="none")


@app.get("/cached")
def cached():
    control = request.cache_control
    log.append(f"{control.no_cache} {control.max_age} {control.only_if_cached} {control.max_stale}")
    response = app.make_response("cached")
    response.cache_control.max_age = 60
    response.cache_control.must_revalidate = True
    response.vary = "Accept, Cookie"
    return response


@app.get("/quality")
def quality():
    accept = request.accept_mimetypes
    return " ".join(str(accept[kind]) for kind in ("text/html", "text/html;level=1", "text/plain", "image/png"))
