from flask import Flask, g, request
from werkzeug.utils import cached_property, import_string

log = []


class LazyView:
    def __init__(self, import_name):
        self.__module__, self.__name__ = import_name.rsplit(".", 1)
        self.import_name = import_name

    @cached_property
    def view(self):
        log.append(f"import {self.import_name}")
        return {"views.index": index, "views.user": user}[self.import_name]

    def __call__(self, *args, **kwargs):
        return self.view(*args, **kwargs)


def index():
    return f"index {request.method}"


def user(username):
    return f"user {username} {request.method}"


app = Flask(__name__)
app.config["LANGUAGES"] = {"en": "English"}


def url(import_name, url_rules=[], **options):
    view = LazyView(f"views.{import_name}")
    for url_rule in url_rules:
        app.add_url_rule(url_rule, view_func=view, **options)


url("user", ["/user/<username>", "/u/<username>"], methods=["GET", "PUT", "DELETE"])
url("index", ["/"], methods=["GET", "POST", "PATCH"])


class HTTPMethodOverrideMiddleware:
    allowed_methods = frozenset(["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"])
    bodyless_methods = frozenset(["GET", "HEAD", "OPTIONS", "DELETE"])

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "").upper()
        if method in self.allowed_methods:
            environ["REQUEST_METHOD"] = method
        return self.app(environ, start_response)


class HeaderMiddleware:
    def __init__(self, app, name):
        self.app = app
        self.name = name

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response(status, headers + [("X-Layer", self.name)], exc_info)

        return self.app(environ, start)


app.wsgi_app = HTTPMethodOverrideMiddleware(app.wsgi_app)
app.wsgi_app = HeaderMiddleware(app.wsgi_app, "inner")
app.wsgi_app = HeaderMiddleware(app.wsgi_app, "outer")


class Database:
    def __init__(self):
        log.append("connect")
        self.rows = []

    def close(self):
        log.append(f"close {len(self.rows)}")


def get_db():
    db = getattr(g, "_database", None)
    if db is None:
        db = g._database = Database()
    return db


@app.teardown_appcontext
def close_connection(exception):
    db = getattr(g, "_database", None)
    if db is not None:
        db.close()


def get_or(name):
    if name not in g:
        setattr(g, name, f"made {name}")
    return g.get(name)


@app.route("/db/<int:n>")
def use_db(n):
    for i in range(n):
        get_db().rows.append(i)
    if n == 13:
        raise RuntimeError("bad luck")
    return f"{len(get_db().rows)} {get_or('cache')} {g.pop('cache')} {g.pop('cache', 'gone')} {'_database' in g}" if n else "no database"


def in_context():
    with app.app_context():
        get_db().rows.append(1)
        return len(get_db().rows)


def in_another():
    with app.app_context():
        return "_database" in g
