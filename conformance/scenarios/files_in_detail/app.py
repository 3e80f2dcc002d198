import io
import os
import tempfile

from flask import Flask, jsonify, request
from werkzeug.datastructures import FileStorage

log = []
app = Flask(__name__)


@app.post("/look")
def look():
    out = []
    for key, file in request.files.items(multi=True):
        first = file.read(3)
        file.seek(1)
        rest = file.read()
        out.append([key, file.filename, file.name, file.content_type, file.mimetype, file.mimetype_params, first.decode("latin-1"), rest.decode("latin-1"), file.headers.get("Content-Disposition")])
    return jsonify(files=out, form=request.form.to_dict(flat=False), keys=list(request.files), has="a" in request.files, missing=request.files.get("zz"))


@app.post("/save")
def save():
    path = os.path.join(tempfile.mkdtemp(), "saved.bin")
    request.files["a"].save(path)
    with open(path, "rb") as file:
        size = len(file.read())
    again = len(request.files["a"].read())
    os.unlink(path)
    os.rmdir(os.path.dirname(path))
    buffer = io.BytesIO()
    request.files["a"].seek(0)
    request.files["a"].save(buffer)
    return jsonify(size, again, len(buffer.getvalue()))


@app.post("/empty")
def empty():
    file = request.files.get("a")
    return jsonify(file is None, file.filename if file is not None else None, bool(file), len(request.files), sorted(request.form))


def made_by_client(client):
    storage = FileStorage(io.BytesIO(b"storage"), "s.json", content_type="application/x-s; q=1")
    response = client.post("/look", data={"a": storage, "b": (io.BytesIO(b"tuple"), "b.PNG"), "c": [(io.BytesIO(b"\xff\x00x"), "c.unknownext"), (io.BytesIO(b""), "e.txt", "x/y")], "t": "text", "n": 5})
    log.append(response.text.strip())
