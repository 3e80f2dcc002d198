from flask import Flask, json, request
from werkzeug.exceptions import BadRequest, BadRequestKeyError, HTTPException

log = []
app = Flask(__name__)
app.debug = True


@app.errorhandler(HTTPException)
def as_json(error):
    response = error.get_response()
    response.data = json.dumps({"code": error.code, "name": error.name, "description": error.description})
    response.content_type = "application/json"
    return response


@app.post("/form")
def form():
    return request.form["user"] + request.args["p'age"]


@app.get("/<int:n>")
def numbers(n):
    return str(n)


@app.get("/given")
def given():
    error = BadRequestKeyError("k")
    log.append(f"{error.show_exception} {error.description}")
    error.show_exception = True
    log.append(error.description)
    log.append(str(error))
    error.description = "own"
    log.append(f"{error.description} | {error.get_description()}")
    error.show_exception = False
    log.append(f"{error.description} | {error}")
    raise BadRequestKeyError("<k>", description="a <b>")


def off():
    app.debug = False


def trap():
    app.config["TRAP_BAD_REQUEST_ERRORS"] = True
