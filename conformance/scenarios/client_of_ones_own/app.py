import io

from flask import Flask, Response, flash, g, get_flashed_messages, jsonify, redirect, request, session, url_for
from flask.testing import FlaskClient

log = []


class OwnResponse(Response):
    default_mimetype = "text/own"


class Client(FlaskClient):
    def __init__(self, *args, token=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.token = token

    def open(self, *args, **kwargs):
        headers = dict(kwargs.pop("headers", {}) or {})
        if self.token:
            headers.setdefault("Authorization", f"Token {self.token}")
        kwargs["headers"] = headers
        response = super().open(*args, **kwargs)
        log.append(f"opened {response.request.method} {response.request.path} {response.status_code}")
        return response

    def login(self, user):
        return self.post("/login", data={"user": user}, follow_redirects=True)


app = Flask(__name__)
app.secret_key = "own client"
app.test_client_class = Client
app.response_class = OwnResponse


@app.post("/login")
def login():
    session["user"] = request.form["user"]
    flash(f"Welcome {session['user']}", "welcome")
    return redirect(url_for("me"), 303)


@app.get("/me")
def me():
    g.user = session.get("user")
    return jsonify(user=g.user, auth=request.headers.get("Authorization"), flashes=get_flashed_messages(with_categories=True))


@app.route("/body", methods=["POST", "PUT", "DELETE"])
def body():
    return f"{request.method} {request.content_type} {request.get_data(as_text=True)}"


@app.route("/move", methods=["GET", "POST", "HEAD"])
def move():
    return redirect(url_for("body"), int(request.args["code"]))


def logs_in():
    client = app.test_client(token="t1")
    with client:
        response = client.login("ann")
        log.append(f"{response.status} {response.json} {len(response.history)}")
        log.append(f"{[r.status_code for r in response.history]} {response.history[0].location} {response.history[0].request.path}")
        log.append(f"{session['user']} {g.user} {request.path} {get_flashed_messages()}")
        log.append(f"{response.is_json} {response.content_type} {response.content_length} {response.mimetype}")
    log.append(client.get("/me", headers={"Authorization": "mine"}).json["auth"])
    log.append(str(app.test_client().get("/me").json))


def moves():
    client = app.test_client()
    for code in (307, 308):
        response = client.post(f"/move?code={code}", data={"a": "1", "f": (io.BytesIO(b"x"), "f.txt")} if code == 307 else b"raw", follow_redirects=True)
        log.append(f"{response.status_code} {response.text.split(';')[0]} {len(response.text) > 20}")
        log.append(f"{response.request.method} {response.request.url} {[r.status for r in response.history]}")
    response = client.head("/move?code=302", follow_redirects=True)
    log.append(f"{response.status_code} {response.request.method} {response.data}")
    response = client.post("/move?code=302", follow_redirects=True)
    log.append(f"{response.status_code} {response.request.method} {sorted(response.allow)}")


def parts():
    client = app.test_client()
    response = client.get("/nowhere")
    log.append(f"{response.status_code} {response.json} {response.get_json(silent=True)} {response.mimetype}")
    try:
        response.get_json(force=True)
        log.append("read")
    except Exception:
        log.append("not JSON")
    log.append(f"{response.get_json(force=True, silent=True)} {'not found' in response.text} {response.get_data(as_text=True) == response.text} {response.data == response.text.encode()}")


def transactions():
    client = app.test_client()
    with client.session_transaction() as sess:
        sess["user"] = "bob"
        sess["_flashes"] = [("note", "before")]
        log.append(f"{sess.new} {sess.modified} {sess.permanent}")
    log.append(str(client.get("/me").json))
    with client.session_transaction() as sess:
        log.append(f"{sorted(sess)} {sess.new} {'_flashes' in sess}")
        del sess["user"]
        sess.setdefault("list", []).append(1)
        sess.modified = True
    with client.session_transaction("/deep", base_url="http://other.example/") as sess:
        log.append(f"{dict(sess)}")
        sess["elsewhere"] = True
    with client.session_transaction() as sess:
        log.append(f"{dict(sess)}")
    log.append(str(client.get("/me").json["user"]))
    log.append(f"{client.get_cookie('session') is not None} {client.get_cookie('session', domain='other.example') is not None}")
