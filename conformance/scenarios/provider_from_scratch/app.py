from flask import Flask, json, jsonify, render_template_string, request
from flask.json.provider import JSONProvider

log = []


class Loud(JSONProvider):
    def dumps(self, obj, **kwargs):
        log.append(f"dumps {sorted(kwargs)}")
        if isinstance(obj, dict):
            return "{" + ";".join(f"{key}={value}" for key, value in obj.items()) + "}"
        return f"<{obj}>"

    def loads(self, s, **kwargs):
        text = s.decode() if isinstance(s, bytes) else s
        log.append(f"loads {text}")
        if text == "bad":
            raise ValueError("cannot load")
        return {"loaded": text}


class Own(Flask):
    json_provider_class = Loud


app = Own(__name__)


@app.get("/")
def index():
    return {"a": 1, "b": "x"}


@app.get("/jsonify")
def by_jsonify():
    return jsonify(a=1), 201


@app.get("/several")
def several():
    return jsonify([1, 2])


@app.post("/")
def read():
    return request.get_json()["loaded"]


@app.get("/template")
def template():
    return render_template_string("{{ {'a': '<'}|tojson }} {{ 5|tojson(indent=2) }}")


def by_hand(client):
    with app.app_context():
        log.append(json.dumps([1], indent=3))
        log.append(str(json.loads("text")))
    log.append(client.post("/", json={"k": "v"}).text)
    log.append(str(client.get("/").json))
