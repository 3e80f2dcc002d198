from flask import Flask, Response, abort, jsonify, request
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, MethodNotAllowed, NotFound, TooManyRequests

log = []
app = Flask(__name__)


class Short(HTTPException):
    code = 418

    def get_description(self, environ=None, scope=None):
        return "<p>own description</p>"


class JsonError(BadRequest):
    def get_body(self, environ=None, scope=None):
        return '{"error": "json"}'

    def get_headers(self, environ=None, scope=None):
        return [("Content-Type", "application/json"), ("X-Error", "1")]


class Quota(TooManyRequests):
    description = "slow down"


class NoCode(HTTPException):
    def get_response(self, environ=None, scope=None):
        return Response("no code at all", 209)


@app.get("/teapot")
def teapot():
    raise Short()


@app.get("/json")
def json():
    raise JsonError()


@app.get("/quota")
def quota():
    raise Quota(retry_after=5)


@app.get("/handled")
def handled():
    raise LookupError("x")


@app.get("/nested")
def nested():
    try:
        abort(404)
    except NotFound as error:
        abort(400, f"was {error.code}")


@app.get("/response")
def response():
    abort(Response("given", 402, {"X-Given": "yes"}))


@app.get("/no-code")
def no_code():
    raise NoCode()


@app.get("/described")
def described():
    error = BadRequest("first")
    error.description = "changed"
    raise error


@app.get("/chained")
def chained():
    try:
        raise KeyError("inner")
    except KeyError as error:
        raise RuntimeError("outer") from error


@app.errorhandler(LookupError)
def lookup(error):
    raise Quota("from a handler")


@app.errorhandler(MethodNotAllowed)
def not_allowed(error):
    response = error.get_response()
    response.data = f"allowed: {', '.join(sorted(error.valid_methods))}"
    return response


@app.errorhandler(404)
def not_found(error):
    response = jsonify(error=error.name, path=request.path)
    response.status_code = error.code
    return response


@app.errorhandler(InternalServerError)
def server_error(error):
    original = error.original_exception
    return f"{error.code} {original} {original.__cause__}", 500
