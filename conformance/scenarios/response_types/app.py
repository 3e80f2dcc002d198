from flask import Flask, Response, make_response
from werkzeug.exceptions import NotFound

log = []
app = Flask(__name__)
views = {
    "text": lambda: "tëxt",
    "bytes": lambda: b"\x00\xff",
    "dict": lambda: {"b": 1, "a": [True, None]},
    "empty-dict": lambda: {},
    "generator": lambda: (part for part in ["a", "b"]),
    "iterator": lambda: iter(["c", "d"]),
    "response": lambda: Response("r", 202, {"X-R": "1"}, mimetype="text/plain"),
    "status": lambda: ("created", 201),
    "headers": lambda: ("with headers", {"X-A": "b", "Content-Type": "text/plain"}),
    "both": lambda: ("both", 418, {"X-A": "b"}),
    "header-pairs": lambda: ("pairs", 200, [("X-A", "1"), ("X-A", "2")]),
    "dict-status": lambda: ({"error": "no"}, 400),
    "response-status": lambda: (Response("inner", 202), 203),
    "response-headers": lambda: (Response("inner", headers={"X-A": "old", "X-B": "kept"}), {"X-A": "new"}),
    "exception": lambda: NotFound("returned, not raised"),
    "none": lambda: None,
    "number": lambda: 3,
    "true": lambda: True,
    "status-none": lambda: ("text", None),
    "four": lambda: ("a", 200, {}, "x"),
    "one": lambda: ("a",),
}
for name, view in views.items():
    app.add_url_rule(f"/{name}", name, view)


def making():
    with app.test_request_context():
        for args in ((), ("text",), ("text", 201), ("text", {"X-A": "b"}), ("text", 202, {"X-A": "b"}), ({"a": 1},)):
            response = make_response(*args)
            log.append(f"{response.status} {response.get_data(as_text=True).strip()} {response.headers.get('X-A')}")
        same = Response("same")
        log.append(str(make_response(same) is same))
