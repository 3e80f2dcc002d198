from datetime import datetime, timedelta, timezone

from flask import Flask, Response, make_response, request

log = []
app = Flask(__name__)


@app.get("/plain")
def plain():
    response = make_response("plain")
    response.set_cookie("a", "1")
    response.set_cookie("b")
    response.set_cookie("a", "2")
    return response


@app.get("/ages")
def ages():
    response = make_response("ages")
    response.set_cookie("seconds", "1", max_age=60)
    response.set_cookie("delta", "1", max_age=timedelta(hours=1))
    response.set_cookie("zero", "1", max_age=0)
    response.set_cookie("date", "1", expires=datetime(2030, 5, 6, 7, 8, 9, tzinfo=timezone.utc))
    response.set_cookie("number", "1", expires=0)
    response.set_cookie("text", "1", expires="Wed, 06 May 2030 07:08:09 GMT")
    response.set_cookie("both", "1", max_age=5, expires=1000)
    return response


@app.get("/attributes")
def attributes():
    response = make_response("attributes")
    response.set_cookie(
        "all", "1", max_age=9, path="/p", domain="example.org", secure=True, httponly=True, samesite="lax", partitioned=True
    )
    response.set_cookie("strict", "1", samesite="STRICT")
    response.set_cookie("none", "1", samesite="None")
    response.set_cookie("part", "1", partitioned=True)
    response.set_cookie("nopath", "1", path=None)
    response.set_cookie("path", "1", path="/ä b;c")
    response.set_cookie("dot", "1", domain=".example.org:80")
    response.set_cookie("idna", "1", domain="bücher.example")
    return response


@app.get("/quoting")
def quoting():
    response = make_response("quoting")
    for number, value in enumerate(("a b", "a,b", "a;b", 'q"q', "back\\slash", "ä€", "%41", "tab\t", "{}=/+", "\x7f", "")):
        response.set_cookie(f"c{number}", value)
    return response


@app.get("/delete")
def delete():
    response = make_response("delete")
    response.delete_cookie("a")
    response.delete_cookie("b", path="/p", domain="example.org", secure=True, httponly=True, samesite="Lax", partitioned=True)
    return response


@app.get("/show")
def show():
    return request.cookies.to_dict()


@app.get("/errors")
def errors():
    response = Response("errors")
    for label, args, kwargs in (
        ("number", ("a", 1), {}),
        ("none", ("a", None), {}),
        ("samesite", ("a", "1"), {"samesite": "sometimes"}),
        ("empty name", ("", "1"), {}),
    ):
        try:
            response.set_cookie(*args, **kwargs)
            log.append(f"{label}: fine")
        except (TypeError, ValueError, AttributeError):
            log.append(f"{label}: error")
    return response if not response.headers.getlist("Set-Cookie") else "some were set"


@app.get("/replace")
def replace():
    response = make_response("replace")
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response, {"Set-Cookie": "c=3"}


@app.get("/large")
def large():
    response = make_response("large")
    response.set_cookie("large", "x" * 5000)
    return response
