from flask import Flask, Response, abort, redirect
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)


class Closed(HTTPException):
    code = 600
    description = "closed for today"


app.aborter.mapping[600] = Closed


def outside():
    response = redirect("/there")
    log.append(f"{response.status_code} {response.location}")
    try:
        abort(404)
    except HTTPException as error:
        log.append(f"{error.code} {error.name}")
    try:
        abort(600)
    except LookupError:
        log.append("600 is unknown outside the app")


@app.shell_context_processor
def shell_names():
    return {"answer": 42}


def shell():
    log.append(",".join(sorted(app.make_shell_context())))


@app.get("/redirect")
def go():
    return redirect("/there?a=1&b=2", 303)


@app.get("/abort/<int:code>")
def stop(code):
    abort(code)


@app.get("/abort-response")
def stop_with_response():
    abort(Response("as it is", 499, {"X-Own": "1"}))


@app.get("/abort-text")
def stop_with_text():
    abort(400, "two\nlines & <markup>")
