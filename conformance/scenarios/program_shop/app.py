from flask import Blueprint, Flask, abort, g, make_response, redirect, render_template, request, session, url_for

log = []
app = Flask(__name__)
app.secret_key = "a shop's secret key"
cart = Blueprint("cart", __name__)
PRODUCTS = {1: ("Apple", 50), 2: ("Brot & Butter", 325)}
EMPTY = {"en": "nothing yet", "de": "noch nichts"}


@app.url_value_preprocessor
def pull_lang(endpoint, values):
    g.lang = (values or {}).pop("lang", None) or request.cookies.get("lang", "en")


@app.before_request
def check_lang():
    if g.lang not in EMPTY:
        abort(404, f"no language {g.lang}")


@app.url_defaults
def add_lang(endpoint, values):
    if endpoint in app.view_functions and app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", g.lang)


@app.context_processor
def page_values():
    return {"lang": g.lang, "theme": request.cookies.get("theme", "light"), "empty": EMPTY[g.lang]}


@app.get("/")
def root():
    return redirect(url_for("home"))


@app.get("/<lang>/")
def home():
    return f"home in {g.lang}, {request.cookies.get('theme', 'light')}"


@app.get("/<lang>/theme/<name>")
def theme(name):
    response = make_response(redirect(url_for("home")))
    if name == "reset":
        response.delete_cookie("theme")
    else:
        response.set_cookie("theme", name, max_age=3600, samesite="Lax")
        response.set_cookie("lang", g.lang)
    return response


@app.get("/<lang>/search")
def search():
    page = request.args.get("page", 1, type=int)
    following = url_for("search", **{**request.args.to_dict(), "page": page + 1})
    return f"{request.args['q']} {page} {following}"


def lines():
    counts = session.get("cart", {})
    return [
        {"name": PRODUCTS[int(id)][0], "cents": PRODUCTS[int(id)][1], "count": count}
        for id, count in sorted(counts.items())
    ]


@cart.get("/")
def show():
    return render_template("cart.html", lines=lines())


@cart.post("/add/<int:id>")
def add(id):
    counts = session.setdefault("cart", {})
    key = str(id)
    counts[key] = counts.get(key, 0) + request.form.get("count", 1, type=int)
    session.modified = True
    return redirect(url_for(".show"))


@cart.post("/remove/<int:id>")
def remove(id):
    if str(id) not in session.get("cart", {}):
        abort(404)
    del session["cart"][str(id)]
    session.modified = True
    return redirect(url_for("cart.show"))


@cart.post("/clear")
def clear():
    session.pop("cart", None)
    return redirect(url_for("cart.show"))


app.register_blueprint(cart, url_prefix="/<lang>/cart")
