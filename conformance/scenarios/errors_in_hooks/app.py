from flask import Blueprint, Flask, abort, redirect, render_template_string, request

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


class Broken(Exception):
    pass


def maybe(where):
    log.append(where)
    wanted = request.args.get("in")
    if wanted == where:
        raise Broken(where)
    if wanted == f"abort_{where}":
        abort(409, where)


@app.url_value_preprocessor
def preprocessor(endpoint, values):
    maybe("preprocessor")


@app.before_request
def before_app():
    maybe("before_app")
    if request.args.get("in") == "redirect_before":
        return redirect("/elsewhere")


@bp.before_request
def before_bp():
    maybe("before_bp")


@bp.after_request
def after_bp(response):
    if response.status_code == 200:
        maybe("after_bp")
    else:
        log.append(f"after_bp {response.status_code}")
    return response


@app.after_request
def after_app(response):
    log.append(f"after_app {response.status_code}")
    return response


@bp.teardown_request
def teardown_bp(error):
    log.append(f"teardown_bp {error}")


@bp.context_processor
def processor():
    maybe("context_processor")
    return {"x": 1}


@bp.errorhandler(Broken)
def broken(error):
    log.append(f"handler {error}")
    return f"handled {error}", 500


@bp.get("/x")
def x():
    maybe("view")
    return render_template_string("{% if fail %}{{ nothing.at.all }}{% endif %}{{ x }}", fail=request.args.get("in") == "template")


app.register_blueprint(bp)
