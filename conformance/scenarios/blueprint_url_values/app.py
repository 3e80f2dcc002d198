from flask import Blueprint, Flask, g, request, url_for

log = []
app = Flask(__name__)
app.config["SERVER_NAME"] = None
site = Blueprint("site", __name__, url_prefix="/<lang>")
shop = Blueprint("shop", __name__, url_prefix="/shop/<int:store>", url_defaults={"page": 1})
admin = Blueprint("admin", __name__, url_prefix="/admin")


@app.url_value_preprocessor
def app_values(endpoint, values):
    log.append(f"app {endpoint} {sorted(values.items()) if values else values}")


@site.url_value_preprocessor
def take_lang(endpoint, values):
    g.lang = values.pop("lang", "none")
    log.append(f"site {g.lang}")


@shop.url_value_preprocessor
def take_store(endpoint, values):
    g.store = values.pop("store")
    log.append(f"shop {sorted(values.items())}")


@site.url_defaults
def give_lang(endpoint, values):
    log.append(f"give lang {endpoint} {sorted(values)}")
    values.setdefault("lang", g.get("lang", "en"))


@shop.url_defaults
def give_store(endpoint, values):
    log.append(f"give store {endpoint}")
    if "store" not in values and app.url_map.is_endpoint_expecting(endpoint, "store"):
        values["store"] = g.get("store", 0)


@admin.app_url_defaults
def everywhere(endpoint, values):
    log.append(f"everywhere {endpoint}")
    if endpoint.startswith("admin"):
        values["from"] = "admin"


@admin.app_url_value_preprocessor
def seen(endpoint, values):
    log.append(f"seen {endpoint}")


@site.get("/")
def home():
    return f"home {g.lang} {url_for('.home')} {url_for('.home', lang='de')} {url_for('site.shop.item', id=3)}"


@shop.get("/items/<int:id>")
@shop.get("/items/<int:id>/<int:page>")
def item(id, page):
    return " ".join(
        [
            f"{g.lang} {g.store} {id} {page}",
            url_for(".item", id=id),
            url_for(".item", id=id, page=2),
            url_for(".item", id=id, store=9, page=1),
            url_for("site.home"),
            url_for("admin.index"),
            url_for(".item", id=id, _external=True, _anchor="x y"),
        ]
    )


@admin.get("/")
def index():
    return f"{url_for('.index')} {url_for('site.home')} {url_for('site.shop.item', id=1, store=2, page=3)}"


site.register_blueprint(shop)
app.register_blueprint(site)
app.register_blueprint(admin)


def outside():
    with app.test_request_context("/"):
        log.append(url_for("site.home"))
        log.append(url_for("site.shop.item", id=5))
    with app.test_request_context("/fr/shop/4/items/1"):
        log.append(str(request.view_args))
        app.preprocess_request()
        log.append(str(request.view_args))
        log.append(url_for(".item", id=5))
