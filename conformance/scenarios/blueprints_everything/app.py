from flask import Blueprint, Flask, abort, g, render_template, request, url_for

log = []
app = Flask(__name__)
api = Blueprint(
    "api", __name__, static_folder="api_static", static_url_path="/assets", template_folder="api_templates", url_prefix="/api"
)
deep = Blueprint("deep", __name__, url_prefix="/deep")


class ApiError(Exception):
    pass


@api.url_value_preprocessor
def version(endpoint, values):
    g.version = request.path.split("/")[1]


@api.before_request
def before():
    log.append(f"api before {request.endpoint}")


@api.before_app_request
def before_app():
    log.append(f"everywhere before {request.endpoint}")


@api.teardown_app_request
def teardown(error):
    log.append(f"everywhere teardown {'error' if error else 'fine'}")


@api.context_processor
def names():
    return {"where": "api", "version": g.version}


@api.app_context_processor
def app_names():
    return {"everywhere": "yes"}


@api.app_template_filter("api_filter")
def api_filter(text):
    return f"filtered {text}"


@api.errorhandler(ApiError)
def api_error(error):
    return {"error": str(error), "version": g.version}, 400


@api.app_errorhandler(410)
def gone(error):
    return f"gone, says {request.blueprint or 'the app'}", 410


@deep.errorhandler(ApiError)
def deep_error(error):
    return "deep handler", 400


@api.get("/")
def home():
    return f"{request.endpoint} {url_for('.home')} {url_for('.deep.deep_page')}"


@api.get("/page")
def page():
    return render_template("api.html")


@api.get("/fail")
@deep.get("/fail")
@app.get("/fail")
def fail():
    raise ApiError("broken")


@api.get("/abort/<int:code>")
@app.get("/abort/<int:code>")
def stop(code):
    abort(code)


@deep.get("/page")
def deep_page():
    return f"{request.endpoint} {request.blueprints} {url_for('.deep_page')} {url_for('static', filename='x')}"


deep.add_app_template_global(lambda: "g", "deep_global")
api.register_blueprint(deep)
app.register_blueprint(api, url_prefix="/v1/api")
app.register_blueprint(api, url_prefix="/v2/api", name="api2")


@app.get("/page")
def app_page():
    return render_template("page.html", where="app")
