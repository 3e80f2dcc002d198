from flask import Flask, request, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.get("/untouched")
def untouched():
    return "untouched"


@app.get("/read")
def read():
    return str(session.get("name", "nobody"))


@app.get("/set")
def set_():
    session["name"] = request.args["name"]
    session["b"] = 2
    session["a"] = [1, {"x": None}]
    return "set"


@app.get("/contains")
def contains():
    return str("name" in session)


@app.get("/pop-missing")
def pop_missing():
    return str(session.pop("missing", "default"))


@app.get("/setdefault-existing")
def setdefault():
    return str(session.setdefault("name", "other"))


@app.get("/delete")
def delete():
    del session["a"]
    return str(session.pop("b"))


@app.get("/update")
def update():
    session.update({"x": 1, "name": "bob"})
    session.update(y=2)
    session.setdefault("new", True)
    return str(len(session))


@app.get("/dict")
def as_dict():
    keys = ",".join(session)
    values = ",".join(str(value) for value in session.values())
    items = ",".join(f"{key}={value}" for key, value in session.items())
    last = session.popitem()
    return f"{keys} {values} {items} {last[0]}"


@app.get("/clear")
def clear():
    session.clear()
    return "cleared"


@app.get("/flags")
def flags():
    log.append(f"{session.modified} {session.new} {session.permanent}")
    session["x"] = 1
    log.append(f"{session.modified}")
    session.modified = False
    return "not saved"
