from flask import Blueprint, Flask, abort, after_this_request, g, jsonify, request, session

log = []
app = Flask(__name__)
app.secret_key = "k"
app.logger.disabled = True
bp = Blueprint("bp", __name__, url_prefix="/bp")


def mark(name):
    @after_this_request
    def add(response):
        log.append(f"after {name} {response.status_code}")
        response.headers.add("X-Mark", name)
        return response


@app.url_value_preprocessor
def values(endpoint, view_args):
    mark("values")


@app.before_request
def before():
    mark("before")
    if request.args.get("early"):
        return "early", 203


@app.after_request
def after(response):
    log.append("after_request")
    mark("too late")
    if request.args.get("swap"):
        return app.make_response((f"swapped {response.get_data(as_text=True)}", 201))
    return response


@app.get("/")
def index():
    mark("view")
    return "index"


@bp.get("/fail")
def fail():
    mark("failing view")
    raise KeyError("failed")


@bp.get("/abort")
def stop():
    mark("aborting view")
    abort(409)


@app.errorhandler(409)
def conflict(error):
    mark("handler")
    return "conflict", 409


@app.errorhandler(500)
def broken(error):
    mark("500")
    session["broken"] = True
    return "broken", 500


@app.get("/replaces")
def replaces():
    @after_this_request
    def other(response):
        return jsonify(replaced=response.get_data(as_text=True))

    @after_this_request
    def again(response):
        response.headers["X-Saw"] = response.mimetype
        return response

    return "original"


@app.get("/raises")
def raises():
    @after_this_request
    def bad(response):
        raise ValueError("in after_this_request")

    return "fine so far"


@app.get("/cookie")
def cookie():
    @after_this_request
    def remember(response):
        response.set_cookie("seen", "yes", max_age=60)
        session["from_after"] = 1
        return response

    return "cookie"


app.register_blueprint(bp)
