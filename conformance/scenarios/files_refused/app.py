import io
import os

from flask import Flask, send_file, send_from_directory

log = []
app = Flask(__name__)
HERE = os.path.dirname(os.path.abspath(__file__))


@app.get("/missing")
def missing():
    return send_file("files/none.txt")


@app.get("/folder")
def folder():
    return send_file("files")


@app.get("/absolute")
def absolute():
    return send_file(os.path.join(HERE, "files", "a.txt"))


@app.get("/stream")
def stream():
    return send_file(io.BytesIO(b"streamed"), mimetype="text/plain", etag=False)


@app.get("/stream-text")
def stream_text():
    return send_file(io.StringIO("text"), mimetype="text/plain")


@app.get("/dir/<path:name>")
def directory(name):
    return send_from_directory("files", name, as_attachment=True)


@app.get("/name/<name>")
def named(name):
    return send_file(io.BytesIO(b"named"), download_name=name, as_attachment=True)


@app.get("/max-age/<value>")
def max_age(value):
    return send_file("files/a.txt", max_age=None if value == "none" else int(value))
