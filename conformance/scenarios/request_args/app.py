from flask import Flask, request
from werkzeug.datastructures import CombinedMultiDict, ImmutableMultiDict, MultiDict

log = []
app = Flask(__name__)


@app.get("/get")
def get():
    args = request.args
    return "|".join(
        str(value)
        for value in (
            args.get("page"),
            args.get("page", 1, int),
            args.get("page", type=int),
            ",".join(map(str, args.getlist("page", int))),
            repr(args.get("flag")),
            repr(args.get("empty")),
            args.get("text"),
            args.get("bad"),
            "flag" in args,
            len(args),
        )
    )


@app.get("/key")
def key():
    return request.args["name"]


@app.get("/all")
def everything():
    return {
        "first": request.args.to_dict(),
        "lists": request.args.to_dict(flat=False),
        "pairs": [list(pair) for pair in request.args.items(multi=True)],
    }


def show(label, value):
    log.append(f"{label}: {value}")


def methods():
    d = MultiDict([("a", "1"), ("b", "2"), ("a", "3")])
    d.add("c", "4")
    show("getlist", d.getlist("a"))
    d.setlist("b", ["5", "6"])
    show("b", d["b"])
    d["a"] = "7"
    show("a", d.getlist("a"))
    show("setdefault", d.setdefault("new", "8"))
    show("setlistdefault", d.setlistdefault("list", ["9"]))
    show("poplist", d.poplist("b"))
    show("pop", d.pop("c"))
    show("pop missing", d.pop("c", "none"))
    show("keys", list(d))
    show("values", list(d.values()))
    show("listvalues", list(d.listvalues()))
    show("lists", [key for key, _ in d.lists()])
    d.update({"a": "10", "z": ["11", "12"]})
    show("updated", d.getlist("a") + d.getlist("z"))
    show("copy", d.copy().getlist("z"))
    show("in", "z" in d)
    show("popitem", len(d.popitem()))
    for name in ("add", "setlist"):
        try:
            getattr(ImmutableMultiDict([("a", "1")]), name)("a", "x")
        except TypeError as error:
            show(name, str(error).split(";")[0])
    combined = CombinedMultiDict([MultiDict({"a": "1"}), MultiDict({"a": "2", "b": "3"})])
    show("combined", [combined["a"], combined["b"], combined.getlist("a"), len(combined), "x" in combined])
