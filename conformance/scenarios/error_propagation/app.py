from flask import Flask, abort, got_request_exception, request

log = []
app = Flask(__name__)


@got_request_exception.connect_via(app)
def got(sender, exception, **extra):
    log.append(f"signal {type(exception).__name__.replace('Error', '')}")


@app.teardown_request
def teardown(error):
    log.append(f"teardown {'none' if error is None else 'error'}")


@app.get("/fail")
def fail():
    raise RuntimeError("broken")


@app.get("/key")
def key():
    return request.args["missing"]


@app.get("/abort")
def stop():
    abort(403)


@app.get("/bad")
def bad():
    abort(400)


def testing():
    app.testing = True


def not_propagated():
    app.config["PROPAGATE_EXCEPTIONS"] = False


def trap_http():
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.config["TRAP_HTTP_EXCEPTIONS"] = True


def trap_bad_requests():
    app.config["TRAP_HTTP_EXCEPTIONS"] = False
    app.config["TRAP_BAD_REQUEST_ERRORS"] = True
