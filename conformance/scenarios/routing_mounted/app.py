from flask import Flask, request, session, url_for

log = []
app = Flask(__name__)
app.config.update(
    SERVER_NAME="example.org:5000", APPLICATION_ROOT="/root", PREFERRED_URL_SCHEME="https", SECRET_KEY="dev"
)


@app.get("/")
def index():
    session["x"] = 1
    return request.url


@app.get("/folder/")
def folder():
    return "folder"


@app.get("/urls")
def urls():
    return f"{url_for('index')} {url_for('folder', _external=True)} {url_for('static', filename='a b.css')}"


@app.get("/where")
def where():
    return f"{request.script_root} {request.root_path} {request.path} {request.full_path}"
