from flask import Blueprint, Flask, render_template
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, FunctionLoader, PrefixLoader, TemplateNotFound
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)
log.append(f"{type(app.jinja_loader).__name__} {app.jinja_loader is app.jinja_loader}")
app.jinja_loader = ChoiceLoader([DictLoader({"shadow.html": "of the dict {{ x }}", "base.html": "<{% block b %}{% endblock %}>"}), app.jinja_loader])
bp = Blueprint("bp", __name__, url_prefix="/bp")
log.append(str(bp.jinja_loader))
bp.jinja_loader = FunctionLoader(lambda name: "{% extends 'base.html' %}{% block b %}made for " + name[:-5] + " {{ x }}{% endblock %}" if name.startswith("made_") else None)
folder = Blueprint("folder", __name__, url_prefix="/folder", template_folder="more")


@app.get("/<path:name>")
@bp.get("/<path:name>")
@folder.get("/<path:name>")
def show(name):
    try:
        return render_template(name, x="<x>")
    except TemplateNotFound as error:
        return f"no {error.name}", 404


class Dicts(Flask):
    def create_global_jinja_loader(self):
        return DictLoader({"index.html": "Hello Custom World!"})


class Picky(Flask):
    def trap_http_exception(self, error):
        return error.code == 418 or super().trap_http_exception(error)


app.register_blueprint(bp)
app.register_blueprint(folder)


def own_class():
    own = Dicts(__name__)

    @own.get("/<name>")
    def show(name):
        return render_template(name)

    log.append(own.test_client().get("/index.html").text)
    log.append(str(own.test_client().get("/shadow.html").status_code))


def picky():
    own = Picky(__name__)
    own.config["PROPAGATE_EXCEPTIONS"] = True

    @own.get("/<int:code>")
    def stop(code):
        from flask import abort
        abort(code)

    @own.errorhandler(HTTPException)
    def handle(error):
        return f"handled {error.code}", 200

    for code in (404, 418):
        try:
            log.append(own.test_client().get(f"/{code}").text)
        except HTTPException as error:
            log.append(f"raised {error.code}")


def listed():
    log.append(" ".join(name for name in app.jinja_env.list_templates() if "made" not in name) if False else " ".join(sorted(folder.jinja_loader.list_templates())))
