from flask import Flask, abort, request
from markupsafe import Markup
from werkzeug import exceptions
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)


def show(error):
    log.append(f"{error.code} {error.name} | {error.description} | {error}")
    log.append(error.get_description())
    log.append(error.get_body())
    log.append(str([(k, v) for k, v in error.get_headers()]))
    response = error.get_response()
    log.append(f"{response.status} {response.mimetype} {response.headers.get('Content-Length')} {response.get_data(as_text=True) == error.get_body()}")


class Plain(HTTPException):
    pass


class Odd(HTTPException):
    code = 499
    description = "line one\nline <two>"


class Named(HTTPException):
    code = 404
    name = "Nowhere & Never"


class Text(exceptions.Conflict):
    def get_headers(self, environ=None, scope=None):
        return [("Content-Type", "text/plain"), ("X-Why", self.description)]

    def get_body(self, environ=None, scope=None):
        return f"{self.code}: {self.description}"


def base():
    show(HTTPException())
    show(HTTPException("why"))
    show(Plain())
    show(Odd())
    show(Odd("other"))
    show(Text("b\u00e4d".encode().decode("latin-1")))


def named():
    show(Named())


def built_in():
    show(exceptions.MethodNotAllowed())
    show(exceptions.MethodNotAllowed(["GET"], "no such method"))
    show(exceptions.RequestedRangeNotSatisfiable(10, "items", "too far"))
    show(exceptions.RequestedRangeNotSatisfiable())
    show(exceptions.Unauthorized("who"))
    show(exceptions.TooManyRequests("slowly", retry_after=0))
    show(exceptions.TooManyRequests(retry_after=3))
    show(exceptions.InternalServerError(original_exception=ValueError("inner")))
    show(exceptions.BadRequest(Markup("<i>as it is</i>\nnext")))
    show(exceptions.BadRequestKeyError())
    show(exceptions.BadRequestKeyError("a\"b'c"))
    show(exceptions.SecurityError("host"))


def changed():
    error = exceptions.NotFound("one")
    error.description = "two"
    error.code = 410
    show(error)
    error.description = None
    show(error)


@app.errorhandler(HTTPException)
def handler(error):
    log.append(f"handler {type(error).__name__} {error.code}")
    return error


@app.get("/raise/<name>")
def raise_it(name):
    raise {"plain": Plain, "odd": Odd, "named": Named, "text": Text, "security": exceptions.SecurityError, "gone": exceptions.ClientDisconnected}[name]("of the view")


@app.get("/abort/<int:code>")
def abort_it(code):
    abort(code)
