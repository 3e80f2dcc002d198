import io
from flask import Flask, Response, abort, current_app, make_response, redirect, request, send_file, stream_with_context, url_for
from flask.views import MethodView
from werkzeug.exceptions import Aborter, HTTPException
import flask

app = Flask(__name__, static_folder="files", static_url_path="/files")
app.testing = False
log = []


class StaticFileApp(Flask):
    def get_send_file_max_age(self, filename):
        return 10


aged = StaticFileApp("aged", root_path=app.root_path, static_folder="files")


class MyView(MethodView):
    def get(self, id=None):
        return "List" if id is None else f"Get {id:d}"

    def post(self):
        return "Create"


myview = MyView.as_view("myview")
app.add_url_rule("/myview/", methods=["GET"], view_func=myview)
app.add_url_rule("/myview/<int:id>", methods=["GET"], view_func=myview)
app.add_url_rule("/myview/create", methods=["POST"], view_func=myview)


@app.route("/files-by-hand/<what>")
def files(what):
    if what == "bytes":
        return send_file(io.BytesIO(b"some bytes"), mimetype="application/octet-stream", download_name="b.bin")
    if what == "attached":
        return send_file("files/a.txt", as_attachment=True, download_name="ä b.txt", max_age=60)
    if what == "nodate":
        return send_file("files/a.txt", last_modified=None, etag="mine", conditional=False)
    return current_app.send_static_file(what)


@app.route("/stream/<name>")
def stream(name):
    def generate():
        yield "Hello "
        yield request.args["name"]
        yield "!"

    if name == "context":
        return Response(stream_with_context(generate()))
    if name == "without":
        return Response(generate())

    @stream_with_context
    def decorated(hello):
        yield hello
        yield request.args["name"]

    return Response(decorated("Hi "))


@app.route("/redirect/<int:code>")
def go(code):
    return redirect("https://other.test/a b?q=ü&x=<y>", code)


@app.route("/abort/<int:code>")
def stop(code):
    try:
        abort(code)
    except HTTPException as e:
        log.append(f"{e.code} {e.name}")
        raise


@app.route("/made/<what>")
def made(what):
    if what == "none":
        return make_response()
    if what == "status":
        return make_response("x", 202)
    if what == "headers":
        rv = make_response("x", 200, {"X-A": "b"})
        rv.headers["X-A"] = "c"
        return rv
    if what == "pair":
        return make_response(("pair", 203))
    return make_response(make_response("twice", 201), 202, [("X-B", "1")])


def myview_urls():
    with app.test_request_context():
        return [url_for("myview", _method="GET"), url_for("myview", id=42, _method="GET"), url_for("myview", _method="POST"), url_for("myview"), url_for("myview", id=3), url_for("myview", q="x", _anchor="a b")]


def max_age():
    with aged.test_request_context():
        rv = aged.send_static_file("a.txt")
        out = [rv.cache_control.max_age]
        rv.close()
        rv = send_file("files/a.txt")
        out.append(rv.cache_control.max_age)
        rv.close()
        return out


def redirect_no_app():
    response = redirect("https://localhost", 307)
    return [response.location, response.status_code]


def redirect_with_app():
    other = Flask("other")

    def mine(location, code=302, Response=None):
        raise ValueError(f"{location} {code}")

    other.redirect = mine
    with other.app_context():
        try:
            redirect("other")
        except ValueError as e:
            return str(e)


def abort_with_app():
    class My_Abort(HTTPException):
        code = 900

    class MyAborter(Aborter):
        def __init__(self):
            super().__init__(extra={900: My_Abort})

    other = Flask("other")
    other.aborter = MyAborter()
    out = []
    with other.app_context():
        try:
            abort(900)
        except My_Abort as e:
            out.append(e.code)
    try:
        abort(900)
    except LookupError:
        out.append("unknown")
    return out


def resources():
    out = [app.open_resource("files/a.txt").read().decode(), app.open_resource("files/a.txt", "r").read()]
    for mode in ("w", "x", "a", "r+"):
        try:
            app.open_resource("files/a.txt", mode)
        except ValueError as e:
            out.append(str(e))
    try:
        app.open_resource("nope.txt")
    except OSError:
        out.append("no such file")
    return out
