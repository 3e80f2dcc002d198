from flask import Flask, redirect, request, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.route("/to", methods=["GET", "POST"])
def to():
    return redirect("show" if "relative" in request.args else "/show", request.args.get("code", type=int))


@app.route("/show", methods=["GET", "POST"])
def show():
    log.append(f"{request.method} {request.form.get('a')}")
    return f"{request.method} {request.form.get('a')} {session.get('user')}"


@app.get("/chain/<int:left>")
def chain(left):
    return redirect(f"/chain/{left - 1}") if left else "end of the chain"


@app.get("/cookie")
def cookie():
    session["user"] = "ann"
    return redirect("/show")


@app.get("/loop")
def loop_view():
    return redirect("/loop")


@app.get("/away")
def away():
    return redirect("http://elsewhere.org/")


def attempt(label, action):
    try:
        action()
        log.append(f"{label}: fine")
    except Exception:
        log.append(f"{label}: error")


def loop(client):
    attempt("loop", lambda: client.get("/loop", follow_redirects=True))


def elsewhere(client):
    attempt("elsewhere", lambda: client.get("/away", follow_redirects=True))
    log.append(client.get("/away").location)


def session_afterwards(client):
    with client:
        client.get("/cookie", follow_redirects=True)
        log.append(session["user"])
