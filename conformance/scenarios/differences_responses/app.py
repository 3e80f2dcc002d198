import io
import mimetypes
from datetime import timedelta

from flask import Flask, Response, abort, jsonify, make_response, request, send_file
from werkzeug.datastructures import WWWAuthenticate

mimetypes.init([])  # without the machine's own table
log = []
app = Flask(__name__)


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


@app.get("/whole_floats")
def whole_floats():
    return jsonify(float("12"), timedelta(seconds=5).total_seconds())


@app.get("/abort_with_text")
def abort_with_text():
    abort(405, "why")


@app.after_request
def streamed(response):
    if response.status_code >= 400:
        log.append(str(response.is_streamed))
    if request.args.get("length"):
        log.append(f"{len(response.get_data())} bytes")
    return response


@app.get("/error_page")
def error_page():
    abort(404)


@app.get("/own_length")
def own_length():
    response = make_response("hello")
    response.headers["Content-Length"] = "3"
    return response


@app.get("/track")
def track():
    return send_file(io.BytesIO(b"track"), download_name="track.gpx")


@app.get("/file")
def file():
    return send_file("app.py")


def abort_unknown_code():
    return attempt(lambda: abort(299))


def cookie_with(name="k", **options):
    response = Response()
    response.set_cookie(name, "v", **options)
    return response.headers["Set-Cookie"]


def odd_cookies():
    return [
        attempt(lambda: cookie_with("a;b")),
        attempt(lambda: cookie_with("a b")),
        attempt(lambda: cookie_with("ä")),
        attempt(lambda: cookie_with(domain="a;b")),
        attempt(lambda: cookie_with(expires="x; Secure")),
    ]


def fraction_of_a_second():
    return cookie_with(max_age=1.5, expires="x")


def header_set(name, value):
    response = Response()
    response.headers[name] = value
    return "set"


def odd_headers():
    return [
        attempt(lambda: header_set("a b", "x")),
        attempt(lambda: header_set("X", "\x01")),
        attempt(lambda: header_set("X", "日")),
        attempt(lambda: Response(status="200 \x01").status),
    ]


def length_beside_x_sendfile(client):
    app.config["USE_X_SENDFILE"] = True
    answer = client.get("/file")
    app.config["USE_X_SENDFILE"] = False
    return ["X-Sendfile" in answer.headers, answer.headers["Content-Length"] == "0"]


def property_set_to_nothing():
    response = Response()
    response.age = None
    return list(response.headers.items())


def names_that_are_not_there():
    response = Response()
    names = [response.access_control_allow_headers, response.access_control_allow_methods, response.access_control_expose_headers]
    return [name is None for name in names]


def challenge_changed():
    challenge = WWWAuthenticate("basic", {"realm": "r"})
    challenge.type = "bearer"
    challenge.token = "t"
    return challenge.to_header()
