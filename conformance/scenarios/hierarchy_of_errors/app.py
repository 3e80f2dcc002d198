from flask import Blueprint, Flask, abort, g, request
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

log = []
app = Flask(__name__)
outer = Blueprint("outer", __name__, url_prefix="/outer")
inner = Blueprint("inner", __name__, url_prefix="/inner")
errors = Blueprint("errors", __name__)


class ShopError(Exception):
    status = 400

    def __init__(self, message, **extra):
        super().__init__(message)
        self.message = message
        self.extra = extra


class SoldOut(ShopError):
    status = 409


class VerySoldOut(SoldOut):
    pass


class MissingItem(ShopError, NotFound):
    status = 404


class MyBad(BadRequest):
    description = "my bad"


KINDS = {"shop": ShopError, "sold": SoldOut, "very": VerySoldOut}


def view(kind):
    if kind == "bad":
        raise MyBad()
    if kind == "404":
        raise NotFound(f"nothing at {request.path}")
    if kind == "http":
        abort(418)
    if kind == "zero":
        return str(1 // 0)
    if kind not in KINDS:
        abort(501)
    raise KINDS[kind](f"{kind} failed", item=kind)


for owner in (app, outer, inner):
    owner.add_url_rule("/v/<kind>", "view", view)


@errors.app_errorhandler(ShopError)
def shop(error):
    log.append(f"shop {type(error).__name__} {error.extra}")
    return {"message": error.message}, error.status


@outer.errorhandler(SoldOut)
def outer_sold(error):
    log.append("outer sold")
    return f"outer: {error}", error.status


@inner.errorhandler(ShopError)
def inner_shop(error):
    log.append("inner shop")
    return f"inner: {error}", error.status


@inner.errorhandler(400)
def inner_bad(error):
    return f"inner 400 {error.description}", 400


@outer.errorhandler(404)
def outer_404(error):
    return f"outer 404 {error.description}", 404


@app.errorhandler(BadRequest)
def bad(error):
    return f"app bad {error.name} {error.description}", 400


@app.errorhandler(Exception)
def anything(error):
    if isinstance(error, HTTPException):
        return error
    log.append(f"anything {type(error).__name__}")
    return "anything", 500


@app.teardown_request
def teardown(error):
    log.append(f"teardown {error}")


outer.register_blueprint(inner)
outer.register_blueprint(inner, name="again", url_prefix="/again")
app.register_blueprint(outer)
app.register_blueprint(errors)
app.register_blueprint(inner, name="alone", url_prefix="/alone")
