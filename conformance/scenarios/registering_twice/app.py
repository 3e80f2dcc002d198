from flask import Blueprint, Flask, g, request

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


def note(label):
    log.append(label)


def twice():
    note("twice")


def shared(*args):
    note(f"shared {len(args)}")
    return args[0] if args and hasattr(args[0], "status") else None


same = [
    app.before_request(twice) is twice,
    app.before_request(twice) is twice,
    bp.before_request(twice) is twice,
    bp.before_app_request(twice) is twice,
    app.after_request(shared) is shared,
    app.teardown_request(shared) is shared,
    app.teardown_appcontext(shared) is shared,
    app.url_value_preprocessor(shared) is shared,
    bp.app_url_value_preprocessor(shared) is shared,
    app.errorhandler(404)(shared) is shared,
    app.template_filter("f")(shared) is shared,
    app.endpoint("e")(twice) is twice,
    app.get("/x")(twice) is twice,
]
log.append(str(same))


def first(error):
    return "first", 404


def second(error):
    return "second", 404


app.register_error_handler(404, first)
app.errorhandler(404)(second)


@app.route("/one")
@app.route("/two", endpoint="other", defaults={"n": 2})
@app.route("/three/<int:n>", methods=["POST", "GET"])
@bp.route("/one")
def one(n=1):
    return f"{request.endpoint} {n} {request.method}"


@app.template_filter("dup")
def dup_one(text):
    return "one"


@app.template_filter("dup")
def dup_two(text):
    return "two"


app.jinja_env.globals["from_env"] = "env"
app.add_url_rule("/alone", "alone")
app.view_functions["alone"] = lambda: "alone"
app.add_url_rule("/replaced", "replaced", lambda: "old")
app.view_functions["replaced"] = lambda: "new"
app.add_url_rule("/no-view", "no_view")
app.register_blueprint(bp)


@app.get("/filter")
def filter_view():
    return app.jinja_env.from_string("{{ 'x'|dup }} {{ from_env }}").render()


@app.get("/globals")
def globals_view():
    g.a = 1
    g.b = [1]
    del g.a
    return f"{g.get('a')} {'b' in g} {list(g)} {g.pop('b')} {g.setdefault('c', {})} {list(g)}"
