from flask import Flask, abort, flash, get_flashed_messages, jsonify, make_response, redirect, render_template, request, session, url_for
from markupsafe import Markup, escape
from werkzeug.utils import secure_filename

app = Flask(__name__)
app.secret_key = b'_5#y2L"F4Q8z\n\xec]/'
log = []
saved = {}


@app.route("/")
def index():
    if "username" in session:
        return f'Logged in as {session["username"]}'
    return "You are not logged in"


@app.route("/hello/")
@app.route("/hello/<name>")
def hello(name=None):
    return render_template("hello.html", person=name)


@app.route("/escape/<name>")
def escaped(name):
    return f"Hello, {escape(name)}!"


@app.route("/post/<int:post_id>")
def show_post(post_id):
    return f"Post {post_id}"


@app.route("/path/<path:subpath>")
def show_subpath(subpath):
    return f"Subpath {escape(subpath)}"


@app.route("/projects/")
def projects():
    return "The project page"


@app.route("/about")
def about():
    return "The about page"


@app.get("/login")
def login_get():
    return show_the_login_form()


@app.post("/login")
def login_post():
    return do_the_login()


def show_the_login_form(error=None):
    return render_template("login.html", error=error)


def do_the_login():
    if request.form["username"] == "admin" and request.form.get("password") == "secret":
        session["username"] = request.form["username"]
        flash("You were successfully logged in")
        return redirect(url_for("index"))
    return show_the_login_form("Invalid username/password")


@app.route("/logout")
def logout():
    session.pop("username", None)
    return redirect(url_for("index"))


@app.route("/search")
def search():
    searchword = request.args.get("key", "")
    return searchword + request.args["strict"] if "strict" in request.args else searchword


@app.route("/upload", methods=["GET", "POST"])
def upload_file():
    if request.method == "POST":
        file = request.files["the_file"]
        saved[secure_filename(file.filename)] = file.read().decode()
        return ", ".join(f"{k}={v}" for k, v in saved.items())
    return "send one"


@app.route("/cookies")
def cookies():
    username = request.cookies.get("username")
    resp = make_response(render_template("hello.html", person=username))
    resp.set_cookie("username", "the username")
    return resp


@app.route("/redirect")
def redirect_index():
    return redirect(url_for("forbidden"))


@app.route("/forbidden")
def forbidden():
    abort(401)
    this_is_never_executed()


@app.errorhandler(404)
def page_not_found(error):
    return render_template("page_not_found.html"), 404


@app.errorhandler(405)
def not_found(error):
    resp = make_response(render_template("page_not_found.html"), 405)
    resp.headers["X-Something"] = "A value"
    return resp


@app.route("/me")
def me_api():
    return {"username": "me", "theme": None, "image": url_for("static", filename="me.png")}


@app.route("/users")
def users_api():
    return jsonify([{"id": 1}, {"id": 2}])


@app.route("/markup")
def markup():
    return str(Markup("<strong>Hello %s!</strong>") % "<blink>hacker</blink>") + str(Markup.escape("<b>")) + Markup("<em>Marked up</em> &raquo; HTML").striptags()


def urls():
    with app.test_request_context():
        return [url_for("index"), url_for("login_get"), url_for("login_get", next="/"), url_for("hello", name="John Doe"), url_for("static", filename="style.css")]


def simulated():
    with app.test_request_context("/hello", method="POST"):
        return [request.path == "/hello", request.method == "POST"]


def messages():
    with app.test_request_context():
        flash("a")
        flash("b", "error")
        return [get_flashed_messages(with_categories=True)]
