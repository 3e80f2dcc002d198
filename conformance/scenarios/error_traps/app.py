from flask import Flask, abort, request
from werkzeug.exceptions import BadRequest, HTTPException

log = []
app = Flask(__name__)
app.logger.disabled = True


@app.teardown_request
def teardown(error):
    log.append(f"teardown {type(error).__name__ if error else 'None'}")


@app.route("/key", methods=["POST"])
def key():
    return request.form["missing"]


@app.get("/abort/<int:code>")
def stop(code):
    abort(code)


@app.get("/fail")
def fail():
    raise ZeroDivisionError("by zero")


@app.errorhandler(ZeroDivisionError)
def divided(error):
    if app.config.get("SKIP"):
        raise error
    return f"handled {error}", 500


@app.errorhandler(BadRequest)
def bad(error):
    log.append("bad request handler")
    return f"bad {error.description}", 400


def setter(**values):
    def set_values():
        app.config.update(
            TRAP_HTTP_EXCEPTIONS=False, TRAP_BAD_REQUEST_ERRORS=None, PROPAGATE_EXCEPTIONS=None, DEBUG=False, TESTING=False, SKIP=False
        )
        app.config.update(values)

    return set_values


trap_all = setter(TRAP_HTTP_EXCEPTIONS=True)
trap_all_propagate = setter(TRAP_HTTP_EXCEPTIONS=True, PROPAGATE_EXCEPTIONS=True)
trap_bad = setter(TRAP_BAD_REQUEST_ERRORS=True)
debug = setter(DEBUG=True)
debug_no_trap = setter(DEBUG=True, TRAP_BAD_REQUEST_ERRORS=False)
testing = setter(TESTING=True, SKIP=True)
testing_no_propagate = setter(TESTING=True, PROPAGATE_EXCEPTIONS=False, SKIP=True)
propagate = setter(PROPAGATE_EXCEPTIONS=True, SKIP=True)
plain = setter()
