from flask import Flask, request, session
from flask.json.tag import TaggedJSONSerializer
from itsdangerous import URLSafeTimedSerializer
import hashlib

log = []
app = Flask(__name__)
app.secret_key = "concurrent sessions"
kept = {}


@app.get("/set")
def set_():
    session[request.args["k"]] = request.args["v"]
    return "set"


@app.get("/show")
def show():
    return dict(session)


@app.get("/touch")
def touch():
    session["touched"] = True
    return "touched"


@app.get("/unknown-tag")
def unknown_tag():
    session.clear()
    session["odd"] = {" zz": [1, {"x": " y"}]}
    session["nested"] = [{" zz": "a"}, {" t": [1]}]
    return "odd"


def remember(client):
    kept["value"] = client.get_cookie("session").value


def restore(client):
    client.set_cookie("session", kept["value"])
