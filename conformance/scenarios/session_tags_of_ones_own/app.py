from datetime import datetime, timezone
from uuid import UUID
from markupsafe import Markup
from flask import Flask, session, jsonify
from flask.json.tag import JSONTag, TaggedJSONSerializer, TagDict
class Foo:
    def __init__(self, data): self.data = data
class TagFoo(JSONTag):
    __slots__ = ()
    key = " f"
    def check(self, value): return isinstance(value, Foo)
    def to_json(self, value): return self.serializer.tag(value.data)
    def to_python(self, value): return Foo(value)
app = Flask(__name__)
app.secret_key = "tags"
app.session_interface.serializer.register(TagFoo)
log = []
@app.route("/set")
def set_():
    session["foo"] = Foo(("a", b"\x00\xff"))
    session["deep"] = {"l": [Foo(1), {"x": Foo({" t": [1]})}]}
    session["t"] = (1, (2, [3, ()]))
    session["d"] = datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    session["u"] = UUID("00000000-0000-0000-0000-00000000002a")
    session["m"] = Markup("<b>")
    session["esc"] = {" m": "x"}
    return "ok"
@app.route("/get")
def get():
    log.append(f"{type(session['foo']).__name__} {type(session['foo'].data).__name__} {session['foo'].data[1].hex()}")
    log.append(f"{session['deep']['l'][0].data} {type(session['deep']['l'][1]['x'].data).__name__}")
    log.append(f"{len(session['t'][1])} {type(session['t'][1][1][1]).__name__}")
    log.append(session["d"].strftime("%Y-%m-%dT%H:%M:%S"))
    log.append(session["u"].hex)
    log.append(session["m"].__html__())
    return jsonify(session["esc"])
@app.route("/serializer")
def ser():
    s = TaggedJSONSerializer()
    out = []
    for v in [{"a": (1, 2)}, (1,), b"x", {" di": 1}, {" di__": 1}, {"": 2}, [], {"x y": None}]:
        out.append(s.dumps(v))
    try:
        s.register(TagDict)
        out.append("registered")
    except KeyError:
        out.append("KeyError")
    s.register(TagDict, force=True, index=0)
    out.append(s.order[0].key)
    s.register(TagFoo, index=1)
    out.append(s.order[1].key)
    out.append(s.dumps([Foo("q")]))
    out.append(s.loads('{" f":"z"}').data)
    return jsonify(out)
