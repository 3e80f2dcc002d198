from flask import Blueprint, Flask, request, url_for

log = []
app = Flask(__name__, subdomain_matching=True, static_folder=None)
app.config.update(SERVER_NAME="example.org:8000", PREFERRED_URL_SCHEME="https")
shop = Blueprint("shop", __name__, subdomain="shop", static_folder="shop_files", static_url_path="/files")
user = Blueprint("user", __name__, subdomain="<name>.users", url_defaults={"page": 1})


@shop.get("/")
def home():
    return f"shop {request.host}"


@shop.get("/folder/")
def folder():
    return "folder"


@user.get("/")
def profile(name, page):
    return f"{name} {page}"


@user.get("/posts/<int:id>")
def post(name, id, page):
    return f"{name} {id} {page}"


@app.get("/urls")
@shop.get("/urls")
def urls():
    return " ".join(
        [
            url_for("shop.home"),
            url_for("shop.static", filename="a.txt"),
            url_for("user.profile", name="bob"),
            url_for("user.post", name="bob", id=2, page=1),
            url_for("urls"),
        ]
    )


app.register_blueprint(shop)
app.register_blueprint(user)
