from flask import Blueprint, Flask, url_for
from werkzeug.routing import BuildError

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


@app.get("/users/<int:id>")
def user(id):
    return ""


@app.get("/users/<int:id>/posts/<slug>")
def post(id, slug):
    return ""


def form():
    return ""


app.add_url_rule("/form", "form", form, methods=["GET"])
app.add_url_rule("/form/send", "form", form, methods=["POST"])


@app.get("/<lang>/about")
def about(lang):
    return ""


@app.url_defaults
def add_language(endpoint, values):
    if endpoint in app.view_functions and app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", "en")


@app.get("/urls")
def urls():
    return "\n".join(
        [
            url_for("user", id=1),
            url_for("user", id=1, page=2, tag=["a", "b"], none=None, text="x y"),
            url_for("user", id=1, flag=True),
            url_for("user", id=1, _external=True),
            url_for("user", id=1, _scheme="https", _external=True),
            url_for("user", id=1, _scheme="ftp"),
            url_for("user", id=1, _anchor="part 1"),
            url_for("post", id=1, slug="a/b c"),
            url_for("about"),
            url_for("about", lang="de"),
            url_for("bp.home"),
        ]
    )


@app.get("/methods")
def methods():
    return f"{url_for('form', _method='GET')} {url_for('form', _method='POST')}"


@app.get("/errors")
def errors():
    found = []
    for endpoint, values in (
        ("usr", {"id": 1}),
        ("user", {}),
        ("user", {"id": "x"}),
        ("post", {"id": 1}),
        ("completely-different", {}),
    ):
        try:
            found.append(url_for(endpoint, **values))
        except BuildError as error:
            found.append(f"{error.endpoint}: {error}")
        except ValueError:
            found.append("ValueError")
    try:
        url_for("user", id=1, _scheme="https", _external=False)
    except ValueError:
        found.append("a scheme needs an external URL")
    return "\n".join(found)


@app.get("/handled")
def handled():
    def handler(error, endpoint, values):
        log.append(f"{endpoint} {sorted(values.items(), key=lambda item: item[0])}")
        return "/external/page" if endpoint == "external" else None

    app.url_build_error_handlers.append(handler)
    try:
        url = url_for("external", _anchor="a", id=3)
        try:
            url_for("still-missing")
        except BuildError:
            log.append("raised again")
        return url
    finally:
        app.url_build_error_handlers.clear()


@bp.get("/")
def home():
    return ""


@bp.get("/urls")
def bp_urls():
    return f"{url_for('.home')} {url_for('bp.home')} {url_for('user', id=2)}"


app.register_blueprint(bp)
