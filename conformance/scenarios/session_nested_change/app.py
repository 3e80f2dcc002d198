from flask import Flask, jsonify, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.get("/make")
def make():
    session["cart"] = ["a"]
    return "made"


@app.get("/append")
def append():
    session["cart"].append("b")
    return "appended"


@app.get("/append-marked")
def append_marked():
    session["cart"].append("c")
    session.modified = True
    return "appended"


@app.get("/show")
def show():
    return jsonify(session["cart"])
