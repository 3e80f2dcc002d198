from flask import Flask, abort, redirect, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

log = []
app = Flask("front")
app.secret_key = "mounted"
inner = Flask("inner")
inner.secret_key = "mounted"


@app.get("/")
def index():
    return f"{request.url} {request.remote_addr} {url_for('index', _external=True)} {session.get('from')}"


@app.get("/fail")
def fail():
    raise RuntimeError("outer")


@inner.get("/page")
def page():
    session["from"] = "inner"
    return f"{request.script_root} {request.path} {url_for('page')} {url_for('page', _external=True)}"


@inner.get("/go")
def go():
    return redirect(url_for("page"))


@inner.get("/slash/")
def slash():
    return request.full_path


@inner.get("/fail")
def inner_fail():
    raise RuntimeError("inner")


@inner.errorhandler(404)
def missing(error):
    return f"inner 404 {request.script_root} {request.path}", 404


@inner.errorhandler(500)
def broken(error):
    return f"inner 500 {error.original_exception}", 500


@app.errorhandler(404)
def outer_missing(error):
    return f"outer 404 {request.path}", 404


app.wsgi_app = ProxyFix(DispatcherMiddleware(app.wsgi_app, {"/inner": inner}), x_for=1, x_proto=1, x_host=1, x_prefix=1)
