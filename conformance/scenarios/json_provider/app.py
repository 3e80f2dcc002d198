from flask import Flask, jsonify, render_template_string, request
from flask.json.provider import DefaultJSONProvider


class Own(DefaultJSONProvider):
    mimetype = "application/x-own+json"

    def default(self, o):
        if isinstance(o, Point):
            return f"point {o.x}"
        return super().default(o)

    def dumps(self, obj, **kwargs):
        log.append("dumps")
        return super().dumps(obj, **kwargs)

    def loads(self, s, **kwargs):
        log.append("loads")
        return super().loads(s, **kwargs)


class Point:
    def __init__(self, x):
        self.x = x


log = []
app = Flask(__name__)
app.json = Own(app)
other = Flask("other")


@app.get("/out")
def out():
    return jsonify(point=Point(3))


@app.post("/in")
def into():
    return {"got": request.json}


@app.get("/template")
def template():
    return render_template_string("<script>x = {{ value|tojson }}</script>", value={"b": "</script>'&\"", "a": Point(1)})


def debug():
    app.debug = True


@app.get("/plain")
def plain():
    return {"b": [1, 2], "a": {}}
