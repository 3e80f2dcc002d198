from flask import Flask, request, jsonify, make_response, Response
from werkzeug.exceptions import HTTPException
log = []
class MyResponse(Response):
    default_mimetype = "text/plain"
class MyFlask(Flask):
    response_class = MyResponse
    def log_exception(self, exc_info):
        log.append(f"log_exception {exc_info[1]}")
    def make_default_options_response(self):
        rv = super().make_default_options_response()
        rv.headers["X-Options"] = "mine"
        return rv
    def dispatch_request(self):
        log.append(f"dispatch {request.path}")
        return super().dispatch_request()
    def handle_http_exception(self, e):
        log.append(f"http {e.code}")
        return super().handle_http_exception(e)
    def process_response(self, response):
        log.append(f"process {response.status_code}")
        return super().process_response(response)
app = MyFlask(__name__)
@app.route("/")
def index():
    return "plain"
@app.route("/boom")
def boom():
    raise ValueError("boom")
@app.route("/json")
def js():
    return jsonify(a=1, b=[True, None])
@app.route("/made")
def made():
    return make_response(("made", 202, [("X-A", "1"), ("X-A", "2")]))
@app.route("/type")
def type_():
    return type(make_response("x")).__name__
