from datetime import date, datetime, timezone
from uuid import UUID

from flask import Flask, Request, json, jsonify, render_template_string, request, session
from flask.json.provider import DefaultJSONProvider

log = []


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __html__(self):
        return f"<b>{self.cents / 100:.2f}</b>"


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Provider(DefaultJSONProvider):
    sort_keys = False
    ensure_ascii = False
    compact = True

    @staticmethod
    def default(value):
        if isinstance(value, Point):
            return {"x": value.x, "y": value.y}
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        return DefaultJSONProvider.default(value)


class StrictRequest(Request):
    def on_json_loading_failed(self, error):
        log.append("loading failed" if error else "no json")
        return {"failed": error is not None}


app = Flask(__name__)
app.json = Provider(app)
app.request_class = StrictRequest
app.secret_key = "json"


@app.get("/shapes")
def shapes():
    return jsonify(z=Point(1, 2), a={3, 1, 2}, m=Money(1250), when=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc), day=date(2025, 12, 31), id=UUID(int=5), t=(1, "ü€"))


@app.get("/dict")
def plain_dict():
    return {"z": Point(0, -1), "a": [Point(1, 1)]}, 201, {"X-Kind": "dict"}


@app.get("/script")
def script():
    return render_template_string("<script>let p = {{ p|tojson }}, q = {{ q|tojson(indent=1) }};</script><a title='{{ p|tojson|forceescape }}'>{{ m }}</a>", p=Point(1, "</script>&'"), q={"b": [1], "a": "é"}, m=Money(5))


@app.post("/in")
def into():
    return jsonify(got=request.get_json(), once_more=request.json, again=request.get_json(silent=True))


@app.post("/quiet")
def quiet():
    return jsonify(request.get_json(silent=True), request.get_json(force=True, silent=True), request.is_json)


@app.get("/bad")
def bad():
    return jsonify(x=object())


def outside():
    log.append(json.dumps({"b": "ü", "a": 1}))


def inside():
    with app.app_context():
        log.append(json.dumps({"b": "ü", "a": Point(1, 2)}))
        log.append(json.dumps({"b": "ü", "a": 1}, sort_keys=True, ensure_ascii=True, separators=(",", ":")))
        log.append(app.json.response(1, "a").get_data(as_text=True))
        log.append(app.json.response(a=None).get_data(as_text=True))
        try:
            app.json.response(1, a=2)
        except TypeError as error:
            log.append("refused")


def posting(client):
    response = client.post("/in", json={"p": Point(5, 6), "s": {2, 1}})
    log.append(response.text)
    log.append(str(response.json["got"]["s"]))
