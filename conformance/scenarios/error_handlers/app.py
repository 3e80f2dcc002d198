from flask import Blueprint, Flask, abort
from werkzeug.exceptions import HTTPException, NotFound

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")
child = Blueprint("child", __name__, url_prefix="/child")


class OwnNotFound(NotFound):
    pass


class Other(Exception):
    pass


def raiser(kind):
    if kind.isdigit():
        abort(int(kind))
    raise {"value": ValueError, "index": IndexError, "key": KeyError, "other": Other, "own404": OwnNotFound}[kind]("why")


for owner in (app, bp, child):
    owner.add_url_rule("/raise/<kind>", "raiser", raiser)


@app.errorhandler(404)
def app_404(error):
    return f"app 404 {type(error).__name__}", 404


@app.errorhandler(HTTPException)
def app_http(error):
    return f"app http {error.code}", error.code


@app.errorhandler(ValueError)
def app_value(error):
    return f"app value {error}"


@app.errorhandler(LookupError)
def app_lookup(error):
    return f"app lookup {type(error).__name__}", 400


@app.errorhandler(500)
def app_500(error):
    return f"app 500 {type(error.original_exception).__name__}", 500


@bp.errorhandler(403)
def bp_403(error):
    return "bp 403", 403


@bp.errorhandler(HTTPException)
def bp_http(error):
    return f"bp http {error.code}", error.code


@bp.errorhandler(KeyError)
def bp_key(error):
    return "bp key", 400


@child.errorhandler(ValueError)
def child_value(error):
    return "child value", 400


@bp.app_errorhandler(409)
def conflict(error):
    return {"error": error.description[:10]}, 409


bp.register_blueprint(child)
app.register_blueprint(bp)
