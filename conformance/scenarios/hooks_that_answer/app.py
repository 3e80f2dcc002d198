from flask import Blueprint, Flask, Response, abort, after_this_request, g, jsonify, make_response, redirect, request, session, stream_with_context
from werkzeug.exceptions import Unauthorized

log = []
app = Flask(__name__)
app.secret_key = "hooks that answer"
bp = Blueprint("bp", __name__, url_prefix="/bp")


@app.before_request
def first():
    log.append("first")
    kind = request.args.get("first")
    if kind == "text":
        return "early"
    if kind == "empty":
        return ""
    if kind == "dict":
        return {"early": True}, 418
    if kind == "response":
        return Response("early response", 299, {"X-Early": "1"})
    if kind == "redirect":
        return redirect("/elsewhere")
    if kind == "generator":
        return (part for part in ("a", "b"))
    if kind == "error":
        return Unauthorized("returned")
    if kind == "raise":
        raise Unauthorized("raised")


@app.before_request
def second():
    log.append("second")
    g.second = True


@bp.before_request
def of_bp():
    log.append("of_bp")
    if request.args.get("bp"):
        return jsonify(early="bp")


@app.after_request
def replace(response):
    log.append(f"replace {response.status_code} {g.get('second')}")
    kind = request.args.get("after")
    if kind == "new":
        return make_response(("replaced", 202, {"X-Old": str(response.status_code)}))
    if kind == "data":
        response.set_data(response.get_data(as_text=True).upper())
        response.headers.add("X-Multi", "1")
        response.headers.add("X-Multi", "2")
    if kind == "status":
        response.status = "499 Own Reason"
    if kind == "cookie":
        session["after"] = True
        response.set_cookie("c", "v")
        response.delete_cookie("d")
    return response


@bp.after_request
def of_bp_after(response):
    log.append("of_bp_after")
    response.headers["X-Bp"] = "yes"

    @after_this_request
    def too_late(response):
        log.append("never")
        return response

    return response


@app.get("/")
@bp.get("/")
def index():
    @after_this_request
    def mark(response):
        log.append("mark")
        response.headers["X-Mark"] = "1"
        return response

    @after_this_request
    def mark_again(response):
        log.append("mark again")
        response.headers["X-Mark"] += "2"
        return response

    return "index"


@app.errorhandler(401)
def unauthorized(error):
    return f"401 {error.description}", 401, {"WWW-Authenticate": "Own"}


app.register_blueprint(bp)
