from flask import Flask, abort, jsonify, request, session
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)
app.debug = True
app.secret_key = "debugging json"


@app.get("/")
def index():
    return {"b": [1, {"c": None}], "a": {}, "e": []}


@app.post("/json")
def read():
    return jsonify(request.json)


@app.post("/form")
def form():
    return request.form["a"]


@app.post("/files")
def files():
    return request.files["a"].filename


@app.get("/session")
def of_session():
    return str(session["missing"])


@app.errorhandler(400)
def bad(error):
    return {"error": error.description}, 400


@app.errorhandler(KeyError)
def key(error):
    return f"KeyError {error}", 418


@app.errorhandler(415)
def unsupported(error):
    return {"error": error.description, "name": error.name}, 415


def compact():
    app.json.compact = True


def off():
    app.debug = False
    app.json.compact = None
