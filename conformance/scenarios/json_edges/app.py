from flask import Flask, jsonify, request

log = []
app = Flask(__name__)


@app.get("/out")
def out():
    return jsonify([0, -1, 2**31, 0.1, 1e-7, 1e22, 123456.789, True, None, "", "\u2028\x00\x1f\x7f\\\"/é😀"])


@app.get("/keys")
def keys():
    return jsonify({"b": 1, "B": 2, "ä": 3, "a": {"z": 1, "y": [{"q": 1, "p": 2}]}, "": 0, "_": 1, "😀": 2, "\ufffd": 3})


@app.get("/markup")
def markup():
    class Html:
        def __html__(self):
            return "<b>"

    return jsonify(html=Html(), plain="<b>&'")


@app.get("/deep")
def deep():
    value = []
    for _ in range(100):
        value = [value]
    return jsonify(value)


@app.get("/undefined")
def undefined():
    return jsonify({"a": {1, 2}})


@app.post("/echo")
def echo():
    value = request.get_json()
    log.append(type(value).__name__)
    return jsonify(value)
