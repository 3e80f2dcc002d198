from flask import Flask, Response, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound
from werkzeug.exceptions import Aborter

log = []


class Teapots(Aborter):
    def __call__(self, code, *args, **kwargs):
        log.append(f"aborting {code if isinstance(code, int) else code.status_code}")
        super().__call__(code, *args, **kwargs)


class Own(Flask):
    aborter_class = Teapots

    def handle_http_exception(self, error):
        log.append(f"http {error.code}")
        return super().handle_http_exception(error)

    def handle_user_exception(self, error):
        log.append(f"user {type(error).__name__}")
        return super().handle_user_exception(error)

    def handle_exception(self, error):
        log.append(f"exception {error}")
        return super().handle_exception(error)

    def log_exception(self, exc_info):
        log.append(f"log {request.method} {request.path} {exc_info[1] if isinstance(exc_info, tuple) else exc_info}")

    def make_response(self, value):
        if isinstance(value, int):
            value = str(value), 200, {"X-Int": "yes"}
        return super().make_response(value)

    def preprocess_request(self):
        log.append("preprocess")
        return super().preprocess_request()

    def process_response(self, response):
        log.append(f"process {response.status_code}")
        return super().process_response(response)

    def dispatch_request(self):
        log.append(f"dispatch {request.endpoint}")
        return super().dispatch_request()

    def finalize_request(self, rv, from_error_handler=False):
        log.append(f"finalize {from_error_handler}")
        return super().finalize_request(rv, from_error_handler)

    def make_default_options_response(self):
        response = super().make_default_options_response()
        response.headers["X-Options"] = "own"
        return response

    def do_teardown_request(self, exc=None):
        log.append(f"teardown {exc}")
        super().do_teardown_request()


app = Own(__name__)


@app.get("/")
def index():
    return 42


@app.get("/fail")
def fail():
    raise RuntimeError("broken")


@app.get("/abort/<int:code>")
def stop(code):
    abort(code)


@app.get("/abort/response")
def stop_with():
    abort(Response("given", 451))


@app.after_request
def after(response):
    if request.args.get("fail") == "after":
        raise RuntimeError("after failed")
    return response


@app.errorhandler(InternalServerError)
def server(error):
    return f"500 {error.original_exception}", 500
