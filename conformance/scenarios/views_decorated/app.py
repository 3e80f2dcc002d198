import time
from functools import wraps
from flask import Flask, request, render_template, g, redirect, url_for, session, abort, make_response
app = Flask(__name__)
app.secret_key = b'_5#y2L"F4Q8z\n\xec]/'
log = []
class SimpleCache:
    def __init__(self): self.d = {}
    def get(self, key):
        v = self.d.get(key)
        if v is None or v[1] < time.time(): return None
        return v[0]
    def set(self, key, value, timeout=5): self.d[key] = (value, time.time() + timeout)
cache = SimpleCache()
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
                log.append("hit " + cache_key)
                return rv
            rv = f(*args, **kwargs)
            cache.set(cache_key, rv, timeout=timeout)
            log.append("miss " + cache_key)
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
def load():
    g.user = session.get("user")
@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["user"] = request.form["user"]
        return redirect(request.args.get("next") or url_for("index"))
    return "login " + request.args.get("next", "-")
@app.route("/")
@templated()
def index():
    return dict(value=42)
@app.route("/named/<name>")
@templated("index.html")
def named(name):
    if name == "none": return None
    if name == "text": return "just text"
    return {"value": name}
@app.route("/secret_page/<int:n>")
@login_required
@cached(timeout=10)
def secret_page(n):
    return f"secret {n} {int(time.time())}"
@app.endpoint("virtual")
def virtual_view():
    return "virtual"
from werkzeug.routing import Rule
app.url_map.add(Rule("/virtual", endpoint="virtual", methods=["GET"]))
@app.route("/eps")
def eps():
    return ",".join(sorted(app.view_functions)) + " " + app.view_functions["secret_page"].__name__
