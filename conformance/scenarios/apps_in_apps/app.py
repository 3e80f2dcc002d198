from flask import Blueprint, Flask, current_app, flash, g, get_flashed_messages, request, session, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

log = []


def make(name, **config):
    made = Flask(name, static_folder=None)
    made.secret_key = f"key of {name}"
    made.config.update(config)
    bp = Blueprint("bp", name, url_prefix="/bp")

    @made.before_request
    def before():
        g.stack = [made.name]
        log.append(f"{made.name} {request.script_root} {request.path}")

    @made.teardown_appcontext
    def teardown(error):
        log.append(f"{made.name} over")

    @made.route("/")
    def index():
        session["visits"] = session.get("visits", 0) + 1
        return f"{current_app.name} {session['visits']} {url_for('index')} {url_for('bp.page', _external=True)} {request.url}"

    @bp.route("/page")
    def page():
        flash(f"from {made.name}")
        return f"{request.endpoint} {request.root_path} {url_for('.page')} {get_flashed_messages()}"

    @made.route("/slash/")
    def slash():
        return "slash"

    @made.route("/ask/<name>")
    def ask(name):
        client = apps[name].test_client()
        answer = client.get("/bp/page", base_url="http://inside.test/root")
        return f"{current_app.name} {g.stack} {request.path} <{answer.text}> {answer.status_code}"

    @made.route("/enter/<name>")
    def enter(name):
        with apps[name].test_request_context("/bp/page?x=1", base_url="https://other.test/deep"):
            inside = f"{current_app.name} {'stack' in g} {request.args['x']} {url_for('index')} {url_for('index', _external=True)}"
        return f"{inside} | {current_app.name} {g.stack} {url_for('index')}"

    @made.errorhandler(404)
    def missing(error):
        return f"{made.name} has no {request.script_root}{request.path}", 404

    made.register_blueprint(bp)
    return made


app = make("main", SESSION_COOKIE_NAME="main")
apps = {
    "main": app,
    "shop": make("shop", APPLICATION_ROOT="/shop"),
    "blog": make("blog", SESSION_COOKIE_NAME="blog", SESSION_COOKIE_PATH="/blog/x"),
}
apps["blog"].wsgi_app = ProxyFix(apps["blog"].wsgi_app, x_for=1, x_host=1, x_proto=1, x_prefix=1)
app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/shop": apps["shop"], "/shop/blog": apps["blog"], "/blog": apps["blog"]})
