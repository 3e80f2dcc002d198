from flask import Blueprint, Flask, current_app, flash, g, get_template_attribute, render_template, render_template_string, request, session, stream_template, stream_template_string

log = []
app = Flask(__name__)
app.secret_key = "k"
bp = Blueprint("bp", __name__, url_prefix="/bp", template_folder="bp_pages")
deep = Blueprint("deep", __name__, url_prefix="/deep")


@app.template_filter()
def shout(text):
    return f"{text}!"


@app.template_filter("twice")
def two_times(text, sep=" "):
    return f"{text}{sep}{text}"


@bp.app_template_filter("twice")
def from_bp(text, sep="-"):
    return f"bp {text}{sep}{text}"


@bp.app_template_test("odd_length")
def odd_length(text):
    return len(text) % 2 == 1


@app.template_test()
def even_length(text):
    return len(text) % 2 == 0


@app.template_global()
def where():
    return f"{request.endpoint} in {current_app.name}"


@deep.app_template_global("deep_name")
def deep_name(*args, **kwargs):
    return f"{list(args)} {sorted(kwargs.items())}"


app.jinja_env.globals["answer"] = 42
app.add_template_filter(lambda value: f"<{value}>", "angle")
app.jinja_env.filters["rev"] = lambda text: text[::-1]


@app.context_processor
def first():
    return {"name": "app", "request_in": request.endpoint if request else None, "shared": [1]}


@bp.context_processor
def second():
    return dict(name="bp", g_value=g.get("value"))


@deep.context_processor
def third():
    return dict(name="deep", g="not g")


@app.before_request
def before():
    g.value = request.path
    session["s"] = "in session"


SOURCE = (
    "{{ name }} {{ 'x'|shout }} {{ 'ab'|twice }} {{ 'ab'|twice(sep='+') }} {{ 'abc' is odd_length }} {{ 'abc' is even_length }} "
    "{{ where() }} {{ deep_name(1, 'b', k=2) }} {{ answer }} {{ 'v'|angle }} {{ 'abc'|rev }} {{ shared }} {{ session.s }} {{ g.value if g is not string else g }} "
    "{{ config.get('NOPE', 'no config') }} {{ request.path }}"
)


def page():
    return render_template_string(SOURCE)


def override():
    return render_template_string("{{ name }} {{ request }} {{ session }} {{ g }}", name="view", request="mine", session="s", g="gg")


def streamed():
    return stream_template_string("{% for n in [1, 2, 3] %}{{ n }}{{ name }}{{ request.path }};{% endfor %}")


for owner in (app, bp, deep):
    owner.add_url_rule("/page", "page", page)
    owner.add_url_rule("/override", "override", override)
    owner.add_url_rule("/streamed", "streamed", streamed)
bp.register_blueprint(deep)
app.register_blueprint(bp)


@app.get("/file")
def file():
    return render_template(["none.html", "macros.html"], who="ann")


@app.get("/macro")
def macro():
    greet = get_template_attribute("macros.html", "greet")
    return f"{greet('bob')} {get_template_attribute('macros.html', 'version')}"


@app.get("/stream-file")
def stream_file():
    return stream_template("macros.html", who="stream"), 203


@app.get("/missing")
def missing():
    return render_template_string("{{ missing }}|{{ missing.attribute }}")


@app.get("/undefined-call")
def undefined_call():
    return render_template_string("{{ nothing() }}")


@app.get("/bad-syntax")
def bad_syntax():
    return render_template_string("{% if %}")


@app.get("/changed")
def changed():
    return render_template_string("{% set _ = shared.append(2) %}{{ shared }}")


@app.errorhandler(Exception)
def anything(error):
    return f"{error}", 500


def outside():
    with app.app_context():
        log.append(render_template_string("{{ name }} {{ request_in }} {{ g.get('value', 'no value') }} {{ config.TESTING }}"))
    with app.test_request_context("/bp/page"):
        log.append(render_template_string("{{ name }} {{ request.blueprint }}"))
