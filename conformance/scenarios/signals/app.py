import flask
from flask import Flask, render_template_string, request_started, session
from flask.sessions import SecureCookieSessionInterface

log = []
app = Flask(__name__)
app.secret_key = "dev"
other = Flask("other")


class Sessions(SecureCookieSessionInterface):
    def save_session(self, app, session, response):
        log.append("session saved")
        super().save_session(app, session, response)


app.session_interface = Sessions()


def connect(name, describe):
    def receiver(sender, **extra):
        log.append(f"{name} {describe(**extra)} {sender is app}".replace("  ", " "))

    getattr(flask, name).connect(receiver, app, weak=False)


connect("appcontext_pushed", lambda **extra: "")
connect("request_started", lambda **extra: "")
connect("before_render_template", lambda template, context, **extra: context["x"])
connect("template_rendered", lambda template, context, **extra: context["x"])
connect("request_finished", lambda response, **extra: response.status_code)
connect("request_tearing_down", lambda exc, **extra: exc or "none")
connect("got_request_exception", lambda exception, **extra: exception)
connect("appcontext_tearing_down", lambda exc, **extra: exc or "none")
connect("appcontext_popped", lambda **extra: "")


@app.before_request
def before():
    log.append("before_request")


@app.after_request
def after(response):
    log.append("after_request")
    return response


@app.teardown_request
def teardown(error):
    log.append("teardown_request")


@app.teardown_appcontext
def teardown_app(error):
    log.append("teardown_appcontext")


@app.get("/")
def index():
    session["x"] = 1
    return render_template_string("{{ x }}", x="rendered")


@app.get("/fail")
def fail():
    raise RuntimeError("broken")


def context():
    with app.app_context():
        log.append("inside")
    with other.app_context():
        log.append("inside the other")


def connections():
    def everybody(sender, **extra):
        log.append(f"started {sender.name}")

    request_started.connect(everybody)
    other.test_client().get("/missing")
    request_started.disconnect(everybody)
    other.test_client().get("/missing")
    with request_started.connected_to(everybody, other):
        other.test_client().get("/missing")
    other.test_client().get("/missing")
    log.append(f"{request_started.has_receivers_for(app)}")
