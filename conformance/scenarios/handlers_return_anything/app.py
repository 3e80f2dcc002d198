from flask import Flask, Response, jsonify, redirect, request, stream_template_string, url_for
from werkzeug.exceptions import Forbidden, Gone, NotFound

log = []
app = Flask(__name__)


class Kind(Exception):
    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


@app.get("/<kind>")
def raiser(kind):
    raise Kind(kind)


@app.errorhandler(Kind)
def handle(error):
    log.append(f"handling {error.kind}")
    kind = error.kind
    if kind == "text":
        return "text"
    if kind == "tuple":
        return "tuple", 418, {"X-T": "1"}
    if kind == "headers":
        return "headers", [("X-A", "1"), ("X-A", "2")]
    if kind == "dict":
        return {"kind": kind}, 409
    if kind == "bytes":
        return b"\x00\xff", 400
    if kind == "stream":
        return (f"{n}," for n in range(3)), 202
    if kind == "template":
        return stream_template_string("{{ request.path }} {{ e.kind }}", e=error), 203
    if kind == "redirect":
        return redirect(url_for("raiser", kind="text"))
    if kind == "response":
        return Response("response", 299, mimetype="text/x")
    if kind == "http":
        return Gone("returned, not raised")
    if kind == "http-tuple":
        return NotFound("in a tuple"), 410
    if kind == "raise":
        raise Forbidden("raised in a handler")
    if kind == "raise-own":
        raise Kind("again")
    if kind == "list":
        return jsonify([kind])
    if kind == "empty":
        return ""
    if kind == "status":
        return "s", "299 Odd Thing"
    return None


@app.errorhandler(403)
def forbidden(error):
    return "never for an error that was raised in a handler", 403


@app.errorhandler(500)
def server_error(error):
    return f"500 for {type(error.original_exception).__name__}", 500
