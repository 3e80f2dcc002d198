from flask import Blueprint, Flask
from flask.views import MethodView, View

log = []
app = Flask(__name__)


@app.get("/")
def index():
    return "index"


def view():
    return "view"


def other():
    return "other"


class Page(View):
    pass


class Empty(MethodView):
    pass


def attempt(label, action):
    try:
        result = action()
        log.append(f"{label}: fine")
        return result
    except Exception as error:
        log.append(f"{label}: refused")


def before_the_first_request():
    made = Flask("made")
    bp = Blueprint("bp", "made")
    attempt("rule without slash", lambda: made.add_url_rule("x", "x", view))
    attempt("empty rule", lambda: made.add_url_rule("", "empty", view))
    attempt("unfinished variable", lambda: made.add_url_rule("/<x", "unfinished", view))
    attempt("unknown converter", lambda: made.add_url_rule("/<nope:x>", "unknown", view))
    attempt("variable twice", lambda: made.add_url_rule("/<x>/<x>", "twice", view))
    attempt("bad argument", lambda: made.add_url_rule("/<int(max=):x>", "bad_argument", view))
    attempt("methods as text", lambda: made.add_url_rule("/m", "m", view, methods="POST"))
    attempt("get with methods", lambda: made.get("/g", methods=["POST"])(view))
    attempt("same endpoint, same view", lambda: (made.add_url_rule("/s", "s", view), made.add_url_rule("/s2", "s", view)))
    attempt("same endpoint, other view", lambda: made.add_url_rule("/s3", "s", other))
    attempt("static taken", lambda: made.add_url_rule("/static2", "static", other))
    attempt("same rule twice", lambda: (made.add_url_rule("/r", "r1", view), made.add_url_rule("/r", "r2", other)))
    attempt("lower methods", lambda: made.add_url_rule("/low", "low", view, methods=["post", "Put"]))
    attempt("endpoint without view", lambda: made.add_url_rule("/later", "later"))
    attempt("neither", lambda: made.add_url_rule("/neither"))
    attempt("dotted endpoint of app", lambda: made.add_url_rule("/dot", "a.b", view))
    attempt("dotted endpoint of blueprint", lambda: bp.add_url_rule("/dot", "a.b", view))
    attempt("handler for 999", lambda: made.register_error_handler(999, view))
    attempt("handler for 200", lambda: made.register_error_handler(200, view))
    attempt("handler for text", lambda: made.register_error_handler("404", view))
    attempt("handler for an instance", lambda: made.register_error_handler(ValueError("x"), view))
    attempt("handler for no error", lambda: made.register_error_handler(dict, view))
    attempt("blueprint handler for 500", lambda: bp.register_error_handler(500, view))
    attempt("blueprint on itself", lambda: bp.register_blueprint(bp))
    attempt("register", lambda: made.register_blueprint(bp))
    attempt("register again", lambda: made.register_blueprint(bp))
    attempt("register again renamed", lambda: made.register_blueprint(bp, name="bp2"))
    attempt("other of the same name", lambda: made.register_blueprint(Blueprint("bp", "made")))
    attempt("name with a dot", lambda: made.register_blueprint(Blueprint("x", "made"), name="x.y"))
    attempt("route of a registered blueprint", lambda: bp.get("/late")(view))
    attempt("hook of a registered blueprint", lambda: bp.before_request(view))
    attempt("app hook of a registered blueprint", lambda: bp.before_app_request(view))
    attempt("record of a registered blueprint", lambda: bp.record(view))
    attempt("handler of a registered blueprint", lambda: bp.app_errorhandler(404)(view))
    attempt("nested in a registered blueprint", lambda: bp.register_blueprint(Blueprint("n", "made")))
    attempt("view class without dispatch", lambda: made.add_url_rule("/page", view_func=Page.as_view("page")))
    attempt("method view without methods", lambda: made.add_url_rule("/nothing", view_func=Empty.as_view("nothing")))
    attempt("instance path", lambda: Flask("x", instance_path="relative"))
    attempt("names", lambda: log.append(" ".join(sorted(made.view_functions))))
    attempt("blueprints", lambda: log.append(" ".join(made.blueprints)))
    attempt("dotted name of a blueprint", lambda: Blueprint("a.b", "made"))


def after_the_first_request():
    made = Flask("made")
    made.testing = True
    bp = Blueprint("bp", "made")
    made.add_url_rule("/", "index", view)
    log.append(made.test_client().get("/").get_data(as_text=True))
    attempt("route", lambda: made.get("/late")(view))
    attempt("add_url_rule", lambda: made.add_url_rule("/late", "late", view))
    attempt("endpoint", lambda: made.endpoint("late")(view))
    for name in ("before_request", "after_request", "teardown_request", "teardown_appcontext", "context_processor", "url_value_preprocessor", "url_defaults", "shell_context_processor"):
        attempt(name, lambda: getattr(made, name)(view))
    for name in ("template_filter", "template_test", "template_global"):
        attempt(name, lambda: getattr(made, name)("n")(view))
        attempt(f"add_{name}", lambda: getattr(made, f"add_{name}")(view, "n"))
    attempt("errorhandler", lambda: made.errorhandler(404)(view))
    attempt("register_error_handler", lambda: made.register_error_handler(404, view))
    attempt("register_blueprint", lambda: made.register_blueprint(bp))
    attempt("view_functions", lambda: made.view_functions.update(index=other))
    log.append(made.test_client().get("/").get_data(as_text=True))
    attempt("config", lambda: made.config.update(TESTING=False))
    attempt("command", lambda: made.cli.command("x")(view))
    attempt("jinja filter", lambda: made.jinja_env.filters.update(n=view))


def after_an_error():
    made = Flask("made")
    made.testing = True
    made.test_client().get("/nothing")
    attempt("route after a 404", lambda: made.get("/late")(view))
    fresh = Flask("fresh")
    with fresh.test_request_context("/"):
        attempt("route in a context", lambda: fresh.get("/late")(view))
        fresh.preprocess_request()
        attempt("route after preprocess", lambda: fresh.get("/later")(view.__class__(view.__code__, {}, "later")))
        fresh.full_dispatch_request()
        attempt("route after dispatch", lambda: fresh.get("/latest")(view))
