from flask import Flask, abort, make_response, redirect, request, session, url_for
from werkzeug.exceptions import HTTPException, Unauthorized

log = []
app = Flask(__name__)
app.config.update(SECRET_KEY="new key of now", SECRET_KEY_FALLBACKS=["old key of then"], SESSION_COOKIE_NAME="s", SESSION_COOKIE_PATH="/app", SESSION_COOKIE_SAMESITE="Strict", SESSION_COOKIE_SECURE=True, SESSION_COOKIE_HTTPONLY=False, PERMANENT_SESSION_LIFETIME=100, SESSION_REFRESH_EACH_REQUEST=False)


@app.get("/app/in")
def log_in():
    session.permanent = "p" in request.args
    session["user"] = {"name": "ann", "roles": ["a"], "n": 1.5}
    return "in"


@app.get("/app/who")
def who():
    return f"{session.get('user')} {session.permanent} {session.new}"


@app.get("/app/role/<role>")
def role(role):
    session["user"]["roles"].append(role)
    session.modified = True
    abort(409, f"{len(session['user']['roles'])} roles")


@app.get("/app/out")
def out():
    session.clear()
    raise Unauthorized(response=redirect(url_for("who")))


@app.get("/app/response")
def with_response():
    response = make_response("custom", 418)
    response.set_cookie("c", "1", path="/app", max_age=60, secure=True, httponly=True, samesite="Lax")
    response.delete_cookie("d", path="/app", domain="example.org")
    session["late"] = True
    abort(response)


@app.errorhandler(409)
def conflict(error):
    response = error.get_response()
    response.set_cookie("conflict", error.description)
    return response


def old_key():
    app.config["SECRET_KEY"] = "old key of then"


def new_key():
    app.config["SECRET_KEY"] = "new key of now"


def no_fallback():
    app.config["SECRET_KEY_FALLBACKS"] = []
