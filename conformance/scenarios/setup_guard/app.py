from flask import Blueprint, Flask

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__)


@app.get("/")
def index():
    return "index"


def attempt(what, action):
    try:
        action()
        log.append(f"{what}: fine")
    except (AssertionError, ValueError, TypeError):
        log.append(f"{what}: error")


def at_setup():
    attempt("second function for an endpoint", lambda: app.add_url_rule("/x", "index", lambda: "x"))
    attempt("same function again", lambda: app.add_url_rule("/again", "index", index))
    attempt("rule without a slash", lambda: app.add_url_rule("x", "x", lambda: "x"))
    attempt("methods as text", lambda: app.add_url_rule("/m", "m", lambda: "m", methods="GET"))
    attempt("methods with a shortcut", lambda: app.get("/n", methods=["POST"]))
    attempt("register", lambda: app.register_blueprint(bp))
    attempt("register again", lambda: app.register_blueprint(bp))
    attempt("register under another name", lambda: app.register_blueprint(bp, name="other"))
    attempt("other blueprint of that name", lambda: app.register_blueprint(Blueprint("bp", __name__)))
    attempt("blueprint with a dot", lambda: Blueprint("a.b", __name__))
    attempt("blueprint without a name", lambda: Blueprint("", __name__))
    attempt("route on a registered blueprint", lambda: bp.add_url_rule("/late", "late", lambda: "late"))
    attempt("hook on a registered blueprint", lambda: bp.before_request(lambda: None))
    attempt("code without a class", lambda: app.register_error_handler(999, lambda e: "e"))
    attempt("handler for an instance", lambda: app.register_error_handler(ValueError("x"), lambda e: "e"))
    attempt("blueprint in itself", lambda: (lambda b: b.register_blueprint(b))(Blueprint("self", __name__)))


def after_first_request():
    attempt("route", lambda: app.add_url_rule("/late", "late", lambda: "late"))
    attempt("before_request", lambda: app.before_request(lambda: None))
    attempt("after_request", lambda: app.after_request(lambda r: r))
    attempt("teardown_appcontext", lambda: app.teardown_appcontext(lambda e: None))
    attempt("context_processor", lambda: app.context_processor(lambda: {}))
    attempt("errorhandler", lambda: app.register_error_handler(404, lambda e: "e"))
    attempt("template_filter", lambda: app.add_template_filter(str, "f"))
    attempt("register_blueprint", lambda: app.register_blueprint(Blueprint("late", __name__)))
    attempt("shell_context_processor", lambda: app.shell_context_processor(lambda: {}))
