from functools import wraps
from flask import Blueprint, Flask, g, redirect, render_template, request, session, url_for

app = Flask(__name__)
app.secret_key = "decorators"
log = []
cache = {}


def login_required(f):
    @wraps(f)
    def decorated_function(*args, **kwargs):
        if g.user is None:
            return redirect(url_for("login", next=request.url))
        return f(*args, **kwargs)

    return decorated_function


def cached(timeout=5 * 60, key="view/{}"):
    def decorator(f):
        @wraps(f)
        def decorated_function(*args, **kwargs):
            cache_key = key.format(request.path)
            rv = cache.get(cache_key)
            if rv is not None:
                log.append(f"from cache {cache_key}")
                return rv
            rv = f(*args, **kwargs)
            cache[cache_key] = rv
            return rv

        return decorated_function

    return decorator


def templated(template=None):
    def decorator(f):
        @wraps(f)
        def decorated_function(*args, **kwargs):
            template_name = template
            if template_name is None:
                template_name = f"{request.endpoint.replace('.', '/')}.html"
            ctx = f(*args, **kwargs)
            if ctx is None:
                ctx = {}
            elif not isinstance(ctx, dict):
                return ctx
            return render_template(template_name, **ctx)

        return decorated_function

    return decorator


@app.before_request
def load_user():
    g.user = session.get("user")


@app.route("/secret_page")
@login_required
def secret_page():
    return f"secret of {g.user}"


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["user"] = request.form["user"]
        return redirect(request.args.get("next") or url_for("secret_page"))
    return f"log in, then {request.args.get('next')}"


@app.route("/counted")
@cached()
def counted():
    app.extensions["n"] = app.extensions.get("n", 0) + 1
    return f"called {app.extensions['n']}"


@app.route("/templated")
@templated("given.html")
def given():
    return dict(value=42)


@app.route("/inferred/<name>")
@templated()
@login_required
def inferred(name):
    if name == "none":
        return None
    return {"value": name} if name != "text" else "only text"


admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.route("/panel")
@login_required
@templated()
def panel():
    return {"value": url_for(".panel")}


@app.endpoint("my.endpoint")
@templated("given.html")
def my_endpoint():
    return {"value": request.endpoint}


app.add_url_rule("/index", endpoint="my.endpoint")
app.register_blueprint(admin)


@app.route("/names")
def names():
    return sorted(f"{k} {v.__name__}" for k, v in app.view_functions.items() if k != "static")
