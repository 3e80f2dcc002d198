from flask import Blueprint, Flask, url_for

log = []
app = Flask(__name__, subdomain_matching=True)
app.config["SERVER_NAME"] = "example.org"
api = Blueprint("api", __name__, subdomain="api")
v1 = Blueprint("v1", __name__, subdomain="v1")


@app.get("/")
def index():
    return "index"


@app.get("/", subdomain="<user>")
def user(user):
    return f"user {user}"


@api.get("/")
def home():
    return "api"


@v1.get("/")
def home_v1():
    return "v1"


@app.get("/urls")
def urls():
    return " ".join(
        [
            url_for("index"),
            url_for("user", user="ann"),
            url_for("api.home"),
            url_for("api.v1.home_v1"),
            url_for("index", _external=True),
        ]
    )


api.register_blueprint(v1)
app.register_blueprint(api)
