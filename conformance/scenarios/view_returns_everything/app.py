from flask import Flask, Response, make_response, jsonify, stream_with_context, request
app = Flask(__name__)
def gen():
    yield "a"
    yield "ü"
    yield b"c"
VIEWS = {
 "str": lambda: "ü",
 "bytes": lambda: b"\x00\xff",
 "dict": lambda: {"b": 1, "a": [1.5, None]},
 "gen": lambda: gen(),
 "t_status": lambda: ("x", 201),
 "t_str_status": lambda: ("x", "299 Custom Reason"),
 "t_headers": lambda: ("x", {"X-A": "1", "Content-Type": "text/x-y"}),
 "t_hlist": lambda: ("x", [("X-A", "1"), ("X-A", "2")]),
 "t_hdictlist": lambda: ("x", {"X-A": ["1", "2"]}),
 "t_three": lambda: ("x", 404, {"X-A": "3"}),
 "t_json": lambda: ({"a": 1}, 422),
 "t_gen": lambda: (gen(), 200, {"Content-Type": "text/plain"}),
 "resp": lambda: Response("r", status=203, mimetype="text/plain"),
 "resp_tuple": lambda: (Response("r", status=203, headers={"X-A": "old", "X-B": "kept"}), 202, {"X-A": "new"}),
 "resp_nostatus": lambda: (make_response("x", 418), {"X-C": "1"}),
 "empty": lambda: "",
 "none_status": lambda: ("body", None) if False else ("body", 299),
 "s204": lambda: ("ignored", 204),
 "s304": lambda: ("ignored", 304),
 "ct_app": lambda: Response("{}", content_type="application/json"),
 "mt_xml": lambda: Response("<x/>", mimetype="application/xml"),
 "mt_svg": lambda: Response("<x/>", mimetype="image/svg+xml"),
 "mt_json": lambda: Response("{}", mimetype="application/json"),
 "mt_js": lambda: Response("x", mimetype="application/javascript"),
 "iter_list": lambda: Response(["a", "b", b"c"]),
 "none": lambda: None,
 "int": lambda: 42,
 "bool": lambda: True,
 "four": lambda: ("a", 200, {}, "x"),
 "one": lambda: ("a",),
}
@app.route("/<name>", methods=["GET", "POST"])
def view(name):
    return VIEWS[name]()
