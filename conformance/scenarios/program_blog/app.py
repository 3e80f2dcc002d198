import functools

from flask import Blueprint, Flask, abort, flash, g, redirect, render_template, request, session, url_for

log = []
users, posts = [], []
auth = Blueprint("auth", __name__, url_prefix="/auth")
blog = Blueprint("blog", __name__)


def login_required(view):
    @functools.wraps(view)
    def wrapped(**values):
        if g.user is None:
            return redirect(url_for("auth.login"))
        return view(**values)

    return wrapped


@auth.before_app_request
def load_user():
    user_id = session.get("user_id")
    g.user = None if user_id is None else users[user_id - 1]


@auth.route("/register", methods=("GET", "POST"))
def register():
    if request.method == "POST":
        username, password = request.form["username"], request.form["password"]
        error = None
        if not username:
            error = "Username is required."
        elif any(user["username"] == username for user in users):
            error = f"User {username} is already registered."
        if error is None:
            users.append({"id": len(users) + 1, "username": username, "password": password})
            return redirect(url_for("auth.login"))
        flash(error)
    return render_template("auth/form.html", title="Register")


@auth.route("/login", methods=("GET", "POST"))
def login():
    if request.method == "POST":
        found = [user for user in users if user["username"] == request.form["username"]]
        if found and found[0]["password"] == request.form["password"]:
            session.clear()
            session["user_id"] = found[0]["id"]
            return redirect(url_for("index"))
        flash("Incorrect username or password.")
    return render_template("auth/form.html", title="Log In")


@auth.route("/logout")
def logout():
    session.clear()
    return redirect(url_for("index"))


@blog.route("/")
def index():
    return render_template("blog/index.html", posts=posts)


def get_post(id):
    found = [post for post in posts if post["id"] == id]
    if not found:
        abort(404, f"Post id {id} doesn't exist.")
    if found[0]["author_id"] != g.user["id"]:
        abort(403)
    return found[0]


@blog.route("/create", methods=("GET", "POST"))
@login_required
def create():
    if request.method == "POST":
        if not request.form["title"]:
            flash("Title is required.")
        else:
            posts.append(
                {
                    "id": len(posts) + 1,
                    "author_id": g.user["id"],
                    "username": g.user["username"],
                    "title": request.form["title"],
                    "body": request.form["body"],
                }
            )
            return redirect(url_for("blog.index"))
    return render_template("blog/form.html")


@blog.route("/<int:id>/update", methods=("GET", "POST"))
@login_required
def update(id):
    post = get_post(id)
    if request.method == "POST":
        post.update(title=request.form["title"], body=request.form["body"])
        return redirect(url_for("blog.index"))
    return render_template("blog/form.html", post=post)


@blog.route("/<int:id>/delete", methods=("POST",))
@login_required
def delete(id):
    posts.remove(get_post(id))
    return redirect(url_for("blog.index"))


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev of a blog")
    app.register_blueprint(auth)
    app.register_blueprint(blog)
    app.add_url_rule("/", endpoint="index")
    return app


app = create_app()
