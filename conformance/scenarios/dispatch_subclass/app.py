import functools
from flask import Flask, Response, abort, g, jsonify, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionInterface
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RoutingException

log = []


class OwnSession(SecureCookieSessionInterface):
    def open_session(self, app, request):
        log.append(f"open {request.path} {request.endpoint}")
        if request.headers.get("X-Session") == "none":
            return None
        return super().open_session(app, request)

    def save_session(self, app, session, response):
        log.append(f"save {sorted(session)} {session.modified} {session.accessed} {response.status_code}")
        return super().save_session(app, session, response)


class Money:
    def __init__(self, amount):
        self.amount = amount


class OwnResponse(Response):
    default_mimetype = "text/plain"
    default_status = 202

    def set_mark(self, mark):
        self.headers["X-Mark"] = mark
        return self


class App(Flask):
    response_class = OwnResponse
    session_interface = OwnSession()

    def preprocess_request(self):
        if request.headers.get("X-Maintenance"):
            return "down for maintenance", 503
        return super().preprocess_request()

    def dispatch_request(self):
        if request.method == "PURGE":
            return "brewed"
        result = super().dispatch_request()
        return result

    def make_response(self, rv):
        if isinstance(rv, Money):
            return jsonify(amount=rv.amount, currency="EUR")
        if isinstance(rv, tuple) and isinstance(rv[0], Money):
            return super().make_response((self.make_response(rv[0]), *rv[1:]))
        return super().make_response(rv)

    def process_response(self, response):
        response = super().process_response(response)
        response.headers["X-Processed"] = type(response).__name__
        return response

    def finalize_request(self, rv, from_error_handler=False):
        log.append(f"finalize {type(rv).__name__ in ('str', 'tuple')} {from_error_handler}")
        return super().finalize_request(rv, from_error_handler)

    def handle_user_exception(self, e):
        if isinstance(e, ZeroDivisionError):
            return "divided", 400
        return super().handle_user_exception(e)

    def handle_http_exception(self, e):
        log.append(f"http {e.code}")
        return super().handle_http_exception(e)

    def trap_http_exception(self, e):
        return isinstance(e, NotFound) and "X-Trap" in request.headers

    def raise_routing_exception(self, request):
        if request.path.startswith("/virtual"):
            abort(410)
        super().raise_routing_exception(request)

    def handle_exception(self, e):
        log.append(f"exception {str(e).split('.')[0]}")
        return super().handle_exception(e)

    def log_exception(self, exc_info):
        log.append("logged")

    def make_default_options_response(self):
        response = super().make_default_options_response()
        return response.set_mark("options")

    def do_teardown_request(self, *args):
        log.append("teardown request")
        return super().do_teardown_request(*args)

    def do_teardown_appcontext(self, *args):
        log.append("teardown app")
        return super().do_teardown_appcontext(*args)


app = App(__name__)
app.secret_key = "k"


@app.get("/")
def index():
    session["n"] = 1
    return "index"


@app.get("/money")
def money():
    return Money(5)


@app.get("/money/tuple")
def money_tuple():
    return Money(6), 201, {"X-Extra": "1"}


@app.get("/divide")
def divide():
    raise ZeroDivisionError("zero")


@app.get("/fail")
def fail():
    raise RuntimeError("failed")


@app.get("/abort/<int:code>")
def stop(code):
    abort(code)


@app.get("/plain")
def plain():
    return Response("foreign", 203)


@app.get("/read")
def read():
    return f"{session.get('n')}"


@app.errorhandler(418)
def tea(error):
    return "tea", 418


def by_hand():
    with app.test_request_context("/money"):
        response = app.full_dispatch_request()
        log.append(f"{response.status} {response.get_data(as_text=True).strip()}")
    with app.test_request_context("/"):
        response = app.make_response(("made", 299, {"X-A": "b"}))
        log.append(f"{response.status_code} {response.headers['X-A']} {type(response).__name__}")
        log.append(f"{app.process_response(response).headers['X-Processed']}")
