from flask import Blueprint, Flask, abort, g, render_template, render_template_string, request, session, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, ValidationError

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


class Broken(Exception):
    pass


class Even(BaseConverter):
    regex = r"\d+"

    def to_python(self, value):
        number = int(value)
        if number % 2:
            raise ValidationError()
        if number == 44:
            raise Broken("in to_python")
        if number == 66:
            raise NotFound("converter says no")
        return number

    def to_url(self, value):
        if value == 88:
            raise Broken("in to_url")
        return str(value)


app.url_map.converters["even"] = Even


@app.url_defaults
def defaults(endpoint, values):
    if request and request.args.get("defaults"):
        raise Broken("in url_defaults")
    values.setdefault("lang", "en") if endpoint == "index" else None


@app.context_processor
def names():
    if request.args.get("processor") == "abort":
        abort(402 if False else 409, "from a processor")
    if request.args.get("processor"):
        raise Broken("in a processor")
    return {"fail": fail}


def fail(code=None):
    if code:
        abort(code, "from a template")
    raise Broken("called by a template")


@app.template_filter()
def explode(value):
    raise Broken(f"filter {value}")


@app.template_test("bad")
def bad(value):
    raise Broken(f"test {value}")


@app.get("/even/<even:n>")
@bp.get("/even/<even:n>")
def even(n):
    return render_template_string("{{ n }} {{ url_for('even', n=n + 2) }} {{ url_for('index') }}", n=n)


@app.get("/")
def index():
    return render_template("page.html", what=request.args.get("what"))


@app.errorhandler(Broken)
def broken(error):
    log.append(f"broken {error}")
    return render_template("error.html", error=error), 500


@app.errorhandler(409)
@app.errorhandler(404)
def http(error):
    return render_template("error.html", error=error), error.code


@app.errorhandler(500)
def last(error):
    log.append(f"last {type(error.original_exception).__name__} {error.original_exception}")
    return "last resort", 500


@bp.errorhandler(Broken)
def bp_broken(error):
    return f"bp {error}", 400


@app.teardown_request
def teardown(error):
    log.append(f"teardown {error}")


app.register_blueprint(bp)
