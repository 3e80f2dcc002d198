from flask import Flask, g, render_template, session

log = []
app = Flask(__name__)
app.secret_key = "live objects"
app.config["OWN"] = "own value"


class User:
    def __init__(self, name):
        self.name = name


@app.route("/page/<int:id>", methods=["GET", "POST"])
def page(id):
    session["user"] = "ann"
    session["list"] = [1, 2]
    g.user = User("bob")
    g.number = 41
    return render_template("page.html")
