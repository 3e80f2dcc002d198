from flask import Blueprint, Flask, abort, g, jsonify, request
from flask.views import MethodView, View
from werkzeug.exceptions import HTTPException, MethodNotAllowed

log = []
app = Flask(__name__)


def loud(view):
    def wrapped(*args, **kwargs):
        log.append(f"loud {view.__name__} {request.method}")
        if request.args.get("deny"):
            abort(403, "denied by a decorator")
        return view(*args, **kwargs)
    wrapped.__name__ = view.__name__
    return wrapped


class Base(MethodView):
    decorators = [loud]

    def dispatch_request(self, **kwargs):
        log.append("dispatch")
        try:
            return super().dispatch_request(**kwargs)
        except LookupError as error:
            log.append(f"lookup {error}")
            abort(404, "found nothing")


class Thing(Base):
    things = {"a": 1}

    def __init__(self, kind):
        self.kind = kind
        log.append(f"made {kind}")

    def get(self, name):
        return {"kind": self.kind, "value": self.things[name] if name in self.things else self.lost(name)}

    def lost(self, name):
        raise LookupError(name)

    def put(self, name):
        data = request.get_json()
        self.things[name] = data["value"] if isinstance(data, dict) and "value" in data else None
        return "", 204

    def delete(self, name):
        raise RuntimeError("cannot delete")


class Quiet(View):
    methods = ["GET", "POST"]
    init_every_request = False
    provide_automatic_options = False

    def __init__(self):
        self.count = 0
        log.append("made quiet")

    def dispatch_request(self, **kwargs):
        self.count += 1
        if request.method == "POST":
            raise MethodNotAllowed(["GET"], "not really")
        return f"{self.count} {sorted(kwargs)}"


class Nothing(View):
    pass


class HeadOnly(MethodView):
    def head(self):
        return "", 200, {"X-Head": "own"}

    def get(self):
        return "got"


app.add_url_rule("/thing/<name>", view_func=Thing.as_view("thing", "plain"))
app.add_url_rule("/other/<name>", view_func=Thing.as_view("other", kind="other"), defaults={})
app.add_url_rule("/quiet", view_func=Quiet.as_view("quiet"))
app.add_url_rule("/quiet/<x>", view_func=app.view_functions["quiet"])
app.add_url_rule("/nothing", view_func=Nothing.as_view("nothing"))
app.add_url_rule("/head", view_func=HeadOnly.as_view("head"))


@app.errorhandler(HTTPException)
def http(error):
    return jsonify(code=error.code, description=error.description), error.code, [(k, v) for k, v in error.get_headers() if k != "Content-Type"]


@app.errorhandler(RuntimeError)
def runtime(error):
    return f"runtime {error}", 500


def details():
    log.append(f"{sorted(Thing.methods)} {sorted(Quiet.methods)} {Nothing.methods} {sorted(HeadOnly.methods)}")
    view = app.view_functions["thing"]
    log.append(f"{view.__name__} {view.view_class.__name__ if hasattr(view, 'view_class') else None}")
