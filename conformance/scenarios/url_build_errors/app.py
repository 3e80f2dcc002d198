from flask import Blueprint, Flask, request, url_for
from werkzeug.routing import BuildError

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp/<tenant>")


@app.get("/users/<int:id>")
def user(id):
    return "user"


@app.post("/users/<int:id>/edit")
def edit(id):
    return "edit"


@bp.get("/page/<any(a,b):kind>")
def page(tenant, kind):
    return attempt("page") + attempt(".page", kind="a") + attempt("bp.page", tenant="t", kind="c") + attempt(".user", id=1) + attempt("user", id="x")


app.register_blueprint(bp)


def attempt(endpoint, **values):
    try:
        return f"{url_for(endpoint, **values)}\n"
    except BuildError as error:
        return f"{error}|{error.endpoint}|{sorted(error.values)}|{error.method}|{error.suggested.endpoint if error.suggested else None}\n"
    except (ValueError, RuntimeError, TypeError) as error:
        return "other error\n"


@app.get("/all")
def all():
    return (
        attempt("user")
        + attempt("user", id=None)
        + attempt("user", ID=3)
        + attempt("usr", id=3)
        + attempt("edit", id=3)
        + attempt("edit", id=3, _method="GET")
        + attempt("edit", id=3, _method="POST")
        + attempt("bp.page", kind="a")
        + attempt("bp.pag", kind="a", tenant="x")
        + attempt("page")
        + attempt(".user", id=4)
        + attempt("completely_different")
        + attempt("user", id=3, _scheme="https", _external=False)
        + attempt("user", id=3, _scheme="ftp")
        + attempt("user", id=3, _anchor="")
        + attempt("user", id=3, _anchor="ü?#/")
        + attempt("user", id=3, q=["a", "b"], n=None, t=True, f=1.5, e="", u="ü &=")
        + attempt("user", id=-1)
        + attempt("user", id=True)
        + attempt("static", filename="../x y.css", v=2)
        + attempt("bp.page", tenant="a/b", kind="b")
    )


def handler_one(error, endpoint, values):
    log.append(f"one {endpoint} {sorted(values)}")
    if endpoint == "first":
        return "/from/one"
    return None


def handler_two(error, endpoint, values):
    log.append(f"two {endpoint} {values.get('_external')} {values.get('_anchor')} {values.get('_method')} {values.get('_scheme')}")
    if endpoint == "second":
        return f"/from/two/{values['id']}"
    if endpoint == "other":
        raise BuildError("changed", {}, "GET")
    if endpoint == "broken":
        raise ZeroDivisionError("in handler")
    raise error


@app.get("/handled")
def handled():
    return attempt("first") + attempt("second", id=5, _anchor="a", _method="PUT") + attempt("third", id=1) + attempt("other", _external=True)


@app.get("/broken")
def broken():
    try:
        return url_for("broken", _scheme="https")
    except ZeroDivisionError as error:
        return f"{error}"


def add_handlers():
    app.url_build_error_handlers.append(handler_one)
    app.url_build_error_handlers.append(handler_two)
