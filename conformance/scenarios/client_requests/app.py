from io import BytesIO

from flask import Flask, jsonify, request

log = []
app = Flask(__name__)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


@app.route("/echo", methods=METHODS, provide_automatic_options=False)
def echo():
    return f"{request.method} {request.full_path} {request.mimetype} {request.get_data(as_text=True)}"


@app.route("/form", methods=METHODS)
def form():
    files = ",".join(f"{key}={file.filename}:{file.mimetype}:{len(file.read())}" for key, file in request.files.items(multi=True))
    return f"{list(request.form.items(multi=True))} {files}"


@app.route("/url")
def url():
    return request.url


@app.route("/json", methods=METHODS)
def json():
    return jsonify(request.get_json(silent=True)), 201, {"X-A": "b"}


def methods(client):
    for name in ("get", "post", "put", "patch", "delete", "options", "trace"):
        log.append(getattr(client, name)("/echo").text)
    log.append(client.head("/echo").text + "|")
    log.append(client.open("/echo", method="put").text)


def bodies(client):
    log.append(client.post("/echo", data="text").text)
    log.append(client.post("/echo", data=b"bytes", content_type="a/b").text)
    log.append(client.post("/echo", json={"b": 1, "a": [None]}).text)
    log.append(client.post("/echo", data={"a": "1 2", "l": ["x", "y"]}).text)
    log.append(client.post("/form", data={"a": "ä", "n": 3}, content_type="multipart/form-data").text)
    log.append(client.post("/form", data={"f": (BytesIO(b"abc"), "f.txt"), "t": "1"}).text)
    log.append(client.post("/form", data={"f": [(BytesIO(b"a"), "1.bin", "x/y"), (BytesIO(b"bc"), "2.png")]}).text)
    log.append(client.get("/echo", query_string={"a": ["1", "2"], "b": "ä c"}).text)
    log.append(client.get("/echo?x=1").text)
    log.append(client.post("/echo", data="j", mimetype="text/own").text)


def addresses(client):
    log.append(client.get("/url").text)
    log.append(client.get("/url", base_url="https://example.org:8443/root").text)
    log.append(client.get("http://other.net/url").text)
    log.append(client.get("/url", subdomain="sub").text)
    log.append(client.get("/url", url_scheme="https").text)
    log.append(client.get("/url", headers={"Host": "by-header.org"}).text)


def responses(client):
    response = client.post("/json", json=[1])
    log.append(f"{response.status_code} {response.status} {response.json} {response.headers['X-A']} {response.mimetype}")
    log.append(f"{response.text.strip()} {len(response.data)} {response.request.path} {len(response.history)} {response.location}")
    log.append(str(client.get("/url").json))
    log.append(str(response.get_json()))


def refusals(client):
    for label, action in (
        ("json and data", lambda: client.post("/echo", json={}, data="x")),
        ("two queries", lambda: client.get("/echo?a=1", query_string="b=2")),
        ("base_url and subdomain", lambda: client.get("/echo", base_url="http://a.b", subdomain="c")),
    ):
        try:
            action()
            log.append(f"{label}: fine")
        except (AssertionError, ValueError, TypeError):
            log.append(f"{label}: error")


@app.route("/environment")
def show_environment():
    return f"{request.remote_addr} {request.user_agent.string}"


def environment():
    client = app.test_client()
    log.append(client.environ_base["REMOTE_ADDR"])
    client.environ_base["REMOTE_ADDR"] = "10.1.1.1"
    client.environ_base["HTTP_USER_AGENT"] = "Changed/1"
    log.append(client.get("/environment").text)
    log.append(client.get("/environment", environ_base={"REMOTE_ADDR": "10.2.2.2"}).text.split()[0])
    log.append(client.get("/environment", headers={"User-Agent": "Own/2"}).text)
