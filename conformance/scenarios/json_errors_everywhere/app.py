from datetime import datetime, timezone

from flask import Blueprint, Flask, abort, g, json, jsonify, make_response, redirect, request, session
from werkzeug.exceptions import HTTPException, InternalServerError, UnprocessableEntity
from werkzeug.datastructures import WWWAuthenticate

log = []
app = Flask(__name__)
app.secret_key = "errors"
api = Blueprint("api", __name__, url_prefix="/api")


def problem(error):
    response = error.get_response()
    body = {"status": error.code, "title": error.name, "detail": error.description, "path": request.path}
    response.data = json.dumps(body, indent=1)
    response.content_type = "application/problem+json"
    return response


api.register_error_handler(HTTPException, problem)


@app.errorhandler(404)
@app.errorhandler(405)
def by_path(error):
    if request.path.startswith("/api/"):
        return problem(error)
    return error


@app.errorhandler(InternalServerError)
def broken(error):
    log.append(f"500 {type(error.original_exception).__name__} {error}")
    return make_response(jsonify(error=str(error.original_exception)), error.code)


@app.before_request
def start():
    g.steps = ["start"]


@app.after_request
def end(response):
    g.steps.append(response.status)
    response.headers["X-Steps"] = "; ".join(g.steps)
    return response


@api.get("/item/<int:n>")
def item(n):
    g.steps.append("view")
    session["seen"] = n
    if n == 0:
        abort(404, "no <item>")
    if n == 1:
        abort(make_response("made", 410, {"X-Made": "yes"}))
    if n == 2:
        abort(redirect("/elsewhere", 307))
    if n == 3:
        abort(401, www_authenticate=[WWWAuthenticate("basic", {"realm": "a"}), WWWAuthenticate("digest", {"nonce": "n", "realm": "b"})])
    if n == 4:
        abort(503, retry_after=datetime(2026, 5, 4, 3, 2, 1, tzinfo=timezone.utc))
    if n == 5:
        raise UnprocessableEntity(description=None)
    if n == 6:
        raise ZeroDivisionError("six")
    if n == 7:
        return {"seven": [7, 7.5, None]}
    if n == 8:
        abort(413)
    if n == 9:
        raise HTTPException("no code", make_response("its own", 203))
    if n == 10:
        raise HTTPException("no code")
    return None


app.register_blueprint(api)
