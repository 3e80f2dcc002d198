from flask import Flask, url_for

log = []
app = Flask(__name__)


@app.route("/pages/", defaults={"page": 1})
@app.route("/pages/page/<int:page>")
def pages(page):
    return f"page {page}"


@app.route("/users")
@app.route("/users.html", alias=True)
def users():
    return "users"


@app.route("/new/<int:id>")
def new(id):
    return f"new {id}"


app.add_url_rule("/old/<int:id>", "old", redirect_to="new/<id>")
app.add_url_rule("/older/<int:id>", "older", redirect_to=lambda adapter, id: f"new/{id + 1}")
app.add_url_rule("/built/<int:id>", "built", build_only=True)


@app.route("/urls")
def urls():
    return " ".join(
        [
            url_for("pages", page=1),
            url_for("pages", page=2),
            url_for("pages"),
            url_for("users"),
            url_for("built", id=3),
        ]
    )
