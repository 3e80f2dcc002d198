from flask import Flask, url_for, request
from werkzeug.routing import BuildError
log = []
app = Flask(__name__)
app.config["APPLICATION_ROOT"] = "/"
@app.route("/u/<name>", methods=["GET"])
def user(name):
    return name
@app.route("/post/<int:id>", methods=["GET"])
@app.route("/post/<int:id>/edit", methods=["POST"])
def post(id):
    return str(id)
@app.route("/list/", defaults={"page": 1})
@app.route("/list/page/<int:page>")
def listing(page):
    return f"page {page}"
@app.route("/build/<int:i>")
def build(i):
    cases = [
        lambda: url_for("user", name="a b/c?d#e&f=g;h"),
        lambda: url_for("user", name="ü", q="ü&=+ ", tags=["x", "y z"], none=None, t=True, n=1.5),
        lambda: url_for("user", name="x", _anchor="ä b", _external=True),
        lambda: url_for("user", name="x", _scheme="https"),
        lambda: url_for("user", name="x", _scheme="https", _external=False),
        lambda: url_for("post", id=3, _method="POST"),
        lambda: url_for("post", id=3),
        lambda: url_for("listing", page=1),
        lambda: url_for("listing", page=2),
        lambda: url_for("listing"),
        lambda: url_for("nope"),
        lambda: url_for("usr", name="x"),
        lambda: url_for("user"),
        lambda: url_for("user", name="x", _method="DELETE"),
        lambda: url_for("static", filename="css/a b.css", v=2),
        lambda: url_for("user", name="x", _anchor=""),
        lambda: url_for(".user", name="x"),
        lambda: url_for("user", name=""),
        lambda: url_for("user", name="..", empty=""),
    ]
    try:
        return cases[i]()
    except Exception as e:
        return f"error {e}"
