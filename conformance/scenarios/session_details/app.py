from flask import Flask, make_response, redirect, render_template_string, request, session

log = []
app = Flask(__name__)
app.secret_key = "session details"


@app.before_request
def before():
    if "read" in request.args:
        log.append(str(session.get("v")))
    if "write" in request.args:
        session["v"] = "by hook"


@app.after_request
def after(response):
    if "vary" in request.args:
        response.vary.update(["Accept", "cookie"])
        session["after"] = True
    return response


@app.get("/both")
def both():
    response = make_response("both")
    response.set_cookie("first", "1")
    session["v"] = request.args.get("v")
    response.set_cookie("second", "2")
    return response


@app.get("/show")
def show():
    return {key: session[key] for key in session}


@app.get("/before")
def only_before():
    return "nothing here"


@app.get("/redirect")
def go():
    session["step"] = 1
    return redirect("/redirected")


@app.get("/redirected")
def redirected():
    session["step"] += 1
    return f"step {session['step']}"


@app.get("/template")
def template():
    return render_template_string("{{ session.v }} {{ session['nothing'] }} {{ 'v' in session }}")


@app.get("/template-unused")
def template_unused():
    return render_template_string("no session here")


@app.get("/len")
def length():
    return str(len(session))


@app.get("/bool")
def truth():
    return "some" if session else "none"


@app.get("/after")
def after_only():
    return "after"


@app.get("/pop-all")
def pop_all():
    for key in list(session):
        session.pop(key)
    return "empty"


@app.get("/static-like")
def untouched():
    return "untouched"


@app.get("/rename")
def rename():
    session["a"] = {"x": [1, {"y": (1, 2)}]}
    session["é"] = "ü"
    session["a"]["x"].append(None)
    return "renamed"
