from flask import Blueprint, Flask, abort, g, redirect, request, session, url_for
from werkzeug.exceptions import BadRequest, BadRequestKeyError, Forbidden, HTTPException, InternalServerError, NotFound
from werkzeug.routing import RequestRedirect

log = []
app = Flask(__name__)
app.secret_key = "x"


def precedence(kind):
    site = Flask(f"precedence_{kind}")
    site.config["PROPAGATE_EXCEPTIONS"] = False

    @site.errorhandler(Exception)
    def e(error):
        return f"Exception {type(error).__name__}"

    if kind != "exception":
        @site.errorhandler(HTTPException)
        def h(error):
            return f"HTTPException {error.code}"

    if kind == "code":
        @site.errorhandler(404)
        def c(error):
            return "404"

    @site.route("/E1")
    def raise_e1():
        raise E1

    @site.route("/E3")
    def raise_e3():
        raise E3

    return site


class E1(Exception):
    pass


class E3(E1):
    pass


@app.before_request
def before():
    g.something = "value"
    log.append(f"before {request.endpoint} {type(request.routing_exception).__name__}")


@app.after_request
def after(response):
    response.headers["X-Something"] = g.something
    if "fail_after" in request.args:
        raise E1("in after")
    return response


@app.teardown_request
def teardown(exc):
    log.append(f"teardown {type(exc).__name__}")


@app.errorhandler(404)
def not_found(e):
    return f"something {g.something}", 404


@app.errorhandler(500)
def server_error(e):
    return f"500 {type(e).__name__} {type(e.original_exception).__name__}", 500


@app.errorhandler(Forbidden)
def forbidden(e):
    assert isinstance(e, Forbidden)
    return "forbidden", 403


class ForbiddenSubclass(Forbidden):
    pass


@app.errorhandler(ForbiddenSubclass)
def banana_split(e):
    return f"banana {e.description[:3]}"


class MyError(Exception):
    pass


@app.errorhandler(MyError)
def handle_my(e):
    log.append("my")
    if "again" in request.args:
        raise E1("while handling")
    if "redirect" in request.args:
        return redirect(url_for("ok"))
    return "42"


@app.route("/ok")
def ok():
    return "ok"


@app.route("/raise/<what>")
def raise_it(what):
    session["last"] = what
    if what == "forbidden":
        abort(403)
    if what == "subclass":
        raise ForbiddenSubclass("sub")
    if what == "my":
        raise MyError("x")
    if what == "server":
        raise InternalServerError()
    if what == "server-original":
        raise InternalServerError(original_exception=E1("inner"))
    if what == "redirect":
        raise RequestRedirect("http://localhost/ok")
    if what == "notfound":
        raise NotFound("own description")
    if what == "key":
        return request.form["missing_key"]
    if what == "abort-response":
        abort(redirect("/ok"))
    if what == "bad":
        raise BadRequest()
    raise E1("boom")


def lookups():
    out = []
    for kind in ("exception", "http", "code"):
        client = precedence(kind).test_client()
        for path in ("/E1", "/E3", "/nope"):
            rv = client.get(path)
            out.append(f"{kind} {path} {rv.status_code} {rv.get_data(as_text=True)[:40]}")
    return out


def key_errors():
    out = []
    for debug in (False, True):
        for trap in (None, False, True):
            site = Flask("keys")
            site.config.update(DEBUG=debug, TRAP_BAD_REQUEST_ERRORS=trap, PROPAGATE_EXCEPTIONS=False)

            @site.route("/key")
            def fail():
                return request.form["missing_key"]

            @site.route("/abort")
            def bad():
                abort(400)

            client = site.test_client()
            for path in ("/key", "/abort"):
                rv = client.get(path)
                out.append(f"{debug} {trap} {path} {rv.status_code} {'missing_key' in rv.text}")
    return out


def trapping():
    site = Flask("trap")
    site.config["TRAP_HTTP_EXCEPTIONS"] = True
    site.config["TESTING"] = True
    log.append("trap")

    @site.route("/fail")
    def fail():
        abort(404)

    try:
        return [site.test_client().get("/fail").status_code]
    except NotFound as e:
        return [f"raised {e.code}"]


def teardowns():
    site = Flask("teardowns")
    site.config["PROPAGATE_EXCEPTIONS"] = False

    @site.teardown_request
    def first(exc):
        log.append(f"first {type(exc).__name__}")
        try:
            raise TypeError()
        except Exception:
            pass

    @site.teardown_request
    def second(exc):
        log.append(f"second {type(exc).__name__}")

    @site.route("/")
    def fails():
        raise E1()

    rv = site.test_client().get("/")
    return [rv.status_code, "Internal Server Error" in rv.get_data(as_text=True)]


def stored_last():
    site = Flask("stored")
    site.secret_key = "y"

    @site.after_request
    def modify(response):
        session["foo"] = 42
        return response

    @site.route("/")
    def dump():
        return f"{session.get('foo')}"

    client = site.test_client()
    return [client.get("/").text, client.get("/").text]
