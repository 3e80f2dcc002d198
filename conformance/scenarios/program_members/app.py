import functools
from flask import Blueprint, Flask, abort, current_app, flash, g, get_flashed_messages, redirect, render_template_string, request, session, url_for
from flask.views import MethodView

log = []
USERS = {"ann": {"id": 1, "role": "admin"}, "bob": {"id": 2, "role": "user"}}


def login_required(view):
    @functools.wraps(view)
    def wrapped(**kwargs):
        if g.user is None:
            flash("Please log in", "warning")
            return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))
        return view(**kwargs)

    return wrapped


def role_required(role):
    def decorate(view):
        @functools.wraps(view)
        def wrapped(**kwargs):
            if g.user["role"] != role:
                abort(403, description=f"needs {role}")
            return view(**kwargs)

        wrapped.methods = getattr(view, "methods", None)
        return wrapped

    return decorate


auth = Blueprint("auth", __name__, url_prefix="/auth")
admin = Blueprint("admin", __name__, url_prefix="/admin")
api = Blueprint("api", __name__, url_prefix="/api")


@auth.before_app_request
def load_user():
    name = session.get("user")
    g.user = None if name is None else {"name": name, **USERS[name]}
    log.append(f"{request.endpoint} as {name}")


@auth.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        name = request.form["name"]
        if name not in USERS:
            flash(f"No user {name}", "error")
            return redirect(url_for(".login", **request.args))
        session.clear()
        session["user"] = name
        session.permanent = "remember" in request.form
        flash(f"Welcome {name}")
        target = request.args.get("next", "")
        return redirect(target if target.startswith("/") and not target.startswith("//") else url_for("index"))
    return render_template_string(
        "{% for category, message in get_flashed_messages(with_categories=true) %}[{{ category }}: {{ message }}]{% endfor %}"
        "<form action='{{ request.full_path }}'>"
    )


@auth.post("/logout")
def logout():
    session.pop("user", None)
    return redirect(url_for("index"), 303)


class Items(MethodView):
    decorators = [role_required("admin"), login_required]
    init_every_request = False

    def __init__(self, store):
        self.store = store

    def get(self, id):
        return {"items": self.store} if id is None else {"item": self.store[id]}

    def post(self, id):
        self.store.append(request.get_json()["name"])
        return {"id": len(self.store) - 1}, 201, {"Location": url_for(".items", id=len(self.store) - 1)}

    def delete(self, id):
        if id >= len(self.store):
            abort(404)
        return {"removed": self.store.pop(id)}


items = Items.as_view("items", ["one"])
api.add_url_rule("/items", defaults={"id": None}, view_func=items, methods=["GET", "POST"])
api.add_url_rule("/items/<int:id>", view_func=items, methods=["GET", "DELETE"])


@api.errorhandler(403)
@api.errorhandler(404)
def api_error(error):
    return {"error": error.name, "why": error.description}, error.code


@api.errorhandler(Exception)
def api_crash(error):
    return {"error": "crash", "type": "HTTP" if hasattr(error, "code") else "other"}, getattr(error, "code", 500)


@admin.before_request
@login_required
def guard():
    if g.user["role"] != "admin":
        abort(403)


@admin.get("/")
def dashboard():
    return f"{request.endpoint} {g.user['name']} {get_flashed_messages()}"


@admin.get("/crash")
def crash():
    raise KeyError("crashed")


admin.register_blueprint(api)
app = Flask(__name__)
app.secret_key = "login program"
app.logger.disabled = True
app.register_blueprint(auth)
app.register_blueprint(admin)


@app.get("/")
def index():
    return render_template_string("{{ g.user.name if g.user else 'nobody' }} {{ get_flashed_messages() }} {{ session|length }}")


@app.errorhandler(403)
def forbidden(error):
    return f"forbidden: {error.description}", 403
