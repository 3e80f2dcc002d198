import functools

from flask import Flask, request
from flask.views import MethodView, View

log = []
app = Flask(__name__)


class Greet(View):
    methods = ["GET", "POST"]

    def __init__(self, greeting):
        log.append("made Greet")
        self.greeting = greeting

    def dispatch_request(self):
        return f"{self.greeting} by {request.method}"


class Shared(View):
    init_every_request = False

    def __init__(self):
        log.append("made Shared")
        self.count = 0

    def dispatch_request(self):
        self.count += 1
        return f"call {self.count}"


class Item(MethodView):
    def get(self, id):
        return f"get {id}"

    def post(self, id):
        return f"post {id}", 201


class SubItem(Item):
    def delete(self, id):
        return f"delete {id}"


def mark(name):
    def decorator(view):
        @functools.wraps(view)
        def wrapper(**values):
            log.append(f"decorator {name}")
            return view(**values)

        return wrapper

    return decorator


class Decorated(View):
    decorators = [mark("first"), mark("second")]

    def dispatch_request(self):
        return "decorated"


class NoOptions(View):
    provide_automatic_options = False

    def dispatch_request(self):
        return "none"


class PutOnly(MethodView):
    def put(self):
        return "put"


app.add_url_rule("/greet", view_func=Greet.as_view("greet", "hello"))
app.add_url_rule("/shared", view_func=Shared.as_view("shared"))
app.add_url_rule("/item/<int:id>", view_func=Item.as_view("item"))
app.add_url_rule("/sub-item/<int:id>", view_func=SubItem.as_view("sub_item"))
app.add_url_rule("/decorated", view_func=Decorated.as_view("decorated"))
app.add_url_rule("/no-options", view_func=NoOptions.as_view("no_options"))
app.add_url_rule("/put-only", view_func=PutOnly.as_view("put_only"))


def attributes():
    view = Item.as_view("named")
    log.append(f"{view.__name__} {view.view_class is Item} {sorted(view.methods)}")
    log.append(f"{sorted(SubItem.as_view('s').methods)}")
    log.append(f"{Shared.as_view('x').methods}")
