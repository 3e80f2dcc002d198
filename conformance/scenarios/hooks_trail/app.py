from flask import Flask, Blueprint, after_this_request, g, request, session, abort
log = []
app = Flask(__name__)
app.secret_key = "k1"
outer = Blueprint("outer", __name__, url_prefix="/outer")
inner = Blueprint("inner", __name__, url_prefix="/inner")

def hooks(on, name):
    @on.before_request
    def before():
        log.append(f"before {name} {request.endpoint} {request.blueprints}")
    @on.after_request
    def after(response):
        log.append(f"after {name} {response.status}")
        response.headers.add("X-Trail", name)
        return response
    @on.teardown_request
    def teardown(exc):
        log.append(f"teardown {name} {type(exc).__name__ if exc else None}")

hooks(app, "app")
hooks(outer, "outer")
hooks(inner, "inner")

@app.before_request
def early():
    if "stop" in request.args:
        return ""
    if request.args.get("session"):
        session["from_before"] = True

@app.teardown_appcontext
def done(exc):
    log.append(f"appcontext {exc is None}")

@inner.route("/<int:n>")
def show(n):
    @after_this_request
    def one(response):
        log.append("this 1")
        response.headers["X-This"] = "1"
        return response
    @after_this_request
    def two(response):
        log.append("this 2")
        return response
    if n == 0:
        return 1 / n if False else abort(418)
    if n == 13:
        raise RuntimeError("bad luck")
    g.n = n
    return f"{n} {g.get('n')} {g.get('missing', 'none')}"

@app.after_request
def late(response):
    session["seen"] = session.get("seen", 0) + 1
    return response

outer.register_blueprint(inner)
app.register_blueprint(outer)
