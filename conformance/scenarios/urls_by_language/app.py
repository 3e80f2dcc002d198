from flask import Flask, g, url_for, Blueprint, abort
app = Flask(__name__)
log = []
@app.url_defaults
def add_language_code(endpoint, values):
    if "lang_code" in values or not g.get("lang_code"):
        return
    if app.url_map.is_endpoint_expecting(endpoint, "lang_code"):
        values["lang_code"] = g.lang_code
@app.url_value_preprocessor
def pull_lang_code(endpoint, values):
    log.append(f"{endpoint}")
    if values is not None:
        g.lang_code = values.pop("lang_code", None)
@app.route("/<lang_code>/")
def index():
    return f"{g.lang_code} {url_for('about')} {url_for('about', lang_code='fr')} {url_for('plain')}"
@app.route("/<lang_code>/about")
def about():
    if g.lang_code not in ("en", "de"): abort(404)
    return url_for("index", _external=True) + " " + url_for("bp.page", user="x")
@app.route("/plain")
def plain(): return url_for("about", lang_code="it", q="a b", _anchor="t ü") + f" {g.lang_code}"
bp = Blueprint("bp", __name__, url_prefix="/<lang_code>/u/<user>")
@bp.url_value_preprocessor
def pull_user(endpoint, values): g.profile = values.pop("user")
@bp.url_defaults
def add_user(endpoint, values): values.setdefault("user", g.get("profile", "nobody"))
@bp.route("/")
def page(): return f"{g.profile} {url_for('.about')} {url_for('.about', user='other')}"
@bp.route("/about")
def about(): return f"about {g.profile} {g.lang_code} {url_for('bp.page')}"
app.register_blueprint(bp)
