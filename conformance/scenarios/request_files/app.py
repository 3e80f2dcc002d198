import os
import tempfile

from flask import Flask, request

log = []
app = Flask(__name__)


def describe(file):
    content = file.read()
    return {
        "filename": file.filename,
        "name": file.name,
        "content_type": file.content_type,
        "mimetype": file.mimetype,
        "size": len(content),
        "hex": content.hex(),
    }


@app.post("/")
def upload():
    return {
        "form": request.form.to_dict(flat=False),
        "files": [[key, describe(file)] for key, file in request.files.items(multi=True)],
    }


@app.post("/missing-key")
def missing_key():
    return request.files["nothing"].filename


@app.post("/save")
def save():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "copy.txt")
        request.files["f"].save(path)
        with open(path) as file:
            return file.read()
