import functools

from flask import Blueprint, Flask, g, redirect, render_template_string, request, session, url_for

log = []
app = Flask(__name__)
app.secret_key = "decorators"
admin = Blueprint("admin", __name__, url_prefix="/admin")


def login_required(view):
    @functools.wraps(view)
    def wrapped(**values):
        if g.user is None:
            return redirect(url_for("login"))
        return view(**values)

    return wrapped


@app.before_request
def load_user():
    g.user = session.get("user")


@app.after_request
def count(response):
    response.headers["X-Endpoint"] = request.endpoint or "none"
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown {request.path}")


@app.context_processor
def names():
    return {"user": g.user}


@app.template_filter("loud")
def loud(text):
    return text.upper() + "!"


@app.route("/")
def index():
    return render_template_string("{{ 'hello'|loud }} {{ user or 'stranger' }}")


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["user"] = request.form["name"]
        return redirect(url_for("private"))
    return "log in"


@app.get("/private")
@login_required
def private():
    return f"private page of {g.user}"


@app.get("/users/<int:id>")
def user(id):
    return {"id": id}


@app.delete("/users/<int:id>")
def delete_user(id):
    return "", 204


@app.get("/named", endpoint="other.name".replace(".", "-"))
def named():
    return request.endpoint


@app.errorhandler(404)
def not_found(error):
    return "not here", 404


@admin.route("/")
def home():
    return f"{request.blueprint} {url_for('.home')}"


@admin.get("/fail")
def fail():
    raise LookupError("x")


@admin.errorhandler(LookupError)
def lookup(error):
    return "admin handler", 400


app.register_blueprint(admin)
