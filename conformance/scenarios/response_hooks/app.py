from flask import Flask, Response, after_this_request, jsonify, request

log = []
app = Flask(__name__)


@app.after_request
def change(response):
    log.append(f"{response.status_code} {response.mimetype} {request.endpoint and response.is_streamed} {response.direct_passthrough}")
    if request.path == "/body":
        response.data = response.get_data(as_text=True).upper() + "!"
    if request.path == "/status":
        response.status_code = 202
        response.headers.remove("Content-Type")
    if request.path == "/replace":
        return Response("another", 203, {"X-New": "1"})
    if request.path == "/json":
        data = response.get_json()
        data["added"] = True
        response.data = app.json.dumps(data)
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.add("X-Many", "1")
    response.headers.add("X-Many", "2")
    return response


@app.get("/body")
@app.get("/status", endpoint="status")
@app.get("/replace", endpoint="replace")
def body():
    return "bödy"


@app.get("/cookie")
def cookie():
    @after_this_request
    def set_it(response):
        response.set_cookie("once", "1")
        return response

    @after_this_request
    def header(response):
        response.headers["X-Order"] = "second"
        return response

    return "cookie"


@app.get("/stream")
def stream():
    def generate():
        yield "a"
        yield "b"

    return Response(generate(), mimetype="text/plain")


@app.get("/json")
def json():
    return jsonify(a=1)
