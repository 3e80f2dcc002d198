from flask import Flask, request, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

log = []
app = Flask(__name__)
other = Flask("other")


@app.get("/where")
def where():
    return f"{request.remote_addr} {request.url} {request.root_path} {url_for('where')} {list(request.access_route)}"


@other.get("/page")
def page():
    return f"other {request.script_root} {request.path} {url_for('page')}"


@other.get("/")
def index():
    return f"other index {request.url}"


app.wsgi_app = DispatcherMiddleware(
    ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1, x_port=1, x_prefix=1), {"/other": other}
)
