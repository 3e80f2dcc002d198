from flask import Flask, Request, copy_current_request_context, current_app, g, request, session
from flask.signals import request_finished

log = []
app = Flask(__name__)
app.secret_key = "k"
seen = []


class Keeper:
    def __init__(self, request):
        self.request = request

    def path(self):
        return self.request.path


@app.get("/<name>")
def page(name):
    real = current_app._get_current_object()
    log.append(f"{real is app} {current_app is app} {current_app == app}")
    first = request._get_current_object()
    log.append(f"{type(first) is Request} {first is request._get_current_object()} {first is request} {first.path}")
    session["a"] = name
    plain_session = session._get_current_object()
    plain_session["b"] = 2
    g.x = 1
    globals = g._get_current_object()
    globals.y = 2
    log.append(f"{sorted(session)} {sorted(g)} {type(globals).__name__ == '_AppCtxGlobals'}")
    seen.append(Keeper(first))
    return name


def kept():
    log.append(" ".join(keeper.path() for keeper in seen))
    for label, proxy in [("request", request), ("current_app", current_app), ("g", g), ("session", session)]:
        try:
            proxy._get_current_object()
        except RuntimeError:
            log.append(f"no {label}")


def told(sender, response, **extra):
    log.append(f"told {response.status_code}")


def connect():
    with app.app_context():
        request_finished.connect(told, current_app._get_current_object())
        log.append(str(request_finished.has_receivers_for(app)))


def disconnect():
    request_finished.disconnect(told, app)
