from flask import Flask, request

log = []
app = Flask(__name__)
app.testing = True


@app.teardown_appcontext
def context(error):
    log.append(f"teardown_appcontext {'none' if error is None else error}")


@app.teardown_request
def last(error):
    log.append(f"teardown last {'none' if error is None else error}")


@app.teardown_request
def failing(error):
    if request.path == "/fail-in-teardown":
        raise ValueError("teardown failed")


@app.errorhandler(LookupError)
def handled(error):
    return "handled", 500


@app.get("/ok")
@app.get("/fail-in-teardown", endpoint="other")
def ok():
    return "ok"


@app.get("/fail")
def fail():
    raise RuntimeError("view failed")


@app.get("/handled")
def lookup():
    raise LookupError("not found")
