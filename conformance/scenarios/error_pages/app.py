from datetime import datetime, timezone

from flask import Flask, Response, abort
from markupsafe import Markup
from werkzeug import exceptions
from werkzeug.datastructures import WWWAuthenticate

log = []
app = Flask(__name__)


@app.get("/<int:code>")
def stop(code):
    abort(code)


class PaymentRequired(exceptions.HTTPException):
    code = 402
    description = "pay first"


def raiser(make):
    def view():
        raise make()

    return view


for name, make in {
    "described": lambda: exceptions.NotFound("no <such> page\nreally"),
    "none": lambda: exceptions.NotFound(description=""),
    "markup": lambda: exceptions.BadRequest(Markup("<b>bold</b>")),
    "unauthorized": lambda: exceptions.Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": "r"})),
    "methods": lambda: exceptions.MethodNotAllowed(["GET", "PUT"]),
    "range": lambda: exceptions.RequestedRangeNotSatisfiable(100),
    "retry": lambda: exceptions.TooManyRequests(retry_after=30),
    "retry-date": lambda: exceptions.ServiceUnavailable(
        retry_after=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    ),
    "own-response": lambda: exceptions.Conflict(response=Response("as it is", 299)),
    "own-class": PaymentRequired,
}.items():
    app.add_url_rule(f"/{name}", name, raiser(make))


def attributes():
    error = exceptions.NotFound("why")
    log.append(f"{error.code} {error.name} {error.description} {error}")
    log.append(f"{exceptions.ImATeapot().name} {exceptions.default_exceptions[503].__name__}")
    log.append(str(issubclass(exceptions.BadRequestKeyError, KeyError)))
    log.append(f"{error.get_response().status} {error.get_headers()[0][1]}")
    for cls in ("SecurityError", "ClientDisconnected", "BadRequestKeyError"):
        log.append(f"{cls} {getattr(exceptions, cls).code}")
