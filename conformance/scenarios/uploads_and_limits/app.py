import io

from flask import Flask, abort, flash, get_flashed_messages, jsonify, redirect, request, url_for
from werkzeug.exceptions import BadRequestKeyError, HTTPException, RequestEntityTooLarge
from werkzeug.utils import secure_filename

log = []
app = Flask(__name__)
app.secret_key = "uploads"
app.config["MAX_CONTENT_LENGTH"] = 2000
app.config["MAX_FORM_MEMORY_SIZE"] = 1500
app.config["MAX_FORM_PARTS"] = 5
ALLOWED = {"txt", "png"}


@app.route("/upload", methods=["GET", "POST"])
def upload():
    if request.method == "GET":
        return " ".join(get_flashed_messages()) or "no message"
    if "file" not in request.files:
        flash("No file part")
        return redirect(request.url)
    file = request.files["file"]
    if file.filename == "":
        flash("No selected file")
        return redirect(request.url)
    name = secure_filename(file.filename)
    if "." not in name or name.rsplit(".", 1)[1].lower() not in ALLOWED:
        abort(415, f"not {name}")
    content = file.read()
    return jsonify(name=name, size=len(content), type=file.mimetype, note=request.form.get("note"), more=[f.filename for f in request.files.getlist("more")])


@app.post("/need")
def need():
    return request.files["missing"].filename


@app.post("/fields")
def fields():
    return jsonify(request.form.to_dict(flat=False))


@app.post("/late")
def late():
    log.append("view runs")
    try:
        request.form
    except RequestEntityTooLarge as error:
        log.append(f"caught {error.code}")
        raise
    return "fits"


@app.errorhandler(RequestEntityTooLarge)
def too_large(error):
    return jsonify(error="too large", limit=request.max_content_length), 413


@app.errorhandler(BadRequestKeyError)
def key(error):
    return f"key {error.args[0]} {error.description[:20]}", 400


def by_client(client):
    response = client.post("/upload", data={"file": (io.BytesIO(b"hello"), "../../etc/my file.TXT", "text/x-own"), "note": "n", "more": [(io.BytesIO(b"1"), "1.txt"), (io.BytesIO(b"2"), "2.txt")]})
    log.append(response.text.strip())
    response = client.post("/upload", data={"file": (io.BytesIO(b""), "")}, content_type="multipart/form-data", follow_redirects=True)
    log.append(f"{response.text} {len(response.history)}")
    response = client.post("/upload", data={}, follow_redirects=True)
    log.append(response.text)
    log.append(str(client.post("/upload", data={"file": (io.BytesIO(b"x"), "bad.exe")}).status_code))
    log.append(str(client.post("/upload", data={"file": (io.BytesIO(b"x" * 3000), "big.txt")}).status_code))
