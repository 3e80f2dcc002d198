from datetime import datetime, timedelta, timezone
from flask import Flask, make_response, request, jsonify
app = Flask(__name__)
C = [
 lambda r: r.set_cookie("a", "b"),
 lambda r: r.set_cookie("a", "ü x,y;z\"q\\"),
 lambda r: r.set_cookie("a", "1", max_age=60, path="/p q", domain=".Example.COM:80", secure=True, httponly=True, samesite="lax"),
 lambda r: r.set_cookie("a", "1", max_age=timedelta(hours=1)),
 lambda r: r.set_cookie("a", "1", expires=0),
 lambda r: r.set_cookie("a", "1", expires=datetime(2027, 1, 2, 3, 4, 5, tzinfo=timezone.utc), path=None),
 lambda r: r.set_cookie("a", "1", expires="whatever", max_age=0),
 lambda r: r.set_cookie("a", "1", samesite="None", partitioned=True),
 lambda r: r.set_cookie("a", "1", samesite="bogus"),
 lambda r: r.delete_cookie("a", path="/x", domain="example.com", secure=True, httponly=True, samesite="Strict"),
 lambda r: (r.set_cookie("a", "1"), r.set_cookie("a", "2", path="/b"), r.delete_cookie("c")),
 lambda r: r.set_cookie("a", ""),
 lambda r: r.set_cookie("a", "100%"),
 lambda r: r.set_cookie("a", "=x=/?:@()[]{}"),
 lambda r: r.set_cookie("a", "\x01\t\n"),
 lambda r: r.set_cookie("a", "1", domain="müller.test"),
 lambda r: r.set_cookie("big", "x" * 4200),
 lambda r: r.set_cookie("a", "1", expires=1800000000.9),
]
@app.route("/<int:i>")
def set_(i):
    r = make_response("ok")
    try:
        C[i](r)
    except Exception as e:
        return f"error {e}"
    return r
@app.route("/show")
@app.route("/b/show")
def show():
    return jsonify(request.cookies.to_dict(flat=False))
