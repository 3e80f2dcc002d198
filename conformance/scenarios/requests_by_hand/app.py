from flask import Blueprint, Flask, current_app, flash, g, get_flashed_messages, has_app_context, has_request_context, render_template_string, request, session, url_for
from werkzeug.exceptions import NotFound, BadRequest
from werkzeug.test import EnvironBuilder as WerkzeugBuilder
from flask.testing import EnvironBuilder

log = []
app = Flask(__name__)
app.secret_key = "hand"
app.config["APPLICATION_ROOT"] = "/app"
app.config["SERVER_NAME"] = "shop.test:8080"
app.config["PREFERRED_URL_SCHEME"] = "https"
bp = Blueprint("bp", __name__, url_prefix="/bp/<lang>")


@bp.url_value_preprocessor
def pull(endpoint, values):
    g.lang = values.pop("lang")


@app.before_request
def before():
    log.append(f"before {request.endpoint}")
    if request.args.get("stop"):
        return "stopped", 203


@app.after_request
def after(response):
    log.append("after")
    response.headers["X-After"] = "1"
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown {error}")


@bp.get("/<int:n>")
def page(n):
    return f"{g.lang} {n}"


app.register_blueprint(bp)


def steps():
    with app.test_request_context("/bp/de/5?x=1"):
        log.append(f"{request.endpoint} {request.view_args} {request.blueprint} {g.get('lang')}")
        log.append(str(app.preprocess_request()))
        log.append(f"{request.view_args} {g.lang}")
        response = app.make_response(app.dispatch_request())
        log.append(response.get_data(as_text=True))
        response = app.process_response(response)
        log.append(f"{response.headers['X-After']} {request.url}")
    with app.test_request_context("/bp/de/5?stop=1"):
        log.append(str(app.preprocess_request()))
    with app.test_request_context("/nothing", method="PUT"):
        log.append(f"{request.endpoint} {request.view_args} {type(request.routing_exception).__name__}")
        try:
            app.dispatch_request()
        except NotFound as error:
            log.append(f"raised {error.code}")


def urls():
    with app.app_context():
        log.append(url_for("bp.page", lang="en", n=3))
        log.append(url_for("bp.page", lang="en", n=3, _external=False, _anchor="a b"))
        log.append(f"{has_app_context()} {has_request_context()} {current_app.name == app.name}")
    with app.test_request_context():
        log.append(f"{request.url} {request.path} {request.script_root} {url_for('bp.page', lang='x', n=1)} {request.is_secure}")
    with app.test_request_context("/bp/a/1", base_url="http://other.example/root/"):
        log.append(f"{request.url} {url_for('bp.page', lang='x', n=1)} {url_for('.page', lang='b', n=2) if request.blueprint else None}")
    with app.test_request_context("/bp/a/1", url_scheme="http", subdomain="www"):
        log.append(f"{request.url} {request.host}")


def builders():
    builder = EnvironBuilder(app, "/bp/fr/9", method="POST", json={"a": [1]}, query_string={"q": "ä"})
    log.append(f"{builder.path} {builder.method}")
    with app.request_context(builder.get_environ()):
        log.append(f"{request.json} {request.args['q']} {request.method} {request.host}")
    with app.test_request_context("/x", headers=[("X-A", "1")], auth=("ann", "pw"), data="text", content_type="text/plain"):
        log.append(f"{request.headers['X-A']} {request.authorization.username} {request.data} {request.mimetype}")
    with app.test_request_context("/x", data={"a": ["1", "2"], "b": 3}):
        log.append(f"{request.form.getlist('a')} {request.form['b']} {request.method} {request.content_type}")


def sessions():
    with app.test_request_context("/"):
        session["a"] = 1
        flash("one")
        flash("two", "cat")
        log.append(f"{session.new} {session.modified} {get_flashed_messages(category_filter=['cat'])} {get_flashed_messages()}")
        log.append(render_template_string("{{ session.a }} {{ get_flashed_messages()|join('+') }} {{ request.path }}"))
        g.x = 1
        with app.app_context():
            log.append(f"{g.get('x')} {has_app_context()}")
    log.append(f"{has_request_context()} {has_app_context()}")
