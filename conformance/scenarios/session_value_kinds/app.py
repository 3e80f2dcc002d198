from flask import Flask, session, jsonify, request
from markupsafe import Markup
from uuid import UUID
from datetime import datetime, timezone, date
from decimal import Decimal
log = []
app = Flask(__name__)
app.secret_key = b"\x00bytes\xff"
V = {
 "nums": lambda: [1, 1.5, -0.1, 1e100, 10**20, 1e-7, True, None, 2.0],
 "text": lambda: "ü€😀\u007f\n\"\\<&",
 "tuple": lambda: (1, (2, "x"), []),
 "bytes": lambda: b"\x00\xff",
 "markup": lambda: Markup("<b>x</b>"),
 "uuid": lambda: UUID("12345678123456781234567812345678"),
 "date": lambda: datetime(2026, 5, 6, 7, 8, 9, tzinfo=timezone.utc),
 "tagdict": lambda: {" t": [1]},
 "tagdict2": lambda: {" t": 1, "x": 2},
 "nested": lambda: {"b": {"z": 1, "a": {"ü": [{"k": (1,)}]}}, "10": 1, "9": 2},
 "empty": lambda: {},
 "long": lambda: "ab" * 200,
 "under": lambda: {" t__": [1]},
}
@app.route("/set/<name>")
def set_(name):
    session.clear()
    session[name] = V[name]()
    return "ok"
@app.route("/type")
def typ():
    out = {}
    for k, v in session.items():
        out[k] = type(v).__name__.replace("Fake", "").lower() if "atetime" in type(v).__name__ else type(v).__name__
    return jsonify(out)
@app.route("/raw")
def raw():
    return jsonify({k: (v if not isinstance(v, (bytes, datetime)) else "special") for k, v in session.items()})
