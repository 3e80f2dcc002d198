from flask import Flask, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.get("/set")
def set_():
    session["user"] = "ann"
    return "set"


@app.get("/show")
def show():
    return session.get("user", "nobody")


@app.get("/clear")
def clear():
    session.clear()
    return "cleared"


def everything():
    app.config.update(
        SESSION_COOKIE_NAME="own_name",
        SESSION_COOKIE_DOMAIN=".example.org",
        SESSION_COOKIE_PATH="/app",
        SESSION_COOKIE_HTTPONLY=False,
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PARTITIONED=True,
    )


def root_path():
    app.config.update(
        SESSION_COOKIE_DOMAIN=None, SESSION_COOKIE_PATH=None, APPLICATION_ROOT="/root", SESSION_COOKIE_SAMESITE="None"
    )


def bad_samesite(client):
    try:
        app.config["SESSION_COOKIE_SAMESITE"] = "sometimes"
        app.testing = True
        client.get("/set")
        log.append("accepted")
    except Exception:
        log.append("refused")
