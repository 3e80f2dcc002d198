from flask import Blueprint, Flask, g, render_template, render_template_string, request, url_for

app = Flask(__name__)
log = []
bp = Blueprint("bp", __name__, url_prefix="/py")
other = Blueprint("other", __name__)


@bp.app_template_filter()
def my_reverse(s):
    return s[::-1]


@bp.app_template_filter("strrev")
def named_reverse(s, sep=""):
    return sep.join(reversed(s))


def late_filter(s, times=1, end="."):
    return s * times + end


bp.add_app_template_filter(late_filter)
bp.add_app_template_filter(late_filter, "late")


@bp.app_template_test()
def is_boolean(value):
    return isinstance(value, bool)


@bp.app_template_test("boolean")
def named_test(value):
    return isinstance(value, bool)


bp.add_app_template_test(lambda value, n: value % n == 0, "multiple_of")


@bp.app_template_global()
def get_answer(plus=0):
    return 42 + plus


@bp.app_template_global("the_endpoint")
def named_global():
    return request.endpoint


bp.add_app_template_global(lambda *names, **options: f"{list(names)} {options}", "everything")


@bp.app_context_processor
def for_all():
    return {"who": "bp for all", "shared": 1}


@bp.context_processor
def for_bp():
    return {"who": "bp"}


@app.context_processor
def for_app():
    return {"who": "app", "of_app": g.get("from_hook")}


@app.before_request
def hook():
    g.from_hook = "hook"


@bp.route("/")
@other.route("/")
def index():
    return render_template("functions.html", value=True)


@other.route("/explicit")
def explicit():
    return render_template_string("{{ who }} {{ shared }} {{ config.APPLICATION_ROOT }} {{ of_app }}", who="explicit")


@other.route("/unknown/<kind>")
def unknown(kind):
    source = {"filter": "{{ 'a'|nothing }}", "test": "{{ 'a' is nothing_at_all }}", "global": "{{ nothing() }}"}[kind]
    try:
        return render_template_string(source)
    except Exception as e:
        return type(e).__name__


@bp.route("/links")
def links():
    return render_template_string("{{ url_for('.index') }} {{ url_for('other.index', a=[1, 2]) }} {{ url_for('bp.static', filename='x') if has_static else 'no static' }} {{ request.blueprint }}", has_static=bp.has_static_folder)


app.register_blueprint(bp)
app.register_blueprint(other)


def outside():
    with app.app_context():
        return render_template_string("{{ who }} {{ shared }} {{ request is defined }} {{ session is defined }} {{ g is defined }} {{ get_answer(plus=1) }}")


def env():
    return [sorted(k for k in app.jinja_env.filters if "rev" in k or "late" in k), sorted(k for k in app.jinja_env.tests if "bool" in k), app.jinja_env.filters["strrev"]("abc"), app.jinja_env.globals["get_answer"]()]
