from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface

log = []


class LoggingSessions(SecureCookieSessionInterface):
    def open_session(self, app, request):
        opened = super().open_session(app, request)
        log.append(f"session opened, url_rule {request.url_rule}")
        return opened

    def save_session(self, app, session, response):
        super().save_session(app, session, response)
        log.append(f"session saved, status {response.status_code}")


app = Flask(__name__)
app.secret_key = "dev"
app.session_interface = LoggingSessions()


@app.before_request
def first():
    log.append("before_request 1")


@app.before_request
def second():
    log.append("before_request 2")


@app.after_request
def after_first(response):
    log.append("after_request 1")
    session["after"] = True
    return response


@app.after_request
def after_second(response):
    log.append("after_request 2")
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown_request {error}")


@app.teardown_appcontext
def teardown_app(error):
    log.append(f"teardown_appcontext {error}")


@app.route("/ok")
def ok():
    log.append("view")
    return "ok"


@app.route("/fail")
def fail():
    log.append("view")
    session["seen"] = 1
    raise RuntimeError("broken")


@app.route("/stream")
def stream():
    log.append("view")

    def generate():
        log.append("chunk 1")
        yield "a"
        log.append("chunk 2")
        yield "b"

    return generate()
