import uuid
from datetime import datetime, timezone

from flask import Flask, session
from flask.json.tag import JSONTag
from markupsafe import Markup

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.get("/types")
def types():
    session["tuple"] = (1, (2, "x"))
    session["bytes"] = b"\x00\xff"
    session["markup"] = Markup("<b>&</b>")
    session["uuid"] = uuid.UUID("4a4b6c3e-1d1b-4c9f-8a54-0d9c3a1e2f30")
    session["date"] = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    session["nested"] = {"list": [(1,), b"a"], "none": None}
    return "types"


@app.get("/show-types")
def show_types():
    s = session
    return (
        f"{type(s['tuple']).__name__} {s['tuple'][1][1]} {s['bytes'].hex()} {s['markup'] + '<'} "
        f"{s['uuid'].hex} {int(s['date'].timestamp())} {s['nested']['list'][0][0]}"
    )


@app.get("/numbers")
def numbers():
    session.clear()
    session["ints"] = [0, -1, 2**53, 2**70]
    session["floats"] = [1.0, 0.1, 1e16, 1e-7, 1.5e300]
    return "numbers"


@app.get("/texts")
def texts():
    session.clear()
    session["é"] = "ü€😀\x7f\n\"\\/<"
    session["Z"] = session["a"] = session["10"] = session["9"] = True
    return "texts"


@app.get("/tag-like")
def tag_like():
    session.clear()
    session["one"] = {" t": [1, 2]}
    session["two"] = {" b": "x", "other": 1}
    session["di"] = {" di": 1}
    return "tag-like"


@app.get("/show-tag-like")
def show_tag_like():
    return {"one": session["one"], "two": session["two"], "di": session["di"]}


@app.get("/unserialisable")
def unserialisable():
    session["bad"] = lambda: None
    return "never"


class Point:
    def __init__(self, x):
        self.x = x


class TagPoint(JSONTag):
    key = " p"

    def check(self, value):
        return isinstance(value, Point)

    def to_json(self, value):
        return value.x

    def to_python(self, value):
        return Point(value)


def own_tag():
    app.session_interface.serializer.register(TagPoint)
    try:
        app.session_interface.serializer.register(TagPoint)
    except KeyError:
        log.append("registered already")
    app.session_interface.serializer.register(TagPoint, force=True, index=0)


@app.get("/own-tag")
def use_own_tag():
    session.clear()
    session["point"] = Point(3)
    return "own"


@app.get("/show-own-tag")
def show_own_tag():
    return f"{type(session['point']).__name__} {session['point'].x}"
