import io

from flask import Flask, make_response, redirect, request

app = Flask(__name__)


@app.get("/seen")
def seen():
    return request.headers.get("Cookie", "no cookie")


@app.get("/cookies")
def cookies():
    return request.cookies.to_dict()


@app.get("/set")
def set_():
    response = make_response("set")
    response.set_cookie("short", "1", expires="Fri, 02 Jan 2026 03:00:00 GMT")
    response.set_cookie("negative", "1", max_age=-5)
    response.set_cookie("kept", "1")
    return response


@app.get("/rel/a")
def relative():
    return redirect("b")


@app.get("/b")
def b():
    return "below the root"


@app.get("/rel/b")
def rel_b():
    return "beside it"


@app.post("/upload")
def upload():
    return request.files["file"].filename


def quote_in_a_name(client):
    return client.post("/upload", data={"file": (io.BytesIO(b"x"), 'a"b.txt')}).text


def two_cookie_headers():
    client = app.test_client(use_cookies=False)
    return client.get("/cookies", headers=[("Cookie", "a=1"), ("Cookie", "b=2")]).json
