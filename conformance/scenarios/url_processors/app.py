import json

from flask import Blueprint, Flask, g, request, url_for

log = []
app = Flask(__name__)
shop = Blueprint("shop", __name__)


@app.url_value_preprocessor
def pull_language(endpoint, values):
    log.append(f"app {endpoint or '-'} {'-' if values is None else sorted(values)}")
    if values is not None:
        g.lang = values.pop("lang", "none")


@app.url_defaults
def add_language(endpoint, values):
    if "lang" in g and app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", g.lang)


@shop.url_value_preprocessor
def see(endpoint, values):
    log.append(f"shop {endpoint} {sorted(values)}")


@shop.url_defaults
def add_currency(endpoint, values):
    values["currency"] = "EUR"


@app.get("/<lang>/")
def index():
    return f"{g.lang} {url_for('about')} {url_for('shop.cart')}"


@app.get("/<lang>/about")
def about():
    return f"{g.lang} {url_for('index')} {url_for('about', lang='fr')} {json.dumps(request.view_args)}"


@shop.get("/cart")
def cart():
    return f"{g.lang} {url_for('.cart')} {url_for('index')}"


app.register_blueprint(shop, url_prefix="/<lang>/shop")
