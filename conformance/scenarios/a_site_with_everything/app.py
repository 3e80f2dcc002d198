import functools

from flask import Blueprint, Flask, abort, flash, g, jsonify, redirect, render_template, render_template_string, request, session, url_for
from flask.signals import Namespace, template_rendered
from flask.views import MethodView
from werkzeug.exceptions import HTTPException, Unauthorized
from werkzeug.security import check_password_hash, generate_password_hash

log = []


class NotEnough(Exception):
    def __init__(self, wanted, there):
        super().__init__(f"{wanted} wanted, {there} there")
        self.wanted, self.there = wanted, there


class Stock:
    def __init__(self, app=None):
        if app:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("STOCK", {"tea": 3})
        app.extensions["stock"] = {"stock": dict(app.config["STOCK"])}
        app.teardown_appcontext(self.close)
        app.jinja_env.filters["stars"] = lambda n: "*" * n

    def close(self, error):
        log.append(f"close {error}")

    def take(self, name, count):
        items = current()["stock"]
        if name not in items:
            abort(404, f"no {name}")
        if items[name] < count:
            raise NotEnough(count, items[name])
        items[name] -= count
        return items[name]


def current():
    from flask import current_app
    return current_app.extensions["stock"]


stock = Stock()
auth = Blueprint("auth", __name__, url_prefix="/auth")
shop = Blueprint("shop", __name__, url_prefix="/shop")
USERS = {}


def login_required(view):
    @functools.wraps(view)
    def wrapped(*args, **kwargs):
        if g.user is None:
            if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
                raise Unauthorized("log in")
            return redirect(url_for("auth.login", next=request.path))
        return view(*args, **kwargs)
    return wrapped


@auth.before_app_request
def load():
    g.user = session.get("user")
    if g.user and g.user not in USERS:
        session.pop("user")
        g.user = None


@auth.route("/login", methods=["GET", "POST"])
def login():
    error = None
    if request.method == "POST":
        name = request.form["name"]
        if name not in USERS:
            error = "unknown"
        elif USERS[name] != request.form["password"]:
            error = "wrong"
        else:
            session.clear()
            session["user"] = name
            flash(f"Hello {name}")
            return redirect(request.args.get("next") or url_for("shop.index"))
        flash(error, "error")
    return render_template_string("{% for c, m in get_flashed_messages(true) %}{{ c }}={{ m }};{% endfor %}login {{ request.args.get('next', '-') }}"), 401 if error else 200


@auth.post("/logout")
def logout():
    session.clear()
    return redirect("/")


class Item(MethodView):
    decorators = [login_required]
    init_every_request = False

    def get(self, name):
        return {"name": name, "left": stock.take(name, 0), "user": g.user}

    def post(self, name):
        data = request.get_json()
        left = stock.take(name, int(data.get("count", 1)))
        session["bought"] = session.get("bought", []) + [name]
        return jsonify(left=left), 201, {"Location": url_for("shop.item", name=name)}


shop.add_url_rule("/item/<name>", view_func=Item.as_view("item"))


@shop.get("/")
def index():
    return render_template_string("{% for c, m in get_flashed_messages(true) %}{{ c }}={{ m }};{% endfor %}{{ g.user or 'nobody' }} {{ session.bought }} {{ 3|stars }} {{ url_for('.item', name='x') }}")


@shop.errorhandler(NotEnough)
def not_enough(error):
    response = jsonify(error=str(error), there=error.there)
    response.status_code = 409
    return response


@shop.errorhandler(HTTPException)
def http(error):
    return jsonify(code=error.code, error=error.description), error.code


def create_app():
    app = Flask(__name__)
    app.secret_key = "everything"
    stock.init_app(app)
    app.register_blueprint(auth)
    app.register_blueprint(shop)
    app.add_url_rule("/", endpoint="root", view_func=lambda: redirect(url_for("shop.index")))
    USERS["ann"] = "secret"
    return app
