from flask import Flask, request
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)


@app.before_request
def before():
    log.append(f"before {request.path}")


@app.errorhandler(HTTPException)
def http_error(error):
    log.append(f"handler {error.code}")
    return error


@app.get("/folder/")
def folder():
    return f"folder {request.args.get('b', '')}"


@app.post("/form/")
def form():
    return "form"


@app.get("/leaf")
def leaf():
    return f"leaf at {request.path}"


@app.route("/loose/", strict_slashes=False)
def loose():
    return "loose"


@app.get("/a/b")
def inner():
    return "a/b"


@app.route("/keep//double", merge_slashes=False)
def keep():
    return "kept"


@app.get("/path/<path:rest>")
def path(rest):
    return rest
