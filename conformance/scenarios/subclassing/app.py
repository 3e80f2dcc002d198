from flask import Flask, Request, Response, abort, g, request
from flask.ctx import _AppCtxGlobals
from werkzeug.exceptions import Aborter, HTTPException

log = []


class Teapot(HTTPException):
    code = 418
    description = "short and stout"


class OwnRequest(Request):
    @property
    def shouted(self):
        return self.path.upper()


class OwnResponse(Response):
    default_mimetype = "application/x-own"


class OwnGlobals(_AppCtxGlobals):
    def __init__(self):
        self.made = "by OwnGlobals"


class OwnAborter(Aborter):
    def __init__(self):
        super().__init__()
        self.mapping[999] = Teapot


class OwnApp(Flask):
    request_class = OwnRequest
    response_class = OwnResponse
    app_ctx_globals_class = OwnGlobals
    aborter_class = OwnAborter

    def preprocess_request(self):
        log.append("preprocess_request")
        return super().preprocess_request()

    def dispatch_request(self):
        log.append("dispatch_request")
        return super().dispatch_request()

    def finalize_request(self, rv, from_error_handler=False):
        log.append(f"finalize_request {from_error_handler}")
        return super().finalize_request(rv, from_error_handler)

    def process_response(self, response):
        log.append(f"process_response {response.status_code}")
        return super().process_response(response)

    def handle_user_exception(self, error):
        log.append("handle_user_exception")
        return super().handle_user_exception(error)

    def handle_http_exception(self, error):
        log.append(f"handle_http_exception {error.code}")
        return super().handle_http_exception(error)

    def handle_exception(self, error):
        log.append("handle_exception")
        return super().handle_exception(error)

    def log_exception(self, exc_info):
        log.append("log_exception")

    def make_default_options_response(self):
        log.append("make_default_options_response")
        return super().make_default_options_response()


app = OwnApp(__name__)


@app.get("/")
def index():
    return f"{request.shouted} {g.made}"


@app.get("/teapot")
def teapot():
    abort(999)


@app.get("/fail")
def fail():
    raise RuntimeError("broken")


inner = app.wsgi_app


def middleware(environ, start_response):
    log.append(f"middleware {environ['PATH_INFO']}")
    return inner(environ, start_response)


app.wsgi_app = middleware
