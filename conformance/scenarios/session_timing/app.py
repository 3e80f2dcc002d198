from flask import Flask, abort, request, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.after_request
def after(response):
    if request.path == "/after":
        session["after"] = 1
    return response


@app.teardown_request
def teardown(error):
    if request.path == "/teardown":
        session["late"] = 1


@app.get("/after")
@app.get("/teardown", endpoint="teardown")
def index():
    return "ok"


@app.get("/fail")
def fail():
    session["before_failure"] = 1
    raise RuntimeError("broken")


@app.get("/abort")
def stop():
    session["before_abort"] = 1
    abort(401)


@app.get("/show")
def show():
    return ",".join(session)
