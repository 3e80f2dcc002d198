from flask import Flask, request
from flask.views import MethodView, View

log = []
app = Flask(__name__)


def tag(label):
    def decorate(view):
        def wrapper(**kwargs):
            log.append(f"{label} {request.endpoint}")
            return view(**kwargs)

        return wrapper

    return decorate


class Counter(View):
    init_every_request = False
    methods = ["GET", "POST"]
    decorators = [tag("first"), tag("second")]

    def __init__(self, start=0):
        log.append(f"init {start}")
        self.value = start

    def dispatch_request(self, step=1):
        self.value += step
        return f"{self.value}"


class Fresh(Counter):
    init_every_request = True
    methods = ["put"]
    decorators = []


class Plain(View):
    provide_automatic_options = False

    def dispatch_request(self):
        return "plain"


class Base(MethodView):
    methods = ["GET", "PROPFIND"]

    def get(self, **values):
        return f"base get {sorted(values)}"

    def propfind(self, **values):
        return "propfind"


class Child(Base):
    def post(self, **values):
        return "child post"


class Narrow(Child):
    methods = ["POST"]


class Mixin:
    def delete(self, **values):
        return "mixin delete"


class Mixed(Mixin, Child):
    pass


class Heady(MethodView):
    def get(self):
        return "get body", {"X-From": "get"}

    def head(self):
        return "", {"X-From": "head"}

    def options(self):
        return "own options"


class Nothing(MethodView):
    pass


app.add_url_rule("/counter", view_func=Counter.as_view("counter", 10))
app.add_url_rule("/counter/<int:step>", "counter_step", Counter.as_view("counter_step"))
app.add_url_rule("/fresh", view_func=Fresh.as_view("fresh", 5))
app.add_url_rule("/fresh/<int:step>", "fresh_step", view_func=Fresh.as_view("other"), methods=["GET"])
app.add_url_rule("/plain", view_func=Plain.as_view("plain"))
for name, cls in [("base", Base), ("child", Child), ("narrow", Narrow), ("mixed", Mixed), ("heady", Heady)]:
    app.add_url_rule(f"/{name}", view_func=cls.as_view(name))
both = Child.as_view("both")
app.add_url_rule("/both", defaults={"id": None}, view_func=both, methods=["GET"])
app.add_url_rule("/both/<int:id>", view_func=both, methods=["GET", "POST"])


def facts():
    for cls in (Counter, Fresh, Plain, Base, Child, Narrow, Mixed, Heady, Nothing):
        view = cls.as_view(cls.__name__)
        log.append(f"{view.__name__} {sorted(m.upper() for m in view.methods) if view.methods else None} {view.view_class is cls} {view.provide_automatic_options}")
