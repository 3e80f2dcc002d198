import functools

from flask import Blueprint, Flask, request

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


@app.route("/a")
@app.route("/b")
def several():
    return f"{request.endpoint} {request.url_rule.rule}"


def plain():
    return "plain"


registered = app.route("/plain")(plain)
app.add_url_rule("/lambda", "named_lambda", lambda: request.endpoint)


def decorate(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        return f"<{view(*args, **kwargs)}>"

    return wrapper


@app.get("/wrapped")
@decorate
def inside():
    return request.endpoint


@bp.route("/x")
def x():
    return request.endpoint


hook = app.before_request(lambda: None)
handler = app.errorhandler(418)(lambda error: "teapot")
app.register_blueprint(bp)


def names():
    log.append(str(registered is plain))
    log.append(f"{callable(hook)} {callable(handler)}")
    log.append(",".join(sorted(app.view_functions)))
    log.append(str(app.view_functions["inside"].__name__))
    log.append(str(app.blueprints["bp"] is bp))
    log.append(f"{bp.name} {bp.url_prefix} {bp.import_name == app.import_name}")
    log.append(f"{Flask('plain.name').name} {Flask('plain.name').import_name}")
    log.append(",".join(sorted(rule.endpoint for rule in app.url_map.iter_rules())))
