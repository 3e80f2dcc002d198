import io
from datetime import datetime, timezone

from flask import Flask, send_file, send_from_directory

log = []
app = Flask(__name__)


@app.get("/file")
def file():
    return send_file("files/letter.txt")


@app.get("/attachment")
def attachment():
    return send_file("files/letter.txt", as_attachment=True)


@app.get("/named")
def named():
    return send_file("files/letter.txt", as_attachment=True, download_name="Grüße & mehr.txt")


@app.get("/max-age")
def max_age():
    return send_file("files/letter.txt", max_age=60, etag="own", last_modified=1000000000, mimetype="text/x-own")


@app.get("/bare")
def bare():
    return send_file("files/letter.txt", conditional=False, etag=False, max_age=0)


@app.get("/bytes")
def from_bytes():
    return send_file(
        io.BytesIO(b"in memory"), download_name="m.png", last_modified=datetime(2026, 1, 1, tzinfo=timezone.utc)
    )


@app.get("/bytes-without-type")
def without_type():
    return send_file(io.BytesIO(b"in memory"))


@app.get("/gz")
def gz():
    return send_file("files/data.csv.gz")


@app.get("/from/<path:name>")
def from_directory(name):
    return send_from_directory("files", name)


def x_sendfile():
    app.config["USE_X_SENDFILE"] = True
    response = app.test_client().get("/file")
    log.append(f"X-Sendfile names the file: {response.headers['X-Sendfile'].endswith('files/letter.txt')}")
    log.append(f"{len(response.data)} bytes")
    app.config["USE_X_SENDFILE"] = False
