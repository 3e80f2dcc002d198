import hashlib

from flask import Flask, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.get("/long")
def long():
    session["text"] = "a long text that repeats itself. " * 100
    return "long"


@app.get("/length")
def length():
    return str(len(session.get("text", "")))


@app.get("/huge")
def huge():
    session["noise"] = "".join(hashlib.sha256(str(i).encode()).hexdigest() for i in range(200))
    return "huge"
