from flask import Flask, jsonify

log = []
app = Flask(__name__)


@app.get("/jsonify")
def with_jsonify():
    return jsonify([1, "a"])


@app.get("/list")
def as_list():
    return [1, 2, 3, 4]
