from flask import Blueprint, Flask, make_response, redirect, request, session, url_for
from werkzeug.exceptions import BadRequest, HTTPException

log = []
app = Flask(__name__, subdomain_matching=True)
app.secret_key = "hosts"
app.config.update(SERVER_NAME="shop.test", SESSION_COOKIE_DOMAIN="shop.test", SESSION_COOKIE_NAME="sid", SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_PATH="/")
api = Blueprint("api", __name__, subdomain="api")


@app.get("/")
def index():
    return f"index {session.get('n')} {request.host}"


@api.get("/")
def api_index():
    session["n"] = session.get("n", 0) + 1
    return f"api {session['n']} {url_for('index')} {url_for('.api_index')}"


@api.get("/go")
def go():
    return redirect(url_for("index"))


@app.get("/to-api")
def to_api():
    return redirect(url_for("api.api_index"))


@app.get("/cookie", subdomain="<tenant>")
def cookie(tenant):
    response = make_response(tenant)
    response.set_cookie("t", tenant, domain="shop.test" if tenant == "wide" else None)
    return response


@app.errorhandler(HTTPException)
def error(error):
    return f"{error.code} {request.host}", error.code


app.register_blueprint(api)


def subdomains():
    client = app.test_client()
    log.append(client.get("/", subdomain="api").text)
    log.append(client.get("/").text)
    log.append(client.get("/", base_url="http://api.shop.test").text)
    log.append(str(client.get_cookie("sid", domain="shop.test") is not None))
    try:
        client.get("/to-api", follow_redirects=True)
        log.append("followed")
    except RuntimeError:
        log.append("not followed")
    client.allow_subdomain_redirects = True
    response = client.get("/to-api", follow_redirects=True)
    log.append(f"{response.text} {response.request.url} {len(response.history)}")
    try:
        response = client.get("/go", subdomain="api", follow_redirects=True)
        log.append(f"{response.text} {response.request.host}")
    except RuntimeError:
        log.append("not back")


def other_hosts():
    client = app.test_client()
    for url in ("http://else.test/", "http://x.shop.test/", "http://shop.test:8080/", "http://SHOP.test/", "http://api.shop.test/"):
        response = client.get("/", base_url=url)
        log.append(f"{url} {response.status_code} {response.text[:30]}")


def cookies():
    client = app.test_client()
    client.set_cookie("h", "1", domain="shop.test")
    client.set_cookie("o", "2", domain="shop.test", origin_only=False)
    client.set_cookie("p", "3", domain="shop.test", path="/sub", httponly=True, secure=True, max_age=5)
    cookie = client.get_cookie("p", domain="shop.test", path="/sub")
    log.append(f"{cookie.value} {cookie.path} {cookie.http_only} {cookie.secure} {cookie.max_age} {cookie.origin_only}")
    log.append(str(client.get_cookie("p", domain="shop.test")))
    client.delete_cookie("o", domain="shop.test")
    log.append(str(client.get_cookie("o", domain="shop.test")))
    client.get("/cookie", subdomain="x")
    client.get("/cookie", subdomain="wide")
    log.append(f"{client.get_cookie('t', domain='x.shop.test').value} {client.get_cookie('t', domain='shop.test').value}")
    client.set_cookie("odd", "a b;c\"ü", domain="shop.test")
    cookie = client.get_cookie("odd", domain="shop.test")
    log.append(f"{cookie.value} | {cookie.decoded_value}")
