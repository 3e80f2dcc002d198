from flask import Blueprint, Flask, render_template_string, request, url_for
from werkzeug.routing import BuildError

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


@app.get("/item/<int:id>")
def item(id):
    return str(id)


@bp.get("/page")
def page():
    return url_for(".page", x=1) + url_for("item", id=3)


@app.get("/build/<endpoint>")
def build(endpoint):
    return url_for(endpoint, **{k: v for k, v in request.args.items()})


@app.get("/template/<endpoint>")
def template(endpoint):
    return render_template_string("<a href='{{ url_for(e, id=i) }}'>", e=endpoint, i=request.args.get("id", type=int))


@app.errorhandler(BuildError)
def build_error(error):
    log.append(f"{error.endpoint} {sorted(error.values)} {error.method}")
    return f"cannot build {error.endpoint} {error.suggested.endpoint if error.suggested else None}", 400


def external(error, endpoint, values):
    log.append(f"external {endpoint} {sorted(values)}")
    if endpoint == "docs":
        return "https://docs.example/" + values.get("page", "")
    raise error


app.register_blueprint(bp)


def add_handler():
    app.url_build_error_handlers.append(external)


@app.get("/self/<path:rest>")
def self_url(rest):
    return " ".join([url_for(request.endpoint, rest="ä/b c", q="ü &", _anchor="x y"), url_for("item", id=1, _external=True, _scheme="https"), url_for("item", id=2, _method="GET", extra=["a", "b"], none=None)])
