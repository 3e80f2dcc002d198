import warnings

from flask import Flask, flash, make_response, request, session

log = []
app = Flask(__name__)
app.secret_key = "large"
warnings.simplefilter("ignore")


@app.get("/fill/<int:n>")
def fill(n):
    session["small"] = 1
    session["data"] = [i * 7919 % 99991 for i in range(n)]
    for i in range(n // 100):
        flash(f"message {i}")
    return f"{n}"


@app.get("/look")
def look():
    return f"{len(session.get('data', []))} {session.get('small')} {len(session.get('_flashes', []))}"


@app.get("/cookie/<int:n>")
def cookie(n):
    response = make_response("c")
    response.set_cookie("big", "x" * n)
    return response


@app.errorhandler(500)
def failed(error):
    return "failed", 500
