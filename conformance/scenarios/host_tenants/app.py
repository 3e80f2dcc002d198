from flask import Blueprint, Flask, g, request, url_for

log = []
app = Flask(__name__, host_matching=True, static_host="static.test", static_folder="files")
tenants = Blueprint("tenants", __name__, url_prefix="/t")


@app.url_value_preprocessor
def tenant(endpoint, values):
    g.tenant = values.pop("tenant", "nobody") if values else None


@app.url_defaults
def add_tenant(endpoint, values):
    if app.url_map.is_endpoint_expecting(endpoint, "tenant"):
        values.setdefault("tenant", g.get("tenant"))


@app.route("/", host="<tenant>.shop.test")
def home():
    return f"home of {g.tenant} {url_for('home')} {url_for('home', tenant='eve')} {url_for('items', id=1)}"


@app.route("/items/<int:id>", host="<tenant>.shop.test:8000")
@app.route("/items/<int:id>", host="<tenant>.shop.test", endpoint="items_plain")
def items(id):
    return f"{request.endpoint} {g.tenant} {id} {url_for('about')} {url_for('static', filename='a.txt')} {url_for('tenants.list')}"


@app.route("/about", host="www.shop.test")
def about():
    return f"about {url_for('about')} {url_for('home', tenant='bob')} {url_for('home', tenant='bob', _scheme='https')}"


@app.route("/any", host="<path:whole>")
def any_host(whole):
    return f"any {whole}"


@tenants.route("/list", host="list.test")
def list():
    return f"list {request.blueprint} {url_for('.list')} {url_for('about', _external=True)}"


@tenants.route("/nohost")
def nohost():
    return "no host"


app.register_blueprint(tenants)


def rules():
    for rule in app.url_map.iter_rules():
        log.append(f"{rule.host} {rule.rule} {rule.endpoint}")
