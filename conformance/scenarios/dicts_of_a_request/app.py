from flask import Flask, abort, g, jsonify, render_template_string, request, session
from flask.ctx import _AppCtxGlobals

log = []


class Globals(_AppCtxGlobals):
    def __init__(self):
        self.made = "by class"

    def __getattr__(self, name):
        if name.startswith("lazy_"):
            value = f"computed {name[5:]}"
            setattr(self, name, value)
            log.append(value)
            return value
        raise AttributeError(name)


class Own(Flask):
    app_ctx_globals_class = Globals


app = Own(__name__)
app.secret_key = "globals"


@app.get("/")
def index():
    g.own = [1]
    g.setdefault("own", []).append(2)
    log.append(f"{g.own} {g.pop('own')} {g.pop('own', 'gone')} {'own' in g} {sorted(g)} {g.get('made')}")
    return render_template_string("{{ g.made }} {{ g.missing is defined }} {{ g.get('x', 'd') }} {{ 'made' in g }}")



@app.get("/missing")
def missing():
    return str(g.get("a")) + str(getattr(g, "a", "default"))


@app.get("/session")
def of_session():
    session["a"] = {"b": [1]}
    session.setdefault("list", []).append(1)
    session.update(c=3, d=None)
    return jsonify(sorted(session), session.pop("d", 5), session.pop("e", 5), len(session), "a" in session, session.get("zz"), session.permanent, session.new, session.modified)


@app.get("/session2")
def of_session2():
    if "list" not in session:
        abort(404)
    values = [list(session.keys()), list(session.values()), [list(pair) for pair in session.items()]]
    session.popitem()
    session["list"] += [2]
    return jsonify(values, dict(session))
