from flask import Flask, jsonify, request
from werkzeug.datastructures import Headers, ImmutableMultiDict, MultiDict

app = Flask(__name__)
log = []


@app.route("/args")
def args():
    a = request.args
    return jsonify(
        get=a.get("a"), default=a.get("zz", "d"), typed=a.get("n", type=int), bad=a.get("a", 7, type=int), none=a.get("zz"),
        getlist=a.getlist("a"), ints=a.getlist("n", type=int), empty=a.getlist("zz"), has=["a" in a, "zz" in a], length=len(a),
        keys=sorted(a.keys()), items=sorted(a.items()), multi=sorted(a.items(multi=True)), values=sorted(a.values()), lists=sorted(a.lists()), listvalues=sorted(a.listvalues()),
        flat=a.to_dict(), nested=a.to_dict(flat=False), iterated=sorted(a), first=a["a"], full=request.full_path, query=request.query_string.decode(),
    )


@app.route("/missing")
def missing():
    return request.args["zz"]


@app.route("/typed")
def typed():
    def even(value):
        number = int(value)
        if number % 2:
            raise ValueError("odd")
        return number

    return jsonify([request.args.get("n", type=even), request.args.get("n", "no", even), request.args.getlist("n", even), request.args.get("f", type=float), request.args.get("b", type=lambda v: v == "1")])


@app.route("/immutable/<how>")
def immutable(how):
    try:
        if how == "set":
            request.args["a"] = "x"
        elif how == "pop":
            request.args.pop("a")
        elif how == "add":
            request.args.add("a", "b")
        else:
            request.form.setlist("a", [])
        return "changed"
    except TypeError as e:
        return f"{e}"


@app.route("/copy", methods=["GET", "POST"])
def copy():
    a = request.values.copy() if "all" in request.args else request.args.copy()
    a["new"] = "1"
    a.add("new", "2")
    a.setlist("list", ["x", "y"])
    a.setdefault("a", "never")
    a.setlistdefault("late", ["z"])
    popped = [a.pop("list"), a.poplist("new"), a.pop("gone", "fallback")]
    a.update({"up": ["1", "2"], "a": "more"})
    return jsonify(popped=popped, now=a.to_dict(flat=False), original=request.args.to_dict(flat=False))


@app.route("/form", methods=["POST", "PUT"])
def form():
    f = request.form
    return jsonify(flat=f.to_dict(), lists=f.to_dict(flat=False), values=request.values.to_dict(flat=False), n=f.get("n", 0, int), files=sorted(request.files), names=[x.filename for x in request.files.getlist("file")], has=["n" in f, "file" in request.files])


def by_hand():
    d = MultiDict([("a", "b"), ("a", "c"), ("x", "1")])
    out = [d["a"], d.getlist("a"), len(d), list(d), d.to_dict(), list(d.items(multi=True))]
    e = MultiDict({"a": ["1", "2"], "b": "3"})
    out += [e.to_dict(flat=False), bool(MultiDict()) or len(MultiDict())]
    d.update(e)
    out.append(d.to_dict(flat=False))
    del d["a"]
    out.append(sorted(d))
    d.clear()
    out.append(len(d))
    h = Headers([("X-A", "1"), ("x-a", "2"), ("X-B", "3")])
    out += [h.get("x-a"), h.getlist("X-A"), "x-b" in h, len(h), h.to_wsgi_list()]
    h["X-A"] = "only"
    h.add("Content-Disposition", "attachment", filename="a b.txt")
    h.setdefault("X-B", "never")
    h.remove("X-B")
    h.extend({"X-C": ["4", "5"]})
    out += [[list(p) for p in h], h.pop("X-C"), h.get("X-Z", "none"), h.get("X-N", type=int), h.keys() is not None]
    return out


@app.route("/headers")
def headers():
    h = request.headers
    return jsonify(get=h.get("x-number", type=int), missing=h.get("X-Nope"), has="X-NUMBER" in h, host=h["Host"], ua=h.get("User-Agent"), cookie=request.cookies.get("a"), cookies=request.cookies.to_dict())
