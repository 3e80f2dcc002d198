import functools

from flask import Flask, abort, request
from flask.views import MethodView

log = []
app = Flask(__name__)


class Head(MethodView):
    def get(self):
        return "get"

    def head(self):
        return "", {"X-Head": "own"}


class GetOnly(MethodView):
    def get(self):
        return "get only", {"X-Method": request.method}


class Group(MethodView):
    init_every_request = False

    def __init__(self, name):
        log.append(f"made {name}")
        self.name = name

    def get(self):
        return {"all": self.name}

    def post(self):
        return {"made": self.name}, 201


class One(MethodView):
    def __init__(self, name):
        self.name = name

    def get(self, id):
        return {"one": self.name, "id": id}

    def delete(self, id):
        return "", 204


def register_api(name, key="int"):
    app.add_url_rule(f"/{name}/", view_func=Group.as_view(f"{name}-group", name))
    app.add_url_rule(f"/{name}/<{key}:id>", view_func=One.as_view(f"{name}-one", name))


register_api("users")
register_api("posts", "string")


def key_required(view):
    @functools.wraps(view)
    def wrapper(**values):
        if "X-Key" not in request.headers:
            abort(401)
        return view(**values)

    return wrapper


class Guarded(MethodView):
    decorators = [key_required]

    def get(self):
        return "guarded"


class Patchable:
    def patch(self):
        return "patched by a mixin"


class Mixed(Patchable, MethodView):
    methods = ["PATCH", "GET"]

    def get(self):
        return "mixed"


class OwnOptions(MethodView):
    def get(self):
        return "get"

    def options(self):
        return "own options", {"Allow": "EVERYTHING"}


class Async(MethodView):
    async def get(self):
        return "async"


for rule, view in (("head", Head), ("get-only", GetOnly), ("guarded", Guarded), ("mixed", Mixed), ("own-options", OwnOptions), ("async", Async)):
    app.add_url_rule(f"/{rule}", view_func=view.as_view(rule))
