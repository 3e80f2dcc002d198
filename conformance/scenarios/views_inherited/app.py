from functools import wraps
from flask import Flask, request, url_for, jsonify
from flask.views import View, MethodView
log = []
app = Flask(__name__)
def tag(name):
    def deco(f):
        @wraps(f)
        def inner(*a, **k):
            log.append(f"enter {name}")
            return f(*a, **k)
        return inner
    return deco
class Hello(View):
    methods = ["GET", "POST"]
    decorators = [tag("first"), tag("second")]
    def __init__(self, word="hi"):
        self.word = word
        self.count = 0
        log.append("init")
    def dispatch_request(self, name="none"):
        self.count += 1
        return f"{self.word} {name} {request.method} {self.count}"
app.add_url_rule("/hello", view_func=Hello.as_view("hello", "hey"))
app.add_url_rule("/hello/<name>", view_func=Hello.as_view("hello_name", word="yo"))
class Once(View):
    init_every_request = False
    provide_automatic_options = False
    def __init__(self):
        self.count = 0
        log.append("once init")
    def dispatch_request(self):
        self.count += 1
        return str(self.count)
app.add_url_rule("/once", view_func=Once.as_view("once"))
class Base(MethodView):
    def get(self, id=None):
        return jsonify(get=id)
    def delete(self, id):
        return "", 204
class Item(Base):
    def put(self, id):
        return jsonify(put=id, data=request.get_json())
    def propfind(self, id):
        return "propfind"
item = Item.as_view("item")
app.add_url_rule("/item/", view_func=item, methods=["GET"], defaults={"id": None})
app.add_url_rule("/item/<int:id>", view_func=item)
class Headed(MethodView):
    def get(self):
        return "get"
    def head(self):
        return "", 200, {"X-Head": "own"}
    def options(self):
        return "opts", 200, {"Allow": "GET"}
app.add_url_rule("/headed", view_func=Headed.as_view("headed"))
log.append(item.__name__)
