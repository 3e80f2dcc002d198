from flask import Flask, g, request, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.after_request
def outer(response):
    log.append(f"outer {response.status_code}")
    return response


@app.after_request
def failing(response):
    log.append(f"failing {response.status_code}")
    if request.path == "/once" and "failed" not in g:
        g.failed = True
        raise ValueError("after failed")
    if request.path == "/always":
        raise ValueError("after failed")
    if request.path == "/none" and response.status_code == 200:
        return None
    return response


@app.errorhandler(500)
def error(error):
    log.append(f"handler {error.code}")
    if request.path == "/fail":
        raise RuntimeError("handler failed")
    return "sorry", 500


@app.teardown_request
def teardown(error):
    log.append(f"teardown {'none' if error is None else 'error'}")


@app.get("/once")
@app.get("/always", endpoint="always")
@app.get("/none", endpoint="none")
def index():
    session["seen"] = True
    return "view"


@app.get("/fail")
def fail():
    raise RuntimeError("view failed")


def setup():
    app.config["PROPAGATE_EXCEPTIONS"] = False
