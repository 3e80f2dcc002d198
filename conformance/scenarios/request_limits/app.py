from flask import Flask, request

log = []
app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 20


@app.before_request
def limits():
    if request.path == "/raised":
        request.max_content_length = 1000
    if request.path == "/lowered":
        request.max_content_length = 2
    if request.path == "/parts":
        request.max_content_length = 1000
        request.max_form_parts = 2
    if request.path == "/memory":
        request.max_content_length = 1000
        request.max_form_memory_size = 10


@app.errorhandler(413)
def too_large(error):
    return f"too large: {error.name}", 413


@app.post("/form")
@app.post("/raised", endpoint="raised")
@app.post("/lowered", endpoint="lowered")
@app.post("/parts", endpoint="parts")
@app.post("/memory", endpoint="memory")
def form():
    return request.form.to_dict()


@app.post("/ignore")
def ignore():
    return "the body was not asked for"


@app.post("/data")
def data():
    return request.data
