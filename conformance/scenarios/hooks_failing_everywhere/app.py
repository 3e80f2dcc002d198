from flask import Blueprint, Flask, abort, g, render_template_string, request, url_for
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)
app.logger.disabled = True
bp = Blueprint("bp", __name__, url_prefix="/bp")
inner = Blueprint("inner", __name__, url_prefix="/inner")


class Stop(Exception):
    pass


def where(name):
    return request.args.get("fail") == name


def point(name):
    log.append(name)
    if where(name):
        raise Stop(name)
    if request.args.get("abort") == name:
        abort(418)
    if request.args.get("answer") == name:
        return f"answer of {name}"


@app.url_value_preprocessor
def app_values(endpoint, values):
    point("app values")


@bp.url_value_preprocessor
def bp_values(endpoint, values):
    point("bp values")


@app.before_request
def app_before():
    return point("app before")


@bp.before_request
def bp_before():
    return point("bp before")


@inner.before_request
def inner_before():
    return point("inner before")


@bp.before_app_request
def everywhere():
    return point("everywhere before")


@app.after_request
def app_after(response):
    point("app after")
    response.headers.add("X-After", "app")
    return response


@bp.after_request
def bp_after(response):
    point("bp after")
    response.headers.add("X-After", "bp")
    return response


@inner.after_request
def inner_after(response):
    point("inner after")
    response.headers.add("X-After", "inner")
    return response


@inner.after_app_request
def inner_everywhere(response):
    point("everywhere after")
    response.headers.add("X-After", "everywhere")
    return response


@app.teardown_request
def app_teardown(error):
    log.append(f"app teardown {error}")


@bp.teardown_request
def bp_teardown(error):
    log.append(f"bp teardown {error}")


@inner.teardown_app_request
def inner_teardown(error):
    log.append(f"inner app teardown {error}")


@app.context_processor
def names():
    point("app context")
    return {"a": "app", "b": "app", "c": "app"}


@bp.context_processor
def bp_names():
    point("bp context")
    return {"b": "bp", "c": "bp"}


@inner.app_context_processor
def inner_names():
    return {"a": "inner app", "d": "inner app"}


@bp.url_defaults
def bp_defaults(endpoint, values):
    point("bp defaults")


@bp.errorhandler(Stop)
def bp_stop(error):
    log.append(f"bp handles {error}")
    if where("bp after") or where("everywhere after"):
        return "handled late", 500
    return f"bp handled {error}", 400


@app.errorhandler(418)
def teapot(error):
    log.append("teapot")
    return "teapot", 418


@app.errorhandler(500)
def broken(error):
    log.append(f"500 {error.original_exception}")
    return f"broken {error.original_exception}", 500


def page():
    point("view")
    return render_template_string("{{ a }} {{ b }} {{ c }} {{ d }} {{ url_for('bp.page') }}", c="view")


for owner in (app, bp, inner):
    owner.add_url_rule("/page", "page", page)
bp.register_blueprint(inner)
app.register_blueprint(bp)
