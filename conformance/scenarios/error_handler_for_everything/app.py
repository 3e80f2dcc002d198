from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)


@app.errorhandler(Exception)
def everything(error):
    kind = "http" if isinstance(error, HTTPException) else "plain"
    log.append(f"{kind} {error}")
    if request.path == "/fail-twice":
        raise RuntimeError("in the handler")
    return f"handled {kind}", 400


@app.get("/fail")
@app.get("/fail-twice", endpoint="twice")
def fail():
    raise RuntimeError("broken")


@app.get("/folder/")
def folder():
    return "folder"


@app.get("/abort-response")
def stop():
    abort(Response("as it is", 409))
