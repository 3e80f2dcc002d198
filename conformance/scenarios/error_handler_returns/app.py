from flask import Flask, Response, abort, jsonify, make_response, redirect, request, session, url_for
from werkzeug.exceptions import (BadRequest, Conflict, Gone, HTTPException, ImATeapot, InternalServerError, MethodNotAllowed, NotFound, TooManyRequests, Unauthorized)
from werkzeug.routing import BuildError

log = []
app = Flask(__name__)
app.secret_key = "k"
app.logger.disabled = True


class Api(Exception):
    def __init__(self, message, status=400, **extra):
        super().__init__(message)
        self.status = status
        self.extra = extra


class OwnPage(Conflict):
    def get_body(self, *args):
        return f"<b>{self.description}</b>"

    def get_headers(self, *args):
        return [("Content-Type", "text/x-own"), ("X-Own", "1")]


@app.errorhandler(Api)
def api(error):
    return jsonify(error=str(error), **error.extra), error.status


@app.errorhandler(404)
async def missing(error):
    session["missing"] = request.path
    response = error.get_response()
    response.headers["X-Async"] = "yes"
    return response


@app.errorhandler(BuildError)
def unbuilt(error):
    return f"no {error.endpoint} {sorted(error.values)}", 500


@app.errorhandler(Gone)
def gone(error):
    return redirect(url_for("ok"))


@app.errorhandler(405)
def method(error):
    return f"{error.description} {sorted(error.valid_methods)}", 405, {"Allow": ", ".join(sorted(error.valid_methods))}


@app.errorhandler(429)
def slow(error):
    return error


@app.errorhandler(InternalServerError)
def internal(error):
    original = error.original_exception
    log.append(f"internal {original}")
    return {"original": None if original is None else str(original), "code": error.code}, 500


@app.get("/ok")
def ok():
    return "ok"


@app.get("/raise/<kind>")
def fail(kind):
    if kind == "api":
        raise Api("bad", 422, field="name")
    if kind == "own":
        raise OwnPage("mine & yours")
    if kind == "build":
        return url_for("nowhere", a=1, b=2)
    if kind == "gone":
        abort(410)
    if kind == "slow":
        raise TooManyRequests("slow down", retry_after=30)
    if kind == "unauthorized":
        raise Unauthorized("who?")
    if kind == "internal":
        raise InternalServerError("explicit")
    if kind == "wrapped":
        try:
            {}["k"]
        except KeyError as error:
            raise InternalServerError("wrapping", original_exception=error)
    if kind == "response":
        abort(Response("given", 409, {"X-Given": "1"}))
    if kind == "with-response":
        raise BadRequest(response=make_response("with", 402))
    if kind == "teapot":
        abort(418, "short")
    if kind == "missing":
        raise NotFound("not here")
    if kind == "markup":
        raise BadRequest("<i>not html</i>\nsecond line")
    if kind == "codeless":
        raise HTTPException("no code")
    if kind == "codeless-response":
        raise HTTPException(response=Response("codeless given", 207))
    if kind == "returned":
        return NotFound("returned")
    if kind == "returned-tuple":
        return ImATeapot("short"), 299, {"X-T": "t"}
    raise ZeroDivisionError("plain")


@app.post("/only-post")
def only_post():
    return "posted"
