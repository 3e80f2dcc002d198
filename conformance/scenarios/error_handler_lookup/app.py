from flask import Flask, Blueprint, abort, request
from werkzeug.exceptions import HTTPException, NotFound, Forbidden, InternalServerError, BadRequest

log = []
app = Flask(__name__)
outer = Blueprint("outer", __name__, url_prefix="/outer")
inner = Blueprint("inner", __name__, url_prefix="/inner")


class Base(Exception):
    pass


class Middle(Base):
    pass


class Leaf(Middle):
    pass


class Missing(NotFound):
    description = "own missing"


class Odd(HTTPException):
    code = 419
    description = "odd"


class Recoded(BadRequest):
    def __init__(self):
        super().__init__("recoded")
        self.code = 422


def answer(label, status):
    def handler(error):
        log.append(f"{label} {error}")
        return f"{label}", status

    return handler


app.register_error_handler(Base, answer("app Base", 501))
app.register_error_handler(404, answer("app 404", 404))
app.register_error_handler(HTTPException, answer("app HTTPException", 499))
app.register_error_handler(Forbidden, answer("app Forbidden", 403))
app.register_error_handler(422, answer("app 422", 422))
app.register_error_handler(Odd, answer("app Odd", 419))
outer.register_error_handler(Middle, answer("outer Middle", 502))
outer.register_error_handler(NotFound, answer("outer NotFound", 404))
outer.register_error_handler(HTTPException, answer("outer HTTPException", 498))
inner.register_error_handler(Exception, answer("inner Exception", 503))
inner.register_error_handler(404, answer("inner 404", 404))
inner.register_error_handler(Missing, answer("inner Missing", 404))


def changed():
    error = Forbidden("changed")
    error.code = 404
    return error


def fail(kind):
    errors = {
        "base": Base("b"),
        "middle": Middle("m"),
        "leaf": Leaf("l"),
        "missing": Missing(),
        "odd": Odd(),
        "recoded": Recoded(),
        "value": ValueError("v"),
        "internal": InternalServerError("i"),
        "changed": changed(),
    }
    raise errors[kind]


def stop(code):
    abort(code)


for owner in (app, outer, inner):
    owner.add_url_rule("/fail/<kind>", "fail", fail)
    owner.add_url_rule("/stop/<int:code>", "stop", stop)


@inner.get("/again")
def again():
    abort(412)


@app.errorhandler(410)
def gone(error):
    abort(404)


@app.errorhandler(409)
def payment(error):
    raise Leaf("in handler")


@outer.errorhandler(500)
def outer_500(error):
    log.append(f"outer 500 {type(error.original_exception).__name__}")
    return "outer 500", 500


outer.register_blueprint(inner)
app.register_blueprint(outer)
