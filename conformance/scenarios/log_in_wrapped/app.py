from functools import wraps
from flask import Flask, Blueprint, g, request, session, redirect, url_for, abort, flash, get_flashed_messages, render_template_string
app = Flask(__name__)
app.secret_key = "d"
auth = Blueprint("auth", __name__, url_prefix="/auth")
USERS = {}
def login_required(view):
    @wraps(view)
    def wrapped(**kwargs):
        if g.user is None:
            flash("log in first")
            return redirect(url_for("auth.login", next=request.full_path))
        return view(**kwargs)
    return wrapped
@app.before_request
def load():
    g.user = USERS.get(session.get("uid"))
@auth.route("/register", methods=("GET", "POST"))
def register():
    if request.method == "POST":
        name = request.form["username"]
        error = None
        if not name: error = "Username is required."
        elif name in USERS: error = f"User {name} is already registered."
        if error is None:
            USERS[name] = {"name": name, "pw": request.form["password"]}
            return redirect(url_for("auth.login"))
        flash(error)
    return render_template_string("{% for m in get_flashed_messages() %}<p>{{ m }}</p>{% endfor %}register {{ request.form['username'] }}")
@auth.route("/login", methods=("GET", "POST"))
def login():
    if request.method == "POST":
        u = USERS.get(request.form["username"])
        if u and u["pw"] == request.form["password"]:
            session.clear()
            session["uid"] = u["name"]
            return redirect(request.args.get("next") or url_for("home"))
        flash("bad")
    return render_template_string("{{ get_flashed_messages()|join(',') }} login {{ g.user }}")
@auth.route("/logout")
def logout():
    session.clear()
    return redirect(url_for("home"))
@app.route("/")
def home(): return "home " + (g.user["name"] if g.user else "anon")
@app.route("/secret/<int:n>")
@login_required
def secret(n): return f"secret {n} {g.user['name']} {request.endpoint}"
app.register_blueprint(auth)
