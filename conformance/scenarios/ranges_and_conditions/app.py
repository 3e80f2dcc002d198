from flask import Flask, Response, request, send_file, send_from_directory, make_response
import io
from datetime import datetime, timezone
app = Flask(__name__)
@app.route("/etag")
def etag():
    r = Response("0123456789")
    r.add_etag()
    r.last_modified = datetime(2026, 1, 1, tzinfo=timezone.utc)
    return r.make_conditional(request, accept_ranges=True, complete_length=10)
@app.route("/weak", methods=["GET", "POST"])
def weak():
    r = Response("w")
    r.set_etag("x", weak=True)
    return r.make_conditional(request)
@app.route("/file")
def file():
    return send_file("files/data.txt")
@app.route("/attach")
def attach():
    return send_file("files/data.txt", as_attachment=True, download_name="naïve – ünï.txt", max_age=60)
@app.route("/bytes")
def b():
    return send_file(io.BytesIO(b"abc def"), mimetype="text/x-z", download_name="q.bin", etag="mine", last_modified=1767225600)
@app.route("/plain")
def plain():
    return send_file("files/data.txt", conditional=False, etag=False)
@app.route("/dir/<path:p>")
def d(p):
    return send_from_directory("files", p)
@app.route("/gz")
def gz():
    return send_file(io.BytesIO(b"\x1f\x8b"), download_name="a.tar.gz")
@app.route("/noname")
def noname():
    try:
        return send_file(io.BytesIO(b"x"))
    except TypeError as e:
        return "TypeError"
