from datetime import datetime, timezone

from flask import Flask, Response, json, jsonify, make_response, request

log = []
app = Flask(__name__)


@app.route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def echo():
    return jsonify(json=request.get_json(silent=True), method=request.method, type=request.content_type, length=request.content_length, mimetype=request.mimetype, params=request.mimetype_params, is_json=request.is_json)


@app.get("/vendor")
def vendor():
    response = jsonify({"a": 1})
    response.mimetype = "application/vnd.api+json"
    return response


@app.get("/text")
def text():
    return "[1, 2]"


@app.get("/broken")
def broken():
    return Response("{not json", mimetype="application/json")


@app.get("/empty")
def empty():
    return Response("", mimetype="application/json")


@app.get("/date")
def date():
    return {"when": datetime(2026, 7, 8, 9, 10, 11, tzinfo=timezone.utc), "tuple": (1, (2,)), "nested": {"z": None, "a": [True, {"k": 1.5}]}, "text": "line\n\u2028</script>"}


@app.get("/list")
def listed():
    return jsonify([]), 202


@app.get("/none")
def none():
    return jsonify(None)


@app.get("/made")
def made():
    return make_response({"made": True}, 201, {"X-Made": "1"})


@app.get("/str")
def text_json():
    return jsonify("text ü"), {"Cache-Control": "no-store"}


def requests(client):
    for kwargs in ({"json": {"b": [1, None], "a": "ü"}}, {"json": []}, {"json": "text"}, {"json": 0}, {"json": False}, {"data": '{"x": 1}', "content_type": "application/json; charset=utf-8"}, {"data": '{"x": 1}', "content_type": "application/ld+json"}, {"data": "{}", "mimetype": "application/json"}, {"json": {"a": 1}, "content_type": "application/x+json"}):
        response = client.post("/echo", **kwargs)
        log.append(json.dumps(response.json, sort_keys=True))


def responses(client):
    response = client.get("/vendor")
    log.append(f"{response.json} {response.is_json} {response.content_type}")
    response = client.get("/text")
    log.append(f"{response.json} {response.get_json(force=True)} {response.is_json}")
    for path in ("/broken", "/empty"):
        response = client.get(path)
        log.append(str(response.get_json(silent=True)))
        try:
            log.append(str(response.json))
        except Exception:
            log.append("error")
