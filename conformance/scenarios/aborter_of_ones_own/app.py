import io
from flask import Flask, request, abort
from werkzeug.exceptions import Aborter, Conflict
log = []

class SuppressedFlask(Flask):
    def log_exception(self, exc_info):
        log.append(f"suppressed {str(exc_info[1])[:12].lower()}")
    def handle_user_exception(self, e):
        log.append(f"user exception {str(e)[:12].lower()}")
        return super().handle_user_exception(e)
    def make_response(self, rv):
        log.append("make_response")
        if isinstance(rv, int):
            return super().make_response(str(rv))
        return super().make_response(rv)
    def make_default_options_response(self):
        r = super().make_default_options_response()
        r.headers["X-Mine"] = "1"
        return r
    def inject_url_defaults(self, endpoint, values):
        log.append(f"inject {endpoint}")
        super().inject_url_defaults(endpoint, values)
    def process_response(self, response):
        log.append("process")
        response = super().process_response(response)
        response.headers["Server"] = "mine"
        return response
    def select_jinja_autoescape(self, filename):
        return False
    def make_aborter(self):
        return MyAborter(mapping=self.aborter_mapping) if False else MyAborter(extra={499: Closed})
class Closed(Conflict):
    code = 499
    description = "The client went away."
class MyAborter(Aborter):
    pass

app = SuppressedFlask(__name__)

@app.route("/")
def index():
    raise Exception("test")
@app.route("/int")
def number():
    return 42
@app.route("/abort/<int:code>")
def ab(code):
    abort(code)
@app.route("/redirect")
def red():
    return app.redirect("/ü")
@app.route("/url")
def url():
    return app.url_for("ab", code=3)
@app.route("/page")
def page():
    from flask import render_template_string
    return render_template_string("{{ '<b>' }}")
