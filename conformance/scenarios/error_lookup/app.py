from flask import Flask, Blueprint, abort, request, jsonify, Response, make_response
from werkzeug.exceptions import HTTPException, NotFound, Forbidden, InternalServerError, MethodNotAllowed, TooManyRequests, Unauthorized, RequestedRangeNotSatisfiable, BadRequest
log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")
child = Blueprint("child", __name__, url_prefix="/child")
class AppError(Exception): pass
class SubError(AppError): pass
class Custom(NotFound):
    description = "custom nf"
class Teapot(HTTPException):
    code = 418
    description = "short & stout <b>"
@app.errorhandler(AppError)
def app_error(e): return f"app_error {e}", 500
@bp.errorhandler(AppError)
def bp_error(e): return f"bp_error {e}"
@child.errorhandler(SubError)
def child_sub(e): return f"child_sub {e}", 501
@app.errorhandler(404)
def nf(e): return f"404 {type(e).__name__} {e.description}", 404
@bp.errorhandler(HTTPException)
def bp_http(e): return f"bp_http {e.code} {e.name}", e.code
@app.errorhandler(Forbidden)
def forb(e): return jsonify(code=e.code, name=e.name, desc=e.description), 403
@app.errorhandler(500)
def ise(e):
    log.append(f"{getattr(e, 'original_exception', None) is not None}")
    return f"500 {e.original_exception}", 500
def routes(on):
    @on.route("/raise/<any(app, sub, key, custom, tea, forb, resp):what>")
    def raise_(what):
        raise {"app": AppError("a"), "sub": SubError("s"), "key": RuntimeError("k"), "custom": Custom(), "tea": Teapot(), "forb": Forbidden("no"), "resp": HTTPException(response=Response("own", 409))}[what]
    @on.route("/abort/<int:code>")
    def abort_(code): abort(code)
    @on.route("/abortd/<int:code>")
    def abortd(code): abort(code, description="why <b>\nline")
routes(app); routes(bp); routes(child)
bp.register_blueprint(child)
app.register_blueprint(bp)
@app.route("/abort_resp")
def abort_resp(): abort(make_response("from response", 410, {"X-A": "1"}))
@app.route("/handler_fails")
def hf(): abort(402)
@app.route("/retry")
def retry(): raise TooManyRequests(retry_after=30)
@app.route("/unauth")
def unauth():
    from werkzeug.datastructures import WWWAuthenticate
    raise Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": "x"}))
@app.route("/range")
def range_(): raise RequestedRangeNotSatisfiable(length=50)
@app.route("/mna")
def mna(): raise MethodNotAllowed(valid_methods=["GET", "PUT"])
@app.route("/key")
def key(): return request.args["k"]
def setup(app):
    for x in (799, Forbidden("x"), str, "404"):
        try:
            app.register_error_handler(x, lambda e: "")
        except Exception as e:
            log.append(type(e).__name__)
