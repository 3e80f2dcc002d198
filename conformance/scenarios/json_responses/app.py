import decimal
import uuid
from datetime import date, datetime, timezone

from flask import Flask, json, jsonify
from markupsafe import Markup

log = []
app = Flask(__name__)


@app.get("/values")
def values():
    return jsonify({"b": "ä€😀", "a": [1, None, True, "</script>"], "C": {"z": 1, "y": 2}, "10": "ten", "9": "nine"})


@app.get("/several")
def several():
    return jsonify(1, "two", None)


@app.get("/nothing")
def nothing():
    return jsonify()


@app.get("/types")
def types():
    return jsonify(
        date=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
        uuid=uuid.UUID("4a4b6c3e-1d1b-4c9f-8a54-0d9c3a1e2f30"),
        html=Markup("<b>&</b>"),
    )


@app.get("/numbers")
def numbers():
    return jsonify([0.1, 1e21, 1e-7, -5, 12345678901234567890, 1.5e300])


@app.get("/bad")
def bad():
    return jsonify({"a": object()})


def dumping():
    with app.app_context():
        log.append(json.dumps({"b": 1, "a": "ä"}))
        log.append(json.dumps([1, {"x": None}], indent=2))
        log.append(str(json.loads('{"a": [1, 2]}')["a"]))
        log.append(app.json.dumps({"b": 1, "a": 2}, sort_keys=False))
        log.append(str(app.json.loads('{"ä": [1]}'.encode())["ä"]))


def outside():
    log.append(json.dumps({"b": "ü", "a": [1, None]}))
    log.append(str(json.loads("[1, 2]")))


def settings():
    app.json.ensure_ascii = False
    app.json.sort_keys = False
    app.json.mimetype = "application/vnd.own+json"
    app.json.compact = False
