from flask import Blueprint, Flask, render_template_string

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__)
app.jinja_options = {"trim_blocks": True, "variable_start_string": "[[", "variable_end_string": "]]"}


@app.template_filter()
def reverse(text):
    return text[::-1]


@app.template_filter("double")
def make_double(text, times=2):
    return text * times


@app.template_test()
def boolean(value):
    return isinstance(value, bool)


@app.template_test("long")
def is_long(text, limit=3):
    return len(text) > limit


@app.template_global()
def answer():
    return 42


@app.template_global("add")
def add_numbers(a, b=10):
    return a + b


app.add_template_filter(lambda text: text + "!", "shout")
app.add_template_test(lambda value: value == 1, "one")
app.add_template_global(lambda: "g", "short")


@bp.app_template_filter("bp_filter")
def bp_filter(text):
    return f"bp {text}"


@bp.app_template_test("bp_test")
def bp_test(value):
    return value == "bp"


@bp.app_template_global("bp_global")
def bp_global():
    return "of the blueprint"


app.register_blueprint(bp)
app.jinja_env.globals["plain"] = "plain global"
app.jinja_env.filters["wrapped"] = lambda text: f"({text})"


@app.get("/")
def index():
    return render_template_string(
        "[[ 'abc'|reverse ]] [[ 'x'|double ]] [[ 'x'|double(3) ]] [[ 'x'|double(times=4) ]]\n"
        "{% if true is boolean %}\nboolean{% endif %} [[ 'abcd' is long ]] [[ 'abcd' is long(5) ]]\n"
        "[[ answer() ]] [[ add(1) ]] [[ add(1, b=2) ]] [[ 'a'|shout ]] [[ 1 is one ]] [[ short() ]]\n"
        "[[ 'x'|bp_filter ]] [[ 'bp' is bp_test ]] [[ bp_global() ]] [[ plain ]] [[ 'x'|wrapped ]] {{ untouched }}"
    )


def own_environment():
    from flask.templating import Environment

    class Own(Environment):
        pass

    class OwnApp(Flask):
        jinja_environment = Own

    log.append(type(OwnApp("own").jinja_env).__name__)
