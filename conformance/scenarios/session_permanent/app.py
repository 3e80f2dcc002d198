from datetime import timedelta

from flask import Flask, session

log = []
app = Flask(__name__)
app.secret_key = "dev"
app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=1)


@app.get("/remember")
def remember():
    session["user"] = "ann"
    session.permanent = True
    return "remembered"


@app.get("/short")
def short():
    session["user"] = "bob"
    return "short"


@app.get("/show")
def show():
    return f"{session.get('user', 'nobody')} {session.permanent}"


@app.get("/only-permanent")
def only_permanent():
    session.permanent = True
    return "permanent"


@app.get("/not-permanent")
def not_permanent():
    session.permanent = False
    return "not permanent"


def no_refresh():
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
